/* In: rows of 16-bit numbers, weights of 16 bits. Out: rows of 16-bit numbers.
 *
 * The idea: four rows and sixteen outputs at a time, so that a weight that was loaded is used four times and a sum never leaves its
 * register. AVX2 multiplies and adds eight pairs of 16-bit numbers in one instruction (Intel's manual, VPMADDWD), AVX-512 sixteen:
 * there a register holds a whole block, and four blocks are computed at a time. Processors without either take the plain loops. All
 * give the same numbers: sums of whole numbers do not depend on their order. */
#include "parse/dense.h"
#include <string.h>
#if defined __x86_64__
#include <immintrin.h>
#endif

static void run_plain(const dense_layer *layer, const int16_t *x, uint32_t rows, uint32_t shift, int16_t *y)
{
    for (uint32_t block = 0; block < layer->outputs; block += DENSE_BLOCK) {
        const int16_t *weights = layer->weights + (size_t)block * layer->inputs;
        for (uint32_t row = 0; row < rows; row++) {
            const int16_t *in = x + (size_t)row * layer->inputs;
            uint32_t sums[DENSE_BLOCK];
            memcpy(sums, layer->bias + block, sizeof sums);
            for (uint32_t i = 0; i < layer->inputs; i += 2)
                for (uint32_t o = 0; o < DENSE_BLOCK; o++)
                    sums[o] += (uint32_t)(in[i] * weights[i * DENSE_BLOCK + 2 * o]) + (uint32_t)(in[i + 1] * weights[i * DENSE_BLOCK + 2 * o + 1]);
            for (uint32_t o = 0; o < DENSE_BLOCK; o++)
                y[(size_t)row * layer->outputs + block + o] = dense_cut((int32_t)sums[o] >> shift);
        }
    }
}

#if defined __x86_64__
/* One pair of inputs, as often as there are outputs in a register. */
__attribute__((target("avx2"))) static inline __m256i pair_at(const int16_t *in)
{
    int32_t pair;
    memcpy(&pair, in, sizeof pair);
    return _mm256_set1_epi32(pair);
}

__attribute__((target("avx2"))) static inline void store_row(__m256i low, __m256i high, uint32_t shift, int16_t *y)
{
    const __m128i bits = _mm_cvtsi32_si128((int)shift);
    const __m256i packed = _mm256_packs_epi32(_mm256_sra_epi32(low, bits), _mm256_sra_epi32(high, bits));
    _mm256_storeu_si256((__m256i *)(void *)y, _mm256_permute4x64_epi64(packed, 0xD8));
}

__attribute__((target("avx2"))) static void run_avx2(const dense_layer *layer, const int16_t *x, uint32_t rows, uint32_t shift, int16_t *y)
{
    const uint32_t inputs = layer->inputs, outputs = layer->outputs;
    for (uint32_t block = 0; block < outputs; block += DENSE_BLOCK) {
        const __m256i bias_low = _mm256_loadu_si256((const __m256i *)(const void *)(layer->bias + block));
        const __m256i bias_high = _mm256_loadu_si256((const __m256i *)(const void *)(layer->bias + block + 8));
        for (uint32_t row = 0; row < rows; row += DENSE_GROUP) {
            const int16_t *weights = layer->weights + (size_t)block * inputs;
            const int16_t *in0 = x + (size_t)row * inputs, *in1 = in0 + inputs, *in2 = in1 + inputs, *in3 = in2 + inputs;
            __m256i low0 = bias_low, low1 = bias_low, low2 = bias_low, low3 = bias_low;
            __m256i high0 = bias_high, high1 = bias_high, high2 = bias_high, high3 = bias_high;
            for (uint32_t i = 0; i < inputs; i += 2, weights += 2 * DENSE_BLOCK) {
                const __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)weights);
                const __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(weights + DENSE_BLOCK));
                const __m256i x0 = pair_at(in0 + i), x1 = pair_at(in1 + i), x2 = pair_at(in2 + i), x3 = pair_at(in3 + i);
                low0 = _mm256_add_epi32(low0, _mm256_madd_epi16(x0, low));
                high0 = _mm256_add_epi32(high0, _mm256_madd_epi16(x0, high));
                low1 = _mm256_add_epi32(low1, _mm256_madd_epi16(x1, low));
                high1 = _mm256_add_epi32(high1, _mm256_madd_epi16(x1, high));
                low2 = _mm256_add_epi32(low2, _mm256_madd_epi16(x2, low));
                high2 = _mm256_add_epi32(high2, _mm256_madd_epi16(x2, high));
                low3 = _mm256_add_epi32(low3, _mm256_madd_epi16(x3, low));
                high3 = _mm256_add_epi32(high3, _mm256_madd_epi16(x3, high));
            }
            int16_t *out = y + (size_t)row * outputs + block;
            store_row(low0, high0, shift, out);
            store_row(low1, high1, shift, out + outputs);
            store_row(low2, high2, shift, out + 2 * (size_t)outputs);
            store_row(low3, high3, shift, out + 3 * (size_t)outputs);
        }
    }
}

/* DENSE_GROUP rows and `blocks` blocks of outputs. `blocks` is a constant where this is called, so that every sum has its register. */
__attribute__((target("avx512f,avx512bw"), always_inline)) static inline void run_blocks(const dense_layer *layer, const int16_t *x, uint32_t blocks, uint32_t first,
                                                                                         uint32_t shift, int16_t *y)
{
    enum { BLOCKS_MAX = 4 };
    const uint32_t inputs = layer->inputs;
    const int16_t *weights = layer->weights + (size_t)first * inputs;
    __m512i sums[DENSE_GROUP][BLOCKS_MAX], loaded[BLOCKS_MAX];
    for (uint32_t b = 0; b < blocks; b++)
        for (uint32_t row = 0; row < DENSE_GROUP; row++)
            sums[row][b] = _mm512_loadu_si512(layer->bias + first + b * DENSE_BLOCK);
    for (uint32_t i = 0; i < inputs; i += 2, weights += 2 * DENSE_BLOCK) {
        for (uint32_t b = 0; b < blocks; b++)
            loaded[b] = _mm512_loadu_si512(weights + (size_t)b * DENSE_BLOCK * inputs);
        for (uint32_t row = 0; row < DENSE_GROUP; row++) {
            int32_t pair;
            memcpy(&pair, x + (size_t)row * inputs + i, sizeof pair);
            for (uint32_t b = 0; b < blocks; b++)
                sums[row][b] = _mm512_add_epi32(sums[row][b], _mm512_madd_epi16(loaded[b], _mm512_set1_epi32(pair)));
        }
    }
    for (uint32_t row = 0; row < DENSE_GROUP; row++)
        for (uint32_t b = 0; b < blocks; b++) {
            const __m512i shifted = _mm512_sra_epi32(sums[row][b], _mm_cvtsi32_si128((int)shift));
            _mm256_storeu_si256((__m256i *)(void *)(y + (size_t)row * layer->outputs + first + b * DENSE_BLOCK), _mm512_cvtsepi32_epi16(shifted));
        }
}

__attribute__((target("avx512f,avx512bw"))) static void run_avx512(const dense_layer *layer, const int16_t *x, uint32_t rows, uint32_t shift, int16_t *y)
{
    enum { FOUR = 4 * DENSE_BLOCK };
    for (uint32_t first = 0; first < layer->outputs; first += layer->outputs - first < FOUR ? DENSE_BLOCK : FOUR)
        for (uint32_t row = 0; row < rows; row += DENSE_GROUP) {
            const int16_t *in = x + (size_t)row * layer->inputs;
            int16_t *out = y + (size_t)row * layer->outputs;
            if (layer->outputs - first < FOUR)
                run_blocks(layer, in, 1, first, shift, out);
            else
                run_blocks(layer, in, 4, first, shift, out);
        }
}
#endif

dense_kernel dense_fastest(void)
{
#if defined __x86_64__
    if (__builtin_cpu_supports("avx512bw"))
        return DENSE_AVX512;
    if (__builtin_cpu_supports("avx2"))
        return DENSE_AVX2;
#endif
    return DENSE_PLAIN;
}

void dense_run_with(dense_kernel kernel, const dense_layer *layer, const int16_t *x, uint32_t rows, uint32_t shift, int16_t *y)
{
    switch (kernel) {
#if defined __x86_64__
    case DENSE_AVX512: run_avx512(layer, x, rows, shift, y); return;
    case DENSE_AVX2: run_avx2(layer, x, rows, shift, y); return;
#endif
    default: run_plain(layer, x, rows, shift, y);
    }
}

void dense_run(const dense_layer *layer, const int16_t *x, uint32_t rows, uint32_t shift, int16_t *y)
{
    dense_run_with(dense_fastest(), layer, x, rows, shift, y);
}
