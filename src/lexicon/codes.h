/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_LEXICON_CODES_H
#define CMQ_LEXICON_CODES_H

/* Which codes a dictionary may use: what the tables of ontology/ have. */

#include "base/base.h"

/* NULL if the code is right, else what is wrong with it, for a message. */
const char *cmq__wrong_country(struct cmq_str code);
const char *cmq__wrong_actor_code(struct cmq_str code);
/* A code of no scheme that is known here: letters, digits, and "/" between the codes of several. */
const char *cmq__wrong_foreign_code(struct cmq_str code);
/* One role code or several in a row. */
const char *cmq__wrong_sectors(struct cmq_str code);
/* A CAMEO code, or one of another scheme, "SCHEME:CODE". */
const char *cmq__wrong_event_code(struct cmq_str code);
/* `code` is a known event code. */
const char *cmq__wrong_mode(struct cmq_str code, struct cmq_str mode);
const char *cmq__wrong_context(struct cmq_str context);

#endif
