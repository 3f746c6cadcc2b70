/* SPDX-License-Identifier: Apache-2.0 */
/* One pattern of a verb. Theirs are read along the text: words that follow each other are joined by
 * "_", others may stand between those parted by blanks; "*" is the verb, "$" the source, "+" the
 * target, "%" two who act on each other, "^" a noun phrase to pass over, "&NAME" one of a set,
 * "{A | B}" one of these. PETRARCH2 groups words: "{NOUN PHRASE}", "(IN {NOUN PHRASE})"; what is in
 * braces follows each other, and parentheses tell nothing that the order does not. */
#include "lexicon/import.h"

#include <string.h>

#define ELEMENTS_MAX 20u
#define SETS_DEPTH   4u
#define WORDS_LIMIT  7000u /* bytes of a pattern with its sets written out */
#define SHORT_STEM   3u    /* letters of a word that is no beginning of others */

enum element_kind { ELEMENT_WORD, ELEMENT_SLOT, ELEMENT_HEAD };

struct element {
    enum element_kind kind;
    struct cmq_str text; /* words: as ours writes them between quotation marks; slots: their sign */
    bool joined;         /* follows the one before directly */
};

struct reading {
    struct cmq__import *import;
    const struct cmq__import_sets *sets;
    uint32_t line;
    struct element element[ELEMENTS_MAX];
    uint32_t count, head;
    struct cmq_buf words;
    bool joined; /* the next element follows directly */
    bool braces; /* inside a noun phrase, whose words follow each other */
    bool refused;
};

static bool refuse(struct reading *r, const char *reason, struct cmq_str text) {
    if (!r->refused) {
        cmq__import_leave(r->import, r->line, "%s: '%.*s'", reason, CMQ_FMT(text));
    }
    r->refused = true;
    return false;
}

static bool add_element(struct reading *r, enum element_kind kind, struct cmq_str text) {
    if (r->count == ELEMENTS_MAX) {
        return refuse(r, "the pattern is too long", text);
    }
    if (kind == ELEMENT_HEAD) {
        if (r->head != ELEMENTS_MAX) {
            return refuse(r, "the pattern has two verbs", text);
        }
        r->head = r->count;
    }
    r->element[r->count++] = (struct element){kind, text, r->joined};
    r->joined = r->braces;
    return true;
}

/* ---- words ------------------------------------------------------------------------------- */

static uint32_t count_words(struct cmq_str words) {
    uint32_t count = 1;
    for (size_t i = 0; i < words.len; i++) {
        count += words.ptr[i] == ' ';
    }
    return count;
}

/* Appends a word or phrase to those of a set. In TABARI it is the beginning of a word unless "_"
 * ends it. */
static bool put_words(struct reading *r, struct cmq_str phrase, bool whole) {
    struct cmq_str words = cmq__import_words(r->import, phrase);
    bool stem = r->import->result->dialect == CMQ_IMPORT_TABARI && !whole &&
                !cmq_str_ends(phrase, CMQ_STR("_")) && words.len > SHORT_STEM &&
                memchr(words.ptr, ' ', words.len) == NULL && words.ptr[words.len - 1] != '-';
    if (words.len == 0 || !cmq__import_is_plain(words)) {
        return refuse(r, "the pattern has what is no word", phrase);
    }
    if (count_words(words) > CMQ_PHRASE_TOKENS) {
        return refuse(r, "the phrase has more words than are looked for", phrase);
    }
    cmq_buf_format(&r->words, "%s%.*s%s", r->words.len > 0 ? "|" : "", CMQ_FMT(words),
                   stem ? "-" : "");
    return !r->words.failed || refuse(r, "the pattern with its sets is too long", phrase);
}

static const struct cmq__import_set *find_set(const struct reading *r, struct cmq_str name) {
    while (cmq_str_ends(name, CMQ_STR("_"))) {
        name.len--;
    }
    const uint32_t *place = cmq_map_get(&r->sets->number, name);
    bool there = place != NULL && *place < r->sets->set.count; /* not if memory ran out */
    return there ? &r->sets->set.item[*place] : NULL;
}

static bool put_members(struct reading *r, const struct cmq__import_set *set, unsigned depth) {
    for (uint32_t i = 0; i < set->member.count; i++) {
        struct cmq_str member = set->member.item[i];
        if (member.ptr[0] == '&') {
            struct cmq_str name = {member.ptr + 1, member.len - 1};
            const struct cmq__import_set *inner = find_set(r, name);
            if (inner == NULL || depth == SETS_DEPTH) {
                return refuse(r, "there is no such set", member);
            }
            if (!put_members(r, inner, depth + 1)) {
                return false;
            }
        } else if (!put_words(r, member, false)) {
            return false;
        }
    }
    return true;
}

/* Takes what was put into the buffer as one element, in braces. */
static bool add_set(struct reading *r) {
    struct cmq_str list = cmq_buf_str(&r->words);
    struct cmq_str text = cmq_arena_format(r->import->arena, "{%.*s}", CMQ_FMT(list));
    cmq_buf_clear(&r->words);
    return list.len == 0 ? refuse(r, "the set is empty", text) : add_element(r, ELEMENT_WORD, text);
}

/* "&NAME" with "_WORD" behind it: the longest name that there is. Returns the bytes of it. */
static size_t read_set(struct reading *r, struct cmq_str text) {
    for (size_t len = text.len; len > 1; len--) {
        bool end = len == text.len || text.ptr[len] == '_';
        const struct cmq__import_set *set =
            end ? find_set(r, (struct cmq_str){text.ptr + 1, len - 1}) : NULL;
        if (set != NULL) {
            return put_members(r, set, 0) && add_set(r) ? len : 0;
        }
    }
    refuse(r, "there is no such set", text);
    return 0;
}

static bool read_alternatives(struct reading *r, struct cmq_str list) {
    while (list.ptr != NULL) {
        if (!put_words(r, cmq_str_trim(cmq_str_cut(&list, '|')), false)) {
            return false;
        }
    }
    return add_set(r);
}

/* ---- cutting ----------------------------------------------------------------------------- */

/* Up to a blank or a sign of the pattern; with `joins` also up to "_". */
static struct cmq_str word_at(struct cmq_str text, bool joins) {
    size_t len = 0;
    while (len < text.len && strchr(" \t{}()*$%^", text.ptr[len]) == NULL &&
           !(joins && text.ptr[len] == '_') && !(text.ptr[len] == '+' && len == 0)) {
        len++;
    }
    return (struct cmq_str){text.ptr, len};
}

/* Returns how many bytes the word has, 0 if it is refused. */
static size_t read_word(struct reading *r, struct cmq_str text) {
    if (text.ptr[0] == '&') {
        return read_set(r, word_at(text, false));
    }
    struct cmq_str word = word_at(text, true);
    bool whole = word.len < text.len && text.ptr[word.len] == '_';
    if (!put_words(r, word, whole)) {
        return 0;
    }
    struct cmq_str kept = cmq_arena_copy(r->import->arena, cmq_buf_str(&r->words));
    cmq_buf_clear(&r->words);
    return add_element(r, ELEMENT_WORD, kept) ? word.len : 0;
}

/* "{A | B}" is a set; "{" alone begins a noun phrase. */
static size_t read_brace(struct reading *r, struct cmq_str text) {
    const char *close = memchr(text.ptr, '}', text.len);
    struct cmq_str inside = {text.ptr + 1, close == NULL ? 0 : (size_t)(close - text.ptr) - 1};
    if (close == NULL) {
        return refuse(r, "a '{' is not closed", text) ? 1 : 0;
    }
    if (memchr(inside.ptr, '|', inside.len) == NULL) {
        r->braces = true;
        r->joined = false;
        return 1;
    }
    return read_alternatives(r, inside) ? inside.len + 2 : 0;
}

/* Reads what stands at the start of `text`; the bytes of it, 0 if the pattern is refused. */
static size_t read_element(struct reading *r, struct cmq_str text) {
    char c = text.ptr[0];
    switch (c) {
    case ' ':
    case '\t':
        r->joined = r->joined && r->braces;
        return 1;
    case '_':
        r->joined = text.len > 1 && text.ptr[1] != ' ' && text.ptr[1] != '\t';
        return 1;
    case '{':
        return read_brace(r, text);
    case '}':
        r->braces = false;
        r->joined = false;
        return 1;
    case '(':
    case ')':
        r->joined = false;
        return 1;
    case '*': {
        size_t len = text.len > 1 && text.ptr[1] == '*' ? 2 : 1;
        return add_element(r, ELEMENT_HEAD, (struct cmq_str){text.ptr, 1}) ? len : 0;
    }
    case '$':
    case '+':
    case '%':
    case '^':
        return add_element(r, ELEMENT_SLOT, (struct cmq_str){text.ptr, 1}) ? 1 : 0;
    default:
        return read_word(r, text);
    }
}

static bool cut(struct reading *r, struct cmq_str text) {
    while (text.len > 0) {
        size_t used = read_element(r, text);
        if (used == 0) {
            return false;
        }
        text = (struct cmq_str){text.ptr + used, text.len - used};
    }
    return r->head != ELEMENTS_MAX || refuse(r, "the pattern has no verb", text);
}

/* ---- writing ----------------------------------------------------------------------------- */

static bool has_slot(const struct reading *r, uint32_t from, uint32_t end, char sign) {
    for (uint32_t i = from; i < end; i++) {
        if (r->element[i].kind == ELEMENT_SLOT && r->element[i].text.ptr[0] == sign) {
            return true;
        }
    }
    return false;
}

static char slot_letter(char sign, bool turned) {
    switch (sign) {
    case '$':
        return turned ? 'T' : 'S';
    case '+':
    case '%':
        return turned ? 'S' : 'T';
    default:
        return 'X';
    }
}

static void put_run(struct reading *r, uint32_t from, uint32_t end, bool star_first,
                    bool star_last) {
    cmq_buf_add_str(&r->words, star_first ? CMQ_STR(" \"*") : CMQ_STR(" \""));
    for (uint32_t i = from; i < end; i++) {
        cmq_buf_format(&r->words, "%s%.*s", i > from || star_first ? " " : "",
                       CMQ_FMT(r->element[i].text));
    }
    cmq_buf_add_str(&r->words, star_last ? CMQ_STR(" *\"") : CMQ_STR("\""));
}

static bool goes_on(const struct reading *r, uint32_t i) {
    return r->element[i].kind == ELEMENT_WORD && r->element[i].joined;
}

/* Writes the elements [from, end) of one side of the verb, those joined to it by "*". The subject
 * tells of "%" before the verb. */
static struct cmq_str write_side(struct reading *r, uint32_t from, uint32_t end, bool turned) {
    bool before = end == r->head;
    for (uint32_t i = from, next; i < end; i = next) {
        char sign = r->element[i].text.ptr[0];
        next = i + 1;
        if (r->element[i].kind == ELEMENT_WORD) {
            while (next < end && goes_on(r, next)) {
                next++;
            }
            put_run(r, i, next, !before && i == from && r->element[i].joined,
                    before && next == end && r->element[r->head].joined);
        } else if (sign != '%' || !before) {
            cmq_buf_format(&r->words, " ..%c", slot_letter(sign, turned));
        }
    }
    struct cmq_str text = cmq_arena_copy(r->import->arena, cmq_str_trim(cmq_buf_str(&r->words)));
    cmq_buf_clear(&r->words);
    return text;
}

/* Who acts, where the pattern does not say where in the text the actors stand. */
static struct cmq_str subject_of(const struct reading *r, bool turned) {
    bool source = has_slot(r, 0, r->head, '$');
    if (has_slot(r, 0, r->head, '%')) {
        return CMQ_STR("S:several ");
    }
    if (source || has_slot(r, 0, r->head, '+')) {
        return CMQ_STR("");
    }
    bool behind = has_slot(r, r->head, r->count, '$') && !has_slot(r, r->head, r->count, '+');
    return turned != behind ? CMQ_STR("T ") : CMQ_STR("S ");
}

bool cmq__import_pattern(struct cmq__import *import, const struct cmq__import_sets *sets,
                         uint32_t line, struct cmq_str text, bool turned,
                         struct cmq__import_pattern *pattern) {
    struct reading r = {.import = import, .sets = sets, .line = line, .head = ELEMENTS_MAX};
    cmq_buf_init(&r.words, WORDS_LIMIT);
    bool good = cut(&r, text);
    if (good) {
        struct cmq_str subject = subject_of(&r, turned);
        bool bare =
            r.head == 1 && r.element[0].kind == ELEMENT_SLOT && r.element[0].text.ptr[0] == '$';
        struct cmq_str before = write_side(&r, 0, r.head, turned);
        before = bare ? (turned ? CMQ_STR("T") : CMQ_STR("S")) : before;
        pattern->before = cmq_str_trim(
            cmq_arena_format(import->arena, "%.*s%.*s", CMQ_FMT(subject), CMQ_FMT(before)));
        pattern->behind = write_side(&r, r.head + 1, r.count, turned);
        pattern->both = has_slot(&r, 0, r.head, '%');
        good = pattern->before.len + pattern->behind.len <= WORDS_LIMIT ||
               refuse(&r, "the pattern with its sets is too long", text);
    }
    cmq_buf_release(&r.words);
    return good && !import->arena->exhausted;
}
