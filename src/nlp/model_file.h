/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_MODEL_FILE_H
#define CMQ_NLP_MODEL_FILE_H

/* The writing side of the model file; its layout stands in model_layout.h. Private to this room. */

#include "nlp/model.h"

/* Writes everything in `model` except mapping, id, tokenizer and arena; the tokenizer is the
 * section that cmq_tokenizer_open reads. */
enum cmq_status cmq_model_write(const struct cmq_model *model, struct cmq_str tokenizer,
                                const char *path, struct cmq_error *err);

/* describe.c. "NORM", "PREFIX" and so on. */
const char *cmq_feature_name(enum cmq_feature feature);

#endif
