/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_LEXICON_H
#define CMQ_LEXICON_H

/* lexicon: the knowledge of a language pack, written as text in lang/<language>/ (syntax and guide:
 * docs/lexicon.md) and compiled into one read-only image: plain arrays and a string pool that are
 * used where they lie, so that start-up costs no parse. The build embeds the image of lang/en;
 * `--lexicon DIR` compiles a folder at run time.
 *
 * A lexicon is immutable and shared by threads. Everything here points into the image. */

#include "base/base.h"
#include "nlp/nlp.h"

/* A string of the image. */
struct cmq_ref {
    uint32_t offset, len;
};

enum cmq_entry_kind {
    CMQ_ENTRY_ACTOR,
    CMQ_ENTRY_ROLE,
    CMQ_ENTRY_FRAME,
    CMQ_ENTRY_SPEECH,
    CMQ_ENTRY_EFFECT,
    CMQ_ENTRY_TOPIC,
};

/* One entry of the dictionaries: where it stands, for `explain`, `dict check` and blame; and all
 * that its author wrote, so that an image can be compared with another, and be compiled again with
 * a folder laid over it. */
struct cmq_entry {
    struct cmq_ref id;   /* "en/frames/02-appeal:urge-to": stable while lines move */
    struct cmq_ref file; /* "en/frames/02-appeal.txt"; of a given folder "FOLDER/frames/mine.txt" */
    struct cmq_ref text; /* its head line as written */
    struct cmq_ref body; /* the lines below it but for the examples, trimmed, a newline between */
    uint32_t line;
    uint16_t kind;  /* enum cmq_entry_kind */
    uint16_t given; /* 1 if it comes from a folder that was given at run time */
    uint32_t first_example, example_count;
};

struct cmq_example {
    struct cmq_ref text, expected; /* either side of "=>" as written */
    uint32_t line;
};

/* ---- actors ------------------------------------------------------------------------------ */

enum cmq_actor_kind {
    CMQ_ACTOR_STATE,
    CMQ_ACTOR_BODY,
    CMQ_ACTOR_GROUP,
    CMQ_ACTOR_PERSON,
    CMQ_ACTOR_OTHER, /* its code is taken as it stands, and roles are added to it */
};

/* A code that an actor has for some time; for a person, an office held. Both days inclusive. */
struct cmq_term {
    struct cmq_ref code;   /* CAMEO: "USAGOV" */
    struct cmq_ref office; /* "Secretary of State"; empty for states, bodies and groups */
    cmq_day from, to;      /* -CMQ_DAY_MAX and CMQ_DAY_MAX where open */
};

struct cmq_actor_entry {
    uint32_t entry;
    uint32_t kind;       /* enum cmq_actor_kind */
    struct cmq_ref name; /* the entry's first name */
    uint32_t first_term, term_count;
};

/* ---- roles ------------------------------------------------------------------------------- */

enum cmq_role_flags {
    CMQ_ROLE_TITLE = 1,      /* may stand before a person's name: "Foreign Minister" */
    CMQ_ROLE_LEADER = 2,     /* head of state or government: "the two leaders" */
    CMQ_ROLE_BODY = 4,       /* names a body that can speak: "ministry", "army" */
    CMQ_ROLE_PEOPLE = 8,     /* names a set of persons: "protesters" */
    CMQ_ROLE_STATE = 16,     /* names a state as such: "country", "side", "nation" */
    CMQ_ROLE_MODIFIER = 32,  /* an adjective that adds a sector: "military", "opposition" */
    CMQ_ROLE_FORMER = 64,    /* "former", "ex-": the office is over */
    CMQ_ROLE_OFFICIAL = 128, /* "diplomat", "minister": "the two diplomats" */
    CMQ_ROLE_OBJECT = 256,   /* a thing or place of somebody's: "embassy", "convoy", "positions" */
    CMQ_ROLE_ADDED = 512,    /* "~XYZ": its code may be of any scheme */
    CMQ_ROLE_AHEAD = 1024,   /* "XYZ~": the same, and it stands before that of the owner */
};

struct cmq_role {
    uint32_t entry;
    struct cmq_ref word;
    struct cmq_ref sectors; /* CAMEO role codes in order, "GOV" or "MIL"; may be empty */
    uint32_t flags;
};

/* ---- words that tell a person ------------------------------------------------------------- */

enum cmq_person_flags {
    CMQ_PERSON_FEMALE_NAME = 1, /* a given name of women: "Mary" */
    CMQ_PERSON_MALE_NAME = 2,
    CMQ_PERSON_FEMALE_NOUN = 4, /* "actress", "Mrs" */
    CMQ_PERSON_MALE_NOUN = 8,
    CMQ_PERSON_NOUN = 16,  /* "author": of either gender */
    CMQ_PERSON_NEVER = 32, /* "Monday", "percent": no pronoun stands for it */
};

struct cmq_person_word {
    struct cmq_ref word; /* folded */
    uint32_t flags;      /* enum cmq_person_flags */
};

/* ---- names: one-pass matching of phrases ------------------------------------------------- */

enum cmq_name_kind {
    CMQ_NAME_PROPER,  /* the actor's own name */
    CMQ_NAME_DEMONYM, /* "Chinese", "Russians" */
    CMQ_NAME_PLACE,   /* capital that stands for its state: "Beijing" */
    CMQ_NAME_SEAT,    /* what stands for the state's government: "Kremlin" */
    CMQ_NAME_ROLE,    /* a role noun or adjective */
    CMQ_NAME_TOPIC,   /* a word of a topic: never among the names of a phrase */
};

/* What a phrase may mean. `target` indexes actor[] or, by its kind, role[] or topic[]. */
struct cmq_name {
    uint32_t target;
    uint32_t kind; /* enum cmq_name_kind */
};

/* The longest phrase of the lexicon that starts at a token, with everything it may mean, in the
 * order of the dictionaries. */
struct cmq_phrase {
    uint32_t first, end; /* tokens, [first, end) */
    const struct cmq_name *name;
    uint32_t name_count;
};

/* ---- frames ------------------------------------------------------------------------------ */

enum cmq_slot { CMQ_SLOT_NONE, CMQ_SLOT_SOURCE, CMQ_SLOT_TARGET, CMQ_SLOT_OTHER };

enum cmq_step_kind {
    CMQ_STEP_OBJECT,     /* direct object */
    CMQ_STEP_OBLIQUE,    /* prepositional phrase with one of `words` as its preposition */
    CMQ_STEP_PARTICLE,   /* "off" in "break off" */
    CMQ_STEP_INFINITIVE, /* "to V" */
    CMQ_STEP_GERUND,     /* "from V-ing" with its preposition in `words`, or bare "V-ing" */
    CMQ_STEP_CLAUSE,     /* "that V" */
    CMQ_STEP_MODIFIER,   /* noun frames: an adjective or compound among `literals` */
    CMQ_STEP_WORDS,      /* one of `literals`, words or phrases, where the text has it */
    CMQ_STEP_NEAREST,    /* the next actor (slot S or T) or noun phrase (X) of the text */
};

/* Steps of the last two kinds are placed by the text, not the tree: each is looked for from the one
 * before it on, behind the head to the right, before it to the left; in a frame those that stand
 * before the head come in this order too. */

enum cmq_step_flags {
    CMQ_STEP_OPTIONAL = 1,
    CMQ_STEP_ACTOR = 2,    /* ":actor": must be an actor or a named entity */
    CMQ_STEP_VETO = 4,     /* "!{…}": must not be there */
    CMQ_STEP_CLOSE = 8,    /* nothing stands between it and the step before, or the head */
    CMQ_STEP_BEFORE = 16,  /* stands before the head */
    CMQ_STEP_STEMS = 32,   /* some of `literals` are beginnings of words, and end in "-" */
    CMQ_STEP_PHRASES = 64, /* some of `literals` have several words */
};

/* `words` and `literals` are ranges of the lexicon's word[]: lemmas, sorted. */
struct cmq_range {
    uint32_t first, count;
};

struct cmq_step {
    uint8_t kind;  /* enum cmq_step_kind */
    uint8_t slot;  /* enum cmq_slot; CMQ_SLOT_NONE for literals */
    uint8_t flags; /* enum cmq_step_flags */
    uint8_t unused;
    struct cmq_range words;    /* prepositions or the particle; empty: none */
    struct cmq_range literals; /* lemmas one of which the phrase's head must have; empty: any */
};

enum cmq_frame_flags {
    CMQ_FRAME_RECIPROCAL = 1,      /* both sides do it */
    CMQ_FRAME_FUTURE = 2,          /* the act lies ahead although the verb is not in the future */
    CMQ_FRAME_SUBJECT_ACTOR = 4,   /* "S:actor" */
    CMQ_FRAME_SUBJECT_SEVERAL = 8, /* "S:several" */
    CMQ_FRAME_NEAREST = 16,        /* who is not told is the nearest actor of the text */
    CMQ_FRAME_PLACED = 32,         /* has steps that the text places */
    CMQ_FRAME_INNER = 64,          /* an event only as what is promised, asked for or refused */
};

struct cmq_frame {
    uint32_t entry;
    uint8_t upos;          /* CMQ_VERB, CMQ_NOUN or CMQ_ADJ: what its head is */
    uint8_t subject;       /* enum cmq_slot of the subject (verbs, adjectives) */
    uint8_t flags;         /* enum cmq_frame_flags */
    uint8_t literal_count; /* required literals: the more, the more specific */
    uint32_t first_step, step_count;
    struct cmq_ref code;    /* CAMEO, leading zero kept; "SCHEME:CODE" of another, "ACT:CODE" of an
                             * own ontology; empty: no event */
    struct cmq_ref back;    /* what the target does to the source in turn; empty: nothing */
    struct cmq_ref mode;    /* PLOVER mode; empty: what the CAMEO code says */
    struct cmq_ref context; /* PLOVER context; empty: what the CAMEO code says */
    struct cmq_ref words;   /* CAMEO, where politicians do it to each other; empty: the same code */
};

/* ---- speech and effects ------------------------------------------------------------------ */

enum cmq_speech_kind {
    CMQ_SPEECH_SAY,   /* tells: say, note, according to */
    CMQ_SPEECH_CLAIM, /* tells, and the teller of the report doubts: claim, allege */
    CMQ_SPEECH_DENY,  /* tells that it is not so */
    CMQ_SPEECH_URGE,  /* the content is asked for: urge, demand, call on */
    CMQ_SPEECH_THINK, /* believe, hope, expect: no public act */
};

enum cmq_speech_flags {
    CMQ_SPEECH_OBJECT = 1, /* its direct object may be what is told: "stressed the importance of" */
    CMQ_SPEECH_CLAUSE = 2, /* what stands beside it is told even where no clause hangs on it */
    CMQ_SPEECH_ABOUT = 4,  /* its object, or phrase with "for", "of", "about", is spoken of */
};

struct cmq_speech {
    uint32_t entry;
    uint8_t kind;  /* enum cmq_speech_kind */
    uint8_t upos;  /* CMQ_VERB, CMQ_ADP ("according to"), CMQ_NOUN ("statement": a document) */
    uint8_t flags; /* enum cmq_speech_flags */
    uint8_t unused;
};

/* What a governing word does to the act that it governs ("fail to sign", "plan talks"). */
enum cmq_effect_kind {
    CMQ_EFFECT_ACTUAL,    /* manage: the act took place; light verbs: hold, stage */
    CMQ_EFFECT_NEGATED,   /* fail, avoid, cancel */
    CMQ_EFFECT_POSSIBLE,  /* try, consider */
    CMQ_EFFECT_FUTURE,    /* plan, be set to, schedule */
    CMQ_EFFECT_STOPPED,   /* stop, halt: it took place and does no more */
    CMQ_EFFECT_REQUESTED, /* want, need */
    CMQ_EFFECT_ALLEGED,   /* be accused, reportedly: somebody says that it took place */
};

enum cmq_effect_flags {
    CMQ_EFFECT_LIGHT = 1,  /* its subject is the agent of its object, an event noun: "hold talks" */
    CMQ_EFFECT_VERBAL = 2, /* governs a verb: "to V", "V-ing" */
};

struct cmq_effect {
    uint32_t entry;
    uint8_t kind;  /* enum cmq_effect_kind */
    uint8_t flags; /* enum cmq_effect_flags */
    uint8_t upos;  /* CMQ_ADV: it stands beside the act's verb ("hardly", "without") */
    uint8_t unused;
};

/* ---- topics ------------------------------------------------------------------------------ */

struct cmq_topic {
    uint32_t entry;
    struct cmq_ref name; /* "human_rights" */
};

/* ---- the lexicon ------------------------------------------------------------------------- */

/* Maps a lemma and a word class to the frames, speech entries or effects that it heads. */
struct cmq_heads {
    struct cmq_range frames, speech, effects; /* ranges of head_index[] */
};

struct cmq_lexicon {
    const char *pool;
    const struct cmq_entry *entry;
    const struct cmq_example *example;
    const struct cmq_actor_entry *actor;
    const struct cmq_term *term;
    const struct cmq_role *role;
    const struct cmq_name *name;
    const struct cmq_frame *frame;
    const struct cmq_step *step;
    const struct cmq_speech *speech;
    const struct cmq_effect *effect;
    const struct cmq_topic *topic;
    const struct cmq_ref *word;
    const struct cmq_person_word *person_word; /* in byte order of their words */
    const uint32_t *head_index;
    uint32_t entry_count, example_count, actor_count, term_count, role_count, name_count,
        frame_count, step_count, speech_count, effect_count, topic_count, word_count,
        person_word_count, head_index_count;
    struct cmq_str id;           /* "sha256:…" of the image */
    const void *phrases, *heads; /* hash tables, private to this room */
    struct cmq_mapping image;
    bool owned; /* the image is on the heap and freed with the lexicon */
};

/* Opens an image in memory (8-byte aligned, outlives the lexicon), checking every index and offset
 * in it. Release with cmq_lexicon_release. */
enum cmq_status cmq_lexicon_open_memory(const void *bytes, size_t len, struct cmq_lexicon *lexicon,
                                        struct cmq_error *err);
/* Compiles the folder of a language pack (".../en") and opens the result. The first error of each
 * file is told: "file:line: reason". */
enum cmq_status cmq_lexicon_open_folder(const char *folder, struct cmq_lexicon *lexicon,
                                        struct cmq_error *err);
/* The same, leaving the image in `image` (initialised by the caller). `without` names one entry id
 * to leave out, for tests and `explain --without`; empty leaves out none. Every error is appended
 * to `messages`, a line each, unless it is NULL. */
enum cmq_status cmq_lexicon_compile(const char *folder, struct cmq_str without,
                                    struct cmq_buf *image, struct cmq_buf *messages,
                                    struct cmq_error *err);
/* Lays a folder over `base`: compiles the entries of both, where an entry of the folder takes the
 * place of the one in `base` that has its id, and a line "remove ID" takes one away. A folder that
 * has a file named "alone" is compiled without `base`. The result keeps nothing of `base`. Every
 * error is appended to `messages`, a line each, unless it is NULL. */
enum cmq_status cmq_lexicon_open_over(const struct cmq_lexicon *base, const char *folder,
                                      struct cmq_buf *messages, struct cmq_lexicon *lexicon,
                                      struct cmq_error *err);
/* The same with the folder of an ontology, whose frames take the place of all those in `base`: the
 * code of each is the "ACT:CODE" of the ontology's (ontology/ontology.h). */
struct cmq_ontology;
enum cmq_status cmq_lexicon_open_own(const struct cmq_lexicon *base,
                                     const struct cmq_ontology *ontology, struct cmq_buf *messages,
                                     struct cmq_lexicon *lexicon, struct cmq_error *err);
void cmq_lexicon_release(struct cmq_lexicon *lexicon);

/* Appends where line `line` of an entry stands, for a person: "lang/en/actors/usa.txt:17" of the
 * built-in dictionaries, "mine/actors/usa.txt:17" of a given folder. */
void cmq_lexicon_place(const struct cmq_lexicon *lexicon, const struct cmq_entry *entry,
                       uint32_t line, struct cmq_buf *out);

/* ---- dictionaries of other coders ------------------------------------------------------------ */

enum cmq_import_dialect {
    CMQ_IMPORT_SNIFF,
    CMQ_IMPORT_TABARI,    /* words are beginnings of words; a verb line begins a block */
    CMQ_IMPORT_PETRARCH,  /* words are whole; "--- NAME [CODE] ---" begins a block */
    CMQ_IMPORT_PETRARCH2, /* the same, with {noun phrases} and (prepositional phrases) */
};

struct cmq_import_file {
    struct cmq_str name; /* to write: a path below the folder */
    struct cmq_str text;
};

/* What is read from dictionaries of other coders: the files of a folder in our syntax, and what
 * could not be carried over. */
struct cmq_import {
    enum cmq_import_dialect dialect;
    struct cmq_str scheme;    /* of the event codes, "WEIS"; absent: CAMEO if they are CAMEO's */
    struct cmq_buf *messages; /* "file:line: reason", a line each; of the caller */
    CMQ_ARRAY(struct cmq_import_file) file;
    uint32_t entries, left_out;
};

/* Reads the files of actors, agents, verbs, issues and discards in `source`; a name with the kind
 * in it (".actors") tells it, else the text. What is read lives in the arena. CMQ_BAD_INPUT where a
 * file is none of these; what is wrong inside a file is told in the messages and left out. */
enum cmq_status cmq_lexicon_import(const struct cmq_import_file *source, size_t count,
                                   struct cmq_arena *arena, struct cmq_import *import,
                                   struct cmq_error *err);

struct cmq_str cmq_lexicon_str(const struct cmq_lexicon *lexicon, struct cmq_ref ref);

/* The longest phrase that starts at `token` and stays inside its sentence; false if there is none.
 * Tokens are compared folded (no case, diacritics or points; a hyphen token between two words is
 * passed over), first by form, then by lemma; a name written in capitals ("US", "WHO") matches
 * capitals alone, a capitalised one needs a capital. In a sentence all in capitals a word
 * of grammar ("WHO IS TO BLAME") is no name. */
bool cmq_lexicon_phrase(const struct cmq_lexicon *lexicon, const struct cmq_parse *parse,
                        uint32_t token, struct cmq_phrase *phrase);

/* What a whole name may mean that stands outside a text, letter case left aside; false if the
 * lexicon does not have it. The phrase has no tokens. */
bool cmq_lexicon_named(const struct cmq_lexicon *lexicon, struct cmq_str name,
                       struct cmq_phrase *phrase);

/* The longest phrase of a topic likewise; topics and names do not see each other. */
bool cmq_lexicon_topic(const struct cmq_lexicon *lexicon, const struct cmq_parse *parse,
                       uint32_t token, struct cmq_phrase *phrase);

/* What a lemma heads; NULL if nothing. `upos` is CMQ_VERB, CMQ_NOUN, CMQ_ADJ, CMQ_ADV or
 * CMQ_ADP. */
const struct cmq_heads *cmq_lexicon_heads(const struct cmq_lexicon *lexicon, struct cmq_str lemma,
                                          enum cmq_upos upos);
/* The same for a token: by its lemma, else by undoing the regular inflections of its form. */
const struct cmq_heads *cmq_lexicon_heads_of(const struct cmq_lexicon *lexicon,
                                             const struct cmq_token *token, enum cmq_upos upos);
/* What heads only as this very form of a verb, "=left" in a dictionary; NULL if nothing. */
const struct cmq_heads *cmq_lexicon_form_heads(const struct cmq_lexicon *lexicon,
                                               const struct cmq_token *token);
/* As cmq_lexicon_heads_of(), for words that may head together: "call off", "carry out", "be set"
 * before the word alone. The second word is what follows the token, or its particle; "be" may stand
 * before it. */
const struct cmq_heads *cmq_lexicon_phrasal_heads(const struct cmq_lexicon *lexicon,
                                                  const struct cmq_parse *parse, uint32_t token,
                                                  enum cmq_upos upos);
/* Whether a token is, by lemma or form, among the words of `range`. */
bool cmq_lexicon_has_token(const struct cmq_lexicon *lexicon, struct cmq_range range,
                           const struct cmq_token *token);
#define CMQ_PHRASE_TOKENS 8u /* of the longest phrase among the literals of a step */
/* How many tokens from `token` on, all before `end`, make a word or phrase of a CMQ_STEP_WORDS
 * step; 0 if they make none. */
uint32_t cmq_lexicon_words_at(const struct cmq_lexicon *lexicon, const struct cmq_step *step,
                              const struct cmq_parse *parse, uint32_t token, uint32_t end);
/* The words of a sentence, as hashes, so that most of what it has not is told at once. A phrase
 * counts by its first word. */
#define CMQ_VOCABULARY_WORDS 64u
struct cmq_vocabulary {
    uint64_t bits[CMQ_VOCABULARY_WORDS];
};
void cmq_vocabulary_add(struct cmq_vocabulary *vocabulary, const struct cmq_token *token);
/* False only if no token that was added begins one of the step's words or phrases. */
bool cmq_vocabulary_may_have(const struct cmq_vocabulary *vocabulary,
                             const struct cmq_lexicon *lexicon, const struct cmq_step *step);
/* Whether `lemma` (folded) is among the words of `range`. */
bool cmq_lexicon_has_word(const struct cmq_lexicon *lexicon, struct cmq_range range,
                          struct cmq_str lemma);
/* What a word tells of a person (enum cmq_person_flags), compared folded; 0 if nothing. */
uint32_t cmq_lexicon_person_word(const struct cmq_lexicon *lexicon, struct cmq_str word);
/* The first person from the actor `from` on whose name ends with `surname` (compared folded) and
 * whose term on `day`, or last one before, is of `country`; the number of actors if there is none.
 * Time grows with the actors. */
uint32_t cmq_actor_by_surname(const struct cmq_lexicon *lexicon, struct cmq_str surname,
                              struct cmq_str country, cmq_day day, uint32_t from);
/* The term that holds on `day` (CMQ_NO_DAY: the last one); else the last one that was over by then,
 * with `*former` set; NULL if the actor had none yet. */
const struct cmq_term *cmq_actor_term(const struct cmq_lexicon *lexicon, uint32_t actor,
                                      cmq_day day, bool *former);

/* ---- two lexicons ------------------------------------------------------------------------ */

enum cmq_entry_part {
    CMQ_PART_NAMES = 1,
    CMQ_PART_CODES = 2,
    CMQ_PART_TERMS = 4,
    CMQ_PART_PATTERN = 8,
    CMQ_PART_SOURCE = 16,
    CMQ_PART_EXAMPLES = 32,
};

struct cmq_strings {
    struct cmq_str *item;
    uint32_t count, capacity;
};

/* An entry that was added (`before` is NULL), removed (`after` is NULL) or changed. */
struct cmq_difference {
    const struct cmq_entry *before, *after;
    unsigned what;                 /* enum cmq_entry_part: what the lines below tell */
    struct cmq_strings gone, come; /* lines as written; a head's codes are a line of their own */
};

struct cmq_differences {
    struct cmq_difference *item;
    uint32_t count, capacity;
};

/* Appends what differs, in the order of the ids. It lives in the arena and points into both
 * lexicons; an arena that is exhausted shows in its flag. */
void cmq_lexicon_compare(const struct cmq_lexicon *before, const struct cmq_lexicon *after,
                         struct cmq_arena *arena, struct cmq_differences *differences);

#endif
