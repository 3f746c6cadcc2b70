/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/image.h"

#include <string.h>

#define SHOUT_LEAST 2u /* tokens of a sentence, above which its capitals mean nothing */
#define PATHS_MAX   8u /* ways through the trie that one phrase is followed on */

/* ---- phrases ----------------------------------------------------------------------------- */

/* A way through the trie: where it stands, and how the text's letters were on it. */
struct path {
    uint32_t node, depth, letters;
};

struct paths {
    struct path item[PATHS_MAX];
    uint32_t count;
};

static uint32_t find_child(const struct cmq_lexicon *lexicon, uint32_t parent,
                           struct cmq_str piece) {
    const struct cmq__header *header = lexicon->phrases;
    const struct cmq__node *node = cmq__section_items(header, CMQ__SECTION_NODE);
    const uint32_t *slot = cmq__section_items(header, CMQ__SECTION_NODE_SLOT);
    uint32_t mask = header->section[CMQ__SECTION_NODE_SLOT].count - 1;
    for (uint32_t at = cmq__hash_node(parent, piece) & mask; slot[at] != 0; at = (at + 1) & mask) {
        const struct cmq__node *child = &node[slot[at] - 1];
        if (child->parent == parent && cmq_str_eq(cmq_lexicon_str(lexicon, child->piece), piece)) {
            return slot[at];
        }
    }
    return 0;
}

/* Follows the path by all pieces of a token. How they are written is `form`'s: a lemma has no
 * capitals of its own. */
static bool follow(const struct cmq_lexicon *lexicon, const struct cmq__folded *pieces,
                   const struct cmq__folded *form, struct path *path) {
    for (uint32_t i = 0; i < pieces->count; i++) {
        if (path->depth == CMQ__FOLD_PIECES) {
            return false;
        }
        path->node = find_child(lexicon, path->node, cmq__folded_piece(pieces, i));
        if (path->node == 0) {
            return false;
        }
        const struct cmq__piece *written = &form->piece[i < form->count ? i : form->count - 1];
        path->letters |= (uint32_t)written->letters << (2 * path->depth++);
    }
    return true;
}

/* Follows every path by the token's form and by its lemma, forms first. */
static void follow_all(const struct cmq_lexicon *lexicon, const struct cmq_token *token,
                       const struct cmq__folded *form, struct paths *paths) {
    struct paths next = {.count = 0};
    struct cmq__folded lemma;
    cmq__fold(token->lemma, &lemma);
    bool differs = lemma.count > 0 && !cmq_str_eq(cmq__folded_str(&lemma), cmq__folded_str(form));
    for (uint32_t i = 0; i < paths->count; i++) {
        const struct cmq__folded *ways[] = {form, differs ? &lemma : NULL};
        for (uint32_t j = 0; j < 2 && ways[j] != NULL && next.count < PATHS_MAX; j++) {
            struct path path = paths->item[i];
            if (follow(lexicon, ways[j], form, &path)) {
                next.item[next.count++] = path;
            }
        }
    }
    *paths = next;
}

/* The names of the first path that ends a phrase as the text writes it. */
static bool take_names(const struct cmq_lexicon *lexicon, const struct paths *paths, bool topics,
                       struct cmq_phrase *phrase) {
    const struct cmq__header *header = lexicon->phrases;
    const struct cmq__node *node = cmq__section_items(header, CMQ__SECTION_NODE);
    const struct cmq__spelling *spelling = cmq__section_items(header, CMQ__SECTION_SPELLING);
    for (uint32_t i = 0; i < paths->count; i++) {
        struct cmq_range range = node[paths->item[i].node - 1].spellings;
        for (uint32_t j = range.first; j < range.first + range.count; j++) {
            const struct cmq_name *name = lexicon->name + spelling[j].names.first;
            if ((spelling[j].need & ~paths->item[i].letters) == 0 &&
                (name->kind == CMQ_NAME_TOPIC) == topics) {
                phrase->name = name;
                phrase->name_count = spelling[j].names.count;
                return true;
            }
        }
    }
    return false;
}

/* A single hyphen or a line break may stand between two words of a phrase; a blank line ends it. */
static bool is_passed_over(const struct cmq_token *token, const struct cmq__folded *form) {
    if (!token->is_space) {
        return form->hyphen;
    }
    const char *newline = memchr(token->form.ptr, '\n', token->form.len);
    return newline == NULL || newline == memrchr(token->form.ptr, '\n', token->form.len);
}

/* The longest phrase from node `root` on. */
static bool find_phrase(const struct cmq_lexicon *lexicon, const struct cmq_parse *parse,
                        uint32_t token, uint32_t root, bool topics, struct cmq_phrase *phrase) {
    struct paths paths = {.item = {{.node = root}}, .count = 1};
    uint32_t end = parse->sentence[parse->token[token].sentence].end;
    bool found = false;
    for (uint32_t at = token; at < end && paths.count > 0; at++) {
        struct cmq__folded form;
        cmq__fold(parse->token[at].form, &form);
        if (form.count == 0) {
            if (at == token || !is_passed_over(&parse->token[at], &form)) {
                break;
            }
            continue;
        }
        follow_all(lexicon, &parse->token[at], &form, &paths);
        if (take_names(lexicon, &paths, topics, phrase)) {
            phrase->first = token;
            phrase->end = at + 1;
            found = true;
        }
    }
    return found;
}

static bool has_small_letter(struct cmq_str form) {
    for (size_t i = 0; i < form.len; i++) {
        if (form.ptr[i] >= 'a' && form.ptr[i] <= 'z') {
            return true;
        }
    }
    return false;
}

/* Whether the tagger takes a token for a word that is no name. Of a verb it must know the lemma: it
 * guesses at words in capitals. */
static bool is_plain_word(const struct cmq_token *token) {
    switch (token->upos) {
    case CMQ_PRON:
    case CMQ_DET:
    case CMQ_AUX:
    case CMQ_ADV:
    case CMQ_ADP:
    case CMQ_PART:
    case CMQ_SCONJ:
    case CMQ_CCONJ:
        return memchr(token->form.ptr, '.', token->form.len) == NULL;
    case CMQ_VERB:
        return has_small_letter(token->lemma);
    default:
        return false;
    }
}

/* In a headline in capitals, "US", "WHO" and "LET" are words like others. */
static bool is_shouted_word(const struct cmq_parse *parse, const struct cmq_phrase *phrase) {
    const struct cmq_token *token = &parse->token[phrase->first];
    if (phrase->end - phrase->first > 1 || phrase->name->kind == CMQ_NAME_ROLE ||
        !is_plain_word(token)) {
        return false;
    }
    const struct cmq_sentence *sentence = &parse->sentence[token->sentence];
    for (uint32_t t = sentence->first; t < sentence->end; t++) {
        if (has_small_letter(parse->token[t].form)) {
            return false;
        }
    }
    return sentence->end - sentence->first > SHOUT_LEAST;
}

bool cmq_lexicon_phrase(const struct cmq_lexicon *lexicon, const struct cmq_parse *parse,
                        uint32_t token, struct cmq_phrase *phrase) {
    return find_phrase(lexicon, parse, token, 0, false, phrase) && !is_shouted_word(parse, phrase);
}

bool cmq_lexicon_named(const struct cmq_lexicon *lexicon, struct cmq_str name,
                       struct cmq_phrase *phrase) {
    struct cmq__folded form;
    cmq__fold(name, &form);
    struct paths paths = {.item = {{.node = 0}}, .count = 1};
    if (form.count == 0 || !follow(lexicon, &form, &form, &paths.item[0])) {
        return false;
    }
    paths.item[0].letters = UINT32_MAX;
    *phrase = (struct cmq_phrase){0};
    return take_names(lexicon, &paths, false, phrase);
}

bool cmq_lexicon_topic(const struct cmq_lexicon *lexicon, const struct cmq_parse *parse,
                       uint32_t token, struct cmq_phrase *phrase) {
    uint32_t root = find_child(lexicon, 0, CMQ__TOPIC_PIECE);
    return root != 0 && find_phrase(lexicon, parse, token, root, true, phrase);
}

/* ---- words ------------------------------------------------------------------------------- */

const struct cmq_heads *cmq_lexicon_heads(const struct cmq_lexicon *lexicon, struct cmq_str lemma,
                                          enum cmq_upos upos) {
    const struct cmq__header *header = lexicon->heads;
    const struct cmq__head *head = cmq__section_items(header, CMQ__SECTION_HEAD);
    const uint32_t *slot = cmq__section_items(header, CMQ__SECTION_HEAD_SLOT);
    uint32_t mask = header->section[CMQ__SECTION_HEAD_SLOT].count - 1;
    struct cmq__folded folded;
    cmq__fold(lemma, &folded);
    if (folded.count == 0) {
        return NULL;
    }
    struct cmq_str key = cmq__folded_str(&folded);
    for (uint32_t at = cmq__hash_head(key, upos) & mask; slot[at] != 0; at = (at + 1) & mask) {
        const struct cmq__head *item = &head[slot[at] - 1];
        if (item->upos == (uint32_t)upos &&
            cmq_str_eq(cmq_lexicon_str(lexicon, item->lemma), key)) {
            return &item->heads;
        }
    }
    return NULL;
}

bool cmq_lexicon_has_word(const struct cmq_lexicon *lexicon, struct cmq_range range,
                          struct cmq_str lemma) {
    struct cmq__folded folded;
    cmq__fold(lemma, &folded);
    struct cmq_str word = cmq__folded_str(&folded);
    uint32_t low = range.first, high = range.first + range.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = cmq_str_cmp(cmq_lexicon_str(lexicon, lexicon->word[middle]), word);
        if (order == 0) {
            return true;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return false;
}

/* ---- terms ------------------------------------------------------------------------------- */

/* Of two terms the one that ended last; of two that ended together the one that began last; the
 * first as written if they are alike. Terms are sorted by their first day. */
static const struct cmq_term *later_end(const struct cmq_term *a, const struct cmq_term *b) {
    if (a == NULL || b->to > a->to || (b->to == a->to && b->from > a->from)) {
        return b;
    }
    return a;
}

const struct cmq_term *cmq_actor_term(const struct cmq_lexicon *lexicon, uint32_t actor,
                                      cmq_day day, bool *former) {
    const struct cmq_actor_entry *entry = &lexicon->actor[actor];
    const struct cmq_term *term = lexicon->term + entry->first_term;
    const struct cmq_term *held = NULL, *over = NULL;
    for (uint32_t i = 0; i < entry->term_count; i++) {
        if (day == CMQ_NO_DAY || term[i].to < day) {
            over = later_end(over, &term[i]);
        } else if (term[i].from <= day && (held == NULL || term[i].from > held->from)) {
            held = &term[i];
        }
    }
    *former = held == NULL && over != NULL && day != CMQ_NO_DAY;
    return held != NULL ? held : over;
}
