/* In: the words of one sentence. Out: Penn tags, universal tags, heads and relations.
 *
 * The idea: the network (network.c) scores everything at once; each tag is the best by itself, the tree is the best tree (spanning.c), and each
 * relation is the best for its arc. Ties go to the lowest number. What the rules know beforehand is told to the network as one more row of the
 * word: that "storm" in "Gunmen storm hotel" is a verb changes the tree, too (headline.c, finite.c).
 *
 * Knowingly wrong: tags and tree are decided apart ("attacks" may be a noun with a subject); agreement.c and repair.c do what they can. */
#include "parse/parser.h"

enum { HINT_ROWS = 4 /* how often a hint counts: with one, "storm" in "Gunmen storm hotel" stays a noun for all its neighbours */ };

dtl_err parser_make(const model_view *model, uint32_t longest, dtl_arena *arena, parser *out)
{
    parser p = {.model = *model};
    if (!network_open(model->network, &p.net))
        return DTL_ERR_MODEL;
    if (!network_space_make(&p.net, longest, arena, &p.space))
        return DTL_ERR_BUDGET;
    *out = p;
    return DTL_OK;
}

void parser_read(const parser *p, const dtl_slice *forms, uint32_t count, parse_sentence *s)
{
    uint32_t used = 0;
    s->count = count;
    for (uint32_t i = 0; i < count; i++) {
        s->begins[i] = used;
        s->hints[i] = PARSE_NO_HINT;
        used += model_word_rows(&p->model, forms[i], s->rows + used);
        if (i == 0)
            s->rows[used++] = ROWS_START;
        used += HINT_ROWS;
    }
    s->begins[count] = used;
}

/* The last rows of each word: its hint, or rows that no network has. */
static void set_hints(parse_sentence *s)
{
    for (uint32_t i = 0; i < s->count; i++)
        for (uint32_t k = 1; k <= HINT_ROWS; k++)
            s->rows[s->begins[i + 1] - k] = s->hints[i] == PARSE_NO_HINT ? UINT32_MAX : (uint32_t)ROWS_HINT + s->hints[i];
}

/* The universal tag of a word whose Penn tag is known for a verb's or a noun's; DTL_UPOS_COUNT for others. */
static uint8_t upos_of_hint(uint8_t xpos)
{
    switch (xpos) {
    case DTL_XPOS_VB: case DTL_XPOS_VBD: case DTL_XPOS_VBG: case DTL_XPOS_VBN: case DTL_XPOS_VBP: case DTL_XPOS_VBZ: return DTL_UPOS_VERB;
    case DTL_XPOS_NN: case DTL_XPOS_NNS: return DTL_UPOS_NOUN;
    case DTL_XPOS_NNP: case DTL_XPOS_NNPS: return DTL_UPOS_PROPN;
    default: return DTL_UPOS_COUNT;
    }
}

static uint8_t best_of(const int16_t *scores, uint32_t count)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < count; i++)
        if (scores[i] > scores[best])
            best = i;
    return (uint8_t)best;
}

/* A lead of four units, e⁴ to one, leaves no doubt. */
static uint8_t margin_of(int32_t lead, int32_t unit)
{
    const int32_t margin = lead / (unit / 64);
    return (uint8_t)(margin < 0 ? 0 : margin > UINT8_MAX ? UINT8_MAX : margin);
}

static uint8_t arc_margin(const parser *p, const parse_sentence *s, uint32_t word)
{
    const int32_t *scores = p->space.scores + (size_t)word * (s->count + 1);
    int32_t rival = INT32_MIN;
    for (uint32_t h = 0; h <= s->count; h++)
        if (h != word && h != s->heads[word] && scores[h] > rival)
            rival = scores[h];
    return rival == INT32_MIN ? UINT8_MAX : margin_of(scores[s->heads[word]] - rival, NETWORK_SCORE_UNIT);
}

static uint8_t best_relation(const int16_t *scores, uint8_t *margin)
{
    uint32_t best = 0;
    int32_t rival = INT32_MIN;
    for (uint32_t r = 1; r < DTL_REL_COUNT; r++)
        if (r != DTL_REL_ROOT && (best == DTL_REL_ROOT || scores[r] > scores[best]))
            best = r;
    for (uint32_t r = 0; r < DTL_REL_COUNT; r++)
        if (r != best && r != DTL_REL_ROOT && scores[r] > rival)
            rival = scores[r];
    const uint8_t lead = margin_of(scores[best] - rival, NETWORK_LOGIT_UNIT);
    *margin = lead < *margin ? lead : *margin;
    return (uint8_t)best;
}

void parser_run(parser *p, parse_sentence *s)
{
    set_hints(s);
    network_run(&p->net, &p->space, s->rows, s->begins, s->count);
    for (uint32_t i = 0; i < s->count; i++) {
        const int16_t *tags = p->space.tags + (size_t)i * NETWORK_TAGS;
        s->xpos[i] = s->hints[i] == PARSE_NO_HINT ? best_of(tags, DTL_XPOS_COUNT) : s->hints[i];
        s->upos[i] = s->hints[i] == PARSE_NO_HINT ? DTL_UPOS_COUNT : upos_of_hint(s->hints[i]);
        if (s->upos[i] == DTL_UPOS_COUNT)
            s->upos[i] = best_of(tags + NETWORK_UPOS, DTL_UPOS_COUNT);
    }
    spanning_tree(p->space.scores, s->count, p->space.tree, s->heads);
    const int16_t *relations = network_relations(&p->net, &p->space, s->heads, s->count);
    for (uint32_t i = 0; i < s->count; i++) {
        s->margins[i] = arc_margin(p, s, i);
        s->relations[i] = s->heads[i] == s->count ? (uint8_t)DTL_REL_ROOT : best_relation(relations + (size_t)i * NETWORK_RELATIONS, &s->margins[i]);
    }
}

int32_t parser_tag_loss(const parser *p, const parse_sentence *s, uint32_t word, uint8_t tag)
{
    const int16_t *tags = p->space.tags + (size_t)word * NETWORK_TAGS;
    return tags[s->xpos[word]] - tags[tag];
}
