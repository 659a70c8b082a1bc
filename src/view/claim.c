/* One claim for a reader: who says it, what of it, how surely, in which words, and where these stand.
 *
 * In: a claim, its number in the list, the list (a denial says of which claim), what analysts think. Out, for instance:
 *
 *     - [2] Harbour Post > Coast Guard > an officer (official, not named)
 *         denies [1], as certainly untrue; interested: named as the doer; published 2024-03-10
 *         denied: "that a patrol had sunk the boat"
 *         a.txt:214–246   claim 5d1f03aa
 *         credibility 4, doubtful (N. Brook, 2024-05-31): no wreck was found
 *         Coast Guard: reliability B, usually reliable (N. Brook, 2024-05-31)
 *
 * FILE:BEGIN–END are bytes of the file as it was read: `tail -c +215 a.txt | head -c 32` gives the words. Where the way back to the
 * file is not known (rows of JSONL and CSV, some broken HTML), "FILE, text BEGIN–END" counts in the text that the report's line keeps.
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

void put_where(dtl_buffer *out, dtl_slice file, dtl_slice url, dtl_slice report, dtl_span span, dtl_span source)
{
    if (file.length)
        put_clean(out, file);
    else if (url.length)
        put_clean(out, url);
    else
        dtl_buffer_slice(out, short_id(report));
    if (source.length)
        dtl_buffer_format(out, ":%" PRIu32 "–%" PRIu32, source.offset, dtl_span_end(source));
    else
        dtl_buffer_format(out, ", text %" PRIu32 "–%" PRIu32, span.offset, dtl_span_end(span));
}

/* A name of a closed vocabulary and what a reader is told instead. */
typedef struct wording {
    const char *name, *words;
} wording;

static const char *words_for(const wording *list, size_t count, dtl_slice name)
{
    for (size_t i = 0; i < count; i++)
        if (dtl_slice_is(name, list[i].name))
            return list[i].words;
    return NULL;
}
#define WORDS_FOR(list, name) words_for((list), sizeof(list) / sizeof *(list), (name))

const char *stance_in_words(dtl_slice stance)
{
    static const wording stances[] = {{"supports", "says so"}, {"confirms", "confirms"}, {"denies", "denies"}, {"unconfirmed", "has not confirmed"},
                                      {"downplays", "plays down"}, {"refuses_comment", "gives no comment"}, {"claims_responsibility", "claims responsibility"},
                                      {"blames", "lays the blame"}, {"dismisses", "dismisses"}, {"accuses", "accuses"}, {"corrects", "corrects"}};
    const char *words = WORDS_FOR(stances, stance);
    return words ? words : "says";
}

const char *modality_in_words(dtl_slice modality)
{
    static const wording modalities[] = {{"planned", "a plan"}, {"warned", "a warning"}, {"threatened", "a threat"}, {"possible", "a possibility"},
                                         {"conditional", "true under a condition"}, {"hypothetical", "a supposition"}, {"question", "a question"},
                                         {"habitual", "happening again and again"}, {"alleged", "an allegation"}, {"reported", "hearsay"},
                                         {"suspected", "a suspicion"}};
    return WORDS_FOR(modalities, modality); /* asserted needs no words, nor does claimed beside a voice */
}

/* "as certain", "as probably untrue", "": by the rated factuality, else by certainty and polarity. */
const char *certainty_in_words(const dtl_store_claim *c)
{
    static const char *const words[2][4] = {{"", "as possible", "as probable", "as certain"},
                                            {"", "as possibly untrue", "as probably untrue", "as certainly untrue"}};
    int32_t size = c->factuality < 0 ? -c->factuality : c->factuality;
    int level = size >= 250 ? 3 : size >= 150 ? 2 : size >= 50 ? 1 : 0;
    if (!c->factuality)
        level = dtl_slice_is(c->certainty, "CT") ? 3 : dtl_slice_is(c->certainty, "PR") ? 2 : dtl_slice_is(c->certainty, "PS") ? 1 : 0;
    bool untrue = c->factuality ? c->factuality < 0 : c->polarity < 0;
    if (!c->polarity && !c->factuality) /* left open */
        return "";
    return words[untrue][level];
}

static void put_likelihood(dtl_buffer *out, dtl_slice band)
{
    static const wording bands[] = {{"01-05", "almost no chance, 1–5 %"}, {"05-20", "very unlikely, 5–20 %"}, {"20-45", "unlikely, 20–45 %"},
                                    {"45-55", "an even chance, 45–55 %"}, {"55-80", "likely, 55–80 %"}, {"80-95", "very likely, 80–95 %"},
                                    {"95-99", "almost certain, 95–99 %"}};
    const char *words = WORDS_FOR(bands, band);
    if (words)
        dtl_buffer_format(out, "; %s", words);
}

/* What a claim without a target of its own is about. */
static const char *object_of(dtl_slice stance)
{
    static const wording objects[] = {{"confirms", " it"}, {"denies", " it"}, {"unconfirmed", " it"}, {"downplays", " it"}, {"refuses_comment", ""},
                                      {"blames", " for it"}, {"dismisses", " it"}, {"accuses", " somebody of it"}, {"corrects", " it"}};
    const char *words = WORDS_FOR(objects, stance);
    return words ? words : "";
}

/* The number under which a claim stands in the list; 0 = it is not there. */
static uint32_t number_of(const claim_list *list, dtl_slice id)
{
    for (uint32_t i = 0; list && id.length && i < list->count; i++)
        if (dtl_slice_equal(list->items[i]->id, id))
            return i + 1;
    return 0;
}

static void put_target(dtl_buffer *out, const dtl_store_claim *c, const claim_list *list)
{
    enum { WORDS_TOLD = 80 };
    uint32_t number = number_of(list, c->targets);
    bool takes_object = object_of(c->stance)[0] || dtl_slice_is(c->stance, "refuses_comment");
    if (number && takes_object) {
        dtl_buffer_format(out, "%s [%" PRIu32 "]", dtl_slice_is(c->stance, "refuses_comment") ? " on" : "", number);
        return;
    }
    dtl_buffer_cstr(out, object_of(c->stance));
    if (number)
        dtl_buffer_format(out, ", on [%" PRIu32 "]", number);
    if (number || !c->targets_chain.length)
        return;
    dtl_buffer_cstr(out, ", which is what ");
    put_clean(out, c->targets_chain);
    dtl_buffer_cstr(out, " says: \"");
    put_clean(out, dtl_slice_make(c->targets_words.ptr, dtl_utf8_valid_prefix((dtl_slice){c->targets_words.ptr, c->targets_words.length < WORDS_TOLD
                                                                                                                    ? c->targets_words.length : WORDS_TOLD})));
    dtl_buffer_cstr(out, c->targets_words.length > WORDS_TOLD ? "…\"" : "\"");
}

/* "The minister rejected the claim" is a deed of its own, and a stance beside it: he does not deny that he rejected it. */
static bool is_the_deed_itself(const dtl_store_claim *c)
{
    bool turns_down = dtl_slice_is(c->stance, "denies") || dtl_slice_is(c->stance, "dismisses");
    return turns_down && c->polarity > 0 && dtl_slice_is(c->event_type, "REJECT") && dtl_slice_is(c->interest, "own deed");
}

static void put_published(dtl_buffer *out, const dtl_store_claim *c)
{
    if (dtl_interval_is_open(c->published))
        return;
    dtl_buffer_cstr(out, "; published ");
    put_days(out, c->published);
}

/* "denies [1], as certainly untrue; told as a plan; likely, 55–80 %; killed: 3; interested: it is its own deed; published …" */
static void put_manner(dtl_buffer *out, const dtl_store_claim *c, const claim_list *list)
{
    bool says_no = dtl_slice_is(c->stance, "supports") && c->polarity < 0;
    if (is_the_deed_itself(c)) {
        dtl_buffer_cstr(out, dtl_slice_is(c->stance, "denies") ? "this denial is the deed itself" : "this dismissal is the deed itself");
        put_published(out, c);
        return;
    }
    dtl_buffer_cstr(out, says_no ? "says it is not so" : stance_in_words(c->stance));
    put_target(out, c, list);
    const char *certainty = certainty_in_words(c), *modality = modality_in_words(c->modality);
    if (certainty[0])
        dtl_buffer_format(out, ", %s", certainty);
    if (modality)
        dtl_buffer_format(out, "; told as %s", modality);
    put_likelihood(out, c->likelihood);
    if (!dtl_slice_is(c->field, "type")) {
        dtl_buffer_cstr(out, "; about ");
        dtl_buffer_slice(out, c->field);
        if (c->value.length && c->value.length <= 60) {
            dtl_buffer_cstr(out, ": ");
            dtl_buffer_slice(out, c->value);
        }
    }
    if (dtl_slice_is(c->interest, "own deed"))
        dtl_buffer_cstr(out, dtl_slice_is(c->side, "support") ? "; interested: it is its own deed" : "; interested: named as the doer");
    else if (c->party)
        dtl_buffer_cstr(out, "; interested: a party to it");
    if (c->superseded)
        dtl_buffer_cstr(out, "; the latest version no longer says so");
    put_published(out, c);
}

/* "(official, not named)", "(spokesperson)"; nothing for a plain name. */
static void put_kind(dtl_buffer *out, const dtl_store_claim *c)
{
    bool said_so = dtl_slice_ends_with(c->chain, DTL_SLICE("> not named")); /* the chain ends so */
    bool nameless = c->cue.length && !said_so && (!c->holder.length || dtl_slice_is(c->holder_kind, "role"));
    bool plain = !nameless && (dtl_slice_is(c->source_kind, "person") || dtl_slice_is(c->source_kind, "organisation"));
    bool kind = c->source_kind.length && !plain;
    if (!kind && !nameless)
        return;
    dtl_buffer_cstr(out, " (");
    if (kind)
        dtl_buffer_slice(out, c->source_kind);
    if (nameless)
        dtl_buffer_cstr(out, kind ? ", not named" : "not named");
    dtl_buffer_char(out, ')');
}

static bool is_line_of(dtl_slice ids, dtl_slice id)
{
    for (dtl_slice rest = ids, line; dtl_slice_next_field(&rest, '\n', &line);)
        if (dtl_slice_equal(line, id))
            return true;
    return false;
}

void put_assessment(dtl_buffer *out, const dtl_store_assessment *a, uint32_t indent, const dtl_view_style *style)
{
    dtl_buffer line = {0};
    bool source = dtl_slice_is(a->subject, "source");
    if (source) {
        dtl_buffer_slice(&line, a->about);
        dtl_buffer_cstr(&line, ": ");
    }
    dtl_buffer_format(&line, "%s %.*s, %s (", source ? "reliability" : "credibility", (int)a->grade.length, a->grade.ptr,
                      dtl_grade_meaning(a->grade.length ? a->grade.ptr[0] : '\0'));
    dtl_buffer_slice(&line, a->analyst);
    if (a->date.length) {
        dtl_buffer_cstr(&line, ", ");
        dtl_buffer_slice(&line, a->date);
    }
    dtl_buffer_char(&line, ')');
    if (a->note.length) {
        dtl_buffer_cstr(&line, ": ");
        dtl_buffer_slice(&line, a->note);
    }
    put_spaces(out, indent);
    put_wrapped(out, dtl_slice_make(line.bytes ? line.bytes : "", line.length), indent + 4, width_of(style));
    dtl_buffer_char(out, '\n');
    dtl_buffer_free(&line);
}

/* Writes what was put into a scratch buffer, wrapped. */
static void put_line(dtl_buffer *out, dtl_buffer *line, uint32_t indent, const dtl_view_style *style)
{
    put_wrapped(out, dtl_slice_make(line->bytes ? line->bytes : "", line->length), indent, width_of(style));
    dtl_buffer_clear(line);
}

static void new_line(dtl_buffer *out, uint32_t indent)
{
    dtl_buffer_char(out, '\n');
    put_spaces(out, indent);
}

void put_claim(dtl_buffer *out, const dtl_store_claim *c, uint32_t number, const claim_list *list, const dtl_store_assessment_array *judged,
               uint32_t indent, const dtl_view_style *style)
{
    const uint32_t inner = indent + 4;
    bool against = dtl_slice_is(c->side, "contradict"), open = dtl_slice_is(c->side, "open");
    dtl_buffer line = {0};
    put_spaces(out, indent);
    dtl_buffer_format(out, "%s%s%s ", colour(style, against ? "\x1b[31m" : open ? "\x1b[33m" : "\x1b[32m"), against ? "-" : open ? "?" : "+",
                      colour(style, "\x1b[0m"));
    if (number)
        dtl_buffer_format(&line, "[%" PRIu32 "] ", number);
    dtl_buffer_slice(&line, c->chain);
    put_kind(&line, c);
    put_line(out, &line, inner, style);
    new_line(out, inner);
    put_manner(&line, c, list);
    put_line(out, &line, inner, style);
    new_line(out, inner);
    if (c->cue_words.length && c->cue_words.length <= 60) {
        if (dtl_slice_is(c->stance, "unconfirmed") && dtl_slice_find(c->cue_words, DTL_SLICE(" not "), 0) == DTL_NONE)
            dtl_buffer_cstr(out, "not "); /* the cue is the verb alone: "[has not] confirmed" */
        put_clean(out, c->cue_words);
        dtl_buffer_cstr(out, ": ");
    }
    dtl_buffer_cstr(out, "\"");
    put_wrapped(out, c->words, inner + 1, width_of(style) - 1);
    dtl_buffer_char(out, '"');
    new_line(out, inner);
    put_where(out, c->file, c->url, c->report, c->span, c->source);
    if (c->id.length) {
        dtl_buffer_cstr(out, "   claim ");
        dtl_buffer_slice(out, short_id(c->id));
    }
    dtl_buffer_char(out, '\n');
    for (uint32_t i = 0; judged && i < judged->count; i++) {
        const dtl_store_assessment *a = &judged->items[i];
        if (dtl_slice_is(a->subject, "claim") ? dtl_slice_equal(a->of, c->id) : dtl_slice_is(a->subject, "source") && is_line_of(c->sources, a->of))
            put_assessment(out, a, inner, style);
    }
    dtl_buffer_free(&line);
}
