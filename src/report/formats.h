/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_REPORT_FORMATS_H
#define CMQ_REPORT_FORMATS_H

/* The two formats, each from bytes that are all there to a report with views into them. On failure
 * the report's id is set where it is known; nothing else of it counts. */

#include "report/report.h"

#include <jansson.h>

/* Room for an integer id. */
#define CMQ_ID_DIGITS 24

/* One line. The report's strings live in `*json`, which the caller releases in any case, and in
 * `digits`. */
enum cmq_status cmq_jsonl_parse(struct cmq_str line, struct cmq_reader_options options,
                                struct cmq_report *report, json_t **json,
                                char digits[static CMQ_ID_DIGITS], struct cmq_error *err);

/* A whole file without its byte order mark; `path` and `compressed` give the id. */
enum cmq_status cmq_dated_text_parse(struct cmq_str bytes, const char *path, bool compressed,
                                     struct cmq_reader_options options, struct cmq_report *report,
                                     struct cmq_error *err);

#endif
