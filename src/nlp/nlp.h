/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_H
#define CMQ_NLP_H

/* nlp: text in, tokens, sentences, tags, trees, lemmas and names out. It computes what a spaCy v3
 * CNN pipeline computes (nlp-inference notes in docs/engine.md), from one model file that
 * `communique model import` writes and that is mapped, never parsed, at start.
 *
 * A model is immutable and shared by threads. A parse lives in the arena it was made in and points
 * into the text it was made from. Labels are Universal Dependencies v2. */

#include "base/base.h"

enum cmq_upos {
    CMQ_UPOS_NONE,
    CMQ_ADJ,
    CMQ_ADP,
    CMQ_ADV,
    CMQ_AUX,
    CMQ_CCONJ,
    CMQ_DET,
    CMQ_INTJ,
    CMQ_NOUN,
    CMQ_NUM,
    CMQ_PART,
    CMQ_PRON,
    CMQ_PROPN,
    CMQ_PUNCT,
    CMQ_SCONJ,
    CMQ_SYM,
    CMQ_VERB,
    CMQ_X,
    CMQ_SPACE,
};

/* UD v2 relations. A subtype that is not listed counts as its main relation; one that is no
 * relation of UD is CMQ_DEP_DEP. */
enum cmq_dep {
    CMQ_DEP_DEP,
    CMQ_DEP_ROOT,
    CMQ_DEP_NSUBJ,
    CMQ_DEP_NSUBJ_PASS,
    CMQ_DEP_NSUBJ_OUTER,
    CMQ_DEP_CSUBJ,
    CMQ_DEP_OBJ,
    CMQ_DEP_IOBJ,
    CMQ_DEP_CCOMP,
    CMQ_DEP_XCOMP,
    CMQ_DEP_OBL,
    CMQ_DEP_OBL_AGENT,
    CMQ_DEP_OBL_UNMARKED, /* also obl:tmod, obl:npmod */
    CMQ_DEP_VOCATIVE,
    CMQ_DEP_EXPL,
    CMQ_DEP_DISLOCATED,
    CMQ_DEP_ADVCL,
    CMQ_DEP_ADVCL_RELCL,
    CMQ_DEP_ADVMOD,
    CMQ_DEP_DISCOURSE,
    CMQ_DEP_AUX,
    CMQ_DEP_AUX_PASS,
    CMQ_DEP_COP,
    CMQ_DEP_MARK,
    CMQ_DEP_NMOD,
    CMQ_DEP_NMOD_POSS,
    CMQ_DEP_NMOD_DESC,     /* title before a name, in newer UD */
    CMQ_DEP_NMOD_UNMARKED, /* also nmod:tmod, nmod:npmod */
    CMQ_DEP_APPOS,
    CMQ_DEP_NUMMOD,
    CMQ_DEP_ACL,
    CMQ_DEP_ACL_RELCL,
    CMQ_DEP_AMOD,
    CMQ_DEP_DET,
    CMQ_DEP_CASE,
    CMQ_DEP_CONJ,
    CMQ_DEP_CC,
    CMQ_DEP_FIXED,
    CMQ_DEP_FLAT,
    CMQ_DEP_LIST,
    CMQ_DEP_PARATAXIS,
    CMQ_DEP_COMPOUND,
    CMQ_DEP_COMPOUND_PRT,
    CMQ_DEP_ORPHAN,
    CMQ_DEP_GOESWITH,
    CMQ_DEP_REPARANDUM,
    CMQ_DEP_PUNCT,
};

enum cmq_entity { CMQ_ENTITY_NONE, CMQ_ENTITY_PER, CMQ_ENTITY_LOC, CMQ_ENTITY_ORG };

struct cmq_token {
    uint32_t start, end; /* bytes in the text, [start, end) */
    struct cmq_str form; /* the same bytes */
    struct cmq_str lemma;
    struct cmq_str tag;   /* XPOS: Penn Treebank tag */
    struct cmq_str label; /* the relation as the model writes it, for CoNLL-U */
    struct cmq_str kind;  /* of the name that it is in, as the model writes it; empty if in none */
    struct cmq_str feats; /* UD features, "Number=Sing|Person=3"; empty if none */
    uint32_t head;        /* index of the head; its own index for the root of a sentence */
    uint8_t upos;         /* enum cmq_upos */
    uint8_t dep;          /* enum cmq_dep */
    uint8_t entity;       /* enum cmq_entity */
    bool entity_begins;   /* first token of its name, of whatever kind */
    bool space_after;     /* a U+0020 follows and belongs to this token */
    bool is_space;        /* the token is white space; it takes no part in the tree */
    uint32_t sentence;    /* index of its sentence */
};

struct cmq_sentence {
    uint32_t first, end; /* tokens, [first, end) */
    uint32_t root;
};

struct cmq_parse {
    struct cmq_str text;
    struct cmq_token *token;
    uint32_t token_count;
    struct cmq_sentence *sentence;
    uint32_t sentence_count;
    /* A token: 1 starts a sentence, -1 does not, 0 is left to the parser. NULL: all 0. */
    const int8_t *sentence_hint;
    /* Of a token its first child, and the next one of its head's, CMQ_NO_TOKEN if none; set when no
     * head changes any more. NULL: walks look through the sentence. */
    const uint32_t *first_child, *next_child;
};

struct cmq_model;

/* Opens a model file, or one in memory (which must be 64-byte aligned and outlive the model).
 * Every size and offset in it is checked before use: a hostile file is refused, never trusted.
 * `*model` is owned by the caller; free it with cmq_model_free (NULL is fine). */
enum cmq_status cmq_model_open(const char *path, struct cmq_model **model, struct cmq_error *err);
enum cmq_status cmq_model_open_memory(const void *bytes, size_t len, struct cmq_model **model,
                                      struct cmq_error *err);
void cmq_model_free(struct cmq_model *model);
/* "sha256:" and the digest of the model file, made when it was written. */
struct cmq_str cmq_model_id(const struct cmq_model *model);
/* A line a fact for `communique model info`: name, language, components with their sizes. */
void cmq_model_describe(const struct cmq_model *model, struct cmq_buf *out);
/* The labels that parses can have, a line a kind: Penn tags, relations, names. */
void cmq_model_describe_labels(const struct cmq_model *model, struct cmq_buf *out);

/* How products of matrices are taken. int8 is faster, and a little less exact; either gives the
 * same result on every processor of a kind (docs/engine.md). */
enum cmq_precision { CMQ_PRECISION_FLOAT32, CMQ_PRECISION_INT8 };

/* A model is opened for CMQ_PRECISION_FLOAT32; this makes it ready for another precision. Not while
 * a thread uses it, and not with sessions on it. CMQ_NO_MEMORY leaves it good for nothing but
 * cmq_model_free. */
enum cmq_status cmq_model_prepare(struct cmq_model *model, enum cmq_precision precision,
                                  struct cmq_error *err);

/* Reads a spaCy v3 pipeline folder and writes a model file. What the engine does not know is
 * refused by name (architecture, setting, operator). */
enum cmq_status cmq_model_import(const char *folder, const char *out_path, struct cmq_error *err);

/* What one thread keeps from text to text to save work: what the model computes of words alone. Its
 * size is bounded, and results do not depend on it. It needs the model, as it was prepared. */
struct cmq_session;
enum cmq_status cmq_session_new(const struct cmq_model *model, struct cmq_session **session,
                                struct cmq_error *err);
void cmq_session_free(struct cmq_session *session); /* NULL is fine */

/* How a text is read: as the reference does, or as news prose. There a sentence starts after an
 * empty line, and else only after a mark that ends one: small parsers break sentences inside long
 * names. Quotation marks round a part of a sentence are hidden from the models and put back; link
 * text of web pages inside the prose is read as blanks (cmq_parse.text has them, at the same
 * offsets); and what the parser is known to get wrong is mended (repair.c). */
enum cmq_genre { CMQ_ANY_TEXT, CMQ_NEWS };

/* Parses valid UTF-8 of at most CMQ_MAX_TEXT bytes. Pure: the same bytes in, the same parse out,
 * whatever the thread's session on the model keeps (NULL: nothing). CMQ_LIMIT past CMQ_MAX_TOKENS
 * tokens; CMQ_NO_MEMORY when the arena is exhausted. */
enum cmq_status cmq_parse_with(const struct cmq_model *model, struct cmq_session *session,
                               enum cmq_genre genre, struct cmq_str text, struct cmq_arena *arena,
                               struct cmq_parse *parse, struct cmq_error *err);

/* The words of a parse: its tokens without white space and punctuation. */
uint32_t cmq_parse_words(const struct cmq_parse *parse);

/* Appends the parse as CoNLL-U: `# text` and `# sent_id` of each sentence; MISC has SpaceAfter,
 * Offset=start:end in code points, and Entity=B-PER style names. Out of memory, `out` fails. */
void cmq_parse_write_conllu(const struct cmq_parse *parse, struct cmq_str doc_id,
                            struct cmq_buf *out);

const char *cmq_upos_name(enum cmq_upos upos);
const char *cmq_entity_name(enum cmq_entity entity); /* "PER"; "" for none */

/* ---- quotations (quotes.c) --------------------------------------------------------------- */

struct cmq_quote {
    uint32_t open, close; /* tokens of its marks; `close` is where it ends if it is not closed */
    bool inner;           /* inside another quotation */
    bool closed;
};

struct cmq_quotes {
    struct cmq_quote *item;
    uint32_t count, capacity;
};

/* The quotations of a text, from its tokens alone, in the order of their ends. */
void cmq_find_quotes(const struct cmq_parse *parse, struct cmq_arena *arena,
                     struct cmq_quotes *quotes);

/* ---- amounts (amounts.c) ----------------------------------------------------------------- */

/* "at least 20", "20 to 30", "dozens": the tokens [first, end) of the number, and its bounds. */
struct cmq_amount {
    uint32_t first, end;
    int64_t from, to; /* -1: open */
    bool vague;       /* "dozens", "hundreds of thousands" */
};

/* The amount whose number begins at token `t`, within the tokens [first, end); false if none does.
 */
bool cmq_amount_at(const struct cmq_parse *parse, uint32_t t, uint32_t first, uint32_t end,
                   struct cmq_amount *amount);

/* ---- walking trees (tree.c) -------------------------------------------------------------- */

#define CMQ_NO_TOKEN UINT32_MAX

/* The first token after `after` (CMQ_NO_TOKEN: from the start of the sentence) whose head is
 * `head`; CMQ_NO_TOKEN when there are no more. */
uint32_t cmq_child_next(const struct cmq_parse *parse, uint32_t head, uint32_t after);
/* The first child of `head` with relation `dep`; CMQ_NO_TOKEN if none. */
uint32_t cmq_child(const struct cmq_parse *parse, uint32_t head, enum cmq_dep dep);
/* Whether `token` is `root` or below it. */
bool cmq_below(const struct cmq_parse *parse, uint32_t token, uint32_t root);
/* The tokens from the first to the last one below `root`: [*first, *end). */
void cmq_subtree(const struct cmq_parse *parse, uint32_t root, uint32_t *first, uint32_t *end);
/* The subject of a verb: its own; else by control, coordination, participle or relative clause,
 * that of the word it depends on. CMQ_NO_TOKEN if there is none. `*passive` tells whether it is
 * the subject of a passive. */
uint32_t cmq_subject(const struct cmq_parse *parse, uint32_t verb, bool *passive);
/* The preposition of a noun phrase: its last `case` child before it; CMQ_NO_TOKEN if none. */
uint32_t cmq_preposition(const struct cmq_parse *parse, uint32_t noun);
/* Whether a word is in a set of features: cmq_has_feature(token, "VerbForm=Part"). */
bool cmq_has_feature(const struct cmq_token *token, const char *feature);
/* Compares a token's form with lower-case ASCII `word`, without case. */
bool cmq_form_is(const struct cmq_token *token, const char *word);
/* Whether a token's form is one of `count` words, compared as cmq_form_is() does. */
bool cmq_form_in(const struct cmq_token *token, const char *const *words, size_t count);
/* Whether a token's part of speech lets it head or stand inside a noun phrase. */
bool cmq_is_nominal(const struct cmq_token *token);

#endif
