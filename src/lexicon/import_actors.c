/* SPDX-License-Identifier: Apache-2.0 */
/* Dictionaries of actors:
 *
 *     PRIMARY_NAME [DEFAULT]
 *     +OTHER NAME
 *         [CODE 19950601-19990815]   [CODE <950601]   [CODE >19990816]
 *
 * Days are inclusive. The codes of an entry become its terms; the default, which has no days, is
 * written last, so that any other one that holds goes before it. */
#include "lexicon/codes.h"
#include "lexicon/import.h"

#include <string.h>

struct code {
    struct cmq_str code;
    cmq_day from, to;
};

struct actor {
    struct cmq__import *import;
    uint32_t line;
    struct cmq_str name;
    CMQ_ARRAY(struct cmq_str) other;
    CMQ_ARRAY(struct code) code;
    bool null; /* its only code is "---": nobody is coded */
};

/* ---- names ------------------------------------------------------------------------------- */

static bool is_article(struct cmq_str word) {
    return cmq_str_eq(word, CMQ_STR("the")) || cmq_str_eq(word, CMQ_STR("a")) ||
           cmq_str_eq(word, CMQ_STR("an"));
}

static bool can_be_name(struct cmq_str words) {
    struct cmq__folded folded;
    cmq__fold(words, &folded);
    bool good = folded.count > 0;
    for (size_t i = 0; i < words.len; i++) {
        good = good && strchr("=,@>|{}()[]&\"", words.ptr[i]) == NULL;
    }
    return good;
}

/* The first word that is no article, else the last one. */
static struct cmq_str main_word(struct cmq_str words) {
    struct cmq_str rest = words, word;
    do {
        word = cmq_str_cut(&rest, ' ');
    } while (rest.ptr != NULL && is_article(word));
    return word;
}

/* The first word that is no article gets a capital, which the text must have too: "Red cross" is
 * also "Red Cross". One of two letters or with points is an abbreviation. False for what cannot be
 * a name. */
static bool name_of(struct cmq__import *import, struct cmq_str phrase, struct cmq_str *name) {
    struct cmq_str words = cmq__import_words(import, phrase);
    char *bytes = CMQ_NEW_ARRAY(import->arena, char, words.len + 1);
    if (words.len == 0 || bytes == NULL || !can_be_name(words)) {
        return false;
    }
    memcpy(bytes, words.ptr, words.len);
    struct cmq_str word = main_word((struct cmq_str){bytes, words.len});
    bool points = word.len < 8 && memchr(word.ptr, '.', word.len) != NULL;
    size_t capitals = word.len <= 2 || points ? word.len : 1;
    for (char *c = bytes + (word.ptr - bytes); capitals-- > 0; c++) {
        *c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    }
    *name = (struct cmq_str){bytes, words.len};
    return true;
}

/* ---- codes ------------------------------------------------------------------------------- */

/* YYMMDD, where years up to 30 are of this century, or YYYYMMDD. */
static cmq_day parse_day(struct cmq_str s) {
    unsigned digits[8] = {0};
    s = cmq_str_trim(s);
    if (s.len != 6 && s.len != 8) {
        return CMQ_NO_DAY;
    }
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') {
            return CMQ_NO_DAY;
        }
        digits[i] = (unsigned)(s.ptr[i] - '0');
    }
    unsigned year = digits[0] * 10 + digits[1];
    if (s.len == 8) {
        year = year * 100 + digits[2] * 10 + digits[3];
    } else {
        year += year > 30 ? 1900 : 2000;
    }
    const unsigned *rest = digits + s.len - 4;
    return cmq_day_from((int)year, rest[0] * 10 + rest[1], rest[2] * 10 + rest[3]);
}

/* What stands behind the code: "<DAY", ">DAY", "DAY-DAY" or nothing. */
static bool parse_restriction(struct cmq_str text, struct code *code) {
    code->from = -CMQ_DAY_MAX;
    code->to = CMQ_DAY_MAX;
    text = cmq_str_trim(text);
    if (text.len == 0) {
        return true;
    }
    struct cmq_str rest = {text.ptr + 1, text.len - 1};
    if (text.ptr[0] == '<') {
        code->to = parse_day(rest);
    } else if (text.ptr[0] == '>') {
        code->from = parse_day(rest);
    } else {
        rest = text;
        code->from = parse_day(cmq_str_cut(&rest, '-'));
        code->to = parse_day(rest);
    }
    return code->from != CMQ_NO_DAY && code->to != CMQ_NO_DAY && code->from <= code->to;
}

static bool is_null_code(struct cmq_str code) {
    for (size_t i = 0; i < code.len; i++) {
        if (strchr("-+#*", code.ptr[i]) == NULL) {
            return false;
        }
    }
    return true;
}

static void read_code(struct actor *actor, uint32_t line, struct cmq_str inside) {
    size_t len = 0;
    while (len < inside.len && strchr(" \t<>", inside.ptr[len]) == NULL) {
        len++;
    }
    struct code code = {.code = {inside.ptr, len}};
    if (!parse_restriction((struct cmq_str){inside.ptr + len, inside.len - len}, &code)) {
        cmq__import_leave(actor->import, line, "'[%.*s]' has no such days", CMQ_FMT(inside));
        return;
    }
    if (is_null_code(code.code)) {
        actor->null = true;
        return;
    }
    const char *wrong = cmq__wrong_foreign_code(code.code);
    if (wrong != NULL) {
        cmq__import_leave(actor->import, line, "the code '%.*s' %s", CMQ_FMT(code.code), wrong);
        return;
    }
    CMQ_PUSH(actor->import->arena, &actor->code) = code;
}

/* Reads all codes of a line; `text` keeps what stands before them. */
static void read_codes(struct actor *actor, uint32_t line, struct cmq_str *text) {
    struct cmq_str inside, behind;
    bool first = true;
    for (struct cmq_str rest = *text; cmq__import_cut_group(&rest, '[', ']', &inside, &behind);
         rest = behind) {
        *text = first ? rest : *text;
        first = false;
        read_code(actor, line, inside);
    }
}

/* ---- writing ----------------------------------------------------------------------------- */

static void write_day(struct cmq__import *import, cmq_day day) {
    char text[16];
    cmq_day_format(day, text);
    cmq_buf_add_str(&import->out, cmq_str_of(text));
}

static void write_code(struct cmq__import *import, const struct code *code) {
    cmq_buf_format(&import->out, "  actor %.*s", CMQ_FMT(code->code));
    bool from = code->from != -CMQ_DAY_MAX, to = code->to != CMQ_DAY_MAX;
    if (from || to) {
        cmq_buf_add_char(&import->out, ' ');
        if (from) {
            write_day(import, code->from);
        }
        cmq_buf_add_str(&import->out, CMQ_STR(".."));
        if (to) {
            write_day(import, code->to);
        }
    }
    cmq_buf_add_char(&import->out, '\n');
}

static bool has_days(const struct code *code) {
    return code->from != -CMQ_DAY_MAX || code->to != CMQ_DAY_MAX;
}

static void end_actor(struct actor *actor) {
    struct cmq__import *import = actor->import;
    if (actor->name.len > 0 && actor->code.count == 0) {
        cmq__import_leave(import, actor->line, "'%.*s' has %s", CMQ_FMT(actor->name),
                          actor->null ? "the null code: nobody" : "no code");
    } else if (actor->name.len > 0) {
        cmq__import_begin(import, actor->name, actor->name, false);
        cmq_buf_add_char(&import->out, '\n');
        for (uint32_t i = 0; i < actor->other.count; i++) {
            cmq_buf_format(&import->out, "  also %.*s\n", CMQ_FMT(actor->other.item[i]));
        }
        for (int bare = 0; bare < 2; bare++) {
            for (uint32_t i = 0; i < actor->code.count; i++) {
                if (has_days(&actor->code.item[i]) == (bare == 0)) {
                    write_code(import, &actor->code.item[i]);
                }
            }
        }
        cmq__import_end(import, actor->line);
    }
    *actor = (struct actor){.import = import};
}

/* In TABARI a name is the beginning of a word unless "_" ends it. */
static void note_stem(struct cmq__import *import, uint32_t line, struct cmq_str phrase) {
    if (import->result->dialect == CMQ_IMPORT_TABARI && !cmq_str_ends(phrase, CMQ_STR("_"))) {
        cmq__import_note(import, line, "'%.*s' is the beginning of a name: read as a whole name",
                         CMQ_FMT(phrase));
    }
}

static void read_name(struct actor *actor, const struct cmq__import_line *line,
                      struct cmq_str phrase, bool other) {
    struct cmq_str name;
    if (!name_of(actor->import, phrase, &name)) {
        cmq__import_leave(actor->import, line->number, "'%.*s' cannot be a name", CMQ_FMT(phrase));
        return;
    }
    note_stem(actor->import, line->number, phrase);
    if (other) {
        CMQ_PUSH(actor->import->arena, &actor->other) = name;
    } else {
        actor->name = name;
        actor->line = line->number;
    }
}

void cmq__import_actors(struct cmq__import *import, struct cmq_str text) {
    struct cmq__import_lines lines = {.import = import, .rest = text};
    struct actor actor = {.import = import};
    struct cmq__import_line line;
    while (cmq__import_next_line(&lines, &line)) {
        struct cmq_str names = line.text;
        bool other = names.ptr[0] == '+', codes = names.ptr[0] == '[';
        if (!other && !codes) {
            end_actor(&actor);
        }
        if ((other || codes) && actor.name.len == 0) {
            cmq__import_leave(import, line.number, "the line belongs to no name");
            continue;
        }
        read_codes(&actor, line.number, &names);
        if (other) {
            read_name(&actor, &line, (struct cmq_str){names.ptr + 1, names.len - 1}, true);
        } else if (!codes) {
            read_name(&actor, &line, names, false);
        }
    }
    end_actor(&actor);
}
