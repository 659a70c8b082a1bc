/* In: trees. Out: the arcs that a tree cannot hold, because every word has only one head in it: dtl_parse.arcs.
 *
 * The idea: what UD calls enhanced dependencies, by the grammar alone. Three sorts:
 *   control    the subject of an infinitive (or other xcomp) is the object of the verb above it, without one its subject, and so on
 *              upwards: "The army ordered residents to leave" → leave: nsubj residents
 *   relative   a relative pronoun stands for the noun that the clause hangs on, and that noun fills its place; without a pronoun the
 *              noun is what the clause lacks: "the guards whom they held" → held: obj guards; guards: ref whom
 *   conjunct   what hangs beside something by "and" hangs on the same head, and a verb without a subject of its own has the
 *              subject of the one it is joined to; an object behind both belongs to both: "Police and troops stormed and burnt the
 *              camp" → stormed: nsubj troops; burnt: nsubj Police, troops, obj camp
 * Which verbs are of object control is no list: in the treebanks trained on (EWT, GUM) an object beside an xcomp is its subject but
 * for one case in a hundred. "had the house searched": a bare participle behind an object is passive.
 *
 * Every word looks upwards at most CLIMB steps, downwards at CHILDREN children, and hands over at most DTL_TREE_LIST_MAX words: linear.
 *
 * Knowingly wrong: the subject of "promise him to leave"; which of two coordinated nouns a relative clause behind both is about;
 * the infinitive as an adverbial ("went there to fight") and participles have no arc here: the treebanks give them none
 * (dtl_tree_subject finds those).
 *
 * Tried and left out: a role model from PropBank over EWT (verb, preposition and noun → role). It tells arguments from adjuncts among
 * obl in 82 of 100 (by the preposition alone 73) and types 76 rightly, but as a source of recipients and as a filter of places it moved
 * no event bench: the patterns name the prepositions of their verbs, and names of places and times type the rest. */
#include "parse/arguments.h"
#include "base/sort.h"
#include "doc/tree.h"

enum { CLIMB = DTL_TREE_CLIMB_MAX, CHILDREN = 64 /* of a word, that are looked at */ };

/* The arcs being found. */
typedef struct finding {
    const dtl_parse *parse;
    const dtl_word *words;
    dtl_arena *arena;
    dtl_arc_array arcs;
    uint32_t *pronoun_of;    /* of the verb of a relative clause: its relative pronoun, DTL_NONE */
    uint32_t *clause_of;     /* of a relative pronoun: the verb of its clause, DTL_NONE */
    bool full;               /* out of the arena */
} finding;

/* A subject or object and how it was found. */
typedef struct argument {
    uint32_t token;
    uint8_t relation, kind; /* kind: dtl_arc_kind, DTL_ARC_KIND_COUNT for an arc of the tree */
    uint32_t before;        /* its conjuncts stand before this token; DTL_NONE: anywhere */
} argument;

typedef struct argument_list {
    argument items[4]; /* more subjects has no verb */
    uint32_t count;
} argument_list;

/* The next child that is looked at; *left counts down from CHILDREN. */
static uint32_t next_child(const finding *f, uint32_t child, int *left)
{
    return --*left > 0 ? f->words[child].next_sibling : DTL_NONE;
}

static uint32_t child_of(const finding *f, uint32_t token, unsigned relation)
{
    int left = CHILDREN;
    for (uint32_t c = f->words[token].first_child; c != DTL_NONE; c = next_child(f, c, &left))
        if (f->words[c].relation == relation)
            return c;
    return DTL_NONE;
}

static void add_argument(argument_list *list, argument one)
{
    if (list->count < sizeof list->items / sizeof *list->items)
        list->items[list->count++] = one;
}

static void add_arc(finding *f, uint32_t head, uint32_t dependent, uint8_t relation, uint8_t kind)
{
    if (head == dependent || (f->words[dependent].head == head && kind != DTL_ARC_REFERENT))
        return;
    dtl_arc *arc = dtl_array_push(f->arena, &f->arcs);
    if (!arc) {
        f->full = true;
        return;
    }
    *arc = (dtl_arc){.head = head, .dependent = dependent, .relation = relation, .kind = kind};
}

/* The arc and those to everything that is coordinated with its end. */
static void add_with_conjuncts(finding *f, uint32_t head, const argument *a)
{
    if (a->kind != DTL_ARC_KIND_COUNT)
        add_arc(f, head, a->token, a->relation, a->kind);
    dtl_tree_list all = {.count = 0};
    dtl_tree_add_conjuncts(f->parse, a->token, &all);
    for (uint32_t i = 0; i < all.count; i++)
        if (all.items[i] != a->token && (a->before == DTL_NONE || all.items[i] < a->before))
            add_arc(f, head, all.items[i], a->relation, a->kind == DTL_ARC_KIND_COUNT ? DTL_ARC_SHARED_HEAD : a->kind);
}

static bool is_subject(uint8_t relation)
{
    return relation == DTL_REL_NSUBJ || relation == DTL_REL_NSUBJ_PASS || relation == DTL_REL_NSUBJ_OUTER || relation == DTL_REL_CSUBJ ||
           relation == DTL_REL_CSUBJ_PASS || relation == DTL_REL_CSUBJ_OUTER;
}

/* ---- relative clauses ---- */

static bool is_relative_pronoun(const finding *f, uint32_t token)
{
    const dtl_word *word = &f->words[token];
    switch (word->xpos) {
    case DTL_XPOS_WDT: case DTL_XPOS_WP: return !dtl_slice_is(word->lemma, "what") && !dtl_slice_is(word->lemma, "whatever");
    case DTL_XPOS_WP_POSS: return true;
    case DTL_XPOS_WRB: return dtl_slice_is(word->lemma, "where") || dtl_slice_is(word->lemma, "when");
    default: return word->upos == DTL_UPOS_PRON && dtl_slice_is(word->lemma, "that");
    }
}

static bool is_relative_clause(const finding *f, uint32_t token)
{
    return (f->words[token].relation == DTL_REL_ACL_RELCL || f->words[token].relation == DTL_REL_ADVCL_RELCL) && f->words[token].head != DTL_NONE;
}

/* A pronoun before the verb of its clause, which is the nearest relative clause above it. */
static void find_pronoun(finding *f, uint32_t token)
{
    uint32_t at = token;
    f->clause_of[token] = DTL_NONE;
    if (!is_relative_pronoun(f, token))
        return;
    for (int i = 0; i < CLIMB && at != DTL_NONE; i++, at = f->words[at].head) {
        uint32_t noun = f->words[at].head;
        if (!is_relative_clause(f, at))
            continue;
        if (noun >= token || f->pronoun_of[at] != DTL_NONE)
            return;
        f->pronoun_of[at] = token;
        f->clause_of[token] = at;
        return;
    }
}

static argument resolved(const finding *f, uint32_t token)
{
    argument a = {.token = token, .relation = f->words[token].relation, .kind = DTL_ARC_KIND_COUNT, .before = DTL_NONE};
    const uint32_t clause = f->clause_of[token];
    if (clause == DTL_NONE)
        return a;
    a = (argument){.token = f->words[clause].head, .relation = a.relation, .kind = DTL_ARC_RELATIVE, .before = token};
    if (a.relation == DTL_REL_ADVMOD) /* "the town where they live" */
        a.relation = DTL_REL_OBL;
    if (a.relation == DTL_REL_NSUBJ && dtl_slice_is(f->words[token].lemma, "which") &&
        f->words[clause].relation == DTL_REL_ADVCL_RELCL) /* "They fled, which shows …" */
        a.relation = DTL_REL_CSUBJ;
    return a;
}

static void add_relative_with_pronoun(finding *f, uint32_t pronoun)
{
    argument a = resolved(f, pronoun);
    add_arc(f, a.token, pronoun, DTL_REL_COUNT, DTL_ARC_REFERENT);
    if (f->words[pronoun].head != DTL_NONE)
        add_with_conjuncts(f, f->words[pronoun].head, &a);
}

/* "the day they left", "the way he works", "what they fight for" */
static bool is_circumstance(const finding *f, uint32_t noun, uint32_t verb)
{
    if (dtl_tree_lemma_in(f->parse, noun, "time way reason day date moment last point night week month year hour"))
        return true;
    if (f->words[verb].upos != DTL_UPOS_VERB || child_of(f, verb, DTL_REL_OBJ) != DTL_NONE || child_of(f, verb, DTL_REL_AUX_PASS) != DTL_NONE)
        return true;
    int left = CHILDREN;
    for (uint32_t c = f->words[verb].first_child; c != DTL_NONE; c = next_child(f, c, &left))
        if (c > verb && f->words[c].upos == DTL_UPOS_ADP && f->words[c].relation == DTL_REL_OBL)
            return true;
    return false;
}

static bool lacks_subject(const finding *f, uint32_t verb)
{
    int left = CHILDREN;
    for (uint32_t c = f->words[verb].first_child; c != DTL_NONE; c = next_child(f, c, &left))
        if (is_subject(f->words[c].relation) || f->words[c].relation == DTL_REL_EXPL)
            return false;
    return true;
}

/* The verb that lacks an object: the lowest without one of those that stand below each other ("the camp they tried to storm", "the men they
 * use to storm camps"); DTL_NONE when all have one. *subject: a clause that lacks its subject ("what they say happened"). */
static uint32_t lacking_verb(const finding *f, uint32_t verb, bool *subject)
{
    uint32_t lacking = DTL_NONE;
    *subject = lacks_subject(f, verb);
    for (int i = 0; i < CLIMB && verb != DTL_NONE && !*subject; i++) {
        uint32_t lower = DTL_NONE;
        if (child_of(f, verb, DTL_REL_OBJ) == DTL_NONE)
            lacking = verb;
        int left = CHILDREN;
        for (uint32_t c = f->words[verb].first_child; c != DTL_NONE; c = next_child(f, c, &left))
            if (c > verb && (f->words[c].relation == DTL_REL_XCOMP || f->words[c].relation == DTL_REL_CCOMP))
                lower = c;
        verb = lacking == verb ? lower : DTL_NONE;
        *subject = verb != DTL_NONE && f->words[verb].relation == DTL_REL_CCOMP && lacks_subject(f, verb);
        if (*subject)
            lacking = verb;
    }
    return lacking;
}

/* What a relative clause without a pronoun lacks, and which verb of it lacks it. */
static argument gap_of(const finding *f, uint32_t clause, uint32_t *verb)
{
    argument gap = {.token = f->words[clause].head, .relation = DTL_REL_NSUBJ, .kind = DTL_ARC_RELATIVE, .before = clause};
    bool subject;
    uint32_t lacking = lacking_verb(f, clause, &subject);
    *verb = lacking == DTL_NONE ? clause : lacking;
    if (subject && child_of(f, *verb, DTL_REL_AUX_PASS) != DTL_NONE)
        gap.relation = DTL_REL_NSUBJ_PASS;
    if (!subject)
        gap.relation = is_circumstance(f, gap.token, *verb) ? DTL_REL_OBL : DTL_REL_OBJ;
    return gap;
}

/* ---- subjects ---- */

static bool is_passive(const finding *f, uint32_t token, bool inherited)
{
    const dtl_word *word = &f->words[token];
    if (child_of(f, token, DTL_REL_AUX_PASS) != DTL_NONE)
        return true;
    return inherited && word->xpos == DTL_XPOS_VBN && child_of(f, token, DTL_REL_AUX) == DTL_NONE && child_of(f, token, DTL_REL_OBJ) == DTL_NONE;
}

static argument_list subjects_of(const finding *f, uint32_t token);

static argument_list own_subjects(const finding *f, uint32_t token)
{
    argument_list list = {.count = 0};
    int left = CHILDREN;
    for (uint32_t c = f->words[token].first_child; c != DTL_NONE; c = next_child(f, c, &left))
        if (is_subject(f->words[c].relation))
            add_argument(&list, resolved(f, c));
    return list;
}

/* "What did they plan to bomb?": it is no object of "plan". A relative pronoun has an antecedent, and that is one. */
static bool is_question(const finding *f, uint32_t token)
{
    uint8_t xpos = f->words[token].xpos;
    return f->clause_of[token] == DTL_NONE && (xpos == DTL_XPOS_WDT || xpos == DTL_XPOS_WP);
}

/* The object that does what an xcomp of the verb says. */
static argument_list controlling_objects(const finding *f, uint32_t verb)
{
    argument_list list = {.count = 0};
    uint32_t object = child_of(f, verb, DTL_REL_OBJ);
    if (object == DTL_NONE)
        object = child_of(f, verb, DTL_REL_IOBJ);
    if (object != DTL_NONE && (object > verb || !is_question(f, object)))
        add_argument(&list, resolved(f, object));
    return list;
}

static uint8_t subject_relation(uint8_t relation, bool passive)
{
    switch (relation) {
    case DTL_REL_CSUBJ: case DTL_REL_CSUBJ_PASS: case DTL_REL_CCOMP: return passive ? DTL_REL_CSUBJ_PASS : DTL_REL_CSUBJ;
    case DTL_REL_NSUBJ_OUTER: return DTL_REL_NSUBJ_OUTER;
    default: return passive ? DTL_REL_NSUBJ_PASS : DTL_REL_NSUBJ;
    }
}

/* "met the governor, calling for calm": what is set off has the subject for its subject. */
static bool behind_comma(const finding *f, uint32_t token)
{
    return token > 0 && f->words[token].xpos == DTL_XPOS_VBG && f->words[token - 1].xpos == DTL_XPOS_COMMA;
}

/* From the nearest word upwards that has subjects of its own, through verbs joined by "and" and infinitives. */
static argument_list subjects_of(const finding *f, uint32_t token)
{
    argument_list list = {.count = 0};
    bool control = false, object = false;
    uint32_t at = token;
    uint8_t kind = DTL_ARC_KIND_COUNT;
    for (int i = 0; i < CLIMB && at != DTL_NONE; i++) {
        list = own_subjects(f, at);
        if (list.count)
            break;
        uint32_t head = f->words[at].head;
        uint8_t relation = f->words[at].relation;
        if (head == DTL_NONE || (relation != DTL_REL_XCOMP && relation != DTL_REL_CONJ))
            return list;
        control = control || relation == DTL_REL_XCOMP;
        kind = control ? DTL_ARC_CONTROL : DTL_ARC_SHARED_DEPENDENT;
        if (relation == DTL_REL_XCOMP && !behind_comma(f, at))
            list = controlling_objects(f, head);
        object = list.count > 0;
        if (object)
            break;
        at = head;
    }
    if (kind == DTL_ARC_KIND_COUNT)
        return list;
    /* "were held and beaten"; "had the house searched" */
    bool inherited = control ? object : child_of(f, at, DTL_REL_AUX_PASS) != DTL_NONE;
    for (uint32_t i = 0; i < list.count; i++) {
        if (control || list.items[i].kind == DTL_ARC_KIND_COUNT)
            list.items[i].kind = kind;
        list.items[i].relation = subject_relation(list.items[i].relation, is_passive(f, token, inherited));
    }
    return list;
}

/* ---- conjuncts ---- */

/* Relations that what is coordinated does not share. */
static bool hands_on(uint8_t relation)
{
    switch (relation) {
    case DTL_REL_ROOT: case DTL_REL_PARATAXIS: case DTL_REL_CONJ: case DTL_REL_LIST: case DTL_REL_DISCOURSE: case DTL_REL_PUNCT:
    case DTL_REL_AUX: case DTL_REL_AUX_PASS: case DTL_REL_COP: case DTL_REL_ORPHAN: case DTL_REL_REPARANDUM: case DTL_REL_GOESWITH: return false;
    default: return true;
    }
}

/* An object behind the last of several verbs is the object of all of them. */
static void add_shared_object(finding *f, uint32_t token)
{
    uint32_t head = f->words[token].head;
    if (f->words[token].relation != DTL_REL_CONJ || head == DTL_NONE || head > token || child_of(f, token, DTL_REL_OBJ) != DTL_NONE)
        return;
    uint32_t object = child_of(f, head, DTL_REL_OBJ);
    if (object == DTL_NONE || object < token)
        return;
    argument a = {.token = object, .relation = DTL_REL_OBJ, .kind = DTL_ARC_SHARED_DEPENDENT, .before = DTL_NONE};
    add_with_conjuncts(f, token, &a);
}

/* ---- all of it ---- */

static void add_word(finding *f, uint32_t token)
{
    const dtl_word *word = &f->words[token];
    if (word->head != DTL_NONE && hands_on(word->relation)) {
        argument basic = {.token = token, .relation = word->relation, .kind = DTL_ARC_KIND_COUNT, .before = DTL_NONE};
        add_with_conjuncts(f, word->head, &basic);
    }
    if (f->clause_of[token] != DTL_NONE)
        add_relative_with_pronoun(f, token);
    if (word->relation == DTL_REL_ACL_RELCL && word->head != DTL_NONE && f->pronoun_of[token] == DTL_NONE) {
        uint32_t verb;
        argument gap = gap_of(f, token, &verb);
        add_with_conjuncts(f, verb, &gap);
    }
    if (word->relation == DTL_REL_XCOMP || word->relation == DTL_REL_CONJ) {
        argument_list subjects = subjects_of(f, token);
        for (uint32_t i = 0; i < subjects.count; i++)
            if (subjects.items[i].kind != DTL_ARC_KIND_COUNT)
                add_with_conjuncts(f, token, &subjects.items[i]);
    }
    add_shared_object(f, token);
}

/* By head, then by dependent; the first of equal ones stays. */
static bool put_in_order(finding *f)
{
    static const dtl_sort_field fields[] = {{.offset = offsetof(dtl_arc, head), .bytes = 4}, {.offset = offsetof(dtl_arc, dependent), .bytes = 4}};
    if (!dtl_sort(f->arena->budget, f->arcs.items, f->arcs.count, sizeof *f->arcs.items, fields, 2))
        return false;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < f->arcs.count; i++) {
        const dtl_arc *arc = &f->arcs.items[i], *last = kept ? &f->arcs.items[kept - 1] : NULL;
        if (!last || last->head != arc->head || last->dependent != arc->dependent)
            f->arcs.items[kept++] = *arc;
    }
    f->arcs.count = kept;
    return true;
}

bool parse_arguments(dtl_parse *parse, uint32_t count, dtl_arena *arena)
{
    finding f = {.parse = parse, .words = parse->words, .arena = arena};
    f.pronoun_of = dtl_arena_alloc(arena, sizeof *f.pronoun_of * (count + 1u));
    f.clause_of = dtl_arena_alloc(arena, sizeof *f.clause_of * (count + 1u));
    if (!f.pronoun_of || !f.clause_of)
        return false;
    for (uint32_t i = 0; i < count; i++)
        f.pronoun_of[i] = DTL_NONE;
    for (uint32_t i = 0; i < count; i++)
        find_pronoun(&f, i);
    for (uint32_t i = 0; i < count && !f.full; i++)
        add_word(&f, i);
    if (f.full || (f.arcs.count && !put_in_order(&f)))
        return false;
    parse->arcs = f.arcs;
    return true;
}
