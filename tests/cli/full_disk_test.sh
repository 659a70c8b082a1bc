# A disk that takes no more while a ledger is written: the call says so and names the file, what was there before is whole,
# and the same call with more space ends as if nothing had been.
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70
samples=$DATELINE_SOURCE/samples
"$DATELINE" read --quiet --ledger whole.db "$samples" >/dev/null
"$DATELINE" export whole.db >whole.jsonl

# First by a limit on the size of files, which works everywhere.
"$DATELINE" read --quiet --ledger limited.db "$samples/kabul-1-warning.txt" >/dev/null
"$DATELINE" export limited.db >before.jsonl
status=0
(
    trap '' XFSZ
    ulimit -f $(($(stat -c %s limited.db) / 512 + 40))
    exec "$DATELINE" read --ledger limited.db "$samples"
) >out 2>err || status=$?
if [ "$status" = 74 ]; then ok 'a file that may not grow: exit code'; else not_ok 'a file that may not grow: exit code' "$status: $(cat err)"; fi
has 'a file that may not grow: told' "$(cat err)" 'limited.db'
"$DATELINE" export limited.db >after.jsonl
same_file 'what was there before is whole' before.jsonl after.jsonl
"$DATELINE" read --quiet --ledger limited.db "$samples" >/dev/null
"$DATELINE" export limited.db >again.jsonl
same_file 'without the limit the same call ends as if nothing had been' whole.jsonl again.jsonl

# Then by a real small file system, where one can be mounted.
mkdir small
cat >fill.sh <<'SH'
mount -t tmpfs -o size=200k tmpfs small || exit 99
status=0
"$DATELINE" read --ledger small/full.db "$1" || status=$?
mount -o remount,size=50m small && "$DATELINE" read --quiet --ledger small/full.db "$1" >&2 && "$DATELINE" export small/full.db >again.jsonl
umount small
exit $status
SH
status=0
unshare -rm sh ./fill.sh "$samples" >out 2>err || status=$?
if [ "$status" = 99 ] || grep -q '^unshare:' err; then
    ok 'a full disk # SKIP no small file system can be mounted here'
else
    same 'a full disk: exit code' 74 "$status"
    has 'a full disk: told' "$(cat err)" 'full.db.*(full|space)'
    same_file 'with more space the same call ends as if nothing had been' whole.jsonl again.jsonl
fi
finish
