/* In: the words of a sentence, each as a list of rows of embeddings. Out: scores of tags for every word, of arcs between all
 * words, of relations for chosen arcs.
 *
 * The idea:
 *  1. A word is the sum of its rows: itself, its beginnings, ends and letters, its shape, what a dictionary says of it.
 *  2. A few layers read the sentence, each in both directions at once (SRU, Lei et al. 2018, with gates cut straight instead of curved, so that whole numbers
 *     give them exactly): a memory takes in a share of each word and keeps a share of what it has; the output is a
 *     mixture of memory and word. All products with weights are done for the whole sentence beforehand (dense.c); what is left for one word
 *     after the other are two multiplications a number.
 *  3. A word as dependent looks for a head (Dozat & Manning 2017): one product for every pair of words, plus what the distance
 *     and the head by itself say.
 *
 * In "Gunmen killed two guards", "guards" has met "killed" on the way from the left and "two" looks for a noun to its right.
 *
 * Knowingly wrong: what it knows are 20,000 sentences of web text, talks and encyclopedias and no news wire; the arcs know nothing of each
 * other but through the layers. What was tried and what it gave stands in models/README.md. */
#include "parse/network.h"
#include "parse/spanning.h"

/* Heads and what is looked for are cut to 12 bits and a sign, so that no sum of their products leaves 32 bits: at most 128 of them. */
enum { ARC_MAX = 4095, ARC_WIDTH_MAX = 128, HEAD_SHIFT = 3, SOUGHT_SHIFT = 4, SCORE_BITS = 12, PRODUCT_SHIFT = 2 * DENSE_BITS - HEAD_SHIFT - SOUGHT_SHIFT - SCORE_BITS,
       BIAS_SHIFT = 2 * DENSE_BITS - HEAD_SHIFT - SCORE_BITS, DISTANCE_SHIFT = 2 * DENSE_BITS - SCORE_BITS };

/* Reads the parts off one after the other. */
typedef struct reader {
    dtl_slice bytes;
    uint32_t at;
    bool short_of;
} reader;

static const void *take(reader *r, uint64_t size)
{
    const uint64_t rounded = (size + NETWORK_ALIGNMENT - 1) / NETWORK_ALIGNMENT * NETWORK_ALIGNMENT;
    if (r->short_of || rounded > r->bytes.length - r->at) {
        r->short_of = true;
        return NULL;
    }
    const void *part = r->bytes.ptr + r->at;
    r->at += (uint32_t)rounded;
    return part;
}

static dense_layer take_dense(reader *r, uint32_t inputs, uint32_t outputs)
{
    const int16_t *weights = take(r, (uint64_t)inputs * outputs * sizeof *weights);
    return (dense_layer){.inputs = inputs, .outputs = outputs, .weights = weights, .bias = take(r, outputs * sizeof(int32_t))};
}

/* Can no sum of these with heads leave 32 bits? */
static bool fits_sums(const int16_t *weights, uint32_t count)
{
    int64_t sum = 0;
    for (uint32_t k = 0; k < count; k++)
        sum += weights[k] < 0 ? -weights[k] : weights[k];
    return sum * ARC_MAX < INT32_MAX;
}

bool network_open(dtl_slice bytes, network *out)
{
    reader r = {.bytes = bytes};
    const uint32_t *sizes = take(&r, 5 * sizeof *sizes);
    if (!sizes || (uintptr_t)sizes % sizeof *sizes != 0)
        return false;
    network net = {.width = sizes[0], .layers = sizes[1], .arc_width = sizes[2], .label_width = sizes[3], .row_count = sizes[4]};
    if (net.width == 0 || net.width > NETWORK_WIDTH_MAX || net.width % (2 * DENSE_BLOCK) != 0 || net.layers > NETWORK_LAYERS_MAX ||
        net.arc_width == 0 || net.arc_width > ARC_WIDTH_MAX || net.arc_width % DENSE_BLOCK != 0 ||
        net.label_width == 0 || net.label_width > NETWORK_WIDTH_MAX || net.label_width % DENSE_BLOCK != 0 || net.row_count < ROWS_WORD)
        return false;
    net.rows = take(&r, (uint64_t)net.row_count * net.width);
    net.row_scales = take(&r, net.row_count);
    for (uint32_t l = 0; l < net.layers; l++) {
        net.recurrent[l] = take_dense(&r, net.width, 3 * net.width);
        net.memory[l] = take(&r, 2 * net.width * sizeof(int16_t));
    }
    net.split = take_dense(&r, net.width, 2 * net.arc_width + 2 * net.label_width);
    net.tags = take_dense(&r, net.width, NETWORK_TAGS);
    net.arcs = take_dense(&r, net.arc_width, net.arc_width);
    net.labels = take_dense(&r, net.label_width, NETWORK_RELATIONS);
    net.root_arc = take(&r, net.arc_width * sizeof(int16_t));
    net.root_label = take(&r, net.label_width * sizeof(int16_t));
    net.head_bias = take(&r, net.arc_width * sizeof(int16_t));
    net.distance = take(&r, NETWORK_DISTANCES * sizeof(int32_t));
    if (r.short_of || !fits_sums(net.head_bias, net.arc_width))
        return false;
    *out = net;
    return true;
}

bool network_space_make(const network *net, uint32_t words, dtl_arena *arena, network_space *out)
{
    const size_t room = ((size_t)words + DENSE_GROUP - 1) / DENSE_GROUP * DENSE_GROUP;
    network_space s = {.words = (uint32_t)room};
    s.state = dtl_arena_calloc(arena, room, net->width * sizeof *s.state);
    s.gates = dtl_arena_calloc(arena, room, 3 * net->width * sizeof *s.gates);
    s.split = dtl_arena_calloc(arena, room, net->split.outputs * sizeof *s.split);
    s.sought = dtl_arena_calloc(arena, 2 * room + 1, net->arc_width * sizeof *s.sought); /* what dependents look for; then the heads, the root last */
    s.pair = dtl_arena_calloc(arena, room, (net->arc_width > net->label_width ? net->arc_width : net->label_width) * sizeof *s.pair);
    s.logits = dtl_arena_calloc(arena, room, NETWORK_RELATIONS * sizeof *s.logits);
    s.tags = dtl_arena_calloc(arena, room, NETWORK_TAGS * sizeof *s.tags);
    s.scores = dtl_arena_calloc(arena, (size_t)words * (words + 1) + 1, sizeof *s.scores);
    s.tree = dtl_arena_alloc(arena, spanning_space(words) + 1);
    if (!s.state || !s.gates || !s.split || !s.sought || !s.pair || !s.logits || !s.tags || !s.scores || !s.tree)
        return false;
    *out = s;
    return true;
}

DENSE_CLONES static void add_rows(const network *net, const uint32_t *rows, uint32_t count, int16_t *state)
{
    enum { SCALE_BITS = 13 };
    int32_t sums[NETWORK_WIDTH_MAX] = {0};
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t line = 0; line < net->width && rows[i] < net->row_count; line += NETWORK_ALIGNMENT)
            __builtin_prefetch(net->rows + (size_t)rows[i] * net->width + line);
    for (uint32_t i = 0; i < count; i++) {
        if (rows[i] >= net->row_count)
            continue;
        const int8_t *row = net->rows + (size_t)rows[i] * net->width;
        const int32_t scale = net->row_scales[rows[i]];
        for (uint32_t k = 0; k < net->width; k++)
            sums[k] += row[k] * scale;
    }
    for (uint32_t k = 0; k < net->width; k++)
        state[k] = dense_cut((sums[k] + (1 << (SCALE_BITS - DENSE_BITS - 1))) >> (SCALE_BITS - DENSE_BITS));
}

/* The two gates run from 0 to 1 << GATE_BITS while their sums run from -2 to 2. */
enum { GATE_BITS = DENSE_BITS + 2 };

static int32_t gate(int32_t sum)
{
    sum += 1 << (GATE_BITS - 1);
    return sum < 0 ? 0 : sum > 1 << GATE_BITS ? 1 << GATE_BITS : sum;
}

/* a + share * (b - a) */
static int32_t mix(int32_t a, int32_t b, int32_t share)
{
    return a + ((share * (b - a) + (1 << (GATE_BITS - 1))) >> GATE_BITS);
}

/* One word of one direction. state: what goes in and comes out; memory: what is kept. */
DENSE_CLONES static void step(const int16_t *candidate, const int16_t *keep, const int16_t *pass, const int16_t *keep_memory, const int16_t *pass_memory, uint32_t half,
                 int16_t *restrict state, int16_t *restrict memory)
{
    for (uint32_t k = 0; k < half; k++) {
        const int32_t held = memory[k];
        const int32_t kept = gate(keep[k] + ((keep_memory[k] * held) >> DENSE_BITS)), passed = gate(pass[k] + ((pass_memory[k] * held) >> DENSE_BITS));
        const int32_t now = mix(candidate[k], held, kept);
        memory[k] = (int16_t)now;
        state[k] = (int16_t)mix(state[k], now, passed);
    }
}

static void run_layer(const network *net, uint32_t layer, network_space *space, uint32_t words)
{
    const uint32_t width = net->width, half = width / 2;
    const int16_t *own = net->memory[layer];
    dense_run(&net->recurrent[layer], space->state, words, DENSE_BITS, space->gates);
    for (uint32_t direction = 0; direction < 2; direction++) {
        int16_t memory[NETWORK_WIDTH_MAX / 2] = {0};
        const uint32_t from = direction * half;
        for (uint32_t i = 0; i < words; i++) {
            const uint32_t word = direction ? words - 1 - i : i;
            const int16_t *gates = space->gates + (size_t)word * 3 * width + from;
            step(gates, gates + width, gates + 2 * width, own + from, own + width + from, half, space->state + (size_t)word * width + from, memory);
        }
    }
}

/* Which of the NETWORK_DISTANCES a head at `distance` words to the right (or left, negative) has. */
static uint32_t distance_class(int32_t distance)
{
    static const int32_t bounds[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 45, 70};
    enum { MIDDLE = NETWORK_DISTANCES / 2, BOUNDS = sizeof bounds / sizeof *bounds };
    const int32_t away = distance < 0 ? -distance : distance;
    uint32_t class = 0;
    while (class + 1 < BOUNDS && bounds[class + 1] <= away)
        class++;
    return distance > 0 ? MIDDLE + class : MIDDLE - class;
}

static int16_t cut_arc(int32_t value)
{
    return (int16_t)(value > ARC_MAX ? ARC_MAX : value < -ARC_MAX ? -ARC_MAX : value);
}

static int32_t product(const int16_t *a, const int16_t *b, uint32_t count)
{
    int32_t sum = 0;
    for (uint32_t k = 0; k < count; k++)
        sum += a[k] * b[k];
    return sum;
}

DENSE_CLONES static void score_arcs(const network *net, network_space *space, uint32_t words)
{
    const uint32_t width = net->arc_width, stride = words + 1;
    int16_t *heads = space->sought + (size_t)space->words * width, *as_dependent = space->pair;
    int32_t by_head, distances[NETWORK_DISTANCES];
    for (uint32_t c = 0; c < NETWORK_DISTANCES; c++)
        distances[c] = net->distance[c] >> DISTANCE_SHIFT;
    for (uint32_t i = 0; i <= words; i++)
        for (uint32_t k = 0; k < width; k++) {
            const int16_t *split = space->split + (size_t)i * net->split.outputs;
            const int32_t head = i < words ? split[k] : net->root_arc[k];
            heads[(size_t)i * width + k] = cut_arc(head > 0 ? head >> HEAD_SHIFT : 0);
            if (i < words)
                as_dependent[(size_t)i * width + k] = split[width + k] > 0 ? split[width + k] : 0;
        }
    dense_run(&net->arcs, as_dependent, words, DENSE_BITS, space->sought);
    for (uint32_t i = 0; i < words * width; i++)
        space->sought[i] = cut_arc(space->sought[i] >> SOUGHT_SHIFT);
    for (uint32_t h = 0; h <= words; h++) {
        by_head = product(heads + (size_t)h * width, net->head_bias, width) >> BIAS_SHIFT;
        for (uint32_t d = 0; d < words; d++) {
            const int32_t arc = product(heads + (size_t)h * width, space->sought + (size_t)d * width, width) >> PRODUCT_SHIFT;
            space->scores[(size_t)d * stride + h] = by_head + arc + (h < words ? distances[distance_class((int32_t)h - (int32_t)d)] : 0);
        }
    }
}

void network_run(const network *net, network_space *space, const uint32_t *rows, const uint32_t *begins, uint32_t words)
{
    enum { LOGIT_SHIFT = 13 };
    for (uint32_t i = 0; i < words; i++)
        add_rows(net, rows + begins[i], begins[i + 1] - begins[i], space->state + (size_t)i * net->width);
    for (uint32_t l = 0; l < net->layers; l++)
        run_layer(net, l, space, words);
    dense_run(&net->tags, space->state, words, LOGIT_SHIFT, space->tags);
    dense_run(&net->split, space->state, words, DENSE_BITS, space->split);
    score_arcs(net, space, words);
}

const int16_t *network_relations(const network *net, network_space *space, const uint16_t *heads, uint32_t words)
{
    enum { LOGIT_SHIFT = 13 };
    const uint32_t width = net->label_width, as_head = 2 * net->arc_width, as_dependent = as_head + width;
    for (uint32_t i = 0; i < words; i++) {
        const int16_t *head = heads[i] < words ? space->split + (size_t)heads[i] * net->split.outputs + as_head : net->root_label;
        const int16_t *dependent = space->split + (size_t)i * net->split.outputs + as_dependent;
        for (uint32_t k = 0; k < width; k++) {
            const int32_t sum = head[k] + dependent[k];
            space->pair[(size_t)i * width + k] = sum > 0 ? dense_cut(sum) : 0;
        }
    }
    dense_run(&net->labels, space->pair, words, LOGIT_SHIFT, space->logits);
    return space->logits;
}
