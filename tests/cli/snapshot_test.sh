# Snapshots and what became of their events, from outside.
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70
samples=$DATELINE_SOURCE/samples
"$DATELINE" code "$samples" >lines.jsonl 2>/dev/null
head -n 12 lines.jsonl >half.jsonl
"$DATELINE" merge --quiet a.db half.jsonl >/dev/null
check 'a snapshot is taken' "$DATELINE" snapshot a.db monday --date 2024-05-31
same 'nothing has changed' 'monday (2024-05-31), 12 reports → now, 12 reports: 0 new, 0 changed, 0 merged, 0 split, 0 gone' "$("$DATELINE" changes a.db monday)"
"$DATELINE" merge --quiet a.db lines.jsonl >/dev/null
"$DATELINE" changes a.db monday >text
has 'what is new is told' "$(cat text)" '^new '
has 'what changed is told, with what' "$(cat text)" '^changed .* → '
has 'the last line counts' "$(tail -n 1 text)" '^monday \(2024-05-31\), 12 reports → now, [0-9]+ reports: [0-9]+ new, [0-9]+ changed'
same 'JSON has a line for each' "$(($(grep -c . text) - 1))" "$("$DATELINE" changes a.db monday --json | grep -c '^{"change":"')"
same 'CSV has a header and a row for each' "$(grep -c . text)" "$("$DATELINE" changes a.db monday --csv | grep -c .)"
has 'the snapshots are listed' "$("$DATELINE" changes a.db --json)" '"snapshot":"monday","date":"2024-05-31"'
# every id that the snapshot knew still finds its event
lost=0
for id in $("$DATELINE" changes a.db monday --json | sed -n 's/.*"before":\["\([0-9a-f]*\)".*/\1/p'); do
    "$DATELINE" show a.db "$id" >/dev/null 2>&1 || lost=$((lost + 1))
done
same 'former ids find their events' 0 "$lost"
status=0
"$DATELINE" snapshot a.db monday >out 2>err || status=$?
same 'a name is used once' '64 dateline: a.db: there is a snapshot "monday" already; give another name' "$status $(cat err)"
status=0
"$DATELINE" changes a.db sunday >out 2>err || status=$?
same 'a name that there is not' '64 dateline: a.db: no snapshot "sunday"; the last one is monday' "$status $(cat err)"
"$DATELINE" export a.db >with.jsonl
"$DATELINE" merge --quiet b.db lines.jsonl >/dev/null
"$DATELINE" export b.db >without.jsonl
same_file 'a ledger with snapshots is the same ledger' without.jsonl with.jsonl
finish
