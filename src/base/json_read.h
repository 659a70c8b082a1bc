/* Reads one JSON text into values that lie in an arena. */
#ifndef DTL_BASE_JSON_READ_H
#define DTL_BASE_JSON_READ_H
#include "base/arena.h"
#include "base/error.h"

enum { DTL_JSON_DEPTH_MAX = 64 /* containers inside each other */, DTL_JSON_MEMBERS_MAX = 256 /* of one object */ };

typedef enum dtl_json_kind { DTL_JSON_NULL, DTL_JSON_FALSE, DTL_JSON_TRUE, DTL_JSON_INTEGER, DTL_JSON_REAL /* its number is not kept */,
                             DTL_JSON_STRING, DTL_JSON_ARRAY, DTL_JSON_OBJECT } dtl_json_kind;

/* One value; the items of an array and the members of an object hang on it in the order of the text. */
typedef struct dtl_json_value {
    const struct dtl_json_value *first, *next; /* first item or member; the sibling behind this value; NULL ends */
    dtl_slice key;     /* of a member; escapes undone, as in text */
    dtl_slice text;    /* of a string: points into what was read or into the arena */
    union {
        int64_t integer;
        uint64_t keys; /* of an object: a bit for each key; what has none is not there */
    };
    uint32_t count;    /* items or members */
    uint8_t kind;      /* dtl_json_kind */
} dtl_json_value;

/* The value in text. DTL_ERR_INPUT (not JSON, not UTF-8, a key twice in one object, a number beyond 64 bits, deeper or wider
 * than above; the message says what, without a file), DTL_ERR_BUDGET. The values point into text, which must live as long. */
dtl_err dtl_json_read(dtl_slice text, dtl_arena *arena, const dtl_json_value **value, dtl_error *error);
/* The member of this key; NULL when it is not there or value is no object. */
const dtl_json_value *dtl_json_member(const dtl_json_value *value, const char *key);
/* The same, faster where it is the first member, or the one behind before (NULL: none), which is one of value's too. */
const dtl_json_value *dtl_json_next_member(const dtl_json_value *value, const char *key, const dtl_json_value *before);
#endif
