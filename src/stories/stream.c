/* SPDX-License-Identifier: Apache-2.0 */
/* Stories online: a report joins the story whose reports it is most like, if it is like enough and
 * the story is not over. Only stories that share a heavy term with the report are looked at, so
 * that a report's time does not grow with the stream.
 *
 * Stories that are merged stay strands of one story: a tree, in which each hangs on the one that it
 * was merged into. A report joins a strand for good; what changes is of which story a strand is. A
 * merge stands on the report that is like both sides, until another one confirms it. If instead
 * both strands go on with reports that are like one of them alone, they come apart. */

#include "stories/profiles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LIKE_ENOUGH 0.20 /* to join */
#define MERGE       0.42 /* of a report to a second story, for both to be one */
#define NEAREST     2u   /* reports of a story that the likeness is taken over */
#define MEMBERS     24u  /* last reports of a story that are compared */
#define HEAVY       16u  /* terms by which a story is found */
#define WINDOW      14   /* days after which a story is over */
#define FADE        30.0 /* days in which likeness falls to 1/e */
#define FOUND_MOST  512u /* stories that a report is compared with */
#define APART       4u   /* reports of each strand since a merge that nothing confirms */
#define DEEPEST     16u  /* strands that hang on each other */

struct story {
    struct cmq_profile *member; /* ring of the last MEMBERS; NULL once it is over */
    uint32_t count, capacity;   /* reports held so far; room for members */
    uint32_t reports;           /* that joined the strand */
    uint32_t looked_at;         /* number of the report that last looked at it */
    cmq_day first, last;        /* CMQ_NO_DAY: undated */
    uint32_t merged_into;       /* itself if it was not merged, or came apart again */
    uint32_t then, others_then; /* reports of the strand, and of merged_into, at the merge */
    uint32_t height;            /* strands that may hang below it */
    bool confirmed;             /* the merge */
};

/* The stories that have a term among their heavy ones. */
struct posting {
    uint32_t *story;
    uint32_t count, capacity;
};

struct cmq_stream {
    struct story *story;
    uint32_t story_count, story_capacity;
    struct posting *posting;
    uint32_t posting_count, posting_capacity;
    struct cmq_map seen_in;  /* term -> reports that had it */
    struct cmq_map heavy_in; /* term -> posting */
    struct cmq_arena arena;  /* of the report at hand */
    uint32_t reports;
};

/* ---- memory ------------------------------------------------------------------------------- */

/* Makes room for one more of `size` bytes; false when out of memory. */
static bool grow(void **item, uint32_t count, uint32_t *capacity, size_t size) {
    if (count < *capacity) {
        return true;
    }
    uint32_t wanted = *capacity == 0 ? 1 : *capacity * 2;
    void *bigger = wanted > *capacity ? realloc(*item, wanted * size) : NULL;
    if (bigger == NULL) {
        return false;
    }
    *item = bigger;
    *capacity = wanted;
    return true;
}

struct cmq_stream *cmq_stream_open(void) {
    struct cmq_stream *stream = calloc(1, sizeof *stream);
    if (stream != NULL) {
        cmq_map_init(&stream->seen_in);
        cmq_map_init(&stream->heavy_in);
        cmq_arena_init(&stream->arena, CMQ_ARENA_LIMIT);
    }
    return stream;
}

void cmq_stream_free(struct cmq_stream *stream) {
    if (stream == NULL) {
        return;
    }
    for (uint32_t i = 0; i < stream->story_count; i++) {
        free(stream->story[i].member);
    }
    for (uint32_t i = 0; i < stream->posting_count; i++) {
        free(stream->posting[i].story);
    }
    free(stream->story);
    free(stream->posting);
    cmq_map_release(&stream->seen_in);
    cmq_map_release(&stream->heavy_in);
    cmq_arena_release(&stream->arena);
    free(stream);
}

static struct cmq_str term_key(const uint32_t *term) {
    return (struct cmq_str){(const char *)term, sizeof *term};
}

/* ---- likeness ----------------------------------------------------------------------------- */

static uint32_t held(const struct story *story) {
    return story->count < MEMBERS ? story->count : MEMBERS;
}

/* Days between a report and a story; 0 where one is undated. */
static cmq_day gap(const struct story *story, cmq_day date) {
    if (date == CMQ_NO_DAY || story->last == CMQ_NO_DAY) {
        return 0;
    }
    return date > story->last ? date - story->last : date < story->first ? story->first - date : 0;
}

/* The mean likeness to the NEAREST reports of the story that are most like it, less for one that
 * has been silent. */
static double alike(const struct story *story, const struct cmq_profile *profile) {
    double best[NEAREST] = {0};
    uint32_t count = held(story), taken = count < NEAREST ? count : NEAREST;
    for (uint32_t i = 0; i < count; i++) {
        double now = cmq_profiles_alike(&story->member[i], profile);
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
    return taken == 0 ? 0 : sum / taken * exp(-gap(story, profile->date) / FADE);
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

uint32_t cmq_stream_story(const struct cmq_stream *stream, uint32_t strand) {
    while (stream->story[strand].merged_into != strand) {
        strand = stream->story[strand].merged_into;
    }
    return strand;
}

/* Forgets the members of stories that are over by `date`, and drops what is over from a posting. */
static void clean(struct cmq_stream *stream, struct posting *posting, cmq_day date) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < posting->count; i++) {
        uint32_t number = posting->story[i];
        struct story *story = &stream->story[number];
        if (date != CMQ_NO_DAY && story->last != CMQ_NO_DAY && story->last + WINDOW < date) {
            free(story->member);
            story->member = NULL;
            story->count = story->capacity = 0;
        }
        if (story->member != NULL) {
            posting->story[kept++] = number;
        }
    }
    posting->count = kept;
}

struct found {
    double alike;
    uint32_t story;
};

/* The stories that share a heavy term, with their likeness. */
static uint32_t find_stories(struct cmq_stream *stream, const struct cmq_profile *profile,
                             struct found *found) {
    uint32_t heavy[HEAVY], count = 0, terms = heaviest(profile, heavy);
    for (uint32_t t = 0; t < terms; t++) {
        const uint32_t *at =
            cmq_map_get(&stream->heavy_in, term_key(&profile->term[heavy[t]].term));
        if (at == NULL) {
            continue;
        }
        struct posting *posting = &stream->posting[*at];
        clean(stream, posting, profile->date);
        for (uint32_t i = posting->count; i-- > 0 && count < FOUND_MOST;) {
            struct story *story = &stream->story[posting->story[i]];
            if (story->looked_at != stream->reports && gap(story, profile->date) <= WINDOW) {
                story->looked_at = stream->reports;
                found[count++] = (struct found){alike(story, profile), posting->story[i]};
            }
        }
    }
    return count;
}

/* ---- joining ------------------------------------------------------------------------------ */

static bool add_posting(struct cmq_stream *stream, uint32_t term, uint32_t story) {
    uint32_t *at = cmq_map_put(&stream->heavy_in, term_key(&term), UINT32_MAX);
    if (at == NULL) {
        return false;
    }
    if (*at == UINT32_MAX) {
        if (!grow((void **)&stream->posting, stream->posting_count, &stream->posting_capacity,
                  sizeof *stream->posting)) {
            return false;
        }
        *at = stream->posting_count++;
        stream->posting[*at] = (struct posting){NULL, 0, 0};
    }
    struct posting *posting = &stream->posting[*at];
    for (uint32_t i = 0; i < posting->count; i++) {
        if (posting->story[i] == story) {
            return true;
        }
    }
    if (!grow((void **)&posting->story, posting->count, &posting->capacity, sizeof(uint32_t))) {
        return false;
    }
    posting->story[posting->count++] = story;
    return true;
}

static bool add_member(struct story *story, const struct cmq_profile *profile) {
    if (story->count < MEMBERS &&
        !grow((void **)&story->member, story->count, &story->capacity, sizeof *story->member)) {
        return false;
    }
    story->member[story->count++ % MEMBERS] = *profile;
    return true;
}

static bool join(struct cmq_stream *stream, uint32_t number, const struct cmq_profile *profile) {
    struct story *story = &stream->story[number];
    if (!add_member(story, profile)) {
        return false;
    }
    story->reports++;
    if (profile->date != CMQ_NO_DAY) {
        bool dated = story->last != CMQ_NO_DAY;
        story->last = dated && story->last > profile->date ? story->last : profile->date;
        story->first = dated && story->first < profile->date ? story->first : profile->date;
    }
    uint32_t heavy[HEAVY], terms = heaviest(profile, heavy);
    for (uint32_t t = 0; t < terms; t++) {
        if (!add_posting(stream, profile->term[heavy[t]].term, number)) {
            return false;
        }
    }
    return true;
}

static bool begin_story(struct cmq_stream *stream) {
    if (!grow((void **)&stream->story, stream->story_count, &stream->story_capacity,
              sizeof *stream->story)) {
        return false;
    }
    struct story *story = &stream->story[stream->story_count];
    *story = (struct story){
        .merged_into = stream->story_count,
        .first = CMQ_NO_DAY,
        .last = CMQ_NO_DAY,
    };
    stream->story_count++;
    return true;
}

static int compare_found(const void *a, const void *b) {
    const struct found *x = a, *y = b;
    if (x->alike != y->alike) {
        return x->alike > y->alike ? -1 : 1;
    }
    return x->story < y->story ? -1 : x->story > y->story;
}

/* Chooses a strand among what was found, most alike first. */
static bool choose(struct cmq_stream *stream, const struct found *found, uint32_t count,
                   struct cmq_joined *joined) {
    *joined = (struct cmq_joined){.apart = CMQ_NO_STORY};
    joined->is_new = count == 0 || found[0].alike < LIKE_ENOUGH;
    joined->strand = joined->is_new ? stream->story_count : found[0].story;
    joined->alike = joined->is_new ? 0 : found[0].alike;
    return !joined->is_new || begin_story(stream);
}

/* ---- merges and what becomes of them ------------------------------------------------------ */

static bool is_on(const struct cmq_stream *stream, uint32_t strand, uint32_t above) {
    while (strand != above && stream->story[strand].merged_into != strand) {
        strand = stream->story[strand].merged_into;
    }
    return strand == above;
}

static void note_merge(struct cmq_joined *joined, uint32_t strand, uint32_t into) {
    joined->from[joined->merged] = strand;
    joined->into[joined->merged++] = into;
}

/* Confirms the merges by which `strand` is of one story with `other`, on its side of the tree. */
static void confirm(struct cmq_stream *stream, uint32_t strand, uint32_t other,
                    struct cmq_joined *joined) {
    while (!is_on(stream, other, strand) && joined->merged < CMQ_MERGES_MOST) {
        struct story *story = &stream->story[strand];
        if (!story->confirmed) {
            story->confirmed = true;
            note_merge(joined, strand, story->merged_into);
        }
        strand = story->merged_into;
    }
}

static void confirm_merges(struct cmq_stream *stream, const struct found *found, uint32_t count,
                           struct cmq_joined *joined) {
    for (uint32_t i = 1; i < count && found[i].alike >= MERGE; i++) {
        uint32_t one = found[0].story, other = found[i].story;
        if (cmq_stream_story(stream, one) == cmq_stream_story(stream, other)) {
            confirm(stream, one, other, joined);
            confirm(stream, other, one, joined);
        }
    }
}

/* The younger of two stories becomes a strand of the older one; if it is one already, that is
 * confirmed. A story that becomes a strand of itself has come apart. */
static void merge(struct cmq_stream *stream, uint32_t older, uint32_t younger) {
    struct story *from = &stream->story[younger], *into = &stream->story[older];
    from->confirmed = older != younger && from->merged_into == older;
    from->merged_into = older;
    if (!from->confirmed && older != younger) {
        from->then = from->reports;
        from->others_then = into->reports;
        into->height = into->height > from->height + 1 ? into->height : from->height + 1;
    }
}

static void merge_found(struct cmq_stream *stream, const struct found *found, uint32_t count,
                        struct cmq_joined *joined) {
    for (uint32_t i = 1; i < count && found[i].alike >= MERGE && found[0].alike >= MERGE &&
                         joined->merged < CMQ_MERGES_MOST;
         i++) {
        uint32_t a = cmq_stream_story(stream, found[0].story);
        uint32_t b = cmq_stream_story(stream, found[i].story);
        uint32_t older = a < b ? a : b, younger = a < b ? b : a;
        if (a != b && stream->story[younger].height + 1 < DEEPEST) {
            merge(stream, older, younger);
            note_merge(joined, younger, older);
        }
    }
}

/* Whether the strand is a story of its own again, from now on. One that others hang on stays. */
static bool comes_apart(struct cmq_stream *stream, uint32_t strand) {
    struct story *story = &stream->story[strand];
    const struct story *other = &stream->story[story->merged_into];
    if (story == other || story->confirmed || story->height > 0 ||
        story->reports - story->then < APART || other->reports - story->others_then < APART) {
        return false;
    }
    merge(stream, strand, strand);
    return true;
}

/* ---- adding ------------------------------------------------------------------------------- */

/* How many reports had each term; this one is counted from now on. */
static bool count_report(struct cmq_stream *stream, const struct cmq_term_counts *counts,
                         uint32_t *seen_in) {
    for (uint32_t i = 0; i < counts->list.count; i++) {
        uint32_t *seen = cmq_map_put(&stream->seen_in, term_key(&counts->list.item[i].term), 0);
        if (seen == NULL) {
            return false;
        }
        seen_in[i] = ++*seen;
    }
    stream->reports++;
    return true;
}

enum cmq_status cmq_stream_add_terms(struct cmq_stream *stream,
                                     const struct cmq_term_counts *counts, cmq_day date,
                                     struct cmq_profile *profile, struct cmq_joined *joined,
                                     struct cmq_error *err) {
    uint32_t *seen_in = CMQ_NEW_ARRAY(&stream->arena, uint32_t, counts->list.count + 1);
    struct found *found = CMQ_NEW_ARRAY(&stream->arena, struct found, FOUND_MOST);
    if (stream->arena.exhausted || !count_report(stream, counts, seen_in)) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    cmq_profile_weigh(counts, seen_in, stream->reports, date, profile);
    uint32_t count = find_stories(stream, profile, found);
    qsort(found, count, sizeof *found, compare_found);
    bool done = choose(stream, found, count, joined) && join(stream, joined->strand, profile);
    if (done && !joined->is_new) {
        confirm_merges(stream, found, count, joined);
        merge_found(stream, found, count, joined);
        joined->apart = comes_apart(stream, joined->strand) ? joined->strand : CMQ_NO_STORY;
    }
    joined->story = done ? cmq_stream_story(stream, joined->strand) : CMQ_NO_STORY;
    cmq_arena_reset(&stream->arena);
    return done ? CMQ_OK : cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
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

static bool has_story(struct cmq_stream *stream, uint32_t story) {
    while (stream->story_count <= story) {
        if (!begin_story(stream)) {
            return false;
        }
    }
    return true;
}

enum cmq_status cmq_stream_begin_at(struct cmq_stream *stream, uint32_t story,
                                    struct cmq_error *err) {
    return story == 0 || has_story(stream, story - 1)
               ? CMQ_OK
               : cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
}

enum cmq_status cmq_stream_merge_again(struct cmq_stream *stream, uint32_t older, uint32_t younger,
                                       struct cmq_error *err) {
    if (!has_story(stream, older > younger ? older : younger)) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    merge(stream, older, younger);
    return CMQ_OK;
}

/* Adding looks into the postings of the heavy terms, and cleans them as it goes. */
void cmq_stream_look_again(struct cmq_stream *stream, const struct cmq_profile *profile) {
    uint32_t heavy[HEAVY], terms = heaviest(profile, heavy);
    for (uint32_t t = 0; t < terms; t++) {
        const uint32_t *at =
            cmq_map_get(&stream->heavy_in, term_key(&profile->term[heavy[t]].term));
        if (at != NULL) {
            clean(stream, &stream->posting[*at], profile->date);
        }
    }
}

enum cmq_status cmq_stream_join_again(struct cmq_stream *stream, uint32_t story,
                                      const struct cmq_profile *profile,
                                      const struct cmq_term_counts *counts, struct cmq_error *err) {
    uint32_t *seen_in = CMQ_NEW_ARRAY(&stream->arena, uint32_t, counts->list.count + 1);
    bool done = seen_in != NULL && count_report(stream, counts, seen_in) &&
                has_story(stream, story) && join(stream, story, profile);
    cmq_arena_reset(&stream->arena);
    return done ? CMQ_OK : cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
}
