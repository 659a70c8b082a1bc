/* In: a word's bytes. Out: hashes of its spellings, affixes and shape.
 *
 * The idea: rare and unknown words ("Muzamil", "re-armed") are known by their ends, beginnings and shape, so each of these
 * is a value of its own. Typographic signs are made plain first, because the treebanks write '"' and "--" where the web
 * writes curly quotes and long dashes. Knowingly wrong: upper and lower case beyond ASCII is not folded ("É" stays "É");
 * a word beyond 64 bytes is known by its first and last 32 only. */
#include "model/attributes.h"

/* Plain spelling of a typographic sign at word[at]; its byte length in *taken. NULL: an ordinary byte. */
static const char *plain_sign(dtl_slice word, uint32_t at, uint32_t *taken)
{
    if (at + 2 < word.length && (unsigned char)word.ptr[at] == 0xE2 && (unsigned char)word.ptr[at + 1] == 0x80) {
        *taken = 3;
        switch ((unsigned char)word.ptr[at + 2]) {
        case 0x90: case 0x91: return "-";
        case 0x92: case 0x93: case 0x94: case 0x95: return "--";
        case 0x98: case 0x99: case 0x9A: case 0x9B: return "'";
        case 0x9C: case 0x9D: case 0x9E: case 0x9F: return "\"";
        case 0xA6: return "...";
        default: return NULL;
        }
    }
    if (at + 1 < word.length && (unsigned char)word.ptr[at] == 0xC2 &&
        ((unsigned char)word.ptr[at + 1] == 0xAB || (unsigned char)word.ptr[at + 1] == 0xBB)) {
        *taken = 2;
        return "\"";
    }
    return NULL;
}

/* Copies word to out with signs made plain; a long word loses its middle. Returns the length. */
static uint32_t plain_copy(dtl_slice word, char out[WORD_FOLD_MAX])
{
    uint32_t length = 0;
    for (uint32_t i = 0; i < word.length;) {
        if (word.length > WORD_FOLD_MAX && i == WORD_FOLD_MAX / 2)
            i = word.length - WORD_FOLD_MAX / 2;
        uint32_t taken = 1;
        const char *plain = plain_sign(word, i, &taken);
        if (plain) {
            for (; *plain && length < WORD_FOLD_MAX; plain++)
                out[length++] = *plain;
            i += taken;
        } else {
            if (length < WORD_FOLD_MAX)
                out[length++] = word.ptr[i];
            i++;
        }
    }
    return length;
}

static uint32_t shape_of(const char *form, uint32_t length)
{
    char shape[WORD_FOLD_MAX];
    uint32_t used = 0, run = 0;
    char last = 0;
    for (uint32_t i = 0; i < length; i++) {
        char c = form[i], kind = c;
        if (c >= 'a' && c <= 'z')
            kind = 'x';
        else if (c >= 'A' && c <= 'Z')
            kind = 'X';
        else if (c >= '0' && c <= '9')
            kind = 'd';
        else if ((unsigned char)c >= 0x80)
            kind = 'u';
        run = kind == last ? run + 1 : 1;
        last = kind;
        if (run <= 3)
            shape[used++] = kind;
    }
    return attribute_hash(shape, used, 10);
}

/* Small letters, digits as 0. */
static void lower_copy(const char *form, uint32_t length, char *lower)
{
    for (uint32_t i = 0; i < length; i++) {
        char c = form[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        else if (c >= '0' && c <= '9')
            c = '0';
        lower[i] = c;
    }
}

void word_attributes_of(dtl_slice word, word_attributes *out)
{
    char form[WORD_FOLD_MAX], lower[WORD_FOLD_MAX];
    uint32_t length = plain_copy(word, form);
    lower_copy(form, length, lower);
    out->form = attribute_hash(form, length, 1);
    out->lower = attribute_hash(lower, length, 2);
    for (uint32_t k = 0; k < 4; k++) {
        uint32_t size = k + 1 < length ? k + 1 : length;
        out->suffix[k] = attribute_hash(lower + length - size, size, 3 + k);
    }
    for (uint32_t k = 0; k < 3; k++)
        out->prefix[k] = attribute_hash(lower, k + 1 < length ? k + 1 : length, 7 + k);
    out->shape = shape_of(form, length);
    out->lexical = 0;
}

uint32_t word_part_rows(dtl_slice word, uint32_t *rows)
{
    char form[WORD_FOLD_MAX], lower[WORD_FOLD_MAX], marked[WORD_GRAM_BYTES + 2];
    uint32_t length = plain_copy(word, form), count = 0, size = length < WORD_GRAM_BYTES ? length : WORD_GRAM_BYTES;
    lower_copy(form, length, lower);
    for (uint32_t k = 1; k <= 4; k++) {
        const uint32_t part = k < length ? k : length;
        rows[count++] = ROWS_AFFIX + attribute_hash(lower + length - part, part, 2 + k) % ROWS_AFFIX_COUNT;
        if (k < 4)
            rows[count++] = ROWS_AFFIX + attribute_hash(lower, part, 6 + k) % ROWS_AFFIX_COUNT;
    }
    rows[count++] = ROWS_SHAPE + shape_of(form, length) % ROWS_SHAPE_COUNT;
    marked[0] = '<';
    memcpy(marked + 1, lower, size);
    marked[size + 1] = '>';
    for (uint32_t k = 3; k <= 4; k++)
        for (uint32_t i = 0; i + k <= size + 2; i++)
            rows[count++] = ROWS_GRAM + attribute_hash(marked + i, k, 8 + k) % ROWS_GRAM_COUNT;
    return count;
}

word_attributes word_attributes_none(void)
{
    return (word_attributes){.form = 1, .lower = 1, .suffix = {1, 1, 1, 1}, .prefix = {1, 1, 1}, .shape = 1, .lexical = 1};
}
