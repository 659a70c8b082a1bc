/* In: what the gold says of a record, what dateline coded in its text. Out: sums.
 *
 * The choice of the event never sees a type. A party is right when one of its spans holds the head word of the gold span
 * or has its own head word inside it; each gold span and each party is taken once.
 * Example: gold actor "Narvian", answer "the Narvian foreign minister": right, the gold's head word lies inside.
 * Knowingly lenient: "the Narvian rebels" for "the Narvian army" would be right too if the gold says only "Narvian". */
#include "plover_score.h"
#include <string.h>

bool plover_map(dtl_slice type, dtl_slice mode, uint8_t *type_out, uint8_t *mode_out)
{
    static const char *const types[][3] = {{"DEMAND", "REQUEST", ""}, {"DISAPPROVE", "ACCUSE", "disapprove"},
                                           {"INVESTIGATE", "ACCUSE", "investigate"}, {"FIGHT", "ASSAULT", ""}};
    static const char *const modes[][2] = {{"strike-hun", "hunger"}, {"strike-gen", "strike"}, {"demo-org", "demo"}, {"demo-spon", "demo"},
                                           {"riot-spon", "riot"}, {"assassinate", "targeted"}, {"confiscate", "seize"}, {"detain", "arrest"},
                                           {"ban", "restrict"}, {"political", "restrict"}};
    /* Modes that the public gold has under types that no longer have them ("host", "deport" of ASSAULT) are not judged. */
    static const char *const of_type[DTL_EVENT_TYPE_COUNT] = {
        [DTL_EVENT_CONSULT] = "visit third-party multilateral phone", [DTL_EVENT_RETREAT] = "withdraw release disarm ceasefire access resign",
        [DTL_EVENT_REQUEST] = "assist change yield meet", [DTL_EVENT_ACCUSE] = "disapprove investigate allege", [DTL_EVENT_REJECT] = "assist change yield meet",
        [DTL_EVENT_THREATEN] = "restrict arrest relations expel territory violence", [DTL_EVENT_PROTEST] = "demo riot strike hunger boycott obstruct vandalize",
        [DTL_EVENT_SANCTION] = "convict expel withdraw discontinue", [DTL_EVENT_MOBILIZE] = "troops weapons police militia",
        [DTL_EVENT_COERCE] = "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
        [DTL_EVENT_ASSAULT] = "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (dtl_slice_is(type, types[i][0])) {
            type = dtl_slice_from_cstr(types[i][1]);
            mode = types[i][2][0] ? dtl_slice_from_cstr(types[i][2]) : mode;
            break;
        }
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (dtl_slice_is(mode, modes[i][0])) {
            mode = dtl_slice_from_cstr(modes[i][1]);
            break;
        }
    for (uint8_t t = DTL_EVENT_NO_TYPE + 1; t < DTL_EVENT_TYPE_COUNT; t++) {
        if (!dtl_slice_is(type, dtl_event_type_name(t)))
            continue;
        dtl_slice list = dtl_slice_from_cstr(of_type[t] ? of_type[t] : ""), one;
        bool known = false;
        while (mode.length && dtl_slice_next_field(&list, ' ', &one))
            known = known || dtl_slice_equal(one, mode);
        *type_out = t;
        *mode_out = PLOVER_NOT_JUDGED;
        for (unsigned m = 0; known && m < DTL_MODE_COUNT; m++)
            if (dtl_slice_is(mode, dtl_event_mode_name(m)))
                *mode_out = (uint8_t)m;
        return true;
    }
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80);
}

static bool stands_at(dtl_slice text, size_t at, dtl_slice word)
{
    if (at + word.length > text.length || memcmp(text.ptr + at, word.ptr, word.length) != 0)
        return false;
    bool before = at == 0 || !is_letter(text.ptr[at - 1]);
    return before && (at + word.length == text.length || !is_letter(text.ptr[at + word.length]));
}

uint64_t plover_context(dtl_slice name)
{
    static const struct {
        const char *old, *ours;
    } renamed[] = {{"refugee", "asylum,migration"}, {"refugees", "asylum,migration"}, {"resource", "natural_resource"},
                   {"rights", "rights_freedoms,human_rights"}, {"political", "political_institutions,executive,legislative,election,pro_democracy"},
                   {"politics", "political_institutions,executive,legislative,election,pro_democracy"},
                   {"government", "executive,legislative,political_institutions"}, {"discrimination", "inequality,rights_freedoms"}, {"assets", "economic"}};
    uint64_t set = 0;
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
        if (dtl_slice_is(name, renamed[i].old))
            name = dtl_slice_from_cstr(renamed[i].ours);
    (void)dtl_contexts_read(name, &set);
    return set;
}

void plover_score_contexts(dtl_slice gold, uint64_t ours, uint64_t *named, uint64_t *right)
{
    dtl_slice one;
    while (gold.ptr && dtl_slice_next_field(&gold, ',', &one)) {
        uint64_t set = plover_context(dtl_slice_trim(one));
        *named += set != 0;
        *right += (set & ours) != 0;
    }
}

size_t plover_locate(dtl_slice text, dtl_slice event_text, uint32_t starts[PLOVER_WORDS_MAX])
{
    static const char *const empty_words[] = {"in", "of", "to", "from", "the", "a", "by", "with", "for", "on", "as", "at", "into", "will", "would",
                                              "has", "have", "been", "was", "is", "are", "were", "be", "and", "not", "..."};
    size_t count = 0, from = 0;
    dtl_slice word;
    while (dtl_slice_next_field(&event_text, ' ', &word)) {
        bool empty = word.length == 0;
        for (size_t i = 0; i < sizeof empty_words / sizeof *empty_words; i++)
            empty = empty || dtl_slice_is(word, empty_words[i]);
        for (size_t at = from; !empty && count < PLOVER_WORDS_MAX && at < text.length; at++)
            if (stands_at(text, at, word)) {
                starts[count++] = (uint32_t)at;
                from = at + word.length;
                break;
            }
    }
    return count;
}

size_t plover_choose(const plover_telling *tellings, size_t count, const uint32_t *words, size_t word_count)
{
    for (size_t w = 0; w < word_count; w++) /* the first word of the gold that is a trigger of ours */
        for (size_t i = 0; i < count; i++)
            if (words[w] >= tellings[i].trigger_start && words[w] < tellings[i].trigger_end)
                return i;
    size_t best = 0, most = 0;
    for (size_t i = 0; i < count; i++) {
        size_t inside = 0;
        for (size_t w = 0; w < word_count; w++)
            inside += words[w] >= tellings[i].evidence_start && words[w] < tellings[i].evidence_end;
        if (inside > most) {
            most = inside;
            best = i;
        }
    }
    return count ? best : count;
}

static bool party_is(const plover_party *party, const plover_span *gold)
{
    for (uint32_t i = 0; i < party->count; i++) {
        const plover_span *mine = &party->spans[i];
        if ((gold->head >= mine->start && gold->head < mine->end) || (mine->head >= gold->start && mine->head < gold->end))
            return true;
    }
    return false;
}

static uint64_t parties_right(const plover_span *gold, uint32_t gold_count, const plover_party *parties, uint32_t count)
{
    bool taken[PLOVER_PARTIES_MAX] = {false};
    uint64_t right = 0;
    for (uint32_t g = 0; g < gold_count; g++)
        for (uint32_t i = 0; i < count && i < PLOVER_PARTIES_MAX; i++)
            if (!taken[i] && party_is(&parties[i], &gold[g])) {
                taken[i] = true;
                right++;
                break;
            }
    return right;
}

void plover_score(const plover_gold *gold, const plover_answer *answer, plover_counts *sum)
{
    bool type = answer->type == gold->type;
    sum->records++;
    sum->gold_of[gold->type]++;
    sum->answered += answer->type != DTL_EVENT_NO_TYPE;
    sum->answered_of[answer->type]++;
    sum->right += type;
    sum->right_of[gold->type] += type;
    if (gold->mode != PLOVER_NOT_JUDGED) {
        sum->modes++;
        sum->modes_right += type && answer->mode == gold->mode;
    }
    if (gold->dead >= 0) {
        sum->deaths++;
        sum->deaths_right += answer->dead == gold->dead;
    }
    sum->actors += gold->actor_count;
    sum->actors_answered += answer->actor_count;
    sum->actors_right += parties_right(gold->actors, gold->actor_count, answer->actors, answer->actor_count);
    sum->recipients += gold->recipient_count;
    sum->recipients_answered += answer->recipient_count;
    sum->recipients_right += parties_right(gold->recipients, gold->recipient_count, answer->recipients, answer->recipient_count);
}

double plover_macro_f1(const plover_counts *sum)
{
    double total = 0;
    unsigned types = 0;
    for (unsigned t = DTL_EVENT_NO_TYPE + 1; t < DTL_EVENT_TYPE_COUNT; t++)
        if (sum->gold_of[t]) {
            types++;
            total += 2.0 * (double)sum->right_of[t] / (double)(sum->gold_of[t] + sum->answered_of[t]);
        }
    return types ? total / types : 0;
}
