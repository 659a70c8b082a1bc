# What may happen to a ledger on a machine: each is one clear line and an exit code, and what was acknowledged stays.
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70
samples=$DATELINE_SOURCE/samples
"$DATELINE" code "$samples"/kabul-* "$samples"/kerman-* >lines.jsonl 2>/dev/null
total=$(grep -c '^{' lines.jsonl)
"$DATELINE" merge whole.db lines.jsonl >/dev/null
"$DATELINE" export whole.db >whole.jsonl

told() { # NAME CODE PATTERN WORDS…: exit code, and one line on standard error that matches
    told_name=$1 told_code=$2 told_pattern=$3
    shift 3
    status=0
    "$DATELINE" "$@" >out 2>err </dev/null || status=$?
    if [ "$status" = "$told_code" ] && [ "$(grep -c . err)" = 1 ] && grep -Eq -- "$told_pattern" err; then ok "$told_name"; else
        not_ok "$told_name" "exit code $status, said: $(cat err)"
    fi
}
mkdir folder
echo 'no ledger' >text.db
: >empty.db
told 'a folder is no ledger' 65 '^dateline: folder: a folder, not a ledger$' merge folder lines.jsonl
told 'nor is a text' 65 '^dateline: text.db: not a ledger$' events text.db
told 'nor is an empty file, to a reader' 65 '^dateline: empty.db: an empty file, not a ledger$' events empty.db
told 'a folder that is not there' 73 '^dateline: nowhere/a.db: cannot be made; is its folder there' merge nowhere/a.db lines.jsonl
told 'a ledger that is not there' 66 '^dateline: missing.db: No such file' doctor missing.db
head -c 3000 whole.db >short.db
told 'a ledger cut short' 65 '^dateline: short.db: ' events short.db

# Standard output that takes nothing: told, and the ledger is complete all the same.
status=0
"$DATELINE" merge full.db lines.jsonl >/dev/full 2>err || status=$?
same 'a full standard output' '74 dateline: standard output: No space left on device' "$status $(cat err)"
"$DATELINE" export full.db >full.jsonl
same_file 'loses nothing' whole.jsonl full.jsonl

# ^C: what was read is kept and said; the next call goes on from there.
status=0
(head -n 2 lines.jsonl; sleep 5) | timeout -s INT 3 "$DATELINE" merge stopped.db >out 2>err || status=$?
same 'stopped by ^C: what is kept' 'dateline: stopped: 2 new reports are kept in stopped.db; the same call goes on from there, and any next one brings the events up to date' "$(cat err)"
has 'a reader is told that the events are behind' "$("$DATELINE" events stopped.db 2>&1 >/dev/null)" '^dateline: note: stopped.db holds reports that its events do not show yet'
has 'the next call goes on' "$("$DATELINE" merge stopped.db lines.jsonl)" "^$((total - 2)) new reports: .* holds $total reports"
"$DATELINE" export stopped.db >stopped.jsonl
same_file 'and nothing is lost' whole.jsonl stopped.jsonl

# Deleted while it is open: SQLite would go on into a file without a name.
status=0
(head -n 2 lines.jsonl; sleep 1; rm -f gone.db; tail -n 1 lines.jsonl) | "$DATELINE" merge gone.db >out 2>err || status=$?
same 'a ledger deleted while it is open' '74 dateline: gone.db: was deleted or replaced while it was open; what this call added is lost with it' "$status $(cat err)"
same 'and nothing is acknowledged' '' "$(cat out)"

# Two writers at once: both wait for each other, none loses anything.
head -n $((total / 2)) lines.jsonl >one.jsonl
tail -n +$((total / 2 + 1)) lines.jsonl >two.jsonl
"$DATELINE" merge both.db one.jsonl >one.out 2>one.err &
first=$!
"$DATELINE" merge both.db two.jsonl >two.out 2>two.err &
second=$!
wait "$first" && wait "$second" && ok 'two writers at once' || not_ok 'two writers at once' "$(cat one.err two.err)"
"$DATELINE" export both.db >both.jsonl
same_file 'and both are in the ledger' whole.jsonl both.jsonl

# Whole, damaged, mended.
same 'a whole ledger' 'whole.db: whole' "$("$DATELINE" doctor whole.db)"
cp whole.db hurt.db
for place in $(grep -abo 'Kabul airport' hurt.db | cut -d: -f1 | sed -n '1p;$p'); do # where texts of reports lie
    yes damage | head -c 900 | dd of=hurt.db bs=1 seek="$place" conv=notrunc 2>/dev/null
done
status=0
"$DATELINE" doctor hurt.db >out 2>err || status=$?
same 'a damaged one: exit code' 65 "$status"
has 'a damaged one: what to do' "$(cat out)" '`dateline merge NEW.db hurt.db`'
"$DATELINE" merge --quiet mended.db hurt.db >out 2>err || :
same 'what can be read of it makes a whole one' 'mended.db: whole' "$("$DATELINE" doctor mended.db)"
finish
