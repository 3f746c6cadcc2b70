/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_BASE_H
#define CMQ_BASE_H

/* base: what every room stands on. String views, arenas, growable buffers and arrays, a string
 * map, UTF-8, calendar days, errors and files. Nothing here knows about language or events.
 *
 * Four lifetimes exist in the whole program: static tables; a model or lexicon (loaded once,
 * immutable, shared by threads); a worker's arena (reset for each report); heap objects with a
 * `_free` of their own. Views (`struct cmq_str`) never own. No function here prints or exits. */

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- errors ------------------------------------------------------------------------------ */

enum cmq_status {
    CMQ_OK = 0,
    CMQ_END,         /* no more items: not a failure */
    CMQ_BAD_INPUT,   /* the input breaks its format; the message says where and how */
    CMQ_LIMIT,       /* the input is past a limit of base/limits.h */
    CMQ_UNSUPPORTED, /* well formed, but a feature that this build does not have */
    CMQ_NO_MEMORY,
    CMQ_IO,
};

/* Filled by a failing function whose last parameter is one; NULL is allowed everywhere; untouched
 * on success. `line` is 1-based, 0 where lines mean nothing. */
struct cmq_error {
    enum cmq_status status;
    unsigned line;
    char message[400];
};

/* Writes a printf-style message and returns `status`, so that `return cmq_fail(...)` reads well. */
enum cmq_status cmq_fail(struct cmq_error *err, enum cmq_status status, unsigned line,
                         const char *format, ...) __attribute__((format(printf, 4, 5)));

/* ---- string views ------------------------------------------------------------------------ */

/* A view of bytes, usually UTF-8, not terminated, never owned. An absent string is {NULL, 0}. */
struct cmq_str {
    const char *ptr;
    size_t len;
};

#define CMQ_STR(literal) ((struct cmq_str){(literal), sizeof(literal) - 1})
/* For printf's "%.*s". */
#define CMQ_FMT(s) (int)(s).len, (s).ptr

struct cmq_str cmq_str_of(const char *terminated); /* {NULL, 0} for NULL */
bool cmq_str_eq(struct cmq_str a, struct cmq_str b);
int cmq_str_cmp(struct cmq_str a, struct cmq_str b); /* byte order; a prefix sorts first */
bool cmq_str_starts(struct cmq_str s, struct cmq_str prefix);
bool cmq_str_ends(struct cmq_str s, struct cmq_str suffix);
struct cmq_str cmq_str_trim(struct cmq_str s); /* ASCII white space at both ends */
/* Cuts `s` at the first `separator`: returns what stands before it and leaves the rest in `*s`;
 * without a separator returns all and leaves {NULL, 0}. */
struct cmq_str cmq_str_cut(struct cmq_str *s, char separator);
/* Reads a text that is digits and nothing else; false for others, and for a number past `most`. */
bool cmq_number_read(struct cmq_str text, uint64_t most, uint64_t *number);

/* ---- arena ------------------------------------------------------------------------------- */

/* Memory that dies together. Blocks are kept over a reset, so a warm arena allocates nothing. The
 * total is bounded by `limit`. Built with -DCMQ_ARENA_MALLOC each allocation is a malloc of its
 * own, so that ASan sees every overrun. */
#define CMQ_ARRAY_ITEM_MAX 1024
struct cmq_arena {
    struct cmq_arena_block *blocks, *current;
    size_t used, limit; /* bytes handed out since the reset; never past the limit */
    bool exhausted;     /* sticky until reset: some allocation failed */
    /* private: the slot that a failed push hands out */
    max_align_t spare[CMQ_ARRAY_ITEM_MAX / sizeof(max_align_t)];
};

void cmq_arena_init(struct cmq_arena *arena, size_t limit);
void cmq_arena_release(struct cmq_arena *arena);
void cmq_arena_reset(struct cmq_arena *arena);
/* Zeroed memory for `count` items of `size` bytes, aligned for any type; NULL when out of memory,
 * over the limit or when count * size overflows. */
void *cmq_arena_alloc(struct cmq_arena *arena, size_t count, size_t size);
#define CMQ_NEW(arena, type)              ((type *)cmq_arena_alloc((arena), 1, sizeof(type)))
#define CMQ_NEW_ARRAY(arena, type, count) ((type *)cmq_arena_alloc((arena), (count), sizeof(type)))
struct cmq_str cmq_arena_copy(struct cmq_arena *arena, struct cmq_str s);
struct cmq_str cmq_arena_format(struct cmq_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct cmq_str cmq_arena_format_list(struct cmq_arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* ---- growable arrays in an arena --------------------------------------------------------- */

/* An array is declared in place: CMQ_ARRAY(struct cmq_event) events; its name is singular when
 * indexed. Push never fails visibly: when the arena is exhausted it hands out a spare slot, does
 * not count it and marks the arena; a stage checks `arena->exhausted` once, at its end. */
#define CMQ_ARRAY(type)                                                                            \
    struct {                                                                                       \
        type *item;                                                                                \
        uint32_t count, capacity;                                                                  \
    }
#define CMQ_PUSH(arena, array)                                                                     \
    (*(__typeof__((array)->item))cmq_array_push((arena), (void **)&(array)->item, &(array)->count, \
                                                &(array)->capacity, sizeof *(array)->item))
/* Returns the zeroed new slot; `size` at most CMQ_ARRAY_ITEM_MAX. */
void *cmq_array_push(struct cmq_arena *arena, void **item, uint32_t *count, uint32_t *capacity,
                     size_t size);

/* ---- growable byte buffer ---------------------------------------------------------------- */

/* Bytes on the heap, always terminated, never past `max`. A failed append marks the buffer and
 * leaves it as it was; check `failed` once at the end. */
struct cmq_buf {
    char *ptr;
    size_t len, capacity, max;
    bool failed;
};

void cmq_buf_init(struct cmq_buf *buf, size_t max);
void cmq_buf_release(struct cmq_buf *buf);
void cmq_buf_clear(struct cmq_buf *buf); /* empty, memory kept */
void cmq_buf_add(struct cmq_buf *buf, const void *ptr, size_t len);
void cmq_buf_add_str(struct cmq_buf *buf, struct cmq_str s);
void cmq_buf_add_char(struct cmq_buf *buf, char c);
void cmq_buf_format(struct cmq_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct cmq_str cmq_buf_str(const struct cmq_buf *buf);

/* ---- map from strings to numbers --------------------------------------------------------- */

/* Keys are copied into the map's own arena. */
struct cmq_map {
    struct cmq_map_slot *slot;
    size_t count, capacity;
    struct cmq_arena keys;
};

void cmq_map_init(struct cmq_map *map);
void cmq_map_release(struct cmq_map *map);
/* The place of the key's value, made with value `absent` if new; NULL when out of memory.
 * The place is good until the next put. */
uint32_t *cmq_map_put(struct cmq_map *map, struct cmq_str key, uint32_t absent);
/* The value, or NULL. */
const uint32_t *cmq_map_get(const struct cmq_map *map, struct cmq_str key);
uint64_t cmq_hash(struct cmq_str s); /* XXH3, 64 bits: stable over runs and machines */
/* The same with ASCII letters made small; of a long string its first 256 bytes count. */
uint64_t cmq_hash_folded(struct cmq_str s);

/* ---- UTF-8 ------------------------------------------------------------------------------- */

/* Decodes one code point of valid UTF-8 at `ptr`, sets `*size` to its bytes. */
uint32_t cmq_utf8_decode(const char *ptr, unsigned *size);
unsigned cmq_utf8_encode(uint32_t code_point, char out[4]); /* bytes written */
/* The offset of the first invalid byte, or s.len where all is valid (no surrogates, no overlong
 * forms, nothing past U+10FFFF). */
size_t cmq_utf8_invalid(struct cmq_str s);
size_t cmq_utf8_count(struct cmq_str s); /* code points of valid UTF-8 */

/* ---- clock ------------------------------------------------------------------------------- */

/* Seconds of a clock that only runs forward. For progress and limits: no coding depends on it. */
double cmq_seconds(void);

/* ---- calendar ---------------------------------------------------------------------------- */

/* A day: days since 1970-01-01 in the proleptic Gregorian calendar. */
typedef int32_t cmq_day;
#define CMQ_NO_DAY  INT32_MIN
#define CMQ_DAY_MAX INT32_MAX /* an open end */

/* CMQ_NO_DAY if there is no such date or the year is not within 0 to 9999. */
cmq_day cmq_day_from(int year, unsigned month, unsigned day);
void cmq_day_split(cmq_day date, int *year, unsigned *month, unsigned *day);
unsigned cmq_weekday(cmq_day date);      /* 0 Monday … 6 Sunday */
cmq_day cmq_day_parse(struct cmq_str s); /* exactly YYYY-MM-DD, else CMQ_NO_DAY */
/* "YYYY-MM-DD"; "" for CMQ_NO_DAY and for what is outside the years 0 to 9999. */
void cmq_day_format(cmq_day date, char out[static 16]);

/* ---- files ------------------------------------------------------------------------------- */

/* Reads a whole file of at most `max` bytes into `buf` (initialised by the caller). */
enum cmq_status cmq_file_read(const char *path, size_t max, struct cmq_buf *buf,
                              struct cmq_error *err);
/* Writes atomically: to a temporary name in the same folder, fsync, rename. */
enum cmq_status cmq_file_write(const char *path, struct cmq_str bytes, struct cmq_error *err);

/* Adds to the end of a file that is open for that: on disk when the call returns, or not there. */
enum cmq_status cmq_file_append(int fd, const char *path, struct cmq_str bytes,
                                struct cmq_error *err);

/* A file mapped read-only. */
struct cmq_mapping {
    const unsigned char *ptr;
    size_t len;
};
enum cmq_status cmq_map_file(const char *path, struct cmq_mapping *mapping, struct cmq_error *err);
void cmq_unmap_file(struct cmq_mapping *mapping);

/* SHA-256 of `bytes` as 64 hexadecimal digits and a terminator. */
void cmq_sha256_hex(struct cmq_str bytes, char out[static 65]);

/* ---- JSON out ---------------------------------------------------------------------------- */

/* Writes JSON into a buffer as it is told, commas included; nesting is the caller's to balance,
 * and to any depth. An object's members are each a key and a value. Output on one line, without
 * spaces, the same bytes in every locale. A full buffer shows in its `failed`. */
struct cmq_json {
    struct cmq_buf *buf;
    bool comma; /* private: the next item follows another one */
};

void cmq_json_init(struct cmq_json *json, struct cmq_buf *buf);
void cmq_json_object_begin(struct cmq_json *json);
void cmq_json_object_end(struct cmq_json *json);
void cmq_json_array_begin(struct cmq_json *json);
void cmq_json_array_end(struct cmq_json *json);
void cmq_json_key(struct cmq_json *json, struct cmq_str key);
void cmq_json_str(struct cmq_json *json, struct cmq_str value); /* valid UTF-8; absent is null */
void cmq_json_int(struct cmq_json *json, int64_t value);
/* With `decimals` digits (at most 17) after the point; never -0; null for what is not finite. */
void cmq_json_double(struct cmq_json *json, double value, unsigned decimals);
void cmq_json_bool(struct cmq_json *json, bool value);
void cmq_json_null(struct cmq_json *json);

/* ---- limits on what comes from outside --------------------------------------------------- */

#define CMQ_MAX_TEXT       (1u << 20)   /* bytes of one report's text */
#define CMQ_MAX_LINE       (8u << 20)   /* bytes of one JSONL line */
#define CMQ_MAX_TOKENS     400000u      /* tokens of one report */
#define CMQ_MAX_SENTENCE   512u         /* tokens of one sentence of news */
#define CMQ_LOOK_BACK      4096u        /* mentions or actors that reference looks back over */
#define CMQ_MAX_TREE_DEPTH 256u         /* nesting that walks of a tree follow */
#define CMQ_ARENA_LIMIT    (512u << 20) /* bytes of one worker's arena */

#endif
