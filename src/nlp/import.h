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
    unsigned seen;                                 /* the kinds of component so far */
    struct cmq_str vectors_owner[CMQ_MAX_VECTORS]; /* the component that owns each stack */
    struct cmq_str spacy_version;                  /* of the pipeline, ">=3.8.7,<3.9.0" */
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
/* For qsort and bsearch, of items that begin with an id. */
int cmq_order_ids(const void *a, const void *b);
/* "components.NAME" and what is below it. */
struct cmq_str cmq_import_section(struct cmq_import *import, struct cmq_str component,
                                  const char *below);
/* The feature with this id ("NORM" or its number), CMQ_FEATURE_COUNT if the engine has none. */
enum cmq_feature cmq_import_feature(uint64_t id);

/* import_weights.c. An aligned copy of a float32 parameter of `dims` dimensions, its shape in
 * `shape`; NULL if it is not there or not of that kind. */
const float *cmq_take_floats(struct cmq_import *import, const struct cmq_thinc_node *node,
                             const char *name, uint32_t dims, uint32_t shape[CMQ_THINC_DIMS]);
/* A vector of exactly `count` numbers, whatever dimensions its file gives it. */
const float *cmq_take_flat(struct cmq_import *import, const struct cmq_thinc_node *node,
                           const char *name, uint64_t count);
/* False if a parameter is not there or does not fit. */
bool cmq_take_linear(struct cmq_import *import, const struct cmq_thinc_node *node,
                     struct cmq_linear *layer);
bool cmq_take_maxout(struct cmq_import *import, const struct cmq_thinc_node *maxout,
                     const struct cmq_thinc_node *norm, struct cmq_maxout *layer);

/* import_vectors.c. Reads a stack that others listen to. */
enum cmq_status cmq_import_tok2vec(struct cmq_import *import, struct cmq_str component);
/* Finds what a component reads: a shared stack through its listener, or one of its own. */
enum cmq_status cmq_import_source(struct cmq_import *import, struct cmq_str component,
                                  const struct cmq_thinc *thinc, uint32_t *index);

/* import_classifiers.c. Refuses a component of another architecture than these two. */
enum cmq_status cmq_import_architecture(struct cmq_import *import, struct cmq_str component,
                                        const char *first, const char *second);
/* The output layer and the vectors of a classifier with so many classes. */
enum cmq_status cmq_import_classifier(struct cmq_import *import, struct cmq_str component,
                                      size_t classes, struct cmq_classifier *classifier);
enum cmq_status cmq_import_tagger(struct cmq_import *import, struct cmq_str component);
enum cmq_status cmq_import_senter(struct cmq_import *import, struct cmq_str component);
enum cmq_status cmq_import_morphologizer(struct cmq_import *import, struct cmq_str component);
/* import_trees.c */
enum cmq_status cmq_import_edit_trees(struct cmq_import *import, struct cmq_str component);
/* import_transitions.c */
enum cmq_status cmq_import_parser(struct cmq_import *import, struct cmq_str component);
enum cmq_status cmq_import_entities(struct cmq_import *import, struct cmq_str component);

/* import_rules.c, import_lemmas.c: the attribute ruler; the rule lemmatizer. */
enum cmq_status cmq_import_rules(struct cmq_import *import, struct cmq_str component);
enum cmq_status cmq_import_lemma_rules(struct cmq_import *import, struct cmq_str component);

/* import_words.c: the static vectors of vocab/, all stacks' own. */
enum cmq_status cmq_import_words(struct cmq_import *import);

#endif
