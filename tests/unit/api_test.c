/* api: paths become items, items become sources; then the calls of dateline.h. The program around them is tested in
 * tests/cli/program_test.sh. */
#include "check.h"
#include "api/row.h"
#include "api/stream.h"
#include "api/walk.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder of its own for each test. */
static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/dateline-api-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[96];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static const char *path_of(const char *name)
{
    static char paths[4][128];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void write_bytes(const char *name, const char *bytes, size_t length)
{
    FILE *file = fopen(path_of(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void write_text(const char *name, const char *text)
{
    write_bytes(name, text, strlen(text));
}

/* All items of one path, as "form line text|" where text is the message or the bytes. */
static char *items_of(const char *path, dtl_input_format format)
{
    static char text[8192];
    const char *paths[] = {path};
    dtl_batch batch = {.paths = paths, .path_count = 1, .format = format};
    dtl_reader *reader;
    dtl_item item = {0};
    size_t used = 0;
    text[0] = 0;
    assert_int_equal(dtl_reader_open(&batch, &reader, NULL), DTL_OK);
    while (dtl_reader_next(reader, &item)) {
        const char *slash = strrchr(item.path, '/');
        int length = item.form == DTL_FORM_MESSAGE ? 0 : (int)(item.length < 100 ? item.length : 100);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s:%u:%s%.*s|", slash ? slash + 1 : item.path, (unsigned)item.line,
                                 item.form == DTL_FORM_MESSAGE ? item.text : "", length, length ? item.bytes : "");
        assert_true(used < sizeof text - 200);
    }
    free(item.bytes);
    dtl_reader_close(reader);
    return text;
}

static void folders_are_sorted_and_loops_told(void **state)
{
    (void)state;
    assert_int_equal(mkdir(path_of("b"), 0700), 0);
    write_text("b/x.txt", "two");
    write_text("a.txt", "one");
    write_text("c.HTM", "<p>three");
    write_text(".hidden.txt", "no");
    write_text("logo.png", "no");
    assert_int_equal(symlink("..", path_of("b/back")), 0);
    assert_int_equal(symlink("nowhere.txt", path_of("d.txt")), 0);
    char expected[512];
    snprintf(expected, sizeof expected, "a.txt:0:one|back:0:leads back to a folder above it: not read again|x.txt:0:two|c.HTM:0:<p>three|"
             "d.txt:0:No such file or directory|%s:0:1 file left out: only .txt, .html, .htm, .jsonl, .ndjson and .csv are read from a folder|",
             strrchr(folder, '/') + 1);
    assert_string_equal(items_of(folder, DTL_INPUT_AUTO), expected);
}

static void rows_of_jsonl(void **state)
{
    (void)state;
    write_text("a.jsonl", "\xef\xbb\xbf{\"text\":\"x\"}\r\n\n  \n{broken\n{\"text\":\"last\"}");
    assert_string_equal(items_of(path_of("a.jsonl"), DTL_INPUT_AUTO), "a.jsonl:1:{\"text\":\"x\"}|a.jsonl:4:{broken|a.jsonl:5:{\"text\":\"last\"}|");
    write_text("noname", " \n{\"text\":\"x\"}\n");
    assert_string_equal(items_of(path_of("noname"), DTL_INPUT_AUTO), "noname:2:{\"text\":\"x\"}|");
}

static void records_of_csv(void **state)
{
    (void)state;
    write_text("a.csv", "text,date\n\"two\nlines, \"\"quoted\"\"\",2024-05-01\nplain,\n");
    assert_string_equal(items_of(path_of("a.csv"), DTL_INPUT_AUTO), "a.csv:2:\"two\nlines, \"\"quoted\"\"\",2024-05-01|a.csv:4:plain,|");
    write_text("b.csv", "text,date\n\"never closed,2024\nfine,2024\n");
    assert_string_equal(items_of(path_of("b.csv"), DTL_INPUT_AUTO), "b.csv:2:a quote that is never closed: row skipped|b.csv:3:fine,2024|");
    write_text("c.csv", "title,date\nx,y\n");
    assert_non_null(strstr(items_of(path_of("c.csv"), DTL_INPUT_AUTO), "no usable header line"));
    write_text("d.csv", "");
    assert_non_null(strstr(items_of(path_of("d.csv"), DTL_INPUT_AUTO), "empty"));
}

static void files_that_are_no_reports(void **state)
{
    (void)state;
    write_text("empty.txt", "");
    assert_non_null(strstr(items_of(path_of("empty.txt"), DTL_INPUT_AUTO), "empty"));
    write_bytes("binary.txt", "ab\0cd", 5);
    assert_non_null(strstr(items_of(path_of("binary.txt"), DTL_INPUT_AUTO), "binary"));
    write_bytes("utf16.txt", "\xff\xfe" "a\0b\0", 6);
    assert_null(strstr(items_of(path_of("utf16.txt"), DTL_INPUT_AUTO), "binary"));
    write_text("x.pdf", "%PDF-1.4");
    assert_non_null(strstr(items_of(path_of("x.pdf"), DTL_INPUT_AUTO), "PDF"));
    assert_int_equal(truncate(path_of("empty.txt"), (off_t)DTL_REPORT_BYTES_MAX + 1), 0);
    assert_non_null(strstr(items_of(path_of("empty.txt"), DTL_INPUT_AUTO), "longer than 32 MB"));
    assert_non_null(strstr(items_of(path_of("missing.txt"), DTL_INPUT_AUTO), "No such file"));
    assert_int_equal(symlink("round.txt", path_of("round.txt")), 0);
    assert_non_null(strstr(items_of(path_of("round.txt"), DTL_INPUT_AUTO), "symbolic links"));
}

/* Reads everything as records of at most cap bytes; "state:bytes|". */
static char *records_of(const char *name, bool quotes, size_t cap)
{
    static char text[4096];
    size_t used = 0;
    dtl_stream stream = {0};
    int fd = open(path_of(name), O_RDONLY);
    assert_true(fd >= 0);
    dtl_stream_begin(&stream, fd);
    text[0] = 0;
    for (;;) {
        dtl_slice record;
        uint64_t line, offset;
        dtl_record_state state = dtl_stream_record(&stream, quotes, cap, &record, &line, &offset);
        if (state == DTL_RECORD_END)
            break;
        used += (size_t)snprintf(text + used, sizeof text - used, "%d@%u,%u:%.*s|", (int)state, (unsigned)line, (unsigned)offset, (int)record.length,
                                 record.length ? record.ptr : "");
    }
    dtl_stream_free(&stream);
    close(fd);
    return text;
}

static void records_longer_than_the_cap_are_skipped(void **state)
{
    (void)state;
    write_text("long", "ab\n0123456789\ncd\n0123456789");
    assert_string_equal(records_of("long", false, 5), "1@1,0:ab|2@2,3:|1@3,14:cd|2@4,17:|");
    /* an open quote gives up its own line only, also when the end comes first */
    write_text("open", "\"ab\ncd\nef\n");
    assert_string_equal(records_of("open", true, 100), "3@1,0:\"ab|1@2,4:cd|1@3,7:ef|");
    assert_string_equal(records_of("open", true, 7), "3@1,0:\"ab|1@2,4:cd|1@3,7:ef|");
}

static void gigabytes_need_only_their_longest_line(void **state)
{
    (void)state;
    FILE *file = fopen(path_of("many.jsonl"), "wb");
    for (int i = 0; i < 200000; i++)
        fprintf(file, "{\"text\":\"row %d\"}\n", i);
    fclose(file);
    dtl_stream stream = {0};
    dtl_stream_begin(&stream, open(path_of("many.jsonl"), O_RDONLY));
    dtl_slice record;
    uint64_t line = 0, offset = 0, count = 0;
    while (dtl_stream_record(&stream, false, DTL_ROW_BYTES_MAX, &record, &line, &offset) == DTL_RECORD_FINE)
        count++;
    assert_int_equal(count, 200000);
    assert_int_equal(line, 200001);
    assert_true(stream.capacity <= 1024 * 1024);
    close(stream.fd);
    dtl_stream_free(&stream);
}

static void csv_fields(void **state)
{
    (void)state;
    dtl_arena arena;
    dtl_arena_init(&arena, 1 << 20);
    uint32_t count;
    dtl_slice *fields = dtl_csv_fields(DTL_SLICE("a,\"b, \"\"c\"\"\",,\"\"x,"), ',', &arena, &count);
    assert_int_equal(count, 5);
    assert_slice(fields[0], "a");
    assert_slice(fields[1], "b, \"c\"");
    assert_slice(fields[2], "");
    assert_slice(fields[3], "x");
    assert_slice(fields[4], "");
    dtl_arena_free(&arena);
}

/* The source of one row, or the reason why there is none. */
static const char *source_of(dtl_item *item, const char *bytes, size_t length, dtl_arena *arena, dtl_source *source, bool *repaired,
                             void **held, uint64_t *offset)
{
    static const dtl_defaults defaults = {{NULL, 0}, {"Desk", 4}, {"2020-01-01", 10}};
    item->bytes = (char *)(uintptr_t)bytes;
    item->length = length;
    return dtl_row_source(item, &defaults, arena, source, repaired, held, offset);
}

static void json_columns(void **state)
{
    (void)state;
    dtl_arena arena;
    dtl_arena_init(&arena, 1 << 20);
    dtl_item item = {.form = DTL_FORM_JSON_ROW, .path = "in/wire.jsonl", .line = 7, .offset = 100};
    dtl_source source;
    bool repaired;
    void *held;
    uint64_t offset;
    const char row[] = "{\"outlet\":\"Post\",\"date\":20240502,\"text\":\"caf\\u00e9 \xff.\",\"title\":\"T\",\"other\":[1]}";
    assert_null(source_of(&item, row, sizeof row - 1, &arena, &source, &repaired, &held, &offset));
    assert_slice(source.file, "wire.jsonl:7");
    assert_slice(source.outlet, "Post");
    assert_slice(source.published, "20240502");
    assert_slice(source.bytes, "caf\xc3\xa9 \xef\xbf\xbd.");
    assert_slice(source.title, "T");
    assert_true(repaired);
    dtl_row_release(held);

    const char html[] = "{\"html\":\"<p>x\",\"text\":\"y\",\"published\":\"2024-05-03\",\"date\":\"2001-01-01\"}";
    assert_null(source_of(&item, html, sizeof html - 1, &arena, &source, &repaired, &held, &offset));
    assert_slice(source.bytes, "<p>x");
    assert_int_equal(source.format, DTL_FORMAT_HTML);
    assert_slice(source.published, "2024-05-03");
    assert_slice(source.outlet, "Desk");
    dtl_row_release(held);

    const char broken[] = "{\"text\": oops}";
    assert_non_null(strstr(source_of(&item, broken, sizeof broken - 1, &arena, &source, &repaired, &held, &offset), "broken JSON"));
    assert_in_range(offset, 108, 114);
    dtl_row_release(held);

    const char none[] = "{\"title\":\"T\"}";
    assert_non_null(strstr(source_of(&item, none, sizeof none - 1, &arena, &source, &repaired, &held, &offset), "neither text nor html"));
    dtl_row_release(held);

    const char coded[] = "{\"schema\":1,\"sha256\":\"00\",\"text\":\"x\"}";
    assert_non_null(strstr(source_of(&item, coded, sizeof coded - 1, &arena, &source, &repaired, &held, &offset), "already coded"));
    dtl_row_release(held);
    dtl_arena_free(&arena);
}

static void csv_columns(void **state)
{
    (void)state;
    dtl_arena arena;
    dtl_arena_init(&arena, 1 << 20);
    dtl_slice names[] = {DTL_SLICE("URL"), DTL_SLICE("Text"), DTL_SLICE("published")};
    dtl_columns columns = {names, 3, ';'};
    dtl_item item = {.form = DTL_FORM_CSV_ROW, .path = "desk.csv", .line = 2, .columns = &columns};
    dtl_source source;
    bool repaired;
    void *held;
    uint64_t offset;
    assert_null(source_of(&item, "http://x;\"a; b\";2024-01-02", 26, &arena, &source, &repaired, &held, &offset));
    assert_slice(source.url, "http://x");
    assert_slice(source.bytes, "a; b");
    assert_slice(source.published, "2024-01-02");
    assert_string_equal(source_of(&item, "only", 4, &arena, &source, &repaired, &held, &offset), "1 columns where the header has 3: row skipped");
    dtl_arena_free(&arena);
}

/* ---- the public header: an engine, a report, a ledger ---- */

/* What a listener and a sink heard. */
typedef struct heard {
    char text[65536];
    size_t length;
    unsigned lines, messages, skipped;
    dtl_err last_code;
    char last_text[256];
    bool stop;
} heard;

static bool hear(void *context, const char *bytes, size_t length)
{
    heard *h = context;
    h->lines++;
    if (h->length + length < sizeof h->text) {
        memcpy(h->text + h->length, bytes, length);
        h->length += length;
    }
    h->text[h->length] = 0;
    return !h->stop;
}

static bool hear_message(void *context, const dtl_message *message)
{
    heard *h = context;
    h->messages++;
    h->skipped += message->skipped;
    h->last_code = message->code;
    snprintf(h->last_text, sizeof h->last_text, "%s", message->text);
    return true;
}

static const char bomb[] = "Bomb kills three guards in Herat\n\nHERAT – A bomb killed three guards at a checkpoint in Herat on Monday, the police said.\n";

static dtl_err code_bytes(const dtl_engine *engine, const char *bytes, size_t length, heard *h, dtl_error *error)
{
    dtl_input input = {.bytes = bytes, .length = length, .file = "bomb.txt", .published = "2024-05-07"};
    dtl_listener listener = {.context = h, .line = hear, .message = hear_message};
    *h = (heard){.stop = h->stop};
    return dtl_code(engine, &input, &listener, error);
}

static void a_report_becomes_one_line(void **state)
{
    (void)state;
    static heard one, two;
    dtl_engine *engine;
    dtl_error error;
    assert_int_equal(dtl_engine_open(NULL, &engine, &error), DTL_OK);
    assert_int_equal(code_bytes(engine, bomb, sizeof bomb - 1, &one, &error), DTL_OK);
    assert_int_equal(one.lines, 1);
    assert_int_equal(one.text[one.length - 1], '\n');
    assert_non_null(strstr(one.text, "\"type\":\"ASSAULT\""));
    assert_int_equal(code_bytes(engine, bomb, sizeof bomb - 1, &two, &error), DTL_OK);
    assert_string_equal(one.text, two.text);

    assert_int_equal(code_bytes(engine, "", 0, &one, &error), DTL_OK);
    assert_int_equal(one.lines, 0);
    assert_int_equal(one.skipped, 1);
    assert_int_equal(one.last_code, DTL_ERR_INPUT);
    assert_int_equal(code_bytes(engine, "a\0b", 3, &one, &error), DTL_OK);
    assert_non_null(strstr(one.last_text, "binary"));

    one.stop = true;
    assert_int_equal(code_bytes(engine, bomb, sizeof bomb - 1, &one, &error), DTL_ERR_CANCELLED);
    dtl_input jsonl = {.bytes = "{}", .length = 2, .format = DTL_INPUT_JSONL};
    dtl_listener nobody = {0};
    assert_int_equal(dtl_code(engine, &jsonl, &nobody, &error), DTL_ERR_ARGUMENT);
    dtl_input wrong_day = {.bytes = bomb, .length = sizeof bomb - 1, .published = "yesterday"};
    assert_int_equal(dtl_code(engine, &wrong_day, &nobody, &error), DTL_ERR_ARGUMENT);
    assert_non_null(strstr(error.message, "yesterday"));
    dtl_engine_close(engine);
    dtl_engine_close(NULL);
}

/* A report that does not fit its budget is told, and does not depend on what came before it. */
static void a_small_budget_refuses_the_report_alone(void **state)
{
    (void)state;
    static heard h;
    dtl_engine *engine;
    dtl_error error;
    dtl_engine_options options = {.document_budget = 100 * 1024};
    assert_int_equal(dtl_engine_open(&options, &engine, &error), DTL_OK);
    char *giant = malloc(200000);
    for (size_t i = 0; i < 200000; i++)
        giant[i] = "The police said that a bomb killed two guards. "[i % 47];
    assert_int_equal(code_bytes(engine, giant, 200000, &h, &error), DTL_OK);
    assert_int_equal(h.skipped, 1);
    assert_int_equal(h.last_code, DTL_ERR_BUDGET);
    free(giant);
    dtl_engine_close(engine);
}

static void engines_refuse_wrong_rules_and_models(void **state)
{
    (void)state;
    dtl_engine *engine = NULL;
    dtl_error error;
    dtl_engine_options options = {.rules_directory = folder};
    assert_int_equal(dtl_engine_open(&options, &engine, &error), DTL_ERR_RULES); /* nothing in there */
    write_text("events.txt", "kill.v | type=NONSENSE\n");
    assert_int_equal(dtl_engine_open(&options, &engine, &error), DTL_OK); /* a wrong line of a user is told and left out */
    heard complaints = {0};
    assert_int_equal(dtl_engine_complaints(engine, hear, &complaints), 1);
    assert_non_null(strstr(complaints.text, "events.txt:1: not a PLOVER type: NONSENSE"));
    dtl_engine_close(engine);
    engine = NULL;
    options = (dtl_engine_options){.model_path = path_of("events.txt")};
    assert_int_equal(dtl_engine_open(&options, &engine, &error), DTL_ERR_MODEL);
    options = (dtl_engine_options){.model_path = path_of("none")};
    assert_int_equal(dtl_engine_open(&options, &engine, &error), DTL_ERR_IO);
    assert_null(engine);
}

static void a_line_goes_into_a_ledger_once(void **state)
{
    (void)state;
    static heard line, told;
    dtl_engine *engine;
    dtl_ledger_file *ledger = NULL;
    dtl_error error;
    dtl_changes changes;
    bool is_new = false;
    assert_int_equal(dtl_engine_open(NULL, &engine, &error), DTL_OK);
    assert_int_equal(code_bytes(engine, bomb, sizeof bomb - 1, &line, &error), DTL_OK);
    assert_int_equal(dtl_ledger_open(path_of("l.db"), DTL_OPEN_READ, &ledger, &error), DTL_ERR_IO);
    assert_int_equal(dtl_ledger_open(path_of("l.db"), DTL_OPEN_CREATE, &ledger, &error), DTL_OK);
    assert_int_equal(dtl_ledger_add(ledger, line.text, line.length, &is_new, &error), DTL_OK);
    assert_true(is_new);
    assert_int_equal(dtl_ledger_add(ledger, line.text, line.length, &is_new, &error), DTL_OK);
    assert_false(is_new);
    assert_int_equal(dtl_ledger_add(ledger, "{}", 2, &is_new, &error) == DTL_OK, 0);
    assert_int_equal(dtl_ledger_commit(ledger, &changes, hear, &told, &error), DTL_OK);
    assert_int_equal(changes.reports, 1);
    assert_int_equal(changes.reports_added, 1);
    assert_int_equal(changes.events_new, told.lines);
    assert_true(told.lines > 0);
    assert_int_equal(strncmp(told.text, "new ", 4), 0);
    assert_int_equal(dtl_ledger_commit(ledger, &changes, hear, &told, &error), DTL_OK);
    assert_int_equal(changes.events_new + changes.events_changed + changes.events_gone + changes.reports_added, 0);

    told = (heard){0};
    dtl_query query = {.view = DTL_VIEW_EVENTS, .output = DTL_OUTPUT_JSON, .type = "assault", .since = "2024-05-01", .until = "2024-05-31"};
    assert_int_equal(dtl_ledger_query(ledger, &query, hear, &told, &error), DTL_OK);
    assert_non_null(strstr(told.text, "\"ASSAULT\""));
    told = (heard){0};
    query.since = "2024-06-01";
    query.until = NULL;
    assert_int_equal(dtl_ledger_query(ledger, &query, hear, &told, &error), DTL_OK);
    assert_int_equal(told.length, 0);
    query.since = "June";
    assert_int_equal(dtl_ledger_query(ledger, &query, hear, &told, &error), DTL_ERR_ARGUMENT);
    query = (dtl_query){.view = DTL_VIEW_EVENT};
    assert_int_equal(dtl_ledger_query(ledger, &query, hear, &told, &error), DTL_ERR_ARGUMENT);
    query.event = "most-voices";
    assert_int_equal(dtl_ledger_query(ledger, &query, hear, &told, &error), DTL_OK);
    told = (heard){.stop = true};
    assert_int_equal(dtl_ledger_query(ledger, &query, hear, &told, &error), DTL_ERR_CANCELLED);
    assert_int_equal(error.code, DTL_ERR_CANCELLED);
    dtl_ledger_close(ledger);
    dtl_engine_close(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(folders_are_sorted_and_loops_told, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(rows_of_jsonl, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(records_of_csv, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(files_that_are_no_reports, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(records_longer_than_the_cap_are_skipped, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(gigabytes_need_only_their_longest_line, make_folder, remove_folder),
        cmocka_unit_test(csv_fields),
        cmocka_unit_test(json_columns),
        cmocka_unit_test(csv_columns),
        cmocka_unit_test(a_report_becomes_one_line),
        cmocka_unit_test(a_small_budget_refuses_the_report_alone),
        cmocka_unit_test_setup_teardown(engines_refuse_wrong_rules_and_models, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_line_goes_into_a_ledger_once, make_folder, remove_folder),
    };
    return cmocka_run_group_tests_name("api", tests, NULL, NULL);
}
