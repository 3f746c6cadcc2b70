/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_IMPORT_ORIGIN_H
#define CMQ_NLP_IMPORT_ORIGIN_H

#include "base/base.h"

#include <jansson.h>

/* The trainer's version, the licence of the weights and what they were made from, as meta.json has
 * them; lines that fit behind "origin: ". In the arena. What is past 64 KiB is left out. */
struct cmq_str cmq_import_origin(const json_t *meta, struct cmq_arena *arena);

#endif
