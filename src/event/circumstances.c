/* Circumstances: where and when.
 *
 * In: a candidate. Out: its place mentions, its time mention. The search goes outwards: the trigger's own
 * phrases, those of its support verb and fused noun, those of the clause above, then the only place (time) of the
 * sentence that belongs to nobody else. A time that hangs on a reporting verb dates the saying, not the deed.
 * Example: "The ministry said on Sunday two guards were killed in Herat in May" → May, Herat. */
#include "event/internal.h"

/* The words whose phrases may tell the circumstances, innermost first. */
static uint32_t sites(const event_context *x, const candidate *c, uint32_t list[8])
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t count = 0, at = c->token;
    list[count++] = c->token;
    if (c->fused != DTL_NONE)
        list[count++] = c->fused;
    if (c->support != DTL_NONE)
        list[count++] = c->support;
    for (int i = 0; i < 3 && parse->words[at].head != DTL_NONE && count < 8; i++) {
        uint8_t relation = parse->words[at].relation;
        bool infinitive = parse->words[at].xpos == DTL_XPOS_VB && dtl_tree_child_lemma(parse, at, "to") != DTL_NONE;
        if (relation == DTL_REL_CCOMP || relation == DTL_REL_ACL_RELCL || relation == DTL_REL_PARATAXIS ||
            (relation == DTL_REL_ADVCL && !infinitive))
            break; /* another clause: its circumstances are its own */
        at = parse->words[at].head;
        /* "said on Monday that …": the saying's own; but "reported an attack on Monday": the attack's */
        if (x->doc->voice.frame[at] && dtl_tree_is_verb(parse, at) && relation != DTL_REL_OBJ)
            break;
        list[count++] = at;
        if (x->doc->voice.frame[at])
            break;
    }
    return count;
}

static bool is_circumstance(uint8_t relation)
{
    return relation == DTL_REL_OBL || relation == DTL_REL_NMOD || relation == DTL_REL_OBL_UNMARKED || relation == DTL_REL_NMOD_UNMARKED ||
           relation == DTL_REL_ADVMOD || relation == DTL_REL_OBL_TMOD || relation == DTL_REL_NMOD_DESC || relation == DTL_REL_COMPOUND;
}

/* "Posted: Friday, 3 May": the day of the page. */
bool event_is_stamp(const event_context *x, uint32_t mention)
{
    uint32_t first = event_mention_at(x, mention)->first;
    const dtl_parse *parse = &x->doc->parse;
    return first >= 2 && parse->words[first - 1].upos == DTL_UPOS_PUNCT && dtl_tree_lemma_in(parse, first - 2, "post posted Posted update updated Updated publish published Published");
}

/* "At 6:30 p.m.", "just after midnight": the hour; the day, when nothing before tells one, is told elsewhere ("on Wednesday evening"). */
static bool is_bare_clock(const event_context *x, uint32_t mention)
{
    const dtl_mention *m = event_mention_at(x, mention);
    const dtl_interval days = x->doc->mention.times.items[m->target].days, published = x->doc->mention.published;
    if (days.low != published.low || days.high != published.high)
        return false;
    for (uint32_t t = m->first; t < m->first + m->count; t++) {
        char first = x->doc->page.text.ptr[x->doc->text.tokens.items[t].offset];
        if (!(first >= '0' && first <= '9') && !dtl_tree_lemma_in(&x->doc->parse, t, "a.m. p.m. am pm a.m p.m noon midnight about around just after before shortly at o'clock the hours hour"))
            return false;
    }
    return m->count > 0;
}

/* Does a mention of a time say when something happened? "A 46-day siege", "now" and "former" do not. */
bool event_time_dates(const event_context *x, uint32_t mention)
{
    if (event_is_stamp(x, mention) || is_bare_clock(x, mention))
        return false;
    uint8_t kind = x->doc->mention.times.items[event_mention_at(x, mention)->target].kind;
    return kind != DTL_TIME_LENGTH && kind != DTL_TIME_REFERENCE;
}

/* "On Thursday, police say they were called": a day gone by cannot be that of a saying in the present tense. */
bool event_is_past_of_saying(const event_context *x, uint32_t mention)
{
    uint32_t head = x->doc->parse.words[event_mention_at(x, mention)->head].head;
    if (head == DTL_NONE || !x->doc->voice.frame[head] || (x->doc->parse.words[head].xpos != DTL_XPOS_VBP && x->doc->parse.words[head].xpos != DTL_XPOS_VBZ))
        return false;
    const dtl_interval days = x->doc->mention.times.items[event_mention_at(x, mention)->target].days, published = x->doc->mention.published;
    return days.low != DTL_DAY_OPEN_PAST && published.low != DTL_DAY_OPEN_PAST && days.high < published.low;
}

/* Does a word stand in a relative clause about something else? "The attack avenged a man who was killed in Kunar in August"; but "the
 * killing of a man who died in Kunar". */
static bool in_other_relative_clause(const event_context *x, uint32_t word, uint32_t trigger)
{
    enum { CLIMB = 12 };
    const dtl_parse *parse = &x->doc->parse;
    uint32_t relative = word;
    for (int i = 0; i < CLIMB && relative != DTL_NONE && parse->words[relative].relation != DTL_REL_ACL_RELCL; i++)
        relative = parse->words[relative].head;
    if (relative == DTL_NONE || parse->words[relative].relation != DTL_REL_ACL_RELCL)
        return false;
    uint32_t above = parse->words[relative].head;
    for (int i = 0; i < CLIMB && above != DTL_NONE && above != trigger && !dtl_tree_is_verb(parse, above); i++)
        above = parse->words[above].head;
    if (above == trigger)
        return false;
    for (int i = 0; i < CLIMB && trigger != DTL_NONE && trigger != relative; i++)
        trigger = parse->words[trigger].head;
    return trigger != relative;
}

/* The only time of the sentence that hangs on no reporting verb and on no other event. */
static uint32_t only_time_of_sentence(const event_context *x, uint32_t token)
{
    const dtl_sentence *sentence = &x->doc->text.sentences.items[x->doc->text.tokens.items[token].sentence];
    uint32_t found = DTL_NONE;
    for (uint32_t t = sentence->first; t < sentence->first + sentence->count; t++) {
        uint32_t mention = x->doc->mention.headed_by[t], head = x->doc->parse.words[t].head;
        if (mention == DTL_NONE || event_mention_at(x, mention)->kind != DTL_MENTION_TIME || !event_time_dates(x, mention) ||
            in_other_relative_clause(x, t, token))
            continue;
        bool saying = head != DTL_NONE && x->doc->voice.frame[head], past = event_is_past_of_saying(x, mention);
        if (saying && !past)
            continue;
        if (!past && x->doc->voice.of_token[t] != x->doc->voice.of_token[token])
            continue;
        if (found != DTL_NONE)
            return DTL_NONE;
        found = mention;
    }
    return found;
}

/* The time that hangs on a word. */
static uint32_t time_below(const event_context *x, uint32_t token)
{
    for (uint32_t child = x->doc->parse.words[token].first_child; child != DTL_NONE; child = x->doc->parse.words[child].next_sibling) {
        if (!is_circumstance(x->doc->parse.words[child].relation) && x->doc->parse.words[child].relation != DTL_REL_NMOD_POSS)
            continue;
        uint32_t mention = event_mention_of_kind(x, child, DTL_MENTION_TIME);
        if (mention != DTL_NONE && event_time_dates(x, mention))
            return mention;
    }
    return DTL_NONE;
}

/* "visited the widow of the slain judge on Monday": a deed told by the word before a noun lies before the day of the rest. "A blast wounded four
 * guards on Monday" is none, however it was parsed: no number stands behind an adjective. */
static bool is_attribute(const event_context *x, uint32_t token)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t noun = parse->words[token].head;
    if (parse->words[token].relation != DTL_REL_AMOD || noun == DTL_NONE || noun < token || !dtl_tree_is_nominal(parse, noun))
        return false;
    uint32_t number = dtl_tree_child(parse, noun, DTL_REL_NUMMOD);
    return number == DTL_NONE || number < token;
}

uint32_t event_find_time(const event_context *x, const candidate *c)
{
    bool attribute = is_attribute(x, c->token);
    uint32_t list[8], count = sites(x, c, list);
    count = attribute ? 1 : count; /* itself: "the recently slain judge" */
    for (uint32_t i = 0; i < count; i++) {
        uint32_t found = time_below(x, list[i]);
        if (found != DTL_NONE)
            return found;
    }
    return attribute ? DTL_NONE : only_time_of_sentence(x, c->token);
}

/* Background (PLOVER's auxiliary mode "historical"): a stretch of a season or more that the telling runs through ("over the
 * past two decades", "since 1980"), or days that ended a year or more before the report was written. */
bool event_is_historical(const event_context *x, const dtl_event *event)
{
    enum { SEASON = 90, YEAR = 365 };
    const dtl_interval published = x->doc->mention.published;
    if (event->time == DTL_NONE || event->item != DTL_ITEM_EVENT)
        return false;
    const dtl_time *time = &x->doc->mention.times.items[event_mention_at(x, event->time)->target];
    const bool first = time->days.low != DTL_DAY_OPEN_PAST, last = time->days.high != DTL_DAY_OPEN_FUTURE;
    if (time->future)
        return false;
    if (time->kind == DTL_TIME_DURATION && first && last && time->days.high - time->days.low >= SEASON)
        return true;
    if (time->kind == DTL_TIME_DURATION && first && !last && published.low != DTL_DAY_OPEN_PAST && published.low - time->days.low >= SEASON)
        return true;
    return last && published.low != DTL_DAY_OPEN_PAST && published.low - time->days.high >= YEAR;
}

/* "the attack on the Westgate Mall": what is struck is where. */
static bool is_on_of_deed(const event_context *x, uint32_t token, uint32_t preposition)
{
    const dtl_parse *parse = &x->doc->parse;
    uint32_t deed = parse->words[token].head;
    return dtl_tree_lemma_in(parse, preposition, "on") && deed != DTL_NONE && parse->words[deed].upos == DTL_UPOS_NOUN &&
           dtl_match_class(&x->matcher, deed, DTL_SLICE("attack"));
}

/* "the Kabul attack", "Peshawar mosque blast": a town or building before the deed is where. */
static bool is_place_of_deed(const event_context *x, uint32_t token)
{
    uint8_t relation = x->doc->parse.words[token].relation;
    uint32_t mention = relation == DTL_REL_COMPOUND || relation == DTL_REL_AMOD ? event_mention_of_kind(x, token, DTL_MENTION_PLACE) : DTL_NONE;
    return mention != DTL_NONE && x->doc->parse.words[token].head > token &&
           x->doc->mention.entities.items[event_mention_at(x, mention)->target].place_precision >= 2;
}

static bool is_locative(const event_context *x, uint32_t token)
{
    static const char words[] = "in at near inside outside around across within throughout";
    const dtl_parse *parse = &x->doc->parse;
    for (uint32_t c = parse->words[token].first_child; c != DTL_NONE; c = parse->words[c].next_sibling)
        if (parse->words[c].relation == DTL_REL_CASE && (dtl_tree_lemma_in(parse, c, words) || is_on_of_deed(x, token, c)))
            return true;
    if (is_place_of_deed(x, token))
        return true;
    /* Inside a name of several words the preposition may hang on any of them: look before the name. */
    uint32_t mention = event_mention_of_kind(x, token, DTL_MENTION_PLACE);
    uint32_t before = mention == DTL_NONE ? 0 : event_mention_at(x, mention)->first;
    while (before > 0 && (parse->words[before - 1].upos == DTL_UPOS_DET || parse->words[before - 1].upos == DTL_UPOS_ADJ))
        before--;
    return before > 0 && parse->words[before - 1].upos == DTL_UPOS_ADP && dtl_tree_lemma_in(parse, before - 1, words);
}

/* "Rebels shelled a camp near Herat": the camp, also where the tree hangs "near Herat" on the verb. */
static uint32_t widest_place(const event_context *x, uint32_t mention)
{
    enum { REACH = 6 };
    const dtl_mention *inner = event_mention_at(x, mention);
    const uint32_t start = x->doc->text.sentences.items[x->doc->text.tokens.items[inner->first].sentence].first;
    for (uint32_t t = inner->first; t > start && t + REACH > inner->first; t--) {
        const uint32_t outer = event_mention_of_kind(x, t - 1, DTL_MENTION_PLACE);
        if (outer != DTL_NONE && event_mention_at(x, outer)->first + event_mention_at(x, outer)->count >= inner->first + inner->count)
            return outer;
    }
    return mention;
}

static void add_place(const event_context *x, uint32_t token, dtl_tree_list *out)
{
    dtl_tree_list all = {.count = 0};
    dtl_tree_add_conjuncts(&x->doc->parse, token, &all);
    for (uint32_t i = 0; i < all.count && out->count < DTL_TREE_LIST_MAX; i++) {
        uint32_t mention = event_mention_of_kind(x, all.items[i], DTL_MENTION_PLACE);
        bool known = mention == DTL_NONE;
        mention = known ? mention : widest_place(x, mention);
        for (uint32_t k = 0; k < out->count && !known; k++)
            known = out->items[k] == mention;
        if (!known)
            out->items[out->count++] = mention;
    }
}

/* "in the volatile province of Helmand", "in Sangin district": the phrase's head or the name inside it. */
static void add_places_below(const event_context *x, uint32_t site, dtl_tree_list *out)
{
    const dtl_parse *parse = &x->doc->parse;
    for (uint32_t child = parse->words[site].first_child; child != DTL_NONE; child = parse->words[child].next_sibling) {
        if (!(is_circumstance(parse->words[child].relation) || parse->words[child].relation == DTL_REL_AMOD) || !is_locative(x, child))
            continue;
        add_place(x, child, out);
        for (uint32_t depth = 0, phrase = child; depth < 3 && !out->count && phrase != DTL_NONE; depth++) {
            for (uint32_t inner = parse->words[phrase].first_child; inner != DTL_NONE; inner = parse->words[inner].next_sibling)
                if (is_circumstance(parse->words[inner].relation) || parse->words[inner].relation == DTL_REL_APPOS ||
                    parse->words[inner].relation == DTL_REL_NMOD_POSS)
                    add_place(x, inner, out);
            phrase = dtl_tree_child(parse, phrase, DTL_REL_NMOD); /* "in a series of operations in the north" */
        }
    }
}

bool event_has_circumstance(const event_context *x, uint32_t token)
{
    const uint32_t object = dtl_tree_is_verb(&x->doc->parse, token) ? dtl_tree_object(&x->doc->parse, token) : DTL_NONE;
    dtl_tree_list places = {.count = 0};
    add_places_below(x, token, &places);
    if (object != DTL_NONE) /* "wounded his wife in Herat", hung on the wife */
        add_places_below(x, object, &places);
    return places.count > 0 || time_below(x, token) != DTL_NONE;
}

/* The place of the thing that was hit ("the bombing of Kabul airport"). */
static void add_places_of_recipients(const event_context *x, const candidate *c, dtl_tree_list *out)
{
    for (uint32_t i = 0; i < c->recipients.count; i++) {
        add_place(x, c->recipients.items[i], out);
        if (!out->count)
            add_places_below(x, c->recipients.items[i], out);
    }
}

/* A building that was hit is where it was hit: "gunmen attacked the Bataclan Theatre in Paris". */
static void add_buildings(const event_context *x, const candidate *c, dtl_tree_list *out)
{
    for (uint32_t i = 0; i < c->recipients.count && out->count < DTL_TREE_LIST_MAX; i++) {
        uint32_t mention = event_mention_of_kind(x, c->recipients.items[i], DTL_MENTION_PLACE);
        if (mention != DTL_NONE && x->doc->mention.entities.items[event_mention_at(x, mention)->target].place_precision == 5)
            add_place(x, c->recipients.items[i], out);
    }
}

/* "killed the man behind the Kabul airport bombing": where another deed was. */
static bool is_place_of_other_deed(const event_context *x, const candidate *c, uint32_t token)
{
    uint32_t deed = x->doc->parse.words[token].head;
    return is_place_of_deed(x, token) && deed != c->token && deed != c->fused && deed != c->support && x->of_token[deed] != DTL_NONE;
}

static uint32_t only_place_of_sentence(const event_context *x, const candidate *c)
{
    const uint32_t token = c->token;
    const dtl_sentence *sentence = &x->doc->text.sentences.items[x->doc->text.tokens.items[token].sentence];
    uint32_t found = DTL_NONE;
    for (uint32_t t = sentence->first; t < sentence->first + sentence->count; t++) {
        uint32_t mention = x->doc->mention.headed_by[t];
        if (mention == DTL_NONE || event_mention_at(x, mention)->kind != DTL_MENTION_PLACE || x->doc->voice.frame[t] || !is_locative(x, t) ||
            in_other_relative_clause(x, t, token) || is_place_of_other_deed(x, c, t))
            continue;
        if (found != DTL_NONE)
            return DTL_NONE;
        found = mention;
    }
    return found;
}

void event_find_places(const event_context *x, const candidate *c, dtl_tree_list *mentions)
{
    uint32_t list[8], count = sites(x, c, list);
    mentions->count = 0;
    for (uint32_t i = 0; i < count && !mentions->count; i++) {
        add_places_below(x, list[i], mentions);
        if (i == 0 && !mentions->count)
            add_places_of_recipients(x, c, mentions);
    }
    uint32_t only = mentions->count ? DTL_NONE : only_place_of_sentence(x, c);
    if (only != DTL_NONE)
        mentions->items[mentions->count++] = only;
    add_buildings(x, c, mentions);
}
