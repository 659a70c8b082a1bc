/* In: tokens with their tags. Out: per word a label: begins a person's, an organisation's or a place's name, goes on with
 * it, or stands outside.
 *
 * The idea: a structured perceptron (features.c tells what it sees). Words that can belong to a name are cut into stretches;
 * in each the best chain of labels is found by dynamic programming over sums of whole-number weights; ties go to the lowest
 * label. Everything else costs a look at its first letter.
 *
 *     Rafi Noori joined the Herat Relief Council in Kunduz .     B-PER I-PER O O B-ORG I-ORG I-ORG O B-LOC O
 *
 * It knows no list of the world's actors: the mention room asks the tables first and this room where they are silent or the
 * word has several meanings. Knowingly wrong: a name's kind is told by its words and their neighbours; what only the rest of
 * the report could tell ("Jordan" the man, "Jordan" the country) it gets wrong at times. */
#include "name/name.h"
#include "base/utf8.h"
#include "name/features.h"

/* The document as the room works on it. */
typedef struct name_context {
    const dtl_page *page;
    const dtl_text *text;
    model_view model;
    name_tables tables;
    name_evidence evidence;
    name_opinion *opinions; /* one per slot of the evidence */
    name_token *tokens;
    dtl_slice *forms, *folded;
    dtl_arena *arena;
} name_context;

static void score(const void *context, const uint64_t *keys, uint32_t count, int32_t *scores)
{
    model_class_scores(context, keys, count, scores);
}

/* Small letters of ASCII fold to themselves: no copy. */
static bool fold_word(name_context *c, uint32_t t)
{
    dtl_slice form = c->forms[t];
    bool plain = true;
    for (uint32_t i = 0; i < form.length && plain; i++)
        plain = (unsigned char)form.ptr[i] < 0x80 && !(form.ptr[i] >= 'A' && form.ptr[i] <= 'Z') && form.ptr[i] != '`';
    c->folded[t] = form;
    return plain || dtl_utf8_fold(c->arena, form, &c->folded[t]);
}

static name_sentence sentence_of(const name_context *c, const dtl_sentence *s)
{
    return (name_sentence){.tokens = c->tokens + s->first, .count = s->count};
}

/* Letters, candidates, tables, and what the sentence shows of its words. */
static bool read_sentence(name_context *c, const dtl_sentence *span, const dtl_word *words, name_sentence *s)
{
    for (uint32_t t = span->first; t < span->first + span->count; t++) {
        const dtl_token *token = &c->text->tokens.items[t];
        c->forms[t] = dtl_slice_make(c->page->text.ptr + token->offset, token->length);
        name_token_start(&c->tokens[t], c->forms[t], words[t].xpos);
        if (!fold_word(c, t))
            return false;
    }
    *s = sentence_of(c, span);
    name_sentence_mark(s, c->forms + span->first);
    name_sentence_look_up(s, &c->tables, c->folded + span->first);
    for (uint32_t i = 0; i < s->count; i++)
        if (name_token_needed(s, i)) {
            word_attributes_of(c->forms[span->first + i], &s->tokens[i].word);
            s->tokens[i].word.lexical = model_lexicon_tags(&c->model.lexicon, s->tokens[i].word.lower);
        }
    name_evidence_add(&c->evidence, s);
    return true;
}

static bool context_open(name_context *c)
{
    const uint32_t count = c->text->tokens.count;
    uint32_t slots = 64;
    while (slots < count && slots < 1u << 24)
        slots *= 2;
    c->evidence = (name_evidence){.keys = dtl_arena_calloc(c->arena, slots, sizeof(uint32_t)),
                                  .bits = dtl_arena_calloc(c->arena, slots, sizeof(uint32_t)), .mask = slots - 1};
    c->opinions = dtl_arena_calloc(c->arena, slots, sizeof *c->opinions);
    c->tokens = dtl_arena_calloc(c->arena, count + 1u, sizeof *c->tokens);
    c->forms = dtl_arena_calloc(c->arena, count + 1u, sizeof *c->forms);
    c->folded = dtl_arena_calloc(c->arena, count + 1u, sizeof *c->folded);
    return c->evidence.keys && c->evidence.bits && c->opinions && c->tokens && c->forms && c->folded;
}

dtl_err dtl_name_run(const dtl_page *page, const dtl_text *text, const dtl_rules *rules, const dtl_gazetteer *gazetteer,
                     const dtl_model *model, dtl_arena *arena, dtl_note_array *notes, dtl_parse *parse)
{
    (void)notes;
    name_context c = {.page = page, .text = text, .model = model_view_of(model), .arena = arena};
    if (!parse->words || !text->tokens.count)
        return DTL_OK;
    c.tables = name_tables_open(rules, gazetteer);
    uint8_t *labels = dtl_arena_calloc(arena, text->tokens.count, 1);
    uint8_t *modes = dtl_arena_calloc(arena, text->sentences.count + 1u, 1);
    int32_t *scores = dtl_arena_calloc(arena, text->tokens.count, DTL_NAME_LABEL_COUNT * sizeof *scores);
    if (!labels || !modes || !scores || !context_open(&c))
        return DTL_ERR_BUDGET;
    for (uint32_t i = 0; i < text->sentences.count; i++) {
        name_sentence s;
        if (!read_sentence(&c, &text->sentences.items[i], parse->words, &s))
            return DTL_ERR_BUDGET;
        modes[i] = s.mode;
    }
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < text->sentences.count; i++) {
            const dtl_sentence *span = &text->sentences.items[i];
            name_sentence s = sentence_of(&c, span);
            int32_t *own = scores + (size_t)span->first * DTL_NAME_LABEL_COUNT;
            s.mode = modes[i];
            if (pass == 0) {
                name_evidence_use(&c.evidence, &s);
                name_score(&s, score, &c.model.name, own);
                name_opinions_add(&c.evidence, c.opinions, &s, own);
            } else {
                name_opinions_use(&c.evidence, c.opinions, &s, own);
                name_decode(&s, own, score, &c.model.name, labels + span->first);
            }
        }
    for (uint32_t t = 0; t < text->tokens.count; t++)
        parse->words[t].name = labels[t];
    parse->named = true;
    return DTL_OK;
}
