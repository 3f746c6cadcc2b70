/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_IMPORT_H
#define CMQ_NLP_IMPORT_H

/* What the readers of a pipeline folder's parts share. The parts are read into the same struct
 * cmq_model that an opened file yields, and written from there. Private to this room. */

#include "nlp/model_file.h"
#include "nlp/spacy_config.h"
#include "nlp/thinc.h"

#define CMQ_IMPORT_FILES 64

struct cmq_import {
    const char *folder;
    struct cmq_arena arena;
    struct cmq_mapping file[CMQ_IMPORT_FILES];
    uint32_t file_count;
    struct cmq_spacy_config config;
    struct cmq_model model;
    struct cmq_str vectors_owner[CMQ_MAX_VECTORS]; /* the component that owns each stack */
    struct cmq_error *err;
};

#define CMQ_REFUSE(import, ...) cmq_fail((import)->err, CMQ_UNSUPPORTED, 0, __VA_ARGS__)
#define CMQ_BAD(import, ...)    cmq_fail((import)->err, CMQ_BAD_INPUT, 0, __VA_ARGS__)

enum cmq_status cmq_import_no_memory(struct cmq_import *import);
/* Maps a file of a component's folder, of the pipeline's own if it is {NULL, 0}, for as long as the
 * import runs. */
enum cmq_status cmq_import_file(struct cmq_import *import, struct cmq_str component,
                                const char *name, struct cmq_str *bytes);
/* The same, as JSON that the caller releases with json_decref. */
enum cmq_status cmq_import_json(struct cmq_import *import, struct cmq_str component,
                                const char *name, json_t **json);
/* A component's weights. */
enum cmq_status cmq_import_thinc(struct cmq_import *import, struct cmq_str component,
                                 struct cmq_thinc *thinc);
/* The value of a JSON string, a view into it; {NULL, 0} if it is none. */
struct cmq_str cmq_json_text(const json_t *json);
/* "components.NAME" and what is below it. */
struct cmq_str cmq_import_section(struct cmq_import *import, struct cmq_str component,
                                  const char *below);
/* The feature with this id ("NORM" or its number), CMQ_FEATURE_COUNT if the engine has none. */
enum cmq_feature cmq_import_feature(uint64_t id);

/* import_words.c: the static vectors of vocab/, all stacks' own. */
enum cmq_status cmq_import_words(struct cmq_import *import);

#endif
