/* In: sentences of tokens. Out: per token its lemma, tags, features, head and relation; the quotations.
 *
 * The idea: every sentence goes through the model on its own (parser.c); sentences of more than 512 tokens are cut after a
 * mark that could end one, so that time stays linear. The tree's arcs are then laid over the document as children lists, and the
 * arcs that no tree can hold are found (arguments.c).
 *
 *     Gunmen have killed two guards .     killed: VERB, VBN, root; Gunmen: nsubj; guards: obj; lemma "kill", PAST|PARTICIPLE
 *
 * Knowingly wrong: a piece of a cut sentence is a tree of its own, joined to the first piece's root by parataxis. */
#include "parse/parse.h"
#include "parse/arguments.h"
#include "parse/lemma.h"
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

/* Participles that stand for people behind an article or number and before no noun: "the main accused in the case". Those that are as often
 * verbs there ("three detained in Quetta") are left alone. */
static bool names_people(dtl_slice form)
{
    static const char *const words[] = {"accused", "deceased"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dtl_slice_equal_nocase(form, dtl_slice_from_cstr(words[i])))
            return true;
    return false;
}

static void tag_people(const dtl_page *page, const dtl_text *text, uint32_t first, uint32_t count, uint8_t *xpos, uint8_t *upos)
{
    for (uint32_t i = 1; i < count; i++) {
        const dtl_token *token = &text->tokens.items[first + i];
        if ((xpos[i] != DTL_XPOS_VBN && xpos[i] != DTL_XPOS_VBD) || !names_people(dtl_slice_make(page->text.ptr + token->offset, token->length)))
            continue;
        uint32_t left = i - 1;
        while (left > 0 && xpos[left] == DTL_XPOS_JJ)
            left--;
        uint8_t behind = i + 1 < count ? upos[i + 1] : DTL_UPOS_PUNCT;
        bool named = behind == DTL_UPOS_NOUN || behind == DTL_UPOS_PROPN || behind == DTL_UPOS_ADJ || behind == DTL_UPOS_DET || behind == DTL_UPOS_PRON || behind == DTL_UPOS_NUM;
        if ((xpos[left] != DTL_XPOS_DT && xpos[left] != DTL_XPOS_CD) || named)
            continue;
        xpos[i] = DTL_XPOS_NNS;
        upos[i] = DTL_UPOS_NOUN;
    }
}

/* Words in -ing that no verb has: the tagger takes those that it has not seen for participles. */
static void tag_adjectives(const dtl_slice *forms, uint32_t count, uint8_t *xpos, uint8_t *upos)
{
    static const char *const words[] = {"forthcoming", "incoming", "ongoing", "outgoing", "upcoming", "neighboring", "neighbouring"};
    for (uint32_t i = 0; i < count; i++)
        for (size_t k = 0; xpos[i] == DTL_XPOS_VBG && k < sizeof words / sizeof *words; k++)
            if (dtl_slice_equal_nocase(forms[i], dtl_slice_from_cstr(words[k]))) {
                xpos[i] = DTL_XPOS_JJ;
                upos[i] = DTL_UPOS_ADJ;
            }
}

static bool is_one_of(dtl_slice form, const char *list)
{
    dtl_slice all = dtl_slice_from_cstr(list), one;
    while (dtl_slice_next_field(&all, ' ', &one))
        if (dtl_slice_equal(form, one))
            return true;
    return false;
}

static bool is_verb_tag(uint8_t xpos)
{
    return xpos >= DTL_XPOS_VB && xpos <= DTL_XPOS_VBZ;
}

/* "and shot dead two men", "a patrol shot him": behind somebody or "and", before whom it hits; not "a shot at goal". */
static bool shoots(const dtl_slice *forms, const uint8_t *xpos, uint32_t i, uint32_t count)
{
    if (!dtl_slice_is(forms[i], "shot") || i + 1 >= count)
        return false;
    uint8_t before = xpos[i - 1], behind = xpos[i + 1];
    bool doer = before == DTL_XPOS_CC || before == DTL_XPOS_NNS || before == DTL_XPOS_NN || before == DTL_XPOS_NNP || before == DTL_XPOS_COMMA;
    bool struck = behind == DTL_XPOS_DT || behind == DTL_XPOS_PRP || behind == DTL_XPOS_PRP_POSS || behind == DTL_XPOS_CD;
    return doer && (struck || is_one_of(forms[i + 1], "dead down at"));
}

/* Verbs that the tagger has hardly met: past forms that are nothing else ("An explosion tore through …"), "and shot dead two men",
 * "to hand over weapons", "to march on the palace". The words behind are tagged anew. */
static void tag_verbs(const model_view *model, parse_sentence *s, const dtl_slice *forms, uint32_t count)
{
    const uint8_t *xpos = parse_sentence_xpos(s);
    for (uint32_t i = 1; i < count; i++) {
        uint8_t tag = DTL_XPOS_COUNT;
        if (xpos[i] == DTL_XPOS_VBD || xpos[i] == DTL_XPOS_VBN)
            continue;
        if (is_one_of(forms[i], "tore swore overthrew overran withdrew forbade strove"))
            tag = DTL_XPOS_VBD;
        else if (is_one_of(forms[i], "beaten overthrown withdrawn slain") && xpos[i] != DTL_XPOS_JJ)
            tag = DTL_XPOS_VBN;
        else if (!is_verb_tag(xpos[i]) && shoots(forms, xpos, i, count))
            tag = DTL_XPOS_VBD;
        else if (dtl_slice_is(forms[i - 1], "to") && !is_verb_tag(xpos[i]) && i + 1 < count &&
                 ((dtl_slice_is(forms[i], "hand") && is_one_of(forms[i + 1], "over back")) || (dtl_slice_is(forms[i], "march") && xpos[i + 1] != DTL_XPOS_CD)))
            tag = DTL_XPOS_VB;
        if (tag == DTL_XPOS_VB) {
            parse_sentence_xpos(s)[i - 1] = DTL_XPOS_TO;
            parse_sentence_upos(s)[i - 1] = DTL_UPOS_PART;
        }
        if (tag != DTL_XPOS_COUNT)
            parse_sentence_take_verb(model, s, i, tag);
        if (tag == DTL_XPOS_VBD && i + 1 < count && dtl_slice_is(forms[i], "shot") && dtl_slice_is(forms[i + 1], "dead")) {
            parse_sentence_xpos(s)[i + 1] = DTL_XPOS_RB;
            parse_sentence_upos(s)[i + 1] = DTL_UPOS_ADV;
        }
    }
}

/* "a new offensive against", "the rebel offensive began": the last word of a noun phrase. Not "the offensive remark", not
 * "found the joke offensive", not "offensive to many". */
static bool heads_phrase(const uint8_t *xpos, const uint8_t *upos, uint32_t i, uint32_t count)
{
    uint32_t left = i, behind = i + 1 < count ? upos[i + 1] : DTL_UPOS_PUNCT, next = i + 2 < count ? upos[i + 2] : DTL_UPOS_PUNCT;
    bool noun = false, ends = behind == DTL_UPOS_PUNCT && next != DTL_UPOS_ADJ;
    bool goes_on = behind == DTL_UPOS_ADP || behind == DTL_UPOS_VERB || behind == DTL_UPOS_AUX || (behind == DTL_UPOS_PART && next == DTL_UPOS_VERB);
    while (left > 0 && (upos[left - 1] == DTL_UPOS_ADJ || upos[left - 1] == DTL_UPOS_NOUN || upos[left - 1] == DTL_UPOS_PROPN || xpos[left - 1] == DTL_XPOS_VBG ||
                        xpos[left - 1] == DTL_XPOS_HYPH || (xpos[left - 1] == DTL_XPOS_CC && xpos[left] == DTL_XPOS_VBG))) {
        left--;
        noun = noun || upos[left] == DTL_UPOS_NOUN || upos[left] == DTL_UPOS_PROPN;
    }
    bool begins = left > 0 && (xpos[left - 1] == DTL_XPOS_DT || xpos[left - 1] == DTL_XPOS_PRP_POSS || xpos[left - 1] == DTL_XPOS_POS);
    return begins && (goes_on || (ends && !noun));
}

/* Does the word end like no participle in -ing (-in')? */
static bool names_no_deed(dtl_slice form)
{
    uint32_t n = form.length;
    return n > 4 && (form.ptr[n - 1] | 0x20) == 'g' && (form.ptr[n - 2] | 0x20) == 'n' && (form.ptr[n - 3] | 0x20) != 'i';
}

/* Nouns that the tagger takes for something else: "a new offensive against", "a million rupees", and a name such as "Pyongyang",
 * which ends like no participle. */
static void tag_nouns(const dtl_slice *forms, uint32_t count, uint8_t *xpos, uint8_t *upos)
{
    for (uint32_t i = 0; i < count; i++) {
        uint8_t tag = DTL_XPOS_COUNT;
        if ((xpos[i] == DTL_XPOS_JJ || xpos[i] == DTL_XPOS_RB) && dtl_slice_is(forms[i], "offensive") && heads_phrase(xpos, upos, i, count))
            tag = DTL_XPOS_NN;
        else if (xpos[i] == DTL_XPOS_VBZ && i > 0 && is_one_of(forms[i - 1], "hundred thousand million billion trillion lakh crore"))
            tag = DTL_XPOS_NNS;
        else if (xpos[i] == DTL_XPOS_VBG && forms[i].ptr[0] >= 'A' && forms[i].ptr[0] <= 'Z' && names_no_deed(forms[i]))
            tag = DTL_XPOS_NNP;
        if (tag == DTL_XPOS_COUNT)
            continue;
        xpos[i] = tag;
        upos[i] = tag == DTL_XPOS_NNP ? DTL_UPOS_PROPN : DTL_UPOS_NOUN;
    }
}

/* One piece of a sentence: its words are written to out->words[first …]. *root receives its root's token. */
static bool parse_piece(const dtl_page *page, const dtl_text *text, const model_view *model, uint32_t first, uint32_t count,
                        dtl_arena *arena, dtl_parse *out, uint32_t *root)
{
    parse_sentence sentence;
    dtl_slice forms[PARSE_SENTENCE_MAX];
    parse_sentence_start(&sentence, count);
    word_attributes *words = parse_sentence_words(&sentence);
    for (uint32_t i = 0; i < count; i++) {
        const dtl_token *token = &text->tokens.items[first + i];
        forms[i] = dtl_slice_make(page->text.ptr + token->offset, token->length);
        word_attributes_of(forms[i], &words[i]);
    }
    parse_sentence_tag(model, &sentence);
    parse_sentence_headline(model, arena, &sentence, forms);
    tag_verbs(model, &sentence, forms, count);
    tag_adjectives(forms, count, parse_sentence_xpos(&sentence), parse_sentence_upos(&sentence));
    tag_nouns(forms, count, parse_sentence_xpos(&sentence), parse_sentence_upos(&sentence));
    tag_people(page, text, first, count, parse_sentence_xpos(&sentence), parse_sentence_upos(&sentence));
    parse_sentence_tree(model, &sentence);
    for (uint32_t i = 0; i < count; i++) {
        dtl_word *word = &out->words[first + i];
        word->xpos = parse_sentence_xpos(&sentence)[i];
        word->upos = parse_sentence_upos(&sentence)[i];
        word->relation = sentence.relations[i];
        word->margin = sentence.margins[i];
        word->head = sentence.heads[i] == count ? DTL_NONE : first + sentence.heads[i];
        word->features = features_of_tag(word->xpos);
        word->first_child = word->next_sibling = DTL_NONE;
        if (word->head == DTL_NONE)
            *root = first + i;
        if (!lemma_of(model, arena, forms[i], word->xpos, &word->lemma))
            return false;
    }
    parse_repair(out->words, first, count);
    for (uint32_t i = 0; i < count; i++)
        if (out->words[first + i].head == DTL_NONE)
            *root = first + i;
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
        if (negates(word->lemma) && (word->relation == DTL_REL_ADVMOD || word->relation == DTL_REL_DET ||
                                     word->relation == DTL_REL_CC || word->relation == DTL_REL_CC_PRECONJ ||
                                     word->relation == DTL_REL_MARK || word->relation == DTL_REL_AUX))
            head->features |= DTL_FEATURE_NEGATED;
    }
}

dtl_err dtl_parse_run(const dtl_page *page, const dtl_text *text, const dtl_model *model, dtl_arena *arena,
                      dtl_note_array *notes, dtl_parse *out)
{
    const model_view view = model_view_of(model);
    dtl_parse parse = {0};
    uint32_t cut = 0;
    parse.words = dtl_arena_calloc(arena, text->tokens.count ? text->tokens.count : 1, sizeof *parse.words);
    if (!parse.words)
        return DTL_ERR_BUDGET;
    for (uint32_t s = 0; s < text->sentences.count; s++) {
        const dtl_sentence *sentence = &text->sentences.items[s];
        uint32_t first_root = DTL_NONE;
        for (uint32_t done = 0; done < sentence->count;) {
            uint32_t root = DTL_NONE, length = piece_length(page, text, sentence->first + done, sentence->count - done);
            if (!parse_piece(page, text, &view, sentence->first + done, length, arena, &parse, &root))
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
        dtl_doc_note(arena, notes, "parse", (dtl_span){0, 0}, "sentences of more than 512 tokens were parsed in pieces");
    *out = parse;
    return DTL_OK;
}
