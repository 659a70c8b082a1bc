#!/usr/bin/env python3
"""What a dictionary says of words: WordNet 3.0 (Debian's wordnet-base) in, one line a form out: "attacked 86020".

A form is a word of one part or an inflection of it (irregular ones from WordNet's lists, regular ones by spelling). The number, from the
lowest bit: may be noun, verb, adjective, adverb (4 bits); which of them it mostly is by WordNet's counts (2), by three quarters or
more (1); bit 8: field of the first noun sense, 5 bits (lexnames(5WN): 0 tops, 1 act, ... 15 person); bit 13: field of the first verb
sense, 4 bits (0 body, 1 change, ...); bit 17: what the first three verb senses go with, 8 groups of WordNet's sentence frames. The
same is said in src/model/model.h. What it knowingly gets wrong: regular inflections of words that double a letter are made both ways.
"""
import collections
import sys

FILES = (("n", "noun"), ("v", "verb"), ("a", "adj"), ("r", "adv"))
FIRST_NOUN_FIELD, FIRST_VERB_FIELD, SENSES_ASKED = 3, 29, 3
# Groups of sentence frames (wninput(5WN), "Verb Frames"): nothing or a place; an object; something to somebody; with a place or
# means; an infinitive; a that-clause; -ing or whether; a body part or a predicate.
GROUPS = ((1, 2, 3, 4, 5, 7), (6, 8, 9, 10, 11), (12, 13, 22, 27), (14, 15, 16, 17, 18, 19, 20, 21, 31), (24, 25, 28), (26, 34),
          (29, 32, 33, 35), (23, 30))
GROUP_OF = {frame: number for number, group in enumerate(GROUPS) for frame in group}
VOWELS = "aeiou"

Word = collections.namedtuple("Word", "kinds counts noun verb frames")  # kinds: bits; counts: of the four kinds; frames: set


def read_counts(folder):
    counts, kind = collections.Counter(), {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
    for line in open(f"{folder}/cntlist.rev", encoding="ascii"):
        key, _, count = line.split()
        lemma, rest = key.split("%")
        counts[lemma, kind[rest[0]]] += int(count)
    return counts


def read_senses(path, is_verb):
    """Offset of a synset -> its field, its frames."""
    senses = {}
    for line in open(path, encoding="ascii"):
        if line[0] == " ":
            continue
        head = line.split("|")[0].split()
        frames = set()
        if is_verb:
            at = 4 + 2 * int(head[3], 16)
            at += 1 + 4 * int(head[at])
            frames = {int(head[at + 2 + 3 * k]) for k in range(int(head[at]))}
        senses[head[0]] = int(head[1]), frames
    return senses


def read_words(folder):
    counts, words = read_counts(folder), {}
    for number, (kind, name) in enumerate(FILES):
        senses = read_senses(f"{folder}/data.{name}", kind == "v")
        for line in open(f"{folder}/index.{name}", encoding="ascii"):
            part = line.split()
            if line[0] == " " or "_" in part[0]:
                continue
            offsets = [p for p in part[1:] if len(p) == 8 and p.isdigit()]
            old = words.get(part[0], Word(0, (0, 0, 0, 0), 0, 0, frozenset()))
            field = senses[offsets[0]][0]
            frames = frozenset().union(*(senses[o][1] for o in offsets[:SENSES_ASKED])) if kind == "v" else old.frames
            add = tuple(counts[part[0], kind] if k == number else 0 for k in range(4))
            words[part[0]] = Word(old.kinds | 1 << number, tuple(a + b for a, b in zip(old.counts, add)),
                                  field - FIRST_NOUN_FIELD + 1 if kind == "n" else old.noun,
                                  field - FIRST_VERB_FIELD + 1 if kind == "v" else old.verb, frames)
    return words


def add_form(forms, words, form, base, number):
    """The form is an inflection of base as noun (0) or verb (1)."""
    word = words.get(base)
    if not word or not word.kinds >> number & 1:
        return
    counts = tuple(word.counts[k] if k == number else 0 for k in range(4))
    new = Word(1 << number, counts, word.noun if number == 0 else 0, word.verb if number == 1 else 0, word.frames if number == 1 else frozenset())
    old = forms.get(form)
    if old:
        new = Word(old.kinds | new.kinds, tuple(a + b for a, b in zip(old.counts, counts)), old.noun or new.noun, old.verb or new.verb,
                   old.frames | new.frames)
    forms[form] = new


def with_s(word):
    if word[-1] in "sxz" or word[-2:] in ("ch", "sh"):
        return word + "es"
    return word[:-1] + "ies" if word[-1] == "y" and word[-2] not in VOWELS else word + "s"


def with_ed_and_ing(word):
    if word[-1] == "e":
        return word + "d", word + "ing" if word[-2:] == "ee" else word[:-1] + "ing"
    if word[-1] == "y" and word[-2] not in VOWELS:
        return word[:-1] + "ied", word + "ing"
    if len(word) > 2 and word[-1] not in "wxyaeiou" and word[-2] in VOWELS and word[-3] not in VOWELS:
        return word + "ed", word + word[-1] + "ed", word + "ing", word + word[-1] + "ing"
    return word + "ed", word + "ing"


def all_forms(folder):
    words = read_words(folder)
    forms = dict(words)
    for number, name in ((0, "noun"), (1, "verb")):
        for line in open(f"{folder}/{name}.exc", encoding="ascii"):
            part = line.split()
            for base in part[1:] if "_" not in part[0] else ():
                add_form(forms, words, part[0], base, number)
    for base, word in words.items():
        if not base.isalpha() or len(base) < 2:
            continue
        if word.kinds & 1:
            add_form(forms, words, with_s(base), base, 0)
        if word.kinds & 2:
            for form in (with_s(base),) + with_ed_and_ing(base):
                add_form(forms, words, form, base, 1)
    return forms


def value(word):
    main = max(range(4), key=lambda k: (word.kinds >> k & 1) * (word.counts[k] + 1))
    strong = word.counts[main] * 4 >= (sum(word.counts) + 1) * 3
    frames = sum(1 << g for g in {GROUP_OF[f] for f in word.frames if f in GROUP_OF})
    return word.kinds | main << 4 | strong << 6 | word.noun << 8 | word.verb << 13 | frames << 17


if __name__ == "__main__":
    for form, word in sorted(all_forms(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet").items()):
        print(form, value(word))
