/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_LEXICON_FRAME_DRAFT_H
#define CMQ_LEXICON_FRAME_DRAFT_H

/* A frame while its pattern is read: frame_source.c reads steps that the tree places,
 * frame_words.c what stands in quotation marks, which the text places. */

#include "lexicon/source.h"

#define CMQ__ITEMS_MAX 24u
#define CMQ__STEPS_MAX 48u

struct cmq__frame_item {
    struct cmq_str text; /* without the parentheses */
    uint32_t group;      /* number of its parentheses; 0: none */
    bool lone;           /* all that its parentheses hold */
};

struct cmq__frame_words {
    struct cmq_str *item; /* folded */
    uint32_t count, capacity;
};

struct cmq__frame_slot {
    uint8_t slot, flags; /* enum cmq_slot, enum cmq_step_flags */
    bool several;        /* the subject names more than one */
};

struct cmq__step_draft {
    struct cmq_step step;
    struct cmq__frame_words words, literals;
};

struct cmq__frame_draft {
    struct cmq__source *source;
    uint32_t line;
    bool drop_prepositions; /* read "(with) T" as "T" */
    bool has_optional_preposition;
    bool refused;

    struct cmq__frame_item item[CMQ__ITEMS_MAX];
    uint32_t item_count, next;

    struct cmq_frame frame;
    struct cmq__frame_words heads;
    struct cmq__step_draft step[CMQ__STEPS_MAX];
    uint32_t step_count;
    struct cmq_str slug;
};

/* Tells the first error of the pattern and returns false. */
bool cmq__frame_refuse(struct cmq__frame_draft *frame, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Adds a step; a required one counts its literals and names the frame by them. */
bool cmq__frame_add_step(struct cmq__frame_draft *frame, const struct cmq__step_draft *step,
                         bool optional);
/* Adds what `part` folds to to the name that the frame's id is made of. */
void cmq__frame_add_slug(struct cmq__frame_draft *frame, struct cmq_str part);
/* Whether an item is one that the text places: words in quotation marks or a slot behind "..". */
bool cmq__frame_is_placed(struct cmq_str item);
/* Adds the steps of such an item. */
bool cmq__frame_read_placed(struct cmq__frame_draft *frame, struct cmq_str item, bool before);
/* Puts the steps from `first` on in the order away from the head, for what stands before it. */
void cmq__frame_reverse(struct cmq__frame_draft *frame, uint32_t first);

#endif
