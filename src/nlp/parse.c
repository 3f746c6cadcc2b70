/* SPDX-License-Identifier: Apache-2.0 */
/* The order of the components is fixed: the parser holds to the sentence starts that the senter
 * finds, rules look at tags and trees, lemmas at what the rules set, and entities may not cross
 * sentence starts. Each stack of token vectors is evaluated once. */
#include "nlp/clear.h"

#include <inttypes.h>

/* A parse of tokens that are there. */
struct analysis {
    const struct cmq_model *model;
    struct cmq_session *session; /* NULL: nothing is kept */
    struct cmq_arena *arena;
};

/* With what the session keeps; without, if there is none or it has no more memory. */
static float *run_stack(const struct analysis *analysis, uint32_t index,
                        const struct cmq_features *features, uint32_t count) {
    struct cmq_session *session = analysis->session;
    float *vectors = session == NULL ? NULL
                                     : cmq_vectors_run_kept(&session->types[index], features, count,
                                                            analysis->arena);
    return vectors != NULL ? vectors
                           : cmq_vectors_run(&analysis->model->vectors[index], features, count,
                                             analysis->arena);
}

static bool run_vectors(const struct analysis *analysis, const struct cmq_features *features,
                        uint32_t count, float **vectors) {
    const struct cmq_model *model = analysis->model;
    for (uint32_t i = 0; i < model->vectors_count; i++) {
        if (model->vectors[i].used) {
            vectors[i] = run_stack(analysis, i, features, count);
            if (vectors[i] == NULL) {
                return false;
            }
        }
    }
    return true;
}

/* Runs the components over tokens that are there; true unless the arena is exhausted. */
static bool analyse(const struct analysis *analysis, const struct cmq_features *features,
                    struct cmq_parse *parse) {
    const struct cmq_model *model = analysis->model;
    struct cmq_arena *arena = analysis->arena;
    float *vectors[CMQ_MAX_VECTORS] = {NULL};
    if (parse->token_count == 0) {
        return true;
    }
    if (!run_vectors(analysis, features, parse->token_count, vectors) ||
        !cmq_tag(model, vectors, arena, parse) || !cmq_lemmatize(model, vectors, arena, parse) ||
        !cmq_recognise_starts(model, vectors, arena, parse) ||
        !cmq_parse_trees(model, vectors, arena, parse) ||
        !cmq_apply_rules(model, features, arena, parse) ||
        !cmq_lemmatize_by_rules(model, arena, parse) ||
        !cmq_find_entities(model, vectors, arena, parse)) {
        return false;
    }
    cmq_take_out_space(parse);
    return !model->clear || cmq_clear_to_ud(parse, arena);
}

static bool analyse_news(const struct analysis *analysis, struct cmq_features *features,
                         struct cmq_parse *parse) {
    struct cmq_arena *arena = analysis->arena;
    bool *hidden = cmq_hide_marks(parse, arena);
    if (!hidden) {
        return false;
    }
    cmq_hide_wraps(parse, hidden);
    struct cmq_features *all = features;
    struct cmq_parse left = cmq_without_hidden(parse, hidden, &features, arena);
    if (left.token_count == 0) {
        return analyse(analysis, all, parse); /* nothing but marks */
    }
    left.sentence_hint = cmq_hint_sentences(&left, arena);
    if (arena->exhausted || !analyse(analysis, features, &left)) {
        return false;
    }
    cmq_find_finite_verbs(&left);
    if (!cmq_put_marks_back(parse, hidden, &left, arena) || !cmq_cut_long_sentences(parse, arena)) {
        return false;
    }
    cmq_find_objects(parse);
    cmq_find_participles(parse);
    cmq_find_subjects(parse);
    return cmq_note_children(parse, arena);
}

enum cmq_status cmq_parse_with(const struct cmq_model *model, struct cmq_session *session,
                               enum cmq_genre genre, struct cmq_str text, struct cmq_arena *arena,
                               struct cmq_parse *parse, struct cmq_error *err) {
    *parse = (struct cmq_parse){.text = text};
    if (text.len > CMQ_MAX_TEXT) {
        return cmq_fail(err, CMQ_LIMIT, 0, "text of %zu bytes, the limit is %u", text.len,
                        CMQ_MAX_TEXT);
    }
    size_t invalid = cmq_utf8_invalid(text);
    if (invalid < text.len) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "byte %zu of the text is not UTF-8", invalid);
    }
    struct cmq_features *features;
    parse->text = genre == CMQ_NEWS ? cmq_without_links(text, arena) : text;
    enum cmq_status status =
        cmq_tokenize(model->tokenizer, parse->text, arena, parse, &features, err);
    if (status != CMQ_OK) {
        return status;
    }
    if (parse->token_count > CMQ_MAX_TOKENS) {
        return cmq_fail(err, CMQ_LIMIT, 0, "%" PRIu32 " tokens, the limit is %u",
                        parse->token_count, CMQ_MAX_TOKENS);
    }
    const struct analysis analysis = {model, session, arena};
    bool done = genre == CMQ_NEWS ? analyse_news(&analysis, features, parse)
                                  : analyse(&analysis, features, parse);
    if (!done) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "no memory to parse a text of %" PRIu32 " tokens",
                        parse->token_count);
    }
    return CMQ_OK;
}

uint32_t cmq_parse_words(const struct cmq_parse *parse) {
    uint32_t words = 0;
    for (uint32_t i = 0; i < parse->token_count; i++) {
        words += !parse->token[i].is_space && parse->token[i].upos != CMQ_PUNCT;
    }
    return words;
}
