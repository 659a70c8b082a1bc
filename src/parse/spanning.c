/* In: a score for every word below every other. Out: the tree with the highest sum.
 *
 * The idea: every word takes the head it likes best. Mostly that is a tree, and all is done. Where words run in a circle, or arcs cross, or
 * two words want to be the root, the best tree without crossing arcs is put together from its halves (Eisner 1996): what lies to the
 * right of a head below it, what lies to the left, and the two halves that an arc joins, each kept once for every span of words.
 *
 *     "killed two guards": [killed → guards] = right half of "killed" alone + left half of "guards" over "two guards" + the arc.
 *
 * Knowingly wrong: arcs that cross ("a hearing is set on the matter tomorrow") are not found. Costs n³ for those sentences, n² for the others;
 * n is at most SPANNING_WORDS_MAX. */
#include "parse/spanning.h"
#include <string.h>

/* Best sums over the words i … j, and where the best split lies. What a sum over splits reads lies side by side: the tables of what
 * follows the split are kept by its last word. */
typedef struct spans {
    uint32_t count;
    const int32_t *scores;
    int32_t *right, *left;                 /* [i][j]: i, or j, is head of all */
    int32_t *right_by_end, *left_by_end;   /* [j][i]: the same */
    int32_t *arc_right, *arc_left_by_end;  /* [i][j], [j][i]: an arc between i and j and all that lies between them */
    uint16_t *right_split, *left_split, *arc_split; /* [i][j] */
} spans;

enum { TABLES = 6, SPLITS = 3 };

size_t spanning_space(uint32_t count)
{
    return (size_t)count * count * (TABLES * sizeof(int32_t) + SPLITS * sizeof(uint16_t));
}

static spans spans_of(const int32_t *scores, uint32_t count, void *space)
{
    const size_t cells = (size_t)count * count;
    int32_t *sums = space;
    uint16_t *splits = (uint16_t *)(void *)(sums + TABLES * cells);
    return (spans){.count = count, .scores = scores, .right = sums, .left = sums + cells, .right_by_end = sums + 2 * cells, .left_by_end = sums + 3 * cells,
                   .arc_right = sums + 4 * cells, .arc_left_by_end = sums + 5 * cells, .right_split = splits, .left_split = splits + cells,
                   .arc_split = splits + 2 * cells};
}

static int32_t score_of(const spans *s, uint32_t dependent, uint32_t head)
{
    const int32_t score = s->scores[(size_t)dependent * (s->count + 1) + head];
    return score > SPANNING_SCORE_MAX ? SPANNING_SCORE_MAX : score < -SPANNING_SCORE_MAX ? -SPANNING_SCORE_MAX : score;
}

/* The best a[k] + b[k] for k of from … to - 1; *split receives k, the lowest of equals. */
static int32_t best_split(const int32_t *a, const int32_t *b, uint32_t from, uint32_t to, uint16_t *split)
{
    int32_t best = INT32_MIN;
    for (uint32_t k = from; k < to; k++)
        if (a[k] + b[k] > best) {
            best = a[k] + b[k];
            *split = (uint16_t)k;
        }
    return best;
}

static void fill_span(spans *s, uint32_t i, uint32_t j)
{
    const uint32_t n = s->count, at = i * n + j, back = j * n + i;
    const int32_t joined = best_split(s->right + i * n, s->left_by_end + j * n + 1, i, j, &s->arc_split[at]);
    s->arc_right[at] = joined + score_of(s, j, i);
    s->arc_left_by_end[back] = joined + score_of(s, i, j);
    s->right[at] = s->right_by_end[back] = best_split(s->arc_right + i * n, s->right_by_end + j * n, i + 1, j + 1, &s->right_split[at]);
    s->left[at] = s->left_by_end[back] = best_split(s->left + i * n, s->arc_left_by_end + j * n, i, j, &s->left_split[at]);
}

/* A half that is still to be read off. */
typedef struct half {
    uint16_t from, to;
    bool right; /* `from` is its head; else `to` */
} half;

static void read_off(const spans *s, uint32_t root, uint16_t *heads)
{
    half open[2 * SPANNING_WORDS_MAX + 2];
    const uint32_t n = s->count;
    uint32_t depth = 0;
    heads[root] = (uint16_t)n;
    open[depth++] = (half){0, (uint16_t)root, false};
    open[depth++] = (half){(uint16_t)root, (uint16_t)(n - 1), true};
    while (depth > 0) {
        const half h = open[--depth];
        if (h.from == h.to)
            continue;
        const uint32_t at = h.from * n + h.to;
        const uint16_t k = h.right ? s->right_split[at] : s->left_split[at];
        const uint16_t first = h.right ? h.from : k, last = h.right ? k : h.to; /* the arc's two words */
        const uint16_t split = s->arc_split[first * n + last];
        heads[h.right ? last : first] = h.right ? first : last;
        open[depth++] = h.right ? (half){k, h.to, true} : (half){h.from, k, false};
        open[depth++] = (half){first, split, true};
        open[depth++] = (half){(uint16_t)(split + 1), last, false};
    }
}

static uint32_t best_head(const int32_t *scores, uint32_t count, uint32_t word)
{
    uint32_t best = word == 0 ? 1 : 0;
    for (uint32_t h = best + 1; h <= count; h++)
        if (h != word && scores[h] > scores[best])
            best = h;
    return best;
}

/* Arcs seen from left to right: those that are open lie on a stack, and an arc that ends must be the last that was opened. Without a
 * crossing, one root and an arc for each other word make a tree exactly when no circle is left; a circle is met on the way up. */
bool spanning_is_tree(const uint16_t *heads, uint32_t count)
{
    uint16_t seen[SPANNING_WORDS_MAX] = {0};
    uint32_t roots = 0, root = 0;
    for (uint32_t w = 0; w < count; w++)
        if (heads[w] == count) {
            roots++;
            root = w;
        }
    if (roots != 1)
        return false;
    for (uint32_t w = 0; w < count; w++) {
        uint32_t at = w;
        while (at != count && seen[at] == 0) {
            seen[at] = (uint16_t)(w + 1);
            at = heads[at];
        }
        if (at != count && seen[at] == w + 1)
            return false;
    }
    for (uint32_t w = 0; w < count; w++) { /* every word below an arc has its head below it too, or is under one of its ends */
        if (w == root)
            continue;
        const uint32_t low = w < heads[w] ? w : heads[w], high = w < heads[w] ? heads[w] : w;
        for (uint32_t between = low + 1; between < high; between++)
            if (heads[between] < low || heads[between] > high)
                return false;
    }
    return true;
}

void spanning_tree(const int32_t *scores, uint32_t count, void *space, uint16_t *heads)
{
    spans s = spans_of(scores, count, space);
    for (uint32_t w = 0; w < count; w++)
        heads[w] = (uint16_t)(count == 1 ? count : best_head(scores + (size_t)w * (count + 1), count, w));
    if (spanning_is_tree(heads, count))
        return;
    for (uint32_t i = 0; i < count; i++)
        s.right[i * count + i] = s.left[i * count + i] = s.right_by_end[i * count + i] = s.left_by_end[i * count + i] = 0;
    for (uint32_t length = 1; length < count; length++)
        for (uint32_t i = 0; i + length < count; i++)
            fill_span(&s, i, i + length);
    uint32_t root = 0;
    int32_t best = INT32_MIN;
    for (uint32_t w = 0; w < count; w++) {
        const int32_t sum = s.left[w] + s.right[w * count + count - 1] + score_of(&s, w, count);
        if (sum > best) {
            best = sum;
            root = w;
        }
    }
    read_off(&s, root, heads);
}
