/* SPDX-License-Identifier: Apache-2.0 */
/* A spaCy pipeline folder, written here byte for byte with layers of width 2, to a model file and
 * back; what the importer refuses; and damaged model files. */
#include "nlp/model.h"
#include "nlp/model_layout.h"
#include "nlp/narrow.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#define assert_str(actual, expected) assert_true(cmq_str_eq((actual), cmq_str_of(expected)))

/* ---- a folder for the test --------------------------------------------------------------- */

#define MAX_PATHS 64

struct folder {
    char root[128];
    char path[MAX_PATHS][256]; /* files and folders, in the order in which they were made */
    int count;
    char out[192];
};

static void path_in(struct folder *folder, const char *name, char out[static 256]) {
    snprintf(out, 256, "%s/%s", folder->root, name);
    for (int i = 0; i < folder->count; i++) {
        if (strcmp(folder->path[i], out) == 0) {
            return;
        }
    }
    assert_true(folder->count < MAX_PATHS);
    memcpy(folder->path[folder->count++], out, 256);
}

static void put_file(struct folder *folder, const char *name, struct cmq_str bytes) {
    char path[256];
    struct cmq_error err;
    path_in(folder, name, path);
    assert_int_equal(cmq_file_write(path, bytes, &err), CMQ_OK);
}

static void put_folder(struct folder *folder, const char *name) {
    char path[256];
    path_in(folder, name, path);
    assert_int_equal(mkdir(path, 0700), 0);
}

static void remove_folder(struct folder *folder) {
    while (folder->count > 0) {
        remove(folder->path[--folder->count]);
    }
    remove(folder->out);
    assert_int_equal(rmdir(folder->root), 0);
}

/* ---- MessagePack and thinc, written ------------------------------------------------------ */

static void put_byte(struct cmq_buf *out, unsigned byte) {
    cmq_buf_add_char(out, (char)byte);
}

static void put_head(struct cmq_buf *out, unsigned type, uint32_t count) {
    put_byte(out, type);
    for (int shift = 24; shift >= 0; shift -= 8) {
        put_byte(out, count >> shift & 0xff);
    }
}

static void put_map(struct cmq_buf *out, uint32_t count) {
    put_head(out, 0xdf, count);
}

static void put_array(struct cmq_buf *out, uint32_t count) {
    put_head(out, 0xdd, count);
}

static void put_uint(struct cmq_buf *out, uint64_t value) {
    put_byte(out, 0xcf);
    for (int shift = 56; shift >= 0; shift -= 8) {
        put_byte(out, value >> shift & 0xff);
    }
}

static void put_str(struct cmq_buf *out, const char *s) {
    put_head(out, 0xdb, (uint32_t)strlen(s));
    cmq_buf_add(out, s, strlen(s));
}

static void put_bin(struct cmq_buf *out, const void *bytes, size_t len) {
    put_head(out, 0xc6, (uint32_t)len);
    cmq_buf_add(out, bytes, len);
}

struct param {
    const char *name;
    uint32_t dims, shape[4];
    float first; /* the values count up from here by one */
};

struct layer {
    const char *name;
    struct {
        const char *name;
        uint32_t value;
    } attr[2];
    const char *columns[3];
    int lower, upper; /* layers, 0 for none */
    struct param param[3];
};

/* JSON as MessagePack. */
static void put_value(struct cmq_buf *out, const json_t *value) {
    if (json_is_object(value)) {
        const char *key;
        json_t *item;
        put_map(out, (uint32_t)json_object_size(value));
        json_object_foreach((json_t *)(uintptr_t)value, key, item) {
            if (key[0] == '#') { /* the id of a string */
                put_uint(out, cmq_string_id(cmq_str_of(key + 1)));
            } else {
                put_str(out, key);
            }
            put_value(out, item);
        }
    } else if (json_is_array(value)) {
        put_array(out, (uint32_t)json_array_size(value));
        for (size_t i = 0; i < json_array_size(value); i++) {
            put_value(out, json_array_get(value, i));
        }
    } else if (json_is_string(value)) {
        put_str(out, json_string_value(value));
    } else if (json_is_integer(value)) {
        put_byte(out, (unsigned)json_integer_value(value) & 0xff); /* -32 to 127 */
    } else {
        put_byte(out, json_is_true(value) ? 0xc3 : 0xc2);
    }
}

static void put_msgpack(struct folder *folder, const char *name, const char *json) {
    struct cmq_buf out;
    cmq_buf_init(&out, 1 << 16);
    json_t *value = json_loads(json, 0, NULL);
    assert_non_null(value);
    put_value(&out, value);
    json_decref(value);
    put_file(folder, name, cmq_buf_str(&out));
    cmq_buf_release(&out);
}

static void put_param(struct cmq_buf *out, const struct param *param) {
    uint32_t count = 1;
    put_str(out, param->name);
    put_map(out, 5);
    put_bin(out, "nd", 2);
    put_byte(out, 0xc3);
    put_bin(out, "type", 4);
    put_str(out, "<f4");
    put_bin(out, "kind", 4);
    put_bin(out, "", 0);
    put_bin(out, "shape", 5);
    put_array(out, param->dims);
    for (uint32_t i = 0; i < param->dims; i++) {
        put_uint(out, param->shape[i]);
        count *= param->shape[i];
    }
    put_bin(out, "data", 4);
    put_head(out, 0xc6, count * (uint32_t)sizeof(float));
    for (uint32_t i = 0; i < count; i++) {
        float value = param->first + (float)i;
        cmq_buf_add(out, &value, sizeof value);
    }
}

static uint32_t count_params(const struct layer *layer) {
    uint32_t count = 0;
    while (count < 3 && layer->param[count].name != NULL) {
        count++;
    }
    return count;
}

static void put_attrs(struct cmq_buf *out, const struct layer *layer) {
    uint32_t attrs = 0, columns = 0;
    while (attrs < 2 && layer->attr[attrs].name != NULL) {
        attrs++;
    }
    while (columns < 3 && layer->columns[columns] != NULL) {
        columns++;
    }
    put_map(out, attrs + (columns > 0));
    for (uint32_t i = 0; i < attrs; i++) {
        put_str(out, layer->attr[i].name);
        char value = (char)layer->attr[i].value;
        put_bin(out, &value, 1);
    }
    if (columns > 0) {
        struct cmq_buf list;
        cmq_buf_init(&list, 1024);
        put_array(&list, columns);
        for (uint32_t i = 0; i < columns; i++) {
            put_str(&list, layer->columns[i]);
        }
        put_str(out, "columns");
        put_bin(out, list.ptr, list.len);
        cmq_buf_release(&list);
    }
}

static void put_thinc(struct folder *folder, const char *name, const struct layer *layer,
                      uint32_t count) {
    struct cmq_buf out;
    cmq_buf_init(&out, 1 << 20);
    put_map(&out, 4);
    put_str(&out, "nodes");
    put_array(&out, count);
    for (uint32_t i = 0; i < count; i++) {
        put_map(&out, 2);
        put_str(&out, "name");
        put_str(&out, layer[i].name);
        put_str(&out, "refs");
        bool refs = layer[i].lower != 0;
        put_map(&out, refs ? 2 : 0);
        if (refs) {
            put_str(&out, "lower");
            put_uint(&out, (uint64_t)layer[i].lower);
            put_str(&out, "upper");
            put_uint(&out, (uint64_t)layer[i].upper);
        }
    }
    put_str(&out, "attrs");
    put_array(&out, count);
    for (uint32_t i = 0; i < count; i++) {
        put_attrs(&out, &layer[i]);
    }
    put_str(&out, "params");
    put_array(&out, count);
    for (uint32_t i = 0; i < count; i++) {
        put_map(&out, count_params(&layer[i]));
        for (uint32_t j = 0; j < count_params(&layer[i]); j++) {
            put_param(&out, &layer[i].param[j]);
        }
    }
    put_str(&out, "shims");
    put_array(&out, count);
    for (uint32_t i = 0; i < count; i++) {
        put_array(&out, 0);
    }
    put_file(folder, name, cmq_buf_str(&out));
    cmq_buf_release(&out);
}

/* ---- the pipeline ------------------------------------------------------------------------ */

static const char CONFIG[] =
    "[nlp]\nlang = \"en\"\n"
    "pipeline = [\"tok2vec\",\"tagger\",\"morphologizer\",\"senter\",\"parser\",\"textcat\",\n"
    "    \"trainable_lemmatizer\",\"attribute_ruler\",\"lemmatizer\",\"ner\"]\n"
    "disabled = [\"textcat\"]\ntokenizer = {\"@tokenizers\":\"spacy.Tokenizer.v1\"}\n"
    "[components.tok2vec]\nfactory = \"tok2vec\"\n"
    "[components.tok2vec.model]\n@architectures = \"spacy.Tok2Vec.v2\"\n"
    "[components.tok2vec.model.embed]\n@architectures = \"spacy.MultiHashEmbed.v2\"\n"
    "[components.tok2vec.model.encode]\n@architectures = \"spacy.MaxoutWindowEncoder.v2\"\n"
    "[components.tagger]\nfactory = \"tagger\"\n"
    "[components.tagger.model]\n@architectures = \"spacy.Tagger.v2\"\n"
    "[components.tagger.model.tok2vec]\n@architectures = \"spacy.Tok2VecListener.v1\"\n"
    "upstream = \"tok2vec\"\n"
    "[components.morphologizer]\nfactory = \"morphologizer\"\n"
    "[components.morphologizer.model]\n@architectures = \"spacy.Tagger.v2\"\n"
    "[components.morphologizer.model.tok2vec]\n@architectures = \"spacy.Tok2VecListener.v1\"\n"
    "upstream = \"*\"\n"
    "[components.senter]\nfactory = \"senter\"\noverwrite = false\n"
    "[components.senter.model]\n@architectures = \"spacy.Tagger.v2\"\n"
    "[components.senter.model.tok2vec]\n@architectures = \"spacy.Tok2VecListener.v1\"\n"
    "upstream = \"tok2vec\"\n"
    "[components.attribute_ruler]\nfactory = \"attribute_ruler\"\n"
    "[components.lemmatizer]\nfactory = \"lemmatizer\"\nmode = \"rule\"\n"
    "[components.parser]\nfactory = \"parser\"\n"
    "[components.parser.model]\n@architectures = \"spacy.TransitionBasedParser.v2\"\n"
    "[components.parser.model.tok2vec]\n@architectures = \"spacy.Tok2VecListener.v1\"\n"
    "upstream = \"tok2vec\"\n"
    "[components.trainable_lemmatizer]\nfactory = \"trainable_lemmatizer\"\n"
    "backoff = \"orth\"\ntop_k = 1\n"
    "[components.trainable_lemmatizer.model]\n@architectures = \"spacy.Tagger.v2\"\n"
    "[components.trainable_lemmatizer.model.tok2vec]\n"
    "@architectures = \"spacy.Tok2VecListener.v1\"\nupstream = \"tok2vec\"\n"
    "[components.ner]\nfactory = \"ner\"\n"
    "[components.ner.model]\n@architectures = \"spacy.TransitionBasedParser.v2\"\n"
    "[components.ner.model.tok2vec]\n@architectures = \"spacy.Tok2Vec.v2\"\n"
    "[components.ner.model.tok2vec.embed]\n@architectures = \"spacy.MultiHashEmbed.v2\"\n"
    "[components.ner.model.tok2vec.encode]\n"
    "@architectures = \"spacy.MaxoutWindowEncoder.v2\"\n";

static const char META[] = "{\"lang\":\"en\",\"name\":\"tiny\",\"version\":\"1.2\","
                           "\"spacy_version\":\">=3.8.7,<3.9.0\"}";

#define MAXOUT(columns, first)                                                                     \
    {                                                                                              \
        .name = "maxout", .param = {                                                               \
            {"W", 3, {2, 2, columns}, first},                                                      \
            {"b", 2, {2, 2}, first + 50}                                                           \
        }                                                                                          \
    }
#define NORM(first)                                                                                \
    {                                                                                              \
        .name = "layernorm", .param = { {"G", 1, {2}, first}, {"b", 1, {2}, first + 5} }           \
    }

/* The second embedding stands before the first: the column counts, not the order. */
static const struct layer TOK2VEC[] = {
    {.name = "extract_features", .columns = {"NORM", "SPACY"}},
    {.name = "hashembed", .attr = {{"column", 1}, {"seed", 9}}, .param = {{"E", 2, {2, 2}, 100}}},
    {.name = "hashembed", .attr = {{"column", 0}, {"seed", 8}}, .param = {{"E", 2, {3, 2}, 200}}},
    {.name = "with_array(residual(x))", .attr = {{"pad", 1}}},
    MAXOUT(4, 300),
    NORM(400),
    {.name = "expand_window", .attr = {{"window_size", 1}}},
    MAXOUT(6, 500),
    NORM(600),
};

static const struct layer TAGGER[] = {
    {.name = "tok2vec-listener"},
    {.name = "softmax", .param = {{"W", 2, {2, 2}, 700}, {"b", 1, {2}, 710}}},
};

static const struct layer PARSER[] = {
    {.name = "parser_model", .lower = 1, .upper = 2},
    {.name = "precomputable_affine",
     .param = {{"W", 4, {8, 2, 2, 3}, 0}, {"b", 2, {2, 2}, 1}, {"pad", 4, {1, 8, 2, 2}, 2}}},
    {.name = "linear", .param = {{"W", 2, {6, 2}, 3}, {"b", 1, {6}, 4}}},
    {.name = "tok2vec-listener"},
    {.name = "linear", .param = {{"W", 2, {3, 2}, 5}, {"b", 1, {3}, 6}}},
};

static const struct layer NER[] = {
    {.name = "parser_model", .lower = 1, .upper = 2},
    {.name = "precomputable_affine",
     .param = {{"W", 4, {3, 2, 2, 2}, 0}, {"b", 2, {2, 2}, 1}, {"pad", 4, {1, 3, 2, 2}, 2}}},
    {.name = "linear", .param = {{"W", 2, {6, 2}, 3}, {"b", 1, {6}, 4}}},
    {.name = "linear", .param = {{"W", 2, {2, 2}, 5}, {"b", 1, {2}, 6}}},
    {.name = "extract_features", .columns = {"SHAPE"}},
    {.name = "hashembed", .attr = {{"column", 0}, {"seed", 8}}, .param = {{"E", 2, {3, 2}, 7}}},
    MAXOUT(2, 8),
    NORM(9),
    {.name = "expand_window", .attr = {{"window_size", 1}}},
    MAXOUT(6, 10),
    NORM(11),
};
#define COUNT(array) (uint32_t)(sizeof(array) / sizeof *(array))

static void put_moves(struct folder *folder, const char *name, const char *json) {
    struct cmq_buf out;
    cmq_buf_init(&out, 4096);
    put_map(&out, 2);
    put_str(&out, "moves");
    put_str(&out, json);
    put_str(&out, "cfg");
    put_map(&out, 1);
    put_str(&out, "neg_key");
    put_byte(&out, 0xc0);
    put_file(folder, name, cmq_buf_str(&out));
    cmq_buf_release(&out);
}

static void put_leaf(struct cmq_buf *out, uint64_t original, uint64_t substitute) {
    put_map(out, 2);
    put_str(out, "orig");
    put_uint(out, original);
    put_str(out, "subst");
    put_uint(out, substitute);
}

static void put_inner(struct cmq_buf *out, uint32_t prefix_len, uint32_t suffix_len,
                      uint32_t prefix, uint32_t suffix) {
    put_map(out, 4);
    put_str(out, "prefix_len");
    put_uint(out, prefix_len);
    put_str(out, "suffix_len");
    put_uint(out, suffix_len);
    put_str(out, "prefix_tree");
    put_uint(out, prefix);
    put_str(out, "suffix_tree");
    put_uint(out, suffix);
}

/* A leaf s → nothing, an inner node that applies it to a suffix, and a leaf EOL → end: EOL is a
 * symbol, which the string store does not list. */
static void put_trees(struct folder *folder, uint32_t child) {
    struct cmq_buf out;
    cmq_buf_init(&out, 4096);
    put_map(&out, 1);
    put_str(&out, "trees");
    put_array(&out, 3);
    put_leaf(&out, cmq_string_id(CMQ_STR("s")), 0);
    put_inner(&out, 0, 1, UINT32_MAX, child);
    put_leaf(&out, cmq_string_id(CMQ_STR("EOL")), cmq_string_id(CMQ_STR("end")));
    put_file(folder, "trainable_lemmatizer/trees", cmq_buf_str(&out));
    cmq_buf_release(&out);
}

static void put_tokenizer(struct folder *folder) {
    struct cmq_buf out;
    cmq_buf_init(&out, 4096);
    put_map(&out, 4);
    put_str(&out, "prefix_search");
    put_str(&out, "^\\(");
    put_str(&out, "suffix_search");
    put_str(&out, "[\\u002e,]$");
    put_str(&out, "infix_finditer");
    put_byte(&out, 0xc0);
    put_str(&out, "exceptions");
    put_map(&out, 1);
    put_str(&out, "Mr.");
    put_array(&out, 1);
    put_map(&out, 2);
    put_uint(&out, 65);
    put_str(&out, "Mr.");
    put_uint(&out, 67);
    put_str(&out, "Mister");
    put_file(folder, "tokenizer", cmq_buf_str(&out));
    cmq_buf_clear(&out);
    put_map(&out, 1);
    put_str(&out, "lexeme_norm");
    put_map(&out, 2);
    put_uint(&out, cmq_string_id(CMQ_STR("colour")));
    put_str(&out, "color");
    put_uint(&out, cmq_string_id(CMQ_STR("centre")));
    put_str(&out, "center");
    put_file(folder, "vocab/lookups.bin", cmq_buf_str(&out));
    cmq_buf_release(&out);
}

/* A rule of two patterns, with a target from the end; one with every operator. */
static const char RULES[] =
    "[{\"patterns\":[[{\"TAG\":\"NN\"}],[{\"LOWER\":\"x\"},{\"IS_SPACE\":true}]],"
    "\"attrs\":{\"POS\":\"PROPN\",\"MORPH\":\"B=2|A=1\"},\"index\":-1},"
    "{\"patterns\":[[{\"LOWER\":{\"REGEX\":\"^n[ou]'?t$\"},\"DEP\":{\"NOT_IN\":[\"\",\"a\"]},"
    "\"POS\":{\"IN\":[\"VERB\"]},\"ORTH\":\"Not\"}]],"
    "\"attrs\":{\"TAG\":\"RB\",\"LEMMA\":\"not\",\"DEP\":\"neg\",\"MORPH\":\"_\"},\"index\":0}]";

/* Keys that begin with # stand for the id of what follows. */
static const char LEMMAS[] =
    "{\"lemma_rules\":{\"#noun\":[[\"s\",\"\"],[\"ies\",\"y\"]],\"#unheard\":[]},"
    "\"lemma_index\":{\"#noun\":[\"dog\",\"sky\"]},"
    "\"lemma_exc\":{\"#noun\":{\"mice\":[\"mouse\"],\"axes\":[\"axis\",\"axe\"]}},\"other\":{}}";

static void make_pipeline(struct folder *folder) {
    const char *base = getenv("TMPDIR");
    memset(folder, 0, sizeof *folder);
    snprintf(folder->root, sizeof folder->root, "%s/cmq-import-XXXXXX",
             base == NULL ? "/tmp" : base);
    assert_non_null(mkdtemp(folder->root));
    snprintf(folder->out, sizeof folder->out, "%s/model", folder->root);
    static const char *const FOLDERS[] = {"vocab",
                                          "tok2vec",
                                          "tagger",
                                          "morphologizer",
                                          "senter",
                                          "parser",
                                          "attribute_ruler",
                                          "lemmatizer",
                                          "lemmatizer/lookups",
                                          "ner",
                                          "trainable_lemmatizer"};
    for (size_t i = 0; i < COUNT(FOLDERS); i++) {
        put_folder(folder, FOLDERS[i]);
    }
    put_file(folder, "config.cfg", cmq_str_of(CONFIG));
    put_file(folder, "meta.json", cmq_str_of(META));
    put_file(folder, "vocab/strings.json", CMQ_STR("[\"end\",\"s\",\"unused\"]"));
    put_tokenizer(folder);
    put_thinc(folder, "tok2vec/model", TOK2VEC, COUNT(TOK2VEC));
    put_thinc(folder, "tagger/model", TAGGER, COUNT(TAGGER));
    put_file(folder, "tagger/cfg", CMQ_STR("{\"labels\":[\"NN\",\"VB\"]}"));
    put_thinc(folder, "morphologizer/model", TAGGER, COUNT(TAGGER));
    put_file(folder, "morphologizer/cfg",
             CMQ_STR("{\"labels_morph\":{\"POS=VERB|Z=1\":\"Z=1\",\"POS=ADP\":\"\"},"
                     "\"labels_pos\":{\"POS=ADP\":85,\"POS=VERB|Z=1\":100}}"));
    put_thinc(folder, "senter/model", TAGGER, COUNT(TAGGER));
    put_msgpack(folder, "attribute_ruler/patterns", RULES);
    put_msgpack(folder, "lemmatizer/lookups/lookups.bin", LEMMAS);
    put_thinc(folder, "parser/model", PARSER, COUNT(PARSER));
    put_file(folder, "parser/cfg",
             CMQ_STR("{\"beam_width\":1,\"learn_tokens\":false,\"multitasks\":[]}"));
    put_moves(folder, "parser/moves",
              "{\"0\":{\"\":5},\"1\":{\"\":4},\"2\":{\"a\":2,\"late\":-1,\"b\":2},"
              "\"3\":{},\"4\":{\"ROOT\":1}}");
    put_thinc(folder, "trainable_lemmatizer/model", TAGGER, COUNT(TAGGER));
    put_file(folder, "trainable_lemmatizer/cfg", CMQ_STR("{\"labels\":[2,1]}"));
    put_trees(folder, 0);
    put_thinc(folder, "ner/model", NER, COUNT(NER));
    put_file(folder, "ner/cfg", CMQ_STR("{\"beam_width\":1}"));
    put_moves(folder, "ner/moves",
              "{\"0\":{},\"1\":{\"PER\":1},\"2\":{\"PER\":1},\"3\":{\"PER\":1},"
              "\"4\":{\"PER\":2,\"\":1},\"5\":{\"\":1}}");
}

static struct cmq_model *import_and_open(struct folder *folder) {
    struct cmq_model *model = NULL;
    struct cmq_error err = {0};
    if (cmq_model_import(folder->root, folder->out, &err) != CMQ_OK ||
        cmq_model_open(folder->out, &model, &err) != CMQ_OK) {
        fail_msg("%s", err.message);
    }
    return model;
}

/* ---- what comes out ---------------------------------------------------------------------- */

static void assert_number(const struct cmq_table *table, uint32_t row, uint32_t column,
                          float expected) {
    float sum[8] = {0};
    assert_true(row < table->rows && table->width <= COUNT(sum));
    cmq_table_add_row(table, row, sum);
    assert_true(sum[column] == expected);
}

static void token_vectors_come_out_as_they_went_in(void **state) {
    (void)state;
    struct folder folder;
    make_pipeline(&folder);
    struct cmq_model *model = import_and_open(&folder);
    assert_str(model->name, "en_tiny 1.2");
    assert_str(model->language, "en");
    assert_str(model->origin, "spaCy >=3.8.7,<3.9.0");
    assert_int_equal(cmq_model_id(model).len, 71);
    assert_int_equal(model->vectors_count, 2);
    const struct cmq_vectors *vectors = &model->vectors[0];
    assert_int_equal(vectors->width, 2);
    assert_int_equal(vectors->depth, 1);
    assert_int_equal(vectors->window, 1);
    assert_int_equal(vectors->pad, 1);
    assert_int_equal(vectors->embed_count, 2);
    assert_int_equal(vectors->embed[0].feature, CMQ_FEATURE_NORM);
    assert_int_equal(vectors->embed[0].table.rows, 3);
    assert_int_equal(vectors->embed[0].seed, 8);
    assert_number(&vectors->embed[0].table, 2, 1, 205.0f);
    assert_int_equal(vectors->embed[1].feature, CMQ_FEATURE_SPACY);
    assert_int_equal(vectors->embed[1].seed, 9);
    assert_number(&vectors->embed[1].table, 0, 0, 100.0f);
    assert_int_equal(vectors->mix.in, 4);
    assert_int_equal(vectors->mix.pieces, 2);
    assert_true(vectors->mix.weight[15] == 315.0f && vectors->mix.bias[3] == 353.0f);
    assert_true(vectors->mix.gain[1] == 401.0f && vectors->mix.shift[1] == 406.0f);
    assert_int_equal(vectors->encoder[0].in, 6);
    assert_true(vectors->encoder[0].weight[0] == 500.0f && vectors->encoder[0].gain[0] == 600.0f);
    assert_int_equal((uintptr_t)vectors->embed[0].table.number % 64, 0);
    assert_int_equal(model->vectors[1].embed[0].feature, CMQ_FEATURE_SHAPE);
    assert_int_equal(model->vectors[1].pad, 0);
    cmq_model_free(model);
    remove_folder(&folder);
}

static void classes_keep_their_order(void **state) {
    (void)state;
    struct folder folder;
    make_pipeline(&folder);
    struct cmq_model *model = import_and_open(&folder);
    assert_true(model->tagger.present && model->morphologizer.present);
    assert_int_equal(model->tagger.vectors, 0);
    assert_true(model->tagger.output.weight[3] == 703.0f && model->tagger.output.bias[1] == 711.0f);
    assert_str(model->tagger.label[0], "NN");
    assert_str(model->tagger.label[1], "VB");
    assert_str(model->morphologizer.label[0], "Z=1");
    assert_str(model->morphologizer.label[1], "");
    assert_int_equal(model->morphologizer.upos[0], CMQ_VERB);
    assert_int_equal(model->morphologizer.upos[1], CMQ_ADP);
    assert_int_equal(model->lemmatizer.tree[0], 2);
    assert_int_equal(model->lemmatizer.tree[1], 1);
    cmq_model_free(model);
    remove_folder(&folder);
}

static void edit_trees_get_their_strings(void **state) {
    (void)state;
    struct folder folder;
    make_pipeline(&folder);
    struct cmq_model *model = import_and_open(&folder);
    assert_int_equal(model->edit_tree_count, 3);
    assert_true(model->edit_tree[0].leaf);
    assert_str(model->edit_tree[0].original, "s");
    assert_str(model->edit_tree[0].substitute, "");
    assert_false(model->edit_tree[1].leaf);
    assert_int_equal(model->edit_tree[1].suffix_len, 1);
    assert_int_equal(model->edit_tree[1].prefix, CMQ_NO_TREE);
    assert_int_equal(model->edit_tree[1].suffix, 0);
    assert_str(model->edit_tree[2].original, "EOL");
    assert_str(model->edit_tree[2].substitute, "end");
    cmq_model_free(model);
    remove_folder(&folder);
}

static void assert_test(const struct cmq_rule_test *test, uint32_t token, enum cmq_rule_field field,
                        bool none, uint32_t count, const char *last) {
    assert_int_equal(test->token, token);
    assert_int_equal(test->field, field);
    assert_int_equal(test->none, none);
    assert_int_equal(test->count, count);
    assert_int_equal(test->value[count - 1], cmq_string_id(cmq_str_of(last)));
}

static void each_pattern_becomes_a_rule(void **state) {
    (void)state;
    struct folder folder;
    make_pipeline(&folder);
    struct cmq_model *model = import_and_open(&folder);
    assert_int_equal(model->rule_count, 3);
    const struct cmq_rule *rule = model->rule;
    assert_int_equal(rule[0].length, 1);
    assert_int_equal(rule[0].target, 0);
    assert_true(rule[0].sets_upos && rule[1].sets_upos && !rule[2].sets_upos);
    assert_int_equal(rule[0].upos, CMQ_PROPN);
    assert_str(rule[0].feats, "A=1|B=2");
    assert_null(rule[0].lemma.ptr);
    assert_test(&rule[0].test[0], 0, CMQ_RULE_TAG, false, 1, "NN");
    assert_int_equal(rule[1].length, 2);
    assert_int_equal(rule[1].target, 1);
    assert_int_equal(rule[1].test_count, 2);
    assert_test(&rule[1].test[0], 0, CMQ_RULE_LOWER, false, 1, "x");
    assert_int_equal(rule[1].test[1].token, 1);
    assert_int_equal(rule[1].test[1].field, CMQ_RULE_IS_SPACE);
    assert_int_equal(rule[1].test[1].value[0], 1);
    assert_test(&rule[2].test[0], 0, CMQ_RULE_LOWER, false, 4, "nut");
    assert_int_equal(rule[2].test[0].value[0], cmq_string_id(CMQ_STR("no't")));
    assert_test(&rule[2].test[1], 0, CMQ_RULE_DEP, true, 2, "a");
    assert_test(&rule[2].test[2], 0, CMQ_RULE_POS, false, 1, "VERB");
    assert_test(&rule[2].test[3], 0, CMQ_RULE_ORTH, false, 1, "Not");
    assert_str(rule[2].tag, "RB");
    assert_str(rule[2].lemma, "not");
    assert_str(rule[2].label, "neg");
    assert_true(rule[2].feats.ptr != NULL && rule[2].feats.len == 0);
    cmq_model_free(model);
    remove_folder(&folder);
}

static void lemma_tables_come_by_part_of_speech(void **state) {
    (void)state;
    struct folder folder;
    make_pipeline(&folder);
    struct cmq_model *model = import_and_open(&folder);
    assert_true(model->lemma_rules.present && !model->lemma_rules.last_first);
    const struct cmq_lemma_table *table = &model->lemma_rules.table[CMQ_NOUN];
    assert_int_equal(table->ending_count, 2);
    assert_str(table->ending[1].old, "ies");
    assert_str(table->ending[1].new, "y");
    assert_int_equal(table->known_count, 2);
    uint32_t at;
    assert_true(cmq_find_id(table->known, 2, cmq_string_id(CMQ_STR("sky")), &at));
    assert_false(cmq_find_id(table->known, 2, cmq_string_id(CMQ_STR("skies")), &at));
    assert_int_equal(table->exception_count, 2);
    assert_true(cmq_find_id(table->exception, 2, cmq_string_id(CMQ_STR("axes")), &at));
    assert_int_equal(table->lemmas[at].count, 2);
    assert_str(table->lemmas[at].lemma[1], "axe");
    assert_int_equal(model->lemma_rules.table[CMQ_VERB].ending_count, 0);
    cmq_model_free(model);
    remove_folder(&folder);
}

static void the_order_of_lemmas_is_that_of_the_spacy_version(void **state) {
    (void)state;
    static const struct {
        const char *least;
        bool last_first;
    } CASES[] = {{">=3.8.8,<3.9.0", true},  {">=3.8.10", true},        {">=3.9.0", true},
                 {">=3.8.7,<3.9.9", false}, {">=3.7.9,<3.9.0", false}, {"3.8", false}};
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct folder folder;
        char meta[200];
        make_pipeline(&folder);
        snprintf(meta, sizeof meta,
                 "{\"lang\":\"en\",\"name\":\"t\",\"version\":\"1\",\"spacy_version\":\"%s\"}",
                 CASES[i].least);
        put_file(&folder, "meta.json", cmq_str_of(meta));
        struct cmq_model *model = import_and_open(&folder);
        assert_int_equal(model->lemma_rules.last_first, CASES[i].last_first);
        cmq_model_free(model);
        remove_folder(&folder);
    }
}

static void assert_action(const struct cmq_transitions *transitions, uint32_t i, unsigned move,
                          const char *label) {
    assert_int_equal(transitions->action[i].move, move);
    assert_str(transitions->label[transitions->action[i].label], label);
}

static void actions_are_ranked_by_move_frequency_and_label(void **state) {
    (void)state;
    struct folder folder;
    make_pipeline(&folder);
    struct cmq_model *model = import_and_open(&folder);
    const struct cmq_transitions *parser = &model->parser;
    assert_int_equal(parser->feature_count, 8);
    assert_int_equal(parser->hidden, 2);
    assert_int_equal(parser->pieces, 2);
    assert_int_equal(parser->projection.out, 3);
    assert_true(parser->projection.weight[0] == 5.0f && parser->upper.weight[0] == 3.0f);
    assert_true(parser->lower_weight[95] == 95.0f && parser->lower_pad[31] == 33.0f);
    assert_int_equal(parser->action_count, 6);
    assert_action(parser, 0, 0, "");
    assert_action(parser, 1, 1, "");
    assert_action(parser, 2, 2, "b");
    assert_action(parser, 3, 2, "a");
    assert_action(parser, 4, 4, "ROOT");
    assert_action(parser, 5, 2, "late");
    const struct cmq_transitions *entities = &model->entities;
    assert_int_equal(entities->vectors, 1);
    assert_int_equal(entities->feature_count, 3);
    assert_action(entities, 0, 1, "PER");
    assert_action(entities, 3, 4, "PER");
    assert_action(entities, 4, 4, "");
    assert_action(entities, 5, 5, "");
    cmq_model_free(model);
    remove_folder(&folder);
}

static void the_tokenizer_comes_along(void **state) {
    (void)state;
    struct folder folder;
    make_pipeline(&folder);
    struct cmq_model *model = import_and_open(&folder);
    struct cmq_arena arena;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    struct cmq_parse parse;
    struct cmq_features *features;
    assert_int_equal(
        cmq_tokenize(model->tokenizer, CMQ_STR("(Mr. X, colour."), &arena, &parse, &features, NULL),
        CMQ_OK);
    assert_int_equal(parse.token_count, 6);
    assert_str(parse.token[1].form, "Mr.");
    assert_int_equal(features[1].id[CMQ_FEATURE_NORM], cmq_string_id(CMQ_STR("Mister")));
    assert_str(parse.token[4].form, "colour");
    assert_int_equal(features[4].id[CMQ_FEATURE_NORM], cmq_string_id(CMQ_STR("color")));
    cmq_arena_release(&arena);
    cmq_model_free(model);
    remove_folder(&folder);
}

static void a_model_describes_itself(void **state) {
    (void)state;
    struct folder folder;
    make_pipeline(&folder);
    struct cmq_model *model = import_and_open(&folder);
    struct cmq_buf out;
    cmq_buf_init(&out, 1 << 16);
    cmq_model_describe(model, &out);
    assert_non_null(strstr(out.ptr, "name: en_tiny 1.2\nlanguage: en\n"));
    assert_non_null(strstr(out.ptr, "vectors 0: width 2, depth 1, window 1; NORM 3 SPACY 2\n"));
    assert_non_null(strstr(out.ptr, "parser: 6 actions, hidden 2 × 2, vectors 0\n"));
    assert_non_null(strstr(out.ptr, "edit tree nodes: 3\n"));
    cmq_buf_release(&out);
    cmq_model_free(model);
    remove_folder(&folder);
}

static void the_same_folder_gives_the_same_bytes(void **state) {
    (void)state;
    struct folder folder;
    make_pipeline(&folder);
    struct cmq_buf first, second;
    cmq_buf_init(&first, 1 << 20);
    cmq_buf_init(&second, 1 << 20);
    cmq_model_free(import_and_open(&folder));
    assert_int_equal(cmq_file_read(folder.out, 1 << 20, &first, NULL), CMQ_OK);
    cmq_model_free(import_and_open(&folder));
    assert_int_equal(cmq_file_read(folder.out, 1 << 20, &second, NULL), CMQ_OK);
    assert_true(cmq_str_eq(cmq_buf_str(&first), cmq_buf_str(&second)));
    char digest[65];
    cmq_sha256_hex((struct cmq_str){first.ptr + 128, first.len - 128}, digest);
    assert_memory_equal(first.ptr + 24, "sha256:", 7);
    assert_memory_equal(first.ptr + 31, digest, 64);
    cmq_buf_release(&first);
    cmq_buf_release(&second);
    remove_folder(&folder);
}

/* ---- static vectors ---------------------------------------------------------------------- */

/* The first stack with a part for vectors of length 3, its mix layer accordingly wider. */
static void put_static_layers(struct folder *folder) {
    struct layer layers[COUNT(TOK2VEC) + 1];
    memcpy(layers, TOK2VEC, sizeof TOK2VEC);
    layers[4].param[0].shape[2] = 6;
    layers[COUNT(TOK2VEC)] =
        (struct layer){.name = "static_vectors", .param = {{"W", 2, {2, 3}, 20}}};
    put_thinc(folder, "tok2vec/model", layers, COUNT(layers));
}

/* A NumPy file of two rows of three numbers, `header` the text that tells of them. */
static void put_npy(struct folder *folder, const char *header, const float number[6]) {
    struct cmq_buf out;
    cmq_buf_init(&out, 4096);
    cmq_buf_add(&out, "\x93NUMPY\x01\x00", 8);
    put_byte(&out, (unsigned)strlen(header));
    put_byte(&out, 0);
    cmq_buf_add(&out, header, strlen(header));
    cmq_buf_add(&out, number, 6 * sizeof *number);
    put_file(folder, "vocab/vectors", cmq_buf_str(&out));
    cmq_buf_release(&out);
}

/* Two words share the second row. */
static void put_keys(struct folder *folder, uint32_t last_row) {
    struct cmq_buf out;
    cmq_buf_init(&out, 4096);
    put_map(&out, 3);
    put_uint(&out, cmq_string_id(CMQ_STR("cat")));
    put_uint(&out, 1);
    put_uint(&out, cmq_string_id(CMQ_STR("dog")));
    put_uint(&out, 0);
    put_uint(&out, cmq_string_id(CMQ_STR("tabby")));
    put_uint(&out, last_row);
    put_file(folder, "vocab/key2row", cmq_buf_str(&out));
    cmq_buf_release(&out);
}

#define NPY_HEADER "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n"

/* Rows that are no scale times integers, in halves. */
static const float WORDS[6] = {1.0f, 2.5f, -0.125f, 1000.0f, 0.5f, 3.0f};

static void make_static_pipeline(struct folder *folder, const float number[6]) {
    make_pipeline(folder);
    put_static_layers(folder);
    put_npy(folder, NPY_HEADER, number);
    put_keys(folder, 1);
    put_file(folder, "vocab/vectors.cfg", CMQ_STR("{\"mode\":\"default\",\"attr\":66}"));
}

static void assert_projected(const struct cmq_model *model, const char *lower, float first,
                             float second) {
    struct cmq_features features = {0};
    float out[2];
    features.id[CMQ_FEATURE_LOWER] = cmq_string_id(cmq_str_of(lower));
    cmq_project_word(&model->vectors[0], &features, out);
    assert_true(out[0] == first && out[1] == second);
}

/* The projection is 20 21 22 over 23 24 25; "cat" is 1000 0.5 3. */
static void words_have_their_projected_vectors(void **state) {
    (void)state;
    struct folder folder;
    make_static_pipeline(&folder, WORDS);
    struct cmq_model *model = import_and_open(&folder);
    assert_int_equal(model->words.feature, CMQ_FEATURE_LOWER);
    assert_int_equal(model->words.count, 3);
    assert_int_equal(model->words.table.storage, CMQ_FLOAT16);
    assert_projected(model, "dog", 20 + 52.5f - 2.75f, 23 + 60 - 3.125f);
    assert_projected(model, "cat", 20000 + 10.5f + 66, 23000 + 12 + 75);
    assert_projected(model, "tabby", 20000 + 10.5f + 66, 23000 + 12 + 75);
    assert_projected(model, "fish", 0, 0);
    assert_null(model->vectors[1].words);
    cmq_model_free(model);
    remove_folder(&folder);
}

/* The smallest form that loses nothing: scales of 2 and 0.25 times integers; the same with one
 * number that is none of them; and with one that is no half either. */
static void tables_are_stored_in_the_smallest_exact_form(void **state) {
    (void)state;
    static const struct {
        float number[6];
        enum cmq_storage storage;
    } CASES[] = {
        {{254.0f, -2.0f, 0.0f, 31.75f, -31.75f, 0.25f}, CMQ_INT8},
        {{254.0f, -2.0f, 1.0f, 31.75f, -31.75f, 0.25f}, CMQ_FLOAT16},
        {{254.0f, -2.0f, 0.0f, 31.75f, -31.75f, 0.1f}, CMQ_FLOAT32},
        {{0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f}, CMQ_INT8},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct folder folder;
        make_static_pipeline(&folder, CASES[i].number);
        struct cmq_model *model = import_and_open(&folder);
        assert_int_equal(model->words.table.storage, CASES[i].storage);
        for (uint32_t k = 0; k < 6; k++) {
            assert_number(&model->words.table, k / 3, k % 3, CASES[i].number[k]);
        }
        cmq_model_free(model);
        remove_folder(&folder);
    }
}

static void layers_survive_in_halves(void **state) {
    (void)state;
    struct folder folder;
    make_pipeline(&folder);
    struct layer layers[COUNT(TOK2VEC)];
    memcpy(layers, TOK2VEC, sizeof TOK2VEC);
    layers[4].param[0].first = 0.1f; /* no halves */
    put_thinc(&folder, "tok2vec/model", layers, COUNT(layers));
    struct cmq_model *model = import_and_open(&folder);
    assert_true(model->vectors[0].mix.weight[0] == 0.1f);
    assert_true(model->vectors[0].mix.weight[3] == 0.1f + 3.0f);
    assert_true(model->vectors[0].mix.bias[3] == 353.0f);
    cmq_model_free(model);
    remove_folder(&folder);
}

/* Halves as IEEE 754 defines them: 1 sign, 5 exponent, 10 fraction bits. */
static void halves_are_exact(void **state) {
    (void)state;
    static const struct {
        uint16_t half;
        float number;
    } CASES[] = {
        {0x0000, 0.0f},          {0x8000, -0.0f},       {0x3c00, 1.0f},        {0xbc00, -1.0f},
        {0x3c01, 1.0009765625f}, {0x7bff, 65504.0f},    {0x0400, 0x1p-14f},    {0x0001, 0x1p-24f},
        {0x03ff, 0x3ffp-24f},    {0x8201, -0x201p-24f}, {0x3555, 0x1.554p-2f},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        uint16_t half;
        float widened = cmq_float_of_half(CASES[i].half);
        assert_memory_equal(&widened, &CASES[i].number, sizeof widened);
        assert_true(cmq_narrow_to_halves(&CASES[i].number, 1, &half));
        assert_int_equal(half, CASES[i].half);
    }
    for (uint32_t half = 0; half < 0x10000; half++) {
        uint16_t back;
        float number = cmq_float_of_half((uint16_t)half);
        if ((half & 0x7c00) != 0x7c00) {
            assert_true(cmq_narrow_to_halves(&number, 1, &back));
            assert_int_equal(back, half);
        }
    }
    static const float NONE[] = {
        0.1f,   65505.0f,  65536.0f,   0x1p-25f, 0x1.8p-24f, 1.0f + 0x1p-11f,
        1e-40f, HUGE_VALF, -HUGE_VALF, NAN};
    for (size_t i = 0; i < COUNT(NONE); i++) {
        assert_false(cmq_narrow_to_halves(&NONE[i], 1, NULL));
    }
}

static void integer_rows_are_exact(void **state) {
    (void)state;
    int8_t integer[3];
    float scale;
    static const float ROW[3] = {-63.5f, 0.5f, 10.0f}, OFF[3] = {-63.5f, 0.5f, 10.25f};
    static const float ENDLESS[3] = {1.0f, HUGE_VALF, 0.0f}, NOTHING[3] = {0.0f, NAN, 0.0f};
    assert_true(cmq_narrow_to_integers(ROW, 3, integer, &scale));
    assert_true(scale == 0.5f && integer[0] == -127 && integer[1] == 1 && integer[2] == 20);
    assert_false(cmq_narrow_to_integers(OFF, 3, integer, &scale));
    assert_false(cmq_narrow_to_integers(ENDLESS, 3, integer, &scale));
    assert_false(cmq_narrow_to_integers(NOTHING, 3, integer, &scale));
}

/* ---- what is refused --------------------------------------------------------------------- */

static void assert_refused(struct folder *folder, enum cmq_status expected, const char *named) {
    struct cmq_error err = {0};
    assert_int_equal(cmq_model_import(folder->root, folder->out, &err), expected);
    if (strstr(err.message, named) == NULL) {
        fail_msg("\"%s\" does not name %s", err.message, named);
    }
    assert_int_equal(access(folder->out, F_OK), -1);
    remove_folder(folder);
}

/* The pipeline with `from` in a file replaced by `to`. */
static void make_changed(struct folder *folder, const char *name, const char *text,
                         const char *from, const char *to) {
    make_pipeline(folder);
    const char *at = strstr(text, from);
    assert_non_null(at);
    struct cmq_buf out;
    cmq_buf_init(&out, 1 << 16);
    cmq_buf_add(&out, text, (size_t)(at - text));
    cmq_buf_format(&out, "%s%s", to, at + strlen(from));
    put_file(folder, name, cmq_buf_str(&out));
    cmq_buf_release(&out);
}

static void what_the_engine_has_not_is_refused_by_name(void **state) {
    (void)state;
    static const struct {
        const char *from, *to, *named;
    } CASES[] = {
        {"factory = \"tagger\"", "factory = \"textcat\"", "textcat"},
        {"disabled = [\"textcat\"]", "disabled = []", "textcat"},
        {"overwrite = false", "overwrite = true", "overwrite"},
        {"mode = \"rule\"", "mode = \"lookup\"", "lookup"},
        {"\"tagger\",\"morphologizer\"", "\"attribute_ruler\",\"morphologizer\"",
         "morphologizer after attribute_ruler"},
        {"\"senter\",\"parser\"", "\"parser\",\"senter\"", "senter after parser"},
        {"spacy.MaxoutWindowEncoder.v2", "spacy.MishWindowEncoder.v2", "MishWindowEncoder"},
        {"spacy.MultiHashEmbed.v2", "spacy.CharacterEmbed.v2", "CharacterEmbed"},
        {"spacy.Tok2Vec.v2", "spacy.TransformerModel.v3", "TransformerModel"},
        {"spacy.TransitionBasedParser.v2", "spacy.TransitionBasedParser.v1", "Parser.v1"},
        {"spacy.Tokenizer.v1", "spacy.ja.JapaneseTokenizer", "JapaneseTokenizer"},
        {"top_k = 1", "top_k = 3", "top_k"},
        {"backoff = \"orth\"", "backoff = \"lower\"", "backoff"},
        {"factory = \"parser\"", "factory = \"ner\"", "second ner"},
        {"\"senter\",\"parser\"", "\"ner\",\"parser\"", "parser after ner"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct folder folder;
        make_changed(&folder, "config.cfg", CONFIG, CASES[i].from, CASES[i].to);
        if (strcmp(CASES[i].named, "second ner") ==
            0) { /* the parser's model as it is does not fit an entity recogniser */
            put_thinc(&folder, "parser/model", NER, COUNT(NER));
            put_moves(&folder, "parser/moves",
                      "{\"1\":{\"PER\":1},\"2\":{\"PER\":1},\"3\":{\"PER\":1},"
                      "\"4\":{\"PER\":2,\"\":1},\"5\":{\"\":1}}");
        }
        assert_refused(&folder, CMQ_UNSUPPORTED, CASES[i].named);
    }
    struct folder folder;
    make_changed(&folder, "meta.json", META, "\"en\"", "\"de\"");
    assert_refused(&folder, CMQ_UNSUPPORTED, "de");
    make_changed(&folder, "meta.json", META, ">=3.8.7,<3.9.0", ">=4.0.0");
    assert_refused(&folder, CMQ_UNSUPPORTED, "4.0.0");
}

static void rules_that_the_engine_has_not_are_refused_by_name(void **state) {
    (void)state;
    static const struct {
        const char *pattern, *named;
    } CASES[] = {
        {"{\"LEMMA\":\"x\"}", "LEMMA"},
        {"{\"TAG\":\"x\",\"OP\":\"+\"}", "OP"},
        {"{\"LENGTH\":{\">=\":3}}", "LENGTH"},
        {"{\"TAG\":{\"FUZZY\":\"x\"}}", "FUZZY"},
        {"{\"TAG\":{\"REGEX\":\"^N\"}}", "^N"},
        {"{\"TAG\":{\"REGEX\":\"^N.$\"}}", "^N.$"},
        {"{\"TAG\":{\"REGEX\":\"^N+$\"}}", "^N+$"},
        {"{\"TAG\":{\"REGEX\":\"^[a-c]$\"}}", "^[a-c]$"},
        {"{\"TAG\":{\"REGEX\":\"^[abc$\"}}", "^[abc$"},
        {"{\"TAG\":{\"REGEX\":\"^a?b?c?d?e?f?g?$\"}}", "^a?b?c?d?e?f?g?$"},
        {"{\"TAG\":{\"IN\":[\"a\"],\"NOT_IN\":[\"b\"]}}", "IN"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct folder folder;
        char rules[300];
        make_pipeline(&folder);
        snprintf(rules, sizeof rules, "[{\"patterns\":[[%s]],\"attrs\":{},\"index\":0}]",
                 CASES[i].pattern);
        put_msgpack(&folder, "attribute_ruler/patterns", rules);
        assert_refused(&folder, CMQ_UNSUPPORTED, CASES[i].named);
    }
    static const struct {
        const char *rules, *named;
        enum cmq_status status;
    } WHOLE[] = {
        {"[{\"patterns\":[[{}]],\"attrs\":{\"ENT_TYPE\":\"x\"},\"index\":0}]", "ENT_TYPE",
         CMQ_UNSUPPORTED},
        {"[{\"patterns\":[[{}]],\"attrs\":{\"POS\":\"NOON\"},\"index\":0}]", "NOON",
         CMQ_UNSUPPORTED},
        {"[{\"patterns\":[[{}]],\"attrs\":{},\"index\":1}]", "attribute_ruler", CMQ_BAD_INPUT},
        {"[{\"patterns\":[[{}]],\"attrs\":{},\"index\":-2}]", "attribute_ruler", CMQ_BAD_INPUT},
        {"[{\"patterns\":[[]],\"attrs\":{},\"index\":0}]", "attribute_ruler", CMQ_BAD_INPUT},
        {"[{\"patterns\":[[{\"TAG\":3}]],\"attrs\":{},\"index\":0}]", "attribute_ruler",
         CMQ_BAD_INPUT},
        {"[3]", "attribute_ruler", CMQ_BAD_INPUT},
    };
    for (size_t i = 0; i < COUNT(WHOLE); i++) {
        struct folder folder;
        make_pipeline(&folder);
        put_msgpack(&folder, "attribute_ruler/patterns", WHOLE[i].rules);
        assert_refused(&folder, WHOLE[i].status, WHOLE[i].named);
    }
}

static void lemma_tables_that_are_damaged_are_refused(void **state) {
    (void)state;
    static const char *const CASES[] = {
        "{\"lemma_rules\":{\"#noun\":[[\"s\"]]}}",
        "{\"lemma_index\":{\"#noun\":[1]}}",
        "{\"lemma_exc\":{\"#noun\":{\"mice\":\"mouse\"}}}",
        "{\"lemma_exc\":3}",
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct folder folder;
        make_pipeline(&folder);
        put_msgpack(&folder, "lemmatizer/lookups/lookups.bin", CASES[i]);
        assert_refused(&folder, CMQ_BAD_INPUT, "lookups.bin");
    }
    struct folder folder;
    struct cmq_buf many; /* more lemmas of a form than anybody needs */
    cmq_buf_init(&many, 1 << 10);
    cmq_buf_format(&many, "{\"lemma_exc\":{\"#noun\":{\"mice\":[\"mouse\"");
    for (uint32_t i = 0; i < CMQ_MAX_LEMMAS; i++) {
        cmq_buf_format(&many, ",\"m%u\"", i);
    }
    cmq_buf_format(&many, "]}}}");
    make_pipeline(&folder);
    put_msgpack(&folder, "lemmatizer/lookups/lookups.bin", many.ptr);
    cmq_buf_release(&many);
    assert_refused(&folder, CMQ_BAD_INPUT, "lookups.bin");
}

static void an_attribute_that_the_engine_has_not_is_refused_by_name(void **state) {
    (void)state;
    struct folder folder;
    struct layer layers[COUNT(TOK2VEC)];
    make_pipeline(&folder);
    memcpy(layers, TOK2VEC, sizeof TOK2VEC);
    layers[0].columns[1] = "LIKE_URL";
    put_thinc(&folder, "tok2vec/model", layers, COUNT(layers));
    assert_refused(&folder, CMQ_UNSUPPORTED, "LIKE_URL");
}

static void sizes_that_the_engine_has_not_are_refused_by_name(void **state) {
    (void)state;
    struct folder folder;
    struct layer layers[COUNT(TOK2VEC)];
    make_pipeline(&folder);
    memcpy(layers, TOK2VEC, sizeof TOK2VEC);
    layers[1].param[0] = (struct param){"E", 2, {1, CMQ_MAX_WIDTH + 1}, 1};
    put_thinc(&folder, "tok2vec/model", layers, COUNT(layers));
    assert_refused(&folder, CMQ_UNSUPPORTED, "wider than 4096");
    make_pipeline(&folder);
    memcpy(layers, TOK2VEC, sizeof TOK2VEC);
    layers[6].attr[0].value = CMQ_MAX_WINDOW + 1;
    put_thinc(&folder, "tok2vec/model", layers, COUNT(layers));
    assert_refused(&folder, CMQ_UNSUPPORTED, "window_size 9");
}

static void settings_that_change_decoding_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *cfg, *named;
    } CASES[] = {{"{\"beam_width\":4}", "beam_width"},
                 {"{\"learn_tokens\":true}", "learn_tokens"},
                 {"{\"multitasks\":[\"x\"]}", "multitasks"}};
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct folder folder;
        make_pipeline(&folder);
        put_file(&folder, "parser/cfg", cmq_str_of(CASES[i].cfg));
        assert_refused(&folder, CMQ_UNSUPPORTED, CASES[i].named);
    }
}

static void static_vectors_that_do_not_fit_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *name, *bytes;
        enum cmq_status status;
        const char *named;
    } CASES[] = {
        {"vectors.cfg", "{\"mode\":\"floret\",\"attr\":65}", CMQ_UNSUPPORTED, "floret"},
        {"vectors.cfg", "{\"mode\":\"default\",\"attr\":74}", CMQ_UNSUPPORTED, "attribute"},
        {"key2row", "\x80", CMQ_BAD_INPUT, "key2row"},
        {"key2row", "\x81\x01", CMQ_BAD_INPUT, "key2row"},
        {"vectors", "NUMPY", CMQ_BAD_INPUT, "vocab/vectors"},
    };
    struct folder folder;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        char name[64];
        snprintf(name, sizeof name, "vocab/%s", CASES[i].name);
        make_static_pipeline(&folder, WORDS);
        put_file(&folder, name, cmq_str_of(CASES[i].bytes));
        assert_refused(&folder, CASES[i].status, CASES[i].named);
    }
    make_static_pipeline(&folder, WORDS);
    put_keys(&folder, 2); /* no such row */
    assert_refused(&folder, CMQ_BAD_INPUT, "key2row");
    static const char *const HEADERS[] = {
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }\n",
        "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }\n",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 4), }\n",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, 1), }\n",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 3), }\n",
        "{'descr': '<f4', 'fortran_order': False}\n",
    };
    for (size_t i = 0; i < COUNT(HEADERS); i++) {
        make_static_pipeline(&folder, WORDS);
        put_npy(&folder, HEADERS[i], WORDS);
        assert_refused(&folder, CMQ_BAD_INPUT, "vocab/vectors");
    }
    make_static_pipeline(&folder, WORDS);
    struct layer layers[COUNT(TOK2VEC) + 1]; /* the mix layer has no room for the vectors */
    memcpy(layers, TOK2VEC, sizeof TOK2VEC);
    layers[COUNT(TOK2VEC)] =
        (struct layer){.name = "static_vectors", .param = {{"W", 2, {2, 3}, 20}}};
    put_thinc(&folder, "tok2vec/model", layers, COUNT(layers));
    assert_refused(&folder, CMQ_BAD_INPUT, "tok2vec");
}

static void parts_that_do_not_fit_are_refused(void **state) {
    (void)state;
    struct folder folder;
    make_pipeline(&folder);
    put_file(&folder, "tagger/cfg", CMQ_STR("{\"labels\":[\"NN\"]}"));
    assert_refused(&folder, CMQ_BAD_INPUT, "tagger");
    make_pipeline(&folder);
    put_file(&folder, "trainable_lemmatizer/cfg", CMQ_STR("{\"labels\":[2,3]}"));
    assert_refused(&folder, CMQ_BAD_INPUT, "trainable_lemmatizer");
    make_pipeline(&folder);
    put_file(&folder, "vocab/strings.json", CMQ_STR("[\"s\"]"));
    assert_refused(&folder, CMQ_BAD_INPUT, "strings.json");
    make_pipeline(&folder);
    put_moves(&folder, "parser/moves", "{\"0\":{\"\":5}}");
    assert_refused(&folder, CMQ_BAD_INPUT, "parser");
    make_pipeline(&folder);
    struct layer layers[COUNT(TOK2VEC)];
    memcpy(layers, TOK2VEC, sizeof TOK2VEC);
    layers[1].param[0].shape[1] = 3;
    put_thinc(&folder, "tok2vec/model", layers, COUNT(layers));
    assert_refused(&folder, CMQ_BAD_INPUT, "tok2vec");
    make_pipeline(&folder);
    put_file(&folder, "tokenizer", CMQ_STR("\x81\xa1x"));
    assert_refused(&folder, CMQ_BAD_INPUT, "tokenizer");
}

/* A tree whose child stands after it could be a loop. */
static void trees_that_could_loop_are_refused(void **state) {
    (void)state;
    struct folder folder;
    make_pipeline(&folder);
    put_trees(&folder, 1);
    assert_refused(&folder, CMQ_BAD_INPUT, "tree");
}

static void a_folder_that_is_not_there_is_an_io_error(void **state) {
    (void)state;
    struct cmq_error err = {0};
    assert_int_equal(cmq_model_import("/nonexistent/pipeline", "/nonexistent/out", &err), CMQ_IO);
    assert_non_null(strstr(err.message, "/nonexistent/pipeline/config.cfg"));
}

/* ---- damaged model files ----------------------------------------------------------------- */

/* Opens a copy of the bytes in memory of exactly that size, and parses with it if it opens: no
 * damage may lead to a read outside. */
static enum cmq_status try_bytes(const unsigned char *bytes, size_t len) {
    size_t room = (len + 63) / 64 * 64;
    unsigned char *copy = aligned_alloc(64, room > 0 ? room : 64);
    assert_non_null(copy);
    memcpy(copy, bytes, len);
    struct cmq_model *model = NULL;
    struct cmq_error err = {0};
    enum cmq_status status = cmq_model_open_memory(copy, len, &model, &err);
    assert_int_equal(status == CMQ_OK, model != NULL);
    if (model != NULL) {
        struct cmq_arena arena;
        struct cmq_parse parse;
        cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
        (void)cmq_parse_with(model, NULL, CMQ_ANY_TEXT, CMQ_STR("(Mr. X, centres.\n) dogs"), &arena,
                             &parse, &err);
        cmq_arena_release(&arena);
        cmq_model_free(model);
    }
    free(copy);
    return status;
}

static void a_cut_model_file_is_refused(void **state) {
    (void)state;
    struct folder folder;
    make_static_pipeline(&folder, WORDS);
    struct cmq_buf file;
    cmq_buf_init(&file, 1 << 20);
    cmq_model_free(import_and_open(&folder));
    assert_int_equal(cmq_file_read(folder.out, 1 << 20, &file, NULL), CMQ_OK);
    for (size_t len = 0; len < file.len; len++) {
        assert_int_equal(try_bytes((const unsigned char *)file.ptr, len), CMQ_BAD_INPUT);
    }
    assert_int_equal(try_bytes((const unsigned char *)file.ptr, file.len), CMQ_OK);
    cmq_buf_release(&file);
    remove_folder(&folder);
}

static void a_changed_model_file_does_no_harm(void **state) {
    (void)state;
    struct folder folder;
    make_static_pipeline(&folder, WORDS);
    struct cmq_buf file;
    cmq_buf_init(&file, 1 << 20);
    cmq_model_free(import_and_open(&folder));
    assert_int_equal(cmq_file_read(folder.out, 1 << 20, &file, NULL), CMQ_OK);
    static const unsigned char MASKS[] = {0x01, 0x80, 0xff};
    for (size_t i = 0; i < file.len; i++) {
        for (size_t j = 0; j < COUNT(MASKS); j++) {
            file.ptr[i] = (char)(file.ptr[i] ^ MASKS[j]);
            (void)try_bytes((const unsigned char *)file.ptr, file.len);
            file.ptr[i] = (char)(file.ptr[i] ^ MASKS[j]);
        }
    }
    cmq_buf_release(&file);
    remove_folder(&folder);
}

/* As many scores as actions: the parser's and the entity recogniser's upper layers go from 2 hidden
 * units to 6 actions. */
static void a_layer_that_does_not_fit_the_actions_is_refused(void **state) {
    (void)state;
    struct folder folder;
    make_pipeline(&folder);
    struct cmq_buf file;
    cmq_buf_init(&file, 1 << 20);
    cmq_model_free(import_and_open(&folder));
    assert_int_equal(cmq_file_read(folder.out, 1 << 20, &file, NULL), CMQ_OK);
    static const unsigned char SHAPE[8] = {2, 0, 0, 0, 6, 0, 0, 0};
    int found = 0;
    for (size_t i = 0; i + sizeof SHAPE <= file.len; i++) {
        if (memcmp(file.ptr + i, SHAPE, sizeof SHAPE) == 0) {
            file.ptr[i + 4] = 5;
            assert_int_equal(try_bytes((const unsigned char *)file.ptr, file.len), CMQ_BAD_INPUT);
            file.ptr[i + 4] = 6;
            found++;
        }
    }
    assert_int_equal(found, 2);
    cmq_buf_release(&file);
    remove_folder(&folder);
}

static void memory_must_be_aligned(void **state) {
    (void)state;
    _Alignas(64) static const unsigned char BYTES[1024] = "CMQMODEL";
    struct cmq_model *model;
    assert_int_equal(cmq_model_open_memory(BYTES + 8, 256, &model, NULL), CMQ_BAD_INPUT);
    assert_int_equal(cmq_model_open_memory(NULL, 0, &model, NULL), CMQ_BAD_INPUT);
    assert_int_equal(cmq_model_open_memory(BYTES, sizeof BYTES, &model, NULL), CMQ_UNSUPPORTED);
    cmq_model_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(token_vectors_come_out_as_they_went_in),
        cmocka_unit_test(classes_keep_their_order),
        cmocka_unit_test(edit_trees_get_their_strings),
        cmocka_unit_test(each_pattern_becomes_a_rule),
        cmocka_unit_test(lemma_tables_come_by_part_of_speech),
        cmocka_unit_test(the_order_of_lemmas_is_that_of_the_spacy_version),
        cmocka_unit_test(actions_are_ranked_by_move_frequency_and_label),
        cmocka_unit_test(the_tokenizer_comes_along),
        cmocka_unit_test(a_model_describes_itself),
        cmocka_unit_test(the_same_folder_gives_the_same_bytes),
        cmocka_unit_test(words_have_their_projected_vectors),
        cmocka_unit_test(tables_are_stored_in_the_smallest_exact_form),
        cmocka_unit_test(layers_survive_in_halves),
        cmocka_unit_test(halves_are_exact),
        cmocka_unit_test(integer_rows_are_exact),
        cmocka_unit_test(what_the_engine_has_not_is_refused_by_name),
        cmocka_unit_test(rules_that_the_engine_has_not_are_refused_by_name),
        cmocka_unit_test(lemma_tables_that_are_damaged_are_refused),
        cmocka_unit_test(an_attribute_that_the_engine_has_not_is_refused_by_name),
        cmocka_unit_test(sizes_that_the_engine_has_not_are_refused_by_name),
        cmocka_unit_test(settings_that_change_decoding_are_refused),
        cmocka_unit_test(static_vectors_that_do_not_fit_are_refused),
        cmocka_unit_test(parts_that_do_not_fit_are_refused),
        cmocka_unit_test(trees_that_could_loop_are_refused),
        cmocka_unit_test(a_folder_that_is_not_there_is_an_io_error),
        cmocka_unit_test(a_cut_model_file_is_refused),
        cmocka_unit_test(a_changed_model_file_does_no_harm),
        cmocka_unit_test(a_layer_that_does_not_fit_the_actions_is_refused),
        cmocka_unit_test(memory_must_be_aligned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
