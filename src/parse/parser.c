/* In: the words of one sentence. Out: Penn tags, universal tags, heads and relations.
 *
 * The idea: three greedy passes, each a chain of linear classifiers; ties go to the lowest number. The sentence "Two guards
 * were killed." takes five decisions for each tag set, ten actions and five relations. Knowingly wrong: see tagger.c and
 * transitions.c; nothing is searched, nothing is taken back. */
#include "parse/parser.h"

void parse_sentence_start(parse_sentence *s, uint32_t count)
{
    const word_attributes none = word_attributes_none();
    s->count = count;
    for (uint32_t i = 0; i < PARSE_MARGIN; i++) {
        s->word_store[i] = s->word_store[PARSE_MARGIN + count + i] = none;
        s->xpos_store[i] = s->xpos_store[PARSE_MARGIN + count + i] = DTL_XPOS_COUNT;
        s->upos_store[i] = s->upos_store[PARSE_MARGIN + count + i] = DTL_UPOS_COUNT;
    }
}

static uint8_t best_class(const int32_t *scores, uint32_t classes)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < classes; i++)
        if (scores[i] > scores[best])
            best = i;
    return (uint8_t)best;
}

/* Penn tags of the words from `from` on, those before are decided; then all universal tags. */
static void tag_from(const model_view *model, parse_sentence *s, uint32_t from)
{
    word_attributes *words = parse_sentence_words(s);
    uint8_t *xpos = parse_sentence_xpos(s), *upos = parse_sentence_upos(s);
    int32_t scores[MODEL_SCORES_MAX];
    uint64_t keys[XPOS_TEMPLATES];
    for (uint32_t i = from; i < s->count; i++) {
        xpos_keys(words, i, xpos, keys);
        model_class_scores(&model->xpos, keys, XPOS_TEMPLATES, scores);
        xpos[i] = best_class(scores, DTL_XPOS_COUNT);
    }
    for (uint32_t i = 0; i < s->count; i++) {
        upos_keys(words, i, xpos, upos, keys);
        model_class_scores(&model->upos, keys, UPOS_TEMPLATES, scores);
        upos[i] = best_class(scores, DTL_UPOS_COUNT);
    }
}

void parse_sentence_tag(const model_view *model, parse_sentence *s)
{
    word_attributes *words = parse_sentence_words(s);
    for (uint32_t i = 0; i < s->count; i++)
        words[i].lexical = model_list_find(&model->lexicon, words[i].lower);
    tag_from(model, s, 0);
}

void parse_sentence_take_verb(const model_view *model, parse_sentence *s, uint32_t at, uint8_t tag)
{
    parse_sentence_xpos(s)[at] = tag;
    tag_from(model, s, at + 1);
    parse_sentence_upos(s)[at] = DTL_UPOS_VERB;
}

/* By how much the best of these scores leads the second, in steps of which 255 leave no doubt. */
enum { MARGIN_STEP_BITS = 1 };

static uint8_t lead_of(const int32_t *scores, uint32_t classes, uint32_t best, uint32_t legal)
{
    int64_t second = INT64_MIN;
    for (uint32_t i = 0; i < classes; i++)
        if (i != best && (i >= 32 || legal >> i & 1) && scores[i] > second)
            second = scores[i];
    int64_t lead = second == INT64_MIN ? INT64_MAX : (scores[best] - second) >> MARGIN_STEP_BITS;
    return lead > UINT8_MAX ? UINT8_MAX : (uint8_t)lead;
}

/* *margin is lowered when the relation is less sure than it says. */
static uint8_t decide_label(const model_view *model, const parse_state *state, uint32_t head, uint32_t dependent, uint8_t *margin)
{
    int32_t scores[MODEL_SCORES_MAX];
    uint64_t keys[LABEL_TEMPLATES];
    if (head == state->count)
        return DTL_REL_ROOT;
    label_keys(state, head, dependent, keys);
    model_class_scores(&model->label, keys, LABEL_TEMPLATES, scores);
    scores[DTL_REL_ROOT] = INT32_MIN;
    uint8_t best = best_class(scores, DTL_REL_COUNT), lead = lead_of(scores, DTL_REL_COUNT, best, UINT32_MAX);
    *margin = lead < *margin ? lead : *margin;
    return best;
}

void parse_sentence_tree(const model_view *model, parse_sentence *s)
{
    parse_state state;
    uint64_t keys[ACTION_TEMPLATES];
    parse_state_init(&state, parse_sentence_words(s), parse_sentence_xpos(s), parse_sentence_upos(s), s->count);
    while (!parse_state_done(&state)) {
        const uint32_t legal = parse_state_legal(&state);
        uint32_t best = PARSE_ACTION_COUNT;
        uint8_t margin = UINT8_MAX;
        if ((legal & (legal - 1)) == 0) { /* no choice */
            best = (uint32_t)__builtin_ctz(legal);
        } else {
            int32_t scores[PARSE_ACTION_COUNT];
            action_keys(&state, keys);
            model_action_scores(&model->action, keys, ACTION_TEMPLATES, scores);
            for (uint32_t a = 0; a < PARSE_ACTION_COUNT; a++)
                if (legal >> a & 1 && (best == PARSE_ACTION_COUNT || scores[a] > scores[best]))
                    best = a;
            margin = lead_of(scores, PARSE_ACTION_COUNT, best, legal);
        }
        uint8_t label = 0;
        if (best != PARSE_SHIFT) {
            uint32_t head, dependent;
            parse_state_arc(&state, (parse_action)best, &head, &dependent);
            label = decide_label(model, &state, head, dependent, &margin);
            s->margins[dependent] = margin;
        }
        parse_state_apply(&state, (parse_action)best, label);
    }
    for (uint32_t i = 0; i < s->count; i++) {
        s->heads[i] = state.nodes[i].head;
        s->relations[i] = state.nodes[i].label;
    }
}
