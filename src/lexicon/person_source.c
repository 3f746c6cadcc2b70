/* SPDX-License-Identifier: Apache-2.0 */
/* Blocks of names/: what the words tell, "female given", then lines of words with commas between.
 */
#include "lexicon/source.h"

static const struct {
    const char *head;
    uint32_t flag;
} kinds[] = {
    {"female given", CMQ_PERSON_FEMALE_NAME}, {"male given", CMQ_PERSON_MALE_NAME},
    {"female noun", CMQ_PERSON_FEMALE_NOUN},  {"male noun", CMQ_PERSON_MALE_NOUN},
    {"person noun", CMQ_PERSON_NOUN},         {"never", CMQ_PERSON_NEVER},
};

static uint32_t flag_of(struct cmq_str head) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (cmq_str_eq(head, cmq_str_of(kinds[i].head))) {
            return kinds[i].flag;
        }
    }
    return 0;
}

static void read_words(struct cmq__source *source, struct cmq__line line, uint32_t flag) {
    struct cmq_str word, rest = line.text;
    while (cmq__next_item(source, line.number, &rest, ',', &word)) {
        struct cmq__folded folded;
        if (!cmq__fold_name(source, line.number, word, &folded)) {
            continue;
        }
        struct cmq_ref ref = cmq__draft_ref(source->draft, cmq__folded_str(&folded));
        CMQ_PUSH(&source->draft->arena, &source->draft->person_word) =
            (struct cmq_person_word){ref, flag};
    }
}

void cmq__person_words_read(struct cmq__source *source, struct cmq__block *block) {
    uint32_t flag = flag_of(cmq_str_trim(block->text));
    if (flag == 0) {
        cmq__complain(source, block->head.number,
                      "'%.*s' is none of female given, male given, female noun, male noun, person "
                      "noun, never",
                      CMQ_FMT(block->text));
        return;
    }
    cmq__need_source(source, block);
    for (uint32_t i = 0; i < block->line.count; i++) {
        read_words(source, block->line.item[i], flag);
    }
}
