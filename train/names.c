/* In: sentences with labels of names. Out: the name table of the model.
 *
 * Labels. Universal NER marks names without article, title and role, states always as places; its labels are taken as they
 * are. GUM marks whole noun phrases of everything; of its persons, organisations and places those count whose head is a
 * proper noun, and of the phrase what Universal NER would mark: the proper nouns around the head with their hyphens and
 * particles, for organisations and places also what is joined by "of" ("Court of Appeal"); titles and roles in front of a
 * person, demonyms and things behind a comma are left out. Longer phrases first: a name inside a name is part of it.
 *
 * Learning. A structured perceptron: a sentence is labelled with the weights as they are; where the best chain of labels is not
 * the right one, its features lose and the right ones gain; the average over all sentences is kept. Copies in other letters
 * (corpus.c) look at what their document shows in plain letters, as a headline does. */
#include "names.h"
#include "learner.h"
#include "name/features.h"
#include "parse/parser.h"
#include "base/utf8.h"
#include <stdio.h>
#include <stdlib.h>

enum { EPOCHS = 6, RUNS = 3, SEED = 20261121, ROWS_MAX = 180000, PHRASE_MAX = 40 };

static void *checked(void *memory)
{
    if (!memory) {
        fputs("out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

/* ---- labels from Universal NER ---- */

static uint8_t label_of(dtl_slice text)
{
    static const char *const names[] = {"O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"};
    for (uint8_t i = 0; i < DTL_NAME_LABEL_COUNT; i++)
        if (dtl_slice_is(text, names[i]))
            return i;
    return DTL_NAME_OUTSIDE;
}

static dtl_slice read_file(const char *path)
{
    FILE *in = fopen(path, "rb");
    char *bytes = NULL;
    size_t length = 0;
    if (in && fseek(in, 0, SEEK_END) == 0) {
        long size = ftell(in);
        rewind(in);
        bytes = size > 0 ? malloc((size_t)size) : NULL;
        length = bytes ? fread(bytes, 1, (size_t)size, in) : 0;
    }
    if (in)
        fclose(in);
    return dtl_slice_make(bytes, (uint32_t)length);
}

/* An inside label that follows nothing of its kind begins a name. */
static void mend(uint8_t *labels, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        bool inside = labels[i] != NAMES_UNKNOWN && labels[i] != DTL_NAME_OUTSIDE && labels[i] % 2 == 0;
        if (inside && (i == 0 || (labels[i - 1] != labels[i] && labels[i - 1] + 1 != labels[i])))
            labels[i]--;
    }
}

/* Labels of one sentence of the .iob2 file into the sentence of the same id, if the words are the same in number. */
static void place(const conllu_file *file, uint32_t *next, dtl_slice id, const uint8_t *read, uint32_t count, uint8_t *labels)
{
    for (uint32_t tries = 0; tries < file->sentence_count; tries++) {
        const conllu_sentence *s = &file->sentences[(*next + tries) % file->sentence_count];
        if (!dtl_slice_equal(s->id, id))
            continue;
        *next = (*next + tries + 1) % file->sentence_count;
        if (s->count == count) {
            memcpy(labels + s->first, read, count);
            mend(labels + s->first, count);
        }
        return;
    }
}

uint8_t *names_from_iob(const conllu_file *file, const char *path)
{
    dtl_slice bytes = read_file(path), rest = bytes, line, id = DTL_SLICE_EMPTY;
    uint8_t *labels = checked(malloc(file->word_count + 1u)), read[PARSE_SENTENCE_MAX];
    uint32_t count = 0, next = 0;
    memset(labels, NAMES_UNKNOWN, file->word_count + 1u);
    if (!bytes.ptr) {
        free(labels);
        return NULL;
    }
    while (dtl_slice_next_field(&rest, '\n', &line)) {
        if (dtl_slice_starts_with(line, DTL_SLICE("# sent_id = "))) {
            id = dtl_slice_make(line.ptr + 12, line.length - 12);
            count = 0;
        } else if (line.length == 0 && count) {
            place(file, &next, id, read, count, labels);
            count = 0;
        } else if (line.length && line.ptr[0] != '#' && count < PARSE_SENTENCE_MAX) {
            dtl_slice field[3] = {DTL_SLICE_EMPTY}, fields = line;
            for (int i = 0; i < 3; i++)
                dtl_slice_next_field(&fields, '\t', &field[i]);
            read[count++] = label_of(field[2]);
        }
    }
    free((void *)(uintptr_t)bytes.ptr);
    return labels;
}

/* ---- labels from GUM ---- */

/* An entity's phrase within its sentence. */
typedef struct phrase {
    uint32_t group;       /* number of the referent: what its closing bracket names */
    uint32_t first, last; /* words of the sentence; last = DTL_NONE while open */
    uint32_t head;        /* words behind first */
    uint8_t begin;        /* label that begins a name of its kind, 0: of no kind that counts */
} phrase;

/* What the passes over one sentence share. */
typedef struct gum_sentence {
    const conllu_word *words;
    uint32_t count;
    dtl_slice *folded;
    uint8_t *labels;
    const dtl_rules *rules;
    phrase phrases[PHRASE_MAX];
    uint32_t phrase_count;
} gum_sentence;

static uint8_t begin_of(dtl_slice type)
{
    return dtl_slice_is(type, "person")         ? DTL_NAME_BEGIN_PERSON
           : dtl_slice_is(type, "organization") ? DTL_NAME_BEGIN_ORGANISATION
           : dtl_slice_is(type, "place")        ? DTL_NAME_BEGIN_PLACE
                                                : DTL_NAME_OUTSIDE;
}

/* "12-person-giv:act-nnnnn-cf1-2-coref": group, type, …; the sixth field begins with the place of the head. */
static void open_phrase(gum_sentence *s, dtl_slice text, uint32_t at)
{
    dtl_slice field[6] = {DTL_SLICE_EMPTY};
    for (int i = 0; i < 6; i++)
        dtl_slice_next_field(&text, '-', &field[i]);
    uint32_t comma = dtl_slice_find(field[5], DTL_SLICE(","), 0), head = 1, group = 0;
    if (comma != DTL_NONE)
        field[5].length = comma;
    dtl_slice_parse_u32(field[0], &group);
    dtl_slice_parse_u32(field[5], &head);
    if (s->phrase_count < PHRASE_MAX)
        s->phrases[s->phrase_count++] = (phrase){.group = group, .first = at, .last = DTL_NONE, .head = head ? head - 1 : 0, .begin = begin_of(field[1])};
}

static void close_phrase(gum_sentence *s, uint32_t group, uint32_t at)
{
    for (uint32_t i = s->phrase_count; i-- > 0;)
        if (s->phrases[i].last == DTL_NONE && s->phrases[i].group == group) {
            s->phrases[i].last = at;
            return;
        }
}

/* "(1-person-…(2-place-…)" "2)1)" and so on. */
static void read_brackets(gum_sentence *s, dtl_slice text, uint32_t at)
{
    for (uint32_t i = 0; i < text.length;) {
        if (text.ptr[i] == '(') {
            uint32_t end = i + 1;
            while (end < text.length && text.ptr[end] != '(' && text.ptr[end] != ')')
                end++;
            open_phrase(s, dtl_slice_make(text.ptr + i + 1, end - i - 1), at);
            if (end < text.length && text.ptr[end] == ')') {
                if (s->phrase_count)
                    s->phrases[s->phrase_count - 1].last = at;
                end++;
            }
            i = end;
        } else {
            uint32_t end = i, group = 0;
            while (end < text.length && text.ptr[end] >= '0' && text.ptr[end] <= '9')
                group = group * 10 + (uint32_t)(text.ptr[end++] - '0');
            if (end > i)
                close_phrase(s, group, at);
            while (end < text.length && text.ptr[end] != '(' && !(text.ptr[end] >= '0' && text.ptr[end] <= '9' && text.ptr[end - 1] == ')'))
                end++;
            i = end > i ? end : i + 1;
        }
    }
}

static bool is_proper(const gum_sentence *s, uint32_t at)
{
    uint32_t rune_at = 0;
    const conllu_word *word = &s->words[at];
    bool tag = word->xpos == DTL_XPOS_NNP || word->xpos == DTL_XPOS_NNPS;
    return tag || (word->upos == DTL_UPOS_PROPN && dtl_rune_is_upper(dtl_utf8_next(word->form, &rune_at)));
}

static bool is_one_of(dtl_slice folded, const char *const *list)
{
    for (; *list; list++)
        if (dtl_slice_is(folded, *list))
            return true;
    return false;
}

/* Grows from the head over proper nouns and what may join them. step: -1 or +1. */
static uint32_t grown(const gum_sentence *s, const phrase *p, uint32_t from, int step)
{
    static const char *const joins[] = {"-", "&", "al", "bin", "de", "la", "van", "von", "der", "el", "du", "'s", ".", "/", NULL};
    static const char *const far_joins[] = {"of", "the", "and", "for", NULL};
    uint32_t edge = from;
    for (int64_t at = (int64_t)from + step, gap = 0; at >= p->first && at <= p->last; at += step) {
        bool join = is_one_of(s->folded[at], joins) || (p->begin != DTL_NAME_BEGIN_PERSON && is_one_of(s->folded[at], far_joins));
        bool number = p->begin != DTL_NAME_BEGIN_PERSON && s->words[at].upos == DTL_UPOS_NUM;
        if (is_proper(s, (uint32_t)at) || (number && gap == 0)) {
            edge = (uint32_t)at;
            gap = 0;
        } else if (!join || ++gap > 2) {
            break;
        }
    }
    return edge;
}

static uint32_t rule_at(const gum_sentence *s, const char *table, uint32_t at, uint32_t end, uint32_t *taken)
{
    return dtl_rules_match(s->rules, dtl_rules_table(s->rules, table), s->folded + at, end - at, taken);
}

static void label_phrase(gum_sentence *s, const phrase *p)
{
    static const char *const more_titles[] = {"president", "professor", "senator", "saint", "king", "queen", "emperor", "prince", "princess",
                                              "captain", "secretary", "judge", "justice", "chief", "representative", "congressman", "aunt",
                                              "uncle", "pope", "mayor", "minister", "prime", "vice", "first", "chancellor", "dr", "dr.", NULL};
    uint32_t head = p->first + p->head, taken;
    if (p->begin == DTL_NAME_OUTSIDE || p->last == DTL_NONE || head > p->last || !is_proper(s, head) ||
        (p->begin == DTL_NAME_BEGIN_PERSON && s->words[head].xpos == DTL_XPOS_NNPS))
        return;
    uint32_t first = grown(s, p, head, -1), last = grown(s, p, head, +1);
    while (p->begin == DTL_NAME_BEGIN_PERSON && first <= last) {
        uint32_t title = rule_at(s, "titles", first, last + 1, &taken);
        if (title == DTL_NONE && is_one_of(s->folded[first], more_titles))
            title = taken = 1;
        if (title == DTL_NONE)
            break;
        first += taken;
        if (first <= last && dtl_slice_is(s->folded[first], "."))
            first++;
    }
    if (first > last || (last == first && rule_at(s, "demonyms", first, last + 1, &taken) != DTL_NONE))
        return;
    for (uint32_t i = first; i <= last; i++)
        if (s->labels[i] != DTL_NAME_OUTSIDE)
            return; /* inside a longer name */
    for (uint32_t i = first; i <= last; i++)
        s->labels[i] = (uint8_t)(i == first ? p->begin : p->begin + 1);
}

static void label_sentence(gum_sentence *s)
{
    static const char key[] = "Entity=";
    s->phrase_count = 0;
    memset(s->labels, DTL_NAME_OUTSIDE, s->count);
    for (uint32_t i = 0; i < s->count; i++) {
        dtl_slice rest = s->words[i].misc, field;
        while (dtl_slice_next_field(&rest, '|', &field))
            if (dtl_slice_starts_with(field, DTL_SLICE("Entity=")))
                read_brackets(s, dtl_slice_make(field.ptr + sizeof key - 1, field.length - (uint32_t)sizeof key + 1), i);
    }
    for (uint32_t length = s->count; length > 0; length--)
        for (uint32_t i = 0; i < s->phrase_count; i++)
            if (s->phrases[i].last != DTL_NONE && s->phrases[i].last + 1 - s->phrases[i].first == length)
                label_phrase(s, &s->phrases[i]);
}

uint8_t *names_from_entities(const conllu_file *file, const dtl_rules *rules)
{
    uint8_t *labels = checked(calloc(file->word_count + 1u, 1));
    gum_sentence *s = checked(calloc(1, sizeof *s));
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)1 << 30);
    for (uint32_t n = 0; n < file->sentence_count; n++) {
        const conllu_sentence *from = &file->sentences[n];
        *s = (gum_sentence){.words = file->words + from->first, .count = from->count, .labels = labels + from->first, .rules = rules};
        s->folded = checked(dtl_arena_calloc(&arena, from->count, sizeof *s->folded));
        for (uint32_t i = 0; i < from->count; i++)
            if (!dtl_utf8_fold(&arena, s->words[i].form, &s->folded[i]))
                checked(NULL);
        label_sentence(s);
    }
    dtl_arena_free(&arena);
    free(s);
    return labels;
}

/* ---- learning ---- */

/* The corpus as the name room sees it. */
typedef struct name_corpus {
    name_token *tokens;
    name_sentence *sentences; /* one per corpus sentence; count 0: has no labels */
    uint8_t *gold;
} name_corpus;

static void read_sentence(const corpus *c, const corpus_sentence *from, const name_tables *tables, const model_list *lexicon, dtl_arena *arena,
                          name_token *tokens, name_sentence *s)
{
    dtl_slice forms[PARSE_SENTENCE_MAX], folded[PARSE_SENTENCE_MAX];
    *s = (name_sentence){.tokens = tokens + from->first, .count = from->count};
    for (uint32_t i = 0; i < from->count; i++) {
        const corpus_word *word = &c->words[from->first + i];
        forms[i] = word->form;
        name_token_start(&s->tokens[i], word->form, word->xpos_predicted);
        if (!dtl_utf8_fold(arena, word->form, &folded[i]))
            checked(NULL);
    }
    name_sentence_mark(s, forms);
    name_sentence_look_up(s, tables, folded);
    for (uint32_t i = 0; i < from->count; i++)
        if (name_token_needed(s, i)) {
            s->tokens[i].word = c->words[from->first + i].attributes;
            s->tokens[i].word.lexical = model_lexicon_tags(lexicon, s->tokens[i].word.lower);
        }
}

/* Documents one after the other: what their plain sentences show is used by all their sentences, copies too. */
static name_corpus read_corpus(const corpus *c, const dtl_rules *rules, const dtl_gazetteer *gazetteer, const model_list *lexicon)
{
    enum { SLOTS = 1 << 16 };
    name_corpus names = {.tokens = checked(calloc(c->word_count + 1u, sizeof *names.tokens)),
                         .sentences = checked(calloc(c->sentence_count + 1u, sizeof *names.sentences)),
                         .gold = checked(calloc(c->word_count + 1u, 1))};
    name_tables tables = name_tables_open(rules, gazetteer);
    name_evidence evidence = {.keys = checked(calloc(SLOTS, sizeof(uint32_t))), .bits = checked(calloc(SLOTS, sizeof(uint32_t))), .mask = SLOTS - 1};
    dtl_arena arena;
    dtl_arena_init(&arena, (size_t)2 << 30);
    for (uint32_t w = 0; w < c->word_count; w++)
        names.gold[w] = c->words[w].name;
    for (uint32_t start = 0; start < c->sentence_count;) {
        uint32_t end = start;
        memset(evidence.keys, 0, SLOTS * sizeof(uint32_t));
        memset(evidence.bits, 0, SLOTS * sizeof(uint32_t));
        for (; end < c->sentence_count && c->sentences[end].document == c->sentences[start].document; end++) {
            read_sentence(c, &c->sentences[end], &tables, lexicon, &arena, names.tokens, &names.sentences[end]);
            if (c->sentences[end].letters == CORPUS_AS_WRITTEN)
                name_evidence_add(&evidence, &names.sentences[end]);
        }
        for (uint32_t i = start; i < end; i++) {
            name_evidence_use(&evidence, &names.sentences[i]);
            if (c->words[c->sentences[i].first].name == NAMES_UNKNOWN)
                names.sentences[i].count = 0;
        }
        start = end;
    }
    dtl_arena_free(&arena);
    free(evidence.keys);
    free(evidence.bits);
    return names;
}

static void score(const void *context, const uint64_t *keys, uint32_t count, int32_t *scores)
{
    learner_scores(context, keys, count, scores);
}

/* Moves the weights from the chain that was said to the right one. A name's words outside the candidates cannot be learnt. */
static bool learn(learner *l, const name_sentence *s, const uint8_t *gold, const uint8_t *said)
{
    uint64_t keys[NAME_KEYS_MAX];
    bool right = true;
    for (uint32_t i = 0; i < s->count; i++) {
        uint8_t gold_before = i ? gold[i - 1] : DTL_NAME_OUTSIDE, said_before = i ? said[i - 1] : DTL_NAME_OUTSIDE;
        if (!s->tokens[i].candidate || (gold[i] == said[i] && gold_before == said_before))
            continue;
        if (gold[i] != said[i]) {
            uint32_t count = name_keys(s, i, keys);
            learner_move(l, keys, count, gold[i], 1);
            learner_move(l, keys, count, said[i], -1);
            right = false;
        }
        name_step_keys(s, i, gold_before, keys);
        learner_move(l, keys, NAME_STEP_KEYS, gold[i], 1);
        name_step_keys(s, i, said_before, keys);
        learner_move(l, keys, NAME_STEP_KEYS, said[i], -1);
    }
    return right;
}

/* Labels of words that are no candidates count as outside: the model is never asked for them. */
static void hide_others(name_corpus *names, const corpus *c)
{
    uint32_t hidden = 0, all = 0;
    for (uint32_t n = 0; n < c->sentence_count; n++) {
        uint8_t *gold = names->gold + c->sentences[n].first;
        for (uint32_t i = 0; i < names->sentences[n].count; i++) {
            all += gold[i] != DTL_NAME_OUTSIDE;
            if (!names->sentences[n].tokens[i].candidate && gold[i] != DTL_NAME_OUTSIDE) {
                gold[i] = DTL_NAME_OUTSIDE;
                hidden++;
            }
        }
        mend(gold, names->sentences[n].count);
    }
    fprintf(stderr, "names: %u words of names, %u of them no candidates\n", all, hidden);
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void shuffle(uint32_t *order, uint32_t count, uint64_t *random)
{
    for (uint32_t i = count; i > 1; i--) {
        uint32_t j = (uint32_t)(next_random(random) % i), held = order[i - 1];
        order[i - 1] = order[j];
        order[j] = held;
    }
}

/* Some words lose their spelling for one visit, so that shape, affixes and neighbours learn to do without it: most names of
 * tomorrow's news are in no treebank. */
static void hide_words(const name_sentence *s, uint64_t *random)
{
    enum { PERCENT = 20, HIDDEN = 2 /* no word's hash in practice */ };
    for (uint32_t i = 0; i < s->count; i++)
        if (s->tokens[i].candidate && next_random(random) % 100 < PERCENT)
            s->tokens[i].word.form = s->tokens[i].word.lower = HIDDEN;
}

/* One run over the sentences in an order of its own. Runs are added: what one learnt by chance weighs less. */
static void train_run(const name_corpus *names, const corpus *c, uint32_t *order, uint32_t count, uint32_t run, learner *l)
{
    uint8_t said[PARSE_SENTENCE_MAX];
    uint64_t random = SEED + run;
    name_token *held = checked(malloc(PARSE_SENTENCE_MAX * sizeof *held));
    int32_t *scores = checked(calloc(PARSE_SENTENCE_MAX * DTL_NAME_LABEL_COUNT, sizeof *scores));
    learner_init(l, DTL_NAME_LABEL_COUNT);
    for (uint32_t e = 0; e < EPOCHS; e++) {
        uint32_t wrong = 0;
        shuffle(order, count, &random);
        for (uint32_t k = 0; k < count; k++) {
            const name_sentence *s = &names->sentences[order[k]];
            memcpy(held, s->tokens, s->count * sizeof *held);
            hide_words(s, &random);
            name_score(s, score, l, scores);
            name_decode(s, scores, score, l, said);
            l->step++;
            wrong += !learn(l, s, names->gold + c->sentences[order[k]].first, said);
            memcpy(s->tokens, held, s->count * sizeof *held);
        }
        fprintf(stderr, "names run %u epoch %u: %u of %u sentences wrong, %u rows\n", run, e + 1, wrong, count, l->count);
    }
    free(held);
    free(scores);
    learner_average(l);
}

void names_write(model_writer *w, const corpus *c, const dtl_rules *rules, const dtl_gazetteer *gazetteer, const model_list *lexicon)
{
    name_corpus names = read_corpus(c, rules, gazetteer, lexicon);
    uint32_t *order = checked(malloc((c->sentence_count + 1u) * sizeof *order)), count = 0;
    learner l;
    hide_others(&names, c);
    for (uint32_t n = 0; n < c->sentence_count; n++) {
        bool any = false;
        for (uint32_t i = 0; i < names.sentences[n].count; i++)
            any |= names.sentences[n].tokens[i].candidate;
        if (any)
            order[count++] = n;
    }
    learner_init(&l, DTL_NAME_LABEL_COUNT);
    for (uint32_t r = 0; r < RUNS; r++) {
        learner one;
        train_run(&names, c, order, count, r, &one);
        learner_add(&l, &one);
        learner_free(&one);
    }
    model_writer_table(w, MODEL_NAME, MODEL_NAME_ROWS, &l, ROWS_MAX);
    learner_free(&l);
    free(order);
    free(names.tokens);
    free(names.sentences);
    free(names.gold);
}
