/* SPDX-License-Identifier: Apache-2.0 */
/* Entries of actors/: a head with names, and below it a line for each fact. */
#include "lexicon/codes.h"
#include "lexicon/source.h"

#include <stdlib.h>
#include <string.h>

#define NO_KIND UINT32_MAX

struct actor_name {
    struct cmq__folded folded;
    uint32_t kind; /* enum cmq_name_kind */
};

struct actor_term {
    struct cmq_str code, office;
    cmq_day from, to;
    uint32_t order;
};

struct actor_draft {
    struct cmq__source *source;
    uint32_t kind; /* enum cmq_actor_kind, or NO_KIND */
    struct cmq_str name;
    CMQ_ARRAY(struct actor_name) names;
    CMQ_ARRAY(struct actor_term) term;
};

/* ---- dates ------------------------------------------------------------------------------- */

static bool parse_digits(struct cmq_str s, unsigned *number) {
    *number = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') {
            return false;
        }
        *number = *number * 10 + (unsigned)(s.ptr[i] - '0');
    }
    return true;
}

/* YYYY, YYYY-MM or YYYY-MM-DD: the first or last day of it; CMQ_NO_DAY if it is none of these. */
static cmq_day parse_end(struct cmq_str s, bool last) {
    unsigned year = 0, month = last ? 12 : 1;
    if (s.len == 10) {
        return cmq_day_parse(s);
    }
    bool good = (s.len == 4 || (s.len == 7 && s.ptr[4] == '-')) &&
                parse_digits((struct cmq_str){s.ptr, 4}, &year);
    if (good && s.len == 7) {
        good = parse_digits((struct cmq_str){s.ptr + 5, 2}, &month);
    }
    if (!good) {
        return CMQ_NO_DAY;
    }
    cmq_day first = cmq_day_from((int)year, month, 1);
    for (unsigned day = 31; last && first != CMQ_NO_DAY && day >= 28; day--) {
        cmq_day end = cmq_day_from((int)year, month, day);
        if (end != CMQ_NO_DAY) {
            return end;
        }
    }
    return first;
}

/* FROM..TO, either of which may be empty; nothing at all is for ever. */
static bool parse_period(struct cmq__source *source, uint32_t line, struct cmq_str text,
                         struct actor_term *term) {
    term->from = -CMQ_DAY_MAX;
    term->to = CMQ_DAY_MAX;
    if (text.len == 0) {
        return true;
    }
    const char *dots = memmem(text.ptr, text.len, "..", 2);
    if (dots == NULL) {
        cmq__complain(source, line, "'%.*s' is no period: write FROM..TO", CMQ_FMT(text));
        return false;
    }
    struct cmq_str from = {text.ptr, (size_t)(dots - text.ptr)};
    struct cmq_str to = {dots + 2, text.len - from.len - 2};
    if (from.len > 0) {
        term->from = parse_end(from, false);
    }
    if (to.len > 0) {
        term->to = parse_end(to, true);
    }
    if (term->from == CMQ_NO_DAY || term->to == CMQ_NO_DAY) {
        struct cmq_str wrong = term->from == CMQ_NO_DAY ? from : to;
        cmq__complain(source, line, "'%.*s' is no date: write YYYY-MM-DD, YYYY-MM or YYYY",
                      CMQ_FMT(wrong));
        return false;
    }
    if (term->from > term->to) {
        cmq__complain(source, line, "the period '%.*s' ends before it begins", CMQ_FMT(text));
        return false;
    }
    return true;
}

/* ---- the lines --------------------------------------------------------------------------- */

static void set_kind(struct actor_draft *actor, uint32_t line, uint32_t kind) {
    if (actor->kind != NO_KIND && actor->kind != kind) {
        cmq__complain(actor->source, line,
                      "an actor is one of state, body, group, person and actor");
    }
    actor->kind = kind;
}

static void add_names(struct actor_draft *actor, uint32_t line, struct cmq_str list,
                      uint32_t kind) {
    struct cmq_str name;
    if (list.len == 0) {
        cmq__complain(actor->source, line, "the line has no name");
        return;
    }
    while (cmq__next_item(actor->source, line, &list, ',', &name)) {
        struct actor_name slot = {.kind = kind};
        if (cmq__fold_name(actor->source, line, name, &slot.folded)) {
            CMQ_PUSH(&actor->source->draft->arena, &actor->names) = slot;
        }
    }
}

/* CODE FROM..TO */
static void add_term(struct actor_draft *actor, uint32_t line, struct cmq_str office,
                     struct cmq_str text) {
    struct actor_term term = {.office = office, .order = actor->term.count};
    if (!cmq__next_word(&text, &term.code)) {
        cmq__complain(actor->source, line, "the line has no code");
        return;
    }
    const char *wrong = actor->kind == CMQ_ACTOR_STATE   ? cmq__wrong_country(term.code)
                        : actor->kind == CMQ_ACTOR_OTHER ? cmq__wrong_foreign_code(term.code)
                                                         : cmq__wrong_actor_code(term.code);
    if (wrong != NULL) {
        cmq__complain(actor->source, line, "the code '%.*s' %s", CMQ_FMT(term.code), wrong);
    }
    if (parse_period(actor->source, line, cmq_str_trim(text), &term)) {
        CMQ_PUSH(&actor->source->draft->arena, &actor->term) = term;
    }
}

/* OFFICE: CODE FROM..TO */
static void read_term(struct actor_draft *actor, uint32_t line, struct cmq_str text) {
    const char *colon = text.len == 0 ? NULL : memrchr(text.ptr, ':', text.len);
    struct cmq_str office = {text.ptr, colon == NULL ? 0 : (size_t)(colon - text.ptr)};
    office = cmq_str_trim(office);
    if (office.len == 0) {
        cmq__complain(actor->source, line, "a term is written 'term OFFICE: CODE FROM..TO'");
        return;
    }
    add_term(actor, line, office,
             (struct cmq_str){colon + 1, (size_t)(text.ptr + text.len - colon - 1)});
}

static const struct {
    const char *word;
    uint32_t kind;
} kinds[] = {
    {"state", CMQ_ACTOR_STATE},   {"body", CMQ_ACTOR_BODY},   {"group", CMQ_ACTOR_GROUP},
    {"person", CMQ_ACTOR_PERSON}, {"actor", CMQ_ACTOR_OTHER},
};

static const struct {
    const char *word;
    uint32_t kind;
} name_lines[] = {
    {"also", CMQ_NAME_PROPER},
    {"demonym", CMQ_NAME_DEMONYM},
    {"capital", CMQ_NAME_PLACE},
    {"seat", CMQ_NAME_SEAT},
};

static void read_kind(struct actor_draft *actor, uint32_t line, uint32_t kind,
                      struct cmq_str text) {
    set_kind(actor, line, kind);
    if (kind != CMQ_ACTOR_PERSON) {
        add_term(actor, line, CMQ_STR(""), text);
    } else if (cmq_str_trim(text).len > 0) {
        cmq__complain(actor->source, line,
                      "nothing stands behind 'person': its codes are those of its terms");
    }
}

static void read_line(struct actor_draft *actor, uint32_t line, struct cmq_str text) {
    struct cmq_str word;
    cmq__next_word(&text, &word);
    text = cmq_str_trim(text);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (cmq_str_eq(word, cmq_str_of(kinds[i].word))) {
            read_kind(actor, line, kinds[i].kind, text);
            return;
        }
    }
    for (size_t i = 0; i < sizeof name_lines / sizeof name_lines[0]; i++) {
        if (cmq_str_eq(word, cmq_str_of(name_lines[i].word))) {
            add_names(actor, line, text, name_lines[i].kind);
            return;
        }
    }
    if (cmq_str_eq(word, CMQ_STR("term"))) {
        set_kind(actor, line, CMQ_ACTOR_PERSON);
        read_term(actor, line, text);
    } else if (!cmq_str_eq(word, CMQ_STR("source"))) {
        cmq__complain(
            actor->source, line,
            "'%.*s' is none of state, body, group, person, actor, term, also, demonym, capital, "
            "seat, source",
            CMQ_FMT(word));
    }
}

/* NAME = NAME, NAME */
static void read_head(struct actor_draft *actor, const struct cmq__block *block) {
    struct cmq_str names = block->text;
    actor->name = cmq_str_trim(cmq_str_cut(&names, '='));
    if (memchr(actor->name.ptr, ',', actor->name.len) != NULL) {
        cmq__complain(actor->source, block->head.number,
                      "the first name has a comma: other names stand behind '='");
        return;
    }
    add_names(actor, block->head.number, actor->name, CMQ_NAME_PROPER);
    if (names.ptr != NULL) {
        add_names(actor, block->head.number, cmq_str_trim(names), CMQ_NAME_PROPER);
    }
}

static void check_whole(struct actor_draft *actor, const struct cmq__block *block) {
    uint32_t line = block->head.number;
    if (actor->kind == NO_KIND) {
        cmq__complain(actor->source, line,
                      "the entry needs a line 'state', 'body', 'group', 'person' or 'actor'");
    } else if (actor->kind == CMQ_ACTOR_PERSON && actor->term.count == 0) {
        cmq__complain(actor->source, line, "a person needs a line 'term OFFICE: CODE FROM..TO'");
    }
    for (uint32_t i = 0; i < actor->names.count; i++) {
        if (actor->kind == CMQ_ACTOR_PERSON && actor->names.item[i].kind != CMQ_NAME_PROPER) {
            cmq__complain(actor->source, line, "a person has no demonym, capital or seat");
            break;
        }
    }
    cmq__need_source(actor->source, block);
}

/* ---- into the draft ---------------------------------------------------------------------- */

static int compare_terms(const void *a, const void *b) {
    const struct actor_term *x = a, *y = b;
    if (x->from != y->from) {
        return x->from < y->from ? -1 : 1;
    }
    return (x->order > y->order) - (x->order < y->order);
}

/* All ways to write a name. Letters may stand apart in the names of states alone: "U. S.". */
static void add_spellings(struct cmq__draft *draft, struct cmq__folded *name,
                          struct cmq_name target, bool state) {
    struct cmq__folded other;
    cmq__spelling_relax(name);
    cmq__draft_name(draft, name, target);
    if (cmq__spelling_join(name, &other)) {
        cmq__draft_name(draft, &other, target);
    }
    if (state && cmq__spelling_part(name, &other)) {
        cmq__draft_name(draft, &other, target);
    }
}

static void add_actor(struct actor_draft *actor, const struct cmq__block *block) {
    struct cmq__draft *draft = actor->source->draft;
    uint32_t entry = cmq__entry_add(actor->source, block, CMQ_ENTRY_ACTOR,
                                    cmq__slug(draft, &actor->names.item[0].folded));
    if (entry == CMQ__NO_ENTRY) {
        return;
    }
    uint32_t target = draft->actor.count;
    CMQ_PUSH(&draft->arena, &draft->actor) = (struct cmq_actor_entry){
        .entry = entry,
        .kind = actor->kind,
        .name = cmq__draft_ref(draft, actor->name),
        .first_term = draft->term.count,
        .term_count = actor->term.count,
    };
    if (actor->term.count > 1) {
        qsort(actor->term.item, actor->term.count, sizeof *actor->term.item, compare_terms);
    }
    for (uint32_t i = 0; i < actor->term.count; i++) {
        const struct actor_term *term = &actor->term.item[i];
        CMQ_PUSH(&draft->arena, &draft->term) = (struct cmq_term){
            .code = cmq__draft_ref(draft, term->code),
            .office = cmq__draft_ref(draft, term->office),
            .from = term->from,
            .to = term->to,
        };
    }
    for (uint32_t i = 0; i < actor->names.count; i++) {
        add_spellings(draft, &actor->names.item[i].folded,
                      (struct cmq_name){target, actor->names.item[i].kind},
                      actor->kind == CMQ_ACTOR_STATE);
    }
}

void cmq__actor_read(struct cmq__source *source, struct cmq__block *block) {
    uint32_t errors = source->error_count;
    struct actor_draft actor = {.source = source, .kind = NO_KIND};
    read_head(&actor, block);
    for (uint32_t i = 0; i < block->line.count; i++) {
        read_line(&actor, block->line.item[i].number, block->line.item[i].text);
    }
    check_whole(&actor, block);
    if (source->error_count == errors && !source->draft->arena.exhausted) {
        add_actor(&actor, block);
    }
}
