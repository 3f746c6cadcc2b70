/* SPDX-License-Identifier: Apache-2.0 */
/* A stratified sample of events, and of sentences without one. Each unit has a lot, a hash of the
 * seed and of its ids; a stratum gives those with the lowest. So the same seed draws the same units
 * from the same codings, in whatever order they come. */
#include "audit/values.h"

#include <math.h>
#include <stdlib.h>

#define ARENA_LIMIT ((size_t)4 << 30)
#define STRATA_MAX  4096u
#define ROOT_LENGTH 2u

void cmq_sample_init(struct cmq_sample *sample, const struct cmq_sample_design *design) {
    *sample = (struct cmq_sample){.design = *design};
    cmq_arena_init(&sample->arena, ARENA_LIMIT);
    cmq_map_init(&sample->by_name);
}

void cmq_sample_release(struct cmq_sample *sample) {
    cmq_map_release(&sample->by_name);
    cmq_arena_release(&sample->arena);
}

/* ---- strata ---- */

static const char *band_of(double confidence) {
    return confidence < 0.3 ? "0.0-0.3" : confidence < 0.6 ? "0.3-0.6" : "0.6-1.0";
}

static struct cmq_str stratum_of_event(const struct cmq_sample *sample, const json_t *event,
                                       char name[static 64]) {
    const char *code = json_string_value(json_object_get(event, "cameo"));
    const char *root = sample->design.by_root ? (code == NULL ? "--" : code) : "";
    const char *band = sample->design.by_confidence
                           ? band_of(json_number_value(json_object_get(event, "confidence")))
                           : "";
    struct cmq_buf text;
    cmq_buf_init(&text, 63);
    cmq_buf_format(&text, "%.*s%s%s", (int)ROOT_LENGTH, root,
                   root[0] != '\0' && band[0] != '\0' ? " " : "", band);
    struct cmq_str built = text.len > 0 ? cmq_buf_str(&text) : CMQ_STR("events");
    for (size_t i = 0; i < built.len; i++) {
        name[i] = built.ptr[i];
    }
    cmq_buf_release(&text);
    return (struct cmq_str){name, built.len};
}

/* The index of a stratum, made if new; UINT32_MAX where there is no room. */
static uint32_t stratum_named(struct cmq_sample *sample, enum cmq_sample_kind kind,
                              struct cmq_str name) {
    uint32_t *index = cmq_map_put(&sample->by_name, name, UINT32_MAX);
    if (index != NULL && *index == UINT32_MAX && sample->stratum.count < STRATA_MAX) {
        *index = sample->stratum.count;
        CMQ_PUSH(&sample->arena, &sample->stratum) =
            (struct cmq_sample_stratum){.kind = kind, .name = cmq_arena_copy(&sample->arena, name)};
    }
    return index == NULL ? UINT32_MAX : *index;
}

static enum cmq_status add_unit(struct cmq_sample *sample, enum cmq_sample_kind kind,
                                struct cmq_str stratum, struct cmq_str key,
                                struct cmq_sample_unit unit, struct cmq_error *err) {
    unit.lot = cmq_hash(key);
    unit.stratum = stratum_named(sample, kind, stratum);
    if (unit.stratum == UINT32_MAX) {
        return cmq_fail(err, CMQ_LIMIT, 0, "more than %u strata", STRATA_MAX);
    }
    sample->stratum.item[unit.stratum].population++;
    CMQ_PUSH(&sample->arena, &sample->unit) = unit;
    return CMQ_OK;
}

/* ---- events ---- */

struct source {
    const json_t *coding;
    struct cmq_str report;
    uint64_t position;
    cmq_sample_choice *choice;
    void *context;
};

static bool may_be_drawn(const struct source *source, struct cmq_str event) {
    return source->choice == NULL || source->choice(source->context, source->report, event);
}

static enum cmq_status add_event(struct cmq_sample *sample, const struct source *source,
                                 size_t number, struct cmq_error *err) {
    const json_t *event = json_array_get(json_object_get(source->coding, "events"), number);
    struct cmq_str id = cmq_str_of(json_string_value(json_object_get(event, "id")));
    bool repeats = json_is_string(json_object_get(event, "same_as"));
    if ((repeats && !sample->design.repeats) || !may_be_drawn(source, id)) {
        return CMQ_OK;
    }
    char name[64];
    struct cmq_buf key;
    cmq_buf_init(&key, CMQ_MAX_LINE);
    cmq_buf_format(&key, "event %llu %.*s %.*s", (unsigned long long)sample->design.seed,
                   CMQ_FMT(source->report), CMQ_FMT(id));
    enum cmq_status status = add_unit(
        sample, CMQ_SAMPLE_EVENTS, stratum_of_event(sample, event, name), cmq_buf_str(&key),
        (struct cmq_sample_unit){.position = source->position, .number = (uint32_t)number}, err);
    cmq_buf_release(&key);
    return status;
}

/* ---- sentences ---- */

/* What pass 1 knows of each sentence. */
struct sentence {
    struct cmq_reach reach;
    uint32_t actors;    /* with a code */
    uint32_t last_seen; /* actor, from 1 */
    bool coded;
};

struct sentences {
    struct sentence *item;
    size_t count;
};

static struct sentence *sentence_at(const struct sentences *sentences, int64_t offset) {
    size_t low = 0, high = sentences->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sentences->item[middle].reach.end <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < sentences->count && sentences->item[low].reach.start <= offset;
    return found ? &sentences->item[low] : NULL;
}

static void count_actors(const json_t *coding, const struct sentences *sentences) {
    const json_t *actors = json_object_get(coding, "actors");
    for (size_t i = 0; i < json_array_size(actors); i++) {
        const json_t *actor = json_array_get(actors, i);
        const json_t *mentions = json_object_get(actor, "mentions");
        size_t count =
            json_is_string(json_object_get(actor, "code")) ? json_array_size(mentions) : 0;
        for (size_t k = 0; k < count; k++) {
            struct cmq_reach reach;
            const json_t *span = json_object_get(json_array_get(mentions, k), "span");
            struct sentence *in =
                cmq_value_reach(span, &reach) ? sentence_at(sentences, reach.start) : NULL;
            if (in != NULL && in->last_seen != i + 1) {
                in->last_seen = (uint32_t)(i + 1);
                in->actors++;
            }
        }
    }
}

static void mark_coded(const json_t *coding, const struct sentences *sentences) {
    const json_t *events = json_object_get(coding, "events");
    for (size_t i = 0; i < json_array_size(events); i++) {
        json_int_t at = json_integer_value(json_object_get(json_array_get(events, i), "sentence"));
        if (at >= 0 && (size_t)at < sentences->count) {
            sentences->item[at].coded = true;
        }
    }
}

static bool read_sentences(const json_t *coding, const struct sentences *sentences) {
    const json_t *spans = json_object_get(coding, "sentences");
    for (size_t i = 0; i < sentences->count; i++) {
        if (!cmq_value_reach(json_array_get(spans, i), &sentences->item[i].reach)) {
            return false;
        }
    }
    count_actors(coding, sentences);
    mark_coded(coding, sentences);
    return true;
}

static enum cmq_status add_uncoded(struct cmq_sample *sample, const struct source *source,
                                   const struct sentences *sentences, struct cmq_error *err) {
    static const char *const stratum[] = {"no actor", "one actor", "two actors"};
    enum cmq_status status = CMQ_OK;
    for (size_t i = 0; status == CMQ_OK && i < sentences->count; i++) {
        const struct sentence *sentence = &sentences->item[i];
        if (sentence->coded) {
            continue;
        }
        struct cmq_buf key;
        cmq_buf_init(&key, CMQ_MAX_LINE);
        cmq_buf_format(&key, "sentence %llu %.*s %lld", (unsigned long long)sample->design.seed,
                       CMQ_FMT(source->report), (long long)sentence->reach.start);
        status = add_unit(
            sample, CMQ_SAMPLE_SENTENCES,
            cmq_str_of(stratum[sentence->actors > 2 ? 2 : sentence->actors]), cmq_buf_str(&key),
            (struct cmq_sample_unit){.position = source->position, .number = (uint32_t)i}, err);
        cmq_buf_release(&key);
    }
    return status;
}

static enum cmq_status add_sentences(struct cmq_sample *sample, const struct source *source,
                                     struct cmq_error *err) {
    struct sentences sentences = {
        .count = json_array_size(json_object_get(source->coding, "sentences"))};
    sentences.item = calloc(sentences.count + 1, sizeof *sentences.item);
    if (sentences.item == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    enum cmq_status status =
        read_sentences(source->coding, &sentences)
            ? add_uncoded(sample, source, &sentences, err)
            : cmq_fail(err, CMQ_BAD_INPUT, 0, "not a coding: \"sentences\" are no spans");
    free(sentences.item);
    return status;
}

enum cmq_status cmq_sample_add(struct cmq_sample *sample, struct cmq_str line, uint64_t position,
                               cmq_sample_choice *choice, void *context, struct cmq_error *err) {
    json_t *coding = cmq_value_object(line, err);
    if (coding == NULL) {
        return CMQ_BAD_INPUT;
    }
    const json_t *report = json_object_get(coding, "report");
    struct source source = {.coding = coding,
                            .report = cmq_str_of(json_string_value(json_object_get(report, "id"))),
                            .position = position,
                            .choice = choice,
                            .context = context};
    const json_t *events = json_object_get(coding, "events");
    enum cmq_status status = CMQ_OK;
    if (source.report.len == 0 || !json_is_array(events)) {
        status = cmq_fail(err, CMQ_BAD_INPUT, 0,
                          "not a coding: it needs \"report\" with an \"id\", and \"events\"");
    } else if (!json_is_string(json_object_get(report, "text"))) {
        status = cmq_fail(err, CMQ_BAD_INPUT, 0,
                          "a coding without the text that is to be judged: code with --text");
    }
    for (size_t i = 0; status == CMQ_OK && i < json_array_size(events); i++) {
        status = add_event(sample, &source, i, err);
    }
    if (status == CMQ_OK && sample->design.wanted[CMQ_SAMPLE_SENTENCES] > 0 &&
        may_be_drawn(&source, (struct cmq_str){NULL, 0})) {
        status = add_sentences(sample, &source, err);
    }
    json_decref(coding);
    if (status == CMQ_OK && sample->arena.exhausted) {
        status = cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    return status;
}

/* ---- the draw ---- */

static int by_lot(const void *a, const void *b) {
    const struct cmq_sample_unit *x = a, *y = b;
    if (x->lot != y->lot) {
        return x->lot < y->lot ? -1 : 1;
    }
    return x->position != y->position ? (x->position < y->position ? -1 : 1)
                                      : (x->number > y->number) - (x->number < y->number);
}

static int by_position(const void *a, const void *b) {
    const struct cmq_sample_unit *x = a, *y = b;
    if (x->position != y->position) {
        return x->position < y->position ? -1 : 1;
    }
    return (x->number > y->number) - (x->number < y->number);
}

/* Shares out what is wanted of one kind. */
static enum cmq_status allocate(struct cmq_sample *sample, enum cmq_sample_kind kind,
                                struct cmq_error *err) {
    uint32_t strata = sample->stratum.count, count = 0;
    uint64_t *population = CMQ_NEW_ARRAY(&sample->arena, uint64_t, (size_t)strata + 1);
    uint32_t *drawn = CMQ_NEW_ARRAY(&sample->arena, uint32_t, (size_t)strata + 1);
    uint32_t *of = CMQ_NEW_ARRAY(&sample->arena, uint32_t, (size_t)strata + 1);
    if (population == NULL || drawn == NULL || of == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    for (uint32_t i = 0; i < strata; i++) {
        if (sample->stratum.item[i].kind == kind) {
            population[count] = sample->stratum.item[i].population;
            of[count++] = i;
        }
    }
    cmq_allocate(population, drawn, count, sample->design.wanted[kind], sample->design.least,
                 sample->design.allocation);
    for (uint32_t i = 0; i < count; i++) {
        sample->stratum.item[of[i]].drawn = drawn[i];
    }
    return CMQ_OK;
}

enum cmq_status cmq_sample_draw(struct cmq_sample *sample, struct cmq_error *err) {
    enum cmq_status status = allocate(sample, CMQ_SAMPLE_EVENTS, err);
    status = status == CMQ_OK ? allocate(sample, CMQ_SAMPLE_SENTENCES, err) : status;
    uint32_t *left = CMQ_NEW_ARRAY(&sample->arena, uint32_t, (size_t)sample->stratum.count + 1);
    if (status != CMQ_OK || left == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    for (uint32_t i = 0; i < sample->stratum.count; i++) {
        left[i] = sample->stratum.item[i].drawn;
    }
    if (sample->unit.count > 0) {
        qsort(sample->unit.item, sample->unit.count, sizeof *sample->unit.item, by_lot);
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < sample->unit.count; i++) {
        struct cmq_sample_unit unit = sample->unit.item[i];
        if (left[unit.stratum] > 0) {
            left[unit.stratum]--;
            sample->unit.item[kept++] = unit;
        }
    }
    sample->unit.count = kept;
    if (kept > 0) {
        qsort(sample->unit.item, kept, sizeof *sample->unit.item, by_position);
    }
    return CMQ_OK;
}
