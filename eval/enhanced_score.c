/* In: a treebank with enhanced dependencies (DEPS) and arcs for its words. Out: counts.
 *
 * What is compared are only the arcs that the tree has not: those of DEPS whose head is not the word's head in the tree. Names of
 * relations in DEPS carry case markers and conjunctions ("obl:in", "conj:and"): these are dropped, and so are subtypes but for
 * nsubj:pass, csubj:pass and obl:agent, which say who does it. A control subject ("nsubj:xsubj") is compared as nsubj: one of the
 * two treebanks never says there whether the infinitive is passive. Left out: arcs from or to empty nodes ("8.1": words that
 * are understood) and from the root.
 *
 * Example: "The army wants to attack" with "2:nsubj|4:nsubj:xsubj" at "army": one arc, attack → army, nsubj, control.
 * Classes of the gold: control is what is so marked (xsubj); relative is "ref", and an arc to a word above it in the tree, or to one coordinated
 * with such a word; the rest is conjunct: shared heads and dependents. Classes of answers: by why they were made. */
#include "enhanced_score.h"
#include <stdlib.h>
#include <string.h>

const char *enhanced_class_name(unsigned class)
{
    static const char *const names[] = {"control", "relative", "conjunct"};
    return class < ENHANCED_CLASS_COUNT ? names[class] : "";
}

uint8_t enhanced_relation(uint8_t relation, bool control)
{
    if (relation == DTL_REL_COUNT)
        return relation;
    if (!control && (relation == DTL_REL_NSUBJ_PASS || relation == DTL_REL_CSUBJ_PASS || relation == DTL_REL_OBL_AGENT))
        return relation;
    return (uint8_t)dtl_relation_universal(relation);
}

/* The longest beginning of the name that is a relation: "obl:agent" of "obl:agent:by", "nmod" of "nmod:of". */
static uint32_t relation_of(dtl_slice name)
{
    for (;;) {
        uint32_t relation = conllu_relation(name), end = name.length;
        if (relation != DTL_NONE)
            return relation;
        while (end && name.ptr[end - 1] != ':')
            end--;
        if (end == 0)
            return DTL_NONE;
        name.length = end - 1;
    }
}

/* Is above on the way from word to the root? */
static bool is_above(const conllu_file *gold, const conllu_sentence *sentence, uint32_t word, uint32_t above)
{
    for (uint32_t i = 0; i < sentence->count; i++) {
        if (word == above)
            return true;
        if (gold->words[word].head == 0)
            return false;
        word = sentence->first + gold->words[word].head - 1;
    }
    return false;
}

static uint8_t class_of_gold(const conllu_file *gold, const conllu_sentence *sentence, uint32_t head, uint32_t dependent, dtl_slice name)
{
    if (dtl_slice_find(name, DTL_SLICE(":xsubj"), 0) != DTL_NONE)
        return ENHANCED_CONTROL;
    if (dtl_slice_is(name, "ref"))
        return ENHANCED_RELATIVE;
    for (uint32_t i = 0; i < sentence->count; i++) {
        if (is_above(gold, sentence, head, dependent))
            return ENHANCED_RELATIVE;
        if (gold->words[dependent].relation != DTL_REL_CONJ || gold->words[dependent].head == 0)
            break;
        dependent = sentence->first + gold->words[dependent].head - 1;
    }
    return ENHANCED_CONJUNCT;
}

static bool add_gold(const conllu_file *gold, const conllu_sentence *sentence, uint32_t word, dtl_slice one, dtl_arena *arena, enhanced_edge_array *edges)
{
    uint32_t colon = dtl_slice_find(one, DTL_SLICE(":"), 0), head = 0;
    if (colon == DTL_NONE || !dtl_slice_parse_u32(dtl_slice_make(one.ptr, colon), &head))
        return true; /* an empty node */
    dtl_slice name = dtl_slice_make(one.ptr + colon + 1, one.length - colon - 1);
    if (head == 0 || head > sentence->count || (head == gold->words[word].head && !dtl_slice_is(name, "ref")))
        return true;
    const uint32_t from = sentence->first + head - 1, relation = dtl_slice_is(name, "ref") ? DTL_REL_COUNT : relation_of(name);
    enhanced_edge *edge = dtl_array_push(arena, edges);
    if (!edge)
        return false;
    *edge = (enhanced_edge){.head = from, .dependent = word, .class = class_of_gold(gold, sentence, from, word, name)};
    edge->relation = enhanced_relation((uint8_t)(relation == DTL_NONE ? DTL_REL_DEP : relation), edge->class == ENHANCED_CONTROL);
    return true;
}

bool enhanced_gold(const conllu_file *gold, dtl_arena *arena, enhanced_edge_array *edges)
{
    for (uint32_t s = 0; s < gold->sentence_count; s++) {
        const conllu_sentence *sentence = &gold->sentences[s];
        for (uint32_t i = sentence->first; i < sentence->first + sentence->count; i++) {
            dtl_slice rest = gold->words[i].enhanced, one;
            while (dtl_slice_next_field(&rest, '|', &one))
                if (!add_gold(gold, sentence, i, one, arena, edges))
                    return false;
        }
    }
    return true;
}

bool enhanced_answers(const dtl_arc_array *arcs, dtl_arena *arena, enhanced_edge_array *edges)
{
    static const uint8_t class_of_kind[] = {[DTL_ARC_CONTROL] = ENHANCED_CONTROL, [DTL_ARC_RELATIVE] = ENHANCED_RELATIVE,
        [DTL_ARC_REFERENT] = ENHANCED_RELATIVE, [DTL_ARC_SHARED_HEAD] = ENHANCED_CONJUNCT, [DTL_ARC_SHARED_DEPENDENT] = ENHANCED_CONJUNCT};
    for (uint32_t i = 0; i < arcs->count; i++) {
        const dtl_arc *arc = &arcs->items[i];
        enhanced_edge *edge = dtl_array_push(arena, edges);
        if (!edge)
            return false;
        *edge = (enhanced_edge){.head = arc->head, .dependent = arc->dependent, .class = class_of_kind[arc->kind],
                                .relation = enhanced_relation(arc->relation, arc->kind == DTL_ARC_CONTROL)};
    }
    return true;
}

bool enhanced_gold_parse(const conllu_file *gold, dtl_arena *arena, dtl_parse *parse)
{
    dtl_word *words = dtl_arena_calloc(arena, gold->word_count + 1u, sizeof *words);
    if (!words)
        return false;
    for (uint32_t s = 0; s < gold->sentence_count; s++) {
        const conllu_sentence *sentence = &gold->sentences[s];
        for (uint32_t i = sentence->first; i < sentence->first + sentence->count; i++) {
            const conllu_word *word = &gold->words[i];
            words[i] = (dtl_word){.lemma = word->lemma, .upos = word->upos, .xpos = word->xpos, .relation = word->relation, .first_child = DTL_NONE,
                                  .next_sibling = DTL_NONE, .head = word->head ? sentence->first + word->head - 1 : DTL_NONE};
        }
    }
    for (uint32_t i = gold->word_count; i-- > 0;) {
        if (words[i].head == DTL_NONE)
            continue;
        words[i].next_sibling = words[words[i].head].first_child;
        words[words[i].head].first_child = i;
    }
    *parse = (dtl_parse){.words = words};
    return true;
}

static int by_place(const void *left, const void *right)
{
    const enhanced_edge *a = left, *b = right;
    if (a->head != b->head)
        return a->head < b->head ? -1 : 1;
    if (a->dependent != b->dependent)
        return a->dependent < b->dependent ? -1 : 1;
    return (a->relation > b->relation) - (a->relation < b->relation);
}

/* Sorted, each arc once. */
static void put_in_order(enhanced_edge_array *edges)
{
    uint32_t kept = 0;
    if (edges->count)
        qsort(edges->items, edges->count, sizeof *edges->items, by_place);
    for (uint32_t i = 0; i < edges->count; i++)
        if (!kept || by_place(&edges->items[kept - 1], &edges->items[i]) != 0)
            edges->items[kept++] = edges->items[i];
    edges->count = kept;
}

void enhanced_score(enhanced_edge_array *gold, enhanced_edge_array *answers, enhanced_counts *counts)
{
    put_in_order(gold);
    put_in_order(answers);
    for (uint32_t a = 0, g = 0; a < answers->count; a++) {
        while (g < gold->count && by_place(&gold->items[g], &answers->items[a]) < 0)
            g++;
        if (g < gold->count && by_place(&gold->items[g], &answers->items[a]) == 0)
            gold->items[g].right = answers->items[a].right = true;
    }
    for (uint32_t i = 0; i < gold->count; i++) {
        counts->gold[gold->items[i].class]++;
        counts->right[gold->items[i].class] += gold->items[i].right;
    }
    for (uint32_t i = 0; i < answers->count; i++)
        counts->answered[answers->items[i].class]++;
}
