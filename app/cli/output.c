/* output: standard output, standard error and exit codes.
 *
 * In: text of the library. Out: the same on standard output, unbuffered by libc so that a failed write is seen where it
 * happens. When the reader of a pipe goes away (dateline events | head) the program ends quietly with 0; when the disk is
 * full it says so and ends with 74.
 */
#include "cli.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static struct {
    char bytes[1 << 16];
    size_t used;
    int error; /* errno of the first failed write */
} output;

static bool write_all(const char *bytes, size_t length)
{
    while (length && !output.error) {
        ssize_t put = write(STDOUT_FILENO, bytes, length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0) {
            output.error = errno;
            break;
        }
        bytes += put;
        length -= (size_t)put;
    }
    return !output.error;
}

static bool flush(void)
{
    size_t used = output.used;
    output.used = 0;
    return write_all(output.bytes, used);
}

bool cli_print(const char *bytes, size_t length)
{
    if (output.error)
        return false;
    if (length > sizeof output.bytes - output.used && !flush())
        return false;
    if (length > sizeof output.bytes)
        return write_all(bytes, length);
    memcpy(output.bytes + output.used, bytes, length);
    output.used += length;
    return true;
}

bool cli_print_text(const char *text)
{
    return cli_print(text, strlen(text));
}

bool cli_printf(const char *format, ...)
{
    char text[4096];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0)
        return false;
    return cli_print(text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
}

bool cli_print_json_string(const char *text)
{
    cli_print("\"", 1);
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
        if (*p == '"' || *p == '\\')
            cli_printf("\\%c", *p);
        else if (*p < 0x20)
            cli_printf("\\u%04x", *p);
        else
            cli_print((const char *)p, 1);
    }
    return cli_print("\"", 1);
}

bool cli_sink(void *context, const char *bytes, size_t length)
{
    (void)context;
    return cli_print(bytes, length) && flush();
}

bool cli_output_broken(void)
{
    return output.error != 0;
}

int cli_finish(int code)
{
    flush();
    if (!output.error || output.error == EPIPE)
        return output.error ? EXIT_FINE : code;
    cli_complain("standard output: %s", strerror(output.error));
    return EXIT_IO;
}

static bool stderr_colour(void)
{
    const char *none = getenv("NO_COLOR");
    return isatty(STDERR_FILENO) && !(none && *none);
}

void cli_complain(const char *format, ...)
{
    va_list arguments;
    flush(); /* what was found before the complaint stands before it on a terminal */
    fputs(stderr_colour() ? "\033[31mdateline:\033[0m " : "dateline: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

int cli_fail(const dtl_error *error, const char *subject)
{
    const char *file = error->file[0] ? error->file : subject ? subject : "";
    bool named = !*file || strncmp(error->message, file, strlen(file)) == 0;
    if (error->code == DTL_ERR_CANCELLED) /* our own sink said so: standard output is gone, cli_finish tells */
        return EXIT_IO;
    cli_complain("%s%s%s", named ? "" : file, named ? "" : ": ", error->message);
    switch (error->code) {
    case DTL_OK: break; /* an error that says it is none */
    case DTL_ERR_BUDGET: return EXIT_OS;
    case DTL_ERR_INPUT:
    case DTL_ERR_LEDGER:
    case DTL_ERR_VERSION: return EXIT_DATA;
    case DTL_ERR_IO:
    case DTL_ERR_FULL:
    case DTL_ERR_CANCELLED: return EXIT_IO;
    case DTL_ERR_RULES:
    case DTL_ERR_MODEL: return EXIT_CONFIG;
    case DTL_ERR_ARGUMENT: return EXIT_USAGE;
    case DTL_ERR_BUSY: return EXIT_TRY_LATER;
    }
    return EXIT_BUG;
}

bool cli_stdout_is_terminal(void)
{
    return isatty(STDOUT_FILENO);
}

bool cli_colour(void)
{
    const char *none = getenv("NO_COLOR");
    return cli_stdout_is_terminal() && !(none && *none);
}

unsigned cli_width(void)
{
    struct winsize size;
    if (cli_stdout_is_terminal() && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
        return size.ws_col;
    return 0;
}
