/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_ONTOLOGY_CONCEPTS_H
#define CMQ_ONTOLOGY_CONCEPTS_H

/* The acts that the rules know, by name. For this room alone. */

#include "ontology/ontology.h"

/* CAMEO's code for a concept: "112" for "accuse", also for "112" itself. Absent if there is no such
 * concept. */
struct cmq_str cmq__concept_act(struct cmq_str concept);

#endif
