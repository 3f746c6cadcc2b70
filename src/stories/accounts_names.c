/* SPDX-License-Identifier: Apache-2.0 */
#include "stories/stories.h"

static const struct cmq_str slots[] = {
    {"who says", 8}, {"verb", 4},  {"force", 5}, {"form", 4},     {"label", 5}, {"number", 6},
    {"date", 4},     {"place", 5}, {"who", 3},   {"negation", 8}, {"cause", 5},
};

struct cmq_str cmq_slot_name(unsigned bit) {
    return bit < sizeof slots / sizeof *slots ? slots[bit] : (struct cmq_str){NULL, 0};
}

struct cmq_str cmq_spread_name(enum cmq_row_class spread) {
    static const struct cmq_str names[] = {{"all", 3}, {"some", 4}, {"one", 3}};
    return names[spread];
}

struct cmq_str cmq_voice_name(enum cmq_side_voice voice) {
    static const struct cmq_str names[] = {{"none", 4}, {"own", 3}, {"ascribed", 8}};
    return names[voice];
}
