/* SPDX-License-Identifier: Apache-2.0 */
/* Written by tools/measure/confidence.py --table: how many of a hundred events are right whose
 * source and target were found so, and that are told as done, or not. */
static const unsigned char right_of_hundred[SIDE_STATES][SIDE_STATES][2] = {
    {{75, 48}, {73, 47}, {66, 39}, {21, 8}},
    {{51, 25}, {50, 24}, {42, 19}, {9, 3}},
    {{51, 25}, {50, 24}, {42, 19}, {9, 3}},
    {{26, 10}, {25, 10}, {19, 7}, {3, 1}},
};
