/* The coded report: from a document, to a line, and back; and the check of all layers. All texts are invented. */
#include "check.h"
#include "reports.h"
#include "base/error.h"

#define WITH_ARENA(a) dtl_arena a; dtl_arena_init(&a, (size_t)1 << 28)

/* A report that uses every kind of field. */
static dtl_report *full_report(dtl_arena *a)
{
    dtl_report *r = make_report(a, "full.txt", "Harbour Post", "2024-03-10",
                                "SALT BAY – Police said on Sunday that the Dock Front killed 3 guards in Salt Bay.\n\nThe Dock Front denied it. “No.”");
    r->title = find_span(r, "Police said");
    r->agency = find_span(r, "Dock Front");
    r->url = DTL_SLICE("https://harbour-post.example/1?a=\"b\"");
    r->published_minute = 615;
    uint32_t e = add_event(a, r, DTL_EVENT_ASSAULT, DTL_MODE_FIREARMS, "killed 3 guards in Salt Bay");
    add_role(a, r, e, DTL_EVENT_ACTOR, "dock-front", "Dock Front", "organisation");
    add_role(a, r, e, DTL_EVENT_PLACE, "salt-bay", "Salt Bay", "place");
    r->actors.items[1].latitude = 12345678;
    r->actors.items[1].longitude = -98765432;
    r->events.items[e].killed = (dtl_range){3, 3};
    r->events.items[e].contexts = DTL_CONTEXT_BIT(DTL_CONTEXT_TERRORISM) | DTL_CONTEXT_BIT(DTL_CONTEXT_MILITARY);
    r->events.items[e].weapon = DTL_SLICE("hunting rifle");
    r->events.items[e].historical = true;
    r->events.items[e].confidence = 875;
    r->events.items[e].injured = (dtl_range){2, DTL_COUNT_OPEN};
    r->events.items[e].days = (dtl_interval){day_of("2024-03-09").low, DTL_DAY_OPEN_FUTURE};
    r->events.items[e].age = (dtl_age){.told = true, .weekday = 7, .low = 0, .high = 6};
    uint32_t v = add_voice(a, r, DTL_NONE, "police", "police", "organisation", DTL_CUE_SAY, "said");
    uint32_t w = add_voice(a, r, v, "dock-front", "Dock Front", "organisation", DTL_CUE_DENY, "denied");
    uint32_t held = add_claim(a, r, e, v, DTL_STANCE_SUPPORTS, 1, "killed 3 guards");
    r->claims.items[held].field = DTL_FIELD_KILLED;
    r->claims.items[held].value = DTL_SLICE("3");
    r->claims.items[held].factuality = 240;
    r->claims.items[held].likelihood = DTL_LIKELIHOOD_VERY_LIKELY;
    r->voices.items[v].kind = DTL_SOURCE_STATE;
    for (int i = 0; i < 2; i++)
        assert_non_null(dtl_array_push(a, &r->source_map));
    r->source_map.items[0] = (dtl_source_point){0, 3};
    r->source_map.items[1] = (dtl_source_point){8, 9};
    uint32_t denied = add_claim(a, r, e, w, DTL_STANCE_DENIES, -1, "denied it");
    r->claims.items[denied].targets = held;
    dtl_report_part *part = dtl_array_push(a, &r->dropped);
    *part = (dtl_report_part){.span = find_span(r, "“No.”"), .name = DTL_SLICE("share"), .metadata = true};
    dtl_note *note = dtl_array_push(a, &r->notes);
    *note = (dtl_note){.room = "page", .text = DTL_SLICE("a tab\tand a line\nbreak")};
    return r;
}

static dtl_slice written(const dtl_report *r, dtl_buffer *out)
{
    dtl_buffer_clear(out);
    dtl_report_write(r, out);
    assert_false(out->failed);
    assert_true(out->length > 1 && out->bytes[out->length - 1] == '\n');
    assert_null(memchr(out->bytes, '\n', out->length - 1));
    return dtl_slice_make(out->bytes, out->length - 1);
}

static void written_read_and_written_is_the_same(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report again;
    dtl_error error = {0};
    dtl_buffer first = {0}, second = {0};
    dtl_slice line = written(full_report(&a), &first);
    if (dtl_report_read(line, &a, &again, &error))
        fail_msg("%s", error.message);
    dtl_slice other = written(&again, &second);
    assert_true(dtl_slice_equal(line, other));
    assert_int_equal(again.claims.items[1].targets, 0);
    assert_int_equal(again.claims.items[0].factuality, 240);
    assert_int_equal(again.claims.items[0].likelihood, DTL_LIKELIHOOD_VERY_LIKELY);
    assert_int_equal(again.voices.items[0].kind, DTL_SOURCE_STATE);
    assert_int_equal(again.source_map.count, 2);
    assert_int_equal(again.source_map.items[1].source_offset, 9);
    assert_int_equal(again.voices.items[1].parent, 0);
    assert_true(again.events.items[0].injured.high == DTL_COUNT_OPEN);
    assert_int_equal(again.events.items[0].days.high, DTL_DAY_OPEN_FUTURE);
    assert_true(again.events.items[0].age.told && again.events.items[0].age.weekday == 7 && again.events.items[0].age.high == 6);
    assert_slice(dtl_span_text(again.text, again.events.items[0].mentions.items[0].evidence), "killed 3 guards in Salt Bay");
    dtl_buffer_free(&first);
    dtl_buffer_free(&second);
    dtl_arena_free(&a);
}

/* Replaces the first `from` in the line of the full report by `to` and expects the error to hold `words`. */
static void broken(const char *from, const char *to, dtl_err code, const char *words)
{
    WITH_ARENA(a);
    dtl_buffer line = {0}, changed = {0};
    dtl_report report;
    dtl_error error = {0};
    dtl_slice whole = written(full_report(&a), &line);
    uint32_t at = dtl_slice_find(whole, dtl_slice_from_cstr(from), 0);
    if (at == DTL_NONE)
        fail_msg("no %s in %.*s", from, (int)whole.length, whole.ptr);
    dtl_buffer_put(&changed, whole.ptr, at);
    dtl_buffer_cstr(&changed, to);
    dtl_buffer_put(&changed, whole.ptr + at + strlen(from), whole.length - at - strlen(from));
    dtl_err err = dtl_report_read(dtl_slice_make(changed.bytes, changed.length), &a, &report, &error);
    if (err != code || !strstr(error.message, words))
        fail_msg("%s → %s: error %d, %s", from, to, err, error.message);
    dtl_buffer_free(&line);
    dtl_buffer_free(&changed);
    dtl_arena_free(&a);
}

/* Lines of before had no contexts, weapon, history and confidence. */
static void older_lines_are_read(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report again;
    dtl_error error = {0};
    dtl_buffer out = {0};
    static const char now[] = "\"historical\":true,\"contexts\":[\"military\",\"terrorism\"],\"weapon\":\"hunting rifle\",\"confidence\":875,";
    dtl_slice line = written(full_report(&a), &out);
    uint32_t at = dtl_slice_find(line, dtl_slice_from_cstr(now), 0), length = sizeof now - 1;
    assert_int_not_equal(at, DTL_NONE);
    memmove(out.bytes + at, out.bytes + at + length, line.length - at - length);
    if (dtl_report_read(dtl_slice_make(line.ptr, line.length - length), &a, &again, &error))
        fail_msg("%s", error.message);
    const dtl_report_event *e = &again.events.items[0];
    assert_true(e->contexts == 0 && !e->historical && e->confidence == 0 && e->weapon.length == 0);
    dtl_buffer_free(&out);
    dtl_arena_free(&a);
}

/* What a claim or voice does not say is not written; lines of before read the same. */
static void members_that_say_nothing_are_left_out(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *r = make_report(&a, "plain.txt", "Harbour Post", NULL, "Guards said a bomb killed 3 people.");
    dtl_buffer out = {0};
    uint32_t e = add_event(&a, r, DTL_EVENT_ASSAULT, DTL_MODE_EXPLOSIVES, "a bomb killed 3 people");
    uint32_t v = add_voice(&a, r, DTL_NONE, "guards", "Guards", "role", DTL_CUE_SAY, "said");
    add_claim(&a, r, e, v, DTL_STANCE_SUPPORTS, 1, "a bomb killed 3 people");
    dtl_slice line = written(r, &out);
    static const char *const members[] = {"factuality", "likelihood", "source_map"};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        assert_int_equal(dtl_slice_find(line, dtl_slice_from_cstr(members[i]), 0), DTL_NONE);
    r->voices.items[v].kind = DTL_SOURCE_WITNESS;
    line = written(r, &out);
    assert_int_not_equal(dtl_slice_find(line, DTL_SLICE("\"kind\":\"witness\""), 0), DTL_NONE);
    dtl_buffer_free(&out);
    dtl_arena_free(&a);
}

/* "“No.” said" in windows-1252 has quotation marks of one byte; a line break of two bytes has one in the text. */
static void spans_are_found_in_the_source(void **state)
{
    (void)state;
    dtl_source_point points[] = {{2, 0}, {5, 1}, {8, 4}, {11, 5}, {20, 15}};
    dtl_source_point_array map = {.items = points, .count = 5, .capacity = 5};
    dtl_span found = {0};
    assert_true(dtl_source_span(&map, (dtl_span){2, 9}, &found)); /* both marks and the word: 1 + 3 + 1 bytes */
    assert_int_equal(found.offset, 0);
    assert_int_equal(found.length, 5);
    assert_true(dtl_source_span(&map, (dtl_span){12, 8}, &found)); /* up to the line break, which is left out */
    assert_int_equal(found.offset, 6);
    assert_int_equal(found.length, 8);
    assert_true(dtl_source_span(&map, (dtl_span){12, 9}, &found));
    assert_int_equal(found.length, 10);
    assert_false(dtl_source_span(&map, (dtl_span){0, 5}, &found)); /* a title given beside the text */
    map.count = 0;
    assert_false(dtl_source_span(&map, (dtl_span){2, 9}, &found));
}

static void broken_lines_say_what_and_where(void **state)
{
    (void)state;
    broken("\"schema\":1", "\"schema\":7", DTL_ERR_VERSION, "version 7; this program reads version 1");
    broken("\"schema\":1,", "", DTL_ERR_INPUT, "schema: missing");
    broken("\"evidence\":[", "\"evidence\":[9", DTL_ERR_INPUT, "events[0].mentions[0].evidence");
    broken("\"trigger\":[", "\"trigger\":[-", DTL_ERR_INPUT, "events[0].mentions[0].trigger");
    broken("\"event\":0", "\"event\":5", DTL_ERR_INPUT, "claims[0].event: 5 is outside 0–0");
    broken("\"targets\":0", "\"targets\":1", DTL_ERR_INPUT, "claims[1].targets: itself");
    broken("\"voices\":[{", "\"voices\":[{\"parent\":0,", DTL_ERR_INPUT, "parent: a circle");
    broken("\"voices\":[{", "\"voices\":[{\"parent\":1,", DTL_ERR_INPUT, "parent: a circle");
    broken("\"name\":\"Dock Front\",", "", DTL_ERR_INPUT, "actors[0].name: missing");
    broken("\"holder\":2", "\"holder\":3", DTL_ERR_INPUT, "voices[0].holder");
    broken("\"actor\":[0]", "\"actor\":[0,0]", DTL_ERR_INPUT, "events[0].actor: the same participant twice");
    broken("\"actor\":[0]", "\"actor\":[7]", DTL_ERR_INPUT, "events[0].actor");
    broken("ASSAULT", "ASSULT", DTL_ERR_INPUT, "events[0].type: not a known name");
    broken("\"terrorism\"", "\"weather\"", DTL_ERR_INPUT, "events[0].contexts: not a known name");
    broken("\"terrorism\"", "\"\"", DTL_ERR_INPUT, "events[0].contexts: not a known name");
    broken("\"contexts\":[", "\"contexts\":7,\"x\":[", DTL_ERR_INPUT, "events[0].contexts: not a list of contexts");
    broken("\"confidence\":875", "\"confidence\":1001", DTL_ERR_INPUT, "events[0].confidence: 1001 is outside 0–1000");
    broken("\"killed\":[3,3]", "\"killed\":[3,2]", DTL_ERR_INPUT, "events[0].killed");
    broken("\"killed\":[3,3]", "\"killed\":[3.5,4]", DTL_ERR_INPUT, "events[0].killed: not a whole number");
    broken("\"2024-03-10\",\"2024-03-10\"", "\"2024-02-31\",\"2024-03-10\"", DTL_ERR_INPUT, "published: not a day");
    broken("\"2024-03-10\",\"2024-03-10\"", "\"2024-03-11\",\"2024-03-10\"", DTL_ERR_INPUT, "published: ends before it begins");
    broken("\"published_minute\":615", "\"published_minute\":1440", DTL_ERR_INPUT, "published_minute");
    broken("\"polarity\":-1", "\"polarity\":-2", DTL_ERR_INPUT, "claims[1].polarity");
    broken("\"factuality\":240", "\"factuality\":301", DTL_ERR_INPUT, "claims[0].factuality");
    broken("\"likelihood\":\"80-95\"", "\"likelihood\":\"80-96\"", DTL_ERR_INPUT, "claims[0].likelihood: not a known name");
    broken("\"kind\":\"state\"", "\"kind\":\"planet\"", DTL_ERR_INPUT, "voices[0].kind: not a known name");
    broken("\"age\":[0,6]", "\"age\":[6,0]", DTL_ERR_INPUT, "events[0].age: 0 is outside 6");
    broken("\"age_weekday\":7", "\"age_weekday\":8", DTL_ERR_INPUT, "events[0].age_weekday: 8 is outside 1");
    broken("\"source_map\":[0,3,8,9]", "\"source_map\":[0,3,8]", DTL_ERR_INPUT, "source_map: not pairs of offsets");
    broken("\"source_map\":[0,3,8,9]", "\"source_map\":[8,9,0,3]", DTL_ERR_INPUT, "source_map: 0 is outside 8–");
    broken("\"key\":\"", "\"key\":\"X", DTL_ERR_INPUT, "key: not 64 hexadecimal digits");
    broken("\"id\":\"dock-front\"", "\"id\":\"\"", DTL_ERR_INPUT, "actors[0].id: empty");
    broken("\"position\":[12345678", "\"position\":[92345678", DTL_ERR_INPUT, "position");
    broken("\"position\":[12345678,-98765432]", "\"position\":7", DTL_ERR_INPUT, "position");
    broken("\"english\":true", "\"english\":\"yes\"", DTL_ERR_INPUT, "english: neither true nor false");
    broken("\"mentions\":[{", "\"mentions\":[],\"x\":[{", DTL_ERR_INPUT, "mentions: none");
    broken("\"url\":", "\"url\":\"\",\"url\":", DTL_ERR_INPUT, "duplicate");
    broken("SALT", "S\xff" "ALT", DTL_ERR_INPUT, "report line");
    broken("{\"schema\"", "[{\"schema\"", DTL_ERR_INPUT, "report line");
}

static void spans_must_not_cut_characters(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report *r = full_report(&a), again;
    dtl_error error = {0};
    dtl_buffer line = {0};
    r->title = find_span(r, "–");
    r->title.length = 1;
    assert_int_equal(dtl_report_read(written(r, &line), &a, &again, &error), DTL_ERR_INPUT);
    assert_non_null(strstr(error.message, "title: cuts a character in two"));
    dtl_buffer_free(&line);
    dtl_arena_free(&a);
}

static void junk_and_depth_are_refused(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_report report;
    dtl_error error;
    static const char *const lines[] = {"", " ", "null", "7", "[]", "{}", "{\"schema\":1}", "{\"schema\":\"1\"}", "{", "\"", "\x01\x02", "{\"schema\":1,\"text\":7}"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        memset(&error, 0, sizeof error);
        assert_int_equal(dtl_report_read(dtl_slice_from_cstr(lines[i]), &a, &report, &error), DTL_ERR_INPUT);
        assert_true(error.message[0]);
    }
    char *deep = malloc(100000);
    assert_non_null(deep);
    memset(deep, '[', 100000);
    assert_int_equal(dtl_report_read(dtl_slice_make(deep, 100000), &a, &report, &error), DTL_ERR_INPUT);
    free(deep);
    dtl_arena_free(&a);
}

/* Every prefix and every changed byte of a good line: an error or a report, never a crash. */
static void damaged_lines_never_crash(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_buffer line = {0};
    dtl_report report;
    dtl_error error;
    dtl_slice whole = written(full_report(&a), &line);
    char *copy = malloc(whole.length);
    assert_non_null(copy);
    for (uint32_t i = 0; i < whole.length; i++) {
        dtl_arena scratch;
        dtl_arena_init(&scratch, (size_t)1 << 20);
        assert_int_not_equal(dtl_report_read((dtl_slice){whole.ptr, i}, &scratch, &report, &error), DTL_OK);
        memcpy(copy, whole.ptr, whole.length);
        copy[i] = (char)(copy[i] ^ (1 << (i % 7)));
        dtl_report_read((dtl_slice){copy, whole.length}, &scratch, &report, &error);
        dtl_arena_free(&scratch);
    }
    free(copy);
    dtl_buffer_free(&line);
    dtl_arena_free(&a);
}

static void a_small_budget_is_said(void **state)
{
    (void)state;
    WITH_ARENA(a);
    dtl_buffer line = {0};
    dtl_report report;
    dtl_error error;
    dtl_slice whole = written(full_report(&a), &line);
    dtl_arena scratch;
    dtl_arena_init(&scratch, 512);
    assert_int_equal(dtl_report_read(whole, &scratch, &report, &error), DTL_ERR_BUDGET);
    dtl_arena_free(&scratch);
    dtl_buffer_free(&line);
    dtl_arena_free(&a);
}

/* ---- from a document ---- */

#define PUSH(array, ...)                                       \
    do {                                                       \
        assert_non_null(dtl_array_push(a, (array)));           \
        (array)->items[(array)->count - 1] = __VA_ARGS__;      \
    } while (0)

/* "Police said guards fled. Guards fled twice." with two mentions of one occurrence, told by one voice. */
static void small_document(dtl_arena *a, dtl_doc *doc)
{
    static const char text[] = "Police said guards fled. Guards fled twice.";
    *doc = (dtl_doc){.arena = a};
    doc->source = (dtl_source){.bytes = dtl_slice_from_cstr(text), .file = DTL_SLICE("caf\xe9.txt"), .outlet = DTL_SLICE("Harbour Post")};
    doc->page.text = dtl_slice_from_cstr(text);
    doc->article.published = DTL_INTERVAL_OPEN;
    doc->article.published_minute = -1;
    doc->article.published_from = "";
    doc->article.english = true;
    PUSH(&doc->page.blocks, (dtl_block){.span = {0, 43}, .kind = DTL_BLOCK_PARAGRAPH});
    PUSH(&doc->article.body, (dtl_paragraph){.span = {0, 43}});
    static const uint32_t offsets[] = {0, 7, 12, 19, 23, 25, 32, 37, 42}, lengths[] = {6, 4, 6, 4, 1, 6, 4, 5, 1}, heads[] = {1, DTL_NONE, 3, 1, 1, 6, DTL_NONE, 6, 6};
    for (uint32_t i = 0; i < 9; i++)
        PUSH(&doc->text.tokens, (dtl_token){.offset = offsets[i], .length = lengths[i], .sentence = i >= 5});
    PUSH(&doc->text.sentences, (dtl_sentence){.first = 0, .count = 5});
    PUSH(&doc->text.sentences, (dtl_sentence){.first = 5, .count = 4});
    doc->parse.words = dtl_arena_calloc(a, 9, sizeof *doc->parse.words);
    for (uint32_t i = 9; i-- > 0;)
        doc->parse.words[i] = (dtl_word){.head = heads[i], .first_child = DTL_NONE, .next_sibling = DTL_NONE, .lemma = DTL_SLICE("x")};
    for (uint32_t i = 9; i-- > 0;)
        if (heads[i] != DTL_NONE) {
            doc->parse.words[i].next_sibling = doc->parse.words[heads[i]].first_child;
            doc->parse.words[heads[i]].first_child = i;
        }
    PUSH(&doc->mention.mentions, (dtl_mention){.span = {0, 6}, .first = 0, .count = 1, .head = 0, .target = 1, .rule = DTL_NONE, .kind = DTL_MENTION_ORGANISATION});
    PUSH(&doc->mention.mentions, (dtl_mention){.span = {12, 6}, .first = 2, .count = 1, .head = 2, .target = 2, .rule = DTL_NONE, .kind = DTL_MENTION_ROLE});
    PUSH(&doc->mention.mentions, (dtl_mention){.span = {25, 6}, .first = 5, .count = 1, .head = 5, .target = 2, .rule = DTL_NONE, .kind = DTL_MENTION_ROLE});
    static const char *const ids[] = {"unused", "police", "role:guard"};
    for (uint32_t i = 0; i < 3; i++)
        PUSH(&doc->mention.entities, (dtl_entity){.id = dtl_slice_from_cstr(ids[i]), .name = dtl_slice_from_cstr(ids[i]), .latitude = INT32_MIN, .longitude = INT32_MIN,
                                                  .rule = DTL_NONE, .kind = i == 2 ? DTL_MENTION_ROLE : DTL_MENTION_ORGANISATION});
    doc->mention.published = DTL_INTERVAL_OPEN;
    doc->mention.published_from = "";
    PUSH(&doc->voice.voices, (dtl_voice){.parent = DTL_NONE, .holder = 0, .medium = DTL_NONE, .on_behalf_of = DTL_NONE, .said_at = DTL_NONE, .holder_span = {0, 6},
                                         .cue_span = {7, 4}, .content_span = {12, 11}, .cue_token = 1, .content_first = 2, .content_count = 2, .content_head = 3, .rule = DTL_NONE});
    for (uint32_t i = 0; i < 2; i++) {
        PUSH(&doc->event.events, (dtl_event){.evidence = i ? (dtl_span){25, 17} : (dtl_span){12, 11}, .sentence = i, .trigger = i ? 6 : 3, .voice = i ? DTL_NONE : 0, .time = DTL_NONE,
                                             .days = DTL_INTERVAL_OPEN, .killed = DTL_RANGE_NONE, .injured = i ? (dtl_range){2, 5} : (dtl_range){4, DTL_COUNT_OPEN}, .arrested = DTL_RANGE_NONE,
                                             .figure = DTL_RANGE_NONE, .figure_noun = DTL_NONE, .setting = DTL_NONE, .rule = DTL_NONE, .type = DTL_EVENT_RETREAT,
                                             .weapon = i ? 5 : DTL_NONE, .historical = i, .confidence = i ? 700 : 400,
                                             .contexts = DTL_CONTEXT_BIT(i ? DTL_CONTEXT_CORRUPTION : DTL_CONTEXT_CRIME)});
        PUSH(&doc->event.participants, (dtl_participant){.event = i, .mention = 1 + i, .role = DTL_EVENT_ACTOR});
    }
    PUSH(&doc->claim.claims, (dtl_claim){.event = 1, .voice = 0, .targets = DTL_NONE, .span = {12, 11}, .rule = DTL_NONE, .polarity = 1});
    doc->claim.status = dtl_arena_calloc(a, 2, 1);
    doc->claim.status[0] = doc->claim.status[1] = DTL_STATUS_CLAIMED;
}

static void mentions_of_one_occurrence_become_one_event(void **state)
{
    (void)state;
    WITH_ARENA(arena);
    dtl_arena *a = &arena;
    dtl_doc doc;
    dtl_report r, again;
    dtl_error error = {0};
    dtl_buffer line = {0};
    small_document(a, &doc);
    doc.parse.words[5].lemma = DTL_SLICE("guard");
    if (!dtl_doc_check(&doc, &error))
        fail_msg("%s", error.message);
    assert_int_equal(dtl_report_from_doc(&doc, NULL, DTL_SLICE_EMPTY, a, &r), DTL_OK);
    assert_int_equal(r.events.count, 1);
    assert_int_equal(r.events.items[0].mentions.count, 2);
    assert_int_equal(r.events.items[0].roles[DTL_EVENT_ACTOR].count, 1);
    assert_true(r.events.items[0].injured.low == 4 && r.events.items[0].injured.high == 5); /* "at least 4" and "2 to 5" */
    assert_int_equal(r.actors.count, 2); /* only those in use, voices first */
    assert_true(r.events.items[0].contexts == DTL_CONTEXT_BIT(DTL_CONTEXT_CORRUPTION)); /* crime goes without saying */
    assert_int_equal(r.events.items[0].confidence, 700);
    assert_false(r.events.items[0].historical); /* one mention tells it as news */
    assert_slice(r.events.items[0].weapon, "guard");
    assert_slice(r.actors.items[0].id, "police");
    assert_int_equal(r.claims.items[0].event, 0);
    if (dtl_report_read(written(&r, &line), a, &again, &error)) /* the file name was not UTF-8: it is now */
        fail_msg("%s", error.message);
    assert_slice(again.file, "caf\xEF\xBF\xBD.txt");
    dtl_buffer_free(&line);
    dtl_arena_free(a);
}

static void the_key_depends_on_all_that_decides(void **state)
{
    (void)state;
    WITH_ARENA(arena);
    dtl_arena *a = &arena;
    dtl_doc doc;
    dtl_report first, r;
    small_document(a, &doc);
    assert_int_equal(dtl_report_from_doc(&doc, NULL, DTL_SLICE("m"), a, &first), DTL_OK);
    assert_int_equal(first.key.length, 64);
    assert_int_equal(dtl_report_from_doc(&doc, NULL, DTL_SLICE("m"), a, &r), DTL_OK);
    assert_true(dtl_slice_equal(first.key, r.key));
    for (int i = 0; i < 5; i++) {
        dtl_doc other = doc;
        dtl_slice *const fields[] = {&other.source.bytes, &other.source.outlet, &other.source.published, &other.source.url};
        if (i < 4)
            *fields[i] = DTL_SLICE("something else");
        assert_int_equal(dtl_report_from_doc(&other, NULL, i < 4 ? DTL_SLICE("m") : DTL_SLICE("n"), a, &r), DTL_OK);
        assert_false(dtl_slice_equal(first.key, r.key));
    }
    dtl_arena_free(a);
}

/* Each change breaks one promise of doc.h; the check must name the room. */
static void broken_layers_are_found(void **state)
{
    (void)state;
    for (int i = 0; i < 26; i++) {
        WITH_ARENA(arena);
        dtl_arena *a = &arena;
        dtl_doc doc;
        dtl_error error = {0};
        const char *room = NULL;
        small_document(a, &doc);
        switch (i) {
        case 0: doc.page.text = DTL_SLICE("\xff"); room = "page"; break;
        case 1: doc.page.blocks.items[0].span.length = 99; room = "page"; break;
        case 2: doc.page.blocks.items[0].link_length = 44; room = "page"; break;
        case 3: doc.article.body.items[0].block = 4; room = "article"; break;
        case 4: doc.article.published = (dtl_interval){5, 4}; room = "article"; break;
        case 5: doc.article.body.items[0].lead_in = 44; room = "article"; break;
        case 6: doc.text.tokens.items[3].sentence = 1; room = "text"; break;
        case 7: doc.text.tokens.items[3].offset = 13; room = "text"; break;
        case 8: doc.text.sentences.items[1].count = 3; room = "text"; break;
        case 9: doc.parse.words[2].head = 7; room = "parse"; break;
        case 10: doc.parse.words[1].head = 3; doc.parse.words[3].head = 1; room = "parse"; break;
        case 11: doc.parse.words[6].head = 5; room = "parse"; break;
        case 12: doc.parse.words[0].upos = 99; room = "parse"; break;
        case 13: doc.parse.words[1].first_child = DTL_NONE; room = "parse"; break;
        case 14: doc.mention.mentions.items[0].target = 3; room = "mention"; break;
        case 15: doc.mention.mentions.items[0].head = 1; room = "mention"; break;
        case 16: doc.mention.mentions.items[1].first = 0; doc.mention.mentions.items[1].head = 0; doc.mention.mentions.items[1].count = 2; room = "mention"; break;
        case 17: doc.mention.entities.items[0].place_precision = 6; room = "mention"; break;
        case 18: doc.voice.voices.items[0].parent = 0; room = "voice"; break;
        case 19: doc.voice.voices.items[0].content_count = 8; room = "voice"; break;
        case 20: doc.voice.voices.items[0].cue = DTL_CUE_COUNT; room = "voice"; break;
        case 21: doc.event.events.items[0].occurrence = 1; room = "event"; break;
        case 22: doc.event.events.items[1].killed = (dtl_range){3, 1}; room = "event"; break;
        case 23: doc.event.participants.items[0].mention = 9; room = "event"; break;
        case 24: doc.claim.claims.items[0].event = 2; room = "claim"; break;
        default: doc.claim.claims.items[0].polarity = 2; room = "claim"; break;
        }
        if (dtl_doc_check(&doc, &error))
            fail_msg("change %d was not found", i);
        if (strncmp(error.message, room, strlen(room)) != 0)
            fail_msg("change %d: %s", i, error.message);
        dtl_arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_read_and_written_is_the_same),
        cmocka_unit_test(older_lines_are_read),
        cmocka_unit_test(members_that_say_nothing_are_left_out),
        cmocka_unit_test(spans_are_found_in_the_source),
        cmocka_unit_test(broken_lines_say_what_and_where),
        cmocka_unit_test(spans_must_not_cut_characters),
        cmocka_unit_test(junk_and_depth_are_refused),
        cmocka_unit_test(damaged_lines_never_crash),
        cmocka_unit_test(a_small_budget_is_said),
        cmocka_unit_test(mentions_of_one_occurrence_become_one_event),
        cmocka_unit_test(the_key_depends_on_all_that_decides),
        cmocka_unit_test(broken_layers_are_found),
    };
    return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
