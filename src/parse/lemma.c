/* In: a word and its Penn tag. Out: its lemma.
 *
 * The idea, in this order: irregular forms from a list ("slain" → "slay"); whole words as the treebanks have them; the
 * regular endings -ed, -ing, -s by spelling (endings.c), where the treebanks say which bases exist; for other tags the
 * longest ending that the treebanks taught ("-iest" → "y"). "torched/VBD" was never seen and is "torch". Knowingly wrong:
 * foreign plurals; nationalities are in small letters although the treebanks leave their capitals. */
#include "parse/lemma.h"
#include "base/utf8.h"
#include "parse/endings.h"

uint32_t lemma_key(uint32_t xpos, dtl_slice folded, uint32_t length)
{
    const dtl_slice part = length >= LEMMA_KNOWN ? folded : dtl_slice_make(folded.ptr + folded.length - length, length);
    uint64_t key = feature_key(length << 8 | xpos, attribute_hash(part.ptr, part.length, 0), 0);
    key ^= key >> 32;
    return (uint32_t)key ? (uint32_t)key : 1;
}

bool lemma_fold(dtl_arena *arena, dtl_slice word, uint32_t xpos, dtl_slice *folded)
{
    *folded = word;
    if (xpos == DTL_XPOS_NNP || xpos == DTL_XPOS_NNPS)
        return true;
    for (uint32_t i = 0; i < word.length; i++)
        if ((word.ptr[i] >= 'A' && word.ptr[i] <= 'Z') || (unsigned char)word.ptr[i] >= 0x80) {
            /* n’t and ’s are looked up with the plain apostrophe */
            if (word.length <= 6 && dtl_slice_find(word, DTL_SLICE("\xE2\x80\x99"), 0) != DTL_NONE)
                return dtl_utf8_fold(arena, word, folded);
            return dtl_utf8_lower(arena, word, folded);
        }
    return true;
}

/* A model and the tag under which it knows base forms. */
typedef struct base_words {
    const model_view *model;
    uint32_t xpos;
} base_words;

static bool is_base(const void *context, const char *base, uint32_t length)
{
    const base_words *words = context;
    return model_list_find(&words->model->lemma, lemma_key(words->xpos, dtl_slice_make(base, length), LEMMA_KNOWN)) != 0;
}

/* Regular endings of verbs and plural nouns. 0: none of them. */
static uint32_t regular_base(const model_view *model, dtl_slice folded, uint32_t xpos, char base[ENDING_FORM_MAX + 2])
{
    const bool past = xpos == DTL_XPOS_VBD || xpos == DTL_XPOS_VBN || xpos == DTL_XPOS_VBG;
    const base_words words = {model, xpos == DTL_XPOS_NNS ? DTL_XPOS_NN : DTL_XPOS_VB};
    if (past)
        return ending_of_verb(folded, is_base, &words, base);
    if (folded.length > 4 && folded.length <= ENDING_FORM_MAX && xpos == DTL_XPOS_NNS && memcmp(folded.ptr + folded.length - 3, "men", 3) == 0) {
        memcpy(base, folded.ptr, folded.length); /* gunmen, policewomen */
        base[folded.length - 2] = 'a';
        return folded.length;
    }
    return xpos == DTL_XPOS_VBZ || xpos == DTL_XPOS_NNS ? ending_s(folded, is_base, &words, base) : 0;
}

/* The edit that the treebanks taught for the longest known ending; NULL: none. */
static const model_edit *learnt_edit(const model_view *model, dtl_slice folded, uint32_t xpos, bool whole)
{
    uint32_t found = 0;
    if (whole) {
        found = model_list_find(&model->lemma, lemma_key(xpos, folded, LEMMA_WHOLE));
    } else {
        for (uint32_t length = folded.length < LEMMA_SUFFIX_MAX ? folded.length : LEMMA_SUFFIX_MAX; found == 0; length--) {
            found = model_list_find(&model->lemma, lemma_key(xpos, folded, length));
            if (length == 0)
                break;
        }
    }
    return found == 0 || found > model->edit_count ? NULL : &model->edits[found - 1];
}

/* "sunni" → "Sunni" is learnt for one word and says nothing of "Pakistani", which ends like it: no capital stands inside a word. */
static bool puts_capital_inside(const model_edit *edit, uint32_t length)
{
    if (edit->cut >= length)
        return false;
    for (uint32_t i = 0; i < edit->append_length && i < sizeof edit->append; i++)
        if (edit->append[i] >= 'A' && edit->append[i] <= 'Z')
            return true;
    return false;
}

/* False when out of budget. */
static bool apply_edit(dtl_arena *arena, const model_edit *edit, dtl_slice folded, dtl_slice *lemma)
{
    char built[LEMMA_FORM_MAX + sizeof edit->append];
    if (edit->cut > folded.length || edit->append_length > sizeof edit->append || (edit->cut == folded.length && edit->append_length == 0))
        return true;
    const uint32_t stem = folded.length - edit->cut;
    if (edit->cut > 0 && ((unsigned char)folded.ptr[stem] & 0xC0) == 0x80)
        return true; /* learnt from other letters; would cut a character in two */
    if (edit->append_length == 0) {
        lemma->length = stem;
        return true;
    }
    memcpy(built, folded.ptr, stem);
    memcpy(built + stem, edit->append, edit->append_length);
    dtl_slice text = dtl_slice_make(built, stem + edit->append_length);
    return dtl_utf8_valid_prefix(text) != text.length || dtl_arena_copy(arena, text, lemma);
}

bool lemma_of(const model_view *model, dtl_arena *arena, dtl_slice word, uint32_t xpos, dtl_slice *lemma)
{
    dtl_slice folded;
    char base[ENDING_FORM_MAX + 2];
    if (!lemma_fold(arena, word, xpos, &folded))
        return false;
    *lemma = folded;
    if (folded.length > LEMMA_FORM_MAX || folded.length == 0)
        return true;
    if ((xpos >= DTL_XPOS_VBD && xpos <= DTL_XPOS_VBN) || xpos == DTL_XPOS_NNS) {
        const dtl_slice irregular = ending_irregular(folded, xpos != DTL_XPOS_NNS);
        if (irregular.length > 0) {
            *lemma = irregular;
            return true;
        }
    }
    const model_edit *edit = learnt_edit(model, folded, xpos, true);
    if (edit)
        return apply_edit(arena, edit, folded, lemma);
    const uint32_t length = regular_base(model, folded, xpos, base);
    if (length > 0)
        return dtl_arena_copy(arena, dtl_slice_make(base, length), lemma);
    if ((xpos >= DTL_XPOS_VBD && xpos <= DTL_XPOS_VBN) || xpos == DTL_XPOS_VBZ || xpos == DTL_XPOS_NNS || xpos == DTL_XPOS_NNP)
        return true; /* endings of these were seen to, or mean nothing */
    edit = learnt_edit(model, folded, xpos, false);
    return !edit || puts_capital_inside(edit, folded.length) || apply_edit(arena, edit, folded, lemma);
}
