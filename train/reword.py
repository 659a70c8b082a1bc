#!/usr/bin/env python3
"""Sentences of the treebanks told once more as reports of violence tell: CoNLL-U files in, CoNLL-U out, for the network alone.

    reword.py TRAIN.conllu … > OUT.conllu

The treebanks hold web text, talks and encyclopedias: few of their verbs shell, storm or abduct, and next to none of their sentences is
a headline. Here a sentence keeps its tree, and its words change for others of the same kind (data augmentation by substitution; for
treebanks: Şahin & Steedman 2018):

    The museum has invited(VBN) two artists .     The museum has abducted(VBN) two soldiers .
    Two people were injured in the accident .     Two injured in blast                              (as a headline)

  - a verb with an object, or a passive, becomes a verb of violence; one with a that-clause, a verb of saying; one with neither, of moving;
  - nouns for persons and happenings become gunmen, raids and shellings;
  - a headline leaves out articles, "be" of the passive, "people" behind a number and the stop, tells in the present and says of plans "to".

Which words: the lists below, which are of our own making. Random numbers from one seed. Knowingly wrong: what is said makes no sense, and a preposition
may not be the one that the new verb takes.
"""
import random
import sys

SEED, SHARE, LONGEST_HEADLINE, VERB_SHARE, NOUN_SHARE = 7, 0.4, 20, 0.7, 0.4
FORM, LEMMA, UPOS, XPOS, HEAD, RELATION = 1, 2, 3, 4, 6, 7

# Base, past, participle where they are not regular; "*": the last letter is doubled.
HIT = """kill murder shoot/shot/shot wound injure attack bomb shell storm raid detain arrest abduct kidnap* ambush behead execute besiege torch loot stab* assault
capture seize free release rescue evict expel* displace blockade target hit*/hit/hit strike/struck/struck overrun*/overran/overrun overthrow/overthrew/overthrown
hang jail imprison rape lynch burn demolish intercept disarm disperse evacuate threaten massacre assassinate slay/slew/slain harass beat/beat/beaten poison
torture hijack repel* recapture retake/retook/retaken invade encircle launch destroy damage hurt/hurt/hurt condemn accuse deport extradite charge""".split()
SAY = """say/said/said claim deny confirm announce warn insist acknowledge allege dispute declare report state add vow believe fear suspect reveal stress""".split()
MOVE = """explode erupt collapse advance retreat clash surrender protest rally march flee/fled/fled die crash escape fight/fought/fought rise/rose/risen fall/fell/fallen
strike/struck/struck detonate drown break/broke/broken""".split()
PERSONS = """gunman/gunmen militant soldier policeman/policemen rebel civilian protester insurgent fighter bomber suspect officer attacker assailant trooper
jihadist hostage bystander guard villager refugee migrant demonstrator activist commander official spokesman/spokesmen journalist troop victim""".split()
DEEDS = """attack bombing shooting stabbing raid airstrike blast explosion clash/clashes ambush/ambushes shelling offensive siege assault killing strike kidnapping
abduction massacre protest crackdown ceasefire firing fire rocket drone bomb grenade shell mortar missile arrest operation riot evacuation""".split()
FOR_PERSONS = set("man person guy friend people woman worker student boy girl customer member child player doctor kid teacher user leader lady artist writer visitor".split())
FOR_DEEDS = set("event meeting visit trip call change move game work show test review service party report problem issue decision process job project course class study "
                "program book film story experience dinner food product house car place site system idea".split())
TOOLS = "car bomb drone rocket suicide police knife gun border army truck mortar air grenade rebel militia terror mob".split()
NUMBERS = "two three four five six seven eight nine ten 11 12 15 17 20 23 30 34 40 52 60 100 dozens hundreds".split()
CITED = [("police", "NNS", "say"), ("officials", "NNS", "say"), ("army", "NN", "says"), ("ministry", "NN", "says"), ("witnesses", "NNS", "say"), ("monitor", "NN", "says")]
ARTICLES = {"a", "an", "the"}
VOWELS = "aeiou"


def verb_forms(entry):
    """Of "kidnap*" or "shoot/shot/shot": the forms by Penn tag."""
    base, *irregular = entry.split("/")
    doubled, base = base.endswith("*"), base.rstrip("*")
    stem = base + base[-1] if doubled else base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    if irregular:
        past, participle = irregular
    elif base.endswith("y") and base[-2] not in VOWELS:
        past = participle = base[:-1] + "ied"
    else:
        past = participle = stem + "ed"
    third = base[:-1] + "ies" if base.endswith("y") and base[-2] not in VOWELS else base + "es" if base.endswith(("s", "sh", "ch", "x")) else base + "s"
    return {"VB": base, "VBP": base, "VBZ": third, "VBD": past, "VBN": participle, "VBG": stem + "ing", "lemma": base}


def noun_forms(entry):
    one, *many = entry.split("/")
    return {"NN": one, "NNS": many[0] if many else one + "s", "lemma": one}


LISTS = {name: [verb_forms(entry) for entry in entries] for name, entries in (("hit", HIT), ("say", SAY), ("move", MOVE))}
LISTS.update({name: [noun_forms(entry) for entry in entries] for name, entries in (("person", PERSONS), ("deed", DEEDS))})
HIT_LEMMAS = {forms["lemma"] for forms in LISTS["hit"]}


def read_sentences(path):
    sentence = []
    for line in open(path, encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        if len(fields) == 10 and fields[0].isdigit():
            sentence.append(fields)
        elif not line.strip() and sentence:
            yield sentence
            sentence = []


def children(sentence, number):
    return [word for word in sentence if word[HEAD] == number]


def has(words, *relations):
    return any(word[RELATION] in relations for word in words)


def replace(word, forms):
    new = forms[word[XPOS]]
    word[FORM] = new[0].upper() + new[1:] if word[FORM][0].isupper() else new
    word[LEMMA] = forms["lemma"]


def kind_of_verb(word, below):
    """Which list may take the verb's place; None: none."""
    if word[UPOS] != "VERB" or word[XPOS] not in LISTS["hit"][0] or has(below, "compound:prt", "xcomp", "iobj", "expl", "cop") or "'" in word[FORM]:
        return None
    if has(below, "ccomp"):
        return "say" if word[LEMMA] in ("say", "think", "know", "believe", "see", "mean", "feel", "hear", "find", "suggest", "show", "hope", "tell", "report") else None
    if has(below, "obj", "nsubj:pass") or (word[RELATION] == "acl" and word[XPOS] == "VBN"):
        return "hit"
    return "move" if has(below, "nsubj") and has(below, "obl", "advmod") else None


def set_article(sentence, number):
    """"a" or "an" as the next word asks for it."""
    article, behind = sentence[number - 2], sentence[number - 1]
    if number > 1 and article[FORM].lower() in ("a", "an"):
        article[FORM] = article[FORM][0] + ("n" if behind[FORM][0].lower() in VOWELS else "")


def reword(sentence):
    """Changes words in their places. How many?"""
    made = 0
    for word in sentence:
        below, kind, lemma = children(sentence, word[0]), None, word[LEMMA].lower()
        if word[UPOS] == "VERB":
            kind = kind_of_verb(word, below) if random.random() < VERB_SHARE else None
        elif word[XPOS] in ("NN", "NNS") and word[UPOS] == "NOUN" and not has(below, "ccomp", "acl"):
            over = sentence[int(word[HEAD]) - 1] if word[HEAD] != "0" else word
            hit = word[RELATION] in ("nsubj", "nsubj:pass", "obj") and over[LEMMA] in HIT_LEMMAS
            if random.random() < NOUN_SHARE:
                kind = "person" if lemma in FOR_PERSONS or hit else "deed" if lemma in FOR_DEEDS else None
        if kind:
            replace(word, random.choice(LISTS[kind]))
            for tool in below:
                if kind == "deed" and tool[RELATION] == "compound" and tool[XPOS] == "NN":
                    tool[FORM] = tool[LEMMA] = random.choice(TOOLS)
            set_article(sentence, int(word[0]))
            made += 1
    return made


def without(sentence, gone):
    """The sentence without these words (none of which has children that stay) and counted anew."""
    kept = [word for word in sentence if word[0] not in gone]
    numbers = {word[0]: str(i + 1) for i, word in enumerate(kept)}
    numbers["0"] = "0"
    for word in kept:
        word[0], word[HEAD] = numbers[word[0]], numbers[word[HEAD]]
    return kept


def below_all(sentence, number):
    """Numbers of all words below a word and its own."""
    inside, before = {number}, 0
    while len(inside) > before:
        before = len(inside)
        inside.update(word[0] for word in sentence if word[HEAD] in inside)
    return inside


def clauses(sentence):
    """Every clause with a subject of its own, by itself, without what joins it to the rest."""
    for verb in sentence:
        if verb[UPOS] != "VERB" or verb[RELATION] not in ("root", "ccomp", "conj", "parataxis", "advcl"):
            continue
        inside = below_all(sentence, verb[0])
        for word in children(sentence, verb[0]):
            if word[RELATION] in ("mark", "cc", "punct", "conj", "parataxis", "advcl", "discourse"):
                inside -= below_all(sentence, word[0])
        numbers = sorted(int(n) for n in inside)
        if any(word[0] in inside and word[XPOS] in ("WRB", "WP", "WDT") for word in sentence):
            continue
        if len(inside) < 4 or len(inside) > LONGEST_HEADLINE or numbers[-1] - numbers[0] > len(inside) + 1:
            continue
        clause = [list(word) for word in sentence]
        clause[int(verb[0]) - 1][HEAD], clause[int(verb[0]) - 1][RELATION] = "0", "root"
        yield without(clause, {word[0] for word in clause} - inside)


def count_people(sentence, subject):
    """"Two people", "the old men" → "Two", a number alone; what goes with it."""
    gone = below_all(sentence, subject[0]) - {subject[0]}
    number = random.choice(NUMBERS)
    plural = number.endswith("s")
    subject[FORM:XPOS + 1] = [number, number.rstrip("s") if plural else number] + (["NOUN", "NNS"] if plural else ["NUM", "CD"])
    return gone


def headline(sentence, known):
    """A clause as a headline, or None where it makes none. known: present forms by lemma and tag."""
    root = next(word for word in sentence if word[HEAD] == "0")
    below = children(sentence, root[0])
    subject = next((word for word in below if word[RELATION] in ("nsubj", "nsubj:pass")), None)
    if not subject or int(subject[0]) > int(root[0]) or sentence[-1][FORM] == "?" or subject[UPOS] == "PRON" or has(below, "expl"):
        return None
    gone = {word[0] for word in sentence if word[UPOS] == "DET" and word[FORM].lower() in ARTICLES and not children(sentence, word[0])}
    helpers = [word for word in below if word[RELATION] in ("aux", "aux:pass")]
    if has(helpers, "aux:pass") and all(word[LEMMA] in ("be", "have") for word in helpers):
        gone.update(word[0] for word in helpers)
    elif root[XPOS] == "VBD" and not helpers:
        plural = subject[XPOS] in ("NNS", "NNPS", "CD") or has(children(sentence, subject[0]), "conj")
        root[XPOS] = "VBP" if plural else "VBZ"
        if (root[LEMMA], root[XPOS]) not in known:
            return None
        root[FORM] = known[root[LEMMA], root[XPOS]]
    elif len(helpers) == 1 and helpers[0][LEMMA] == "will" and root[XPOS] == "VB":
        helpers[0][FORM:XPOS + 1], helpers[0][RELATION] = ["to", "to", "PART", "TO"], "mark"
    elif helpers or root[XPOS] not in ("VBZ", "VBP"):
        return None
    if subject[XPOS] == "NNS" and random.random() < 0.35:
        gone |= count_people(sentence, subject)
    if any(word[0] not in gone and word[HEAD] in gone for word in sentence):
        return None
    sentence = without(sentence, gone)
    if random.random() < 0.15:
        cite(sentence)
    sentence[0][FORM] = sentence[0][FORM][0].upper() + sentence[0][FORM][1:]
    return sentence if len(sentence) > 2 else None


def cite(sentence):
    """… , police say"""
    root, at, (who, tag, verb) = next(word[0] for word in sentence if word[HEAD] == "0"), len(sentence), random.choice(CITED)
    number = [str(at + k) for k in (1, 2, 3)]
    sentence += [[number[0], ",", ",", "PUNCT", ",", "_", number[2], "punct", "_", "_"], [number[1], who, who, "NOUN", tag, "_", number[2], "nsubj", "_", "_"],
                 [number[2], verb, "say", "VERB", "VBZ" if verb == "says" else "VBP", "_", root, "parataxis", "_", "_"]]


def shoot_dead(sentence):
    """"shot two men" → "shot dead two men"; "was shot" → "was shot dead"."""
    for at, word in enumerate(sentence):
        if word[FORM].lower() != "shot" or word[UPOS] != "VERB" or random.random() > 0.3:
            continue
        number, dead = int(word[0]), [str(at + 2), "dead", "dead", "ADJ", "JJ", "_", word[0], "xcomp", "_", "_"]
        for other in sentence:
            other[0], other[HEAD] = (str(int(n) + (int(n) > number)) for n in (other[0], other[HEAD]))
        sentence.insert(at + 1, dead)
        return


def present_forms(sentences):
    """The written present of every verb, by lemma and Penn tag."""
    known = {(forms["lemma"], tag): forms[tag] for name in ("hit", "say", "move") for forms in LISTS[name] for tag in ("VBZ", "VBP")}
    known.update({(word[LEMMA], word[XPOS]): word[FORM] for s in sentences for word in s if word[XPOS] in ("VBZ", "VBP") and word[FORM].islower() and word[UPOS] == "VERB"})
    return known


def write(sentence):
    for word in sentence:
        word[5] = word[8] = word[9] = "_"
        print("\t".join(word))
    print()


def main():
    random.seed(SEED)
    originals = [sentence for path in sys.argv[1:] for sentence in read_sentences(path)]
    known, made, headlines = present_forms(originals), 0, 0
    for original in originals:
        sentence = [list(word) for word in original]
        if random.random() < SHARE and reword(sentence):
            shoot_dead(sentence)
            write(sentence)
            made += 1
        for clause in clauses(original):
            reword(clause)
            short = headline(clause, known)
            if short:
                shoot_dead(short)
                write(short)
                headlines += 1
    print(f"{made} sentences told anew, {headlines} headlines", file=sys.stderr)


if __name__ == "__main__":
    main()
