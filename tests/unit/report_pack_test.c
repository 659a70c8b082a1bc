/* Packed reports: whatever a report holds comes back, and no bytes from outside do harm. */
#include "check.h"
#include "doc/report_pack.h"
#include "reports.h"

/* A report in which every list has items and every field another value than the one before. */
static dtl_report *full_report(dtl_arena *arena)
{
    dtl_report *r = make_report(arena, "full.txt", "Harbour Post", "2024-03-10",
                                "The harbour police said a bomb killed 3 guards in Salt Bay — “no warning”, wrote the Harbour Post.");
    const dtl_span words = find_span(r, "a bomb killed 3 guards"), head = find_span(r, "The harbour police");
    r->gazetteer = hash_hex(arena, "gazetteer");
    r->url = DTL_SLICE("https://harbour.example/1");
    r->given_published = DTL_SLICE("10 March 2024");
    r->title = head;
    r->byline = words;
    r->agency = r->dateline_place = r->section = head;
    r->published_minute = 61;
    r->published_best = r->published.low;
    for (uint32_t i = 0; i < 2; i++) {
        *(dtl_source_point *)dtl_array_push(arena, &r->source_map) = (dtl_source_point){i * 10, i * 12 + 3};
        *(dtl_report_part *)dtl_array_push(arena, &r->dropped) = (dtl_report_part){.span = head, .name = DTL_SLICE("copyright"), .metadata = i};
    }
    uint32_t event = add_event(arena, r, DTL_EVENT_ASSAULT, DTL_MODE_EXPLOSIVES, "a bomb killed 3 guards");
    uint32_t other = add_event(arena, r, DTL_EVENT_ASSAULT, DTL_MODE_NO_MODE, "no warning");
    add_role(arena, r, event, DTL_EVENT_PLACE, "salt-bay", "Salt Bay", "place");
    add_role(arena, r, event, DTL_EVENT_ACTOR, "dock-front", "Dock Front", "organisation");
    add_role(arena, r, event, DTL_EVENT_RECIPIENT, "person:anna bellow", "Anna Bellow", "person");
    dtl_report_actor *place = &r->actors.items[0];
    place->country = DTL_SLICE("XSB");
    place->admin1 = DTL_SLICE("Coast");
    place->admin2 = DTL_SLICE("Bay");
    place->latitude = -1234567;
    place->longitude = 7654321;
    place->geonames = 4711;
    r->actors.items[1].sector = DTL_SLICE("REB");
    r->actors.items[1].parent_id = DTL_SLICE("front");
    r->actors.items[1].spellings = DTL_SLICE("Docks; Front of the Docks");
    r->actors.items[2].role = DTL_SLICE("guard");
    dtl_report_event *e = &r->events.items[event];
    e->series = e->historical = e->foiled = true;
    e->contexts = DTL_CONTEXT_BIT(DTL_CONTEXT_MILITARY) | DTL_CONTEXT_BIT(DTL_CONTEXT_TERRORISM);
    e->confidence = 912;
    e->weapon = DTL_SLICE("car bomb");
    e->days = day_of("1969-12-31");
    e->age = (dtl_age){true, 3, -2, 400};
    e->killed = (dtl_range){3, 3};
    e->injured = (dtl_range){0, DTL_COUNT_OPEN};
    e->arrested = (dtl_range){1, 9};
    e->figure = (dtl_range){2000, 3000};
    e->figure_noun = DTL_SLICE("fighter");
    r->events.items[other].setting = 0;
    r->events.items[other].days = (dtl_interval){DTL_DAY_OPEN_PAST, day_of("2024-03-09").high};
    *(dtl_report_dated *)dtl_array_push(arena, &e->dated) = (dtl_report_dated){DTL_EVENT_ACTOR, 1, DTL_SLICE("GOV"), DTL_SLICE("XSB"), DTL_SLICE("as of 2024-01-01")};
    uint32_t first = add_voice(arena, r, DTL_NONE, "harbour-police", "harbour police", "organisation", DTL_CUE_SAY, "said");
    uint32_t second = add_voice(arena, r, first, "dock-front", "Dock Front", "organisation", DTL_CUE_SAY, "wrote");
    r->voices.items[second].medium = 0;
    r->voices.items[second].on_behalf_of = 1;
    r->voices.items[second].said_at = day_of("2024-03-08");
    r->voices.items[second].quote = DTL_QUOTE_MIXED;
    r->voices.items[second].kind = DTL_SOURCE_COUNT - 1;
    e->mentions.items[0].voice = second;
    add_claim(arena, r, event, second, DTL_STANCE_DENIES, -1, "a bomb killed 3 guards");
    add_claim(arena, r, event, DTL_NONE, DTL_STANCE_SUPPORTS, 1, "a bomb killed 3 guards");
    r->claims.items[1].targets = 0;
    r->claims.items[1].field = DTL_FIELD_KILLED;
    r->claims.items[1].value = DTL_SLICE("3");
    r->claims.items[1].factuality = -250;
    r->claims.items[1].likelihood = DTL_LIKELIHOOD_COUNT - 1;
    *(dtl_report_link *)dtl_array_push(arena, &r->links) = (dtl_report_link){other, event, words, DTL_LINK_COUNT - 1, DTL_SLICE("links.txt:3")};
    *(dtl_report_constraint *)dtl_array_push(arena, &r->constraints) =
        (dtl_report_constraint){.span = head, .evidence = DTL_SLICE("on Sunday"), .reason = DTL_SLICE("a reason"), .rule = DTL_SLICE("days.txt:2"), .days = day_of("2024-03-10"),
                                .from = -7, .to = 3, .month = 3, .day = 10, .weekday = 6, .next = -1, .kind = DTL_CONSTRAINT_KIND_COUNT - 1, .level = DTL_LEVEL_COUNT - 1,
                                .used = true, .conflict = true};
    *(dtl_note *)dtl_array_push(arena, &r->notes) = (dtl_note){"page", DTL_SLICE("a broken table"), words};
    return r;
}

static dtl_slice line_of(dtl_arena *arena, const dtl_report *r)
{
    dtl_buffer line = {0};
    dtl_slice copy;
    dtl_report_write(r, &line);
    assert_false(line.failed);
    assert_true(dtl_arena_copy(arena, dtl_slice_make(line.bytes, line.length), &copy));
    dtl_buffer_free(&line);
    return copy;
}

static dtl_buffer packed_of(dtl_arena *arena, const dtl_report *r)
{
    dtl_buffer packed = {0};
    assert_true(dtl_report_pack(r, arena, &packed));
    return packed;
}

/* What the ledger keeps beside the packed bytes. */
static dtl_report shell_of(const dtl_report *r)
{
    return (dtl_report){.key = r->key, .text = r->text, .rules = r->rules, .model = r->model, .gazetteer = r->gazetteer};
}

static void every_field_comes_back(void **state)
{
    dtl_arena arena;
    (void)state;
    dtl_arena_init(&arena, (size_t)1 << 26);
    const dtl_report *r = full_report(&arena);
    dtl_buffer packed = packed_of(&arena, r);
    dtl_report back = shell_of(r);
    dtl_report read;
    dtl_error error = {0};
    dtl_slice line = line_of(&arena, r);
    assert_int_equal(dtl_report_unpack(dtl_slice_make(packed.bytes, packed.length), &arena, &back), DTL_OK);
    assert_true(dtl_slice_equal(line, line_of(&arena, &back)));
    assert_true(packed.length * 3 < line.length);
    if (dtl_report_read(line, &arena, &read, &error)) /* and the report above is one that the line can hold */
        fail_msg("%s", error.message);
    dtl_buffer_free(&packed);
    dtl_arena_free(&arena);
}

/* Cut short, or with one byte changed: an error or another sound report, never a span or index outside. */
static void broken_bytes_do_no_harm(void **state)
{
    dtl_arena arena, scratch;
    (void)state;
    dtl_arena_init(&arena, (size_t)1 << 26);
    dtl_arena_init(&scratch, (size_t)1 << 26);
    const dtl_report *r = full_report(&arena);
    dtl_buffer packed = packed_of(&arena, r);
    for (uint32_t length = 0; length < packed.length; length++) {
        dtl_report back = shell_of(r);
        dtl_arena_reset(&scratch);
        assert_int_equal(dtl_report_unpack(dtl_slice_make(packed.bytes, length), &scratch, &back), DTL_ERR_LEDGER);
    }
    for (uint32_t at = 0; at < packed.length; at++)
        for (unsigned bit = 0; bit < 8; bit++) {
            dtl_report back = shell_of(r);
            dtl_arena_reset(&scratch);
            packed.bytes[at] = (char)((unsigned char)packed.bytes[at] ^ (1u << bit));
            dtl_err err = dtl_report_unpack(dtl_slice_make(packed.bytes, packed.length), &scratch, &back);
            assert_true(err == DTL_OK || err == DTL_ERR_LEDGER || err == DTL_ERR_BUDGET);
            if (!err)
                (void)line_of(&scratch, &back); /* touches everything: the sanitizers watch */
            packed.bytes[at] = (char)((unsigned char)packed.bytes[at] ^ (1u << bit));
        }
    dtl_buffer_free(&packed);
    dtl_arena_free(&scratch);
    dtl_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_field_comes_back), cmocka_unit_test(broken_bytes_do_no_harm)};
    return cmocka_run_group_tests_name("report_pack", tests, NULL, NULL);
}
