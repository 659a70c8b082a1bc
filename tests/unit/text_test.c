/* text: tokens and sentences of invented news sentences, in the manner of the treebanks; hostile input. */
#include "check.h"
#include "text/text.h"
#include <stdio.h>
#include <time.h>

/* Tokens joined by '|', sentences by ' // '. */
static void joined(const char *text, char *out, size_t size)
{
    dtl_arena arena;
    dtl_text layer;
    dtl_note_array notes = {0};
    size_t used = 0;
    dtl_arena_init(&arena, 1 << 22);
    assert_int_equal(dtl_text_plain(dtl_slice_from_cstr(text), NULL, &arena, &notes, &layer), DTL_OK);
    out[0] = 0;
    for (uint32_t i = 0; i < layer.tokens.count; i++) {
        const dtl_token *token = &layer.tokens.items[i];
        const bool first = layer.sentences.items[token->sentence].first == i;
        used += (size_t)snprintf(out + used, size - used, "%s%.*s", i == 0 ? "" : first ? " // " : "|", (int)token->length,
                                 text + token->offset);
    }
    dtl_arena_free(&arena);
}

static void check_all(const char *const (*cases)[2], size_t count)
{
    char got[2000];
    for (size_t i = 0; i < count; i++) {
        joined(cases[i][0], got, sizeof got);
        assert_string_equal(got, cases[i][1]);
    }
}

static void tokens(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"The Taliban's men didn't stop.", "The|Taliban|'s|men|did|n't|stop|."},
        {"The Taliban’s men didn’t stop.", "The|Taliban|’s|men|did|n’t|stop|."},
        {"They cannot say they've left.", "They|can|not|say|they|'ve|left|."},
        {"the fighters' families", "the|fighters|'|families"},
        {"At least 2,000 men and $2.5M, 40% of it.", "At|least|2,000|men|and|$|2.5|M|,|40|%|of|it|."},
        {"A Baghlan-based IS-K cell, 12-year-old boys", "A|Baghlan|-|based|IS|-|K|cell|,|12|-|year|-|old|boys"},
        {"non-state actors re-armed", "non-state|actors|re-armed"},
        {"See https://example.org/a,b?c=1, or write to desk@example.org.",
         "See|https://example.org/a,b?c=1|,|or|write|to|desk@example.org|."},
        {"Gen. R. Karimi of the U.S. said", "Gen.|R.|Karimi|of|the|U.S.|said"},
        {"and/or 9/11, at 11:30am", "and|/|or|9/11|,|at|11:30|am"},
        {"“No,” he said—twice…", "“|No|,|”|he|said|—|twice|…"},
        {"the '90s and 1990s ('the war')", "the|'90s|and|1990s|(|'|the|war|'|)"},
        {"Wait...what?!", "Wait|...|what|?!"},
        {"AT&T and R&D", "AT&T|and|R&D"},
        {"on 2021-08-15, call 700-555-0123", "on|2021-08-15|,|call|700-555-0123"},
        {"They dont know, its a lie, its men cant leave: thats all.", "They|do|nt|know|,|it|s|a|lie|,|its|men|ca|nt|leave|:|that|s|all|."},
        {"Im sure. They told Im Jong of Ive. The law lets them. Lets go.", "I|m|sure|. // They|told|Im|Jong|of|Ive|. // The|law|lets|them|. // Let|s|go|."},
        {"IM, US$400M and $400M, +44 20, .15 of it, the 60's", "IM|,|US$|400|M|and|$|400|M|,|+44|20|,|.15|of|it|,|the|60's"},
        {"2003-2007, 713-5297, from 9am-5pm, 33-66K", "2003|-|2007|,|713-5297|,|from|9|am|-|5|pm|,|33|-|66|K"},
        {"Great :) and :-( <3 (see: here)", "Great|:)|and|:-(|<3|(|see|:|here|)"},
        {"<<plan.doc>> .doc cra.org/list, Noor@HQ and \"<a.b@c.org>\"", "<<|plan.doc|>>|.doc|cra.org/list|,|Noor@HQ|and|\"|<|a.b@c.org|>|\""},
        {"said.but S.Karimi, Dr.Noor (D-Mass.) etc..", "said|. // but|S.|Karimi|,|Dr.|Noor|(|D|-|Mass.|)|etc.|."},
        {"@noor #IStand #1 -> ---->*<---- |--+", "@noor|#IStand|#|1|->|---->*<----||--+"},
        {"why.? yes...? ‘’No,’’ tell 'em", "why|.?|yes|...|?|‘’|No|,|’’|tell|'em"},
        {"Sana'a, al-Shabaab, Tehreek-e-Taliban, O'Neill's mama`s", "Sana'a|,|al|-|Shabaab|,|Tehreek|-|e-Taliban|,|O'Neill|'s|mama|`s"},
        {"", ""},
        {" \t\n\xC2\xA0 ", ""},
    };
    check_all(cases, sizeof cases / sizeof *cases);
}

static void sentences(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"He left. She stayed.", "He|left|. // She|stayed|."},
        {"\"We left.\" He gave no reason.", "\"|We|left|.|\" // He|gave|no|reason|."},
        {"“We left.” He gave no reason.", "“|We|left|.|” // He|gave|no|reason|."},
        {"\"Why?\" he asked. \"No.\"", "\"|Why|?|\"|he|asked|. // \"|No|.|\""},
        {"Gen. Karimi met Mr. Sadat. They talked.", "Gen.|Karimi|met|Mr.|Sadat|. // They|talked|."},
        {"He works for Sana Inc. in Herat.", "He|works|for|Sana|Inc.|in|Herat|."},
        {"He left at 4 p.m. The others stayed.", "He|left|at|4|p.m. // The|others|stayed|."},
        {"He flew to the U.S. Monday.", "He|flew|to|the|U.S.|Monday|."},
        {"It began at 7:30p.m. Monday near a .45 cal. pistol.", "It|began|at|7:30|p.m.|Monday|near|a|.45|cal.|pistol|."},
        {"I th- I think so.", "I|th-|I|think|so|."},
        {"They left.He stayed.", "They|left|. // He|stayed|."},
        {"One line\nof a paragraph.\n\nanother one", "One|line|of|a|paragraph|. // another|one"},
        {"He said no. 12 men stayed.", "He|said|no|. // 12|men|stayed|."},
        {"A rise of 2.5 percent.", "A|rise|of|2.5|percent|."},
        {"They left at 4 p.m. Monday. The U.S. Embassy shut.", "They|left|at|4|p.m.|Monday|. // The|U.S.|Embassy|shut|."},
        {"He flew to the U.S. The rest stayed.", "He|flew|to|the|U.S. // The|rest|stayed|."},
        {"He works for Sana Inc. The rest left.", "He|works|for|Sana|Inc|. // The|rest|left|."},
        {"They sold rice, tea, etc.", "They|sold|rice|,|tea|,|etc|."},
        {"“We left.” “They stayed.” He slept.", "“|We|left|.|” // “|They|stayed|.|” // He|slept|."},
        {"A raid took place on Friday. 12 men died.", "A|raid|took|place|on|Friday|. // 12|men|died|."},
        {"He paid Rs. 500 on Friday.", "He|paid|Rs.|500|on|Friday|."},
        {"Lt. Col. A. B. Noor (see p. 5) left... The army stayed.", "Lt.|Col.|A.|B.|Noor|(|see|p.|5|)|left|... // The|army|stayed|."},
        {"THE ARMY HELD FIVE MEN NEAR THE OLD BRIDGE IN HERAT. GEN. NOOR SAID NOTHING AT ALL TO THE REPORTERS. THEY LEFT.",
         "THE|ARMY|HELD|FIVE|MEN|NEAR|THE|OLD|BRIDGE|IN|HERAT|. // GEN.|NOOR|SAID|NOTHING|AT|ALL|TO|THE|REPORTERS|. // THEY|LEFT|."},
        {"El ejército mató a dos. El ministro no habló.", "El|ejército|mató|a|dos|. // El|ministro|no|habló|."},
        {"(He left.) She stayed.", "(|He|left|.|) // She|stayed|."},
    };
    check_all(cases, sizeof cases / sizeof *cases);
}

/* Title, lead-in, label and language of an article. */
static void article(void **state)
{
    (void)state;
    static const char text[] = "Two held in raid. Police say\nKABUL: Two men were held. One fled.\nBack story\n";
    dtl_block block = {.span = {0, 76}};
    dtl_page page = {.text = dtl_slice_from_cstr(text), .blocks = {&block, 1, 1}};
    dtl_paragraph body[] = {{.span = {29, 35}, .lead_in = 7, .role = DTL_ROLE_PARAGRAPH}, {.span = {65, 10}, .role = DTL_ROLE_LABEL}};
    dtl_article layer = {.title = {0, 28}, .english = true, .body = {body, 2, 2}};
    dtl_arena arena;
    dtl_text out = {.tokens = {0}};
    dtl_note_array notes = {0};
    dtl_arena_init(&arena, 1 << 20);
    assert_int_equal(dtl_text_run(&page, &layer, NULL, &arena, &notes, &out), DTL_OK);
    assert_int_equal(out.sentences.count, 4);
    assert_int_equal(out.sentences.items[0].kind, DTL_SENTENCE_HEADLINE);
    assert_int_equal(out.sentences.items[0].count, 7); /* a headline is one sentence */
    assert_int_equal(out.sentences.items[0].paragraph, DTL_NONE);
    assert_slice(dtl_doc_slice(&(dtl_doc){.page = page}, (dtl_span){out.tokens.items[7].offset, out.tokens.items[7].length}), "Two");
    assert_int_equal(out.sentences.items[3].kind, DTL_SENTENCE_LABEL);
    assert_int_equal(out.sentences.items[3].paragraph, 1);
    dtl_doc doc = {.arena = &arena, .page = page, .article = layer, .text = out};
    dtl_error error = {0};
    assert_true(dtl_doc_check(&doc, &error));
    layer.english = false;
    assert_int_equal(dtl_text_run(&page, &layer, NULL, &arena, &notes, &out), DTL_OK);
    assert_int_equal(out.tokens.count, 0);
    dtl_arena_free(&arena);
}

static double seconds_of(const char *piece, size_t times, uint32_t *token_count)
{
    dtl_arena arena;
    dtl_text out = {.tokens = {0}};
    dtl_note_array notes = {0};
    const size_t length = strlen(piece);
    char *text = malloc(length * times + 1);
    assert_non_null(text);
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * length, piece, length);
    dtl_arena_init(&arena, (size_t)1 << 30);
    clock_t start = clock();
    assert_int_equal(dtl_text_plain(dtl_slice_make(text, length * times), NULL, &arena, &notes, &out), DTL_OK);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    *token_count = out.tokens.count;
    dtl_arena_free(&arena);
    free(text);
    return seconds;
}

/* Two megabytes without a blank, or of nothing but marks, take a second or so, and no token grows beyond its cap. */
static void hostile(void **state)
{
    (void)state;
    static const char *const pieces[] = {"aaaaaaaaaa", "\"\"\"\"\"\"\"\"\"\"", "a.b.c.d.e.", "-a-a-a-a-a", "a@b.a@b.a@", "www.://www",
                                         "''''s''''s", "1,1,1,1,1,", "’’a’", "((((((((((", "Mr.Mr.Mr. ",
                                         ":))))))))):", "=/=/=/=/", "@a#b@a#b", "....!....?", "its its its ", "a\"<>a\"<>", ".a.a.doc.a", "Inc. The Inc. ", ". . . . . ",
                                         "\" a \" b. ", "الرئيس", "我们我们"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        uint32_t count;
        double seconds = seconds_of(pieces[i], 200000, &count);
        assert_true(seconds < 10);
        assert_true(count >= 2000);
    }
    uint32_t count;
    assert_true(seconds_of("aaaaaaaaaa", 1000000, &count) < 10); /* one word of 10 MB */
    assert_int_equal(count, 10000);
    assert_true(seconds_of("\"", 100000, &count) < 2);
    assert_true(seconds_of(".", 100000, &count) < 2);
    dtl_arena small;
    dtl_text out = {.tokens = {0}};
    dtl_note_array notes = {0};
    dtl_arena_init(&small, 4096);
    char words[4000];
    memset(words, ' ', sizeof words);
    for (size_t i = 0; i < sizeof words; i += 2)
        words[i] = 'a';
    assert_int_equal(dtl_text_plain(dtl_slice_make(words, sizeof words), NULL, &small, &notes, &out), DTL_ERR_BUDGET);
    assert_int_equal(out.tokens.count, 0);
    dtl_arena_free(&small);
    dtl_arena_init(&small, 2000000); /* what fits is read, and how much that is, is told */
    assert_int_equal(dtl_text_plain(dtl_slice_make(words, sizeof words), NULL, &small, &notes, &out), DTL_OK);
    assert_int_equal(out.tokens.count, 1250);
    assert_int_equal(notes.count, 1);
    assert_slice(notes.items[0].text, "only the first 1250 words were read");
    dtl_arena_free(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tokens), cmocka_unit_test(sentences), cmocka_unit_test(article),
                                       cmocka_unit_test(hostile)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
