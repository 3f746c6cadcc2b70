/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void assert_str(struct cmq_str actual, const char *expected) {
    assert_int_equal(actual.len, strlen(expected));
    if (actual.len > 0) {
        assert_memory_equal(actual.ptr, expected, actual.len);
    }
}

/* ---- errors ---- */

static void fail_formats_and_returns_status(void **state) {
    (void)state;
    struct cmq_error err = {0};
    assert_int_equal(cmq_fail(&err, CMQ_BAD_INPUT, 7, "bad %s at %d", "date", 3), CMQ_BAD_INPUT);
    assert_int_equal(err.status, CMQ_BAD_INPUT);
    assert_int_equal(err.line, 7);
    assert_string_equal(err.message, "bad date at 3");
    assert_int_equal(cmq_fail(NULL, CMQ_IO, 0, "unseen"), CMQ_IO);
}

static void fail_may_quote_its_own_message(void **state) {
    (void)state;
    struct cmq_error err = {0};
    cmq_fail(&err, CMQ_IO, 0, "inner");
    cmq_fail(&err, CMQ_IO, 0, "outer: %s", err.message);
    assert_string_equal(err.message, "outer: inner");
}

static void fail_message_is_valid_utf8(void **state) {
    (void)state;
    struct cmq_error err = {0};
    cmq_fail(&err, CMQ_IO, 0, "a\xFF\xC3z\xC3\xA9");
    assert_string_equal(err.message, "a??z\xC3\xA9");

    /* An é straddles the end of the message. */
    char text[sizeof err.message + 10];
    memset(text, 'x', sizeof text);
    memcpy(text + sizeof err.message - 2, "\xC3\xA9", 3);
    cmq_fail(&err, CMQ_IO, 0, "%s", text);
    assert_int_equal(strlen(err.message), sizeof err.message - 1);
    assert_int_equal(err.message[sizeof err.message - 2], '?');
}

/* ---- string views ---- */

static void strings_compare_by_bytes(void **state) {
    (void)state;
    struct cmq_str absent = {NULL, 0};
    assert_true(cmq_str_eq(absent, CMQ_STR("")));
    assert_true(cmq_str_eq(CMQ_STR("ab"), cmq_str_of("ab")));
    assert_false(cmq_str_eq(CMQ_STR("ab"), CMQ_STR("abc")));
    assert_null(cmq_str_of(NULL).ptr);
    assert_true(cmq_str_cmp(CMQ_STR("ab"), CMQ_STR("abc")) < 0);
    assert_true(cmq_str_cmp(CMQ_STR("b"), CMQ_STR("abc")) > 0);
    assert_true(cmq_str_cmp(CMQ_STR("a\x80"), CMQ_STR("az")) > 0);
    assert_int_equal(cmq_str_cmp(absent, absent), 0);
    assert_true(cmq_str_cmp(absent, CMQ_STR("a")) < 0);
}

static void strings_start_end_and_trim(void **state) {
    (void)state;
    assert_true(cmq_str_starts(CMQ_STR("abc"), CMQ_STR("ab")));
    assert_true(cmq_str_starts(CMQ_STR("abc"), CMQ_STR("")));
    assert_false(cmq_str_starts(CMQ_STR("ab"), CMQ_STR("abc")));
    assert_true(cmq_str_ends(CMQ_STR("abc"), CMQ_STR("bc")));
    assert_false(cmq_str_ends(CMQ_STR("bc"), CMQ_STR("abc")));
    assert_str(cmq_str_trim(CMQ_STR(" \t\r\n a b\v\f ")), "a b");
    assert_str(cmq_str_trim(CMQ_STR("  ")), "");
    assert_str(cmq_str_trim((struct cmq_str){NULL, 0}), "");
}

static void cut_walks_fields(void **state) {
    (void)state;
    struct cmq_str rest = CMQ_STR("a,,b,");
    assert_str(cmq_str_cut(&rest, ','), "a");
    assert_str(cmq_str_cut(&rest, ','), "");
    assert_str(cmq_str_cut(&rest, ','), "b");
    assert_non_null(rest.ptr); /* an empty field still follows the last comma */
    assert_str(cmq_str_cut(&rest, ','), "");
    assert_null(rest.ptr);
    assert_str(cmq_str_cut(&rest, ','), "");
}

/* ---- arena ---- */

static void arena_gives_zeroed_aligned_memory(void **state) {
    (void)state;
    struct cmq_arena arena;
    cmq_arena_init(&arena, 1u << 20);
    for (int round = 0; round < 3; round++) {
        for (size_t size = 0; size < 200; size++) {
            unsigned char *ptr = cmq_arena_alloc(&arena, size, 1);
            assert_non_null(ptr);
            assert_int_equal((uintptr_t)ptr % _Alignof(max_align_t), 0);
            for (size_t i = 0; i < size; i++) {
                assert_int_equal(ptr[i], 0);
                ptr[i] = 0xAA;
            }
        }
        cmq_arena_reset(&arena);
        assert_int_equal(arena.used, 0);
    }
    cmq_arena_release(&arena);
}

static void arena_allocations_do_not_overlap(void **state) {
    (void)state;
    enum { COUNT = 400 };
    struct cmq_arena arena;
    cmq_arena_init(&arena, 64u << 20);
    unsigned char *ptr[COUNT];
    for (int round = 0; round < 3; round++) {
        /* Small, and now and then larger than a block; a different order in each round. */
        for (size_t i = 0; i < COUNT; i++) {
            size_t size = (i + (size_t)round) % 37 == 0 ? 100000 + i : 1000 + i;
            ptr[i] = cmq_arena_alloc(&arena, size, 1);
            assert_non_null(ptr[i]);
            memset(ptr[i], (int)(i % 251) + 1, size);
        }
        for (size_t i = 0; i < COUNT; i++) {
            size_t size = (i + (size_t)round) % 37 == 0 ? 100000 + i : 1000 + i;
            for (size_t k = 0; k < size; k++) {
                assert_int_equal(ptr[i][k], i % 251 + 1);
            }
        }
        cmq_arena_reset(&arena);
    }
    cmq_arena_release(&arena);
}

#ifndef CMQ_ARENA_MALLOC
static void arena_is_warm_after_a_reset(void **state) {
    (void)state;
    struct cmq_arena arena;
    cmq_arena_init(&arena, 1u << 20);
    void *first = cmq_arena_alloc(&arena, 100, 1);
    cmq_arena_alloc(&arena, 1u << 17, 1);
    cmq_arena_reset(&arena);
    assert_ptr_equal(cmq_arena_alloc(&arena, 100, 1), first);
    cmq_arena_release(&arena);
}
#endif

static void arena_limit_is_exact_and_sticky(void **state) {
    (void)state;
    struct cmq_arena arena;
    cmq_arena_init(&arena, 1024);
    assert_non_null(cmq_arena_alloc(&arena, 64, 15)); /* 960 */
    assert_null(cmq_arena_alloc(&arena, 65, 1));      /* rounded past 1024 */
    assert_true(arena.exhausted);
    assert_non_null(cmq_arena_alloc(&arena, 64, 1));
    assert_true(arena.exhausted);
    assert_null(cmq_arena_alloc(&arena, 1, 1));
    cmq_arena_reset(&arena);
    assert_false(arena.exhausted);
    assert_non_null(cmq_arena_alloc(&arena, 1024, 1));
    cmq_arena_release(&arena);
    assert_int_equal(arena.limit, 1024);
}

static void arena_refuses_overflow(void **state) {
    (void)state;
    struct cmq_arena arena;
    cmq_arena_init(&arena, SIZE_MAX);
    assert_null(cmq_arena_alloc(&arena, SIZE_MAX / 2, 3));
    assert_true(arena.exhausted);
    assert_null(cmq_arena_alloc(&arena, SIZE_MAX, 1));
    assert_null(cmq_arena_alloc(&arena, SIZE_MAX - 8, 1));
    cmq_arena_release(&arena);
}

static void arena_copies_and_formats(void **state) {
    (void)state;
    struct cmq_arena arena;
    cmq_arena_init(&arena, 1024);
    char text[] = "Tallinn";
    struct cmq_str copy = cmq_arena_copy(&arena, cmq_str_of(text));
    text[0] = 'X';
    assert_str(copy, "Tallinn");
    assert_null(cmq_arena_copy(&arena, (struct cmq_str){NULL, 0}).ptr);
    assert_non_null(cmq_arena_copy(&arena, CMQ_STR("")).ptr);
    struct cmq_str made = cmq_arena_format(&arena, "%s-%03d", "e", 7);
    assert_str(made, "e-007");
    assert_int_equal(made.ptr[made.len], '\0');
    struct cmq_str long_text = cmq_arena_format(&arena, "%2000d", 1);
    assert_null(long_text.ptr);
    assert_int_equal(long_text.len, 0);
    assert_true(arena.exhausted);
    cmq_arena_release(&arena);
}

/* ---- arrays ---- */

struct pair {
    uint32_t a, b;
};

static void array_grows_and_keeps_its_items(void **state) {
    (void)state;
    struct cmq_arena arena;
    cmq_arena_init(&arena, 1u << 20);
    CMQ_ARRAY(struct pair) pairs = {0};
    for (uint32_t i = 0; i < 1000; i++) {
        struct pair *pair = &CMQ_PUSH(&arena, &pairs);
        assert_int_equal(pair->a, 0);
        pair->a = i;
        pair->b = ~i;
    }
    assert_int_equal(pairs.count, 1000);
    for (uint32_t i = 0; i < 1000; i++) {
        assert_int_equal(pairs.item[i].a, i);
        assert_int_equal(pairs.item[i].b, ~i);
    }
    /* A shortened array hands out clean slots again. */
    pairs.count = 10;
    assert_int_equal(CMQ_PUSH(&arena, &pairs).a, 0);
    assert_false(arena.exhausted);
    cmq_arena_release(&arena);
}

static void array_push_survives_exhaustion(void **state) {
    (void)state;
    struct cmq_arena arena;
    cmq_arena_init(&arena, 16 * sizeof(struct pair));
    CMQ_ARRAY(struct pair) pairs = {0};
    for (uint32_t i = 0; i < 100; i++) {
        struct pair *pair = &CMQ_PUSH(&arena, &pairs);
        assert_int_equal(pair->a, 0);
        *pair = (struct pair){i + 1, i + 1};
    }
    assert_true(arena.exhausted);
    assert_int_equal(pairs.count, 8);
    assert_int_equal(pairs.item[7].a, 8);

    /* An arena that never had memory still has a slot, and of the largest size. */
    struct cmq_arena empty;
    cmq_arena_init(&empty, 0);
    struct {
        unsigned char byte[CMQ_ARRAY_ITEM_MAX];
    } *item = NULL;
    uint32_t count = 0, capacity = 0;
    item = cmq_array_push(&empty, (void **)&item, &count, &capacity, sizeof *item);
    memset(item, 0xFF, sizeof *item);
    assert_int_equal(count, 0);
    assert_true(empty.exhausted);
    cmq_arena_release(&empty);
    cmq_arena_release(&arena);
}

/* ---- buffer ---- */

static void buf_appends_and_terminates(void **state) {
    (void)state;
    struct cmq_buf buf;
    cmq_buf_init(&buf, 1u << 20);
    assert_string_equal(buf.ptr, "");
    for (int i = 0; i < 100; i++) {
        cmq_buf_add_str(&buf, CMQ_STR("ab"));
        cmq_buf_add_char(&buf, '-');
        cmq_buf_format(&buf, "%02d", i);
    }
    cmq_buf_add(&buf, NULL, 0);
    assert_int_equal(buf.len, 500);
    assert_memory_equal(buf.ptr + 495, "ab-99", 6);
    assert_false(buf.failed);
    cmq_buf_clear(&buf);
    assert_string_equal(buf.ptr, "");
    cmq_buf_release(&buf);
    assert_str(cmq_buf_str(&buf), "");
}

static void buf_never_passes_its_max(void **state) {
    (void)state;
    struct cmq_buf buf;
    cmq_buf_init(&buf, 5);
    cmq_buf_add_str(&buf, CMQ_STR("abcde"));
    assert_false(buf.failed);
    cmq_buf_add_char(&buf, 'f');
    assert_true(buf.failed);
    assert_str(cmq_buf_str(&buf), "abcde");
    cmq_buf_clear(&buf);
    cmq_buf_format(&buf, "%d", 123456);
    assert_true(buf.failed);
    cmq_buf_add_char(&buf, 'x'); /* nothing is added behind a gap */
    assert_str(cmq_buf_str(&buf), "");
    cmq_buf_release(&buf);
}

/* ---- map ---- */

static void map_finds_what_was_put(void **state) {
    (void)state;
    struct cmq_map map;
    cmq_map_init(&map);
    assert_null(cmq_map_get(&map, CMQ_STR("x")));
    char key[32];
    for (uint32_t i = 0; i < 20000; i++) {
        int len = snprintf(key, sizeof key, "key-%u", i);
        uint32_t *value = cmq_map_put(&map, (struct cmq_str){key, (size_t)len}, UINT32_MAX);
        assert_non_null(value);
        assert_int_equal(*value, UINT32_MAX);
        *value = i;
    }
    assert_int_equal(map.count, 20000);
    for (uint32_t i = 0; i < 20000; i++) {
        int len = snprintf(key, sizeof key, "key-%u", i);
        const uint32_t *value = cmq_map_get(&map, (struct cmq_str){key, (size_t)len});
        assert_non_null(value);
        assert_int_equal(*value, i);
    }
    assert_null(cmq_map_get(&map, CMQ_STR("key-20000")));
    assert_int_equal(*cmq_map_put(&map, CMQ_STR("key-7"), 99), 7);
    assert_int_equal(map.count, 20000);
    cmq_map_release(&map);
}

static void map_keys_may_be_empty_or_hold_zeros(void **state) {
    (void)state;
    struct cmq_map map;
    cmq_map_init(&map);
    *cmq_map_put(&map, (struct cmq_str){NULL, 0}, 0) = 1;
    *cmq_map_put(&map, (struct cmq_str){"a\0b", 3}, 0) = 2;
    *cmq_map_put(&map, (struct cmq_str){"a\0c", 3}, 0) = 3;
    assert_int_equal(map.count, 3);
    assert_int_equal(*cmq_map_get(&map, CMQ_STR("")), 1);
    assert_int_equal(*cmq_map_get(&map, (struct cmq_str){"a\0b", 3}), 2);
    assert_null(cmq_map_get(&map, CMQ_STR("a")));
    cmq_map_release(&map);
}

/* XXH3_64bits of the empty input with seed 0, from the xxHash specification. */
static void hash_is_xxh3(void **state) {
    (void)state;
    assert_true(cmq_hash((struct cmq_str){NULL, 0}) == UINT64_C(0x2D06800538D394C2));
    assert_true(cmq_hash_folded(CMQ_STR("NaTO")) == cmq_hash(CMQ_STR("nato")));
    assert_true(cmq_hash_folded(CMQ_STR("NATO-")) != cmq_hash(CMQ_STR("nato")));
}

/* ---- UTF-8 ---- */

static void utf8_round_trips_every_code_point(void **state) {
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        if (code >= 0xD800 && code <= 0xDFFF) {
            continue;
        }
        char bytes[4];
        unsigned size = cmq_utf8_encode(code, bytes), read = 0;
        struct cmq_str s = {bytes, size};
        if (cmq_utf8_invalid(s) != size || cmq_utf8_decode(bytes, &read) != code || read != size ||
            cmq_utf8_count(s) != 1) {
            fail_msg("U+%04X does not survive", code);
        }
    }
}

static void utf8_refuses_what_rfc_3629_refuses(void **state) {
    (void)state;
    static const char *const bad[] = {
        "\x80", /* a continuation alone */
        "\xBF",
        "\xC0\x80", /* overlong */
        "\xC1\xBF",
        "\xE0\x9F\xBF",
        "\xF0\x8F\xBF\xBF",
        "\xED\xA0\x80", /* surrogates */
        "\xED\xBF\xBF",
        "\xF4\x90\x80\x80", /* past U+10FFFF */
        "\xF5\x80\x80\x80",
        "\xFF",
        "\xC3", /* cut short */
        "\xE2\x82",
        "\xF0\x9F\x98",
        "\xC3z",
        "\xE2\x82z",
        "\xF0\x9F\x98z",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char text[16];
        int len = snprintf(text, sizeof text, "\xC3\xA9%s", bad[i]);
        assert_int_equal(cmq_utf8_invalid((struct cmq_str){text, (size_t)len}), 2);
    }
    assert_int_equal(cmq_utf8_invalid((struct cmq_str){NULL, 0}), 0);
    assert_int_equal(cmq_utf8_count(CMQ_STR("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80")), 4);
}

/* ---- calendar ---- */

static void days_count_from_1970(void **state) {
    (void)state;
    assert_int_equal(cmq_day_from(1970, 1, 1), 0);
    assert_int_equal(cmq_day_from(1969, 12, 31), -1);
    assert_int_equal(cmq_day_from(2000, 3, 1), 11017);
    assert_int_equal(cmq_day_from(2021, 11, 14), 18945);
    assert_int_equal(cmq_day_from(0, 3, 1), -719468);
    assert_int_equal(cmq_day_from(0, 1, 1), -719528);
}

static void days_that_do_not_exist(void **state) {
    (void)state;
    assert_int_equal(cmq_day_from(2021, 2, 29), CMQ_NO_DAY);
    assert_int_equal(cmq_day_from(1900, 2, 29), CMQ_NO_DAY);
    assert_int_not_equal(cmq_day_from(2000, 2, 29), CMQ_NO_DAY);
    assert_int_not_equal(cmq_day_from(2024, 2, 29), CMQ_NO_DAY);
    assert_int_equal(cmq_day_from(2021, 4, 31), CMQ_NO_DAY);
    assert_int_equal(cmq_day_from(2021, 0, 1), CMQ_NO_DAY);
    assert_int_equal(cmq_day_from(2021, 13, 1), CMQ_NO_DAY);
    assert_int_equal(cmq_day_from(2021, 1, 0), CMQ_NO_DAY);
    assert_int_equal(cmq_day_from(-1, 1, 1), CMQ_NO_DAY);
    assert_int_equal(cmq_day_from(10000, 1, 1), CMQ_NO_DAY);
}

static void days_round_trip_in_order(void **state) {
    (void)state;
    cmq_day expected = cmq_day_from(0, 1, 1);
    for (int year = 0; year <= 2400; year++) {
        for (unsigned month = 1; month <= 12; month++) {
            for (unsigned day = 1; day <= 31; day++) {
                cmq_day date = cmq_day_from(year, month, day);
                if (date == CMQ_NO_DAY) {
                    continue;
                }
                int y;
                unsigned m, d;
                cmq_day_split(date, &y, &m, &d);
                if (date != expected || y != year || m != month || d != day) {
                    fail_msg("%d-%u-%u is day %d", year, month, day, date);
                }
                expected++;
            }
        }
    }
}

static void weekdays(void **state) {
    (void)state;
    assert_int_equal(cmq_weekday(0), 3);                          /* a Thursday */
    assert_int_equal(cmq_weekday(cmq_day_from(2021, 11, 14)), 6); /* a Sunday */
    assert_int_equal(cmq_weekday(cmq_day_from(1815, 6, 18)), 6);  /* Waterloo, a Sunday */
    assert_int_equal(cmq_weekday(cmq_day_from(1969, 7, 21)), 0);  /* a Monday */
}

static void dates_parse_only_when_whole(void **state) {
    (void)state;
    assert_int_equal(cmq_day_parse(CMQ_STR("2021-11-14")), 18945);
    static const char *const bad[] = {"",           "2021-11-1",  "2021-11-141", "2021-1-014",
                                      "2021/11/14", "2021-02-30", "+021-11-14",  " 021-11-14",
                                      "2021-11-1 ", "-021-11-14", "2021-11 14",  "20a1-11-14"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(cmq_day_parse(cmq_str_of(bad[i])), CMQ_NO_DAY);
    }
}

static void dates_format(void **state) {
    (void)state;
    char out[16];
    cmq_day_format(18945, out);
    assert_string_equal(out, "2021-11-14");
    cmq_day_format(cmq_day_from(7, 1, 2), out);
    assert_string_equal(out, "0007-01-02");
    cmq_day_format(CMQ_NO_DAY, out);
    assert_string_equal(out, "");
    cmq_day_format(CMQ_DAY_MAX, out);
    assert_string_equal(out, "");
}

/* ---- files ---- */

static char folder[] = "/tmp/cmq_test_base_XXXXXX";

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state) {
    (void)state;
    return rmdir(folder);
}

static void path_of(char path[64], const char *name) {
    snprintf(path, 64, "%s/%s", folder, name);
}

static void file_round_trips_and_is_replaced(void **state) {
    (void)state;
    char path[64];
    path_of(path, "f");
    struct cmq_error err = {0};
    struct cmq_str bytes = {"a\0b\n", 4};
    assert_int_equal(cmq_file_write(path, CMQ_STR("something longer, before"), &err), CMQ_OK);
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(cmq_file_write(path, bytes, &err), CMQ_OK);
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0640);

    struct cmq_buf buf;
    cmq_buf_init(&buf, 100);
    assert_int_equal(cmq_file_read(path, 4, &buf, &err), CMQ_OK);
    assert_int_equal(buf.len, 4);
    assert_memory_equal(buf.ptr, bytes.ptr, 4);
    cmq_buf_clear(&buf);
    assert_int_equal(cmq_file_read(path, 3, &buf, &err), CMQ_LIMIT);

    struct cmq_mapping mapping;
    assert_int_equal(cmq_map_file(path, &mapping, &err), CMQ_OK);
    assert_int_equal(mapping.len, 4);
    assert_memory_equal(mapping.ptr, bytes.ptr, 4);
    cmq_unmap_file(&mapping);
    cmq_buf_release(&buf);
    assert_int_equal(unlink(path), 0);
}

static void file_write_keeps_links_and_devices(void **state) {
    (void)state;
    char path[64], link_path[64];
    path_of(path, "real");
    path_of(link_path, "link");
    assert_int_equal(cmq_file_write(path, CMQ_STR("1"), NULL), CMQ_OK);
    assert_int_equal(symlink(path, link_path), 0);
    assert_int_equal(cmq_file_write(link_path, CMQ_STR("22"), NULL), CMQ_OK);
    struct stat info;
    assert_int_equal(lstat(link_path, &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_size, 2);
    assert_int_equal(cmq_file_write("/dev/null", CMQ_STR("x"), NULL), CMQ_OK);
    assert_int_equal(stat("/dev/null", &info), 0);
    assert_true(S_ISCHR(info.st_mode));
    assert_int_equal(unlink(link_path), 0);
    assert_int_equal(unlink(path), 0);
}

static void file_failures_name_the_file(void **state) {
    (void)state;
    char path[64];
    path_of(path, "absent");
    struct cmq_error err = {0};
    struct cmq_buf buf;
    cmq_buf_init(&buf, 100);
    assert_int_equal(cmq_file_read(path, 100, &buf, &err), CMQ_IO);
    assert_non_null(strstr(err.message, path));
    assert_non_null(strstr(err.message, "No such file"));
    assert_int_equal(cmq_file_read(folder, 100, &buf, &err), CMQ_IO);
    struct cmq_mapping mapping;
    assert_int_equal(cmq_map_file(path, &mapping, &err), CMQ_IO);
    assert_int_equal(cmq_map_file(folder, &mapping, &err), CMQ_IO);
    cmq_unmap_file(&mapping);
    path_of(path, "absent/file");
    assert_int_equal(cmq_file_write(path, CMQ_STR("x"), &err), CMQ_IO);
    cmq_buf_release(&buf);
}

static void an_empty_file_maps_to_nothing(void **state) {
    (void)state;
    char path[64];
    path_of(path, "empty");
    assert_int_equal(cmq_file_write(path, CMQ_STR(""), NULL), CMQ_OK);
    struct cmq_mapping mapping;
    assert_int_equal(cmq_map_file(path, &mapping, NULL), CMQ_OK);
    assert_int_equal(mapping.len, 0);
    cmq_unmap_file(&mapping);
    assert_int_equal(unlink(path), 0);
}

/* ---- SHA-256: the examples of FIPS 180-4's companion (NIST, SHA256.pdf) ---- */

static void sha256_known_answers(void **state) {
    (void)state;
    char hex[65];
    cmq_sha256_hex((struct cmq_str){NULL, 0}, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    cmq_sha256_hex(CMQ_STR("abc"), hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    cmq_sha256_hex(CMQ_STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), hex);
    assert_string_equal(hex, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    char *million = malloc(1000000);
    assert_non_null(million);
    memset(million, 'a', 1000000);
    cmq_sha256_hex((struct cmq_str){million, 1000000}, hex);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(million);
}

/* ---- JSON writer ---- */

static void json_places_commas(void **state) {
    (void)state;
    struct cmq_buf buf;
    struct cmq_json json;
    cmq_buf_init(&buf, 1000);
    cmq_json_init(&json, &buf);
    cmq_json_object_begin(&json);
    cmq_json_key(&json, CMQ_STR("a"));
    cmq_json_array_begin(&json);
    cmq_json_int(&json, 1);
    cmq_json_array_begin(&json);
    cmq_json_array_end(&json);
    cmq_json_object_begin(&json);
    cmq_json_object_end(&json);
    cmq_json_bool(&json, true);
    cmq_json_array_end(&json);
    cmq_json_key(&json, CMQ_STR("b"));
    cmq_json_null(&json);
    cmq_json_key(&json, CMQ_STR("c"));
    cmq_json_str(&json, CMQ_STR("x"));
    cmq_json_key(&json, CMQ_STR("d"));
    cmq_json_bool(&json, false);
    cmq_json_object_end(&json);
    assert_string_equal(buf.ptr, "{\"a\":[1,[],{},true],\"b\":null,\"c\":\"x\",\"d\":false}");
    cmq_buf_release(&buf);
}

static void json_escapes_as_rfc_8259(void **state) {
    (void)state;
    struct cmq_buf buf;
    struct cmq_json json;
    cmq_buf_init(&buf, 1000);
    cmq_json_init(&json, &buf);
    cmq_json_str(&json, (struct cmq_str){"\"\\/\b\f\n\r\t\0\x1F\x7F\xC3\xA9z", 14});
    assert_string_equal(buf.ptr, "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7F\xC3\xA9z\"");
    cmq_buf_clear(&buf);
    cmq_json_init(&json, &buf);
    cmq_json_str(&json, (struct cmq_str){NULL, 0});
    cmq_json_str(&json, CMQ_STR(""));
    assert_string_equal(buf.ptr, "null,\"\"");
    cmq_buf_release(&buf);
}

static void assert_double(double value, unsigned decimals, const char *expected) {
    struct cmq_buf buf;
    struct cmq_json json;
    cmq_buf_init(&buf, 1000);
    cmq_json_init(&json, &buf);
    cmq_json_double(&json, value, decimals);
    assert_string_equal(buf.ptr, expected);
    cmq_buf_release(&buf);
}

static void json_numbers(void **state) {
    (void)state;
    assert_double(0.94, 2, "0.94");
    assert_double(-7.0, 1, "-7.0");
    assert_double(3.0, 0, "3");
    assert_double(-0.0, 1, "0.0");
    assert_double(-0.001, 2, "0.00");
    assert_double(-0.006, 2, "-0.01");
    assert_double((double)NAN, 2, "null");
    assert_double((double)INFINITY, 2, "null");
    assert_double(0.5, 40, "0.50000000000000000");

    struct cmq_buf buf;
    struct cmq_json json;
    cmq_buf_init(&buf, 1000);
    cmq_json_init(&json, &buf);
    cmq_json_double(&json, -DBL_MAX, 17);
    assert_int_equal(buf.len, 1 + 309 + 1 + 17);
    cmq_buf_clear(&buf);
    cmq_json_init(&json, &buf);
    cmq_json_int(&json, INT64_MIN);
    cmq_json_int(&json, INT64_MAX);
    assert_string_equal(buf.ptr, "-9223372036854775808,9223372036854775807");
    cmq_buf_release(&buf);
}

/* Runs only where a locale with another decimal point is installed. */
static void json_numbers_in_another_locale(void **state) {
    (void)state;
    if (setlocale(LC_NUMERIC, "de_DE.UTF-8") == NULL) {
        skip();
    }
    assert_double(-1.25, 2, "-1.25");
    setlocale(LC_NUMERIC, "C");
}

static void numbers_are_digits_and_bounded(void **state) {
    (void)state;
    const struct {
        struct cmq_str text;
        uint64_t most, number;
        bool good;
    } wanted[] = {
        {CMQ_STR("0"), 0, 0, true},
        {CMQ_STR("00042"), 100, 42, true},
        {CMQ_STR("100"), 100, 100, true},
        {CMQ_STR("101"), 100, 0, false},
        {CMQ_STR("2"), 1, 0, false},
        {CMQ_STR("18446744073709551615"), UINT64_MAX, UINT64_MAX, true},
        {CMQ_STR("18446744073709551616"), UINT64_MAX, 0, false},
        {CMQ_STR("99999999999999999999"), UINT64_MAX, 0, false},
        {CMQ_STR("5"), 3, 0, false},
        {CMQ_STR("1"), 0, 0, false},
        {CMQ_STR("19"), 18, 0, false},
        {CMQ_STR(""), 100, 0, false},
        {CMQ_STR("+1"), 100, 0, false},
        {CMQ_STR("-1"), 100, 0, false},
        {CMQ_STR(" 1"), 100, 0, false},
        {CMQ_STR("1x"), 100, 0, false},
        {CMQ_STR("1\0"), 100, 0, false},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        uint64_t number;
        bool good = cmq_number_read(wanted[i].text, wanted[i].most, &number);
        if (good != wanted[i].good || (good && number != wanted[i].number)) {
            fail_msg("'%.*s'", CMQ_FMT(wanted[i].text));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fail_formats_and_returns_status),
        cmocka_unit_test(fail_may_quote_its_own_message),
        cmocka_unit_test(fail_message_is_valid_utf8),
        cmocka_unit_test(strings_compare_by_bytes),
        cmocka_unit_test(strings_start_end_and_trim),
        cmocka_unit_test(cut_walks_fields),
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(arena_allocations_do_not_overlap),
#ifndef CMQ_ARENA_MALLOC
        cmocka_unit_test(arena_is_warm_after_a_reset),
#endif
        cmocka_unit_test(arena_limit_is_exact_and_sticky),
        cmocka_unit_test(arena_refuses_overflow),
        cmocka_unit_test(arena_copies_and_formats),
        cmocka_unit_test(array_grows_and_keeps_its_items),
        cmocka_unit_test(array_push_survives_exhaustion),
        cmocka_unit_test(buf_appends_and_terminates),
        cmocka_unit_test(buf_never_passes_its_max),
        cmocka_unit_test(map_finds_what_was_put),
        cmocka_unit_test(map_keys_may_be_empty_or_hold_zeros),
        cmocka_unit_test(hash_is_xxh3),
        cmocka_unit_test(utf8_round_trips_every_code_point),
        cmocka_unit_test(utf8_refuses_what_rfc_3629_refuses),
        cmocka_unit_test(days_count_from_1970),
        cmocka_unit_test(days_that_do_not_exist),
        cmocka_unit_test(days_round_trip_in_order),
        cmocka_unit_test(weekdays),
        cmocka_unit_test(dates_parse_only_when_whole),
        cmocka_unit_test(dates_format),
        cmocka_unit_test(file_round_trips_and_is_replaced),
        cmocka_unit_test(file_write_keeps_links_and_devices),
        cmocka_unit_test(file_failures_name_the_file),
        cmocka_unit_test(an_empty_file_maps_to_nothing),
        cmocka_unit_test(numbers_are_digits_and_bounded),
        cmocka_unit_test(sha256_known_answers),
        cmocka_unit_test(json_places_commas),
        cmocka_unit_test(json_escapes_as_rfc_8259),
        cmocka_unit_test(json_numbers),
        cmocka_unit_test(json_numbers_in_another_locale),
    };
    return cmocka_run_group_tests_name("base", tests, make_folder, remove_folder);
}
