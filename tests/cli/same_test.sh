# Same input, same bytes: whatever the order, the number of threads, the repetition or the way the reports take.
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70
samples=$DATELINE_SOURCE/samples
events() { "$DATELINE" export "$1"; }

"$DATELINE" code --jobs 1 "$samples" >one.jsonl 2>one.err
check 'the samples are coded' test "$(grep -c '^{' one.jsonl)" -ge 24
"$DATELINE" code --jobs 4 "$samples" >four.jsonl 2>/dev/null
same_file 'four threads give the bytes of one' one.jsonl four.jsonl
"$DATELINE" code "$samples" >again.jsonl 2>/dev/null
same_file 'a second run gives the same bytes' one.jsonl again.jsonl
(cd "$samples" && "$DATELINE" code . 2>/dev/null) >elsewhere.jsonl
same_file 'so does another working folder' one.jsonl elsewhere.jsonl
if grep -Fq "$samples" one.jsonl; then not_ok 'no path of this machine is in them'; else ok 'no path of this machine is in them'; fi

check 'merged in order' "$DATELINE" merge a.db one.jsonl
sort -r one.jsonl >reversed.jsonl
check 'merged backwards' "$DATELINE" merge b.db reversed.jsonl
events a.db >a.jsonl
events b.db >b.jsonl
check 'there are events' test -s a.jsonl
same_file 'any order gives the same ledger' a.jsonl b.jsonl
check 'merged again' "$DATELINE" merge a.db one.jsonl reversed.jsonl
events a.db >a2.jsonl
same_file 'repetition changes nothing' a.jsonl a2.jsonl

head -n 9 one.jsonl >first.jsonl
tail -n +10 one.jsonl >second.jsonl
"$DATELINE" merge c.db first.jsonl >/dev/null 2>&1
"$DATELINE" merge d.db second.jsonl >/dev/null 2>&1
check 'two ledgers are merged' "$DATELINE" merge d.db c.db
events d.db >d.jsonl
same_file 'their union is the ledger of all' a.jsonl d.jsonl
"$DATELINE" read --ledger e.db "$samples" >/dev/null 2>&1
events e.db >e.jsonl
same_file 'read is code and merge' a.jsonl e.jsonl
"$DATELINE" merge f.db <one.jsonl >/dev/null 2>&1
events f.db >f.jsonl
same_file 'lines may come from standard input' a.jsonl f.jsonl

LC_ALL=C.UTF-8 TZ=Asia/Kabul "$DATELINE" code "$samples" >zone.jsonl 2>/dev/null
same_file 'neither locale nor time zone matters' one.jsonl zone.jsonl
"$DATELINE" code "$samples/kabul-1-warning.txt" >file.jsonl 2>/dev/null
"$DATELINE" code - <"$samples/kabul-1-warning.txt" >pipe.jsonl 2>/dev/null
same 'standard input gives the same events' "$(sed 's/.*"events"/"events"/; s/"rule[^,}]*//g' file.jsonl)" "$(sed 's/.*"events"/"events"/; s/"rule[^,}]*//g' pipe.jsonl)"
finish
