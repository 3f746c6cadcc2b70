/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/fold.h"
#include "lexicon/lexicon.h"

uint32_t cmq_lexicon_person_word(const struct cmq_lexicon *lexicon, struct cmq_str word) {
    struct cmq__folded folded;
    cmq__fold(word, &folded);
    struct cmq_str wanted = cmq__folded_str(&folded);
    uint32_t low = 0, high = lexicon->person_word_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct cmq_person_word *item = &lexicon->person_word[middle];
        int order = cmq_str_cmp(cmq_lexicon_str(lexicon, item->word), wanted);
        if (order == 0) {
            return item->flags;
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return 0;
}
