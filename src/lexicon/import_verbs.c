/* SPDX-License-Identifier: Apache-2.0 */
/* Dictionaries of verbs:
 *
 *     &TIETYPES
 *     +MILITARY
 *     --- ABANDON [345] ---
 *     ABANDON {ABANDONING} [346]
 *     +BREAK_DOWN
 *     - * &TIETYPES TIES [902]
 *
 * The patterns of a block go for all its verbs, whose own codes are those of the bare verb. In a
 * verb of several words "+" stands before the word that is a verb in the text. */
#include "lexicon/codes.h"
#include "lexicon/import.h"

#include <string.h>

#define HEADS_LIMIT 3000u /* bytes of the verbs of a block */

struct verb {
    struct cmq_str name;           /* as theirs: what ids are made of */
    struct cmq_str head;           /* as ours: "abandon", "=left|left" */
    struct cmq_str before, behind; /* other words of the verb, as ours */
    struct cmq_str code;           /* empty: that of the block */
    uint32_t line;
};

struct verbs {
    struct cmq__import *import;
    struct cmq__import_sets sets;
    struct cmq__import_set *open; /* the set that "+" lines belong to; NULL: to the verbs */
    struct cmq_str block_code;
    struct cmq_str heads;        /* of the verbs of one word, as ours */
    CMQ_ARRAY(struct verb) verb; /* those of several words */
    struct cmq_str first;        /* verb of the block, as theirs */
    bool has_patterns;           /* the next verb begins a new block */
};

/* ---- codes ------------------------------------------------------------------------------- */

/* One code, or what the source does and what the target does in turn. */
struct codes {
    struct cmq_str code, back;
    bool turned; /* only the target acts: it is the source of `code` */
};

static bool is_null_code(struct cmq_str code) {
    for (size_t i = 0; i < code.len; i++) {
        if (strchr("-+#*?!", code.ptr[i]) == NULL) {
            return false;
        }
    }
    return true;
}

static struct cmq_str without_marks(struct cmq_str code) {
    while (cmq_str_ends(code, CMQ_STR("?")) || cmq_str_ends(code, CMQ_STR("!"))) {
        code.len--;
    }
    return code;
}

static struct codes split_codes(struct cmq_str text) {
    struct cmq_str back = text;
    struct codes codes = {.code = cmq_str_trim(cmq_str_cut(&back, ':'))};
    codes.back = cmq_str_trim(back);
    codes.code = is_null_code(codes.code) ? CMQ_STR("") : without_marks(codes.code);
    codes.back = is_null_code(codes.back) ? CMQ_STR("") : without_marks(codes.back);
    if (codes.code.len == 0 && codes.back.len > 0) {
        codes = (struct codes){.code = codes.back, .back = CMQ_STR(""), .turned = true};
    }
    return codes;
}

static const char *wrong_code(const struct cmq__import *import, struct cmq_str code) {
    if (code.len == 0) {
        return NULL;
    }
    return import->scheme.len > 0 ? cmq__wrong_foreign_code(code) : cmq__wrong_event_code(code);
}

static void put_code(struct cmq__import *import, struct cmq_str code) {
    if (import->scheme.len > 0) {
        cmq_buf_format(&import->out, "%.*s:", CMQ_FMT(import->scheme));
    }
    cmq_buf_add_str(&import->out, code);
}

/* Whether the codes can be carried over; what is wrong is told. */
static bool check_codes(struct cmq__import *import, uint32_t line, const struct codes *codes) {
    struct cmq_str both[] = {codes->code, codes->back};
    for (size_t i = 0; i < 2; i++) {
        const char *wrong = wrong_code(import, both[i]);
        if (wrong != NULL) {
            cmq__import_leave(import, line, "the code '%.*s' %s", CMQ_FMT(both[i]), wrong);
            return false;
        }
    }
    return true;
}

unsigned cmq__import_cameo_share(struct cmq_str text) {
    unsigned known = 0, all = 0;
    while (text.len > 0) {
        struct cmq_str line = cmq_str_cut(&text, '\n'), code, behind;
        bool pattern = line.len > 0 && line.ptr[0] == '-';
        if (!pattern || !cmq__import_cut_group(&line, '[', ']', &code, &behind)) {
            continue;
        }
        struct codes codes = split_codes(code);
        known += codes.code.len > 0 && cmq__wrong_event_code(codes.code) == NULL;
        all += codes.code.len > 0;
    }
    return all == 0 ? 100 : (unsigned)((uint64_t)known * 100 / all);
}

/* ---- verbs ------------------------------------------------------------------------------- */

/* A verb given in the past is meant in the past alone, and goes before the verb itself. */
static struct cmq_str head_of(struct cmq__import *import, struct cmq_str word, bool whole) {
    bool past = cmq__past_form(word) || (cmq_str_ends(word, CMQ_STR("ed")) && word.len > 4 &&
                                         !cmq_str_ends(word, CMQ_STR("eed")));
    if (past) {
        return cmq_arena_format(import->arena, "=%.*s|%.*s", CMQ_FMT(word), CMQ_FMT(word));
    }
    if (import->result->dialect == CMQ_IMPORT_TABARI && !whole) {
        return cmq_arena_format(import->arena, "%.*s|%.*se|%.*sy", CMQ_FMT(word), CMQ_FMT(word),
                                CMQ_FMT(word));
    }
    return word;
}

static bool is_particle(struct cmq_str word) {
    static const char *const particles[] = {"up", "down", "out", "off", "over", "away", "back"};
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
        if (cmq_str_eq(word, cmq_str_of(particles[i]))) {
            return true;
        }
    }
    return false;
}

/* Cuts the words of a verb round its head: the word behind "+", else the first. */
static bool read_words(struct cmq__import *import, struct cmq_str phrase, struct verb *verb) {
    bool whole = cmq_str_ends(phrase, CMQ_STR("_"));
    struct cmq_str behind = phrase, before = cmq_str_cut(&behind, '+');
    if (behind.ptr == NULL) {
        behind = before;
        before = (struct cmq_str){phrase.ptr, 0};
    }
    before = cmq__import_words(import, before);
    behind = cmq__import_words(import, behind);
    struct cmq_str word = cmq_str_cut(&behind, ' ');
    if (!cmq__import_is_plain(word) || (before.len > 0 && !cmq__import_is_plain(before)) ||
        (behind.len > 0 && !cmq__import_is_plain(behind))) {
        return false;
    }
    verb->head = head_of(import, word, whole);
    verb->before =
        before.len == 0 ? before : cmq_arena_format(import->arena, "\"%.*s *\"", CMQ_FMT(before));
    verb->behind = behind.len == 0 ? (struct cmq_str){word.ptr, 0}
                   : is_particle(behind)
                       ? cmq_arena_format(import->arena, "+%.*s", CMQ_FMT(behind))
                       : cmq_arena_format(import->arena, "\"* %.*s\"", CMQ_FMT(behind));
    return true;
}

static bool is_simple(const struct verb *verb) {
    return verb->before.len == 0 && verb->behind.len == 0;
}

/* ---- writing ----------------------------------------------------------------------------- */

static void put_pattern(struct cmq__import *import, const struct cmq__import_pattern *pattern,
                        const struct verb *verb) {
    struct cmq_str parts[] = {pattern->before, verb->before, verb->head, verb->behind,
                              pattern->behind};
    bool first = true;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].len > 0) {
            cmq_buf_format(&import->out, "%s%.*s", first ? "" : " ", CMQ_FMT(parts[i]));
            first = false;
        }
    }
}

static void put_frame(struct cmq__import *import, const struct cmq__import_pattern *pattern,
                      const struct verb *verb, const struct codes *codes, struct cmq_str words,
                      uint32_t line) {
    put_pattern(import, pattern, verb);
    cmq_buf_add_str(&import->out, CMQ_STR(" => "));
    if (codes->code.len == 0) {
        cmq_buf_add_str(&import->out, CMQ_STR("none"));
    } else {
        put_code(import, codes->code);
        cmq_buf_add_str(&import->out, pattern->both ? CMQ_STR(" recip") : CMQ_STR(""));
        if (codes->back.len > 0 && !pattern->both) {
            cmq_buf_add_str(&import->out, CMQ_STR(" back="));
            put_code(import, codes->back);
        }
        cmq_buf_add_str(&import->out, CMQ_STR(" nearest"));
    }
    struct cmq_str name =
        cmq_arena_format(import->arena, "%.*s %.*s", CMQ_FMT(verb->name), CMQ_FMT(words));
    cmq__import_begin(import, CMQ_STR(""), name, true);
    cmq_buf_add_char(&import->out, '\n');
    cmq__import_end(import, line);
}

static void note_mark(struct cmq__import *import, uint32_t line, struct cmq_str code) {
    if (memchr(code.ptr, '?', code.len) != NULL || memchr(code.ptr, '!', code.len) != NULL) {
        cmq__import_note(import, line, "the mark of the code '%.*s' is not kept", CMQ_FMT(code));
    }
}

/* The bare verb. */
static void write_verb(struct verbs *verbs, const struct verb *verb) {
    struct cmq_str code = verb->code.len > 0 ? verb->code : verbs->block_code;
    struct codes codes = split_codes(code);
    if (codes.code.len == 0 || !check_codes(verbs->import, verb->line, &codes)) {
        return;
    }
    note_mark(verbs->import, verb->line, code);
    const struct cmq__import_pattern bare = {.before = codes.turned ? CMQ_STR("T") : CMQ_STR("S")};
    put_frame(verbs->import, &bare, verb, &codes, CMQ_STR(""), verb->line);
}

/* ---- reading ----------------------------------------------------------------------------- */

static void end_block(struct verbs *verbs) {
    verbs->verb.count = 0;
    verbs->heads = verbs->first = CMQ_STR("");
    verbs->block_code = CMQ_STR("");
    verbs->has_patterns = false;
    verbs->open = NULL;
}

/* A pattern goes for the verbs of its block: once for all that are one word, and once for each that
 * is several. */
static void read_pattern(struct verbs *verbs, const struct cmq__import_line *line) {
    struct cmq__import *import = verbs->import;
    struct cmq_str text = {line->text.ptr + 1, line->text.len - 1}, code, behind;
    verbs->open = NULL;
    verbs->has_patterns = true;
    if (!cmq__import_cut_group(&text, '[', ']', &code, &behind)) {
        cmq__import_leave(import, line->number, "the pattern has no code");
        return;
    }
    struct codes codes = split_codes(code);
    struct cmq__import_pattern pattern;
    if (verbs->first.len == 0) {
        cmq__import_leave(import, line->number, "the pattern belongs to no verb");
        return;
    }
    if (!check_codes(import, line->number, &codes) ||
        !cmq__import_pattern(import, &verbs->sets, line->number, text, codes.turned, &pattern)) {
        return;
    }
    note_mark(import, line->number, code);
    if (memchr(code.ptr, '#', code.len) != NULL) {
        cmq__import_note(import, line->number,
                         "'[%.*s]' discards the report: here only the event is none",
                         CMQ_FMT(code));
    }
    const struct verb simple = {.name = verbs->first, .head = verbs->heads};
    if (simple.head.len > 0) {
        put_frame(import, &pattern, &simple, &codes, text, line->number);
    }
    for (uint32_t i = 0; i < verbs->verb.count && !import->out.failed; i++) {
        put_frame(import, &pattern, &verbs->verb.item[i], &codes, text, line->number);
    }
}

static void read_header(struct verbs *verbs, const struct cmq__import_line *line) {
    struct cmq_str text = line->text, code, behind;
    end_block(verbs);
    if (cmq__import_cut_group(&text, '[', ']', &code, &behind)) {
        verbs->block_code = code;
    }
}

static void begin_set(struct verbs *verbs, const struct cmq__import_line *line) {
    struct cmq__import *import = verbs->import;
    struct cmq_str name = {line->text.ptr + 1, line->text.len - 1};
    struct cmq_str rest = name;
    name = cmq_str_cut(&rest, ' ');
    while (cmq_str_ends(name, CMQ_STR("_"))) {
        name.len--;
    }
    verbs->open = NULL;
    uint32_t *place =
        name.len == 0 ? NULL : cmq_map_put(&verbs->sets.number, name, verbs->sets.set.count);
    if (place == NULL) {
        cmq__import_leave(import, line->number, "the set has no name");
        return;
    }
    if (*place == verbs->sets.set.count) {
        (void)CMQ_PUSH(import->arena, &verbs->sets.set);
    } else {
        cmq__import_note(import, line->number, "the set '&%.*s' stands twice: both are read as one",
                         CMQ_FMT(name));
    }
    verbs->open = *place < verbs->sets.set.count ? &verbs->sets.set.item[*place] : NULL;
}

static void read_verb(struct verbs *verbs, const struct cmq__import_line *line) {
    struct cmq__import *import = verbs->import;
    struct cmq_str text = line->text, code, forms, behind;
    struct verb verb = {.line = line->number};
    bool own_block = import->result->dialect == CMQ_IMPORT_TABARI || verbs->has_patterns;
    if (own_block) {
        end_block(verbs);
    }
    verbs->open = NULL;
    if (cmq__import_cut_group(&text, '[', ']', &code, &behind)) {
        verb.code = code;
    }
    (void)cmq__import_cut_group(&text, '{', '}', &forms, &behind);
    if (text.len == 0 || !read_words(import, text, &verb)) {
        cmq__import_leave(import, line->number, "'%.*s' cannot be read as a verb", CMQ_FMT(text));
        return;
    }
    verb.name = text;
    if (!is_simple(&verb)) {
        CMQ_PUSH(import->arena, &verbs->verb) = verb;
    } else if (verbs->heads.len + verb.head.len > HEADS_LIMIT) {
        cmq__import_leave(import, line->number, "the block has too many verbs");
        return;
    } else {
        verbs->heads = verbs->heads.len == 0
                           ? verb.head
                           : cmq_arena_format(import->arena, "%.*s|%.*s", CMQ_FMT(verbs->heads),
                                              CMQ_FMT(verb.head));
    }
    verbs->first = verbs->first.len == 0 ? text : verbs->first;
    write_verb(verbs, &verb);
}

static void read_line(struct verbs *verbs, const struct cmq__import_line *line) {
    char c = line->text.ptr[0];
    if (cmq_str_starts(line->text, CMQ_STR("---"))) {
        read_header(verbs, line);
    } else if (c == '-') {
        read_pattern(verbs, line);
    } else if (c == '&') {
        begin_set(verbs, line);
    } else if (c == '~') {
        cmq__import_leave(verbs->import, line->number, "a rule for whole events has no equal");
    } else if (c == '+' && verbs->open != NULL) {
        struct cmq_str member =
            cmq_str_trim((struct cmq_str){line->text.ptr + 1, line->text.len - 1});
        if (member.len > 0) {
            CMQ_PUSH(verbs->import->arena, &verbs->open->member) = member;
        }
    } else {
        read_verb(verbs, line);
    }
}

void cmq__import_verbs(struct cmq__import *import, struct cmq_str text) {
    struct verbs verbs = {.import = import};
    struct cmq__import_lines lines = {.import = import, .rest = text};
    struct cmq__import_line line;
    cmq_map_init(&verbs.sets.number);
    end_block(&verbs);
    while (!import->out.failed && cmq__import_next_line(&lines, &line)) {
        read_line(&verbs, &line);
    }
    cmq_map_release(&verbs.sets.number);
}
