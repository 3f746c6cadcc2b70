/* SPDX-License-Identifier: Apache-2.0 */
/* The gazetteer and the places of a report. Facts (coordinates, populations) are from an atlas; the
 * gazetteer here has only what the tests name. */

#include "places/places.h"
#include "trees.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Level, country, region, name, other names, latitude, longitude, population. */
static const char table_text[] =
    "# a comment\n"
    "1\tFR\t11\tÎle-de-France\t\t48.7\t2.5\t12000000\n"
    "3\tFR\t11\tParis\t\t48.853\t2.349\t2100000\n"
    "1\tUS\tTX\tTexas\t\t31.25\t-99.25\t29000000\n"
    "3\tUS\tTX\tParis\t\t33.661\t-95.556\t25000\n"
    "3\tUS\tTX\tDallas\t\t32.783\t-96.807\t1300000\n"
    "3\tUS\tTX\tBonham\t\t33.577\t-96.178\t10000\n"
    "1\tUS\tKY\tKentucky\t\t38.2\t-84.9\t4500000\n"
    "3\tUS\tKY\tParis\t\t38.21\t-84.253\t9800\n"
    "1\tUS\tDC\tDistrict of Columbia\t\t38.9\t-77.0\t690000\n"
    "3\tUS\tDC\tWashington\tWashington, D.C.\t38.895\t-77.037\t690000\n"
    "1\tUS\tGA\tGeorgia\t\t32.75\t-83.5\t10700000\n"
    "3\tUS\tGA\tAtlanta\t\t33.749\t-84.388\t500000\n"
    "3\tUS\tGA\tSavannah\t\t32.084\t-81.1\t147000\n"
    "1\tUS\tOH\tOhio\t\t40.25\t-83\t11700000\n"
    "2\tUS\tOH\tFranklin County\t\t39.97\t-83.01\t1300000\n"
    "3\tUS\tOH\tSouth Lebanon\t\t39.371\t-84.213\t4100\n"
    "1\tUS\tMD\tMaryland\t\t39\t-76.7\t6100000\n"
    "3\tUS\tMD\tDamascus\t\t39.288\t-77.204\t15000\n"
    "3\tUS\tMD\tGermantown\t\t39.173\t-77.272\t90000\n"
    "1\tUS\tAL\tAlabama\t\t32.75\t-86.75\t4900000\n"
    "3\tUS\tAL\tBirmingham\t\t33.521\t-86.802\t212000\n"
    "3\tGB\tENG\tBirmingham\t\t52.481\t-1.9\t1150000\n"
    "1\tSY\t13\tDamascus\t\t33.51\t36.29\t1600000\n"
    "3\tSY\t13\tDamascus\t\t33.51\t36.291\t1600000\n"
    "1\tSY\t09\tAleppo\t\t36.2\t37.6\t4600000\n"
    "3\tSY\t09\tAleppo\tHalab\t36.202\t37.161\t1600000\n"
    "1\tGB\tENG\tEngland\t\t52.16\t-0.7\t56000000\n"
    "3\tGB\tENG\tLondon\t\t51.509\t-0.126\t8900000\n"
    "3\tMN\t20\tMörön\t\t49.638\t100.163\t36000\n"
    "3\tUS\tMO\tSaint Louis\t\t38.627\t-90.198\t310000\n"
    "3\tEG\t11\tCairo\t\t30.063\t31.25\t9600000\n"
    "3\tXX\t1\tNowhere\t\t0\t0\t5\n";

static const char own_text[] = "# ours\n"
                               "Georgia\n  country GEO 42 43.5\n\n"
                               "Lebanon\n  country LBN 33.83 35.83\n\n"
                               "Syria = Syrian Arab Republic\n  country SYR 35 38\n\n"
                               "Texas\n  region USA/TX 31.25 -99.25 29000000\n  short Tex., TX\n\n"
                               "Kentucky\n  region USA/KY 38.2 -84.9 4500000\n  short Ky.\n\n"
                               "Cairo = El Qahira\n  also EGY\n\n"
                               "Dallas = Big D\n  town USA/TX 32.8 -96.8 1300000\n\n"
                               "Taiwan Strait\n  point - 24.5 119.5\n\n"
                               "Middle East\n  area - 30 44\n\n"
                               "Savannah\n  none\n\n"
                               "Reuters\n  agency\n\n"
                               "TASS\n  agency\n\n"
                               "AFP = Agence France-Presse\n  agency\n";

static struct cmq_arena arena;
static struct cmq_lexicon lexicon;
static struct cmq_gazetteer gazetteer;
static struct cmq_buf table;
static char folder[] = "/tmp/cmq-places-XXXXXX";

static void write_own(const char *text) {
    char path[64];
    snprintf(path, sizeof path, "%s/places", folder);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/places/own.txt", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fputs(text, file) >= 0, 1);
    assert_int_equal(fclose(file), 0);
}

static int setup(void **state) {
    (void)state;
    struct cmq_error err = {0};
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    cmq_buf_init(&table, 1u << 20);
    assert_non_null(mkdtemp(folder));
    write_own(own_text);
    cmq_gazetteer_compile_table(cmq_str_of(table_text), &table, &err);
    cmq_gazetteer_open_folder(cmq_buf_str(&table), CMQ_STR(""), folder, &gazetteer, &err);
    assert_string_equal(err.message, "");
    cmq_lexicon_open_folder(TEST_UNDERSTANDING "/en", &lexicon, &err);
    assert_string_equal(err.message, "");
    return 0;
}

static int teardown(void **state) {
    (void)state;
    char path[64];
    snprintf(path, sizeof path, "%s/places/own.txt", folder);
    unlink(path);
    snprintf(path, sizeof path, "%s/places", folder);
    rmdir(path);
    rmdir(folder);
    cmq_gazetteer_release(&gazetteer);
    cmq_lexicon_release(&lexicon);
    cmq_buf_release(&table);
    cmq_arena_release(&arena);
    return 0;
}

/* ---- words to a parse ----------------------------------------------------------------------- */

static const char *upos_of_letter(char letter) {
    switch (letter) {
    case 'N':
        return "PROPN";
    case 'n':
        return "NOUN";
    case 'V':
        return "VERB";
    case 'A':
        return "ADP";
    case '.':
        return "PUNCT";
    default:
        return "DET";
    }
}

/* A flat tree of words such as "in/A Paris/NL ,/. Texas/NL": word class (proper Noun, noun, Verb,
 * Adposition, mark), then the model's name (L, P, O) if it is in one. "||" ends a sentence. */
static struct cmq_parse parse_words(const char *words) {
    struct cmq_buf tree;
    cmq_buf_init(&tree, 1u << 22);
    struct cmq_str rest = cmq_str_of(words);
    bool first = true;
    while (rest.len > 0) {
        struct cmq_str word = cmq_str_cut(&rest, ' ');
        if (cmq_str_eq(word, CMQ_STR("||"))) {
            cmq_buf_add_char(&tree, '\n');
            first = true;
            continue;
        }
        struct cmq_str form = cmq_str_cut(&word, '/');
        cmq_buf_format(&tree, "%.*s %.*s X %s %d %s %.*s\n", CMQ_FMT(form), CMQ_FMT(form),
                       upos_of_letter(word.ptr[0]), first ? 0 : 1, first ? "root" : "nmod",
                       (int)(word.len - 1), word.ptr + 1);
        first = false;
    }
    struct cmq_str text = cmq_arena_copy(&arena, (struct cmq_str){tree.ptr, tree.len + 1});
    struct cmq_parse parse = parse_of(&arena, text.ptr);
    cmq_buf_release(&tree);
    return parse;
}

static struct cmq_places find(const char *words, const char *publisher) {
    cmq_arena_reset(&arena);
    struct cmq_parse parse = parse_words(words);
    struct cmq_places places;
    cmq_places_find(&gazetteer, &lexicon, &parse, cmq_str_of(publisher), CMQ_STR(""), &arena,
                    &places);
    assert_false(arena.exhausted);
    return places;
}

/* Each place as `NAME COUNTRY ADMIN1`, with "; " between; "-" for what it lacks. */
static void expect_from(const char *words, const char *publisher, const char *expected) {
    struct cmq_places places = find(words, publisher);
    struct cmq_buf out;
    cmq_buf_init(&out, 1u << 16);
    cmq_buf_add(&out, "", 0);
    for (uint32_t i = 0; i < places.list.count; i++) {
        const struct cmq_place *place = &places.list.item[i].place;
        cmq_buf_format(&out, "%s%.*s %s %s", i > 0 ? "; " : "", CMQ_FMT(place->name),
                       place->country.len > 0 ? place->country.ptr : "-",
                       place->admin1.len > 0 ? place->admin1.ptr : "-");
    }
    assert_string_equal(out.ptr ? out.ptr : "", expected);
    cmq_buf_release(&out);
}

static void expect(const char *words, const char *expected) {
    expect_from(words, "", expected);
}

/* ---- the gazetteer -------------------------------------------------------------------------- */

static void names_are_compared_without_marks_case_and_abbreviation(void **state) {
    (void)state;
    expect("in/A Moron/NL", "Mörön MNG -");
    expect("in/A MÖRÖN/NL", "Mörön MNG -");
    expect("in/A St./NL Louis/NL", "Saint Louis USA -");
    expect("in/A Halab/NL", "Aleppo SYR Aleppo");
}

static void own_entries_go_before_the_table(void **state) {
    (void)state;
    struct cmq_places places = find("in/A Dallas/NL", "");
    assert_int_equal(places.list.count, 1);
    assert_true(fabs(places.list.item[0].place.lat - 32.8) < 1e-9);
    expect("in/A Big/NL D/NL", "Dallas USA Texas");
    expect("in/A El/NL Qahira/NL", "Cairo EGY -");
}

static void a_place_has_its_precision(void **state) {
    (void)state;
    static const struct {
        const char *words;
        uint8_t precision;
        double lat, lon;
    } cases[] = {{"in/A Syria/NL", CMQ_PLACE_AT_COUNTRY, 35, 38},
                 {"in/A Texas/NL", CMQ_PLACE_AT_ADMIN1, 31.25, -99.25},
                 {"in/A Franklin/NL County/NL", CMQ_PLACE_AT_ADMIN1, 39.97, -83.01},
                 {"in/A Bonham/NL", CMQ_PLACE_AT_CITY, 33.577, -96.178},
                 {"the/D Taiwan/NL Strait/NL", CMQ_PLACE_AT_POINT, 24.5, 119.5},
                 {"in/A the/D Middle/NL East/NL", CMQ_PLACE_AT_COUNTRY, 30, 44}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cmq_places places = find(cases[i].words, "");
        assert_int_equal(places.list.count, 1);
        const struct cmq_place *place = &places.list.item[0].place;
        assert_int_equal(place->precision, cases[i].precision);
        assert_true(fabs(place->lat - cases[i].lat) < 1e-9);
        assert_true(fabs(place->lon - cases[i].lon) < 1e-9);
    }
}

static void broken_entries_are_refused_with_their_line(void **state) {
    (void)state;
    static const struct {
        const char *text, *told;
    } cases[] = {
        {"  country GEO 42 43\n", "own.txt:1: a line below no entry"},
        {"Here\n  village GEO 42 43\n", "own.txt:2: a line below an entry begins"},
        {"Here\n  town ABC 42 43\n", "own.txt:2: a place has a country"},
        {"Here\n  town GEO 42\n", "own.txt:2: a place has a country"},
        {"Here\n  town GEO 91 43\n", "own.txt:2: this is no latitude"},
        {"Here\n  town GEO 42 -180.5\n", "own.txt:2: this is no latitude"},
        {"Here\n  town GEO 4x 43\n", "own.txt:2: this is no latitude"},
        {"Here\n  town GEO 42 43 -5\n", "own.txt:2: this is no latitude"},
        {"\n(Here)\n  town GEO 42 43\n", "own.txt:3: this can be no name"},
        {"Here\n  short H.\n", "own.txt:2: 'short' stands below a place"},
        {"Atlantis\n  also GRC\n", "own.txt:2: the table has no place"},
        {"Paris\n  also EGY\n", "own.txt:2: the table has no place"},
        {"Here\xff\n", "own.txt:0: not UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cmq_error err = {0};
        struct cmq_gazetteer other = {0};
        write_own(cases[i].text);
        assert_int_not_equal(
            cmq_gazetteer_open_folder(cmq_buf_str(&table), CMQ_STR(""), folder, &other, &err),
            CMQ_OK);
        if (!strstr(err.message, cases[i].told)) {
            fail_msg("'%s' is not in '%s'", cases[i].told, err.message);
        }
    }
    write_own(own_text);
}

static void broken_tables_are_refused(void **state) {
    (void)state;
    static const char *const texts[] = {
        "3\tFR\t11\tParis\t\t48.8\t2.3\n",       "4\tFR\t11\tParis\t\t48.8\t2.3\t5\n",
        "3\tFR\t11\t\t\t48.8\t2.3\t5\n",         "3\tFR\t11\tParis\t\t98.8\t2.3\t5\n",
        "3\tFR\t11\tParis\t\t48.8\t2.3\t5\tx\n", "Paris\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct cmq_error err = {0};
        struct cmq_buf image;
        cmq_buf_init(&image, 1u << 20);
        assert_int_equal(cmq_gazetteer_compile_table(cmq_str_of(texts[i]), &image, &err),
                         CMQ_BAD_INPUT);
        assert_int_equal(err.line, 1);
        cmq_buf_release(&image);
    }
}

/* Every byte of an image may be wrong: the room refuses it or finds something else, within bounds
 * (the sanitizers watch). */
static void damaged_images_do_no_harm(void **state) {
    (void)state;
    char *copy = malloc(table.len);
    assert_non_null(copy);
    struct cmq_gazetteer good = gazetteer;
    for (size_t i = 0; i < table.len; i += 3) {
        memcpy(copy, table.ptr, table.len);
        copy[i] = (char)(copy[i] ^ (i % 2 ? 0x80 : 0x11));
        struct cmq_gazetteer damaged;
        if (cmq_gazetteer_open((struct cmq_str){copy, table.len}, CMQ_STR(""), &damaged, NULL) ==
            CMQ_OK) {
            gazetteer = damaged;
            find("in/A Paris/NL ,/. Texas/NL and/D Aleppo/NL province/n", "");
        }
    }
    gazetteer = good;
    for (size_t len = 0; len < table.len; len += 101) {
        struct cmq_gazetteer cut;
        memcpy(copy, table.ptr, len);
        assert_int_equal(cmq_gazetteer_open((struct cmq_str){copy, len}, CMQ_STR(""), &cut, NULL),
                         CMQ_BAD_INPUT);
    }
    free(copy);
}

/* ---- names in a report ---------------------------------------------------------------------- */

static void a_region_beside_a_name_decides(void **state) {
    (void)state;
    expect("in/A Paris/NL", "Paris FRA Île-de-France");
    expect("in/A Paris/NL ,/. Texas/NL", "Paris USA Texas; Texas USA Texas");
    expect("in/A Paris/NL ,/. Ky./N ,/. on/A Friday/N",
           "Paris USA Kentucky; Kentucky USA Kentucky");
    expect("in/A Paris/NL ,/. TX/N", "Paris USA Texas; Texas USA Texas");
    expect("in/A Aleppo/NL ,/. Syria/NL", "Aleppo SYR Aleppo; Syria SYR -");
}

static void it_decides_for_later_mentions_too(void **state) {
    (void)state;
    expect("in/A Paris/NL ,/. Texas/NL ./. || the/D Paris/NL man/n",
           "Paris USA Texas; Texas USA Texas; Paris USA Texas");
}

static void an_abbreviation_alone_is_no_place(void **state) {
    (void)state;
    expect("Ky./N said/V", "");
    expect("TX/N said/V", "");
}

static void other_places_of_the_report_decide(void **state) {
    (void)state;
    expect("in/A Texas/NL ./. || from/A Dallas/NL and/D Bonham/NL to/A Paris/NL",
           "Texas USA Texas; Dallas USA Texas; Bonham USA Texas; Paris USA Texas");
    expect("in/A Georgia/NL", "Georgia GEO -");
    expect(
        "in/A Texas/NL ,/. Kentucky/NL ,/. Ohio/NL and/D Georgia/NL ./. || in/A Atlanta/NL",
        "Texas USA Texas; Kentucky USA Kentucky; Ohio USA Ohio; Georgia USA Georgia; Atlanta USA "
        "Georgia");
}

/* A capital is meant without a word, wherever the report is from: Washington has a Damascus near
 * by. */
static void a_capital_is_meant_without_a_word(void **state) {
    (void)state;
    expect("WASHINGTON/N (Reuters)/N -/. Talks/n began/V in/A Damascus/NL",
           "Washington USA District of Columbia; Damascus SYR Damascus");
    expect("in/A Damascus/NL and/D Washington/NL",
           "Damascus SYR Damascus; Washington USA District of Columbia");
}

static void a_word_for_another_place_takes_that_away(void **state) {
    (void)state;
    expect("in/A Damascus/NL ,/. Maryland/NL", "Damascus USA Maryland; Maryland USA Maryland");
    expect("in/A Maryland/NL ./. || from/A Germantown/NL to/A Damascus/NL",
           "Maryland USA Maryland; Germantown USA Maryland; Damascus USA Maryland");
}

static void a_region_of_a_countrys_name_is_meant_among_regions(void **state) {
    (void)state;
    expect("in/A Georgia/NL and/D Ohio/NL ./. || in/A Atlanta/NL",
           "Georgia USA Georgia; Ohio USA Ohio; Atlanta USA Georgia");
}

static void the_countries_that_a_report_speaks_of_count(void **state) {
    (void)state;
    expect("in/A Birmingham/NL", "Birmingham GBR England");
    expect("Americans/N met/V American/N police/n ./. || the/D American/N court/n in/A "
           "Birmingham/NL",
           "Birmingham USA Alabama");
}

static void a_word_beside_tells_the_level(void **state) {
    (void)state;
    assert_int_equal(find("in/A Aleppo/NL", "").list.item[0].place.precision, CMQ_PLACE_AT_CITY);
    assert_int_equal(find("in/A Aleppo/NL province/n", "").list.item[0].place.precision,
                     CMQ_PLACE_AT_ADMIN1);
    assert_int_equal(find("the/D city/n of/A Aleppo/NL", "").list.item[0].place.precision,
                     CMQ_PLACE_AT_CITY);
}

static void persons_bodies_and_nationalities_are_no_places(void **state) {
    (void)state;
    expect("Paris/NP Hilton/NP said/V", "");
    expect("Jack/NP London/NP wrote/V ./. || London/NP said/V", "");
    expect("the/D London/NO Times/NO reported/V", "");
    expect("President/N Paris/NP said/V", "");
    expect("the/D Paris/NL Street/NL shop/n", "");
}

static void a_local_body_names_its_place(void **state) {
    (void)state;
    expect("the/D Dallas/NO Police/NO Department/NO said/V", "Dallas USA Texas");
    expect("the/D University/NO of/AO Texas/NO said/V", "Texas USA Texas");
    expect("Dallas/N police/n said/V", "Dallas USA Texas");
}

static void the_south_of_a_country_is_no_small_town(void **state) {
    (void)state;
    expect("in/A South/NL Lebanon/NL", "Lebanon LBN -");
}

static void a_word_that_is_no_place_needs_its_region(void **state) {
    (void)state;
    expect("in/A Savannah/NL", "");
    expect("in/A Savannah/NL ,/. Georgia/NL", "Savannah USA Georgia; Georgia USA Georgia");
}

static void the_domain_of_the_publisher_tells_a_country(void **state) {
    (void)state;
    expect_from("Georgia/NL said/V", "example.ge", "Georgia GEO -");
    expect_from("Georgia/NL said/V", "https://www.example.com/a.ge", "Georgia GEO -");
}

/* ---- datelines ------------------------------------------------------------------------------ */

static void expect_dateline(const char *words, const char *dateline, const char *agency) {
    struct cmq_places places = find(words, "");
    if (!cmq_str_eq(places.dateline, cmq_str_of(dateline)) ||
        !cmq_str_eq(places.agency, cmq_str_of(agency))) {
        fail_msg("%s: '%.*s' '%.*s'", words, CMQ_FMT(places.dateline), CMQ_FMT(places.agency));
    }
}

static void datelines_are_read(void **state) {
    (void)state;
    expect_dateline("CAIRO/N (Reuters)/N -/. Egypt/NL said/V", "CAIRO", "Reuters");
    expect_dateline("CAIRO,/N Nov/N 13/n (AFP)/N —/. Egypt/NL said/V", "CAIRO", "AFP");
    expect_dateline("PARIS,/N Ky./N (AFP)/N _/. It/D said/V", "PARIS, Ky.", "AFP");
    expect_dateline("WASHINGTON/N --/. It/D said/V", "WASHINGTON", "");
    expect_dateline("Cairo/N (Agence/N France-Presse)/N --/. It/D said/V", "Cairo", "AFP");
    expect_dateline("(Reuters)/N -/. It/D said/V", "", "Reuters");
    expect_dateline("Talks/n went/V on/A in/A town./N CAIRO/N (Reuters)/N -/. It/D said/V", "CAIRO",
                    "Reuters");
}

static void an_agency_between_slashes_ends_a_dateline(void **state) {
    (void)state;
    static const struct {
        const char *tree, *dateline, *agency;
    } cases[] = {
        {"CAIRO CAIRO X PROPN 0 root\n, , X PUNCT 1 punct\nMay May X PROPN 1 nmod\n3 3 X NUM 1 "
         "nummod\n"
         ". . X PUNCT 1 punct\n/TASS/ tass X PROPN 1 nmod\n. . X PUNCT 1 punct\n",
         "CAIRO", "TASS"},
        {"CAIRO CAIRO X PROPN 0 root\n/AFP/ afp X PROPN 1 nmod\n- - X PUNCT 1 punct\n", "CAIRO",
         "AFP"},
        {"CAIRO CAIRO X PROPN 0 root\n/here/ here X NOUN 1 nmod\n- - X PUNCT 1 punct\n", "", ""},
        {"CAIRO CAIRO X PROPN 0 root\n/ / X PUNCT 1 punct\nAFP AFP X PROPN 1 nmod\n", "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cmq_arena_reset(&arena);
        struct cmq_parse parse = parse_of(&arena, cases[i].tree);
        struct cmq_places places;
        cmq_places_find(&gazetteer, &lexicon, &parse, CMQ_STR(""), CMQ_STR(""), &arena, &places);
        if (!cmq_str_eq(places.dateline, cmq_str_of(cases[i].dateline)) ||
            !cmq_str_eq(places.agency, cmq_str_of(cases[i].agency))) {
            fail_msg("%s: '%.*s' '%.*s'", cases[i].tree, CMQ_FMT(places.dateline),
                     CMQ_FMT(places.agency));
        }
    }
}

static void other_dashes_are_no_datelines(void **state) {
    (void)state;
    expect_dateline("Cairo/N --/. a/D city/n", "", "");
    expect_dateline("Cairo/N (Egypt)/N --/. a/D city/n", "", "");
    expect_dateline("BREAKING/N --/. in/A Cairo/NL", "", "");
    expect_dateline("He/D said/V --/. in/A Cairo/NL", "", "");
}

static void a_dateline_is_a_place_of_the_report(void **state) {
    (void)state;
    expect("CAIRO/N (Reuters)/N -/. It/D said/V", "Cairo EGY -");
}

/* ---- hostile texts -------------------------------------------------------------------------- */

static void long_lists_of_names_end(void **state) {
    (void)state;
    struct cmq_buf words;
    cmq_buf_init(&words, 1u << 22);
    for (int i = 0; i < 20000; i++) {
        cmq_buf_format(&words, "%sParis/NL ,/. Texas/NL ,/.", i > 0 ? " " : "");
    }
    cmq_buf_add_str(&words, CMQ_STR(" || "));
    for (int i = 0; i < 20000; i++) {
        cmq_buf_format(&words, "%sSaint/N", i > 0 ? " " : "");
    }
    struct cmq_places places = find(words.ptr, "..........");
    assert_true(places.list.count >= 20000);
    cmq_buf_release(&words);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_compared_without_marks_case_and_abbreviation),
        cmocka_unit_test(own_entries_go_before_the_table),
        cmocka_unit_test(a_place_has_its_precision),
        cmocka_unit_test(broken_entries_are_refused_with_their_line),
        cmocka_unit_test(broken_tables_are_refused),
        cmocka_unit_test(damaged_images_do_no_harm),
        cmocka_unit_test(a_region_beside_a_name_decides),
        cmocka_unit_test(it_decides_for_later_mentions_too),
        cmocka_unit_test(an_abbreviation_alone_is_no_place),
        cmocka_unit_test(other_places_of_the_report_decide),
        cmocka_unit_test(a_capital_is_meant_without_a_word),
        cmocka_unit_test(a_word_for_another_place_takes_that_away),
        cmocka_unit_test(a_region_of_a_countrys_name_is_meant_among_regions),
        cmocka_unit_test(the_countries_that_a_report_speaks_of_count),
        cmocka_unit_test(a_word_beside_tells_the_level),
        cmocka_unit_test(persons_bodies_and_nationalities_are_no_places),
        cmocka_unit_test(a_local_body_names_its_place),
        cmocka_unit_test(the_south_of_a_country_is_no_small_town),
        cmocka_unit_test(a_word_that_is_no_place_needs_its_region),
        cmocka_unit_test(the_domain_of_the_publisher_tells_a_country),
        cmocka_unit_test(datelines_are_read),
        cmocka_unit_test(an_agency_between_slashes_ends_a_dateline),
        cmocka_unit_test(other_dashes_are_no_datelines),
        cmocka_unit_test(a_dateline_is_a_place_of_the_report),
        cmocka_unit_test(long_lists_of_names_end),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
