/* SPDX-License-Identifier: Apache-2.0 */
/* The first byte picks a good image, the rest is a list of edits to it, four bytes each: where
 * (three bytes), and what is added there. What still opens must be safe to use. */
#include "lexicon/source.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define IMAGE_MAX ((size_t)1 << 20)
#define EDIT      4u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void use_phrases(const struct cmq_lexicon *lexicon) {
    static const char *const words[] = {"US",  "'s", "foreign",  "-",  "Minister", "of",
                                        "the", "US", "attacked", "an", "army",     "of"};
    struct cmq_token token[sizeof words / sizeof words[0]] = {0};
    struct cmq_sentence sentence = {.end = sizeof words / sizeof words[0]};
    struct cmq_parse parse = {
        .token = token, .token_count = sentence.end, .sentence = &sentence, .sentence_count = 1};
    for (uint32_t i = 0; i < parse.token_count; i++) {
        token[i].form = cmq_str_of(words[i]);
        token[i].lemma = CMQ_STR("army");
    }
    for (uint32_t i = 0; i < parse.token_count; i++) {
        struct cmq_phrase phrase;
        bool former;
        for (uint32_t j = 0;
             cmq_lexicon_topic(lexicon, &parse, i, &phrase) && j < phrase.name_count; j++) {
            (void)cmq_lexicon_str(lexicon, lexicon->topic[phrase.name[j].target].name);
        }
        if (!cmq_lexicon_phrase(lexicon, &parse, i, &phrase)) {
            continue;
        }
        for (uint32_t j = 0; j < phrase.name_count; j++) {
            if (phrase.name[j].kind != CMQ_NAME_ROLE) {
                (void)cmq_actor_term(lexicon, phrase.name[j].target, 0, &former);
            }
        }
    }
}

static void use_heads(const struct cmq_lexicon *lexicon) {
    const struct cmq_heads *heads = cmq_lexicon_heads(lexicon, CMQ_STR("army"), CMQ_VERB);
    for (uint32_t i = 0; heads != NULL && i < heads->frames.count; i++) {
        (void)lexicon->frame[lexicon->head_index[heads->frames.first + i]].step_count;
    }
    for (uint32_t i = 0; i < lexicon->step_count; i++) {
        (void)cmq_lexicon_has_word(lexicon, lexicon->step[i].words, CMQ_STR("of"));
    }
}

static void make_image(uint8_t pick, struct cmq_buf *image) {
    static const struct {
        const char *file, *text;
    } sources[] = {
        {"en/actors/x.txt",
         "US = United States\n state USA\n source x\n"
         "Army of the US\n body USAMIL ..2001\n body USAGOV 2002..\n source x\n"},
        {"en/roles/x.txt", "army = foreign army : MIL body\n > A b. => c\n"},
        {"en/frames/x.txt", "S army|attack {a|b} of T => 190 recip mode=aerial\n > A b. => c\n"
                            "S army (with) T => 040\n > A b. => c\n"},
        {"en/topics/x.txt", "x\n words army of the US, minister\n > A b. => c\n"},
        {"en/speech/x.txt", "army : say\n > A b. => c\nbe army : future\n > A b. => c\n"},
    };
    pick %= sizeof sources / sizeof sources[0];
    cmq_buf_init(image, IMAGE_MAX);
    if (cmq__compile_text(cmq_str_of(sources[pick].file), cmq_str_of(sources[pick].text), image,
                          NULL, NULL) != CMQ_OK) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct cmq_buf image;
    struct cmq_lexicon lexicon;
    if (size == 0) {
        return 0;
    }
    make_image(data[0], &image);
    for (data++, size--; size >= EDIT; data += EDIT, size -= EDIT) {
        size_t at = ((size_t)data[0] << 16 | (size_t)data[1] << 8 | data[2]) % image.len;
        image.ptr[at] = (char)(image.ptr[at] + data[3]);
    }
    if (cmq_lexicon_open_memory(image.ptr, image.len, &lexicon, NULL) == CMQ_OK) {
        use_phrases(&lexicon);
        use_heads(&lexicon);
        cmq_lexicon_release(&lexicon);
    }
    cmq_buf_release(&image);
    return 0;
}
