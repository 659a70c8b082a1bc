/* In: a treebank. Out: its documents as running text, and where words and sentences stand in it.
 *
 * Blanks stand where the gold has them, a line end where it begins a paragraph; each document is an article of its own, for a
 * reader gets one at a time. The line ends inside a paragraph that the texts once had are not in the treebanks. */
#include "raw_text.h"
#include <stdio.h>
#include <stdlib.h>

static void *checked(void *memory)
{
    if (!memory) {
        fputs("out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

/* Writes one sentence at `at`, gives back where it ended. Blanks are as the gold says. */
static uint32_t lay_out_sentence(const conllu_file *gold, uint32_t s, char *bytes, uint32_t at, raw_text *raw)
{
    const conllu_sentence *sentence = &gold->sentences[s];
    raw->sentences[s].start = at;
    for (uint32_t i = sentence->first_surface; i < sentence->first_surface + sentence->surface_count; i++) {
        const conllu_surface *surface = &gold->surfaces[i];
        uint32_t inside = at;
        for (uint32_t w = surface->first; w < surface->first + surface->count; w++) { /* parts of don't lie one behind the other */
            uint32_t stop = w + 1 == surface->first + surface->count ? at + surface->form.length : inside + gold->words[w].form.length;
            stop = stop > at + surface->form.length ? at + surface->form.length : stop;
            raw->words[w] = (ud_place){inside, stop};
            inside = stop;
        }
        memcpy(bytes + at, surface->form.ptr, surface->form.length);
        at += surface->form.length;
        raw->sentences[s].end = at;
        if (surface->space_after)
            bytes[at++] = ' ';
    }
    return at;
}

void raw_text_lay_out(const conllu_file *gold, dtl_arena *arena, raw_text *raw)
{
    size_t size = 1;
    for (uint32_t i = 0; i < gold->surface_count; i++)
        size += gold->surfaces[i].form.length + 3u;
    char *bytes = checked(dtl_arena_alloc(arena, size));
    raw->words = checked(dtl_arena_calloc(arena, gold->word_count, sizeof *raw->words));
    raw->sentences = checked(dtl_arena_calloc(arena, gold->sentence_count, sizeof *raw->sentences));
    raw->articles = checked(dtl_arena_calloc(arena, gold->sentence_count, sizeof *raw->articles));
    uint32_t at = 0;
    for (uint32_t s = 0; s < gold->sentence_count; s++) {
        const conllu_sentence *sentence = &gold->sentences[s];
        if (s == 0 || sentence->new_document)
            raw->articles[raw->article_count++].english = true;
        dtl_article *article = &raw->articles[raw->article_count - 1];
        if (article->body.count == 0 || sentence->new_paragraph) {
            if (s > 0)
                bytes[at++] = '\n';
            dtl_paragraph *paragraph = checked(dtl_array_push(arena, &article->body));
            paragraph->span.offset = at;
        }
        at = lay_out_sentence(gold, s, bytes, at, raw);
        dtl_paragraph *paragraph = &article->body.items[article->body.count - 1];
        paragraph->span.length = at - paragraph->span.offset;
    }
    raw->page.text = dtl_slice_make(bytes, at);
}
