/* In: a word and its Penn tag. Out: its lemma.
 *
 * The idea: for every tag the treebanks teach which ending is cut and what is appended ("-ied" → "y"), for whole words
 * ("slain" → "slay") and for endings of up to seven bytes; the longest known ending decides. "torched/VBD" was never seen,
 * but "-ched" cuts "ed". Knowingly wrong: irregular words the treebanks do not hold, and foreign plurals. */
#include "parse/lemma.h"
#include "base/utf8.h"

uint32_t lemma_key(uint32_t xpos, dtl_slice folded, uint32_t length)
{
    uint32_t key;
    if (length == LEMMA_WHOLE)
        key = attribute_hash(folded.ptr, folded.length, 1000 + xpos);
    else
        key = attribute_hash(folded.ptr + folded.length - length, length, 2000 + 256 * length + xpos);
    return key ? key : 1;
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

bool lemma_of(const model_view *model, dtl_arena *arena, dtl_slice word, uint32_t xpos, dtl_slice *lemma)
{
    dtl_slice folded;
    if (!lemma_fold(arena, word, xpos, &folded))
        return false;
    *lemma = folded;
    if (folded.length > LEMMA_FORM_MAX)
        return true;
    uint32_t found = model_list_find(&model->lemma, lemma_key(xpos, folded, LEMMA_WHOLE));
    for (uint32_t length = folded.length < LEMMA_SUFFIX_MAX ? folded.length : LEMMA_SUFFIX_MAX; found == 0; length--) {
        found = model_list_find(&model->lemma, lemma_key(xpos, folded, length));
        if (length == 0)
            break;
    }
    if (found == 0 || found > model->edit_count)
        return true;
    const model_edit *edit = &model->edits[found - 1];
    if (edit->cut >= folded.length || edit->append_length > sizeof edit->append)
        return edit->cut == folded.length && edit->append_length > 0 && edit->append_length <= sizeof edit->append
                   ? dtl_arena_copy(arena, dtl_slice_make(edit->append, edit->append_length), lemma)
                   : true;
    if (edit->append_length == 0) {
        lemma->length -= edit->cut;
        return true;
    }
    char built[LEMMA_FORM_MAX + sizeof edit->append];
    const uint32_t stem = folded.length - edit->cut;
    memcpy(built, folded.ptr, stem);
    memcpy(built + stem, edit->append, edit->append_length);
    return dtl_arena_copy(arena, dtl_slice_make(built, stem + edit->append_length), lemma);
}
