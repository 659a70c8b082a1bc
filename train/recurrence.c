/* The recurrent part of the network's layers and its gradient, for train/network.py, which would spend most of its time in it.
 *
 * Arrays are [time][sentence][2 * half]: the first half of the channels runs forward in time, the second backward. For each channel
 *     keep = gate(f + m0 * c')   pass = gate(r + m1 * c')   c = z + keep * (c' - z)   out = x + pass * (c - x)
 * where c' is c of the word before and gate(v) = v / 4 + 1/2 cut to 0 … 1. present is 1 for words, 0 for what fills a sentence up. */
#include <stdbool.h>
#include <string.h>

static inline float gate(float value)
{
    value = value * 0.25f + 0.5f;
    return value < 0 ? 0 : value > 1 ? 1 : value;
}

/* Where gate() is not flat. */
static inline bool slopes(float value)
{
    return value > -2 && value < 2;
}

/* The place of step `step` of a direction, and of the one before it. */
static inline long time_at(long times, int direction, long step)
{
    return direction ? times - 1 - step : step;
}

__attribute__((visibility("default"))) void recurrence_forward(long times, long sentences, long half, const float *z, const float *f, const float *r, const float *x, const float *m, const float *present, float *c, float *out)
{
    const long width = 2 * half;
    for (int direction = 0; direction < 2; direction++)
        for (long step = 0; step < times; step++)
            for (long s = 0; s < sentences; s++) {
                const long time = time_at(times, direction, step), at = (time * sentences + s) * width + direction * half;
                const long before = (time_at(times, direction, step - 1) * sentences + s) * width + direction * half;
                const float *m0 = m + direction * half, *m1 = m0 + width, here = present[time * sentences + s];
                for (long k = 0; k < half; k++) {
                    const float held = step ? c[before + k] : 0;
                    const float keep = gate(f[at + k] + m0[k] * held), pass = gate(r[at + k] + m1[k] * held);
                    c[at + k] = (z[at + k] + keep * (held - z[at + k])) * here;
                    out[at + k] = (x[at + k] + pass * (c[at + k] - x[at + k])) * here;
                }
            }
}

/* From the gradient of `out` those of z, f, r, x and m. later: room for [sentences][2 * half]. */
__attribute__((visibility("default"))) void recurrence_backward(long times, long sentences, long half, const float *z, const float *f, const float *r, const float *x, const float *m, const float *present, const float *c, const float *out, float *dz, float *df,
                         float *dr, float *dx, float *dm, float *later)
{
    const long width = 2 * half;
    memset(dm, 0, sizeof *dm * 2 * width);
    memset(later, 0, sizeof *later * sentences * width);
    for (int direction = 0; direction < 2; direction++)
        for (long step = times - 1; step >= 0; step--)
            for (long s = 0; s < sentences; s++) {
                const long time = time_at(times, direction, step), at = (time * sentences + s) * width + direction * half;
                const long before = (time_at(times, direction, step - 1) * sentences + s) * width + direction * half;
                const float *m0 = m + direction * half, *m1 = m0 + width, here = present[time * sentences + s];
                float *dm0 = dm + direction * half, *dm1 = dm0 + width, *carried = later + s * width + direction * half;
                for (long k = 0; k < half; k++) {
                    const float held = step ? c[before + k] : 0, f_sum = f[at + k] + m0[k] * held, r_sum = r[at + k] + m1[k] * held;
                    const float keep = gate(f_sum), pass = gate(r_sum), dout = out[at + k] * here;
                    const float dc = (carried[k] + dout * pass) * here;
                    const float df_sum = slopes(f_sum) ? dc * (held - z[at + k]) * 0.25f : 0;
                    const float dr_sum = slopes(r_sum) ? dout * (c[at + k] - x[at + k]) * 0.25f : 0;
                    dx[at + k] = dout * (1 - pass);
                    dz[at + k] = dc * (1 - keep);
                    df[at + k] = df_sum;
                    dr[at + k] = dr_sum;
                    dm0[k] += df_sum * held;
                    dm1[k] += dr_sum * held;
                    carried[k] = dc * keep + df_sum * m0[k] + dr_sum * m1[k];
                }
            }
}
