/* Names: the text cut into pieces that a table knows, and runs of capitalised words that none knows.
 *
 * In: folded tokens, tags, the name tables. Out: pieces in text order, per token the piece that covers it.
 *
 * The idea: at each token every table is asked for its longest match, the longest answer wins, and on a tie the more special
 * table. A name written in capitals in the table ("IS", "US") must be written so in the text. What is left and tagged as a
 * proper noun is a name of its own: hyphens, "al", "bin", "ul" join its parts. In a headline with capitals everywhere a
 * capital says nothing, so that only words that the body uses as names, or that the name model knows, count there.
 * Example: "Maulvi Daud Karimi of the Herat Chamber met UN staff." gives Maulvi (title), Daud Karimi (name), Herat Chamber
 * (name), UN (actor), staff (role).
 *
 * The labels of the name model (src/name) say where an unknown name begins and ends and of what kind it is. The tables keep
 * what they are sure of: an actor or outlet by name, a country, a title or role in front of a person. The model has its way
 * where a table knows only a part of the name and some word of it is in no table ("Herat Relief Council", "Jordan Smith"),
 * and where a small town's name is a person's here. What it cuts off is put back: initials before a name, the second matter of a
 * ministry ("Housing and Urban Development"), the land behind a place ("Florida Keys").
 *
 * Knowingly wrong: two unknown names side by side become one; an unknown name that begins a sentence is only seen when the
 * tagger calls it a proper noun. */
#include "mention/internal.h"

enum { LOOK_AHEAD = 12, NAME_MAX = 12 };

/* Is the piece written as its table writes it? Short names in capitals must be so in the text; names with a capital need
 * one. */
static bool case_fits(const mention_context *c, uint32_t rule, uint32_t first, uint32_t count, bool shouting)
{
    dtl_slice said = tokens_text(c, first, count), written = DTL_SLICE_EMPTY;
    for (uint32_t i = 0;; i++) {
        dtl_slice name = dtl_rules_name(c->rules, rule, i);
        if (name.length == 0)
            break;
        if (!dtl_slice_equal_nocase(name, said) || (written.length && !dtl_slice_equal(name, said)))
            continue;
        written = name;
    }
    if (!written.length)
        written = dtl_rules_name(c->rules, rule, 0);
    uint32_t capitals = 0, small = 0;
    for (uint32_t i = 0; i < written.length; i++) {
        capitals += written.ptr[i] >= 'A' && written.ptr[i] <= 'Z';
        small += written.ptr[i] >= 'a' && written.ptr[i] <= 'z';
    }
    if (count == 1 && capitals && !small && written.length <= 5)
        return shouting ? written.length > 2 : dtl_slice_equal(written, said) ||
                                               (written.length > 3 && token_is_capital(c, first) && !attribute_is(c, rule, "kind", "low"));
    if (count == 1 && written.length <= 5 && capitals > 1 && small) /* "LeT" is a group, "Let" is not */
        return dtl_slice_equal(written, said);
    uint32_t at = 0;
    return !dtl_rune_is_upper(dtl_utf8_next(written, &at)) || token_is_capital(c, first);
}

/* Has the last word the capital that the table gives it? */
static bool ends_as_written(const mention_context *c, uint32_t rule, uint32_t first, uint32_t count)
{
    dtl_slice said = tokens_text(c, first, count);
    for (uint32_t i = 0;; i++) {
        dtl_slice name = dtl_rules_name(c->rules, rule, i), word, rest = name;
        if (name.length == 0)
            return true;
        if (!dtl_slice_equal_nocase(name, said))
            continue;
        dtl_slice last = name;
        while (dtl_slice_next_field(&rest, ' ', &word))
            last = word;
        uint32_t at = 0;
        return !last.length || !dtl_rune_is_upper(dtl_utf8_next(last, &at)) || token_is_capital(c, first + count - 1);
    }
}

/* What the tables asked so far answer best. */
typedef struct best_match {
    uint32_t rule, count;
    uint8_t class;
} best_match;

/* The words at a token, asked about. */
typedef struct question {
    uint32_t t, limit;  /* token, words that may be looked at */
    uint64_t tables_at; /* tables in which a name begins with the first word */
    bool shouting;
} question;

static void ask(const mention_context *c, uint32_t table, piece_class class, const question *q, best_match *best)
{
    if (!dtl_rules_may_match(q->tables_at, table))
        return;
    const uint32_t t = q->t;
    uint32_t taken, rule = dtl_rules_match(c->rules, table, c->folded + t, q->limit, &taken);
    if (table == c->actor_tables.names && attribute_is(c, rule, "kind", "metonym"))
        return; /* a place until it acts */
    if (rule == DTL_NONE || taken <= best->count || !case_fits(c, rule, t, taken, q->shouting))
        return;
    if (class == PIECE_OUTLET && taken > 1 && !q->shouting && !ends_as_written(c, rule, t, taken))
        return; /* "the news" is no paper */
    *best = (best_match){rule, taken, (uint8_t)class};
}

static best_match ask_tables(const mention_context *c, uint32_t t, uint32_t end, bool shouting, bool actors)
{
    best_match best = {DTL_NONE, 0, 0};
    uint32_t limit = end - t < LOOK_AHEAD ? end - t : LOOK_AHEAD;
    const mention_tables *tables = &c->tables;
    uint8_t upos = c->words[t].upos == DTL_UPOS_VERB && relation_is(c, t, DTL_REL_AMOD) ? DTL_UPOS_ADJ : c->words[t].upos; /* "masked(VERB) men" */
    bool capital = token_is_capital(c, t), headline = is_headline(c, t);
    bool pair = false;
    bool numbered = upos == DTL_UPOS_NUM && t + 1 < end && token_is_capital(c, t + 1); /* "400 Mawozo" */
    if (upos == DTL_UPOS_PUNCT || upos == DTL_UPOS_SYM || upos == DTL_UPOS_PRON || upos == DTL_UPOS_AUX || upos == DTL_UPOS_ADP ||
        upos == DTL_UPOS_CCONJ || upos == DTL_UPOS_SCONJ || upos == DTL_UPOS_PART || upos == DTL_UPOS_DET || upos == DTL_UPOS_NUM ||
        upos == DTL_UPOS_INTJ || (upos == DTL_UPOS_VERB && !headline))
        if (!numbered && (!capital || upos == DTL_UPOS_PUNCT || upos == DTL_UPOS_NUM)) {
            if (!token_is(c, t, "two") && !token_is(c, t, "both"))
                return best;
            pair = true;
        }
    pair = pair || (capital && token_is(c, t, "both"));
    const question q = {.t = t, .limit = limit, .tables_at = dtl_rules_tables_at(c->rules, c->folded[t]), .shouting = shouting};
    if (!q.tables_at)
        return best;
    if (pair) { /* "the two countries", "both sides" */
        ask(c, tables->roles, PIECE_ROLE, &q, &best);
        return best;
    }
    if (actors) {
        ask(c, tables->actors, PIECE_ACTOR, &q, &best);
        ask(c, c->actor_tables.names, PIECE_ACTOR, &q, &best);
    }
    if (numbered)
        return best;
    if (capital) {
        ask(c, tables->media, PIECE_OUTLET, &q, &best);
        if (c->folded[t].length > 2 || token_is(c, t, "ap") || !actors) /* two letters are an agency's where no actor fits */
            ask(c, tables->outlets, PIECE_OUTLET, &q, &best);
        ask(c, tables->places, PIECE_PLACE, &q, &best);
        ask(c, tables->demonyms, PIECE_DEMONYM, &q, &best);
        ask(c, tables->titles, PIECE_TITLE, &q, &best);
    }
    if ((upos == DTL_UPOS_VERB && !headline) || upos == DTL_UPOS_ADP || upos == DTL_UPOS_DET)
        return best;
    ask(c, tables->offices, PIECE_OFFICE, &q, &best);
    best_match role = best;
    ask(c, tables->roles, PIECE_ROLE, &q, &role);
    /* "local", "insurgent", "injured" are people only as nouns, or where no noun follows ("a Tajik national") */
    uint8_t next = t + 1 < end ? c->words[t + 1].upos : DTL_UPOS_PUNCT, before = t ? c->words[t - 1].upos : DTL_UPOS_PUNCT;
    uint32_t piece_before = t ? c->piece_of[t - 1] : DTL_NONE;
    bool behind_people = piece_before != DTL_NONE && c->pieces.items[piece_before].class == PIECE_DEMONYM;
    bool noun = upos == DTL_UPOS_NOUN || upos == DTL_UPOS_PROPN ||
                (upos == DTL_UPOS_ADJ && next != DTL_UPOS_NOUN && next != DTL_UPOS_PROPN && next != DTL_UPOS_ADJ &&
                 (before == DTL_UPOS_DET || before == DTL_UPOS_ADJ || behind_people));
    if (role.class != PIECE_ROLE || role.count > 1 || headline || noun)
        best = role;
    ask(c, tables->documents, PIECE_DOCUMENT, &q, &best);
    ask(c, tables->place_words, PIECE_PLACE_WORD, &q, &best);
    return best;
}

/* "Department of Housing | and Urban Development": the label of such a body ends too early; `at` or the end of the second matter it is for. */
static uint32_t past_second_matter(const mention_context *c, uint32_t t, uint32_t at, uint32_t end)
{
    enum { MATTER_WORDS = 3 };
    static const char *const bodies[] = {"department", "ministry", "office", "bureau", "institute", "school", "directorate", "committee", NULL};
    bool body = false, of = false;
    uint32_t next = at + 1, taken;
    for (uint32_t i = t; i < at; i++) {
        of |= body && (token_is(c, i, "of") || token_is(c, i, "for"));
        body |= token_in(c, i, bodies);
    }
    if (!of || at + 1 >= end || !token_is(c, at, "and"))
        return at;
    for (; next < end && next <= at + MATTER_WORDS && token_is_capital(c, next) && c->words[next].name == DTL_NAME_OUTSIDE && !c->taken[next]; next++)
        if (dtl_rules_match(c->rules, c->tables.titles, c->folded + next, 1, &taken) != DTL_NONE || dtl_rules_match(c->rules, c->tables.roles, c->folded + next, 1, &taken) != DTL_NONE ||
            dtl_rules_match(c->rules, c->tables.actors, c->folded + next, 1, &taken) != DTL_NONE)
            return at; /* "… of Housing and Justice Minister Gul" */
    return next > at + 1 ? next : at;
}

/* Words from t on that the name model holds for one name, and its kind; a name whose title was cut off goes on with IN. */
static uint32_t label_length(const mention_context *c, uint32_t t, uint32_t end, uint8_t *kind)
{
    uint8_t label = c->words[t].name;
    *kind = (uint8_t)(label == DTL_NAME_OUTSIDE ? DTL_NAME_OUTSIDE : label - (label % 2 == 0));
    if (label == DTL_NAME_OUTSIDE || c->taken[t])
        return 0;
    uint32_t at = t + 1;
    while (at < end && at < t + NAME_MAX && c->words[at].name == *kind + 1 && !c->taken[at])
        at++;
    while (at > t + 1 && (c->words[at - 1].upos == DTL_UPOS_PUNCT || token_is(c, at - 1, "'s")))
        at--;
    return (*kind == DTL_NAME_BEGIN_ORGANISATION ? past_second_matter(c, t, at, end) : at) - t;
}

static best_match ask_all(const mention_context *c, uint32_t t, uint32_t end, bool shouting)
{
    return ask_tables(c, t, end, shouting, true);
}

static piece *add_piece(mention_context *c, uint32_t first, uint32_t count, uint32_t rule, uint8_t class)
{
    piece *p = dtl_array_push(c->arena, &c->pieces);
    if (!p) {
        c->failed = true;
        return NULL;
    }
    *p = (piece){.first = first, .count = count, .rule = rule, .alias = DTL_NONE, .class = class, .entity = DTL_NONE};
    if (class == PIECE_ACTOR)
        p->rule = actor_of_row(c, rule, &p->alias);
    for (uint32_t t = first; t < first + count; t++)
        c->piece_of[t] = c->pieces.count - 1;
    return p;
}

/* Is the token a word of an unknown name? A proper noun, or a common noun with a capital that no beginning explains. */
static bool is_name_word(const mention_context *c, uint32_t t, bool title_case)
{
    if (c->taken[t] || !token_is_capital(c, t))
        return false;
    if (title_case)
        return dtl_map_get(&c->name_words, c->folded[t]) != DTL_NONE;
    uint8_t upos = c->words[t].upos;
    bool inside = t > sentence_start(c, t) && c->words[t - 1].upos != DTL_UPOS_PUNCT;
    return upos == DTL_UPOS_PROPN || (upos == DTL_UPOS_NOUN && inside);
}

static bool continues_name(const mention_context *c, uint32_t t, bool title_case)
{
    if (is_name_word(c, t, title_case))
        return true;
    uint8_t upos = c->words[t].upos;
    return !c->taken[t] && !title_case && token_is_capital(c, t) && (upos == DTL_UPOS_NOUN || upos == DTL_UPOS_ADJ);
}

/* Length of the unknown name at t, 0 if none. */
static uint32_t name_length(const mention_context *c, uint32_t t, uint32_t end, bool title_case, bool shouting)
{
    static const char *const particles[] = {"al", "el", "bin", "ibn", "ul", "ud", "ur", "abu", "von", "van", "der", "de", "la",
                                            "e", "i", "da", "dos", "ben", NULL};
    if (!is_name_word(c, t, title_case))
        return 0;
    uint32_t at = t + 1, limit = end - t < NAME_MAX ? end : t + NAME_MAX;
    while (at < limit) {
        uint32_t next = at;
        bool glued = false;
        while (next < limit && next < at + 4 &&
               (token_in(c, next, particles) ||
                (token_is(c, next, "-") && next > 0 && !c->tokens[next - 1].space_after && !c->tokens[next].space_after))) {
            glued |= token_is(c, next, "-");
            next++;
        }
        if (next >= limit || !continues_name(c, next, title_case))
            break;
        if (!glued) {
            best_match known = ask_all(c, next, end, shouting);
            /* a role or a place word inside a run of capitals is a surname ("Noor Malik"), unless a name follows it */
            bool surname = known.rule != DTL_NONE && known.count == 1 && known.class == PIECE_ROLE &&
                           next + 1 < end && !token_is_capital(c, next + 1) && c->words[next].upos == DTL_UPOS_PROPN &&
                           attribute_is(c, known.rule, "surname", "yes");
            /* so is a title ("Amin Sheikh") and a word for people that no noun follows ("Salman Herati, a …") */
            surname |= known.rule != DTL_NONE && known.count == 1 && known.class == PIECE_TITLE && attribute_is(c, known.rule, "keep", "yes");
            surname |= known.rule != DTL_NONE && known.count == 1 && known.class == PIECE_DEMONYM && next == at &&
                       (next + 1 >= end || (c->words[next + 1].upos != DTL_UPOS_NOUN && c->words[next + 1].upos != DTL_UPOS_PROPN &&
                                            c->words[next + 1].upos != DTL_UPOS_ADJ));
            /* "Crocus City Hall": a place word between two words of a name */
            surname |= known.class == PIECE_PLACE_WORD && known.count == 1 && next == at && next + 1 < limit && is_name_word(c, next + 1, title_case);
            if (known.rule != DTL_NONE && !surname)
                break;
        }
        at = next + 1;
    }
    return at - t;
}

/* Does some capitalised word of these stand in no table? */
static bool has_unknown_word(const mention_context *c, uint32_t t, uint32_t end, bool shouting)
{
    while (t < end) {
        best_match known = ask_all(c, t, end, shouting);
        if (known.rule == DTL_NONE && token_is_capital(c, t))
            return true;
        t += known.rule == DTL_NONE ? 1 : known.count;
    }
    return false;
}

/* Words of the name at t when the model has its way against (or beside) what the tables say, else 0. */
static uint32_t model_name(const mention_context *c, uint32_t t, uint32_t end, const best_match *best, bool shouting, uint8_t *kind)
{
    uint32_t length = token_is_capital(c, t) || c->words[t].upos == DTL_UPOS_PROPN ? label_length(c, t, end, kind) : 0;
    if (length == 0 || best->rule == DTL_NONE)
        return length;
    bool person = *kind == DTL_NAME_BEGIN_PERSON;
    switch (best->class) {
    case PIECE_ACTOR: case PIECE_OUTLET:
        return 0;
    case PIECE_PLACE:
        if (best->count < length)
            return *kind == DTL_NAME_BEGIN_PLACE ? 0 : has_unknown_word(c, t + best->count, t + length, shouting) ? length : 0;
        /* "Kabul said": a capital speaks more often than a man of its name, unless people are called so */
        if (attribute_is(c, best->rule, "capital", "yes") &&
            dtl_rules_find(c->rules, dtl_rules_table(c->rules, "given-names"), c->folded[t], 0) == DTL_NONE)
            return 0;
        return person && best->count == length && !attribute_is(c, best->rule, "type", "country") &&
               !attribute_is(c, best->rule, "type", "province") ? length : 0;
    case PIECE_TITLE: case PIECE_ROLE:
        return !person && best->count < length && has_unknown_word(c, t + best->count, t + length, shouting) ? length : 0;
    default:
        return best->count < length && has_unknown_word(c, t + best->count, t + length, shouting) ? length : 0;
    }
}

/* A capital on most words: a headline in title case. */
static bool is_title_case(const mention_context *c, const dtl_sentence *s, bool *shouting)
{
    uint32_t capital = 0, words = 0, small = 0, all = 0, short_small = 0;
    enum { LOOK = 64 };
    for (uint32_t t = s->first; t < s->first + s->count && t < s->first + LOOK; t++) {
        dtl_slice text = token_text(c, t);
        uint32_t letters = 0;
        for (uint32_t i = 0; i < text.length && i < 32; i++) {
            letters += text.ptr[i] >= 'A' && text.ptr[i] <= 'Z';
            *(text.length < 4 ? &short_small : &small) += text.ptr[i] >= 'a' && text.ptr[i] <= 'z';
        }
        all += letters > 0;
        words += text.length >= 4;
        capital += text.length >= 4 && token_is_capital(c, t);
    }
    *shouting = small == 0 && (words >= 2 || (all >= 3 && short_small == 0)); /* "IT IS, SANDRA." */
    /* a sentence of the body that ends in a stop is prose, however many names it holds */
    bool prose = s->kind == DTL_SENTENCE_BODY && s->count && token_is(c, s->first + s->count - 1, ".") && small;
    return words >= 3 && capital * 10 >= words * 8 && !prose;
}

/* "Jordan Smith", and Jordan later on: a place name that is borne by a person here. */
static bool is_given_name(const mention_context *c, uint32_t t, uint32_t end, bool title_case, bool shouting)
{
    if (dtl_rules_find(c->rules, c->tables.name_parts, c->folded[t], 0) == DTL_NONE || !is_name_word(c, t, title_case))
        return false;
    if (dtl_map_get(&c->name_words, c->folded[t]) != DTL_NONE)
        return true;
    if (t + 1 >= end || title_case || !is_name_word(c, t + 1, title_case))
        return false;
    best_match next = ask_all(c, t + 1, end, shouting);
    return next.rule == DTL_NONE;
}

/* A name that the model ended before a hyphen or a particle ("Shahab" of "Shahab al-Muhajir") goes on behind it. */
static uint32_t grown_name(const mention_context *c, uint32_t t, uint32_t length, uint32_t end, bool title_case, bool shouting)
{
    static const char *const joins[] = {"-", "al", "el", "bin", "ibn", "ul", "ud", "ur", "e", NULL};
    uint32_t at = t + length;
    if (at >= end)
        return length;
    best_match next = ask_all(c, at, end, shouting);
    if (next.class == PIECE_PLACE_WORD && next.rule != DTL_NONE && c->words[t].name == DTL_NAME_BEGIN_PLACE && token_is_capital(c, at) &&
        !title_case && ask_all(c, t, end, shouting).rule == DTL_NONE)
        return length + next.count; /* "Abbey Gate" */
    bool glued = token_is(c, at, "-") && !c->tokens[at].space_after && !c->tokens[at - 1].space_after;
    if (!token_in(c, at, joins) || (token_is(c, at, "-") && !glued))
        return length;
    uint32_t whole = name_length(c, t, end, title_case, shouting);
    /* a place tied to an unknown word is one with it, whatever the model holds ("Nagorno-Karabakh") */
    bool place = c->words[t].name == DTL_NAME_BEGIN_PLACE;
    uint32_t from = place && glued && at + 1 < end && ask_all(c, at + 1, end, shouting).rule == DTL_NONE ? at + 2 : at;
    for (uint32_t i = from; i < t + whole; i++)
        if (c->words[i].name % 2 == 1)
            return length; /* another name begins */
    return whole > length ? whole : length;
}

/* A run of capitals that the model does not know, up to where it sees a name begin. */
static uint32_t unlabelled_name(const mention_context *c, uint32_t t, uint32_t end, bool title_case, bool shouting)
{
    uint32_t length = name_length(c, t, end, title_case, shouting);
    for (uint32_t i = 1; i < length; i++)
        if (c->words[t + i].name % 2 == 1)
            return i;
    return length;
}

/* "The Valley Shield": neither the town of The Valley nor a name of the model may hide the actor behind the article. */
static bool article_hides_actor(const mention_context *c, uint32_t t, uint32_t end, const best_match *best, bool shouting)
{
    if ((best->rule != DTL_NONE && best->class == PIECE_ACTOR) || !token_is(c, t, "the") || t + 1 >= end)
        return false;
    best_match behind = ask_all(c, t + 1, end, shouting);
    return behind.rule != DTL_NONE && behind.class == PIECE_ACTOR && (best->rule == DTL_NONE || behind.count + 1 > best->count);
}

/* A country, or a unit of those that are written behind their towns: the states of the US, Canada and Australia. */
static bool is_country_or_state(const mention_context *c, uint32_t token)
{
    uint32_t taken, forms = dtl_rules_match(c->rules, c->tables.place_forms, c->folded + token, 1, &taken);
    return attribute_is(c, dtl_rules_match(c->rules, c->tables.places, c->folded + token, 1, &taken), "type", "country") ||
           attribute_is(c, forms, "type", "province");
}

/* "A.", "J.M.", "W.H.S.": capitals with a full stop behind each; how many. */
static uint32_t initials(const mention_context *c, uint32_t t)
{
    dtl_slice text = token_text(c, t);
    for (uint32_t i = 0; i < text.length; i++)
        if (i % 2 ? text.ptr[i] != '.' : text.ptr[i] < 'A' || text.ptr[i] > 'Z')
            return 0;
    return text.length % 2 ? 0 : text.length / 2;
}

/* "A. Noel Karimi", "J.M. Gul Corporation": initials before a name belong to it, and several before a capital make a name that the model may not
 * know. Its words, 0 if none begins here; *label: its kind. */
static uint32_t name_with_initials(const mention_context *c, uint32_t t, uint32_t end, bool title_case, bool shouting, uint8_t *label)
{
    uint32_t behind = t, count = 0;
    for (uint32_t more; behind + 1 < end && (more = initials(c, behind)) > 0; behind++)
        count += more;
    if (!count || title_case || c->words[t].name != DTL_NAME_OUTSIDE || is_country_or_state(c, t) || c->words[t].upos != DTL_UPOS_PROPN)
        return 0;
    uint32_t length = label_length(c, behind, end, label);
    if (!length && count > 1 && ask_all(c, behind, end, shouting).rule == DTL_NONE) {
        uint32_t whole = name_length(c, behind, end, title_case, shouting), taken;
        *label = DTL_NAME_BEGIN_PERSON;
        while (length < whole && *label == DTL_NAME_BEGIN_PERSON) /* "J.M. Gul Corporation | Guaranty" */
            if (dtl_rules_match(c->rules, c->tables.organisation_words, c->folded + behind + length++, 1, &taken) != DTL_NONE)
                *label = DTL_NAME_BEGIN_ORGANISATION;
    }
    return length && *label != DTL_NAME_BEGIN_PLACE ? behind - t + length : 0;
}

static void cut_sentence(mention_context *c, const dtl_sentence *s)
{
    bool shouting, title_case = is_title_case(c, s, &shouting);
    uint32_t end = s->first + s->count;
    for (uint32_t t = s->first; t < end && !c->failed;) {
        best_match best = ask_all(c, t, end, shouting);
        /* "Daily Nation", "Friday Times" begin with a time, "400 Mawozo" with a number */
        bool paper = best.count > 1 && (best.class == PIECE_OUTLET || (best.class == PIECE_ACTOR && c->words[t].upos == DTL_UPOS_NUM));
        if ((c->taken[t] && !paper) || article_hides_actor(c, t, end, &best, shouting)) {
            t++;
            continue;
        }
        if (best.class == PIECE_PLACE && best.count == 1 && is_given_name(c, t, end, title_case, shouting))
            best.rule = DTL_NONE;
        uint8_t label = DTL_NAME_OUTSIDE;
        uint32_t name = model_name(c, t, end, &best, shouting, &label);
        if (name)
            name = grown_name(c, t, name, end, title_case, shouting);
        else if (best.rule == DTL_NONE && (name = name_with_initials(c, t, end, title_case, shouting, &label)) == 0)
            name = unlabelled_name(c, t, end, title_case, shouting);
        if (best.rule != DTL_NONE && !name) {
            add_piece(c, t, best.count, best.rule, best.class);
            t += best.count;
        } else if (name) {
            piece *p = add_piece(c, t, name, DTL_NONE, PIECE_NAME);
            if (p)
                p->label = label;
            for (uint32_t i = t; i < t + name && !title_case; i++)
                if (!dtl_map_put(&c->name_words, c->folded[i], 1))
                    c->failed = true;
            t += name;
        } else {
            t++;
        }
    }
}

void names_give_back(mention_context *c, piece *p)
{
    bool shouting;
    is_title_case(c, &c->doc->text.sentences.items[c->tokens[p->first].sentence], &shouting);
    best_match best = ask_tables(c, p->first, p->first + p->count, shouting, false);
    bool known = best.rule != DTL_NONE && best.count == p->count;
    p->alias = DTL_NONE;
    p->rule = known ? best.rule : DTL_NONE;
    p->class = known ? best.class : PIECE_NAME;
    p->consumed = !known && !token_is_capital(c, p->first);
}

void names_find(mention_context *c)
{
    const dtl_sentence_array *sentences = &c->doc->text.sentences;
    c->has_labels = c->doc->parse.named;
    /* the body first: it tells which words of a headline are names */
    for (int headlines = 0; headlines < 2; headlines++)
        for (uint32_t i = 0; i < sentences->count && !c->failed; i++)
            if ((sentences->items[i].kind == DTL_SENTENCE_HEADLINE) == (headlines == 1))
                cut_sentence(c, &sentences->items[i]);
}

/* ---- the list of names ---- */

static void list_name(mention_context *c, uint32_t first, uint32_t count, uint8_t kind, uint32_t entity)
{
    dtl_name *name = dtl_array_push(c->arena, &c->out->names);
    if (!name)
        c->failed = true;
    else
        *name = (dtl_name){.first = first, .count = count, .entity = entity, .kind = kind};
}

static uint8_t kind_of_label(uint8_t label)
{
    return label == DTL_NAME_BEGIN_PERSON         ? DTL_MENTION_PERSON
           : label == DTL_NAME_BEGIN_ORGANISATION ? DTL_MENTION_ORGANISATION
                                                  : DTL_MENTION_PLACE;
}

/* The kind of a piece's name; DTL_MENTION_KIND_COUNT when it names none: a title, a role, people of a country, a run of
 * capitals that neither the model nor a title or role beside it tells to be somebody's. */
static uint8_t kind_of_piece(mention_context *c, const piece *p)
{
    uint8_t kind = p->entity == DTL_NONE ? DTL_MENTION_KIND_COUNT : entity_at(c, p->entity)->kind;
    switch (p->class) {
    case PIECE_ACTOR: case PIECE_OUTLET: case PIECE_DEFINED: return DTL_MENTION_ORGANISATION;
    case PIECE_PLACE: return DTL_MENTION_PLACE;
    case PIECE_NAME:
        if (kind <= DTL_MENTION_PLACE && !(c->has_labels && p->label == DTL_NAME_OUTSIDE && kind == DTL_MENTION_PLACE))
            return kind;
        return p->label == DTL_NAME_OUTSIDE ? DTL_MENTION_KIND_COUNT : kind_of_label(p->label);
    default: return DTL_MENTION_KIND_COUNT;
    }
}

/* The last entity among the pieces of a stretch: of "US Department of the Interior" the office's. */
static uint32_t entity_within(const mention_context *c, uint32_t first, uint32_t end)
{
    uint32_t entity = DTL_NONE;
    for (uint32_t t = first; t < end; t++)
        if (c->piece_of[t] != DTL_NONE && c->pieces.items[c->piece_of[t]].entity != DTL_NONE)
            entity = c->pieces.items[c->piece_of[t]].entity;
    return entity;
}

/* Words of the label at t if it tells more than the piece there: the whole of "Ministry of Water of the Punjab", "East
 * Jerusalem", a place in small letters. */
static uint32_t longer_label(const mention_context *c, uint32_t t, const piece *p, uint8_t *label)
{
    uint32_t length = label_length(c, t, sentence_end(c, t), label), count = p ? p->first + p->count - t : 0;
    if (length == 0 || (p && p->class == PIECE_NAME))
        return 0;
    if (*label == DTL_NAME_BEGIN_ORGANISATION && token_is_capital(c, t))
        return length > count || (length == count && (p->class == PIECE_OFFICE || p->class == PIECE_ROLE)) ? length : 0;
    return *label == DTL_NAME_BEGIN_PLACE && (!p || ((p->class == PIECE_PLACE || p->class == PIECE_DEMONYM) && length > count)) ? length : 0;
}

static bool is_place_name(const mention_context *c, uint32_t first, uint32_t count)
{
    char text[GAZETTEER_KEY_MAX];
    uint32_t length = 0;
    for (uint32_t t = first; t < first + count; t++) {
        dtl_slice word = c->folded[t];
        if (length + word.length + 1 > sizeof text)
            return false;
        if (length)
            text[length++] = ' ';
        memcpy(text + length, word.ptr, word.length);
        length += word.length;
    }
    return dtl_gazetteer_has(c->gazetteer, dtl_slice_make(text, length));
}

/* Words of the first of two places that stand side by side without a comma ("Springfield Ohio", "Noida India"): the second
 * is a state or a country, and the whole is no name of its own ("New Mexico"); count where they are one. */
static uint32_t first_of_two_places(const mention_context *c, uint32_t first, uint32_t count)
{
    enum { SHORTEST = 4 /* "Al Anbar", "Tal Afar" */ };
    if (count < 2 || (count == 2 && c->folded[first].length < SHORTEST) || is_place_name(c, first, count))
        return count;
    return is_country_or_state(c, first + count - 1) && is_place_name(c, first, count - 1) ? count - 1 : count;
}

/* A word with a capital that neither a table nor the model holds for a name of its own. */
static bool is_spare(const mention_context *c, uint32_t t)
{
    const piece *p = c->piece_of[t] == DTL_NONE ? NULL : &c->pieces.items[c->piece_of[t]];
    return token_is_capital(c, t) && c->words[t].name == DTL_NAME_OUTSIDE &&
           (!p || p->class == PIECE_PLACE_WORD || (p->class == PIECE_NAME && p->label == DTL_NAME_OUTSIDE && p->count == 1));
}

/* "East | Jerusalem", "Florida | Keys": a direction before a place and the kind of land behind it belong to its name. */
static void widen_place(const mention_context *c, uint32_t *first, uint32_t *count)
{
    static const char *const directions[] = {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", NULL};
    static const char *const lands[] = {"keys", "hills", "islands", "mountains", "valley", "peninsula", NULL};
    uint32_t before = *first - 1, behind = *first + *count;
    if (*first > sentence_start(c, *first) + 1 && token_in(c, before, directions) && is_spare(c, before)) {
        (*first)--;
        (*count)++;
    }
    if (behind < sentence_end(c, *first) && token_in(c, behind, lands) && is_spare(c, behind))
        (*count)++;
}

/* One name of the model's or the tables' finding; two where two places stand side by side. */
static void list_stretch(mention_context *c, uint32_t first, uint32_t count, uint8_t kind, uint32_t entity)
{
    if (kind == DTL_MENTION_PLACE)
        widen_place(c, &first, &count);
    uint32_t front = kind == DTL_MENTION_PLACE ? first_of_two_places(c, first, count) : count;
    list_name(c, first, front, kind, front == count ? entity : entity_within(c, first, first + front));
    if (front < count)
        list_name(c, first + front, count - front, kind, entity_within(c, first + front, first + count));
}

void names_list(mention_context *c)
{
    for (uint32_t t = 0; t < c->count && !c->failed;) {
        const piece *p = c->piece_of[t] == DTL_NONE ? NULL : &c->pieces.items[c->piece_of[t]];
        uint8_t label, kind = p ? kind_of_piece(c, p) : DTL_MENTION_KIND_COUNT;
        uint32_t labelled = longer_label(c, t, p, &label), count = p ? p->first + p->count - t : 1;
        if (labelled) {
            list_stretch(c, t, labelled, kind_of_label(label), entity_within(c, t, t + labelled));
            t += labelled;
            continue;
        }
        if (kind != DTL_MENTION_KIND_COUNT && p->first == t)
            list_stretch(c, t, count, kind, p->entity);
        t += count;
    }
}
