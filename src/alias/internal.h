/* alias, inside: what its files share. */
#ifndef DTL_ALIAS_INTERNAL_H
#define DTL_ALIAS_INTERNAL_H
#include "alias/alias.h"

enum { SOUND_MAX = 40 }; /* letters of one word that are compared */

/* sound.c */
void sound_tables(dtl_alias *alias);
/* Letters of a folded word of any script in Latin ones; *vowels false for a script without vowels, *exact true when a sign
 * has no letter in the tables. */
bool sound_latin(const dtl_alias *alias, dtl_arena *arena, dtl_slice word, dtl_slice *latin, bool *vowels, bool *exact);
/* Which consonants a sound has, a bit each; weak ones (h, v, j) are left out. */
uint32_t sound_letters(dtl_slice sound);
/* How alike two words sound, 0 … 1000; 0 as soon as more than a spelling or a slip of the pen lies between them. */
uint32_t sound_alike(const dtl_alias *alias, dtl_slice a, dtl_slice b, bool consonants);
#endif
