/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences are parted by marks alone and words folded to letters and figures, so that the sketch
 * of a text needs no model and is the same on every machine. The keys are min-hashes (Broder 1997)
 * of a sentence's shingles: equal sentences have equal keys, and one changed word seldom changes
 * both. */

#include "stories/stories.h"

#include <utf8proc.h>

#define SHINGLE     3u
#define LEAST_WORDS 6u   /* of a sentence that counts: shorter ones are anybody's */
#define LONGEST     120u /* words: what is longer is cut */
#define MAX_WORD    64u
#define SENTENCES   4096u
#define FIGURE      UINT32_C(0x80000000)
#define SAME_WORDS  0.74 /* share of words of the longer of two sentences that are one */
#define BRIEF       30u  /* words of a text that is often but a form filled in */
#define SAME_BRIEF  0.87 /* for sentences of such texts, and for rows of figures */
#define SAME_CUT    0.85 /* of a sentence that is part of a longer one */

/* ---- words -------------------------------------------------------------------------------- */

static bool is_word_char(uint32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c >= 0xC0;
}

static uint32_t fold_char(uint32_t c) {
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A')
           : c >= 0xC0          ? (uint32_t)utf8proc_tolower((utf8proc_int32_t)c)
                                : c;
}

struct splitter {
    struct cmq_sketch *sketch;
    struct cmq_arena *arena;
    char word[MAX_WORD];
    size_t len;
    bool figure;
    uint32_t first; /* of the words of the sentence at hand */
};

/* A word with a figure in it is marked by the highest bit of its hash. */
static void end_word(struct splitter *s) {
    if (s->len > 0 && s->sketch->words.count - s->first < LONGEST) {
        uint32_t hash = (uint32_t)cmq_hash((struct cmq_str){s->word, s->len}) & ~FIGURE;
        CMQ_PUSH(s->arena, &s->sketch->words) = s->figure ? hash | FIGURE : hash;
    }
    s->len = 0;
    s->figure = false;
}

/* Two orders of shingles, by two mixes of their hash. */
static uint32_t mix(uint64_t hash, unsigned order) {
    uint64_t x = hash * (order == 0 ? UINT64_C(0x9E3779B97F4A7C15) : UINT64_C(0xC2B2AE3D27D4EB4F));
    return (uint32_t)(x >> 32);
}

static void set_keys(const struct cmq_sketch *sketch, struct cmq_sketch_sentence *sentence) {
    for (uint32_t i = 0; i < sentence->count; i++) {
        sentence->bits |= UINT64_C(1) << (sketch->words.item[sentence->first + i] % 64);
    }
    sentence->key[0] = sentence->key[1] = UINT32_MAX;
    for (uint32_t i = 0; i + SHINGLE <= sentence->count; i++) {
        uint64_t hash = cmq_hash((struct cmq_str){
            (const char *)&sketch->words.item[sentence->first + i], SHINGLE * sizeof(uint32_t)});
        for (unsigned order = 0; order < 2; order++) {
            uint32_t now = mix(hash, order);
            sentence->key[order] = now < sentence->key[order] ? now : sentence->key[order];
        }
    }
}

static void end_sentence(struct splitter *s) {
    struct cmq_sketch *sketch = s->sketch;
    end_word(s);
    uint32_t count = sketch->words.count - s->first;
    if (count >= LEAST_WORDS && sketch->sentences.count < SENTENCES) {
        struct cmq_sketch_sentence sentence = {.first = s->first, .count = count};
        set_keys(sketch, &sentence);
        CMQ_PUSH(s->arena, &sketch->sentences) = sentence;
        sketch->counted += count;
    } else {
        sketch->words.count = s->first;
    }
    s->first = sketch->words.count;
}

/* A mark ends a sentence before a blank: "3.5" and "U.S.-led" are whole. */
static bool ends_sentence(struct cmq_str text, size_t at, uint32_t c) {
    char next = at + 1 < text.len ? text.ptr[at + 1] : ' ';
    return (c == '.' || c == '!' || c == '?') && (next == ' ' || next == '\n' || next == '"');
}

void cmq_sketch_make(struct cmq_str text, struct cmq_arena *arena, struct cmq_sketch *sketch) {
    struct splitter s = {.sketch = sketch, .arena = arena, .first = sketch->words.count};
    unsigned size;
    for (size_t i = 0; i < text.len; i += size) {
        uint32_t c = fold_char(cmq_utf8_decode(text.ptr + i, &size));
        if (is_word_char(c)) {
            char bytes[4];
            s.figure = s.figure || (c >= '0' && c <= '9');
            unsigned count = cmq_utf8_encode(c, bytes);
            for (unsigned k = 0; k < count && s.len + count - k <= MAX_WORD; k++) {
                s.word[s.len++] = bytes[k];
            }
            continue;
        }
        bool empty_line = c == '\n' && i + 1 < text.len && text.ptr[i + 1] == '\n';
        if (ends_sentence(text, i, c) || empty_line) {
            end_sentence(&s);
        } else {
            end_word(&s);
        }
    }
    end_sentence(&s);
}

/* ---- likeness ----------------------------------------------------------------------------- */

struct shared {
    uint32_t words, figures, figures_a, figures_b;
};

/* What two sentences share, each word as often as both have it. Sentences are short. */
static struct shared share_words(const uint32_t *a, uint32_t a_count, const uint32_t *b,
                                 uint32_t b_count) {
    bool taken[LONGEST] = {false};
    struct shared shared = {0};
    for (uint32_t i = 0; i < a_count; i++) {
        shared.figures_a += (a[i] & FIGURE) != 0;
        for (uint32_t k = 0; k < b_count; k++) {
            if (!taken[k] && a[i] == b[k]) {
                taken[k] = true;
                shared.words++;
                shared.figures += (a[i] & FIGURE) != 0;
                break;
            }
        }
    }
    for (uint32_t k = 0; k < b_count; k++) {
        shared.figures_b += (b[k] & FIGURE) != 0;
    }
    return shared;
}

static bool shares_key(const struct cmq_sketch_sentence *x, const struct cmq_sketch_sentence *y) {
    return x->key[0] == y->key[0] || x->key[1] == y->key[1];
}

/* More bits of the longer one in common than this are needed to share SAME_WORDS of its words. */
static bool may_share(const struct cmq_sketch_sentence *x, const struct cmq_sketch_sentence *y) {
    int both = __builtin_popcountll(x->bits & y->bits);
    int more = __builtin_popcountll(x->bits | y->bits);
    return 2 * both >= more || x->count > LONGEST / 2 || y->count > LONGEST / 2;
}

/* Whether two sentences are one: as it is, with a few words changed, or cut short. Forms that are
 * filled in with other figures ("Qtly div 12 cts vs 10 cts") are not. */
static bool same_sentence(const struct cmq_sketch *a, const struct cmq_sketch_sentence *x,
                          const struct cmq_sketch *b, const struct cmq_sketch_sentence *y) {
    bool key = shares_key(x, y);
    if (!key && !may_share(x, y)) {
        return false;
    }
    struct shared shared =
        share_words(&a->words.item[x->first], x->count, &b->words.item[y->first], y->count);
    uint32_t longer = x->count > y->count ? x->count : y->count;
    uint32_t figures = shared.figures_a > shared.figures_b ? shared.figures_a : shared.figures_b;
    bool brief = a->counted < BRIEF || b->counted < BRIEF;
    if (brief || 3 * figures > longer) {
        return shared.words >= SAME_BRIEF * longer;
    }
    if (2 * shared.figures < figures) {
        return false;
    }
    return shared.words >= SAME_WORDS * longer || (key && shared.words >= SAME_CUT * x->count);
}

static bool has_sentence(const struct cmq_sketch *a, const struct cmq_sketch_sentence *x,
                         const struct cmq_sketch *b) {
    for (uint32_t i = 0; i < b->sentences.count; i++) {
        if (same_sentence(a, x, b, &b->sentences.item[i])) {
            return true;
        }
    }
    return false;
}

static double share_in(const struct cmq_sketch *a, const struct cmq_sketch *b,
                       uint32_t *sentences) {
    uint32_t words = 0;
    for (uint32_t i = 0; i < a->sentences.count; i++) {
        if (has_sentence(a, &a->sentences.item[i], b)) {
            words += a->sentences.item[i].count;
            ++*sentences;
        }
    }
    return a->counted == 0 ? 0 : (double)words / a->counted;
}

struct cmq_overlap cmq_sketches_compare(const struct cmq_sketch *a, const struct cmq_sketch *b) {
    struct cmq_overlap overlap = {.sentences = 0};
    uint32_t back = 0;
    overlap.a_in_b = share_in(a, b, &overlap.sentences);
    overlap.b_in_a = share_in(b, a, &back);
    return overlap;
}
