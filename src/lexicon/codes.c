/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/codes.h"

#include "ontology/ontology.h"

#define PART        3u /* letters of each part of an actor code */
#define FOREIGN_MAX 24u

const char *cmq__wrong_country(struct cmq_str code) {
    return cmq_country_find(code) == NULL ? "is not an ISO 3166 alpha-3 code" : NULL;
}

static struct cmq_str part_at(struct cmq_str code, size_t at) {
    return (struct cmq_str){code.ptr + at, PART};
}

static bool is_parts(struct cmq_str code) {
    for (size_t i = 0; i < code.len; i++) {
        if (code.ptr[i] < 'A' || code.ptr[i] > 'Z') {
            return false;
        }
    }
    return code.len > 0 && code.len % PART == 0;
}

static bool is_international(struct cmq_str part) {
    const struct cmq_cameo_role *role = cmq_role_find(part);
    return role != NULL && role->tier == CMQ_TIER_INTERNATIONAL;
}

const char *cmq__wrong_actor_code(struct cmq_str code) {
    if (!is_parts(code)) {
        return "is not made of parts of three capitals";
    }
    struct cmq_str first = part_at(code, 0);
    if (is_international(first)) {
        return NULL; /* what follows may name the body itself: IGOUNO */
    }
    if (cmq_country_find(first) == NULL && cmq_region_name(first) == NULL &&
        cmq_role_find(first) == NULL) {
        return "begins with no country, region or role";
    }
    for (size_t at = PART; at < code.len; at += PART) {
        if (cmq_role_find(part_at(code, at)) == NULL) {
            return "has a part that is no CAMEO role";
        }
    }
    return NULL;
}

const char *cmq__wrong_foreign_code(struct cmq_str code) {
    for (size_t i = 0; i < code.len; i++) {
        char c = code.ptr[i];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!letter && !(c >= '0' && c <= '9') && (c != '/' || i == 0 || i + 1 == code.len)) {
            return "is not made of letters and digits";
        }
    }
    return code.len == 0 || code.len > FOREIGN_MAX ? "has no letter, or more than 24" : NULL;
}

const char *cmq__wrong_sectors(struct cmq_str code) {
    if (!is_parts(code)) {
        return "is not made of parts of three capitals";
    }
    for (size_t at = 0; at < code.len; at += PART) {
        if (cmq_role_find(part_at(code, at)) == NULL) {
            return "has a part that is no CAMEO role";
        }
    }
    return NULL;
}

const char *cmq__wrong_event_code(struct cmq_str code) {
    struct cmq_str rest = code, scheme = cmq_str_cut(&rest, ':');
    if (rest.ptr != NULL) {
        bool good =
            cmq__wrong_foreign_code(scheme) == NULL && cmq__wrong_foreign_code(rest) == NULL;
        return good ? NULL : "is not made of a scheme's name, a colon and a code";
    }
    return cmq_cameo_find(code) == NULL ? "is not a CAMEO event code" : NULL;
}

const char *cmq__wrong_mode(struct cmq_str code, struct cmq_str mode) {
    const struct cmq_cameo *cameo = cmq_cameo_find(code);
    bool right =
        cameo != NULL && mode.len > 0 && cmq_plover_of_mode(cameo->plover, mode) != CMQ_PLOVER_NONE;
    return right ? NULL : "is not a mode of the code's PLOVER type";
}

const char *cmq__wrong_context(struct cmq_str context) {
    bool right = context.len > 0 && cmq_plover_context_valid(context);
    return right ? NULL : "is not a PLOVER context";
}
