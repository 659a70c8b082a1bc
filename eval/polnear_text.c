/* In: one token after the other. Out: the text they were cut from, as near as it can be told.
 *
 * A blank goes before every token but the first, those behind an opening mark ( [ $ “ ‘ and those that print glues to the word before:
 * closing marks, 's, n't. Example: `` We do n't , '' she said → “We don't,” she said. A '' that closes nothing opens. Wrong: a hyphen or a dash that had no blanks. */
#include "polnear_text.h"

static bool is_one_of(dtl_slice token, const char *const *list)
{
    for (; *list; list++)
        if (dtl_slice_equal_nocase(token, dtl_slice_from_cstr(*list)))
            return true;
    return false;
}

void polnear_join(polnear_joint *joint, dtl_slice token, dtl_buffer *out, uint32_t *start, uint32_t *end)
{
    static const char *const behind[] = {".", ",", ";", ":", "?", "!", "%", ")", "]", "}", "...", "-RRB-", "-RSB-", "-RCB-",
                                         "'s", "'m", "'re", "'ve", "'ll", "'d", "n't", "’s", "’m", "’re", "’ve", "’ll", "’d", "n’t", "”", "’", NULL};
    static const char *const opening[] = {"(", "[", "{", "$", "#", "-LRB-", "-LSB-", "-LCB-", "``", "`", "“", "‘", NULL};
    static const char *const printed[][2] = {{"``", "“"}, {"`", "‘"}, {"-LRB-", "("}, {"-RRB-", ")"}, {"-LSB-", "["}, {"-RSB-", "]"}, {"-LCB-", "{"}, {"-RCB-", "}"}};
    bool glued = is_one_of(token, behind), opens = is_one_of(token, opening);
    dtl_slice print = token;
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++)
        if (dtl_slice_is(token, printed[i][0]))
            print = dtl_slice_from_cstr(printed[i][1]);
    if (dtl_slice_is(token, "`"))
        joint->in_single = true;
    if (dtl_slice_is(token, "'")) { /* closes, or marks a possessive plural: glued either way */
        print = joint->in_single ? DTL_SLICE("’") : token;
        joint->in_single = false;
        glued = true;
    }
    if (dtl_slice_is(token, "``"))
        joint->in_double = true;
    if (dtl_slice_is(token, "\"") || dtl_slice_is(token, "''")) { /* some papers write '' on both sides */
        glued = joint->in_double;
        opens = !joint->in_double;
        print = opens ? DTL_SLICE("“") : DTL_SLICE("”");
        joint->in_double = opens;
    }
    if (joint->started && !joint->glue && !glued)
        dtl_buffer_char(out, ' ');
    *start = (uint32_t)out->length;
    dtl_buffer_slice(out, print);
    *end = (uint32_t)out->length;
    joint->started = true;
    joint->glue = opens;
}
