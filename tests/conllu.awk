# Is this CoNLL-U? The questions of the treebanks' own validator, levels 1 and 2, as far as no list of a language is needed.
# In: CoNLL-U. Out: one line per fault, "LINE: what"; at the end "SENTENCES WORDS". Exit code 1 when there was a fault.
function fault(what) { printf "%d: %s\n", NR, what; faults++ }

# A=…|B=…: sorted by name, each name once, no value empty.
function check_pairs(column, name,   parts, n, i, at, key, last) {
    if (column == "_") return
    n = split(column, parts, "|")
    last = ""
    for (i = 1; i <= n; i++) {
        at = index(parts[i], "=")
        key = tolower(substr(parts[i], 1, at - 1))
        if (at < 2 || at == length(parts[i])) fault(name " is no list of Name=Value: " column)
        if (last != "" && key <= last) fault(name " is not sorted: " column)
        last = key
    }
}

# 2:nsubj|4:nsubj: by head, no head twice with the same relation.
function check_deps(column,   parts, n, i, at, last, key) {
    n = split(column, parts, "|")
    last = -1
    for (i = 1; i <= n; i++) {
        if (parts[i] !~ /^[0-9]+:[a-z]+(:[a-z]+)?$/) fault("DEPS " column)
        key = parts[i] + 0
        if (key <= last) fault("DEPS is not sorted: " column)
        last = key
    }
    if (last > deepest) deepest = last
    if ((column ~ /^0:root/) != ($7 == "0")) fault("DEPS " column " with head " $7)
}

function end_sentence(   i, j, steps, roots, text, bad) {
    if (!count) { fault("an empty line that ends nothing"); return }
    sentences++; words += count; roots = 0; text = ""
    if (id == "") fault("no sent_id")
    if (id in seen) fault("sent_id twice: " id)
    seen[id] = 1
    for (i = 1; i <= count; i++) {
        if (head[i] !~ /^[0-9]+$/ || head[i] + 0 > count || head[i] + 0 == i) fault("HEAD of word " i " is " head[i] " of " count)
        if (head[i] == 0) roots++
        if ((head[i] == 0) != (relation[i] == "root")) fault("word " i " with head " head[i] " is " relation[i])
        text = text form[i] (i < count && !joined[i] ? " " : "")
        reaches[i] = 0
    }
    if (deepest > count) fault("DEPS has word " deepest " of " count)
    if (roots != 1) fault(roots " roots")
    for (i = 1; i <= count; i++) { # every way up is marked once: linear
        for (j = i; j && !reaches[j]; j = head[j] + 0) reaches[j] = i
        if (j && reaches[j] == i) { fault("a circle over word " j); break }
    }
    if (text != said) fault("# text is not its words: " substr(said, 1, 80) " / " substr(text, 1, 80))
    count = 0; id = ""; said = ""; deepest = 0
}

BEGIN {
    FS = "\t"
    split("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X", names, " ")
    for (i in names) upos[names[i]] = 1
}
/\r/ { fault("a carriage return") }
/^$/ { end_sentence(); next }
/^#/ {
    if (count) fault("a comment inside a sentence")
    if ($0 ~ /^# sent_id = [^ \/]+$/) id = substr($0, 13)
    else if ($0 ~ /^# text = /) { said = substr($0, 10); if (said ~ /  |^ | $/) fault("blanks at an end or twice: " substr(said, 1, 80)) }
    else if ($0 !~ /^# (newpar|newdoc id = [^ \/]+)$/) fault("a comment of no known kind: " $0)
    next
}
{
    count++
    if (NF != 10) fault(NF " columns")
    if ($1 != count) fault("ID " $1 " where " count " is due")
    for (i = 1; i <= NF; i++) if ($i == "" || $i ~ / /) fault("column " i " is empty or has a blank")
    if (!($4 in upos)) fault("UPOS " $4)
    if ($8 !~ /^[a-z]+(:[a-z]+)?$/) fault("DEPREL " $8)
    check_deps($9)
    check_pairs($6, "FEATS"); check_pairs($10, "MISC")
    form[count] = $2; head[count] = $7; relation[count] = $8
    joined[count] = $10 ~ /(^|\|)SpaceAfter=No(\||$)/
    if (!match($10, /(^|\|)Start=[0-9]+/)) fault("no Start")
}
END {
    if (count) fault("the last sentence has no empty line behind it")
    printf "%d %d\n", sentences, words
    exit faults > 0
}
