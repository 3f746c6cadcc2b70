/* SPDX-License-Identifier: Apache-2.0 */
#include "release/csv_reader.h"
#include "release/parts.h"

#include <inttypes.h>
#include <string.h>

#define README_LIMIT ((size_t)16 << 20)

static void add_authors(struct cmq_buf *out, const struct cmq_release_about *about) {
    for (uint32_t i = 0; i < about->author.count; i++) {
        cmq_buf_format(out, "%s%.*s", i > 0 ? "; " : "", CMQ_FMT(about->author.item[i]));
    }
}

static void add_head(struct cmq_buf *out, const struct cmq__release *release) {
    const struct cmq_release_about *about = &release->about;
    char day[16];
    cmq_day_format(about->date, day);
    cmq_buf_format(out, "# %.*s\n\n", CMQ_FMT(about->title));
    add_authors(out, about);
    cmq_buf_format(out, ". Version %.*s, %s.", CMQ_FMT(about->version), day);
    if (about->doi.ptr != NULL) {
        cmq_buf_format(out, " https://doi.org/%.*s.", CMQ_FMT(about->doi));
    }
    if (about->license.ptr != NULL) {
        cmq_buf_format(out, " License: %.*s.", CMQ_FMT(about->license));
    }
    cmq_buf_format(
        out,
        "\n\n%" PRId64 " events that %" PRId64 " dated news reports tell, coded by communique %s: "
        "who did what to whom, when,\nwhere, according to whom.",
        release->rows[CMQ__RELEASED_EVENTS], release->rows[CMQ__RELEASED_REPORTS], CMQ_VERSION);
    if (release->from.ptr != NULL) {
        cmq_buf_format(out, " The reports are of %.*s to %.*s.", CMQ_FMT(release->from),
                       CMQ_FMT(release->to));
    }
    cmq_buf_add_str(out, release->options->titles
                             ? CMQ_STR(" Titles of reports are here, their texts are not.\n")
                             : CMQ_STR(" No words of the reports are here.\n"));
}

static void add_tables(struct cmq_buf *out, const struct cmq__release *release) {
    cmq_buf_add_str(out,
                    CMQ_STR("\n## Files\n\n| file | rows | a row is |\n| --- | --- | --- |\n"));
    for (unsigned i = 0; i < CMQ__RELEASED_COUNT; i++) {
        const struct cmq__released_table *table = &cmq__released_table[i];
        cmq_buf_format(out, "| `%s.csv` | %" PRId64 " | %s |\n", table->name, release->rows[i],
                       table->meaning);
    }
    cmq_buf_add_str(
        out,
        CMQ_STR(
            "\n`codebook.md` is the codebook to read; `datapackage.json` says what each column is "
            "(Frictionless),\n`manifest.json` what the release was made from and by what; "
            "`CITATION.cff` and `datacite.json` how to cite it;\n`SHA256SUMS` has the checksums: "
            "`sha256sum -c SHA256SUMS`.\n\n"
            "The files are UTF-8 with commas. Codes are strings: `040` is not 40. Empty is *not "
            "known*. Spans are\n`…_start` and `…_end`, in Unicode code points of the report's "
            "text, the end behind the last.\n\n"
            "`events.csv` has whatever reports tell, also what is denied, only possible, asked for "
            "or alleged: where you want\nwhat was done, take `assertion` actual and an empty "
            "`same_as`. Many reports may tell one happening:\n`occurrence` counts it once.\n\n"
            "Places have names and coordinates of GeoNames (https://www.geonames.org), CC BY "
            "4.0.\n"));
}

static void add_cell(struct cmq_buf *out, struct cmq_str cell) {
    cmq_buf_add_char(out, ' ');
    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.ptr[i];
        if (c == '|') {
            cmq_buf_add_char(out, '\\');
        }
        cmq_buf_add_char(out, c == '\n' || c == '\r' ? ' ' : c);
    }
    cmq_buf_add_str(out, CMQ_STR(" |"));
}

/* The table was read once before, so that every record is one. */
static void add_errors(struct cmq_buf *out, struct cmq__release *release) {
    struct cmq__csv csv = {.rest = cmq_buf_str(&release->errors)};
    struct cmq__csv_record record;
    cmq_buf_add_str(out, CMQ_STR("\n## Errors\n\n"));
    if (csv.rest.len == 0) {
        cmq_buf_add_str(out, CMQ_STR("No error rate was measured for these data.\n"));
        return;
    }
    cmq_buf_add_str(out, CMQ_STR("As measured on a sample of these data (`errors.csv`):\n\n"));
    while (cmq__csv_next(&csv, &release->arena, &record) == CMQ_OK) {
        cmq_buf_add_char(out, '|');
        for (unsigned i = 0; i < record.count; i++) {
            add_cell(out, record.field[i]);
        }
        cmq_buf_add_char(out, '\n');
        for (unsigned i = 0; csv.line == 1 && i < record.count; i++) {
            cmq_buf_add_str(out, i == 0 ? CMQ_STR("| --- |") : CMQ_STR(" --- |"));
        }
        cmq_buf_add_str(out, csv.line == 1 ? CMQ_STR("\n") : CMQ_STR(""));
    }
}

static void add_texts(struct cmq_buf *out) {
    cmq_buf_add_str(
        out,
        CMQ_STR(
            "\n## Joining the texts\n\nWho has the reports gets the words back:\n\n"
            "    communique rehydrate THIS-FOLDER reports.jsonl\n\n"
            "A report is known by `text_sha256`, the SHA-256 of its text in UTF-8. For JSON lines "
            "that is the member `text`; for a file\nof dated text what follows the date and the "
            "white space behind it. A report of the same URL or id with another\ntext is "
            "refused.\n\n"
            "## Making it again\n\nCode the same reports in the same order with the program, model "
            "and dictionaries of `manifest.json`:\n\n"
            "    communique add --db STORE reports.jsonl\n    communique release --db STORE "
            "--about ABOUT DIR\n\n"
            "gives these files byte for byte, with the options of `manifest.json` and an ABOUT "
            "that "
            "says what `CITATION.cff` and\n`datacite.json` do.\n"));
}

enum cmq_status cmq__release_readme(struct cmq__release *release, struct cmq_error *err) {
    struct cmq_buf out;
    cmq_buf_init(&out, README_LIMIT);
    add_head(&out, release);
    add_tables(&out, release);
    add_errors(&out, release);
    add_texts(&out);
    enum cmq_status status =
        out.failed ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory")
                   : cmq__folder_write(&release->folder, "README.md", cmq_buf_str(&out), err);
    cmq_buf_release(&out);
    return status;
}
