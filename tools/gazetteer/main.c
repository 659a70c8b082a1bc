/* tools/gazetteer: makes a packed gazetteer.
 *
 *     gazetteer --packages FOLDER --countries FILE OUT.pack    from npm packages (a node_modules folder)
 *     gazetteer --dump FOLDER --countries FILE OUT.pack        from a GeoNames dump that somebody downloaded
 *
 * In: lists of places. Out: one pack (layout in src/gazetteer/gazetteer.h) that dateline reads where it lies. The same
 * input gives the same bytes. The second form makes the bigger pack for `dateline --gazetteer OUT.pack`.
 *
 * The idea: gather places and names, tie each to the unit that holds it by the sources' own codes ("AF.30"), give units
 * that have no point the middle of what lies in them, sort, write.
 *
 * Knowingly wrong: the point of a unit is made from its towns and villages, so a unit with a bare half leans to the other. */
#include "packer.h"
#include <stdio.h>
#include <stdlib.h>

void *packer_need(void *memory)
{
    if (!memory) {
        fputs("gazetteer: out of memory\n", stderr);
        exit(70);
    }
    return memory;
}

dtl_slice packer_copy(packer *p, dtl_slice text)
{
    dtl_slice copy = DTL_SLICE_EMPTY;
    packer_need(dtl_arena_copy(&p->arena, text, &copy) ? p : NULL);
    return copy;
}

dtl_slice packer_read(packer *p, const char *folder, const char *file, bool needed)
{
    char path[4096];
    snprintf(path, sizeof path, "%s%s%s", folder, *file ? "/" : "", file);
    FILE *in = fopen(path, "rb");
    if (!in && !needed)
        return DTL_SLICE_EMPTY;
    long size = in && fseek(in, 0, SEEK_END) == 0 ? ftell(in) : -1;
    if (size < 0 || size >= (long)UINT32_MAX) {
        fprintf(stderr, "gazetteer: cannot read %s\n", path);
        exit(66);
    }
    rewind(in);
    char *bytes = packer_need(malloc((size_t)size + 1));
    size_t got = fread(bytes, 1, (size_t)size, in);
    fclose(in);
    bytes[got] = 0;
    *(char **)packer_need(dtl_array_push(&p->arena, &p->files)) = bytes;
    return dtl_slice_make(bytes, got);
}

uint32_t packer_add(packer *p, packer_place place)
{
    packer_place *made = packer_need(dtl_array_push(&p->arena, &p->places));
    *made = place;
    return p->places.count - 1;
}

void packer_add_name(packer *p, dtl_slice name, uint32_t place)
{
    packer_name *made = packer_need(dtl_array_push(&p->arena, &p->names));
    *made = (packer_name){.name = name, .place = place};
}

bool packer_degrees(dtl_slice text, int32_t *microdegrees)
{
    int32_t read = dtl_microdegrees(text);
    if (read != INT32_MIN)
        *microdegrees = read;
    return read != INT32_MIN;
}

/* "AF<tab>AFG<tab>Afghanistan; Islamic Emirate": the rows are sorted by alpha-3. */
bool packer_read_countries(packer *p, const char *path)
{
    enum { MOST = 1000 };
    dtl_slice rest = packer_read(p, path, "", true), line, alpha2, alpha3, name;
    p->alpha3 = packer_need(dtl_arena_calloc(&p->arena, MOST, sizeof *p->alpha3));
    while (dtl_slice_next_field(&rest, '\n', &line)) {
        if (!line.length || line.ptr[0] == '#')
            continue;
        if (!dtl_slice_next_field(&line, '\t', &alpha2) || !dtl_slice_next_field(&line, '\t', &alpha3) || alpha2.length != 2 ||
            alpha3.length != 3 || p->countries == MOST) {
            fprintf(stderr, "gazetteer: %s: not a row of countries: %.*s\n", path, (int)alpha2.length, alpha2.ptr);
            return false;
        }
        uint32_t country = DTL_NONE;
        while (dtl_slice_next_field(&line, ';', &name)) {
            name = dtl_slice_trim(name);
            if (country != DTL_NONE) {
                packer_add_name(p, name, country);
                continue;
            }
            country = packer_add(p, (packer_place){.name = name, .codes = alpha2, .latitude = INT32_MIN, .longitude = INT32_MIN,
                                                   .parent = DTL_NONE, .feature = DTL_PLACE_COUNTRY});
        }
        p->alpha3[p->countries++] = alpha3;
        packer_need(dtl_map_put(&p->units, alpha2, country) ? p : NULL);
    }
    return p->countries > 0;
}

int main(int argc, char **argv)
{
    static packer p;
    const char *countries = NULL, *packages = NULL, *dump = NULL, *out = NULL;
    for (int i = 1; i < argc; i++) {
        bool more = i + 1 < argc;
        if (more && strcmp(argv[i], "--countries") == 0)
            countries = argv[++i];
        else if (more && strcmp(argv[i], "--packages") == 0)
            packages = argv[++i];
        else if (more && strcmp(argv[i], "--dump") == 0)
            dump = argv[++i];
        else if (argv[i][0] != '-' && !out)
            out = argv[i];
        else
            countries = out = NULL, i = argc;
    }
    if (!countries || !out || !packages == !dump) {
        fputs("usage: gazetteer --packages FOLDER | --dump FOLDER  --countries FILE  OUT.pack\n", stderr);
        return 64;
    }
    dtl_arena_init(&p.arena, (size_t)1 << 36);
    dtl_map_init(&p.units, &p.arena);
    dtl_map_init(&p.capitals, &p.arena);
    if (!packer_read_countries(&p, countries) || !(packages ? packer_read_packages(&p, packages) : packer_read_dump(&p, dump)))
        return 65;
    packer_tie_units(&p);
    bool written = packer_write(&p, out);
    for (uint32_t i = 0; i < p.files.count; i++)
        free(p.files.items[i]);
    dtl_arena_free(&p.arena);
    return written ? 0 : 74;
}
