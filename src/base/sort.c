/* A radix sort. In: records with whole numbers in them. Out: the records in order.
 *
 * From the last field to the first and from its lowest digit to its highest, records are dealt into piles by that digit and taken up again;
 * what was dealt before keeps its order, so that in the end the first digit of the first field counts most. A digit of DIGIT_BITS has as
 * many piles as fit the processor's nearest cache. Digits in which all records are alike cost one look.
 * Example: a million edges by score, then two ends: six rounds through the records instead of twenty rounds of comparing.
 */
#include "base/sort.h"

enum { DIGIT_BITS = 11, PILES = 1 << DIGIT_BITS, FEW = 24 };

static uint64_t number_at(const char *record, const dtl_sort_field *field)
{
    uint64_t wide;
    uint32_t narrow;
    if (field->bytes == 8) {
        memcpy(&wide, record + field->offset, sizeof wide);
        return field->falling ? ~wide : wide;
    }
    memcpy(&narrow, record + field->offset, sizeof narrow);
    narrow ^= field->is_signed ? 0x80000000u : 0;
    return field->falling ? ~narrow : narrow;
}

static bool goes_before(const char *a, const char *b, const dtl_sort_field *fields, size_t n_fields)
{
    for (size_t i = 0; i < n_fields; i++) {
        uint64_t x = number_at(a, &fields[i]), y = number_at(b, &fields[i]);
        if (x != y)
            return x < y;
    }
    return false;
}

/* A few are sorted by putting each in its place. */
static void sort_few(char *records, uint32_t count, size_t size, const dtl_sort_field *fields, size_t n_fields)
{
    char one[DTL_SORT_RECORD];
    for (uint32_t i = 1; i < count; i++) {
        uint32_t at = i;
        memcpy(one, records + i * size, size);
        for (; at && goes_before(one, records + (at - 1) * size, fields, n_fields); at--)
            memcpy(records + at * size, records + (at - 1) * size, size);
        memcpy(records + at * size, one, size);
    }
}

/* Deals the records by one digit; false when all are alike in it. */
static inline __attribute__((always_inline)) bool deal_sized(const char *from, char *to, uint32_t count, size_t size, const dtl_sort_field *field, unsigned shift)
{
    uint32_t start[PILES] = {0}, sum = 0;
    for (uint32_t i = 0; i < count; i++)
        start[number_at(from + i * size, field) >> shift & (PILES - 1)]++;
    if (start[number_at(from, field) >> shift & (PILES - 1)] == count)
        return false;
    for (uint32_t p = 0; p < PILES; p++) {
        uint32_t pile = start[p];
        start[p] = sum;
        sum += pile;
    }
    for (uint32_t i = 0; i < count; i++)
        memcpy(to + size * start[number_at(from + i * size, field) >> shift & (PILES - 1)]++, from + i * size, size);
    return true;
}

/* Copying a record is quick where its size is known beforehand. */
static bool deal(const char *from, char *to, uint32_t count, size_t size, const dtl_sort_field *field, unsigned shift)
{
    switch (size) {
    case 12: return deal_sized(from, to, count, 12, field, shift);
    case 16: return deal_sized(from, to, count, 16, field, shift);
    case 24: return deal_sized(from, to, count, 24, field, shift);
    default: return deal_sized(from, to, count, size, field, shift);
    }
}

bool dtl_sort(size_t budget, void *records, uint32_t count, size_t size, const dtl_sort_field *fields, size_t n_fields)
{
    if (count <= FEW) {
        sort_few(records, count, size, fields, n_fields);
        return true;
    }
    dtl_arena arena;
    dtl_arena_init(&arena, budget);
    char *from = records, *to = dtl_arena_calloc(&arena, count, size);
    if (!to)
        return false;
    for (size_t f = n_fields; f-- > 0;)
        for (unsigned shift = 0; shift < fields[f].bytes * 8u; shift += DIGIT_BITS)
            if (deal(from, to, count, size, &fields[f], shift)) {
                char *swap = from;
                from = to;
                to = swap;
            }
    if (from != records)
        memcpy(records, from, count * size);
    dtl_arena_free(&arena);
    return true;
}
