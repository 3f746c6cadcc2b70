/* SPDX-License-Identifier: Apache-2.0 */
/* White space tokens are no words in CoNLL-U: they are left out, words are numbered without them,
 * and `# text` has one space where they were. */
#include "nlp/engine.h"

#include <inttypes.h>
#include <stdlib.h>

struct position {
    size_t byte, code_point;
};

/* The code point at which a byte offset lies; offsets come in ascending order. */
static size_t code_point_at(const struct cmq_parse *parse, struct position *position, size_t byte) {
    struct cmq_str passed = {parse->text.ptr + position->byte, byte - position->byte};
    position->code_point += cmq_utf8_count(passed);
    position->byte = byte;
    return position->code_point;
}

/* No white space follows the word. */
static bool is_tight(const struct cmq_parse *parse, uint32_t i) {
    const struct cmq_token *token = parse->token;
    return !token[i].space_after && i + 1 < parse->token_count && !token[i + 1].is_space;
}

/* A field or comment: no line may break in it, and no field may be empty. */
static void write_text(struct cmq_str text, struct cmq_buf *out) {
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        cmq_buf_add_char(out, c < 0x20 ? ' ' : (char)c);
    }
}

static void write_field(struct cmq_str field, struct cmq_buf *out) {
    write_text(field.len > 0 ? field : CMQ_STR("_"), out);
    cmq_buf_add_char(out, '\t');
}

static void write_comments(const struct cmq_parse *parse, const struct cmq_sentence *sentence,
                           struct cmq_str doc_id, uint32_t number, struct cmq_buf *out) {
    cmq_buf_add_str(out, CMQ_STR("# sent_id = "));
    write_text(doc_id, out);
    cmq_buf_format(out, "-%" PRIu32 "\n# text = ", number);
    bool space = false;
    for (uint32_t i = sentence->first; i < sentence->end; i++) {
        if (!parse->token[i].is_space) {
            if (space) {
                cmq_buf_add_char(out, ' ');
            }
            write_text(parse->token[i].form, out);
            space = !is_tight(parse, i);
        }
    }
    cmq_buf_add_char(out, '\n');
}

static void write_misc(const struct cmq_parse *parse, uint32_t i, struct position *position,
                       struct cmq_buf *out) {
    const struct cmq_token *token = &parse->token[i];
    size_t start = code_point_at(parse, position, token->start);
    size_t end = code_point_at(parse, position, token->end);
    cmq_buf_format(out, "%sOffset=%zu:%zu", is_tight(parse, i) ? "SpaceAfter=No|" : "", start, end);
    if (token->kind.len > 0) {
        cmq_buf_format(out, "|Entity=%c-", token->entity_begins ? 'B' : 'I');
        write_text(token->kind, out);
    }
    cmq_buf_add_char(out, '\n');
}

/* `head` is the number of the head in its sentence, 0 for the root. */
static void write_word(const struct cmq_token *token, uint32_t number, uint32_t head,
                       struct cmq_buf *out) {
    enum cmq_upos upos = token->upos == CMQ_SPACE ? CMQ_X : (enum cmq_upos)token->upos;
    cmq_buf_format(out, "%" PRIu32 "\t", number);
    write_field(token->form, out);
    write_field(token->lemma, out);
    write_field(cmq_str_of(cmq_upos_name(upos)), out);
    write_field(token->tag, out);
    write_field(token->feats, out);
    cmq_buf_format(out, "%" PRIu32 "\t", head);
    write_field(head == 0 ? CMQ_STR("root") : token->label, out);
    cmq_buf_add_str(out, CMQ_STR("_\t"));
}

/* The number of each word in its sentence; the caller's to free. NULL when out of memory. */
static uint32_t *number_words(const struct cmq_parse *parse) {
    uint32_t *number = calloc((size_t)parse->token_count + 1, sizeof *number);
    for (uint32_t s = 0; number != NULL && s < parse->sentence_count; s++) {
        uint32_t last = 0;
        for (uint32_t i = parse->sentence[s].first; i < parse->sentence[s].end; i++) {
            number[i] = parse->token[i].is_space ? 0 : ++last;
        }
    }
    return number;
}

static void write_sentence(const struct cmq_parse *parse, const struct cmq_sentence *sentence,
                           const uint32_t *number, struct position *position, struct cmq_buf *out) {
    for (uint32_t i = sentence->first; i < sentence->end; i++) {
        const struct cmq_token *token = &parse->token[i];
        if (!token->is_space) {
            write_word(token, number[i], token->head == i ? 0 : number[token->head], out);
            write_misc(parse, i, position, out);
        }
    }
    cmq_buf_add_char(out, '\n');
}

void cmq_parse_write_conllu(const struct cmq_parse *parse, struct cmq_str doc_id,
                            struct cmq_buf *out) {
    struct position position = {0, 0};
    uint32_t *number = number_words(parse), sentences = 0;
    out->failed = out->failed || number == NULL;
    for (uint32_t s = 0; number != NULL && s < parse->sentence_count; s++) {
        const struct cmq_sentence *sentence = &parse->sentence[s];
        if (!parse->token[sentence->root].is_space) { /* else: a text of white space alone */
            write_comments(parse, sentence, doc_id, ++sentences, out);
            write_sentence(parse, sentence, number, &position, out);
        }
    }
    free(number);
}
