/* SPDX-License-Identifier: Apache-2.0 */
/* What holds as of a day: the state system and the blocs. */
#include "ontology/ontology.h"

#include "ontology/tables.h"

static bool covers(cmq_day from, cmq_day to, cmq_day day) {
    return day == CMQ_NO_DAY ? to == CMQ_DAY_MAX : from <= day && day <= to;
}

static int compare(const char *terminated, struct cmq_str key) {
    return cmq_str_cmp(cmq_str_of(terminated), key);
}

size_t cmq_cow_count(void) {
    return cmq_cow_table_count;
}

const struct cmq_cow *cmq_cow_at(size_t index) {
    return index < cmq_cow_table_count ? &cmq_cow_table[index] : NULL;
}

const struct cmq_cow *cmq_cow_of(struct cmq_str iso3, cmq_day day) {
    for (size_t i = 0; i < cmq_cow_table_count; i++) {
        const struct cmq_cow *row = &cmq_cow_table[i];
        if (compare(row->iso3, iso3) == 0 && covers(row->from, row->to, day)) {
            return row;
        }
    }
    return NULL;
}

size_t cmq_bloc_count(void) {
    return cmq_bloc_table_count;
}

const struct cmq_bloc *cmq_bloc_at(size_t index) {
    return index < cmq_bloc_table_count ? &cmq_bloc_table[index] : NULL;
}

const struct cmq_bloc *cmq_bloc_find(struct cmq_str code) {
    for (size_t i = 0; i < cmq_bloc_table_count; i++) {
        if (compare(cmq_bloc_table[i].code, code) == 0) {
            return &cmq_bloc_table[i];
        }
    }
    return NULL;
}

/* The first row that is not before the bloc. */
static size_t first_member(struct cmq_str bloc) {
    size_t low = 0, high = cmq_bloc_member_table_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(cmq_bloc_member_table[middle].bloc, bloc) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const struct cmq_bloc_member *cmq_bloc_members(struct cmq_str bloc, size_t *count) {
    size_t first = first_member(bloc), end = first;
    while (end < cmq_bloc_member_table_count &&
           compare(cmq_bloc_member_table[end].bloc, bloc) == 0) {
        end++;
    }
    *count = end - first;
    return *count == 0 ? NULL : &cmq_bloc_member_table[first];
}

bool cmq_bloc_has(struct cmq_str bloc, struct cmq_str iso3, cmq_day day) {
    size_t count;
    const struct cmq_bloc_member *member = cmq_bloc_members(bloc, &count);
    for (size_t i = 0; i < count; i++) {
        if (compare(member[i].iso3, iso3) == 0 && covers(member[i].from, member[i].to, day)) {
            return true;
        }
    }
    return false;
}
