/* SPDX-License-Identifier: Apache-2.0 */
/* Rows through the Arrow C data interface, read as its specification says. */
#include "api/arrow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct cmq_cell unknown = {.known = false};

static struct cmq_cell text(const char *value) {
    return (struct cmq_cell){.known = true, .text = cmq_str_of(value)};
}

/* Two rows; of the second all but its text is unknown. */
static struct cmq_arrow *two_rows(void) {
    static const struct {
        const char *name;
        enum cmq_cell_kind kind;
    } columns[] = {{"word", CMQ_CELL_TEXT},     {"bytes", CMQ_CELL_BYTES},
                   {"count", CMQ_CELL_INTEGER}, {"share", CMQ_CELL_DECIMAL},
                   {"day", CMQ_CELL_DAY},       {"open", CMQ_CELL_FLAG}};
    struct cmq_arrow *rows = cmq_arrow_new();
    assert_non_null(rows);
    for (unsigned i = 0; i < 6; i++) {
        cmq_arrow_add_column(rows, columns[i].name, columns[i].kind);
    }
    cmq_arrow_add(rows, 0, text("née"));
    cmq_arrow_add(rows, 1, (struct cmq_cell){.known = true, .text = {"\0\1", 2}});
    cmq_arrow_add(rows, 2, (struct cmq_cell){.known = true, .integer = -7});
    cmq_arrow_add(rows, 3, (struct cmq_cell){.known = true, .decimal = 0.25});
    cmq_arrow_add(rows, 4, (struct cmq_cell){.known = true, .day = 19000});
    cmq_arrow_add(rows, 5, (struct cmq_cell){.known = true, .integer = 1});
    cmq_arrow_end_row(rows);
    cmq_arrow_add(rows, 1, unknown);
    cmq_arrow_add(rows, 0, text("x"));
    cmq_arrow_end_row(rows);
    return rows;
}

static void a_batch_says_what_its_columns_are(void **state) {
    (void)state;
    static const char *const names[] = {"word", "bytes", "count", "share", "day", "open"};
    static const char *const formats[] = {"u", "z", "l", "g", "tdD", "b"};
    struct cmq_arrow *rows = two_rows();
    struct ArrowSchema schema;
    assert_int_equal(cmq_arrow_describe(rows, &schema, NULL), COMMUNIQUE_OK);
    cmq_arrow_free(rows);
    assert_string_equal(schema.format, "+s");
    assert_int_equal(schema.n_children, 6);
    for (int i = 0; i < 6; i++) {
        assert_string_equal(schema.children[i]->name, names[i]);
        assert_string_equal(schema.children[i]->format, formats[i]);
        assert_int_equal(schema.children[i]->flags, ARROW_FLAG_NULLABLE);
        assert_null(schema.children[i]->dictionary);
    }
    schema.release(&schema);
    assert_null(schema.release);
}

static void values_stand_where_arrow_looks_for_them(void **state) {
    (void)state;
    struct cmq_arrow *rows = two_rows();
    struct ArrowArray array;
    assert_int_equal(cmq_arrow_hand_over(rows, NULL, &array, NULL), COMMUNIQUE_OK);
    assert_int_equal(rows->rows, 0);
    assert_int_equal(array.length, 2);
    assert_int_equal(array.n_children, 6);
    assert_int_equal(array.n_buffers, 1);
    assert_null(array.buffers[0]);

    const struct ArrowArray *word = array.children[0];
    const int32_t *ends = word->buffers[1];
    assert_int_equal(word->null_count, 0);
    assert_null(word->buffers[0]);
    assert_int_equal(ends[0], 0);
    assert_int_equal(ends[1], 4);
    assert_int_equal(ends[2], 5);
    assert_memory_equal(word->buffers[2], "néex", 5);
    for (int i = 1; i < 6; i++) {
        assert_int_equal(array.children[i]->length, 2);
        assert_int_equal(array.children[i]->null_count, 1);
        assert_int_equal(*(const unsigned char *)array.children[i]->buffers[0], 1);
    }
    assert_memory_equal(array.children[1]->buffers[2], "\0\1", 2);
    assert_true(((const int64_t *)array.children[2]->buffers[1])[0] == -7);
    assert_true(((const double *)array.children[3]->buffers[1])[0] == 0.25);
    assert_int_equal(((const int32_t *)array.children[4]->buffers[1])[0], 19000);
    assert_int_equal(*(const unsigned char *)array.children[5]->buffers[1], 1);
    array.release(&array);
    assert_null(array.release);
    cmq_arrow_free(rows);
}

/* As who takes one column and lets the rest go. */
static void a_column_outlives_its_batch(void **state) {
    (void)state;
    struct cmq_arrow *rows = two_rows();
    struct ArrowArray array;
    assert_int_equal(cmq_arrow_hand_over(rows, NULL, &array, NULL), COMMUNIQUE_OK);
    struct ArrowArray word = *array.children[0];
    array.children[0]->release = NULL;
    array.release(&array);
    assert_memory_equal(word.buffers[2], "néex", 5);
    word.release(&word);
    cmq_arrow_free(rows);
}

static void what_was_handed_over_can_be_filled_anew(void **state) {
    (void)state;
    struct cmq_arrow *rows = two_rows();
    struct ArrowArray first, empty, second;
    assert_int_equal(cmq_arrow_hand_over(rows, NULL, &first, NULL), COMMUNIQUE_OK);
    assert_int_equal(cmq_arrow_hand_over(rows, NULL, &empty, NULL), COMMUNIQUE_OK);
    cmq_arrow_add(rows, 0, text("yes"));
    cmq_arrow_end_row(rows);
    assert_int_equal(cmq_arrow_hand_over(rows, NULL, &second, NULL), COMMUNIQUE_OK);
    assert_int_equal(empty.length, 0);
    assert_int_equal(*(const int32_t *)empty.children[0]->buffers[1], 0);
    assert_non_null(empty.children[0]->buffers[2]);
    assert_int_equal(second.length, 1);
    assert_memory_equal(second.children[0]->buffers[2], "yes", 3);
    assert_memory_equal(first.children[0]->buffers[2], "néex", 5);
    first.release(&first);
    empty.release(&empty);
    second.release(&second);
    cmq_arrow_free(rows);
}

static void shared_rows_are_given_out_again_and_again(void **state) {
    (void)state;
    struct cmq_shared_rows *shared = cmq_rows_share(two_rows());
    struct ArrowSchema schema;
    struct ArrowArray first, second;
    assert_non_null(shared);
    assert_int_equal(cmq_shared_rows_export(shared, &schema, &first, NULL), COMMUNIQUE_OK);
    assert_int_equal(cmq_shared_rows_export(shared, NULL, &second, NULL), COMMUNIQUE_OK);
    cmq_shared_rows_drop(shared);
    first.release(&first);
    assert_int_equal(schema.n_children, 6);
    schema.release(&schema);
    assert_memory_equal(second.children[0]->buffers[2], "néex", 5);
    second.release(&second);
}

static void what_does_not_fit_is_refused(void **state) {
    (void)state;
    struct cmq_arrow *rows = two_rows();
    struct communique_error error;
    struct ArrowArray array = {.release = NULL};
    for (unsigned i = rows->columns; i <= CMQ_ARROW_COLUMNS; i++) {
        cmq_arrow_add_column(rows, "more", CMQ_CELL_FLAG);
    }
    assert_int_equal(cmq_arrow_hand_over(rows, NULL, &array, &error), COMMUNIQUE_NO_MEMORY);
    assert_null(array.release);
    cmq_arrow_free(rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_batch_says_what_its_columns_are),
        cmocka_unit_test(values_stand_where_arrow_looks_for_them),
        cmocka_unit_test(a_column_outlives_its_batch),
        cmocka_unit_test(what_was_handed_over_can_be_filled_anew),
        cmocka_unit_test(shared_rows_are_given_out_again_and_again),
        cmocka_unit_test(what_does_not_fit_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
