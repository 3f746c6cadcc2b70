/* SPDX-License-Identifier: Apache-2.0 */
#include "trees.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static enum cmq_upos upos_of(struct cmq_str name) {
    for (int u = CMQ_UPOS_NONE; u <= CMQ_SPACE; u++) {
        if (cmq_str_eq(name, cmq_str_of(cmq_upos_name((enum cmq_upos)u)))) {
            return (enum cmq_upos)u;
        }
    }
    fail_msg("no such word class: %.*s", CMQ_FMT(name));
    return CMQ_UPOS_NONE;
}

static const struct {
    const char *label;
    enum cmq_dep dep;
} labels[] = {{"root", CMQ_DEP_ROOT},
              {"nsubj", CMQ_DEP_NSUBJ},
              {"nsubj:pass", CMQ_DEP_NSUBJ_PASS},
              {"nsubj:outer", CMQ_DEP_NSUBJ_OUTER},
              {"obj", CMQ_DEP_OBJ},
              {"iobj", CMQ_DEP_IOBJ},
              {"ccomp", CMQ_DEP_CCOMP},
              {"xcomp", CMQ_DEP_XCOMP},
              {"obl", CMQ_DEP_OBL},
              {"obl:agent", CMQ_DEP_OBL_AGENT},
              {"obl:unmarked", CMQ_DEP_OBL_UNMARKED},
              {"advcl", CMQ_DEP_ADVCL},
              {"advmod", CMQ_DEP_ADVMOD},
              {"aux", CMQ_DEP_AUX},
              {"aux:pass", CMQ_DEP_AUX_PASS},
              {"cop", CMQ_DEP_COP},
              {"mark", CMQ_DEP_MARK},
              {"expl", CMQ_DEP_EXPL},
              {"nmod", CMQ_DEP_NMOD},
              {"nmod:poss", CMQ_DEP_NMOD_POSS},
              {"appos", CMQ_DEP_APPOS},
              {"nummod", CMQ_DEP_NUMMOD},
              {"acl", CMQ_DEP_ACL},
              {"acl:relcl", CMQ_DEP_ACL_RELCL},
              {"amod", CMQ_DEP_AMOD},
              {"det", CMQ_DEP_DET},
              {"case", CMQ_DEP_CASE},
              {"conj", CMQ_DEP_CONJ},
              {"cc", CMQ_DEP_CC},
              {"flat", CMQ_DEP_FLAT},
              {"parataxis", CMQ_DEP_PARATAXIS},
              {"compound", CMQ_DEP_COMPOUND},
              {"compound:prt", CMQ_DEP_COMPOUND_PRT},
              {"punct", CMQ_DEP_PUNCT},
              {"fixed", CMQ_DEP_FIXED}};

static enum cmq_dep dep_of(struct cmq_str label) {
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (cmq_str_eq(label, cmq_str_of(labels[i].label))) {
            return labels[i].dep;
        }
    }
    fail_msg("no such relation here: %.*s", CMQ_FMT(label));
    return CMQ_DEP_DEP;
}

struct builder {
    struct cmq_arena *arena;
    struct cmq_parse parse;
    CMQ_ARRAY(struct cmq_token) tokens;
    CMQ_ARRAY(struct cmq_sentence) sentences;
    struct cmq_buf text;
    uint32_t first; /* token of the sentence being read */
};

static void end_sentence(struct builder *b) {
    if (b->tokens.count == b->first) {
        return;
    }
    uint32_t root = b->first;
    for (uint32_t t = b->first; t < b->tokens.count; t++) {
        struct cmq_token *token = &b->tokens.item[t];
        assert_true(token->head <= b->tokens.count - b->first);
        token->head = token->head == 0 ? t : b->first + token->head - 1;
        root = token->head == t ? t : root;
    }
    CMQ_PUSH(b->arena, &b->sentences) =
        (struct cmq_sentence){.first = b->first, .end = b->tokens.count, .root = root};
    b->first = b->tokens.count;
}

static void add_token(struct builder *b, struct cmq_str line) {
    struct cmq_str form = cmq_str_cut(&line, ' '), lemma = cmq_str_cut(&line, ' ');
    struct cmq_str tag = cmq_str_cut(&line, ' '), upos = cmq_str_cut(&line, ' ');
    struct cmq_str head = cmq_str_cut(&line, ' '), dep = cmq_str_cut(&line, ' ');
    if (b->text.len > 0) {
        cmq_buf_add_char(&b->text, ' ');
    }
    struct cmq_token *token = &CMQ_PUSH(b->arena, &b->tokens);
    token->is_space = cmq_str_eq(form, CMQ_STR("¶"));
    form = token->is_space ? CMQ_STR("\n") : form;
    token->start = (uint32_t)b->text.len;
    cmq_buf_add_str(&b->text, form);
    token->end = (uint32_t)b->text.len;
    token->lemma = lemma;
    token->tag = tag;
    token->upos = (uint8_t)upos_of(upos);
    token->head = (uint32_t)strtoul(head.ptr, NULL, 10);
    token->label = dep;
    token->dep = (uint8_t)dep_of(dep);
    token->sentence = b->sentences.count;
    token->space_after = true;
    if (line.len > 0) {
        token->entity = (uint8_t)(line.ptr[0] == 'P'   ? CMQ_ENTITY_PER
                                  : line.ptr[0] == 'L' ? CMQ_ENTITY_LOC
                                                       : CMQ_ENTITY_ORG);
    }
    if (cmq_str_eq(tag, CMQ_STR("VBN"))) {
        token->feats = CMQ_STR("Tense=Past|VerbForm=Part");
    } else if (cmq_str_eq(tag, CMQ_STR("VB"))) {
        token->feats = CMQ_STR("VerbForm=Inf");
    }
}

struct cmq_parse parse_of(struct cmq_arena *arena, const char *tree) {
    struct builder b = {.arena = arena};
    cmq_buf_init(&b.text, CMQ_MAX_TEXT);
    struct cmq_str rest = cmq_str_of(tree);
    while (rest.ptr && rest.len > 0) {
        struct cmq_str line = cmq_str_trim(cmq_str_cut(&rest, '\n'));
        if (line.len == 0) {
            end_sentence(&b);
        } else {
            add_token(&b, line);
        }
    }
    end_sentence(&b);
    b.parse.text = cmq_arena_copy(arena, cmq_buf_str(&b.text));
    cmq_buf_release(&b.text);
    b.parse.token = b.tokens.item;
    b.parse.token_count = b.tokens.count;
    b.parse.sentence = b.sentences.item;
    b.parse.sentence_count = b.sentences.count;
    for (uint32_t t = 0; t < b.parse.token_count; t++) {
        struct cmq_token *token = &b.parse.token[t];
        token->form = (struct cmq_str){b.parse.text.ptr + token->start, token->end - token->start};
    }
    assert_false(arena->exhausted);
    return b.parse;
}

uint32_t find_token(const struct cmq_parse *parse, const char *form, unsigned nth) {
    for (uint32_t t = 0; t < parse->token_count; t++) {
        if (cmq_str_eq(parse->token[t].form, cmq_str_of(form)) && nth-- == 0) {
            return t;
        }
    }
    fail_msg("no token %s", form);
    return 0;
}
