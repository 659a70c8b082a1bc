#!/bin/sh
# Bytes of a ledger are changed at random. In: the program and a number of rounds. Out: TAP. Whatever is changed: no call may crash, an answer
# is either that of the whole ledger or comes with an error or a doctor who says that the file is damaged; and what merge saves of
# it into a new ledger is whole again.
set -eu
LC_ALL=C
export LC_ALL
program=$(realpath "$1")
rounds=$2
samples=$(realpath "$(dirname "$0")/../../samples")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$program" read --quiet --ledger whole.db "$samples"/kabul-* >/dev/null
"$program" assess whole.db source "$(sqlite3 whole.db "SELECT source_id FROM source WHERE source_id <> '' LIMIT 1" 2>/dev/null || echo AFP)" --reliability B --analyst "A. Trial" >/dev/null 2>&1 || :
"$program" export whole.db >whole.jsonl
total=$("$program" merge --json whole.db /dev/null | sed -n 's/.*"reports":\([0-9]*\).*/\1/p')
size=$(stat -c %s whole.db)

crashed=0 silent=0 spoilt=0 saved=0 unread=0 round=0
call() { # NAME WORDS…: runs the program; a signal, an exit code that it does not have, or a word of the sanitizers is a crash
    call_name=$1
    shift
    code=0
    "$program" "$@" >"$call_name.out" 2>"$call_name.err" || code=$?
    case $code in 0 | 64 | 65 | 66 | 71 | 73 | 74 | 75) ;; *) crashed=$((crashed + 1)); echo "# round $round: $* ended with $code: $(head -c 300 "$call_name.err")" ;; esac
    if grep -q 'Sanitizer\|runtime error' "$call_name.err"; then crashed=$((crashed + 1)); echo "# round $round: $*: $(grep -m 1 'Sanitizer\|runtime error' "$call_name.err")"; fi
    [ "$code" = 0 ] || [ "$call_name" = doctor ] || [ -s "$call_name.err" ] || { silent=$((silent + 1)); echo "# round $round: $* ended with $code and said nothing"; }
}
while [ "$round" -lt "$rounds" ]; do
    round=$((round + 1))
    cp whole.db hurt.db
    rm -f hurt.db-* new.db*
    # One to four places, a byte each, or a run of 600; every tenth round the file is cut short.
    awk -v seed="$round" -v size="$size" 'BEGIN { srand(seed); rand(); n = int(rand() * 4) + 1; while (n--) print int(rand() * size), int(rand() * 256) }' |
        while read -r at byte; do
            case $((round % 5)) in
            0) yes damage | head -c 600 | dd of=hurt.db bs=1 seek="$at" conv=notrunc 2>/dev/null ;;
            *) printf "\\$(printf '%03o' "$byte")" | dd of=hurt.db bs=1 seek="$at" conv=notrunc 2>/dev/null ;;
            esac
        done
    if [ $((round % 10)) = 7 ]; then truncate -s "$(awk -v seed="$round" -v size="$size" 'BEGIN { srand(seed); print int(rand() * size) }')" hurt.db; fi
    call doctor doctor hurt.db
    sound=$code
    call answer export hurt.db
    if [ "$sound" = 0 ] && [ "$code" = 0 ] && ! cmp -s whole.jsonl answer.out; then
        spoilt=$((spoilt + 1))
        echo "# round $round: another answer, and doctor finds nothing"
    fi
    call show show hurt.db most-voices
    call changes snapshot hurt.db monday
    call merge merge --json new.db hurt.db
    count=$(sed -n 's/.*"reports":\([0-9]*\).*/\1/p' merge.out)
    if [ "${count:-0}" = 0 ]; then unread=$((unread + 1)); else saved=$((saved + count)); fi
    if [ -s new.db ]; then
        call fresh doctor new.db
        if [ "$code" != 0 ]; then spoilt=$((spoilt + 1)); echo "# round $round: what was saved is not whole: $(head -c 300 fresh.out)"; fi
    fi
    call late merge hurt.db /dev/null
done
count=0 failed=0
line() { # WHAT STATUS
    count=$((count + 1))
    if [ "$2" = 0 ]; then echo "ok $count - $1"; else echo "not ok $count - $1"; failed=1; fi
}
line "$rounds damaged ledgers: $crashed crashes" "$crashed"
line "$silent errors without a word" "$silent"
line "$spoilt wrong answers that doctor does not see" "$spoilt"
line "$saved of $((rounds * total)) reports saved; of $unread files none could be read" "$([ "$saved" -gt $((rounds * total / 2)) ]; echo $?)"
echo "1..$count"
exit $failed
