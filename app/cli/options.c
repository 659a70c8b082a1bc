/* options: words of the command line → a call, and the help texts, all from the table in commands.c.
 *
 * In: argv. Out: command, options, words; or one line that says what is wrong and what may have been meant. Options may
 * stand anywhere, "--name VALUE" and "--name=VALUE" are the same, "--" ends them, a lone "-" is a word.
 *
 * Example: "dateline evnts" → dateline: no command "evnts"; did you mean events?
 */
#include "cli.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_LENGTH = 32 };

static bool command_takes(const cli_command *command, const char *option)
{
    char padded[NAME_MAX_LENGTH + 3];
    snprintf(padded, sizeof padded, " %s ", option);
    return strcmp(option, "version") == 0 || !command || strstr(command->options, padded);
}

/* Edit distance of two short names, capped: more than NAME_MAX_LENGTH letters are never near. */
static unsigned distance(const char *a, const char *b)
{
    size_t m = strlen(a), n = strlen(b);
    if (m > NAME_MAX_LENGTH || n > NAME_MAX_LENGTH)
        return NAME_MAX_LENGTH;
    unsigned row[NAME_MAX_LENGTH + 1];
    for (unsigned j = 0; j <= n; j++)
        row[j] = j;
    for (unsigned i = 1; i <= m; i++) {
        unsigned diagonal = row[0];
        row[0] = i;
        for (unsigned j = 1; j <= n; j++) {
            unsigned above = row[j], best = diagonal + (a[i - 1] != b[j - 1]);
            best = above + 1 < best ? above + 1 : best;
            row[j] = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            diagonal = above;
        }
    }
    return row[n];
}

static const char *nearest_command(const char *word)
{
    const char *best = NULL;
    unsigned least = 3;
    for (const cli_command *c = cli_commands; c->name; c++)
        if (distance(word, c->name) < least) {
            least = distance(word, c->name);
            best = c->name;
        }
    return best;
}

static const char *nearest_option(const cli_command *command, const char *word)
{
    const char *best = NULL;
    unsigned least = 3;
    for (const cli_option *o = cli_option_table; o->name; o++)
        if (command_takes(command, o->name) && distance(word, o->name) < least) {
            least = distance(word, o->name);
            best = o->name;
        }
    return best;
}

static const cli_command *find_command(const char *word)
{
    for (const cli_command *c = cli_commands; c->name; c++)
        if (strcmp(c->name, word) == 0)
            return c;
    return NULL;
}

static const char *command_name(const cli_call *call)
{
    return call->command ? call->command->name : "";
}

static bool unknown_option(const cli_call *call, const char *name)
{
    const char *near = nearest_option(call->command, name);
    const char *blank = call->command ? " " : "";
    if (near)
        cli_complain("%s%sunknown option --%s; did you mean --%s?", command_name(call), call->command ? ": " : "", name, near);
    else
        cli_complain("%s%sunknown option --%s; `dateline%s%s --help` lists them", command_name(call), call->command ? ": " : "", name, blank, command_name(call));
    return false;
}

static bool set_option(cli_call *call, const cli_option *option, const char *value)
{
    char *field = (char *)&call->options + option->offset;
    if (option->kind == OPTION_FLAG) {
        *(bool *)field = true;
    } else if (option->kind == OPTION_TEXT) {
        memcpy(field, &value, sizeof value);
    } else {
        char *end;
        errno = 0;
        unsigned long number = strtoul(value, &end, 10);
        if (errno || end == value || *end || value[0] == '-' || number == 0 || number > 1000000000) {
            cli_complain("--%s wants a whole number from 1 on, not \"%s\"", option->name, value);
            return false;
        }
        memcpy(field, &number, sizeof number);
    }
    return true;
}

/* Handles argv[*at], which begins with "-"; moves *at to its value if it takes one. */
static bool take_option(int argc, char **argv, int *at, cli_call *call)
{
    const char *word = argv[*at];
    bool is_long = word[1] == '-';
    const char *equals = is_long ? strchr(word, '=') : NULL;
    char name[NAME_MAX_LENGTH + 1];
    size_t length = is_long ? (equals ? (size_t)(equals - word) : strlen(word)) - 2 : 1;
    snprintf(name, sizeof name, "%.*s", (int)(length < NAME_MAX_LENGTH ? length : NAME_MAX_LENGTH), word + 1 + is_long);
    for (const cli_option *o = cli_option_table; o->name; o++) {
        if (!(is_long ? strcmp(o->name, name) == 0 : o->letter == word[1]) || !command_takes(call->command, o->name))
            continue;
        if (o->kind == OPTION_FLAG) {
            if (equals || (!is_long && word[2])) {
                cli_complain("--%s takes no value", o->name);
                return false;
            }
            return set_option(call, o, NULL);
        }
        const char *value = equals ? equals + 1 : !is_long && word[2] ? word + 2 : NULL;
        if (!value && *at + 1 < argc)
            value = argv[++*at];
        if (!value) {
            cli_complain("--%s wants a value: %s", o->name, o->argument);
            return false;
        }
        return set_option(call, o, value);
    }
    if (is_long)
        return unknown_option(call, name);
    cli_complain("unknown option -%c; `dateline%s%s --help` lists them", word[1], call->command ? " " : "", command_name(call));
    return false;
}

static bool check_words(const cli_call *call)
{
    const cli_command *c = call->command;
    if (!c || call->options.help || call->options.version || (call->word_count >= c->least && call->word_count <= c->most))
        return true;
    cli_complain("usage: dateline %s [OPTIONS]%s%s; `dateline %s --help` tells more", c->name, *c->arguments ? " " : "", c->arguments, c->name);
    return false;
}

bool cli_parse(int argc, char **argv, cli_call *call)
{
    bool options_end = false;
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (!options_end && strcmp(word, "--") == 0) {
            options_end = true;
        } else if (!options_end && word[0] == '-' && word[1]) {
            if (!take_option(argc, argv, &i, call))
                return false;
        } else if (!call->command) {
            call->command = find_command(word);
            if (!call->command) {
                const char *near = nearest_command(word);
                if (near)
                    cli_complain("no command \"%s\"; did you mean %s?", word, near);
                else
                    cli_complain("no command \"%s\"; `dateline --help` lists them (to read a file: dateline read %s)", word, word);
                return false;
            }
        } else {
            call->words[call->word_count++] = word;
        }
    }
    return check_words(call);
}

void cli_help_all(void)
{
    cli_print_text("dateline reads news reports and keeps a ledger of events and of who says so.\n\n"
                   "Start with:\n"
                   "  dateline read story.html      read a report (or a folder of them) into ledger.db\n"
                   "  dateline events               what happened, a line each\n"
                   "  dateline show most-voices     one event in full: every voice, every word of evidence\n\n"
                   "All commands (dateline COMMAND --help tells more):\n");
    for (const cli_command *c = cli_commands; c->name; c++) {
        char usage[160];
        const char *more = strstr(c->arguments, " | "); /* of many forms the first stands for all */
        bool many = strlen(c->arguments) > 70 && more;
        snprintf(usage, sizeof usage, "%s %.*s%s", c->name, many ? (int)(more - c->arguments) : (int)strlen(c->arguments), c->arguments, many ? " | …" : "");
        int wide = 0; /* "…" is three bytes and one column */
        for (const char *p = usage; *p; p++)
            wide += ((unsigned char)*p & 0xc0) != 0x80;
        if (wide > 28)
            cli_printf("  %s\n%31s%s\n", usage, "", c->summary);
        else
            cli_printf("  %s%*s%s\n", usage, 29 - wide, "", c->summary);
    }
    cli_print_text("\nResults go to standard output, all else to standard error. dateline --version, dateline doctor.\n");
}

void cli_help_command(const cli_command *command)
{
    cli_printf("dateline %s: %s\n\nusage: dateline %s [OPTIONS] %s\n\n%s\n\nOptions:\n", command->name, command->summary, command->name,
               command->arguments, command->description);
    for (const cli_option *o = cli_option_table; o->name; o++) {
        if (!command_takes(command, o->name) || strcmp(o->name, "version") == 0)
            continue;
        char left[64], letter[8] = "    ";
        if (o->letter)
            snprintf(letter, sizeof letter, "-%c, ", o->letter);
        snprintf(left, sizeof left, "%s--%s%s%s", letter, o->name, o->argument ? " " : "", o->argument ? o->argument : "");
        cli_printf("  %-24s ", left);
        const char *rest = o->help;
        for (size_t room = 76; strlen(rest) > room;) { /* wrap at the last blank that fits */
            size_t cut = room;
            while (cut && rest[cut] != ' ')
                cut--;
            if (!cut)
                break;
            cli_printf("%.*s\n%*s", (int)cut, rest, 27, "");
            rest += cut + 1;
        }
        cli_printf("%s\n", rest);
    }
    cli_print_text("\nExamples:\n");
    for (const char *line = command->examples; *line;) {
        size_t length = strcspn(line, "\n");
        cli_printf("  %.*s\n", (int)length, line);
        line += length + (line[length] == '\n');
    }
}

int cli_help(const cli_call *call)
{
    if (!call->word_count) {
        cli_help_all();
        return EXIT_FINE;
    }
    const cli_command *command = find_command(call->words[0]);
    if (!command) {
        const char *near = nearest_command(call->words[0]);
        if (near)
            cli_complain("no command \"%s\"; did you mean %s?", call->words[0], near);
        else
            cli_complain("no command \"%s\"; `dateline --help` lists them", call->words[0]);
        return EXIT_USAGE;
    }
    cli_help_command(command);
    return EXIT_FINE;
}
