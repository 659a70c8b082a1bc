/* Rule files are written by people: whatever stands in one, packing says where it is wrong or gives rules that open.
 * The first byte chooses the file's name, because lexicon and pattern files are read differently. The blob that packing
 * gives is opened, then opened again with one byte changed: a damaged blob is refused or harmless, never a crash. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "rules/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *names[] = {"actors.txt", "events.txt", "cues.txt", "classes.txt"};
    if (size < 1 || size > 1 << 20)
        return 0;
    dtl_rules_file_text file = {dtl_slice_from_cstr(names[data[0] % 4]), dtl_slice_make((const char *)data + 1, size - 1)};
    dtl_slice blob;
    dtl_error error;
    if (dtl_rules_pack(&file, 1, &blob, &error))
        return 0;
    dtl_rules *rules;
    if (dtl_rules_open(blob, &rules, &error) == DTL_OK) {
        uint32_t table = dtl_rules_table(rules, "actors");
        if (table != DTL_NONE) {
            dtl_slice words[] = {DTL_SLICE("islamic"), DTL_SLICE("state")};
            uint32_t taken;
            dtl_rules_match(rules, table, words, 2, &taken);
        }
        for (uint32_t i = 0; i < dtl_rules_example_count(rules); i++)
            dtl_rules_example_at(rules, i);
        dtl_rules_close(rules);
    } else {
        abort(); /* what we packed ourselves must open */
    }
    free((char *)blob.ptr);
    return 0;
}
