/* SPDX-License-Identifier: Apache-2.0 */
/* The engine up to the tokens: ids, character classes, features, the tokenizer, import and the
 * model file. */
#include "nlp/chars.h"
#include "nlp/lexemes.h"
#include "nlp/msgpack.h"
#include "nlp/record.h"
#include "nlp/spacy_config.h"
#include "nlp/thinc.h"
#include "nlp/tokenizer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct cmq_arena arena;

static int open_arena(void **state) {
    (void)state;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    return 0;
}

static int close_arena(void **state) {
    (void)state;
    cmq_arena_release(&arena);
    return 0;
}

#define assert_str(actual, expected) assert_true(cmq_str_eq((actual), cmq_str_of(expected)))

static uint64_t id_of(const char *s) {
    return cmq_string_id(cmq_str_of(s));
}

/* ---- hashes ------------------------------------------------------------------------------ */

/* Values of the reference's own hash functions. */
static void string_ids_are_those_of_the_reference(void **state) {
    (void)state;
    static const struct {
        const char *s;
        uint64_t id;
    } VECTORS[] = {
        {"", 0},
        {"a", 11901859001352538922u},
        {"the", 7425985699627899538u},
        {"Apple", 6418411030699964375u},
        {"apple", 8566208034543834098u},
        {"coffee", 3197928453018144401u},
        {"don't", 8627107437989221290u},
        {"'s", 16428057658620181782u},
        {"é", 16256712947286012828u},
        {"naïve", 16224804062388677344u},
        {"日本", 2324319125191504834u},
        {"Xxxxx", 16072095006890171862u},
        {"dd", 4620368362210911820u},
        {"12345678", 9871996032675327904u},
        {"123456789", 2056675840866671865u},
        {"noun", 16833663260455505849u},
        {"verb", 6360137228241296794u},
        {"adj", 12401032943472870168u},
        {"adv", 10054248821341768113u},
        {"X", 101},
        {"number", 432},
        {"punct", 445},
    };
    for (size_t i = 0; i < sizeof VECTORS / sizeof *VECTORS; i++) {
        assert_int_equal(id_of(VECTORS[i].s), VECTORS[i].id);
    }
}

/* All 457 symbols in the order of their ids, as far as they have names of their own. */
static const char *const SYMBOLS[] = {
    "IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM "
    "LIKE_EMAIL IS_STOP IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT "
    "IS_CURRENCY",
    "ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD "
    "SENT_START SPACY PROB LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT "
    "SCONJ SYM VERB X EOL SPACE",
    "PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT "
    "MONEY QUANTITY ORDINAL CARDINAL acomp advcl advmod agent amod appos attr aux auxpass cc ccomp "
    "complm conj cop csubj csubjpass dep det dobj expl hmod hyph infmod intj iobj mark meta neg "
    "nmod nn npadvmod nsubj nsubjpass num number oprd obj obl parataxis partmod pcomp pobj poss "
    "possessive preconj prep prt punct quantmod relcl rcmod root xcomp acl ENT_KB_ID MORPH ENT_ID "
    "IDX _"};

static void symbols_have_their_small_ids(void **state) {
    (void)state;
    static const uint64_t FIRST[] = {1, 64, 380}, LAST[] = {18, 103, 456};
    for (size_t i = 0; i < 3; i++) {
        struct cmq_str names = cmq_str_of(SYMBOLS[i]);
        uint64_t id = FIRST[i];
        while (names.len > 0) {
            struct cmq_str name = cmq_str_cut(&names, ' ');
            assert_int_equal(cmq_string_id(name), id);
            assert_true(cmq_str_eq(cmq_symbol_name(id), name));
            id++;
        }
        assert_int_equal(id, LAST[i] + 1);
    }
    char name[32];
    for (unsigned i = 19; i <= 63; i++) {
        snprintf(name, sizeof name, "FLAG%u", i);
        assert_int_equal(id_of(name), i);
    }
    for (unsigned i = 1; i <= 276; i++) {
        snprintf(name, sizeof name, "DEPRECATED%03u", i);
        assert_int_equal(id_of(name), 103 + i);
    }
}

static void what_only_looks_like_a_symbol_is_hashed(void **state) {
    (void)state;
    static const char *const OTHERS[] = {"x",       "Number",  "FLAG18",        "FLAG64",
                                         "FLAG190", "numbers", "FLAG1x",        "DEPRECATED277",
                                         "case",    "name",    "DEPRECATED000", "DEPRECATED01"};
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        assert_true(id_of(OTHERS[i]) > 456);
    }
}

static void embedding_rows_are_those_of_the_reference(void **state) {
    (void)state;
    const struct {
        uint32_t seed;
        uint64_t key;
        uint32_t word[4];
    } vectors[] = {
        {8, 0, {0, 0, 0, 0}},
        {8, 1, {1161550108u, 2247783286u, 1742325162u, 1224191281u}},
        {8, 97, {927518576u, 1206575367u, 3538761512u, 1809863050u}},
        {8, 101, {1504371752u, 1761805357u, 109073980u, 2642708036u}},
        {8, 450, {2497549144u, 3560286680u, 3746323716u, 1045462724u}},
        {8, id_of("coffee"), {2399055680u, 1118310852u, 3598583520u, 1677466278u}},
        {8, id_of("the"), {2332737498u, 1315472909u, 1351622599u, 1973209364u}},
        {8, id_of("Apple"), {4054608338u, 599248928u, 1786945211u, 898873393u}},
        {9, 0, {1862229173u, 1175497701u, 2029532547u, 1365388714u}},
        {9, 1, {2205482518u, 2060344464u, 1125017477u, 2005428196u}},
        {9, 97, {4133058697u, 2236962149u, 1359907162u, 3870636616u}},
        {9, id_of("coffee"), {3581658541u, 416209217u, 2576290491u, 1186911353u}},
    };
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        uint32_t whole[4], rows[4];
        cmq_embed_rows(vectors[i].key, vectors[i].seed, UINT32_MAX, whole);
        cmq_embed_rows(vectors[i].key, vectors[i].seed, 5000, rows);
        for (int j = 0; j < 4; j++) {
            assert_int_equal(whole[j], vectors[i].word[j]);
            assert_int_equal(rows[j], vectors[i].word[j] % 5000);
        }
    }
}

/* ---- characters and features ------------------------------------------------------------- */

static void characters_are_what_python_says(void **state) {
    (void)state;
    static const uint32_t SPACES[] = {
        0x09,   0x0a,   0x0b,   0x0c,   0x0d,   0x1c,   0x1d,   0x1e,   0x1f,   0x20,
        0x85,   0xa0,   0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006,
        0x2007, 0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000};
    size_t next = 0;
    for (uint32_t c = 0; c < 0x110000; c++) {
        bool space = next < sizeof SPACES / sizeof *SPACES && SPACES[next] == c;
        next += space;
        assert_int_equal(cmq_char_is_space(c), space);
    }
    assert_true(cmq_char_is_digit('7') && cmq_char_is_digit(0xb2) && cmq_char_is_digit(0x0967));
    assert_true(cmq_char_is_digit(0x2460));                             /* ① */
    assert_false(cmq_char_is_digit(0xbd) || cmq_char_is_digit(0x216b)); /* ½ Ⅻ */
    assert_false(cmq_char_is_digit(0x2469));                            /* ⑩ */
    assert_true(cmq_char_is_alpha(0xe9) && cmq_char_is_alpha(0x65e5) && cmq_char_is_alpha(0xaa));
    assert_false(cmq_char_is_alpha(0x216b) || cmq_char_is_alpha(0x0301) || cmq_char_is_alpha('_'));
    assert_true(cmq_char_is_upper('Q') && cmq_char_is_upper(0xc9) && cmq_char_is_upper(0x0130));
    assert_false(cmq_char_is_upper('q') || cmq_char_is_upper(0x01c5)); /* ǅ is title case */
    /* Letters since Unicode 15.0; the reference is at 14. */
    assert_false(cmq_char_is_alpha(0x31350) || cmq_char_is_alpha(0x11f04));
}

static void assert_lower(const char *from, const char *to) {
    char out[256];
    assert_true(CMQ_LOWER_SIZE(strlen(from)) <= sizeof out);
    size_t len = cmq_lower(cmq_str_of(from), out);
    assert_true(len <= CMQ_LOWER_SIZE(strlen(from)));
    assert_str(((struct cmq_str){out, len}), to);
}

static void lower_case_is_full_and_knows_the_final_sigma(void **state) {
    (void)state;
    assert_lower("Don't STOP", "don't stop");
    assert_lower("ÉCOLE Ω Ж", "école ω ж");
    assert_lower("İ", "i̇");
    assert_lower("Ⱥ", "ⱥ");
    assert_lower("ΟΔΥΣΣΕΥΣ", "οδυσσευς");
    assert_lower("ΑΣ'Β", "ασ'β");
    assert_lower("ΑΣ'", "ας'");
    assert_lower("Σ", "σ");
    assert_lower("Α.Σ", "α.ς");
    assert_lower("1Σ", "1σ");
}

static void assert_shape(const char *form, const char *shape) {
    char out[CMQ_SHAPE_SIZE];
    assert_str(((struct cmq_str){out, cmq_shape(cmq_str_of(form), out)}), shape);
}

static void shapes_cut_runs_after_four(void **state) {
    (void)state;
    assert_shape("Xxxxxxx", "Xxxxx");
    assert_shape("12345", "dddd");
    assert_shape("don't", "xxx'x");
    assert_shape("U.S.", "X.X.");
    assert_shape("......", "....");
    assert_shape("m²Ⅻé", "xdⅫx");
    char form[101];
    memset(form, 'a', sizeof form);
    form[99] = '\0';
    assert_shape(form, "xxxx");
    form[99] = 'a';
    form[100] = '\0';
    assert_shape(form, "LONG");
}

static struct cmq_features features_of(const char *form, uint64_t norm) {
    static const uint64_t PAIRS[] = {0, 0};
    struct cmq_norm_table none = {PAIRS, 0};
    struct cmq_features features = {0};
    assert_true(cmq_lexeme_features(cmq_str_of(form), norm, &none, &arena, &features));
    return features;
}

static void features_come_from_the_form(void **state) {
    (void)state;
    struct cmq_features f = features_of("Ünder", 0);
    assert_int_equal(f.id[CMQ_FEATURE_ORTH], id_of("Ünder"));
    assert_int_equal(f.id[CMQ_FEATURE_LOWER], id_of("ünder"));
    assert_int_equal(f.id[CMQ_FEATURE_NORM], id_of("ünder"));
    assert_int_equal(f.id[CMQ_FEATURE_PREFIX], id_of("Ü"));
    assert_int_equal(f.id[CMQ_FEATURE_SUFFIX], id_of("der"));
    assert_int_equal(f.id[CMQ_FEATURE_SHAPE], id_of("Xxxxx"));
    assert_int_equal(f.id[CMQ_FEATURE_IS_SPACE], 0);
    f = features_of("日本", 0);
    assert_int_equal(f.id[CMQ_FEATURE_PREFIX], id_of("日"));
    assert_int_equal(f.id[CMQ_FEATURE_SUFFIX], id_of("日本"));
    f = features_of("I", 0);
    assert_int_equal(f.id[CMQ_FEATURE_SHAPE], 101); /* the symbol X */
    f = features_of("\n ", 0);
    assert_int_equal(f.id[CMQ_FEATURE_IS_SPACE], 1);
    f = features_of("ca", id_of("can"));
    assert_int_equal(f.id[CMQ_FEATURE_NORM], id_of("can"));
    assert_int_equal(f.id[CMQ_FEATURE_LOWER], id_of("ca"));
}

/* As Python's str.isalpha, str.isascii and str.isdigit have it. */
static void flags_are_of_whole_forms(void **state) {
    (void)state;
    static const struct {
        const char *form;
        int alpha, ascii, digit;
    } CASES[] = {{"abc", 1, 1, 0}, {"été", 1, 0, 0}, {"12", 0, 1, 1}, {"x2", 0, 1, 0},
                 {"٣", 0, 0, 1},   {"4²", 0, 0, 1},  {"½", 0, 0, 0},  {"1.5", 0, 1, 0}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct cmq_features f = features_of(CASES[i].form, 0);
        assert_int_equal(f.id[CMQ_FEATURE_IS_ALPHA], CASES[i].alpha);
        assert_int_equal(f.id[CMQ_FEATURE_IS_ASCII], CASES[i].ascii);
        assert_int_equal(f.id[CMQ_FEATURE_IS_DIGIT], CASES[i].digit);
    }
}

static void norms_of_signs_are_built_in(void **state) {
    (void)state;
    assert_int_equal(features_of("”", 0).id[CMQ_FEATURE_NORM], id_of("\""));
    assert_int_equal(features_of("’S", 0).id[CMQ_FEATURE_NORM], id_of("'s"));
    assert_int_equal(features_of("—", 0).id[CMQ_FEATURE_NORM], id_of("-"));
    assert_int_equal(features_of("US$", 0).id[CMQ_FEATURE_NORM], id_of("$"));
    assert_int_equal(features_of("%", 0).id[CMQ_FEATURE_NORM], id_of("%"));
}

static void a_table_of_norms_comes_before_the_built_in_ones(void **state) {
    (void)state;
    uint64_t pairs[] = {id_of("colour"), id_of("color"), id_of("€"), id_of("euro")};
    if (pairs[0] > pairs[2]) {
        uint64_t form = pairs[0], norm = pairs[1];
        pairs[0] = pairs[2], pairs[1] = pairs[3];
        pairs[2] = form, pairs[3] = norm;
    }
    struct cmq_norm_table norms = {pairs, 2};
    struct cmq_features f;
    assert_true(cmq_lexeme_features(CMQ_STR("colour"), 0, &norms, &arena, &f));
    assert_int_equal(f.id[CMQ_FEATURE_NORM], id_of("color"));
    assert_true(cmq_lexeme_features(CMQ_STR("Colour"), 0, &norms, &arena, &f));
    assert_int_equal(f.id[CMQ_FEATURE_NORM], id_of("colour"));
    assert_true(cmq_lexeme_features(CMQ_STR("€"), 0, &norms, &arena, &f));
    assert_int_equal(f.id[CMQ_FEATURE_NORM], id_of("euro"));
}

/* ---- readers of what spaCy writes -------------------------------------------------------- */

static void add(struct cmq_buf *out, const char *bytes, size_t len) {
    cmq_buf_add(out, bytes, len);
}
#define ADD(out, literal) add((out), (literal), sizeof(literal) - 1)

static struct cmq_msgpack unpack(const char *bytes, size_t len) {
    return cmq_msgpack_open((struct cmq_str){bytes, len});
}
#define UNPACK(literal) unpack((literal), sizeof(literal) - 1)

static void msgpack_reads_every_size(void **state) {
    (void)state;
    struct cmq_msgpack in = UNPACK("\x98\x05\xcc\xff\xcd\x01\x02\xce\x01\x02\x03\x04"
                                   "\xcf\x01\x02\x03\x04\x05\x06\x07\x08\xd0\x7f\xc3\xc0");
    assert_int_equal(cmq_msgpack_array(&in), 8);
    assert_int_equal(cmq_msgpack_uint(&in), 5);
    assert_int_equal(cmq_msgpack_uint(&in), 255);
    assert_int_equal(cmq_msgpack_uint(&in), 0x0102);
    assert_int_equal(cmq_msgpack_uint(&in), 0x01020304);
    assert_int_equal(cmq_msgpack_uint(&in), 0x0102030405060708);
    assert_int_equal(cmq_msgpack_uint(&in), 127);
    assert_true(cmq_msgpack_bool(&in));
    assert_int_equal(cmq_msgpack_next(&in), CMQ_MSGPACK_NIL);
    cmq_msgpack_skip(&in);
    assert_false(in.broken);
    assert_int_equal(cmq_msgpack_next(&in), CMQ_MSGPACK_NONE);
}

static void msgpack_reads_strings_and_skips_trees(void **state) {
    (void)state;
    struct cmq_msgpack in = UNPACK("\x83\xa1k\x93\x01\x92\xc0\xc2\xcb--------\xc4\x02yz\xca----"
                                   "\xd9\x01q\xda\x00\x03xyz");
    assert_int_equal(cmq_msgpack_map(&in), 3);
    assert_str(cmq_msgpack_bytes(&in), "k");
    cmq_msgpack_skip(&in);
    assert_str(cmq_msgpack_bytes(&in), "yz");
    cmq_msgpack_skip(&in);
    assert_str(cmq_msgpack_bytes(&in), "q");
    assert_str(cmq_msgpack_bytes(&in), "xyz");
    assert_false(in.broken);
}

static void msgpack_breaks_on_what_is_not_there(void **state) {
    (void)state;
    struct cmq_msgpack in = UNPACK("\xa5xy");
    assert_null(cmq_msgpack_bytes(&in).ptr);
    assert_true(in.broken);
    in = UNPACK("\xdd\xff\xff\xff\xff");
    assert_int_equal(cmq_msgpack_array(&in), 0);
    assert_true(in.broken);
    in = UNPACK("\xff");
    assert_int_equal(cmq_msgpack_uint(&in), 0); /* -1 */
    assert_true(in.broken);
    in = UNPACK("\xa1x");
    (void)cmq_msgpack_uint(&in);
    assert_true(in.broken);
    in = UNPACK("\x91\x91\x91\x91\x91");
    cmq_msgpack_skip(&in);
    assert_true(in.broken);
}

static void config_follows_references(void **state) {
    (void)state;
    struct cmq_spacy_config config;
    struct cmq_error err;
    struct cmq_str text = CMQ_STR("[nlp]\nlang = \"en\"\npipeline = [\"a\",\n  \"b\"]\n# no\n\n"
                                  "[x.y]\nwidth = ${z.w}\nold = ${z:w}\nloop = ${x.y.loop}\n"
                                  "[z]\nw = 96\n");
    assert_int_equal(cmq_spacy_config_read(text, &arena, &config, &err), CMQ_OK);
    assert_str(cmq_spacy_config_string(&config, CMQ_STR("nlp"), CMQ_STR("lang")), "en");
    assert_str(cmq_spacy_config_get(&config, CMQ_STR("x.y"), CMQ_STR("width")), "96");
    assert_str(cmq_spacy_config_get(&config, CMQ_STR("x.y"), CMQ_STR("old")), "96");
    assert_null(cmq_spacy_config_get(&config, CMQ_STR("x.y"), CMQ_STR("loop")).ptr);
    assert_null(cmq_spacy_config_get(&config, CMQ_STR("x"), CMQ_STR("y")).ptr);
    assert_null(cmq_spacy_config_string(&config, CMQ_STR("z"), CMQ_STR("w")).ptr);
    json_t *pipeline = cmq_spacy_config_json(&config, CMQ_STR("nlp"), CMQ_STR("pipeline"));
    assert_int_equal(json_array_size(pipeline), 2);
    json_decref(pipeline);
    assert_int_equal(cmq_spacy_config_read(CMQ_STR("[a]\nb\n"), &arena, &config, &err),
                     CMQ_BAD_INPUT);
    assert_int_equal(err.line, 2);
}

/* {"nodes": [one linear with refs], "attrs": [{"pad": 4}], "params": [{"W": (1,2) floats, "d":
 * nil}], "shims": [[]]} */
#define THINC_HEAD                                                                                 \
    "\x84\xa5nodes\x91\x84\xa5index\x00\xa4name\xa6linear\xa4"                                     \
    "dims\x81\xa2nO\xc0\xa4refs\x82\xa5lower\x02\xa5upper\xc0"                                     \
    "\xa5"                                                                                         \
    "attrs\x91\x81\xa3pad\xc4\x01\x04"                                                             \
    "\xa6params\x91\x82\xa1"                                                                       \
    "d\xc0\xa1W\x85\xc4\x02nd\xc3\xc4\x04type\xa3<f4\xc4\x04kind\xc4\x00\xc4\x05shape\x92\x01\x02" \
    "\xc4\x04"                                                                                     \
    "data"

static void thinc_models_are_read_by_name(void **state) {
    (void)state;
    static const char bytes[] = THINC_HEAD "\xc4\x08\x00\x00\x80\x3f\x00\x00\x00\x40"
                                           "\xa5shims\x91\x90";
    struct cmq_thinc thinc;
    struct cmq_error err = {0};
    assert_int_equal(
        cmq_thinc_read((struct cmq_str){bytes, sizeof bytes - 1}, "m", &arena, &thinc, &err),
        CMQ_OK);
    assert_int_equal(thinc.node_count, 1);
    assert_int_equal(cmq_thinc_find(&thinc, CMQ_STR("linear"), 0), 0);
    assert_int_equal(cmq_thinc_find(&thinc, CMQ_STR("linear"), 1), CMQ_NO_NODE);
    assert_int_equal(thinc.node[0].lower, 2);
    assert_int_equal(thinc.node[0].upper, CMQ_NO_NODE);
    assert_int_equal(cmq_thinc_attr_u32(&thinc.node[0], CMQ_STR("pad"), 9), 4);
    assert_int_equal(cmq_thinc_attr_u32(&thinc.node[0], CMQ_STR("bad"), 9), 9);
    assert_null(cmq_thinc_param(&thinc.node[0], CMQ_STR("d")));
    const struct cmq_thinc_array *weight = cmq_thinc_param(&thinc.node[0], CMQ_STR("W"));
    assert_non_null(weight);
    assert_int_equal(weight->dims, 2);
    assert_int_equal(weight->shape[1], 2);
    float values[2];
    assert_int_equal(weight->data.len, sizeof values);
    memcpy(values, weight->data.ptr, sizeof values);
    assert_true(values[0] == 1.0f && values[1] == 2.0f);
}

static void thinc_arrays_hold_what_their_shape_says(void **state) {
    (void)state;
    static const char bytes[] = THINC_HEAD "\xc4\x04\x00\x00\x80\x3f\xa5shims\x91\x90";
    static const char shims[] = THINC_HEAD "\xc4\x08\x00\x00\x80\x3f\x00\x00\x00\x40"
                                           "\xa5shims\x91\x91\xc4\x00";
    struct cmq_thinc thinc;
    assert_int_equal(
        cmq_thinc_read((struct cmq_str){bytes, sizeof bytes - 1}, "m", &arena, &thinc, NULL),
        CMQ_BAD_INPUT);
    assert_int_equal(
        cmq_thinc_read((struct cmq_str){shims, sizeof shims - 1}, "m", &arena, &thinc, NULL),
        CMQ_UNSUPPORTED);
}

static void records_do_not_run_past_their_end(void **state) {
    (void)state;
    struct cmq_buf out;
    cmq_buf_init(&out, 4096);
    cmq_record_add_u32(&out, 7);
    cmq_record_add_str(&out, CMQ_STR("é"));
    cmq_record_add_str(&out, (struct cmq_str){NULL, 0});
    cmq_record_add_u64(&out, UINT64_MAX - 1);
    cmq_record_add_u32(&out, 3);
    struct cmq_record in = cmq_record_open(cmq_buf_str(&out));
    assert_int_equal(cmq_record_u32(&in), 7);
    assert_str(cmq_record_str(&in), "é");
    assert_null(cmq_record_str(&in).ptr);
    assert_int_equal(cmq_record_u64(&in), UINT64_MAX - 1);
    assert_false(cmq_record_finished(&in));
    assert_int_equal(cmq_record_count(&in, 4), 0);
    assert_true(in.broken);
    for (size_t len = 0; len < 10; len++) {
        in = cmq_record_open((struct cmq_str){out.ptr, len});
        (void)cmq_record_u32(&in);
        assert_null(cmq_record_str(&in).ptr);
        assert_true(in.broken);
    }
    out.ptr[8] = '\xff';
    in = cmq_record_open((struct cmq_str){out.ptr + 4, out.len - 4});
    assert_null(cmq_record_str(&in).ptr);
    assert_true(in.broken);
    cmq_buf_release(&out);
}

/* ---- the tokenizer, with rules of our own ------------------------------------------------ */

static void add_text(struct cmq_buf *out, const char *s) {
    size_t len = strlen(s);
    assert_true(len < 256);
    ADD(out, "\xd9");
    cmq_buf_add_char(out, (char)len);
    add(out, s, len);
}

static void add_exception(struct cmq_buf *out, const char *key, const char *first, const char *norm,
                          const char *second) {
    add_text(out, key);
    ADD(out, "\x92\x82\x41");
    add_text(out, first);
    ADD(out, "\x43");
    add_text(out, norm);
    ADD(out, "\x81\x41");
    add_text(out, second);
}

static void add_whole(struct cmq_buf *out, const char *key) {
    add_text(out, key);
    ADD(out, "\x91\x81\x41");
    add_text(out, key);
}

static struct cmq_buf section;

/* Prefixes ( " US$, suffixes ) " , . 's and km after a digit, infixes - and .. between letters, and
 * ~. */
static struct cmq_tokenizer *own_tokenizer(const char *prefix) {
    struct cmq_buf file;
    cmq_buf_init(&file, 1 << 16);
    cmq_buf_init(&section, 1 << 20);
    ADD(&file, "\x86\xadprefix_search");
    add_text(&file, prefix);
    ADD(&file, "\xadsuffix_search");
    add_text(&file, "\\)$|\"$|,$|(?<=[a-z])\\.$|'s$|(?<=[0-9])(?:km|kg)$|\\.\\.+$");
    ADD(&file, "\xaeinfix_finditer");
    add_text(&file, "(?<=[a-z])-(?=[a-z])|\\.\\.+|~");
    ADD(&file, "\xa9url_match");
    add_text(&file, "(?u)^(?:\\S+@)?[a-z\\u00e9]+\\.(?:com|org)$");
    ADD(&file, "\xabtoken_match\xc0\xaa"
               "exceptions\x86");
    add_exception(&file, "can't", "ca", "can", "n't");
    add_whole(&file, "a.m.");
    add_whole(&file, ":)");
    add_whole(&file, "=)");
    add_whole(&file, "=))");
    add_whole(&file, "go");
    struct cmq_tokenizer *tokenizer = NULL;
    struct cmq_error err = {0};
    enum cmq_status status = cmq_tokenizer_import(cmq_buf_str(&file), (struct cmq_str){"\x80", 1},
                                                  &arena, &section, &err);
    if (status == CMQ_OK) {
        status = cmq_tokenizer_open(cmq_buf_str(&section), &arena, &tokenizer, &err);
    }
    if (status != CMQ_OK) {
        fail_msg("%s", err.message);
    }
    cmq_buf_release(&file);
    return tokenizer;
}

static void close_tokenizer(struct cmq_tokenizer *tokenizer) {
    cmq_tokenizer_free(tokenizer);
    cmq_buf_release(&section);
    cmq_arena_reset(&arena);
}

/* Tokens between bars; an underscore after one that a space follows. */
static void assert_tokens(const struct cmq_tokenizer *tokenizer, const char *text,
                          const char *expected) {
    struct cmq_parse parse;
    struct cmq_features *features;
    struct cmq_error err = {0};
    struct cmq_buf out;
    cmq_buf_init(&out, 1 << 20);
    enum cmq_status status =
        cmq_tokenize(tokenizer, cmq_str_of(text), &arena, &parse, &features, &err);
    if (status != CMQ_OK) {
        fail_msg("%s", err.message);
    }
    uint32_t at = 0;
    for (uint32_t i = 0; i < parse.token_count; i++) {
        const struct cmq_token *token = &parse.token[i];
        assert_int_equal(token->start, at);
        assert_ptr_equal(token->form.ptr, parse.text.ptr + at);
        assert_int_equal(token->form.len, token->end - token->start);
        assert_int_equal(features[i].id[CMQ_FEATURE_SPACY], token->space_after);
        cmq_buf_format(&out, "%s%.*s%s", i > 0 ? "|" : "", CMQ_FMT(token->form),
                       token->space_after ? "_" : "");
        at = token->end + token->space_after;
    }
    assert_int_equal(at, parse.text.len);
    assert_string_equal(out.ptr == NULL ? "" : out.ptr, expected);
    cmq_buf_release(&out);
}

static const char OWN_PREFIX[] = "^\\(|^\"|^US\\$|^\\.\\.+";

static void white_space_is_absorbed_or_a_token(void **state) {
    (void)state;
    struct cmq_tokenizer *tokenizer = own_tokenizer(OWN_PREFIX);
    assert_tokens(tokenizer, "", "");
    assert_tokens(tokenizer, "one two", "one_|two");
    assert_tokens(tokenizer, "one  two", "one_| |two");
    assert_tokens(tokenizer, " one", " |one");
    assert_tokens(tokenizer, "one ", "one_");
    assert_tokens(tokenizer, "one \n\ntwo\n", "one_|\n\n|two|\n");
    assert_tokens(tokenizer, "one\n two", "one|\n |two");
    assert_tokens(tokenizer, "one\u00a0two", "one|\u00a0|two");
    assert_tokens(tokenizer, "   ", "   ");
    close_tokenizer(tokenizer);
}

static void affixes_come_off_one_at_a_time(void **state) {
    (void)state;
    struct cmq_tokenizer *tokenizer = own_tokenizer(OWN_PREFIX);
    assert_tokens(tokenizer, "(\"one\"),", "(|\"|one|\"|)|,");
    assert_tokens(tokenizer, "dog's.", "dog|'s|.");
    assert_tokens(tokenizer, "US$30km km", "US$|30|km_|km");
    assert_tokens(tokenizer, "well-to-do 3-4", "well|-|to|-|do_|3-4");
    assert_tokens(tokenizer, "))", ")|)");
    assert_tokens(tokenizer, "go...on..", "go|...|on|..");
    assert_tokens(tokenizer, "~a~b", "~a|~|b");
    close_tokenizer(tokenizer);
}

static void exceptions_stop_the_peeling(void **state) {
    (void)state;
    struct cmq_tokenizer *tokenizer = own_tokenizer(OWN_PREFIX);
    assert_tokens(tokenizer, "can't (can't) go-on", "ca|n't_|(|ca|n't|)_|go|-|on");
    assert_tokens(tokenizer, "a.m. (a.m.),", "a.m._|(|a.m.|)|,");
    struct cmq_parse parse;
    struct cmq_features *features;
    assert_int_equal(cmq_tokenize(tokenizer, CMQ_STR("can't"), &arena, &parse, &features, NULL),
                     CMQ_OK);
    assert_int_equal(features[0].id[CMQ_FEATURE_NORM], id_of("can"));
    assert_int_equal(features[1].id[CMQ_FEATURE_NORM], id_of("n't"));
    close_tokenizer(tokenizer);
}

static void torn_exceptions_are_put_back(void **state) {
    (void)state;
    struct cmq_tokenizer *tokenizer = own_tokenizer(OWN_PREFIX);
    /* ":)" is two tokens by the suffix rule, so it is a phrase; with a space inside it is none. */
    assert_tokens(tokenizer, "fine..:)", "fine|..|:)");
    assert_tokens(tokenizer, "fine..=))", "fine|..|=))");
    assert_tokens(tokenizer, "(:) now", "(|:)_|now");
    assert_tokens(tokenizer, ": )", ":_|)");
    assert_tokens(tokenizer, ":))", ":)|)");
    close_tokenizer(tokenizer);
}

static void addresses_are_not_cut(void **state) {
    (void)state;
    struct cmq_tokenizer *tokenizer = own_tokenizer(OWN_PREFIX);
    assert_tokens(tokenizer, "a-b@example.com, (caf\u00e9.org)",
                  "a-b@example.com|,_|(|caf\u00e9.org|)");
    assert_tokens(tokenizer, "a-b@example.net", "a|-|b@example.net");
    close_tokenizer(tokenizer);
}

/* The shortcut for words may not be taken where a pattern can match letters. */
static void a_prefix_of_letters_is_seen(void **state) {
    (void)state;
    struct cmq_tokenizer *tokenizer = own_tokenizer("^un|^\\(");
    assert_tokens(tokenizer, "undo unx", "un|do_|un|x");
    close_tokenizer(tokenizer);
}

static void long_chunks_end(void **state) {
    (void)state;
    struct cmq_tokenizer *tokenizer = own_tokenizer(OWN_PREFIX);
    size_t len = 100000;
    char *text = malloc(len);
    assert_non_null(text);
    memset(text, ')', len);
    struct cmq_parse parse;
    struct cmq_features *features;
    assert_int_equal(
        cmq_tokenize(tokenizer, (struct cmq_str){text, len}, &arena, &parse, &features, NULL),
        CMQ_OK);
    assert_int_equal(parse.token_count, len);
    memset(text, '.', len);
    text[0] = 'x';
    assert_int_equal(
        cmq_tokenize(tokenizer, (struct cmq_str){text, len}, &arena, &parse, &features, NULL),
        CMQ_OK);
    assert_int_equal(parse.token[0].end, 1);
    free(text);
    close_tokenizer(tokenizer);
}

static void broken_text_is_refused(void **state) {
    (void)state;
    struct cmq_tokenizer *tokenizer = own_tokenizer(OWN_PREFIX);
    struct cmq_parse parse;
    struct cmq_features *features;
    struct cmq_error err;
    assert_int_equal(cmq_tokenize(tokenizer, CMQ_STR("a\xff"), &arena, &parse, &features, &err),
                     CMQ_BAD_INPUT);
    size_t len = 2 * (size_t)CMQ_MAX_TOKENS + 2;
    char *text = malloc(len);
    assert_non_null(text);
    for (size_t i = 0; i < len; i++) {
        text[i] = i % 2 == 0 ? 'a' : ' ';
    }
    assert_int_equal(
        cmq_tokenize(tokenizer, (struct cmq_str){text, len}, &arena, &parse, &features, &err),
        CMQ_LIMIT);
    free(text);
    close_tokenizer(tokenizer);
}

static void a_damaged_section_is_refused(void **state) {
    (void)state;
    struct cmq_tokenizer *tokenizer = own_tokenizer(OWN_PREFIX);
    cmq_tokenizer_free(tokenizer);
    for (size_t len = 0; len < section.len; len++) {
        struct cmq_error err = {0};
        enum cmq_status status =
            cmq_tokenizer_open((struct cmq_str){section.ptr, len}, &arena, &tokenizer, &err);
        assert_int_equal(status, CMQ_BAD_INPUT);
        assert_null(tokenizer);
    }
    close_tokenizer(tokenizer);
}

/* ---- with the English model (CMQ_ENGINE_MODEL) ------------------------------------------- */

static struct cmq_model *open_model(void) {
    const char *path = getenv("CMQ_ENGINE_MODEL");
    struct cmq_model *model = NULL;
    struct cmq_error err = {0};
    if (path != NULL && cmq_model_open(path, &model, &err) != CMQ_OK) {
        fail_msg("%s", err.message);
    }
    return model;
}

static void english_contractions_and_names_of_places(void **state) {
    (void)state;
    struct cmq_model *model = open_model();
    if (model == NULL) {
        skip();
    }
    static const char TEXT[] = "I can't go to N.Y.  on $5.50/day, number case X";
    assert_tokens(model->tokenizer, TEXT,
                  "I_|ca|n't_|go_|to_|N.Y._| |on_|$|5.50|/|day|,_|number_|case_|X");
    static const char *const NORMS[] = {"i", "can",  "not", "go",  "to", "New York", " ",    "on",
                                        "$", "5.50", "/",   "day", ",",  "number",   "case", "x"};
    static const char *const SHAPES[] = {"X", "xx",   "x'x", "xx",  "xx", "X.X.", " ",    "xx",
                                         "$", "d.dd", "/",   "xxx", ",",  "xxxx", "xxxx", "X"};
    struct cmq_parse parse;
    struct cmq_features *features;
    assert_int_equal(
        cmq_tokenize(model->tokenizer, cmq_str_of(TEXT), &arena, &parse, &features, NULL), CMQ_OK);
    for (uint32_t i = 0; i < parse.token_count; i++) {
        assert_int_equal(features[i].id[CMQ_FEATURE_NORM], id_of(NORMS[i]));
        assert_int_equal(features[i].id[CMQ_FEATURE_SHAPE], id_of(SHAPES[i]));
    }
    cmq_model_free(model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(string_ids_are_those_of_the_reference),
        cmocka_unit_test(symbols_have_their_small_ids),
        cmocka_unit_test(what_only_looks_like_a_symbol_is_hashed),
        cmocka_unit_test(embedding_rows_are_those_of_the_reference),
        cmocka_unit_test(characters_are_what_python_says),
        cmocka_unit_test(lower_case_is_full_and_knows_the_final_sigma),
        cmocka_unit_test(shapes_cut_runs_after_four),
        cmocka_unit_test(features_come_from_the_form),
        cmocka_unit_test(flags_are_of_whole_forms),
        cmocka_unit_test(norms_of_signs_are_built_in),
        cmocka_unit_test(a_table_of_norms_comes_before_the_built_in_ones),
        cmocka_unit_test(msgpack_reads_every_size),
        cmocka_unit_test(msgpack_reads_strings_and_skips_trees),
        cmocka_unit_test(msgpack_breaks_on_what_is_not_there),
        cmocka_unit_test(config_follows_references),
        cmocka_unit_test(thinc_models_are_read_by_name),
        cmocka_unit_test(thinc_arrays_hold_what_their_shape_says),
        cmocka_unit_test(records_do_not_run_past_their_end),
        cmocka_unit_test(white_space_is_absorbed_or_a_token),
        cmocka_unit_test(affixes_come_off_one_at_a_time),
        cmocka_unit_test(exceptions_stop_the_peeling),
        cmocka_unit_test(torn_exceptions_are_put_back),
        cmocka_unit_test(addresses_are_not_cut),
        cmocka_unit_test(a_prefix_of_letters_is_seen),
        cmocka_unit_test(long_chunks_end),
        cmocka_unit_test(broken_text_is_refused),
        cmocka_unit_test(a_damaged_section_is_refused),
        cmocka_unit_test(english_contractions_and_names_of_places),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
