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
    CMQ__FOLDER_TOPICS,
    CMQ__FOLDER_COUNT
};

/* "actors" and so on. */
extern const char *const cmq__folder_name[CMQ__FOLDER_COUNT];

struct cmq__source {
    struct cmq__draft *draft;
    enum cmq__folder folder;
    struct cmq_str path;  /* for messages */
    struct cmq_str file;  /* as in cmq_entry.file */
    struct cmq_str stem;  /* what its ids begin with: "en/frames/02-appeal" */
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

/* Which folder a file ("en/roles/people.txt") stands in; CMQ__FOLDER_COUNT if none. */
enum cmq__folder cmq__folder_of(struct cmq_str file);

/* Reads one file of the dictionary. */
void cmq__source_read(struct cmq__source *source, struct cmq_str text);
/* Reads one block: its head as written, what stands below it, and its examples. */
void cmq__block_read(struct cmq__source *source, struct cmq__block *block);
/* A line "remove ID": takes the entry out of the lexicon below. */
void cmq__removal_read(struct cmq__source *source, uint32_t line, struct cmq_str id);

/* Reads all entries of a lexicon under the overlay that the draft has, and complains of removals
 * that met nothing. */
void cmq__below_read(struct cmq__draft *draft, const struct cmq_lexicon *below);

void cmq__complain(struct cmq__source *source, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds the entry of a block that has been read without errors; `slug` names it unless the block
 * chose a name. CMQ__NO_ENTRY if it is to be left out or its id is taken. */
uint32_t cmq__entry_add(struct cmq__source *source, const struct cmq__block *block,
                        enum cmq_entry_kind kind, struct cmq_str slug);
/* Complains about a block without an example. */
void cmq__need_example(struct cmq__source *source, const struct cmq__block *block);
/* The same, where a line "source TEXT" may stand for it: of what was made elsewhere. Other lines
 * are complained of. */
void cmq__need_example_or_source(struct cmq__source *source, const struct cmq__block *block);
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
/* Lets go of the capitals of particles ("Al-Shabaab", "The Hague") where another word has some. */
void cmq__spelling_relax(struct cmq__folded *name);
/* Writes a name without its hyphens, in one word ("Alqaeda", "Jongun"); false if it has none, or
 * what remains is too short to be told from other words. */
bool cmq__spelling_join(const struct cmq__folded *name, struct cmq__folded *joined);
/* Writes an abbreviation of two letters as two words ("U. S."); false if it is none. */
bool cmq__spelling_part(const struct cmq__folded *name, struct cmq__folded *letters);
/* Writes the plural of a folded name; false if it has none or is one already. */
bool cmq__plural(struct cmq_arena *arena, const struct cmq__folded *name,
                 struct cmq__folded *plural);
/* What an id has of a folded name: hyphens between the pieces, no apostrophes. */
struct cmq_str cmq__slug(struct cmq__draft *draft, const struct cmq__folded *folded);

void cmq__actor_read(struct cmq__source *source, struct cmq__block *block);
void cmq__role_read(struct cmq__source *source, struct cmq__block *block);
void cmq__frame_read(struct cmq__source *source, struct cmq__block *block);
void cmq__speech_read(struct cmq__source *source, struct cmq__block *block);
void cmq__topic_read(struct cmq__source *source, struct cmq__block *block);

/* Compiles one file from memory; `file` as in cmq_entry.file ("en/roles/people.txt"). For tests. */
enum cmq_status cmq__compile_text(struct cmq_str file, struct cmq_str text, struct cmq_buf *image,
                                  struct cmq_buf *messages, struct cmq_error *err);

#endif
