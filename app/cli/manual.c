/* manual: docs/commands.md and the man page dateline(1), written from the option table.
 *
 * In: "markdown" or "man". Out: the text on standard output. Built with the program, run by the build and by a test that
 * keeps docs/commands.md equal to it.
 */
#include "cli.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool takes(const cli_command *command, const char *option)
{
    char padded[48];
    snprintf(padded, sizeof padded, " %s ", option);
    return strstr(command->options, padded) != NULL;
}

static void markdown(void)
{
    puts("# The commands\n\nWritten from the program's own table by `build/release/app/cli/manual markdown`; a test keeps it so.\n\n"
         "Results go to standard output, all else to standard error. Exit codes are those of sysexits.h: 0 fine, 64 usage,\n"
         "65 an input gave no report, 66 a path could not be read, 70 a fault of the program, 71 out of memory, 73 the ledger\n"
         "could not be made, 74 reading or writing failed, 75 somebody else holds the ledger, 78 wrong rules or model. `NO_COLOR`\n"
         "turns colours off.");
    for (const cli_command *c = cli_commands; c->name; c++) {
        printf("\n## dateline %s%s%s\n\n%s\n\n| option | what |\n|---|---|\n", c->name, *c->arguments ? " " : "", c->arguments, c->description);
        for (const cli_option *o = cli_option_table; o->name; o++)
            if (takes(c, o->name)) {
                printf("| `--%s%s%s`", o->name, o->argument ? " " : "", o->argument ? o->argument : "");
                if (o->letter)
                    printf(" `-%c`", o->letter);
                printf(" | %s |\n", o->help);
            }
        printf("\n    ");
        for (const char *p = c->examples; *p; p++)
            if (*p == '\n')
                fputs("\n    ", stdout);
            else
                putchar(*p);
        putchar('\n');
    }
}

/* Text for roff: no line may begin with a dot or quote, backslashes and hyphens are escaped. */
static void roff(const char *text)
{
    bool line_start = true;
    for (const char *p = text; *p; p++) {
        if (line_start && (*p == '.' || *p == '\''))
            fputs("\\&", stdout);
        if (*p == '\\')
            fputs("\\e", stdout);
        else if (*p == '-')
            fputs("\\-", stdout);
        else
            putchar(*p);
        line_start = *p == '\n';
    }
}

static void man(void)
{
    printf(".TH DATELINE 1 \"\" \"dateline %s\"\n.SH NAME\ndateline \\- read news reports into a ledger of events and of who says so\n.SH SYNOPSIS\n",
           dtl_version());
    for (const cli_command *c = cli_commands; c->name; c++) {
        printf(".B dateline %s\n", c->name);
        roff("[OPTIONS] ");
        roff(c->arguments);
        puts("\n.br");
    }
    puts(".SH COMMANDS");
    for (const cli_command *c = cli_commands; c->name; c++) {
        printf(".SS %s ", c->name);
        roff(c->arguments);
        putchar('\n');
        for (const char *line = c->description; *line;) {
            size_t length = strcspn(line, "\n");
            if (!length) {
                puts(".PP");
            } else {
                char copy[512];
                snprintf(copy, sizeof copy, "%.*s", (int)length, line);
                roff(copy);
                putchar('\n');
            }
            line += length + (line[length] == '\n');
        }
        puts(".PP\n.nf");
        roff(c->examples);
        puts("\n.fi");
    }
    puts(".SH OPTIONS");
    for (const cli_option *o = cli_option_table; o->name; o++) {
        printf(".TP\n.B ");
        if (o->letter)
            printf("\\-%c, ", o->letter);
        fputs("\\-\\-", stdout);
        roff(o->name);
        printf("%s%s\n", o->argument ? " " : "", o->argument ? o->argument : "");
        roff(o->help);
        putchar('\n');
    }
    puts(".SH EXIT STATUS\nThe codes of sysexits.h: 0 fine, 64 usage, 65 an input gave no report, 66 a path could not be read, 74 reading or writing failed.");
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "markdown") == 0)
        markdown();
    else if (argc == 2 && strcmp(argv[1], "man") == 0)
        man();
    else
        return EXIT_USAGE;
    return fflush(stdout) ? EXIT_IO : EXIT_FINE;
}
