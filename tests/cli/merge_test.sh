# Which tellings of the samples and of the five reports are one event: each one that a reader takes for one is merged, and none besides.
# tests/golden/shared.tsv has the list for samples/, written by hand.
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70
tab=$(printf '\t')
list=$DATELINE_SOURCE/tests/golden/shared.tsv

# events LEDGER FILE: a line an event, without statements and figures
events() { "$DATELINE" export "$1" | grep -F '"item":"event"' >"$2"; }

# told FILE WORDS: from standard input the events of which a telling of this report has these words
told() {
    if [ "$2" = '*' ]; then
        grep -F "\"file\":\"$1\""
    else
        grep -F "\"file\":\"$1\"" | grep -F "$2"
    fi
}

# holds EVENT: the events that hold every telling which the list gives for it; in $tellings how many those are
holds() {
    grep "^$1$tab" "$list" >wanted
    tellings=$(wc -l <wanted | tr -d ' ')
    cp all left
    while IFS=$tab read -r _ file words; do
        told "$file" "$words" <left >kept || :
        mv kept left
    done <wanted
}

check 'the samples are read' "$DATELINE" read --quiet --ledger samples.db "$DATELINE_SOURCE/samples"
events samples.db all
grep -v '"reports":1,' all | sed 's/.*"id":"\([0-9a-f]*\)","item".*/\1/' | sort >shared
: >explained
grep -v '^#' "$list" | cut -f 1 | uniq >names
while IFS= read -r name; do
    holds "$name"
    found=$(grep -c "\"reports\":$tellings," left || :)
    sed 's/.*"id":"\([0-9a-f]*\)","item".*/\1/' left >>explained
    case $name in
    may:*) ok "$name: right either way" ;;
    *) if [ "$found" = 1 ]; then ok "$name: one event"; else not_ok "$name: one event" "$(wc -l <left) events hold all of its $tellings tellings"; fi ;;
    esac
done <names
sort -u explained >known
comm -23 shared known >wrong
if [ -s wrong ]; then not_ok 'no other event has several reports' "$(cat wrong)"; else ok 'no other event has several reports'; fi

shared=$DATELINE_SOURCE/../shared/samples
if [ -d "$shared" ]; then
    check 'the five reports are read' "$DATELINE" read --quiet --ledger five.db "$shared"
    events five.db all
    grep -v '"reports":1,' all >shared || :
    count=$(grep '"reports":2,' shared | grep -F 'Muzam' | grep -c '"type":"ASSAULT"' || :)
    same 'the killing of a governor in two of them is one event' 1 "$count"
    count=$(grep '"reports":2,' shared | grep -F '"status":"planned"' | grep -F 'Taliban leaders' | grep -c '"type":"ASSAULT"' || :)
    same 'the planned attack in two of them is one event' 1 "$count"
    same 'and nothing else is' 2 "$(wc -l <shared | tr -d ' ')"
else
    skip 'the five reports' "$shared is missing"
fi
finish
