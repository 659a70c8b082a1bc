/* The lists that the tokenizer goes by: abbreviations, prefixes, nouns with a hyphen, units, words that come apart, ends of files and sites.
 *
 * In: a word. Out: what the lists say of it. The lists are closed classes of English; they were filled from style books and from what
 * the training parts of the English UD treebanks cut and keep.
 *
 *     Gen → before a name; non → prefix; sit-in → whole; 40km → unit "km"; didnt → did nt; report.pdf → a file
 *
 * Knowingly wrong: what is not listed; "its" is "it is" only before words that a possessive hardly has behind it. */
#include "text/words.h"

static bool in_list(dtl_slice word, const char *const *list)
{
    for (; *list; list++)
        if (dtl_slice_equal_nocase(word, dtl_slice_from_cstr(*list)))
            return true;
    return false;
}

static bool is_small(dtl_slice word)
{
    return word.length > 0 && word.ptr[0] >= 'a' && word.ptr[0] <= 'z';
}

abbreviation_kind words_abbreviation(dtl_slice word)
{
    static const char *const before_name[] = {
        "Mr", "Mrs", "Ms", "Dr", "Drs", "Messrs", "Prof", "Profs", "St", "Ste", "Gen", "Gens", "Lt", "Col", "Capt", "Cpt", "Maj", "Sgt",
        "Cpl", "Pvt", "Brig", "Adm", "Cmdr", "Cdr", "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Pres", "Rev", "Hon", "Amb", "Msgr", "Fr",
        "Supt", "Insp", "Det", "Eng", "Engr", "Atty", "Attn", "Rs", "Ch", "Para", "Ft", "Mt", "vs", "No", "Nos", "Fig", "e.g", "i.e", "cf", "Mme", "Mlle", NULL};
    static const char *const others[] = {
        "Inc", "Corp", "Ltd", "Co", "Bros", "Jr", "Sr", "etc", "al", "Jan", "Feb", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov",
        "Dec", "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Dept", "Univ", "Ave", "Blvd", "Rd", "approx",
        "est", "div", "vol", "p", "pp", "ca", "c", "b", "d", "Calif", "Mass", "Conn", "Pa", "Va", "Fla", "Ariz", "Ill", "Tex",
        "Ky", "Wis", "Minn", "Tenn", "Ala", "Colo", "Mo", "Ont", "Que", "esp", "incl", "ext", "Govt", "Intl", "Natl", "oz", "yrs", "cal", NULL};
    static const char *const small_words[] = {"no", "fig", "mass", "ill", "wed", "pa", "mon", NULL}; /* "no." ends many a sentence */
    if (is_small(word) && in_list(word, small_words))
        return NOT_ABBREVIATION;
    return in_list(word, before_name) ? ABBREVIATION_BEFORE_NAME : in_list(word, others) ? ABBREVIATION : NOT_ABBREVIATION;
}

bool words_is_prefix(dtl_slice word)
{
    static const char *const prefixes[] = {"non", "anti", "pre", "re", "co", "ex", "pro", "mid", "semi", "sub", "multi", "un", "lathi", "over",
        "inter", "intra", "counter", "neo", "pan", "mini", "micro", "e", "cross", "post", "trans", "ultra", "socio", "psycho", NULL};
    return in_list(word, prefixes) && !dtl_slice_is(word, "UN") && !dtl_slice_is(word, "Pan"); /* United Nations, Pan-Am */
}

bool words_is_whole(dtl_slice word)
{
    static const char *const whole[] = {"sit-in", "sit-ins", "die-in", "die-ins", "teach-in", "teach-ins", "sleep-in", "sleep-ins", "lie-in", "lie-ins", NULL};
    return in_list(word, whole);
}

bool words_is_unit(dtl_slice letters)
{
    static const char *const units[] = {"k", "m", "mm", "mn", "b", "bn", "tn", "am", "pm", "a.m", "p.m", "km", "kg", "cm", "mph", "kph", "ft", "hh", "hz", "f",
        "lb", "lbs", "hrs", "hours", "min", "mins", "minutes", "days", "years", "yrs", "percent", "persons", "people", "usd", "kb", "mb", "gb",
        "kw", "mw", "ml", "mg", "watt", "sqft", NULL};
    return in_list(letters, units);
}

uint32_t words_cut(dtl_slice word)
{
    static const struct { const char *word; uint32_t cut; } pairs[] = {
        {"cannot", 3}, {"gonna", 3}, {"gotta", 3}, {"wanna", 3}, {"gimme", 3}, {"lemme", 3}, {"lotta", 3}, {"dont", 2}, {"didnt", 3}, {"doesnt", 4},
        {"isnt", 2}, {"wasnt", 3}, {"arent", 3}, {"werent", 4}, {"couldnt", 5}, {"wouldnt", 5}, {"shouldnt", 6}, {"havent", 4}, {"hasnt", 3},
        {"hadnt", 3}, {"cant", 2}, {"wont", 2}, {"aint", 2}, {"im", 1}, {"ive", 1}, {"youre", 3}, {"youll", 3}, {"youve", 3}, {"theyre", 4},
        {"theyll", 4}, {"theyve", 4}, {"itll", 2}, {"thats", 4}, {"whats", 4}, {"theres", 5}, {"hes", 2}, {"shes", 3}, {"lets", 3}};
    if (word.length < 2 || word.length > 8 || dtl_slice_is(word, "IM") || dtl_slice_is(word, "HES") || dtl_slice_is(word, "IVE"))
        return 0;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (dtl_slice_equal_nocase(word, dtl_slice_from_cstr(pairs[i].word)))
            return pairs[i].cut;
    return 0;
}

bool words_follows_it_is(dtl_slice word)
{
    static const char *const words[] = {"a", "an", "the", "not", "really", "simply", "like", "now", "definitely", "also", "nothing", "called",
        "getting", "going", "been", "just", "still", "as", "so", "too", "always", "never", NULL};
    return in_list(word, words);
}

bool words_opens_sentence(dtl_slice word)
{
    static const char *const words[] = {
        "The", "A", "An", "He", "She", "It", "They", "We", "I", "You", "In", "On", "At", "But", "And", "This", "That", "These",
        "Those", "There", "His", "Her", "Its", "Their", "Our", "As", "After", "Before", "However", "Meanwhile", "According",
        "If", "When", "While", "For", "From", "So", "Some", "Many", "Most", "Several", "No", "Not", "Also", "Both", "Two",
        "Three", "Four", "Since", "Although", "Though", "Earlier", "Later", "What", "Who", "Why", "How", "Where", "Another",
        "Other", "One", "With", "Police", "Officials", "Now", "Then", "Yet", "Under", "During", "Between", "By", "To", "Such", NULL};
    return in_list(word, words);
}

bool words_is_file_or_site(dtl_slice tail)
{
    static const char *const tails[] = {"com", "org", "net", "edu", "gov", "mil", "int", "info", "uk", "us", "ca", "au", "de", "fr", "in", "pk", "af",
        "iq", "ir", "il", "ru", "ua", "eu", "tv", "io", "co", "doc", "docx", "xls", "xlsx", "ppt", "pdf", "txt", "zip", "jpg", "jpeg", "png", "gif",
        "htm", "html", "php", "asp", "csv", "mp3", "mp4", "exe", "url", NULL};
    return in_list(tail, tails);
}
