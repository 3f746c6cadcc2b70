/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_SPACY_CONFIG_H
#define CMQ_NLP_SPACY_CONFIG_H

/* A pipeline's config.cfg: sections of `key = JSON value`, where a value may name another one as
 * ${section.key}. Private to this room. */

#include "base/base.h"

#include <jansson.h>

struct cmq_spacy_setting {
    struct cmq_str section, key, value;
};

struct cmq_spacy_config {
    CMQ_ARRAY(struct cmq_spacy_setting) setting;
};

/* `text` must outlive the settings, which are kept in the arena. */
enum cmq_status cmq_spacy_config_read(struct cmq_str text, struct cmq_arena *arena,
                                      struct cmq_spacy_config *config, struct cmq_error *err);
/* The value as JSON text, references followed; {NULL, 0} if there is none. */
struct cmq_str cmq_spacy_config_get(const struct cmq_spacy_config *config, struct cmq_str section,
                                    struct cmq_str key);
/* The value of a JSON string without its quotes; {NULL, 0} if there is none or it is no string. */
struct cmq_str cmq_spacy_config_string(const struct cmq_spacy_config *config,
                                       struct cmq_str section, struct cmq_str key);
/* The value decoded, to be released with json_decref; NULL if there is none or it is no JSON. */
json_t *cmq_spacy_config_json(const struct cmq_spacy_config *config, struct cmq_str section,
                              struct cmq_str key);

#endif
