/* features: number, tense, mood, voice, polarity and what else a treebank says of a word.
 *
 * In: a parsed document and one of its tokens. Out: its features in the names and the order of Universal Dependencies.
 *
 * The idea: a Penn tag tells most (VBD: past, finite); closed lists of forms tell pronouns, articles and negations; the tree
 * tells the rest: a participle under "was" is passive and one under "has" is not, an -ing form beside "is" is a participle
 * and one that is somebody's object a gerund, a bare verb without subject orders, a finite verb has its subject's number.
 *
 *     "Gunmen were held."   held: Tense=Past|VerbForm=Part|Voice=Pass   were: Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin
 *
 * Knowingly wrong: words that are only plural ("scissors", Number=Ptan) count as plural; "you" has no number; "it" is a
 * subject unless the tree says object; the treebanks disagree about the degree of adverbs, so that only "more" and "most" have one. */
#include "doc/features.h"
#include "doc/tree.h"

/* In the order in which they are written. */
typedef enum feature { CASE, DEFINITE, DEGREE, FOREIGN, GENDER, MOOD, NUMBER, NUM_FORM, NUM_TYPE, PERSON, POLARITY, POSS, PRON_TYPE,
                       REFLEX, TENSE, VERB_FORM, VOICE, FEATURES } feature;
static const char *const feature_names[FEATURES] = {"Case", "Definite", "Degree", "Foreign", "Gender", "Mood", "Number", "NumForm", "NumType",
                                                    "Person", "Polarity", "Poss", "PronType", "Reflex", "Tense", "VerbForm", "Voice"};

/* The values of one word; NULL = it has none. */
typedef struct feature_set {
    const char *values[FEATURES];
} feature_set;

/* A pronoun or another word that its form tells all of. */
typedef struct known_form {
    const char *form;
    uint8_t xpos;
    feature_set features;
} known_form;

#define PERSONAL(person_, number_, case_) {.values = {[PRON_TYPE] = "Prs", [PERSON] = person_, [NUMBER] = number_, [CASE] = case_}}
#define PERSONAL_OF(person_, number_, case_, gender_) \
    {.values = {[PRON_TYPE] = "Prs", [PERSON] = person_, [NUMBER] = number_, [CASE] = case_, [GENDER] = gender_}}
#define POSSESSIVE(person_, number_, gender_) \
    {.values = {[PRON_TYPE] = "Prs", [PERSON] = person_, [NUMBER] = number_, [CASE] = "Gen", [GENDER] = gender_, [POSS] = "Yes"}}
#define REFLEXIVE(person_, number_, gender_) \
    {.values = {[PRON_TYPE] = "Prs", [PERSON] = person_, [NUMBER] = number_, [CASE] = "Acc", [GENDER] = gender_, [REFLEX] = "Yes"}}
#define KIND(kind) {.values = {[PRON_TYPE] = kind}}
#define KIND_OF(kind, number_) {.values = {[PRON_TYPE] = kind, [NUMBER] = number_}}
#define ARTICLE(definite_) {.values = {[PRON_TYPE] = "Art", [DEFINITE] = definite_}}
#define POLAR(polarity_) {.values = {[POLARITY] = polarity_}}
#define ORDINAL {.values = {[DEGREE] = "Pos", [NUM_TYPE] = "Ord", [NUM_FORM] = "Word"}}

static const known_form known_forms[] = {
    {"i", DTL_XPOS_PRP, PERSONAL("1", "Sing", "Nom")},
    {"me", DTL_XPOS_PRP, PERSONAL("1", "Sing", "Acc")},
    {"we", DTL_XPOS_PRP, PERSONAL("1", "Plur", "Nom")},
    {"us", DTL_XPOS_PRP, PERSONAL("1", "Plur", "Acc")},
    {"you", DTL_XPOS_PRP, PERSONAL("2", NULL, "Nom")},
    {"he", DTL_XPOS_PRP, PERSONAL_OF("3", "Sing", "Nom", "Masc")},
    {"him", DTL_XPOS_PRP, PERSONAL_OF("3", "Sing", "Acc", "Masc")},
    {"she", DTL_XPOS_PRP, PERSONAL_OF("3", "Sing", "Nom", "Fem")},
    {"her", DTL_XPOS_PRP, PERSONAL_OF("3", "Sing", "Acc", "Fem")},
    {"it", DTL_XPOS_PRP, PERSONAL_OF("3", "Sing", "Nom", "Neut")},
    {"they", DTL_XPOS_PRP, PERSONAL("3", "Plur", "Nom")},
    {"them", DTL_XPOS_PRP, PERSONAL("3", "Plur", "Acc")},
    {"one", DTL_XPOS_PRP, PERSONAL("3", "Sing", NULL)},
    {"myself", DTL_XPOS_PRP, REFLEXIVE("1", "Sing", NULL)},
    {"ourselves", DTL_XPOS_PRP, REFLEXIVE("1", "Plur", NULL)},
    {"yourself", DTL_XPOS_PRP, REFLEXIVE("2", "Sing", NULL)},
    {"yourselves", DTL_XPOS_PRP, REFLEXIVE("2", "Plur", NULL)},
    {"himself", DTL_XPOS_PRP, REFLEXIVE("3", "Sing", "Masc")},
    {"herself", DTL_XPOS_PRP, REFLEXIVE("3", "Sing", "Fem")},
    {"itself", DTL_XPOS_PRP, REFLEXIVE("3", "Sing", "Neut")},
    {"themselves", DTL_XPOS_PRP, REFLEXIVE("3", "Plur", NULL)},
    {"my", DTL_XPOS_PRP_POSS, POSSESSIVE("1", "Sing", NULL)},
    {"our", DTL_XPOS_PRP_POSS, POSSESSIVE("1", "Plur", NULL)},
    {"your", DTL_XPOS_PRP_POSS, POSSESSIVE("2", NULL, NULL)},
    {"his", DTL_XPOS_PRP_POSS, POSSESSIVE("3", "Sing", "Masc")},
    {"her", DTL_XPOS_PRP_POSS, POSSESSIVE("3", "Sing", "Fem")},
    {"its", DTL_XPOS_PRP_POSS, POSSESSIVE("3", "Sing", "Neut")},
    {"their", DTL_XPOS_PRP_POSS, POSSESSIVE("3", "Plur", NULL)},
    {"the", DTL_XPOS_DT, ARTICLE("Def")},
    {"a", DTL_XPOS_DT, ARTICLE("Ind")},
    {"an", DTL_XPOS_DT, ARTICLE("Ind")},
    {"this", DTL_XPOS_DT, KIND_OF("Dem", "Sing")},
    {"that", DTL_XPOS_DT, KIND_OF("Dem", "Sing")},
    {"these", DTL_XPOS_DT, KIND_OF("Dem", "Plur")},
    {"those", DTL_XPOS_DT, KIND_OF("Dem", "Plur")},
    {"no", DTL_XPOS_DT, KIND("Neg")},
    {"some", DTL_XPOS_DT, KIND("Ind")},
    {"any", DTL_XPOS_DT, KIND("Ind")},
    {"another", DTL_XPOS_DT, KIND("Ind")},
    {"either", DTL_XPOS_DT, KIND("Ind")},
    {"all", DTL_XPOS_DT, KIND("Tot")},
    {"every", DTL_XPOS_DT, KIND("Tot")},
    {"each", DTL_XPOS_DT, KIND("Tot")},
    {"both", DTL_XPOS_DT, KIND("Tot")},
    {"all", DTL_XPOS_PDT, KIND("Tot")},
    {"such", DTL_XPOS_PDT, KIND("Ind")},
    {"quite", DTL_XPOS_PDT, KIND("Ind")},
    {"something", DTL_XPOS_NN, KIND_OF("Ind", "Sing")},
    {"anything", DTL_XPOS_NN, KIND_OF("Ind", "Sing")},
    {"someone", DTL_XPOS_NN, KIND_OF("Ind", "Sing")},
    {"anyone", DTL_XPOS_NN, KIND_OF("Ind", "Sing")},
    {"somebody", DTL_XPOS_NN, KIND_OF("Ind", "Sing")},
    {"anybody", DTL_XPOS_NN, KIND_OF("Ind", "Sing")},
    {"everything", DTL_XPOS_NN, KIND_OF("Tot", "Sing")},
    {"everyone", DTL_XPOS_NN, KIND_OF("Tot", "Sing")},
    {"everybody", DTL_XPOS_NN, KIND_OF("Tot", "Sing")},
    {"nothing", DTL_XPOS_NN, KIND_OF("Neg", "Sing")},
    {"nobody", DTL_XPOS_NN, KIND_OF("Neg", "Sing")},
    {"none", DTL_XPOS_NN, KIND("Neg")},
    {"not", DTL_XPOS_RB, POLAR("Neg")},
    {"n't", DTL_XPOS_RB, POLAR("Neg")},
    {"n\xE2\x80\x99t", DTL_XPOS_RB, POLAR("Neg")},
    {"never", DTL_XPOS_RB, KIND("Neg")},
    {"then", DTL_XPOS_RB, KIND("Dem")},
    {"here", DTL_XPOS_RB, KIND("Dem")},
    {"there", DTL_XPOS_RB, KIND("Dem")},
    {"now", DTL_XPOS_RB, KIND("Dem")},
    {"always", DTL_XPOS_RB, KIND("Tot")},
    {"ever", DTL_XPOS_RB, KIND("Ind")},
    {"sometimes", DTL_XPOS_RB, KIND("Ind")},
    {"somewhere", DTL_XPOS_RB, KIND("Ind")},
    {"anywhere", DTL_XPOS_RB, KIND("Ind")},
    {"nor", DTL_XPOS_CC, POLAR("Neg")},
    {"no", DTL_XPOS_UH, POLAR("Neg")},
    {"yes", DTL_XPOS_UH, POLAR("Pos")},
    {"yeah", DTL_XPOS_UH, POLAR("Pos")},
    {"first", DTL_XPOS_JJ, ORDINAL},
    {"second", DTL_XPOS_JJ, ORDINAL},
    {"third", DTL_XPOS_JJ, ORDINAL},
    {"fourth", DTL_XPOS_JJ, ORDINAL},
    {"fifth", DTL_XPOS_JJ, ORDINAL},
    {"sixth", DTL_XPOS_JJ, ORDINAL},
    {"seventh", DTL_XPOS_JJ, ORDINAL},
    {"eighth", DTL_XPOS_JJ, ORDINAL},
    {"ninth", DTL_XPOS_JJ, ORDINAL},
    {"tenth", DTL_XPOS_JJ, ORDINAL}};

static const feature_set *find_form(uint8_t xpos, dtl_slice form)
{
    for (size_t i = 0; i < sizeof known_forms / sizeof *known_forms; i++)
        if (known_forms[i].xpos == xpos && dtl_slice_equal_nocase(form, dtl_slice_from_cstr(known_forms[i].form)))
            return &known_forms[i].features;
    return NULL;
}

static bool in_relative_clause(const dtl_parse *parse, uint32_t token)
{
    for (int steps = 0; token != DTL_NONE && steps < 4; steps++, token = parse->words[token].head)
        if (parse->words[token].relation == DTL_REL_ACL_RELCL || parse->words[token].relation == DTL_REL_ADVCL_RELCL)
            return true;
    return false;
}

/* ---- verbs ---- */

/* The main verb of an auxiliary or copula; else the token. */
static uint32_t main_of(const dtl_parse *parse, uint32_t token)
{
    const dtl_word *word = &parse->words[token];
    bool helps = word->relation == DTL_REL_AUX || word->relation == DTL_REL_AUX_PASS || word->relation == DTL_REL_COP;
    return helps && word->head != DTL_NONE ? word->head : token;
}

/* Whose number a finite verb has: its own subject, that of the verb it is joined to, the noun that a relative "who" stands for. */
static uint32_t subject_of(const dtl_parse *parse, uint32_t token)
{
    static const uint8_t subjects[] = {DTL_REL_NSUBJ, DTL_REL_NSUBJ_PASS, DTL_REL_NSUBJ_OUTER, DTL_REL_CSUBJ};
    token = main_of(parse, token);
    for (int steps = 0; token != DTL_NONE && steps < 4; steps++) {
        for (size_t i = 0; i < sizeof subjects; i++) {
            uint32_t subject = dtl_tree_child(parse, token, subjects[i]);
            if (subject == DTL_NONE)
                continue;
            const dtl_word *word = &parse->words[subject];
            bool relative = word->xpos == DTL_XPOS_WDT || word->xpos == DTL_XPOS_WP;
            return relative && parse->words[token].relation == DTL_REL_ACL_RELCL ? parse->words[token].head : subject;
        }
        if (parse->words[token].relation != DTL_REL_CONJ)
            break;
        token = parse->words[token].head;
    }
    return DTL_NONE;
}

/* Number and person of a verb, from its subject. */
static void agree(const dtl_parse *parse, uint32_t token, feature_set *set)
{
    uint32_t subject = subject_of(parse, token);
    if (subject == DTL_NONE)
        return;
    const dtl_word *word = &parse->words[subject];
    const feature_set *known = word->xpos == DTL_XPOS_PRP ? find_form(DTL_XPOS_PRP, word->lemma) : NULL;
    bool several = dtl_tree_child(parse, subject, DTL_REL_CONJ) != DTL_NONE || (word->features & DTL_FEATURE_PLURAL) ||
                   (word->xpos == DTL_XPOS_CD && !dtl_slice_is(word->lemma, "one")) ||
                   (word->xpos == DTL_XPOS_DT && (dtl_slice_is(word->lemma, "these") || dtl_slice_is(word->lemma, "those")));
    set->values[NUMBER] = several ? "Plur" : known && known->values[NUMBER] ? known->values[NUMBER] : "Sing";
    set->values[PERSON] = several && !known ? "3" : known ? known->values[PERSON] : "3";
}

/* A bare verb that orders: no subject, no "to", and nothing that helps but "do". */
static bool orders(const dtl_parse *parse, uint32_t token)
{
    const dtl_word *word = &parse->words[token];
    if (word->relation == DTL_REL_AUX)
        return dtl_slice_is(word->lemma, "do");
    uint32_t whole = main_of(parse, token);
    uint8_t relation = parse->words[whole].relation;
    for (uint32_t c = parse->words[whole].first_child; c != DTL_NONE; c = parse->words[c].next_sibling) {
        const dtl_word *w = &parse->words[c];
        if (w->xpos == DTL_XPOS_TO || dtl_relation_universal(w->relation) == DTL_REL_NSUBJ || w->relation == DTL_REL_EXPL)
            return false;
        if (c != token && (w->relation == DTL_REL_AUX || w->relation == DTL_REL_AUX_PASS) && !(dtl_slice_is(w->lemma, "do") && w->xpos == DTL_XPOS_VB))
            return false;
    }
    if (relation == DTL_REL_CONJ && parse->words[whole].head != DTL_NONE && parse->words[parse->words[whole].head].xpos == DTL_XPOS_VB)
        return orders(parse, parse->words[whole].head);
    return relation == DTL_REL_ROOT || relation == DTL_REL_PARATAXIS || relation == DTL_REL_CCOMP;
}

/* "demanded that he resign": a bare verb with a subject of its own. */
static bool is_wished(const dtl_parse *parse, uint32_t token)
{
    return parse->words[token].relation == DTL_REL_CCOMP && dtl_tree_child(parse, token, DTL_REL_MARK) != DTL_NONE &&
           dtl_tree_child(parse, token, DTL_REL_AUX) == DTL_NONE && subject_of(parse, token) != DTL_NONE &&
           parse->words[dtl_tree_child(parse, token, DTL_REL_MARK)].xpos == DTL_XPOS_IN;
}

/* Is a past participle passive? "was held", "the men held", not "has held"; one that is joined to another is as that. */
static bool is_passive(const dtl_parse *parse, uint32_t token)
{
    for (int steps = 0; steps < 4; steps++) {
        const dtl_word *word = &parse->words[token];
        if (word->upos != DTL_UPOS_VERB)
            return false;
        if (word->features & DTL_FEATURE_PASSIVE)
            return true;
        if (dtl_tree_child(parse, token, DTL_REL_AUX) != DTL_NONE)
            return false;
        if (word->relation != DTL_REL_CONJ || word->head == DTL_NONE || parse->words[word->head].xpos != DTL_XPOS_VBN)
            return true;
        token = word->head;
    }
    return true;
}

/* Is an -ing form a gerund by its place? */
static bool is_gerund(const dtl_parse *parse, uint32_t token)
{
    const dtl_word *word = &parse->words[token];
    for (int steps = 0; word->relation == DTL_REL_CONJ && word->head != DTL_NONE && parse->words[word->head].xpos == DTL_XPOS_VBG && steps < 4; steps++) {
        if (dtl_tree_child(parse, token, DTL_REL_AUX) != DTL_NONE)
            return false;
        token = word->head;
        word = &parse->words[token];
    }
    if (dtl_tree_child(parse, token, DTL_REL_AUX) != DTL_NONE || dtl_tree_child(parse, token, DTL_REL_AUX_PASS) != DTL_NONE)
        return false;
    switch (dtl_relation_universal(word->relation)) {
    case DTL_REL_ACL: case DTL_REL_AMOD: case DTL_REL_XCOMP: case DTL_REL_CSUBJ: case DTL_REL_CCOMP: case DTL_REL_OBJ: case DTL_REL_NSUBJ:
    case DTL_REL_OBL: case DTL_REL_NMOD: case DTL_REL_APPOS: case DTL_REL_COMPOUND: return true;
    default: return false;
    }
}

static void set_finite(const char *tense, const char *mood, feature_set *set)
{
    set->values[TENSE] = tense;
    set->values[MOOD] = mood;
    set->values[VERB_FORM] = "Fin";
}

static void verb_features(const dtl_parse *parse, uint32_t token, feature_set *set)
{
    switch (parse->words[token].xpos) {
    case DTL_XPOS_VBD:
        set_finite("Past", "Ind", set);
        agree(parse, token, set);
        break;
    case DTL_XPOS_VBP:
        set_finite("Pres", "Ind", set);
        agree(parse, token, set);
        break;
    case DTL_XPOS_VBZ:
        set_finite("Pres", "Ind", set);
        set->values[NUMBER] = "Sing";
        set->values[PERSON] = "3";
        break;
    case DTL_XPOS_VBN:
        set->values[TENSE] = "Past";
        set->values[VERB_FORM] = "Part";
        set->values[VOICE] = is_passive(parse, token) ? "Pass" : NULL;
        break;
    case DTL_XPOS_VBG:
        set->values[VERB_FORM] = is_gerund(parse, token) ? "Ger" : "Part";
        set->values[TENSE] = is_gerund(parse, token) ? NULL : "Pres";
        break;
    case DTL_XPOS_VB:
        if (is_wished(parse, token))
            set_finite("Pres", "Sub", set);
        else if (orders(parse, token))
            set_finite(NULL, "Imp", set);
        else
            set->values[VERB_FORM] = "Inf";
        break;
    default: /* MD */
        set->values[VERB_FORM] = "Fin";
    }
}

/* ---- the rest ---- */

static void question_features(const dtl_parse *parse, uint32_t token, feature_set *set)
{
    const dtl_word *word = &parse->words[token];
    bool relative = in_relative_clause(parse, token) || dtl_tree_child(parse, token, DTL_REL_ACL_RELCL) != DTL_NONE || dtl_slice_is(word->lemma, "that");
    set->values[PRON_TYPE] = relative ? "Rel" : "Int";
    set->values[POSS] = word->xpos == DTL_XPOS_WP_POSS ? "Yes" : NULL;
}

static void number_features(dtl_slice form, feature_set *set)
{
    bool digit = false;
    for (uint32_t i = 0; i < form.length; i++)
        digit = digit || (form.ptr[i] >= '0' && form.ptr[i] <= '9');
    set->values[NUM_TYPE] = "Card";
    set->values[NUM_FORM] = digit ? "Digit" : "Word";
}

/* "him", "me": a subject's form may be an object: "you" and "it". */
static void place_pronoun(const dtl_parse *parse, uint32_t token, dtl_slice form, feature_set *set)
{
    if (!dtl_slice_equal_nocase(form, DTL_SLICE("it")) && !dtl_slice_equal_nocase(form, DTL_SLICE("you")))
        return;
    switch (dtl_relation_universal(parse->words[token].relation)) {
    case DTL_REL_OBJ: case DTL_REL_IOBJ: case DTL_REL_OBL: case DTL_REL_NMOD: set->values[CASE] = "Acc"; break;
    default: break;
    }
}

static feature_set features_of(const dtl_parse *parse, uint32_t token, dtl_slice form)
{
    feature_set set = {{0}};
    const uint8_t xpos = parse->words[token].xpos;
    const feature_set *known = find_form(xpos, form);
    if (known) {
        set = *known;
        if (xpos == DTL_XPOS_PRP)
            place_pronoun(parse, token, form, &set);
        return set;
    }
    switch (xpos) {
    case DTL_XPOS_NN: case DTL_XPOS_NNP: set.values[NUMBER] = "Sing"; break;
    case DTL_XPOS_NNS: case DTL_XPOS_NNPS: set.values[NUMBER] = "Plur"; break;
    case DTL_XPOS_JJ: set.values[DEGREE] = "Pos"; break;
    case DTL_XPOS_JJR: case DTL_XPOS_RBR: set.values[DEGREE] = "Cmp"; break;
    case DTL_XPOS_JJS: case DTL_XPOS_RBS: set.values[DEGREE] = "Sup"; break;
    case DTL_XPOS_FW: set.values[FOREIGN] = "Yes"; break;
    case DTL_XPOS_CD: number_features(form, &set); break;
    case DTL_XPOS_WP: case DTL_XPOS_WDT: case DTL_XPOS_WP_POSS: case DTL_XPOS_WRB: question_features(parse, token, &set); break;
    case DTL_XPOS_VB: case DTL_XPOS_VBD: case DTL_XPOS_VBG: case DTL_XPOS_VBN: case DTL_XPOS_VBP: case DTL_XPOS_VBZ: case DTL_XPOS_MD:
        verb_features(parse, token, &set);
        break;
    default: break;
    }
    return set;
}

void dtl_features_write(const dtl_parse *parse, uint32_t token, dtl_slice form, dtl_buffer *out)
{
    const feature_set set = features_of(parse, token, form);
    bool any = false;
    for (int i = 0; i < FEATURES; i++) {
        if (!set.values[i])
            continue;
        if (any)
            dtl_buffer_char(out, '|');
        dtl_buffer_cstr(out, feature_names[i]);
        dtl_buffer_char(out, '=');
        dtl_buffer_cstr(out, set.values[i]);
        any = true;
    }
    if (!any)
        dtl_buffer_char(out, '_');
}
