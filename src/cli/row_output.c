/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/row_output.h"

#include <unistd.h>

int cmq_row_output_choose(const char *command, const char *format, const char *path,
                          struct cmq_rows *rows) {
    rows->style = (struct cmq_table_style){cmq_terminal_columns(STDOUT_FILENO),
                                           cmq_terminal_colour(STDOUT_FILENO)};
    rows->format = path == NULL && isatty(STDOUT_FILENO) ? CMQ_ROWS_TABLE : CMQ_ROWS_JSONL;
    if (format != NULL && !cmq_rows_format_of(cmq_str_of(format), &rows->format)) {
        return cmq_usage_fail(command, "unknown format '%s': use table, jsonl, tsv or csv", format);
    }
    return CMQ_EXIT_OK;
}

static bool write_piece(void *context, struct cmq_str piece) {
    struct cmq_output *output = context;
    cmq_output_write(output, piece);
    return output->error == 0;
}

void cmq_row_output_attach(struct cmq_rows *rows, struct cmq_output *output) {
    rows->sink = write_piece;
    rows->context = output;
}
