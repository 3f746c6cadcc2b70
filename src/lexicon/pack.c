/* SPDX-License-Identifier: Apache-2.0 */
/* From draft to image. Everything is sorted by what it says, never by where it lies in memory, so
 * the same dictionaries make the same bytes. */
#include "lexicon/draft.h"

#include <stdlib.h>
#include <string.h>

#define SPELLINGS_MAX 32u /* ways to write one phrase */
#define SLOTS_MIN     8u
#define DIGEST_HEX    64u

struct packing {
    struct cmq__draft *draft;
    CMQ_ARRAY(struct cmq_name) name;
    CMQ_ARRAY(struct cmq__spelling) spelling;
    CMQ_ARRAY(struct cmq__head) head;
    CMQ_ARRAY(struct cmq_person_word) person_word;
    CMQ_ARRAY(uint32_t) head_index;
    uint32_t *head_slot, *node_slot;
    uint32_t head_slots, node_slots;
    bool too_many_spellings;
};

/* ---- phrases ----------------------------------------------------------------------------- */

static int compare_names(const void *a, const void *b) {
    const struct cmq__draft_name *x = a, *y = b;
    if (x->node != y->node) {
        return x->node < y->node ? -1 : 1;
    }
    return (x->order > y->order) - (x->order < y->order);
}

struct needs {
    uint32_t item[SPELLINGS_MAX], count;
};

static bool add_need(struct needs *needs, uint32_t need) {
    for (uint32_t i = 0; i < needs->count; i++) {
        if (needs->item[i] == need) {
            return true;
        }
    }
    if (needs->count == SPELLINGS_MAX) {
        return false;
    }
    needs->item[needs->count++] = need;
    return true;
}

static int compare_needs(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    int more = __builtin_popcount(y) - __builtin_popcount(x);
    return more != 0 ? more : (x > y) - (x < y);
}

/* All needs of the names and their unions, the most demanding first. */
static bool collect_needs(const struct cmq__draft_name *name, uint32_t count, struct needs *needs) {
    bool fits = true;
    needs->count = 0;
    for (uint32_t i = 0; fits && i < count; i++) {
        fits = add_need(needs, name[i].need);
    }
    for (uint32_t i = 1; fits && i < needs->count; i++) {
        for (uint32_t j = 0; fits && j < i; j++) {
            fits = add_need(needs, needs->item[i] | needs->item[j]);
        }
    }
    qsort(needs->item, needs->count, sizeof needs->item[0], compare_needs);
    return fits;
}

static bool same_name(struct cmq_name a, struct cmq_name b) {
    return a.target == b.target && a.kind == b.kind;
}

/* Adds the name unless the spelling that begins at `first` has it. Names of one target stand
 * together and have few kinds. */
static void add_spelt_name(struct packing *packing, uint32_t first, struct cmq_name name) {
    for (uint32_t i = packing->name.count; i > first; i--) {
        struct cmq_name before = packing->name.item[i - 1];
        if (same_name(before, name)) {
            return;
        }
        if (before.target != name.target) {
            break;
        }
    }
    CMQ_PUSH(&packing->draft->arena, &packing->name) = name;
}

static void pack_spellings(struct packing *packing, const struct cmq__draft_name *name,
                           uint32_t count) {
    struct needs needs;
    if (!collect_needs(name, count, &needs)) {
        packing->too_many_spellings = true;
    }
    for (uint32_t i = 0; i < needs.count; i++) {
        uint32_t first = packing->name.count;
        for (uint32_t j = 0; j < count; j++) {
            if ((name[j].need & ~needs.item[i]) == 0) {
                add_spelt_name(packing, first, name[j].name);
            }
        }
        CMQ_PUSH(&packing->draft->arena, &packing->spelling) = (struct cmq__spelling){
            .need = needs.item[i], .names = {first, packing->name.count - first}};
    }
}

static void pack_names(struct packing *packing) {
    struct cmq__draft *draft = packing->draft;
    uint32_t at = 0;
    if (draft->name.count > 0) {
        qsort(draft->name.item, draft->name.count, sizeof *draft->name.item, compare_names);
    }
    for (uint32_t node = 1; node <= draft->node.count; node++) {
        uint32_t begin = at, first = packing->spelling.count;
        while (at < draft->name.count && draft->name.item[at].node == node) {
            at++;
        }
        pack_spellings(packing, draft->name.item + begin, at - begin);
        draft->node.item[node - 1].spellings =
            (struct cmq_range){first, packing->spelling.count - first};
    }
}

/* ---- words that tell a person ------------------------------------------------------------- */

/* The flags of a word, to sort. */
struct person_key {
    struct cmq_str word;
    struct cmq_person_word item;
};

static int compare_person_words(const void *a, const void *b) {
    const struct person_key *x = a, *y = b;
    int order = cmq_str_cmp(x->word, y->word);
    return order != 0 ? order : (x->item.flags > y->item.flags) - (x->item.flags < y->item.flags);
}

/* Each word once, with all that the files say of it. */
static void pack_person_words(struct packing *packing) {
    struct cmq__draft *draft = packing->draft;
    uint32_t count = draft->person_word.count;
    struct person_key *key = CMQ_NEW_ARRAY(&draft->arena, struct person_key, (size_t)count + 1);
    if (key == NULL) {
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        key[i].item = draft->person_word.item[i];
        key[i].word = cmq__draft_str(draft, key[i].item.word);
    }
    qsort(key, count, sizeof *key, compare_person_words);
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0 && cmq_str_eq(key[i].word, key[i - 1].word) && packing->person_word.count > 0) {
            packing->person_word.item[packing->person_word.count - 1].flags |= key[i].item.flags;
        } else {
            CMQ_PUSH(&draft->arena, &packing->person_word) = key[i].item;
        }
    }
}

/* ---- heads ------------------------------------------------------------------------------- */

/* A head with its string, to sort. */
struct head_key {
    struct cmq_str lemma;
    struct cmq__draft_head head;
};

static int compare_numbers(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

static int compare_heads(const void *a, const void *b) {
    const struct head_key *x = a, *y = b;
    int order = cmq_str_cmp(x->lemma, y->lemma);
    order = order != 0 ? order : compare_numbers(x->head.upos, y->head.upos);
    order = order != 0 ? order : compare_numbers(x->head.what, y->head.what);
    return order != 0 ? order : compare_numbers(x->head.index, y->head.index);
}

static struct cmq_range *range_of(struct cmq_heads *heads, uint32_t what) {
    switch (what) {
    case CMQ__HEADS_FRAME:
        return &heads->frames;
    case CMQ__HEADS_SPEECH:
        return &heads->speech;
    default:
        return &heads->effects;
    }
}

/* Fills one head from the sorted keys of one lemma and class; returns how many there are. */
static uint32_t pack_head(struct packing *packing, const struct head_key *key, uint32_t count) {
    struct cmq_arena *arena = &packing->draft->arena;
    struct cmq__head *head = &CMQ_PUSH(arena, &packing->head);
    head->lemma = key->head.lemma;
    head->upos = key->head.upos;
    uint32_t at = 0;
    for (uint32_t what = CMQ__HEADS_FRAME; what <= CMQ__HEADS_EFFECT; what++) {
        struct cmq_range *range = range_of(&head->heads, what);
        range->first = packing->head_index.count;
        for (; at < count && key[at].head.what == what && key[at].head.upos == head->upos &&
               cmq_str_eq(key[at].lemma, key->lemma);
             at++) {
            if (range->count == 0 || key[at].head.index != key[at - 1].head.index) {
                CMQ_PUSH(arena, &packing->head_index) = key[at].head.index;
                range->count++;
            }
        }
    }
    return at;
}

static void pack_heads(struct packing *packing) {
    struct cmq__draft *draft = packing->draft;
    uint32_t count = draft->head.count;
    struct head_key *key = CMQ_NEW_ARRAY(&draft->arena, struct head_key, count);
    if (key == NULL || count == 0) {
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        key[i].head = draft->head.item[i];
        key[i].lemma = cmq__draft_str(draft, key[i].head.lemma);
    }
    qsort(key, count, sizeof *key, compare_heads);
    for (uint32_t at = 0; at < count && !draft->arena.exhausted;) {
        at += pack_head(packing, key + at, count - at);
    }
}

/* ---- tables ------------------------------------------------------------------------------ */

static uint32_t *new_slots(struct packing *packing, uint32_t items, uint32_t *slots) {
    *slots = SLOTS_MIN;
    while (*slots / 2 < items && *slots < 1u << 30) {
        *slots *= 2;
    }
    return CMQ_NEW_ARRAY(&packing->draft->arena, uint32_t, *slots);
}

static void fill_slot(uint32_t *slot, uint32_t slots, uint32_t hash, uint32_t number) {
    uint32_t at = hash & (slots - 1);
    while (slot[at] != 0) {
        at = (at + 1) & (slots - 1);
    }
    slot[at] = number;
}

static void fill_tables(struct packing *packing) {
    struct cmq__draft *draft = packing->draft;
    packing->head_slot = new_slots(packing, packing->head.count, &packing->head_slots);
    packing->node_slot = new_slots(packing, draft->node.count, &packing->node_slots);
    if (packing->head_slot == NULL || packing->node_slot == NULL) {
        return;
    }
    for (uint32_t i = 0; i < packing->head.count; i++) {
        const struct cmq__head *head = &packing->head.item[i];
        fill_slot(packing->head_slot, packing->head_slots,
                  cmq__hash_head(cmq__draft_str(draft, head->lemma), head->upos), i + 1);
    }
    for (uint32_t i = 0; i < draft->node.count; i++) {
        const struct cmq__node *node = &draft->node.item[i];
        fill_slot(packing->node_slot, packing->node_slots,
                  cmq__hash_node(node->parent, cmq__draft_str(draft, node->piece)), i + 1);
    }
}

/* ---- the bytes --------------------------------------------------------------------------- */

struct part {
    const void *items;
    size_t count;
};

static void pad(struct cmq_buf *image) {
    static const char zeros[8];
    cmq_buf_add(image, zeros, (8 - image->len % 8) % 8);
}

static void list_parts(const struct packing *packing, struct part part[CMQ__SECTION_COUNT]) {
    const struct cmq__draft *draft = packing->draft;
#define PART(array) ((struct part){(array).item, (array).count})
    part[CMQ__SECTION_POOL] = (struct part){draft->pool.ptr, draft->pool.len};
    part[CMQ__SECTION_ENTRY] = PART(draft->entry);
    part[CMQ__SECTION_EXAMPLE] = PART(draft->example);
    part[CMQ__SECTION_ACTOR] = PART(draft->actor);
    part[CMQ__SECTION_TERM] = PART(draft->term);
    part[CMQ__SECTION_ROLE] = PART(draft->role);
    part[CMQ__SECTION_NAME] = PART(packing->name);
    part[CMQ__SECTION_FRAME] = PART(draft->frame);
    part[CMQ__SECTION_STEP] = PART(draft->step);
    part[CMQ__SECTION_SPEECH] = PART(draft->speech);
    part[CMQ__SECTION_EFFECT] = PART(draft->effect);
    part[CMQ__SECTION_TOPIC] = PART(draft->topic);
    part[CMQ__SECTION_WORD] = PART(draft->word);
    part[CMQ__SECTION_PERSON_WORD] = PART(packing->person_word);
    part[CMQ__SECTION_HEAD_INDEX] = PART(packing->head_index);
    part[CMQ__SECTION_HEAD] = PART(packing->head);
    part[CMQ__SECTION_HEAD_SLOT] = (struct part){packing->head_slot, packing->head_slots};
    part[CMQ__SECTION_NODE] = PART(draft->node);
    part[CMQ__SECTION_NODE_SLOT] = (struct part){packing->node_slot, packing->node_slots};
    part[CMQ__SECTION_SPELLING] = PART(packing->spelling);
#undef PART
}

static void write_image(const struct packing *packing, struct cmq_buf *image) {
    struct part part[CMQ__SECTION_COUNT];
    struct cmq__header header = {
        .magic = "CMQLEX", .version = CMQ__IMAGE_VERSION, .order = CMQ__IMAGE_ORDER};
    list_parts(packing, part);
    cmq_buf_clear(image);
    cmq_buf_add(image, &header, sizeof header);
    for (enum cmq__section s = 0; s < CMQ__SECTION_COUNT; s++) {
        pad(image);
        header.section[s] = (struct cmq__extent){(uint32_t)image->len, (uint32_t)part[s].count};
        cmq_buf_add(image, part[s].items, part[s].count * cmq__section_item(s));
    }
    pad(image);
    if (image->failed || image->len > UINT32_MAX) {
        image->failed = true;
        return;
    }
    header.size = image->len;
    memcpy(image->ptr, &header, sizeof header);
    size_t behind = offsetof(struct cmq__header, id) + sizeof header.id;
    char digest[DIGEST_HEX + 1];
    cmq_sha256_hex((struct cmq_str){image->ptr + behind, image->len - behind}, digest);
    memcpy(header.id, "sha256:", 7);
    memcpy(header.id + 7, digest, DIGEST_HEX);
    memcpy(image->ptr, &header, sizeof header);
}

enum cmq_status cmq__draft_pack(struct cmq__draft *draft, struct cmq_buf *image,
                                struct cmq_error *err) {
    struct packing packing = {.draft = draft};
    pack_names(&packing);
    pack_heads(&packing);
    pack_person_words(&packing);
    fill_tables(&packing);
    if (draft->failed || draft->arena.exhausted) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    if (packing.too_many_spellings) {
        return cmq_fail(err, CMQ_LIMIT, 0, "a name is written in more than %u ways", SPELLINGS_MAX);
    }
    write_image(&packing, image);
    if (image->failed) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "the image is too large");
    }
    return CMQ_OK;
}
