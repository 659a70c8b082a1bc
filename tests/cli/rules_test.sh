# The pattern language from outside: an analyst's own event patterns, how often patterns fire, what explain says of them.
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70

# The files are those of docs/rules.md ("Your own event patterns"), so that its example stays true.
mkdir ranch
for name in events classes contexts; do
    awk -v head="\`$name.txt\`" '/^### Your own event patterns/ { part = 1 } /^### How often/ { part = 0 }
        part && $0 == head { on = 1; next } on && /^    / { print substr($0, 5); seen = 1; next } on && seen { exit }' \
        "$DATELINE_SOURCE/docs/rules.md" >"ranch/$name.txt"
done
same 'the example of docs/rules.md is there' 9 "$(cat ranch/*.txt | wc -l | tr -d ' ')"
cat >herds.txt <<'END'
Herders lose forty cows

ISIOLO, February 6, 2023 (Plain News) - Armed men rustled forty cows from herders near Isiolo on Sunday, a chief said.

Gunmen killed two soldiers in Garissa on Saturday.
END
same 'without the rows nobody knows the deed' 0 "$("$DATELINE" code herds.txt 2>/dev/null | grep -c '"mode":"seize"')"
"$DATELINE" code --rules ranch herds.txt >herds.jsonl 2>herds.err
has 'with them it is an event, with a context of their own' "$(cat herds.jsonl)" '"type":"COERCE","mode":"seize",.*"contexts":\["natural_resource"\]'
has 'a mode of another type is told with its place' "$(cat herds.err)" '^dateline: events.txt:7: this type has no such mode: curfew; left out$'
sed -n '/^### Your own event patterns/,/^### How often/s/^    \(dateline: .*; left out\)$/\1/p' "$DATELINE_SOURCE/docs/rules.md" >told.txt
same_file 'and so the document says' told.txt herds.err
checked=$("$DATELINE" rules check --rules ranch 2>/dev/null | tail -n 1)
has 'the examples hold, and ours still do' "$checked" '^[0-9]+ examples, 0 failed$'
sed '$d' ranch/events.txt >events.txt && mv events.txt ranch/events.txt
check 'rules check is content without the wrong row' "$DATELINE" rules check --rules ranch

# ---- explain ----
explained=$("$DATELINE" explain --rules ranch herds.txt 2>/dev/null)
has 'explain names the pattern' "$explained" '  event +COERCE/seize .* events.txt:1  \(rustle.v; drive off.v\)$'
has 'and its codes and contexts' "$explained" '^    codes    quad 4, intensity -7.0, CAMEO 171; contexts natural_resource'
has 'the same in JSON' "$("$DATELINE" explain --json --rules ranch herds.txt 2>/dev/null)" '"mode":"seize","quad":4,"intensity":-7.0,"cameo":"171","contexts":\["natural_resource"\]'

# ---- stats ----
"$DATELINE" rules stats --rules ranch herds.txt >stats.txt 2>/dev/null
has 'a pattern that fired and was kept' "$(cat stats.txt)" '^ +1 +1  events.txt:1 +COERCE/seize +rustle.v; drive off.v$'
has 'one that never fired stands there too' "$(cat stats.txt)" '^ +0 +0  events.txt:4 +COERCE/seize +cattle theft.n; stock theft.n$'
same 'the most frequent come first' "$(awk 'NR > 1 { print $1 }' stats.txt | sort -rn | tr '\n' ' ')" "$(awk 'NR > 1 { print $1 }' stats.txt | tr '\n' ' ')"
mkdir week && cp herds.txt week/a.txt && sed 's/Garissa/Wajir/' herds.txt >week/b.txt
has 'over a folder the counts add up, on any number of threads' "$("$DATELINE" rules stats --jobs 3 --rules ranch week 2>/dev/null)" '^ +2 +2  events.txt:1 '
same 'limit' 3 "$("$DATELINE" rules stats --limit 3 --json herds.txt 2>/dev/null | wc -l | tr -d ' ')"
has 'JSON' "$("$DATELINE" rules stats --json --rules ranch herds.txt 2>/dev/null)" '^\{"rule":"events.txt:1","table":"events","means":"COERCE/seize","names":\["rustle.v","drive off.v"\],"fired":1,"kept":1\}$'
has 'CSV' "$("$DATELINE" rules stats --csv --rules ranch herds.txt 2>/dev/null | tr -d '\r')" '^events.txt:1,events,COERCE/seize,"rustle.v; drive off.v",1,1$'
"$DATELINE" read --quiet --rules ranch --ledger herds.db herds.txt >/dev/null 2>&1
"$DATELINE" rules stats --rules ranch herds.db >ledger.txt 2>/dev/null
same_file 'a ledger gives what its texts give' stats.txt ledger.txt
"$DATELINE" rules stats >/dev/null 2>&1
same 'stats of nothing is a wrong call' 64 $?
"$DATELINE" rules stats nowhere.txt >/dev/null 2>&1
same 'a path that is not there' 66 $?

# ---- codes in the ledger ----
events=$("$DATELINE" events herds.db --json)
has 'quad class, intensity and CAMEO code are shown' "$events" '"type":"COERCE","mode":"seize","quad":4,"intensity":-7.0,"cameo":"171","contexts":\["natural_resource"\]'
has 'state forces are military' "$events" '"type":"ASSAULT".*"cameo":"190","contexts":\["military"\]'
same 'a context chooses' 1 "$("$DATELINE" events herds.db --context military --json | wc -l | tr -d ' ')"
same 'two contexts must both be there' 0 "$("$DATELINE" events herds.db --context military,natural_resource --json | wc -l | tr -d ' ')"
"$DATELINE" events herds.db --context weather >/dev/null 2>context.err
has 'an unknown context is told' "$(cat context.err)" 'context must be one of .*, not "weather"'
"$DATELINE" events herds.db --confidence 1.5 >/dev/null 2>confidence.err
has 'so is a confidence beyond 1' "$(cat confidence.err)" 'confidence must be a number from 0 to 1, like 0.8, not "1.5"'
check 'a confidence within is fine' "$DATELINE" events herds.db --confidence 0.999
finish
