/* Countries under the numbers and regions that ACLED and UCDP write.
 *
 * In: our country code (ISO 3166-1 alpha-3; KOS for Kosovo). Out: ISO number, Gleditsch–Ward number, region. What could not be
 * checked against a source is left blank (0), never guessed.
 *
 * Sources: names and ISO numbers: rules/en/country-codes.txt and ISO 3166-1 as in the Debian package iso-codes 4.15. Gleditsch–Ward
 * numbers: the numbers of the Correlates of War as in data/countrycode_data.csv of the R package countrycode, with the three states that
 * Gleditsch and Ward number otherwise (Germany 260, Yemen 678, Serbia 340: data-raw of the R packages isard and peacesciencer);
 * blank for the microstates, which are not in their list of independent states. ACLED's regions: their names from its data (region
 * column), members by the UN's sub-regions (countrycode_data.csv), which they follow; Iran, Sudan, Mexico, Russia, Ukraine seen in its data; blank
 * where the two may differ (Cyprus, Malawi, Mozambique, South Sudan, Zambia, Zimbabwe). UCDP's regions: the ranges of
 * Gleditsch–Ward numbers in the UCDP/PRIO codebook (Europe 200–399, Middle East 630–699, Asia 700–999, Africa 400–626, Americas 2–199).
 *
 * Example: "AFG" → 4, 700, "South Asia", "Asia". Knowingly left out: countries as they were before 1990.
 */
#include "view/coding.h"
#include <stdlib.h>

enum { ACLED_NO_REGION, ACLED_WESTERN_AFRICA, ACLED_MIDDLE_AFRICA, ACLED_EASTERN_AFRICA, ACLED_SOUTHERN_AFRICA, ACLED_NORTHERN_AFRICA, ACLED_SOUTH_ASIA,
       ACLED_SOUTHEAST_ASIA, ACLED_EAST_ASIA, ACLED_MIDDLE_EAST, ACLED_EUROPE, ACLED_CAUCASUS, ACLED_CENTRAL_AMERICA, ACLED_SOUTH_AMERICA, ACLED_CARIBBEAN,
       ACLED_NORTH_AMERICA, ACLED_OCEANIA, ACLED_ANTARCTICA };

static const char *const acled_regions[] = {"", "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa", "Northern Africa", "South Asia",
                                            "Southeast Asia", "East Asia", "Middle East", "Europe", "Caucasus and Central Asia", "Central America",
                                            "South America", "Caribbean", "North America", "Oceania", "Antarctica"};

static const country_codes countries[] = { /* by code; ISO number, Gleditsch–Ward number (0 = none or not known), ACLED's region, name */
    {"ABW", 533, 0, ACLED_CARIBBEAN, "Aruba"}, {"AFG", 4, 700, ACLED_SOUTH_ASIA, "Afghanistan"}, {"AGO", 24, 540, ACLED_MIDDLE_AFRICA, "Angola"},
    {"AIA", 660, 0, ACLED_CARIBBEAN, "Anguilla"}, {"ALA", 248, 0, ACLED_EUROPE, "Åland Islands"}, {"ALB", 8, 339, ACLED_EUROPE, "Albania"},
    {"AND", 20, 0, ACLED_EUROPE, "Andorra"}, {"ARE", 784, 696, ACLED_MIDDLE_EAST, "United Arab Emirates"},
    {"ARG", 32, 160, ACLED_SOUTH_AMERICA, "Argentina"}, {"ARM", 51, 371, ACLED_CAUCASUS, "Armenia"}, {"ASM", 16, 0, ACLED_OCEANIA, "American Samoa"},
    {"ATA", 10, 0, ACLED_ANTARCTICA, "Antarctica"}, {"ATF", 260, 0, ACLED_NO_REGION, "French Southern Territories"},
    {"ATG", 28, 0, ACLED_CARIBBEAN, "Antigua and Barbuda"}, {"AUS", 36, 900, ACLED_OCEANIA, "Australia"}, {"AUT", 40, 305, ACLED_EUROPE, "Austria"},
    {"AZE", 31, 373, ACLED_CAUCASUS, "Azerbaijan"}, {"BDI", 108, 516, ACLED_EASTERN_AFRICA, "Burundi"}, {"BEL", 56, 211, ACLED_EUROPE, "Belgium"},
    {"BEN", 204, 434, ACLED_WESTERN_AFRICA, "Benin"}, {"BES", 535, 0, ACLED_CARIBBEAN, "Caribbean Netherlands"},
    {"BFA", 854, 439, ACLED_WESTERN_AFRICA, "Burkina Faso"}, {"BGD", 50, 771, ACLED_SOUTH_ASIA, "Bangladesh"},
    {"BGR", 100, 355, ACLED_EUROPE, "Bulgaria"}, {"BHR", 48, 692, ACLED_MIDDLE_EAST, "Bahrain"}, {"BHS", 44, 31, ACLED_CARIBBEAN, "Bahamas"},
    {"BIH", 70, 346, ACLED_EUROPE, "Bosnia and Herzegovina"}, {"BLM", 652, 0, ACLED_CARIBBEAN, "Saint Barthélemy"},
    {"BLR", 112, 370, ACLED_EUROPE, "Belarus"}, {"BLZ", 84, 80, ACLED_CENTRAL_AMERICA, "Belize"}, {"BMU", 60, 0, ACLED_NORTH_AMERICA, "Bermuda"},
    {"BOL", 68, 145, ACLED_SOUTH_AMERICA, "Bolivia"}, {"BRA", 76, 140, ACLED_SOUTH_AMERICA, "Brazil"}, {"BRB", 52, 53, ACLED_CARIBBEAN, "Barbados"},
    {"BRN", 96, 835, ACLED_SOUTHEAST_ASIA, "Brunei"}, {"BTN", 64, 760, ACLED_SOUTH_ASIA, "Bhutan"}, {"BVT", 74, 0, ACLED_NO_REGION, "Bouvet Island"},
    {"BWA", 72, 571, ACLED_SOUTHERN_AFRICA, "Botswana"}, {"CAF", 140, 482, ACLED_MIDDLE_AFRICA, "Central African Republic"},
    {"CAN", 124, 20, ACLED_NORTH_AMERICA, "Canada"}, {"CCK", 166, 0, ACLED_NO_REGION, "Cocos Islands"},
    {"CHE", 756, 225, ACLED_EUROPE, "Switzerland"}, {"CHL", 152, 155, ACLED_SOUTH_AMERICA, "Chile"}, {"CHN", 156, 710, ACLED_EAST_ASIA, "China"},
    {"CIV", 384, 437, ACLED_WESTERN_AFRICA, "Ivory Coast"}, {"CMR", 120, 471, ACLED_MIDDLE_AFRICA, "Cameroon"},
    {"COD", 180, 490, ACLED_MIDDLE_AFRICA, "Democratic Republic of the Congo"}, {"COG", 178, 484, ACLED_MIDDLE_AFRICA, "Republic of the Congo"},
    {"COK", 184, 0, ACLED_OCEANIA, "Cook Islands"}, {"COL", 170, 100, ACLED_SOUTH_AMERICA, "Colombia"},
    {"COM", 174, 581, ACLED_EASTERN_AFRICA, "Comoros"}, {"CPV", 132, 402, ACLED_WESTERN_AFRICA, "Cape Verde"},
    {"CRI", 188, 94, ACLED_CENTRAL_AMERICA, "Costa Rica"}, {"CUB", 192, 40, ACLED_CARIBBEAN, "Cuba"}, {"CUW", 531, 0, ACLED_CARIBBEAN, "Curaçao"},
    {"CXR", 162, 0, ACLED_NO_REGION, "Christmas Island"}, {"CYM", 136, 0, ACLED_CARIBBEAN, "Cayman Islands"},
    {"CYP", 196, 352, ACLED_NO_REGION, "Cyprus"}, {"CZE", 203, 316, ACLED_EUROPE, "Czech Republic"}, {"DEU", 276, 260, ACLED_EUROPE, "Germany"},
    {"DJI", 262, 522, ACLED_EASTERN_AFRICA, "Djibouti"}, {"DMA", 212, 0, ACLED_CARIBBEAN, "Dominica"}, {"DNK", 208, 390, ACLED_EUROPE, "Denmark"},
    {"DOM", 214, 42, ACLED_CARIBBEAN, "Dominican Republic"}, {"DZA", 12, 615, ACLED_NORTHERN_AFRICA, "Algeria"},
    {"ECU", 218, 130, ACLED_SOUTH_AMERICA, "Ecuador"}, {"EGY", 818, 651, ACLED_NORTHERN_AFRICA, "Egypt"},
    {"ERI", 232, 531, ACLED_EASTERN_AFRICA, "Eritrea"}, {"ESH", 732, 0, ACLED_NORTHERN_AFRICA, "Western Sahara"},
    {"ESP", 724, 230, ACLED_EUROPE, "Spain"}, {"EST", 233, 366, ACLED_EUROPE, "Estonia"}, {"ETH", 231, 530, ACLED_EASTERN_AFRICA, "Ethiopia"},
    {"FIN", 246, 375, ACLED_EUROPE, "Finland"}, {"FJI", 242, 950, ACLED_OCEANIA, "Fiji"}, {"FLK", 238, 0, ACLED_SOUTH_AMERICA, "Falkland Islands"},
    {"FRA", 250, 220, ACLED_EUROPE, "France"}, {"FRO", 234, 0, ACLED_EUROPE, "Faroe Islands"}, {"FSM", 583, 0, ACLED_OCEANIA, "Micronesia"},
    {"GAB", 266, 481, ACLED_MIDDLE_AFRICA, "Gabon"}, {"GBR", 826, 200, ACLED_EUROPE, "United Kingdom"}, {"GEO", 268, 372, ACLED_CAUCASUS, "Georgia"},
    {"GGY", 831, 0, ACLED_EUROPE, "Guernsey"}, {"GHA", 288, 452, ACLED_WESTERN_AFRICA, "Ghana"}, {"GIB", 292, 0, ACLED_EUROPE, "Gibraltar"},
    {"GIN", 324, 438, ACLED_WESTERN_AFRICA, "Guinea"}, {"GLP", 312, 0, ACLED_CARIBBEAN, "Guadeloupe"},
    {"GMB", 270, 420, ACLED_WESTERN_AFRICA, "Gambia"}, {"GNB", 624, 404, ACLED_WESTERN_AFRICA, "Guinea-Bissau"},
    {"GNQ", 226, 411, ACLED_MIDDLE_AFRICA, "Equatorial Guinea"}, {"GRC", 300, 350, ACLED_EUROPE, "Greece"},
    {"GRD", 308, 0, ACLED_CARIBBEAN, "Grenada"}, {"GRL", 304, 0, ACLED_NORTH_AMERICA, "Greenland"},
    {"GTM", 320, 90, ACLED_CENTRAL_AMERICA, "Guatemala"}, {"GUF", 254, 0, ACLED_SOUTH_AMERICA, "French Guiana"},
    {"GUM", 316, 0, ACLED_OCEANIA, "Guam"}, {"GUY", 328, 110, ACLED_SOUTH_AMERICA, "Guyana"}, {"HKG", 344, 0, ACLED_EAST_ASIA, "Hong Kong"},
    {"HMD", 334, 0, ACLED_NO_REGION, "Heard Island and McDonald Islands"}, {"HND", 340, 91, ACLED_CENTRAL_AMERICA, "Honduras"},
    {"HRV", 191, 344, ACLED_EUROPE, "Croatia"}, {"HTI", 332, 41, ACLED_CARIBBEAN, "Haiti"}, {"HUN", 348, 310, ACLED_EUROPE, "Hungary"},
    {"IDN", 360, 850, ACLED_SOUTHEAST_ASIA, "Indonesia"}, {"IMN", 833, 0, ACLED_EUROPE, "Isle of Man"}, {"IND", 356, 750, ACLED_SOUTH_ASIA, "India"},
    {"IOT", 86, 0, ACLED_NO_REGION, "British Indian Ocean Territory"}, {"IRL", 372, 205, ACLED_EUROPE, "Ireland"},
    {"IRN", 364, 630, ACLED_MIDDLE_EAST, "Iran"}, {"IRQ", 368, 645, ACLED_MIDDLE_EAST, "Iraq"}, {"ISL", 352, 395, ACLED_EUROPE, "Iceland"},
    {"ISR", 376, 666, ACLED_MIDDLE_EAST, "Israel"}, {"ITA", 380, 325, ACLED_EUROPE, "Italy"}, {"JAM", 388, 51, ACLED_CARIBBEAN, "Jamaica"},
    {"JEY", 832, 0, ACLED_EUROPE, "Jersey"}, {"JOR", 400, 663, ACLED_MIDDLE_EAST, "Jordan"}, {"JPN", 392, 740, ACLED_EAST_ASIA, "Japan"},
    {"KAZ", 398, 705, ACLED_CAUCASUS, "Kazakhstan"}, {"KEN", 404, 501, ACLED_EASTERN_AFRICA, "Kenya"},
    {"KGZ", 417, 703, ACLED_CAUCASUS, "Kyrgyzstan"}, {"KHM", 116, 811, ACLED_SOUTHEAST_ASIA, "Cambodia"}, {"KIR", 296, 0, ACLED_OCEANIA, "Kiribati"},
    {"KNA", 659, 0, ACLED_CARIBBEAN, "Saint Kitts and Nevis"}, {"KOR", 410, 732, ACLED_EAST_ASIA, "South Korea"},
    {"KOS", 0, 347, ACLED_EUROPE, "Kosovo"}, {"KWT", 414, 690, ACLED_MIDDLE_EAST, "Kuwait"}, {"LAO", 418, 812, ACLED_SOUTHEAST_ASIA, "Laos"},
    {"LBN", 422, 660, ACLED_MIDDLE_EAST, "Lebanon"}, {"LBR", 430, 450, ACLED_WESTERN_AFRICA, "Liberia"},
    {"LBY", 434, 620, ACLED_NORTHERN_AFRICA, "Libya"}, {"LCA", 662, 0, ACLED_CARIBBEAN, "Saint Lucia"},
    {"LIE", 438, 0, ACLED_EUROPE, "Liechtenstein"}, {"LKA", 144, 780, ACLED_SOUTH_ASIA, "Sri Lanka"},
    {"LSO", 426, 570, ACLED_SOUTHERN_AFRICA, "Lesotho"}, {"LTU", 440, 368, ACLED_EUROPE, "Lithuania"}, {"LUX", 442, 212, ACLED_EUROPE, "Luxembourg"},
    {"LVA", 428, 367, ACLED_EUROPE, "Latvia"}, {"MAC", 446, 0, ACLED_EAST_ASIA, "Macao"}, {"MAF", 663, 0, ACLED_CARIBBEAN, "Saint Martin"},
    {"MAR", 504, 600, ACLED_NORTHERN_AFRICA, "Morocco"}, {"MCO", 492, 0, ACLED_EUROPE, "Monaco"}, {"MDA", 498, 359, ACLED_EUROPE, "Moldova"},
    {"MDG", 450, 580, ACLED_EASTERN_AFRICA, "Madagascar"}, {"MDV", 462, 781, ACLED_SOUTH_ASIA, "Maldives"},
    {"MEX", 484, 70, ACLED_NORTH_AMERICA, "Mexico"}, {"MHL", 584, 0, ACLED_OCEANIA, "Marshall Islands"},
    {"MKD", 807, 343, ACLED_EUROPE, "North Macedonia"}, {"MLI", 466, 432, ACLED_WESTERN_AFRICA, "Mali"}, {"MLT", 470, 338, ACLED_EUROPE, "Malta"},
    {"MMR", 104, 775, ACLED_SOUTHEAST_ASIA, "Myanmar"}, {"MNE", 499, 341, ACLED_EUROPE, "Montenegro"},
    {"MNG", 496, 712, ACLED_EAST_ASIA, "Mongolia"}, {"MNP", 580, 0, ACLED_OCEANIA, "Northern Mariana Islands"},
    {"MOZ", 508, 541, ACLED_NO_REGION, "Mozambique"}, {"MRT", 478, 435, ACLED_WESTERN_AFRICA, "Mauritania"},
    {"MSR", 500, 0, ACLED_CARIBBEAN, "Montserrat"}, {"MTQ", 474, 0, ACLED_CARIBBEAN, "Martinique"},
    {"MUS", 480, 590, ACLED_EASTERN_AFRICA, "Mauritius"}, {"MWI", 454, 553, ACLED_NO_REGION, "Malawi"},
    {"MYS", 458, 820, ACLED_SOUTHEAST_ASIA, "Malaysia"}, {"MYT", 175, 0, ACLED_EASTERN_AFRICA, "Mayotte"},
    {"NAM", 516, 565, ACLED_SOUTHERN_AFRICA, "Namibia"}, {"NCL", 540, 0, ACLED_OCEANIA, "New Caledonia"},
    {"NER", 562, 436, ACLED_WESTERN_AFRICA, "Niger"}, {"NFK", 574, 0, ACLED_OCEANIA, "Norfolk Island"},
    {"NGA", 566, 475, ACLED_WESTERN_AFRICA, "Nigeria"}, {"NIC", 558, 93, ACLED_CENTRAL_AMERICA, "Nicaragua"}, {"NIU", 570, 0, ACLED_OCEANIA, "Niue"},
    {"NLD", 528, 210, ACLED_EUROPE, "Netherlands"}, {"NOR", 578, 385, ACLED_EUROPE, "Norway"}, {"NPL", 524, 790, ACLED_SOUTH_ASIA, "Nepal"},
    {"NRU", 520, 0, ACLED_OCEANIA, "Nauru"}, {"NZL", 554, 920, ACLED_OCEANIA, "New Zealand"}, {"OMN", 512, 698, ACLED_MIDDLE_EAST, "Oman"},
    {"PAK", 586, 770, ACLED_SOUTH_ASIA, "Pakistan"}, {"PAN", 591, 95, ACLED_CENTRAL_AMERICA, "Panama"}, {"PCN", 612, 0, ACLED_OCEANIA, "Pitcairn"},
    {"PER", 604, 135, ACLED_SOUTH_AMERICA, "Peru"}, {"PHL", 608, 840, ACLED_SOUTHEAST_ASIA, "Philippines"}, {"PLW", 585, 0, ACLED_OCEANIA, "Palau"},
    {"PNG", 598, 910, ACLED_OCEANIA, "Papua New Guinea"}, {"POL", 616, 290, ACLED_EUROPE, "Poland"}, {"PRI", 630, 0, ACLED_CARIBBEAN, "Puerto Rico"},
    {"PRK", 408, 731, ACLED_EAST_ASIA, "North Korea"}, {"PRT", 620, 235, ACLED_EUROPE, "Portugal"},
    {"PRY", 600, 150, ACLED_SOUTH_AMERICA, "Paraguay"}, {"PSE", 275, 0, ACLED_MIDDLE_EAST, "Palestine"},
    {"PYF", 258, 0, ACLED_OCEANIA, "French Polynesia"}, {"QAT", 634, 694, ACLED_MIDDLE_EAST, "Qatar"},
    {"REU", 638, 0, ACLED_EASTERN_AFRICA, "Réunion"}, {"ROU", 642, 360, ACLED_EUROPE, "Romania"}, {"RUS", 643, 365, ACLED_EUROPE, "Russia"},
    {"RWA", 646, 517, ACLED_EASTERN_AFRICA, "Rwanda"}, {"SAU", 682, 670, ACLED_MIDDLE_EAST, "Saudi Arabia"},
    {"SDN", 729, 625, ACLED_NORTHERN_AFRICA, "Sudan"}, {"SEN", 686, 433, ACLED_WESTERN_AFRICA, "Senegal"},
    {"SGP", 702, 830, ACLED_SOUTHEAST_ASIA, "Singapore"}, {"SGS", 239, 0, ACLED_NO_REGION, "South Georgia and the South Sandwich Islands"},
    {"SHN", 654, 0, ACLED_WESTERN_AFRICA, "Saint Helena"}, {"SJM", 744, 0, ACLED_EUROPE, "Svalbard and Jan Mayen"},
    {"SLB", 90, 940, ACLED_OCEANIA, "Solomon Islands"}, {"SLE", 694, 451, ACLED_WESTERN_AFRICA, "Sierra Leone"},
    {"SLV", 222, 92, ACLED_CENTRAL_AMERICA, "El Salvador"}, {"SMR", 674, 0, ACLED_EUROPE, "San Marino"},
    {"SOM", 706, 520, ACLED_EASTERN_AFRICA, "Somalia"}, {"SPM", 666, 0, ACLED_NORTH_AMERICA, "Saint Pierre and Miquelon"},
    {"SRB", 688, 340, ACLED_EUROPE, "Serbia"}, {"SSD", 728, 626, ACLED_NO_REGION, "South Sudan"},
    {"STP", 678, 0, ACLED_MIDDLE_AFRICA, "São Tomé and Príncipe"}, {"SUR", 740, 115, ACLED_SOUTH_AMERICA, "Suriname"},
    {"SVK", 703, 317, ACLED_EUROPE, "Slovakia"}, {"SVN", 705, 349, ACLED_EUROPE, "Slovenia"}, {"SWE", 752, 380, ACLED_EUROPE, "Sweden"},
    {"SWZ", 748, 572, ACLED_SOUTHERN_AFRICA, "Eswatini"}, {"SXM", 534, 0, ACLED_CARIBBEAN, "Sint Maarten"},
    {"SYC", 690, 0, ACLED_EASTERN_AFRICA, "Seychelles"}, {"SYR", 760, 652, ACLED_MIDDLE_EAST, "Syria"},
    {"TCA", 796, 0, ACLED_CARIBBEAN, "Turks and Caicos Islands"}, {"TCD", 148, 483, ACLED_MIDDLE_AFRICA, "Chad"},
    {"TGO", 768, 461, ACLED_WESTERN_AFRICA, "Togo"}, {"THA", 764, 800, ACLED_SOUTHEAST_ASIA, "Thailand"},
    {"TJK", 762, 702, ACLED_CAUCASUS, "Tajikistan"}, {"TKL", 772, 0, ACLED_OCEANIA, "Tokelau"}, {"TKM", 795, 701, ACLED_CAUCASUS, "Turkmenistan"},
    {"TLS", 626, 860, ACLED_SOUTHEAST_ASIA, "Timor-Leste"}, {"TON", 776, 0, ACLED_OCEANIA, "Tonga"},
    {"TTO", 780, 52, ACLED_CARIBBEAN, "Trinidad and Tobago"}, {"TUN", 788, 616, ACLED_NORTHERN_AFRICA, "Tunisia"},
    {"TUR", 792, 640, ACLED_MIDDLE_EAST, "Turkey"}, {"TUV", 798, 0, ACLED_OCEANIA, "Tuvalu"}, {"TWN", 158, 713, ACLED_EAST_ASIA, "Taiwan"},
    {"TZA", 834, 510, ACLED_EASTERN_AFRICA, "Tanzania"}, {"UGA", 800, 500, ACLED_EASTERN_AFRICA, "Uganda"},
    {"UKR", 804, 369, ACLED_EUROPE, "Ukraine"}, {"UMI", 581, 0, ACLED_NO_REGION, "US Minor Outlying Islands"},
    {"URY", 858, 165, ACLED_SOUTH_AMERICA, "Uruguay"}, {"USA", 840, 2, ACLED_NORTH_AMERICA, "United States"},
    {"UZB", 860, 704, ACLED_CAUCASUS, "Uzbekistan"}, {"VAT", 336, 0, ACLED_EUROPE, "Vatican"},
    {"VCT", 670, 0, ACLED_CARIBBEAN, "Saint Vincent and the Grenadines"}, {"VEN", 862, 101, ACLED_SOUTH_AMERICA, "Venezuela"},
    {"VGB", 92, 0, ACLED_CARIBBEAN, "British Virgin Islands"}, {"VIR", 850, 0, ACLED_CARIBBEAN, "US Virgin Islands"},
    {"VNM", 704, 816, ACLED_SOUTHEAST_ASIA, "Vietnam"}, {"VUT", 548, 0, ACLED_OCEANIA, "Vanuatu"},
    {"WLF", 876, 0, ACLED_OCEANIA, "Wallis and Futuna"}, {"WSM", 882, 0, ACLED_OCEANIA, "Samoa"}, {"YEM", 887, 678, ACLED_MIDDLE_EAST, "Yemen"},
    {"ZAF", 710, 560, ACLED_SOUTHERN_AFRICA, "South Africa"}, {"ZMB", 894, 551, ACLED_NO_REGION, "Zambia"},
    {"ZWE", 716, 552, ACLED_NO_REGION, "Zimbabwe"}};

static int compare(const void *key, const void *row)
{
    return dtl_slice_compare(*(const dtl_slice *)key, dtl_slice_from_cstr(((const country_codes *)row)->code));
}

const country_codes *country_of(dtl_slice code)
{
    return bsearch(&code, countries, sizeof countries / sizeof *countries, sizeof *countries, compare);
}

const char *acled_region_of(const country_codes *country)
{
    return country ? acled_regions[country->acled_region] : "";
}

const char *ucdp_region_of(const country_codes *country)
{
    static const struct { uint16_t low, high; const char *name; } ranges[] = {
        {2, 199, "Americas"}, {200, 399, "Europe"}, {400, 626, "Africa"}, {630, 699, "Middle East"}, {700, 999, "Asia"}};
    for (size_t i = 0; country && i < sizeof ranges / sizeof *ranges; i++)
        if (country->gw >= ranges[i].low && country->gw <= ranges[i].high)
            return ranges[i].name;
    return "";
}
