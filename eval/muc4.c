/* The bench "muc4": incidents of terrorism in Latin America, as the keys of MUC-3 and MUC-4 tell them.
 *
 * Paths: JSONL files of {docid, text, templates}. Every text goes the whole way as a plain text file; the day of its
 * header line ("LIMA, 10 JAN 90 (EFE) -- ") is given as the day of the report. muc4_map.c says which events are
 * incidents, muc4_score.c how they are compared. victim: human targets by name or description; target: physical ones;
 * weapon: an instrument by its words or by its type in MUC's list.
 * --errors: per text what was missed, made up and wrong, with what was left out and why; --predict: the incidents in the
 * format of the gold. */
#include "eval.h"
#include "base/utf8.h"
#include "muc4_map.h"
#include <stdlib.h>
#include <string.h>

/* What every text needs. */
typedef struct bench {
    const eval_options *options;
    const dtl_engine *engine;
    muc4_sums sums;
    muc4_incident gold[MUC4_INCIDENTS], answer[MUC4_INCIDENTS];
    size_t golds, answers;
    uint64_t texts;
} bench;

/* ---- reading ---- */

/* The fill without its outer quotes. */
static const char *clean(dtl_arena *arena, const char *text)
{
    dtl_slice s = dtl_slice_trim(dtl_slice_from_cstr(text));
    if (s.length >= 2 && s.ptr[0] == '"' && s.ptr[s.length - 1] == '"')
        s = dtl_slice_make(s.ptr + 1, s.length - 2);
    return muc4_capitals(arena, s);
}

static uint32_t bits_of(const json_t *slot, const char *const *names, uint32_t count)
{
    uint32_t bits = 0;
    size_t i, k;
    json_t *item, *text;
    json_array_foreach(slot, i, item)
        json_array_foreach(json_object_get(item, "fill"), k, text)
            for (uint32_t n = 0; n < count; n++)
                if (strcmp(json_string_value(text), names[n]) == 0)
                    bits |= 1u << n;
    return bits;
}

static bool shares(dtl_arena *arena, const json_t *list, const muc4_fill *fill)
{
    size_t i;
    json_t *text;
    json_array_foreach(list, i, text) {
        const char *one = clean(arena, json_string_value(text));
        for (uint32_t k = 0; k < fill->count; k++)
            if (one && strcmp(one, fill->texts[k]) == 0)
                return true;
    }
    return false;
}

static void add_texts(dtl_arena *arena, const json_t *list, muc4_fill *fill)
{
    size_t i;
    json_t *text;
    json_array_foreach(list, i, text) {
        const char *one = clean(arena, json_string_value(text));
        if (one && *one && strcmp(one, "-") != 0 && fill->count < MUC4_TEXTS)
            fill->texts[fill->count++] = one;
    }
}

static void read_slot(dtl_arena *arena, const json_t *slot, muc4_incident *out, muc4_slot to)
{
    size_t i;
    json_t *item;
    json_array_foreach(slot, i, item) {
        muc4_fill fill = {.optional = json_is_true(json_object_get(item, "optional"))};
        const json_t *of = json_object_get(item, "of");
        for (uint32_t k = 0; of && k < out->fill_count[to]; k++)
            if (shares(arena, of, &out->fills[to][k])) { /* the description of a name told before */
                add_texts(arena, json_object_get(item, "fill"), &out->fills[to][k]);
                of = NULL;
                fill.confidence = 1;
                break;
            }
        if (fill.confidence)
            continue;
        add_texts(arena, json_object_get(item, "fill"), &fill);
        if (fill.count && out->fill_count[to] < MUC4_FILLS)
            out->fills[to][out->fill_count[to]++] = fill;
    }
}

/* A weapon's types and its words are one fill. */
static void read_weapons(dtl_arena *arena, const json_t *slot, muc4_incident *out)
{
    size_t i;
    json_t *item;
    json_array_foreach(slot, i, item) {
        muc4_fill fill = {.optional = json_is_true(json_object_get(item, "optional"))};
        add_texts(arena, json_object_get(item, "fill"), &fill);
        add_texts(arena, json_object_get(item, "of"), &fill);
        if (fill.count && out->fill_count[MUC4_WEAPON] < MUC4_FILLS)
            out->fills[MUC4_WEAPON][out->fill_count[MUC4_WEAPON]++] = fill;
    }
}

static void read_confidence(dtl_arena *arena, const json_t *slot, muc4_incident *out)
{
    size_t i;
    json_t *item;
    json_array_foreach(slot, i, item) {
        json_t *one = json_pack("[O]", item);
        uint32_t bits = bits_of(one, muc4_confidence_names, MUC4_CONFIDENCE_COUNT);
        for (uint32_t k = 0; k < out->fill_count[MUC4_PERP_ORG]; k++)
            if (shares(arena, json_object_get(item, "of"), &out->fills[MUC4_PERP_ORG][k]))
                out->fills[MUC4_PERP_ORG][k].confidence |= bits;
        json_decref(one);
    }
}

/* "10 JAN 90" at text: the day; false when there is none. *end is behind it. */
static bool day_at(const char *text, int32_t *day, const char **end)
{
    static const char months[] = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
    char *behind, name[4] = {0};
    long date = strtol(text, &behind, 10);
    while (*behind == ' ')
        behind++;
    if (behind == text || date < 1 || date > 31 || strlen(behind) < 6)
        return false;
    memcpy(name, behind, 3);
    const char *month = strstr(months, name);
    long year = strtol(behind + 3, &behind, 10);
    if (!month || (month - months) % 3 || year < 1 || year > 99)
        return false;
    *day = dtl_day_from_civil(1900 + (int32_t)year, (uint32_t)((month - months) / 3 + 1), (uint32_t)date);
    *end = behind;
    return true;
}

/* One alternative: "02 FEB 90", "- 30 AUG 89", "24 OCT 89 - 25 OCT 89". */
static bool days_of(const char *text, dtl_interval *days)
{
    const char *end;
    bool open = false;
    while (*text == ' ' || *text == '(' || *text == '-') {
        open |= *text == '-';
        text++;
    }
    if (!day_at(text, &days->low, &end))
        return false;
    days->high = days->low;
    if (open)
        days->low = DTL_DAY_OPEN_PAST;
    while (*end == ' ' || *end == '-')
        end++;
    if (!open && day_at(end, &days->high, &text))
        return days->high >= days->low;
    days->high = open ? days->high : days->low;
    return true;
}

static void read_dates(const json_t *slot, muc4_incident *out)
{
    size_t i;
    json_t *item;
    json_array_foreach(slot, i, item) {
        const char *raw = json_string_value(json_object_get(item, "raw"));
        while (raw && out->date_count < MUC4_DATES) {
            out->date_count += days_of(raw, &out->dates[out->date_count]);
            raw = strchr(raw, '/');
            raw = raw ? raw + 1 : NULL;
        }
    }
}

/* "COLOMBIA: ANTIOQUIA (DEPARTMENT): MEDELLIN (CITY)": the country, then the names within it. */
static void read_places(dtl_arena *arena, const json_t *slot, muc4_incident *out)
{
    size_t i;
    json_t *item;
    json_array_foreach(slot, i, item) {
        dtl_slice rest = dtl_slice_from_cstr(json_string_value(json_object_get(item, "raw"))), alternative;
        while (dtl_slice_next_field(&rest, '/', &alternative)) {
            dtl_slice part;
            for (uint32_t level = 0; dtl_slice_next_field(&alternative, ':', &part); level++) {
                while (part.length && (part.ptr[0] == ' ' || part.ptr[0] == '('))
                    part = dtl_slice_make(part.ptr + 1, part.length - 1);
                uint32_t end = 0;
                while (end < part.length && part.ptr[end] != '(' && part.ptr[end] != ')' && !(part.ptr[end] == '-' && end && part.ptr[end - 1] == ' '))
                    end++;
                const char *name = muc4_capitals(arena, dtl_slice_trim(dtl_slice_make(part.ptr, end)));
                if (level && name && *name && out->place_count < MUC4_PLACES)
                    out->places[out->place_count++] = name;
                else if (!level && name && *name && out->country_count < MUC4_PLACES)
                    out->countries[out->country_count++] = name;
            }
        }
    }
}

static void read_template(dtl_arena *arena, const json_t *t, muc4_incident *out)
{
    memset(out, 0, sizeof *out);
    const char *number = json_string_value(json_object_get(t, "template"));
    out->optional = number && strstr(number, "OPTIONAL");
    out->types = bits_of(json_object_get(t, "INCIDENT: TYPE"), muc4_type_names, MUC4_TYPE_COUNT);
    out->stages = bits_of(json_object_get(t, "INCIDENT: STAGE OF EXECUTION"), muc4_stage_names, MUC4_STAGE_COUNT);
    read_dates(json_object_get(t, "INCIDENT: DATE"), out);
    read_places(arena, json_object_get(t, "INCIDENT: LOCATION"), out);
    read_slot(arena, json_object_get(t, "PERP: INDIVIDUAL ID"), out, MUC4_PERP_IND);
    read_slot(arena, json_object_get(t, "PERP: ORGANIZATION ID"), out, MUC4_PERP_ORG);
    read_slot(arena, json_object_get(t, "HUM TGT: NAME"), out, MUC4_VICTIM);
    read_slot(arena, json_object_get(t, "HUM TGT: DESCRIPTION"), out, MUC4_VICTIM);
    read_slot(arena, json_object_get(t, "PHYS TGT: ID"), out, MUC4_TARGET);
    read_weapons(arena, json_object_get(t, "INCIDENT: INSTRUMENT TYPE"), out);
    read_confidence(arena, json_object_get(t, "PERP: ORGANIZATION CONFIDENCE"), out);
}

/* ---- writing ---- */

static json_t *slot_of(const muc4_fill *fills, uint32_t count)
{
    json_t *slot = json_array();
    for (uint32_t i = 0; i < count; i++) {
        json_t *texts = json_array();
        for (uint32_t k = 0; k < fills[i].count; k++)
            json_array_append_new(texts, json_sprintf("\"%s\"", fills[i].texts[k]));
        json_array_append_new(slot, json_pack("{s:o}", "fill", texts));
    }
    return slot;
}

static json_t *bits_slot(uint32_t bits, const char *const *names, uint32_t count)
{
    json_t *fill = json_array();
    for (uint32_t n = 0; n < count; n++)
        if (bits >> n & 1)
            json_array_append_new(fill, json_string(names[n]));
    return json_pack("[{s:o}]", "fill", fill);
}

static json_t *dates_slot(const muc4_incident *in)
{
    char text[96] = "";
    if (!in->date_count || in->dates[0].high == DTL_DAY_OPEN_FUTURE)
        return json_array();
    for (int i = 0; i < 2; i++) {
        int32_t year, day = i ? in->dates[0].high : in->dates[0].low;
        uint32_t month, date;
        if (i == 0 && day == DTL_DAY_OPEN_PAST)
            continue;
        dtl_day_to_civil(day, &year, &month, &date);
        if (i == 0 || in->dates[0].low != day)
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s%02u %.3s %02d", i ? "- " : "", date, &"JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"[3 * (month - 1)], year % 100);
        if (i == 0)
            strcat(text, " ");
    }
    return json_pack("[{s:s}]", "raw", text);
}

static json_t *template_of(const muc4_incident *in, size_t number)
{
    json_t *t = json_pack("{s:o}", "template", json_sprintf("%zu", number));
    json_t *place = json_array(), *confidence = json_array();
    json_array_append_new(place, json_pack("{s:o}", "raw", json_sprintf("%s%s%s", in->country_count ? in->countries[0] : "", in->place_count ? ": " : "", in->place_count ? in->places[0] : "")));
    for (uint32_t i = 0; i < in->fill_count[MUC4_PERP_ORG]; i++) {
        const muc4_fill *fill = &in->fills[MUC4_PERP_ORG][i];
        json_t *one = bits_slot(fill->confidence, muc4_confidence_names, MUC4_CONFIDENCE_COUNT), *names = slot_of(fill, 1);
        json_array_append_new(confidence, json_pack("{s:O, s:O}", "fill", json_object_get(json_array_get(one, 0), "fill"), "of", json_object_get(json_array_get(names, 0), "fill")));
        json_decref(one);
        json_decref(names);
    }
    json_object_set_new(t, "INCIDENT: DATE", dates_slot(in));
    json_object_set_new(t, "INCIDENT: LOCATION", place);
    json_object_set_new(t, "INCIDENT: TYPE", bits_slot(in->types, muc4_type_names, MUC4_TYPE_COUNT));
    json_object_set_new(t, "INCIDENT: STAGE OF EXECUTION", bits_slot(in->stages, muc4_stage_names, MUC4_STAGE_COUNT));
    json_object_set_new(t, "INCIDENT: INSTRUMENT TYPE", slot_of(in->fills[MUC4_WEAPON], in->fill_count[MUC4_WEAPON]));
    json_object_set_new(t, "PERP: INDIVIDUAL ID", slot_of(in->fills[MUC4_PERP_IND], in->fill_count[MUC4_PERP_IND]));
    json_object_set_new(t, "PERP: ORGANIZATION ID", slot_of(in->fills[MUC4_PERP_ORG], in->fill_count[MUC4_PERP_ORG]));
    json_object_set_new(t, "PERP: ORGANIZATION CONFIDENCE", confidence);
    json_object_set_new(t, "PHYS TGT: ID", slot_of(in->fills[MUC4_TARGET], in->fill_count[MUC4_TARGET]));
    json_object_set_new(t, "HUM TGT: NAME", slot_of(in->fills[MUC4_VICTIM], in->fill_count[MUC4_VICTIM]));
    return t;
}

static void write_predictions(const bench *b, const json_t *gold)
{
    json_t *templates = json_array();
    for (size_t i = 0; i < b->answers; i++)
        json_array_append_new(templates, template_of(&b->answer[i], i + 1));
    json_t *line = json_pack("{s:O, s:O, s:o}", "docid", json_object_get(gold, "docid"), "text", json_object_get(gold, "text"), "templates", templates);
    json_dumpf(line, b->options->predict, JSON_COMPACT | JSON_ENSURE_ASCII);
    fputc('\n', b->options->predict);
    json_decref(line);
}

static void write_fills(FILE *out, const char *name, const muc4_incident *in, muc4_slot slot, const muc4_incident *against)
{
    for (uint32_t i = 0; i < in->fill_count[slot]; i++) {
        bool found = false;
        for (uint32_t k = 0; against && k < against->fill_count[slot]; k++)
            found |= muc4_same_fill(&in->fills[slot][i], &against->fills[slot][k]);
        fprintf(out, " %s%s=", found ? "" : "*", name);
        for (uint32_t k = 0; k < in->fills[slot][i].count && k < 4; k++)
            fprintf(out, "%s%s", k ? "|" : "", in->fills[slot][i].texts[k]);
    }
}

static void write_incident(FILE *out, const char *what, const muc4_incident *in, const muc4_incident *against)
{
    static const char *const names[] = {"ind", "org", "victim", "target", "weapon"};
    fprintf(out, "  %s%s", what, in->optional ? " (optional)" : "");
    for (uint32_t n = 0; n < MUC4_TYPE_COUNT; n++)
        if (in->types >> n & 1)
            fprintf(out, " %s", muc4_type_names[n]);
    for (uint32_t n = 0; n < MUC4_STAGE_COUNT; n++)
        if (in->stages >> n & 1)
            fprintf(out, " %s", muc4_stage_names[n]);
    if (in->date_count) {
        char low[16] = "…", high[16];
        if (in->dates[0].low != DTL_DAY_OPEN_PAST)
            dtl_day_format(in->dates[0].low, low);
        dtl_day_format(in->dates[0].high, high);
        fprintf(out, " %s/%s", low, high);
    }
    fprintf(out, " @%s:%s", in->country_count ? in->countries[0] : "", in->place_count ? in->places[in->place_count - 1] : "");
    for (int slot = 0; slot < MUC4_SLOT_COUNT; slot++)
        write_fills(out, names[slot], in, (muc4_slot)slot, against);
    for (uint32_t i = 0; i < in->fill_count[MUC4_PERP_ORG]; i++)
        fprintf(out, " conf=%x", in->fills[MUC4_PERP_ORG][i].confidence);
    fputc('\n', out);
}

static void write_dropped(void *context, const dtl_doc *doc, uint32_t event, const char *why)
{
    const bench *b = context;
    const dtl_event *e = &doc->event.events.items[event];
    dtl_slice words = dtl_doc_slice(doc, e->evidence);
    if (b->options->errors)
        fprintf(b->options->errors, "  left out, %s: %s/%s %.*s\n", why, dtl_event_type_name(e->type), dtl_event_mode_name(e->mode), (int)words.length, words.ptr);
}

/* Every telling of an incident, with the rule that found it. */
static void write_tellings(const bench *b, const dtl_doc *doc, const muc4_incident *in)
{
    for (uint32_t i = in->event; i < doc->event.events.count; i++) {
        const dtl_event *e = &doc->event.events.items[i];
        dtl_slice words = dtl_doc_slice(doc, e->evidence);
        uint32_t line = 0;
        if (e->occurrence != in->event)
            continue;
        dtl_slice file = dtl_rules_file(b->engine->rules, e->rule, &line);
        fprintf(b->options->errors, "      %.*s:%u ", (int)file.length, file.ptr, line);
        for (uint32_t k = 0; k < words.length; k++)
            fputc(words.ptr[k] == '\n' ? ' ' : words.ptr[k], b->options->errors);
        fputc('\n', b->options->errors);
    }
}

static void write_errors(const bench *b, const dtl_doc *doc, const int *partner)
{
    bool taken[MUC4_INCIDENTS] = {false};
    FILE *out = b->options->errors;
    for (size_t i = 0; i < b->golds; i++) {
        const muc4_incident *answer = partner[i] < 0 ? NULL : &b->answer[partner[i]];
        write_incident(out, answer ? "gold" : "MISSED", &b->gold[i], answer);
        if (answer)
            write_incident(out, b->gold[i].types & answer->types ? "  said" : "  said WRONG TYPE", answer, &b->gold[i]);
        if (answer) {
            taken[partner[i]] = true;
            write_tellings(b, doc, answer);
        }
    }
    for (size_t k = 0; k < b->answers; k++)
        if (!taken[k]) {
            write_incident(out, "EXTRA", &b->answer[k], NULL);
            write_tellings(b, doc, &b->answer[k]);
        }
}

/* ---- one text ---- */

/* The header line: its day, and the country of its town. */
static const char *read_header(const bench *b, dtl_arena *arena, const char *text, int32_t *day)
{
    const char *comma = strchr(text, ','), *end;
    *day = DTL_DAY_OPEN_FUTURE;
    while (*text == ' ' || *text == '\n')
        text++;
    for (const char *at = comma; at && at < text + 80; at = strchr(at + 1, ','))
        if (day_at(at + 1, day, &end)) {
            comma = at;
            break;
        }
    if (!comma)
        return NULL;
    dtl_slice town = dtl_slice_make(text, (size_t)(comma - text)), folded;
    uint32_t bracket = dtl_slice_find(town, DTL_SLICE("("), 0);
    if (bracket != DTL_NONE) {
        dtl_slice country = dtl_slice_make(town.ptr + bracket + 1, town.length - bracket - 1);
        return muc4_capitals(arena, dtl_slice_make(country.ptr, country.length && country.ptr[country.length - 1] == ')' ? country.length - 1 : country.length));
    }
    dtl_place place;
    if (!dtl_utf8_fold(arena, town, &folded) || !dtl_gazetteer_find(b->engine->gazetteer, folded, &place, 1))
        return NULL;
    return muc4_country(b->engine, arena, place.country);
}

/* An incident that stands for one of the keys, with its type, is right. */
static void judge(const bench *b, const dtl_doc *doc, const int *partner)
{
    for (size_t k = 0; k < b->answers; k++) {
        bool right = false;
        for (size_t i = 0; i < b->golds; i++)
            right = right || (partner[i] == (int)k && b->gold[i].types & b->answer[k].types);
        eval_judged(b->options, doc, b->answer[k].event, right);
    }
}

static bool run_text(void *context, json_t *line)
{
    bench *b = context;
    const char *text = json_string_value(json_object_get(line, "text")), *docid = json_string_value(json_object_get(line, "docid"));
    json_t *templates = json_object_get(line, "templates"), *t;
    size_t i;
    dtl_arena arena;
    int partner[MUC4_INCIDENTS];
    if (!text || !docid)
        return false;
    dtl_arena_init(&arena, (size_t)1 << 30);
    b->golds = b->answers = 0;
    json_array_foreach(templates, i, t)
        if (b->golds < MUC4_INCIDENTS)
            read_template(&arena, t, &b->gold[b->golds++]);
    int32_t day;
    char published[16] = "";
    const char *country = read_header(b, &arena, text, &day);
    if (day != DTL_DAY_OPEN_FUTURE)
        dtl_day_format(day, published);
    dtl_doc doc = {.arena = &arena, .source = {.bytes = dtl_slice_from_cstr(text), .file = dtl_slice_from_cstr(docid),
                                               .published = dtl_slice_from_cstr(published), .format = DTL_FORMAT_TEXT}};
    bool fine = eval_run(b->engine, "muc4", &doc);
    if (b->options->errors)
        fprintf(b->options->errors, "%s\n", docid);
    if (fine && doc.article.english)
        b->answers = muc4_incidents(b->engine, &doc, country, day, b->answer, write_dropped, b);
    muc4_score(b->gold, b->golds, b->answer, b->answers, partner, &b->sums);
    if (fine)
        judge(b, &doc, partner);
    if (b->options->errors)
        write_errors(b, &doc, partner);
    if (b->options->predict)
        write_predictions(b, line);
    b->texts++;
    dtl_arena_free(&arena);
    return fine;
}

static void tell(eval_json *json, const char *key, const muc4_counts *c)
{
    fprintf(stderr, "%-12s gold %5llu answered %5llu right %5llu   f1 %.3f\n", key, (unsigned long long)c->gold, (unsigned long long)c->answered,
            (unsigned long long)c->right, eval_f1(c->right, c->gold, c->answered));
    eval_json_f1(json, key, c->right, c->gold, c->answered);
}

static void tell_share(eval_json *json, const char *key, const muc4_counts *c)
{
    fprintf(stderr, "%-12s of   %5llu                right %5llu\n", key, (unsigned long long)c->gold, (unsigned long long)c->right);
    eval_json_rate(json, key, c->right, c->gold);
}

int eval_muc4(const eval_options *options)
{
    dtl_engine *engine;
    int status = eval_engine(options, 1, "muc4 FILE.jsonl...", &engine);
    if (status)
        return status;
    bench *b = eval_checked(calloc(1, sizeof *b));
    *b = (bench){.options = options, .engine = engine};
    double start = eval_seconds();
    status = eval_files(options, run_text, b);
    eval_json json;
    muc4_counts all = muc4_all(&b->sums);
    eval_json_open(&json, "muc4", b->texts, eval_seconds() - start);
    tell(&json, "relevant_f1", &b->sums.relevant);
    tell(&json, "type_f1", &b->sums.type);
    tell_share(&json, "stage", &b->sums.stage);
    tell_share(&json, "date", &b->sums.date);
    tell_share(&json, "place", &b->sums.place);
    tell(&json, "perp_ind_f1", &b->sums.slots[MUC4_PERP_IND]);
    tell(&json, "perp_org_f1", &b->sums.slots[MUC4_PERP_ORG]);
    tell_share(&json, "confidence", &b->sums.confidence);
    tell(&json, "victim_f1", &b->sums.slots[MUC4_VICTIM]);
    tell(&json, "target_f1", &b->sums.slots[MUC4_TARGET]);
    tell(&json, "weapon_f1", &b->sums.slots[MUC4_WEAPON]);
    tell(&json, "all_f1", &all);
    eval_json_close(&json);
    dtl_engine_close(engine);
    free(b);
    return status;
}
