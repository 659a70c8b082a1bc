/* dateline: the command line. In: words. Out: a call of one subcommand, and its exit code. */
#include "cli.h"
#include <signal.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); /* a reader that goes away, and a file that may not grow, are seen by write() */
    signal(SIGXFSZ, SIG_IGN);
    cli_call call = {.words = calloc((size_t)argc + 1, sizeof *call.words)};
    int code = EXIT_FINE;
    if (!call.words)
        return EXIT_OS;
    if (!cli_parse(argc, argv, &call))
        code = EXIT_USAGE;
    else if (call.options.version)
        cli_printf("dateline %s\n", dtl_version());
    else if (call.command && call.options.help)
        cli_help_command(call.command);
    else if (call.command)
        code = call.command->run(&call);
    else
        cli_help_all();
    free(call.words);
    return cli_finish(code);
}
