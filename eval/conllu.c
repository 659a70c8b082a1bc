/* In: a CoNLL-U file. Out: its words, written tokens and sentences as plain arrays.
 *
 * Empty nodes ("3.1") are left out. A tag outside the fixed sets of ud.h is read as X, NN or dep, so that a treebank with a
 * stray tag still scores. */
#include "conllu.h"
#include <stdio.h>
#include <stdlib.h>

uint32_t conllu_upos(dtl_slice name)
{
    for (uint32_t i = 0; i < DTL_UPOS_COUNT; i++)
        if (dtl_slice_is(name, dtl_upos_name(i)))
            return i;
    return DTL_NONE;
}

uint32_t conllu_xpos(dtl_slice name)
{
    for (uint32_t i = 0; i < DTL_XPOS_COUNT; i++)
        if (dtl_slice_is(name, dtl_xpos_name(i)))
            return i;
    return DTL_NONE;
}

uint32_t conllu_relation(dtl_slice name)
{
    for (uint32_t i = 0; i < DTL_REL_COUNT; i++)
        if (dtl_slice_is(name, dtl_relation_name(i)))
            return i;
    return DTL_NONE;
}

static uint32_t relation_or_universal(dtl_slice name)
{
    uint32_t relation = conllu_relation(name);
    uint32_t colon = dtl_slice_find(name, DTL_SLICE(":"), 0);
    if (relation == DTL_NONE && colon != DTL_NONE)
        relation = conllu_relation(dtl_slice_make(name.ptr, colon));
    return relation == DTL_NONE ? DTL_REL_DEP : relation;
}

static char *read_bytes(const char *path, size_t *length)
{
    FILE *in = fopen(path, "rb");
    if (!in)
        return NULL;
    char *bytes = NULL;
    if (fseek(in, 0, SEEK_END) == 0) {
        long size = ftell(in);
        rewind(in);
        bytes = size >= 0 ? malloc((size_t)size + 1) : NULL;
        *length = bytes ? fread(bytes, 1, (size_t)size, in) : 0;
    }
    fclose(in);
    return bytes;
}

static void *grown(void *items, uint32_t count, size_t size)
{
    if ((count & (count - 1)) != 0 && count != 0)
        return items;
    void *more = realloc(items, size * (count ? (size_t)count * 2 : 1));
    if (!more) {
        fputs("out of memory\n", stderr);
        exit(1);
    }
    return more;
}

/* What is open while lines are read. */
typedef struct reading {
    conllu_file *file;
    conllu_sentence next;  /* the sentence being collected */
    uint32_t range_end;    /* last word id of the open multiword token, 0 = none */
} reading;

static void finish_sentence(reading *r)
{
    conllu_file *file = r->file;
    r->next.count = file->word_count - r->next.first;
    r->next.surface_count = file->surface_count - r->next.first_surface;
    if (r->next.count > 0) {
        file->sentences = grown(file->sentences, file->sentence_count, sizeof *file->sentences);
        file->sentences[file->sentence_count++] = r->next;
        r->next = (conllu_sentence){.first = file->word_count, .first_surface = file->surface_count};
    }
    r->range_end = 0;
}

static void add_surface(reading *r, dtl_slice form, uint32_t first, uint32_t count, dtl_slice misc)
{
    conllu_file *file = r->file;
    file->surfaces = grown(file->surfaces, file->surface_count, sizeof *file->surfaces);
    file->surfaces[file->surface_count++] = (conllu_surface){
        .form = form, .first = first, .count = count,
        .space_after = dtl_slice_find(misc, DTL_SLICE("SpaceAfter=No"), 0) == DTL_NONE};
}

static void read_word(reading *r, const dtl_slice field[10])
{
    conllu_file *file = r->file;
    uint32_t dash = dtl_slice_find(field[0], DTL_SLICE("-"), 0), id = 0, head = 0;
    if (dash != DTL_NONE) {
        uint32_t start = 0, end = 0;
        dtl_slice_parse_u32(dtl_slice_make(field[0].ptr, dash), &start);
        dtl_slice_parse_u32(dtl_slice_make(field[0].ptr + dash + 1, field[0].length - dash - 1), &end);
        if (start == 0 || end < start)
            return;
        add_surface(r, field[1], file->word_count, end - start + 1, field[9]);
        r->range_end = end;
        return;
    }
    if (!dtl_slice_parse_u32(field[0], &id))
        return; /* an empty node */
    dtl_slice_parse_u32(field[6], &head);
    if (id > r->range_end)
        add_surface(r, field[1], file->word_count, 1, field[9]);
    const conllu_surface *surface = &file->surfaces[file->surface_count - 1];
    uint32_t upos = conllu_upos(field[3]), xpos = conllu_xpos(field[4]);
    file->words = grown(file->words, file->word_count, sizeof *file->words);
    file->words[file->word_count] = (conllu_word){
        .form = field[1], .lemma = field[2], .upos_text = field[3], .xpos_text = field[4], .features = field[5], .relation_text = field[7],
        .enhanced = field[8], .misc = field[9], .head = head, .surface = file->surface_count - 1,
        .upos = (uint8_t)(upos == DTL_NONE ? DTL_UPOS_X : upos), .xpos = (uint8_t)(xpos == DTL_NONE ? DTL_XPOS_NN : xpos),
        .relation = (uint8_t)relation_or_universal(field[7]),
        .space_after = surface->space_after && file->word_count + 1 == surface->first + surface->count};
    file->word_count++;
}

static void read_line(reading *r, dtl_slice line)
{
    if (line.length > 0 && line.ptr[line.length - 1] == '\r')
        line.length--;
    if (line.length == 0) {
        finish_sentence(r);
    } else if (line.ptr[0] == '#') {
        if (dtl_slice_starts_with(line, DTL_SLICE("# sent_id = ")))
            r->next.id = dtl_slice_make(line.ptr + 12, line.length - 12);
        else if (dtl_slice_starts_with(line, DTL_SLICE("# newdoc")))
            r->next.new_document = true;
        else if (dtl_slice_is(line, "# newpar") || dtl_slice_starts_with(line, DTL_SLICE("# newpar id")))
            r->next.new_paragraph = true;
    } else {
        dtl_slice field[10] = {{NULL, 0}}, rest = line;
        for (uint32_t i = 0; i < 10; i++)
            dtl_slice_next_field(&rest, '\t', &field[i]);
        read_word(r, field);
    }
}

bool conllu_read(const char *path, conllu_file *file, char message[256])
{
    size_t length = 0;
    *file = (conllu_file){.bytes = read_bytes(path, &length)};
    if (!file->bytes || length == 0) {
        snprintf(message, 256, "cannot read %.200s", path);
        conllu_free(file);
        return false;
    }
    reading r = {.file = file};
    dtl_slice rest = dtl_slice_make(file->bytes, length), line;
    while (dtl_slice_next_field(&rest, '\n', &line))
        read_line(&r, line);
    finish_sentence(&r);
    if (file->sentence_count == 0) {
        snprintf(message, 256, "no sentences in %.200s", path);
        conllu_free(file);
        return false;
    }
    return true;
}

void conllu_free(conllu_file *file)
{
    free(file->bytes);
    free(file->words);
    free(file->surfaces);
    free(file->sentences);
    *file = (conllu_file){0};
}
