/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/expectation.h"
#include "cli/pool.h"
#include "sample_coding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- expectations ---- */

static bool met(const char *expected, enum cmq_entry_kind kind) {
    struct sample_coding sample;
    struct cmq_expectation expectation;
    struct cmq_error err;
    sample_coding_init(&sample);
    assert_true(cmq_expectation_parse(cmq_str_of(expected), kind, &expectation, &err));
    bool result = cmq_expectation_met(&expectation, &sample.coding);
    sample_coding_release(&sample);
    return result;
}

static void an_event_is_met_by_code_and_both_sides(void **state) {
    (void)state;
    assert_true(met("040 TUR TUR", CMQ_ENTRY_FRAME));
    assert_true(met("040 TURGOV TUR", CMQ_ENTRY_FRAME));
    assert_true(met("0256 TUR -", CMQ_ENTRY_SPEECH));
    assert_false(met("041 TUR TUR", CMQ_ENTRY_FRAME));
    assert_false(met("04 TUR TUR", CMQ_ENTRY_FRAME));
    assert_false(met("040 CHN TUR", CMQ_ENTRY_FRAME));
    assert_false(met("040 TUR CHN", CMQ_ENTRY_FRAME));
    assert_false(met("040 TUR -", CMQ_ENTRY_FRAME));
    assert_false(met("0256 - -", CMQ_ENTRY_EFFECT));
}

static void an_event_is_met_by_its_qualifiers(void **state) {
    (void)state;
    assert_true(met("0256 TUR - requested future", CMQ_ENTRY_FRAME));
    assert_true(met("0256 TUR - future", CMQ_ENTRY_FRAME));
    assert_false(met("0256 TUR - negated", CMQ_ENTRY_FRAME));
    assert_false(met("0256 TUR - requested past", CMQ_ENTRY_FRAME));
    assert_true(met("0256 TUR - attributed -", CMQ_ENTRY_FRAME));
    assert_false(met("040 TUR TUR attributed TUR", CMQ_ENTRY_FRAME));
}

static void attribution_is_met_by_a_teller_in_the_chain(void **state) {
    (void)state;
    struct sample_coding sample;
    struct cmq_expectation expectation;
    sample_coding_init(&sample);
    sample.coding.events.list.item[0].attribution.item[0].actor = 2;
    assert_true(cmq_expectation_parse(CMQ_STR("040 TUR TUR attributed TUR"), CMQ_ENTRY_SPEECH,
                                      &expectation, NULL));
    assert_true(cmq_expectation_met(&expectation, &sample.coding));
    sample_coding_release(&sample);
}

static void an_actor_is_met_by_words_and_code(void **state) {
    (void)state;
    assert_true(met("Émile Çelik TURGOV", CMQ_ENTRY_ACTOR));
    assert_true(met("Li Wei -", CMQ_ENTRY_ROLE));
    assert_true(met("Türkiye TUR", CMQ_ENTRY_ACTOR));
    assert_true(met("Turkey TUR", CMQ_ENTRY_ACTOR)); /* the actor's name */
    assert_true(met("Çelik TUR", CMQ_ENTRY_ACTOR));  /* a part of longer words */
    assert_false(met("Çelik TURMIL", CMQ_ENTRY_ACTOR));
    assert_false(met("Émile Çelik TUR", CMQ_ENTRY_ACTOR));
    assert_false(met("Li Wei CHN", CMQ_ENTRY_ACTOR));
    assert_false(met("Wang TURGOV", CMQ_ENTRY_ACTOR));
    assert_false(met("Türkiye -", CMQ_ENTRY_ACTOR));
}

static void an_expectation_may_have_a_date(void **state) {
    (void)state;
    struct cmq_expectation expectation;
    assert_true(cmq_expectation_parse(CMQ_STR(" Biden USAGOV @2022-05-01 "), CMQ_ENTRY_ACTOR,
                                      &expectation, NULL));
    assert_int_equal(expectation.date, cmq_day_from(2022, 5, 1));
    assert_true(cmq_str_eq(expectation.words, CMQ_STR("Biden")));
    assert_true(cmq_str_eq(expectation.code, CMQ_STR("USAGOV")));
    assert_true(cmq_expectation_parse(CMQ_STR("040 USA CHN"), CMQ_ENTRY_FRAME, &expectation, NULL));
    assert_int_equal(expectation.date, CMQ_NO_DAY);
}

static void what_is_no_expectation_is_refused(void **state) {
    (void)state;
    static const struct {
        enum cmq_entry_kind kind;
        const char *text, *reason;
    } wrong[] = {
        {CMQ_ENTRY_FRAME, "", "an example of an event is CODE SOURCE TARGET"},
        {CMQ_ENTRY_FRAME, "040 USA", "an example of an event is CODE SOURCE TARGET"},
        {CMQ_ENTRY_FRAME, "04x USA CHN", "an example of an event is CODE SOURCE TARGET"},
        {CMQ_ENTRY_FRAME, "040 usa CHN", "an example of an event is CODE SOURCE TARGET"},
        {CMQ_ENTRY_FRAME, "040 USA CHN maybe", "a word is no assertion and no time"},
        {CMQ_ENTRY_SPEECH, "040 USA CHN attributed", "\"attributed\" wants a code"},
        {CMQ_ENTRY_ACTOR, "USAGOV", "an example of an actor is WORDS CODE"},
        {CMQ_ENTRY_ACTOR, "Biden", "an example of an actor is WORDS CODE"},
        {CMQ_ENTRY_ACTOR, "Biden USAGOV @2022-02-30", "behind @ stands no date"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct cmq_expectation expectation;
        struct cmq_error err = {0};
        assert_false(
            cmq_expectation_parse(cmq_str_of(wrong[i].text), wrong[i].kind, &expectation, &err));
        assert_string_equal(err.message, wrong[i].reason);
    }
}

static void what_came_instead_is_told(void **state) {
    (void)state;
    struct sample_coding sample;
    struct cmq_expectation expectation;
    struct cmq_buf out;
    sample_coding_init(&sample);
    cmq_buf_init(&out, 1000);
    cmq_expectation_parse(CMQ_STR("041 TUR CHN"), CMQ_ENTRY_FRAME, &expectation, NULL);
    cmq_expectation_describe(&expectation, &sample.coding, &out);
    assert_string_equal(out.ptr, "040 TURGOV+? TURGOV+? actual past attributed ?, "
                                 "0256 TUR - requested future");
    cmq_buf_clear(&out);
    cmq_expectation_parse(CMQ_STR("Wei CHN"), CMQ_ENTRY_ACTOR, &expectation, NULL);
    cmq_expectation_describe(&expectation, &sample.coding, &out);
    assert_string_equal(out.ptr, "Émile Çelik TURGOV, Li Wei -, Turkey TUR");
    cmq_buf_release(&out);
    sample_coding_release(&sample);
}

/* ---- pool ---- */

#define JOBS 500u

struct counting {
    uint32_t read, written, rejected_work;
    uint32_t fail_at; /* `next` fails at this job */
    bool in_order;
};

static enum cmq_status count_next(void *context, struct cmq_job *job) {
    struct counting *counting = context;
    assert_int_equal(job->out.len, 0);
    assert_int_equal(job->status, CMQ_OK);
    assert_int_equal(job->store.used, 0);
    if (counting->read == counting->fail_at) {
        return cmq_fail(&job->err, CMQ_IO, 0, "broken");
    }
    if (counting->read == JOBS) {
        return CMQ_END;
    }
    job->number = counting->read++;
    assert_non_null(cmq_arena_alloc(&job->store, 100, 1));
    if (job->number % 10 == 3) {
        job->status = cmq_fail(&job->err, CMQ_BAD_INPUT, job->number, "bad");
    }
    return CMQ_OK;
}

/* Later jobs are often done first. */
static void count_work(void *context, struct cmq_arena *arena, struct cmq_job *job) {
    struct counting *counting = context;
    const struct timespec pause = {0, (long)(job->number * 7919u % 300u) * 1000};
    assert_int_equal(arena->used, 0);
    assert_non_null(cmq_arena_alloc(arena, job->number + 1, 8));
    nanosleep(&pause, NULL);
    if (job->status != CMQ_OK) {
        __atomic_fetch_add(&counting->rejected_work, 1, __ATOMIC_RELAXED);
    }
    cmq_buf_format(&job->out, "%u", job->number);
}

static bool count_write(void *context, struct cmq_job *job) {
    struct counting *counting = context;
    bool rejected = job->number % 10 == 3;
    counting->in_order = counting->in_order && job->number == counting->written &&
                         (job->status == CMQ_BAD_INPUT) == rejected &&
                         (job->out.len == 0) == rejected &&
                         (rejected || strtoul(job->out.ptr, NULL, 10) == job->number);
    counting->written++;
    return true;
}

static void count_idle(void *context) {
    (void)context;
}

static enum cmq_pool_end count(struct counting *counting, unsigned threads, struct cmq_error *err) {
    const struct cmq_pool_tasks tasks = {counting,   NULL,        count_next,
                                         count_work, count_write, count_idle};
    int signal_number = -1;
    enum cmq_pool_end end = cmq_pool_run(&tasks, threads, &signal_number, err);
    assert_int_equal(signal_number, 0);
    return end;
}

static void a_pool_writes_in_the_order_of_reading(void **state) {
    (void)state;
    static const unsigned threads[] = {1, 2, 3, 8};
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        struct counting counting = {.fail_at = UINT32_MAX, .in_order = true};
        assert_int_equal(count(&counting, threads[i], NULL), CMQ_POOL_DONE);
        assert_int_equal(counting.written, JOBS);
        assert_true(counting.in_order);
        assert_int_equal(counting.rejected_work, 0);
    }
}

static void a_pool_writes_all_that_was_read_before_a_failure(void **state) {
    (void)state;
    struct counting counting = {.fail_at = 77, .in_order = true};
    struct cmq_error err = {0};
    assert_int_equal(count(&counting, 4, &err), CMQ_POOL_FAILED);
    assert_int_equal(counting.written, 77);
    assert_true(counting.in_order);
    assert_int_equal(err.status, CMQ_IO);
    assert_string_equal(err.message, "broken");
}

static void a_pool_without_jobs_is_done(void **state) {
    (void)state;
    struct counting counting = {.read = JOBS, .fail_at = UINT32_MAX, .in_order = true};
    assert_int_equal(count(&counting, 2, NULL), CMQ_POOL_DONE);
    assert_int_equal(counting.written, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_is_met_by_code_and_both_sides),
        cmocka_unit_test(an_event_is_met_by_its_qualifiers),
        cmocka_unit_test(attribution_is_met_by_a_teller_in_the_chain),
        cmocka_unit_test(an_actor_is_met_by_words_and_code),
        cmocka_unit_test(an_expectation_may_have_a_date),
        cmocka_unit_test(what_is_no_expectation_is_refused),
        cmocka_unit_test(what_came_instead_is_told),
        cmocka_unit_test(a_pool_writes_in_the_order_of_reading),
        cmocka_unit_test(a_pool_writes_all_that_was_read_before_a_failure),
        cmocka_unit_test(a_pool_without_jobs_is_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
