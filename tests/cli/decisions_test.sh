# An analyst's decisions about actors from outside: what is understood, what is refused, what waits, what a merge of ledgers joins.
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70

# run COMMAND…: output in $out, complaints in $err, exit code in $rc.
# people LEDGER: the persons, "id name reports".
people() {
    "$DATELINE" actors "$1" --csv | awk -F, '$3 == "person" { print $1 " " $2 " " $8 }'
}

mkdir in later
cat >in/one.txt <<'END'
Killing in Kunduz

KUNDUZ, March 9, 2024 (Harbour Post) - Gunmen killed Karim Tarmizi in Kunduz on Friday, residents said.
END
cat >in/two.txt <<'END'
Killing in Herat

HERAT, March 10, 2024 (Delta Times) - Gunmen killed Rafi Saleh in Herat on Friday, residents said.
END
cat >in/three.txt <<'END'
Man held in Quetta

QUETTA, Pakistan, April 2, 2024 (Delta Times) - Police arrested Karim Tarmizi in Quetta on Monday, officials said.
END
cat >later/four.txt <<'END'
Man held in Ghazni

GHAZNI, April 4, 2024 (Delta Times) - Police arrested Omid Walizai in Ghazni on Tuesday, officials said.
END
"$DATELINE" code in >in.jsonl 2>/dev/null
"$DATELINE" code later >later.jsonl 2>/dev/null
"$DATELINE" merge a.db in.jsonl >/dev/null
same 'two persons' 'person:karim tarmizi Karim Tarmizi 2
person:rafi saleh Rafi Saleh 1' "$(people a.db)"

# --- merge
run "$DATELINE" actors merge a.db 'karim tarmizi' 'Rafi Saleh' --analyst 'N. Haidari' --date 2024-05-01 --note 'one man' --name 'Karim Tarmizi Saleh'
same 'merge is told' 0 $rc
has 'what was understood' "$out" '^merge [0-9a-f]{8}: Karim Tarmizi = Rafi Saleh \(N\. Haidari, 2024-05-01\): in force, person:karim tarmizi$'
same 'they are one, under the name he wants' 'person:karim tarmizi Karim Tarmizi Saleh 3' "$(people a.db)"
has 'actors says why' "$("$DATELINE" actors a.db --json)" 'as N\. Haidari decided'
has 'an id that was his own finds him' "$("$DATELINE" actors a.db --actor 'person:rafi saleh' --csv)" '^person:karim tarmizi,'
has 'his deeds too' "$("$DATELINE" events a.db --actor 'person:rafi saleh' --csv)" 'Herat'
run "$DATELINE" actors merge a.db 'Karim Tarmizi' 'Rafi Saleh' --analyst 'J. Okorro'
has 'who is one already is said' "$err" 'one actor already'
same 'as wrong use' 64 $rc

# --- undo
merged=$("$DATELINE" actors decisions a.db --csv | sed -n 's/^\([0-9a-f]*\),merge.*/\1/p')
run "$DATELINE" actors undo a.db "$merged" --analyst 'J. Okorro'
has 'nobody takes back what another decided' "$err" 'is one of N\. Haidari'
run "$DATELINE" actors undo a.db "$(printf '%.6s' "$merged")" --analyst 'N. Haidari'
same 'an own decision is taken back' 2 "$(people a.db | wc -l | tr -d ' ')"
run "$DATELINE" actors merge a.db 'Karim Tarmizi' 'Rafi Saleh' --analyst 'N. Haidari' --date 2024-05-01 --note 'one man' --name 'Karim Tarmizi Saleh'
same 'and decided anew' 'person:karim tarmizi Karim Tarmizi Saleh 3' "$(people a.db)"

# --- split
run "$DATELINE" actors split a.db 'Karim Tarmizi' --reports three.txt --analyst 'N. Haidari'
has 'split by a report' "$out" '^split [0-9a-f]{8}: .*: in force, person:karim tarmizi~[0-9a-f]{8}$'
same 'the rest of the merge holds' 2 "$(people a.db | wc -l | tr -d ' ')"
has 'with its name' "$(people a.db)" '^person:karim tarmizi Karim Tarmizi Saleh 2$'
run "$DATELINE" actors split a.db 'Rafi Saleh' --reports three.txt --analyst 'N. Haidari'
same 'a report that does not name him' 64 $rc
has 'is named' "$err" 'not named by report "three.txt"'

# --- what waits, what is joined
"$DATELINE" merge b.db later.jsonl >/dev/null
"$DATELINE" actors pin b.db 'Omid Walizai' own:walizai --analyst 'J. Okorro' >/dev/null
"$DATELINE" actors decisions a.db --json >a.decisions
"$DATELINE" actors decisions b.db --json >b.decisions
run "$DATELINE" merge c.db a.decisions b.decisions
has 'decisions alone are read' "$out" 'new judgements'
has 'they wait' "$("$DATELINE" actors decisions c.db --csv)" ',pin,.*,waits,not here: person:omid walizai'
run "$DATELINE" merge c.db later.jsonl in.jsonl
has 'until their reports come' "$("$DATELINE" actors decisions c.db --csv)" ',pin,.*,in force,.*own:walizai'
run "$DATELINE" merge d.db b.db a.db
for ledger in c d; do
    "$DATELINE" actors $ledger.db --csv >$ledger.actors
    "$DATELINE" actors decisions $ledger.db --json >$ledger.decided
    "$DATELINE" export $ledger.db >$ledger.export
done
same_file 'ledgers joined have the same actors' c.actors d.actors
same_file 'the same decisions' c.decided d.decided
same_file 'the same events' c.export d.export
run "$DATELINE" merge d.db c.decided
same_file 'a decision twice is one' d.decided c.decided
sed 's/Omid/Omed/' b.decisions >forged
run "$DATELINE" merge d.db forged
has 'a changed line is refused' "$err" 'not that of its content'

# --- refusals
for words in 'merge a.db Nobody Rafi_Saleh' 'pin a.db Nobody taliban' 'split a.db Nobody --country AFG'; do
    # shellcheck disable=SC2086
    run "$DATELINE" actors $words --analyst A
    has "nobody: $words" "$err" 'no actor "Nobody"; `dateline actors` lists them'
done
run "$DATELINE" actors pin a.db 'Rafi Saleh' no-such-id --analyst A
has 'an id that nobody knows' "$err" 'begins with own:'
run "$DATELINE" actors pin a.db 'Rafi Saleh' taliban --analyst A
has 'an id of the rules is taken, with a warning' "$out" '^pin .*in force, taliban'
run "$DATELINE" actors merge a.db Kunduz 'Karim Tarmizi' --analyst A
has 'a place is no actor' "$err" 'only persons and groups'
run "$DATELINE" actors split a.db 'Karim Tarmizi' --analyst A
has 'a split says what is split off' "$err" '--reports, --country, --role or --spelling'
run "$DATELINE" actors merge a.db A B
has 'a decision is signed' "$err" '--analyst NAME'
finish
