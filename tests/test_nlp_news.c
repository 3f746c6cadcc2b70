/* SPDX-License-Identifier: Apache-2.0 */
/* What reading news adds to the reference engine: where sentences may start, quotation marks hidden
 * from the models and put back, finite verbs found again. Trees are by hand. */

#include "nlp/model.h"
#include "trees.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct cmq_arena arena;

static int setup(void **state) {
    (void)state;
    cmq_arena_init(&arena, 1u << 24);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    cmq_arena_release(&arena);
    return 0;
}

/* Tokens without a tree, for what looks at forms alone. */
static struct cmq_parse tokens_of(const char *forms) {
    struct cmq_buf tree;
    cmq_buf_init(&tree, 1u << 16);
    struct cmq_str rest = cmq_str_of(forms);
    bool first = true;
    while (rest.ptr) {
        struct cmq_str form = cmq_str_cut(&rest, ' ');
        cmq_buf_format(&tree, "%.*s x X X %d %s\n", CMQ_FMT(form), first ? 0 : 1,
                       first ? "root" : "punct");
        first = false;
    }
    struct cmq_parse parse = parse_of(&arena, tree.ptr);
    cmq_buf_release(&tree);
    return parse;
}

static void sentences_start_only_after_marks_that_end_one(void **state) {
    (void)state;
    struct cmq_parse parse = tokens_of("Ann Lee left . She said “ No . ” He sat in the U.S. They");
    const int8_t expected[] = {0, -1, -1, -1, 0, -1, -1, -1, -1, 0, 0, -1, -1, -1, -1, 0};
    int8_t *hint = cmq_hint_sentences(&parse, &arena);
    assert_non_null(hint);
    assert_int_equal(parse.token_count, sizeof expected);
    for (uint32_t t = 0; t < parse.token_count; t++) {
        if (hint[t] != expected[t]) {
            fail_msg("token %u: %d instead of %d", t, hint[t], expected[t]);
        }
    }
}

static void the_text_behind_a_dateline_starts_a_sentence(void **state) {
    (void)state;
    struct cmq_parse parse = tokens_of("OSLO ( AP ) -- Norway left . Norway ( NATO ) left");
    int8_t *hint = cmq_hint_sentences(&parse, &arena);
    assert_int_equal(hint[1], -1);
    assert_int_equal(hint[4], -1);
    assert_int_equal(hint[5], 1);
    assert_int_equal(hint[12], -1);
}

static void an_empty_line_starts_a_sentence_and_a_line_end_may(void **state) {
    (void)state;
    struct cmq_parse parse = tokens_of("Title @ Body line @ goes on");
    parse.token[1].is_space = parse.token[4].is_space = true;
    parse.token[1].form = CMQ_STR("\n\n");
    parse.token[4].form = CMQ_STR("\n");
    int8_t *hint = cmq_hint_sentences(&parse, &arena);
    assert_int_equal(hint[2], 1);
    assert_int_equal(hint[3], -1);
    assert_int_equal(hint[5], 0);
    assert_int_equal(hint[6], -1);
}

/* Tokens of forms with blanks between, "|" for a line end, at their places in a text. */
static struct cmq_parse lines_of(const char *forms) {
    struct cmq_parse parse = tokens_of(forms);
    parse.text = cmq_arena_copy(&arena, cmq_str_of(forms));
    char *text = (char *)(uintptr_t)parse.text.ptr;
    uint32_t at = 0;
    for (uint32_t t = 0; t < parse.token_count; t++) {
        struct cmq_token *token = &parse.token[t];
        token->start = at;
        token->end = at + (uint32_t)token->form.len;
        token->is_space = text[at] == '|';
        if (token->is_space) {
            text[at] = '\n';
            token->form = CMQ_STR("\n");
        }
        at = token->end + 1;
    }
    return parse;
}

static void line_ends_for_want_of_room_are_hidden(void **state) {
    (void)state;
    /* The third line is short, and the next word would have fit. */
    struct cmq_parse parse =
        lines_of("government plans to stop all | subsidising of firms anger its "
                 "| workers , they said . | The law | goes into effect on one "
                 "| Sunday .");
    bool hidden[64] = {false};
    cmq_hide_wraps(&parse, hidden);
    const bool expected[] = {true, true, false, true, true};
    for (uint32_t t = 0, line = 0; t < parse.token_count; t++) {
        if (parse.token[t].is_space && hidden[t] != expected[line++]) {
            fail_msg("line end %u", line);
        }
    }
}

static void a_text_without_a_width_keeps_its_line_ends(void **state) {
    (void)state;
    struct cmq_parse parse = lines_of("A headline | and some more words that make a longer line of "
                                      "text | End");
    bool hidden[32] = {false};
    cmq_hide_wraps(&parse, hidden);
    for (uint32_t t = 0; t < parse.token_count; t++) {
        assert_false(hidden[t]);
    }
}

/* With one blank for each run of them. */
static const char *squeezed(struct cmq_str text) {
    static char out[256];
    size_t len = 0;
    for (size_t i = 0; i < text.len && len + 1 < sizeof out; i++) {
        if (text.ptr[i] != ' ' || len == 0 || out[len - 1] != ' ') {
            out[len++] = text.ptr[i];
        }
    }
    out[len] = '\0';
    return out;
}

static void words_of_a_page_are_read_as_blanks(void **state) {
    (void)state;
    static const struct {
        const char *text, *read;
    } cases[] = {
        {"Sen. Ann Lee Ann Marie LeeLawmakers fight Lee sues MORE (Ohio) met Bo Day Bo Day Budget "
         "fails MORE.",
         "Sen. Ann Lee (Ohio) met Bo Day ."},
        {"JUST WATCHED Envoy quits Replay MUST WATCH Envoy quits\nNo envoy stays.",
         " \n\n Envoy quits\nNo envoy stays."},
        {"Bo Day wants MORE money for Bo Day", "Bo Day wants MORE money for Bo Day"},
        {"DAY AND NIGHT AND DAY MORE", "DAY AND NIGHT AND DAY MORE"},
        {"Hide Caption ", " \n\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cmq_str text = cmq_str_of(cases[i].text), read = cmq_without_links(text, &arena);
        assert_int_equal(read.len, text.len);
        assert_string_equal(squeezed(read), cases[i].read);
    }
}

static void quotations_are_paired_by_shape(void **state) {
    (void)state;
    struct cmq_parse parse = tokens_of("X “ backs the \" new \" plan ” he said “ and more");
    struct cmq_quotes quotes;
    cmq_find_quotes(&parse, &arena, &quotes);
    assert_int_equal(quotes.count, 3);
    assert_int_equal(quotes.item[0].open, 4);
    assert_int_equal(quotes.item[0].close, 6);
    assert_true(quotes.item[0].inner);
    assert_int_equal(quotes.item[1].open, 1);
    assert_int_equal(quotes.item[1].close, 8);
    assert_false(quotes.item[1].inner);
    assert_int_equal(quotes.item[2].open, 11);
    assert_int_equal(quotes.item[2].close, parse.token_count);
    assert_false(quotes.item[2].closed);
}

/* Marks without white space on one side: two single ones, and a curly one the wrong way round. */
static void marks_open_and_close_by_the_space_beside_them(void **state) {
    (void)state;
    struct cmq_parse parse = tokens_of("'' A '' X '' B '' Y ” C ”");
    static const struct {
        uint32_t left, right;
    } joined[] = {{0, 1}, {1, 2}, {4, 5}, {5, 6}, {8, 9}, {9, 10}};
    for (size_t i = 0; i < sizeof joined / sizeof *joined; i++) {
        parse.token[joined[i].right].start = parse.token[joined[i].left].end;
    }
    struct cmq_quotes quotes;
    cmq_find_quotes(&parse, &arena, &quotes);
    assert_int_equal(quotes.count, 3);
    assert_int_equal(quotes.item[0].open, 0);
    assert_int_equal(quotes.item[0].close, 2);
    assert_int_equal(quotes.item[1].open, 4);
    assert_int_equal(quotes.item[1].close, 6);
    assert_int_equal(quotes.item[2].open, 8);
    assert_int_equal(quotes.item[2].close, 10);
}

static void marks_inside_a_sentence_are_hidden_and_others_stay(void **state) {
    (void)state;
    struct cmq_parse part = tokens_of("X “ urged Y to stop ” the war");
    bool *hidden = cmq_hide_marks(&part, &arena);
    assert_true(hidden[1]);
    assert_true(hidden[6]);
    assert_false(hidden[2]);
    struct cmq_parse whole = tokens_of("“ We will never stop the war , ” X said");
    hidden = cmq_hide_marks(&whole, &arena);
    assert_false(hidden[0]);
    assert_false(hidden[8]);
}

static void marks_come_back_as_punctuation_of_their_sentence(void **state) {
    (void)state;
    struct cmq_parse whole = tokens_of("X “ urged Y ” now");
    struct cmq_features feature[6] = {0}, *features = feature;
    bool *hidden = cmq_hide_marks(&whole, &arena);
    struct cmq_parse left = cmq_without_hidden(&whole, hidden, &features, &arena);
    assert_int_equal(left.token_count, 4);
    struct cmq_parse tree = parse_of(&arena, "X x NNP PROPN 2 nsubj\nurged urge VBD VERB 0 root\n"
                                             "Y y NNP PROPN 2 obj\nnow now RB ADV 2 advmod\n");
    for (uint32_t t = 0; t < 4; t++) {
        uint32_t start = left.token[t].start;
        left.token[t] = tree.token[t];
        left.token[t].start = start;
    }
    left.sentence = tree.sentence;
    left.sentence_count = tree.sentence_count;
    assert_true(cmq_put_marks_back(&whole, hidden, &left, &arena));
    assert_int_equal(whole.token_count, 6);
    assert_int_equal(whole.token[0].head, 2);
    assert_int_equal(whole.token[3].head, 2);
    assert_int_equal(whole.token[5].head, 2);
    assert_int_equal(whole.token[1].dep, CMQ_DEP_PUNCT);
    assert_int_equal(whole.token[4].dep, CMQ_DEP_PUNCT);
    assert_int_equal(whole.sentence[0].first, 0);
    assert_int_equal(whole.sentence[0].end, 6);
    assert_int_equal(whole.sentence[0].root, 2);
}

/* Puts the hidden marks back; what is left of `whole` without them has these sentences, in which
 * all hangs on the root. */
static struct cmq_parse with_marks_back(struct cmq_parse whole, const bool *hidden,
                                        struct cmq_sentence *sentence, uint32_t sentence_count) {
    struct cmq_features feature[8] = {0}, *features = feature;
    struct cmq_parse left = cmq_without_hidden(&whole, hidden, &features, &arena);
    left.sentence = sentence;
    left.sentence_count = sentence_count;
    for (uint32_t s = 0; s < sentence_count; s++) {
        for (uint32_t t = sentence[s].first; t < sentence[s].end; t++) {
            left.token[t].sentence = s;
            left.token[t].head = sentence[s].root;
        }
    }
    assert_true(cmq_put_marks_back(&whole, hidden, &left, &arena));
    return whole;
}

static void marks_at_the_start_hang_on_the_first_word(void **state) {
    (void)state;
    static const bool hidden[] = {true, true, false};
    struct cmq_sentence sentence = {0, 1, 0};
    struct cmq_parse parse = with_marks_back(tokens_of("“ ” X"), hidden, &sentence, 1);
    assert_int_equal(parse.token[0].head, 2);
    assert_int_equal(parse.token[1].head, 2);
    assert_int_equal(parse.sentence[0].root, 2);
    assert_int_equal(parse.sentence[0].end, 3);
}

static void a_mark_before_a_line_break_stays_in_its_sentence(void **state) {
    (void)state;
    static const bool hidden[] = {false, true, false, false};
    struct cmq_sentence sentence[] = {{0, 2, 0}, {2, 3, 2}};
    struct cmq_parse whole = tokens_of("A \" _ B");
    whole.token[2].is_space = true;
    whole.token[2].start = whole.token[1].end;
    struct cmq_parse parse = with_marks_back(whole, hidden, sentence, 2);
    assert_int_equal(parse.token[1].head, 0);
    assert_int_equal(parse.token[1].sentence, 0);
    assert_int_equal(parse.sentence[0].end, 3);
    /* Nor does it leave a sentence that begins with the break. */
    struct cmq_sentence later[] = {{0, 1, 0}, {1, 3, 2}};
    static const bool behind[] = {false, false, true, false};
    whole = tokens_of("A _ \" B");
    whole.token[1].is_space = true;
    parse = with_marks_back(whole, behind, later, 2);
    assert_int_equal(parse.token[2].head, 3);
    assert_int_equal(parse.token[2].sentence, 1);
    assert_int_equal(parse.sentence[1].first, 1);
}

static void marks_among_blanks_make_a_sentence(void **state) {
    (void)state;
    static const bool hidden[] = {true, false, true};
    struct cmq_sentence sentence = {0, 1, 0};
    struct cmq_parse whole = tokens_of("\" _ \"");
    whole.token[1].is_space = true;
    struct cmq_parse parse = with_marks_back(whole, hidden, &sentence, 1);
    assert_int_equal(parse.sentence[0].root, 0);
    assert_int_equal(parse.token[0].head, 0);
    assert_int_equal(parse.token[2].head, 0);
    assert_int_equal(parse.sentence[0].end, 3);
}

static void a_participle_behind_the_subject_becomes_the_verb(void **state) {
    (void)state;
    /* "US Secretary Blinken expressed concern", hung on the noun by the parser */
    struct cmq_parse parse = parse_of(&arena, "Blinken Blinken NNP PROPN 3 compound\n"
                                              "expressed express VBN VERB 3 amod\n"
                                              "concern concern NN NOUN 0 root\n");
    cmq_find_finite_verbs(&parse);
    assert_int_equal(parse.sentence[0].root, 1);
    assert_int_equal(parse.token[0].dep, CMQ_DEP_NSUBJ);
    assert_int_equal(parse.token[0].head, 1);
    assert_int_equal(parse.token[2].dep, CMQ_DEP_OBJ);
    assert_int_equal(parse.token[2].head, 1);
}

static void a_verb_before_a_name_is_found_though_a_clause_is_finite(void **state) {
    (void)state;
    /* "Trump accused director Comey of what he wrote", hung on the first name by the parser */
    struct cmq_parse parse =
        parse_of(&arena, "Trump Trump NNP PROPN 0 root\naccused accuse VBN VERB 4 amod\n"
                         "director director NN NOUN 4 compound\nComey Comey NNP PROPN 1 nmod\n"
                         "who who WP PRON 6 nsubj\nwrote write VBD VERB 4 acl:relcl\n");
    cmq_find_finite_verbs(&parse);
    assert_int_equal(parse.sentence[0].root, 1);
    assert_int_equal(parse.token[0].dep, CMQ_DEP_NSUBJ);
    assert_int_equal(parse.token[3].head, 1);
}

static void a_true_participle_stays_one(void **state) {
    (void)state;
    struct cmq_parse finite = parse_of(&arena, "Troops troop NNS NOUN 5 nsubj\n"
                                               "sent send VBN VERB 1 acl\nto to IN ADP 4 case\n"
                                               "Mali Mali NNP PROPN 2 obl\n"
                                               "left leave VBD VERB 0 root\n");
    cmq_find_finite_verbs(&finite);
    assert_int_equal(finite.sentence[0].root, 4);
    struct cmq_parse agent = parse_of(&arena, "Troops troop NNS NOUN 0 root\n"
                                              "sent send VBN VERB 1 acl\nby by IN ADP 4 case\n"
                                              "Mali Mali NNP PROPN 2 obl:agent\n");
    cmq_find_finite_verbs(&agent);
    assert_int_equal(agent.sentence[0].root, 0);
}

static void a_noun_behind_after_is_the_subject_of_the_verb_behind_it(void **state) {
    (void)state;
    struct cmq_parse parse = parse_of(&arena, "Roe Roe NNP PROPN 2 nsubj\n"
                                              "left leave VBD VERB 0 root\n"
                                              "after after IN ADP 5 case\na a DT DET 5 det\n"
                                              "clerk clerk NN NOUN 2 obl\n"
                                              "accused accuse VBD VERB 2 advcl\n"
                                              "him he PRP PRON 6 obj\n");
    cmq_find_subjects(&parse);
    assert_int_equal(parse.token[4].dep, CMQ_DEP_NSUBJ);
    assert_int_equal(parse.token[4].head, 5);
    assert_int_equal(parse.token[2].dep, CMQ_DEP_MARK);
    assert_int_equal(parse.token[2].head, 5);
}

static void a_noun_is_no_conjunct_of_a_verb(void **state) {
    (void)state;
    /* "Chad raised tariffs and Mali announced": the first clause taken for what is told */
    struct cmq_parse parse =
        parse_of(&arena, "Chad Chad NNP PROPN 2 nsubj\nraised raise VBD VERB 6 ccomp\n"
                         "tariffs tariff NNS NOUN 2 obj\nand and CC CCONJ 5 cc\n"
                         "Mali Mali NNP PROPN 2 conj\nannounced announce VBD VERB 0 root\n"
                         "talks talk NNS NOUN 6 obj\n");
    cmq_find_subjects(&parse);
    assert_int_equal(parse.token[4].dep, CMQ_DEP_NSUBJ);
    assert_int_equal(parse.token[4].head, 5);
    assert_int_equal(parse.token[5].dep, CMQ_DEP_CONJ);
    assert_int_equal(parse.sentence[0].root, 1);
}

static void of_two_subjects_the_one_behind_a_preposition_is_none(void **state) {
    (void)state;
    struct cmq_parse parse =
        parse_of(&arena, "pastor pastor NN NOUN 6 nsubj\nwith with IN ADP 3 case\n"
                         "time time NN NOUN 1 nmod\nas as IN ADP 5 case\n"
                         "governor governor NN NOUN 6 nsubj\nspoke speak VBD VERB 0 root\n");
    cmq_find_subjects(&parse);
    assert_int_equal(parse.token[0].dep, CMQ_DEP_NSUBJ);
    assert_int_equal(parse.token[4].dep, CMQ_DEP_NMOD);
    assert_int_equal(parse.token[4].head, 2);
}

static void a_participle_behind_a_comma_tells_of_the_subject(void **state) {
    (void)state;
    struct cmq_parse parse = parse_of(&arena, "Police police NNS NOUN 2 nsubj\n"
                                              "raided raid VBD VERB 0 root\n"
                                              "offices office NNS NOUN 2 obj\n"
                                              ", , , PUNCT 5 punct\n"
                                              "seizing seize VBG VERB 3 acl\n"
                                              "papers paper NNS NOUN 5 obj\n");
    cmq_find_participles(&parse);
    assert_int_equal(parse.token[4].dep, CMQ_DEP_ADVCL);
    assert_int_equal(parse.token[4].head, 1);
    struct cmq_parse close = parse_of(&arena, "Police police NNS NOUN 2 nsubj\n"
                                              "met meet VBD VERB 0 root\n"
                                              "men man NNS NOUN 2 obj\n"
                                              "seizing seize VBG VERB 3 acl\n");
    cmq_find_participles(&close);
    assert_int_equal(close.token[3].dep, CMQ_DEP_ACL);
}

static void a_finite_verb_read_as_a_name_is_the_root(void **state) {
    (void)state;
    struct cmq_parse parse =
        parse_of(&arena, "Government government NN NOUN 0 root\n"
                         "of of IN ADP 4 case\nMali Mali NNP PROPN 4 compound\n"
                         "bans ban VBZ VERB 1 nmod\n"
                         "rallies rally NNS NOUN 4 obj\n");
    cmq_find_finite_verbs(&parse);
    assert_int_equal(parse.sentence[0].root, 3);
    assert_int_equal(parse.token[0].dep, CMQ_DEP_NSUBJ);
    assert_true(cmq_str_eq(parse.token[3].tag, CMQ_STR("VBZ")));
}

static void a_plural_with_an_object_is_a_verb(void **state) {
    (void)state;
    struct cmq_parse parse = parse_of(&arena, "Malian malian JJ ADJ 2 amod\n"
                                              "army army NN NOUN 3 compound\n"
                                              "strikes strike NNS NOUN 0 root\n"
                                              "targets target NNS NOUN 3 obj\n");
    cmq_find_finite_verbs(&parse);
    assert_int_equal(parse.token[2].upos, CMQ_VERB);
    assert_int_equal(parse.token[1].dep, CMQ_DEP_NSUBJ);
    assert_int_equal(parse.token[0].head, 1);
}

static void a_bare_noun_is_the_object_of_most_verbs(void **state) {
    (void)state;
    struct cmq_parse object = parse_of(&arena, "India India NNP PROPN 2 nsubj\n"
                                               "invited invite VBD VERB 0 root\n"
                                               "China China NNP PROPN 2 xcomp\n");
    cmq_find_objects(&object);
    assert_int_equal(object.token[2].dep, CMQ_DEP_OBJ);
    struct cmq_parse perfect = parse_of(&arena, "India India NNP PROPN 3 nsubj\n"
                                                "has have VBZ AUX 3 aux\n"
                                                "invited invite VBN VERB 0 root\n"
                                                "China China NNP PROPN 3 xcomp\n");
    cmq_find_objects(&perfect);
    assert_int_equal(perfect.token[3].dep, CMQ_DEP_OBJ);
}

static void a_predicate_stays_one(void **state) {
    (void)state;
    static const char *const PREDICATES[] = {
        "Mandela Mandela NNP PROPN 2 nsubj\nbecame become VBD VERB 0 root\n"
        "president president NN NOUN 2 xcomp\n",
        "man man NN NOUN 0 root\ncalled call VBN VERB 1 acl\nJones Jones NNP PROPN 2 xcomp\n",
        "He he PRP PRON 3 nsubj:pass\nwas be VBD AUX 3 aux:pass\n"
        "named name VBN VERB 0 root\nminister minister NN NOUN 3 xcomp\n",
        "He he PRP PRON 2 nsubj\nwants want VBZ VERB 0 root\nto to TO PART 4 mark\n"
        "minister minister NN NOUN 2 xcomp\n",
        "They they PRP PRON 2 nsubj\nelected elect VBD VERB 0 root\nhim he PRP PRON 2 obj\n"
        "leader leader NN NOUN 2 xcomp\n",
    };
    for (size_t i = 0; i < sizeof PREDICATES / sizeof *PREDICATES; i++) {
        struct cmq_parse parse = parse_of(&arena, PREDICATES[i]);
        cmq_find_objects(&parse);
        assert_int_equal(parse.token[parse.token_count - 1].dep, CMQ_DEP_XCOMP);
    }
}

static void a_subject_is_found_by_control_and_on_the_auxiliary(void **state) {
    (void)state;
    bool passive = true;
    struct cmq_parse parse =
        parse_of(&arena, "A a NNP PROPN 2 nsubj\nurged urge VBD VERB 0 root\n"
                         "B b NNP PROPN 2 obj\nto to TO PART 5 mark\nstop stop VB VERB 2 xcomp\n"
                         "\n"
                         "A a NNP PROPN 2 nsubj\nhave have VBP AUX 3 aux\n"
                         "met meet VBN VERB 0 root\n");
    assert_int_equal(cmq_subject(&parse, 4, &passive), 2);
    assert_false(passive);
    assert_int_equal(cmq_subject(&parse, 7, &passive), 5);
}

static void an_endless_sentence_is_cut_into_pieces_with_a_root_each(void **state) {
    (void)state;
    struct cmq_buf forms;
    cmq_buf_init(&forms, 1u << 16);
    for (uint32_t i = 0; i < CMQ_MAX_SENTENCE + 10; i++) {
        cmq_buf_format(&forms, "%sword", i == 0 ? "" : " ");
    }
    struct cmq_parse parse = tokens_of(forms.ptr);
    cmq_buf_release(&forms);
    assert_int_equal(parse.sentence_count, 1);
    assert_true(cmq_cut_long_sentences(&parse, &arena));
    assert_int_equal(parse.sentence_count, 2);
    assert_int_equal(parse.sentence[0].end, CMQ_MAX_SENTENCE);
    assert_int_equal(parse.sentence[1].end, CMQ_MAX_SENTENCE + 10);
    for (uint32_t t = 0; t < parse.token_count; t++) {
        const struct cmq_sentence *s = &parse.sentence[parse.token[t].sentence];
        assert_true(t >= s->first && t < s->end);
        assert_true(parse.token[t].head >= s->first && parse.token[t].head < s->end);
    }
    assert_int_equal(parse.token[parse.sentence[1].root].head, parse.sentence[1].root);
}

/* Two sentences of any shape; the second has a chain that is deeper than walks follow, and a token
 * of white space inside a phrase. */
static void noted_children_are_those_that_a_look_through_the_sentence_finds(void **state) {
    (void)state;
    enum { FIRST = 40, TOKENS = 40 + CMQ_MAX_TREE_DEPTH + 30 };
    struct cmq_token token[TOKENS] = {{0}};
    struct cmq_sentence sentence[] = {{0, FIRST, 7}, {FIRST, TOKENS, FIRST}};
    struct cmq_parse scanned = {
        .token = token, .token_count = TOKENS, .sentence = sentence, .sentence_count = 2};
    for (uint32_t t = 0; t < TOKENS; t++) {
        token[t].sentence = t >= FIRST ? 1 : 0;
        token[t].head = t == FIRST ? t : t - 1 - (t % 5 == 0 && t > FIRST + 1);
    }
    for (uint32_t t = 0; t < FIRST; t++) {
        token[t].head = t == 7 ? t : t < 7 ? t + 1 : 7 + t % (t - 7);
    }
    token[FIRST + 10].is_space = token[TOKENS - 1].is_space = true;
    struct cmq_parse noted = scanned;
    assert_true(cmq_note_children(&noted, &arena));
    for (uint32_t t = 0; t < TOKENS; t++) {
        uint32_t first, end, wanted_first, wanted_end;
        cmq_subtree(&scanned, t, &wanted_first, &wanted_end);
        cmq_subtree(&noted, t, &first, &end);
        assert_int_equal(first, wanted_first);
        assert_int_equal(end, wanted_end);
        assert_int_equal(cmq_child_next(&noted, t, CMQ_NO_TOKEN),
                         cmq_child_next(&scanned, t, CMQ_NO_TOKEN));
        for (uint32_t after = sentence[t >= FIRST].first; after < sentence[t >= FIRST].end;
             after++) {
            assert_int_equal(cmq_child_next(&noted, t, after), cmq_child_next(&scanned, t, after));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            noted_children_are_those_that_a_look_through_the_sentence_finds, setup, teardown),
        cmocka_unit_test_setup_teardown(sentences_start_only_after_marks_that_end_one, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(the_text_behind_a_dateline_starts_a_sentence, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(an_empty_line_starts_a_sentence_and_a_line_end_may, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(line_ends_for_want_of_room_are_hidden, setup, teardown),
        cmocka_unit_test_setup_teardown(a_text_without_a_width_keeps_its_line_ends, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(words_of_a_page_are_read_as_blanks, setup, teardown),
        cmocka_unit_test_setup_teardown(marks_open_and_close_by_the_space_beside_them, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(quotations_are_paired_by_shape, setup, teardown),
        cmocka_unit_test_setup_teardown(marks_inside_a_sentence_are_hidden_and_others_stay, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(marks_come_back_as_punctuation_of_their_sentence, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(marks_at_the_start_hang_on_the_first_word, setup, teardown),
        cmocka_unit_test_setup_teardown(a_mark_before_a_line_break_stays_in_its_sentence, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(marks_among_blanks_make_a_sentence, setup, teardown),
        cmocka_unit_test_setup_teardown(a_participle_behind_the_subject_becomes_the_verb, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_verb_before_a_name_is_found_though_a_clause_is_finite,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_true_participle_stays_one, setup, teardown),
        cmocka_unit_test_setup_teardown(a_noun_behind_after_is_the_subject_of_the_verb_behind_it,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_noun_is_no_conjunct_of_a_verb, setup, teardown),
        cmocka_unit_test_setup_teardown(of_two_subjects_the_one_behind_a_preposition_is_none, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_participle_behind_a_comma_tells_of_the_subject, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_finite_verb_read_as_a_name_is_the_root, setup, teardown),
        cmocka_unit_test_setup_teardown(a_plural_with_an_object_is_a_verb, setup, teardown),
        cmocka_unit_test_setup_teardown(a_bare_noun_is_the_object_of_most_verbs, setup, teardown),
        cmocka_unit_test_setup_teardown(a_predicate_stays_one, setup, teardown),
        cmocka_unit_test_setup_teardown(a_subject_is_found_by_control_and_on_the_auxiliary, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(an_endless_sentence_is_cut_into_pieces_with_a_root_each,
                                        setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
