/* eval BENCH PATH… [--errors FILE] [--predict FILE] [--model FILE]: scores one stage against gold data.
 * A readable table goes to stderr; the last line of stdout is one JSON object. */
#include "eval.h"
#include <stdlib.h>

static const eval_bench benches[] = {
    {"calibration", eval_calibration},
    {"case2021", eval_case2021},
    {"claims", eval_claims},
    {"coref", eval_coref},
    {"docdate", eval_docdate},
    {"enhanced", eval_enhanced},
    {"factuality", eval_factuality},
    {"mentions", eval_mentions},
    {"ner", eval_ner},
    {"merge", eval_merge},
    {"muc4", eval_muc4},
    {"names-bench", eval_names_bench},
    {"names-un", eval_names_un},
    {"pages", eval_pages},
    {"petrarch", eval_petrarch},
    {"places", eval_places},
    {"plain", eval_plain},
    {"plover", eval_plover},
    {"police", eval_police},
    {"polnear", eval_polnear},
    {"quiet", eval_quiet},
    {"seeds", eval_seeds},
    {"times", eval_times},
    {"ud", eval_ud},
};

static int usage(void)
{
    fputs("usage: eval BENCH PATH... [--errors FILE] [--predict FILE] [--model FILE]\nbenches:", stderr);
    for (size_t i = 0; i < sizeof benches / sizeof *benches; i++)
        fprintf(stderr, " %s", benches[i].name);
    fputc('\n', stderr);
    return 64;
}

static FILE *open_out(const char *path)
{
    FILE *out = fopen(path, "wb");
    if (!out) {
        fprintf(stderr, "eval: cannot write %s\n", path);
        exit(73);
    }
    return out;
}

int main(int argc, char **argv)
{
    eval_options options = {0};
    const char **paths = calloc((size_t)argc + 1, sizeof *paths);
    if (!paths || argc < 2)
        return usage();
    options.paths = paths;
    for (int i = 2; i < argc; i++) {
        const bool more = i + 1 < argc;
        if (more && strcmp(argv[i], "--errors") == 0)
            options.errors = open_out(argv[++i]);
        else if (more && strcmp(argv[i], "--predict") == 0)
            options.predict = open_out(argv[++i]);
        else if (more && strcmp(argv[i], "--model") == 0)
            options.model_path = argv[++i];
        else if (argv[i][0] == '-' && argv[i][1] == '-')
            return usage();
        else
            paths[options.path_count++] = argv[i];
    }
    for (size_t i = 0; i < sizeof benches / sizeof *benches; i++)
        if (strcmp(benches[i].name, argv[1]) == 0) {
            int status = benches[i].run(&options);
            if (options.errors)
                fclose(options.errors);
            if (options.predict)
                fclose(options.predict);
            free(paths);
            return status;
        }
    return usage();
}
