/* SPDX-License-Identifier: Apache-2.0 */
/* Scoring, against counts made by hand from the definitions in docs/eval.md. */
#include "audit/audit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ACTORS                                                                                     \
    "\"actors\":[{\"code\":\"FRAGOV\",\"country\":\"FRA\",\"mentions\":[{\"span\":[0,6]}]},"       \
    "{\"code\":\"IRN\",\"country\":\"IRN\",\"mentions\":[{\"span\":[17,21]}]},"                    \
    "{\"code\":\"IGOUNO\",\"country\":null,\"mentions\":[]},"                                      \
    "{\"code\":null,\"country\":null,\"mentions\":[]}]"

static struct cmq_gold gold;
static struct cmq_arena arena;
static struct cmq_evaluation evaluation;

static void read_gold(const char *lines) {
    char path[] = "/tmp/communique-gold-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, lines, strlen(lines)), strlen(lines));
    close(fd);
    struct cmq_error err = {0};
    assert_int_equal(cmq_gold_read(path, &gold, &err), CMQ_OK);
    unlink(path);
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    cmq_evaluation_begin(&evaluation, &gold, &arena);
}

static void score(const char *id, const char *events) {
    char line[4096];
    struct cmq_coded coded;
    struct cmq_error err = {0};
    snprintf(line, sizeof line, "{\"report\":{\"id\":\"%s\"}," ACTORS ",\"events\":[%s]}", id,
             events);
    assert_int_equal(cmq_coded_read(cmq_str_of(line), &arena, &coded, &err), CMQ_OK);
    const uint32_t *record = cmq_map_get(&gold.by_id, coded.id);
    assert_non_null(record);
    cmq_evaluation_add(&evaluation, *record, &coded);
}

static void finish(void) {
    cmq_gold_release(&gold);
    cmq_arena_release(&arena);
}

static void assert_share(struct cmq_share share, uint32_t right, uint32_t all) {
    assert_int_equal(share.right, right);
    assert_int_equal(share.all, all);
}

static uint32_t errors_of(enum cmq_eval_error kind) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < evaluation.error.count; i++) {
        count += evaluation.error.item[i].error == kind;
    }
    return count;
}

#define EVENT(plover, source, target, assertion)                                                   \
    "{\"cameo\":\"111\",\"plover\":\"" plover "\",\"source\":[" source "],\"target\":[" target     \
    "],\"assertion\":\"" assertion "\",\"time\":\"past\"}"
#define FRA  "{\"actor\":0,\"span\":[0,6]}"
#define IRN  "{\"actor\":1,\"span\":[17,21]}"
#define UNO  "{\"actor\":2,\"span\":[30,40]}"
#define NONE "{\"actor\":3,\"span\":[50,60]}"

static void test_each_pair_is_a_claim(void **state) {
    (void)state;
    read_gold("{\"id\":\"a\",\"text\":\"x\",\"events\":[{\"plover\":[\"ACCUSE\"],\"source\":"
              "[\"FRA\"],\"target\":[\"IRN\"],\"assertion\":[\"actual\"],\"time\":[\"future\"]}]}");
    /* France accuses Iran and the UN: one claim is asked for, the other is left over. */
    score("a", EVENT("ACCUSE", FRA, IRN "," UNO, "actual"));
    assert_share(evaluation.precision, 1, 2);
    assert_share(evaluation.recall, 1, 1);
    assert_share(evaluation.main_event, 1, 1);
    assert_share(evaluation.assertion, 1, 1);
    assert_share(evaluation.time, 0, 1);
    assert_int_equal(errors_of(CMQ_EVAL_SURPLUS), 1);
    finish();
}

static void test_optional_and_requested_cost_nothing(void **state) {
    (void)state;
    read_gold("{\"id\":\"a\",\"text\":\"x\",\"events\":[{\"plover\":[\"AID\"],\"source\":[\"FRA\"],"
              "\"target\":[],\"optional\":true}]}");
    score("a", EVENT("AID", FRA, IRN, "actual") "," EVENT("REJECT", FRA, IRN, "requested"));
    assert_share(evaluation.precision, 0, 0);
    assert_share(evaluation.recall, 0, 0);
    assert_share(evaluation.main_event, 0, 0);
    finish();
}

static void test_mutual_claims(void **state) {
    (void)state;
    read_gold("{\"id\":\"a\",\"text\":\"x\",\"events\":[{\"plover\":[\"CONSULT\"],\"source\":"
              "[\"FRA\",\"IRN\"],\"target\":[]}]}\n"
              "{\"id\":\"b\",\"text\":\"x\",\"events\":[{\"plover\":[\"ACCUSE\"],\"source\":"
              "[\"FRA\"],\"target\":[\"IRN\"]}]}");
    score("a", EVENT("CONSULT", FRA "," IRN, IRN "," FRA, "actual"));
    assert_share(evaluation.precision, 1, 1);
    /* Accusing is done by one side to the other. */
    score("b", EVENT("ACCUSE", FRA "," IRN, IRN "," FRA, "actual"));
    assert_share(evaluation.precision, 1, 2);
    assert_share(evaluation.recall, 1, 2);
    finish();
}

static void test_kinds_of_errors(void **state) {
    (void)state;
    read_gold("{\"id\":\"a\",\"text\":\"x\",\"events\":[{\"plover\":[\"ACCUSE\"],\"source\":"
              "[\"FRA\"],\"target\":[\"IRN\"]}]}\n"
              "{\"id\":\"b\",\"text\":\"x\",\"events\":[{\"plover\":[\"ACCUSE\"],\"source\":"
              "[\"FRA\"],\"target\":[\"IRN\"]}]}\n"
              "{\"id\":\"c\",\"text\":\"x\",\"events\":[{\"plover\":[\"ACCUSE\"],\"source\":"
              "[\"FRA\"],\"target\":[\"IRN\"]}]}\n"
              "{\"id\":\"d\",\"text\":\"x\",\"events\":[{\"plover\":[\"ACCUSE\"],\"source\":"
              "[\"FRA\"],\"target\":[\"IRN\"]}]}\n"
              "{\"id\":\"e\",\"text\":\"x\",\"events\":[]}");
    score("a", EVENT("ACCUSE", NONE, IRN, "actual"));
    score("b", EVENT("ACCUSE", FRA, UNO, "actual"));
    score("c", EVENT("REJECT", FRA, IRN, "actual"));
    score("e", EVENT("ACCUSE", FRA, IRN, "actual"));
    cmq_evaluation_end(&evaluation);
    assert_int_equal(errors_of(CMQ_EVAL_SOURCE_MISSING), 1);
    assert_int_equal(errors_of(CMQ_EVAL_TARGET_WRONG), 1);
    assert_int_equal(errors_of(CMQ_EVAL_TYPE_WRONG), 1);
    assert_int_equal(errors_of(CMQ_EVAL_SILENT), 1);
    assert_int_equal(errors_of(CMQ_EVAL_FALSE), 1);
    assert_share(evaluation.recall, 0, 4);
    assert_share(evaluation.silent, 1, 5);
    finish();
}

static void test_links(void **state) {
    (void)state;
    read_gold("{\"id\":\"a\",\"text\":\"x\",\"source_span\":[0,6],\"target_span\":[17,21],"
              "\"plover\":[\"ACCUSE\"]}\n"
              "{\"id\":\"b\",\"text\":\"x\",\"source_span\":[100,106],\"target_span\":[17,21],"
              "\"plover\":[\"ACCUSE\"]}");
    score("a", EVENT("REJECT", IRN, FRA, "actual") "," EVENT("ACCUSE", FRA, IRN, "actual"));
    score("b", EVENT("ACCUSE", FRA, IRN, "actual"));
    assert_share(evaluation.linked, 1, 2);
    assert_share(evaluation.first_link, 1, 2);
    assert_share(evaluation.typed, 1, 1);
    finish();
}

static void test_codes(void **state) {
    (void)state;
    read_gold("{\"id\":\"a\",\"text\":\"x\",\"cameo\":\"112\"}\n"
              "{\"id\":\"b\",\"text\":\"x\",\"cameo\":\"111\"}\n"
              "{\"id\":\"c\",\"text\":\"x\",\"cameo\":\"051\"}");
    score("a", EVENT("ACCUSE", FRA, IRN, "actual"));
    score("b", EVENT("ACCUSE", FRA, IRN, "actual"));
    score("c", EVENT("ACCUSE", FRA, IRN, "actual"));
    assert_share(evaluation.first_code, 1, 3);
    assert_share(evaluation.first_root, 2, 3);
    assert_share(evaluation.any_root, 2, 3);
    finish();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_pair_is_a_claim),
        cmocka_unit_test(test_optional_and_requested_cost_nothing),
        cmocka_unit_test(test_mutual_claims),
        cmocka_unit_test(test_kinds_of_errors),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
