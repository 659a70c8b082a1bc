/* The document's own helpers: notes and token spans. The invariants are checked in check.c. */
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
