/* The packer's knowledge of actors: four tables that must fit together.
 *
 * In: the parsed rows of actors.txt, actor-names.txt, actor-relations.txt and actor-roles.txt, ours and a user's. Out: the
 * same rows, joined: an actor is found by its id (hidden key "=id" of the table actors), relations by the id they lead to
 * (hidden key ">id"), a user's row with the same id, name
 * or time stands in place of ours, and what does not fit is an error with file and line (a user's row: told, left out).
 * Example: "talibn | sector=REB to=2021-08-14" → actor-roles.txt:12: no actor has this id: talibn.
 *
 * The idea: ids go into one map; relations are added one by one, and a row that would make an actor its own ancestor is
 * the wrong one; the rows of actor-roles for one actor are compared pairwise, of which there are few.
 * Knowingly not checked: whether a fact is true; a loop that only exists on different days counts as one. */
#include "base/date.h"
#include "rules/glue.h"
#include "rules/packer.h"

enum { ROWS_PER_ACTOR_MAX = 64, ANCESTORS_MAX = 256, ID_MAX = 80 };

/* A row that says who another belongs to, in a list per child. */
typedef struct edge {
    dtl_slice of;
    uint32_t next; /* index in edges, DTL_NONE */
} edge;
DTL_ARRAY_TYPE(edge_array, edge);

/* What joining needs. */
typedef struct joiner {
    packer *p;
    uint32_t actors, names, relations, roles, countries, offices; /* tables, DTL_NONE if absent */
    dtl_map ids;          /* actor id → entry */
    dtl_map office_ids;   /* id in offices.txt → entry */
    dtl_map first_edge;   /* child id → index in edges */
    dtl_map rows;         /* actor id → newest of its rows in actor-roles, linked by before */
    edge_array edges;
    uint32_t *before;     /* per entry: the row of the same actor before it, DTL_NONE */
} joiner;

static const char *const sectors[] = {"AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "IGO", "IMG", "ISM", "JRN", "JUD", "LAB",
                                      "LEG", "MED", "MIL", "MNC", "NGO", "OPP", "PRE", "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY",
                                      "UAF", "UNK", NULL};
static const char *const actor_kinds[] = {"armed", "alliance", "organisation", "government", "party", NULL};
static const char *const name_kinds[] = {"alias", "acronym", "former", "low", "metonym", NULL};
static const char *const relation_kinds[] = {"parent", "branch", "affiliate", "split", "member", "successor", NULL};

static bool is_one_of(dtl_slice value, const char *const *list)
{
    for (; *list; list++)
        if (dtl_slice_is(value, *list))
            return true;
    return false;
}

bool pack_actors_names_are_ids(dtl_slice file)
{
    return dtl_slice_is(file, "actor-relations.txt") || dtl_slice_is(file, "actor-roles.txt");
}

static bool is_country(dtl_slice value)
{
    for (uint32_t i = 0; i < value.length; i++)
        if (value.ptr[i] < 'A' || value.ptr[i] > 'Z')
            return false;
    return value.length == 3;
}

dtl_err pack_actors_check_code(packer *p, dtl_slice key, dtl_slice value)
{
    bool actors = dtl_slice_is(p->file_name, "actors.txt"), names = dtl_slice_is(p->file_name, "actor-names.txt");
    bool roles = dtl_slice_is(p->file_name, "actor-roles.txt"), relations = dtl_slice_is(p->file_name, "actor-relations.txt");
    int32_t day;
    if (!actors && !names && !roles && !relations)
        return DTL_OK;
    if (dtl_slice_is(key, "sector") && !is_one_of(value, sectors))
        return pack_fail(p, "not a PLOVER sector", value);
    if (dtl_slice_is(key, "country") && !is_country(value))
        return pack_fail(p, "not an ISO 3166-1 alpha-3 code", value);
    if ((dtl_slice_is(key, "from") || dtl_slice_is(key, "to")) && (value.length != 10 || !dtl_day_parse_iso(value, &day)))
        return pack_fail(p, "not a day (YYYY-MM-DD)", value);
    if (dtl_slice_is(key, "id") && value.length > ID_MAX)
        return pack_fail(p, "an id is longer than 80 bytes", value);
    if (dtl_slice_is(key, "kind") && (actors || names) && !is_one_of(value, actors ? actor_kinds : name_kinds))
        return pack_fail(p, actors ? "not a kind of actor" : "not a kind of name", value);
    if (dtl_slice_is(key, "relation") && !is_one_of(value, relation_kinds))
        return pack_fail(p, "not a relation of actors", value);
    return DTL_OK;
}

/* ---- rows ---- */

static uint32_t table_of(const packer *p, const char *name)
{
    for (uint32_t i = 0; i < p->tables.count; i++)
        if (dtl_slice_is(pack_text(p, p->tables.items[i].name), name))
            return i;
    return DTL_NONE;
}

/* Complaints from now on are about this row. */
static void set_place(packer *p, uint32_t entry)
{
    const blob_entry *e = &p->entries.items[entry];
    p->file = e->file;
    p->line = e->line;
    p->file_name = pack_text(p, p->files.items[e->file].name);
    p->own = p->own_files.items[e->file];
}

static bool is_own(const packer *p, uint32_t entry)
{
    return p->own_files.items[p->entries.items[entry].file];
}

/* The row no longer counts. */
static void drop(packer *p, uint32_t entry)
{
    blob_entry *e = &p->entries.items[entry];
    for (uint32_t i = e->first_name; i < e->first_name + e->name_count; i++)
        p->names.items[i].entry = DTL_NONE;
    e->name_count = e->attribute_count = 0;
}

static dtl_err refuse(packer *p, uint32_t entry, const char *what, dtl_slice detail)
{
    set_place(p, entry);
    dtl_err err = pack_forgive(p, pack_fail(p, what, detail));
    if (!err)
        drop(p, entry);
    return err;
}

typedef dtl_err (*row_visitor)(joiner *j, uint32_t entry);

/* Ours first, so that where two rows do not fit together it is the user's that is told. */
static dtl_err each_row(joiner *j, uint32_t table, row_visitor visit)
{
    const packer *p = j->p;
    for (int own = 0; own < 2 && table != DTL_NONE; own++) {
        uint32_t first = p->tables.items[table].first_entry, end = first + p->tables.items[table].entry_count;
        for (uint32_t entry = first; entry < end; entry++) {
            if (is_own(p, entry) != (own == 1) || !p->entries.items[entry].name_count)
                continue;
            dtl_err err = visit(j, entry);
            if (err)
                return err;
        }
    }
    return DTL_OK;
}

/* The interned strings move when more are added: what a map holds is copied. */
static dtl_slice held(joiner *j, dtl_slice text)
{
    dtl_slice copy = DTL_SLICE_EMPTY;
    return dtl_arena_copy(j->p->arena, text, &copy) ? copy : DTL_SLICE_EMPTY;
}

static dtl_slice row_id(const packer *p, uint32_t entry)
{
    return pack_text(p, p->names.items[p->entries.items[entry].first_name].written);
}

/* ---- ids ---- */

static dtl_err take_actor(joiner *j, uint32_t entry)
{
    packer *p = j->p;
    dtl_slice id = held(j, pack_attribute(p, entry, "id"));
    uint32_t known = id.length ? dtl_map_get(&j->ids, id) : DTL_NONE;
    if (!id.length)
        return DTL_OK;
    if (known != DTL_NONE && is_own(p, known) == is_own(p, entry))
        return refuse(p, entry, "this id stands twice", id);
    return dtl_map_put(&j->ids, id, entry) ? DTL_OK : pack_out_of_memory(p);
}

static dtl_err take_office(joiner *j, uint32_t entry)
{
    dtl_slice id = held(j, pack_attribute(j->p, entry, "id"));
    return !id.length || dtl_map_put(&j->office_ids, id, entry) ? DTL_OK : pack_out_of_memory(j->p);
}

/* One more key under which an entry is found; it is none of its names. */
static dtl_err add_key(packer *p, uint32_t entry, char sign, dtl_slice id)
{
    char key[ID_MAX + 1] = {sign};
    blob_table *table = &p->tables.items[p->entries.items[entry].table];
    if (!id.length || id.length > ID_MAX)
        return DTL_OK;
    memcpy(key + 1, id.ptr, id.length);
    blob_name *name = dtl_array_push(p->arena, &p->names);
    if (!name || !pack_intern(p, dtl_slice_make(key, id.length + 1u), &name->key))
        return pack_out_of_memory(p);
    name->written = name->key;
    name->entry = entry;
    if (name->key.length > table->longest_key)
        table->longest_key = name->key.length;
    return DTL_OK;
}

/* Every actor is found under "=" and its id, every relation under ">" and the id of the one that it leads to. */
static dtl_err add_id_keys(joiner *j)
{
    packer *p = j->p;
    const uint32_t tables[] = {j->actors, j->relations};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (tables[i] == DTL_NONE)
            continue;
        uint32_t first = p->tables.items[tables[i]].first_entry, end = first + p->tables.items[tables[i]].entry_count;
        for (uint32_t entry = first; entry < end; entry++) {
            dtl_slice id = pack_attribute(p, entry, i == 0 ? "id" : "of");
            bool counts = id.length && (i == 0 ? dtl_map_get(&j->ids, id) == entry : p->entries.items[entry].name_count > 0);
            dtl_err err = counts ? add_key(p, entry, i == 0 ? '=' : '>', id) : DTL_OK;
            if (err)
                return err;
        }
    }
    return DTL_OK;
}

/* An actor of the table, a state, or an office of one of them ("taliban:interior-ministry"). */
static bool is_known_actor(joiner *j, dtl_slice id)
{
    packer *p = j->p;
    if (dtl_map_get(&j->ids, id) != DTL_NONE)
        return true;
    uint32_t colon = dtl_slice_find(id, DTL_SLICE(":"), 0);
    if (colon != DTL_NONE) {
        dtl_slice owner = dtl_slice_make(id.ptr, colon), office = dtl_slice_make(id.ptr + colon + 1, id.length - colon - 1);
        return dtl_map_get(&j->office_ids, office) != DTL_NONE && is_known_actor(j, owner);
    }
    if (j->countries == DTL_NONE || !is_country(id))
        return false;
    uint32_t first = p->tables.items[j->countries].first_entry, end = first + p->tables.items[j->countries].entry_count;
    for (uint32_t entry = first; entry < end; entry++)
        if (p->entries.items[entry].name_count && dtl_slice_equal(row_id(p, entry), id))
            return true;
    return false;
}

/* ---- names: a user's name takes the place of ours, in whichever of the two tables it stands ---- */

static dtl_err check_name(joiner *j, uint32_t entry)
{
    packer *p = j->p;
    dtl_slice actor = pack_attribute(p, entry, "actor"), from = pack_attribute(p, entry, "from"), to = pack_attribute(p, entry, "to");
    if (!is_known_actor(j, actor)) /* a state may be named too */
        return refuse(p, entry, "no actor has this id", actor);
    if (from.length && to.length && dtl_slice_compare(from, to) > 0)
        return refuse(p, entry, "it ends before it begins", from);
    return DTL_OK;
}

static dtl_err override_names(joiner *j)
{
    packer *p = j->p;
    dtl_map own;
    dtl_map_init(&own, p->arena);
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < p->names.count; i++) {
            blob_name *name = &p->names.items[i];
            uint32_t table = name->entry == DTL_NONE ? DTL_NONE : p->entries.items[name->entry].table;
            if (table == DTL_NONE || (table != j->actors && table != j->names))
                continue;
            dtl_slice key = pack_text(p, name->key);
            if (pass == 0 && is_own(p, name->entry) && !dtl_map_put(&own, key, 1))
                return pack_out_of_memory(p);
            if (pass == 1 && !is_own(p, name->entry) && dtl_map_get(&own, key) != DTL_NONE)
                name->entry = DTL_NONE;
        }
    return DTL_OK;
}

/* ---- relations ---- */

/* Is child among those that of belongs to? */
static bool is_ancestor(joiner *j, dtl_slice child, dtl_slice of)
{
    dtl_slice waiting[ANCESTORS_MAX];
    uint32_t count = 0, done = 0;
    waiting[count++] = of;
    while (done < count) {
        dtl_slice at = waiting[done++];
        if (dtl_slice_equal(at, child))
            return true;
        for (uint32_t e = dtl_map_get(&j->first_edge, at); e != DTL_NONE && count < ANCESTORS_MAX; e = j->edges.items[e].next)
            waiting[count++] = j->edges.items[e].of;
    }
    return false;
}

static dtl_err take_relation(joiner *j, uint32_t entry)
{
    packer *p = j->p;
    dtl_slice child = held(j, row_id(p, entry)), of = held(j, pack_attribute(p, entry, "of"));
    dtl_slice relation = pack_attribute(p, entry, "relation"), from = pack_attribute(p, entry, "from"), to = pack_attribute(p, entry, "to");
    if (p->entries.items[entry].name_count != 1)
        return refuse(p, entry, "a row is about one actor", child);
    if (!is_known_actor(j, child) || !is_known_actor(j, of))
        return refuse(p, entry, "no actor has this id", is_known_actor(j, child) ? of : child);
    if (from.length && to.length && dtl_slice_compare(from, to) > 0)
        return refuse(p, entry, "it ends before it begins", from);
    if (dtl_slice_is(relation, "split") || dtl_slice_is(relation, "successor"))
        return DTL_OK;
    if (is_ancestor(j, child, of))
        return refuse(p, entry, "this would make an actor a part of itself", child);
    uint32_t old = dtl_map_get(&j->first_edge, child), rows = 0;
    for (uint32_t e = old; e != DTL_NONE; e = j->edges.items[e].next)
        rows++;
    edge *made = rows < ROWS_PER_ACTOR_MAX ? dtl_array_push(p->arena, &j->edges) : NULL;
    if (rows >= ROWS_PER_ACTOR_MAX)
        return refuse(p, entry, "more than 64 rows are about this actor", child);
    if (!made || !dtl_map_put(&j->first_edge, child, j->edges.count - 1))
        return pack_out_of_memory(p);
    *made = (edge){of, old};
    return DTL_OK;
}

/* ---- roles ---- */

/* Open ends are before and after every day that is written in ten signs. */
static bool overlap(const packer *p, uint32_t a, uint32_t b)
{
    dtl_slice from_a = pack_attribute(p, a, "from"), to_a = pack_attribute(p, a, "to");
    dtl_slice from_b = pack_attribute(p, b, "from"), to_b = pack_attribute(p, b, "to");
    dtl_slice country_a = pack_attribute(p, a, "country"), country_b = pack_attribute(p, b, "country");
    if (country_a.length && country_b.length && !dtl_slice_equal(country_a, country_b))
        return false;
    return !(to_a.length && from_b.length && dtl_slice_compare(to_a, from_b) < 0) &&
           !(to_b.length && from_a.length && dtl_slice_compare(to_b, from_a) < 0);
}

static dtl_err take_role(joiner *j, uint32_t entry)
{
    packer *p = j->p;
    dtl_slice id = held(j, row_id(p, entry)), from = pack_attribute(p, entry, "from"), to = pack_attribute(p, entry, "to");
    if (p->entries.items[entry].name_count != 1)
        return refuse(p, entry, "a row is about one actor", id);
    if (!is_known_actor(j, id))
        return refuse(p, entry, "no actor has this id", id);
    if (from.length && to.length && dtl_slice_compare(from, to) > 0)
        return refuse(p, entry, "it ends before it begins", from);
    uint32_t newest = dtl_map_get(&j->rows, id), rows = 0;
    for (uint32_t other = newest; other != DTL_NONE; other = j->before[other], rows++) {
        if (!p->entries.items[other].name_count || !overlap(p, other, entry))
            continue;
        if (is_own(p, other) == is_own(p, entry))
            return refuse(p, entry, "its days overlap with those of another row of this actor", id);
        drop(p, other); /* ours: the user knows better */
    }
    if (rows >= ROWS_PER_ACTOR_MAX)
        return refuse(p, entry, "more than 64 rows are about this actor", id);
    j->before[entry] = newest;
    return dtl_map_put(&j->rows, id, entry) ? DTL_OK : pack_out_of_memory(p);
}

dtl_err pack_actors_join(packer *p)
{
    joiner j = {.p = p, .actors = table_of(p, "actors"), .names = table_of(p, "actor-names"),
                .relations = table_of(p, "actor-relations"), .roles = table_of(p, "actor-roles"),
                .countries = table_of(p, "country-codes"), .offices = table_of(p, "offices")};
    if (j.actors == DTL_NONE)
        return DTL_OK;
    dtl_map_init(&j.ids, p->arena);
    dtl_map_init(&j.office_ids, p->arena);
    dtl_map_init(&j.first_edge, p->arena);
    dtl_map_init(&j.rows, p->arena);
    j.before = dtl_arena_calloc(p->arena, (size_t)p->entries.count + 1, sizeof *j.before);
    if (!j.before)
        return pack_out_of_memory(p);
    dtl_err err = each_row(&j, j.actors, take_actor);
    if (!err)
        err = each_row(&j, j.offices, take_office);
    if (!err)
        err = each_row(&j, j.names, check_name);
    if (!err)
        err = override_names(&j);
    if (!err)
        err = each_row(&j, j.relations, take_relation);
    if (!err)
        err = each_row(&j, j.roles, take_role);
    return err ? err : add_id_keys(&j);
}
