/* SPDX-License-Identifier: Apache-2.0 */
/* Entries of roles/: NAME = NAME, NAME : CODE FLAG FLAG. */
#include "lexicon/codes.h"
#include "lexicon/source.h"

#include <string.h>

static const struct {
    const char *word;
    uint32_t flag;
} flags[] = {
    {"title", CMQ_ROLE_TITLE},   {"leader", CMQ_ROLE_LEADER},     {"body", CMQ_ROLE_BODY},
    {"people", CMQ_ROLE_PEOPLE}, {"state", CMQ_ROLE_STATE},       {"modifier", CMQ_ROLE_MODIFIER},
    {"former", CMQ_ROLE_FORMER}, {"official", CMQ_ROLE_OFFICIAL}, {"object", CMQ_ROLE_OBJECT},
};

struct role_draft {
    struct cmq__source *source;
    uint32_t line;
    struct cmq_str word, sectors;
    uint32_t flags;
    struct cmq__names names;
};

static void read_names(struct role_draft *role, struct cmq_str list) {
    struct cmq_str name;
    role->word = cmq_str_trim(cmq_str_cut(&list, '='));
    struct cmq_str lists[] = {role->word, list};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        while (cmq__next_item(role->source, role->line, &lists[i], ',', &name)) {
            struct cmq__folded folded;
            if (cmq__fold_name(role->source, role->line, name, &folded)) {
                CMQ_PUSH(&role->source->draft->arena, &role->names) = folded;
            }
        }
    }
}

static void read_flag(struct role_draft *role, struct cmq_str word) {
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if (cmq_str_eq(word, cmq_str_of(flags[i].word))) {
            role->flags |= flags[i].flag;
            return;
        }
    }
    cmq__complain(role->source, role->line,
                  "'%.*s' is none of title, leader, official, body, people, state, modifier, "
                  "former, object",
                  CMQ_FMT(word));
}

/* "~XYZ" or "XYZ~": a code of any scheme, and on which side of the owner's it stands. */
static bool take_tilde(struct role_draft *role) {
    struct cmq_str *code = &role->sectors;
    if (cmq_str_starts(*code, CMQ_STR("~"))) {
        role->flags |= CMQ_ROLE_ADDED;
        *code = (struct cmq_str){code->ptr + 1, code->len - 1};
    } else if (cmq_str_ends(*code, CMQ_STR("~"))) {
        role->flags |= CMQ_ROLE_ADDED | CMQ_ROLE_AHEAD;
        code->len--;
    }
    return role->flags & CMQ_ROLE_ADDED;
}

static void read_codes(struct role_draft *role, struct cmq_str text) {
    struct cmq_str word;
    if (!cmq__next_word(&text, &role->sectors)) {
        cmq__complain(role->source, role->line,
                      "a role is written 'NAME = NAME, NAME : CODE FLAG…', with '-' for no code");
        return;
    }
    if (cmq_str_eq(role->sectors, CMQ_STR("-"))) {
        role->sectors = CMQ_STR("");
    } else {
        const char *wrong = take_tilde(role) ? cmq__wrong_foreign_code(role->sectors)
                                             : cmq__wrong_sectors(role->sectors);
        if (wrong != NULL) {
            cmq__complain(role->source, role->line, "the code '%.*s' %s", CMQ_FMT(role->sectors),
                          wrong);
        }
    }
    while (cmq__next_word(&text, &word)) {
        read_flag(role, word);
    }
}

/* ---- into the draft ---------------------------------------------------------------------- */

static void add_role(struct role_draft *role, const struct cmq__block *block) {
    struct cmq__draft *draft = role->source->draft;
    uint32_t entry =
        cmq__entry_add(role->source, block, CMQ_ENTRY_ROLE, cmq__slug(draft, &role->names.item[0]));
    if (entry == CMQ__NO_ENTRY) {
        return;
    }
    struct cmq_name target = {draft->role.count, CMQ_NAME_ROLE};
    CMQ_PUSH(&draft->arena, &draft->role) = (struct cmq_role){
        .entry = entry,
        .word = cmq__draft_ref(draft, role->word),
        .sectors = cmq__draft_ref(draft, role->sectors),
        .flags = role->flags,
    };
    bool has_plural = (role->flags & (CMQ_ROLE_MODIFIER | CMQ_ROLE_FORMER)) == 0;
    for (uint32_t i = 0; i < role->names.count; i++) {
        struct cmq__folded plural;
        cmq__draft_name(draft, &role->names.item[i], target);
        if (has_plural && cmq__plural(&draft->arena, &role->names.item[i], &plural)) {
            cmq__draft_name(draft, &plural, target);
        }
    }
}

void cmq__role_read(struct cmq__source *source, struct cmq__block *block) {
    uint32_t errors = source->error_count;
    struct role_draft role = {.source = source, .line = block->head.number};
    struct cmq_str codes = block->text;
    struct cmq_str names = cmq_str_cut(&codes, ':');
    read_names(&role, names);
    read_codes(&role, codes);
    cmq__need_source(source, block);
    for (uint32_t i = 0; i < block->line.count; i++) {
        struct cmq_str text = block->line.item[i].text, word;
        cmq__next_word(&text, &word);
        if (!cmq_str_eq(word, CMQ_STR("source"))) {
            cmq__complain(source, block->line.item[i].number,
                          "only examples and a source line may stand below a role");
        }
    }
    if (source->error_count == errors && !source->draft->arena.exhausted) {
        add_role(&role, block);
    }
}
