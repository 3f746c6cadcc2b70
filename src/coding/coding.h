/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CODING_H
#define CMQ_CODING_H

/* coding: the pipeline report -> coding, a pure function; and the coding as JSON (the contract:
 * docs/coding.schema.json). A coding lives in the arena it was made in, and points into the
 * report's text and the lexicon. Spans are bytes inside and Unicode code points in JSON. */

#include "events/events.h"
#include "places/places.h"
#include "report/report.h"

/* The model, the lexicon and the gazetteer in use: read-only, shared by threads. */
struct cmq_coder {
    struct cmq_model *model;
    struct cmq_lexicon lexicon;
    struct cmq_gazetteer gazetteer;
    struct cmq_ontology *ontology; /* NULL: the one built in, CAMEO */
    /* "sha256:…" of lexicon, gazetteer and an own ontology; empty in a coder put together */
    char knowledge[72];
};

/* The built-in dictionaries, with those in `folder` laid over them unless it is NULL (see
 * cmq_lexicon_open_over), and with the frames of `ontology` unless that is NULL. */
enum cmq_status cmq_dictionaries_open(const char *folder, const struct cmq_ontology *ontology,
                                      struct cmq_buf *messages, struct cmq_lexicon *lexicon,
                                      struct cmq_error *err);

/* NULL paths mean what is built in: the English model and lexicon. A folder of dictionaries is
 * laid over the built-in ones and brings its own places/; the table from GeoNames is always the one
 * built in. */
enum cmq_status cmq_coder_open(const char *model_path, const char *lexicon_folder,
                               struct cmq_coder *coder, struct cmq_error *err);
/* The same with the ontology in a folder (docs/ontology.md) in place of CAMEO, unless NULL. */
enum cmq_status cmq_coder_open_own(const char *model_path, const char *lexicon_folder,
                                   const char *ontology_folder, struct cmq_coder *coder,
                                   struct cmq_error *err);
/* The id of its own ontology; NULL where it has the one built in. */
const char *cmq_coder_ontology(const struct cmq_coder *coder);
void cmq_coder_release(struct cmq_coder *coder);

struct cmq_coding {
    const struct cmq_coder *coder;
    struct cmq_report report; /* views of what the caller gave */
    struct cmq_parse parse;
    struct cmq_times times;
    struct cmq_places places;
    struct cmq_actors actors;
    struct cmq_statements statements;
    struct cmq_events events;
};

/* Codes one report. `session` is the thread's own, on the coder's model, or NULL: nothing is kept
 * from report to report. The arena is not reset here. CMQ_LIMIT or CMQ_NO_MEMORY reject the report.
 */
enum cmq_status cmq_code(const struct cmq_coder *coder, struct cmq_session *session,
                         const struct cmq_report *report, struct cmq_arena *arena,
                         struct cmq_coding *coding, struct cmq_error *err);

/* Appends the coding as one JSON object without a line end. `with_text` adds report.text. */
void cmq_coding_write_json(const struct cmq_coding *coding, bool with_text, struct cmq_buf *out);

/* The actor that the text stands for where it is one phrase: that of the first sentence's root.
 * UINT32_MAX where that names none, as in a whole sentence. */
uint32_t cmq_coding_phrase_actor(const struct cmq_coding *coding);
/* Appends the actors that the text mentions, that of the phrase first, as one JSON object without a
 * line end: id, date and text of the report; of each actor what the coding has, whether it is what
 * the whole phrase stands for, and `why`: the steps that gave its code, each with its words,
 * lexicon entry and what it gives. */
void cmq_coding_write_actors(const struct cmq_coding *coding, struct cmq_buf *out);

/* Appends, for a person, why event `index` was coded: rule, lexicon line, path in the tree, spans,
 * each step. */
void cmq_coding_explain(const struct cmq_coding *coding, uint32_t index, struct cmq_buf *out);

#endif
