# The scorers seeds, quiet and case2021 on cases small enough to work out on paper. (The scorer ud has its own in tests/unit.)
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70
eval_program=$DATELINE_BUILD/eval/dateline-eval
mkdir reports

cat >reports/a.txt <<'END'
Notes from two towns

HERAT: Gunmen killed two officers in Herat on Monday. The police arrested four men in Kabul.

A spokesman for the ministry said that the rebels had attacked a convoy of soldiers near Kandahar.
END

gold() { # EVENTS OPTIONAL
    printf '{"about":"test","actors":[],"documents":[{"file":"a.txt","title":"t","published":null,"junk":[],"events":[%s],"optional":[%s]}]}\n' "$1" "$2" >gold.json
}
killing='{"id":"1","type":"ASSAULT","actor":"gunmen","recipient":"officers","place":"Herat","fatalities":2,"status":"asserted","voices":[],"evidence":"Gunmen killed two officers in Herat on Monday"}'
arrest='{"id":"2","type":"COERCE","actor":"police","recipient":"men","place":"Kabul","status":"asserted","voices":[],"evidence":"The police arrested four men in Kabul"}'
claim='{"id":"3","type":"ASSAULT","actor":"rebels","recipient":"soldiers","status":"claimed","voices":["spokesman"],"evidence":"the rebels had attacked a convoy of soldiers near Kandahar"}'
wrong='{"id":"4","type":"PROTEST","actor":"gunmen","recipient":null,"status":"asserted","voices":[],"evidence":"Gunmen killed two officers in Herat on Monday"}'
elsewhere='{"id":"5","type":"ASSAULT","actor":"gunmen","recipient":"officers","status":"asserted","voices":[],"evidence":"The police arrested four men in Kabul"}'
as_fact='{"id":"6","type":"ASSAULT","actor":"gunmen","recipient":"officers","status":"alleged","voices":["police"],"evidence":"Gunmen killed two officers in Herat on Monday"}'

value() { # KEY: what the last line of the answer gives for it
    tail -n 1 answer.json | tr ',{}' '\n\n\n' | sed -n "s/^ *\"$1\": //p"
}
score() { "$eval_program" seeds gold.json reports >answer.json 2>answer.err; }
gives() { # NAME KEY VALUE
    found=$(value "$2")
    if [ "$found" = "$3" ]; then ok "$1"; else not_ok "$1" "$2 is $found, not $3: $(tail -n 1 answer.json)"; fi
}

gold "$killing,$arrest,$claim" ''
score
gives 'all that is there is found' found 3
gives 'and nothing else is spurious' spurious 0
gives 'every status is right' status 1
gives 'every holder is right' holder 1
gives 'places are right' place 1
gives 'the toll is right' figures 1
gives 'a claim is not told as a fact' told_as_fact 0

gold "$killing" ''
score
gives 'of three events one fills the only fact' found 1
gives 'the other two are spurious' spurious 2
gold "$killing" '"arrested four men in Kabul","the rebels had attacked a convoy"'
score
gives 'what is optional is not spurious' spurious 0

gold "$wrong,$elsewhere" ''
score
gives 'another type or another sentence is not found' found 0
gold "$as_fact" '"arrested four men in Kabul","the rebels had attacked a convoy"'
score
gives 'a fact of another status is found' found 1
gives 'its status is wrong' status 0
gives 'and it is told as a fact' told_as_fact 1
gives 'by the wrong holder' holder 0

gold '' ''
score
gives 'no gold, no rate' status null

cat >quiet.conllu <<'END'
# newdoc id = one
# text = Gunmen killed two officers in Herat on Monday.
# text = The children played in the garden all day.
# text = She likes the old house by the river.
# text = It rained for a week and nobody went out.
END
"$eval_program" quiet quiet.conllu >answer.json 2>answer.err
gives 'one event in four sentences is twenty-five in a hundred' events_per_100 25
sed -i 2d quiet.conllu
"$eval_program" quiet quiet.conllu >answer.json 2>answer.err
gives 'no event is none' events_per_100 0

cat >snippets.jsonl <<'END'
{"id":"1","text":"Police arrested four men in Lahore on Friday.","label":"ARREST"}
{"id":"2","text":"Militants abducted three engineers near Herat.","label":"ABDUCT_DISSAP"}
{"id":"3","text":"The children played in the garden all day.","label":"NATURAL_DISASTER"}
{"id":"4","text":"Gunmen abducted two nurses in Kabul on Monday.","label":"ARREST"}
END
"$eval_program" case2021 snippets.jsonl --predict labels.jsonl >answer.json 2>answer.err
gives 'two of three snippets whose label can be said are right' accuracy 0.666667
gives 'one abduction of two answers is right' ABDUCT_DISSAP 0.666667
gives 'weighted over three snippets' weighted_f1 0.666667
gives 'and over all four' weighted_f1_all 0.5
gives 'a label without gold has no figure' SUIC_BOMB null
if [ "$(sed -n 3p labels.jsonl)" = '{"id":"3","label":"OTHER"}' ]; then ok 'predictions are written'; else not_ok 'predictions are written' "$(cat labels.jsonl)"; fi
sed 's/"label":"[A-Z_]*"/"label":"OTHER"/' snippets.jsonl >other.jsonl
"$eval_program" case2021 other.jsonl >answer.json 2>answer.err
gives 'snippets that cannot be said give no weighted figure' weighted_f1 null
finish
