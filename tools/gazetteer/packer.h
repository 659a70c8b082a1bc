/* tools/gazetteer: what its files share. Places are gathered from the sources (packages.c, dump.c), tied to the units that
 * hold them (units.c) and written as a pack (pack.c, layout in src/gazetteer/gazetteer.h). */
#ifndef DTL_TOOLS_GAZETTEER_PACKER_H
#define DTL_TOOLS_GAZETTEER_PACKER_H
#include "base/arena.h"
#include "base/map.h"
#include "gazetteer/gazetteer.h"

/* One place while it is being gathered. */
typedef struct packer_place {
    dtl_slice name;              /* as shown */
    dtl_slice codes;             /* "US", "US.TX", "US.TX.201": the unit that it is, or that holds it */
    int32_t latitude, longitude; /* microdegrees; both INT32_MIN until known */
    uint32_t population;
    uint32_t geonames;
    uint32_t parent;             /* number among the gathered places, DTL_NONE */
    uint8_t feature;             /* dtl_place_feature */
    bool drop;                   /* not to be written: nothing lies in it and it has no point */
} packer_place;
DTL_ARRAY_TYPE(packer_place_array, packer_place);

/* One more name of a place. */
typedef struct packer_name {
    dtl_slice name;
    uint32_t place;
} packer_name;
DTL_ARRAY_TYPE(packer_name_array, packer_name);

/* The bytes of the files read: names point into them, so they live as long as the packer. */
DTL_ARRAY_TYPE(packer_file_array, char *);

/* Everything gathered; memory lives in the arena until the program ends. */
typedef struct packer {
    dtl_arena arena;
    packer_file_array files;
    packer_place_array places;   /* the countries first, by alpha-3 */
    packer_name_array names;     /* besides the shown ones */
    uint32_t countries;          /* how many places are countries */
    dtl_slice *alpha3;           /* per country */
    dtl_map units;               /* codes → number of the place that is this unit */
    dtl_map capitals;            /* alpha-2 of a country → number of its capital */
    char source[88];
} packer;

/* Ends the program with a message when memory is out: a tool may. */
void *packer_need(void *memory);
dtl_slice packer_copy(packer *p, dtl_slice text);
dtl_slice packer_read(packer *p, const char *folder, const char *file, bool needed); /* whole file; empty when it may be missing */
uint32_t packer_add(packer *p, packer_place place);
void packer_add_name(packer *p, dtl_slice name, uint32_t place);
/* "34.5281" as microdegrees; false if it is no such number. */
bool packer_degrees(dtl_slice text, int32_t *microdegrees);

bool packer_read_countries(packer *p, const char *path);
bool packer_read_packages(packer *p, const char *folder);
bool packer_read_dump(packer *p, const char *folder);
void packer_tie_units(packer *p);
bool packer_write(packer *p, const char *path);
#endif
