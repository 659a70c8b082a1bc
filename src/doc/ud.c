/* Names of the UD tag sets. */
#include "doc/ud.h"
#include <string.h>

#define DTL_ITEM(name, text) text,
static const char *const upos_names[] = {DTL_UPOS_LIST(DTL_ITEM)};
static const char *const xpos_names[] = {DTL_XPOS_LIST(DTL_ITEM)};
static const char *const relation_names[] = {DTL_RELATION_LIST(DTL_ITEM)};
#undef DTL_ITEM

const char *dtl_upos_name(unsigned upos)
{
    return upos < DTL_UPOS_COUNT ? upos_names[upos] : "";
}

const char *dtl_xpos_name(unsigned xpos)
{
    return xpos < DTL_XPOS_COUNT ? xpos_names[xpos] : "";
}

const char *dtl_relation_name(unsigned relation)
{
    return relation < DTL_REL_COUNT ? relation_names[relation] : "";
}

dtl_relation dtl_relation_universal(unsigned relation)
{
    if (relation >= DTL_REL_COUNT)
        return DTL_REL_DEP;
    const char *name = relation_names[relation];
    const char *colon = strchr(name, ':');
    if (!colon)
        return (dtl_relation)relation;
    size_t length = (size_t)(colon - name);
    for (unsigned i = 0; i < DTL_REL_COUNT; i++) /* subtypes sort right behind their relation, so this is short */
        if (strlen(relation_names[i]) == length && memcmp(relation_names[i], name, length) == 0)
            return (dtl_relation)i;
    return DTL_REL_DEP;
}
