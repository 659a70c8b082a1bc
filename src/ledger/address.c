/* The address of a report: what its URL names, whoever spells it and wherever it was saved.
 *
 * In: a URL as a caller gave it. Out: the same address for all spellings of one page, and when a web archive saved it. Dropped: the
 * scheme, a user's name, "www.", the usual ports, the fragment, a slash at the end, the order of parameters, parameters that only tell
 * where a reader came from (utm_source, fbclid …), tabs and line breaks; the archive's own prefix, whose time is kept.
 * Example: "http://web.archive.org/web/20140305101500/http://www.Harbour.example:80/raid/?utm_source=feed#top" is "harbour.example/raid",
 *          saved 2014-03-05 10:15.
 * A URL that is too long, holds other control characters, names no host, or only a host (a front page is no report), has no address.
 * Knowingly wrong: a mobile site ("m.harbour.example") and a page number of a long story are addresses of their own; a parameter that
 * we do not know to be idle makes another address.
 */
#include "ledger/internal.h"
#include <stdlib.h>

enum { URL_MOST = 4096, PARAMETERS_MOST = 64, ARCHIVES_MOST = 4 };

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool starts(dtl_slice text, const char *prefix)
{
    uint32_t length = (uint32_t)strlen(prefix);
    return text.length >= length && dtl_slice_equal_nocase((dtl_slice){text.ptr, length}, (dtl_slice){prefix, length});
}

static dtl_slice after(dtl_slice text, uint32_t count)
{
    return (dtl_slice){text.ptr + count, text.length - count};
}

/* "https://host/…", "//host/…" and "host.example/…" give "host…"; anything else with a scheme names no host. */
static dtl_slice without_scheme(dtl_slice url)
{
    uint32_t colon = 0;
    while (colon < url.length && url.ptr[colon] != ':' && url.ptr[colon] != '/' && url.ptr[colon] != '?')
        colon++;
    if (starts(url, "//"))
        return after(url, 2);
    if (starts(after(url, colon), "://"))
        return starts(url, "http") ? after(url, colon + 3) : DTL_SLICE_EMPTY;
    return url;
}

/* Where the host ends. */
static uint32_t host_length(dtl_slice rest)
{
    uint32_t end = 0;
    while (end < rest.length && rest.ptr[end] != '/' && rest.ptr[end] != '?' && rest.ptr[end] != '#')
        end++;
    return end;
}

static dtl_slice clean_host(dtl_slice host)
{
    for (uint32_t i = 0; i < host.length; i++)
        if (host.ptr[i] == '@') {
            host = after(host, i + 1);
            i = 0;
        }
    if (dtl_slice_ends_with(host, DTL_SLICE(":80")))
        host.length -= 3;
    else if (dtl_slice_ends_with(host, DTL_SLICE(":443")))
        host.length -= 4;
    while (host.length && host.ptr[host.length - 1] == '.')
        host.length--;
    return starts(host, "www.") ? after(host, 4) : host;
}

/* "web.archive.org/web/20140305101500id_/http://…": cuts the prefix off and keeps its time. */
static bool cut_archive(dtl_slice *rest, int64_t *saved)
{
    uint32_t end = host_length(*rest), digits = 0;
    dtl_slice host = clean_host((dtl_slice){rest->ptr, end}), path = after(*rest, end);
    if (!dtl_slice_equal_nocase(host, DTL_SLICE("web.archive.org")) || !starts(path, "/web/"))
        return false;
    path = after(path, 5);
    int64_t time = 0;
    for (; digits < path.length && is_digit(path.ptr[digits]) && digits < 14; digits++)
        time = time * 10 + (path.ptr[digits] - '0');
    uint32_t slash = digits;
    while (slash < path.length && path.ptr[slash] != '/')
        slash++;
    if (digits < 4 || slash == path.length || slash > digits + 4)
        return false;
    for (; digits < 14; digits++)
        time *= 10;
    *saved = *saved ? *saved : time;
    *rest = without_scheme(after(path, slash + 1));
    return true;
}

dtl_slice host_of_url(dtl_slice url)
{
    int64_t saved = 0;
    dtl_slice rest = without_scheme(dtl_slice_trim(url));
    for (int i = 0; i < ARCHIVES_MOST && cut_archive(&rest, &saved); i++)
        ;
    dtl_slice host = clean_host((dtl_slice){rest.ptr, host_length(rest)});
    for (uint32_t i = 0; i < host.length; i++)
        if (host.ptr[i] == ':')
            host.length = i;
    return host;
}

static bool is_idle(dtl_slice parameter)
{
    static const char *const names[] = {"fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "igshid", "mc_cid", "mc_eid", "_ga",
                                        "_gl", "cmpid", "cmp", "icid", "ncid", "ocid", "s_cid", "smid", "smprod", "ito", "ref", "ref_src", "ref_url",
                                        "referrer", "xtor", "track", "ocampaign"};
    uint32_t length = 0;
    while (length < parameter.length && parameter.ptr[length] != '=')
        length++;
    dtl_slice name = {parameter.ptr, length};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (dtl_slice_equal_nocase(name, dtl_slice_from_cstr(names[i])))
            return true;
    return starts(name, "utm_") || !parameter.length;
}

static int by_bytes(const void *x, const void *y)
{
    return dtl_slice_compare(*(const dtl_slice *)x, *(const dtl_slice *)y);
}

/* Host in small letters, path, parameters in order. */
static bool write_address(dtl_slice host, dtl_slice path, dtl_slice query, dtl_buffer *out)
{
    dtl_slice parameters[PARAMETERS_MOST], parameter;
    uint32_t count = 0;
    while (query.ptr && dtl_slice_next_field(&query, '&', &parameter)) {
        if (is_idle(parameter))
            continue;
        if (count == PARAMETERS_MOST)
            return false;
        parameters[count++] = parameter;
    }
    while (path.length && path.ptr[path.length - 1] == '/')
        path.length--;
    if (!path.length && !count)
        return false;
    qsort(parameters, count, sizeof *parameters, by_bytes);
    for (uint32_t i = 0; i < host.length; i++)
        dtl_buffer_char(out, lower(host.ptr[i]));
    dtl_buffer_slice(out, path);
    for (uint32_t i = 0; i < count; i++) {
        dtl_buffer_char(out, i ? '&' : '?');
        dtl_buffer_slice(out, parameters[i]);
    }
    return !out->failed;
}

bool address_of(dtl_slice url, dtl_buffer *scratch, dtl_buffer *address, int64_t *saved)
{
    dtl_buffer_clear(address);
    dtl_buffer_clear(scratch);
    *saved = 0;
    url = dtl_slice_trim(url);
    if (!url.length || url.length > URL_MOST)
        return false;
    for (uint32_t i = 0; i < url.length; i++) {
        unsigned char c = (unsigned char)url.ptr[i];
        if (c == '\t' || c == '\n' || c == '\r')
            continue;
        if (c <= ' ' || c == 0x7F)
            return false;
        dtl_buffer_char(scratch, (char)c);
    }
    if (scratch->failed)
        return false;
    dtl_slice rest = without_scheme(dtl_slice_make(scratch->bytes, scratch->length));
    for (int i = 0; i < ARCHIVES_MOST && cut_archive(&rest, saved); i++)
        ;
    uint32_t end = host_length(rest);
    dtl_slice host = clean_host((dtl_slice){rest.ptr, end}), path = after(rest, end), query = DTL_SLICE_EMPTY;
    if (dtl_slice_find(host, DTL_SLICE("."), 0) == DTL_NONE || dtl_slice_find(host, DTL_SLICE(":"), 0) == 0)
        return false;
    for (uint32_t i = 0; i < path.length; i++)
        if (path.ptr[i] == '#')
            path.length = i;
    for (uint32_t i = 0; i < path.length; i++)
        if (path.ptr[i] == '?') {
            query = after(path, i + 1);
            path.length = i;
        }
    return write_address(host, path, query, address);
}
