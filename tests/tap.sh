# What every shell test sources: checks that speak TAP, and a folder of its own that goes away at the end.
# The caller's variables: DATELINE (the program), DATELINE_SOURCE (the project), DATELINE_BUILD (the build folder).
set -u
LC_ALL=C
export LC_ALL
tap_count=0
tap_failed=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

ok() { # NAME
    tap_count=$((tap_count + 1))
    printf 'ok %d - %s\n' "$tap_count" "$1"
}

not_ok() { # NAME [WHY]
    tap_count=$((tap_count + 1))
    tap_failed=$((tap_failed + 1))
    printf 'not ok %d - %s\n' "$tap_count" "$1"
    [ -z "${2-}" ] || printf '%s\n' "$2" | sed 's/^/# /'
}

# A missing tool or data folder: a skip on a desk, a failure on the build server.
skip() { # NAME WHY
    if [ "${CI-}" = true ]; then
        not_ok "$1" "$2"
    else
        tap_count=$((tap_count + 1))
        printf 'ok %d - %s # SKIP %s\n' "$tap_count" "$1" "$2"
    fi
}

# run COMMAND…: out and err hold what it writes, rc its exit status.
run() {
    out=$("$@" 2>"$scratch/.err") && rc=0 || rc=$?
    err=$(cat "$scratch/.err")
}

# check NAME COMMAND…: ok when the command succeeds; its output is shown when it does not.
check() {
    check_name=$1
    shift
    if "$@" >"$scratch/.check" 2>&1; then ok "$check_name"; else not_ok "$check_name" "$* failed: $(head -c 2000 "$scratch/.check")"; fi
}

# same NAME EXPECTED GOT
same() {
    if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "expected: $2
got:      $3"; fi
}

# same_file NAME EXPECTED-FILE GOT-FILE
same_file() {
    if cmp -s "$2" "$3"; then ok "$1"; else not_ok "$1" "$(diff -u "$2" "$3" | head -60)"; fi
}

# has NAME TEXT PATTERN: the text has a line that matches the extended regular expression.
has() {
    if printf '%s\n' "$2" | grep -Eq -- "$3"; then ok "$1"; else not_ok "$1" "no line matches: $3
in: $(printf '%s' "$2" | head -c 2000)"; fi
}

finish() {
    printf '1..%d\n' "$tap_count"
    [ "$tap_failed" = 0 ]
    exit
}
