/* Coded reports made by hand for the tests of doc, ledger, store and view. All content is invented.
 *
 * A report is built from a small spec: who tells it, when, which text, and events whose evidence is found in the text, so that
 * spans are always right. Example:
 *     dtl_report *r = make_report(arena, "a", "Harbour Post", "2024-03-09", "Guards said a bomb killed 3 people in Salt Bay.");
 *     uint32_t e = add_event(arena, r, DTL_EVENT_ASSAULT, DTL_MODE_EXPLOSIVES, "a bomb killed 3 people in Salt Bay");
 *     add_role(arena, r, e, DTL_EVENT_PLACE, "salt-bay", "Salt Bay", "place");
 */
#ifndef DTL_TESTS_REPORTS_H
#define DTL_TESTS_REPORTS_H
#include "base/hash.h"
#include "doc/report.h"
#include "ledger/ledger.h"
#include <stdio.h>

static inline dtl_slice keep(dtl_arena *arena, const char *text)
{
    dtl_slice copy = DTL_SLICE_EMPTY;
    assert_true(dtl_arena_copy(arena, dtl_slice_from_cstr(text), &copy));
    return copy;
}

static inline dtl_slice hash_hex(dtl_arena *arena, const char *text)
{
    char hex[65];
    dtl_sha256_hex(dtl_sha256_of(dtl_slice_from_cstr(text)), hex);
    return keep(arena, hex);
}

static inline dtl_span find_span(const dtl_report *r, const char *words)
{
    uint32_t at = dtl_slice_find(r->text, dtl_slice_from_cstr(words), 0);
    assert_int_not_equal(at, DTL_NONE);
    return (dtl_span){at, (uint32_t)strlen(words)};
}

static inline dtl_interval day_of(const char *iso)
{
    int32_t day = 0;
    if (!iso)
        return DTL_INTERVAL_OPEN;
    assert_true(dtl_day_parse_iso(dtl_slice_from_cstr(iso), &day));
    return (dtl_interval){day, day};
}

static inline dtl_report *make_report(dtl_arena *arena, const char *name, const char *outlet, const char *published, const char *text)
{
    dtl_report *r = dtl_arena_alloc(arena, sizeof *r);
    char key[160];
    assert_non_null(r);
    snprintf(key, sizeof key, "%s|%s", name, outlet);
    r->key = hash_hex(arena, key);
    r->sha256 = hash_hex(arena, text);
    r->rules = hash_hex(arena, "rules");
    r->model = hash_hex(arena, "model");
    r->file = keep(arena, name);
    r->outlet = keep(arena, outlet);
    r->url = DTL_SLICE("");
    r->text = keep(arena, text);
    r->published = day_of(published);
    r->published_minute = -1;
    r->published_from = DTL_SLICE("caller");
    r->english = true;
    dtl_report_part *part = dtl_array_push(arena, &r->body);
    assert_non_null(part);
    *part = (dtl_report_part){.span = {0, r->text.length}, .name = DTL_SLICE("p")};
    return r;
}

static inline uint32_t add_actor(dtl_arena *arena, dtl_report *r, const char *id, const char *name, const char *kind)
{
    for (uint32_t i = 0; i < r->actors.count; i++)
        if (dtl_slice_is(r->actors.items[i].id, id))
            return i;
    dtl_report_actor *a = dtl_array_push(arena, &r->actors);
    assert_non_null(a);
    *a = (dtl_report_actor){.id = keep(arena, id), .name = keep(arena, name), .kind = keep(arena, kind), .latitude = INT32_MIN,
                            .longitude = INT32_MIN, .country = DTL_SLICE(""), .sector = DTL_SLICE("")};
    if (strcmp(kind, "place") == 0)
        a->place_precision = 4;
    return r->actors.count - 1;
}

static inline uint32_t add_event(dtl_arena *arena, dtl_report *r, uint8_t type, uint8_t mode, const char *words)
{
    dtl_report_event *e = dtl_array_push(arena, &r->events);
    assert_non_null(e);
    *e = (dtl_report_event){.type = type, .mode = mode, .days = DTL_INTERVAL_OPEN, .setting = DTL_NONE, .killed = DTL_RANGE_NONE, .injured = DTL_RANGE_NONE,
                            .arrested = DTL_RANGE_NONE, .figure = DTL_RANGE_NONE};
    dtl_report_mention *m = dtl_array_push(arena, &e->mentions);
    assert_non_null(m);
    *m = (dtl_report_mention){.evidence = find_span(r, words), .voice = DTL_NONE, .rule = DTL_SLICE("events.txt:1")};
    m->trigger = (dtl_span){m->evidence.offset, 1};
    return r->events.count - 1;
}

static inline void add_role(dtl_arena *arena, dtl_report *r, uint32_t event, int role, const char *id, const char *name, const char *kind)
{
    uint32_t actor = add_actor(arena, r, id, name, kind);
    uint32_t *slot = dtl_array_push(arena, &r->events.items[event].roles[role]);
    assert_non_null(slot);
    *slot = actor;
}

static inline uint32_t add_voice(dtl_arena *arena, dtl_report *r, uint32_t parent, const char *holder_id, const char *holder, const char *kind,
                                 uint8_t cue, const char *cue_words)
{
    uint32_t actor = holder_id ? add_actor(arena, r, holder_id, holder, kind) : DTL_NONE;
    dtl_report_voice *v = dtl_array_push(arena, &r->voices);
    assert_non_null(v);
    *v = (dtl_report_voice){.parent = parent, .holder = actor, .medium = DTL_NONE, .on_behalf_of = DTL_NONE, .said_at = DTL_INTERVAL_OPEN,
                            .cue = cue, .rule = DTL_SLICE("cues.txt:1")};
    if (cue_words)
        v->cue_span = find_span(r, cue_words);
    return r->voices.count - 1;
}

static inline uint32_t add_claim(dtl_arena *arena, dtl_report *r, uint32_t event, uint32_t voice, uint8_t stance, int8_t polarity,
                                 const char *words)
{
    dtl_report_claim *c = dtl_array_push(arena, &r->claims);
    assert_non_null(c);
    *c = (dtl_report_claim){.event = event, .voice = voice, .targets = DTL_NONE, .span = find_span(r, words), .polarity = polarity,
                            .stance = stance, .rule = DTL_SLICE("claims.txt:1")};
    return r->claims.count - 1;
}

/* The ledger of reports in the order given. */
static inline dtl_ledger build_ledger(dtl_arena *arena, dtl_report *const *reports, size_t count)
{
    dtl_report *all = dtl_arena_calloc(arena, count, sizeof *all);
    dtl_ledger ledger;
    assert_non_null(all);
    for (size_t i = 0; i < count; i++)
        all[i] = *reports[i];
    assert_int_equal(dtl_ledger_build(&(dtl_ledger_input){.reports = all, .count = count}, arena, &ledger), DTL_OK);
    return ledger;
}
#endif
