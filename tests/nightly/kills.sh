#!/bin/sh
# Kill -9 at random moments. In: the program and a number. Out: TAP. Each round reads samples/, in a random half, into the
# same ledger and is killed after 0 to 120 ms. After each kill the ledger must open, and may never hold fewer reports than
# a finished call has said it holds. At the end one undisturbed call must give exactly the ledger that was never killed.
set -eu
LC_ALL=C
export LC_ALL
program=$(realpath "$1")
rounds=$2
samples=$(realpath "$(dirname "$0")/../../samples")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$program" read --quiet --ledger whole.db "$samples" >/dev/null
"$program" export whole.db >whole.jsonl
"$program" code --quiet "$samples" >lines.jsonl
total=$(grep -c . lines.jsonl)

reports() { # in a ledger, 0 when there is none yet
    [ -f killed.db ] || { echo 0; return; }
    "$program" merge --json killed.db /dev/null 2>/dev/null | sed -n 's/.*"reports":\([0-9]*\).*/\1/p'
}

# A random number below N; awk's own seed is the second, so the round is put in.
random() { awk -v n="$1" -v seed="$2" 'BEGIN { srand(seed); rand(); print int(rand() * n) }'; }

lost=0 broken=0 survived=0 held=0 round=0
while [ "$round" -lt "$rounds" ]; do
    round=$((round + 1))
    awk -v seed="$round" 'BEGIN { srand(seed) } rand() < 0.5' lines.jsonl >half.jsonl
    # A fresh start now and then, so that the first transactions are killed too.
    if [ $((round % 20)) = 0 ]; then rm -f killed.db*; held=0; fi
    "$program" merge killed.db half.jsonl >said 2>/dev/null &
    child=$!
    sleep "0.$(printf '%03d' "$(random 120 "$round")")"
    if kill -9 "$child" 2>/dev/null; then :; else survived=$((survived + 1)); fi
    wait "$child" 2>/dev/null || :
    now=$(reports)
    if [ -z "$now" ]; then
        broken=$((broken + 1))
        rm -f killed.db*
        now=0
    elif [ "$now" -lt "$held" ]; then lost=$((lost + 1)); fi
    held=$now
done
count=0
line() { count=$((count + 1)); if [ "$2" = 0 ]; then echo "ok $count - $1"; else echo "not ok $count - $1"; fi; }
line "$rounds rounds, $survived finished before they were killed: $broken ledgers broken" "$broken"
line "$lost times reports were lost that had been there" "$lost"
line 'some rounds were really killed' "$([ "$survived" -lt "$rounds" ]; echo $?)"
"$program" merge killed.db lines.jsonl >/dev/null
line "all $total reports are there in the end" "$([ "$(reports)" = "$total" ]; echo $?)"
"$program" export killed.db >killed.jsonl
line 'and the events are those of a ledger that was never killed' "$(cmp -s whole.jsonl killed.jsonl; echo $?)"
echo "1..$count"
[ "$broken" = 0 ] && [ "$lost" = 0 ] && cmp -s whole.jsonl killed.jsonl
