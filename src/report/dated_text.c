/* SPDX-License-Identifier: Apache-2.0 */
#include "report/formats.h"

#include <string.h>

#define DATE_LENGTH 10u

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct cmq_str skip_space(struct cmq_str s) {
    while (s.len > 0 && is_space(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    return s;
}

/* The name of the file without its folders, its compression's ending and its own ending. */
static struct cmq_str id_of_path(const char *path, bool compressed) {
    if (strcmp(path, "-") == 0) {
        return CMQ_STR("stdin");
    }
    const char *slash = strrchr(path, '/');
    struct cmq_str name = cmq_str_of(slash == NULL ? path : slash + 1);
    if (compressed) {
        static const char *const endings[] = {".gz", ".zst"};
        for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
            struct cmq_str ending = cmq_str_of(endings[i]);
            if (name.len > ending.len && cmq_str_ends(name, ending)) {
                name.len -= ending.len;
            }
        }
    }
    /* A dot at the start is part of the name. */
    for (size_t i = name.len; i > 1; i--) {
        if (name.ptr[i - 1] == '.') {
            name.len = i - 1;
            break;
        }
    }
    return name;
}

static enum cmq_status check_bytes(struct cmq_str bytes, struct cmq_error *err) {
    if (bytes.len >= 2 &&
        (memcmp(bytes.ptr, "\xFF\xFE", 2) == 0 || memcmp(bytes.ptr, "\xFE\xFF", 2) == 0)) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the file is UTF-16: convert it to UTF-8");
    }
    size_t invalid = cmq_utf8_invalid(bytes);
    if (invalid < bytes.len) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "not UTF-8: byte 0x%02X at byte %zu of the file; convert it to UTF-8",
                        (unsigned char)bytes.ptr[invalid], invalid);
    }
    const char *nul = bytes.len == 0 ? NULL : memchr(bytes.ptr, '\0', bytes.len);
    if (nul != NULL) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "the text holds the character U+0000 at byte %zu of the file: remove it",
                        (size_t)(nul - bytes.ptr));
    }
    return CMQ_OK;
}

/* "date", white space and a digit begin a date; a text that merely begins with the word does not
 * count. Leaves in `*rest` what follows the white space. */
static bool begins_with_date(struct cmq_str bytes, struct cmq_str *rest) {
    struct cmq_str s = skip_space(bytes);
    if (!cmq_str_starts(s, CMQ_STR("date"))) {
        return false;
    }
    struct cmq_str after = {s.ptr + 4, s.len - 4};
    *rest = skip_space(after);
    return rest->len < after.len && rest->len > 0 && rest->ptr[0] >= '0' && rest->ptr[0] <= '9';
}

enum cmq_status cmq_dated_text_parse(struct cmq_str bytes, const char *path, bool compressed,
                                     struct cmq_reader_options options, struct cmq_report *report,
                                     struct cmq_error *err) {
    struct cmq_str id = id_of_path(path, compressed);
    if (cmq_utf8_invalid(id) < id.len) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "the file's name is to be the id and is not UTF-8: rename the file");
    }
    report->id = id;
    enum cmq_status status = check_bytes(bytes, err);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq_str rest;
    if (!begins_with_date(bytes, &rest)) {
        if (!options.undated) {
            bool array = cmq_str_starts(skip_space(bytes), CMQ_STR("["));
            return cmq_fail(err, CMQ_BAD_INPUT, 0, "%s",
                            array ? "neither dated text nor JSONL: write each element of the JSON "
                                    "array as a line of its own"
                                  : "no date: begin the text with \"date YYYY-MM-DD\", or allow "
                                    "reports without one (--undated)");
        }
        report->date = CMQ_NO_DAY;
        report->text = bytes;
        return CMQ_OK;
    }
    size_t length = 0;
    while (length < rest.len && !is_space(rest.ptr[length])) {
        length++;
    }
    report->date = cmq_day_parse((struct cmq_str){rest.ptr, length});
    if (report->date == CMQ_NO_DAY) {
        size_t shown = length < 4 * DATE_LENGTH ? length : 4 * DATE_LENGTH;
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "\"%.*s\" is not a date: write a day of the calendar as YYYY-MM-DD",
                        (int)shown, rest.ptr);
    }
    report->text = skip_space((struct cmq_str){rest.ptr + length, rest.len - length});
    return CMQ_OK;
}
