/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of the tidy tables on stories, as text. */
#include "store/handle.h"

/* Who stands on a side of an occurrence `t`, each name once. */
#define NAMES_OF(side)                                                                             \
    "(SELECT group_concat(DISTINCT a.name) FROM occurrence_events o JOIN reports r USING (report)" \
    " JOIN participants p ON p.report = o.report AND p.event = o.event AND p.side = '" side "'"    \
    " JOIN actors a ON a.report = p.report AND a.number = p.actor"                                 \
    " WHERE o.occurrence = t.occurrence AND r.is_current) AS " side

static const char *const question[] = {
    [CMQ_STORE_STORY_NOW] = "SELECT coalesce(merged_into, story) FROM stories WHERE story = ?1",
    [CMQ_STORE_STORY_REPORTS] =
        "SELECT report_number, report, date, publisher, title, url, copy_of, parts_of, origin, "
        "alike FROM story_report_table WHERE story = ?1 ORDER BY first_coding",
    [CMQ_STORE_STORY_OCCURRENCES] =
        "SELECT occurrence, first_day, last_day, family, status, " NAMES_OF("source") ", " NAMES_OF(
            "target") ", "
                      "events, reports, outlets, origins, sides, part_of FROM occurrence_table t "
                      "WHERE occurrence IN (SELECT o.occurrence FROM occurrence_events o"
                      " JOIN stories_now s USING (report) WHERE s.story = ?1) ORDER BY "
                      "first_day, occurrence",
    [CMQ_STORE_STORY_MERGES] = "SELECT h.story AS story, min(h.report) AS by_report_number "
                               "FROM story_history h JOIN stories s USING (story) "
                               "WHERE h.merged_into = ?1 AND s.merged_into IS NOT NULL "
                               "GROUP BY h.story ORDER BY 2, 1",
    [CMQ_STORE_HISTORY] = "SELECT occurrence, status, told, tellings FROM occurrence_history "
                          "WHERE occurrence = ?1 ORDER BY told, status",
    [CMQ_STORE_VARIANTS] =
        "SELECT occurrence, slot, value, count(DISTINCT report_number) AS reports "
        "FROM variant_table WHERE occurrence = ?1 "
        "GROUP BY slot, value ORDER BY slot, value",
};

enum cmq_status cmq_store_tidy(struct cmq_store *store, enum cmq_store_tidy which, int64_t of,
                               struct cmq_store_rows **rows, struct cmq_error *err) {
    enum cmq_status status = cmq_store_ask(store, cmq_str_of(question[which]), NULL, 0, rows, err);
    if (status == CMQ_OK && sqlite3_bind_parameter_count((*rows)->statement) > 0) {
        (void)sqlite3_bind_int64((*rows)->statement, 1, of);
    }
    return status;
}
