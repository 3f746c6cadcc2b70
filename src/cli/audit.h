/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CLI_AUDIT_H
#define CMQ_CLI_AUDIT_H

/* The actions of `audit`, a file each, and what they share. */

#include "query/query.h"

int cmq_audit_sample(int argc, char **argv);
int cmq_audit_score(int argc, char **argv);

/* What a filter lets through of a store (audit_choice.c): reports, and events as "report\tevent".
 */
struct cmq_audit_choice {
    struct cmq_map of;
    struct cmq_buf key, pending;
    bool events, header; /* private: what is being read */
    bool failed;
};

void cmq_audit_choice_init(struct cmq_audit_choice *choice);
void cmq_audit_choice_release(struct cmq_audit_choice *choice);
/* Asks the store. CMQ_BAD_INPUT names the option that is wrong. */
enum cmq_status cmq_audit_choose(struct cmq_audit_choice *choice, struct cmq_store *store,
                                 const struct cmq_filter *filter, struct cmq_error *err);
/* As cmq_sample_choice; the context is a choice. */
bool cmq_audit_chosen(void *context, struct cmq_str report, struct cmq_str event);

#endif
