/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_ONTOLOGY_OWN_H
#define CMQ_ONTOLOGY_OWN_H

/* What the files that read an own ontology share. For this room and its tests alone. */

#include "ontology/ontology.h"

/* CAMEO's code for a concept: "112" for "accuse", also for "112" itself. Absent if there is no such
 * concept. */
struct cmq_str cmq__concept_act(struct cmq_str concept);

/* Its tables, in the order in which they are read: each knows what it needs of those before. */
enum cmq__own_table { CMQ__OWN_ABOUT, CMQ__OWN_CODES, CMQ__OWN_CONCEPTS, CMQ__OWN_TABLE_COUNT };

/* As cmq_ontology_open, from the text of the tables; `folder` is for messages. */
enum cmq_status cmq__ontology_read(struct cmq_str folder,
                                   const struct cmq_str text[static CMQ__OWN_TABLE_COUNT],
                                   struct cmq_buf *messages, struct cmq_ontology **ontology,
                                   struct cmq_error *err);

#endif
