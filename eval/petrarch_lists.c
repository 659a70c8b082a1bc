/* The lists of PETRARCH.
 *
 * In: the two files. Actors: a name with its code, or names and then codes with days, "+" for synonyms:
 *         BIRDLAND [BRD]
 *         +BIRDLANDER
 *         OLD_OWL
 *             [BRDGOV <20010131]
 *             [BRDELI >20010201]
 * Agents: NEWSPAPER [~MED], with the plural in braces when it is irregular ({} = none) and !SETS! of words.
 * Out: names in upper case with their actors and codes, and the same as rule files of ours. Underscores and blanks both part
 * words; words between them are not allowed for, and names are not stems (PETRARCH's own "_" at the end says so, others not). */
#include "petrarch_lists.h"

enum { SETS_MAX = 16, WORDS_MAX = 16 };

void petrarch_lists_init(petrarch_lists *lists, dtl_arena *arena)
{
    *lists = (petrarch_lists){.arena = arena, .longest = 1};
    dtl_map_init(&lists->actor_of, arena);
    dtl_map_init(&lists->agent_of, arena);
}

/* Upper case, words parted by one blank, none at the ends. */
static dtl_slice clean_name(petrarch_lists *lists, dtl_slice raw)
{
    char *out = dtl_arena_alloc(lists->arena, (size_t)raw.length + 1);
    uint32_t length = 0;
    for (uint32_t i = 0; out && i < raw.length; i++) {
        char c = raw.ptr[i] == '_' || raw.ptr[i] == '\t' ? ' ' : raw.ptr[i];
        if (c == ' ' && (length == 0 || out[length - 1] == ' '))
            continue;
        out[length++] = (char)(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c);
    }
    while (length && out[length - 1] == ' ')
        length--;
    return out ? dtl_slice_make(out, length) : DTL_SLICE_EMPTY;
}

static void count_words(petrarch_lists *lists, dtl_slice name)
{
    uint32_t words = 1;
    for (uint32_t i = 0; i < name.length; i++)
        words += name.ptr[i] == ' ';
    if (words > lists->longest && words <= WORDS_MAX)
        lists->longest = words;
}

static bool add_name(petrarch_lists *lists, dtl_slice raw)
{
    dtl_slice name = clean_name(lists, raw);
    if (!name.length || !lists->actors.count)
        return true;
    dtl_slice *slot = dtl_array_push(lists->arena, &lists->names);
    if (!slot)
        return false;
    *slot = name;
    lists->actors.items[lists->actors.count - 1].name_count++;
    count_words(lists, name);
    return dtl_map_get(&lists->actor_of, name) != DTL_NONE || dtl_map_put(&lists->actor_of, name, lists->actors.count - 1);
}

/* 950601 and 19950601; 0 when it is no date. */
static int32_t day_of(dtl_slice text)
{
    uint32_t value;
    text = dtl_slice_trim(text);
    if (!dtl_slice_parse_u32(text, &value) || (text.length != 6 && text.length != 8))
        return 0;
    if (text.length == 6)
        value += value >= 500000 ? 19000000 : 20000000;
    return (int32_t)value;
}

/* "ORCHOB 20100109-20100112", "HOB < 950601", "ISR" */
static bool add_code(petrarch_lists *lists, dtl_slice inside)
{
    inside = dtl_slice_trim(inside);
    uint32_t end = 0;
    while (end < inside.length && inside.ptr[end] != ' ' && inside.ptr[end] != '<' && inside.ptr[end] != '>')
        end++;
    petrarch_code code = {.code = clean_name(lists, dtl_slice_make(inside.ptr, end)), .from = PETRARCH_DAY_MIN, .to = PETRARCH_DAY_MAX};
    dtl_slice when = dtl_slice_trim(dtl_slice_make(inside.ptr + end, inside.length - end));
    code.dated = when.length > 0;
    if (code.dated && when.ptr[0] == '<') {
        code.to = day_of(dtl_slice_make(when.ptr + 1, when.length - 1));
    } else if (code.dated && when.ptr[0] == '>') {
        code.from = day_of(dtl_slice_make(when.ptr + 1, when.length - 1));
    } else if (code.dated) {
        uint32_t dash = dtl_slice_find(when, DTL_SLICE("-"), 0);
        if (dash == DTL_NONE)
            return true;
        code.from = day_of(dtl_slice_make(when.ptr, dash));
        code.to = day_of(dtl_slice_make(when.ptr + dash + 1, when.length - dash - 1));
    }
    petrarch_code *slot = dtl_array_push(lists->arena, &lists->codes);
    if (!slot)
        return false;
    *slot = code;
    lists->actors.items[lists->actors.count - 1].code_count++;
    return true;
}

/* The next line without its comment; false at the end. Markup comments, of one line or several, are passed over. */
static bool next_line(dtl_slice *rest, dtl_slice *line)
{
    while (dtl_slice_next_field(rest, '\n', line)) {
        if (dtl_slice_starts_with(*line, DTL_SLICE("<!"))) {
            while (dtl_slice_find(*line, DTL_SLICE("-->"), 0) == DTL_NONE && dtl_slice_next_field(rest, '\n', line))
                continue;
            continue;
        }
        uint32_t comment = dtl_slice_find(*line, DTL_SLICE("#"), 0);
        if (comment != DTL_NONE)
            line->length = comment;
        if (dtl_slice_trim(*line).length)
            return true;
    }
    return false;
}

/* What stands between two signs of the line, and what before the first one. */
static bool bracketed(dtl_slice line, const char *open, const char *close, dtl_slice *before, dtl_slice *inside)
{
    uint32_t start = dtl_slice_find(line, dtl_slice_from_cstr(open), 0);
    uint32_t end = start == DTL_NONE ? DTL_NONE : dtl_slice_find(line, dtl_slice_from_cstr(close), start);
    *before = start == DTL_NONE ? line : dtl_slice_make(line.ptr, start);
    *inside = end == DTL_NONE ? DTL_SLICE_EMPTY : dtl_slice_make(line.ptr + start + 1, end - start - 1);
    return end != DTL_NONE;
}

bool petrarch_read_actors(petrarch_lists *lists, dtl_slice text)
{
    dtl_slice line, name, code;
    while (next_line(&text, &line)) {
        bool has_code = bracketed(line, "[", "]", &name, &code), synonym = line.ptr[0] == '+';
        if (synonym)
            name = dtl_slice_make(name.ptr + 1, name.length - 1);
        name = dtl_slice_trim(name);
        if (name.length && !synonym) {
            petrarch_actor *actor = dtl_array_push(lists->arena, &lists->actors);
            if (!actor)
                return false;
            *actor = (petrarch_actor){.first_name = lists->names.count, .first_code = lists->codes.count};
        }
        if (!lists->actors.count)
            continue;
        if ((name.length && !add_name(lists, name)) || (has_code && !add_code(lists, code)))
            return false;
    }
    return true;
}

/* A set of words that stand for each other: !PERSON! = MAN, MEN. */
typedef struct word_set {
    dtl_slice name; /* with its marks */
    dtl_slice words;
} word_set;

static bool put_agent(petrarch_lists *lists, dtl_slice raw, dtl_slice code)
{
    dtl_slice name = clean_name(lists, raw);
    code = dtl_slice_trim(code);
    bool before = code.length && code.ptr[code.length - 1] == '~';
    if (!name.length || !code.length)
        return true;
    dtl_slice bare = before ? dtl_slice_make(code.ptr, code.length - 1) : dtl_slice_make(code.ptr + (code.ptr[0] == '~'), code.length - (code.ptr[0] == '~'));
    petrarch_agent *agent = dtl_array_push(lists->arena, &lists->agents);
    if (!agent)
        return false;
    *agent = (petrarch_agent){.name = name, .code = clean_name(lists, bare), .before = before};
    count_words(lists, name);
    return dtl_map_get(&lists->agent_of, name) != DTL_NONE || dtl_map_put(&lists->agent_of, name, lists->agents.count - 1);
}

/* The name itself and its plural: as told, or with -S, -IES. */
static bool put_agent_forms(petrarch_lists *lists, dtl_slice name, bool told, dtl_slice plural, dtl_slice code)
{
    dtl_buffer regular = {0};
    name = clean_name(lists, name);
    bool fine = put_agent(lists, name, code);
    if (fine && told && dtl_slice_trim(plural).length)
        fine = put_agent(lists, plural, code);
    if (fine && !told && name.length > 1) {
        bool y = name.ptr[name.length - 1] == 'Y';
        dtl_buffer_put(&regular, name.ptr, name.length - y);
        dtl_buffer_cstr(&regular, y ? "IES" : "S");
        fine = !regular.failed && put_agent(lists, dtl_slice_make(regular.bytes, regular.length), code);
    }
    dtl_buffer_free(&regular);
    return fine;
}

/* Puts the words of a set where its name stands. */
static bool put_agent_set(petrarch_lists *lists, dtl_slice name, const word_set *set, dtl_slice code)
{
    uint32_t at = dtl_slice_find(name, set->name, 0);
    dtl_slice words = set->words, word;
    while (dtl_slice_next_field(&words, ',', &word)) {
        dtl_buffer whole = {0};
        word = dtl_slice_trim(word);
        dtl_buffer_put(&whole, name.ptr, at);
        dtl_buffer_slice(&whole, word);
        dtl_buffer_put(&whole, name.ptr + at + set->name.length, name.length - at - set->name.length);
        bool fine = !whole.failed && put_agent(lists, dtl_slice_make(whole.bytes, whole.length), code);
        dtl_buffer_free(&whole);
        if (!fine)
            return false;
    }
    return true;
}

bool petrarch_read_agents(petrarch_lists *lists, dtl_slice text)
{
    word_set sets[SETS_MAX];
    uint32_t set_count = 0;
    dtl_slice line, before, code, plural;
    while (next_line(&text, &line)) {
        uint32_t equals = dtl_slice_find(line, DTL_SLICE("="), 0);
        if (line.ptr[0] == '!' && equals != DTL_NONE) {
            if (set_count < SETS_MAX)
                sets[set_count++] = (word_set){dtl_slice_trim(dtl_slice_make(line.ptr, equals)), dtl_slice_make(line.ptr + equals + 1, line.length - equals - 1)};
            continue;
        }
        if (!bracketed(line, "[", "]", &before, &code))
            continue;
        dtl_slice name, rest = before;
        bool told = bracketed(rest, "{", "}", &name, &plural), done = false, fine = true;
        name = dtl_slice_trim(name);
        for (uint32_t i = 0; i < set_count && !done && fine; i++)
            if (dtl_slice_find(name, sets[i].name, 0) != DTL_NONE) {
                fine = put_agent_set(lists, name, &sets[i], code);
                done = true;
            }
        if (!done)
            fine = put_agent_forms(lists, name, told, plural, code);
        if (!fine)
            return false;
    }
    return true;
}

dtl_slice petrarch_code_on(const petrarch_lists *lists, uint32_t actor, int32_t day)
{
    const petrarch_actor *a = &lists->actors.items[actor];
    dtl_slice found = DTL_SLICE_EMPTY;
    for (uint32_t i = a->first_code; i < a->first_code + a->code_count; i++) {
        const petrarch_code *code = &lists->codes.items[i];
        if (code->dated && day >= code->from && day <= code->to)
            return code->code;
        if (!code->dated && !found.length)
            found = code->code;
    }
    return found;
}

/* Appends a word to a key, cut at the room that there is: no name is that long. */
static uint32_t put_word(char *key, uint32_t length, uint32_t room, dtl_slice word)
{
    for (uint32_t i = 0; i < word.length && length < room; i++)
        key[length++] = word.ptr[i];
    return length;
}

uint32_t petrarch_match(const petrarch_lists *lists, const dtl_map *names, const dtl_slice *words, uint32_t count, uint32_t *taken)
{
    char key[256];
    uint32_t length = 0, found = DTL_NONE;
    for (uint32_t i = 0; i < count && i < lists->longest; i++) {
        if (i)
            length = put_word(key, length, sizeof key, DTL_SLICE(" "));
        length = put_word(key, length, sizeof key, words[i]);
        uint32_t hit = dtl_map_get(names, dtl_slice_make(key, length));
        if (hit != DTL_NONE) {
            found = hit;
            *taken = i + 1;
        }
    }
    return found;
}

/* Does the code hold these three letters at a place that three divides? */
static bool holds(const char *code, dtl_slice part)
{
    for (size_t i = 0; i + 3 <= strlen(code); i += 3)
        if (part.length == 3 && memcmp(code + i, part.ptr, 3) == 0)
            return true;
    return false;
}

static void add_parts(char out[PETRARCH_CODE_MAX], dtl_slice code)
{
    for (uint32_t i = 0; i < code.length; i += 3) {
        dtl_slice part = dtl_slice_make(code.ptr + i, code.length - i < 3 ? code.length - i : 3);
        size_t length = strlen(out);
        if (holds(out, part) || length + part.length + 1 > PETRARCH_CODE_MAX)
            continue;
        memcpy(out + length, part.ptr, part.length);
        out[length + part.length] = '\0';
    }
}

void petrarch_compose(const petrarch_lists *lists, dtl_slice actor, const uint32_t *agents, const bool *former, uint32_t count,
                      char out[PETRARCH_CODE_MAX])
{
    out[0] = '\0';
    if (!actor.length || actor.ptr[0] == '-' || actor.ptr[0] == '+')
        return;
    for (uint32_t i = 0; i < count; i++)
        if (lists->agents.items[agents[i]].before)
            add_parts(out, lists->agents.items[agents[i]].code);
    size_t length = strlen(out);
    if (length + actor.length + 1 > PETRARCH_CODE_MAX)
        return;
    memcpy(out + length, actor.ptr, actor.length);
    out[length + actor.length] = '\0';
    for (uint32_t i = 0; i < count; i++)
        if (!lists->agents.items[agents[i]].before)
            add_parts(out, former[i] ? DTL_SLICE("ELI") : lists->agents.items[agents[i]].code);
}

/* ---- as rules of ours ---- */

/* "MINAS TIRITH" → "Minas Tirith"; an article stays small, so that it may. */
static void put_title_case(dtl_buffer *out, dtl_slice name)
{
    bool start = true;
    bool article = dtl_slice_starts_with(name, DTL_SLICE("THE "));
    for (uint32_t i = 0; i < name.length; i++) {
        char c = name.ptr[i];
        bool letter = c >= 'A' && c <= 'Z';
        bool keep = !letter || (start && !(article && i == 0)) || (i + 1 < name.length && name.ptr[i + 1] == '.') || (i && name.ptr[i - 1] == '.');
        dtl_buffer_char(out, (char)(keep ? c : c + ('a' - 'A')));
        start = c == ' ' || c == '-';
    }
}

static void put_small(dtl_buffer *out, dtl_slice name)
{
    for (uint32_t i = 0; i < name.length; i++)
        dtl_buffer_char(out, (char)(name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' ? name.ptr[i] + ('a' - 'A') : name.ptr[i]));
}

/* The sector of the last three letters that PLOVER has, else unknown. */
static const char *sector_of(dtl_slice code)
{
    static const char *const sectors[] = {"GOV", "MIL", "REB", "OPP", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL", "REL", "LEG", "LAB", "UAF"};
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        if (dtl_slice_ends_with(code, dtl_slice_from_cstr(sectors[i])))
            return sectors[i];
    return "UNK";
}

void petrarch_write_rules(const petrarch_lists *lists, bool (*known)(const void *context, dtl_slice name), const void *context, dtl_buffer *actors,
                          dtl_buffer *names, dtl_buffer *roles)
{
    for (uint32_t i = 0; i < lists->actors.count; i++) {
        const petrarch_actor *actor = &lists->actors.items[i];
        for (uint32_t k = 0; k < actor->name_count; k++) {
            dtl_buffer *out = k ? names : actors;
            put_title_case(out, lists->names.items[actor->first_name + k]);
            dtl_buffer_format(out, k ? " | actor=petrarch-%u kind=alias\n" : " | id=petrarch-%u kind=organisation\n", i);
        }
    }
    for (uint32_t i = 0; i < lists->agents.count; i++) {
        const petrarch_agent *agent = &lists->agents.items[i];
        dtl_buffer small = {0};
        put_small(&small, agent->name);
        dtl_slice name = dtl_slice_make(small.bytes, small.length);
        if (dtl_map_get(&lists->agent_of, agent->name) == i && !known(context, name))
            dtl_buffer_format(roles, "%.*s | sector=%s name=\"%.*s\"\n", (int)name.length, name.ptr, sector_of(agent->code), (int)name.length, name.ptr);
        dtl_buffer_free(&small);
    }
}
