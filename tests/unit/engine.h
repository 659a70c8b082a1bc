/* An engine for a whole group of tests: the built-in rules and model, opened once. */
#ifndef DTL_TESTS_ENGINE_H
#define DTL_TESTS_ENGINE_H
#include "api/engine.h"
#include "check.h"
#include "dateline.h"

static dtl_engine *engine;

static int open_engine(void **state)
{
    (void)state;
    dtl_error error = {0};
    if (dtl_engine_open(NULL, &engine, &error))
        print_error("# %s\n", error.message);
    return engine ? 0 : -1;
}

static int close_engine(void **state)
{
    (void)state;
    dtl_engine_close(engine);
    return 0;
}
#endif
