/* SPDX-License-Identifier: Apache-2.0 */
/* Two codings of one report: which events came, went, or are coded otherwise. */
#include "audit/values.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_LIMIT ((size_t)1 << 20)

static const char *const trait_name[] = {[CMQ_TRAIT_SOURCE] = "source",
                                         [CMQ_TRAIT_CAMEO] = "cameo",
                                         [CMQ_TRAIT_TARGET] = "target",
                                         [CMQ_TRAIT_PLOVER] = "plover",
                                         [CMQ_TRAIT_MODE] = "mode",
                                         [CMQ_TRAIT_CONTEXTS] = "contexts",
                                         [CMQ_TRAIT_ASSERTION] = "assertion",
                                         [CMQ_TRAIT_TIME] = "time",
                                         [CMQ_TRAIT_DATE] = "date",
                                         [CMQ_TRAIT_PLACE] = "place",
                                         [CMQ_TRAIT_SAME_AS] = "same_as",
                                         [CMQ_TRAIT_ATTRIBUTION] = "attribution",
                                         [CMQ_TRAIT_QUANTITIES] = "quantities"};

const char *cmq_trait_name(enum cmq_trait trait) {
    return trait_name[trait];
}

/* ---- an event's traits ---- */

static const json_t *actor_of(const json_t *coding, const json_t *holder) {
    const json_t *actor = json_object_get(holder, "actor");
    json_int_t index = json_is_integer(actor) ? json_integer_value(actor) : -1;
    return index < 0 ? NULL : json_array_get(json_object_get(coding, "actors"), (size_t)index);
}

/* A member of the actors of a side or of the tellers, joined; "---" where an actor has none. */
static struct cmq_str join_actors(const json_t *coding, const json_t *list, const char *member,
                                  struct cmq_arena *arena) {
    struct cmq_buf joined;
    cmq_buf_init(&joined, TEXT_LIMIT);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *actor = actor_of(coding, json_array_get(list, i));
        const char *value = json_string_value(json_object_get(actor, member));
        cmq_buf_format(&joined, "%s%s", i == 0 ? "" : ";", value == NULL ? "---" : value);
    }
    struct cmq_str copy = cmq_arena_copy(arena, cmq_buf_str(&joined));
    cmq_buf_release(&joined);
    return copy;
}

/* An array without the spans of its items, which say where, not what. */
static struct cmq_str dump(const json_t *list, struct cmq_arena *arena) {
    json_t *copy = json_deep_copy(list);
    const size_t count = json_array_size(copy);
    for (size_t i = 0; i < count; i++) {
        json_object_del(json_array_get(copy, i), "span");
    }
    char *text = json_dumps(copy, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
    struct cmq_str kept = cmq_arena_copy(arena, cmq_str_of(text));
    free(text);
    json_decref(copy);
    return kept;
}

static struct cmq_str date_of(const json_t *date, struct cmq_arena *arena) {
    struct cmq_str from = cmq_value_text(date, "from", arena);
    struct cmq_str to = cmq_value_text(date, "to", arena);
    if (!json_is_object(date)) {
        return (struct cmq_str){NULL, 0};
    }
    return cmq_str_eq(from, to) ? from
                                : cmq_arena_format(arena, "%.*s/%.*s", CMQ_FMT(from), CMQ_FMT(to));
}

static struct cmq_str place_of(const json_t *place, struct cmq_arena *arena) {
    struct cmq_str name = cmq_value_text(place, "name", arena);
    struct cmq_str country = cmq_value_text(place, "country", arena);
    struct cmq_str admin1 = cmq_value_text(place, "admin1", arena);
    return json_is_object(place) ? cmq_arena_format(arena, "%.*s (%.*s %.*s)", CMQ_FMT(name),
                                                    CMQ_FMT(country), CMQ_FMT(admin1))
                                 : (struct cmq_str){NULL, 0};
}

static void add_entries_of(const json_t *coding, const json_t *side, struct cmq_labels *entries,
                           struct cmq_arena *arena) {
    for (size_t i = 0; i < json_array_size(side); i++) {
        struct cmq_str entry =
            cmq_value_text(actor_of(coding, json_array_get(side, i)), "entry", arena);
        if (entry.len > 0) {
            cmq_labels_add(entries, entry, arena);
        }
    }
}

static void read_traits(const json_t *coding, const json_t *event, struct cmq_arena *arena,
                        struct cmq_traits *traits) {
    static const enum cmq_trait plain[] = {CMQ_TRAIT_CAMEO, CMQ_TRAIT_PLOVER,
                                           CMQ_TRAIT_MODE,  CMQ_TRAIT_ASSERTION,
                                           CMQ_TRAIT_TIME,  CMQ_TRAIT_SAME_AS};
    const json_t *source = json_object_get(event, "source");
    const json_t *target = json_object_get(event, "target");
    const json_t *tellers = json_object_get(event, "attribution");
    struct cmq_str *value = traits->value;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        value[plain[i]] = cmq_value_text(event, trait_name[plain[i]], arena);
    }
    value[CMQ_TRAIT_SOURCE] = join_actors(coding, source, "code", arena);
    value[CMQ_TRAIT_TARGET] = join_actors(coding, target, "code", arena);
    value[CMQ_TRAIT_ATTRIBUTION] = join_actors(coding, tellers, "code", arena);
    value[CMQ_TRAIT_CONTEXTS] = dump(json_object_get(event, "contexts"), arena);
    value[CMQ_TRAIT_QUANTITIES] = dump(json_object_get(event, "quantities"), arena);
    value[CMQ_TRAIT_DATE] = date_of(json_object_get(event, "date"), arena);
    value[CMQ_TRAIT_PLACE] = place_of(json_object_get(event, "place"), arena);
    traits->source_country = join_actors(coding, source, "country", arena);
    traits->target_country = join_actors(coding, target, "country", arena);
    traits->entries = cmq_value_labels(event, "rules", arena);
    add_entries_of(coding, source, &traits->entries, arena);
    add_entries_of(coding, target, &traits->entries, arena);
}

/* ---- comparing ---- */

/* Events by their ids. */
static bool index_events(const json_t *events, struct cmq_map *index) {
    bool whole = true;
    for (size_t i = 0; i < json_array_size(events); i++) {
        const char *id = json_string_value(json_object_get(json_array_get(events, i), "id"));
        whole = cmq_map_put(index, cmq_str_of(id == NULL ? "" : id), (uint32_t)i) != NULL && whole;
    }
    return whole;
}

static unsigned compare_traits(const struct cmq_traits *before, const struct cmq_traits *after) {
    unsigned differs = 0;
    for (unsigned i = 0; i < CMQ_TRAITS; i++) {
        differs |= cmq_str_eq(before->value[i], after->value[i]) ? 0 : 1U << i;
    }
    return differs;
}

struct comparison {
    const json_t *before, *after; /* codings */
    struct cmq_arena *arena;
    struct cmq_changed_events *changed;
};

/* What became of an event that is in one of the codings at least. */
static void add_change(const struct comparison *in, const json_t *was, const json_t *is) {
    const json_t *event = is == NULL ? was : is;
    struct cmq_changed_event change = {
        .change = was == NULL  ? CMQ_EVENT_ADDED
                  : is == NULL ? CMQ_EVENT_LOST
                               : CMQ_EVENT_RECODED,
        .id = cmq_value_text(event, "id", in->arena),
        .report = cmq_value_text(json_object_get(in->after, "report"), "id", in->arena),
        .told = cmq_value_text(json_object_get(in->after, "report"), "date", in->arena),
    };
    if (was != NULL) {
        read_traits(in->before, was, in->arena, &change.before);
    }
    if (is != NULL) {
        read_traits(in->after, is, in->arena, &change.after);
    }
    if (change.change == CMQ_EVENT_RECODED) {
        change.differs = compare_traits(&change.before, &change.after);
    }
    if (change.change != CMQ_EVENT_RECODED || change.differs != 0) {
        CMQ_PUSH(in->arena, &in->changed->event) = change;
    }
}

static const json_t *find_event(const json_t *events, const struct cmq_map *index,
                                const json_t *like) {
    const char *id = json_string_value(json_object_get(like, "id"));
    const uint32_t *number = cmq_map_get(index, cmq_str_of(id == NULL ? "" : id));
    return number == NULL ? NULL : json_array_get(events, *number);
}

static bool compare_events(const struct comparison *in) {
    const json_t *before = json_object_get(in->before, "events");
    const json_t *after = json_object_get(in->after, "events");
    struct cmq_map old, new;
    cmq_map_init(&old);
    cmq_map_init(&new);
    bool whole = index_events(before, &old) && index_events(after, &new);
    for (size_t i = 0; whole && i < json_array_size(before); i++) {
        const json_t *event = json_array_get(before, i);
        add_change(in, event, find_event(after, &new, event));
    }
    for (size_t i = 0; whole && i < json_array_size(after); i++) {
        const json_t *event = json_array_get(after, i);
        if (find_event(before, &old, event) == NULL) {
            add_change(in, NULL, event);
        }
    }
    cmq_map_release(&new);
    cmq_map_release(&old);
    return whole && !in->arena->exhausted;
}

/* A coding from its report on: the coder stands before, and its strings have no quotes. */
static struct cmq_str behind_coder(struct cmq_str coding) {
    static const char mark[] = "},\"report\":";
    const char *at = memmem(coding.ptr, coding.len, mark, sizeof mark - 1);
    return at == NULL ? coding : (struct cmq_str){at, coding.len - (size_t)(at - coding.ptr)};
}

enum cmq_status cmq_codings_compare(struct cmq_str before, struct cmq_str after,
                                    struct cmq_arena *arena, struct cmq_changed_events *changed,
                                    struct cmq_error *err) {
    *changed = (struct cmq_changed_events){0};
    if (cmq_str_eq(behind_coder(before), behind_coder(after))) {
        changed->same = true;
        return CMQ_OK;
    }
    struct comparison in = {.arena = arena, .changed = changed};
    json_t *old = cmq_value_object(before, err);
    json_t *new = old == NULL ? NULL : cmq_value_object(after, err);
    enum cmq_status status = new == NULL ? CMQ_BAD_INPUT : CMQ_OK;
    in.before = old;
    in.after = new;
    if (status == CMQ_OK && !compare_events(&in)) {
        status = cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    json_decref(new);
    json_decref(old);
    return status;
}
