/* SPDX-License-Identifier: Apache-2.0 */
/* Sheets that people filled in, put together: items with the answers of each coder. */
#include "audit/verdicts.h"

#include "audit/sheet.h"

#include <math.h>
#include <stdlib.h>

#define ARENA_LIMIT  ((size_t)4 << 30)
#define NUMBER_LIMIT 40u

void cmq_verdicts_init(struct cmq_verdicts *verdicts) {
    *verdicts = (struct cmq_verdicts){0};
    cmq_arena_init(&verdicts->arena, ARENA_LIMIT);
    cmq_map_init(&verdicts->by_item);
    cmq_map_init(&verdicts->by_stratum);
}

void cmq_verdicts_release(struct cmq_verdicts *verdicts) {
    cmq_map_release(&verdicts->by_stratum);
    cmq_map_release(&verdicts->by_item);
    cmq_arena_release(&verdicts->arena);
}

/* ---- cells ---- */

/* NaN for what is no number. */
static double read_number(struct cmq_str cell) {
    char digits[NUMBER_LIMIT + 1];
    cell = cmq_str_trim(cell);
    if (cell.len == 0 || cell.len > NUMBER_LIMIT) {
        return NAN;
    }
    for (size_t i = 0; i < cell.len; i++) {
        digits[i] = cell.ptr[i] == ',' ? '.' : cell.ptr[i]; /* as some spreadsheets have it */
    }
    digits[cell.len] = '\0';
    char *end;
    double number = strtod(digits, &end);
    return *end == '\0' ? number : NAN;
}

/* ---- items ---- */

static enum cmq_status bad_item(struct cmq_error *err, struct cmq_str item, const char *what) {
    return cmq_fail(err, CMQ_BAD_INPUT, 0, "item %.*s: %s", CMQ_FMT(item), what);
}

static enum cmq_status find_stratum(struct cmq_verdicts *verdicts, const struct cmq_str *cell,
                                    uint32_t *found, struct cmq_error *err) {
    bool sentence = cmq_str_eq(cell[CMQ_SHEET_KIND], CMQ_STR("sentence"));
    if (!sentence && !cmq_str_eq(cell[CMQ_SHEET_KIND], CMQ_STR("event"))) {
        return bad_item(err, cell[CMQ_SHEET_ITEM], "its kind is neither event nor sentence");
    }
    double population = read_number(cell[CMQ_SHEET_POPULATION]);
    if (!(population >= 1 && population < 1e15)) {
        return bad_item(err, cell[CMQ_SHEET_ITEM], "its population is no number from 1");
    }
    struct cmq_str key =
        cmq_arena_format(&verdicts->arena, "%s %.*s", sentence ? "sentence" : "event",
                         CMQ_FMT(cell[CMQ_SHEET_STRATUM]));
    uint32_t *index = cmq_map_put(&verdicts->by_stratum, key, UINT32_MAX);
    if (index == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    if (*index == UINT32_MAX) {
        *index = verdicts->stratum.count;
        CMQ_PUSH(&verdicts->arena, &verdicts->stratum) =
            (struct cmq_verdict_stratum){sentence ? CMQ_SAMPLE_SENTENCES : CMQ_SAMPLE_EVENTS,
                                         cell[CMQ_SHEET_STRATUM], population};
    } else if (fabs(verdicts->stratum.item[*index].population - population) > 0.5) {
        return bad_item(err, cell[CMQ_SHEET_ITEM], "its stratum has another population elsewhere");
    }
    *found = *index;
    return CMQ_OK;
}

/* The unit of a row, made if new. */
static enum cmq_status find_unit(struct cmq_verdicts *verdicts, const struct cmq_str *cell,
                                 struct cmq_verdict_unit **unit, struct cmq_error *err) {
    uint32_t stratum = 0;
    enum cmq_status status = find_stratum(verdicts, cell, &stratum, err);
    uint32_t *index =
        status == CMQ_OK ? cmq_map_put(&verdicts->by_item, cell[CMQ_SHEET_ITEM], UINT32_MAX) : NULL;
    if (index == NULL) {
        return status == CMQ_OK ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : status;
    }
    if (*index == UINT32_MAX) {
        *index = verdicts->unit.count;
        struct cmq_verdict_unit made = {.item = cell[CMQ_SHEET_ITEM],
                                        .report = cell[CMQ_SHEET_REPORT],
                                        .event = cell[CMQ_SHEET_EVENT],
                                        .root = cmq_sheet_root(cell[CMQ_SHEET_CAMEO]),
                                        .rule = cell[CMQ_SHEET_RULE],
                                        .stratum = stratum,
                                        .confidence = read_number(cell[CMQ_SHEET_CONFIDENCE])};
        for (unsigned c = 0; c < CMQ_CODERS; c++) {
            for (unsigned q = 0; q < CMQ_SHEET_QUESTIONS; q++) {
                made.answer[c][q] = CMQ_NOT_JUDGED;
            }
        }
        CMQ_PUSH(&verdicts->arena, &verdicts->unit) = made;
    }
    *unit = &verdicts->unit.item[*index];
    bool same = (*unit)->stratum == stratum && cmq_str_eq((*unit)->event, cell[CMQ_SHEET_EVENT]) &&
                cmq_str_eq((*unit)->report, cell[CMQ_SHEET_REPORT]);
    return same ? CMQ_OK
                : bad_item(err, cell[CMQ_SHEET_ITEM], "it is another one in the other sheet");
}

static enum cmq_status find_coder(struct cmq_verdicts *verdicts, struct cmq_str name,
                                  uint32_t *coder, struct cmq_error *err) {
    for (*coder = 0; *coder < verdicts->coders; ++*coder) {
        if (cmq_str_eq(verdicts->coder[*coder], name)) {
            return CMQ_OK;
        }
    }
    if (verdicts->coders == CMQ_CODERS) {
        return cmq_fail(err, CMQ_LIMIT, 0, "more than %u coders", CMQ_CODERS);
    }
    verdicts->coder[verdicts->coders++] = name;
    return CMQ_OK;
}

static bool has_answers(const struct cmq_verdict_unit *unit, uint32_t coder) {
    bool has = unit->revision[coder] > 0;
    for (unsigned q = 0; q < CMQ_SHEET_QUESTIONS; q++) {
        has = has || unit->answer[coder][q] != CMQ_NOT_JUDGED;
    }
    return has;
}

/* Puts a coder's answers to the unit, unless those of a later revision are there. */
static enum cmq_status take_answers(struct cmq_verdict_unit *unit, uint32_t coder,
                                    const uint8_t answer[static CMQ_SHEET_QUESTIONS],
                                    const struct cmq_sheet_row *row, struct cmq_error *err) {
    uint32_t revision = cmq_sheet_revision(row);
    if (has_answers(unit, coder) && revision == unit->revision[coder]) {
        return bad_item(err, row->cell[CMQ_SHEET_ITEM], "the same coder judged it before");
    }
    if (revision >= unit->revision[coder]) {
        for (unsigned q = 0; q < CMQ_SHEET_QUESTIONS; q++) {
            unit->answer[coder][q] = answer[q];
        }
        unit->revision[coder] = revision;
        unit->code[coder] = cmq_sheet_root(row->cell[CMQ_SHEET_CODE]);
    }
    return CMQ_OK;
}

static enum cmq_status add_row(struct cmq_verdicts *verdicts, const struct cmq_sheet_row *row,
                               struct cmq_str name, struct cmq_error *err) {
    const struct cmq_str *cell = row->cell;
    uint8_t answer[CMQ_SHEET_QUESTIONS];
    bool judged = cmq_sheet_revision(row) > 0;
    for (unsigned q = 0; q < CMQ_SHEET_QUESTIONS; q++) {
        if (!cmq_sheet_answer(cell[CMQ_SHEET_THERE + q], &answer[q])) {
            return bad_item(err, cell[CMQ_SHEET_ITEM], "an answer is not y, n or ?");
        }
        judged = judged || answer[q] != CMQ_NOT_JUDGED;
    }
    struct cmq_verdict_unit *unit = NULL;
    uint32_t coder = 0;
    enum cmq_status status = find_unit(verdicts, cell, &unit, err);
    if (status != CMQ_OK || !judged) {
        return status;
    }
    struct cmq_str given = cmq_str_trim(cell[CMQ_SHEET_CODER]);
    status = find_coder(verdicts, given.len > 0 ? given : name, &coder, err);
    return status == CMQ_OK ? take_answers(unit, coder, answer, row, err) : status;
}

enum cmq_status cmq_verdicts_add(struct cmq_verdicts *verdicts, const struct cmq_sheet *sheet,
                                 struct cmq_str name, struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    for (uint32_t i = 0; status == CMQ_OK && i < sheet->row.count; i++) {
        status = add_row(verdicts, &sheet->row.item[i], name, err);
    }
    if (status == CMQ_OK && verdicts->arena.exhausted) {
        status = cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    return status;
}

/* ---- what an item is worth ---- */

static const struct {
    const char *name;
    unsigned questions; /* a bit for each that must be answered with yes */
} verdict_kinds[CMQ_VERDICTS] = {
    [CMQ_VERDICT_EVENT] = {"event", 0x01},
    [CMQ_VERDICT_TYPE] = {"type", 0x03},
    [CMQ_VERDICT_SOURCE] = {"source", 0x05},
    [CMQ_VERDICT_TARGET] = {"target", 0x09},
    [CMQ_VERDICT_STATE] = {"assertion and time", 0x11},
    [CMQ_VERDICT_CORE] = {"type, source, target", 0x0F},
    [CMQ_VERDICT_WHOLE] = {"everything", 0x1F},
};

const char *cmq_verdict_name(enum cmq_verdict verdict) {
    return verdict_kinds[verdict].name;
}

/* A no to one question is a no; else one that was not answered leaves it open. */
static uint8_t worth_to(const uint8_t answer[CMQ_SHEET_QUESTIONS], unsigned questions) {
    uint8_t worth = 1;
    for (unsigned q = 0; q < CMQ_SHEET_QUESTIONS; q++) {
        if ((questions >> q & 1) == 0) {
            continue;
        }
        if (answer[q] == 0) {
            return 0;
        }
        worth = answer[q] == CMQ_NOT_JUDGED ? CMQ_NOT_JUDGED : worth;
    }
    return worth;
}

double cmq_verdict_value(const struct cmq_verdicts *verdicts, const struct cmq_verdict_unit *unit,
                         enum cmq_verdict verdict) {
    double sum = 0;
    unsigned count = 0;
    for (unsigned c = 0; c < verdicts->coders; c++) {
        uint8_t worth = worth_to(unit->answer[c], verdict_kinds[verdict].questions);
        if (worth != CMQ_NOT_JUDGED) {
            sum += worth;
            count++;
        }
    }
    return count > 0 ? sum / count : NAN;
}
