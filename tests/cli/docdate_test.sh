# The scorer docdate on reports small enough to work out on paper: what they print as their day is what they are dated by.
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70
eval_program=$DATELINE_BUILD/eval/dateline-eval

value() { # KEY: what the last line of the answer gives for it
    tail -n 1 answer.json | tr ',{}' '\n\n\n' | sed -n "s/^ *\"$1\": //p"
}
score() { "$eval_program" docdate reports.jsonl --errors errors.tsv --predict predicted.jsonl >answer.json 2>answer.err; }
gives() { # NAME KEY VALUE
    found=$(value "$2")
    if [ "$found" = "$3" ]; then ok "$1"; else not_ok "$1" "$2 is $found, not $3: $(tail -n 1 answer.json)"; fi
}
body='Fire crews cleared the bridge\n\nCrews from two towns worked on the bridge through the night, and the road was open again when the first buses came. Nobody was hurt, the chief of the fire brigade said.'
printed() { # ID DAY STAMP: a report that prints STAMP and is of DAY
    printf '{"docid": "%s", "date": "%s", "text": "Published: %s\\n\\n%s"}\n' "$1" "$2" "$3" "$body"
}

{ printed a '2014-03-24 10:20:30-05' '24 March 2014'; printed b '5:35 PM ET, Mon May 5, 2014' '5 May 2014'; } >reports.jsonl
score
gives 'two reports with their day printed are covered' covered 1
gives 'and dated truly' holds 1
gives 'to the day' median_days 1
gives 'which is the best day too' best 1
gives 'by the text alone too' text_holds 1

{ printed a 2014-03-24 '24 March 2014'; printed b 2014-05-06 '5 May 2014'
  printf '{"docid": "c", "dct": "2014-05-06", "content": "%s"}\n' "$body"
  printf '{"docid": "d", "text": "%s"}\n' "$body"; } >reports.jsonl
score
gives 'a report without gold is not counted' items 3
gives 'two of three are covered' covered 0.666667
gives 'one of the two truly' holds 0.5
gives 'the same without addresses' text_covered 0.666667
if [ "$(grep -c '^wrong' errors.tsv)$(grep -c '^open' errors.tsv)" = 11 ]; then ok 'the errors tell the wrong one and the open one'; else not_ok 'errors' "$(cat errors.tsv)"; fi
if grep -q '"docid": "b", "low": "2014-05-05", "high": "2014-05-05"' predicted.jsonl; then ok 'the prediction holds the interval'; else not_ok 'prediction' "$(cat predicted.jsonl)"; fi

cat >reports.jsonl <<'END'
{"docid": "e", "text": "Bridge open\n4 June 2010\nThe bridge is open again, the town said, and the old ferry will be sold.", "tokens": ["Bridge", "open", "4", "June", "2010"], "offsets": [0, 7, 12, 14, 19], "timex": [{"functionInDocument": "NONE", "span": [0], "value": "2001-01-01"}, {"functionInDocument": "CREATION_TIME", "span": [2, 3, 4], "value": "2010-06-04"}]}
END
score
gives 'a marked creation time is the gold' items 1
gives 'and is hidden from the program' covered 0

printf '{"docid": "f", "date": "2009-03-25", "url": "https://news.example/city/2009/03/24/bridge.html", "text": "%s"}\n' "$body" >reports.jsonl
score
gives 'a day in the address dates' covered 1
gives 'it is good to a day more or less' median_days 3
gives 'which is true here' holds 1
gives 'though not as its best day' best 0
gives 'by the text alone the report stays open' text_covered 0
gives 'so that nothing is said of its truth' text_holds null

: >reports.jsonl
score
gives 'no report, no share' covered null
finish
