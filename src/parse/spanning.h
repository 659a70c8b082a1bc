/* The best tree over a sentence's words. */
#ifndef DTL_PARSE_SPANNING_H
#define DTL_PARSE_SPANNING_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SPANNING_SCORE_MAX = 1 << 21 /* larger scores are cut */, SPANNING_WORDS_MAX = 256 };

/* scores[d * (count + 1) + h]: how well word d fits below word h; h = count is the root. heads[d] receives the heads of the tree
 * whose scores sum highest, of those with one word below the root and no arc that crosses another; of equals, that which takes
 * the lowest head at the first difference in the order of the search. space: spanning_space(count) bytes, aligned to 4. count is at
 * least 1, at most SPANNING_WORDS_MAX. */
size_t spanning_space(uint32_t count);
void spanning_tree(const int32_t *scores, uint32_t count, void *space, uint16_t *heads);
/* Do the heads (count = root) make a tree with one word below the root and no crossing arcs? */
bool spanning_is_tree(const uint16_t *heads, uint32_t count);
#endif
