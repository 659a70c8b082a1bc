/* name: which words are names of persons, organisations and places. */
#ifndef DTL_NAME_NAME_H
#define DTL_NAME_NAME_H
#include "doc/doc.h"
#include "gazetteer/gazetteer.h"
#include "model/model.h"
#include "rules/rules.h"

/* Sets name of every word of the parse. gazetteer NULL: places are known by the rules only. */
dtl_err dtl_name_run(const dtl_page *page, const dtl_text *text, const dtl_rules *rules, const dtl_gazetteer *gazetteer,
                     const dtl_model *model, dtl_arena *arena, dtl_note_array *notes, dtl_parse *parse);
#endif
