/* In: tagged words of one sentence. Out: a state that actions change, and the features of the next action or label.
 *
 * The idea: each action is decided by the words around the stack's top and the buffer's front, their tags, the children
 * they already have, and what stands between them. "killed by gunmen in Herat": whether "in" waits for "gunmen" or the
 * verb is decided when "gunmen" is the top, "killed" below it and "in" the front. Knowingly wrong: no action is ever
 * taken back, and crossing arcs cannot be made. */
#include "parse/transitions.h"

void parse_state_init(parse_state *state, const word_attributes *words, const uint8_t *xpos, const uint8_t *upos,
                      uint32_t count)
{
    const uint16_t nothing = (uint16_t)(count + 1);
    uint8_t commas = 0, verbs = 0, conjunctions = 0, quotes = 0;
    state->depth = 0;
    state->front = 0;
    state->count = count;
    for (uint32_t i = 0; i < count + 2; i++) {
        parse_node *node = &state->nodes[i];
        *node = (parse_node){.left1 = nothing, .left2 = nothing, .right1 = nothing, .right2 = nothing, .head = nothing,
                             .label = DTL_REL_COUNT, .word = i == count ? 2 : 1, .suffix = i == count ? 2 : 1,
                             .shape = i == count ? 2 : 1, .tag = i == count ? 0xFFFE : 0xFFFF};
        node->commas = commas;
        node->verbs = verbs;
        node->conjunctions = conjunctions;
        node->quotes = quotes;
        if (i < count) {
            node->word = words[i].lower;
            node->tag = (uint32_t)xpos[i] << 8 | upos[i];
            node->suffix = words[i].suffix[2];
            node->shape = words[i].shape;
            commas = (uint8_t)(commas + (xpos[i] == DTL_XPOS_COMMA || xpos[i] == DTL_XPOS_COLON));
            verbs = (uint8_t)(verbs + (upos[i] == DTL_UPOS_VERB || upos[i] == DTL_UPOS_AUX));
            conjunctions = (uint8_t)(conjunctions + (upos[i] == DTL_UPOS_CCONJ));
            quotes = (uint8_t)(quotes + (xpos[i] == DTL_XPOS_OPEN_QUOTE || xpos[i] == DTL_XPOS_CLOSE_QUOTE));
        }
        node->word_tag = node->word * 2654435761u ^ node->tag * 2246822519u;
    }
}

uint32_t parse_state_legal(const parse_state *state)
{
    uint32_t legal = 0;
    if (state->front < state->count)
        legal |= 1u << PARSE_SHIFT;
    if (state->depth >= 1 && (state->front < state->count || state->depth == 1)) /* one root word only */
        legal |= 1u << PARSE_LEFT;
    if (state->depth >= 2)
        legal |= 1u << PARSE_RIGHT;
    return legal;
}

void parse_state_arc(const parse_state *state, parse_action action, uint32_t *head, uint32_t *dependent)
{
    *dependent = state->stack[state->depth - 1];
    *head = action == PARSE_LEFT ? state->front : state->stack[state->depth - 2];
}

void parse_state_apply(parse_state *state, parse_action action, uint8_t label)
{
    if (action == PARSE_SHIFT) {
        state->stack[state->depth++] = (uint16_t)state->front++;
        return;
    }
    uint32_t head, dependent;
    parse_state_arc(state, action, &head, &dependent);
    parse_node *parent = &state->nodes[head], *child = &state->nodes[dependent];
    child->head = (uint16_t)head;
    child->label = label;
    if (action == PARSE_LEFT) {
        parent->left2 = parent->left1;
        parent->left1 = (uint16_t)dependent;
        parent->left_count = (uint8_t)(parent->left_count + (parent->left_count < 255));
    } else {
        parent->right2 = parent->right1;
        parent->right1 = (uint16_t)dependent;
        parent->right_count = (uint8_t)(parent->right_count + (parent->right_count < 255));
    }
    state->depth--;
}

static uint32_t distance_class(uint32_t from, uint32_t to)
{
    uint32_t distance = to > from ? to - from : from - to;
    return distance <= 5 ? distance : distance <= 10 ? 6 : 7;
}

static uint32_t capped(uint32_t value, uint32_t cap)
{
    return value < cap ? value : cap;
}

/* What stands between two nodes: capped numbers of commas, verbs, conjunctions, and whether a quotation opens or closes. */
static uint32_t between_class(const parse_node *a, const parse_node *b)
{
    return capped((uint8_t)(b->commas - a->commas), 3) | capped((uint8_t)(b->verbs - a->verbs), 3) << 2 |
           capped((uint8_t)(b->conjunctions - a->conjunctions), 2) << 4 | ((b->quotes - a->quotes) & 1u) << 6;
}

void action_keys(const parse_state *state, uint64_t keys[ACTION_TEMPLATES])
{
    const parse_node *nodes = state->nodes;
    const uint32_t nothing = state->count + 1, depth = state->depth;
    const uint32_t i0 = depth > 0 ? state->stack[depth - 1] : nothing, i1 = depth > 1 ? state->stack[depth - 2] : nothing;
    const uint32_t i2 = depth > 2 ? state->stack[depth - 3] : nothing, j0 = state->front;
    const uint32_t j1 = j0 + 1 <= state->count ? j0 + 1 : nothing, j2 = j0 + 2 <= state->count ? j0 + 2 : nothing;
    const uint32_t j3 = j0 + 3 <= state->count ? j0 + 3 : nothing;
    const parse_node *s0 = &nodes[i0], *s1 = &nodes[i1], *s2 = &nodes[i2], *b0 = &nodes[j0], *b1 = &nodes[j1], *b2 = &nodes[j2];
    const parse_node *b3 = &nodes[j3];
    const parse_node *s0l1 = &nodes[s0->left1], *s0l2 = &nodes[s0->left2], *s0r1 = &nodes[s0->right1], *s0r2 = &nodes[s0->right2];
    const parse_node *s1l1 = &nodes[s1->left1], *s1l2 = &nodes[s1->left2], *s1r1 = &nodes[s1->right1], *s1r2 = &nodes[s1->right2];
    const parse_node *b0l1 = &nodes[b0->left1], *b0l2 = &nodes[b0->left2];
    const parse_node *s2r1 = &nodes[s2->right1], *s2l1 = &nodes[s2->left1];
    const uint32_t d0 = distance_class(i0, j0), d1 = distance_class(i1, i0);
    const uint32_t between0 = between_class(s0, b0), between1 = between_class(s1, s0);
    const uint32_t s0vl = capped(s0->left_count, 4), s0vr = capped(s0->right_count, 4), s1vl = capped(s1->left_count, 4),
                   s1vr = capped(s1->right_count, 4), b0vl = capped(b0->left_count, 4);
    uint64_t *k = keys;
    uint32_t t = 128;
#define KEY(a, b) (*k++ = feature_key(++t, (a), (b)))
    /* single words */
    KEY(s0->word_tag, 0); KEY(s0->word, 0); KEY(s0->tag, 0);
    KEY(s1->word_tag, 0); KEY(s1->word, 0); KEY(s1->tag, 0);
    KEY(b0->word_tag, 0); KEY(b0->word, 0); KEY(b0->tag, 0);
    KEY(b1->word_tag, 0); KEY(b1->tag, 0); KEY(b2->word_tag, 0); KEY(b2->tag, 0);
    KEY(s2->word_tag, 0); KEY(s2->tag, 0);
    /* pairs */
    KEY(pair_of(s0->word_tag, b0->word_tag), 0); KEY(pair_of(s0->word_tag, b0->tag), 0);
    KEY(pair_of(s0->tag, b0->word_tag), 0); KEY(pair_of(s0->word, b0->word), 0); KEY(pair_of(s0->tag, b0->tag), 0);
    KEY(pair_of(s1->word_tag, s0->word_tag), 0); KEY(pair_of(s1->word_tag, s0->tag), 0);
    KEY(pair_of(s1->tag, s0->word_tag), 0); KEY(pair_of(s1->word, s0->word), 0); KEY(pair_of(s1->tag, s0->tag), 0);
    KEY(pair_of(s1->word_tag, b0->tag), 0); KEY(pair_of(s1->tag, b0->word_tag), 0);
    KEY(pair_of(s1->tag, b0->tag), 0); KEY(pair_of(s1->word, b0->word), 0);
    KEY(pair_of(b0->tag, b1->tag), 0); KEY(pair_of(b0->word_tag, b1->tag), 0);
    KEY(pair_of(b0->tag, b1->word_tag), 0); KEY(pair_of(b0->word, b1->word), 0);
    KEY(pair_of(s0->word_tag, b1->tag), 0); KEY(pair_of(s0->tag, b1->word_tag), 0); KEY(pair_of(s2->tag, s0->tag), 0);
    /* three and four */
    KEY(pair_of(s0->tag, b0->tag), b1->tag); KEY(pair_of(s1->tag, s0->tag), b0->tag);
    KEY(pair_of(s2->tag, s1->tag), s0->tag); KEY(pair_of(b0->tag, b1->tag), b2->tag);
    KEY(pair_of(s1->tag, b0->tag), b1->tag); KEY(pair_of(s0->tag, b0->tag), b2->tag);
    KEY(pair_of(s1->tag, s0->tag), pair_of(b0->tag, b1->tag));
    KEY(pair_of(s0->tag, b0->tag), pair_of(b1->tag, b2->tag));
    KEY(pair_of(s2->tag, s1->tag), pair_of(s0->tag, b0->tag));
    KEY(pair_of(b0->tag, b1->tag), pair_of(b2->tag, b3->tag));
    KEY(pair_of(s0->word, b0->tag), b1->tag); KEY(pair_of(s0->tag, b0->word), b1->tag);
    KEY(pair_of(s0->tag, b0->tag), b1->word);
    KEY(pair_of(s1->word, s0->tag), b0->tag); KEY(pair_of(s1->tag, s0->word), b0->tag);
    KEY(pair_of(s1->tag, s0->tag), b0->word); KEY(pair_of(s1->word, s0->word), b0->word);
    KEY(pair_of(s1->word, s0->tag), b0->word); KEY(pair_of(s1->word, s0->word), b0->tag);
    KEY(pair_of(s1->tag, s0->word), b0->word); KEY(pair_of(s0->word, b0->word), b1->tag);
    KEY(pair_of(s0->word, b0->tag), b1->word); KEY(pair_of(s0->tag, b0->word), b1->word);
    KEY(pair_of(s1->word, b0->word), b1->tag); KEY(pair_of(s1->word, b0->word), pair_of(s0->tag, b1->tag));
    /* distance, and what stands between */
    KEY(pair_of(s0->tag, b0->tag), 16 + d0); KEY(pair_of(s0->word, d0), 0); KEY(pair_of(b0->word, d0), 0);
    KEY(pair_of(s0->tag, d0), 0); KEY(pair_of(b0->tag, d0), 0); KEY(pair_of(s0->word_tag, b0->word_tag), 16 + d0);
    KEY(pair_of(s1->tag, s0->tag), 16 + d1); KEY(pair_of(s1->word, d1), 0); KEY(pair_of(s0->word, d1), 0);
    KEY(pair_of(s1->tag, s0->tag), pair_of(d1, b0->tag)); KEY(pair_of(s0->tag, b0->tag), pair_of(d0, b1->tag));
    KEY(pair_of(s0->tag, b0->tag), 32 + between0); KEY(pair_of(s0->word, b0->tag), 32 + between0);
    KEY(pair_of(s0->tag, b0->word), 32 + between0); KEY(pair_of(s1->tag, s0->tag), 32 + between1);
    KEY(pair_of(s1->tag, s0->tag), pair_of(32 + between1, b0->tag)); KEY(pair_of(s1->word, s0->tag), 32 + between1);
    KEY(pair_of(s1->tag, s0->word), 32 + between1); KEY(pair_of(s1->tag, b0->tag), 32 + between_class(s1, b0));
    /* how many children */
    KEY(pair_of(s0->word, s0vl), 0); KEY(pair_of(s0->tag, s0vl), 0); KEY(pair_of(s0->word, s0vr), 0);
    KEY(pair_of(s0->tag, s0vr), 0); KEY(pair_of(s1->word, s1vr), 0); KEY(pair_of(s1->tag, s1vr), 0);
    KEY(pair_of(s1->word, s1vl), 0); KEY(pair_of(s1->tag, s1vl), 0); KEY(pair_of(b0->word, b0vl), 0);
    KEY(pair_of(b0->tag, b0vl), 0); KEY(pair_of(s1->tag, s1vr), pair_of(s0->tag, b0->tag));
    /* which children */
    KEY(pair_of(s0->tag, b0->tag), s0l1->tag); KEY(pair_of(s0->tag, b0->tag), s0r1->tag);
    KEY(pair_of(s0->tag, b0->tag), b0l1->tag); KEY(pair_of(s0->tag, b0->tag), s0r2->tag);
    KEY(pair_of(s1->tag, s0->tag), s1r1->tag); KEY(pair_of(s1->tag, s0->tag), s1l1->tag);
    KEY(pair_of(s1->tag, s0->tag), s0l1->tag); KEY(pair_of(s1->tag, s0->tag), s0r1->tag);
    KEY(pair_of(s1->tag, s0->tag), pair_of(s0l1->word, b0->tag)); KEY(pair_of(s1->word, s0->tag), s0l1->word);
    KEY(pair_of(s1->word, s0->word), s0l1->word); KEY(pair_of(s1->tag, s0->tag), pair_of(s1l1->tag, b0->tag));
    KEY(s0l1->word, s0->tag); KEY(s0r1->word, s0->tag); KEY(s1l1->word, s1->tag); KEY(s1r1->word, s1->tag);
    KEY(b0l1->word, b0->tag); KEY(s0l1->word_tag, 0); KEY(s0r1->word_tag, 0); KEY(s1r1->word_tag, 0);
    KEY(b0l1->word_tag, 0); KEY(s0l2->tag, s0->tag); KEY(s0r2->tag, s0->tag); KEY(s1r2->tag, s1->tag);
    KEY(pair_of(s2r1->tag, s2->tag), pair_of(s1->tag, s0->tag)); KEY(pair_of(s2l1->tag, s2->tag), pair_of(s1->tag, s0->tag));
    /* their relations */
    KEY(pair_of(s0->tag, s0l1->label), pair_of(s0r1->label, 0)); KEY(pair_of(s0->word, s0l1->label), s0l2->label);
    KEY(pair_of(s0->word, s0r1->label), s0r2->label); KEY(pair_of(s0->tag, s0l1->label), pair_of(s0l2->label, b0->tag));
    KEY(pair_of(s0->tag, s0r1->label), pair_of(s0r2->label, b0->tag));
    KEY(pair_of(s1->word, s1r1->label), s1r2->label); KEY(pair_of(s1->tag, s1r1->label), pair_of(s1r2->label, s0->tag));
    KEY(pair_of(s1->tag, s1l1->label), pair_of(s1l2->label, s0->tag));
    KEY(pair_of(s1->tag, s1r1->label), pair_of(s0->tag, b0->tag)); KEY(pair_of(s0->tag, s0l1->label), pair_of(s1->tag, b0->tag));
    KEY(pair_of(b0->word, b0l1->label), b0l2->label); KEY(pair_of(b0->tag, b0l1->label), pair_of(b0l2->label, s0->tag));
    KEY(pair_of(s0->tag, s0r1->label), pair_of(b0->word, 0));
    /* spelling of the unknown */
    KEY(pair_of(s0->suffix, b0->tag), 0); KEY(pair_of(s0->tag, b0->suffix), 0); KEY(pair_of(s0->suffix, b0->suffix), 0);
    KEY(pair_of(s0->shape, b0->shape), pair_of(s0->tag, b0->tag)); KEY(pair_of(s1->suffix, s0->tag), 0);
    KEY(pair_of(s1->suffix, s0->suffix), 0); KEY(pair_of(s1->shape, s0->shape), pair_of(s1->tag, s0->tag));
#undef KEY
}

void label_keys(const parse_state *state, uint32_t head, uint32_t dependent, uint64_t keys[LABEL_TEMPLATES])
{
    const parse_node *nodes = state->nodes, *h = &nodes[head], *d = &nodes[dependent];
    const uint32_t nothing = state->count + 1, left = dependent < head;
    const parse_node *before = dependent > 0 ? &nodes[dependent - 1] : &nodes[nothing], *after = &nodes[dependent + 1];
    const parse_node *h_before = head > 0 ? &nodes[head - 1] : &nodes[nothing];
    const parse_node *h_after = head < state->count ? &nodes[head + 1] : &nodes[nothing];
    const parse_node *dl1 = &nodes[d->left1], *dl2 = &nodes[d->left2], *dr1 = &nodes[d->right1], *dr2 = &nodes[d->right2];
    const parse_node *hl1 = &nodes[h->left1], *hl2 = &nodes[h->left2], *hr1 = &nodes[h->right1], *hr2 = &nodes[h->right2];
    const uint32_t distance = distance_class(dependent, head) << 1 | left;
    const uint32_t between = (left ? between_class(d, h) : between_class(h, d)) << 1 | left;
    uint64_t *k = keys;
    uint32_t t = 512;
#define KEY(a, b) (*k++ = feature_key(++t, (a), (b)))
    KEY(pair_of(h->word, left), 0); KEY(pair_of(h->tag, left), 0); KEY(pair_of(d->word, left), 0);
    KEY(pair_of(d->tag, left), 0); KEY(pair_of(d->word_tag, left), 0);
    KEY(pair_of(h->tag, d->tag), left); KEY(pair_of(h->word, d->tag), left); KEY(pair_of(h->tag, d->word), left);
    KEY(pair_of(h->word, d->word), left); KEY(pair_of(h->tag, d->tag), 16 + distance); KEY(pair_of(d->word, distance), 0);
    KEY(pair_of(h->tag, d->tag), 64 + between); KEY(pair_of(d->word, between), h->tag); KEY(pair_of(h->word, between), d->tag);
    KEY(pair_of(dl1->word, d->tag), left); KEY(pair_of(dl1->word, h->tag), pair_of(d->tag, left));
    KEY(pair_of(dl1->word, h->word), left); KEY(pair_of(dl1->word, h->word), pair_of(d->tag, left));
    KEY(pair_of(dl1->word, d->word), left); KEY(pair_of(dl1->word, d->word), pair_of(h->tag, left));
    KEY(pair_of(dl1->label, d->tag), pair_of(h->tag, left)); KEY(pair_of(dl1->tag, d->tag), pair_of(h->tag, left));
    KEY(pair_of(dl2->label, dl1->label), pair_of(d->tag, left)); KEY(pair_of(dl2->word, d->tag), pair_of(h->tag, left));
    KEY(pair_of(dr1->label, d->tag), pair_of(h->tag, left)); KEY(pair_of(dr1->word, d->tag), left);
    KEY(pair_of(dr1->label, dr2->label), pair_of(d->tag, left)); KEY(pair_of(dr1->tag, d->tag), pair_of(h->tag, left));
    KEY(pair_of(hl1->label, h->tag), pair_of(d->tag, left)); KEY(pair_of(hr1->label, h->tag), pair_of(d->tag, left));
    KEY(pair_of(hl1->label, hl2->label), pair_of(d->tag, left)); KEY(pair_of(hr1->label, hr2->label), pair_of(d->tag, left));
    KEY(pair_of(hl1->label, h->word), pair_of(d->tag, left)); KEY(pair_of(hr1->label, h->word), pair_of(d->tag, left));
    KEY(pair_of(hl1->word, h->tag), pair_of(d->tag, left)); KEY(pair_of(hr1->word, h->tag), pair_of(d->tag, left));
    KEY(pair_of(hr1->tag, h->tag), pair_of(d->tag, left)); KEY(pair_of(hl1->tag, h->tag), pair_of(d->tag, left));
    KEY(pair_of(before->word, d->tag), left); KEY(pair_of(before->tag, d->tag), pair_of(h->tag, left));
    KEY(pair_of(after->word, d->tag), left); KEY(pair_of(after->tag, d->tag), pair_of(h->tag, left));
    KEY(pair_of(h_before->tag, d->tag), pair_of(h->tag, left)); KEY(pair_of(h_after->tag, d->tag), pair_of(h->tag, left));
    KEY(pair_of(h_before->word, h->tag), pair_of(d->tag, left)); KEY(pair_of(before->tag, after->tag), pair_of(d->tag, left));
    KEY(pair_of(d->suffix, h->tag), left); KEY(pair_of(d->suffix, h->suffix), left); KEY(pair_of(d->shape, h->shape), pair_of(h->tag, d->tag));
    KEY(pair_of(d->shape, h->tag), left); KEY(pair_of(h->suffix, d->tag), left);
    KEY(pair_of(capped(h->left_count, 3), capped(h->right_count, 3)), pair_of(h->tag << 16 | d->tag, left));
    KEY(pair_of(capped(d->left_count, 3), capped(d->right_count, 3)), pair_of(d->tag, left));
    KEY(pair_of(h->label, h->tag), pair_of(d->tag, left)); KEY(pair_of(dl1->label, hl1->label), pair_of(d->tag, left));
    KEY(pair_of(hr1->word, h->word), left); KEY(pair_of(hr1->word, d->word), left);
    KEY(pair_of(dl1->label, dr1->label), pair_of(d->tag, h->tag));
#undef KEY
}
