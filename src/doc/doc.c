/* The document's own helpers: notes, token spans, the way back to the source. The invariants are checked in check.c. */
#include "doc/doc.h"

enum { NOTES_MAX = 64 };

void dtl_doc_note(dtl_arena *arena, dtl_note_array *notes, const char *room, dtl_span span, const char *text)
{
    dtl_slice copy;
    if (notes->count >= NOTES_MAX || !dtl_arena_copy(arena, dtl_slice_from_cstr(text), &copy))
        return;
    dtl_note *note = dtl_array_push(arena, notes);
    if (note)
        *note = (dtl_note){.room = room, .text = copy, .span = span};
}

dtl_span dtl_text_tokens_span(const dtl_text *text, uint32_t first, uint32_t count)
{
    if (count == 0)
        return (dtl_span){0, 0};
    const dtl_token *start = &text->tokens.items[first], *end = &text->tokens.items[first + count - 1];
    return dtl_span_between(start->offset, end->offset + end->length);
}

/* The last point at or before a place of the text; NULL when there is none. */
static const dtl_source_point *point_before(const dtl_source_point_array *map, uint32_t at)
{
    uint32_t low = 0, high = map->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (map->items[middle].text_offset <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &map->items[low - 1] : NULL;
}

bool dtl_source_span(const dtl_source_point_array *map, dtl_span span, dtl_span *source)
{
    const dtl_source_point *first = point_before(map, span.offset);
    if (!first || !span.length)
        return false;
    uint32_t start = first->source_offset + (span.offset - first->text_offset), end = dtl_span_end(span);
    /* Two ways to the end: on from the last letter (what stands between it and the next was left out of the text), or the place of what
     * follows. The nearer one is right where the last letter takes fewer bytes in the source; what follows, where that letter has a point
     * of its own because it takes more there ("&amp;"). */
    enum { LETTER_MAX = 4 };
    const dtl_source_point *last = point_before(map, end - 1), *behind = point_before(map, end);
    uint32_t on = last->source_offset + (end - last->text_offset), next = behind->source_offset + (end - behind->text_offset);
    bool own_point = behind->text_offset == end && end - last->text_offset <= LETTER_MAX;
    end = own_point || next < on ? next : on;
    if (end <= start)
        return false;
    *source = (dtl_span){start, end - start};
    return true;
}

uint32_t dtl_events_participants(const dtl_events *events, uint32_t event, uint32_t *first)
{
    const dtl_participant_array *all = &events->participants;
    uint32_t low = 0, high = all->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (all->items[middle].event < event)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    while (high < all->count && all->items[high].event == event)
        high++;
    return high - low;
}
