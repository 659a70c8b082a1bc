/* conllu: sentences, words, tags and trees in the format that all tools for treebanks read.
 *
 * In: a document that has come as far as its names. Out: CoNLL-U (https://universaldependencies.org/format.html): per report
 * a "# newdoc id", per paragraph "# newpar", per sentence its id and its text, per word a line of ten columns. MISC tells where the
 * word stands (Start and End: bytes of the text that `dateline code` keeps), whether a blank follows, and of names the kind
 * (Name=B-PER, I-PER; ORG, LOC) and, on the first word, who or which place it is (Actor, Place, GeoNames).
 *
 * DEPS is the tree with the arcs that it cannot hold (parse/arguments.c): the subject of an infinitive, the noun that a relative
 * clause is about, what coordinated words share; a relative pronoun hangs there on its noun alone (ref).
 *
 *     3   Herat   Herat   PROPN   NNP   Number=Sing   2   obl   2:obl   End=39|GeoNames=1140026|Name=B-LOC|Place=place:AFG:herat:herat|Start=34
 *
 * Words stand as the report has them (a report in capitals stays so) but composed (Unicode's NFC), as the format asks. A report gives
 * its file's name to its sentences; when several files of a run have one name, the second is NAME.2, so that ids stay single.
 *
 * Knowingly wrong: DEPS has plain relations, without the prepositions and conjunctions that the treebanks add there (obl:in,
 * conj:and), and no empty nodes. No multiword tokens: the tokenizer's "do" and "n't" are two words with SpaceAfter=No between them, which other
 * treebanks write as parts of a range. */
#include "api/batch.h"
#include "base/map.h"
#include "base/utf8.h"
#include "doc/features.h"
#include <stdio.h>
#include <string.h>

static const char document_line[] = "# newdoc id = ", sentence_line[] = "# sent_id = ";

/* A document being written. */
typedef struct writer {
    const dtl_doc *doc;
    dtl_buffer *out;
    dtl_slice text;      /* as the report has it: page.written where letters were restored */
    uint32_t name;       /* the first name that may touch the next word */
    uint32_t *arc_of;    /* per token: its first arc beyond the tree, by head; DTL_NONE */
    uint32_t *next_arc;  /* per arc: the next one of the same dependent; DTL_NONE */
} writer;

/* ---- fields ---- */

/* A word as it stands, composed. */
static bool form_of(const writer *w, uint32_t token, dtl_slice *form)
{
    const dtl_token *t = &w->doc->text.tokens.items[token];
    return dtl_utf8_compose(w->doc->arena, dtl_slice_make(w->text.ptr + t->offset, t->length), form);
}

/* Nothing in a field may be taken for its end. */
static void put_field(dtl_buffer *out, dtl_slice text)
{
    for (uint32_t i = 0; i < text.length; i++)
        dtl_buffer_char(out, (unsigned char)text.ptr[i] <= ' ' || text.ptr[i] == 0x7F ? '_' : text.ptr[i]);
}

/* A value in MISC: UDPipe's escapes for what would end it. */
static void put_value(dtl_buffer *out, dtl_slice text)
{
    for (uint32_t i = 0; i < text.length; i++)
        switch (text.ptr[i]) {
        case ' ': dtl_buffer_cstr(out, "\\s"); break;
        case '|': dtl_buffer_cstr(out, "\\p"); break;
        case '\\': dtl_buffer_cstr(out, "\\\\"); break;
        default: dtl_buffer_char(out, (unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 0x7F ? '_' : text.ptr[i]);
        }
}

/* A file's name as part of an id: without blanks and slashes, which ids must not have. */
static void put_id(dtl_buffer *out, dtl_slice file)
{
    if (!file.length || dtl_slice_is(file, "-"))
        file = DTL_SLICE("stdin");
    for (uint32_t i = 0; i < file.length; i++)
        dtl_buffer_char(out, (unsigned char)file.ptr[i] <= ' ' || file.ptr[i] == 0x7F || file.ptr[i] == '/' ? '_' : file.ptr[i]);
}

/* ---- names ---- */

/* The name that a word belongs to, NULL = none; asked in the order of the text. */
static const dtl_name *name_at(writer *w, uint32_t token)
{
    const dtl_name_array *names = &w->doc->mention.names;
    while (w->name < names->count && names->items[w->name].first + names->items[w->name].count <= token)
        w->name++;
    return w->name < names->count && names->items[w->name].first <= token ? &names->items[w->name] : NULL;
}

static const char *kind_of(uint8_t kind)
{
    return kind == DTL_MENTION_PERSON ? "PER" : kind == DTL_MENTION_PLACE ? "LOC" : "ORG";
}

/* Nothing stands between this word and the next of its paragraph. */
static bool joins_next(const writer *w, uint32_t token)
{
    const dtl_text *text = &w->doc->text;
    const dtl_token *t = &text->tokens.items[token];
    return !t->space_after && token + 1 < text->tokens.count &&
           text->sentences.items[t->sentence].paragraph == text->sentences.items[text->tokens.items[token + 1].sentence].paragraph;
}

static void put_misc(writer *w, uint32_t token)
{
    const dtl_token *t = &w->doc->text.tokens.items[token];
    const dtl_name *name = name_at(w, token);
    bool first = name && name->first == token;
    const dtl_entity *entity = first && name->entity != DTL_NONE ? &w->doc->mention.entities.items[name->entity] : NULL;
    bool place = entity && entity->kind == DTL_MENTION_PLACE;
    if (entity && !place && entity->id.length) {
        dtl_buffer_cstr(w->out, "Actor=");
        put_value(w->out, entity->id);
        dtl_buffer_char(w->out, '|');
    }
    dtl_buffer_format(w->out, "End=%u", t->offset + t->length);
    if (place && entity->geonames)
        dtl_buffer_format(w->out, "|GeoNames=%u", entity->geonames);
    if (name)
        dtl_buffer_format(w->out, "|Name=%c-%s", first ? 'B' : 'I', kind_of(name->kind));
    if (place && entity->id.length) {
        dtl_buffer_cstr(w->out, "|Place=");
        put_value(w->out, entity->id);
    }
    if (joins_next(w, token))
        dtl_buffer_cstr(w->out, "|SpaceAfter=No");
    dtl_buffer_format(w->out, "|Start=%u\n", t->offset);
}

/* ---- arcs ---- */

/* Arcs lie by head in the document; here they are found by dependent. */
static bool index_arcs(writer *w)
{
    const dtl_doc *doc = w->doc;
    const uint32_t tokens = doc->text.tokens.count, count = doc->parse.arcs.count;
    w->arc_of = dtl_arena_calloc(doc->arena, tokens + 1u, sizeof *w->arc_of);
    w->next_arc = dtl_arena_calloc(doc->arena, count + 1u, sizeof *w->next_arc);
    if (!w->arc_of || !w->next_arc)
        return false;
    for (uint32_t i = 0; i < tokens; i++)
        w->arc_of[i] = DTL_NONE;
    for (uint32_t i = count; i-- > 0;) {
        uint32_t dependent = doc->parse.arcs.items[i].dependent;
        w->next_arc[i] = w->arc_of[dependent];
        w->arc_of[dependent] = i;
    }
    return true;
}

static void put_arc(dtl_buffer *out, bool *any, uint32_t head, const char *relation)
{
    dtl_buffer_format(out, "%s%u:%s", *any ? "|" : "", head, relation);
    *any = true;
}

/* The arc of the tree and those beyond it, by head. A word that stands for another hangs on that alone. */
static void put_deps(writer *w, const dtl_sentence *s, uint32_t token)
{
    const dtl_parse *parse = &w->doc->parse;
    const dtl_word *word = &parse->words[token];
    const uint32_t head = word->head == DTL_NONE ? 0 : word->head - s->first + 1;
    bool any = false, tree = true;
    for (uint32_t a = w->arc_of[token]; a != DTL_NONE; a = w->next_arc[a])
        tree = tree && parse->arcs.items[a].kind != DTL_ARC_REFERENT;
    for (uint32_t a = w->arc_of[token]; a != DTL_NONE; a = w->next_arc[a]) {
        const dtl_arc *arc = &parse->arcs.items[a];
        const uint32_t other = arc->head - s->first + 1;
        if (tree && head < other) {
            put_arc(w->out, &any, head, dtl_relation_name(word->relation));
            tree = false;
        }
        put_arc(w->out, &any, other, arc->kind == DTL_ARC_REFERENT ? "ref" : dtl_relation_name(arc->relation));
    }
    if (tree)
        put_arc(w->out, &any, head, dtl_relation_name(word->relation));
    dtl_buffer_char(w->out, '\t');
}

/* ---- lines ---- */

static bool put_word(writer *w, const dtl_sentence *s, uint32_t token)
{
    const dtl_word *word = &w->doc->parse.words[token];
    dtl_slice form, lemma;
    if (!form_of(w, token, &form) || !dtl_utf8_compose(w->doc->arena, word->lemma, &lemma))
        return false;
    dtl_buffer_format(w->out, "%u\t", token - s->first + 1);
    put_field(w->out, form);
    dtl_buffer_char(w->out, '\t');
    put_field(w->out, lemma.length ? lemma : form);
    dtl_buffer_format(w->out, "\t%s\t%s\t", dtl_upos_name(word->upos), dtl_xpos_name(word->xpos));
    dtl_features_write(&w->doc->parse, token, form, w->out);
    dtl_buffer_format(w->out, "\t%u\t%s\t", word->head == DTL_NONE ? 0 : word->head - s->first + 1, dtl_relation_name(word->relation));
    put_deps(w, s, token);
    put_misc(w, token);
    return true;
}

/* The words as they stand, one blank for any white space between them. */
static bool put_text(const writer *w, const dtl_sentence *s)
{
    dtl_buffer_cstr(w->out, "# text = ");
    for (uint32_t t = s->first; t < s->first + s->count; t++) {
        dtl_slice form;
        if (!form_of(w, t, &form))
            return false;
        put_field(w->out, form);
        if (t + 1 < s->first + s->count && w->doc->text.tokens.items[t].space_after)
            dtl_buffer_char(w->out, ' ');
    }
    dtl_buffer_char(w->out, '\n');
    return true;
}

static dtl_err render(const dtl_engine *engine, const dtl_doc *doc, dtl_buffer *out)
{
    (void)engine;
    writer w = {.doc = doc, .out = out, .text = doc->page.written.length ? doc->page.written : doc->page.text};
    uint32_t number = 0, paragraph = DTL_NONE;
    if (!index_arcs(&w))
        return DTL_ERR_BUDGET;
    for (uint32_t i = 0; i < doc->text.sentences.count; i++) {
        const dtl_sentence *s = &doc->text.sentences.items[i];
        if (!s->count)
            continue;
        if (!number) {
            dtl_buffer_cstr(out, document_line);
            put_id(out, doc->source.file);
            dtl_buffer_char(out, '\n');
        }
        if (!number || s->paragraph != paragraph)
            dtl_buffer_cstr(out, "# newpar\n");
        paragraph = s->paragraph;
        dtl_buffer_cstr(out, sentence_line);
        put_id(out, doc->source.file);
        dtl_buffer_format(out, "-%u\n", ++number);
        if (!put_text(&w, s))
            return DTL_ERR_BUDGET;
        for (uint32_t t = s->first; t < s->first + s->count; t++)
            if (!put_word(&w, s, t))
                return DTL_ERR_BUDGET;
        dtl_buffer_char(out, '\n');
    }
    return out->failed ? DTL_ERR_BUDGET : DTL_OK;
}

/* ---- ids that are single in the run ---- */

/* The listener of the caller behind one that gives each report a name of its own. Calls come on one thread. */
typedef struct naming {
    const dtl_listener *listener;
    dtl_arena arena;
    dtl_map names; /* names that were given → the number to try for the next report of that name */
    dtl_buffer renamed;
} naming;

enum { NAMES_BUDGET = 1024 * 1024 * 1024 };

static bool begins(const char *line, size_t length, const char *with)
{
    return length >= strlen(with) && memcmp(line, with, strlen(with)) == 0;
}

enum { SECOND = 2 };

/* Without the memory to remember it, a later report may get the same. */
static void take_name(naming *n, dtl_slice name)
{
    dtl_slice kept;
    if (dtl_arena_copy(&n->arena, name, &kept))
        dtl_map_put(&n->names, kept, SECOND);
}

/* The lowest number with which nobody has the name; a file may be called story.txt.2. No number is tried twice: a folder of a site's pages has
 * thousands called index.html. */
static uint32_t take_number(naming *n, dtl_slice name)
{
    uint32_t number = dtl_map_get(&n->names, name);
    for (char other[512];; number++) {
        int size = snprintf(other, sizeof other, "%.*s.%u", (int)name.length, name.ptr, number);
        dtl_slice numbered = dtl_slice_make(other, (size_t)size);
        if (size < 0 || (size_t)size >= sizeof other)
            break;
        if (dtl_map_get(&n->names, numbered) == DTL_NONE) {
            take_name(n, numbered);
            break;
        }
    }
    dtl_map_put(&n->names, name, number + 1); /* the key that stands there stays */
    return number;
}

/* Writes the report again with ".number" behind its name, wherever that stands. */
static void rename_report(const char *bytes, size_t length, size_t name_length, unsigned number, dtl_buffer *out)
{
    dtl_buffer_clear(out);
    for (size_t at = 0; at < length;) {
        const char *line = bytes + at, *end = memchr(line, '\n', length - at);
        size_t size = end ? (size_t)(end - line) + 1 : length - at;
        size_t head = begins(line, size, document_line) ? strlen(document_line) + name_length
                      : begins(line, size, sentence_line) ? strlen(sentence_line) + name_length
                                                          : 0;
        dtl_buffer_put(out, line, head);
        if (head)
            dtl_buffer_format(out, ".%u", number);
        dtl_buffer_put(out, line + head, size - head);
        at += size;
    }
}

static bool tell_named(void *context, const char *bytes, size_t length)
{
    naming *n = context;
    const dtl_listener *listener = n->listener;
    const size_t before = strlen(document_line);
    const char *end = memchr(bytes, '\n', length);
    if (!listener->line || !end || (size_t)(end - bytes) < before)
        return true;
    dtl_slice name = dtl_slice_make(bytes + before, (size_t)(end - bytes) - before);
    if (dtl_map_get(&n->names, name) == DTL_NONE) {
        take_name(n, name);
        return listener->line(listener->context, bytes, length);
    }
    rename_report(bytes, length, name.length, take_number(n, name), &n->renamed);
    return listener->line(listener->context, n->renamed.bytes, n->renamed.length);
}

static bool tell_message(void *context, const dtl_message *message)
{
    const dtl_listener *listener = ((naming *)context)->listener;
    return !listener->message || listener->message(listener->context, message);
}

static bool tell_progress(void *context, const dtl_progress *progress)
{
    const dtl_listener *listener = ((naming *)context)->listener;
    return !listener->progress || listener->progress(listener->context, progress);
}

/* ---- the call ---- */

/* All blocks in their order are the body, with the bullets that they begin with: nothing is left out. */
static dtl_err take_all(dtl_doc *doc)
{
    const dtl_slice text = doc->page.text;
    doc->article.body = (dtl_paragraph_array){0};
    doc->article.dropped = (dtl_dropped_array){0};
    doc->article.title = (dtl_span){0, 0};
    for (uint32_t i = 0, end = 0; i < doc->page.blocks.count; i++) {
        dtl_span span = doc->page.blocks.items[i].span;
        uint32_t start = span.offset;
        while (!doc->page.html && start > end && text.ptr[start - 1] != '\n')
            start--;
        end = dtl_span_end(span);
        dtl_paragraph *paragraph = dtl_array_push(doc->arena, &doc->article.body);
        if (!paragraph)
            return DTL_ERR_BUDGET;
        *paragraph = (dtl_paragraph){.span = dtl_span_between(start, end), .block = i, .role = DTL_ROLE_PARAGRAPH};
    }
    return DTL_OK;
}

static dtl_err run_plain(const dtl_engine *engine, dtl_doc *doc, dtl_error *error)
{
    dtl_err err = dtl_doc_run_stages(engine, doc, 0, DTL_STAGE_TEXT, error);
    if (!err && take_all(doc))
        err = dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    return err ? err : dtl_doc_run_stages(engine, doc, DTL_STAGE_TEXT, DTL_STAGE_VOICE, error);
}

static dtl_err run_to_names(const dtl_engine *engine, dtl_doc *doc, dtl_error *error)
{
    return dtl_doc_run_stages(engine, doc, 0, DTL_STAGE_VOICE, error);
}

dtl_err dtl_parse_batch(const dtl_engine *engine, const dtl_batch *batch, bool plain, const dtl_listener *listener, dtl_progress *totals,
                        dtl_error *error)
{
    naming n = {.listener = listener};
    const dtl_listener inner = {.context = &n, .line = tell_named, .message = tell_message, .progress = tell_progress};
    dtl_arena_init(&n.arena, NAMES_BUDGET);
    dtl_map_init(&n.names, &n.arena);
    const dtl_way way = {plain ? run_plain : run_to_names, render};
    dtl_err err = dtl_batch_run(engine, batch, &way, NULL, NULL, &inner, totals, error);
    dtl_buffer_free(&n.renamed);
    dtl_arena_free(&n.arena);
    return err;
}
