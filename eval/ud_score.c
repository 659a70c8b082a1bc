/* In: a treebank and answers for it. Out: counts. LAS is counted on universal relations (nsubj:pass counts as nsubj),
 * las_sub and the table of relations on full ones; punctuation counts. A gold lemma "_" accepts everything. */
#include "ud_score.h"
#include <stdlib.h>

static bool is_core(uint8_t relation)
{
    return relation == DTL_REL_NSUBJ || relation == DTL_REL_NSUBJ_PASS || relation == DTL_REL_OBJ || relation == DTL_REL_IOBJ ||
           relation == DTL_REL_OBL_AGENT;
}

bool ud_head_right(const conllu_file *gold, const conllu_sentence *sentence, uint32_t word, const ud_answer *answer)
{
    const uint32_t head = gold->words[word].head;
    return head == 0 ? answer->head == DTL_NONE : answer->head == sentence->first + head - 1;
}

/* Frames: a verb is right when no core arc of it is missing, extra or of another relation. */
static void score_frames(const conllu_file *gold, const conllu_sentence *sentence, const ud_answer *answers, ud_counts *counts)
{
    bool *wrong = calloc(sentence->count, sizeof *wrong);
    if (!wrong)
        exit(1);
    for (uint32_t i = 0; i < sentence->count; i++) {
        const uint32_t at = sentence->first + i;
        const conllu_word *word = &gold->words[at];
        const ud_answer *answer = &answers[at];
        if (ud_head_right(gold, sentence, at, answer) && word->relation == answer->relation)
            continue;
        if (is_core(word->relation) && word->head > 0)
            wrong[word->head - 1] = true;
        if (is_core(answer->relation) && answer->head != DTL_NONE)
            wrong[answer->head - sentence->first] = true;
    }
    for (uint32_t i = 0; i < sentence->count; i++)
        if (gold->words[sentence->first + i].upos == DTL_UPOS_VERB)
            counts->frames += !wrong[i];
    free(wrong);
}

void ud_score(const conllu_file *gold, const ud_answer *answers, ud_counts *counts)
{
    for (uint32_t s = 0; s < gold->sentence_count; s++) {
        const conllu_sentence *sentence = &gold->sentences[s];
        for (uint32_t at = sentence->first; at < sentence->first + sentence->count; at++) {
            const conllu_word *word = &gold->words[at];
            counts->words++;
            counts->verbs += word->upos == DTL_UPOS_VERB;
            counts->relations[word->relation].gold++;
            if (!answers)
                continue;
            const ud_answer *answer = &answers[at];
            counts->upos += word->upos == answer->upos;
            counts->xpos += word->xpos == answer->xpos;
            counts->lemma += dtl_slice_is(word->lemma, "_") || dtl_slice_equal(word->lemma, answer->lemma);
            counts->relations[answer->relation].answered++;
            if (!ud_head_right(gold, sentence, at, answer))
                continue;
            counts->uas++;
            counts->las += dtl_relation_universal(word->relation) == dtl_relation_universal(answer->relation);
            counts->las_sub += word->relation == answer->relation;
            counts->relations[word->relation].right += word->relation == answer->relation;
        }
        if (answers)
            score_frames(gold, sentence, answers, counts);
    }
}

void ud_score_raw(const conllu_file *gold, const ud_place *gold_places, const ud_answer *answers, const ud_place *answered_places,
                  uint32_t answered_count, ud_raw_counts *counts)
{
    /* the gold word of every answered one, by one walk over both lists */
    uint32_t *match = malloc(sizeof *match * (answered_count + 1u));
    uint32_t *sentence_of = malloc(sizeof *sentence_of * (gold->word_count + 1u));
    if (!match || !sentence_of)
        exit(1);
    for (uint32_t s = 0; s < gold->sentence_count; s++)
        for (uint32_t i = 0; i < gold->sentences[s].count; i++)
            sentence_of[gold->sentences[s].first + i] = s;
    for (uint32_t a = 0, g = 0; a < answered_count; a++) {
        while (g < gold->word_count && (gold_places[g].start < answered_places[a].start ||
                                        (gold_places[g].start == answered_places[a].start && gold_places[g].end < answered_places[a].end)))
            g++;
        match[a] = g < gold->word_count && gold_places[g].start == answered_places[a].start && gold_places[g].end == answered_places[a].end
                       ? g : DTL_NONE;
        counts->right_words += match[a] != DTL_NONE;
    }
    counts->gold_words += gold->word_count;
    counts->answered_words += answered_count;
    for (uint32_t a = 0; a < answered_count; a++) {
        if (match[a] == DTL_NONE)
            continue;
        const conllu_word *word = &gold->words[match[a]];
        const uint32_t gold_head = word->head == 0 ? DTL_NONE : gold->sentences[sentence_of[match[a]]].first + word->head - 1;
        const uint32_t answered_head = answers[a].head == DTL_NONE ? DTL_NONE : match[answers[a].head];
        const bool both_root = gold_head == DTL_NONE && answers[a].head == DTL_NONE;
        counts->right_arcs += (both_root || (gold_head != DTL_NONE && answered_head == gold_head)) &&
                              dtl_relation_universal(word->relation) == dtl_relation_universal(answers[a].relation);
    }
    free(match);
    free(sentence_of);
}

void ud_score_sentences(const ud_place *gold, uint32_t gold_count, const ud_place *answered, uint32_t answered_count, ud_raw_counts *counts)
{
    counts->gold_sentences += gold_count;
    counts->answered_sentences += answered_count;
    for (uint32_t a = 0, g = 0; a < answered_count; a++) {
        while (g < gold_count && gold[g].start < answered[a].start)
            g++;
        counts->right_sentences += g < gold_count && gold[g].start == answered[a].start && gold[g].end == answered[a].end;
    }
}
