# The knowledge base of actors from outside: what they were on the event's day, and a user's own rows over ours.
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70

cat >raid.txt <<'END'
Retired officer recalls night of raid

KABUL, February 6, 2023 (Plain News) - Taliban fighters killed nine policemen in Ghazni on May 2, 2019, a retired officer said on Monday.

On January 30, 2023, Taliban soldiers arrested four men in Kunduz, residents said.

The Taliban beat a teacher in Herat in 2021, his son said.
END
coded=$("$DATELINE" code raid.txt 2>/dev/null)
has 'in 2019 the Taliban were rebels' "$coded" '"type":"ASSAULT".*"dated":\[\{"role":"actor","actor":[0-9]+,"sector":"REB","country":"AFG","reason":"as of 2019-05-02"\}\]'
has 'in 2023 they govern' "$coded" '"type":"COERCE".*"sector":"MIL","country":"AFG","reason":"as of 2023-01-30"'
has 'over the change the report decides, and says so' "$coded" '"sector":"GOV","country":"AFG","reason":"the event.s days lie over a change: as of the report.s time"'
explained=$("$DATELINE" explain raid.txt 2>/dev/null)
has 'explain tells it' "$explained" 'actor Taliban fighters \[REB, as of 2019-05-02\]'
"$DATELINE" read --ledger raid.db raid.txt >read.out 2>/dev/null
event=$(sed -n 's/^new *\([0-9a-f]*\) *2019-05-02.*/\1/p' read.out)
shown=$("$DATELINE" show raid.db "$event")
has 'the ledger keeps it' "$shown" 'actor +Taliban fighters +REB +AFG +as of 2019-05-02'
has 'in JSON too' "$("$DATELINE" show --json raid.db "$event")" '"role":"actor","id":"role:taliban:fighter".*"sector":"REB","country":"AFG","as_of":"as of 2019-05-02"'
sed 's/2019/2022/' raid.txt >later.txt
has 'the same raid three years later is the government' "$("$DATELINE" code later.txt 2>/dev/null)" '"sector":"GOV","country":"AFG","reason":"as of 2022-05-02"'

# ---- a user's own rows ----
# The files are those of docs/rules.md, so that its example stays true.
mkdir own
for name in actors actor-names actor-roles; do
    awk -v head="\`$name.txt\`" '$0 == head { on = 1; next } on && /^    / { print substr($0, 5); seen = 1; next } on && seen { exit }' \
        "$DATELINE_SOURCE/docs/rules.md" >"own/$name.txt"
done
same 'the example of docs/rules.md is there' 6 "$(cat own/*.txt | wc -l | tr -d ' ')"
cat >guard.txt <<'END'
Shield holds two men

KABUL, February 6, 2023 (Plain News) - The Valley Shield (VS) arrested two men on Sunday, residents said. VS killed a trader on Friday, they said.
END
same 'without the rows nobody knows it' 0 "$("$DATELINE" code guard.txt 2>/dev/null | grep -c '"id":"valley-shield"')"
"$DATELINE" code --rules own guard.txt >guard.jsonl 2>guard.err
has 'a new actor and its acronym' "$(cat guard.jsonl)" '"id":"valley-shield","name":"Valley Shield","kind":"organisation","country":"AFG","sector":"PRM"'
same 'they are one' 0 "$(grep -c '"id":"name:' guard.jsonl)"
has 'a broken line is told with its place' "$(cat guard.err)" '^dateline: actors.txt:3: unknown attribute .*: colour; left out$'
has 'so is a name of nobody' "$(cat guard.err)" '^dateline: actor-names.txt:2: no actor has this id: nobody; left out$'
sed -n '/--rules own report/,/^$/s/^    \(dateline: .*; left out\)$/\1/p' "$DATELINE_SOURCE/docs/rules.md" >told.txt
same_file 'and so the document says' told.txt guard.err
own=$("$DATELINE" code --rules own raid.txt 2>/dev/null)
has "the user's row stands in place of ours" "$own" '"sector":"OPP","country":"AFG","reason":"as of 2019-05-02"'
has 'and ours stays where he says nothing' "$own" '"sector":"MIL","country":"AFG","reason":"as of 2023-01-30"'
"$DATELINE" rules check --rules own >/dev/null 2>&1
same 'rules check fails on a broken line' 65 $?
finish
