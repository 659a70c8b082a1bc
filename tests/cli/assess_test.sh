# An analyst's judgements from outside: what is understood, what is refused, what a merge joins; and that the words of every claim
# are the bytes of the file which show names.
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70

# run COMMAND…: output in $out, complaints in $err, exit code in $rc.

mkdir in
cat >in/one.txt <<'END'
Bomb kills three guards in Herat

HERAT (AFP) – A bomb killed three guards at a checkpoint in Herat on Monday, the police said.

A spokesman for the Taliban denied that the group was behind the attack. “We did not do it,” he said.
END
sed 's/$/\r/' in/one.txt >in/two.txt
iconv -f UTF-8 -t WINDOWS-1252 in/one.txt >in/three.txt
cat >in/four.html <<'END'
<html><body><nav>Home &raquo; World</nav><article><h1>Bomb kills three guards in Herat</h1>
<p>HERAT (AFP) &ndash; A bomb killed
  three <a href="/guards">guards</a> at a <!-- which? --> checkpoint in Herat on Monday, the police said.</p>
<p>A spokesman for the <b>Taliban</b> denied that the group was behind the attack. &ldquo;We did not do it,&#8221; he said.</p>
</article></body></html>
END
run "$DATELINE" read -q --ledger a.db in
same "the reports are read" 0 $rc

# --- every claim is where it says it is
"$DATELINE" claims a.db --json >claims.jsonl
python=$(command -v python3 || true)
if [ -n "$python" ]; then
    cat >check.py <<'END'
import html, json, re
claims = good = pages = 0
for line in open("claims.jsonl", encoding="utf-8"):
    c = json.loads(line)
    if c["source"] is None:
        continue
    claims += 1
    offset, length = c["source"]
    raw = open("in/" + c["file"], "rb").read()[offset:offset + length]
    text = raw.decode("windows-1252" if c["file"] == "three.txt" else "utf-8").replace("\r\n", "\n")
    if c["file"].endswith(".html"):
        text = " ".join(html.unescape(re.sub("<!--.*?-->|<[^>]*>", "", text)).split())
        pages += 1
    good += text == c["evidence"]["words"]
print(claims > 8 and pages > 2 and good == claims, claims, pages, good)
END
    run "$python" check.py
    has "the bytes of each file that claims name are the words of the claims" "$out" '^True'
else
    skip "the bytes of each file that claims name are the words of the claims" "no python3"
fi
event=$("$DATELINE" events a.db --type ASSAULT | sed -n '2s/ .*//p')
run "$DATELINE" show a.db "$event"
where=$(printf '%s\n' "$out" | sed -n 's/^ *\([a-z]*\.txt\):\([0-9]*\)–\([0-9]*\)  .*/\1 \2 \3/p' | head -1)
set -- $where
check "show names file and bytes" test $# = 3
words=$(tail -c +$(($2 + 1)) "in/$1" | head -c $(($3 - $2)))
has "these bytes are quoted above" "$(printf '%s' "$out" | tr '\n' ' ' | tr -s ' ')" "$(printf '%s' "$words" | cut -c1-40)"

# --- judging
claim=$("$DATELINE" claims a.db --stance denies | sed -n '2s/ .*//p')
check "claims prints ids" test -n "$claim"
run "$DATELINE" assess a.db source AFP --reliability B --analyst "N. Haidari" --date 2024-05-31 --note "right on all three raids"
same "a source is judged" 0 $rc
same "and told so" 'source media:afp (AFP): reliability B, usually reliable (N. Haidari, 2024-05-31)' "$out"
run "$DATELINE" assess a.db source "media:afp" --reliability b --analyst "N. Haidari" --date 2024-05-31 --note "right on all three raids"
has "said again it is not kept twice" "$out" 'was told so before$'
run "$DATELINE" assess --ledger a.db claim "$claim" --credibility 4 --analyst "O. Reed"
same "a claim is judged, the ledger given as an option" 0 $rc
run "$DATELINE" assess a.db event "$event" --credibility=2 --analyst "O. Reed"
same "an event is judged" 0 $rc
run "$DATELINE" assess a.db event "$event" --credibility 1 --analyst "O. Reed" --note "second agency"
has "a later word supersedes" "$out" 'supersedes the judgement before$'
run "$DATELINE" assess a.db list
same "the list has them all" 5 "$(printf '%s\n' "$out" | wc -l)"
has "the list tells what a grade means" "$out" 'usually reliable'
has "the list marks what is superseded" "$out" 'probably true .*superseded$'
run "$DATELINE" show a.db "$event"
has "show tells what an analyst thinks of the event" "$out" '^credibility 1, confirmed by other sources \(O\. Reed\): second agency$'
has "show tells what an analyst thinks of a source" "$out" '^    AFP: reliability B, usually reliable \(N\. Haidari, 2024-05-31\): right on all three raids$'
run "$DATELINE" sources a.db
has "sources has a column for it" "$out" '^AFP .* B$'
run "$DATELINE" claims a.db --json
has "claims has it in JSON" "$out" '"reliability":"AFP B"'
run "$DATELINE" export a.db
has "so has export" "$out" '"assessments":\[\{"assessment":"'

# --- refused in one line
refused() { # NAME CODE PATTERN ARGUMENT…
    refused_name=$1 refused_code=$2 refused_pattern=$3
    shift 3
    run "$DATELINE" assess "$@"
    same "$refused_name: exit code" "$refused_code" $rc
    has "$refused_name: told" "$err" "$refused_pattern"
    same "$refused_name: one line" 1 "$(printf '%s\n' "$err" | wc -l)"
}
refused "no such source" 64 'no source "Bay Wire"; `dateline sources` lists them' a.db source "Bay Wire" --reliability A --analyst X
refused "no such claim" 64 'no claim "zz"' a.db claim zz --credibility 1 --analyst X
refused "a letter beyond F" 64 'letter from A to F' a.db source AFP --reliability G --analyst X
refused "two letters" 64 'letter from A to F' a.db source AFP --reliability AB --analyst X
refused "a figure beyond 6" 64 'figure from 1 to 6' a.db claim "$claim" --credibility 7 --analyst X
refused "reliability of a claim" 64 'assess claim wants --credibility 1 to 6' a.db claim "$claim" --reliability A --analyst X
refused "nobody's judgement" 64 'assess wants --analyst NAME' a.db source AFP --reliability A
refused "a day that is none" 64 'a day like 2024-05-31' a.db source AFP --reliability A --analyst X --date 2024-02-30
refused "a note of two lines" 64 'a note is one line' a.db source AFP --reliability A --analyst X --note "one
two"
refused "too few words" 64 'usage: dateline assess' a.db source
refused "an unknown subject" 64 'usage: dateline assess' a.db rumour AFP --reliability A --analyst X
refused "a ledger that is not there" 66 'gone.db: No such file' gone.db source AFP --reliability A --analyst X
run "$DATELINE" assess a.db list
same "nothing refused was kept" 5 "$(printf '%s\n' "$out" | wc -l)"
run "$DATELINE" help assess
has "help explains the letters" "$out" '^  B  usually reliable'
has "help explains the figures" "$out" '^  4  doubtful'

# --- filters of claims
for filter in "--stance agrees" "--field toll" "--source-kind rumour"; do
    # shellcheck disable=SC2086
    run "$DATELINE" claims a.db $filter
    same "claims $filter is a usage error" 64 $rc
    has "claims $filter: the names are told" "$err" 'must be one of'
done
run "$DATELINE" claims a.db --voice Taliban --csv
has "claims --voice finds who denies" "$out" ',denies,'
run "$DATELINE" claims a.db --voice "Bay Wire"
same "claims --voice of nobody" "no claims" "$out"

# --- merging
"$DATELINE" read -q --ledger b.db in/one.txt >.out
"$DATELINE" assess b.db source AFP --reliability D --analyst "O. Reed" >.out
cp a.db ab.db && cp b.db ba.db
run "$DATELINE" merge ab.db b.db
has "merge tells of assessments" "$out" '^1 new judgement$'
"$DATELINE" merge -q ba.db a.db >.out
"$DATELINE" assess ab.db list --json >ab.jsonl
"$DATELINE" assess ba.db list --json >ba.jsonl
same_file "A with B is B with A" ab.jsonl ba.jsonl
same "all of both" 5 "$(wc -l <ab.jsonl)"
"$DATELINE" read -q --ledger c.db in >.out
run "$DATELINE" merge c.db ab.jsonl
same "lines of the list are merged" 0 $rc
"$DATELINE" assess c.db list --json >c.jsonl
same_file "and give the same list" ab.jsonl c.jsonl
sed -n '1s/"grade":"."/"grade":"A"/p' ab.jsonl >forged.jsonl
run "$DATELINE" merge c.db forged.jsonl
same "a changed line is refused" 65 $rc
has "and told" "$err" 'forged.jsonl:1: assessment line: '
printf 'Bomb wounds a mayor in Kunduz\n\nKUNDUZ – A bomb wounded the mayor of Kunduz on Friday, a doctor said.\n' >in/five.txt
"$DATELINE" read -q --ledger c.db in >.out
"$DATELINE" assess c.db list --json >again.jsonl
same_file "more reports take no judgement away" c.jsonl again.jsonl
finish
