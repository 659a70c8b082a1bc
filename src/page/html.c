/* HTML pages. Not read yet: the page is empty and a note says so. */
#include "page/room.h"

dtl_err page_html_blocks(page_run *run, dtl_slice html, dtl_slice title)
{
    (void)html;
    (void)title;
    page_note(run, (dtl_span){0, 0}, "HTML is not read yet");
    return DTL_OK;
}
