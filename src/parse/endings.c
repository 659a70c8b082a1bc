/* In: a form in small letters. Out: its base form.
 *
 * The idea: what stands before -ed or -ing is the base ("raid-ed"), the base without its e ("invad-ed"), or the base with
 * its last letter doubled ("bombard", "stab-b-ed"). Known words decide first. For unknown ones English spelling does: a
 * doubled consonant was doubled by the ending; v, u, c, dg, consonant + l want an e ("tackl-ed"); a single vowel before a
 * single consonant would have been doubled under stress, so a word of one syllable has lost an e ("strafed" → "strafe"),
 * and a longer one has lost it after the endings listed below ("detonat-", "persuad-", "quarantin-") and not after others
 * ("target-", "murder-"). Knowingly wrong: unknown words of rarer spelling, and "-ing" nouns, which keep their ending when
 * they are tagged as nouns. */
#include "parse/endings.h"

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* Vowel groups: "retreat" has two. y counts behind a consonant. */
static uint32_t syllables(const char *stem, uint32_t length)
{
    uint32_t groups = 0;
    bool in_group = false;
    for (uint32_t i = 0; i < length; i++) {
        const bool vowel = (is_vowel(stem[i]) && !(stem[i] == 'u' && i > 0 && stem[i - 1] == 'q')) || (stem[i] == 'y' && i > 0);
        groups += vowel && !in_group;
        in_group = vowel;
    }
    return groups;
}

static bool ends_in_one_of(const char *stem, uint32_t length, const char *const *endings)
{
    for (; *endings; endings++) {
        const uint32_t size = (uint32_t)strlen(*endings);
        if (length >= size && memcmp(stem + length - size, *endings, size) == 0)
            return true;
    }
    return false;
}

static bool doubled(const char *stem, uint32_t length)
{
    return length >= 3 && stem[length - 1] == stem[length - 2] && !is_vowel(stem[length - 1]);
}

/* Whether the base of an unknown stem is the stem without its last letter: "stabb-" yes, "kill-" and "press-" no. */
static bool was_doubled(const char *stem, uint32_t length)
{
    const char last = stem[length - 1];
    if (!doubled(stem, length) || last == 's' || last == 'z' || last == 'f')
        return false;
    return last != 'l' || syllables(stem, length) > 1;
}

/* Whether an unknown stem has lost an e. */
static bool lost_e(const char *stem, uint32_t length)
{
    static const char *const always[] = {"v", "u", "c", "dg", "rg", "lg", "eng", "ung", "bl", "cl", "dl", "fl", "gl", "kl", "pl", "tl",
                                         "zl", "cr", "iz", "yz", "ns", "rs", "ls", "ps", NULL};
    static const char *const behind_one_vowel[] = {
        "at", "ut", "ad", "ed", "id", "od", "ud", "ag", "ig", "eg", "og", "ak", "ik", "ok", "uk", "ap", "ib", "ob", "ub", "um", "im", "om",
        "in", "ven", "un", "ar", "ir", "ur", "il", "ul", "as", "is", "os", "us", "es", "az", "ez", "af", NULL};
    if (length < 2)
        return false;
    const char last = stem[length - 1], before = stem[length - 2];
    if (ends_in_one_of(stem, length, always))
        return true;
    if (last == 's' || last == 'z') /* raised, seized */
        return is_vowel(before);
    if (last == 'g' && before == 'n')
        return length > 4 && stem[length - 3] == 'a' && syllables(stem, length) > 1; /* exchanged, not hanged */
    if (is_vowel(last) || last == 'w' || last == 'x' || last == 'y' || last == 'h' || !is_vowel(before))
        return false;
    if (length >= 3 && is_vowel(stem[length - 3]) && !(length >= 4 && stem[length - 4] == 'q'))
        return ends_in_one_of(stem, length, (const char *const[]){"ieg", "uat", "iat", "eat", NULL}) &&
               !ends_in_one_of(stem, length, (const char *const[]){"reat", "feat", "heat", "beat", "seat", "peat", "leat", NULL});
    if (syllables(stem, length) <= 1)
        return true;
    return ends_in_one_of(stem, length, behind_one_vowel);
}

/* stem + tail into base; the length. */
static uint32_t built(char base[ENDING_FORM_MAX + 2], const char *stem, uint32_t length, const char *tail)
{
    const uint32_t size = (uint32_t)strlen(tail);
    memcpy(base, stem, length);
    memcpy(base + length, tail, size);
    return length + size;
}

uint32_t ending_of_verb(dtl_slice form, ending_known *known, const void *context, char base[ENDING_FORM_MAX + 2])
{
    uint32_t stem;
    if (form.length > ENDING_FORM_MAX)
        return 0;
    if (form.length > 4 && memcmp(form.ptr + form.length - 3, "ing", 3) == 0)
        stem = form.length - 3;
    else if (form.length > 3 && memcmp(form.ptr + form.length - 2, "ed", 2) == 0)
        stem = form.length - 2;
    else
        return 0;
    if (syllables(form.ptr, stem) == 0)
        return 0; /* "bring", "shed" */
    const bool ing = stem + 3 == form.length;
    if (form.ptr[stem - 1] == 'i' && !ing && stem > 2)
        return built(base, form.ptr, stem - 1, "y"); /* denied */
    if (!ing && form.ptr[stem - 1] == 'e')
        return built(base, form.ptr, stem, "e"); /* freed, agreed */
    uint32_t length;
    if (doubled(form.ptr, stem) && known(context, form.ptr, stem - 1))
        return built(base, form.ptr, stem - 1, "");
    length = built(base, form.ptr, stem, "e");
    const bool with_e = known(context, base, length), without = known(context, form.ptr, stem);
    if (with_e != without)
        return built(base, form.ptr, stem, with_e ? "e" : "");
    if (was_doubled(form.ptr, stem))
        return built(base, form.ptr, stem - 1, "");
    if (stem > 4 && memcmp(form.ptr + stem - 3, "ick", 3) == 0 && !without && syllables(form.ptr, stem) > 1)
        return built(base, form.ptr, stem - 1, ""); /* mimicked */
    return built(base, form.ptr, stem, lost_e(form.ptr, stem) ? "e" : "");
}

uint32_t ending_s(dtl_slice form, ending_known *known, const void *context, char base[ENDING_FORM_MAX + 2])
{
    static const char *const with_es[] = {"ches", "shes", "xes", "sses", "zzes", NULL};
    if (form.length < 3 || form.length > ENDING_FORM_MAX || form.ptr[form.length - 1] != 's' || form.ptr[form.length - 2] == 's')
        return 0;
    const uint32_t length = form.length;
    if (length > 4 && memcmp(form.ptr + length - 3, "ies", 3) == 0)
        return built(base, form.ptr, length - 3, known(context, form.ptr, length - 1) || length == 4 ? "ie" : "y");
    if (ends_in_one_of(form.ptr, length, with_es))
        return built(base, form.ptr, length - (known(context, form.ptr, length - 1) ? 1 : 2), "");
    if (length > 4 && memcmp(form.ptr + length - 3, "oes", 3) == 0 && !known(context, form.ptr, length - 1))
        return built(base, form.ptr, length - 2, "");
    if (memcmp(form.ptr + length - 2, "us", 2) == 0 || memcmp(form.ptr + length - 2, "is", 2) == 0)
        return known(context, form.ptr, length - 1) ? built(base, form.ptr, length - 1, "") : 0;
    return built(base, form.ptr, length - 1, "");
}

dtl_slice ending_irregular(dtl_slice form, bool past)
{
    /* forms with one base, of words that reports use: irregular ones, most of which also stand in the treebanks, and regular ones
     * that spelling misleads about and the treebanks do not have (boycotted) */
    static const struct { const char *form, *base; } pasts[] = {
        {"arose", "arise"}, {"arisen", "arise"}, {"awoke", "awake"}, {"beaten", "beat"}, {"became", "become"}, {"befell", "befall"},
        {"began", "begin"}, {"begun", "begin"}, {"bent", "bend"}, {"bled", "bleed"}, {"blew", "blow"}, {"blown", "blow"}, {"bore", "bear"},
        {"borne", "bear"}, {"bought", "buy"}, {"bound", "bind"}, {"bred", "breed"}, {"broke", "break"}, {"broken", "break"},
        {"brought", "bring"}, {"built", "build"}, {"came", "come"}, {"caught", "catch"}, {"chose", "choose"}, {"chosen", "choose"},
        {"clung", "cling"}, {"crept", "creep"}, {"dealt", "deal"}, {"drank", "drink"}, {"drawn", "draw"}, {"drew", "draw"},
        {"driven", "drive"}, {"drove", "drive"}, {"dug", "dig"}, {"fallen", "fall"}, {"fed", "feed"}, {"fell", "fall"}, {"felt", "feel"},
        {"fled", "flee"}, {"flew", "fly"}, {"flown", "fly"}, {"flung", "fling"}, {"forbade", "forbid"}, {"forbidden", "forbid"},
        {"foresaw", "foresee"}, {"foreseen", "foresee"}, {"forgave", "forgive"}, {"forgiven", "forgive"}, {"forgot", "forget"},
        {"forgotten", "forget"}, {"fought", "fight"}, {"froze", "freeze"}, {"frozen", "freeze"}, {"gave", "give"}, {"given", "give"},
        {"gone", "go"}, {"got", "get"}, {"gotten", "get"}, {"grew", "grow"}, {"grown", "grow"}, {"had", "have"}, {"heard", "hear"},
        {"held", "hold"}, {"hid", "hide"}, {"hidden", "hide"}, {"hung", "hang"}, {"kept", "keep"}, {"knew", "know"}, {"known", "know"},
        {"laid", "lay"}, {"led", "lead"}, {"left", "leave"}, {"lent", "lend"}, {"lost", "lose"}, {"made", "make"}, {"meant", "mean"},
        {"met", "meet"}, {"misled", "mislead"}, {"mistook", "mistake"}, {"overcame", "overcome"}, {"overran", "overrun"}, {"oversaw", "oversee"},
        {"overseen", "oversee"}, {"overtook", "overtake"}, {"overtaken", "overtake"}, {"overthrew", "overthrow"},
        {"overthrown", "overthrow"}, {"paid", "pay"}, {"ran", "run"}, {"rang", "ring"}, {"rebuilt", "rebuild"}, {"repaid", "repay"},
        {"resold", "resell"}, {"retaken", "retake"}, {"retook", "retake"}, {"ridden", "ride"}, {"risen", "rise"}, {"rode", "ride"}, {"rose", "rise"},
        {"said", "say"}, {"sang", "sing"}, {"sank", "sink"}, {"sat", "sit"}, {"saw", "see"}, {"seen", "see"}, {"sent", "send"},
        {"shaken", "shake"}, {"shook", "shake"}, {"shot", "shoot"}, {"shown", "show"}, {"shrank", "shrink"}, {"shrunk", "shrink"},
        {"slain", "slay"}, {"slept", "sleep"}, {"slew", "slay"}, {"slid", "slide"}, {"sold", "sell"}, {"sought", "seek"}, {"sped", "speed"},
        {"spent", "spend"}, {"spoke", "speak"}, {"spoken", "speak"}, {"sprang", "spring"}, {"sprung", "spring"}, {"stole", "steal"},
        {"stolen", "steal"}, {"stood", "stand"}, {"stricken", "strike"}, {"strove", "strive"}, {"struck", "strike"}, {"stuck", "stick"},
        {"stung", "sting"}, {"sung", "sing"}, {"sunk", "sink"}, {"swept", "sweep"}, {"swore", "swear"}, {"sworn", "swear"}, {"swung", "swing"},
        {"taken", "take"}, {"taught", "teach"}, {"thought", "think"}, {"threw", "throw"}, {"thrown", "throw"}, {"told", "tell"},
        {"took", "take"}, {"tore", "tear"}, {"torn", "tear"}, {"trod", "tread"}, {"underwent", "undergo"}, {"undergone", "undergo"},
        {"understood", "understand"}, {"undertaken", "undertake"}, {"undertook", "undertake"}, {"undone", "undo"}, {"upheld", "uphold"},
        {"was", "be"}, {"were", "be"}, {"been", "be"}, {"went", "go"}, {"wept", "weep"}, {"withdrawn", "withdraw"},
        {"withdrew", "withdraw"}, {"withheld", "withhold"}, {"withstood", "withstand"}, {"woke", "wake"}, {"woken", "wake"}, {"won", "win"},
        {"wore", "wear"}, {"worn", "wear"}, {"wove", "weave"}, {"woven", "weave"}, {"written", "write"}, {"wrote", "write"},
        {"wrung", "wring"}, {"boycotted", "boycott"}, {"boycotting", "boycott"}, {"dethroned", "dethrone"}, {"dethroning", "dethrone"},
        {"waged", "wage"}, {"waging", "wage"}, {"trafficked", "traffic"}, {"trafficking", "traffic"}, {"panicked", "panic"}, {"died", "die"}, {"lied", "lie"},
        {"tied", "tie"}, {"dying", "die"}, {"lying", "lie"}, {"tying", "tie"}, {"vying", "vie"}};
    static const struct { const char *form, *base; } plurals[] = {
        {"men", "man"}, {"women", "woman"}, {"children", "child"}, {"people", "people"}, {"wives", "wife"}, {"knives", "knife"}, {"lives", "life"},
        {"thieves", "thief"}, {"leaves", "leaf"}, {"halves", "half"}, {"shelves", "shelf"}, {"wolves", "wolf"}, {"selves", "self"}, {"loaves", "loaf"},
        {"scarves", "scarf"}, {"feet", "foot"}, {"teeth", "tooth"}, {"mice", "mouse"}, {"geese", "goose"}, {"oxen", "ox"}, {"crises", "crisis"},
        {"analyses", "analysis"}, {"theses", "thesis"}, {"hypotheses", "hypothesis"}, {"diagnoses", "diagnosis"}, {"oases", "oasis"},
        {"buses", "bus"}, {"bases", "base"}, {"gases", "gas"}, {"viruses", "virus"}, {"campuses", "campus"}, {"criteria", "criterion"}, {"phenomena", "phenomenon"},
        {"spokespeople", "spokesperson"}, {"salespeople", "salesperson"}, {"bacteria", "bacterium"}, {"series", "series"},
        {"species", "species"}, {"headquarters", "headquarters"}};
    if (past) {
        for (size_t i = 0; i < sizeof pasts / sizeof *pasts; i++)
            if (dtl_slice_is(form, pasts[i].form))
                return dtl_slice_from_cstr(pasts[i].base);
        return DTL_SLICE_EMPTY;
    }
    for (size_t i = 0; i < sizeof plurals / sizeof *plurals; i++)
        if (dtl_slice_is(form, plurals[i].form))
            return dtl_slice_from_cstr(plurals[i].base);
    return DTL_SLICE_EMPTY;
}
