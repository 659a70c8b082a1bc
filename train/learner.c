/* In: feature keys of decisions with their right answers. Out: averaged weights.
 *
 * The idea: a wrong decision adds 1 to the right class's weights and takes 1 from the chosen one's, for each of its features;
 * the average over all steps is what is kept. The average needs no second sum per step: a change at step t counts for the
 * steps after t only, so total += change * t and average = weight - total / steps. Counters are 64-bit integers; the one
 * division is rounded to nearest, halves away from zero. */
#include "learner.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *checked(void *memory)
{
    if (!memory) {
        fputs("out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

void learner_init(learner *l, uint32_t classes)
{
    *l = (learner){.capacity = 1u << 20, .row_capacity = 1u << 16, .classes = classes};
    l->slots = checked(calloc(l->capacity, sizeof *l->slots));
    l->weights = checked(calloc((size_t)l->row_capacity * classes, sizeof *l->weights));
    l->totals = checked(calloc((size_t)l->row_capacity * classes, sizeof *l->totals));
}

void learner_free(learner *l)
{
    free(l->slots);
    free(l->weights);
    free(l->totals);
    *l = (learner){0};
}

static learner_slot *slot_of(const learner *l, uint64_t key)
{
    uint32_t at = (uint32_t)(key >> 20) & (l->capacity - 1);
    while (l->slots[at].row != 0 && l->slots[at].key != key)
        at = (at + 1) & (l->capacity - 1);
    return &l->slots[at];
}

static void grow_slots(learner *l)
{
    learner old = *l;
    l->capacity *= 2;
    l->slots = checked(calloc(l->capacity, sizeof *l->slots));
    for (uint32_t i = 0; i < old.capacity; i++)
        if (old.slots[i].row != 0)
            *slot_of(l, old.slots[i].key) = old.slots[i];
    free(old.slots);
}

static void grow_rows(learner *l)
{
    size_t used = (size_t)l->row_capacity * l->classes;
    l->row_capacity *= 2;
    l->weights = checked(realloc(l->weights, 2 * used * sizeof *l->weights));
    l->totals = checked(realloc(l->totals, 2 * used * sizeof *l->totals));
    memset(l->weights + used, 0, used * sizeof *l->weights);
    memset(l->totals + used, 0, used * sizeof *l->totals);
}

void learner_scores(const learner *l, const uint64_t *keys, uint32_t count, int32_t *scores)
{
    const uint32_t classes = l->classes;
    memset(scores, 0, classes * sizeof *scores);
    for (uint32_t i = 0; i < count; i++)
        __builtin_prefetch(&l->slots[(uint32_t)(keys[i] >> 20) & (l->capacity - 1)]);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t row = slot_of(l, keys[i])->row;
        if (row == 0)
            continue;
        const int32_t *weights = l->weights + (size_t)(row - 1) * classes;
        for (uint32_t c = 0; c < classes; c++)
            scores[c] += weights[c];
    }
}

/* The row of key, made if there is none. */
static size_t row_of(learner *l, uint64_t key)
{
    learner_slot *slot = slot_of(l, key);
    if (slot->row == 0) {
        if (l->count == l->row_capacity)
            grow_rows(l);
        *slot = (learner_slot){.key = key, .row = ++l->count};
    }
    const size_t row = (size_t)(slot->row - 1) * l->classes;
    if (l->count > l->capacity / 2)
        grow_slots(l);
    return row;
}

void learner_add(learner *to, const learner *from)
{
    for (uint32_t i = 0; i < from->capacity; i++) {
        if (from->slots[i].row == 0)
            continue;
        const int32_t *weights = from->weights + (size_t)(from->slots[i].row - 1) * from->classes;
        const size_t row = row_of(to, from->slots[i].key);
        for (uint32_t c = 0; c < to->classes; c++)
            to->weights[row + c] += weights[c];
    }
}

void learner_update(learner *l, const uint64_t *keys, uint32_t count, uint32_t gold, uint32_t predicted)
{
    l->step++;
    if (gold == predicted)
        return;
    for (uint32_t i = 0; i < count; i++) {
        const size_t row = row_of(l, keys[i]);
        l->weights[row + gold]++;
        l->totals[row + gold] += l->step;
        l->weights[row + predicted]--;
        l->totals[row + predicted] -= l->step;
    }
}

void learner_move(learner *l, const uint64_t *keys, uint32_t count, uint32_t class, int32_t change)
{
    for (uint32_t i = 0; i < count; i++) {
        const size_t row = row_of(l, keys[i]);
        l->weights[row + class] += change;
        l->totals[row + class] += change * l->step;
    }
}

void learner_average(learner *l)
{
    size_t all = (size_t)l->count * l->classes;
    for (size_t i = 0; i < all; i++) {
        int64_t scaled = (l->weights[i] * l->step - l->totals[i]) * LEARNER_SCALE;
        int64_t half = l->step / 2;
        l->weights[i] = (int32_t)(scaled >= 0 ? (scaled + half) / l->step : -((-scaled + half) / l->step));
    }
}
