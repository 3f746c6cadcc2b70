/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_LEXICON_IMPORT_H
#define CMQ_LEXICON_IMPORT_H

/* Reading dictionaries of TABARI, PETRARCH and PETRARCH2. Private.
 *
 * The way of a file: import.c tells what kind it is and hands it to one of import_actors.c,
 * import_agents.c, import_verbs.c and import_lists.c, which write our syntax, an entry with the
 * line it is from. import_text.c has what these share: lines without comments, ids, what is left
 * out. import_patterns.c turns one pattern of a verb into one of ours. */

#include "lexicon/fold.h"
#include "lexicon/lexicon.h"

struct cmq__import {
    struct cmq_import *result;
    struct cmq_arena *arena;
    struct cmq_str name;   /* of the file that is read */
    struct cmq_str scheme; /* of its event codes; empty: CAMEO */
    struct cmq_map ids;    /* taken in the file that is written */
    struct cmq_buf out;    /* the file that is written */
};

struct cmq__import_line {
    struct cmq_str text; /* without comments, trimmed, never empty */
    uint32_t number;
    bool indented;
};

struct cmq__import_lines {
    struct cmq__import *import;
    struct cmq_str rest;
    uint32_t number;
    bool in_comment;
};

/* ---- import_text.c ----------------------------------------------------------------------- */

/* The next line with something on it; false at the end. Lines that cannot be read are told of. */
bool cmq__import_next_line(struct cmq__import_lines *lines, struct cmq__import_line *line);
/* Counts something of the source as not carried over, and tells why: "file:line: reason". */
void cmq__import_leave(struct cmq__import *import, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Tells what was carried over but not in every respect. */
void cmq__import_note(struct cmq__import *import, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Takes what stands in the first pair of brackets out of `text`, which keeps what is before it;
 * `*behind` is what follows it. False if there is none. */
bool cmq__import_cut_group(struct cmq_str *text, char open, char close, struct cmq_str *inside,
                           struct cmq_str *behind);
/* A phrase of theirs, words parted by "_" and blanks, in small letters with blanks between. */
struct cmq_str cmq__import_words(struct cmq__import *import, struct cmq_str phrase);
/* Whether these are words that our syntax can have anywhere: letters, digits, hyphens, apostrophes
 * and points, and nothing in capitals. */
bool cmq__import_is_plain(struct cmq_str words);
/* Begins an entry named by `head`, with "@id" behind it where its id would not be that of the head
 * or `always`; `taken` of the same name get numbers. */
void cmq__import_begin(struct cmq__import *import, struct cmq_str head, struct cmq_str name,
                       bool always);
/* Ends the head line and writes where the entry is from. */
void cmq__import_end(struct cmq__import *import, uint32_t line);

/* ---- one for each kind of file ----------------------------------------------------------- */

void cmq__import_actors(struct cmq__import *import, struct cmq_str text);
void cmq__import_agents(struct cmq__import *import, struct cmq_str text);
void cmq__import_verbs(struct cmq__import *import, struct cmq_str text);
void cmq__import_discards(struct cmq__import *import, struct cmq_str text);
void cmq__import_issues(struct cmq__import *import, struct cmq_str text);
/* Whether a word is a past form that no ending makes: "left", "met" (inflect.c). */
bool cmq__past_form(struct cmq_str word);
/* The share of event codes in a file of verbs that CAMEO has, in per cent. */
unsigned cmq__import_cameo_share(struct cmq_str text);

/* ---- import_patterns.c ------------------------------------------------------------------- */

struct cmq__import_set {
    CMQ_ARRAY(struct cmq_str) member; /* as written, without "+" */
};

/* Sets of synonyms by their names, "&NAME". */
struct cmq__import_sets {
    struct cmq_map number; /* name without "&" and final "_" to place */
    CMQ_ARRAY(struct cmq__import_set) set;
};

/* A pattern as ours: what stands before the head with the subject, and what stands behind. */
struct cmq__import_pattern {
    struct cmq_str before, behind;
    bool both; /* "%": those named act on each other */
};

/* False where the pattern cannot be carried over, which is told. `turned` swaps source and target.
 */
bool cmq__import_pattern(struct cmq__import *import, const struct cmq__import_sets *sets,
                         uint32_t line, struct cmq_str text, bool turned,
                         struct cmq__import_pattern *pattern);

#endif
