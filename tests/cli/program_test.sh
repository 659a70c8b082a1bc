# The program as a stranger meets it: help, every kind of input, every kind of bad input, exit codes, and the same bytes
# for any number of threads and any order.
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70

# run COMMAND…: output in $out, complaints in $err, exit code in $rc.

# One report in its own words.
report() { # NUMBER
    cat <<END
Bomb kills $1 guards in Herat

HERAT – A bomb killed $1 guards at a checkpoint in Herat on Monday, the police said.

Nobody claimed responsibility for the attack. A spokesman for the Taliban denied that the group was behind it.
END
}
mkdir in
for n in 3 4 5 6 7; do report $n >in/r$n.txt; done

# --- help and usage
run "$DATELINE"
same "alone it exits with 0" 0 $rc
has "alone it says where to start" "$out" "dateline read"
run "$DATELINE" --version
has "the version" "$out" '^dateline [0-9]+\.[0-9]+'
run "$DATELINE" evnts
same "an unknown command is a usage error" 64 $rc
has "an unknown command gets a hint" "$err" 'did you mean events'
run "$DATELINE" code --jbos 2 in
same "an unknown option is a usage error" 64 $rc
has "an unknown option gets a hint" "$err" 'did you mean --jobs'
run "$DATELINE" code --jobs zero in
same "a number that is none is a usage error" 64 $rc
run "$DATELINE" code --published someday in
same "a date that is none is a usage error" 64 $rc
run "$DATELINE" show
same "too few words are a usage error" 64 $rc
run "$DATELINE" help
same "no line of the help runs into the margin" "" "$(printf '%s\n' "$out" | awk 'length($0) > 110')"
run "$DATELINE" help bogus
has "an unknown command has no help" "$err" '.dateline --help. lists them'
for word in events show claims assess export; do
    case $word in
    show) run "$DATELINE" show gone.db 3f ;;
    assess) run "$DATELINE" assess gone.db list ;;
    *) run "$DATELINE" $word gone.db ;;
    esac
    same "$word: a ledger that is not there" 66 $rc
    has "$word: a ledger that is not there is told, and how one is made" "$err" 'gone.db: No such file; .dateline read --ledger gone.db'
done
run "$DATELINE" explain gone
has "explain: neither a file nor an event" "$err" 'gone: No such file, and no ledger.db'
run "$DATELINE" read --ledger no-folder/x.db in
same "a ledger in a folder that is not there" 73 $rc
has "a ledger in a folder that is not there is told" "$err" 'is its folder there'
for command in read events show claims timeline conflicts actors sources assess code parse merge export explain rules doctor; do
    run "$DATELINE" $command --help
    same "help for $command exits with 0" 0 $rc
    has "help for $command has examples" "$out" "^  .*dateline $command"
done

"$DATELINE_BUILD/app/cli/manual" markdown >commands.md
same_file "docs/commands.md is what the option table says" "$DATELINE_SOURCE/docs/commands.md" commands.md

# --- good input of every kind
run "$DATELINE" code in
same "a folder is coded" 0 $rc
same "one line a report" 5 "$(printf '%s\n' "$out" | wc -l)"
"$DATELINE" code in >all.jsonl
run "$DATELINE" code - <in/r3.txt
has "standard input is a report" "$out" '"file":"-"'
printf '{"text":"A bomb killed two guards in Herat on Monday.","outlet":"Harbour Post","date":"2024-05-07","url":"http://x.example/1"}\n' >row.jsonl
run "$DATELINE" code row.jsonl
has "a JSONL row brings its outlet" "$out" '"outlet":"Harbour Post"'
has "a JSONL row is named by its line" "$out" '"file":"row.jsonl:1"'
run "$DATELINE" code - <row.jsonl
has "JSONL on standard input is seen" "$out" '"file":"-:1"'
printf 'date,text\n2024-05-07,"A bomb killed two guards,\nthe police in Herat said on Monday."\n' >row.csv
run "$DATELINE" code row.csv
has "a CSV row brings its date" "$out" '"given_published":"2024-05-07"'
printf '<html><head><title>Two killed</title></head><body><article><h1>Two killed</h1><p>A bomb killed two guards in Herat on Monday, the police said.</p></article></body></html>\n' >page.html
run "$DATELINE" code --outlet "Harbour Post" --published 2024-05-08 --url http://x.example/2 page.html
same "HTML is coded" 0 $rc
has "--outlet is kept" "$out" '"outlet":"Harbour Post"'
has "--published is kept" "$out" '"given_published":"2024-05-08"'
has "--url is kept" "$out" '"url":"http://x.example/2"'
has "text of HTML is there, tags are not" "$out" '"text":"[^<]*A bomb killed two guards'

# --- the same bytes
"$DATELINE" code --jobs 1 in >one.jsonl
for jobs in 2 8; do
    "$DATELINE" code --jobs $jobs in >many.jsonl
    same_file "--jobs $jobs gives the bytes of --jobs 1" one.jsonl many.jsonl
done
"$DATELINE" code in/r7.txt in/r3.txt in/r5.txt in/r4.txt in/r6.txt | sort >other.jsonl
sort one.jsonl >sorted.jsonl
same_file "another order of files gives the same lines" sorted.jsonl other.jsonl

# --- bad input: told in one line that names the file, the rest coded, nothing lost
bad() { # NAME CODE PATTERN FILE…: codes the files together with a good one
    bad_name=$1 bad_code=$2 bad_pattern=$3
    shift 3
    run "$DATELINE" code "$@" in/r3.txt
    same "$bad_name: exit code" "$bad_code" $rc
    has "$bad_name: told" "$err" "$bad_pattern"
    same "$bad_name: one line" 1 "$(printf '%s\n' "$err" | wc -l)"
    has "$bad_name: the other file is coded" "$out" '"file":"r3.txt"'
}
: >empty.txt
bad "an empty file" 65 'empty.txt: empty' empty.txt
printf 'GIF89a\000\001\002\003' >image.txt
bad "a binary file" 65 'image.txt: a binary file' image.txt
truncate -s 100M giant.txt
bad "a file of 100 MB" 65 'giant.txt: longer than 32 MB' giant.txt
bad "a missing file" 66 'missing.txt: No such file' missing.txt
ln -s gone.txt dangling.txt
bad "a dangling link" 66 'dangling.txt: No such file' dangling.txt
ln -s round.txt round.txt
bad "a link to itself" 66 'round.txt: Too many levels' round.txt
mkdir -p loop/deep && ln -s .. loop/deep/back && report 9 >loop/deep/a.txt
bad "a folder that leads back" 65 'loop/deep/back: leads back to a folder above' loop
mkdir hollow
bad "an empty folder" 65 'hollow: an empty folder' hollow
printf '{"text":"A bomb killed two guards in Herat on Monday."}\n{"text": oops\n{"text":"Gunmen shot two men in Kunduz on Friday."}\n' >broken.jsonl
bad "a broken JSONL line" 65 'broken.jsonl:2: broken JSON .*\(byte 6[0-9]\)' broken.jsonl
has "a broken JSONL line: the line behind it is coded" "$out" '"file":"broken.jsonl:3"'
printf 'text,date\n"A bomb killed two guards in Herat.",2024-05-07\nonly one\n"Gunmen shot two men in Kunduz on Friday.",2024-05-07\n' >broken.csv
bad "a CSV row with too few columns" 65 'broken.csv:3: 1 columns where the header has 2' broken.csv
has "a CSV row with too few columns: the row behind it is coded" "$out" '"file":"broken.csv:4"'
printf 'who,when\na,b\n' >header.csv
bad "CSV without a text column" 65 'header.csv: no usable header' header.csv
printf 'Bomb kills two in Herat\n\nHERAT – A bomb killed two guards \377\376 in Herat on Monday, the police said.\n' >latin.txt
bad "invalid UTF-8" 0 'note: latin.txt: ' latin.txt
has "invalid UTF-8: the report is coded" "$out" '"file":"latin.txt"'
printf 'Zwei Tote in Herat\n\nBei einem Anschlag in der afghanischen Stadt Herat sind am Montag zwei Wachleute getötet worden, wie die Polizei mitteilte. Niemand bekannte sich zu der Tat, und ein Sprecher der Taliban wies jede Verantwortung zurück. Die Behörden kündigten eine Untersuchung an.\n' >german.txt
bad "a report in another language" 0 'german.txt: not in English: skipped' german.txt
if [ "$(id -u)" = 0 ]; then
    chmod 755 "$scratch" && cp in/r3.txt locked.txt && chmod 000 locked.txt
    if command -v setpriv >/dev/null && setpriv --reuid 65534 --clear-groups test -x "$DATELINE"; then
        run setpriv --reuid 65534 --clear-groups "$DATELINE" code locked.txt in/r3.txt
        same "an unreadable file: exit code" 66 $rc
        has "an unreadable file: told" "$err" 'locked.txt: Permission denied'
        has "an unreadable file: the other file is coded" "$out" '"file":"r3.txt"'
    else
        ok "an unreadable file # SKIP the build folder cannot be read by another user"
    fi
else
    cp in/r3.txt locked.txt && chmod 000 locked.txt
    bad "an unreadable file" 66 'locked.txt: Permission denied' locked.txt
fi

# --- standard output that does not take it
run sh -c '"$1" code in >/dev/full' sh "$DATELINE"
same "a full disk behind standard output: exit code" 74 $rc
has "a full disk behind standard output: told" "$err" 'standard output: No space left'
run sh -c '{ "$1" code in; echo $? >code; } | head -c 10 >/dev/null' sh "$DATELINE"
same "a reader that goes away is no failure" 0 "$(cat code)"
same "a reader that goes away is no news" "" "$err"

# --- the ledger
run "$DATELINE" read --ledger a.db in
same "read: exit code" 0 $rc
has "read tells what is new" "$out" '^new '
has "read tells what the ledger holds" "$out" '^5 new reports: .*a.db holds 5 reports'
run "$DATELINE" read --ledger a.db in
has "read again: nothing is coded twice" "$out" '^5 of the reports were in the ledger already'
has "read again: nothing is new" "$out" '^0 new reports: 0 events new, 0 changed, 0 gone'
run "$DATELINE" read --ledger j.db --json in
has "read --json" "$out" '^\{"ledger":"j.db","skipped":0,"known":0,"reports_new":5,'
"$DATELINE" merge b.db all.jsonl >/dev/null
"$DATELINE" merge c.db other.jsonl other.jsonl >/dev/null
"$DATELINE" merge d.db - <all.jsonl >/dev/null
"$DATELINE" merge e.db a.db b.db >/dev/null
for ledger in a b c d e; do "$DATELINE" export $ledger.db >$ledger.export; done
check "the ledger holds something" test -s a.export
for ledger in b c d e; do same_file "ledger $ledger made another way is the same" a.export $ledger.export; done
"$DATELINE" read --ledger s.db in/r3.txt in/r4.txt >/dev/null
"$DATELINE" read --ledger s.db in/r6.txt in/r7.txt in/r5.txt >/dev/null
"$DATELINE" export s.db >s.export
same_file "read in two steps, the ledger is the same" a.export s.export
for command in "events a.db" "claims a.db" "actors a.db" "sources a.db" "conflicts a.db" "show a.db most-voices" "export a.db"; do
    run "$DATELINE" $command
    same "$command: exit code" 0 $rc
    check "$command: prints something" test -n "$out"
done
run "$DATELINE" events a.db --csv
has "events --csv has a header" "$out" '^[a-z_,]*type[a-z_,]*'
run "$DATELINE" events a.db --json
has "events --json is objects" "$out" '^\{.*\}$'
run "$DATELINE" export a.db --format csv
has "export --format csv has a header" "$out" '^[a-z_,0-9]*type[a-z_,0-9]*'
run "$DATELINE" export a.db --format xml
same "export in an unknown format is a usage error" 64 $rc
run "$DATELINE" show a.db ffffffffffffffff
same "show of an event that is not there: exit code" 64 $rc
has "show of an event that is not there: where to look" "$err" '.dateline events. and .dateline claims. list them'
run "$DATELINE" show a.db "$("$DATELINE" claims a.db --limit 1 | sed -n '2s/ .*//p')"
same "show of a claim's id shows its event" 0 $rc
has "show of a claim's id shows its event" "$out" '^WHO SAYS SO'
cat >turned-down.txt <<'END'
Norway rejects Sweden's claims

OSLO (Fjord Post) - Norway on Monday rejected Sweden's claims about the border.

Analysts believe that the winter will be long.
END
"$DATELINE" read --quiet --ledger turned-down.db turned-down.txt >/dev/null
run "$DATELINE" show turned-down.db "$("$DATELINE" claims turned-down.db --type REJECT --stance denies --limit 1 | sed -n '2s/ .*//p')"
has "who turns a claim down does not deny that he does" "$out" 'this denial is the deed itself'
run "$DATELINE" show turned-down.db "$("$DATELINE" claims turned-down.db --item statement --source-kind expert --limit 1 | sed -n '2s/ .*//p')"
has "who only says something is shown" "$out" '> Analysts'
check "who only says something has no interest in a deed of his own" test "${out#*interested}" = "$out"
for byline in "Harbour Post" "Harbour Post diplomatic staff" "Staff correspondent"; do
    printf 'Bomb kills guards in Herat\n\nBy %s\n\nHERAT - A bomb killed three guards in Herat on Monday. The guards of %s were shot at later.\n' "$byline" "$byline"
done >bylines.txt
split -l 5 bylines.txt byline. && for part in byline.a?; do mv $part $part.txt; done
"$DATELINE" read --quiet --ledger bylines.db byline.a?.txt >/dev/null
run "$DATELINE" sources bylines.db
has "a desk and its paper are one source" "$out" '^Harbour Post  *outlet  2 '
check "a staff correspondent is no outlet" test "${out#*taff corr}" = "$out"
"$DATELINE" read --quiet --ledger long.db --outlet "The Illustrated Fjord and Harbour Post of Oslo, Bergen and the Northern Islands" turned-down.txt >/dev/null
run "$DATELINE" claims long.db --stance denies
has "of a long chain the table shows who denies" "$out" ' …[^ ].* > Norway  *denies'
wrong() { # NAME PATTERN OPTIONS…: a value that can never be is told with those that can
    wrong_name=$1 wrong_pattern=$2
    shift 2
    run "$DATELINE" claims a.db "$@"
    same "$wrong_name: exit code" 64 $rc
    has "$wrong_name: told" "$err" "$wrong_pattern"
}
wrong "a type that is none" 'type must be one of AGREE, .*, ASSAULT; not "BOGUS"' --type BOGUS
wrong "a mode that the type has not" 'one of COERCE/restrict, .*; not "COERCE/visit"' --type COERCE/visit
wrong "a mode of a type without any" 'type AID has no modes' --type AID/visit
wrong "a status that is none" 'status must be one of asserted, .*contested, foiled; not "true"' --status true
wrong "an item that is none" 'item must be one of event, statement, figure' --item thing
wrong "a kind of source that is none" 'source-kind must be one of .*official' --source-kind offical
for given in "--type assault" "--type Assault/Explosives" "--status DENIED" "--status single-source" "--item Statement"; do
    run "$DATELINE" claims a.db $given
    same "$given is understood" 0 $rc
done
run sh -c '{ "$1" export a.db; echo $? >code; } | head -c 10 >/dev/null' sh "$DATELINE"
same "export to a reader that goes away: exit code" 0 "$(cat code)"
same "export to a reader that goes away: no news" "" "$err"
run "$DATELINE" events nowhere.db
same "a ledger that is not there: exit code" 66 $rc
has "a ledger that is not there: told" "$err" 'nowhere.db'
cp in/r3.txt text.db
run "$DATELINE" events text.db
same "a file that is no ledger: exit code" 65 $rc
has "a file that is no ledger: told" "$err" 'text.db'
run "$DATELINE" read --ledger text.db in
same "reading into a file that is no ledger: exit code" 65 $rc
same_file "a file that is no ledger is left as it was" in/r3.txt text.db
run "$DATELINE" read --ledger no/such/folder/x.db in
same "a ledger that cannot be made: exit code" 73 $rc
printf '%s\nnot a line\n' "$(head -1 all.jsonl)" >bad.jsonl
tail -n +2 all.jsonl >>bad.jsonl
run "$DATELINE" merge f.db bad.jsonl
same "a line that is no coded report: exit code" 65 $rc
has "a line that is no coded report: told" "$err" 'bad.jsonl:2: '
"$DATELINE" export f.db >f.export
same_file "a line that is no coded report: the others are merged" a.export f.export
sed '1s/"schema":1/"schema":99/' all.jsonl >future.jsonl
run "$DATELINE" merge g.db future.jsonl
same "a line of another version: exit code" 65 $rc
has "a line of another version: told" "$err" 'future.jsonl:1: .*version'
# The user version of an SQLite file is its bytes 60 to 63.
cp a.db v.db && printf '\377\377\377\177' | dd of=v.db bs=1 seek=60 conv=notrunc 2>/dev/null
run "$DATELINE" events v.db
same "a ledger of another version: exit code" 65 $rc
has "a ledger of another version: told" "$err" 'v.db.*version'

# --- why, and whether it works
run "$DATELINE" explain in/r3.txt
same "explain: exit code" 0 $rc
has "explain shows the parse" "$out" ' killed +VERB '
has "explain shows the rule" "$out" 'events[a-z-]*\.txt:[0-9]+'
run "$DATELINE" explain --json in/r3.txt
has "explain --json is one object" "$out" '^\{"file":"r3.txt".*\}$'
event=$("$DATELINE" events a.db --json | sed -n '1s/.*"id":"\([0-9a-f]*\)".*/\1/p')
run "$DATELINE" explain a.db "$event"
same "explain of an event: exit code" 0 $rc
has "explain of an event shows the parse" "$out" ' VERB '
run "$DATELINE" doctor
same "doctor: exit code" 0 $rc
has "doctor: self-test" "$out" '^self-test +fine$'
run "$DATELINE" doctor --json
has "doctor --json" "$out" '"fine":true\}$'
mkdir rules-bad && printf 'kill.v | type=NONSENSE\n' >rules-bad/events.txt
run "$DATELINE" code --rules rules-bad in
same "a wrong line in a user's rules is left out: exit code" 0 $rc
has "wrong rules: file and line" "$err" 'events.txt:1'
printf 'not a model' >model.bin
run "$DATELINE" code --model model.bin in
same "a wrong model: exit code" 78 $rc
has "a wrong model: told" "$err" 'model.bin'
# A group is found under every name that the reports use for it.
mkdir -p names
printf 'Daesh kills two guards near the river\n\nHERAT: Daesh fighters killed two guards near the river on Monday, the police said. It was the second attack by ISIS in a week.\n' >names/a.txt
"$DATELINE" read --ledger names.db names >/dev/null 2>&1
"$DATELINE" events names.db --actor "Islamic State" --json >by-name.jsonl 2>/dev/null
"$DATELINE" events names.db --actor Daesh --json >by-daesh.jsonl 2>/dev/null
"$DATELINE" events names.db --actor isis --json >by-isis.jsonl 2>/dev/null
check 'a group is found under its name' test -s by-name.jsonl
same_file 'and under another one that the report uses' by-name.jsonl by-daesh.jsonl
same_file 'in any case' by-name.jsonl by-isis.jsonl
finish
