/* SPDX-License-Identifier: Apache-2.0 */
/* The dateline of a report: "CAIRO (Reuters) - ", "BEIRUT, Nov 13 (AFP) —", "PARIS, Ky. (AP) _",
 * "WASHINGTON -- ", "MINSK, May 3. /TASS/.". It stands at the start of the text, or behind a
 * headline or byline. A place in lower case counts only with a known agency behind it. */

#include "places/finding.h"

#include <string.h>

#define SEARCHED_BYTES 600u /* of the text, for the dash of a dateline */
#define LONGEST        90u  /* bytes of a dateline before its dash */

static struct cmq_str from(struct cmq_str s, size_t at) {
    return (struct cmq_str){s.ptr + at, s.len - at};
}

/* Bytes of the dash that ends a dateline at the start of `s`; 0 if there is none. */
static size_t dash_at(struct cmq_str s) {
    static const char *const dashes[] = {
        "--", "\xE2\x80\x94", "\xE2\x80\x93", "\xE2\x80\x95", "\xC2\x97", "- ", "_ "};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        if (cmq_str_starts(s, cmq_str_of(dashes[i]))) {
            return strlen(dashes[i]);
        }
    }
    return 0;
}

/* Words in which no lower-case letter stands. */
static bool is_capitals(struct cmq_str s) {
    bool upper = false;
    for (size_t i = 0; i < s.len; i++) {
        upper |= s.ptr[i] >= 'A' && s.ptr[i] <= 'Z';
        if (s.ptr[i] >= 'a' && s.ptr[i] <= 'z') {
            return false;
        }
    }
    return upper;
}

/* The agency that a dateline's brackets name, perhaps beside others: "AP Sports", "Xinhua". */
static struct cmq_str agency_of(const struct cmq_gazetteer *gazetteer, struct cmq_str words) {
    struct cmq__key key;
    struct cmq__found found;
    cmq__place_key(words, &key);
    cmq__gazetteer_find(gazetteer, &key, &found);
    struct cmq_str first = cmq_str_cut(&words, ' ');
    if (found.name.len == 0 && words.len > 0) {
        cmq__place_key(first, &key);
        cmq__gazetteer_find(gazetteer, &key, &found);
    }
    return found.name;
}

static bool is_place(const struct cmq_gazetteer *gazetteer, struct cmq_str words) {
    struct cmq__key key;
    struct cmq__found found;
    cmq__place_key(words, &key);
    return cmq__gazetteer_find(gazetteer, &key, &found) && found.count > 0;
}

/* Of "PARIS, Ky., Nov. 13" the place with what it lies in; empty if the first part is no place. */
static struct cmq_str place_of(const struct cmq_gazetteer *gazetteer, struct cmq_str words) {
    struct cmq_str rest = words, place = cmq_str_trim(cmq_str_cut(&rest, ','));
    if (!is_place(gazetteer, place)) {
        return (struct cmq_str){NULL, 0};
    }
    struct cmq_str next = cmq_str_trim(cmq_str_cut(&rest, ','));
    if (next.len > 0 && is_place(gazetteer, next)) {
        place.len = (size_t)(next.ptr + next.len - place.ptr);
    }
    return place;
}

/* Reads the words before a dash as a dateline; false if they are none. */
static bool read_dateline(const struct cmq_gazetteer *gazetteer, struct cmq_str words,
                          struct cmq__dateline *dateline) {
    *dateline = (struct cmq__dateline){0};
    words = cmq_str_trim(words);
    struct cmq_str before = words, inner = {NULL, 0};
    if (words.len > 2 && words.ptr[words.len - 1] == ')') {
        inner = (struct cmq_str){words.ptr, words.len - 1};
        before = cmq_str_trim(cmq_str_cut(&inner, '('));
        dateline->agency = agency_of(gazetteer, cmq_str_trim(inner));
    }
    struct cmq_str rest = before;
    bool capitals = is_capitals(cmq_str_cut(&rest, ','));
    if (capitals || dateline->agency.len > 0) {
        dateline->place = place_of(gazetteer, before);
    }
    return dateline->place.len > 0 || (dateline->agency.len > 0 && before.len == 0);
}

/* "MINSK, May 3. /TASS/. ", "ANKARA /AA/ -" at the start of a text: an agency between slashes. */
static bool read_slashed(const struct cmq_gazetteer *gazetteer, struct cmq_str text,
                         struct cmq__dateline *dateline) {
    *dateline = (struct cmq__dateline){0};
    text.len = text.len < LONGEST ? text.len : LONGEST;
    struct cmq_str place = cmq_str_cut(&text, '/'), agency = cmq_str_cut(&text, '/');
    if (text.ptr == NULL) { /* no second slash */
        return false;
    }
    dateline->agency = agency_of(gazetteer, cmq_str_trim(agency));
    if (dateline->agency.len > 0) {
        dateline->place = place_of(gazetteer, cmq_str_trim(place));
    }
    return dateline->agency.len > 0;
}

struct cmq__dateline cmq__find_dateline(const struct cmq_gazetteer *gazetteer,
                                        struct cmq_str text) {
    struct cmq__dateline dateline = {0};
    if (read_slashed(gazetteer, text, &dateline)) {
        return dateline;
    }
    size_t start = 0, stop = text.len < SEARCHED_BYTES ? text.len : SEARCHED_BYTES;
    for (size_t at = 0; at < stop; at++) {
        char c = text.ptr[at];
        bool ends = (c == '.' && at + 1 < stop && text.ptr[at + 1] == ' ') || c == '\n';
        if (ends && at - start > 12) {
            start = at + 1;
        } else if (dash_at(from(text, at)) > 0 && at - start <= LONGEST) {
            struct cmq_str words = {text.ptr + start, at - start};
            if (read_dateline(gazetteer, words, &dateline)) {
                return dateline;
            }
            start = c == '\n' ? at + 1 : start;
        }
    }
    return (struct cmq__dateline){0};
}
