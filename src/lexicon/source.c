/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/source.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LINE_MAX_BYTES 8192u
#define NO_LINE        0u

void cmq__complain(struct cmq__source *source, uint32_t line, const char *format, ...) {
    struct cmq__draft *draft = source->draft;
    char reason[320];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    /* A message cut short must stay UTF-8. */
    struct cmq_str text = cmq_str_of(length < 0 ? "" : reason);
    text.len = cmq_utf8_invalid(text);
    struct cmq_buf *to[] = {draft->messages, source->error_count == 0 ? &draft->told : NULL};
    for (size_t i = 0; i < sizeof to / sizeof to[0]; i++) {
        if (to[i] != NULL) {
            cmq_buf_format(to[i], "%.*s:%u: %.*s\n", CMQ_FMT(source->path), line, CMQ_FMT(text));
        }
    }
    if (draft->error_count++ == 0) {
        draft->first_line = line;
    }
    source->error_count++;
}

/* ---- items of a line --------------------------------------------------------------------- */

bool cmq__next_item(struct cmq__source *source, uint32_t line, struct cmq_str *list, char separator,
                    struct cmq_str *item) {
    while (list->ptr != NULL) {
        *item = cmq_str_trim(cmq_str_cut(list, separator));
        if (item->len > 0) {
            return true;
        }
        cmq__complain(source, line, "nothing stands before or behind a '%c'", separator);
    }
    return false;
}

bool cmq__next_word(struct cmq_str *text, struct cmq_str *word) {
    *text = cmq_str_trim(*text);
    size_t len = 0;
    while (len < text->len && text->ptr[len] != ' ' && text->ptr[len] != '\t') {
        len++;
    }
    *word = (struct cmq_str){text->ptr, len};
    if (len > 0) {
        *text = (struct cmq_str){text->ptr + len, text->len - len};
    }
    return len > 0;
}

bool cmq__fold_name(struct cmq__source *source, uint32_t line, struct cmq_str name,
                    struct cmq__folded *folded) {
    cmq__fold(name, folded);
    if (folded->too_long) {
        cmq__complain(source, line, "'%.*s' is longer than %u words or %u bytes", CMQ_FMT(name),
                      CMQ__FOLD_PIECES, CMQ__FOLD_BYTES);
    } else if (folded->count == 0) {
        cmq__complain(source, line, "'%.*s' has no letter or digit", CMQ_FMT(name));
    }
    return folded->count > 0;
}

struct cmq_str cmq__slug(struct cmq__draft *draft, const struct cmq__folded *folded) {
    char *slug = CMQ_NEW_ARRAY(&draft->arena, char, folded->len);
    size_t len = 0;
    for (uint32_t i = 0; slug != NULL && i < folded->len; i++) {
        char c = folded->bytes[i];
        if (c != '\'') {
            slug[len++] = c == ' ' ? '-' : c;
        }
    }
    return (struct cmq_str){slug, len};
}

/* ---- entries ----------------------------------------------------------------------------- */

void cmq__need_example(struct cmq__source *source, const struct cmq__block *block) {
    if (block->example.count == 0) {
        cmq__complain(source, block->head.number,
                      "the entry has no example: write '> TEXT => EXPECTED' below it");
    }
}

static bool is_source_line(struct cmq_str text) {
    struct cmq_str word;
    return cmq__next_word(&text, &word) && cmq_str_eq(word, CMQ_STR("source"));
}

void cmq__need_example_or_source(struct cmq__source *source, const struct cmq__block *block) {
    bool sourced = false;
    for (uint32_t i = 0; i < block->line.count; i++) {
        const struct cmq__line *line = &block->line.item[i];
        sourced |= is_source_line(line->text);
        if (!is_source_line(line->text)) {
            cmq__complain(source, line->number,
                          "only examples ('> TEXT => EXPECTED') may stand below such an entry");
        }
    }
    if (!sourced) {
        cmq__need_example(source, block);
    }
}

void cmq__need_source(struct cmq__source *source, const struct cmq__block *block) {
    bool sourced = source->sourced || block->example.count > 0;
    for (uint32_t i = 0; i < block->line.count; i++) {
        sourced |= is_source_line(block->line.item[i].text);
    }
    if (!sourced) {
        cmq__complain(source, block->head.number,
                      "the entry has neither an example nor a source line, nor has the file a "
                      "'# source: …' at its top");
    }
}

void cmq__need_no_lines(struct cmq__source *source, const struct cmq__block *block) {
    for (uint32_t i = 0; i < block->line.count; i++) {
        cmq__complain(source, block->line.item[i].number,
                      "only examples ('> TEXT => EXPECTED') may stand below such an entry");
    }
}

/* The lines below the head, with a newline between. */
static struct cmq_str join_lines(struct cmq__draft *draft, const struct cmq__block *block) {
    size_t size = 0, len = 0;
    for (uint32_t i = 0; i < block->line.count; i++) {
        size += block->line.item[i].text.len + 1;
    }
    char *body = CMQ_NEW_ARRAY(&draft->arena, char, size);
    for (uint32_t i = 0; body != NULL && i < block->line.count; i++) {
        struct cmq_str text = block->line.item[i].text;
        if (i > 0) {
            body[len++] = '\n';
        }
        memcpy(body + len, text.ptr, text.len);
        len += text.len;
    }
    return (struct cmq_str){body, len};
}

static uint32_t add_entry(struct cmq__source *source, const struct cmq__block *block,
                          enum cmq_entry_kind kind, struct cmq_str id) {
    struct cmq__draft *draft = source->draft;
    uint32_t number = draft->entry.count;
    /* An example from below was written for dictionaries of which some have been replaced. */
    uint32_t examples = draft->below && draft->alone != 0 ? 0 : block->example.count;
    CMQ_PUSH(&draft->arena, &draft->entry) = (struct cmq_entry){
        .id = cmq__draft_ref(draft, id),
        .file = cmq__draft_ref(draft, source->file),
        .text = cmq__draft_ref(draft, block->head.text),
        .body = cmq__draft_ref(draft, join_lines(draft, block)),
        .line = block->head.number,
        .kind = (uint16_t)kind,
        .given = draft->given,
        .first_example = draft->example.count,
        .example_count = examples,
    };
    for (uint32_t i = 0; i < examples; i++) {
        const struct cmq__draft_example *example = &block->example.item[i];
        CMQ_PUSH(&draft->arena, &draft->example) = (struct cmq_example){
            .text = cmq__draft_ref(draft, example->text),
            .expected = cmq__draft_ref(draft, example->expected),
            .line = example->line,
        };
    }
    return number;
}

/* Whether an entry of the lexicon below gives way to the overlay: it has been removed, or the
 * overlay has its id. */
static bool gives_way(struct cmq__draft *draft, struct cmq_str id, uint32_t line) {
    const uint32_t *removal = cmq_map_get(&draft->removed, id);
    if (removal != NULL) {
        draft->removal.item[*removal - 1].met = true;
    }
    return removal != NULL || line != NO_LINE;
}

uint32_t cmq__entry_add(struct cmq__source *source, const struct cmq__block *block,
                        enum cmq_entry_kind kind, struct cmq_str slug) {
    struct cmq__draft *draft = source->draft;
    if (block->chosen.len > 0) {
        slug = block->chosen;
    }
    struct cmq_str id =
        cmq_arena_format(&draft->arena, "%.*s:%.*s", CMQ_FMT(source->stem), CMQ_FMT(slug));
    uint32_t *line = cmq_map_put(&draft->entry_line, id, NO_LINE);
    if (line == NULL || id.ptr == NULL) {
        draft->failed = true;
        return CMQ__NO_ENTRY;
    }
    if (draft->below && gives_way(draft, id, *line)) {
        return CMQ__NO_ENTRY;
    }
    if (*line != NO_LINE) {
        cmq__complain(source, block->head.number,
                      "the id '%.*s' is taken by line %u: end the head line with @name",
                      CMQ_FMT(slug), *line);
        return CMQ__NO_ENTRY;
    }
    *line = block->head.number;
    if (draft->without.len > 0 && cmq_str_eq(id, draft->without)) {
        draft->left_out = true;
        return CMQ__NO_ENTRY;
    }
    return add_entry(source, block, kind, id);
}

/* ---- blocks ------------------------------------------------------------------------------ */

static bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* Takes the word "@name" out of the head line. */
static struct cmq_str cut_chosen(struct cmq__source *source, struct cmq__block *block) {
    struct cmq_str rest = block->head.text, word;
    while (cmq__next_word(&rest, &word) && word.ptr[0] != '@') {
    }
    if (word.len == 0) {
        return block->head.text;
    }
    block->chosen = (struct cmq_str){word.ptr + 1, word.len - 1};
    bool good = block->chosen.len > 0;
    for (size_t i = 0; i < block->chosen.len; i++) {
        good = good && is_name_char(block->chosen.ptr[i]);
    }
    if (!good) {
        cmq__complain(source, block->head.number,
                      "'%.*s' is no name: use small letters, digits and hyphens", CMQ_FMT(word));
    }
    struct cmq_str before = {block->head.text.ptr, (size_t)(word.ptr - block->head.text.ptr)};
    return cmq_str_trim(
        cmq_arena_format(&source->draft->arena, "%.*s%.*s", CMQ_FMT(before), CMQ_FMT(rest)));
}

static void begin_block(struct cmq__block *block, struct cmq_str text, uint32_t number) {
    *block = (struct cmq__block){.head = {.text = cmq_str_trim(text), .number = number}};
}

void cmq__block_read(struct cmq__source *source, struct cmq__block *block) {
    block->text = cut_chosen(source, block);
    switch (source->folder) {
    case CMQ__FOLDER_ACTORS:
        cmq__actor_read(source, block);
        break;
    case CMQ__FOLDER_ROLES:
        cmq__role_read(source, block);
        break;
    case CMQ__FOLDER_FRAMES:
        cmq__frame_read(source, block);
        break;
    case CMQ__FOLDER_SPEECH:
        cmq__speech_read(source, block);
        break;
    case CMQ__FOLDER_TOPICS:
        cmq__topic_read(source, block);
        break;
    case CMQ__FOLDER_COUNT:
        break;
    }
}

static void end_block(struct cmq__source *source, struct cmq__block *block) {
    if (block->head.number != NO_LINE) {
        cmq__block_read(source, block);
        block->head.number = NO_LINE;
    }
}

/* "remove ID". Of a pattern or a word that begins so, a sign stands behind it. */
static bool is_removal(struct cmq_str text, struct cmq_str *id) {
    struct cmq_str word;
    return cmq__next_word(&text, &word) && cmq_str_eq(word, CMQ_STR("remove")) &&
           cmq__next_word(&text, id) && is_name_char(id->ptr[0]) && text.len == 0;
}

/* Where "=>" last stands in `text`; text.len if nowhere. */
static size_t find_arrow(struct cmq_str text) {
    for (size_t at = text.len; at >= 2; at--) {
        if (text.ptr[at - 2] == '=' && text.ptr[at - 1] == '>') {
            return at - 2;
        }
    }
    return text.len;
}

static void read_example(struct cmq__source *source, struct cmq__block *block, struct cmq_str text,
                         uint32_t number) {
    size_t arrow = find_arrow(text);
    struct cmq__draft_example example = {.line = number};
    if (arrow < text.len) {
        example.text = cmq_str_trim((struct cmq_str){text.ptr + 1, arrow == 0 ? 0 : arrow - 1});
        example.expected =
            cmq_str_trim((struct cmq_str){text.ptr + arrow + 2, text.len - arrow - 2});
    }
    if (example.text.len == 0 || example.expected.len == 0) {
        cmq__complain(source, number, "an example is written '> TEXT => EXPECTED'");
        return;
    }
    CMQ_PUSH(&source->draft->arena, &block->example) = example;
}

static void read_indented(struct cmq__source *source, struct cmq__block *block, struct cmq_str text,
                          uint32_t number) {
    if (block->head.number == NO_LINE) {
        cmq__complain(source, number, "an indented line needs an entry above it");
    } else if (text.ptr[0] == '>') {
        read_example(source, block, text, number);
    } else {
        CMQ_PUSH(&source->draft->arena, &block->line) = (struct cmq__line){text, number};
    }
}

static bool is_source_comment(struct cmq_str comment) {
    comment = cmq_str_trim((struct cmq_str){comment.ptr + 1, comment.len - 1});
    struct cmq_str mark = CMQ_STR("source:");
    return cmq_str_starts(comment, mark) && comment.len > mark.len;
}

static bool has_control(struct cmq_str text) {
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] < ' ' && text.ptr[i] != '\t') {
            return true;
        }
    }
    return false;
}

static void read_line(struct cmq__source *source, struct cmq__block *block, struct cmq_str line,
                      uint32_t number) {
    if (cmq_str_ends(line, CMQ_STR("\r"))) {
        line.len--;
    }
    struct cmq_str text = cmq_str_trim(line), id;
    if (text.len == 0) {
        return;
    }
    if (cmq_utf8_invalid(line) < line.len) {
        cmq__complain(source, number, "the line is not valid UTF-8");
    } else if (line.len > LINE_MAX_BYTES) {
        cmq__complain(source, number, "the line is longer than %u bytes", LINE_MAX_BYTES);
    } else if (has_control(line)) {
        cmq__complain(source, number, "the line has a control character");
    } else if (text.ptr[0] == '#') {
        source->sourced |= block->head.number == NO_LINE && is_source_comment(text);
    } else if (line.ptr[0] == ' ' || line.ptr[0] == '\t') {
        read_indented(source, block, text, number);
    } else if (text.ptr[0] == '>') {
        cmq__complain(source, number, "an example is indented");
    } else {
        end_block(source, block);
        if (is_removal(text, &id)) {
            cmq__removal_read(source, number, id);
        } else {
            begin_block(block, text, number);
        }
    }
}

void cmq__source_read(struct cmq__source *source, struct cmq_str text) {
    if (cmq_str_starts(text, CMQ_STR("\xEF\xBB\xBF"))) {
        text = (struct cmq_str){text.ptr + 3, text.len - 3};
    }
    struct cmq__block block = {0};
    for (uint32_t number = 1; text.len > 0; number++) {
        read_line(source, &block, cmq_str_cut(&text, '\n'), number);
    }
    end_block(source, &block);
}
