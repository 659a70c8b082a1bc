# Monstrous text through the whole program: a result that makes sense, a note, and twice the text takes about twice the time.
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70

# made SHAPE SIZE: a report whose monstrous part grows with SIZE; around it two paragraphs of ordinary news.
made() {
    awk -v shape="$1" -v size="$2" '
    function many(text, count,   i) { for (i = 0; i < count; i++) printf "%s", text }
    BEGIN {
        print "Gunmen killed two guards at a checkpoint in Herat on Monday, the police said. Nobody has claimed the attack.\n"
        if (shape == "token") many("xxxxxxxxxx", 100 * size)
        if (shape == "digits") many("1234567890", 100 * size)
        if (shape == "hyphens") many("well-", 50 * size)
        if (shape == "clauses") { printf "The police said"; many(" that the guard had left the post and", 8 * size); printf " that he fled." }
        if (shape == "verbs") { printf "They "; many("ran and ", 20 * size); printf "fled." }
        if (shape == "kills") { printf "The gunmen "; many("killed two guards of the post and wounded three men, and ", 5 * size); printf "fled." }
        if (shape == "said") { many("he said that she said that ", 8 * size); printf "they had left." }
        if (shape == "who") { printf "They saw "; many("the man who saw ", 12 * size); printf "them." }
        if (shape == "names") for (i = 0; i < 5 * size; i++) printf "and with him was Karim%c%c Gul%c, ", 97 + i % 26, 97 + i / 26 % 26, 97 + i % 23
        if (shape == "dates") for (i = 0; i < 5 * size; i++) printf "It was on %d March %d that they had killed %d of the guards. ", 1 + i % 28, 1990 + i % 30, i
        if (shape == "marks") many("\"", 100 * size)
        if (shape == "open") many("\"We left, he said. ", 10 * size)
        if (shape == "paragraphs") many("\"We left the post, he said.\n\n", 10 * size)
        if (shape == "blanks") many("Theguardleftthepost,andthepolicesaidso.", 50 * size)
        if (shape == "lines") many("- Guards of the post fled\n", 20 * size)
        print "\n\nThe governor of the province said on Tuesday that the guards were from Kabul, and that two men had been arrested for it."
    }' >"$1.$2.txt"
}

# cpu COMMAND…: its processor time in hundredths of a second in $time.
cpu() {
    cpu_before=$(times | tail -1)
    "$@"
    time=$(printf '%s\n%s\n' "$cpu_before" "$(times | tail -1)" | awk '{ split($1, t, /[ms]/); sum = t[1] * 6000 + t[2] * 100; if (NR == 1) before = sum; else printf "%d", sum - before }')
}

code() { # FILE
    "$DATELINE" code --jobs 1 "$1" >out.jsonl 2>notes
}

for shape in token digits hyphens clauses verbs kills said who names dates marks open paragraphs blanks lines; do
    made $shape 150
    made $shape 300
    code $shape.300.txt
    if grep -q '"trigger"' out.jsonl && grep -q '"file"' out.jsonl; then ok "$shape: what stands around it is coded"; else not_ok "$shape: what stands around it is coded" "$(cat notes)"; fi
    ratio= # a busy machine gets three tries
    for try in 1 2 3; do
        cpu code $shape.150.txt
        once=$time
        cpu code $shape.300.txt
        [ "$time" -gt $((once * 3 + 20)) ] || { ratio=fine; break; }
    done
    if [ $ratio ]; then ok "$shape: twice the text takes about twice the time"; else not_ok "$shape: twice the text takes about twice the time" "$once and $time hundredths"; fi
done

# --- sizes of the worst kind
made token 10000
code token.10000.txt
has "a word of ten megabytes is cut" "$(cat notes)" 'words of more than 1000 bytes were cut'
has "a word of ten megabytes: what stands around it is coded" "$(cat out.jsonl)" '"trigger"'
made clauses 1000
code clauses.1000.txt
has "a sentence of 64,000 words is parsed in pieces" "$(cat notes)" 'sentences of more than 256 tokens were parsed in pieces'
has "a sentence of 64,000 words: what stands before it is coded" "$(cat out.jsonl)" '"type":"ASSAULT"'
made marks 1000
code marks.1000.txt
has "100,000 quotation marks are noted" "$(cat notes)" 'more than 20000 quotations'
has "100,000 quotation marks: what stands around them is coded" "$(cat out.jsonl)" '"type":"ASSAULT"'
made who 8000
code who.8000.txt
has "a report that no memory would hold is read as far as that goes" "$(cat notes)" 'only the first [0-9]{6} words were read'
has "a report that no memory would hold: its beginning is coded" "$(cat out.jsonl)" '"type":"ASSAULT"'
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "Theguardleftthepost,andthepolicesaidso." }' >bare.txt
run "$DATELINE" code bare.txt
same "text without blanks and nothing else: told" 'dateline: bare.txt: no blanks between its words: skipped' "$err"
finish
