/* SPDX-License-Identifier: Apache-2.0 */
/* Questions to a store of fifty events, laid out so that every count below can be done by hand:
 *
 * A  ten reports of one day, half of them by the Post, half by the Courier, tell one event;
 * B  five reports of five days, from that day on, tell it again, and its answer;
 * C  a report of a meeting that it tells four times, with what is alleged and asked for, and what
 *    China says that it said, twice;
 * D  Britain and Germany against Russia on the two days before Brexit and the one after;
 * E  a report with two targets, with an event at home, without a target and without a known source;
 * F  a report of what did not or may happen; and one of five acts, two months on. */
#include "ontology/ontology.h"
#include "query/query.h"
#include "store/handle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_MAX ((size_t)64 << 20)

struct row {
    const char *report, *date, *publisher;
    const char *source, *target; /* codes with ";" between; "?": an actor without one */
    const char *cameo, *assertion, *teller;
    bool repeats;
    int occurrence; /* 0: none */
};

#define A(report, publisher)                                                                       \
    { report, "2021-11-13", publisher, "FRAGOV", "MLIGOV", "111", "actual", NULL, false, 1 }
#define B(report, date)                                                                            \
    {report, date, "Post", "FRAGOV", "MLIGOV", "111", "actual", NULL, false, 1}, {                 \
        report, date, "Post", "MLIGOV", "FRAGOV", "112", "actual", NULL, false, 2                  \
    }
#define C(source, target, cameo, assertion, teller, repeats, occurrence)                           \
    { "c", "2021-12-05", "Courier", source, target, cameo, assertion, teller, repeats, occurrence }
#define D(report, date, source, occurrence)                                                        \
    { report, date, "Post", source, "RUSGOV", "111", "actual", NULL, false, occurrence }
#define E(source, target, cameo, occurrence)                                                       \
    { "e", "2021-12-06", "Courier", source, target, cameo, "actual", NULL, false, occurrence }
#define F(assertion)                                                                               \
    { "f", "2022-01-10", "Herald", "ISRMIL", "SYRMIL", "190", assertion, NULL, false, 0 }
#define G(cameo, occurrence)                                                                       \
    { "g", "2022-03-01", "Post", "FRA", "DEU", cameo, "actual", NULL, false, occurrence }

static const struct row fixture[] = {
    A("a0", "Post"),
    A("a1", "Courier"),
    A("a2", "Post"),
    A("a3", "Courier"),
    A("a4", "Post"),
    A("a5", "Courier"),
    A("a6", "Post"),
    A("a7", "Courier"),
    A("a8", "Post"),
    A("a9", "Courier"),
    B("b0", "2021-11-13"),
    B("b1", "2021-11-14"),
    B("b2", "2021-11-15"),
    B("b3", "2021-11-16"),
    B("b4", "2021-11-17"),
    C("USAGOV;CHNGOV", "USAGOV;CHNGOV", "040", "actual", NULL, false, 3),
    C("USAGOV;CHNGOV", "USAGOV;CHNGOV", "040", "actual", NULL, true, 3),
    C("USAGOV;CHNGOV", "USAGOV;CHNGOV", "040", "actual", NULL, true, 3),
    C("USAGOV;CHNGOV", "USAGOV;CHNGOV", "040", "actual", NULL, true, 3),
    C("CHNGOV", "USAGOV", "111", "alleged", "CHNGOV", false, 4),
    C("CHNGOV", "USAGOV", "111", "alleged", "CHNGOV", false, 4),
    C("USAGOV", "CHNGOV", "020", "requested", NULL, false, 0),
    C("USAGOV", "CHNGOV", "020", "requested", NULL, false, 0),
    C("CHNGOV", "USAGOV", "112", "actual", "CHNGOV", false, 5),
    C("CHNGOV", "USAGOV", "112", "actual", "CHNGOV", false, 5),
    D("d0", "2020-01-30", "GBRGOV", 6),
    D("d1", "2020-01-31", "GBRGOV", 7),
    D("d2", "2020-02-01", "GBRGOV", 8),
    D("d3", "2020-01-30", "DEUGOV", 9),
    D("d4", "2020-01-31", "DEUGOV", 10),
    D("d5", "2020-02-01", "DEUGOV", 11),
    E("USAGOV", "RUSGOV;BLRGOV", "163", 12),
    E("DEUGOV", "DEUOPP", "173", 13),
    E("RUSGOV", "", "138", 0),
    E("?", "USAGOV", "190", 14),
    F("negated"),
    F("negated"),
    F("possible"),
    F("possible"),
    F("possible"),
    G("010", 15),
    G("020", 16),
    G("036", 17),
    G("040", 18),
    G("042", 19),
};

/* ---- the store ---- */

static char folder[] = "/tmp/test_query.XXXXXX";
static char path[64], list[64];
static struct cmq_store *store;

struct coding {
    char actors[16384], events[16384];
    unsigned actor_count, event_count;
};

static void append(char *to, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void append(char *to, size_t size, const char *format, ...) {
    va_list args;
    size_t used = strlen(to);
    va_start(args, format);
    assert_true((size_t)vsnprintf(to + used, size - used, format, args) < size - used);
    va_end(args);
}
#define APPEND(to, ...) append((to), sizeof(to), __VA_ARGS__)

/* Adds an actor; returns its number. */
static unsigned add_actor(struct coding *coding, struct cmq_str code) {
    APPEND(coding->actors, "%s{\"name\":\"", coding->actor_count == 0 ? "" : ",");
    if (code.ptr[0] == '?') {
        APPEND(coding->actors, "gunmen\",\"code\":null,\"country\":null,\"sectors\":[]");
    } else {
        APPEND(coding->actors,
               "Office of %.*s\",\"code\":\"%.*s\",\"country\":\"%.3s\",\"sectors\":[",
               CMQ_FMT(code), CMQ_FMT(code), code.ptr);
        if (code.len > 3) {
            APPEND(coding->actors, "\"%.3s\"", code.ptr + 3);
        }
        APPEND(coding->actors, "]");
    }
    APPEND(coding->actors, ",\"title\":null,\"basis\":\"lexicon\",\"entry\":null,\"mentions\":[]}");
    return coding->actor_count++;
}

static void add_side(struct coding *coding, const char *name, const char *codes) {
    struct cmq_str rest = cmq_str_of(codes);
    char side[1024] = "";
    while (rest.len > 0) {
        unsigned actor = add_actor(coding, cmq_str_cut(&rest, ';'));
        APPEND(side, "%s{\"actor\":%u,\"span\":[0,2],\"basis\":\"text\"}", side[0] ? "," : "",
               actor);
    }
    APPEND(coding->events, "\"%s\":[%s],", name, side);
}

static void add_event(struct coding *coding, const struct row *row) {
    const struct cmq_cameo *cameo = cmq_cameo_find(cmq_str_of(row->cameo));
    const char *plover = cmq_plover_name(cameo->plover);
    APPEND(coding->events, "%s{\"id\":\"%s-%u\",\"cameo\":\"%s\",", coding->event_count ? "," : "",
           row->report, coding->event_count, row->cameo);
    APPEND(coding->events, "\"plover\":%s%s%s,", plover ? "\"" : "", plover ? plover : "null",
           plover ? "\"" : "");
    APPEND(coding->events,
           "\"mode\":null,\"contexts\":[],\"quad_gdelt\":%d,\"goldstein_gdelt\":null,",
           cameo->quad_gdelt);
    add_side(coding, "source", row->source);
    add_side(coding, "target", row->target);
    APPEND(coding->events, "\"attribution\":[");
    if (row->teller != NULL) {
        APPEND(coding->events, "{\"actor\":%u,\"kind\":\"speaker\",\"span\":[0,2]}",
               add_actor(coding, cmq_str_of(row->teller)));
    }
    APPEND(
        coding->events,
        "],\"assertion\":\"%s\",\"time\":\"past\",\"date\":{\"from\":\"2021-11-13\",\"to\":"
        "\"2021-11-13\",\"basis\":\"explicit\",\"span\":null},\"told\":\"%s\",\"place\":null,"
        "\"statement\":null,\"same_as\":%s,\"quantities\":[],\"trigger\":[0,3],\"evidence\":[0,5],"
        "\"sentence\":0,\"rules\":[],\"confidence\":0.90}",
        row->assertion, row->date, row->repeats ? "\"c-0\"" : "null");
    coding->event_count++;
}

/* Keeps the rows of one report, of which there are `count`. */
static void keep(const struct row *row, size_t count, const char *text) {
    struct coding coding = {.actor_count = 0};
    struct cmq_buf line;
    struct cmq_error err;
    struct cmq_store_counts counts = {0};
    for (size_t i = 0; i < count; i++) {
        add_event(&coding, &row[i]);
    }
    cmq_buf_init(&line, BUFFER_MAX);
    cmq_buf_format(
        &line,
        "{\"communique\":1,\"coder\":{\"version\":\"0.1.0\",\"model\":null,\"lexicon\":null}"
        ",\"report\":{\"id\":\"%s\",\"date\":\"%s\",\"publisher\":\"%s\",\"agency\":null,"
        "\"dateline\":null,\"url\":null,\"title\":\"A, \\\"b\\\"\\nc\",\"language\":\"en\","
        "\"text\":\"%s\"},\"sentences\":[[0,5]],\"actors\":[%s],\"times\":[],\"places\":[],"
        "\"events\":[%s],\"statements\":[]}\n",
        row->report, row->date, row->publisher, text, coding.actors, coding.events);
    if (cmq_store_keep(store, cmq_buf_str(&line), true, &counts, &err) != CMQ_OK) {
        fail_msg("%s", err.message);
    }
    assert_int_equal(counts.added, 1);
    cmq_buf_release(&line);
}

static void run_sql(const char *sql) {
    char *message = NULL;
    if (sqlite3_exec(store->db, sql, NULL, NULL, &message) != SQLITE_OK) {
        fail_msg("%s: %s", sql, message);
    }
}

static void keep_occurrences(void) {
    const char *report = "";
    int number = 0;
    for (size_t i = 0; i < sizeof fixture / sizeof *fixture; i++) {
        number = strcmp(report, fixture[i].report) == 0 ? number + 1 : 0;
        report = fixture[i].report;
        if (fixture[i].occurrence > 0) {
            char sql[320];
            snprintf(sql, sizeof sql,
                     "INSERT OR IGNORE INTO occurrences VALUES (%d, 'CONSULT'); "
                     "INSERT INTO occurrence_events SELECT report, %d, %d, 'held', x'' FROM "
                     "reports WHERE id = '%s'",
                     fixture[i].occurrence, number, fixture[i].occurrence, report);
            run_sql(sql);
        }
    }
}

static int make_store(void **state) {
    (void)state;
    size_t count = sizeof fixture / sizeof *fixture;
    struct cmq_error err;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/test.db", folder);
    snprintf(list, sizeof list, "%s/list", folder);
    if (cmq_store_open(path, CMQ_STORE_MAKE, &store, &err) != CMQ_OK) {
        fail_msg("%s", err.message);
    }
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && strcmp(fixture[i].report, fixture[next].report) == 0;) {
            next++;
        }
        keep(&fixture[i], next - i,
             fixture[i].report[0] == 'a' ? "Paris condemned them." : "Other words here.");
    }
    run_sql("UPDATE reports SET first_seen = '2022-04-01T12:00:00Z'");
    return 0;
}

static int remove_store(void **state) {
    (void)state;
    char name[80];
    cmq_store_close(store);
    for (const char *const *end = (const char *const[]){"", "-wal", "-shm", NULL}; *end; end++) {
        snprintf(name, sizeof name, "%s%s", path, *end);
        unlink(name);
    }
    unlink(list);
    return rmdir(folder);
}

static void write_list(const char *text) {
    struct cmq_error err;
    if (cmq_file_write(list, cmq_str_of(text), &err) != CMQ_OK) {
        fail_msg("%s", err.message);
    }
}

/* ---- asking ---- */

static char cursor[CMQ_CURSOR_MAX];
static struct cmq_error problem;

static bool take(void *context, struct cmq_str piece) {
    cmq_buf_add_str(context, piece);
    return true;
}

enum question { EVENTS, ACTORS, REPORTS, SERIES, PANEL, DYADS };

static enum cmq_status put(enum question question, struct cmq_query *query,
                           const struct cmq_counting *counting, const struct cmq_page *page,
                           struct cmq_rows *rows) {
    switch (question) {
    case SERIES:
        return cmq_query_series(query, counting, rows, &problem);
    case PANEL:
        return cmq_query_panel(query, counting, rows, &problem);
    case DYADS:
        return cmq_query_dyads(query, counting, page, rows, cursor, &problem);
    default:
        return cmq_query_list(query,
                              question == EVENTS   ? CMQ_LIST_EVENTS
                              : question == ACTORS ? CMQ_LIST_ACTORS
                                                   : CMQ_LIST_REPORTS,
                              page, rows, cursor, &problem);
    }
}

/* Asks, and appends the answer as CSV. */
static enum cmq_status try(enum question question, const struct cmq_filter *filter,
                           const struct cmq_counting *counting, const struct cmq_page *page,
                           struct cmq_buf *out) {
    static const struct cmq_filter no_filter;
    static const struct cmq_counting no_counting = {.by = CMQ_PERIOD_MONTH};
    static const struct cmq_page no_page;
    struct cmq_query *query;
    struct cmq_rows rows = {.format = CMQ_ROWS_CSV, .sink = take, .context = out};
    problem = (struct cmq_error){.status = CMQ_OK};
    enum cmq_status status =
        cmq_query_open(store, filter == NULL ? &no_filter : filter, &query, &problem);
    if (status == CMQ_OK) {
        status = put(question, query, counting == NULL ? &no_counting : counting,
                     page == NULL ? &no_page : page, &rows);
        cmq_rows_release(&rows);
        cmq_query_free(query);
    }
    return status;
}

/* The answer; the caller releases it. */
static struct cmq_buf ask(enum question question, const struct cmq_filter *filter,
                          const struct cmq_counting *counting, const struct cmq_page *page) {
    struct cmq_buf out;
    cmq_buf_init(&out, BUFFER_MAX);
    if (try(question, filter, counting, page, &out) != CMQ_OK) {
        fail_msg("%s", problem.message);
    }
    return out;
}

/* Column `at` of a line without quotes. */
static struct cmq_str cell(struct cmq_str line, unsigned at) {
    struct cmq_str field = cmq_str_cut(&line, ',');
    while (at-- > 0) {
        field = cmq_str_cut(&line, ',');
    }
    return field;
}

static long long number_of(struct cmq_str field) {
    char text[32];
    snprintf(text, sizeof text, "%.*s", CMQ_FMT(field));
    return strtoll(text, NULL, 10);
}

/* The sum of a column below the head; cells without coverage add nothing. */
static long long sum_of(const struct cmq_buf *answer, unsigned column) {
    struct cmq_str rest = cmq_buf_str(answer);
    long long sum = 0;
    cmq_str_cut(&rest, '\n');
    while (rest.len > 0) {
        sum += number_of(cell(cmq_str_cut(&rest, '\n'), column));
    }
    return sum;
}

static unsigned lines_of(const struct cmq_buf *answer) {
    unsigned lines = 0;
    for (size_t i = 0; i < answer->len; i++) {
        lines += answer->ptr[i] == '\n';
    }
    return lines;
}

static bool has_line(const struct cmq_buf *answer, const char *wanted) {
    struct cmq_str rest = cmq_buf_str(answer);
    while (rest.len > 0) {
        if (cmq_str_eq(cmq_str_cut(&rest, '\n'), cmq_str_of(wanted))) {
            return true;
        }
    }
    return false;
}

#define assert_line(answer, wanted)                                                                \
    if (!has_line(&(answer), wanted)) {                                                            \
        fail_msg("no line %s in\n%s", wanted, (answer).ptr);                                       \
    }

static long long count_events(struct cmq_filter filter) {
    struct cmq_buf answer = ask(SERIES, &filter, NULL, NULL);
    long long sum = sum_of(&answer, 1);
    cmq_buf_release(&answer);
    return sum;
}

/* ---- counting ---- */

static void each_rule_has_its_total(void **state) {
    (void)state;
    static const struct {
        enum cmq_count count;
        enum cmq_unit unit;
        bool directed;
        long long total;
    } wanted[] = {
        {CMQ_COUNT_ROWS, CMQ_UNIT_EVENT, false, 10 + 10 + 3 + 6 + 4 + 5},
        {CMQ_COUNT_REPORTS, CMQ_UNIT_EVENT, false, 10 + 5 + 1 + 6 + 1 + 1},
        {CMQ_COUNT_ONE_A_DAY, CMQ_UNIT_EVENT, false, 1 + 9 + 2 + 6 + 4 + 5},
        {CMQ_COUNT_OCCURRENCES, CMQ_UNIT_EVENT, false, 2 + 2 + 6 + 3 + 5},
        {CMQ_COUNT_ROWS, CMQ_UNIT_DYAD, false, 20 + 3 + 6 + 2 + 5},
        {CMQ_COUNT_REPORTS, CMQ_UNIT_DYAD, false, 15 + 1 + 6 + 2 + 1},
        {CMQ_COUNT_ONE_A_DAY, CMQ_UNIT_DYAD, false, 10 + 2 + 6 + 2 + 5},
        {CMQ_COUNT_OCCURRENCES, CMQ_UNIT_DYAD, false, 2 + 2 + 6 + 2 + 5},
        {CMQ_COUNT_ROWS, CMQ_UNIT_DYAD, true, 20 + 4 + 6 + 2 + 5},
        /* France and Mali 20 each, the USA and China 3 each, Russia 6, Britain 3, Germany 3; of E
         * the USA 2, Russia 2, Belarus and Germany; France and Germany 5. */
        {CMQ_COUNT_ROWS, CMQ_UNIT_COUNTRY, false, 40 + 6 + 12 + 6 + 10},
    };
    keep_occurrences();
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        const struct cmq_counting counting = {.count = wanted[i].count,
                                              .unit = wanted[i].unit,
                                              .by = CMQ_PERIOD_MONTH,
                                              .directed = wanted[i].directed};
        struct cmq_buf series = ask(SERIES, NULL, &counting, NULL);
        assert_int_equal(sum_of(&series, 1), wanted[i].total);
        cmq_buf_release(&series);
        if (wanted[i].unit != CMQ_UNIT_EVENT) {
            struct cmq_buf panel = ask(PANEL, NULL, &counting, NULL);
            assert_int_equal(sum_of(&panel, wanted[i].unit == CMQ_UNIT_DYAD ? 3 : 2),
                             wanted[i].total);
            cmq_buf_release(&panel);
        }
    }
}

static void occurrences_must_be_there(void **state) {
    (void)state;
    const struct cmq_counting counting = {.count = CMQ_COUNT_OCCURRENCES};
    struct cmq_buf out;
    cmq_buf_init(&out, BUFFER_MAX);
    run_sql("DROP TABLE occurrence_events");
    assert_int_equal(try(SERIES, NULL, &counting, NULL, &out), CMQ_UNSUPPORTED);
    assert_non_null(strstr(problem.message, "communique add"));
    cmq_buf_release(&out);
}

static void a_series_tells_coverage_and_quiet(void **state) {
    (void)state;
    struct cmq_buf series = ask(SERIES, NULL, NULL, NULL);
    assert_int_equal(lines_of(&series), 1 + 27); /* 2020-01 to 2022-03 */
    assert_line(series, "period,rows_actual_any,verbal_cooperation,material_cooperation,"
                        "verbal_conflict,material_conflict,reports,outlets");
    assert_line(series, "2020-01-01,4,0,0,4,0,4,1");
    assert_line(series, "2020-03-01,NA,NA,NA,NA,NA,0,0");
    assert_line(series, "2021-11-01,20,0,0,20,0,15,2");
    assert_line(series, "2021-12-01,7,1,0,3,3,2,1");
    assert_line(series, "2022-01-01,0,0,0,0,0,1,1");
    assert_line(series, "2022-02-01,NA,NA,NA,NA,NA,0,0");
    assert_line(series, "2022-03-01,5,5,0,0,0,1,1");
    cmq_buf_release(&series);
}

static void weeks_begin_on_monday(void **state) {
    (void)state;
    const struct cmq_filter filter = {.from = CMQ_STR("2021-11-13"), .to = CMQ_STR("2021-11-17")};
    const struct cmq_counting counting = {.by = CMQ_PERIOD_WEEK};
    struct cmq_buf series = ask(SERIES, &filter, &counting, NULL);
    /* The 13th is a Saturday: 12 of that day, 2 of Sunday; 6 from Monday to Wednesday. */
    assert_int_equal(lines_of(&series), 3);
    assert_line(series, "2021-11-08,14,0,0,14,0,12,2");
    assert_line(series, "2021-11-15,6,0,0,6,0,3,1");
    cmq_buf_release(&series);
}

static void a_panel_is_a_rectangle(void **state) {
    (void)state;
    write_list(
        "code\tunit\tfrom\tto\n# four units make six pairs\nFRA\tFrance\nMLI\tMali\nUSA\tUSA\n"
        "CHN\tChina\t2021-12-01\t\n");
    const struct cmq_counting counting = {
        .unit = CMQ_UNIT_DYAD, .by = CMQ_PERIOD_MONTH, .actors = cmq_str_of(list)};
    struct cmq_buf panel = ask(PANEL, NULL, &counting, NULL);
    assert_int_equal(lines_of(&panel), 1 + 6 * 27);
    assert_line(panel, "France,Mali,2021-11-01,20,0,0,20,0,15");
    assert_line(panel, "France,Mali,2021-12-01,0,0,0,0,0,2");
    assert_line(panel, "France,Mali,2021-10-01,NA,NA,NA,NA,NA,0");
    assert_line(panel, "China,USA,2021-12-01,3,1,0,2,0,2");
    assert_line(panel, "China,USA,2021-11-01,NA,NA,NA,NA,NA,15"); /* China is not there yet */
    assert_line(panel, "France,USA,2022-01-01,0,0,0,0,0,1");
    cmq_buf_release(&panel);
}

static void units_change_with_time(void **state) {
    (void)state;
    write_list("GBR\tEU\t1973-01-01\t2020-01-31\nDEU\tEU\nRUS\tRussia\n");
    const struct cmq_filter filter = {.from = CMQ_STR("2020-01-30"), .to = CMQ_STR("2020-02-01")};
    const struct cmq_counting counting = {
        .unit = CMQ_UNIT_DYAD, .by = CMQ_PERIOD_DAY, .actors = cmq_str_of(list)};
    struct cmq_buf panel = ask(PANEL, &filter, &counting, NULL);
    assert_int_equal(lines_of(&panel), 4);
    assert_line(panel, "EU,Russia,2020-01-30,2,0,0,2,0,2");
    assert_line(panel, "EU,Russia,2020-01-31,2,0,0,2,0,2");
    assert_line(panel, "EU,Russia,2020-02-01,1,0,0,1,0,2");
    cmq_buf_release(&panel);
}

static void cow_numbers_name_states(void **state) {
    (void)state;
    const struct cmq_filter filter = {
        .from = CMQ_STR("2021-12-05"), .to = CMQ_STR("2021-12-05"), .country = CMQ_STR("CHN")};
    const struct cmq_counting counting = {
        .unit = CMQ_UNIT_DYAD, .by = CMQ_PERIOD_DAY, .actors = CMQ_STR("cow"), .directed = true};
    struct cmq_buf panel = ask(PANEL, &filter, &counting, NULL);
    assert_line(panel, "2,710,2021-12-05,1,1,0,0,0,1");
    assert_line(panel, "710,2,2021-12-05,3,1,0,2,0,1");
    assert_line(panel, "710,365,2021-12-05,0,0,0,0,0,1");
    assert_false(has_line(&panel, "2,365,2021-12-05,0,0,0,0,0,1")); /* neither is China */
    cmq_buf_release(&panel);
}

static void a_bloc_picks_its_members_of_the_day(void **state) {
    (void)state;
    const struct cmq_filter filter = {
        .from = CMQ_STR("2020-01-30"), .to = CMQ_STR("2020-02-01"), .bloc = CMQ_STR("eu")};
    const struct cmq_counting counting = {.unit = CMQ_UNIT_DYAD, .by = CMQ_PERIOD_DAY};
    struct cmq_buf panel = ask(PANEL, &filter, &counting, NULL);
    assert_line(panel, "GBR,RUS,2020-01-31,1,0,0,1,0,2");
    assert_line(panel, "GBR,RUS,2020-02-01,NA,NA,NA,NA,NA,2"); /* neither is a member */
    assert_line(panel, "DEU,RUS,2020-02-01,1,0,0,1,0,2");
    assert_line(panel, "DEU,GBR,2020-02-01,0,0,0,0,0,2");
    assert_null(strstr(panel.ptr, "RUS,USA"));
    cmq_buf_release(&panel);
    struct cmq_buf series = ask(SERIES, &filter, &counting, NULL);
    assert_int_equal(sum_of(&series, 1), 2 + 3);
    cmq_buf_release(&series);
}

static void a_country_picks_its_pairs(void **state) {
    (void)state;
    const struct cmq_filter filter = {.country = CMQ_STR("RUS,CHN")};
    const struct cmq_counting counting = {.unit = CMQ_UNIT_DYAD};
    struct cmq_buf dyads = ask(DYADS, &filter, &counting, NULL);
    assert_int_equal(lines_of(&dyads), 1 + 4);
    assert_line(dyads, "RUS,USA,1,0,0,0,1,2021-12-06,2021-12-06");
    assert_null(strstr(dyads.ptr, "BLR")); /* between the USA and Belarus */
    cmq_buf_release(&dyads);
}

static void dyads_rank_pairs(void **state) {
    (void)state;
    const struct cmq_counting counting = {.unit = CMQ_UNIT_DYAD};
    const struct cmq_page page = {.limit = 2}, next = {.limit = 2, .after = CMQ_STR("2")};
    struct cmq_buf first = ask(DYADS, NULL, &counting, &page);
    assert_int_equal(lines_of(&first), 3);
    assert_line(first, "FRA,MLI,20,0,0,20,0,2021-11-13,2021-11-17");
    assert_line(first, "DEU,FRA,5,5,0,0,0,2022-03-01,2022-03-01");
    assert_string_equal(cursor, "2");
    cmq_buf_release(&first);
    struct cmq_buf second = ask(DYADS, NULL, &counting, &next);
    assert_line(second, "CHN,USA,3,1,0,2,0,2021-12-05,2021-12-05");
    cmq_buf_release(&second);
}

/* ---- filters ---- */

static void filters_narrow_the_count(void **state) {
    (void)state;
    const struct {
        struct cmq_filter filter;
        long long count;
    } wanted[] = {
        {{.assertion = CMQ_STR("any")}, 47},
        {{.assertion = CMQ_STR("any"), .repeats = true}, 50},
        {{.assertion = CMQ_STR("negated,possible")}, 5},
        {{.from = CMQ_STR("2021-11-14"), .to = CMQ_STR("2021-11-16")}, 6},
        {{.country = CMQ_STR("FRA")}, 25},
        {{.country = CMQ_STR("France, CHN")}, 25 + 3},
        /* Britain is a member for two of its three events. */
        {{.bloc = CMQ_STR("EU")}, 25 + 2 + 3 + 1},
        {{.sector = CMQ_STR("OPP")}, 1},
        {{.country = CMQ_STR("DEU"), .sector = CMQ_STR("GOV")}, 3 + 1},
        {{.actor = CMQ_STR("USA")}, 3 + 2},
        {{.actor = CMQ_STR("USAMIL")}, 0},
        {{.actor = CMQ_STR("office of usagov")}, 3 + 2},
        {{.actor = CMQ_STR("gunmen")}, 1},
        {{.source = CMQ_STR("CHN")}, 3},
        {{.source = CMQ_STR("USA"), .target = CMQ_STR("BLR")}, 1},
        {{.code = CMQ_STR("11")}, 20 + 2 + 6},
        {{.code = CMQ_STR("112")}, 5 + 2},
        {{.type = CMQ_STR("consult")}, 1 + 2},
        {{.publisher = CMQ_STR("post")}, 5 + 10 + 6 + 5},
        {{.text = CMQ_STR("condemned")}, 10},
        {{.attributed = CMQ_STR("yes")}, 2},
        {{.attributed = CMQ_STR("no")}, 36},
        {{.time = CMQ_STR("future")}, 0},
        {{.language = CMQ_STR("de")}, 0},
        /* The day of the events themselves is the 13th of November where that lies behind. */
        {{.dated = CMQ_STR("event"), .from = CMQ_STR("2021-11-13"), .to = CMQ_STR("2021-11-13")},
         38 - 6},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        long long count = count_events(wanted[i].filter);
        if (count != wanted[i].count) {
            fail_msg("filter %zu: %lld, not %lld", i, count, wanted[i].count);
        }
    }
}

static void what_is_not_known_is_refused(void **state) {
    (void)state;
    const struct cmq_filter wrong[] = {
        {.from = CMQ_STR("2021-02-30")},
        {.country = CMQ_STR("FRA,Atlantis")},
        {.bloc = CMQ_STR("XX")},
        {.sector = CMQ_STR("GOVT")},
        {.code = CMQ_STR("99")},
        {.type = CMQ_STR("LOVE")},
        {.assertion = CMQ_STR("perhaps")},
        {.time = CMQ_STR("soon")},
        {.attributed = CMQ_STR("maybe")},
        {.as_of = CMQ_STR("today")},
        {.dated = CMQ_STR("never")},
        {.text = CMQ_STR("\"open")},
        {.from = CMQ_STR("2022-01-02"), .to = CMQ_STR("2022-01-01")},
        {.occurs_from = CMQ_STR("2022-01-02"), .occurs_to = CMQ_STR("2022-01-01")},
        {.text = CMQ_STR("")},
        {.text = CMQ_STR(" ?! ")},
        {.text = CMQ_STR("nosuch:word")},
        {.actor = CMQ_STR("\xFF")},
    };
    struct cmq_buf out;
    cmq_buf_init(&out, BUFFER_MAX);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (try(EVENTS, &wrong[i], NULL, NULL, &out) != CMQ_BAD_INPUT) {
            fail_msg("filter %zu is taken", i);
        }
    }
    assert_int_equal(try(REPORTS, &(struct cmq_filter){.code = CMQ_STR("11")}, NULL, NULL, &out),
                     CMQ_BAD_INPUT);
    assert_int_equal(try(EVENTS, NULL, NULL, &(struct cmq_page){.after = CMQ_STR("1.2.3")}, &out),
                     CMQ_BAD_INPUT);
    cmq_buf_release(&out);
}

static void words_of_users_are_never_sql(void **state) {
    (void)state;
    static const char *const hostile[] = {"'; DROP TABLE events; --",
                                          "\" OR 1=1 --",
                                          "' OR '1'='1",
                                          "%",
                                          "_",
                                          "\\",
                                          "a%' ESCAPE 'x",
                                          "?1",
                                          "x') OR (1"};
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        struct cmq_str word = cmq_str_of(hostile[i]);
        assert_int_equal(count_events((struct cmq_filter){.actor = word}), 0);
        assert_int_equal(count_events((struct cmq_filter){.source = word}), 0);
        assert_int_equal(count_events((struct cmq_filter){.target = word}), 0);
        assert_int_equal(count_events((struct cmq_filter){.place = word}), 0);
        assert_int_equal(count_events((struct cmq_filter){.publisher = word}), 0);
        assert_int_equal(count_events((struct cmq_filter){.language = word}), 0);
    }
    write_list("Post'; DELETE FROM reports; --\n\"\n");
    assert_int_equal(count_events((struct cmq_filter){.sources = list}), 0);
    write_list("FRA\t'); DROP TABLE reports; --\nMLI\t\"\n");
    const struct cmq_counting counting = {.unit = CMQ_UNIT_DYAD, .actors = cmq_str_of(list)};
    struct cmq_buf dyads = ask(DYADS, NULL, &counting, NULL);
    assert_int_equal(lines_of(&dyads), 2);
    cmq_buf_release(&dyads);
    assert_int_equal(count_events((struct cmq_filter){.from = CMQ_STR("")}), 38);
}

/* ---- what stays as it was ---- */

static void assert_unmoved(enum question question, const struct cmq_filter *filter,
                           const struct cmq_counting *counting) {
    const struct row later[] = {
        {"later", "2021-11-13", "Newcomer", "FRAGOV", "MLIGOV", "190", "actual", NULL, false, 0},
        /* Another text of a report that is there. */
        {"a0", "2021-11-13", "Newcomer", "FRAGOV", "MLIGOV", "190", "actual", NULL, false, 0},
    };
    struct cmq_buf before = ask(question, filter, counting, NULL);
    for (size_t i = 0; i < 2; i++) {
        keep(&later[i], 1, "Fresh news.");
    }
    struct cmq_buf after = ask(question, filter, counting, NULL);
    assert_string_equal(after.ptr, before.ptr);
    cmq_buf_release(&before);
    cmq_buf_release(&after);
}

static void a_fixed_panel_of_outlets_does_not_move(void **state) {
    (void)state;
    write_list("Courier\n# the rest comes and goes\n\nHerald\n");
    const struct cmq_filter filter = {.sources = list};
    const struct cmq_counting counting = {.unit = CMQ_UNIT_COUNTRY, .by = CMQ_PERIOD_MONTH};
    assert_int_equal(count_events(filter), 5 + 3 + 4);
    assert_unmoved(PANEL, &filter, &counting);
}

/* After the test before: two reports more, of which one is a new version. */
static void the_past_is_as_it_was_seen(void **state) {
    (void)state;
    const struct cmq_filter filter = {.as_of = CMQ_STR("2022-04-01")};
    const struct cmq_counting counting = {.by = CMQ_PERIOD_MONTH};
    assert_int_equal(count_events((struct cmq_filter){.as_of = CMQ_STR("2022-03-31")}), 0);
    assert_int_equal(count_events(filter), 38);
    assert_int_equal(count_events((struct cmq_filter){.from = CMQ_STR("")}), 38 - 1 + 2);
    struct cmq_buf series = ask(SERIES, &filter, &counting, NULL);
    assert_line(series, "2021-11-01,20,0,0,20,0,15,2");
    cmq_buf_release(&series);
}

/* ---- lists ---- */

static void pages_make_the_whole(void **state) {
    (void)state;
    for (int oldest = 0; oldest < 2; oldest++) {
        for (enum question question = EVENTS; question <= REPORTS; question++) {
            const struct cmq_filter filter = {.text = CMQ_STR("words")};
            const struct cmq_page all = {.oldest = oldest == 1};
            struct cmq_buf whole = ask(question, &filter, NULL, &all), joined;
            char after[CMQ_CURSOR_MAX] = "";
            cmq_buf_init(&joined, BUFFER_MAX);
            do {
                const struct cmq_page page = {
                    .limit = 3, .after = cmq_str_of(after), .oldest = oldest == 1};
                struct cmq_buf part = ask(question, &filter, NULL, &page);
                struct cmq_str rows = cmq_buf_str(&part);
                struct cmq_str head = cmq_str_cut(&rows, '\n');
                if (joined.len == 0) {
                    cmq_buf_add_str(&joined, head);
                    cmq_buf_add_char(&joined, '\n');
                }
                cmq_buf_add_str(&joined, rows);
                memcpy(after, cursor, sizeof after);
                cmq_buf_release(&part);
            } while (after[0] != '\0');
            assert_string_equal(joined.ptr, whole.ptr);
            cmq_buf_release(&whole);
            cmq_buf_release(&joined);
        }
    }
}

/* A page finds who is in many reports report by report, the whole list by a set of events. */
static void many_are_found_as_few_are(void **state) {
    (void)state;
    const struct {
        struct cmq_filter filter;
        unsigned events;
    } wanted[] = {
        {{.actor = CMQ_STR("Office")}, 38},
        {{.source = CMQ_STR("Office"), .target = CMQ_STR("Office")}, 36},
        {{.bloc = CMQ_STR("EU")}, 31},
        {{.source = CMQ_STR("Office"), .country = CMQ_STR("MLI")}, 20},
    };
    const struct cmq_page all = {0}, page = {.limit = 1000};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        struct cmq_buf whole = ask(EVENTS, &wanted[i].filter, NULL, &all);
        struct cmq_buf paged = ask(EVENTS, &wanted[i].filter, NULL, &page);
        assert_string_equal(paged.ptr, whole.ptr);
        assert_int_equal(lines_of(&whole), wanted[i].events + 1);
        cmq_buf_release(&whole);
        cmq_buf_release(&paged);
    }
}

static void fields_are_quoted_where_they_must(void **state) {
    (void)state;
    const struct cmq_filter filter = {.publisher = CMQ_STR("Herald")};
    struct cmq_buf answer = ask(REPORTS, &filter, NULL, NULL);
    /* No story, as nothing was related; then the first words and the title. */
    assert_non_null(strstr(answer.ptr, ",5,0,,Other words here.,\"A, \"\"b\"\"\nc\"\n"));
    cmq_buf_release(&answer);
}

static void actors_are_counted_over_reports(void **state) {
    (void)state;
    const struct cmq_filter filter = {.as_of = CMQ_STR("2022-04-01"), .country = CMQ_STR("MLI")};
    struct cmq_buf answer = ask(ACTORS, &filter, NULL, NULL);
    assert_int_equal(lines_of(&answer), 2);
    assert_line(answer, "Office of MLIGOV,MLIGOV,MLI,GOV,15,2,2021-11-13,2021-11-17");
    cmq_buf_release(&answer);
}

/* ---- a screen ---- */

static void a_history_fits_on_a_screen(void **state) {
    (void)state;
    const struct cmq_filter filter = {.as_of = CMQ_STR("2022-04-01")};
    const struct cmq_counting counting = {.unit = CMQ_UNIT_DYAD};
    struct cmq_query *query;
    struct cmq_buf out;
    struct cmq_rows rows = {
        .format = CMQ_ROWS_TABLE, .style = {80, false}, .sink = take, .context = &out};
    cmq_buf_init(&out, BUFFER_MAX);
    assert_int_equal(cmq_query_open(store, &filter, &query, NULL), CMQ_OK);
    assert_int_equal(cmq_query_history(query, &counting, false, CMQ_STR("USA"), CMQ_STR("China"),
                                       &rows, &problem),
                     CMQ_OK);
    assert_true(lines_of(&out) <= 60);
    struct cmq_str rest = cmq_buf_str(&out);
    while (rest.len > 0) {
        assert_true(cmq_utf8_count(cmq_str_cut(&rest, '\n')) <= 80);
    }
    /* 27 months are too many; of three years one has no report. */
    assert_non_null(strstr(out.ptr, "2021-01-01      3      1     0      2     0"));
    assert_non_null(strstr(out.ptr, "CHNGOV         112"));
    assert_null(strstr(out.ptr, "MLIGOV"));
    cmq_rows_release(&rows);
    cmq_query_free(query);
    cmq_buf_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_has_its_total),
        cmocka_unit_test(a_series_tells_coverage_and_quiet),
        cmocka_unit_test(weeks_begin_on_monday),
        cmocka_unit_test(a_panel_is_a_rectangle),
        cmocka_unit_test(units_change_with_time),
        cmocka_unit_test(cow_numbers_name_states),
        cmocka_unit_test(a_bloc_picks_its_members_of_the_day),
        cmocka_unit_test(a_country_picks_its_pairs),
        cmocka_unit_test(dyads_rank_pairs),
        cmocka_unit_test(filters_narrow_the_count),
        cmocka_unit_test(many_are_found_as_few_are),
        cmocka_unit_test(what_is_not_known_is_refused),
        cmocka_unit_test(words_of_users_are_never_sql),
        cmocka_unit_test(a_fixed_panel_of_outlets_does_not_move),
        cmocka_unit_test(the_past_is_as_it_was_seen),
        cmocka_unit_test(pages_make_the_whole),
        cmocka_unit_test(fields_are_quoted_where_they_must),
        cmocka_unit_test(actors_are_counted_over_reports),
        cmocka_unit_test(a_history_fits_on_a_screen),
        cmocka_unit_test(occurrences_must_be_there),
    };
    return cmocka_run_group_tests(tests, make_store, remove_store);
}
