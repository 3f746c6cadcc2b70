/* SPDX-License-Identifier: Apache-2.0 */
#include "coding/names.h"

#define PICK(names, value)                                                                         \
    cmq_str_of((size_t)(value) < sizeof(names) / sizeof *(names) ? (names)[value] : NULL)

struct cmq_str cmq_mention_kind_name(enum cmq_mention_kind kind) {
    static const char *const names[] = {
        [CMQ_MENTION_NAME] = "name",       [CMQ_MENTION_TITLE] = "title",
        [CMQ_MENTION_PRONOUN] = "pronoun", [CMQ_MENTION_PLACE] = "place",
        [CMQ_MENTION_GROUP] = "group",     [CMQ_MENTION_PHRASE] = "phrase",
    };
    return PICK(names, kind);
}

struct cmq_str cmq_actor_basis_name(enum cmq_actor_basis basis) {
    static const char *const names[] = {
        [CMQ_BASIS_LEXICON] = "lexicon",
        [CMQ_BASIS_REPORT] = "report",
        [CMQ_BASIS_COUNTRY] = "country",
        [CMQ_BASIS_UNKNOWN] = "unknown",
    };
    return PICK(names, basis);
}

struct cmq_str cmq_ground_name(enum cmq_ground_kind kind) {
    static const char *const names[] = {
        [CMQ_GROUND_NAME] = "name",
        [CMQ_GROUND_ROLE] = "role",
        [CMQ_GROUND_MODIFIER] = "modifier",
        [CMQ_GROUND_FORMER] = "former",
        [CMQ_GROUND_NATIONALITY] = "nationality",
        [CMQ_GROUND_POSSESSIVE] = "possessive",
        [CMQ_GROUND_PREPOSITION] = "preposition",
        [CMQ_GROUND_PRONOUN] = "pronoun",
        [CMQ_GROUND_PARTY] = "party",
        [CMQ_GROUND_OUTLET] = "outlet",
        [CMQ_GROUND_SENTENCE] = "sentence",
        [CMQ_GROUND_APPOSITION] = "apposition",
        [CMQ_GROUND_DEFINITION] = "definition",
        [CMQ_GROUND_COUNTERPART] = "counterpart",
    };
    return PICK(names, kind);
}

struct cmq_str cmq_participant_basis_name(enum cmq_participant_basis basis) {
    static const char *const names[] = {
        [CMQ_PARTICIPANT_TEXT] = "text",
        [CMQ_PARTICIPANT_POSSESSIVE] = "possessive",
        [CMQ_PARTICIPANT_PLACE] = "place",
        [CMQ_PARTICIPANT_DISCOURSE] = "discourse",
    };
    return PICK(names, basis);
}

struct cmq_str cmq_assertion_name(enum cmq_assertion assertion) {
    static const char *const names[] = {
        [CMQ_ASSERTION_ACTUAL] = "actual",     [CMQ_ASSERTION_NEGATED] = "negated",
        [CMQ_ASSERTION_POSSIBLE] = "possible", [CMQ_ASSERTION_REQUESTED] = "requested",
        [CMQ_ASSERTION_ALLEGED] = "alleged",
    };
    return PICK(names, assertion);
}

struct cmq_str cmq_tense_name(enum cmq_tense tense) {
    static const char *const names[] = {
        [CMQ_TENSE_PAST] = "past",
        [CMQ_TENSE_PRESENT] = "present",
        [CMQ_TENSE_FUTURE] = "future",
    };
    return PICK(names, tense);
}

struct cmq_str cmq_time_type_name(enum cmq_time_type type) {
    static const char *const names[] = {
        [CMQ_TIME_DATE] = "DATE",
        [CMQ_TIME_TIME] = "TIME",
        [CMQ_TIME_DURATION] = "DURATION",
        [CMQ_TIME_SET] = "SET",
    };
    return PICK(names, type);
}

struct cmq_str cmq_date_basis_name(enum cmq_date_basis basis) {
    static const char *const names[] = {
        [CMQ_DATE_NONE] = NULL,           [CMQ_DATE_EXPLICIT] = "explicit",
        [CMQ_DATE_RELATIVE] = "relative", [CMQ_DATE_INHERITED] = "inherited",
        [CMQ_DATE_REPORT] = "report",
    };
    return PICK(names, basis);
}

struct cmq_str cmq_place_precision_name(enum cmq_place_precision precision) {
    static const char *const names[] = {
        [CMQ_PLACE_AT_POINT] = "point",
        [CMQ_PLACE_AT_CITY] = "city",
        [CMQ_PLACE_AT_ADMIN1] = "admin1",
        [CMQ_PLACE_AT_COUNTRY] = "country",
    };
    return PICK(names, precision);
}

struct cmq_str cmq_teller_kind_name(enum cmq_teller_kind kind) {
    static const char *const names[] = {
        [CMQ_TELLER_SPEAKER] = "speaker",     [CMQ_TELLER_BODY] = "body",
        [CMQ_TELLER_DOCUMENT] = "document",   [CMQ_TELLER_AGENCY] = "agency",
        [CMQ_TELLER_ANONYMOUS] = "anonymous",
    };
    return PICK(names, kind);
}

struct cmq_str cmq_statement_form_name(enum cmq_statement_form form) {
    static const char *const names[] = {
        [CMQ_FORM_DIRECT] = "direct",
        [CMQ_FORM_INDIRECT] = "indirect",
        [CMQ_FORM_MIXED] = "mixed",
    };
    return PICK(names, form);
}
