/* In: a treebank whose MISC column holds entity brackets, and one answered antecedent per word. Out: counts of right links.
 *
 * The brackets: "Entity=(7-person-…-2-coref(3-place-…)" opens mentions at this word, "3)7)" closes them; "(5-…)" is one word.
 * The first field is the cluster within the document, the sixth the words of the core ("1,3": first and third), counted
 * from the mention's first word.
 *
 * What counts as an anaphor, by the gold's own tags: a word that stands as a pronoun (PRON, or DET that is not a determiner:
 * personal, possessive, reflexive, demonstrative; not who, which, what, that of a clause, which GUM does not mark as mentions), and a common noun with the, this, that, these, those or a
 * possessor in front. It is a gold anaphor when it heads a mention whose cluster has an earlier mention in its document; a
 * third-person pronoun also when a noun or name of its cluster follows in the same sentence ("it is clear that …" takes up nothing). First and second person count like all others and are told
 * apart. An expletive or a first mention that is linked is a wrong link. Names, bare plurals and "a X" never count.
 * A link is right when some mention with the anaphor's word as its head and some with the antecedent's word in its head or
 * core are of one cluster. Example: in "The mayor said she would go", she → mayor is right, she → said is wrong.
 *
 * Knowingly ignored: mentions in several parts ("12[1/2]"), split antecedents, bridging. */
#include "coref_score.h"
#include <stdlib.h>

/* A mention whose closing bracket has not come yet. */
typedef struct open_mention {
    uint32_t first;   /* word */
    dtl_slice name;   /* cluster as written */
    dtl_slice core;   /* "1,3" */
} open_mention;

enum { OPEN_MAX = 64, NAMES_MAX = 4096 };

/* Everything that reading keeps between words. */
typedef struct reading {
    coref_gold *gold;
    const conllu_sentence *sentence;
    open_mention open[OPEN_MAX];
    uint32_t open_count;
    dtl_slice names[NAMES_MAX]; /* clusters of this document */
    uint32_t name_count, clusters_before, capacity;
} reading;

static bool word_is(const conllu_file *file, uint32_t word, const char *const *list)
{
    for (; *list; list++)
        if (dtl_slice_equal_nocase(file->words[word].form, dtl_slice_from_cstr(*list)))
            return true;
    return false;
}

static coref_class class_of(const conllu_file *file, uint32_t sentence_first, uint32_t sentence_count, uint32_t word)
{
    static const char *const speech[] = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours",
                                         "yourself", "yourselves", NULL};
    static const char *const third[] = {"he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "they",
                                        "them", "their", "theirs", "themselves", NULL};
    static const char *const definite[] = {"the", "this", "that", "these", "those", NULL};
    const conllu_word *w = &file->words[word];
    if (w->xpos == DTL_XPOS_WP || w->xpos == DTL_XPOS_WDT || w->xpos == DTL_XPOS_WP_POSS)
        return COREF_NONE;
    if (w->upos == DTL_UPOS_PRON || (w->upos == DTL_UPOS_DET && dtl_relation_universal(w->relation) != DTL_REL_DET))
        return word_is(file, word, speech) ? COREF_FIRST_SECOND : word_is(file, word, third) ? COREF_THIRD : COREF_OTHER_PRONOUN;
    if (w->upos != DTL_UPOS_NOUN)
        return COREF_NONE;
    for (uint32_t i = sentence_first; i < sentence_first + sentence_count; i++) {
        bool child = file->words[i].head && sentence_first + file->words[i].head - 1 == word && i < word;
        if (child && (file->words[i].relation == DTL_REL_NMOD_POSS ||
                      (dtl_relation_universal(file->words[i].relation) == DTL_REL_DET && word_is(file, i, definite))))
            return COREF_NOMINAL;
    }
    return COREF_NONE;
}

static uint32_t cluster_number(reading *r, dtl_slice name)
{
    for (uint32_t i = r->name_count; i > 0; i--)
        if (dtl_slice_equal(r->names[i - 1], name))
            return r->clusters_before + i - 1;
    if (r->name_count < NAMES_MAX)
        r->names[r->name_count++] = name;
    return r->clusters_before + r->name_count - 1;
}

/* The word of the stretch whose governor lies outside. */
static uint32_t head_of(const reading *r, uint32_t first, uint32_t last)
{
    const conllu_file *file = r->gold->file;
    for (uint32_t i = first; i <= last; i++) {
        uint32_t head = file->words[i].head ? r->sentence->first + file->words[i].head - 1 : DTL_NONE;
        if (head == DTL_NONE || head < first || head > last)
            return i;
    }
    return last;
}

static bool close_mention(reading *r, uint32_t index, uint32_t last)
{
    coref_gold *gold = r->gold;
    open_mention opened = r->open[index];
    for (uint32_t i = index; i + 1 < r->open_count; i++)
        r->open[i] = r->open[i + 1];
    r->open_count--;
    if (gold->mention_count == r->capacity) {
        r->capacity = r->capacity ? 2 * r->capacity : 1024;
        coref_mention *more = realloc(gold->mentions, r->capacity * sizeof *more);
        if (!more)
            return false;
        gold->mentions = more;
    }
    gold->mentions[gold->mention_count++] = (coref_mention){
        .first = opened.first, .last = last, .head = head_of(r, opened.first, last), .cluster = cluster_number(r, opened.name), .core = opened.core};
    return true;
}

/* The k-th field of "7-person-giv:act-nnnnn-cf1-1,3-coref". */
static dtl_slice field_of(dtl_slice body, uint32_t k)
{
    dtl_slice field = DTL_SLICE_EMPTY;
    for (uint32_t i = 0; i <= k; i++)
        if (!dtl_slice_next_field(&body, '-', &field))
            return DTL_SLICE_EMPTY;
    return field;
}

static bool read_brackets(reading *r, uint32_t word, dtl_slice text)
{
    uint32_t at = 0;
    while (at < text.length) {
        bool opens = text.ptr[at] == '(';
        uint32_t from = at + opens, to = from;
        while (to < text.length && text.ptr[to] != '(' && text.ptr[to] != ')')
            to++;
        dtl_slice body = dtl_slice_make(text.ptr + from, to - from), name = field_of(body, 0);
        bool closes = to < text.length && text.ptr[to] == ')';
        if (opens && r->open_count < OPEN_MAX)
            r->open[r->open_count++] = (open_mention){.first = word, .name = name, .core = field_of(body, 5)};
        for (uint32_t i = r->open_count; closes && i > 0; i--)
            if (dtl_slice_equal(r->open[i - 1].name, name)) {
                if (!close_mention(r, i - 1, word))
                    return false;
                break;
            }
        at = to + closes;
    }
    return true;
}

static int by_first(const void *one, const void *other)
{
    const coref_mention *a = one, *b = other;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return a->last > b->last ? -1 : a->last < b->last;
}

/* Which words head a mention that takes up an earlier one. */
static bool mark_anaphors(coref_gold *gold, uint32_t clusters)
{
    const conllu_file *file = gold->file;
    bool *seen = calloc((size_t)clusters + 1, sizeof *seen);
    for (uint32_t i = 0, s = 0; seen && i < gold->mention_count; i++) {
        const coref_mention *m = &gold->mentions[i];
        while (m->first >= file->sentences[s].first + file->sentences[s].count)
            s++;
        uint32_t end = file->sentences[s].first + file->sentences[s].count;
        bool anaphor = seen[m->cluster];
        for (uint32_t k = i + 1; !anaphor && gold->class[m->head] == COREF_THIRD && k < gold->mention_count && gold->mentions[k].first < end; k++) {
            uint8_t upos = file->words[gold->mentions[k].head].upos;
            anaphor = gold->mentions[k].cluster == m->cluster && (upos == DTL_UPOS_NOUN || upos == DTL_UPOS_PROPN);
        }
        gold->anaphor[m->head] |= anaphor && gold->class[m->head] != COREF_NONE;
        seen[m->cluster] = true;
    }
    bool fine = seen != NULL;
    free(seen);
    return fine;
}

static bool add_place(coref_gold *gold, uint32_t *capacity, uint32_t word, uint32_t mention)
{
    if (gold->place_count == *capacity) {
        *capacity = *capacity ? 2 * *capacity : 1024;
        coref_place *more = realloc(gold->places, *capacity * sizeof *more);
        if (!more)
            return false;
        gold->places = more;
    }
    gold->places[gold->place_count] = (coref_place){mention, gold->place_at[word]};
    gold->place_at[word] = gold->place_count++;
    return true;
}

static bool place_mentions(coref_gold *gold)
{
    uint32_t capacity = 0;
    for (uint32_t i = 0; i < gold->mention_count; i++) {
        const coref_mention *m = &gold->mentions[i];
        dtl_slice core = m->core, field;
        uint32_t number;
        if (!add_place(gold, &capacity, m->head, i))
            return false;
        while (dtl_slice_next_field(&core, ',', &field))
            if (dtl_slice_parse_u32(field, &number) && number && m->first + number - 1 <= m->last && m->first + number - 1 != m->head &&
                !add_place(gold, &capacity, m->first + number - 1, i))
                return false;
    }
    return true;
}

bool coref_gold_read(const conllu_file *file, coref_gold *gold)
{
    reading *r = calloc(1, sizeof *r);
    *gold = (coref_gold){.file = file, .document_of = calloc((size_t)file->word_count + 1, sizeof *gold->document_of),
                         .anaphor = calloc((size_t)file->word_count + 1, sizeof *gold->anaphor),
                         .class = calloc((size_t)file->word_count + 1, sizeof *gold->class),
                         .place_at = malloc(((size_t)file->word_count + 1) * sizeof *gold->place_at)};
    bool fine = r && gold->document_of && gold->anaphor && gold->class && gold->place_at;
    uint32_t document = 0;
    if (fine)
        r->gold = gold;
    for (uint32_t s = 0; fine && s < file->sentence_count; s++) {
        r->sentence = &file->sentences[s];
        r->open_count = 0;
        if (r->sentence->new_document) {
            document++;
            r->clusters_before += r->name_count;
            r->name_count = 0;
        }
        for (uint32_t i = r->sentence->first; fine && i < r->sentence->first + r->sentence->count; i++) {
            dtl_slice misc = file->words[i].misc, field;
            gold->document_of[i] = document;
            gold->place_at[i] = DTL_NONE;
            gold->class[i] = (uint8_t)class_of(file, r->sentence->first, r->sentence->count, i);
            while (fine && dtl_slice_next_field(&misc, '|', &field))
                if (dtl_slice_starts_with(field, DTL_SLICE("Entity=")))
                    fine = read_brackets(r, i, dtl_slice_make(field.ptr + 7, field.length - 7));
        }
    }
    if (fine && gold->mention_count)
        qsort(gold->mentions, gold->mention_count, sizeof *gold->mentions, by_first);
    fine = fine && mark_anaphors(gold, r->clusters_before + r->name_count) && place_mentions(gold);
    free(r);
    if (!fine)
        coref_gold_free(gold);
    return fine;
}

void coref_gold_free(coref_gold *gold)
{
    free(gold->mentions);
    free(gold->places);
    free(gold->place_at);
    free(gold->class);
    free(gold->document_of);
    free(gold->anaphor);
    *gold = (coref_gold){.file = NULL};
}

bool coref_same(const coref_gold *gold, uint32_t anaphor, uint32_t antecedent)
{
    if (antecedent == DTL_NONE || gold->document_of[anaphor] != gold->document_of[antecedent])
        return false;
    for (uint32_t i = gold->place_at[anaphor]; i != DTL_NONE; i = gold->places[i].next) {
        const coref_mention *m = &gold->mentions[gold->places[i].mention];
        if (m->head != anaphor)
            continue;
        for (uint32_t k = gold->place_at[antecedent]; k != DTL_NONE; k = gold->places[k].next)
            if (gold->places[k].mention != gold->places[i].mention && gold->mentions[gold->places[k].mention].cluster == m->cluster)
                return true;
    }
    return false;
}

/* The first word up the chain of links that is no pronoun; the last word when all are ("I" of an unnamed speaker). */
static uint32_t chain_end(const coref_gold *gold, const uint32_t *antecedent, uint32_t word)
{
    enum { CHAIN_MAX = 1000 };
    for (int i = 0; i < CHAIN_MAX && word != DTL_NONE; i++) {
        uint8_t class = gold->class[word];
        if (class == COREF_NONE || class == COREF_NOMINAL)
            return word;
        if (antecedent[word] == DTL_NONE)
            return word;
        word = antecedent[word];
    }
    return word;
}

void coref_score(const coref_gold *gold, const uint32_t *antecedent, coref_counts *counts)
{
    for (uint32_t i = 0; i < gold->file->word_count; i++) {
        uint8_t class = gold->class[i];
        if (class == COREF_NONE)
            continue;
        bool linked = antecedent[i] != DTL_NONE;
        counts->gold[class] += gold->anaphor[i];
        counts->answered[class] += linked;
        if (!linked || !gold->anaphor[i] || !coref_same(gold, i, antecedent[i]))
            continue;
        counts->right[class]++;
        counts->entity_right += coref_same(gold, i, chain_end(gold, antecedent, antecedent[i]));
    }
}

bool coref_lay_out(const conllu_file *gold, uint32_t first, uint32_t end, dtl_doc *doc)
{
    const uint32_t base = gold->sentences[first].first, last = gold->sentences[end - 1].first + gold->sentences[end - 1].count;
    size_t size = 1;
    for (uint32_t i = base; i < last; i++)
        size += gold->words[i].form.length + 2u;
    char *bytes = dtl_arena_alloc(doc->arena, size);
    uint32_t at = 0;
    doc->text.tokens = (dtl_token_array){.items = dtl_arena_calloc(doc->arena, last - base, sizeof(dtl_token)), .count = last - base};
    doc->text.sentences = (dtl_sentence_array){.items = dtl_arena_calloc(doc->arena, end - first, sizeof(dtl_sentence)), .count = end - first};
    if (!bytes || !doc->text.tokens.items || !doc->text.sentences.items)
        return false;
    doc->article.english = true;
    doc->article.published = DTL_INTERVAL_OPEN;
    doc->article.published_minute = -1;
    doc->article.published_from = "";
    for (uint32_t s = first; s < end; s++) {
        const conllu_sentence *sentence = &gold->sentences[s];
        if (s == first || sentence->new_paragraph) {
            dtl_paragraph *paragraph = dtl_array_push(doc->arena, &doc->article.body);
            if (!paragraph)
                return false;
            *paragraph = (dtl_paragraph){.span = {at, 0}, .block = 0};
        }
        dtl_paragraph *paragraph = &doc->article.body.items[doc->article.body.count - 1];
        doc->text.sentences.items[s - first] = (dtl_sentence){.first = sentence->first - base, .count = sentence->count, .paragraph = doc->article.body.count - 1};
        for (uint32_t i = sentence->first; i < sentence->first + sentence->count; i++) {
            const conllu_word *word = &gold->words[i];
            doc->text.tokens.items[i - base] = (dtl_token){.offset = at, .length = word->form.length, .sentence = s - first, .space_after = word->space_after};
            memcpy(bytes + at, word->form.ptr, word->form.length);
            at += word->form.length;
            paragraph->span.length = at - paragraph->span.offset;
            if (word->space_after)
                bytes[at++] = ' ';
        }
        bytes[at++] = '\n';
    }
    doc->page.text = dtl_slice_make(bytes, at);
    return true;
}
