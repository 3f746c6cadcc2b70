/* SPDX-License-Identifier: Apache-2.0 */
/* What a coder may say of an item. judging.js has the same rules for the pages, so that nothing
 * that they send is refused here. */
#include "audit/sheet.h"

#include "ontology/ontology.h"

#define ROOT_LENGTH   2u
#define DIGITS_MOST   9u
#define CODER_LONGEST 40u /* code points */
#define CODE_LONGEST  80u
#define NOTE_LONGEST  500u

uint32_t cmq_sheet_revision(const struct cmq_sheet_row *row) {
    struct cmq_str cell = row->cell[CMQ_SHEET_REVISION];
    uint32_t revision = 0;
    for (size_t i = 0; i < cell.len; i++) {
        if (i == DIGITS_MOST || cell.ptr[i] < '0' || cell.ptr[i] > '9') {
            return 0;
        }
        revision = 10 * revision + (uint32_t)(cell.ptr[i] - '0');
    }
    return revision;
}

static bool is_word(struct cmq_str cell, const char *const *words) {
    for (; *words != NULL; words++) {
        if (cmq_str_eq(cell, cmq_str_of(*words))) {
            return true;
        }
    }
    return false;
}

bool cmq_sheet_answer(struct cmq_str cell, uint8_t *answer) {
    static const char *const yes[] = {"y", "Y", "yes", "Yes", "YES", "1", NULL};
    static const char *const no[] = {"n", "N", "no", "No", "NO", "0", NULL};
    cell = cmq_str_trim(cell);
    *answer = is_word(cell, yes) ? 1 : is_word(cell, no) ? 0 : CMQ_NOT_JUDGED;
    return *answer != CMQ_NOT_JUDGED || cell.len == 0 || cmq_str_eq(cell, CMQ_STR("?"));
}

struct cmq_str cmq_sheet_root(struct cmq_str code) {
    code = cmq_str_trim(code);
    code.len = code.len < ROOT_LENGTH ? code.len : ROOT_LENGTH;
    return code;
}

/* ---- checking ---- */

static enum cmq_status refuse(struct cmq_error *err, enum cmq_sheet_column column,
                              const char *what) {
    return cmq_fail(err, CMQ_BAD_INPUT, 0, "%.*s: %s", CMQ_FMT(cmq_sheet_column_name(column)),
                    what);
}

/* A line of text of at most so many code points. */
static bool is_line(struct cmq_str s, size_t most) {
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.ptr[i] < ' ' || s.ptr[i] == 0x7F) {
            return false;
        }
    }
    return cmq_utf8_invalid(s) == s.len && cmq_utf8_count(s) <= most;
}

static bool is_yes(const struct cmq_sheet_row *row, enum cmq_sheet_column column) {
    return cmq_str_eq(row->cell[column], CMQ_STR("y"));
}

static enum cmq_status check_answers(struct cmq_sheet_row *row, bool is_event,
                                     struct cmq_error *err) {
    for (unsigned q = 0; q < CMQ_SHEET_QUESTIONS; q++) {
        enum cmq_sheet_column column = (enum cmq_sheet_column)(CMQ_SHEET_THERE + q);
        struct cmq_str *cell = &row->cell[column];
        uint8_t answer;
        if (!cmq_sheet_answer(*cell, &answer)) {
            return refuse(err, column, "an answer is y, n, ? or empty");
        }
        *cell = answer == 1 ? CMQ_STR("y") : answer == 0 ? CMQ_STR("n") : cmq_str_trim(*cell);
        if (q > 0 && cell->len > 0 && !(is_event && is_yes(row, CMQ_SHEET_THERE))) {
            return refuse(err, column, "it is asked only of an event that is there");
        }
    }
    return CMQ_OK;
}

static enum cmq_status check_code(const struct cmq_sheet_row *row, bool is_event,
                                  struct cmq_error *err) {
    struct cmq_str code = row->cell[CMQ_SHEET_CODE];
    bool asked = is_yes(row, CMQ_SHEET_THERE) &&
                 (!is_event || cmq_str_eq(row->cell[CMQ_SHEET_TYPE], CMQ_STR("n")));
    if (code.len == 0) {
        return CMQ_OK;
    }
    if (!asked) {
        return refuse(err, CMQ_SHEET_CODE,
                      "it is asked only of an event whose type is wrong, or that was missed");
    }
    return is_line(code, CODE_LONGEST) && cmq_cameo_root_name(cmq_sheet_root(code)) != NULL
               ? CMQ_OK
               : refuse(err, CMQ_SHEET_CODE, "it begins with the two digits of a CAMEO root");
}

enum cmq_status cmq_sheet_check_verdict(struct cmq_sheet_row *row, struct cmq_error *err) {
    bool is_event = cmq_str_eq(row->cell[CMQ_SHEET_KIND], CMQ_STR("event"));
    row->cell[CMQ_SHEET_CODER] = cmq_str_trim(row->cell[CMQ_SHEET_CODER]);
    row->cell[CMQ_SHEET_CODE] = cmq_str_trim(row->cell[CMQ_SHEET_CODE]);
    row->cell[CMQ_SHEET_NOTE] = cmq_str_trim(row->cell[CMQ_SHEET_NOTE]);
    if (row->cell[CMQ_SHEET_CODER].len == 0 ||
        !is_line(row->cell[CMQ_SHEET_CODER], CODER_LONGEST)) {
        return refuse(err, CMQ_SHEET_CODER, "a name of 1 to 40 characters is needed");
    }
    enum cmq_status status = check_answers(row, is_event, err);
    status = status == CMQ_OK ? check_code(row, is_event, err) : status;
    if (status == CMQ_OK && !is_line(row->cell[CMQ_SHEET_NOTE], NOTE_LONGEST)) {
        status = refuse(err, CMQ_SHEET_NOTE, "it is one line of at most 500 characters");
    }
    return status;
}
