/* Dense layers in whole numbers: the one place where the engine spends its time. */
#ifndef DTL_PARSE_DENSE_H
#define DTL_PARSE_DENSE_H
#include <stdint.h>

enum { DENSE_BLOCK = 16 /* outputs that are computed together: `outputs` is a multiple of it */,
       DENSE_GROUP = 4 /* rows that are computed together: buffers hold a multiple of it */,
       DENSE_BITS = 11 /* a value of 1.0 is 1 << DENSE_BITS, in weights as in activations */ };

/* Before a function whose loops the compiler may also build for AVX2; which of the two runs is decided when the program starts. */
#if defined __x86_64__
#define DENSE_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define DENSE_CLONES
#endif

/* y = W x + b. Weights lie in blocks of sixteen outputs; in a block, for each pair of inputs, the two weights of every output side by
 * side: weights[block][input / 2][output % 16][input % 2]. */
typedef struct dense_layer {
    uint32_t inputs /* even */, outputs;
    const int16_t *weights;
    const int32_t *bias; /* in units of the sums */
} dense_layer;

/* What 16 bits hold of a number. */
static inline int16_t dense_cut(int32_t value)
{
    return (int16_t)(value > INT16_MAX ? INT16_MAX : value < INT16_MIN ? INT16_MIN : value);
}

/* For each of `rows` rows of x, of `inputs` numbers: y = the sums shifted right by `shift` bits, cut to what 16 bits hold.
 * x and y have room for rows rounded up to DENSE_GROUP; what stands in the rows beyond does not matter. Sums are taken modulo 2^32;
 * the trainer sees to it that weights are small enough for that never to matter. */
void dense_run(const dense_layer *layer, const int16_t *x, uint32_t rows, uint32_t shift, int16_t *y);

/* The ways to compute a layer, the slowest first. All give the same numbers; dense_run() takes the fastest that the processor has. */
typedef enum dense_kernel { DENSE_PLAIN, DENSE_AVX2, DENSE_AVX512 } dense_kernel;
dense_kernel dense_fastest(void);
void dense_run_with(dense_kernel kernel, const dense_layer *layer, const int16_t *x, uint32_t rows, uint32_t shift, int16_t *y);
#endif
