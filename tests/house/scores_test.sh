# The check of the pinned scores, on an eval program that says what we want it to.
. "$DATELINE_SOURCE/tests/tap.sh"
cat >"$scratch/eval" <<'SH'
#!/bin/sh
echo "a table" >&2
echo '{"bench": "made", "items": 3, "share": 0.7500, "wrong": 4, "empty": null, "seconds": 1}'
SH
chmod +x "$scratch/eval"
row() { printf 'made\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "${4-README.md}"; }
verdict() {
    row "$@" >"$scratch/scores.tsv"
    CI=${ci-} "$DATELINE_SOURCE/eval/check" "$scratch/eval" "$scratch/scores.tsv" | head -n 1
}
: >"$scratch/README.md"
has 'the same passes' "$(verdict share 0.7500 higher run)" '^ok 1 - made share 0.7500$'
has 'half a point less passes' "$(verdict share 0.7549 higher run)" '^ok 1 - '
has 'more than that fails' "$(verdict share 0.7551 higher run)" '^not ok 1 - '
has 'better is told' "$(verdict share 0.7000 higher run)" '^ok 1 - .*better'
row share 0.7000 higher run >"$scratch/scores.tsv"
row wrong 3 lower run >>"$scratch/scores.tsv"
"$DATELINE_SOURCE/eval/check" --update "$scratch/eval" "$scratch/scores.tsv" >"$scratch/said" 2>&1 || :
same 'an update writes what is better, and only that' '0.7500 3' "$(cut -f 3 "$scratch/scores.tsv" | tr '\n' ' ' | sed 's/ $//')"
has 'a count may not get worse' "$(verdict wrong 3 lower run)" '^not ok 1 - '
has 'a count may stay' "$(verdict wrong 4 lower run)" '^ok 1 - '
has 'a missing key fails' "$(verdict empty 0.5 higher run)" '^not ok 1 - '
has 'missing data is a skip' "$(verdict share 0.75 higher no/such/file)" '^ok 1 - .*# SKIP'
ci=true
has 'but not on the build server' "$(verdict share 0.75 higher no/such/file)" '^not ok 1 - '
finish
