/* Actors: sentences invented here, and what the names in them must stand for, with the reason. The list was written before
 * the rules; a row that fails is a rule that is missing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
/* cmocka wants the three above first */
#include <cmocka.h>
#include "api/engine.h"

/* A sentence (told on a day), words in it, what they stand for. */
typedef struct name_case {
    const char *published, *text, *words;
    const char *id;     /* "" = no mention with these words stands for an actor */
    const char *reason; /* a part of the reason, NULL = any */
    const char *sector; /* NULL = any */
} name_case;

static const name_case cases[] = {
    /* capitals that act and capitals that are places */
    {"2023-05-02", "Kabul said it would not allow its soil to be used against Pakistan.", "Kabul", "taliban", "capital stands for the government", "GOV"},
    {"2020-05-02", "Kabul rejected the accusation on Monday.", "Kabul", "AFG", "capital stands for the government of Afghanistan", "GOV"},
    {"2023-05-02", "A bomb killed two guards in Kabul on Monday.", "Kabul", "place:AFG:kabul:kabul", NULL, NULL},
    {"2023-05-02", "Islamabad has accused Kabul of harbouring militants.", "Islamabad", "PAK", "capital stands for the government of Pakistan", NULL},
    {"2023-05-02", "Islamabad has accused Kabul of harbouring militants.", "Kabul", "taliban", "capital stands for the government", NULL},
    {"2023-05-02", "Moscow denied the claim, while Kyiv said it had shot down the drones.", "Moscow", "RUS", "capital stands for", NULL},
    {"2023-05-02", "Moscow denied the claim, while Kyiv said it had shot down the drones.", "Kyiv", "UKR", "capital stands for", NULL},
    {"2023-05-02", "Tehran's nuclear programme has worried Washington for years.", "Washington", "USA", "capital stands for", NULL},
    {"2023-05-02", "Talks between Islamabad and New Delhi broke down on Friday.", "New Delhi", "IND", "capital stands for", NULL},
    {"2023-05-02", "Talks in Islamabad broke down on Friday.", "Islamabad", "place:PAK:islamabad:islamabad", NULL, NULL},
    {"2023-05-02", "The minister arrived in Tehran from Ankara on Friday.", "Ankara", "place:TUR:ankara:ankara", NULL, NULL},
    {"2023-05-02", "Police in Moscow detained two men.", "Moscow", "place:RUS:moscow:moscow", NULL, NULL},
    {"2023-05-02", "The delegation left Islamabad on Friday.", "Islamabad", "place:PAK:islamabad:islamabad", NULL, NULL},
    {"2023-05-02", "Kabul has grown into a city of five million people.", "Kabul", "place:AFG:kabul:kabul", NULL, NULL},
    {"2023-05-02", "Kabul residents said they heard gunfire.", "Kabul residents", "role:AFG:kabul:resident", NULL, "CVL"},
    {"2023-05-02", "London police said a man had been stabbed.", "London", "", NULL, NULL},
    {"2023-05-02", "Fans of Real Madrid said the match had been fixed.", "Madrid", "", "stands for", NULL},
    {"2023-05-02", "Dhaka and Delhi signed a trade agreement on Monday.", "Dhaka", "BGD", "capital stands for", NULL},
    {"2023-05-02", "Washington has urged Beijing to use its influence.", "Beijing", "CHN", "capital stands for", NULL},
    {"2023-05-02", "Thousands of people fled Khartoum after the fighting.", "Khartoum", "place:SDN:khartoum:khartoum", NULL, NULL},
    {"2023-05-02", "Two rockets hit Tripoli on Tuesday.", "Tripoli", "place:LBY:tripoli:tripoli", NULL, NULL},
    {"2023-05-02", "Brussels said it would suspend the aid.", "Brussels", "eu", "stands for European Union", NULL},
    {"2023-05-02", "The summit in Brussels ended without a result.", "Brussels", "place:BEL:brussels capital:brussels", NULL, NULL},
    /* houses and names of their own */
    {"2023-05-02", "The Pentagon confirmed the strike on Tuesday.", "The Pentagon", "USA:defense-ministry", NULL, "MIL"},
    {"2023-05-02", "The Kremlin rejected the report.", "The Kremlin", "RUS:executive", NULL, "GOV"},
    {"2023-05-02", "Whitehall declined to comment.", "Whitehall", "GBR", "stands for", "GOV"},
    {"2023-05-02", "The Bundeswehr withdrew its last soldiers from Mali.", "The Bundeswehr", "DEU:army", NULL, "MIL"},
    {"2023-05-02", "The Knesset approved the law on Monday.", "The Knesset", "ISR:parliament", NULL, "LEG"},
    {"2023-05-02", "The IDF said it had killed two gunmen.", "The IDF", "ISR:army", "acronym of Israel Defense Forces", "MIL"},
    {"2023-05-02", "The ISI arrested a former officer in Karachi.", "The ISI", "isi", NULL, "SPY"},
    {"2023-05-02", "The FSB said it had foiled an attack in Moscow.", "The FSB", "fsb", NULL, "SPY"},
    {"2023-05-02", "The GDI said its forces had arrested two ISKP members in Kabul.", "The GDI", "taliban:intelligence-directorate", NULL, "SPY"},
    {"2019-05-02", "The NDS said its forces had arrested two Haqqani network members in Kabul.", "The NDS", "nds", NULL, "SPY"},
    {"2023-05-02", "The IRGC fired missiles at a base in Iraq.", "The IRGC", "irgc", NULL, "MIL"},
    {"2023-06-02", "The Rapid Support Forces shelled a market in Omdurman, residents said.", "The Rapid Support Forces", "rsf", NULL, NULL},
    {"2023-06-02", "Sudan's army accused the RSF of looting homes in Khartoum.", "the RSF", "rsf", NULL, NULL},
    {"2023-05-02", "India's Ministry of External Affairs summoned the envoy.", "India's Ministry of External Affairs", "IND:foreign-ministry", NULL, "GOV"},
    {"2023-05-02", "The Iranian parliament passed the bill.", "The Iranian parliament", "IRN:parliament", NULL, "LEG"},
    {"2023-05-02", "Turkey's National Intelligence Organization captured him in Sudan.", "National Intelligence Organization", "mit-turkey", NULL, "SPY"},
    {"2023-05-02", "The US State Department condemned the attack.", "The US State Department", "USA:foreign-ministry", NULL, "GOV"},
    {"2023-05-02", "Rosgvardia officers searched the house.", "Rosgvardia", "rosgvardia", NULL, NULL},
    {"2023-05-02", "The Bundestag debated the mission on Thursday.", "The Bundestag", "DEU:parliament", NULL, "LEG"},
    /* organisations */
    {"2023-05-02", "UNAMA condemned the attack on the hospital.", "UNAMA", "unama", NULL, "IGO"},
    {"2023-05-02", "The UN Security Council met on Friday.", "The UN Security Council", "un-security-council", NULL, "IGO"},
    {"2023-05-02", "The OIC called on the Taliban to reopen schools.", "The OIC", "oic", NULL, "IGO"},
    {"2023-05-02", "Doctors Without Borders said its clinic in Khost had been hit.", "Doctors Without Borders", "msf", NULL, "NGO"},
    {"2023-05-02", "The Norwegian Refugee Council suspended its work in Afghanistan.", "The Norwegian Refugee Council", "nrc", NULL, "NGO"},
    {"2023-05-02", "The Shanghai Cooperation Organisation admitted Iran.", "The Shanghai Cooperation Organisation", "sco", NULL, "IGO"},
    {"2023-05-02", "The Asian Development Bank approved the loan.", "The Asian Development Bank", "adb", NULL, "IGO"},
    {"2023-05-02", "SIGAR said the money had been lost.", "SIGAR", "sigar", NULL, NULL},
    /* demonyms */
    {"2023-05-02", "A Congolese soldier was killed near Goma.", "A Congolese soldier", "role:COD:soldier", NULL, "MIL"},
    {"2023-05-02", "Kosovar police arrested three men.", "Kosovar police", "KOS:police", NULL, "COP"},
    {"2023-05-02", "Emirati officials met the delegation.", "Emirati officials", "role:ARE:official", NULL, "GOV"},
    {"2023-05-02", "Monegasque police searched the yacht.", "Monegasque police", "MCO:police", NULL, "COP"},
    /* outlets as voices */
    {"2023-05-02", "Pajhwok reported that two men were killed in Khost.", "Pajhwok", "pajhwok", NULL, "JRN"},
    {"2023-05-02", "The official told Ukrainska Pravda that a bridge had been hit.", "Ukrainska Pravda", "ukrainska-pravda", NULL, "JRN"},
    {"2023-05-02", "Kenya's Daily Nation reported that a bus had been attacked.", "Daily Nation", "daily-nation", NULL, "JRN"},
    {"2023-05-02", "The Kabul Times said the road had been opened.", "The Kabul Times", "kabul-times", NULL, "JRN"},
    /* branches */
    {"2023-05-02", "KABUL, May 2 (Plain News) - Taliban forces raided a hideout of the local branch of Daesh in Kabul.", "the local branch of Daesh", "iskp", "branch of Islamic State in the country of the report", "REB"},
    {"2023-05-02", "KABUL, May 2 (Plain News) - IS in Afghanistan has killed dozens of worshippers.", "IS in Afghanistan", "iskp", "branch of Islamic State in Afghanistan", "REB"},
    {"2023-05-02", "The Afghan branch of the Islamic State claimed the bombing in Kabul.", "The Afghan branch of the Islamic State", "iskp", "branch of Islamic State in Afghanistan", "REB"},
    {"2023-05-02", "The Islamic State's affiliate in Afghanistan claimed the bombing in Kabul.", "The Islamic State's affiliate in Afghanistan", "iskp", "branch of Islamic State in Afghanistan", "REB"},
    {"2023-05-02", "KABUL, May 2 (Plain News) - The Islamic State claimed the bombing of a mosque in Kabul.", "The Islamic State", "islamic-state", "may mean its branch here, Islamic State Khorasan Province", "REB"},
    {"2023-05-02", "The Islamic State claimed the bombing of a church in Mosul.", "The Islamic State", "islamic-state", "", "REB"},
    /* acronyms that define themselves */
    {"2023-05-02", "The Herat Women's Relief Council (HWRC) closed its office. HWRC said the Taliban had closed it.", "HWRC", "name:herat women s relief council", NULL, NULL},
    {"2023-05-02", "Gunmen of the Desert Front for Renewal (DFR) took a post in Badakhshan. Two DFR fighters were killed.", "Two DFR fighters", "role:name:desert front for renewal:fighter", NULL, NULL},
    /* several owners */
    {"2012-05-02", "US and NATO forces killed six insurgents in Helmand.", "US", "USA", NULL, NULL},
    {"2012-05-02", "US and NATO forces killed six insurgents in Helmand.", "NATO forces", "nato:forces", NULL, "MIL"},
    {"2012-05-02", "US and NATO forces killed six insurgents in Helmand.", "US and NATO forces", "USA:forces", "one of several owners: United States", "MIL"},
    /* shared names need support */
    {"2023-05-02", "Fighters of the Arakan Army took the town in Rakhine. The AA said it had lost two men.", "The AA", "arakan-army", "the report supports", "REB"},
    {"2023-05-02", "The minister told AA that the talks in Ankara had failed.", "AA", "anadolu", NULL, "JRN"},
    {"2023-05-02", "Members of the PA board said the school in Ohio would reopen.", "PA", "", NULL, NULL},
    /* what they were */
    {"2019-05-02", "Taliban fighters killed nine policemen in Ghazni.", "Taliban fighters", "role:taliban:fighter", NULL, "REB"},
    {"2023-05-02", "Former president Ashraf Ghani left the country.", "Former president Ashraf Ghani", "person:ashraf ghani", NULL, "ELI"},
    {"2023-05-02", "Gunmen shot a former police officer in Kandahar.", "a former police officer", "role::former police officer", NULL, "ELI"},
    /* generic people */
    {"2023-05-02", "Worshippers and mourners were among the dead.", "Worshippers", "role::worshipper", NULL, "REL"},
    {"2023-05-02", "The provincial governor of Kunduz said two militants had been killed.", "The provincial governor of Kunduz", "role:taliban:kunduz:governor", NULL, "GOV"},
    {"2023-05-02", "Security forces arrested the tribal leader in Balochistan.", "the tribal leader", "role::tribal leader", NULL, NULL},
    {"2023-05-02", "Police said masked men had killed two truckers on the highway.", "masked men", "role::gunman", NULL, "UAF"},
    {"2023-05-02", "The beekeeper was killed by a sniper near the front line.", "a sniper", "role::sniper", NULL, NULL},
};

/* The k-th mention with these words that stands for somebody; pronouns and times do not count. */
static const dtl_mention *find(const dtl_doc *doc, const char *words, const char *id)
{
    const dtl_mention *found = NULL;
    for (uint32_t i = 0; i < doc->mention.mentions.count; i++) {
        const dtl_mention *m = &doc->mention.mentions.items[i];
        if (m->kind >= DTL_MENTION_TIME || m->target == DTL_NONE || !dtl_slice_is(dtl_doc_slice(doc, m->span), words))
            continue;
        if (!found || dtl_slice_is(doc->mention.entities.items[m->target].id, id))
            found = m;
    }
    return found;
}

static bool holds(const dtl_engine *engine, const name_case *c)
{
    dtl_arena arena;
    char text[1024];
    dtl_error error = {0};
    /* a headline of another matter, so that the sentence is the body */
    int length = snprintf(text, sizeof text, "What is known so far\n\n%s\n", c->text);
    dtl_arena_init(&arena, (size_t)256 << 20);
    dtl_doc doc = {.arena = &arena, .source = {.bytes = dtl_slice_make(text, (size_t)length), .file = DTL_SLICE("a.txt"), .format = DTL_FORMAT_TEXT,
                                               .published = dtl_slice_from_cstr(c->published)}};
    assert_int_equal(dtl_doc_run(engine, &doc, &error), DTL_OK);
    const dtl_mention *m = find(&doc, c->words, c->id);
    static const dtl_entity nobody;
    const dtl_entity *e = m ? &doc.mention.entities.items[m->target] : &nobody;
    bool fine = !c->id[0] ? !m : m && dtl_slice_is(e->id, c->id);
    if (fine && m && c->reason)
        fine = c->reason[0] ? dtl_slice_find(m->reason, dtl_slice_from_cstr(c->reason), 0) != DTL_NONE : !m->reason.length;
    if (fine && m && c->sector)
        fine = dtl_slice_is(e->sector, c->sector);
    if (!fine)
        print_message("# %s | %s: want %s [%s] (%s), got %.*s [%.*s] (%.*s)\n", c->text, c->words, c->id, c->sector ? c->sector : "", c->reason ? c->reason : "",
                      (int)e->id.length, e->id.ptr ? e->id.ptr : "", (int)e->sector.length, e->sector.ptr ? e->sector.ptr : "",
                      m ? (int)m->reason.length : 0, m && m->reason.ptr ? m->reason.ptr : "");
    dtl_arena_free(&arena);
    return fine;
}

static void names_stand_for_their_actors(void **state)
{
    (void)state;
    dtl_engine *engine = NULL;
    dtl_error error;
    unsigned wrong = 0;
    assert_int_equal(dtl_engine_open(NULL, &engine, &error), DTL_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        wrong += !holds(engine, &cases[i]);
    dtl_engine_close(engine);
    print_message("# %zu names, %u wrong\n", sizeof cases / sizeof *cases, wrong);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_stand_for_their_actors)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
