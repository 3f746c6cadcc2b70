/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_API_STORE_H
#define CMQ_API_STORE_H

/* Stores as the public functions have them. */

#include "query/query.h"

#include <communique.h>

/* A path that was a store when it was opened. Nothing of the file is held between calls: so threads
 * may share it, and a process may fork. */
struct communique_store {
    char *path;
};

/* Reads a question by its name and its parameters, which are pairs of a name and a value up to a
 * NULL. CMQ_BAD_INPUT says what is not known or wrong. */
enum cmq_status cmq_asked_read(const char *name, const char *const *parameters,
                               struct cmq_asked *asked, struct cmq_error *err);

#endif
