/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences are parted by marks and by the indents of wire paragraphs, words folded to letters and
 * figures, so that the sketch of a text needs no model and is the same on every machine. The keys
 * are min-hashes (Broder 1997) of a sentence's shingles: equal sentences have equal keys, and one
 * changed word seldom changes both. */

#include "stories/stories.h"

#include <stdlib.h>
#include <utf8proc.h>

#define SHINGLE     3u
#define LEAST_WORDS 6u   /* of a sentence that counts: shorter ones are anybody's */
#define LONGEST     120u /* words: what is longer goes on as another sentence */
#define MAX_WORD    64u
#define SENTENCES   512u /* of a text that count */
#define INDENT      3u   /* blanks that begin a paragraph of a wire text */
#define FIGURE      UINT32_C(0x80000000)
#define SAME_WORDS  0.76 /* share of words of the longer of two sentences that are one */
#define BRIEF       30u  /* words of a text that is often but a form filled in */
#define SAME_BRIEF  0.87 /* for sentences of such texts, and for rows of figures */
#define SAME_CUT    0.85 /* of a sentence that is part of a longer one */

/* ---- words -------------------------------------------------------------------------------- */

static bool is_figure(uint32_t c) {
    return c >= '0' && c <= '9';
}

static bool is_word_char(uint32_t c) {
    return is_figure(c) || (c >= 'a' && c <= 'z') || c >= 0xC0;
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

/* Two orders of shingles, by two mixes of their hash. */
static uint32_t mix(uint64_t hash, unsigned order) {
    uint64_t x = hash * (order == 0 ? UINT64_C(0x9E3779B97F4A7C15) : UINT64_C(0xC2B2AE3D27D4EB4F));
    return (uint32_t)(x >> 32);
}

static void set_keys(const uint32_t *word, struct cmq_sketch_sentence *sentence) {
    for (uint32_t i = 0; i < sentence->count; i++) {
        sentence->bits |= UINT64_C(1) << (word[i] % 64);
    }
    sentence->key[0] = sentence->key[1] = UINT32_MAX;
    for (uint32_t i = 0; i + SHINGLE <= sentence->count; i++) {
        uint64_t hash =
            cmq_hash((struct cmq_str){(const char *)(word + i), SHINGLE * sizeof *word});
        for (unsigned order = 0; order < 2; order++) {
            uint32_t now = mix(hash, order);
            sentence->key[order] = now < sentence->key[order] ? now : sentence->key[order];
        }
    }
}

static int compare_words(const void *a, const void *b) {
    const uint32_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static uint32_t words_so_far(const struct splitter *s) {
    return s->sketch->words.count - s->first;
}

/* The words stay in the order of their hashes, by which two sentences are soon compared. */
static void close_sentence(struct splitter *s) {
    struct cmq_sketch *sketch = s->sketch;
    struct cmq_sketch_sentence sentence = {.first = s->first, .count = words_so_far(s)};
    if (sentence.count < LEAST_WORDS || sketch->sentences.count >= SENTENCES) {
        sketch->words.count = s->first;
        return;
    }
    uint32_t *word = &sketch->words.item[s->first];
    set_keys(word, &sentence);
    qsort(word, sentence.count, sizeof *word, compare_words);
    CMQ_PUSH(s->arena, &sketch->sentences) = sentence;
    sketch->counted += sentence.count;
    s->first = sketch->words.count;
}

/* A word with a figure in it is marked by the highest bit of its hash. */
static void end_word(struct splitter *s) {
    if (s->len > 0) {
        uint32_t hash = (uint32_t)cmq_hash((struct cmq_str){s->word, s->len}) & ~FIGURE;
        CMQ_PUSH(s->arena, &s->sketch->words) = s->figure ? hash | FIGURE : hash;
    }
    s->len = 0;
    s->figure = false;
    if (words_so_far(s) == LONGEST) {
        close_sentence(s);
    }
}

static void end_sentence(struct splitter *s) {
    end_word(s);
    close_sentence(s);
}

static void add_char(struct splitter *s, uint32_t c) {
    char bytes[4];
    unsigned count = cmq_utf8_encode(c, bytes);
    s->figure = s->figure || is_figure(c);
    for (unsigned k = 0; k < count && s->len + count - k <= MAX_WORD; k++) {
        s->word[s->len++] = bytes[k];
    }
}

static char char_at(struct cmq_str text, size_t at) {
    return at < text.len ? text.ptr[at] : ' ';
}

/* A mark ends a sentence before a blank: "3.5" and "U.S.-led" are whole. */
static bool ends_sentence(struct cmq_str text, size_t at, uint32_t c) {
    char next = char_at(text, at + 1);
    return ((c == '.' || c == '!' || c == '?') && (next == ' ' || next == '\n' || next == '"')) ||
           (c == '\n' && next == '\n');
}

static bool is_indented(struct cmq_str text, size_t at) {
    for (size_t i = 1; i <= INDENT; i++) {
        if (char_at(text, at + i) != ' ') {
            return false;
        }
    }
    return at + INDENT < text.len;
}

/* "6-3/8", "1,200" and "10:30" are one word each: one changed figure is one changed word. */
static bool joins_figures(const struct splitter *s, struct cmq_str text, size_t at, uint32_t c) {
    return (c == '.' || c == ',' || c == '/' || c == '-' || c == ':') && s->figure &&
           is_figure((unsigned char)s->word[s->len - 1]) &&
           is_figure((unsigned char)char_at(text, at + 1));
}

void cmq_sketch_make(struct cmq_str text, struct cmq_arena *arena, struct cmq_sketch *sketch) {
    struct splitter s = {.sketch = sketch, .arena = arena, .first = sketch->words.count};
    unsigned size;
    for (size_t i = 0; i < text.len; i += size) {
        uint32_t c = fold_char(cmq_utf8_decode(text.ptr + i, &size));
        if (is_word_char(c) || joins_figures(&s, text, i, c)) {
            add_char(&s, c);
            continue;
        }
        end_word(&s);
        /* The short rows of a table go on until they are long enough. */
        if (ends_sentence(text, i, c) ||
            (c == '\n' && is_indented(text, i) && words_so_far(&s) >= LEAST_WORDS)) {
            close_sentence(&s);
        }
    }
    end_sentence(&s);
}

/* ---- likeness ----------------------------------------------------------------------------- */

struct shared {
    uint32_t words, figures, figures_a, figures_b;
};

/* What two sentences share, each word as often as both have it. */
static struct shared share_words(const uint32_t *a, uint32_t a_count, const uint32_t *b,
                                 uint32_t b_count) {
    struct shared shared = {0};
    uint32_t i = 0, k = 0;
    while (i < a_count || k < b_count) {
        bool in_a = i < a_count && (k == b_count || a[i] <= b[k]);
        bool in_b = k < b_count && (i == a_count || b[k] <= a[i]);
        bool figure = ((in_a ? a[i] : b[k]) & FIGURE) != 0;
        shared.words += in_a && in_b;
        shared.figures += figure && in_a && in_b;
        shared.figures_a += figure && in_a;
        shared.figures_b += figure && in_b;
        i += in_a;
        k += in_b;
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
    if (figures > 1 && 2 * shared.figures <= figures) {
        return false;
    }
    if (brief || 3 * figures > longer) {
        return shared.words >= SAME_BRIEF * longer;
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
