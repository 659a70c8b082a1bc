/* Rule files are written by people: whatever stands in one, packing says where it is wrong or gives rules that open.
 * The first byte chooses the file's name, because lexicon and pattern files are read differently. The blob that packing
 * gives is opened. Then the same bytes are a user's table of actors over a small one of ours: whatever is wrong in it, the
 * rest must pack. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "rules/cameo.h"
#include "rules/actors.h"
#include "rules/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void as_a_user(uint8_t which, dtl_slice text)
{
    static const char *names[] = {"actors.txt", "actor-names.txt", "actor-relations.txt", "actor-roles.txt"};
    dtl_rules_file_text files[] = {{DTL_SLICE("actors.txt"), DTL_SLICE("#! keys id kind country sector\nRed | id=red kind=armed\nBlue | id=blue kind=armed\n")},
                                   {DTL_SLICE("actor-names.txt"), DTL_SLICE("R | actor=red kind=acronym\n")},
                                   {DTL_SLICE("actor-relations.txt"), DTL_SLICE("red | relation=branch of=blue\n")},
                                   {DTL_SLICE("actor-roles.txt"), DTL_SLICE("red | sector=REB to=2021-08-14\n")},
                                   {dtl_slice_from_cstr(names[which % 4]), text}};
    dtl_slice blob;
    dtl_rules *rules;
    dtl_error error;
    dtl_err err = dtl_rules_pack_over(files, 5, 4, NULL, NULL, &blob, &error);
    if (err == DTL_ERR_BUDGET)
        return;
    if (err || dtl_rules_open(blob, &rules, &error))
        abort(); /* a user's mistakes stop nothing */
    dtl_actor_tables tables = dtl_actor_tables_of(rules);
    dtl_interval day = {18000, 18000};
    dtl_actor_role_on(rules, &tables, DTL_SLICE("red"), day, day);
    dtl_actor_parent(rules, &tables, DTL_SLICE("red"), day);
    dtl_rules_close(rules);
    free((char *)blob.ptr);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *names[] = {"actors.txt", "events.txt", "cues.txt", "classes.txt", "cameo.txt", "contexts.txt"};
    if (size < 1 || size > 1 << 20)
        return 0;
    dtl_rules_file_text file = {dtl_slice_from_cstr(names[data[0] < 128 ? data[0] % 4 : 4 + data[0] % 2]), dtl_slice_make((const char *)data + 1, size - 1)};
    as_a_user(data[0], file.text);
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
        dtl_cameo cameo;
        dtl_cameo_open(rules, &cameo);
        for (unsigned type = 1; type < DTL_EVENT_TYPE_COUNT; type++)
            dtl_cameo_from_plover(&cameo, type, data[0] % DTL_MODE_COUNT, data[0]);
        for (uint32_t i = 0; i < dtl_rules_example_count(rules); i++)
            dtl_rules_example_at(rules, i);
        dtl_rules_close(rules);
    } else {
        abort(); /* what we packed ourselves must open */
    }
    free((char *)blob.ptr);
    return 0;
}
