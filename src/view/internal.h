/* What the files of the view room share. */
#ifndef DTL_VIEW_INTERNAL_H
#define DTL_VIEW_INTERNAL_H
#include "base/error.h"
#include "base/utf8.h"
#include "view/view.h"

#define VIEW_BUDGET ((size_t)1 << 33)

/* ---- table.c: text tables ---- */
enum { TABLE_COLUMNS = 10 };

/* A table in the making: all cells lie one after the other in the arena. */
typedef struct table {
    dtl_arena *arena;
    const char *const *heads;
    uint32_t columns;
    uint8_t share[TABLE_COLUMNS]; /* of the room when the terminal is too narrow; 0 = never cut */
    uint32_t keeps_end;      /* a bit per column that is cut at its beginning: of a chain of voices the last one holds the claim */
    dtl_slice *cells;
    uint32_t count, capacity;/* cells */
    bool failed;             /* out of arena */
} table;

void table_cell(table *t, dtl_slice text);
/* Formats into the arena, then adds the cell. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void table_format(table *t, const char *format, ...);
void table_write(const table *t, const dtl_view_style *style, dtl_buffer *out);

/* Text for a terminal: control characters and direction overrides of the web become blanks. */
void put_clean(dtl_buffer *out, dtl_slice text);
/* Columns that text takes on a terminal. */
uint32_t display_width(dtl_slice text);
/* Words of a running text broken at `width`, each line after `indent` blanks; the first line begins where the cursor is. */
void put_wrapped(dtl_buffer *out, dtl_slice text, uint32_t indent, uint32_t width);
void put_spaces(dtl_buffer *out, uint32_t count);

/* ---- text.c: CSV ---- */
void csv_field(dtl_buffer *out, dtl_slice text, bool first);
void csv_end(dtl_buffer *out);

/* ---- text.c: small pieces of text shared by the views ---- */
void put_days(dtl_buffer *out, dtl_interval days);   /* "2024-03-09", "2024-03-09–12", "until 2024-03-09", "" */
void put_months(dtl_buffer *out, dtl_interval days); /* the same in at most 16 columns: "2015-02", "2021", "2022-12–2023-04" */
void put_range(dtl_buffer *out, dtl_range range);    /* "3", "3–5", "3+", "" */
void put_toll(dtl_buffer *out, const dtl_store_event *event);      /* "killed 3, injured 5", "" */
void put_type(dtl_buffer *out, const dtl_store_event *event);      /* "ASSAULT/explosives", "statement" */
void put_sides(dtl_buffer *out, const dtl_store_event *event);     /* "Dock Front → a mayor" */
void put_headline(dtl_buffer *out, const dtl_store_event *event);  /* all of it in one line */
dtl_slice short_id(dtl_slice id);                    /* first 8 digits */

/* ---- view.c ---- */
void csv_event_header(dtl_buffer *out);
void csv_event(dtl_buffer *out, const dtl_store_event *event);

/* ---- reports.c ---- */
void put_revision(dtl_buffer *out, const dtl_store_revision *revision); /* "killed 3 → 5" */
void json_revision(dtl_json *json, const dtl_store_revision *revision);

/* ---- claim.c ---- */
/* The claims of one event under the numbers that a reader sees: number n is items[n - 1]. */
typedef struct claim_list {
    const dtl_store_claim **items;
    uint32_t count;
} claim_list;
/* number 0: none; list NULL: a target is told by its words; judged NULL: nobody's assessments. */
void put_claim(dtl_buffer *out, const dtl_store_claim *claim, uint32_t number, const claim_list *list, const dtl_store_assessment_array *judged,
               uint32_t indent, const dtl_view_style *style);
void put_assessment(dtl_buffer *out, const dtl_store_assessment *assessment, uint32_t indent, const dtl_view_style *style);
/* "a.txt:18–52": bytes of the file; without a source span "a.html, text 18–52". */
void put_where(dtl_buffer *out, dtl_slice file, dtl_slice url, dtl_slice report, dtl_span span, dtl_span source);
const char *stance_in_words(dtl_slice stance);
const char *modality_in_words(dtl_slice modality); /* NULL for asserted and claimed */
const char *certainty_in_words(const dtl_store_claim *claim); /* "" for none */

/* ---- json.c ---- */
void json_text(dtl_json *json, const char *key, dtl_slice text);
void json_number(dtl_json *json, const char *key, int64_t number);
void json_flag(dtl_json *json, const char *key, bool value);
void json_event_fields(dtl_json *json, const dtl_store_event *event);
void json_claim(dtl_json *json, const dtl_store_claim *claim, bool with_event);
void json_assessment(dtl_json *json, const dtl_store_assessment *assessment);
void json_value(dtl_json *json, const dtl_store_value *value);
void json_detail(dtl_json *json, const dtl_store_detail *detail);

static inline dtl_err view_done(dtl_buffer *out, dtl_err err, dtl_error *error)
{
    return err || !out->failed ? err : dtl_error_set(error, DTL_ERR_BUDGET, NULL, DTL_OFFSET_NONE, "out of memory while writing the view");
}
#endif
