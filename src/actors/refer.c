/* SPDX-License-Identifier: Apache-2.0 */
/* Names and offices said again: "Wang" after "Wang Yi", "the US Secretary" after "Secretary of
 * State Antony Blinken". */

#include "actors/finder.h"

/* ASCII letters of either case are the same; names differ in more than case. */
bool cmq_same_letters(struct cmq_str a, struct cmq_str b) {
    if (a.len != b.len) {
        return false;
    }
    for (size_t i = 0; i < a.len; i++) {
        unsigned char x = (unsigned char)a.ptr[i], y = (unsigned char)b.ptr[i];
        if (x != y && ((x | 32) != (y | 32) || (x | 32) < 'a' || (x | 32) > 'z')) {
            return false;
        }
    }
    return true;
}

static bool has_part(struct cmq_str name, struct cmq_str word) {
    while (name.ptr) {
        struct cmq_str part = cmq_str_cut(&name, ' ');
        if (part.len > 1 && cmq_same_letters(part, word)) {
            return true;
        }
    }
    return false;
}

/* Of a family the one that the report speaks of most: Flynn, not Flynn Jr. */
uint32_t cmq_actors_named_before(const struct finder *f, struct cmq_str word) {
    uint32_t best = CMQ_NONE, most = 0;
    for (uint32_t a = f->actors->list.count, left = CMQ_LOOK_BACK; a-- > 0 && left-- > 0;) {
        const struct cmq_actor *actor = &f->actors->list.item[a];
        bool more = best == CMQ_NONE || actor->mentions.count > most;
        if (actor->kind == CMQ_ACTOR_PERSON && more && has_part(actor->name, word)) {
            best = a;
            most = actor->mentions.count;
        }
    }
    return best;
}

/* Whether `a` begins with the words that `b` ends with, and the other way round. */
static bool is_inverted(struct cmq_str a, struct cmq_str b) {
    struct cmq_str rest = a, first = cmq_str_cut(&rest, ' ');
    return a.len == b.len && rest.len > 0 && b.ptr[rest.len] == ' ' &&
           cmq_same_letters(rest, (struct cmq_str){b.ptr, rest.len}) &&
           cmq_same_letters(first, (struct cmq_str){b.ptr + rest.len + 1, first.len});
}

uint32_t cmq_actors_inverted_before(const struct finder *f, struct cmq_str name) {
    for (uint32_t a = f->actors->list.count, left = CMQ_LOOK_BACK; a-- > 0 && left-- > 0;) {
        const struct cmq_actor *actor = &f->actors->list.item[a];
        if (actor->kind == CMQ_ACTOR_PERSON &&
            (is_inverted(name, actor->name) || is_inverted(actor->name, name))) {
            return a;
        }
    }
    return CMQ_NONE;
}

bool cmq_actors_contains_words(struct cmq_str text, struct cmq_str part) {
    for (size_t at = 0; at + part.len <= text.len; at++) {
        bool starts = at == 0 || text.ptr[at - 1] == ' ';
        bool ends = at + part.len == text.len || text.ptr[at + part.len] == ' ';
        if (starts && ends && cmq_same_letters((struct cmq_str){text.ptr + at, part.len}, part)) {
            return true;
        }
    }
    return false;
}

uint32_t cmq_actors_holder_before(const struct finder *f, struct cmq_str office,
                                  struct cmq_str country) {
    for (uint32_t m = f->actors->mention.count, left = CMQ_LOOK_BACK; m-- > 0 && left-- > 0;) {
        const struct cmq_mention *mention = &f->actors->mention.item[m];
        if (mention->actors.count != 1) {
            continue;
        }
        const struct cmq_actor *actor = &f->actors->list.item[mention->actors.item[0]];
        if (actor->kind == CMQ_ACTOR_PERSON && cmq_actors_contains_words(actor->title, office) &&
            (country.len == 0 || cmq_str_eq(country, actor->country))) {
            return mention->actors.item[0];
        }
    }
    return CMQ_NONE;
}

bool cmq_actors_has_given_name(const struct finder *f, uint32_t first, uint32_t end) {
    for (uint32_t t = first; t < end; t++) {
        if (f->parse->token[t].entity != CMQ_ENTITY_NONE) {
            return false;
        }
    }
    uint32_t flags = cmq_lexicon_person_word(f->lexicon, f->parse->token[first].form);
    return (flags & (CMQ_PERSON_FEMALE_NAME | CMQ_PERSON_MALE_NAME)) &&
           f->parse->token[first].upos == CMQ_PROPN;
}
