/* In: words with tags and lemmas. Out: the edits, and the list of base words, endings and whole words.
 *
 * The idea: every (form, tag) votes for its commonest edit, once per form, so that "said" does not decide for all words in
 * "-aid". Endings are learnt from the shortest to the longest; one that says nothing new against its shorter ending is not
 * kept, nor is an ending longer than two bytes that a single form has. Whole words come last: those for which endings and
 * spelling (src/parse/lemma.c) give something else than the treebanks. */
#include "lemmas.h"
#include "parse/lemma.h"
#include <stdio.h>
#include <stdlib.h>

enum { SLOTS = 1 << 20, EDITS_MAX = 4000, CHOICES = 6 };

/* Votes for the edits of one ending or word. */
typedef struct ballot {
    uint32_t key;                    /* 0 = free */
    uint32_t edits[CHOICES], votes[CHOICES]; /* edit number + 1 */
} ballot;

typedef struct lemma_trainer {
    model_edit edits[EDITS_MAX];
    uint32_t edit_count;
    ballot *ballots[LEMMA_SUFFIX_MAX + 2]; /* by ending length; the last one: whole words */
    dtl_arena arena;
} lemma_trainer;

static uint32_t edit_number(lemma_trainer *t, dtl_slice folded, dtl_slice lemma)
{
    uint32_t same = 0;
    while (same < folded.length && same < lemma.length && folded.ptr[same] == lemma.ptr[same])
        same++;
    while (same > 0 && ((same < folded.length && ((unsigned char)folded.ptr[same] & 0xC0) == 0x80) ||
                        (same < lemma.length && ((unsigned char)lemma.ptr[same] & 0xC0) == 0x80)))
        same--; /* whole characters only */
    model_edit edit = {.cut = (uint8_t)(folded.length - same), .append_length = (uint8_t)(lemma.length - same)};
    if (folded.length - same > 40 || lemma.length - same > sizeof edit.append)
        return DTL_NONE;
    memcpy(edit.append, lemma.ptr + same, lemma.length - same);
    for (uint32_t i = 0; i < t->edit_count; i++)
        if (memcmp(&t->edits[i], &edit, sizeof edit) == 0)
            return i;
    if (t->edit_count == EDITS_MAX)
        return DTL_NONE;
    t->edits[t->edit_count] = edit;
    return t->edit_count++;
}

static ballot *ballot_of(ballot *ballots, uint32_t key)
{
    uint32_t at = key & (SLOTS - 1);
    while (ballots[at].key != 0 && ballots[at].key != key)
        at = (at + 1) & (SLOTS - 1);
    return &ballots[at];
}

static void vote(ballot *ballots, uint32_t key, uint32_t edit)
{
    ballot *b = ballot_of(ballots, key);
    b->key = key;
    for (uint32_t i = 0; i < CHOICES; i++) {
        if (b->edits[i] == 0)
            b->edits[i] = edit + 1;
        if (b->edits[i] == edit + 1) {
            b->votes[i]++;
            return;
        }
    }
}

/* Winner + 1 (0: nobody voted), and its votes. */
static uint32_t winner(const ballot *b, uint32_t *votes)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < CHOICES; i++)
        if (b->votes[i] > b->votes[best])
            best = i;
    *votes = b->votes[best];
    return b->key ? b->edits[best] : 0;
}

/* What the endings kept so far say of a form, looking at endings of up to `longest` bytes. */
static uint32_t guess(const model_entry *kept, uint32_t mask, dtl_slice folded, uint32_t xpos, uint32_t longest)
{
    model_list list = {kept, mask};
    for (uint32_t length = folded.length < longest ? folded.length : longest;; length--) {
        uint32_t found = model_list_find(&list, lemma_key(xpos, folded, length));
        if (found || length == 0)
            return found;
    }
}

static void keep(model_entry *kept, uint32_t mask, uint32_t key, uint32_t value, uint32_t *count)
{
    uint32_t probe = 0;
    while (probe <= MODEL_PROBES_MAX && kept[(key + probe) & mask].key != 0 && kept[(key + probe) & mask].key != key)
        probe++;
    if (probe > MODEL_PROBES_MAX)
        return;
    *count += kept[(key + probe) & mask].key == 0;
    kept[(key + probe) & mask] = (model_entry){key, value};
}

/* Takes back what keep has just put in: nothing was put behind it yet. */
static void forget_last(model_entry *kept, uint32_t mask, uint32_t key, uint32_t *count)
{
    uint32_t probe = 0;
    while (probe <= MODEL_PROBES_MAX && kept[(key + probe) & mask].key != key)
        probe++;
    if (probe > MODEL_PROBES_MAX)
        return;
    kept[(key + probe) & mask] = (model_entry){0, 0};
    (*count)--;
}

static bool usable(const corpus *c, uint32_t s, uint32_t i, lemma_trainer *t, dtl_slice *folded)
{
    const corpus_word *word = &c->words[c->sentences[s].first + i];
    return c->sentences[s].letters == CORPUS_AS_WRITTEN && word->lemma.length > 0 && !dtl_slice_is(word->lemma, "_") &&
           lemma_fold(&t->arena, word->form, word->xpos, folded) && folded->length <= LEMMA_FORM_MAX;
}

/* Base forms of verbs (under VB) and nouns (under NN): seen as such, or twice as the lemma of another form. */
static void keep_bases(const corpus *c, lemma_trainer *t, model_entry *kept, uint32_t mask, uint32_t *count)
{
    ballot *seen = calloc(SLOTS, sizeof *seen);
    if (!seen)
        exit(1);
    for (uint32_t s = 0; s < c->sentence_count; s++)
        for (uint32_t i = 0; i < c->sentences[s].count; i++) {
            const corpus_word *word = &c->words[c->sentences[s].first + i];
            const bool verb = word->xpos >= DTL_XPOS_VB && word->xpos <= DTL_XPOS_VBZ;
            const bool noun = word->xpos == DTL_XPOS_NN || word->xpos == DTL_XPOS_NNS;
            dtl_slice folded;
            if ((!verb && !noun) || !usable(c, s, i, t, &folded) || word->lemma.length < 2)
                continue;
            uint32_t key = lemma_key(verb ? DTL_XPOS_VB : DTL_XPOS_NN, word->lemma, LEMMA_KNOWN);
            const bool itself = word->xpos == DTL_XPOS_VB || word->xpos == DTL_XPOS_VBP || word->xpos == DTL_XPOS_NN;
            vote(seen, key, itself);
            if (itself || ballot_of(seen, key)->votes[0] >= 2)
                keep(kept, mask, key, 1, count);
        }
    free(seen);
}

/* Words for which the run-time lemmatizer, as learnt so far, would say something else than most of the treebanks' uses. */
static void keep_whole_words(const corpus *c, lemma_trainer *t, model_entry *kept, uint32_t mask, uint32_t *count)
{
    const model_view view = {.lemma = {kept, mask}, .edits = t->edits, .edit_count = t->edit_count};
    for (uint32_t s = 0; s < c->sentence_count; s++)
        for (uint32_t i = 0; i < c->sentences[s].count; i++) {
            const corpus_word *word = &c->words[c->sentences[s].first + i];
            dtl_slice folded, without, with;
            uint32_t votes, best = 0;
            if (!usable(c, s, i, t, &folded))
                continue;
            const uint32_t key = lemma_key(word->xpos, folded, LEMMA_WHOLE);
            best = winner(ballot_of(t->ballots[LEMMA_SUFFIX_MAX + 1], key), &votes);
            if (best == 0 || model_list_find(&view.lemma, key) != 0 || !lemma_of(&view, &t->arena, folded, word->xpos, &without))
                continue;
            keep(kept, mask, key, best, count);
            if (lemma_of(&view, &t->arena, folded, word->xpos, &with) && dtl_slice_equal(with, without))
                forget_last(kept, mask, key, count);
        }
}

void lemmas_write(model_writer *w, const corpus *c)
{
    enum { KEPT = 1 << 18 };
    lemma_trainer *t = calloc(1, sizeof *t);
    model_entry *kept = calloc(KEPT, sizeof *kept);
    uint32_t count = 0;
    if (!t || !kept)
        exit(1);
    dtl_arena_init(&t->arena, (size_t)1 << 30);
    for (uint32_t l = 0; l < LEMMA_SUFFIX_MAX + 2; l++)
        if (!(t->ballots[l] = calloc(SLOTS, sizeof(ballot))))
            exit(1);
    ballot *whole = t->ballots[LEMMA_SUFFIX_MAX + 1];
    dtl_slice folded;
    for (uint32_t s = 0; s < c->sentence_count; s++)
        for (uint32_t i = 0; i < c->sentences[s].count; i++) {
            const corpus_word *word = &c->words[c->sentences[s].first + i];
            uint32_t edit;
            if (!usable(c, s, i, t, &folded) || (edit = edit_number(t, folded, word->lemma)) == DTL_NONE)
                continue;
            uint32_t key = lemma_key(word->xpos, folded, LEMMA_WHOLE);
            bool first = ballot_of(whole, key)->key == 0;
            vote(whole, key, edit);
            for (uint32_t l = 0; first && l <= LEMMA_SUFFIX_MAX && l <= folded.length; l++)
                vote(t->ballots[l], lemma_key(word->xpos, folded, l), edit);
        }
    keep_bases(c, t, kept, KEPT - 1, &count);
    for (uint32_t l = 0; l <= LEMMA_SUFFIX_MAX; l++)
        for (uint32_t s = 0; s < c->sentence_count; s++)
            for (uint32_t i = 0; i < c->sentences[s].count; i++) {
                const corpus_word *word = &c->words[c->sentences[s].first + i];
                if (!usable(c, s, i, t, &folded) || l > folded.length)
                    continue;
                uint32_t votes, key = lemma_key(word->xpos, folded, l);
                uint32_t best = winner(ballot_of(t->ballots[l], key), &votes);
                if (best == 0 || (l > 2 && votes < 2))
                    continue;
                uint32_t before = l == 0 ? 0 : guess(kept, KEPT - 1, folded, word->xpos, l - 1);
                if (before != best)
                    keep(kept, KEPT - 1, key, best, &count);
            }
    keep_whole_words(c, t, kept, KEPT - 1, &count);
    model_entry *entries = malloc(sizeof *entries * (count + 1u));
    if (!entries)
        exit(1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < KEPT; i++)
        if (kept[i].key != 0)
            entries[n++] = kept[i];
    model_writer_list(w, MODEL_LEMMA, entries, n);
    fprintf(stderr, "%u lemma edits\n", t->edit_count);
    model_writer_section(w, MODEL_LEMMA_EDITS, t->edits, t->edit_count * sizeof *t->edits);
    for (uint32_t l = 0; l < LEMMA_SUFFIX_MAX + 2; l++)
        free(t->ballots[l]);
    dtl_arena_free(&t->arena);
    free(entries);
    free(kept);
    free(t);
}
