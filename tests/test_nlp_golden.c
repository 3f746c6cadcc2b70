/* SPDX-License-Identifier: Apache-2.0 */
/* Equality with the reference implementation: what the engine makes of texts, token for token and
 * layer for layer, against what tools/reference/ wrote. The environment names the model file
 * (CMQ_ENGINE_MODEL), the folder of the dumps (CMQ_GOLDEN) and the one of the data sets (CMQ_DATA),
 * of which the dumps hold digests alone; where that is absent, those corpora are skipped. */
#include "golden_columns.h"
#include "golden_texts.h"
#include "naive_engine.h"

#include "nlp/chars.h"
#include "nlp/engine.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#define NEAR 1e-4 /* what floats may be off by */

static struct cmq_arena arena, text_arena;
static struct cmq_model *model;
static struct golden_tally all; /* with the model of the environment */

static struct cmq_str json_str(const json_t *value) {
    return (struct cmq_str){json_string_value(value), json_string_length(value)};
}

static const char *golden_path(const char *name) {
    return cmq_arena_format(&text_arena, "%s/%s", getenv("CMQ_GOLDEN"), name).ptr;
}

/* The next line of a dump; NULL at its end. */
static json_t *next_line(FILE *dump) {
    json_error_t error;
    json_t *line = json_loadf(dump, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &error);
    if (line == NULL && !feof(dump)) {
        fail_msg("a dump, line %d: %s", error.line, error.text);
    }
    return line;
}

static FILE *open_dump(const char *name) {
    FILE *dump = fopen(golden_path(name), "rb");
    if (dump == NULL) {
        fail_msg("no dump %s", name);
    }
    return dump;
}

static struct cmq_model *open_model(const char *path) {
    struct cmq_model *opened = NULL;
    struct cmq_error err = {0};
    if (cmq_model_open(path, &opened, &err) != CMQ_OK) {
        fail_msg("%s", err.message);
    }
    return opened;
}

static int set_up(void **state) {
    (void)state;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    cmq_arena_init(&text_arena, CMQ_ARENA_LIMIT);
    const char *path = getenv("CMQ_ENGINE_MODEL");
    if (path != NULL) {
        model = open_model(path);
    }
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    cmq_model_free(model);
    cmq_arena_release(&arena);
    cmq_arena_release(&text_arena);
    return 0;
}

static void need_golden(void) {
    if (getenv("CMQ_GOLDEN") == NULL) {
        skip();
    }
}

static void need_model(void) {
    need_golden();
    if (model == NULL) {
        skip();
    }
}

/* ---- decisions --------------------------------------------------------------------------- */

static void tokenize(const struct cmq_model *with, struct cmq_str text, struct cmq_parse *parse,
                     struct cmq_features **features) {
    struct cmq_error err = {0};
    *parse = (struct cmq_parse){.text = text};
    assert_int_equal(cmq_tokenize(with->tokenizer, text, &arena, parse, features, &err), CMQ_OK);
}

/* Runs the components and leaves white space in the trees, as the reference does. */
static void run_components(const struct cmq_model *with, const struct cmq_features *features,
                           struct cmq_parse *parse) {
    float *vectors[CMQ_MAX_VECTORS] = {NULL};
    for (uint32_t i = 0; i < with->vectors_count; i++) {
        vectors[i] = cmq_vectors_run(&with->vectors[i], features, parse->token_count, &arena);
        assert_non_null(vectors[i]);
    }
    assert_true(cmq_tag(with, vectors, &arena, parse));
    assert_true(cmq_lemmatize(with, vectors, &arena, parse));
    assert_true(cmq_recognise_starts(with, vectors, &arena, parse));
    assert_true(cmq_parse_trees(with, vectors, &arena, parse));
    assert_true(cmq_apply_rules(with, features, &arena, parse));
    assert_true(cmq_lemmatize_by_rules(with, &arena, parse));
    assert_true(cmq_find_entities(with, vectors, &arena, parse));
}

static void compare(const struct cmq_model *with, const json_t *document, struct cmq_str text,
                    struct golden_tally *tally) {
    struct cmq_parse parse;
    struct cmq_features *features;
    cmq_arena_reset(&arena);
    tokenize(with, text, &parse, &features);
    if (parse.token_count > 0) {
        run_components(with, features, &parse);
    }
    golden_compare(document, &parse, features, &arena, tally);
}

/* What a whole parse promises beyond the components: heads are words of the sentence, one root. */
static void check_promises(struct cmq_str text) {
    struct cmq_parse parse;
    struct cmq_error err;
    cmq_arena_reset(&arena);
    assert_int_equal(cmq_parse_with(model, NULL, CMQ_ANY_TEXT, text, &arena, &parse, &err), CMQ_OK);
    for (uint32_t s = 0; s < parse.sentence_count; s++) {
        const struct cmq_sentence *sentence = &parse.sentence[s];
        assert_int_equal(sentence->first, s == 0 ? 0 : parse.sentence[s - 1].end);
        assert_true(parse.sentence_count == 1 || !parse.token[sentence->root].is_space);
        for (uint32_t i = sentence->first; i < sentence->end; i++) {
            const struct cmq_token *token = &parse.token[i];
            assert_int_equal(token->sentence, s);
            assert_true(token->head >= sentence->first && token->head < sentence->end);
            assert_int_equal(token->head == i, sentence->root == i);
            assert_true(parse.token[token->head].is_space <= (sentence->root == token->head));
        }
        assert_true(sentence->end <= parse.token_count);
    }
    assert_int_equal(parse.token_count == 0 ? 0 : parse.sentence[parse.sentence_count - 1].end,
                     parse.token_count);
}

static void compare_own(const char *name, bool promises, struct golden_tally *sum) {
    FILE *dump = open_dump("own.jsonl");
    struct golden_tally tally = {0};
    for (json_t *line; (line = next_line(dump)) != NULL; json_decref(line)) {
        const json_t *text = json_object_get(line, "text");
        if (text != NULL) {
            compare(model, line, json_str(text), &tally);
            if (promises) {
                check_promises(json_str(text));
            }
        }
    }
    fclose(dump);
    golden_report(name, &tally, sum);
    assert_true(tally.tokens > 5000);
    assert_int_equal(tally.wrong, 0);
}

static void our_own_texts(void **state) {
    (void)state;
    need_model();
    compare_own("own", true, &all);
}

static void our_own_texts_on_every_level(void **state) {
    (void)state;
    need_model();
    struct golden_tally sum = {0};
    for (int level = 0; level < CMQ_LEVEL_COUNT; level++) {
        const struct cmq_kernels *kernels = cmq_kernels_of((enum cmq_level)level);
        if (kernels != NULL) {
            assert_true(cmq_prepare_model(kernels, CMQ_PRECISION_FLOAT32, model));
            compare_own(kernels->name, false, &sum);
        }
    }
    assert_int_equal(cmq_model_prepare(model, CMQ_PRECISION_FLOAT32, NULL), CMQ_OK);
}

/* Compares the documents of a dump of digests with as many texts. */
static void compare_digests(const char *corpus, const struct golden_texts *texts) {
    FILE *dump = open_dump(cmq_arena_format(&text_arena, "%s.jsonl", corpus).ptr);
    struct golden_tally tally = {0};
    for (json_t *line; (line = next_line(dump)) != NULL; json_decref(line)) {
        const json_t *number = json_object_get(line, "document");
        if (number != NULL) {
            assert_true(json_integer_value(number) < texts->count);
            compare(model, line, texts->item[json_integer_value(number)], &tally);
        }
    }
    fclose(dump);
    golden_report(corpus, &tally, &all);
    assert_true(tally.tokens > 0);
    assert_int_equal(tally.wrong, 0);
}

static void a_document_of_20000_tokens(void **state) {
    (void)state;
    need_model();
    struct golden_texts news = {NULL, 0, 0}, made = {NULL, 0, 0};
    FILE *dump = open_dump("own.jsonl");
    for (json_t *line; (line = next_line(dump)) != NULL; json_decref(line)) {
        if (cmq_str_starts(json_str(json_object_get(line, "id")), CMQ_STR("news-"))) {
            CMQ_PUSH(&text_arena, &news) =
                cmq_arena_copy(&text_arena, json_str(json_object_get(line, "text")));
        }
    }
    fclose(dump);
    CMQ_PUSH(&text_arena, &made) = golden_long(&news, 105000, &text_arena);
    compare_digests("long", &made);
}

static void compare_corpus(const char *corpus, const char *file) {
    need_model();
    const char *data = getenv("CMQ_DATA");
    struct golden_texts texts = {NULL, 0, 0};
    if (data != NULL) {
        texts = golden_corpus(cmq_arena_format(&text_arena, "%s/%s", data, file).ptr, &text_arena);
    }
    if (texts.count == 0) {
        print_message("%s: no data set here\n", corpus);
        skip();
    }
    compare_digests(corpus, &texts);
}

static void the_web_treebank(void **state) {
    (void)state;
    compare_corpus("ud-ewt-dev", "ud_ewt/en_ewt-ud-dev.conllu.xz");
}

static void the_treebank_of_genres(void **state) {
    (void)state;
    compare_corpus("gum-dev", "gum/gum-dev.conllu.xz");
}

static void bulk_news(void **state) {
    (void)state;
    compare_corpus("bbc-news", "bbc_news/dev.tsv.xz");
}

/* At most two flips in 100,000 tokens; an unlucky one is allowed in fewer. */
static void flips_are_rare(void **state) {
    (void)state;
    need_model();
    struct golden_tally sum = {0};
    golden_report("all", &all, &sum);
    print_message("flips: %lu\n", all.flips);
    assert_true(all.flips <= 1 + all.tokens / 50000);
}

/* ---- layers ------------------------------------------------------------------------------ */

/* The largest difference of the sampled values of a layer of the dump. */
static double sampled_difference(const json_t *layer, struct naive_matrix ours) {
    const json_t *samples = json_object_get(layer, "samples");
    double largest = 0;
    assert_int_equal(json_integer_value(json_object_get(layer, "rows")), ours.rows);
    assert_int_equal(json_integer_value(json_object_get(layer, "width")), ours.width);
    assert_true(json_array_size(samples) > 0);
    for (size_t s = 0; s < json_array_size(samples); s++) {
        const json_t *sample = json_array_get(samples, s);
        size_t row = (size_t)json_integer_value(json_array_get(sample, 0));
        size_t column = (size_t)json_integer_value(json_array_get(sample, 1));
        double theirs = json_number_value(json_array_get(sample, 2));
        largest = fmax(largest, fabs(ours.at[row * ours.width + column] - theirs));
    }
    return largest;
}

/* All layers of the definition in the order of the dump; `row` 0 of `vectors` is the first token.
 */
struct layers {
    struct naive_matrix item[CMQ_MAX_EMBEDS + CMQ_MAX_DEPTH + 4];
    uint32_t count;
    struct naive_matrix products;
};

static struct layers naive_layers(const struct cmq_transitions *transitions,
                                  const struct cmq_features *features, uint32_t count) {
    const struct cmq_vectors *vectors = &model->vectors[transitions->vectors];
    struct layers layers = {.count = 0};
    for (uint32_t e = 0; e < vectors->embed_count; e++) {
        layers.item[layers.count++] = naive_embedding(vectors, e, features, count, &arena);
    }
    if (vectors->words != NULL) {
        layers.item[layers.count++] = naive_words(vectors, features, count, &arena);
    }
    struct naive_matrix x = naive_mix(vectors, features, count, &arena);
    layers.item[layers.count++] = x;
    x = naive_pad(x, vectors->pad, &arena);
    for (uint32_t d = 0; d < vectors->depth; d++) {
        x = naive_encoder(vectors, d, x, &arena);
        layers.item[layers.count++] = x;
    }
    struct naive_matrix tokens = {count, x.width, x.at + (size_t)vectors->pad * x.width};
    struct naive_matrix hidden = naive_linear(&transitions->projection, tokens, &arena);
    layers.products = naive_products(transitions, hidden, &arena);
    layers.item[layers.count++] = hidden;
    layers.item[layers.count++] = layers.products;
    return layers;
}

static void note(const char *what, double off, double *largest) {
    *largest = fmax(*largest, off);
    if (off > NEAR) {
        fail_msg("%s is off by %g", what, off);
    }
}

/* The scores in the reference's first states: its own, those of the definition, the engine's. */
static double scores_difference(const json_t *decoder, const struct cmq_transitions *transitions,
                                struct naive_matrix products, const float *vectors) {
    struct cmq_scorer scorer;
    double largest = 0;
    assert_true(cmq_scorer_init(&scorer, transitions, vectors, products.rows - 1, &arena));
    const json_t *steps = json_object_get(decoder, "transitions");
    for (size_t s = 0; s < json_array_size(steps); s++) {
        const json_t *tokens = json_object_get(json_array_get(steps, s), "tokens");
        const json_t *scores = json_object_get(json_array_get(steps, s), "scores");
        int32_t token[CMQ_MAX_STATE_TOKENS];
        assert_int_equal(json_array_size(tokens), transitions->feature_count);
        assert_int_equal(json_array_size(scores), transitions->action_count);
        for (uint32_t f = 0; f < transitions->feature_count; f++) {
            token[f] = (int32_t)json_integer_value(json_array_get(tokens, f));
        }
        const double *naive = naive_scores(transitions, products, token, &arena);
        const float *ours = cmq_scorer_run(&scorer, token);
        for (uint32_t a = 0; a < transitions->action_count; a++) {
            double theirs = json_number_value(json_array_get(scores, a));
            largest = fmax(largest, fabs(naive[a] - theirs));
            largest = fmax(largest, fabs((double)ours[a] - theirs));
        }
    }
    return largest;
}

static double vectors_difference(struct naive_matrix expected, const float *ours) {
    double largest = 0;
    for (size_t i = 0; i < (size_t)expected.rows * expected.width; i++) {
        largest = fmax(largest, fabs(expected.at[i] - (double)ours[i]));
    }
    return largest;
}

static void compare_layers(const json_t *decoder, const struct cmq_transitions *transitions,
                           const struct cmq_features *features, uint32_t count, double *largest) {
    const struct cmq_vectors *vectors = &model->vectors[transitions->vectors];
    struct layers layers = naive_layers(transitions, features, count);
    const json_t *dumped = json_object_get(decoder, "layers");
    assert_int_equal(json_array_size(dumped), layers.count);
    for (uint32_t i = 0; i < layers.count; i++) {
        const json_t *layer = json_array_get(dumped, i);
        note(json_string_value(json_object_get(layer, "name")),
             sampled_difference(layer, layers.item[i]), largest);
    }
    const float *ours = cmq_vectors_run(vectors, features, count, &arena);
    assert_non_null(ours);
    note("the engine's token vector",
         vectors_difference(naive_vectors(vectors, features, count, &arena), ours), largest);
    note("a score", scores_difference(decoder, transitions, layers.products, ours), largest);
}

static void every_layer(void **state) {
    (void)state;
    need_model();
    FILE *dump = open_dump("layers.jsonl");
    double largest = 0;
    unsigned documents = 0;
    for (json_t *line; (line = next_line(dump)) != NULL; json_decref(line)) {
        struct cmq_parse parse;
        struct cmq_features *features;
        cmq_arena_reset(&arena);
        tokenize(model, json_str(json_object_get(line, "text")), &parse, &features);
        compare_layers(json_object_get(line, "parser"), &model->parser, features, parse.token_count,
                       &largest);
        compare_layers(json_object_get(line, "ner"), &model->entities, features, parse.token_count,
                       &largest);
        documents++;
    }
    fclose(dump);
    print_message("layers of %u documents: largest difference %.2g\n", documents, largest);
    assert_true(documents >= 5);
}

/* ---- pipelines with random weights ------------------------------------------------------- */

/* Imports the pipeline that a tar file holds. */
static struct cmq_model *import_tar(const char *tar) {
    char folder[] = "/tmp/communique-golden-XXXXXX";
    assert_non_null(mkdtemp(folder));
    const char *path = cmq_arena_format(&text_arena, "%s/model.cmq", folder).ptr;
    const char *unpack = cmq_arena_format(&text_arena, "tar -xzf '%s' -C '%s'", tar, folder).ptr;
    const char *clean = cmq_arena_format(&text_arena, "rm -r '%s'", folder).ptr;
    struct cmq_error err = {0};
    assert_int_equal(system(unpack), 0);
    if (cmq_model_import(folder, path, &err) != CMQ_OK) {
        fail_msg("%s: %s", tar, err.message);
    }
    struct cmq_model *imported = open_model(path);
    assert_int_equal(system(clean), 0);
    return imported;
}

/* Our own texts by their ids. */
static json_t *own_texts(void) {
    json_t *texts = json_object();
    FILE *dump = open_dump("own.jsonl");
    for (json_t *line; (line = next_line(dump)) != NULL; json_decref(line)) {
        const char *id = json_string_value(json_object_get(line, "id"));
        if (id != NULL) {
            json_object_set(texts, id, json_object_get(line, "text"));
        }
    }
    fclose(dump);
    return texts;
}

static unsigned long compare_pipeline(const char *name, const json_t *texts) {
    const char *tar =
        golden_path(cmq_arena_format(&text_arena, "../synthetic/%s.tar.gz", name).ptr);
    struct cmq_model *imported = import_tar(tar);
    FILE *dump = open_dump(cmq_arena_format(&text_arena, "../synthetic/%s.jsonl", name).ptr);
    struct golden_tally tally = {0}, rest = {0};
    for (json_t *line; (line = next_line(dump)) != NULL; json_decref(line)) {
        const char *id = json_string_value(json_object_get(line, "id"));
        compare(imported, line, json_str(json_object_get(texts, id)), &tally);
    }
    fclose(dump);
    cmq_model_free(imported);
    golden_report(name, &tally, &rest);
    assert_true(tally.tokens > 1000);
    return tally.wrong;
}

static void random_pipelines(void **state) {
    (void)state;
    need_golden();
    static const char *const NAMES[] = {"plain",
                                        "larger-states",
                                        "no-upper-layer",
                                        "one-piece",
                                        "one-piece-no-upper-layer",
                                        "other-attributes",
                                        "wide-window",
                                        "deep",
                                        "flat",
                                        "own-vectors",

                                        "word-vectors",
                                        "half-floats",
                                        "hash-embed-cnn",
                                        "senter",
                                        "senter-and-parser",
                                        "rules"};
    json_t *texts = own_texts();
    unsigned long wrong = 0;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        wrong += compare_pipeline(NAMES[i], texts);
    }
    json_decref(texts);
    assert_int_equal(wrong, 0);
}

/* ---- characters and trees ---------------------------------------------------------------- */

#define CODE_POINT_BLOCK  4096u
#define CODE_POINT_BLOCKS (0x110000u / CODE_POINT_BLOCK)

enum property { SPACE, ALPHA, UPPER, DIGIT, LOWER, SHAPE, PROPERTIES };

static void add_property(enum property property, uint32_t code_point, struct cmq_buf *out) {
    char bytes[4], made[CMQ_SHAPE_SIZE];
    struct cmq_str c = {bytes, cmq_utf8_encode(code_point, bytes)};
    bool (*const is[])(uint32_t) = {cmq_char_is_space, cmq_char_is_alpha, cmq_char_is_upper,
                                    cmq_char_is_digit};
    switch (property) {
    case LOWER:
        cmq_buf_add(out, made, cmq_lower(c, made));
        break;
    case SHAPE:
        cmq_buf_add(out, made, cmq_shape(c, made));
        break;
    default:
        cmq_buf_add_char(out, is[property](code_point) ? '1' : '0');
    }
}

/* The hash of a property of all code points, and a letter a block. */
static uint64_t property_digest(enum property property, char letters[static CODE_POINT_BLOCKS]) {
    uint64_t hash = GOLDEN_HASH_START;
    struct cmq_buf value;
    cmq_buf_init(&value, 1u << 20);
    for (uint32_t block = 0; block < CODE_POINT_BLOCKS; block++) {
        cmq_buf_clear(&value);
        for (uint32_t k = 0; k < CODE_POINT_BLOCK; k++) {
            uint32_t code_point = block * CODE_POINT_BLOCK + k;
            if (code_point < 0xD800 || code_point >= 0xE000) {
                add_property(property, code_point, &value);
            }
        }
        hash = golden_hash(hash, cmq_buf_str(&value));
        letters[block] = golden_letter(golden_hash(GOLDEN_HASH_START, cmq_buf_str(&value)));
    }
    cmq_buf_release(&value);
    return hash;
}

static void every_code_point(void **state) {
    (void)state;
    need_golden();
    static const char *const NAMES[PROPERTIES] = {"space", "alpha", "upper",
                                                  "digit", "lower", "shape"};
    FILE *dump = open_dump("characters.jsonl");
    json_t *line = next_line(dump);
    for (enum property property = SPACE; property < PROPERTIES; property++) {
        char letters[CODE_POINT_BLOCKS];
        size_t first;
        uint64_t hash = property_digest(property, letters);
        const char *theirs = json_string_value(json_object_get(line, NAMES[property]));
        if (!golden_digest_is(theirs, hash, letters, CODE_POINT_BLOCKS, &first)) {
            fail_msg("%s differs from U+%04zX on", NAMES[property], first * CODE_POINT_BLOCK);
        }
    }
    json_decref(line);
    fclose(dump);
}

#define TREES    4000u
#define MAX_TREE 40u

static uint32_t draw(uint32_t *seed, uint32_t bound) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % bound;
}

/* Words are read one by one; now and then one of the last two takes the other as its child. */
static void random_tree(uint32_t seed, struct cmq_parse *parse) {
    static const char *const LABELS[] = {"a", "b", "c", "a||b", "b||c", "c||a", "a||none"};
    uint32_t open[MAX_TREE], depth = 0;
    parse->token_count = 1 + draw(&seed, MAX_TREE);
    parse->token = CMQ_NEW_ARRAY(&arena, struct cmq_token, parse->token_count);
    for (uint32_t i = 0; i < parse->token_count; i++) {
        parse->token[i] = (struct cmq_token){
            .is_space = draw(&seed, 8) == 0, .head = i, .label = CMQ_STR("ROOT")};
        open[depth++] = i;
        while (depth > 1 && draw(&seed, 5) > 1) {
            uint32_t right = open[--depth], left = open[--depth];
            bool to_left = draw(&seed, 2) == 1;
            uint32_t head = to_left ? left : right, child = to_left ? right : left;
            parse->token[child].head = head;
            parse->token[child].label = cmq_str_of(LABELS[draw(&seed, 7)]);
            open[depth++] = head;
        }
    }
}

static struct cmq_str tree_value(uint32_t seed) {
    struct cmq_parse parse = {0};
    struct cmq_str value = CMQ_STR("");
    random_tree(seed, &parse);
    assert_true(cmq_deprojectivize(&parse, &arena));
    for (uint32_t i = 0; i < parse.token_count; i++) {
        const struct cmq_token *token = &parse.token[i];
        value = cmq_arena_format(&arena, "%.*s%u %.*s %d;", CMQ_FMT(value), token->head,
                                 CMQ_FMT(token->label), parse.sentence[token->sentence].first == i);
    }
    return value;
}

static void random_lifted_trees(void **state) {
    (void)state;
    need_golden();
    FILE *dump = open_dump("trees.jsonl");
    json_t *line = next_line(dump);
    uint64_t hash = GOLDEN_HASH_START;
    char letters[TREES];
    size_t first;
    for (uint32_t tree = 0; tree < TREES; tree++) {
        cmq_arena_reset(&arena);
        struct cmq_str value = tree_value(tree);
        hash = golden_hash(hash, value);
        letters[tree] = golden_letter(golden_hash(GOLDEN_HASH_START, value));
    }
    const char *theirs = json_string_value(json_object_get(line, "trees"));
    if (!golden_digest_is(theirs, hash, letters, TREES, &first)) {
        fail_msg("tree %zu is another", first);
    }
    json_decref(line);
    fclose(dump);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(our_own_texts),
        cmocka_unit_test(our_own_texts_on_every_level),
        cmocka_unit_test(a_document_of_20000_tokens),
        cmocka_unit_test(the_web_treebank),
        cmocka_unit_test(the_treebank_of_genres),
        cmocka_unit_test(bulk_news),
        cmocka_unit_test(flips_are_rare),
        cmocka_unit_test(every_layer),
        cmocka_unit_test(random_pipelines),
        cmocka_unit_test(every_code_point),
        cmocka_unit_test(random_lifted_trees),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
