/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STORIES_TWINS_H
#define CMQ_STORIES_TWINS_H

/* Sentences that two reports share but for an edit. What the parser makes of one and not of the
 * other is no difference between them: only the edited words are. */

#include "stories/stories.h"

/* ---- words (told_words.c) ---------------------------------------------------------------- */

#define CMQ_FORCE_WEAK (CMQ_FORCE_MAY | CMQ_FORCE_CAN | CMQ_FORCE_WOULD)

/* Modal force of a word: set of enum cmq_force. */
uint8_t cmq_token_force(const struct cmq_token *token);
bool cmq_token_negates(const struct cmq_token *token);

/* Whether the clause of `head`, if it is asked for, takes for granted that what it speaks of goes
 * on (granted.c): "to stop supporting the rebels". */
bool cmq_demand_grants(const struct cmq_coding *coding, uint32_t head);

/* Whether an actor is a state, or has an office of one (officials.c). That somebody comes from
 * there is not enough. */
bool cmq_is_of_state(const struct cmq_actor *actor);
/* Whether the actor with this index speaks for his state where `mention` names him: "Italy", not
 * "Air Italy". CMQ_NO_MENTION: the words that name him are not known. */
bool cmq_speaks_for_state(const struct cmq_coding *coding, uint32_t actor, uint32_t mention);

/* The mention that names what a pronoun stands for: the last one of the actor before it, or itself.
 */
const struct cmq_mention *cmq_mention_named(const struct cmq_actors *actors, uint32_t actor,
                                            uint32_t mention);

/* Whether nobody is told to have made a statement (unsaid.c): "did not argue that". */
bool cmq_is_unsaid(const struct cmq_coding *coding, const struct cmq_statement *statement);

/* Whether a place stands for those who act there: "Tehran attacked Iraq". */
bool cmq_place_acts(const struct cmq_coding *coding, const struct cmq_place_mention *place);

/* What the text gives as the cause of something (told_causes.c). */
struct cmq_told_cause {
    uint32_t head;       /* of its words */
    uint32_t first, end; /* tokens of its words, [first, end) */
    uint32_t of;         /* what it is the cause of */
};

/* The cause that the word `t` begins to tell ("because", "in response to"); false if none. */
bool cmq_cause_at(const struct cmq_coding *coding, uint32_t t, struct cmq_told_cause *cause);
/* Whether a word among a cause's says what the cause is. */
bool cmq_names_cause(const struct cmq_token *token);

/* Appends the sentences of a coding in which claims stand. `claim_of` has for each token the claim
 * that it is of or leads to, UINT32_MAX for none. Sets the sentences of those claims. */
void cmq_told_sentences_find(const struct cmq_coding *coding, const uint32_t *claim_of,
                             uint32_t report, struct cmq_arena *arena, struct cmq_claims *claims);

/* ---- twins (twins.c) --------------------------------------------------------------------- */

struct cmq_twin {
    uint32_t x, y; /* of the told sentences; x is of the earlier report */
    /* For each word of x the same word of y, and the other way round; UINT32_MAX: edited. */
    uint32_t *in_y, *in_x;
};

struct cmq_twins {
    CMQ_ARRAY(struct cmq_twin) list; /* ordered by x, then y */
};

/* Finds for each sentence its twin in each later report. */
void cmq_twins_find(const struct cmq_claims *claims, struct cmq_arena *arena,
                    struct cmq_twins *twins);

/* The first twin of sentence `x`; the count of the list if it has none. */
uint32_t cmq_twins_first(const struct cmq_twins *twins, uint32_t x);

/* The claim of the other sentence that has most of the words that `claim` has in its own, at least
 * half of them; UINT32_MAX if none has. `back`: `claim` is of y. */
uint32_t cmq_twin_counterpart(const struct cmq_claims *claims, const struct cmq_twin *twin,
                              uint32_t claim, bool back);

/* ---- edits (edits.c) --------------------------------------------------------------------- */

/* What two values have to do with one another, the worse the greater. */
enum cmq_agreement { CMQ_NOT_COMPARED, CMQ_EQUAL, CMQ_NESTED, CMQ_CLASHING };

/* Of two intervals with inclusive ends. */
enum cmq_agreement cmq_bounds_compare(int64_t from_a, int64_t to_a, int64_t from_b, int64_t to_b);

/* Of two numbers: two ranges are two estimates, also where one holds the other. */
enum cmq_agreement cmq_numbers_compare(int64_t from_a, int64_t to_a, int64_t from_b, int64_t to_b);

/* What the edits of a twin change, sets of enum cmq_told_slot. */
struct cmq_edits {
    uint32_t differs;     /* in claims of the group */
    uint32_t granularity; /* likewise */
    uint32_t touched;     /* edited words of either sentence bear on this, in whatever claim */
};

/* `group` has a group for each claim. */
struct cmq_edits cmq_twin_edits(const struct cmq_claims *claims, const struct cmq_twin *twin,
                                const uint32_t *group, uint32_t wanted);

/* ---- rows (differences.c) ---------------------------------------------------------------- */

/* Finds in what the claims of a row differ. `group` has the row of each claim by a number of its
 * own. */
void cmq_row_compare(const struct cmq_claims *claims, const struct cmq_twins *twins,
                     const uint32_t *group, struct cmq_row *row);

#endif
