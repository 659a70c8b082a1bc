# Bad input is normal input: each kind gives one clear line that names the file, the other files are coded all the same,
# nothing is lost, and the exit code says what it was (sysexits: 65 data, 66 no input, 73 cannot create, 74 input/output).
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70
mkdir in
good() { # NAME PLACE: a small report
    cat >"$1" <<TXT
Bridge blown up in $2

$2 – Gunmen killed two police officers in $2 on Monday, the interior ministry said in a statement.

The gunmen escaped on motorcycles after the attack, according to the police.
TXT
}

# tells NAME CODE PATTERN ARGUMENTS…: the program ends with CODE and a line on stderr matches PATTERN; nothing crashes.
tells() {
    name=$1 code=$2 pattern=$3
    shift 3
    status=0
    "$DATELINE" "$@" >out 2>err </dev/null || status=$?
    same "$name: exit code" "$code" "$status"
    has "$name: says so" "$(cat err)" "$pattern"
    if grep -Eq 'Sanitizer|runtime error' err; then not_ok "$name: clean" "$(head -n 20 err)"; else ok "$name: clean"; fi
}
reports() { grep -c '^{' out; }

good in/good.txt Herat
: >in/empty.txt
tells 'an empty file' 65 'empty.txt.*' code in
same 'the good one is coded all the same' 1 "$(reports)"
rm in/empty.txt

head -c 20000 "$DATELINE" >in/binary.txt
tells 'a binary file' 65 'binary.txt' code in
same 'the good one is coded all the same' 1 "$(reports)"
rm in/binary.txt

{ good /dev/stdout Kandahar; printf 'The \377\376 governor \300\257 left.\n'; } >in/latin.txt
tells 'invalid UTF-8 is a note, not a loss' 0 'latin.txt.*' code in
same 'both are coded' 2 "$(reports)"
rm in/latin.txt

tells 'a path that is not there' 66 'missing.txt' code missing.txt in/good.txt
same 'the good one is coded all the same' 1 "$(reports)"

if [ "$(id -u)" != 0 ]; then
    good in/locked.txt Kunar
    chmod 000 in/locked.txt
    tells 'an unreadable file' 66 'locked.txt' code in
    rm -f in/locked.txt
else
    ln -s nowhere in/dangling.txt
    tells 'an unreadable file' 66 'dangling.txt' code in
    rm in/dangling.txt
fi

ln -s .. in/loop
tells 'a folder that contains itself' 65 'loop' code in
same 'each file is coded once' 1 "$(reports)"
rm in/loop

cat >in/rows.jsonl <<'JSON'
{"title": "One", "date": "2024-05-01", "text": "Gunmen killed two police officers in Herat on Monday, the interior ministry said in a statement."}
{"title": "Two", "text": "broken
{"title": "Three", "text": "The army said that its soldiers had arrested three men in Kandahar on Sunday after the attack."}
JSON
tells 'a broken line of JSONL' 65 'rows.jsonl:2' code in/rows.jsonl
same 'the lines around it are coded' 2 "$(reports)"
rm in/rows.jsonl

printf 'a,b\n1,2\n' >in/table.csv
tells 'a table without a text column' 65 'table.csv' code in/table.csv
rm in/table.csv

# 100 MB: too large for one report; told, not read into memory.
head -c 100000000 /dev/zero | tr '\0' 'a' >in/huge.txt
tells '100 MB in one file' 65 'huge.txt' code in
same 'the good one is coded all the same' 1 "$(reports)"
rm in/huge.txt

status=0
"$DATELINE" read --ledger one.db in >out 2>err || status=$?
same 'a ledger is made' 0 "$status"
printf 'This is no ledger, it is a shopping list.\n' >list.db
tells 'a file that is no ledger' 65 'list.db' read --ledger list.db in
same 'it is left as it was' 'This is no ledger, it is a shopping list.' "$(cat list.db)"
tells 'a ledger that is not there' 66 'none.db' events none.db
if [ -e none.db ]; then not_ok 'asking makes no ledger'; else ok 'asking makes no ledger'; fi
tells 'a folder that is not there for the ledger' 73 'no/such' read --ledger no/such/one.db in

# A ledger of another version: the header's user version lies at byte 60.
cp one.db other.db
printf '\377\377\377\177' | dd of=other.db bs=1 seek=60 conv=notrunc 2>/dev/null
tells 'a ledger of another version' 65 'version' events other.db

printf '{"schema":999}\n' >later.jsonl
tells 'coded lines of another version' 65 'later.jsonl' merge one.db later.jsonl

if "$DATELINE" code in >/dev/full 2>err; then status=0; else status=$?; fi
same 'standard output is full: exit code' 74 "$status"

# A disk that takes no more, first by a limit on file sizes, then by a real small file system where one can be mounted.
status=0
(
    trap '' XFSZ
    ulimit -f 40
    exec "$DATELINE" read --ledger limited.db "$DATELINE_SOURCE/samples"
) >out 2>err || status=$?
if [ "$status" -ge 64 ] && [ "$status" -le 78 ]; then ok 'a file that may not grow ends in a sysexit'; else not_ok 'a file that may not grow ends in a sysexit' "$status: $(cat err)"; fi
has 'and names the ledger' "$(cat err)" 'limited.db'
tells 'what was there before is whole' 0 '' events one.db
mkdir small
cat >fill.sh <<'SH'
mount -t tmpfs -o size=200k tmpfs small || exit 99
status=0
"$DATELINE" read --ledger small/full.db "$DATELINE_SOURCE/samples" || status=$?
mount -o remount,size=50m small && "$DATELINE" read --ledger small/full.db "$DATELINE_SOURCE/samples" >after.txt 2>&1 && "$DATELINE" export small/full.db >again.jsonl
umount small
exit $status
SH
status=0
unshare -rm sh ./fill.sh >out 2>err || status=$?
if [ "$status" = 99 ] || grep -q '^unshare:' err; then
    ok 'a full disk # SKIP no small file system can be mounted here'
else
    has 'a full disk is said' "$(cat err)" 'full.db.*(full|space)'
    same 'with its exit code' 74 "$status"
    "$DATELINE" read --ledger fresh.db "$DATELINE_SOURCE/samples" >/dev/null 2>&1
    "$DATELINE" export fresh.db >fresh.jsonl
    same_file 'with more space the same call ends as if nothing had been' fresh.jsonl again.jsonl
fi
finish
