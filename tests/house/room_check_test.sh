# The room check itself: on a small house with one fault of each kind it must name every fault, and nothing else.
. "$DATELINE_SOURCE/tests/tap.sh"
mkdir -p "$scratch/src/page" "$scratch/src/text" "$scratch/src/cellar" "$scratch/build/src"
cat >"$scratch/src/page/page.c" <<'C'
#include <stdio.h>
#include <stdlib.h>
#include "event/event.h"
static int counter;
int page_count(void);
int page_count(void)
{
    void *held = malloc((size_t)++counter);
    printf("%p\n", held);
    return counter;
}
C
cat >"$scratch/src/text/text.c" <<'C'
#include <stdlib.h>
#include "base/slice.h"
static const char *const words[] = {"one", "two"};
const char *text_word(int number);
const char *text_word(int number)
{
    return words[number & 1];
}
C
sed 's/#include ".*"//' "$scratch/src/page/page.c" >"$scratch/page.c"
sed 's/#include ".*"//' "$scratch/src/text/text.c" >"$scratch/text.c"
check 'the small house compiles' cc -fPIC -c "$scratch/page.c" -o "$scratch/page_page.c.o"
check 'its other room too' cc -fPIC -c "$scratch/text.c" -o "$scratch/text_text.c.o"
ar rc "$scratch/build/src/libdateline_core.a" "$scratch/page_page.c.o" "$scratch/text_text.c.o"
for room in base doc rules article parse mention voice event claim ledger store view api; do mkdir -p "$scratch/src/$room"; done
said=$("$DATELINE_SOURCE/tools/check-rooms" "$scratch" "$scratch/build")
has 'a wrong include is named' "$said" '^# src/page/page.c:3 includes event/event.h'
has 'printing is named' "$said" '^# page calls printf'
has 'taking memory is named' "$said" '^# page calls malloc'
has 'a writable global is named' "$said" '^# page keeps counter'
has 'a room without a row is named' "$said" '^# src/cellar stands in no row'
same 'nothing else is' 4 "$(printf '%s\n' "$said" | grep -c '^not ok')"
finish
