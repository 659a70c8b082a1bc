/* Toponyms: which capitalised words name places, whatever their use.
 *
 * In: pieces and mentions of the text, the gazetteer, the tables. Out: the names of places in text order with what they do
 * in their sentence (place of something, actor, part of another name, people of a country), resolved (resolve.c); per token
 * the toponym that covers it.
 *
 * The idea: at each capitalised word the longest name that the rules or the gazetteer know is weighed as evidence: what the
 * words before and behind it say ("in Alton", "Alton, Ill.", "Alton police", "Mr. Alton"), whether a table of persons'
 * names has it, whether the tagger and the tables see a person or an institution there, how large the largest place of that
 * name is. A second look adds what the report says elsewhere of the same name. Labels of the name model, where there are
 * any, weigh most.
 * Example: "Deputy Sam Jordan left Jordan, Minn., for Paris." Jordan is a person, then a town; Paris is the town in France.
 *
 * Knowingly wrong: a surname that is also a large town and stands without title, given name or verb of saying is taken for the
 * town; a small town that is named without any of these signs is missed. */
#include "mention/actors.h"
#include "mention/resolve.h"

enum {
    WORDS_MAX = 5,     /* words of a name that only the gazetteer knows */
    ACCEPT = 3, SURE = 7, UNKNOWN = -100,
    CANDIDATES = 8,
    LABEL_PLACE = 3, LABEL_PERSON = -6, LABEL_ORGANISATION = 1, LABEL_INSIDE = -1, LABEL_NONE = -1 /* what the name model says */
};

/* A name that may be a place. */
typedef struct guess {
    uint32_t first, count; /* tokens */
    uint32_t rule;         /* row of places.txt or demonyms.txt, DTL_NONE */
    int32_t evidence;
    uint8_t use;           /* dtl_toponym_use */
    dtl_slice key;         /* folded name */
} guess;
DTL_ARRAY_TYPE(guess_array, guess);

/* What the pass needs to know of each token, found once. */
typedef struct finder {
    mention_context *c;
    uint32_t *person;      /* per token: 1 + mention of a person that covers it, 0 none */
    guess_array guesses;
    dtl_map sure;          /* key → 1: surely a place in this report */
    dtl_map persons;       /* folded last word of a person → 1 */
    uint32_t forms;        /* table place-forms */
} finder;

static const piece *piece_at(const mention_context *c, uint32_t t)
{
    return t < c->count && c->piece_of[t] != DTL_NONE ? &c->pieces.items[c->piece_of[t]] : NULL;
}

/* The tokens' folded words as they stand, glued where the text glues them; 0 when they do not fit. */
static uint32_t glue(const mention_context *c, uint32_t first, uint32_t count, char *out, uint32_t size)
{
    uint32_t used = 0;
    for (uint32_t t = first; t < first + count; t++) {
        if (used + c->folded[t].length + 1 >= size)
            return 0;
        if (c->folded[t].length)
            memcpy(out + used, c->folded[t].ptr, c->folded[t].length);
        used += c->folded[t].length;
        if (t + 1 < first + count && c->tokens[t].space_after)
            out[used++] = ' ';
    }
    return used;
}

static bool is_word(const mention_context *c, uint32_t t)
{
    dtl_slice text = c->folded[t];
    return text.length && ((unsigned char)text.ptr[0] >= 0x80 || (text.ptr[0] >= 'a' && text.ptr[0] <= 'z'));
}

/* Can a name go on over this token? Capitalised words; small ones and dashes only between them. */
static bool joins(const mention_context *c, uint32_t t)
{
    static const char *const small[] = {"-", "de", "la", "el", "al", "e", "i", "of", "the", "and", "du", "del", "da", "do", "dos", "upon", "on", "le",
                                        "les", "san", "an", "der", "den", "'", "'s", ".", NULL};
    return token_in(c, t, small);
}

/* Words that are places somewhere and nearly always something else. */
static bool is_common_word(const mention_context *c, dtl_slice name)
{
    return word_has_sign(c, name, "no-place");
}

/* Longest name at t that the gazetteer or the forms know; its number of tokens, 0 none. */
static uint32_t longest(const finder *f, uint32_t t, uint32_t end, uint32_t *form)
{
    const mention_context *c = f->c;
    char text[GAZETTEER_KEY_MAX];
    uint32_t best = 0, limit = t + 1;
    *form = DTL_NONE;
    while (limit < end && limit < t + WORDS_MAX && (token_is_capital(c, limit) || joins(c, limit)))
        limit++;
    for (uint32_t last = limit; last > t && !best; last--) {
        if (!token_is_capital(c, last - 1) && !(last - 1 > t && token_is(c, last - 1, ".")))
            continue;
        uint32_t length = glue(c, t, last - t, text, sizeof text);
        if (!length)
            continue;
        dtl_slice name = dtl_slice_make(text, length);
        uint32_t row = dtl_rules_find(c->rules, f->forms, name, 0);
        bool stop = text[length - 1] == '.'; /* of an abbreviation, or of the sentence */
        if (row == DTL_NONE && stop && length > 1)
            row = dtl_rules_find(c->rules, f->forms, dtl_slice_make(text, length - 1), 0);
        if (row != DTL_NONE || (length > 2 && !stop && !is_common_word(c, name) && dtl_gazetteer_has(c->gazetteer, name))) {
            best = last - t;
            *form = row;
        }
    }
    return best;
}

/* ---- evidence ---- */

static bool in_table(const mention_context *c, uint32_t table, uint32_t t)
{
    return t < c->count && dtl_rules_find(c->rules, table, c->folded[t], 0) != DTL_NONE;
}

static bool is_title(const mention_context *c, uint32_t t)
{
    const piece *p = piece_at(c, t);
    return (p && p->class == PIECE_TITLE) || token_has_sign(c, t, "title");
}

/* Words that stand behind a place's name when it names an institution of that place. */
static bool is_institution_word(const mention_context *c, uint32_t t)
{
    return token_has_sign(c, t, "institution");
}

static int32_t words_before(const mention_context *c, const guess *g)
{
    static const char *const strong[] = {"in", "near", "at", "outside", "across", "throughout", "into", "around", "within", "inside", NULL};
    static const char *const weak[] = {"from", "to", "toward", "towards", "through", "leave", "leaving", "left", "between", "over", "via", "downtown",
                                       "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "off", NULL};
    uint32_t t = g->first, start = sentence_start(c, t);
    if (t > start && token_is(c, t - 1, "the"))
        t--;
    if (t == start)
        return 0;
    if (token_in(c, t - 1, strong))
        return 4;
    if (token_in(c, t - 1, weak))
        return 2;
    if (token_is(c, t - 1, "of")) {
        static const char *const units[] = {"city", "town", "village", "county", "state", "province", "district", "capital", "region", "north", "south",
                                            "east", "west", "outside", "northwest", "northeast", "southwest", "southeast", "part", "parts", "streets",
                                            "port", "island", "people", "suburb", "university", "republic", NULL};
        return t > start + 1 && token_in(c, t - 2, units) ? 4 : 1;
    }
    if (is_title(c, t - 1))
        return -9;
    if (token_is_capital(c, t - 1) && c->words[t - 1].upos == DTL_UPOS_PROPN && is_word(c, t - 1) && c->tokens[t - 1].space_after &&
        !is_institution_word(c, t - 1)) {
        const piece *p = piece_at(c, t - 1);
        return p && p->class != PIECE_NAME ? -1 : -6; /* the end of a longer unknown name */
    }
    return 0;
}

/* "ALTON —", "Alton (AP)": the dateline that opens a paragraph. */
static bool is_dateline(const mention_context *c, const guess *g)
{
    uint32_t t = g->first + g->count, end = sentence_end(c, g->first);
    static const char *const dashes[] = {"-", "--", "(", "\xe2\x80\x93", "\xe2\x80\x94", NULL};
    return g->first == sentence_start(c, g->first) && t < end && c->tokens[t - 1].space_after && token_in(c, t, dashes);
}

/* Does the run of capitalised words that begins at t end as the name of an institution does? */
static bool is_institution_run(const mention_context *c, uint32_t t, uint32_t end)
{
    enum { RUN = 6 };
    for (uint32_t i = 0; i < RUN && t < end && (token_is_capital(c, t) || token_is(c, t, "&") || token_is(c, t, "and")); i++, t++)
        if (is_institution_word(c, t) || dtl_rules_find(c->rules, c->tables.organisation_words, c->folded[t], 0) != DTL_NONE ||
            dtl_rules_find(c->rules, c->tables.place_words, c->folded[t], 0) != DTL_NONE)
            return true;
    return false;
}

/* ", Ill.", ", Ohio", ", Iraq": a unit or country right behind. */
static bool unit_behind(const finder *f, uint32_t t)
{
    const mention_context *c = f->c;
    uint32_t end = t ? sentence_end(c, t - 1) : 0, form;
    if (t + 1 >= end || !(token_is(c, t, ",") || token_is(c, t, "(")) || !token_is_capital(c, t + 1))
        return false;
    const piece *p = piece_at(c, t + 1);
    if (p && p->class == PIECE_PLACE)
        return true;
    uint32_t count = longest(f, t + 1, end, &form);
    return count && form != DTL_NONE;
}

static int32_t words_behind(const finder *f, const guess *g)
{
    const mention_context *c = f->c;
    uint32_t t = g->first + g->count, end = sentence_end(c, g->first);
    if (t >= end)
        return 0;
    if (unit_behind(f, t))
        return 5;
    static const char *const units[] = {"county", "parish", "province", "city", "township", "state", "district", "oblast", "governorate", "region",
                                        "village", "island", "river", "valley", NULL};
    if (token_in(c, t, units))
        return 5;
    if (c->tokens[t - 1].space_after && is_institution_word(c, t))
        return 3;
    static const char *const based[] = {"based", "area", "born", NULL};
    if (token_is(c, t, "-") && t + 1 < end && token_in(c, t + 1, based))
        return 4;
    if (token_in(c, t, based))
        return 4;
    if (token_is_capital(c, t) && c->tokens[t - 1].space_after && is_word(c, t) && !is_headline(c, t)) {
        const piece *p = piece_at(c, t);
        uint8_t upos = c->words[t].upos;
        if (p && (p->class == PIECE_ROLE || p->class == PIECE_OFFICE || p->class == PIECE_PLACE_WORD))
            return 2;
        if (is_institution_run(c, t, end))
            return 2;
        if (upos == DTL_UPOS_PROPN && !(p && p->class != PIECE_NAME))
            return -5; /* "Alexandria Jones" */
    }
    static const char *const saying[] = {"said", "says", "told", "added", "testified", "pleaded", "wrote", "scored", "asked", "explained", NULL};
    return token_in(c, t, saying) ? -3 : 0;
}

/* How large is the largest place of this name? */
static int32_t size_points(const finder *f, const guess *g, bool *unit)
{
    dtl_place found[CANDIDATES];
    uint32_t count = dtl_gazetteer_find(f->c->gazetteer, g->key, found, CANDIDATES), most = 0;
    *unit = false;
    for (uint32_t i = 0; i < count; i++) {
        most = found[i].population > most && found[i].feature != DTL_PLACE_ADMIN2 ? found[i].population : most;
        *unit |= found[i].feature <= DTL_PLACE_ADMIN1 && found[i].name.length <= g->key.length + 2; /* not "Rivers State" for Rivers */
    }
    return most > 1000000 ? 4 : most > 200000 ? 3 : most > 50000 ? 2 : most > 10000 ? 1 : 0;
}

/* Is the name the start of an institution that the tables know, or of a newspaper? Its words are that name's. */
static int32_t inside_known(const mention_context *c, const guess *g)
{
    const piece *p = piece_at(c, g->first);
    if (!p || p->class == PIECE_PLACE || p->class == PIECE_DEMONYM || p->class == PIECE_NAME || p->class == PIECE_PLACE_WORD)
        return 0;
    if (p->class == PIECE_OUTLET || p->class == PIECE_TITLE)
        return UNKNOWN;
    bool opens = p->first == g->first && g->rule != DTL_NONE; /* "Russian Foreign Minister" */
    if (p->class == PIECE_ACTOR)
        return opens && (g->count < p->count || attribute_is(c, g->rule, "type", "region")) ? 0 : UNKNOWN;
    return opens ? 0 : -3;
}

static int32_t weigh(const finder *f, guess *g)
{
    const mention_context *c = f->c;
    int32_t inside = inside_known(c, g);
    uint32_t last = g->first + g->count - 1;
    bool unit;
    if (inside == UNKNOWN || f->person[g->first] || f->person[last])
        return UNKNOWN;
    int32_t size = size_points(f, g, &unit), points = inside + size, around = words_before(c, g), behind = words_behind(f, g);
    points += around + behind;
    points += g->rule != DTL_NONE ? 6 : unit ? 4 : 0;
    points += g->count > 1 ? 2 : 0;
    points += is_dateline(c, g) ? 4 : 0;
    static const char *const units[] = {"county", "parish", "province", "township", "district", "island", NULL};
    points += g->count > 1 && token_in(c, last, units) ? 5 : 0;
    for (uint32_t t = g->first; t <= last; t++) {
        uint8_t upos = c->words[t].upos;
        if (is_word(c, t) && token_is_capital(c, t) && upos != DTL_UPOS_PROPN && g->rule == DTL_NONE) {
            points -= t == sentence_start(c, t) || g->count == 1 ? 5 : 2;
            break;
        }
    }
    if (g->count == 1 && in_table(c, c->tables.name_parts, g->first))
        points -= 4;
    switch (c->words[g->first].name) {
    case DTL_NAME_BEGIN_PLACE: case DTL_NAME_IN_PLACE: points += LABEL_PLACE; break;
    case DTL_NAME_BEGIN_PERSON: case DTL_NAME_IN_PERSON: points += LABEL_PERSON; break;
    case DTL_NAME_IN_ORGANISATION: points += LABEL_INSIDE; break;
    case DTL_NAME_BEGIN_ORGANISATION: points += LABEL_ORGANISATION; break;
    default: points += LABEL_NONE; break;
    }
    if (g->count == 1 && (in_table(c, c->tables.organisation_words, g->first) || in_table(c, c->tables.roles, g->first) || in_table(c, c->tables.titles, g->first)))
        points -= 6;
    if (dtl_map_get(&f->persons, c->folded[last]) != DTL_NONE)
        points -= g->rule == DTL_NONE ? 6 : 3;
    return points;
}

/* ---- the pass ---- */

static uint8_t use_of(const mention_context *c, const guess *g)
{
    uint32_t head = head_of(c, g->first, g->count), end = g->first + g->count;
    const piece *p = piece_at(c, g->first);
    if (p && p->class == PIECE_DEMONYM)
        return DTL_TOPONYM_PEOPLE;
    if (place_is_locative(c, head))
        return DTL_TOPONYM_LOCATIVE;
    uint32_t governor = c->words[head].head;
    if (relation_is(c, head, DTL_REL_COMPOUND) && governor != DTL_NONE && governor >= end)
        return DTL_TOPONYM_PART;
    return relation_is(c, head, DTL_REL_NSUBJ) ? DTL_TOPONYM_ACTOR : DTL_TOPONYM_LOCATIVE;
}

static void keep(finder *f, const guess *g)
{
    guess *made = dtl_array_push(f->c->arena, &f->guesses);
    if (!made) {
        f->c->failed = true;
        return;
    }
    *made = *g;
}

static bool key_of(finder *f, guess *g)
{
    char text[GAZETTEER_KEY_MAX];
    uint32_t length = glue(f->c, g->first, g->count, text, sizeof text);
    if (!length || !dtl_arena_copy(f->c->arena, dtl_slice_make(text, length), &g->key)) {
        f->c->failed |= length != 0;
        return false;
    }
    return true;
}

/* "Americans", "Iraqis": people, not the country. */
static bool is_plural_people(const mention_context *c, const piece *p)
{
    dtl_slice word = c->folded[p->first + p->count - 1];
    return p->class == PIECE_DEMONYM && (c->words[p->first].features & DTL_FEATURE_PLURAL || (word.length > 2 && word.ptr[word.length - 1] == 's' && c->words[p->first].upos != DTL_UPOS_ADJ));
}

/* The guess at token t; false when nothing there names a place. */
static bool guess_at(finder *f, uint32_t t, uint32_t end, guess *g)
{
    mention_context *c = f->c;
    const piece *p = piece_at(c, t);
    uint32_t form;
    *g = (guess){.first = t, .rule = DTL_NONE};
    bool known = p && p->first == t && (p->class == PIECE_PLACE || p->class == PIECE_DEMONYM);
    if (known && (is_plural_people(c, p) || (p->class == PIECE_DEMONYM && !attribute(c, p->rule, "country").length)))
        return false;
    uint32_t taken, row = DTL_NONE;
    if (p && p->first == t && p->count > 1 && (p->class == PIECE_ACTOR || p->class == PIECE_OFFICE || p->class == PIECE_ROLE || p->class == PIECE_DOCUMENT)) {
        row = dtl_rules_match(c->rules, c->tables.demonyms, c->folded + t, p->count - 1, &taken);
        if (row == DTL_NONE)
            row = dtl_rules_match(c->rules, c->tables.places, c->folded + t, p->count - 1, &taken);
        if (row != DTL_NONE && attribute(c, row, "country").length) {
            g->count = taken;
            g->rule = row;
            return key_of(f, g);
        }
    }
    uint32_t count = is_word(c, t) ? longest(f, t, end, &form) : 0;
    if (known && p->count >= count) {
        g->count = p->count;
        g->rule = p->rule;
    } else if (count) {
        g->count = count;
        g->rule = form;
        /* abbreviations count behind a comma or with a full stop, and as adjectives of continents */
        bool short_form = form != DTL_NONE && count == 1 && c->folded[t].length <= 3;
        if (short_form && t > 0 && !(token_is(c, t - 1, ",") || token_is(c, t - 1, "(")) && dtl_slice_find(c->folded[t], DTL_SLICE("."), 0) == DTL_NONE && !token_is(c, t, "eu"))
            return false;
    } else {
        return false;
    }
    return key_of(f, g);
}

static void scan(finder *f)
{
    mention_context *c = f->c;
    for (uint32_t t = 0; t < c->count && !c->failed;) {
        guess g;
        if (c->taken[t] || !token_is_capital(c, t) || !guess_at(f, t, sentence_end(c, t), &g)) {
            t++;
            continue;
        }
        g.evidence = weigh(f, &g);
        g.use = use_of(c, &g);
        keep(f, &g);
        if (g.evidence >= SURE && !dtl_map_put(&f->sure, g.key, 1))
            c->failed = true;
        t += g.evidence >= ACCEPT || g.rule != DTL_NONE || g.count == 1 ? g.count : 1;
    }
}

/* The first word of a person's mention that is his own: behind the title, for what stands before that says whose he is ("Alton Mayor | Sam
 * Gul"). */
static uint32_t own_words(const mention_context *c, const dtl_mention *m)
{
    uint32_t first = m->first, end = m->first + m->count;
    for (uint32_t t = m->first; t + 1 < end; t++)
        if (is_title(c, t) || (piece_at(c, t) && (piece_at(c, t)->class == PIECE_ROLE || piece_at(c, t)->class == PIECE_OFFICE)))
            first = t + 1;
    return first;
}

static void note_persons(finder *f)
{
    mention_context *c = f->c;
    for (uint32_t i = 0; i < c->out->mentions.count; i++) {
        const dtl_mention *m = &c->out->mentions.items[i];
        if (m->kind != DTL_MENTION_PERSON)
            continue;
        for (uint32_t t = own_words(c, m); t < m->first + m->count; t++)
            f->person[t] = i + 1;
        uint32_t last = m->first + m->count - 1;
        if (m->count > 1 && is_word(c, last) && !dtl_map_put(&f->persons, c->folded[last], 1))
            c->failed = true;
    }
}

static bool emit(mention_context *c, const guess *g)
{
    dtl_toponym *t = dtl_array_push(c->arena, &c->out->toponyms);
    if (!t)
        return false;
    *t = (dtl_toponym){.span = dtl_text_tokens_span(&c->doc->text, g->first, g->count), .first = g->first, .count = g->count,
                       .latitude = INT32_MIN, .longitude = INT32_MIN, .rule = DTL_NONE, .use = g->use};
    for (uint32_t k = g->first; k < g->first + g->count; k++)
        c->toponym_of[k] = c->out->toponyms.count - 1;
    return true;
}

void toponyms_find(mention_context *c)
{
    finder f = {.c = c, .forms = dtl_rules_table(c->rules, "place-forms")};
    f.person = dtl_arena_calloc(c->arena, (size_t)c->count + 1, sizeof *f.person);
    if (!f.person) {
        c->failed = true;
        return;
    }
    dtl_map_init(&f.sure, c->arena);
    dtl_map_init(&f.persons, c->arena);
    note_persons(&f);
    scan(&f);
    uint32_t end = 0;
    for (uint32_t i = 0; i < f.guesses.count && !c->failed; i++) {
        guess *g = &f.guesses.items[i];
        if (g->evidence != UNKNOWN && g->evidence < SURE && dtl_map_get(&f.sure, g->key) != DTL_NONE)
            g->evidence += 4;
        if (g->evidence < ACCEPT || g->first < end)
            continue;
        end = g->first + g->count;
        c->failed |= !emit(c, g);
    }
    dtl_toponym_context context = {.text = c->doc->page.text, .rules = c->rules, .gazetteer = c->gazetteer, .url = c->doc->source.url};
    if (!c->failed && dtl_toponyms_resolve(&context, c->arena, c->out->toponyms.items, c->out->toponyms.count) != DTL_OK)
        c->failed = true;
}
