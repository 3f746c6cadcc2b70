/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/common_options.h"
#include "cli/dict.h"

#include "cli/cli.h"
#include "ontology/ontology.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_LIMIT      ((size_t)64 << 20)
#define COUNTRY_LETTERS 3u

/* What the dictionaries have of a state. A person, body or group counts once for each state that
 * one of its codes begins with; a body with nothing but a state as its code is a place of it. */
enum column { PERSONS, IN_OFFICE, BODIES, GROUPS, PLACES, COLUMN_COUNT };

static const char *const column_names[COLUMN_COUNT] = {
    [PERSONS] = "persons", [IN_OFFICE] = "in_office", [BODIES] = "bodies",
    [GROUPS] = "groups",   [PLACES] = "places",
};

struct state {
    const struct cmq_country *country;
    uint32_t count[COLUMN_COUNT];
    uint32_t last_actor; /* 1 + the last actor that was counted: none counts twice */
};

struct list {
    struct cmq_lexicon lexicon;
    struct state *state; /* in the order of the ontology, then of the output */
    size_t state_count;
    cmq_day day; /* for IN_OFFICE */
    bool jsonl;
    struct cmq_buf text;
};

/* ---- counting ---------------------------------------------------------------------------- */

static struct state *state_of(struct list *list, struct cmq_str code) {
    if (code.len < COUNTRY_LETTERS) {
        return NULL;
    }
    const struct cmq_country *country =
        cmq_country_find((struct cmq_str){code.ptr, COUNTRY_LETTERS});
    return country == NULL ? NULL : &list->state[country - cmq_country_at(0)];
}

static enum column column_of(const struct cmq_actor_entry *actor, struct cmq_str code) {
    switch ((enum cmq_actor_kind)actor->kind) {
    case CMQ_ACTOR_PERSON:
        return PERSONS;
    case CMQ_ACTOR_GROUP:
        return GROUPS;
    default:
        return code.len == COUNTRY_LETTERS ? PLACES : BODIES;
    }
}

static void count_actor(struct list *list, uint32_t index) {
    const struct cmq_lexicon *lexicon = &list->lexicon;
    const struct cmq_actor_entry *actor = &lexicon->actor[index];
    for (uint32_t i = 0; i < actor->term_count && actor->kind != CMQ_ACTOR_STATE; i++) {
        const struct cmq_term *term = &lexicon->term[actor->first_term + i];
        struct cmq_str code = cmq_lexicon_str(lexicon, term->code);
        struct state *state = state_of(list, code);
        if (state == NULL) {
            continue;
        }
        if (state->last_actor != index + 1) {
            state->count[column_of(actor, code)]++;
            state->last_actor = index + 1;
        }
        bool holds = term->from <= list->day && list->day <= term->to;
        state->count[IN_OFFICE] += actor->kind == CMQ_ACTOR_PERSON && holds;
    }
}

/* The capitals and other names of places that stand in the entry of a state. */
static void count_places(struct list *list) {
    const struct cmq_lexicon *lexicon = &list->lexicon;
    for (uint32_t i = 0; i < lexicon->name_count; i++) {
        struct cmq_name name = lexicon->name[i];
        if (name.kind != CMQ_NAME_PLACE) {
            continue;
        }
        const struct cmq_actor_entry *actor = &lexicon->actor[name.target];
        struct state *state =
            actor->term_count == 0
                ? NULL
                : state_of(list, cmq_lexicon_str(lexicon, lexicon->term[actor->first_term].code));
        if (state != NULL) {
            state->count[PLACES]++;
        }
    }
}

static uint32_t total(const struct state *state) {
    return state->count[PERSONS] + state->count[BODIES] + state->count[GROUPS] +
           state->count[PLACES];
}

static int fewest_first(const void *a, const void *b) {
    const struct state *x = a, *y = b;
    uint32_t m = total(x), n = total(y);
    return m != n ? (m > n) - (m < n) : strcmp(x->country->iso3, y->country->iso3);
}

static bool count_states(struct list *list) {
    list->state_count = cmq_country_count();
    list->state = calloc(list->state_count, sizeof *list->state);
    if (list->state == NULL) {
        cmq_say("out of memory");
        return false;
    }
    for (size_t i = 0; i < list->state_count; i++) {
        list->state[i].country = cmq_country_at(i);
    }
    for (uint32_t i = 0; i < list->lexicon.actor_count; i++) {
        count_actor(list, i);
    }
    count_places(list);
    qsort(list->state, list->state_count, sizeof *list->state, fewest_first);
    return true;
}

/* ---- writing ----------------------------------------------------------------------------- */

static void add_count(struct list *list, const char *name, uint32_t count) {
    if (list->jsonl) {
        struct cmq_json json;
        cmq_json_init(&json, &list->text);
        cmq_json_object_begin(&json);
        cmq_json_key(&json, CMQ_STR("kind"));
        cmq_json_str(&json, cmq_str_of(name));
        cmq_json_key(&json, CMQ_STR("entries"));
        cmq_json_int(&json, count);
        cmq_json_object_end(&json);
        cmq_buf_add_char(&list->text, '\n');
    } else {
        cmq_buf_format(&list->text, "%-10s %6" PRIu32 "\n", name, count);
    }
}

static void add_kinds(struct list *list) {
    static const char *const names[] = {
        [CMQ_ENTRY_ACTOR] = "actors",  [CMQ_ENTRY_ROLE] = "roles",     [CMQ_ENTRY_FRAME] = "frames",
        [CMQ_ENTRY_SPEECH] = "speech", [CMQ_ENTRY_EFFECT] = "effects", [CMQ_ENTRY_TOPIC] = "topics",
    };
    static const char *const actors[] = {
        [CMQ_ACTOR_STATE] = "states",
        [CMQ_ACTOR_BODY] = "bodies",
        [CMQ_ACTOR_GROUP] = "groups",
        [CMQ_ACTOR_PERSON] = "persons",
    };
    uint32_t of_kind[sizeof names / sizeof names[0]] = {0};
    uint32_t of_actor[sizeof actors / sizeof actors[0]] = {0};
    for (uint32_t i = 0; i < list->lexicon.entry_count; i++) {
        of_kind[list->lexicon.entry[i].kind]++;
    }
    for (uint32_t i = 0; i < list->lexicon.actor_count; i++) {
        of_actor[list->lexicon.actor[i].kind]++;
    }
    for (size_t i = 0; i < sizeof of_kind / sizeof of_kind[0]; i++) {
        add_count(list, names[i], of_kind[i]);
    }
    for (size_t i = 0; i < sizeof of_actor / sizeof of_actor[0]; i++) {
        add_count(list, actors[i], of_actor[i]);
    }
}

static void add_state(struct list *list, const struct state *state) {
    struct cmq_str code = cmq_str_of(state->country->iso3), name = cmq_str_of(state->country->name);
    if (!list->jsonl) {
        cmq_buf_format(&list->text, "%.*s  ", CMQ_FMT(code));
        for (size_t i = 0; i < COLUMN_COUNT; i++) {
            cmq_buf_format(&list->text, "%11" PRIu32, state->count[i]);
        }
        cmq_buf_format(&list->text, "  %.*s\n", CMQ_FMT(name));
        return;
    }
    struct cmq_json json;
    cmq_json_init(&json, &list->text);
    cmq_json_object_begin(&json);
    cmq_json_key(&json, CMQ_STR("state"));
    cmq_json_str(&json, code);
    cmq_json_key(&json, CMQ_STR("name"));
    cmq_json_str(&json, name);
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        cmq_json_key(&json, cmq_str_of(column_names[i]));
        cmq_json_int(&json, state->count[i]);
    }
    cmq_json_object_end(&json);
    cmq_buf_add_char(&list->text, '\n');
}

static void add_states(struct list *list, size_t most) {
    if (!list->jsonl) {
        cmq_buf_add_str(&list->text, CMQ_STR("\n     "));
        for (size_t i = 0; i < COLUMN_COUNT; i++) {
            cmq_buf_format(&list->text, "%11s", column_names[i]);
        }
        cmq_buf_add_char(&list->text, '\n');
    }
    for (size_t i = 0; i < list->state_count && i < most; i++) {
        add_state(list, &list->state[i]);
    }
}

/* ---- the command ------------------------------------------------------------------------- */

static int write_list(struct list *list, size_t most) {
    struct cmq_output output;
    struct cmq_error err;
    if (cmq_output_open(&output, NULL, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    cmq_buf_init(&list->text, TEXT_LIMIT);
    add_kinds(list);
    add_states(list, most);
    cmq_output_write(&output, cmq_buf_str(&list->text));
    cmq_buf_release(&list->text);
    return cmq_output_close(&output, true) ? CMQ_EXIT_OK : CMQ_EXIT_FAILED;
}

int cmq_dict_list(int argc, char **argv) {
    struct list list = {.day = CMQ_DAY_MAX};
    const char *format = NULL, *date = NULL;
    unsigned most = 0;
    const struct cmq_option options[] = {
        cmq_option_table_or_lines(&format),
        {'\0', CMQ_OPTION_TEXT, "date", "DATE",
         "Count offices held on DATE (YYYY-MM-DD). Default: those without an end.", &date},
        {'\0', CMQ_OPTION_COUNT, "fewest", "N", "List the N states with the fewest entries alone.",
         &most},
    };
    const struct cmq_usage usage = {
        .command = "dict list",
        .operands = "[DIR]",
        .summary = "Count the entries of the built-in dictionaries, with those in DIR laid over\n"
                   "them: by kind, and by state, those with the fewest first.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .most = 1,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status == CMQ_PARSED) {
        status = cmq_table_or_lines(usage.command, format, &list.jsonl);
    }
    if (status != CMQ_PARSED) {
        return status;
    }
    if (date != NULL && (list.day = cmq_day_parse(cmq_str_of(date))) == CMQ_NO_DAY) {
        return cmq_usage_fail("dict list", "--date wants YYYY-MM-DD, not '%s'", date);
    }
    struct cmq_error err;
    if (cmq_dictionaries_open(first < argc ? argv[first] : NULL, NULL, NULL, &list.lexicon, &err) !=
        CMQ_OK) {
        return cmq_say_error(&err);
    }
    status = CMQ_EXIT_FAILED;
    if (count_states(&list)) {
        status = write_list(&list, most == 0 ? list.state_count : most);
    }
    free(list.state);
    cmq_lexicon_release(&list.lexicon);
    return status;
}
