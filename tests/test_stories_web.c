/* SPDX-License-Identifier: Apache-2.0 */
/* A web in memory gives the rows of a store that the same reports were added to: in one go, from
 * bytes to bytes, and by pieces that know of each other no more than they must. The reports are
 * made by rule, so that stories come, merge, come apart and end, copies are copied again, a
 * sentence stands in most reports, and acts are told again and again. */

#include "store/store.h"
#include "stories/stories.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#define REPORTS   900u
#define MOST_ROWS ((size_t)1 << 24)

static struct cmq_arena arena; /* of all traces */
static struct cmq_str traces[REPORTS + 1];
static struct cmq_buf wanted; /* rows of the store */
static char folder[] = "/tmp/test_webXXXXXX";
static char path[64];

/* ---- reports ------------------------------------------------------------------------------ */

static uint32_t chance(uint32_t *seed, uint32_t below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

#define PICK(seed, list) (list)[chance((seed), sizeof(list) / sizeof *(list))]

static const char *const sides[] = {"France", "Mali",  "Russia", "Japan", "Peru",
                                    "Norway", "Egypt", "Turkey", "India", "Cuba"};
static const char *const cities[] = {"Oslo", "Paris", "Lima", "Cairo", "Tokyo", "Ankara"};
static const char *const acts[] = {"condemned",       "attacked",   "will meet",
                                   "held talks with", "threatened", "signed a pact with",
                                   "may visit",       "met",        "did not meet"};
static const char *const days[] = {"on Monday", "this year", "last week"};
static const char *const things[] = {"tariff",   "dam",    "fishery",  "pipeline", "satellite",
                                     "election", "border", "hostages", "harbour",  "vaccine"};
static const char *const details[] = {"engineers", "fishermen", "senators", "judges",  "farmers",
                                      "students",  "pilots",    "bankers",  "doctors", "miners",
                                      "reporters", "teachers",  "brokers",  "sailors", "monks"};

static void add_sentence(uint32_t *seed, const char *thing, struct cmq_buf *out) {
    cmq_buf_format(out, "%s %s %s over the %s %s in %s. ", PICK(seed, sides), PICK(seed, acts),
                   PICK(seed, sides), thing, PICK(seed, days), PICK(seed, cities));
    cmq_buf_format(out, "The %s and %s near %s had asked the %s about the %s for %u months. ",
                   PICK(seed, details), PICK(seed, details), PICK(seed, cities),
                   PICK(seed, details), thing, 2 + chance(seed, 40));
}

/* A report of what goes on these weeks; one in four begins with an earlier text. */
static void write_text(uint32_t *seed, uint32_t number, struct cmq_str *text) {
    struct cmq_buf out;
    cmq_buf_init(&out, MOST_ROWS);
    if (number > 9 && chance(seed, 4) == 0) {
        cmq_buf_add_str(&out, text[number - 1 - chance(seed, 9)]);
    }
    for (uint32_t i = 0; i < 1 + chance(seed, 3) && out.len < 600; i++) {
        add_sentence(seed, things[(number / 60 + chance(seed, 2)) % 10], &out);
    }
    if (chance(seed, 3) > 0) {
        cmq_buf_add_str(&out,
                        CMQ_STR("The opinions in this column are those of its author alone. "));
    }
    text[number] = cmq_arena_copy(&arena, cmq_buf_str(&out));
    cmq_buf_release(&out);
}

/* ---- rows --------------------------------------------------------------------------------- */

static void write_row(sqlite3_stmt *statement, struct cmq_buf *out) {
    for (int i = 0; i < sqlite3_column_count(statement); i++) {
        const char *before = i == 0 ? "" : " ";
        if (sqlite3_column_type(statement, i) == SQLITE_FLOAT) {
            cmq_buf_format(out, "%s%.17g", before, sqlite3_column_double(statement, i));
        } else {
            cmq_buf_format(out, "%s%s", before, (const char *)sqlite3_column_text(statement, i));
        }
    }
    cmq_buf_add_char(out, '\n');
}

/* Appends what the store has of relating, a row a line. */
static void read_rows(struct cmq_buf *out) {
    static const char *const questions[] = {
        "SELECT 'copy', report, source, of_it_in_source, of_source_in_it, sentences, whole, "
        "'origin', origin FROM copies ORDER BY report",
        "SELECT 'report', report, strand, story, alike FROM story_reports ORDER BY report",
        "SELECT 'by', report, story, 'into', merged_into FROM story_history "
        "ORDER BY report, number",
        "SELECT 'event', report, event, occurrence, family, status FROM occurrence_events "
        "JOIN occurrences USING (occurrence) ORDER BY report, event",
        "SELECT 'part', part, 'of', whole FROM part_of ORDER BY part, whole",
    };
    sqlite3 *db;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        sqlite3_stmt *statement;
        assert_int_equal(sqlite3_prepare_v2(db, questions[i], -1, &statement, NULL), SQLITE_OK);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            write_row(statement, out);
        }
        sqlite3_finalize(statement);
    }
    sqlite3_close(db);
}

/* The same rows from relations. */
struct rows {
    struct cmq_buf copies, strands, merges, events;
    uint32_t strand[REPORTS + 1], hangs_on[REPORTS + 1];
    double alike[REPORTS + 1];
    CMQ_ARRAY(struct cmq_relation_part) parts;
};

static void note_copy(struct rows *rows, uint32_t report, const struct cmq_copy *copy) {
    if (copy->of != UINT32_MAX) {
        cmq_buf_format(&rows->copies, "copy %u %u %.17g %.17g %u %d origin %u\n", report, copy->of,
                       copy->overlap.a_in_b, copy->overlap.b_in_a, copy->overlap.sentences,
                       copy->whole, copy->origin);
    }
}

static void note_merge(struct rows *rows, uint32_t report, uint32_t from, uint32_t into) {
    cmq_buf_format(&rows->merges, "by %u %u into %u\n", report, from, into);
    rows->hangs_on[from] = into;
}

static void note_story(struct rows *rows, uint32_t report, const struct cmq_joined *joined) {
    rows->strand[report] = joined->strand;
    rows->alike[report] = joined->alike;
    for (uint32_t i = 0; i < joined->merged; i++) {
        note_merge(rows, report, joined->from[i], joined->into[i]);
    }
    if (joined->apart != CMQ_NO_STORY) {
        note_merge(rows, report, joined->apart, joined->apart);
    }
}

static void note_events(struct rows *rows, uint32_t report, const struct cmq_relation *relation,
                        const int64_t *number) {
    for (uint32_t i = 0; i < relation->tellings.count; i++) {
        const struct cmq_relation_telling *telling = &relation->tellings.item[i];
        int64_t occurrence = number == NULL ? telling->occurrence : number[telling->occurrence];
        cmq_buf_format(&rows->events, "event %u %u %d %s %s\n", report, telling->event,
                       (int)occurrence, telling->family.ptr, telling->status.ptr);
    }
    for (uint32_t i = 0; i < relation->parts.count; i++) {
        struct cmq_relation_part part = relation->parts.item[i];
        if (number != NULL) {
            part = (struct cmq_relation_part){number[part.part], number[part.whole]};
        }
        CMQ_PUSH(&arena, &rows->parts) = part;
    }
}

static struct rows *open_rows(void) {
    struct rows *rows = calloc(1, sizeof *rows);
    assert_non_null(rows);
    cmq_buf_init(&rows->copies, MOST_ROWS);
    cmq_buf_init(&rows->strands, MOST_ROWS);
    cmq_buf_init(&rows->merges, MOST_ROWS);
    cmq_buf_init(&rows->events, MOST_ROWS);
    for (uint32_t i = 0; i <= REPORTS; i++) {
        rows->hangs_on[i] = i;
    }
    return rows;
}

static int compare_parts(const void *a, const void *b) {
    const struct cmq_relation_part *x = a, *y = b;
    int64_t order = x->part != y->part ? x->part - y->part : x->whole - y->whole;
    return order < 0 ? -1 : order > 0;
}

/* The first line that is otherwise is enough to tell. */
static void expect_same(struct cmq_str found, struct cmq_str expected) {
    while (found.len > 0 || expected.len > 0) {
        struct cmq_str is = cmq_str_cut(&found, '\n'), should = cmq_str_cut(&expected, '\n');
        if (!cmq_str_eq(is, should)) {
            fail_msg("'%.*s', not '%.*s'", CMQ_FMT(is), CMQ_FMT(should));
        }
    }
}

/* Puts the rows together as the store has them, compares, and frees them. */
static void expect_wanted(struct rows *rows) {
    struct cmq_buf *all = &rows->copies;
    for (uint32_t i = 1; i <= REPORTS; i++) {
        uint32_t story = rows->strand[i];
        while (rows->hangs_on[story] != story) {
            story = rows->hangs_on[story];
        }
        cmq_buf_format(all, "report %u %u %u %.17g\n", i, rows->strand[i], story, rows->alike[i]);
    }
    cmq_buf_add_str(all, cmq_buf_str(&rows->merges));
    cmq_buf_add_str(all, cmq_buf_str(&rows->events));
    qsort(rows->parts.item, rows->parts.count, sizeof *rows->parts.item, compare_parts);
    for (uint32_t i = 0; i < rows->parts.count; i++) {
        if (i == 0 || compare_parts(&rows->parts.item[i - 1], &rows->parts.item[i]) != 0) {
            cmq_buf_format(all, "part %d of %d\n", (int)rows->parts.item[i].part,
                           (int)rows->parts.item[i].whole);
        }
    }
    expect_same(cmq_buf_str(all), cmq_buf_str(&wanted));
    cmq_buf_release(&rows->copies);
    cmq_buf_release(&rows->strands);
    cmq_buf_release(&rows->merges);
    cmq_buf_release(&rows->events);
    free(rows);
}

/* ---- the store ---------------------------------------------------------------------------- */

static void keep(struct cmq_store *store, const struct cmq_coding *coding, uint32_t number) {
    struct cmq_error err = {0};
    struct cmq_store_counts counts = {0};
    struct cmq_buf out;
    cmq_buf_init(&out, MOST_ROWS);
    cmq_coding_write_json(coding, true, &out);
    assert_int_equal(cmq_store_keep(store, cmq_buf_str(&out), true, &counts, &err), CMQ_OK);
    assert_int_equal(counts.last, number);
    cmq_buf_release(&out);
}

static struct cmq_str traces_of(const struct cmq_coding *coding, struct cmq_arena *scratch) {
    struct cmq_buf out;
    cmq_buf_init(&out, MOST_ROWS);
    cmq_traces_write(coding, 100, scratch, &out);
    struct cmq_str made = cmq_arena_copy(&arena, cmq_buf_str(&out));
    cmq_buf_release(&out);
    return made;
}

/* Codes the reports, adds them to a store, and keeps their traces. */
static int fill_store(void **state) {
    (void)state;
    static struct cmq_str text[REPORTS + 1];
    static struct cmq_arena scratch;
    struct cmq_error err = {0};
    struct cmq_coder coder;
    struct cmq_store *store;
    uint32_t seed = 7;
    cmq_arena_init(&arena, SIZE_MAX / 2);
    cmq_arena_init(&scratch, CMQ_ARENA_LIMIT);
    cmq_buf_init(&wanted, MOST_ROWS);
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/s.db", folder);
    assert_int_equal(cmq_coder_open(NULL, NULL, &coder, &err), CMQ_OK);
    assert_int_equal(cmq_store_open(path, CMQ_STORE_MAKE, &store, &err), CMQ_OK);
    struct cmq_relater *relater = cmq_relater_open(store);
    assert_int_equal(cmq_store_begin(store, &err), CMQ_OK);
    assert_int_equal(cmq_relater_begin(relater, &err), CMQ_OK);
    for (uint32_t i = 1; i <= REPORTS; i++) {
        struct cmq_coding coding;
        write_text(&seed, i, text);
        cmq_arena_reset(&scratch);
        const struct cmq_report report = {.id = cmq_arena_format(&scratch, "r%04u", i),
                                          .date = i < 20 ? CMQ_NO_DAY : 19000 + (cmq_day)i / 20,
                                          .text = text[i]};
        assert_int_equal(cmq_code(&coder, NULL, &report, &scratch, &coding, &err), CMQ_OK);
        keep(store, &coding, i);
        traces[i] = traces_of(&coding, &scratch);
        assert_int_equal(cmq_relater_add(relater, i, traces[i], &err), CMQ_OK);
    }
    assert_int_equal(cmq_relater_end(relater, &err), CMQ_OK);
    assert_int_equal(cmq_store_commit(store, &err), CMQ_OK);
    cmq_relater_free(relater);
    cmq_store_close(store);
    cmq_coder_release(&coder);
    cmq_arena_release(&scratch);
    read_rows(&wanted);
    return 0;
}

static int remove_store(void **state) {
    (void)state;
    unlink(path);
    rmdir(folder);
    cmq_buf_release(&wanted);
    cmq_arena_release(&arena);
    return 0;
}

static void the_reports_have_all_that_is_compared(void **state) {
    (void)state;
    static const char *const rows[] = {"copy ",  " 1 origin ", " 0 origin ", " into ",
                                       "event ", "planned\n",  "possible\n", "\npart "};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (strstr(wanted.ptr, rows[i]) == NULL) {
            fail_msg("no '%s'", rows[i]);
        }
    }
}

/* ---- webs --------------------------------------------------------------------------------- */

static struct cmq_web *open_web(unsigned parts) {
    struct cmq_web *web = cmq_web_open(parts);
    assert_non_null(web);
    return web;
}

static const struct cmq_relation *add(struct cmq_web *web, uint32_t number, struct cmq_str bytes) {
    const struct cmq_relation *relation;
    struct cmq_error err = {0};
    if (cmq_web_add(web, number, bytes, &relation, &err) != CMQ_OK) {
        fail_msg("report %u: %s", number, err.message);
    }
    return relation;
}

static void read_web(struct cmq_web *web, struct cmq_str bytes) {
    struct cmq_error err = {0};
    if (cmq_web_read(web, bytes, &err) != CMQ_OK) {
        fail_msg("%s", err.message);
    }
}

/* A web that knows what this one does, and nothing but by bytes; frees it. */
static struct cmq_web *another(struct cmq_web *web, unsigned parts) {
    struct cmq_web *next = open_web(parts);
    struct cmq_buf out;
    cmq_buf_init(&out, MOST_ROWS);
    cmq_web_write(web, &out);
    read_web(next, cmq_buf_str(&out));
    cmq_buf_release(&out);
    cmq_web_free(web);
    return next;
}

static void relate_all(uint32_t cut_every) {
    struct cmq_web *web = open_web(CMQ_WEB_ALL);
    struct rows *rows = open_rows();
    for (uint32_t i = 1; i <= REPORTS; i++) {
        const struct cmq_relation *relation = add(web, i, traces[i]);
        note_copy(rows, i, &relation->copy);
        note_story(rows, i, &relation->joined);
        note_events(rows, i, relation, NULL);
        web = i % cut_every == 0 ? another(web, CMQ_WEB_ALL) : web;
    }
    cmq_web_free(web);
    expect_wanted(rows);
}

static void a_web_has_the_rows_of_a_store(void **state) {
    (void)state;
    relate_all(REPORTS);
}

static void it_goes_on_from_bytes_wherever_it_is_cut(void **state) {
    (void)state;
    relate_all(1);
    relate_all(37);
}

/* ---- pieces ------------------------------------------------------------------------------- */

#define MOST_FAMILIES 64u

static struct cmq_traces_pieces split(uint32_t number) {
    struct cmq_traces_pieces pieces = {.list = {.count = 0}};
    struct cmq_error err = {0};
    assert_int_equal(cmq_traces_split(traces[number], &arena, &pieces, &err), CMQ_OK);
    return pieces;
}

/* What a web of copies wrote of its last report. */
struct known {
    struct cmq_str bytes;
    uint32_t *key;
    size_t keys;
};

static bool stands_for_any(const struct known *known, const struct cmq_traces_piece *piece) {
    for (size_t i = 0; i < known->keys; i++) {
        for (uint32_t k = 0; k < piece->keys.count; k++) {
            if (known->key[i] == piece->keys.item[k]) {
                return true;
            }
        }
    }
    return false;
}

/* A web of its own for each report, which knows those alone that stand for one of its keys. */
static void relate_copies(uint32_t number, const struct cmq_traces_piece *piece,
                          struct known *known, struct rows *rows) {
    struct cmq_web *web = open_web(CMQ_WEB_COPIES);
    struct cmq_buf out;
    cmq_buf_init(&out, MOST_ROWS);
    for (uint32_t i = 1; i < number; i++) {
        if (stands_for_any(&known[i], piece)) {
            read_web(web, known[i].bytes);
        }
    }
    note_copy(rows, number, &add(web, number, piece->bytes)->copy);
    const uint32_t *key = cmq_web_write_last(web, &out, &known[number].keys);
    known[number].bytes = cmq_arena_copy(&arena, cmq_buf_str(&out));
    known[number].key = CMQ_NEW_ARRAY(&arena, uint32_t, known[number].keys + 1);
    for (size_t i = 0; i < known[number].keys; i++) {
        known[number].key[i] = key[i];
    }
    cmq_buf_release(&out);
    cmq_web_free(web);
}

/* The occurrences of a family, which has numbers of its own. */
struct family {
    struct cmq_str name;
    struct cmq_web *web;
    int64_t number[REPORTS * 8]; /* of the store, by number of the family */
};

static struct family *family_of(struct family *family, struct cmq_str name) {
    uint32_t i = 0;
    while (family[i].web != NULL && !cmq_str_eq(family[i].name, name)) {
        i++;
    }
    assert_true(i + 1 < MOST_FAMILIES);
    if (family[i].web == NULL) {
        family[i].name = name;
        family[i].web = open_web(CMQ_WEB_OCCURRENCES);
    }
    return &family[i];
}

struct placed {
    const struct cmq_relation_telling *telling;
    struct family *family;
};

static int compare_events(const void *a, const void *b) {
    const struct placed *x = a, *y = b;
    return x->telling->event < y->telling->event ? -1 : x->telling->event > y->telling->event;
}

/* New occurrences get the store's numbers in the order of the report's events. */
static void relate_events(uint32_t number, const struct cmq_traces_pieces *pieces,
                          struct family *families, int64_t *occurrences, struct rows *rows) {
    const struct cmq_relation *relation[MOST_FAMILIES] = {NULL};
    CMQ_ARRAY(struct placed) placed = {0};
    for (uint32_t i = 2; i < pieces->list.count; i++) {
        const struct cmq_traces_piece *piece = &pieces->list.item[i];
        struct family *family = family_of(families, piece->family);
        assert_int_equal(piece->part, CMQ_WEB_OCCURRENCES);
        relation[i] = add(family->web, number, piece->bytes);
        for (uint32_t k = 0; k < relation[i]->tellings.count; k++) {
            CMQ_PUSH(&arena, &placed) = (struct placed){&relation[i]->tellings.item[k], family};
        }
    }
    if (placed.count > 0) {
        qsort(placed.item, placed.count, sizeof *placed.item, compare_events);
    }
    for (uint32_t i = 0; i < placed.count; i++) {
        const struct cmq_relation_telling *telling = placed.item[i].telling;
        int64_t *known = &placed.item[i].family->number[telling->occurrence];
        *known = telling->is_new ? ++*occurrences : *known;
        const struct cmq_relation one = {.tellings = {(void *)(uintptr_t)telling, 1, 1}};
        note_events(rows, number, &one, placed.item[i].family->number);
    }
    for (uint32_t i = 2; i < pieces->list.count; i++) {
        const struct cmq_relation parts = {
            .parts = {relation[i]->parts.item, relation[i]->parts.count, 0}};
        note_events(rows, number, &parts, family_of(families, pieces->list.item[i].family)->number);
    }
}

static void pieces_apart_give_the_same(void **state) {
    (void)state;
    static struct known known[REPORTS + 1];
    struct family *families = calloc(MOST_FAMILIES, sizeof *families);
    struct cmq_web *stories = open_web(CMQ_WEB_STORIES);
    struct rows *rows = open_rows();
    int64_t occurrences = 0;
    assert_non_null(families);
    for (uint32_t i = 1; i <= REPORTS; i++) {
        struct cmq_traces_pieces pieces = split(i);
        assert_int_equal(pieces.list.item[0].part, CMQ_WEB_COPIES);
        assert_int_equal(pieces.list.item[1].part, CMQ_WEB_STORIES);
        relate_copies(i, &pieces.list.item[0], known, rows);
        note_story(rows, i, &add(stories, i, pieces.list.item[1].bytes)->joined);
        relate_events(i, &pieces, families, &occurrences, rows);
    }
    cmq_web_free(stories);
    for (uint32_t i = 0; families[i].web != NULL; i++) {
        cmq_web_free(families[i].web);
    }
    free(families);
    expect_wanted(rows);
}

/* ---- what is refused ---------------------------------------------------------------------- */

static void numbers_rise(void **state) {
    (void)state;
    struct cmq_web *web = open_web(CMQ_WEB_ALL);
    const struct cmq_relation *relation;
    struct cmq_error err;
    add(web, 5, traces[1]);
    assert_int_equal(cmq_web_add(web, 5, traces[2], &relation, &err), CMQ_LIMIT);
    assert_null(relation);
    assert_int_equal(cmq_web_add(web, UINT32_MAX, traces[2], &relation, &err), CMQ_LIMIT);
    cmq_web_free(web);
}

static void bytes_of_other_parts_are_refused(void **state) {
    (void)state;
    struct cmq_web *stories = open_web(CMQ_WEB_STORIES), *all = open_web(CMQ_WEB_ALL);
    const struct cmq_relation *relation;
    struct cmq_error err;
    struct cmq_buf out;
    cmq_buf_init(&out, MOST_ROWS);
    add(stories, 1, traces[1]);
    cmq_web_write(stories, &out);
    assert_int_equal(cmq_web_read(all, cmq_buf_str(&out), &err), CMQ_BAD_INPUT);
    assert_int_equal(cmq_web_read(stories, cmq_buf_str(&out), &err), CMQ_BAD_INPUT);
    assert_int_equal(cmq_web_read(all, CMQ_STR("SQLite format 3"), &err), CMQ_BAD_INPUT);
    assert_int_equal(cmq_web_add(all, 1, split(1).list.item[1].bytes, &relation, &err),
                     CMQ_BAD_INPUT);
    cmq_buf_release(&out);
    cmq_web_free(stories);
    cmq_web_free(all);
}

/* Whatever stands there, it is read as bytes or refused. */
static void damage(struct cmq_str bytes, uint32_t count) {
    uint32_t seed = 11;
    for (uint32_t i = 0; i < count; i++) {
        struct cmq_web *web = open_web(CMQ_WEB_ALL);
        const struct cmq_relation *relation;
        struct cmq_error err;
        char *damaged = malloc(bytes.len);
        assert_non_null(damaged);
        memcpy(damaged, bytes.ptr, bytes.len);
        for (uint32_t k = 0; k < 1 + i % 3; k++) {
            damaged[9 + chance(&seed, (uint32_t)bytes.len - 9)] = (char)chance(&seed, 256);
        }
        size_t length = i % 4 == 0 ? chance(&seed, (uint32_t)bytes.len) : bytes.len;
        if (cmq_web_read(web, (struct cmq_str){damaged, length}, &err) == CMQ_OK) {
            (void)cmq_web_add(web, REPORTS, traces[3], &relation, &err);
        }
        cmq_web_free(web);
        free(damaged);
    }
}

static void damaged_bytes_do_no_harm(void **state) {
    (void)state;
    struct cmq_web *web = open_web(CMQ_WEB_ALL);
    struct cmq_buf out;
    cmq_buf_init(&out, MOST_ROWS);
    for (uint32_t i = 1; i <= 30; i++) {
        add(web, i, traces[i]);
    }
    cmq_web_write(web, &out);
    damage(cmq_buf_str(&out), 2000);
    cmq_buf_release(&out);
    cmq_web_free(web);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reports_have_all_that_is_compared),
        cmocka_unit_test(a_web_has_the_rows_of_a_store),
        cmocka_unit_test(it_goes_on_from_bytes_wherever_it_is_cut),
        cmocka_unit_test(pieces_apart_give_the_same),
        cmocka_unit_test(numbers_rise),
        cmocka_unit_test(bytes_of_other_parts_are_refused),
        cmocka_unit_test(damaged_bytes_do_no_harm),
    };
    return cmocka_run_group_tests(tests, fill_store, remove_store);
}
