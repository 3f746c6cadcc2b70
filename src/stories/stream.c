/* SPDX-License-Identifier: Apache-2.0 */
/* Stories online: a report joins the story whose reports it is most like, if it is like enough and
 * the story is not over. Only stories that share a heavy term with the report are looked at, so
 * that a report's time does not grow with the stream.
 *
 * Stories that are merged stay strands of one story: a tree, in which each hangs on the one that it
 * was merged into. A report joins a strand for good; what changes is of which story a strand is. A
 * merge stands on the report that is like both sides, until another one confirms it. If instead
 * both strands go on with reports that are like one of them alone, they come apart. */

#include "stories/stream.h"

#include <math.h>
#include <stdlib.h>

#define LIKE_ENOUGH 0.20 /* to join */
#define MERGE       0.42 /* of a report to a second story, for both to be one */
#define NEAREST     2u   /* reports of a story that the likeness is taken over */
#define HEAVY       16u  /* terms by which a story is found */
#define WINDOW      14   /* days after which a story is over */
#define FADE        30.0 /* days in which likeness falls to 1/e */
#define FOUND_MOST  512u /* stories that a report is compared with */
#define APART       4u   /* reports of each strand since a merge that nothing confirms */
#define DEEPEST     16u  /* strands that hang on each other */

/* ---- likeness ----------------------------------------------------------------------------- */

/* Days between a report and a strand; 0 where one is undated. */
static cmq_day gap(const struct strand *strand, cmq_day date) {
    cmq_day first = strand->is.first, last = strand->is.last;
    if (date == CMQ_NO_DAY || last == CMQ_NO_DAY) {
        return 0;
    }
    return date > last ? date - last : date < first ? first - date : 0;
}

/* The mean likeness to the NEAREST reports of the strand that are most like it, less for one that
 * has been silent. */
static double alike(const struct strand *strand, const struct cmq_profile *profile) {
    double best[NEAREST] = {0};
    uint32_t count = strand->is.reports < MEMBERS ? strand->is.reports : MEMBERS;
    uint32_t taken = count < NEAREST ? count : NEAREST;
    for (uint32_t i = 0; i < count; i++) {
        double now = cmq_profiles_alike(&strand->member[i], profile);
        for (uint32_t k = 0; k < taken; k++) {
            if (now > best[k]) {
                double passed = best[k];
                best[k] = now;
                now = passed;
            }
        }
    }
    double sum = 0;
    for (uint32_t k = 0; k < taken; k++) {
        sum += best[k];
    }
    return taken == 0 ? 0 : sum / taken * exp(-gap(strand, profile->date) / FADE);
}

/* ---- which stories to look at ------------------------------------------------------------- */

/* The numbers of the profile's heaviest terms. */
static uint32_t heaviest(const struct cmq_profile *profile, uint32_t heavy[HEAVY]) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < profile->count; i++) {
        uint32_t k = count < HEAVY ? count++ : HEAVY;
        if (k == HEAVY && profile->term[i].weight > profile->term[heavy[HEAVY - 1]].weight) {
            k = HEAVY - 1;
        }
        for (; k < HEAVY; k--) {
            heavy[k] = i;
            if (k == 0 || profile->term[heavy[k - 1]].weight >= profile->term[i].weight) {
                break;
            }
            heavy[k] = heavy[k - 1];
        }
    }
    return count;
}

static struct strand *story_of(struct strand *strand) {
    while (strand->hangs_on != strand) {
        strand = strand->hangs_on;
    }
    return strand;
}

uint32_t cmq_stream_story(struct cmq_stream *stream, uint32_t number) {
    struct strand *strand = cmq_stream_strand(stream, number);
    return strand == NULL ? number : story_of(strand)->is.number;
}

/* A strand that is over by `date` loses its members, and nothing joins it again. */
static bool end_if_over(struct cmq_stream *stream, struct strand *strand, cmq_day date) {
    if (strand->is.is_over || date == CMQ_NO_DAY || strand->is.last == CMQ_NO_DAY ||
        strand->is.last + WINDOW >= date) {
        return true;
    }
    free(strand->member);
    strand->member = NULL;
    strand->capacity = 0;
    strand->is.is_over = true;
    return cmq_stream_strand_changed(stream, strand);
}

/* The term, without the strands that are over by `date`. */
static struct term *look(struct cmq_stream *stream, uint32_t wanted, cmq_day date) {
    struct term *term = cmq_stream_term(stream, wanted);
    if (term == NULL || !cmq_stream_strands(stream, term)) {
        return NULL;
    }
    struct places *places = &term->strands;
    uint32_t count = places->count;
    places->count = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct strand *strand = stream->strand[places->item[i]];
        if (!end_if_over(stream, strand, date)) {
            return NULL;
        }
        if (!strand->is.is_over) {
            places->item[places->count++] = places->item[i];
        }
    }
    return places->count == count || cmq_stream_term_changed(stream, term) ? term : NULL;
}

struct found {
    double alike;
    struct strand *strand;
};

/* The strands that share a heavy term, with their likeness. */
static bool find_strands(struct cmq_stream *stream, const struct cmq_profile *profile,
                         struct found *found, uint32_t *count) {
    uint32_t heavy[HEAVY], terms = heaviest(profile, heavy);
    *count = 0;
    for (uint32_t t = 0; t < terms; t++) {
        const struct term *term = look(stream, profile->term[heavy[t]].term, profile->date);
        if (term == NULL) {
            return false;
        }
        for (uint32_t i = term->strands.count; i-- > 0 && *count < FOUND_MOST;) {
            struct strand *strand = stream->strand[term->strands.item[i]];
            if (strand->looked_at == stream->reports || gap(strand, profile->date) > WINDOW) {
                continue;
            }
            if (!cmq_stream_members(stream, strand)) {
                return false;
            }
            strand->looked_at = stream->reports;
            found[(*count)++] = (struct found){alike(strand, profile), strand};
        }
    }
    return true;
}

/* ---- joining ------------------------------------------------------------------------------ */

static bool add_member(struct cmq_stream *stream, struct strand *strand,
                       const struct cmq_profile *profile) {
    if (!cmq_stream_members(stream, strand) ||
        (strand->is.reports < MEMBERS &&
         !cmq_stream_grow(stream, (void **)&strand->member, strand->is.reports, &strand->capacity,
                          sizeof *strand->member))) {
        return false;
    }
    strand->member[strand->is.reports++ % MEMBERS] = *profile;
    return cmq_stream_strand_changed(stream, strand);
}

static bool join(struct cmq_stream *stream, struct strand *strand,
                 const struct cmq_profile *profile) {
    if (!add_member(stream, strand, profile)) {
        return false;
    }
    struct cmq_store_strand *is = &strand->is;
    if (profile->date != CMQ_NO_DAY) {
        bool dated = is->last != CMQ_NO_DAY;
        is->last = dated && is->last > profile->date ? is->last : profile->date;
        is->first = dated && is->first < profile->date ? is->first : profile->date;
    }
    uint32_t heavy[HEAVY], terms = heaviest(profile, heavy);
    for (uint32_t t = 0; t < terms; t++) {
        struct term *term = cmq_stream_term(stream, profile->term[heavy[t]].term);
        if (term == NULL || !cmq_stream_add_strand(stream, term, strand)) {
            return false;
        }
    }
    return true;
}

static int compare_found(const void *a, const void *b) {
    const struct found *x = a, *y = b;
    if (x->alike != y->alike) {
        return x->alike > y->alike ? -1 : 1;
    }
    return x->strand->is.number < y->strand->is.number
               ? -1
               : x->strand->is.number > y->strand->is.number;
}

/* Chooses a strand among what was found, most alike first. */
static struct strand *choose(struct cmq_stream *stream, const struct found *found, uint32_t count,
                             struct cmq_joined *joined) {
    *joined = (struct cmq_joined){.apart = CMQ_NO_STORY};
    joined->is_new = count == 0 || found[0].alike < LIKE_ENOUGH;
    joined->alike = joined->is_new ? 0 : found[0].alike;
    struct strand *strand =
        joined->is_new ? cmq_stream_strand(stream, stream->next) : found[0].strand;
    joined->strand = strand == NULL ? CMQ_NO_STORY : strand->is.number;
    return strand;
}

/* ---- merges and what becomes of them ------------------------------------------------------ */

static bool is_on(const struct strand *strand, const struct strand *above) {
    while (strand != above && strand->hangs_on != strand) {
        strand = strand->hangs_on;
    }
    return strand == above;
}

static void note_merge(struct cmq_joined *joined, const struct strand *strand,
                       const struct strand *into) {
    joined->from[joined->merged] = strand->is.number;
    joined->into[joined->merged++] = into->is.number;
}

/* Confirms the merges by which `strand` is of one story with `other`, on its side of the tree. */
static bool confirm(struct cmq_stream *stream, struct strand *strand, const struct strand *other,
                    struct cmq_joined *joined) {
    while (!is_on(other, strand) && joined->merged < CMQ_MERGES_MOST) {
        if (!strand->is.confirmed) {
            strand->is.confirmed = true;
            note_merge(joined, strand, strand->hangs_on);
            if (!cmq_stream_strand_changed(stream, strand)) {
                return false;
            }
        }
        strand = strand->hangs_on;
    }
    return true;
}

static bool confirm_merges(struct cmq_stream *stream, const struct found *found, uint32_t count,
                           struct cmq_joined *joined) {
    for (uint32_t i = 1; i < count && found[i].alike >= MERGE; i++) {
        struct strand *one = found[0].strand, *other = found[i].strand;
        if (story_of(one) == story_of(other) &&
            !(confirm(stream, one, other, joined) && confirm(stream, other, one, joined))) {
            return false;
        }
    }
    return true;
}

/* The younger of two stories becomes a strand of the older one; if it is one already, that is
 * confirmed. A story that becomes a strand of itself has come apart. */
static bool merge(struct cmq_stream *stream, struct strand *into, struct strand *from) {
    from->is.confirmed = into != from && from->hangs_on == into;
    from->hangs_on = into;
    from->is.hangs_on = into->is.number;
    if (!from->is.confirmed && into != from) {
        from->is.then = from->is.reports;
        from->is.others_then = into->is.reports;
        into->is.height =
            into->is.height > from->is.height + 1 ? into->is.height : from->is.height + 1;
    }
    return cmq_stream_strand_changed(stream, into) && cmq_stream_strand_changed(stream, from);
}

static bool merge_found(struct cmq_stream *stream, const struct found *found, uint32_t count,
                        struct cmq_joined *joined) {
    for (uint32_t i = 1; i < count && found[i].alike >= MERGE && found[0].alike >= MERGE &&
                         joined->merged < CMQ_MERGES_MOST;
         i++) {
        struct strand *a = story_of(found[0].strand);
        struct strand *b = story_of(found[i].strand);
        bool in_order = a->is.number < b->is.number;
        struct strand *older = in_order ? a : b, *younger = in_order ? b : a;
        if (a != b && younger->is.height + 1 < DEEPEST) {
            if (!merge(stream, older, younger)) {
                return false;
            }
            note_merge(joined, younger, older);
        }
    }
    return true;
}

/* Whether the strand is a story of its own again, from now on. One that others hang on stays. */
static bool comes_apart(const struct strand *strand) {
    const struct strand *other = strand->hangs_on;
    return strand != other && !strand->is.confirmed && strand->is.height == 0 &&
           strand->is.reports - strand->is.then >= APART &&
           other->is.reports - strand->is.others_then >= APART;
}

/* What a report that joined one of the strands found says of them. */
static bool settle(struct cmq_stream *stream, struct strand *strand, const struct found *found,
                   uint32_t count, struct cmq_joined *joined) {
    if (!confirm_merges(stream, found, count, joined) ||
        !merge_found(stream, found, count, joined)) {
        return false;
    }
    if (comes_apart(strand)) {
        joined->apart = strand->is.number;
        return merge(stream, strand, strand);
    }
    return true;
}

/* ---- adding ------------------------------------------------------------------------------- */

/* How many reports had each term; this one is counted from now on. */
static bool count_report(struct cmq_stream *stream, const struct cmq_term_counts *counts,
                         uint32_t *seen_in) {
    for (uint32_t i = 0; i < counts->list.count; i++) {
        struct term *term = cmq_stream_term(stream, counts->list.item[i].term);
        if (term == NULL || !cmq_stream_term_changed(stream, term)) {
            return false;
        }
        seen_in[i] = ++term->reports;
    }
    stream->reports++;
    return true;
}

/* The first failure, as the caller's. */
static enum cmq_status finish(struct cmq_stream *stream, bool done, struct cmq_error *err) {
    bool exhausted = stream->arena.exhausted;
    cmq_arena_reset(&stream->arena);
    if (done && !exhausted) {
        return CMQ_OK;
    }
    if (stream->failed.status == CMQ_OK) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    if (err != NULL) {
        *err = stream->failed;
    }
    return stream->failed.status;
}

enum cmq_status cmq_stream_add_terms(struct cmq_stream *stream,
                                     const struct cmq_term_counts *counts, cmq_day date,
                                     struct cmq_profile *profile, struct cmq_joined *joined,
                                     struct cmq_error *err) {
    uint32_t *seen_in = CMQ_NEW_ARRAY(&stream->arena, uint32_t, counts->list.count + 1);
    struct found *found = CMQ_NEW_ARRAY(&stream->arena, struct found, FOUND_MOST);
    uint32_t count;
    if (stream->arena.exhausted || !count_report(stream, counts, seen_in)) {
        return finish(stream, false, err);
    }
    cmq_profile_weigh(counts, seen_in, stream->reports, date, profile);
    if (!find_strands(stream, profile, found, &count)) {
        return finish(stream, false, err);
    }
    qsort(found, count, sizeof *found, compare_found);
    struct strand *strand = choose(stream, found, count, joined);
    bool done = strand != NULL && join(stream, strand, profile) &&
                (joined->is_new || settle(stream, strand, found, count, joined));
    joined->story = done ? story_of(strand)->is.number : CMQ_NO_STORY;
    return finish(stream, done, err);
}

enum cmq_status cmq_stream_add(struct cmq_stream *stream, const struct cmq_coding *coding,
                               struct cmq_profile *profile, struct cmq_joined *joined,
                               struct cmq_error *err) {
    struct cmq_term_counts counts = {0};
    struct cmq_profile own;
    cmq_terms_count(coding, &stream->arena, &counts);
    return cmq_stream_add_terms(stream, &counts, coding->report.date,
                                profile != NULL ? profile : &own, joined, err);
}

/* ---- again what was done before ----------------------------------------------------------- */

enum cmq_status cmq_stream_merge_again(struct cmq_stream *stream, uint32_t older, uint32_t younger,
                                       struct cmq_error *err) {
    if (older > younger) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "damaged rows of the stories of a store");
    }
    struct strand *into = cmq_stream_strand(stream, older);
    struct strand *from = cmq_stream_strand(stream, younger);
    return finish(stream, into != NULL && from != NULL && merge(stream, into, from), err);
}

/* Adding looks at the heavy terms, and drops what is over as it goes. */
enum cmq_status cmq_stream_look_again(struct cmq_stream *stream, const struct cmq_profile *profile,
                                      struct cmq_error *err) {
    uint32_t heavy[HEAVY], terms = heaviest(profile, heavy);
    bool done = true;
    for (uint32_t t = 0; t < terms && done; t++) {
        done = look(stream, profile->term[heavy[t]].term, profile->date) != NULL;
    }
    return finish(stream, done, err);
}

enum cmq_status cmq_stream_join_again(struct cmq_stream *stream, uint32_t number,
                                      const struct cmq_profile *profile,
                                      const struct cmq_term_counts *counts, struct cmq_error *err) {
    uint32_t *seen_in = CMQ_NEW_ARRAY(&stream->arena, uint32_t, counts->list.count + 1);
    struct strand *strand = cmq_stream_strand(stream, number);
    return finish(stream,
                  seen_in != NULL && strand != NULL && count_report(stream, counts, seen_in) &&
                      join(stream, strand, profile),
                  err);
}
