/* In: the tokens of a paragraph. Out: behind which of them a sentence ends.
 *
 * The idea: each gap between two tokens is weighed by a log-linear model over what stands around it: the kinds of the two tokens on the
 * left and on the right (full stop, closing quote, abbreviation, bullet, capital, number, address ...), their words, the length of
 * the sentence so far, open quotes and brackets, whether paragraphs of this report end in marks at all. Weights are small whole numbers
 * found on the training parts of two treebanks (train/train_sentences.c); features find theirs by hash. Before them come a few sure
 * gaps: none behind a title or an initial; behind "U.S." and "Inc." one where the next word commonly opens sentences; one between a
 * full stop behind a plain word and a capital. A small letter starts a sentence only behind a sign. Running text, whose paragraphs end
 * in marks and begin with capitals, needs more to part without a mark. In a report without capitals, or without small letters,
 * words have the kind UNCASED.
 *
 *     "We left." | Police came at 5 p.m. Monday. | 12 men were held.
 *     Thanks, Jane | 11/28/2000 | Where is it?    a line without a mark ends where the next looks like a line of its own
 *
 * What was tried: rules alone (F1 on EWT's and GUM's dev files 81.8, 94.4), weights alone 89.0 and 97.1, but worse on news, where
 * they parted "5 p.m. | Saturday" and "$20,000 | Saturday"; on a sixth of the train files twice the weights +.2, frequent features only -.8.
 *
 * Knowingly wrong: two headings side by side are often one sentence, and so are the lines of a list without marks;
 * "in the U.S. Rebels said" is one. */
#include "text/boundary.h"
#include "base/utf8.h"

typedef enum token_kind {
    KIND_NONE, KIND_STOP, KIND_ASK, KIND_CRY, KIND_DOTS, KIND_MARKS /* ?! */, KIND_COLON, KIND_SEMICOLON, KIND_COMMA, KIND_DASH, KIND_QUOTE_OPEN,
    KIND_QUOTE_CLOSE, KIND_BRACKET_OPEN, KIND_BRACKET_CLOSE, KIND_BULLET, KIND_LINE, KIND_SIGN, KIND_FACE, KIND_NUMBER, KIND_DAY /* 11/28/2000 */,
    KIND_CLOCK, KIND_ADDRESS, KIND_TITLE /* Gen. */, KIND_ABBREVIATION, KIND_INITIAL, KIND_DOTTED /* U.S. */, KIND_SMALL, KIND_CAPITAL,
    KIND_CAPITALS, KIND_UNCASED, KIND_LETTER /* A */
} token_kind;

static dtl_slice token_slice(const token_sink *sink, const dtl_token *token)
{
    return dtl_slice_make(sink->text.ptr + token->offset, token->length);
}

/* In running text all must speak for a sentence that has no mark at its end, or starts with a small letter. In units of the weights. */
enum { RARE_MARGIN = 4 * BOUNDARY_SCALE };

static bool is_one_of(dtl_slice token, const char *const *list)
{
    for (; *list; list++)
        if (dtl_slice_is(token, *list))
            return true;
    return false;
}

static token_kind mark_kind(dtl_slice token)
{
    bool stops = true, asks = true, cries = true;
    for (uint32_t i = 0; i < token.length; i++) {
        stops = stops && token.ptr[i] == '.';
        asks = asks && token.ptr[i] == '?';
        cries = cries && token.ptr[i] == '!';
        if (!strchr(".?!", token.ptr[i]))
            return dtl_slice_is(token, "\xE2\x80\xA6") ? KIND_DOTS : KIND_NONE;
    }
    return stops ? (token.length == 1 ? KIND_STOP : KIND_DOTS) : asks ? KIND_ASK : cries ? KIND_CRY : KIND_MARKS;
}

/* The side of a straight quote: the blanks beside it tell, else whether one is open. */
static token_kind straight_kind(bool blank_before, bool blank_after, bool open)
{
    const bool opens = blank_before != blank_after ? blank_before : !open;
    return opens ? KIND_QUOTE_OPEN : KIND_QUOTE_CLOSE;
}

/* The kind of a token that begins with a sign. */
static token_kind sign_kind(dtl_slice token, bool blank_before, bool blank_after, bool open)
{
    static const char *const opening[] = {"\xE2\x80\x9C", "\xE2\x80\x98", "\xC2\xAB", "``", "\xE2\x80\x98\xE2\x80\x99", "\xE2\x80\x9E", NULL};
    static const char *const closing[] = {"\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB", "\xE2\x80\x99\xE2\x80\x99", NULL};
    static const char *const straight[] = {"\"", "'", "''", "`", NULL};
    static const char *const dashes[] = {"-", "--", "---", "\xE2\x80\x93", "\xE2\x80\x94", NULL};
    static const char *const bullets[] = {"*", "**", "***", "\xE2\x80\xA2", "\xC2\xB7", ">", ">>", "<<", "#", "+", "|", "=", "\xE2\x96\xAA", "\xE2\x97\x8F", NULL};
    const token_kind mark = mark_kind(token);
    if (mark != KIND_NONE)
        return mark;
    if (is_one_of(token, straight))
        return straight_kind(blank_before, blank_after, open);
    if (is_one_of(token, opening))
        return KIND_QUOTE_OPEN;
    if (is_one_of(token, closing))
        return KIND_QUOTE_CLOSE;
    if (is_one_of(token, dashes))
        return KIND_DASH;
    if (is_one_of(token, bullets))
        return KIND_BULLET;
    const char sign = token.ptr[0];
    if (token.length == 1)
        return sign == ':' ? KIND_COLON : sign == ';' ? KIND_SEMICOLON : sign == ',' ? KIND_COMMA : strchr("([{<", sign) ? KIND_BRACKET_OPEN
             : strchr(")]}", sign) ? KIND_BRACKET_CLOSE : KIND_SIGN;
    return strchr(":;=", sign) ? KIND_FACE : strchr("-=*_~+|#", sign) ? KIND_LINE : KIND_SIGN;
}

static token_kind number_kind(dtl_slice token)
{
    bool slash = false, colon = false;
    for (uint32_t i = 0; i < token.length; i++) {
        slash = slash || token.ptr[i] == '/' || token.ptr[i] == '-';
        colon = colon || token.ptr[i] == ':';
    }
    return slash ? KIND_DAY : colon ? KIND_CLOCK : KIND_NUMBER;
}

static token_kind word_kind(const token_sink *sink, dtl_slice token)
{
    uint32_t at = 0, rune = dtl_utf8_next(token, &at), capitals = 0, small = 0;
    if (token.length > 5 && (dtl_slice_find(token, DTL_SLICE("@"), 0) != DTL_NONE || dtl_slice_find(token, DTL_SLICE("://"), 0) != DTL_NONE ||
                             dtl_slice_find(token, DTL_SLICE("www."), 0) == 0))
        return KIND_ADDRESS;
    if (token.length > 1 && token.ptr[token.length - 1] == '.') {
        dtl_slice word = dtl_slice_make(token.ptr, token.length - 1);
        if (word.length == 1)
            return KIND_INITIAL;
        return dtl_slice_find(word, DTL_SLICE("."), 0) != DTL_NONE ? KIND_DOTTED
             : abbreviation_of(sink, word) == ABBREVIATION_BEFORE_NAME ? KIND_TITLE : KIND_ABBREVIATION;
    }
    if (sink->uncased)
        return KIND_UNCASED;
    for (uint32_t i = 0; i < token.length; i++) {
        capitals += token.ptr[i] >= 'A' && token.ptr[i] <= 'Z';
        small += token.ptr[i] >= 'a' && token.ptr[i] <= 'z';
    }
    if (!dtl_rune_is_upper(rune))
        return rune > 0x2FF ? KIND_UNCASED /* scripts without case */ : KIND_SMALL;
    return token.length == 1 ? KIND_LETTER : capitals > 1 && small == 0 ? KIND_CAPITALS : KIND_CAPITAL;
}

static uint32_t mix(uint32_t hash, uint32_t value)
{
    hash = (hash ^ value) * 0x9E3779B1u;
    return hash ^ hash >> 15;
}

static uint32_t word_hash(dtl_slice token)
{
    enum { BYTES = 20 };
    uint32_t hash = 0x811C9DC5u;
    for (uint32_t i = 0; i < token.length && i < BYTES; i++) {
        const unsigned char c = (unsigned char)token.ptr[i];
        hash = (hash ^ (c >= 'A' && c <= 'Z' ? c + 32u : c >= '0' && c <= '9' ? '0' : c)) * 0x01000193u;
    }
    return hash;
}

static void put(boundary_words *words, uint32_t hash)
{
    words->bits[hash >> 6 & 15] |= (uint64_t)1 << (hash & 63);
}

static bool has(const boundary_words *words, uint32_t hash)
{
    return words->bits[hash >> 6 & 15] >> (hash & 63) & 1;
}

static bool is_of_word(char c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || (unsigned char)c >= 0x80;
}

void boundary_note(boundary_walk *walk, dtl_slice paragraph)
{
    enum { WORD = 20 };
    uint32_t start = 0, stop = paragraph.length, end = 0;
    while (start < paragraph.length && start < WORD && !is_of_word(paragraph.ptr[start]))
        start++;
    for (end = start; end < paragraph.length && is_of_word(paragraph.ptr[end]) && end - start < WORD;)
        end++;
    put(&walk->firsts, word_hash(dtl_slice_make(paragraph.ptr + start, end - start)));
    if (stop > 0 && !is_of_word(paragraph.ptr[stop - 1])) /* a sign, or what stands before a comma */
        stop--;
    for (start = stop; start > 0 && is_of_word(paragraph.ptr[start - 1]) && stop - start < WORD;)
        start--;
    put(&walk->lasts, word_hash(dtl_slice_make(paragraph.ptr + start, stop - start)));
}

static bool is_mark(uint8_t kind)
{
    return kind >= KIND_STOP && kind <= KIND_MARKS;
}

/* Those that may end a sentence. */
static bool is_abbreviation(uint8_t kind)
{
    return kind == KIND_ABBREVIATION || kind == KIND_DOTTED;
}

bool boundary_open(const token_sink *sink, uint32_t first, boundary_walk *walk)
{
    walk->sink = sink;
    walk->count = sink->tokens->count - first;
    walk->tokens = sink->tokens->items + first;
    walk->looks = dtl_arena_alloc(sink->arena, sizeof *walk->looks * (walk->count + 1u));
    if (!walk->looks)
        return false;
    boundary_start(walk, 0);
    bool open = false; /* a quotation */
    for (uint32_t i = 0; i < walk->count; i++) {
        const dtl_token *token = &walk->tokens[i];
        dtl_slice slice = token_slice(sink, token);
        const unsigned char c = (unsigned char)slice.ptr[0];
        uint32_t at = 0, first_rune = 0;
        token_kind kind;
        if (c >= '0' && c <= '9')
            kind = number_kind(slice);
        else if ((c | 32) >= 'a' && (c | 32) <= 'z')
            kind = word_kind(sink, slice);
        else if (c >= 0x80 && dtl_rune_is_letter(dtl_utf8_next(slice, &at)))
            kind = word_kind(sink, slice);
        else
            kind = sign_kind(slice, i == 0 || walk->tokens[i - 1].space_after, token->space_after || i + 1 == walk->count, open);
        open = kind == KIND_QUOTE_OPEN || (open && kind != KIND_QUOTE_CLOSE);
        const bool closes = kind == KIND_QUOTE_CLOSE || kind == KIND_BRACKET_CLOSE;
        const bool plain = kind == KIND_QUOTE_OPEN || kind == KIND_QUOTE_CLOSE; /* all spellings are one word */
        walk->looks[i] = (boundary_look){.word = plain ? (uint32_t)kind : word_hash(slice), .kind = (uint8_t)kind, .capital = dtl_rune_is_upper(dtl_utf8_next(slice, &first_rune)),
                                         .final = is_mark((uint8_t)kind) || (closes && i > 0 && (walk->looks[i - 1].final || is_abbreviation(walk->looks[i - 1].kind)))};
    }
    return true;
}

static uint32_t bucket(uint32_t count)
{
    return count < 4 ? count : count < 6 ? 4 : count < 9 ? 5 : count < 14 ? 6 : count < 25 ? 7 : count < 45 ? 8 : 9;
}

/* Kinds in few classes, for what is too rare to be known in detail. */
static uint32_t class_of(boundary_look look)
{
    enum { NOTHING, MARK, CLOSED /* behind a mark */, CLOSE, OPEN, PAUSE, DASH, SIGN, NUMBER, ADDRESS, CAPITAL, SMALL, UNCASED };
    switch (look.kind) {
    case KIND_NONE: return NOTHING;
    case KIND_QUOTE_CLOSE:
    case KIND_BRACKET_CLOSE: return look.final ? CLOSED : CLOSE;
    case KIND_QUOTE_OPEN:
    case KIND_BRACKET_OPEN: return OPEN;
    case KIND_COLON:
    case KIND_SEMICOLON:
    case KIND_COMMA: return PAUSE;
    case KIND_DASH: return DASH;
    case KIND_NUMBER:
    case KIND_DAY:
    case KIND_CLOCK: return NUMBER;
    case KIND_ADDRESS: return ADDRESS;
    case KIND_UNCASED: return UNCASED;
    default: return is_mark(look.kind) ? MARK : look.kind < KIND_NUMBER ? SIGN : look.capital ? CAPITAL : SMALL;
    }
}

static boundary_look look_at(const boundary_walk *walk, uint32_t at, int32_t step)
{
    const int64_t place = (int64_t)at + step;
    return place >= 0 && place < walk->count ? walk->looks[place] : (boundary_look){.kind = KIND_NONE};
}

static uint32_t run_of_capitals(const boundary_walk *walk, uint32_t at)
{
    uint32_t run = 0;
    while (run < 6 && at + run < walk->count && (walk->looks[at + run].kind == KIND_CAPITAL || walk->looks[at + run].kind == KIND_CAPITALS))
        run++;
    return run;
}

static uint32_t next_mark(const boundary_walk *walk, uint32_t at)
{
    uint32_t steps = 0;
    while (steps < 25 && at + steps < walk->count && !is_mark(walk->looks[at + steps].kind))
        steps++;
    return at + steps < walk->count ? bucket(steps) : 15;
}

/* Features of the gap behind token `at`. */
static uint32_t features_of(const boundary_walk *walk, uint32_t at, uint16_t rows[BOUNDARY_FEATURES_MAX])
{
    const boundary_look left = walk->looks[at], right = walk->looks[at + 1], before = look_at(walk, at, -1), after = look_at(walk, at, 2);
    const boundary_look earlier = look_at(walk, at, -2), later = look_at(walk, at, 3), first = walk->looks[walk->start];
    const uint32_t length = bucket(at + 1 - walk->start), rest = bucket(walk->count - at - 1);
    const uint32_t kinds = (uint32_t)left.kind << 8 | right.kind, blank = walk->tokens[at].space_after;
    const uint32_t coarse = mix(class_of(left) << 8 | class_of(right), blank);
    const uint32_t known = (uint32_t)has(&walk->firsts, right.word) << 2 | (uint32_t)has(&walk->lasts, left.word) << 1 | has(&walk->lasts, before.word);
    const uint32_t gap = mix(kinds, (uint32_t)left.final << 1 | blank);
    const uint32_t small = walk->small_words < 3 ? walk->small_words : 3, marks = walk->marks < 2 ? walk->marks : 2;
    const uint32_t values[] = { /* the gap's kinds with what stands around, words, place in the sentence, habits of the report, coarse kinds */
        blank ? 1 : 2,
        gap,
        mix(gap, before.kind),
        mix(gap, after.kind),
        mix(gap, (uint32_t)before.kind << 8 | after.kind),
        mix(gap, (uint32_t)before.kind << 8 | earlier.kind),
        mix(gap, (uint32_t)after.kind << 8 | later.kind),
        mix(left.word, right.kind),
        mix(left.word, right.word),
        mix(right.word, (uint32_t)left.kind << 1 | left.final),
        mix(before.word, kinds),
        mix(after.word, kinds),
        mix(before.word, left.word),
        mix(right.word, after.word),
        mix(gap, length),
        mix(gap, rest),
        mix(gap, (uint32_t)(walk->brackets > 0) << 1 | walk->quote),
        mix(gap, (uint32_t)first.kind << 8 | length),
        mix(gap, small << 8 | marks),
        mix(first.word, kinds),
        mix(gap, run_of_capitals(walk, at + 1)),
        mix(gap, next_mark(walk, at + 1)),
        mix(gap, (uint32_t)walk->unmarked << 8 | walk->paragraph_style),
        mix(gap, walk->small_starts),
        mix(gap, (uint32_t)look_at(walk, walk->count - 1, 0).final << 8 | walk->paragraph_style),
        mix(right.word, small << 8 | length),
        left.word,
        right.word,
        mix(gap, known),
        mix(coarse, known << 8 | walk->paragraph_style),
        coarse,
        mix(coarse, (uint32_t)(walk->brackets > 0) << 1 | walk->quote),
        mix(coarse, (uint32_t)walk->paragraph_style << 4 | walk->small_starts),
        mix(coarse, class_of(before) << 8 | class_of(after)),
        mix(coarse, small << 8 | length),
        mix(mix(kinds, (uint32_t)before.kind << 8 | earlier.kind), (uint32_t)after.kind << 8 | later.kind),
        mix(mix(right.word, kinds), after.kind),
        mix(mix(left.word, kinds), before.kind),
        mix(left.word, length << 8 | right.kind),
        mix(first.word, left.word),
        mix(gap, mix(small, length)),
        mix(gap, mix(next_mark(walk, at + 1), after.kind)),
        mix(gap, mix(run_of_capitals(walk, at + 1), first.kind)),
    };
    const uint32_t count = sizeof values / sizeof *values;
    for (uint32_t i = 0; i < count; i++)
        rows[i] = (uint16_t)(mix(values[i], i + 1) >> 8 & (BOUNDARY_ROWS - 1));
    return count;
}

/* Running text by a careful writer: news. */
static bool is_running(const boundary_walk *walk)
{
    return walk->paragraph_style == 3 && walk->small_starts == 0;
}

/* Whether the gap behind token `at` may be an end at all. */
static bool is_candidate(const boundary_walk *walk, uint32_t at)
{
    const boundary_look left = walk->looks[at], right = walk->looks[at + 1];
    if (!walk->tokens[at].space_after)
        return left.final && right.kind >= KIND_NUMBER;
    if (left.kind >= KIND_SMALL && right.kind == KIND_SMALL)
        return false;
    if (left.kind >= KIND_SMALL && right.kind == KIND_UNCASED && walk->sink->uncased)
        return false;
    if (left.kind == KIND_TITLE || left.kind == KIND_INITIAL || left.kind == KIND_DASH || (left.kind == KIND_BRACKET_CLOSE && right.kind == KIND_SMALL))
        return false;
    if (is_abbreviation(left.kind) && right.kind >= KIND_NUMBER) /* "the U.S. Census", "5 p.m. Monday" */
        return right.kind != KIND_SMALL && words_opens_sentence(token_slice(walk->sink, &walk->tokens[at + 1]));
    if (is_running(walk) && (left.kind == KIND_COMMA || left.kind == KIND_SEMICOLON))
        return false;
    return right.kind != KIND_COMMA && right.kind != KIND_STOP;
}

/* Gaps that need no weighing, or of which the treebanks have too few or too odd examples: an end behind an abbreviation, of those that
 * may be one; a capital behind a plain word and a full stop; a number there in running text, unless the stop may be an abbreviation's
 * ("Ch. 4") or a list's ("2. 500 men"). */
static bool is_sure(const boundary_walk *walk, uint32_t at)
{
    const boundary_look left = walk->looks[at], right = walk->looks[at + 1], before = look_at(walk, at, -1);
    if (walk->sink->uncased)
        return false;
    if (is_abbreviation(left.kind))
        return right.kind >= KIND_NUMBER;
    const bool plain = before.kind == KIND_SMALL || (before.kind == KIND_CAPITAL && walk->tokens[at - 1].length > 4);
    if (left.kind != KIND_STOP || !plain || at < walk->start + 2)
        return false;
    if (!walk->tokens[at].space_after) /* "said.He" */
        return before.kind == KIND_SMALL && right.kind == KIND_CAPITAL;
    return right.kind == KIND_CAPITAL || (right.kind == KIND_NUMBER && is_running(walk));
}

static bool chooses(const boundary_walk *walk, uint32_t at)
{
    uint16_t rows[BOUNDARY_FEATURES_MAX];
    if (is_sure(walk, at))
        return true;
    const uint32_t count = features_of(walk, at, rows);
    if (walk->observer)
        return walk->observer->decide(walk->observer->data, walk->tokens[at].offset + walk->tokens[at].length, rows, count);
    int32_t sum = 0;
    for (uint32_t i = 0; i < count; i++)
        sum += boundary_weights[rows[i]];
    const bool rare = is_running(walk) && (!walk->looks[at].final || walk->looks[at + 1].kind == KIND_SMALL);
    return sum > (rare ? RARE_MARGIN : 0);
}

bool boundary_ends(boundary_walk *walk, uint32_t at)
{
    const boundary_look left = walk->looks[at];
    walk->small_words += left.kind == KIND_SMALL;
    walk->marks += is_mark(left.kind);
    walk->brackets += left.kind == KIND_BRACKET_OPEN ? 1 : left.kind == KIND_BRACKET_CLOSE ? -1 : 0;
    walk->quote = left.kind == KIND_QUOTE_OPEN || (walk->quote && left.kind != KIND_QUOTE_CLOSE);
    return is_candidate(walk, at) && chooses(walk, at);
}

void boundary_start(boundary_walk *walk, uint32_t at)
{
    walk->unmarked = at > 0 && !walk->looks[at - 1].final;
    walk->start = at;
    walk->small_words = walk->marks = 0;
    walk->brackets = 0;
    walk->quote = false;
}
