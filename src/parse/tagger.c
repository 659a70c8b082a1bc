/* In: words of one sentence, the tags decided so far. Out: the features of the next decision.
 *
 * The idea: the Penn tag (XPOS) is decided first, left to right, from the word, its neighbours and the two tags before; the
 * universal tag (UPOS) is then mostly a matter of the Penn tag. "Gunmen ambush convoy": the noun or verb "ambush" is
 * decided by the plural before it and the words behind. Knowingly wrong: a wrong tag is never taken back. */
#include "parse/tagger.h"

void xpos_keys(const word_attributes *words, uint32_t at, const uint8_t *xpos, uint64_t keys[XPOS_TEMPLATES])
{
    const word_attributes *w = words + at, *p = w - 1, *n = w + 1;
    const uint32_t t1 = xpos[(int)at - 1], t2 = xpos[(int)at - 2], tags = t1 << 8 | t2;
    uint64_t *k = keys;
    uint32_t t = 0;
#define KEY(a, b) (*k++ = feature_key(++t, (a), (b)))
    KEY(w->form, 0);
    KEY(w->lower, 0);
    KEY(w->suffix[0], 0);
    KEY(w->suffix[1], 0);
    KEY(w->suffix[2], 0);
    KEY(w->suffix[3], 0);
    KEY(w->prefix[0], 0);
    KEY(w->prefix[1], 0);
    KEY(w->prefix[2], 0);
    KEY(pair_of(w->shape, at == 0), 0);
    KEY(t1, 0);
    KEY(tags, 0);
    KEY(pair_of(t1, w->lower), 0);
    KEY(pair_of(tags, w->lower), 0);
    KEY(p->lower, 0);
    KEY((w - 2)->lower, 0);
    KEY(n->lower, 0);
    KEY((w + 2)->lower, 0);
    KEY(pair_of(p->lower, w->lower), 0);
    KEY(pair_of(w->lower, n->lower), 0);
    KEY(pair_of(p->lower, n->lower), 0);
    KEY(p->suffix[2], 0);
    KEY(n->suffix[2], 0);
    KEY(n->suffix[1], w->suffix[2]);
    KEY(pair_of(p->shape, w->shape), 0);
    KEY(pair_of(w->shape, n->shape), t1);
    KEY(pair_of(w->suffix[2], t1), 0);
    KEY(pair_of(w->suffix[2], tags), 0);
    KEY(pair_of(n->lower, t1), 0);
    KEY(pair_of(w->suffix[2], n->suffix[2]), 0);
    KEY(pair_of(w->suffix[2], w->shape), 0);
    KEY(pair_of(w->shape, t1), at == 0);
    KEY(pair_of(w->lexical, t1), 0);
    KEY(pair_of(w->lexical, n->lexical), 0);
    KEY(pair_of(w->lexical, n->lexical), 1 + t1);
    KEY(pair_of(n->lexical, (w + 2)->lexical), w->lexical);
    KEY(pair_of(n->lexical, t1), w->suffix[1]);
    KEY(pair_of(w->lexical, w->suffix[2]), w->shape);
    KEY(pair_of(w->lower, n->lexical), t1);
    KEY(pair_of(w->lower, n->lexical), (w + 2)->lexical);
    KEY(pair_of(w->suffix[1], n->lexical), tags);
    KEY(pair_of(w->lexical, n->suffix[1]), tags);
    KEY(pair_of(w->form, n->shape), 0);
    KEY(pair_of((w + 2)->lexical, (w + 3)->lexical), pair_of(w->lower, n->lexical));
#undef KEY
}

/* Whether a verb form follows within five words: what "have", "be" and "do" need to know to be AUX. */
static uint32_t verb_ahead(const uint8_t *xpos, uint32_t at)
{
    for (uint32_t i = at + 1; i <= at + 5 && xpos[i] != DTL_XPOS_COUNT; i++) {
        if (xpos[i] >= DTL_XPOS_VB && xpos[i] <= DTL_XPOS_VBZ)
            return xpos[i];
        if (xpos[i] == DTL_XPOS_PERIOD || xpos[i] == DTL_XPOS_COMMA)
            break;
    }
    return DTL_XPOS_COUNT;
}

void upos_keys(const word_attributes *words, uint32_t at, const uint8_t *xpos, const uint8_t *upos,
               uint64_t keys[UPOS_TEMPLATES])
{
    const word_attributes *w = words + at, *p = w - 1, *n = w + 1;
    const int i = (int)at;
    const uint32_t x = xpos[i], x1 = xpos[i - 1], x2 = xpos[i - 2], n1 = xpos[i + 1], n2 = xpos[i + 2], u1 = upos[i - 1];
    const uint32_t ahead = verb_ahead(xpos, at);
    uint64_t *k = keys;
    uint32_t t = 64;
#define KEY(a, b) (*k++ = feature_key(++t, (a), (b)))
    KEY(x, 0);
    KEY(pair_of(w->lower, x), 0);
    KEY(pair_of(w->suffix[2], x), 0);
    KEY(pair_of(w->form, x), 0);
    KEY(w->lower, 0);
    KEY(pair_of(x1, x), 0);
    KEY(pair_of(x, n1), 0);
    KEY(pair_of(x1, x), 1 + n1);
    KEY(pair_of(w->lower, x1), 1 + x);
    KEY(pair_of(w->lower, n1), 1 + x);
    KEY(pair_of(w->lower, n1), pair_of(x, n2));
    KEY(pair_of(w->lower, p->lower), x);
    KEY(pair_of(w->lower, n->lower), x);
    KEY(pair_of(w->lower, x2), pair_of(x, x1));
    KEY(pair_of(x, ahead), 0);
    KEY(pair_of(w->lower, ahead), x);
    KEY(pair_of(w->lower, ahead), pair_of(x, n1));
    KEY(pair_of(x, n1), 1 + n2);
    KEY(pair_of(u1, x), w->lower);
    KEY(pair_of(w->shape, x), pair_of(x1, n1));
#undef KEY
}
