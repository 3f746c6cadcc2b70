/* SPDX-License-Identifier: Apache-2.0 */
/* A folder laid over a lexicon. The folder is read first, so that its entries come first where the
 * order decides; then the entries of the lexicon below, from the text that its image keeps. */
#include "lexicon/source.h"

void cmq__removal_read(struct cmq__source *source, uint32_t line, struct cmq_str id) {
    struct cmq__draft *draft = source->draft;
    if (!draft->overlay) {
        cmq__complain(source, line, "there is nothing to remove from: the folder stands alone");
        return;
    }
    uint32_t *number = cmq_map_put(&draft->removed, id, 0);
    if (number == NULL) {
        draft->failed = true;
    } else if (*number != 0) {
        cmq__complain(source, line, "'%.*s' is removed already", CMQ_FMT(id));
    } else {
        CMQ_PUSH(&draft->arena, &draft->removal) = (struct cmq__removal){
            .id = cmq_arena_copy(&draft->arena, id), .path = source->path, .line = line};
        *number = draft->removal.count;
    }
}

enum cmq__folder cmq__folder_of(struct cmq_str file) {
    cmq_str_cut(&file, '/');
    struct cmq_str name = cmq_str_cut(&file, '/');
    enum cmq__folder folder = 0;
    while (folder < CMQ__FOLDER_COUNT && !cmq_str_eq(name, cmq_str_of(cmq__folder_name[folder]))) {
        folder++;
    }
    return folder;
}

static void read_entry(struct cmq__draft *draft, const struct cmq_lexicon *below,
                       const struct cmq_entry *entry) {
    struct cmq_str file = cmq_lexicon_str(below, entry->file);
    struct cmq_str id = cmq_lexicon_str(below, entry->id);
    struct cmq_str body = cmq_lexicon_str(below, entry->body);
    struct cmq__source source = {.draft = draft,
                                 .folder = cmq__folder_of(file),
                                 .path = file,
                                 .file = file,
                                 .stem = cmq_str_cut(&id, ':'),
                                 .sourced = true};
    struct cmq__block block = {
        .head = {.text = cmq_lexicon_str(below, entry->text), .number = entry->line}};
    while (body.len > 0) {
        CMQ_PUSH(&draft->arena, &block.line) =
            (struct cmq__line){cmq_str_cut(&body, '\n'), entry->line};
    }
    for (uint32_t i = 0; i < entry->example_count; i++) {
        const struct cmq_example *example = &below->example[entry->first_example + i];
        CMQ_PUSH(&draft->arena, &block.example) =
            (struct cmq__draft_example){.text = cmq_lexicon_str(below, example->text),
                                        .expected = cmq_lexicon_str(below, example->expected),
                                        .line = example->line};
    }
    cmq__block_read(&source, &block);
}

void cmq__below_read(struct cmq__draft *draft, const struct cmq_lexicon *below) {
    draft->given = draft->overlay = false;
    draft->below = true;
    for (uint32_t i = 0; i < below->entry_count && !draft->arena.exhausted; i++) {
        enum cmq__folder folder = cmq__folder_of(cmq_lexicon_str(below, below->entry[i].file));
        if (folder == CMQ__FOLDER_COUNT || !(draft->alone & 1u << folder)) {
            read_entry(draft, below, &below->entry[i]);
        }
    }
    for (uint32_t i = 0; i < draft->removal.count; i++) {
        const struct cmq__removal *removal = &draft->removal.item[i];
        struct cmq__source source = {.draft = draft, .path = removal->path};
        if (!removal->met) {
            cmq__complain(&source, removal->line, "no built-in entry has the id '%.*s'",
                          CMQ_FMT(removal->id));
        }
    }
}
