/* One event in full, for a person.
 *
 * In: an event's id or the beginning of it. Out: a headline; every voice side by side with its stance and the exact words it is
 * quoted for, and where they stand; then the values field by field with their agreement; then links to other events.
 *
 *     ASSAULT/explosives: Dock Front → a mayor, Salt Bay, 2024-03-09, killed 3
 *     contested: 2 voices hold it, 1 denies it; told by 3 reports (2 different texts), presented as claimed
 *     why: held by police; Harbour Post; denied by Dock Front
 *
 *     WHO SAYS SO
 *     + [1] Harbour Post > a police spokesman (spokesperson, not named)
 *         says so, as certain; published 2024-03-10
 *         said: "a bomb killed 3 people in Salt Bay"
 *         a.txt:18–52   claim 5d1f03aa
 *
 * BY POLICY gives, of counts with several figures, what each policy makes of them (ledger/policy.h).
 * "+" holds it, "-" denies it, "?" leaves it open (claim.c). What a claim says of a single field stands under the values of that
 * field. Knowingly left out: rule numbers (--json, explain).
 */
#include "view/internal.h"
#include <inttypes.h>

static const char *colour(const dtl_view_style *style, const char *code)
{
    return style->colour ? code : "";
}

static uint32_t width_of(const dtl_view_style *style)
{
    return style->width ? style->width : 100;
}

/* "and" the count of something. */
static void put_number_of(dtl_buffer *out, uint32_t n, const char *one, const char *many)
{
    dtl_buffer_format(out, "%" PRIu32 " %s", n, n == 1 ? one : many);
}

/* "material conflict (quad 4), intensity -9.0, CAMEO 183; contexts military terrorism; weapon car bomb; confidence 0.912" */
static void put_codes(dtl_buffer *out, const dtl_store_event *e)
{
    dtl_buffer_format(out, "%s (quad %u), intensity ", dtl_quad_name(e->quad), e->quad);
    dtl_buffer_decimal(out, e->intensity, 1);
    const struct {
        const char *name;
        dtl_slice value;
    } more[] = {{", CAMEO ", e->cameo}, {"; contexts ", e->contexts}, {"; weapon ", e->weapon}};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (more[i].value.length) {
            dtl_buffer_cstr(out, more[i].name);
            put_clean(out, more[i].value);
        }
    if (e->historical)
        dtl_buffer_cstr(out, "; told as background");
    if (e->confidence) {
        dtl_buffer_cstr(out, "; confidence ");
        dtl_buffer_decimal(out, e->confidence, 3);
    }
    dtl_buffer_char(out, '\n');
}

/* How many of the voices that hold an event tell a deed of their own: these confirm nothing. */
static uint32_t own_deed_voices(const dtl_store_detail *d)
{
    enum { VOICES_MAX = 64 };
    dtl_slice seen[VOICES_MAX];
    uint32_t count = 0;
    for (uint32_t i = 0; i < d->claims.count && count < VOICES_MAX; i++) {
        const dtl_store_claim *c = &d->claims.items[i];
        bool known = !dtl_slice_is(c->side, "support") || !dtl_slice_is(c->interest, "own deed");
        for (uint32_t k = 0; k < count && !known; k++)
            known = dtl_slice_equal(seen[k], c->voice_key);
        if (!known)
            seen[count++] = c->voice_key;
    }
    return count;
}

static void put_head(dtl_buffer *out, const dtl_store_detail *d, const dtl_view_style *style)
{
    const dtl_store_event *e = &d->event;
    uint32_t own_deed = own_deed_voices(d);
    dtl_buffer scratch = {0};
    put_headline(&scratch, e);
    dtl_buffer_cstr(out, colour(style, "\x1b[1m"));
    put_wrapped(out, dtl_slice_make(scratch.bytes ? scratch.bytes : "", scratch.length), 4, width_of(style));
    dtl_buffer_cstr(out, colour(style, "\x1b[0m"));
    dtl_buffer_char(out, '\n');
    dtl_buffer_clear(&scratch);
    dtl_buffer_slice(&scratch, e->standing);
    dtl_buffer_cstr(&scratch, ": ");
    put_number_of(&scratch, e->n_voices, "independent voice holds it", "independent voices hold it");
    if (own_deed && e->n_voices == 1)
        dtl_buffer_cstr(&scratch, ", of a deed of its own");
    else if (own_deed)
        dtl_buffer_format(&scratch, " (%" PRIu32 " of a deed of its own)", own_deed);
    if (e->n_denials)
        dtl_buffer_format(&scratch, ", %" PRIu32 " %s it", e->n_denials, e->n_denials == 1 ? "denies" : "deny");
    dtl_buffer_cstr(&scratch, "; told by ");
    put_number_of(&scratch, e->n_reports, "report", "reports");
    if (e->n_testimonies != e->n_reports) {
        dtl_buffer_cstr(&scratch, " (");
        put_number_of(&scratch, e->n_testimonies, "different text)", "different texts)");
    }
    dtl_buffer_cstr(&scratch, ", presented as ");
    dtl_buffer_slice(&scratch, e->status);
    put_wrapped(out, dtl_slice_make(scratch.bytes ? scratch.bytes : "", scratch.length), 4, width_of(style));
    if (e->standing_reason.length) {
        dtl_buffer_cstr(out, "\nwhy: ");
        put_wrapped(out, e->standing_reason, 4, width_of(style));
    }
    dtl_buffer_cstr(out, "\nevent ");
    dtl_buffer_slice(out, e->id);
    dtl_buffer_char(out, '\n');
    dtl_buffer_free(&scratch);
    if (e->quad)
        put_codes(out, e);
}

static void put_title(dtl_buffer *out, const char *title, const dtl_view_style *style)
{
    dtl_buffer_format(out, "\n%s%s%s\n", colour(style, "\x1b[1m"), title, colour(style, "\x1b[0m"));
}

static bool already_quoted(const dtl_store_claim_array *claims, const dtl_store_mention *m)
{
    for (uint32_t i = 0; i < claims->count; i++)
        if (dtl_slice_equal(claims->items[i].report, m->report) && claims->items[i].span.offset == m->evidence.offset &&
            claims->items[i].span.length == m->evidence.length)
            return true;
    return false;
}

/* How one place of a report tells it; words that a claim has quoted are not said twice. */
static void put_mention(dtl_buffer *out, const dtl_store_mention *m, bool first, const dtl_store_claim_array *claims, const dtl_view_style *style)
{
    put_clean(out, m->outlet.length ? m->outlet : m->file.length ? m->file : short_id(m->report));
    if (m->copy.length) {
        dtl_buffer_format(out, " (%.*s of ", (int)m->copy.length, m->copy.ptr);
        put_clean(out, m->copy_of);
        dtl_buffer_char(out, ')');
    }
    if (m->version)
        dtl_buffer_format(out, " (version %" PRIu32 " of %" PRIu32 "%s)", m->version, m->versions, m->version < m->versions ? ", superseded" : "");
    dtl_buffer_cstr(out, ": ");
    dtl_buffer_slice(out, m->status);
    if (!dtl_interval_is_open(m->published)) {
        dtl_buffer_cstr(out, ", published ");
        put_days(out, m->published);
    }
    dtl_buffer_char(out, '\n');
    if (m->dated.length && first) {
        dtl_buffer_cstr(out, "    bears no day; dated by other reports: ");
        put_wrapped(out, m->dated, 8, width_of(style));
        dtl_buffer_char(out, '\n');
    }
    if (!already_quoted(claims, m)) {
        dtl_buffer_cstr(out, "    \"");
        put_wrapped(out, m->words, 5, width_of(style) - 1);
        dtl_buffer_cstr(out, "\"\n    ");
        put_where(out, m->file, m->url, m->report, m->evidence, m->source);
        dtl_buffer_char(out, '\n');
    }
    if (m->reasons.length && first) {
        dtl_buffer_format(out, "    joined with score %d: ", m->score);
        put_wrapped(out, m->reasons, 8, width_of(style));
        dtl_buffer_char(out, '\n');
    }
}

static void put_values(dtl_buffer *out, const dtl_store_value_array *values, dtl_arena *arena, const dtl_view_style *style)
{
    static const char *const heads[] = {"FIELD", "VALUE", "HELD BY", "TEXTS", "AGREEMENT"};
    table t = {.arena = arena, .heads = heads, .columns = 5, .share = {0, 40, 40, 0, 0}};
    dtl_slice before = DTL_SLICE_EMPTY;
    for (uint32_t i = 0; i < values->count; i++) {
        const dtl_store_value *v = &values->items[i];
        bool again = dtl_slice_equal(v->field, before);
        before = v->field;
        table_cell(&t, again ? DTL_SLICE_EMPTY : v->field);
        table_cell(&t, v->text);
        table_cell(&t, v->voices);
        table_format(&t, "%" PRIu32, v->n_reports);
        table_cell(&t, again ? DTL_SLICE_EMPTY : v->agreement);
    }
    table_write(&t, style, out);
}

/* All claims of an event in the order of their numbers: those about the whole, then those about single fields. */
static bool number_claims(const dtl_store_detail *d, dtl_arena *arena, claim_list *list)
{
    *list = (claim_list){.items = dtl_arena_calloc(arena, d->claims.count, sizeof *list->items)};
    for (int pass = 0; list->items && pass < 2; pass++)
        for (uint32_t i = 0; i < d->claims.count; i++)
            if (dtl_slice_is(d->claims.items[i].field, "type") == (pass == 0))
                list->items[list->count++] = &d->claims.items[i];
    return list->items != NULL;
}

/* What is claimed of one field alone. */
static void put_field_claims(dtl_buffer *out, dtl_slice field, const dtl_store_detail *d, const claim_list *list, const dtl_view_style *style)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (dtl_slice_equal(list->items[i]->field, field) && !dtl_slice_is(field, "type"))
            put_claim(out, list->items[i], i + 1, list, &d->assessments, 2, style);
}

/* The table has a line for its heads and one for each value: behind the last value of a field go the claims of that field. */
static void put_values_and_claims(dtl_buffer *out, const dtl_store_detail *d, const claim_list *list, dtl_arena *arena, const dtl_view_style *style)
{
    dtl_buffer lines = {0};
    dtl_slice rest = DTL_SLICE_EMPTY, line;
    if (d->values.count) {
        put_values(&lines, &d->values, arena, style);
        rest = dtl_slice_make(lines.bytes ? lines.bytes : "", lines.length);
    }
    for (uint32_t row = 0; row <= d->values.count && dtl_slice_next_field(&rest, '\n', &line); row++) {
        const dtl_store_value *v = row ? &d->values.items[row - 1] : NULL;
        dtl_buffer_slice(out, line);
        dtl_buffer_char(out, '\n');
        if (v && (row == d->values.count || !dtl_slice_equal(v->field, v[1].field)))
            put_field_claims(out, v->field, d, list, style);
    }
    for (uint32_t i = 0; i < list->count; i++) { /* fields of which nothing but claims is known */
        dtl_slice field = list->items[i]->field;
        bool shown = dtl_slice_is(field, "type");
        for (uint32_t k = 0; k < d->values.count && !shown; k++)
            shown = dtl_slice_equal(d->values.items[k].field, field);
        for (uint32_t k = 0; k < i && !shown; k++)
            shown = dtl_slice_equal(list->items[k]->field, field);
        if (shown)
            continue;
        dtl_buffer_slice(out, field);
        dtl_buffer_char(out, '\n');
        put_field_claims(out, field, d, list, style);
    }
    dtl_buffer_free(&lines);
}

/* "killed    majority 5, latest 5, acled 3, ucdp 3–5–5": of counts for which there are several figures. */
static void put_policies(dtl_buffer *out, const dtl_store_value_array *values, const dtl_view_style *style)
{
    static const char *const fields[] = {"killed", "injured", "arrested", "figure"};
    bool titled = false;
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
        uint32_t count = 0;
        for (uint32_t i = 0; i < values->count; i++)
            count += dtl_slice_is(values->items[i].field, fields[f]);
        if (count < 2)
            continue;
        if (!titled)
            put_title(out, "BY POLICY", style);
        titled = true;
        dtl_buffer_format(out, "%-8s", fields[f]);
        for (unsigned p = 0; p < DTL_POLICY_COUNT; p++) {
            dtl_policy_count toll = dtl_store_toll(values, fields[f], (dtl_policy)p);
            dtl_buffer_format(out, "%s %s ", p ? "," : "", dtl_policy_name(p));
            if (p == DTL_POLICY_UCDP)
                dtl_buffer_format(out, "%" PRId64 "–%" PRId64 "–%" PRId64, toll.low, toll.best, toll.high);
            else
                dtl_buffer_format(out, "%" PRId64, toll.best);
        }
        dtl_buffer_char(out, '\n');
    }
}

static void put_participants(dtl_buffer *out, const dtl_store_participant_array *participants, dtl_arena *arena, const dtl_view_style *style)
{
    static const char *const heads[] = {"ROLE", "NAME", "SECTOR", "COUNTRY", "WHY"};
    table t = {.arena = arena, .heads = heads, .columns = 5, .share = {0, 40, 0, 0, 40}};
    for (uint32_t i = 0; i < participants->count; i++) {
        const dtl_store_participant *p = &participants->items[i];
        table_cell(&t, p->role);
        table_cell(&t, p->name);
        table_cell(&t, p->sector);
        table_cell(&t, p->country);
        table_cell(&t, p->as_of);
    }
    table_write(&t, style, out);
}

/* The other end of a link, with its headline. */
static dtl_err put_link(dtl_store *store, dtl_buffer *out, const dtl_store_link *link, dtl_slice own, dtl_arena *arena,
                        const dtl_view_style *style, dtl_error *error)
{
    static const char *const words[][3] = {{"plan-of", "planned here: ", "planned before: "},
                                           {"foil-of", "stopped: ", "stopped by: "},
                                           {"retaliation-for", "in return for: ", "answered by: "},
                                           {"part-of-series", "one of several: ", "among them: "},
                                           {"same-operation", "in the course of: ", "in its course: "},
                                           {"apart-from", "told to be another than: ", "told to be another: "},
                                           {"background-of", "recalled for: ", "recalled with it: "},
                                           {"denial-of", "denies: ", "denied by: "},
                                           {"instance-of", "one of: ", "for instance: "}};
    bool outgoing = dtl_slice_equal(link->from, own);
    dtl_store_filter filter = DTL_STORE_FILTER_ALL;
    dtl_store_event_array other = {0};
    filter.event = outgoing ? link->to : link->from;
    dtl_err err = dtl_store_events(store, &filter, arena, &other, error);
    if (err || !other.count)
        return err;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dtl_slice_is(link->kind, words[i][0]))
            dtl_buffer_cstr(out, words[i][outgoing ? 1 : 2]);
    dtl_buffer scratch = {0};
    dtl_buffer_slice(&scratch, short_id(other.items[0].id));
    dtl_buffer_char(&scratch, ' ');
    put_headline(&scratch, &other.items[0]);
    put_wrapped(out, dtl_slice_make(scratch.bytes ? scratch.bytes : "", scratch.length), 4, width_of(style));
    dtl_buffer_free(&scratch);
    dtl_buffer_cstr(out, "\n    ");
    put_wrapped(out, link->reasons, 6, width_of(style));
    dtl_buffer_char(out, '\n');
    if (!dtl_slice_is(link->kind, "denial-of") || outgoing)
        return DTL_OK;
    dtl_store_claim_array claims = {0}; /* a denial elsewhere is shown here with its words */
    err = dtl_store_claims(store, &filter, arena, &claims, error);
    for (uint32_t i = 0; !err && i < claims.count; i++)
        if (dtl_slice_is(claims.items[i].side, "contradict"))
            put_claim(out, &claims.items[i], 0, NULL, NULL, 2, style);
    return err;
}

static dtl_err put_detail(dtl_store *store, dtl_buffer *out, const dtl_store_detail *d, dtl_arena *arena, const dtl_view_style *style,
                          dtl_error *error)
{
    claim_list list;
    if (!number_claims(d, arena, &list))
        return dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory");
    put_head(out, d, style);
    for (uint32_t i = 0; i < d->assessments.count; i++)
        if (dtl_slice_is(d->assessments.items[i].subject, "event"))
            put_assessment(out, &d->assessments.items[i], 0, style);
    if (list.count && dtl_slice_is(list.items[0]->field, "type"))
        put_title(out, "WHO SAYS SO", style);
    for (uint32_t i = 0; i < list.count; i++)
        if (dtl_slice_is(list.items[i]->field, "type"))
            put_claim(out, list.items[i], i + 1, &list, &d->assessments, 0, style);
    put_title(out, "HOW IT IS TOLD", style);
    for (uint32_t i = 0; i < d->mentions.count; i++) {
        const dtl_store_mention *m = &d->mentions.items[i];
        bool first = i == 0 || !dtl_slice_equal(m->report, m[-1].report);
        if (first || !already_quoted(&d->claims, m))
            put_mention(out, m, first, &d->claims, style);
    }
    if (d->values.count || (list.count && !dtl_slice_is(list.items[list.count - 1]->field, "type"))) {
        put_title(out, "VALUES SIDE BY SIDE", style);
        put_values_and_claims(out, d, &list, arena, style);
        put_policies(out, &d->values, style);
    }
    bool changed = false; /* somebody who was not always what he was then */
    for (uint32_t i = 0; i < d->participants.count; i++)
        changed |= d->participants.items[i].as_of.length > 0;
    if (changed) {
        put_title(out, "WHO THEY WERE THEN", style);
        put_participants(out, &d->participants, arena, style);
    }
    dtl_err err = DTL_OK;
    if (d->revisions.count)
        put_title(out, "WHAT CHANGED BETWEEN VERSIONS", style);
    for (uint32_t i = 0; i < d->revisions.count; i++) {
        put_clean(out, d->revisions.items[i].outlet);
        dtl_buffer_cstr(out, ": ");
        put_revision(out, &d->revisions.items[i]);
        dtl_buffer_char(out, '\n');
    }
    if (d->links.count)
        put_title(out, "LINKS", style);
    for (uint32_t i = 0; !err && i < d->links.count; i++)
        err = put_link(store, out, &d->links.items[i], d->event.id, arena, style, error);
    return err;
}

dtl_err dtl_view_show(dtl_store *store, dtl_slice event, const dtl_view_style *style, dtl_buffer *out, dtl_error *error)
{
    if (style->format == DTL_VIEW_CSV)
        return dtl_error_set(error, DTL_ERR_ARGUMENT, NULL, DTL_OFFSET_NONE, "show has no CSV; take --json, or export --format csv");
    dtl_arena arena;
    dtl_store_detail detail;
    dtl_arena_init(&arena, VIEW_BUDGET);
    dtl_err err = dtl_store_event_detail(store, event, &arena, &detail, error);
    if (!err && style->by_policy)
        dtl_store_judge(&detail.event, &detail.values, (dtl_policy)style->policy, true);
    if (!err && style->format == DTL_VIEW_JSONL) {
        dtl_json json = {.out = out};
        json_detail(&json, &detail);
        dtl_buffer_char(out, '\n');
    } else if (!err) {
        err = put_detail(store, out, &detail, &arena, style, error);
    }
    dtl_arena_free(&arena);
    return view_done(out, err, error);
}
