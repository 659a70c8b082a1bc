/* The packer, inside: what pack.c and pack_actors.c share. */
#ifndef DTL_RULES_PACKER_H
#define DTL_RULES_PACKER_H
#include "base/buffer.h"
#include "base/map.h"
#include "rules/blob.h"
#include "rules/pattern.h"
#include "rules/rules.h"

DTL_ARRAY_TYPE(table_array, blob_table);
DTL_ARRAY_TYPE(entry_array, blob_entry);
DTL_ARRAY_TYPE(name_array, blob_name); /* entry DTL_NONE: the name is not looked up (its row was dropped or overridden) */
DTL_ARRAY_TYPE(attribute_array, blob_attribute);
DTL_ARRAY_TYPE(file_array, blob_file);
DTL_ARRAY_TYPE(example_array, blob_example);
DTL_ARRAY_TYPE(flag_array, bool);
DTL_ARRAY_TYPE(pattern_array, blob_pattern);
DTL_ARRAY_TYPE(step_array, blob_step); /* name: offset in strings */
DTL_ARRAY_TYPE(condition_array, blob_condition);
DTL_ARRAY_TYPE(class_array, uint32_t);

/* What the "#!" lines of one file demand. Lists are blank-separated. */
typedef struct file_schema {
    dtl_slice keys;     /* length 0 = any */
    dtl_slice required;
    dtl_slice blank;    /* keys that may stand without a value: "not known" */
    bool examples, unique;
} file_schema;

/* How much there was before the newest entry, so that a wrong one can be taken back. */
typedef struct pack_mark {
    uint32_t entries, names, attributes, examples;
} pack_mark;

typedef struct packer {
    dtl_arena *arena;
    dtl_error *error;     /* never NULL */
    const dtl_rules_file_text *given;
    size_t given_count, first_own; /* given[first_own …] are a user's: wrong lines there are told and skipped */
    dtl_rules_complaint complain;
    void *complain_context;
    dtl_buffer strings;   /* offsets are relative to the section until the end */
    dtl_map interned;     /* string → offset in strings */
    table_array tables;
    entry_array entries;
    name_array names;
    attribute_array attributes;
    file_array files;
    flag_array own_files; /* per file: a user's */
    example_array examples;
    pattern_array patterns;
    step_array steps;
    condition_array conditions;
    class_array classes;  /* a builtin class, or RULES_CLASS_BUILTIN + offset in strings */
    dtl_map expressions;  /* slot expression → its first step */
    /* where we are */
    dtl_slice file_name;
    uint32_t file, line, table;
    bool own;             /* this file is a user's */
    bool skipping;        /* the newest entry was wrong: its examples go with it */
    pack_mark mark;
    file_schema schema;
    uint32_t plus, minus; /* examples of the newest entry */
    dtl_map seen;         /* keys of the file, for "#! unique" */
} packer;

/* ---- pack.c ---- */
/* Fills the error with "file:line: what: detail". */
dtl_err pack_fail(packer *p, const char *what, dtl_slice detail);
dtl_err pack_out_of_memory(packer *p);
/* A wrong line of a user's file is told and forgiven; every other error is passed on. */
dtl_err pack_forgive(packer *p, dtl_err err);
bool pack_intern(packer *p, dtl_slice text, blob_string *out);
dtl_slice pack_text(const packer *p, blob_string string);
/* Attribute of an entry, length 0 if it has none. */
dtl_slice pack_attribute(const packer *p, uint32_t entry, const char *key);

/* ---- pack_patterns.c ---- */
/* When all files are read: compiles slots and conditions of the pattern rows. */
dtl_err pack_patterns(packer *p);
/* The head word of a pattern's key, with its class letter: "carry out.v" → "carry.v". Length 0: the key is no pattern's. *longer:
 * the key has more words. False when out of memory. */
bool pack_pattern_head(packer *p, dtl_slice key, blob_string *head, bool *longer);

/* ---- pack_actors.c ---- */
/* Are the names of this table ids, taken as they are written? */
bool pack_actors_names_are_ids(dtl_slice file_name);
/* Refuses a wrong code, day, kind or relation in a table of actors. */
dtl_err pack_actors_check_code(packer *p, dtl_slice key, dtl_slice value);
/* When all files are read: joins the four tables of actors and refuses what does not fit together. */
dtl_err pack_actors_join(packer *p);
#endif
