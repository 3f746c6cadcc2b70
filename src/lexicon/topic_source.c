/* SPDX-License-Identifier: Apache-2.0 */
/* Entries of topics/: NAME, and below it lines "words WORD, WORD". */
#include "lexicon/source.h"

static bool is_topic_name(struct cmq_str name) {
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (!(c >= 'a' && c <= 'z') && c != '_') {
            return false;
        }
    }
    return name.len > 0;
}

static void read_words(struct cmq__source *source, struct cmq__names *words,
                       const struct cmq__line *line) {
    struct cmq_str list = line->text, word;
    cmq__next_word(&list, &word);
    if (!cmq_str_eq(word, CMQ_STR("words"))) {
        cmq__complain(source, line->number, "'%.*s' is not 'words'", CMQ_FMT(word));
        return;
    }
    list = cmq_str_trim(list);
    while (cmq__next_item(source, line->number, &list, ',', &word)) {
        struct cmq__folded folded;
        if (cmq__fold_name(source, line->number, word, &folded)) {
            CMQ_PUSH(&source->draft->arena, words) = folded;
        }
    }
}

static void add_topic(struct cmq__source *source, const struct cmq__block *block,
                      const struct cmq__names *words) {
    struct cmq__draft *draft = source->draft;
    uint32_t entry = cmq__entry_add(source, block, CMQ_ENTRY_TOPIC, block->text);
    if (entry == CMQ__NO_ENTRY) {
        return;
    }
    struct cmq_name target = {draft->topic.count, CMQ_NAME_TOPIC};
    CMQ_PUSH(&draft->arena, &draft->topic) =
        (struct cmq_topic){.entry = entry, .name = cmq__draft_ref(draft, block->text)};
    for (uint32_t i = 0; i < words->count; i++) {
        struct cmq__folded plural;
        cmq__draft_name(draft, &words->item[i], target);
        if (cmq__plural(&draft->arena, &words->item[i], &plural)) {
            cmq__draft_name(draft, &plural, target);
        }
    }
}

void cmq__topic_read(struct cmq__source *source, struct cmq__block *block) {
    uint32_t errors = source->error_count;
    struct cmq__names words = {.count = 0};
    if (!is_topic_name(block->text)) {
        cmq__complain(source, block->head.number, "'%.*s' is no topic: write small letters and '_'",
                      CMQ_FMT(block->text));
    }
    for (uint32_t i = 0; i < block->line.count; i++) {
        read_words(source, &words, &block->line.item[i]);
    }
    if (words.count == 0) {
        cmq__complain(source, block->head.number, "the topic needs a line 'words WORD, WORD'");
    }
    cmq__need_example(source, block);
    if (source->error_count == errors && !source->draft->arena.exhausted) {
        add_topic(source, block, &words);
    }
}
