/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_LEXICON_SOURCE_H
#define CMQ_LEXICON_SOURCE_H

/* The text of a dictionary: a file is cut into blocks, a block is a head line with what stands
 * under it, and one function for each kind of file turns blocks into items of the draft. An error
 * is told with its file and line, and the rest of the file is still read. */

#include "lexicon/draft.h"

enum cmq__folder {
    CMQ__FOLDER_ACTORS,
    CMQ__FOLDER_ROLES,
    CMQ__FOLDER_FRAMES,
    CMQ__FOLDER_SPEECH,
    CMQ__FOLDER_NAMES
};

struct cmq__source {
    struct cmq__draft *draft;
    enum cmq__folder folder;
    struct cmq_str path;  /* for messages */
    struct cmq_str file;  /* "en/frames/02-appeal.txt" */
    bool sourced;         /* a comment at the top tells where its facts come from */
    uint32_t error_count; /* of this file */
};

struct cmq__line {
    struct cmq_str text;
    uint32_t number;
};

struct cmq__draft_example {
    struct cmq_str text, expected;
    uint32_t line;
};

struct cmq__block {
    struct cmq__line head;
    struct cmq_str text;              /* the head without "@name" */
    struct cmq_str chosen;            /* the name behind "@"; empty if none */
    CMQ_ARRAY(struct cmq__line) line; /* under it, without the examples */
    CMQ_ARRAY(struct cmq__draft_example) example;
};

/* The names of an entry, an array as CMQ_PUSH has it. */
struct cmq__names {
    struct cmq__folded *item;
    uint32_t count, capacity;
};

/* Reads one file of the dictionary. */
void cmq__source_read(struct cmq__source *source, struct cmq_str text);

void cmq__complain(struct cmq__source *source, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds the entry of a block that has been read without errors; `slug` names it unless the block
 * chose a name. CMQ__NO_ENTRY if it is to be left out or its id is taken. */
uint32_t cmq__entry_add(struct cmq__source *source, const struct cmq__block *block,
                        enum cmq_entry_kind kind, struct cmq_str slug);
/* Complains about a block without an example. */
void cmq__need_example(struct cmq__source *source, const struct cmq__block *block);
/* The same for facts: an example, a source line or a source for the whole file. */
void cmq__need_source(struct cmq__source *source, const struct cmq__block *block);
/* Complains about lines under the head: only examples may stand there. */
void cmq__need_no_lines(struct cmq__source *source, const struct cmq__block *block);

/* Cuts the next item before `separator`, trimmed; false at the end. Empty items are complained of
 * and passed over. */
bool cmq__next_item(struct cmq__source *source, uint32_t line, struct cmq_str *list, char separator,
                    struct cmq_str *item);
/* Cuts the next word before a blank; false at the end. */
bool cmq__next_word(struct cmq_str *text, struct cmq_str *word);
/* Folds a name, complaining of one that is empty or too long. */
bool cmq__fold_name(struct cmq__source *source, uint32_t line, struct cmq_str name,
                    struct cmq__folded *folded);
/* What an id has of a folded name: hyphens between the pieces, no apostrophes. */
struct cmq_str cmq__slug(struct cmq__draft *draft, const struct cmq__folded *folded);

void cmq__actor_read(struct cmq__source *source, struct cmq__block *block);
void cmq__role_read(struct cmq__source *source, struct cmq__block *block);
void cmq__frame_read(struct cmq__source *source, struct cmq__block *block);
void cmq__speech_read(struct cmq__source *source, struct cmq__block *block);
void cmq__person_words_read(struct cmq__source *source, struct cmq__block *block);

/* Compiles one file from memory; `file` as in cmq_entry.file ("en/roles/people.txt"). For tests. */
enum cmq_status cmq__compile_text(struct cmq_str file, struct cmq_str text, struct cmq_buf *image,
                                  struct cmq_buf *messages, struct cmq_error *err);

#endif
