/* groups: short reports invented for this project, and the armed groups that they name.
 *
 * In: tests/cases/groups/names.txt, one report a line, "=>", the ids. A line holds when the mentions of the report stand for
 * exactly these groups (rows of kind=armed in rules/en/actors.txt), no more and no less. "wrong:" in front of a line is what
 * the program gets wrong today, with the right answer: it fails as soon as it holds. */
#include "api/engine.h"
#include "check.h"
#include <stdio.h>

enum { GROUPS_MAX = 16, FILE_MAX = 1 << 18 };

/* The groups that one report names. */
typedef struct named {
    dtl_slice ids[GROUPS_MAX];
    uint32_t count;
} named;

static void add(named *n, dtl_slice id)
{
    for (uint32_t i = 0; i < n->count; i++)
        if (dtl_slice_equal(n->ids[i], id))
            return;
    assert_true(n->count < GROUPS_MAX);
    n->ids[n->count++] = id;
}

static bool has(const named *n, dtl_slice id)
{
    for (uint32_t i = 0; i < n->count; i++)
        if (dtl_slice_equal(n->ids[i], id))
            return true;
    return false;
}

/* A report of one block: a title or a paragraph, as the article room would give it. */
static void open_doc(dtl_doc *doc, dtl_arena *arena, dtl_slice text, bool headline)
{
    *doc = (dtl_doc){.arena = arena};
    doc->page.text = text;
    dtl_block *block = dtl_array_push(arena, &doc->page.blocks);
    dtl_paragraph *paragraph = dtl_array_push(arena, &doc->article.body);
    assert_non_null(block);
    assert_non_null(paragraph);
    block->span = paragraph->span = (dtl_span){0, text.length};
    doc->article.english = true;
    doc->article.published = DTL_INTERVAL_OPEN;
    doc->article.published_minute = -1;
    doc->article.published_from = "";
    if (headline) {
        doc->article.title = block->span;
        doc->article.body.count = 0;
    }
}

static void read_named(const dtl_doc *doc, const dtl_engine *engine, named *out)
{
    for (uint32_t i = 0; i < doc->mention.mentions.count; i++) {
        const dtl_mention *m = &doc->mention.mentions.items[i];
        if (m->kind != DTL_MENTION_ORGANISATION || m->target == DTL_NONE)
            continue;
        const dtl_entity *entity = &doc->mention.entities.items[m->target];
        if (entity->rule != DTL_NONE && dtl_slice_is(dtl_rules_attribute(engine->rules, entity->rule, "kind"), "armed"))
            add(out, entity->id);
    }
}

/* One line; what differs is printed. */
static bool holds(const dtl_engine *engine, dtl_slice line, int number, bool tell)
{
    dtl_arena arena;
    dtl_doc doc;
    named got = {.count = 0}, want = {.count = 0};
    uint32_t arrow = dtl_slice_find(line, DTL_SLICE("=>"), 0);
    assert_true(arrow != DTL_NONE);
    dtl_slice text = dtl_slice_trim(dtl_slice_make(line.ptr, arrow)), ids = dtl_slice_make(line.ptr + arrow + 2, line.length - arrow - 2), id;
    bool headline = dtl_slice_starts_with(text, DTL_SLICE("headline:")), same = true;
    if (headline)
        text = dtl_slice_trim(dtl_slice_make(text.ptr + 9, text.length - 9));
    dtl_arena_init(&arena, (size_t)64 << 20);
    open_doc(&doc, &arena, text, headline);
    bool mentioned = false;
    for (int stage = 0; stage < DTL_STAGE_COUNT && !mentioned; stage++) {
        mentioned = strcmp(dtl_stages[stage].name, "mention") == 0;
        if (strcmp(dtl_stages[stage].name, "page") != 0 && strcmp(dtl_stages[stage].name, "article") != 0)
            assert_int_equal(dtl_stages[stage].run(engine, &doc), DTL_OK);
    }
    assert_true(mentioned);
    read_named(&doc, engine, &got);
    while (dtl_slice_next_field(&ids, ' ', &id))
        if (dtl_slice_trim(id).length)
            add(&want, dtl_slice_trim(id));
    for (uint32_t i = 0; i < want.count; i++)
        if (!has(&got, want.ids[i])) {
            same = false;
            if (tell)
                printf("# line %d: not found: %.*s in: %.*s\n", number, (int)want.ids[i].length, want.ids[i].ptr, (int)text.length, text.ptr);
        }
    for (uint32_t i = 0; i < got.count; i++)
        if (!has(&want, got.ids[i])) {
            same = false;
            if (tell)
                printf("# line %d: not named: %.*s in: %.*s\n", number, (int)got.ids[i].length, got.ids[i].ptr, (int)text.length, text.ptr);
        }
    dtl_arena_free(&arena);
    return same;
}

static void every_line_names_its_groups(void **state)
{
    (void)state;
    char path[1024], *bytes = malloc(FILE_MAX);
    dtl_engine *engine = NULL;
    dtl_error error = {0};
    const char *source = getenv("DATELINE_SOURCE");
    assert_non_null(bytes);
    snprintf(path, sizeof path, "%s/tests/cases/groups/names.txt", source ? source : ".");
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t length = fread(bytes, 1, FILE_MAX, file);
    fclose(file);
    assert_true(length > 0 && length < FILE_MAX);
    assert_int_equal(dtl_engine_open(NULL, &engine, &error), DTL_OK);
    dtl_slice rest = dtl_slice_make(bytes, length), line;
    int number = 0, lines = 0, failed = 0;
    while (dtl_slice_next_field(&rest, '\n', &line)) {
        number++;
        line = dtl_slice_trim(line);
        if (!line.length || line.ptr[0] == '#')
            continue;
        bool wrong = dtl_slice_starts_with(line, DTL_SLICE("wrong:"));
        if (wrong)
            line = dtl_slice_make(line.ptr + 6, line.length - 6);
        lines++;
        if (holds(engine, line, number, !wrong) == wrong) {
            failed++;
            if (wrong)
                printf("# line %d holds now: take \"wrong:\" away\n", number);
        }
    }
    dtl_engine_close(engine);
    free(bytes);
    assert_true(lines > 100);
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_line_names_its_groups)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
