/* SPDX-License-Identifier: Apache-2.0 */
/* Weights of reference, fitted to texts with marked antecedents (docs/reference.md). The pairs: a
 * row for each place of the pronoun (subject, possessor, other), a column for each of the referent.
 */

#include "actors/reference.h"

const int16_t cmq_reference_none[PRONOUN_TYPES] = {-40, 7, 7};

/* clang-format off */
const int16_t cmq_reference_weight[PRONOUN_TYPES][FEATURES] = {
    [PRONOUN_PERSON] = {
        [HERE] = 29, 20, -3, 15, -21, 7,
        [HERE + 6] = 15, 14, 7, 13, -6, 4,
        [HERE + 12] = 10, 10, 8, 28, -12, -11,
        [BEFORE] = 20, -3, -23, -11, -30, -19,
        [BEFORE + 6] = 5, 3, -17, 3, -31, -17,
        [BEFORE + 12] = -13, -5, -31, -14, -30, -8,
        [BACK_1] = -5, [BACK_2] = -28, [BACK_MORE] = -20, [NEARER] = -9, [DISTANCE] = -5,
        [OWN_SUBJECT] = -32, 15, -16, [HIGHER_SUBJECT] = 14, 5, 11, [CONJUNCT] = -15,
        [APPOSED] = -1, [PRONOUN_TOO] = -18, [SAME_FORM] = 11, [NO_ACTOR] = -29, [INDEFINITE] = -19,
        [UNSURE] = -33, -5, -14, -33, [GENDER] = 5, 11, 14, 18, [FULL_NAME] = -1, [OPENS] = 4,
        [BRACKETED] = -11, [OUTSIDE] = -25, [AGAIN] = 3, [BOTH_SAY] = -3, [AND_ITS] = 26,
        [AHEAD] = 11, [BODY_SAYS] = -38, [LAST_SUBJECT] = 12, [CODED] = -9,
    },
    [PRONOUN_THING] = {
        [HERE] = 20, 5, -21, -10, -14, 2,
        [HERE + 6] = 33, 15, -7, 39, 8, 4,
        [HERE + 12] = 5, 18, 2, 20, -29, -12,
        [BEFORE] = 8, -5, -19, -14, -36, -7,
        [BEFORE + 6] = 1, 0, -30, 13, -21, 6,
        [BEFORE + 12] = -2, -13, -35, -28, -30, -9,
        [BACK_1] = -9, [BACK_2] = -18, [BACK_MORE] = -29, [NEARER] = -6, [DISTANCE] = -6,
        [OWN_SUBJECT] = 11, 39, -20, [HIGHER_SUBJECT] = 6, 17, 13, [CONJUNCT] = -2, [APPOSED] = -21,
        [PRONOUN_TOO] = 11, [SAME_FORM] = 17, [INDEFINITE] = 4, [UNSURE] = 3, 9, 0, -11,
        [FULL_NAME] = 13, [OPENS] = 5, [BRACKETED] = 2, [OUTSIDE] = -6, [AGAIN] = 1,
        [BOTH_SAY] = 26, [AND_ITS] = 50, [AHEAD] = -13, [BODY_SAYS] = 18, [LAST_SUBJECT] = 18,
        [CODED] = 13,
    },
    [PRONOUN_MANY] = {
        [HERE] = 30, -4, -10, 21, -14, 17,
        [HERE + 6] = 18, 9, -8, 40, -8, 21,
        [HERE + 12] = 19, 10, -5, -19, -12, -4,
        [BEFORE] = 2, -20, -9, -6, -33, -38,
        [BEFORE + 6] = -2, -16, -23, -18, -40, -36,
        [BEFORE + 12] = -9, 9, -10, 12, -17, 3,
        [BACK_1] = -5, [BACK_2] = -29, [BACK_MORE] = -34, [NEARER] = -10, [DISTANCE] = -5,
        [OWN_SUBJECT] = 27, 37, -9, [HIGHER_SUBJECT] = 16, 15, 5, [CONJUNCT] = -15,
        [PRONOUN_TOO] = 19, [SAME_FORM] = 11, [NO_ACTOR] = -8, [INDEFINITE] = 13,
        [UNSURE] = -2, -27, -25, 2, [FULL_NAME] = -14, [OPENS] = 9, [BRACKETED] = -2,
        [OUTSIDE] = -42, [AGAIN] = 4, [BOTH_SAY] = 1, [AND_ITS] = -25, [AHEAD] = -35,
        [BODY_SAYS] = 9, [LAST_SUBJECT] = 23, [CODED] = -12, [PLURAL] = 50, [SEVERAL] = 4,
    },
};
/* clang-format on */
