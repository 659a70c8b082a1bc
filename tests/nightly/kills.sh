#!/bin/sh
# Kill -9 at random moments. In: the program and a number of rounds. Out: TAP. Each round is one call of four kinds on the same ledger:
# coded lines are merged, another ledger is merged, reports are read, a judgement is given; each is killed somewhere between its
# start and near the end of an undisturbed one.
# What counts as acknowledged (docs/ledger.md): anything on standard output. After each kill the ledger must open, hold all that was
# ever acknowledged, and nothing twice; in the end one undisturbed call of each kind must give exactly the ledger that was never
# killed, and doctor must find nothing.
set -eu
LC_ALL=C
export LC_ALL
program=$(realpath "$1")
rounds=$2
samples=$(realpath "$(dirname "$0")/../../samples")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

mkdir some
for file in "$samples"/*; do
    case $((count_of_files = ${count_of_files-0} + 1)) in [1-8]) cp "$file" some/ ;; esac
done
"$program" code --quiet some >lines.jsonl
"$program" read --quiet --ledger other.db "$samples/kabul-1-warning.txt" some/* >/dev/null
"$program" merge --quiet whole.db lines.jsonl other.db >/dev/null
total=$("$program" merge --json whole.db /dev/null | sed -n 's/.*"reports":\([0-9]*\).*/\1/p')

now_ms() { date +%s%3N; }
# How long an undisturbed call of each kind takes, in ms, and a fifth less.
began=$(now_ms); "$program" merge --quiet try.db lines.jsonl >/dev/null; merge_ms=$((($(now_ms) - began) * 8 / 10 + 1))
rm -f try.db*
began=$(now_ms); "$program" merge --quiet try.db other.db >/dev/null; union_ms=$((($(now_ms) - began) * 8 / 10 + 1))
rm -f try.db*
began=$(now_ms); "$program" read --quiet --ledger try.db some >/dev/null; read_ms=$((($(now_ms) - began) * 8 / 10 + 1))
began=$(now_ms); "$program" assess try.db source AFP --reliability B --analyst Trial >/dev/null 2>&1 || :; assess_ms=$((($(now_ms) - began) * 8 / 10 + 1))

reports() { # in the ledger, 0 when there is none yet, nothing when it is broken
    [ -s killed.db ] || { echo 0; return; }
    "$program" merge --json killed.db /dev/null 2>broken.txt | sed -n 's/.*"reports":\([0-9]*\).*/\1/p'
}
judgements() { [ ! -s killed.db ] || "$program" assess killed.db list --json 2>/dev/null | grep -c '"subject"' || :; }
# A random number below N; awk's own seed is the second, so the round is put in.
random() { awk -v n="$1" -v seed="$2" 'BEGIN { srand(seed); rand(); rand(); print int(rand() * n) }'; }

lost=0 broken=0 doubled=0 survived=0 held=0 judged=0 given=0 round=0
while [ "$round" -lt "$rounds" ]; do
    round=$((round + 1))
    # A fresh start now and then, so that the first transactions are killed too.
    if [ $((round % 20)) = 0 ]; then rm -f killed.db*; held=0 judged=0 given=0; fi
    : >said # a call that is killed before it opens the file has said nothing
    case $((round % 4)) in
    0) kind=union ms=$union_ms; "$program" merge killed.db other.db >said 2>/dev/null & ;;
    1) kind=merge ms=$merge_ms
       awk -v seed="$round" 'BEGIN { srand(seed) } rand() < 0.5' lines.jsonl >half.jsonl
       "$program" merge killed.db half.jsonl >said 2>/dev/null & ;;
    2) kind=read ms=$read_ms; "$program" read --quiet --ledger killed.db some >said 2>/dev/null & ;;
    *) kind=assess ms=$assess_ms given=$((given + 1))
       "$program" assess killed.db source "$(if [ $((round % 8)) = 3 ]; then echo AFP; else echo 'Islamic State'; fi)" --reliability B --analyst "A. Trial" --note "$round" >said 2>/dev/null & ;;
    esac
    child=$!
    sleep "$(random "$ms" "$round" | awk '{ printf "%.3f", $1 / 1000 }')"
    # Most should be killed, and late: who ended in time is killed earlier the next time, else a little later.
    if kill -9 "$child" 2>/dev/null; then ms=$((ms + ms / 20 + 1)); else survived=$((survived + 1)) ms=$((ms - ms / 6)); fi
    case $kind in union) union_ms=$ms ;; merge) merge_ms=$ms ;; read) read_ms=$ms ;; *) assess_ms=$ms ;; esac
    wait "$child" 2>/dev/null || :
    [ "$kind" != assess ] || [ ! -s said ] || judged=$((judged + 1))
    said=$(sed -n 's/.* holds \([0-9]*\) reports.*/\1/p' said)
    [ -z "$said" ] || [ "$said" -le "$held" ] || held=$said
    now=$(reports)
    if [ -z "$now" ]; then
        broken=$((broken + 1))
        echo "# round $round, $kind: $(cat broken.txt)"
        rm -f killed.db*
        held=0 judged=0 given=0
        continue
    fi
    if [ "$now" -lt "$held" ]; then lost=$((lost + 1)); echo "# round $round, $kind: $now reports of $held"; fi
    if [ "$now" -gt "$total" ]; then doubled=$((doubled + 1)); echo "# round $round, $kind: $now reports of $total"; fi
    held=$now
    if [ "$kind" = assess ]; then
        kept=$(judgements)
        if [ "${kept:-0}" -lt "$judged" ]; then lost=$((lost + 1)); echo "# round $round: $kept judgements of $judged"; fi
        if [ "${kept:-0}" -gt "$given" ]; then doubled=$((doubled + 1)); echo "# round $round: $kept judgements, $given were given"; fi
    fi
done
count=0 failed=0
line() { # WHAT STATUS
    count=$((count + 1))
    if [ "$2" = 0 ]; then echo "ok $count - $1"; else echo "not ok $count - $1"; failed=1; fi
}
line "$rounds rounds, $survived finished before they were killed: $broken ledgers broken" "$broken"
line "$lost times something acknowledged was lost" "$lost"
line "$doubled times something was there twice" "$doubled"
line 'some rounds were really killed' "$([ "$survived" -lt "$rounds" ]; echo $?)"
"$program" merge --quiet killed.db lines.jsonl other.db >/dev/null
line "all $total reports are there in the end" "$([ "$(reports)" = "$total" ]; echo $?)"
"$program" export whole.db >whole.jsonl
"$program" export killed.db >killed.jsonl
line 'and the events are those of a ledger that was never killed' "$(cmp -s whole.jsonl killed.jsonl; echo $?)"
line 'doctor finds nothing' "$("$program" doctor killed.db >doctor.txt 2>&1; echo $?)"
echo "1..$count"
exit $failed
