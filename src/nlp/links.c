/* SPDX-License-Identifier: Apache-2.0 */
/* Text taken from web pages has words of the page inside its prose: a person's link with its latest
 * headlines, marked "MORE" at its end, behind the name in the sentence; titles of films and
 * captions of pictures. They are blanked out before the text is cut into words, so that offsets
 * stay. */

#include "nlp/model.h"

#include <string.h>

#define LONGEST_LINK  800 /* bytes */
#define LONGEST_NAME  5   /* words from a surname to where the link repeats it */
#define SHORTEST_NAME 3   /* bytes of a surname */

/* Words of a page between sentences: from the first mark to the second, or the first alone where
 * that does not follow in its line. */
static const struct {
    const char *from, *to;
} pieces[] = {
    {"JUST WATCHED ", "MUST WATCH"}, {"Hide Caption ", "Photos:"}, {"Story highlights ", NULL}};

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

/* The blank-separated word of the window that begins at or behind `at`; empty at its end. */
static struct cmq_str word_from(struct cmq_str window, size_t at) {
    while (at < window.len && window.ptr[at] == ' ') {
        at++;
    }
    size_t end = at;
    while (end < window.len && window.ptr[end] != ' ') {
        end++;
    }
    return (struct cmq_str){window.ptr + at, end - at};
}

static struct cmq_str next_word(struct cmq_str window, struct cmq_str word) {
    return word_from(window, (size_t)(word.ptr + word.len - window.ptr));
}

static bool is_name(struct cmq_str word) {
    return word.len >= SHORTEST_NAME && is_upper(word.ptr[0]) && is_lower(word.ptr[word.len - 1]);
}

/* "BoehnerLawmakers": a name with the first word of a headline stuck to it. */
static bool is_glued(struct cmq_str word, struct cmq_str name) {
    return word.len > name.len && cmq_str_starts(word, name) && !is_lower(word.ptr[name.len]) &&
           word.ptr[name.len] != '\'' && word.ptr[name.len] >= '0' && word.ptr[name.len] <= 'Z';
}

static bool is_repeated(struct cmq_str window, struct cmq_str name, bool glued,
                        const char **where) {
    struct cmq_str word = name;
    for (int i = 0; is_name(name) && i < LONGEST_NAME && word.len > 0; i++) {
        word = next_word(window, word);
        if (glued ? is_glued(word, name) : cmq_str_eq(word, name)) {
            *where = word.ptr;
            return true;
        }
    }
    return false;
}

/* The name that a link begins with again, of several words the last: "Boehner John Andrew
 * BoehnerLawmakers", "Ann Lee Ann Marie Lee Lawmakers". Empty if none. */
static struct cmq_str repeated_name(struct cmq_str window, bool glued) {
    struct cmq_str found = {NULL, 0};
    const char *again = NULL, *where;
    for (struct cmq_str name = word_from(window, 0);
         name.len > 0 && (again == NULL || name.ptr < again); name = next_word(window, name)) {
        if (is_repeated(window, name, glued, &where)) {
            found = name;
            again = again == NULL ? where : again;
        }
    }
    return found;
}

static void blank(char *from, const char *end) {
    memset(from, ' ', (size_t)(end - from));
}

static char *find(char *text, const char *end, const char *mark) {
    return memmem(text, (size_t)(end - text), mark, strlen(mark));
}

/* Blanks the links of one line: what is between a name and "MORE" where the link repeats it. */
static void blank_links(char *line, const char *end) {
    char *from = line;
    for (char *more = find(line, end, " MORE"); more != NULL; more = find(from, end, " MORE")) {
        char *behind = more + strlen(" MORE");
        char *first = more - from > LONGEST_LINK ? more - LONGEST_LINK : from;
        struct cmq_str window = {first, (size_t)(more - first)};
        struct cmq_str name = repeated_name(window, true);
        name = name.len > 0 ? name : repeated_name(window, false);
        if (name.len > 0 && (behind == end || !(is_upper(*behind) || *behind == ':'))) {
            blank(first + (name.ptr + name.len - first), behind);
        }
        from = behind;
    }
}

/* What parts two pieces parts two sentences. */
static void blank_pieces(char *line, const char *end, const char *from, const char *to) {
    for (char *at = find(line, end, from); at != NULL; at = find(at, end, from)) {
        char *behind = at + strlen(from);
        const char *reach = end - behind > LONGEST_LINK ? behind + LONGEST_LINK : end;
        char *last = to != NULL ? find(behind, reach, to) : NULL;
        behind = last != NULL ? last + strlen(to) : behind;
        blank(at, behind);
        memset(behind - 2, '\n', 2);
        at = behind;
    }
}

static bool has_mark(struct cmq_str text) {
    bool found = memmem(text.ptr, text.len, " MORE", 5) != NULL;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        found |= memmem(text.ptr, text.len, pieces[i].from, strlen(pieces[i].from)) != NULL;
    }
    return found;
}

struct cmq_str cmq_without_links(struct cmq_str text, struct cmq_arena *arena) {
    char *copy = text.len > 0 && has_mark(text) ? CMQ_NEW_ARRAY(arena, char, text.len) : NULL;
    if (copy == NULL) {
        return text;
    }
    memcpy(copy, text.ptr, text.len);
    char *const end = copy + text.len;
    for (char *line = copy; line < end;) {
        char *line_end = memchr(line, '\n', (size_t)(end - line));
        line_end = line_end != NULL ? line_end : end;
        blank_links(line, line_end);
        for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
            blank_pieces(line, line_end, pieces[i].from, pieces[i].to);
        }
        line = line_end < end ? line_end + 1 : end;
    }
    return (struct cmq_str){copy, text.len};
}
