/* SPDX-License-Identifier: Apache-2.0 */
/* Dictionaries of agents:
 *
 *     !PERSON! = MAN, MEN, WOMAN
 *     GOLDEN_GOOSE {GOLDEN_GEESE} [~GGS]     POLICE {} [~COP]     CONGRESS!PERSON! [~LEG]
 *
 * "{}" says that there is no plural; whom a plural counts may stand before a name. */
#include "lexicon/codes.h"
#include "lexicon/import.h"

#include <string.h>

#define FORMS_MAX 64u

struct agents {
    struct cmq__import *import;
    struct cmq_map marker; /* "!NAME!" to its place */
    CMQ_ARRAY(struct cmq_str) list;
};

static void read_marker(struct agents *agents, const struct cmq__import_line *line) {
    struct cmq_str list = line->text;
    struct cmq_str name = cmq_str_trim(cmq_str_cut(&list, '='));
    uint32_t *place = list.ptr == NULL || name.len < 3
                          ? NULL
                          : cmq_map_put(&agents->marker, name, agents->list.count);
    if (place == NULL) {
        cmq__import_leave(agents->import, line->number, "a set is written '!NAME! = WORD, WORD'");
        return;
    }
    if (*place == agents->list.count) {
        CMQ_PUSH(agents->import->arena, &agents->list) = list;
    } else {
        agents->list.item[*place] = list;
    }
}

/* Puts each word of the set that `phrase` names in its place; false if there is no such set. */
static bool add_forms(struct agents *agents, struct cmq_str phrase, struct cmq_str *form,
                      uint32_t *count) {
    struct cmq__import *import = agents->import;
    const char *open = memchr(phrase.ptr, '!', phrase.len);
    if (open == NULL) {
        if (*count < FORMS_MAX) {
            form[(*count)++] = cmq__import_words(import, phrase);
        }
        return true;
    }
    size_t before = (size_t)(open - phrase.ptr);
    const char *close = memchr(open + 1, '!', phrase.len - before - 1);
    size_t end = close == NULL ? 0 : (size_t)(close - phrase.ptr) + 1;
    const uint32_t *place =
        close == NULL ? NULL : cmq_map_get(&agents->marker, (struct cmq_str){open, end - before});
    if (place == NULL) {
        return false;
    }
    struct cmq_str list = agents->list.item[*place];
    while (list.ptr != NULL && *count < FORMS_MAX) {
        struct cmq_str word = cmq_str_trim(cmq_str_cut(&list, ','));
        form[(*count)++] = cmq__import_words(
            import, cmq_arena_format(import->arena, "%.*s%.*s%.*s", (int)before, phrase.ptr,
                                     CMQ_FMT(word), (int)(phrase.len - end), phrase.ptr + end));
    }
    return true;
}

static void write_role(struct cmq__import *import, const struct cmq_str *form, uint32_t count,
                       struct cmq_str code, bool counted, uint32_t line) {
    cmq__import_begin(import, form[0], form[0], false);
    for (uint32_t i = 1; i < count; i++) {
        cmq_buf_format(&import->out, "%s%.*s", i == 1 ? " = " : ", ", CMQ_FMT(form[i]));
    }
    cmq_buf_format(&import->out, " : %.*s%s\n", CMQ_FMT(code), counted ? " title" : "");
    cmq__import_end(import, line);
}

static void read_agent(struct agents *agents, const struct cmq__import_line *line) {
    struct cmq__import *import = agents->import;
    struct cmq_str phrase = line->text, code, plural, behind;
    if (!cmq__import_cut_group(&phrase, '[', ']', &code, &behind)) {
        cmq__import_leave(import, line->number, "the line has no code");
        return;
    }
    bool braces = cmq__import_cut_group(&phrase, '{', '}', &plural, &behind);
    struct cmq_str bare = code;
    if (cmq_str_starts(bare, CMQ_STR("~"))) {
        bare = (struct cmq_str){bare.ptr + 1, bare.len - 1};
    } else if (cmq_str_ends(bare, CMQ_STR("~"))) {
        bare.len--;
    } else {
        bare.len = 0;
    }
    if (cmq__wrong_foreign_code(bare) != NULL) {
        cmq__import_leave(import, line->number, "'[%.*s]' is no code of an agent: [~CODE], [CODE~]",
                          CMQ_FMT(code));
        return;
    }
    struct cmq_str form[FORMS_MAX];
    uint32_t count = 0;
    bool good = phrase.len > 0 && add_forms(agents, phrase, form, &count) &&
                (!braces || plural.len == 0 || add_forms(agents, plural, form, &count));
    for (uint32_t i = 0; i < count; i++) {
        good = good && cmq__import_is_plain(form[i]);
    }
    if (!good || count == 0) {
        cmq__import_leave(import, line->number, "'%.*s' cannot be read as words", CMQ_FMT(phrase));
        return;
    }
    write_role(import, form, count, code, !braces || plural.len > 0, line->number);
}

void cmq__import_agents(struct cmq__import *import, struct cmq_str text) {
    struct agents agents = {.import = import};
    struct cmq__import_lines lines = {.import = import, .rest = text};
    struct cmq__import_line line;
    cmq_map_init(&agents.marker);
    while (cmq__import_next_line(&lines, &line)) {
        bool set = line.text.ptr[0] == '!' && memchr(line.text.ptr, '=', line.text.len) != NULL &&
                   memchr(line.text.ptr, '[', line.text.len) == NULL;
        if (set) {
            read_marker(&agents, &line);
        } else {
            read_agent(&agents, &line);
        }
    }
    cmq_map_release(&agents.marker);
}
