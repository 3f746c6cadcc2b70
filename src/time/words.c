/* SPDX-License-Identifier: Apache-2.0 */
#include "time/words.h"

#include <string.h>

#define LONGEST_WORD 16
#define LARGEST      1000000

struct entry {
    char word[LONGEST_WORD];
    uint8_t kind;
    int16_t value;
};

/* In alphabetical order: searched by halves. */
static const struct entry vocabulary[] = {
    {"'", WORD_APOSTROPHE, 0},
    {"'s", WORD_POSSESSIVE, 0},
    {",", WORD_COMMA, 0},
    {"-", WORD_HYPHEN, 0},
    {"a", WORD_A, 0},
    {"a.d.", WORD_ERA, 1},
    {"a.m", WORD_FORENOON, 0},
    {"a.m.", WORD_FORENOON, 0},
    {"about", WORD_APPROX, MOD_APPROX},
    {"ad", WORD_ERA, 1},
    {"after", WORD_AFTER, 0},
    {"afternoon", WORD_PART, PART_AFTERNOON},
    {"afternoons", WORD_PARTS, PART_AFTERNOON},
    {"ago", WORD_AGO, 0},
    {"almost", WORD_APPROX, MOD_LESS_THAN},
    {"am", WORD_FORENOON, 0},
    {"an", WORD_A, 0},
    {"and", WORD_AND, 0},
    {"annual", WORD_SET, CMQ_UNIT_YEAR},
    {"annually", WORD_SET, CMQ_UNIT_YEAR},
    {"apr", WORD_MONTH, 3},
    {"april", WORD_MONTH, 3},
    {"around", WORD_APPROX, MOD_APPROX},
    {"at", WORD_AT, 0},
    {"aug", WORD_MONTH, 7},
    {"august", WORD_MONTH, 7},
    {"autumn", WORD_SEASON, 2},
    {"b.c.", WORD_ERA, -1},
    {"bc", WORD_ERA, -1},
    {"bce", WORD_ERA, -1},
    {"before", WORD_BEFORE, 0},
    {"beginning", WORD_EDGE, MOD_START},
    {"bst", WORD_ZONE, 0},
    {"business", WORD_WHOLE, 0},
    {"calendar", WORD_WHOLE, 0},
    {"cdt", WORD_ZONE, 0},
    {"ce", WORD_ERA, 1},
    {"centuries", WORD_UNITS, CMQ_UNIT_CENTURY},
    {"century", WORD_UNIT, CMQ_UNIT_CENTURY},
    {"cest", WORD_ZONE, 0},
    {"cet", WORD_ZONE, 0},
    {"coming", WORD_NEXT, 0},
    {"comparable", WORD_SAME, 0},
    {"consecutive", WORD_WHOLE, 0},
    {"corresponding", WORD_SAME, 0},
    {"couple", WORD_COUPLE, 0},
    {"cst", WORD_ZONE, 0},
    {"current", WORD_CURRENT, 0},
    {"currently", WORD_REFERENCE, REFERENCE_PRESENT},
    {"daily", WORD_SET, CMQ_UNIT_DAY},
    {"day", WORD_UNIT, CMQ_UNIT_DAY},
    {"days", WORD_UNITS, CMQ_UNIT_DAY},
    {"dec", WORD_MONTH, 11},
    {"decade", WORD_UNIT, CMQ_UNIT_DECADE},
    {"decades", WORD_UNITS, CMQ_UNIT_DECADE},
    {"december", WORD_MONTH, 11},
    {"each", WORD_EVERY, 0},
    {"earlier", WORD_EARLIER, 0},
    {"early", WORD_SHADE, MOD_START},
    {"edt", WORD_ZONE, 0},
    {"eight", WORD_NUMBER, 8},
    {"eighteen", WORD_NUMBER, 18},
    {"eighteenth", WORD_ORDINAL, 18},
    {"eighth", WORD_ORDINAL, 8},
    {"eighties", WORD_DECADE, 198},
    {"eighty", WORD_NUMBER, 80},
    {"eleven", WORD_NUMBER, 11},
    {"eleventh", WORD_ORDINAL, 11},
    {"end", WORD_EDGE, MOD_END},
    {"entire", WORD_WHOLE, 0},
    {"est", WORD_ZONE, 0},
    {"et", WORD_ZONE, 0},
    {"evening", WORD_PART, PART_EVENING},
    {"evenings", WORD_PARTS, PART_EVENING},
    {"every", WORD_EVERY, 0},
    {"fall", WORD_SEASON, 2},
    {"feb", WORD_MONTH, 1},
    {"february", WORD_MONTH, 1},
    {"few", WORD_FEW, 0},
    {"fewer", WORD_LESS, 0},
    {"fifteen", WORD_NUMBER, 15},
    {"fifteenth", WORD_ORDINAL, 15},
    {"fifth", WORD_ORDINAL, 5},
    {"fifties", WORD_DECADE, 195},
    {"fifty", WORD_NUMBER, 50},
    {"first", WORD_ORDINAL, 1},
    {"fiscal", WORD_FISCAL, 0},
    {"five", WORD_NUMBER, 5},
    {"following", WORD_FOLLOWING, 0},
    {"forties", WORD_DECADE, 194},
    {"forty", WORD_NUMBER, 40},
    {"four", WORD_NUMBER, 4},
    {"fourteen", WORD_NUMBER, 14},
    {"fourteenth", WORD_ORDINAL, 14},
    {"fourth", WORD_ORDINAL, 4},
    {"friday", WORD_WEEKDAY, 4},
    {"fridays", WORD_WEEKDAYS, 4},
    {"full", WORD_WHOLE, 0},
    {"future", WORD_FUTURE, 0},
    {"gmt", WORD_ZONE, 0},
    {"half", WORD_HALF, 0},
    {"hkt", WORD_ZONE, 0},
    {"hour", WORD_UNIT, CMQ_UNIT_HOUR},
    {"hours", WORD_UNITS, CMQ_UNIT_HOUR},
    {"hundred", WORD_HUNDRED, 0},
    {"in", WORD_IN, 0},
    {"ist", WORD_ZONE, 0},
    {"jan", WORD_MONTH, 0},
    {"january", WORD_MONTH, 0},
    {"jst", WORD_ZONE, 0},
    {"jul", WORD_MONTH, 6},
    {"july", WORD_MONTH, 6},
    {"jun", WORD_MONTH, 5},
    {"june", WORD_MONTH, 5},
    {"last", WORD_LAST, 0},
    {"late", WORD_SHADE, MOD_END},
    {"lately", WORD_REFERENCE, REFERENCE_PAST},
    {"later", WORD_LATER, 0},
    {"latest", WORD_LATEST, 0},
    {"least", WORD_LEAST, 0},
    {"less", WORD_LESS, 0},
    {"long", WORD_WHOLE, 0},
    {"mar", WORD_MONTH, 2},
    {"march", WORD_MONTH, 2},
    {"may", WORD_MONTH, 4},
    {"mdt", WORD_ZONE, 0},
    {"mid", WORD_SHADE, MOD_MID},
    {"midday", WORD_NOON, 720},
    {"middle", WORD_EDGE, MOD_MID},
    {"midnight", WORD_NOON, 1440},
    {"minute", WORD_UNIT, CMQ_UNIT_MINUTE},
    {"minutes", WORD_UNITS, CMQ_UNIT_MINUTE},
    {"mon", WORD_WEEKDAY, 0},
    {"monday", WORD_WEEKDAY, 0},
    {"mondays", WORD_WEEKDAYS, 0},
    {"month", WORD_UNIT, CMQ_UNIT_MONTH},
    {"monthly", WORD_SET, CMQ_UNIT_MONTH},
    {"months", WORD_UNITS, CMQ_UNIT_MONTH},
    {"more", WORD_MORE, 0},
    {"morning", WORD_PART, PART_MORNING},
    {"mornings", WORD_PARTS, PART_MORNING},
    {"mst", WORD_ZONE, 0},
    {"nearly", WORD_APPROX, MOD_LESS_THAN},
    {"next", WORD_NEXT, 0},
    {"night", WORD_PART, PART_NIGHT},
    {"nights", WORD_PARTS, PART_NIGHT},
    {"nine", WORD_NUMBER, 9},
    {"nineteen", WORD_NUMBER, 19},
    {"nineteenth", WORD_ORDINAL, 19},
    {"nineties", WORD_DECADE, 199},
    {"ninety", WORD_NUMBER, 90},
    {"ninth", WORD_ORDINAL, 9},
    {"noon", WORD_NOON, 720},
    {"nov", WORD_MONTH, 10},
    {"november", WORD_MONTH, 10},
    {"now", WORD_REFERENCE, REFERENCE_PRESENT},
    {"o'clock", WORD_OCLOCK, 0},
    {"oct", WORD_MONTH, 9},
    {"october", WORD_MONTH, 9},
    {"of", WORD_OF, 0},
    {"on", WORD_ON, 0},
    {"one", WORD_NUMBER, 1},
    {"or", WORD_OR, 0},
    {"over", WORD_APPROX, MOD_MORE_THAN},
    {"overnight", WORD_OVERNIGHT, 0},
    {"p.m", WORD_FORENOON, 1},
    {"p.m.", WORD_FORENOON, 1},
    {"past", WORD_PAST, 0},
    {"pdt", WORD_ZONE, 0},
    {"period", WORD_PERIOD, 0},
    {"pm", WORD_FORENOON, 1},
    {"previous", WORD_PREVIOUS, 0},
    {"prior", WORD_PREVIOUS, 0},
    {"pst", WORD_ZONE, 0},
    {"pt", WORD_ZONE, 0},
    {"quarter", WORD_UNIT, CMQ_UNIT_QUARTER},
    {"quarterly", WORD_SET, CMQ_UNIT_QUARTER},
    {"quarters", WORD_UNITS, CMQ_UNIT_QUARTER},
    {"recent", WORD_RECENT, 0},
    {"recently", WORD_REFERENCE, REFERENCE_PAST},
    {"roughly", WORD_APPROX, MOD_APPROX},
    {"same", WORD_SAME, 0},
    {"sat", WORD_WEEKDAY, 5},
    {"saturday", WORD_WEEKDAY, 5},
    {"saturdays", WORD_WEEKDAYS, 5},
    {"second", WORD_ORDINAL, 2},
    {"seconds", WORD_UNITS, CMQ_UNIT_SECOND},
    {"sep", WORD_MONTH, 8},
    {"sept", WORD_MONTH, 8},
    {"september", WORD_MONTH, 8},
    {"seven", WORD_NUMBER, 7},
    {"seventeen", WORD_NUMBER, 17},
    {"seventeenth", WORD_ORDINAL, 17},
    {"seventh", WORD_ORDINAL, 7},
    {"seventies", WORD_DECADE, 197},
    {"seventy", WORD_NUMBER, 70},
    {"several", WORD_SEVERAL, 0},
    {"six", WORD_NUMBER, 6},
    {"sixteen", WORD_NUMBER, 16},
    {"sixteenth", WORD_ORDINAL, 16},
    {"sixth", WORD_ORDINAL, 6},
    {"sixties", WORD_DECADE, 196},
    {"sixty", WORD_NUMBER, 60},
    {"soon", WORD_REFERENCE, REFERENCE_FUTURE},
    {"spring", WORD_SEASON, 0},
    {"start", WORD_EDGE, MOD_START},
    {"straight", WORD_WHOLE, 0},
    {"successive", WORD_WHOLE, 0},
    {"summer", WORD_SEASON, 1},
    {"sun", WORD_WEEKDAY, 6},
    {"sunday", WORD_WEEKDAY, 6},
    {"sundays", WORD_WEEKDAYS, 6},
    {"ten", WORD_NUMBER, 10},
    {"tenth", WORD_ORDINAL, 10},
    {"than", WORD_THAN, 0},
    {"that", WORD_THAT, 0},
    {"the", WORD_THE, 0},
    {"these", WORD_THESE, 0},
    {"third", WORD_ORDINAL, 3},
    {"thirteen", WORD_NUMBER, 13},
    {"thirteenth", WORD_ORDINAL, 13},
    {"thirties", WORD_DECADE, 193},
    {"thirtieth", WORD_ORDINAL, 30},
    {"thirty", WORD_NUMBER, 30},
    {"this", WORD_THIS, 0},
    {"thousand", WORD_THOUSAND, 0},
    {"three", WORD_NUMBER, 3},
    {"thu", WORD_WEEKDAY, 3},
    {"thurs", WORD_WEEKDAY, 3},
    {"thursday", WORD_WEEKDAY, 3},
    {"thursdays", WORD_WEEKDAYS, 3},
    {"to", WORD_TO, 0},
    {"today", WORD_DAY_WORD, 0},
    {"tomorrow", WORD_DAY_WORD, 1},
    {"tonight", WORD_DAY_WORD, 0},
    {"trading", WORD_WHOLE, 0},
    {"tue", WORD_WEEKDAY, 1},
    {"tues", WORD_WEEKDAY, 1},
    {"tuesday", WORD_WEEKDAY, 1},
    {"tuesdays", WORD_WEEKDAYS, 1},
    {"twelfth", WORD_ORDINAL, 12},
    {"twelve", WORD_NUMBER, 12},
    {"twenties", WORD_DECADE, 192},
    {"twentieth", WORD_ORDINAL, 20},
    {"twenty", WORD_NUMBER, 20},
    {"two", WORD_NUMBER, 2},
    {"up", WORD_UP, 0},
    {"utc", WORD_ZONE, 0},
    {"wed", WORD_WEEKDAY, 2},
    {"wednesday", WORD_WEEKDAY, 2},
    {"wednesdays", WORD_WEEKDAYS, 2},
    {"week", WORD_UNIT, CMQ_UNIT_WEEK},
    {"weekend", WORD_UNIT, CMQ_UNIT_WEEKEND},
    {"weekends", WORD_UNITS, CMQ_UNIT_WEEKEND},
    {"weekly", WORD_SET, CMQ_UNIT_WEEK},
    {"weeks", WORD_UNITS, CMQ_UNIT_WEEK},
    {"whole", WORD_WHOLE, 0},
    {"winter", WORD_SEASON, 3},
    {"year", WORD_UNIT, CMQ_UNIT_YEAR},
    {"yearly", WORD_SET, CMQ_UNIT_YEAR},
    {"years", WORD_UNITS, CMQ_UNIT_YEAR},
    {"yesterday", WORD_DAY_WORD, -1},
};

static const struct entry *look_up(const char *word) {
    size_t low = 0, high = sizeof vocabulary / sizeof *vocabulary;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(word, vocabulary[middle].word);
        if (order == 0) {
            return &vocabulary[middle];
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

/* ---- words ---------------------------------------------------------------------------------- */

/* A form in lower case, without the point of an abbreviation; false if it is too long. */
static bool fold(struct cmq_str form, char out[static LONGEST_WORD]) {
    if (form.len >= LONGEST_WORD) {
        return false;
    }
    for (size_t i = 0; i < form.len; i++) {
        char c = form.ptr[i];
        out[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    out[form.len] = '\0';
    return true;
}

static bool is_capital(struct cmq_str form) {
    return form.len > 0 && form.ptr[0] >= 'A' && form.ptr[0] <= 'Z';
}

/* "march", "sat", "fall", "may" and the like are mostly other words. */
static bool fits(const struct cmq_token *token, const struct entry *entry) {
    bool noun = token->upos == CMQ_NOUN || token->upos == CMQ_PROPN;
    switch (entry->kind) {
    case WORD_MONTH:
    case WORD_WEEKDAY:
        return is_capital(token->form) && (strlen(entry->word) > 5 || noun || token->upos == CMQ_X);
    case WORD_ZONE:
    case WORD_ERA:
        return is_capital(token->form);
    case WORD_SEASON:
        return noun;
    case WORD_FORENOON:
        return token->upos != CMQ_AUX && token->upos != CMQ_VERB;
    default:
        return true;
    }
}

static void take_word(struct cmq_time_word *word, struct cmq_str form) {
    char folded[LONGEST_WORD];
    if (!fold(form, folded)) {
        return;
    }
    const struct entry *entry = look_up(folded);
    size_t len = strlen(folded);
    if (!entry && len > 1 && folded[len - 1] == '.') {
        folded[len - 1] = '\0';
        entry = look_up(folded);
    }
    if (entry && fits(word->token, entry)) {
        word->kind = entry->kind;
        word->value = entry->value;
    }
}

/* ---- figures -------------------------------------------------------------------------------- */

struct figures {
    int32_t part[3]; /* the numbers, in order */
    unsigned count;
    char separator; /* one and the same between all of them; 0 for none */
    unsigned digits[3];
    struct cmq_str tail; /* what follows the last number */
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Reads "13", "1,000", "9:30", "11/13/2021", "13th"; false for what is too long or too large. */
static bool read_figures(struct cmq_str form, struct figures *f) {
    *f = (struct figures){0};
    size_t i = 0;
    while (f->count < 3 && i < form.len && is_digit(form.ptr[i])) {
        int32_t value = 0;
        unsigned digits = 0;
        for (; i < form.len && is_digit(form.ptr[i]); i++, digits++) {
            value = value * 10 + (form.ptr[i] - '0');
            if (value > LARGEST) {
                return false;
            }
        }
        f->part[f->count] = value;
        f->digits[f->count++] = digits;
        bool more = i + 1 < form.len && is_digit(form.ptr[i + 1]) && f->count < 3 &&
                    strchr(":/-.,", form.ptr[i]) &&
                    (f->separator == 0 || f->separator == form.ptr[i]);
        if (!more) {
            break;
        }
        f->separator = form.ptr[i++];
    }
    f->tail = (struct cmq_str){form.ptr + i, form.len - i};
    return f->count > 0;
}

static bool tail_is(const struct figures *f, const char *a, const char *b) {
    return cmq_str_eq(f->tail, cmq_str_of(a)) || cmq_str_eq(f->tail, cmq_str_of(b));
}

/* A year of two figures lies between 1950 and 2049. */
static int full_year(const struct figures *f, unsigned i) {
    return f->digits[i] > 2 ? f->part[i] : f->part[i] + (f->part[i] < 50 ? 2000 : 1900);
}

/* "2021-11-13", "11/13/2021" in the American order unless there is no such month, "13.11.2021". */
static cmq_day date_of(const struct figures *f) {
    const int32_t *n = f->part;
    if (f->digits[0] == 4) {
        return cmq_day_from(n[0], (unsigned)n[1], (unsigned)n[2]);
    }
    if (f->digits[2] != 4 && (f->digits[2] != 2 || f->separator != '/')) {
        return CMQ_NO_DAY;
    }
    bool american = f->separator != '.' && n[0] <= 12;
    unsigned month = (unsigned)(american ? n[0] : n[1]), day = (unsigned)(american ? n[1] : n[0]);
    return cmq_day_from(full_year(f, 2), month, day);
}

static void take_single(struct cmq_time_word *word, const struct figures *f) {
    word->value = f->part[0];
    if (f->tail.len == 0) {
        word->kind = WORD_NUMBER;
    } else if (tail_is(f, "st", "nd") || tail_is(f, "rd", "th")) {
        word->kind = WORD_ORDINAL;
    } else if (tail_is(f, "s", "'s") && f->part[0] % 10 == 0 &&
               (f->digits[0] == 4 || f->digits[0] == 2)) {
        word->kind = WORD_DECADE;
        word->value = (f->digits[0] == 4 ? f->part[0] : 1900 + f->part[0]) / 10;
    } else if (tail_is(f, "am", "a.m.") && f->part[0] <= 12) {
        word->kind = WORD_CLOCK;
        word->value = f->part[0] % 12 * 60;
    } else if (tail_is(f, "pm", "p.m.") && f->part[0] <= 12) {
        word->kind = WORD_CLOCK;
        word->value = (f->part[0] % 12 + 12) * 60;
    }
}

static void take_clock(struct cmq_time_word *word, const struct figures *f) {
    bool morning = tail_is(f, "am", "a.m."), evening = tail_is(f, "pm", "p.m.");
    if (f->part[0] > 24 || f->part[1] > 59 || f->digits[1] != 2 ||
        (f->tail.len > 0 && !morning && !evening)) {
        return;
    }
    int32_t hour = morning || evening ? f->part[0] % 12 + (evening ? 12 : 0) : f->part[0];
    word->kind = WORD_CLOCK;
    word->value = hour * 60 + f->part[1];
}

static void take_figures(struct cmq_time_word *word, struct cmq_str form) {
    struct figures f;
    if (!read_figures(form, &f)) {
        return;
    }
    if (f.count == 1) {
        take_single(word, &f);
    } else if (f.separator == ':') {
        take_clock(word, &f);
    } else if (f.count == 2 && f.separator == '/' && f.part[0] == 1 && f.part[1] == 2) {
        word->kind = WORD_FRACTION;
    } else if (f.count == 2 && f.separator == ',' && f.digits[1] == 3 && f.tail.len == 0 &&
               f.part[0] < LARGEST / 1000) {
        word->kind = WORD_NUMBER;
        word->value = f.part[0] * 1000 + f.part[1];
    } else if (f.count == 3 && f.separator != ',' && f.tail.len == 0 && date_of(&f) != CMQ_NO_DAY) {
        word->kind = WORD_NUMERIC;
        word->value = date_of(&f);
    }
}

struct cmq_time_word cmq_time_word_of(const struct cmq_parse *parse, uint32_t token) {
    struct cmq_time_word word = {
        .token = &parse->token[token], .at = token, .sentence = parse->token[token].sentence};
    struct cmq_str form = word.token->form;
    if (form.len > 4 && (form.ptr[0] == 'm' || form.ptr[0] == 'M') && form.ptr[1] == 'i' &&
        form.ptr[2] == 'd' && form.ptr[3] == '-') {
        word.shade = MOD_MID;
        form = (struct cmq_str){form.ptr + 4, form.len - 4};
    }
    if (form.len == 0) {
        return word;
    }
    if (is_digit(form.ptr[0])) {
        take_figures(&word, form);
    } else if (form.len == 2 && form.ptr[0] == 'Q' && form.ptr[1] >= '1' && form.ptr[1] <= '4') {
        word.kind = WORD_QUARTER;
        word.value = form.ptr[1] - '1';
    } else {
        take_word(&word, form);
    }
    return word;
}
