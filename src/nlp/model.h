/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_MODEL_H
#define CMQ_NLP_MODEL_H

/* The opened model: what the importer fills and model_write.c writes, model_file.c maps and checks,
 * and the components read. Private to this room. All pointers go into the mapped file unless said
 * otherwise; all arrays are row-major float32 of the shape given. Those that the file has as
 * float16 are widened into the model's arena, tables alone stay as they are. */

#include "nlp/nlp.h"
#include "nlp/table.h"

/* A token's features as 64-bit ids, in the order of the model file. */
enum cmq_feature {
    CMQ_FEATURE_ORTH,
    CMQ_FEATURE_LOWER,
    CMQ_FEATURE_NORM,
    CMQ_FEATURE_PREFIX,
    CMQ_FEATURE_SUFFIX,
    CMQ_FEATURE_SHAPE,
    CMQ_FEATURE_SPACY,
    CMQ_FEATURE_IS_SPACE,
    CMQ_FEATURE_IS_ALPHA,
    CMQ_FEATURE_IS_ASCII,
    CMQ_FEATURE_IS_DIGIT,
    CMQ_FEATURE_COUNT,
};

#define CMQ_MAX_EMBEDS  8
#define CMQ_MAX_DEPTH   16
#define CMQ_MAX_VECTORS 8
#define CMQ_MAX_WIDTH   4096
#define CMQ_MAX_WINDOW  8u
#define CMQ_MAX_ROWS    (1u << 24) /* of a table, and keys of word vectors */

#define CMQ_MAX_RULE_TOKENS 16u /* of a row that the attribute ruler looks for */
#define CMQ_MAX_LEMMAS      64u /* of an exception of the rule lemmatizer */

struct cmq_hash_embed {
    uint32_t feature; /* enum cmq_feature */
    uint32_t seed;
    struct cmq_table table; /* as wide as the stack */
};

/* Static vectors of words, one table for all stacks. The key of a word is a feature of its token;
 * several keys may have one row. */
struct cmq_words {
    uint32_t feature;    /* enum cmq_feature */
    uint32_t count;      /* of keys; 0: the model has no such vectors */
    const uint64_t *key; /* (count), ascending */
    const uint32_t *row; /* (count), of the table */
    struct cmq_table table;
};

/* maxout, then layer norm: out = LN(max over pieces of W x + b) */
struct cmq_maxout {
    uint32_t in, out, pieces;
    const float *weight; /* (out, pieces, in) */
    const float *bias;   /* (out, pieces) */
    const float *gain;   /* (out) of the layer norm */
    const float *shift;  /* (out) of the layer norm */
};

/* A token-vector stack: hash embeddings and a projected word vector, mix layer, residual window
 * encoder. */
struct cmq_vectors {
    uint32_t width, depth, window, pad;
    uint32_t embed_count;
    struct cmq_hash_embed embed[CMQ_MAX_EMBEDS];
    const struct cmq_words *words; /* NULL: the stack has no part for them */
    const float *projection;       /* (width, words->table.width) */
    struct cmq_maxout mix;
    struct cmq_maxout encoder[CMQ_MAX_DEPTH];
    const struct cmq_prepared_vectors *prepared; /* prepare.h */
    bool used; /* a component reads it; set by cmq_prepare_model() */
};

struct cmq_linear {
    uint32_t in, out;
    const float *weight; /* (out, in) */
    const float *bias;   /* (out) */
};

/* Tagger, morphologizer, edit-tree lemmatizer and senter: one class a token. The senter has two,
 * the second of which starts a sentence. */
struct cmq_classifier {
    bool present;
    uint32_t vectors; /* index into cmq_model.vectors */
    struct cmq_linear output;
    struct cmq_str *label; /* output.out labels: tag; "Feats=…" without POS; unused in lemmatizer */
    uint8_t *upos;         /* morphologizer alone: enum cmq_upos of each class */
    uint32_t *tree;        /* lemmatizer alone: root node of each class's edit tree */
    const struct cmq_prepared_classifier *prepared; /* prepare.h */
};

/* An action of the parser (move 0 S, 1 D, 2 L, 3 R, 4 B) or the entity recogniser (1 B, 2 I, 3 L,
 * 4 U, 5 O), with its label. */
struct cmq_action {
    uint8_t move;
    uint16_t label;
};

struct cmq_transitions {
    bool present;
    uint32_t vectors;
    uint32_t feature_count;       /* 8 or 13 (parser), 3 or 6 (entities) */
    uint32_t hidden, pieces;      /* nO, nP of the lower layer */
    struct cmq_linear projection; /* token vector -> lower's input */
    const float *lower_weight;    /* (feature_count, hidden, pieces, projection.out) */
    const float *lower_bias;      /* (hidden, pieces) */
    const float *lower_pad;       /* (feature_count, hidden, pieces) */
    bool has_upper;
    struct cmq_linear upper; /* (action_count, hidden) */
    uint32_t action_count;
    struct cmq_action *action;
    uint32_t label_count;
    struct cmq_str *label;                           /* "nsubj:pass", "conj||obl" or "PER" */
    const struct cmq_prepared_transitions *prepared; /* prepare.h */
};

/* A node of an edit tree: a leaf replaces `original` by `substitute`; an inner node keeps the
 * middle and applies `prefix` and `suffix` (CMQ_NO_TREE: that part is dropped). */
#define CMQ_NO_TREE UINT32_MAX
struct cmq_edit_tree {
    bool leaf;
    uint32_t prefix_len, suffix_len; /* code points */
    uint32_t prefix, suffix;
    struct cmq_str original, substitute;
};

/* The attribute ruler's rules. A test of a token in a row of them: the id of a field is one of the
 * values, or none of them. */
enum cmq_rule_field {
    CMQ_RULE_ORTH,
    CMQ_RULE_LOWER,
    CMQ_RULE_TAG,
    CMQ_RULE_DEP,
    CMQ_RULE_POS,
    CMQ_RULE_IS_SPACE,
    CMQ_RULE_FIELD_COUNT,
};

struct cmq_rule_test {
    uint32_t token; /* of the row, from 0 */
    uint32_t field; /* enum cmq_rule_field */
    bool none;
    uint32_t count;
    const uint64_t *value; /* (count) */
};

/* Where all tests hold, one token gets what the rule has; what is {NULL, 0} or false stays. */
struct cmq_rule {
    uint32_t length, target; /* tokens of the row; the one that is changed */
    uint32_t test_count;
    struct cmq_rule_test *test;
    bool sets_upos;
    uint8_t upos; /* enum cmq_upos */
    struct cmq_str tag, feats, lemma, label;
};

/* The rule lemmatizer's tables of one part of speech; see rule_lemmas.c. */
struct cmq_ending {
    struct cmq_str old, new;
};

struct cmq_lemma_list {
    uint32_t count;
    struct cmq_str *lemma;
};

struct cmq_lemma_table {
    uint32_t ending_count;
    struct cmq_ending *ending;
    uint32_t known_count;
    const uint64_t *known; /* (known_count) ids of lemmas, ascending */
    uint32_t exception_count;
    const uint64_t *exception;     /* (exception_count) ids of forms, ascending */
    struct cmq_lemma_list *lemmas; /* of each exception */
};

struct cmq_lemma_rules {
    bool present;
    bool last_first; /* as spaCy does it from 3.8.8 on: the last known form comes first */
    struct cmq_lemma_table table[CMQ_SPACE + 1]; /* by enum cmq_upos */
};

struct cmq_tokenizer; /* tokenizer.c: compiled patterns and exceptions; immutable */

struct cmq_model {
    struct cmq_mapping mapping;                /* {NULL, 0} if opened from memory */
    struct cmq_str id, name, language, origin; /* origin: "spacy 3.8.7, …" */
    struct cmq_tokenizer *tokenizer;
    struct cmq_words words;
    uint32_t vectors_count;
    struct cmq_vectors vectors[CMQ_MAX_VECTORS];
    struct cmq_classifier tagger, morphologizer, lemmatizer, senter;
    struct cmq_transitions parser, entities;
    bool clear; /* the parser's labels are CLEAR: its trees are rewritten as UD */
    uint32_t edit_tree_count;
    struct cmq_edit_tree *edit_tree;
    uint32_t rule_count;
    struct cmq_rule *rule;
    struct cmq_lemma_rules lemma_rules;
    struct cmq_arena arena;    /* the label tables and everything else not in the mapping */
    struct cmq_arena prepared; /* the weights as the kernels read them */
};

/* What the tokenizer hands on: tokens with bounds, forms, flags and feature ids; the rest unset. */
struct cmq_features {
    uint64_t id[CMQ_FEATURE_COUNT];
};

/* tokenizer.c. Fills parse->token and, side by side, one cmq_features a token (in the arena). */
enum cmq_status cmq_tokenizer_open(struct cmq_str section, struct cmq_arena *arena,
                                   struct cmq_tokenizer **tokenizer, struct cmq_error *err);
void cmq_tokenizer_free(struct cmq_tokenizer *tokenizer);
enum cmq_status cmq_tokenize(const struct cmq_tokenizer *tokenizer, struct cmq_str text,
                             struct cmq_arena *arena, struct cmq_parse *parse,
                             struct cmq_features **features, struct cmq_error *err);

/* vectors.c. Token vectors (count, width) of one document, in the arena; NULL when it is exhausted.
 */
float *cmq_vectors_run(const struct cmq_vectors *vectors, const struct cmq_features *features,
                       uint32_t count, struct cmq_arena *arena);

/* static_vectors.c. Writes the projected static vector (width) of a token; zeros if it has none. */
void cmq_project_word(const struct cmq_vectors *vectors, const struct cmq_features *features,
                      float *out);

/* hints.c. Where sentences of news prose may start (cmq_parse.sentence_hint); NULL when the arena
 * is exhausted. */
int8_t *cmq_hint_sentences(const struct cmq_parse *parse, struct cmq_arena *arena);

/* links.c: the text with blanks for what a web page put into its prose; itself where there is none,
 * and when the arena is exhausted. */
struct cmq_str cmq_without_links(struct cmq_str text, struct cmq_arena *arena);

/* wraps.c: hides the line ends that only keep the lines of a text to a width. */
void cmq_hide_wraps(const struct cmq_parse *parse, bool *hidden);

/* lengths.c: cuts sentences of more than CMQ_MAX_SENTENCE tokens; false when the arena is
 * exhausted. */
bool cmq_cut_long_sentences(struct cmq_parse *parse, struct cmq_arena *arena);

/* tree.c: notes the children of each token, as the last change of a tree; false when the arena is
 * exhausted. */
bool cmq_note_children(struct cmq_parse *parse, struct cmq_arena *arena);

/* repair.c: gives sentences of news prose their finite verb, verbs their objects, and participles
 * behind a comma their verb. The second looks through a sentence for each word of it, so that long
 * ones must have been cut. */
void cmq_find_finite_verbs(struct cmq_parse *parse);
void cmq_find_objects(struct cmq_parse *parse);
void cmq_find_participles(struct cmq_parse *parse);

/* subjects.c: gives finite verbs the subject that stands right before them. */
void cmq_find_subjects(struct cmq_parse *parse);

/* transparent.c. Which tokens are quotation marks to hide; the parse without them; and the whole
 * with what was found without them, the marks as punctuation. False and NULL when the arena is
 * exhausted. */
bool *cmq_hide_marks(const struct cmq_parse *parse, struct cmq_arena *arena);
struct cmq_parse cmq_without_hidden(const struct cmq_parse *whole, const bool *hidden,
                                    struct cmq_features **features, struct cmq_arena *arena);
bool cmq_put_marks_back(struct cmq_parse *whole, const bool *hidden, const struct cmq_parse *left,
                        struct cmq_arena *arena);

/* tagger.c: sets tag, upos, feats. lemmatizer.c: sets lemma. senter.c: settles the sentence hints
 * that are 0; without a parser, these alone cut sentences. parser.c: sets head, label, dep and
 * cuts sentences. rules.c and rule_lemmas.c: what the attribute ruler sets, and the lemmas that are
 * still unset; both run after the parser. entities.c: sets entity and entity_begins; runs after the
 * parser, whose sentence starts it may not cross. `vectors[i]` is the output of model->vectors[i].
 * All return false when the arena is exhausted. */
bool cmq_tag(const struct cmq_model *model, float *const *vectors, struct cmq_arena *arena,
             struct cmq_parse *parse);
bool cmq_lemmatize(const struct cmq_model *model, float *const *vectors, struct cmq_arena *arena,
                   struct cmq_parse *parse);
bool cmq_recognise_starts(const struct cmq_model *model, float *const *vectors,
                          struct cmq_arena *arena, struct cmq_parse *parse);
bool cmq_cut_at_hints(struct cmq_parse *parse, struct cmq_arena *arena);
bool cmq_parse_trees(const struct cmq_model *model, float *const *vectors, struct cmq_arena *arena,
                     struct cmq_parse *parse);
bool cmq_apply_rules(const struct cmq_model *model, const struct cmq_features *features,
                     struct cmq_arena *arena, struct cmq_parse *parse);
bool cmq_lemmatize_by_rules(const struct cmq_model *model, struct cmq_arena *arena,
                            struct cmq_parse *parse);
bool cmq_find_entities(const struct cmq_model *model, float *const *vectors,
                       struct cmq_arena *arena, struct cmq_parse *parse);

/* hashes.c: ids of strings as spaCy makes them (symbol table, then MurmurHash64A with seed 1), the
 * rows of a hash embedding (MurmurHash3 x64-128). */
uint64_t cmq_string_id(struct cmq_str s);
struct cmq_str cmq_symbol_name(uint64_t id); /* {NULL, 0} if no symbol that a text can hold */
/* Whether an id is in an ascending array, and where. */
bool cmq_find_id(const uint64_t *ids, uint32_t count, uint64_t id, uint32_t *at);
void cmq_embed_rows(uint64_t key, uint32_t seed, uint32_t rows, uint32_t out[static 4]);

#endif
