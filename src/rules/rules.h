/* rules: the read-only view of the packed rules.
 *
 * Rules are plain text in rules/en/ (format: docs/rules.md). A lexicon file is one table, named by the file
 * (actors.txt → "actors"). One entry a line, its names first, then its attributes:
 *
 *     Islamic State; ISIS; IS; ISIL; Daesh          | id=islamic-state kind=armed sector=REB source=un-list
 *     say; tell; add                                | class=say
 *     + The ministry said it was safe. => say       examples of the entry above: + must fire, - must not
 *
 * Lines that begin with "#!" are the file's own schema, which the packer enforces:
 *     #! keys id kind sector from to      attributes that an entry may have
 *     #! require source                   attributes that it must have
 *     #! examples                         every entry needs at least one + and one - line
 *     #! unique                           no name may stand in two entries
 *     #! blank from to                    attributes that may stand without a value: not known
 *
 * Names are looked up folded (dtl_utf8_fold: lower case, no accents, ASCII apostrophes and dashes), word by word.
 * The packer turns all files into one position-independent blob that is used where it lies.
 */
#ifndef DTL_RULES_RULES_H
#define DTL_RULES_RULES_H
#include "base/arena.h"
#include "base/error.h"
#include "base/hash.h"

typedef struct dtl_rules dtl_rules; /* immutable once opened; shared by threads */

/* Opens a packed blob in place (it must outlive the rules). On error *rules is untouched. DTL_ERR_RULES. */
dtl_err dtl_rules_open(dtl_slice blob, dtl_rules **rules, dtl_error *error);
void dtl_rules_close(dtl_rules *rules);
/* The hash written into the blob when it was packed; dtl_rules_verify recomputes it (milliseconds). */
dtl_sha256 dtl_rules_hash(const dtl_rules *rules);
bool dtl_rules_verify(const dtl_rules *rules);

/* ---- tables ---- */
/* A table's number by file name without ".txt"; DTL_NONE if there is no such table. Look it up once, when a room opens. */
uint32_t dtl_rules_table(const dtl_rules *rules, const char *name);
/* The entries of a table are the numbers first … first + count - 1, in file order. An entry number is also a rule id. */
void dtl_rules_entries(const dtl_rules *rules, uint32_t table, uint32_t *first, uint32_t *count);
/* The k-th entry (0, 1, …) of the table that has this name, DTL_NONE when there are no more. The key must be folded. */
uint32_t dtl_rules_find(const dtl_rules *rules, uint32_t table, dtl_slice folded_key, uint32_t k);
/* All entries that have this name, in the order of dtl_rules_find, at most max; how many there are. */
uint32_t dtl_rules_find_all(const dtl_rules *rules, uint32_t table, dtl_slice folded_key, uint32_t *entries, uint32_t max);
/* Longest match of the table's names at words[0 … count-1] (each folded, one token each; "IS-K" may be several tokens: names
 * are split by the same tokenizer rules, see dtl_rules_match below). Returns the entry, and how many words it took. */
uint32_t dtl_rules_match(const dtl_rules *rules, uint32_t table, const dtl_slice *words, uint32_t count, uint32_t *taken);
/* In which tables a name begins with this word: whoever asks many tables about one word asks this first, once.
 * dtl_rules_may_match reads the answer: false = dtl_rules_match there would find nothing. */
uint64_t dtl_rules_tables_at(const dtl_rules *rules, dtl_slice folded_word);
bool dtl_rules_may_match(uint64_t tables_at, uint32_t table);
/* The canonical (first) name as written, and the i-th name (folded = false: as written). Length 0 past the end. */
dtl_slice dtl_rules_name(const dtl_rules *rules, uint32_t entry, uint32_t i);
/* Attribute of an entry by key: "id", "kind", …; length 0 if it has none. A value with blanks stands in "…" in the file. */
dtl_slice dtl_rules_attribute(const dtl_rules *rules, uint32_t entry, const char *key);
/* A whole-number attribute, or fallback. */
int64_t dtl_rules_number(const dtl_rules *rules, uint32_t entry, const char *key, int64_t fallback);
/* Where rule (an entry or a pattern) stands: "events.txt", 17. */
dtl_slice dtl_rules_file(const dtl_rules *rules, uint32_t rule, uint32_t *line);
/* The name of the table that an entry stands in ("events", also for an entry of events-talk.txt); "" for no entry. */
dtl_slice dtl_rules_table_of(const dtl_rules *rules, uint32_t entry);

/* ---- pattern rows: read once, by the packer ---- */
/* The slots of a row that name participants and counted people; each is the attribute of that name. */
typedef enum dtl_pattern_slot { DTL_PATTERN_ACTOR, DTL_PATTERN_RECIPIENT, DTL_PATTERN_PLACE, DTL_PATTERN_ORIGIN, DTL_PATTERN_DESTINATION,
                                DTL_PATTERN_KILLED, DTL_PATTERN_INJURED, DTL_PATTERN_ARRESTED, DTL_PATTERN_FIGURE, DTL_PATTERN_EVENT,
                                DTL_PATTERN_HOLDER, DTL_PATTERN_HEARER, DTL_PATTERN_SLOT_COUNT } dtl_pattern_slot;
typedef enum dtl_pattern_kind { DTL_PATTERN_TELLS /* an event */, DTL_PATTERN_LENDS /* type=support */, DTL_PATTERN_COUNTS /* type=figure */ } dtl_pattern_kind;
/* What a row of events.txt tells; type and mode (dtl_event_type, dtl_event_mode) may be NULL. DTL_PATTERN_TELLS with no type for other rows. */
dtl_pattern_kind dtl_rules_pattern_kind(const dtl_rules *rules, uint32_t entry, uint8_t *type, uint8_t *mode);
/* How often the row was right on development data, as log odds in thousandths: its counts in records.txt, shrunk towards those of
 * its type; 0 where nothing is known. */
int32_t dtl_rules_pattern_record(const dtl_rules *rules, uint32_t entry);
/* Does the row name this slot? */
bool dtl_rules_pattern_asks(const dtl_rules *rules, uint32_t entry, dtl_pattern_slot slot);
/* Log odds in thousandths of right against wrong counts, drawn towards all_right against all_wrong where there are few. */
int32_t dtl_rules_odds(uint32_t right, uint32_t wrong, uint32_t all_right, uint32_t all_wrong);
/* In which tables a pattern's head word (the verb of "carry out.v", the noun of "suicide attack.n") is this lemma with this class
 * letter: "carry.v", folded. *longer: those where it heads a name of several words. Read by dtl_rules_may_match. */
uint64_t dtl_rules_tables_headed(const dtl_rules *rules, dtl_slice lemma_and_letter, uint64_t *longer);

/* dtl_rules_match works on token strings glued by single blanks, and ignores the blanks around '-', '–', '/', "'", '.', '('
 * and ')' on both sides: the tokens "IS" "-" "K" and the token "IS-K" both match the name "IS-K". */

/* ---- examples: lines under an entry or pattern that the rule check runs ---- */
typedef struct dtl_rules_example {
    uint32_t rule;       /* the entry or pattern above */
    uint32_t line;
    bool must_fire;      /* '+' */
    dtl_slice sentence;
    dtl_slice expected;  /* behind "=>", "" if none */
} dtl_rules_example;
uint32_t dtl_rules_example_count(const dtl_rules *rules);
dtl_rules_example dtl_rules_example_at(const dtl_rules *rules, uint32_t index);

/* ---- the source files, kept inside the blob ---- */
uint32_t dtl_rules_file_count(const dtl_rules *rules);
void dtl_rules_file_at(const dtl_rules *rules, uint32_t index, dtl_slice *name, dtl_slice *text);

/* ---- packing (build time, and for --rules DIR at run time) ---- */
typedef struct dtl_rules_file_text {
    dtl_slice name; /* "actors.txt" */
    dtl_slice text; /* the file's bytes */
} dtl_rules_file_text;
/* Packs files into one blob (malloc'd, caller frees). Files of the same name extend one table, later ones win on ties.
 * Errors name file and line: DTL_ERR_RULES. */
dtl_err dtl_rules_pack(const dtl_rules_file_text *files, size_t count, dtl_slice *blob, dtl_error *error);
/* The same, but files[first_own …] are a user's: a wrong line there is told to complain (may be NULL) as "file:line: what",
 * and left out; the rest goes on. Such a file obeys the "#!" lines of ours of the same name. */
typedef void (*dtl_rules_complaint)(void *context, const char *message);
dtl_err dtl_rules_pack_over(const dtl_rules_file_text *files, size_t count, size_t first_own, dtl_rules_complaint complain,
                            void *context, dtl_slice *blob, dtl_error *error);
#endif
