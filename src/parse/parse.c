/* In: sentences of tokens. Out: per token its lemma, tags, features, head and relation; the quotations.
 *
 * The idea: every sentence goes through the model on its own (parser.c); sentences of more than 256 tokens are cut after a
 * mark that could end one, so that time stays linear. The tree's arcs are then laid over the document as children lists, and the
 * arcs that no tree can hold are found (arguments.c).
 *
 *     Gunmen have killed two guards .     killed: VERB, VBN, root; Gunmen: nsubj; guards: obj; lemma "kill", PAST|PARTICIPLE
 *
 * Knowingly wrong: a piece of a cut sentence is a tree of its own, joined to the first piece's root by parataxis. */
#include "parse/parse.h"
#include "parse/agreement.h"
#include "parse/arguments.h"
#include "parse/lemma.h"
#include "parse/finite.h"
#include "parse/headline.h"
#include "parse/parser.h"
#include "parse/quotations.h"
#include "parse/repair.h"

/* How many words of a long sentence to take next: up to the last mark in the second half of what fits. */
static uint32_t piece_length(const dtl_page *page, const dtl_text *text, uint32_t first, uint32_t left)
{
    if (left <= PARSE_SENTENCE_MAX)
        return left;
    for (uint32_t length = PARSE_SENTENCE_MAX; length > PARSE_SENTENCE_MAX / 2; length--) {
        const dtl_token *token = &text->tokens.items[first + length - 1];
        if (token->length == 1 && strchr(";.,:\"", page->text.ptr[token->offset]))
            return length;
    }
    return PARSE_SENTENCE_MAX;
}

/* What a Penn tag says of the form by itself. */
static uint16_t features_of_tag(uint8_t xpos)
{
    switch (xpos) {
    case DTL_XPOS_NNS: case DTL_XPOS_NNPS: return DTL_FEATURE_PLURAL;
    case DTL_XPOS_VB: return DTL_FEATURE_INFINITIVE;
    case DTL_XPOS_VBD: return DTL_FEATURE_PAST | DTL_FEATURE_FINITE;
    case DTL_XPOS_VBN: return DTL_FEATURE_PAST | DTL_FEATURE_PARTICIPLE;
    case DTL_XPOS_VBG: return DTL_FEATURE_PARTICIPLE | DTL_FEATURE_GERUND;
    case DTL_XPOS_VBP: case DTL_XPOS_VBZ: return DTL_FEATURE_PRESENT | DTL_FEATURE_FINITE;
    case DTL_XPOS_MD: return DTL_FEATURE_FINITE;
    default: return 0;
    }
}

static bool negates(dtl_slice lemma)
{
    static const char *const words[] = {"not", "no", "never", "neither", "nor", "n't", "without"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dtl_slice_is(lemma, words[i]))
            return true;
    return false;
}

/* "of IS - Khorasan", "( IS )", "IS claimed the raid": a name; not "this IS so". */
static bool is_islamic_state(const dtl_slice *forms, const uint8_t *xpos, uint32_t i, uint32_t count)
{
    if (!dtl_slice_is(forms[i], "IS") || !xpos_is_finite(xpos[i]))
        return false;
    const uint8_t before = i > 0 ? xpos[i - 1] : DTL_XPOS_PERIOD, behind = i + 1 < count ? xpos[i + 1] : DTL_XPOS_PERIOD;
    return xpos_is_finite(behind) || behind == DTL_XPOS_MD || before == DTL_XPOS_IN || before == DTL_XPOS_LRB || behind == DTL_XPOS_RRB || behind == DTL_XPOS_HYPH || behind == DTL_XPOS_POS;
}

/* The network takes "IS" for the verb whatever tag it is given, so it is shown the same name in letters that it knows. */
static void read_names(parser *p, parse_sentence *s, const dtl_slice *forms)
{
    dtl_slice shown[PARSE_SENTENCE_MAX];
    bool any = false;
    for (uint32_t i = 0; i < s->count; i++) {
        const bool name = is_islamic_state(forms, s->xpos, i, s->count);
        shown[i] = name ? DTL_SLICE("ISIS") : forms[i];
        any = any || name;
    }
    if (!any)
        return;
    parser_read(p, shown, s->count, s);
    parser_run(p, s);
}

/* One piece of a sentence: its words are written to out->words[first …]. *root receives its root's token. */
static bool parse_piece(const dtl_page *page, const dtl_text *text, parser *p, parse_sentence *s, uint32_t first, uint32_t count,
                        dtl_arena *arena, dtl_parse *out, uint32_t *root)
{
    dtl_slice forms[PARSE_SENTENCE_MAX];
    for (uint32_t i = 0; i < count; i++) {
        const dtl_token *token = &text->tokens.items[first + i];
        forms[i] = dtl_slice_make(page->text.ptr + token->offset, token->length);
    }
    parser_read(p, forms, count, s);
    parser_run(p, s);
    read_names(p, s, forms);
    parse_sentence_headline(p, arena, s, forms);
    parse_sentence_finite(p, arena, s, forms);
    parse_sentence_agreement(p, arena, s, forms);
    for (uint32_t i = 0; i < count; i++) {
        dtl_word *word = &out->words[first + i];
        word->xpos = s->xpos[i];
        word->upos = s->upos[i];
        word->relation = s->relations[i];
        word->margin = s->margins[i];
        word->head = s->heads[i] == count ? DTL_NONE : first + s->heads[i];
        word->first_child = word->next_sibling = DTL_NONE;
        if (!lemma_of(&p->model, arena, forms[i], word->xpos, &word->lemma))
            return false;
    }
    parse_repair(out->words, first, count);
    for (uint32_t i = 0; i < count; i++) {
        dtl_word *word = &out->words[first + i];
        word->features = features_of_tag(word->xpos); /* now that its tag is settled */
        if (word->head == DTL_NONE)
            *root = first + i;
    }
    return true;
}

/* Children lists and the features that children give: from the end to the start, so that lists come out in text order. */
static void link_children(dtl_parse *out, uint32_t count)
{
    for (uint32_t i = count; i-- > 0;) {
        dtl_word *word = &out->words[i];
        if (word->head == DTL_NONE)
            continue;
        dtl_word *head = &out->words[word->head];
        word->next_sibling = head->first_child;
        head->first_child = i;
        if (word->relation == DTL_REL_AUX_PASS || word->relation == DTL_REL_NSUBJ_PASS || word->relation == DTL_REL_CSUBJ_PASS)
            head->features |= DTL_FEATURE_PASSIVE;
        if ((word->relation == DTL_REL_ADVMOD || word->relation == DTL_REL_DET || word->relation == DTL_REL_CC || word->relation == DTL_REL_CC_PRECONJ ||
             word->relation == DTL_REL_MARK || word->relation == DTL_REL_AUX) && negates(word->lemma))
            head->features |= DTL_FEATURE_NEGATED;
        if (word->relation == DTL_REL_CC_PRECONJ && dtl_slice_is(word->lemma, "neither") && head->head != DTL_NONE &&
            (head->relation == DTL_REL_NSUBJ || head->relation == DTL_REL_NSUBJ_PASS)) /* "Neither the army nor the police fired" */
            out->words[head->head].features |= DTL_FEATURE_NEGATED;
    }
}

static uint32_t longest_piece(const dtl_text *text)
{
    uint32_t longest = 1;
    for (uint32_t s = 0; s < text->sentences.count; s++)
        longest = text->sentences.items[s].count > longest ? text->sentences.items[s].count : longest;
    return longest < PARSE_SENTENCE_MAX ? longest : PARSE_SENTENCE_MAX;
}

dtl_err dtl_parse_run(const dtl_page *page, const dtl_text *text, const dtl_model *model, dtl_arena *arena,
                      dtl_note_array *notes, dtl_parse *out)
{
    const model_view view = model_view_of(model);
    dtl_parse parse = {0};
    uint32_t cut = 0;
    parser worker;
    parse_sentence *sentence_space = dtl_arena_alloc(arena, sizeof *sentence_space);
    dtl_err err = sentence_space ? parser_make(&view, longest_piece(text), arena, &worker) : DTL_ERR_BUDGET;
    if (err != DTL_OK)
        return err;
    parse.words = dtl_arena_calloc(arena, text->tokens.count ? text->tokens.count : 1, sizeof *parse.words);
    if (!parse.words)
        return DTL_ERR_BUDGET;
    for (uint32_t s = 0; s < text->sentences.count; s++) {
        const dtl_sentence *sentence = &text->sentences.items[s];
        uint32_t first_root = DTL_NONE;
        for (uint32_t done = 0; done < sentence->count;) {
            uint32_t root = DTL_NONE, length = piece_length(page, text, sentence->first + done, sentence->count - done);
            if (!parse_piece(page, text, &worker, sentence_space, sentence->first + done, length, arena, &parse, &root))
                return DTL_ERR_BUDGET;
            if (first_root == DTL_NONE) {
                first_root = root;
            } else {
                parse.words[root].head = first_root;
                parse.words[root].relation = DTL_REL_PARATAXIS;
            }
            done += length;
            cut += done < sentence->count;
        }
    }
    link_children(&parse, text->tokens.count);
    if (!parse_arguments(&parse, text->tokens.count, arena))
        return DTL_ERR_BUDGET;
    if (quotations_scan(page, text, arena, notes, &parse.quotations) != DTL_OK)
        return DTL_ERR_BUDGET;
    if (cut > 0)
        dtl_doc_note(arena, notes, "parse", (dtl_span){0, 0}, "sentences of more than 256 tokens were parsed in pieces");
    *out = parse;
    return DTL_OK;
}
