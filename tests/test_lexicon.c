/* SPDX-License-Identifier: Apache-2.0 */
/* Expected values are read off docs/lexicon.md and the dictionaries of tests/lexicon/ by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lexicon/fold.h"
#include "lexicon/lexicon.h"
#include "lexicon/source.h"

#define IMAGE_MAX    ((size_t)1 << 24)
#define MESSAGES_MAX ((size_t)1 << 16)
#define TOKENS_MAX   24

static void assert_str(struct cmq_str s, const char *expected) {
    char text[512];
    assert_true(s.len < sizeof text);
    memcpy(text, s.len == 0 ? "" : s.ptr, s.len);
    text[s.len] = '\0';
    assert_string_equal(text, expected);
}

static void assert_ref(const struct cmq_lexicon *lexicon, struct cmq_ref ref,
                       const char *expected) {
    assert_str(cmq_lexicon_str(lexicon, ref), expected);
}

static struct cmq_lexicon open_fixture(void) {
    struct cmq_lexicon lexicon;
    struct cmq_error err = {0};
    enum cmq_status status = cmq_lexicon_open_folder(TEST_LEXICON "/en", &lexicon, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, CMQ_OK);
    return lexicon;
}

static uint32_t find_entry(const struct cmq_lexicon *lexicon, const char *id) {
    for (uint32_t i = 0; i < lexicon->entry_count; i++) {
        if (cmq_str_eq(cmq_lexicon_str(lexicon, lexicon->entry[i].id), cmq_str_of(id))) {
            return i;
        }
    }
    fail_msg("no entry %s", id);
    return 0;
}

static uint32_t find_actor(const struct cmq_lexicon *lexicon, const char *id) {
    uint32_t entry = find_entry(lexicon, id);
    uint32_t actor = 0;
    while (actor < lexicon->actor_count && lexicon->actor[actor].entry != entry) {
        actor++;
    }
    assert_true(actor < lexicon->actor_count);
    return actor;
}

/* ---- folding ----------------------------------------------------------------------------- */

static void assert_fold(const char *text, const char *bytes, const char *letters) {
    struct cmq__folded folded;
    cmq__fold(cmq_str_of(text), &folded);
    assert_str(cmq__folded_str(&folded), bytes);
    assert_int_equal(folded.count, strlen(letters));
    for (uint32_t i = 0; i < folded.count; i++) {
        assert_int_equal(folded.piece[i].letters, letters[i] - '0');
    }
}

/* The digits are enum cmq__case of each piece. */
static void test_folding_drops_case_marks_and_points(void **state) {
    (void)state;
    assert_fold("United", "united", "1");
    assert_fold("U.S.", "us", "3");
    assert_fold("us", "us", "0");
    assert_fold("Us", "us", "1");
    assert_fold("BRICS", "brics", "3");
    assert_fold("NGOs", "ngos", "1");
    assert_fold("iPhone", "iphone", "0");
    assert_fold("C\xC3\xB4te d'Ivoire", "cote d'ivoire", "10");
    assert_fold("Co\xCC\x82te d\xE2\x80\x99Ivoire", "cote d'ivoire", "10");
    assert_fold("Erdo\xC4\x9F"
                "an",
                "erdogan", "1");
    assert_fold("\xC4\xB0stanbul", "istanbul", "1");
    assert_fold("K\xC4\xB1l\xC4\xB1\xC3\xA7", "kilic", "1");
    assert_fold("Wa\xC5\x82\xC4\x99sa", "walesa", "1");
    assert_fold("\xC3\x98RSTED", "orsted", "3");
    assert_fold("\xD0\x9A\xD0\xB8\xD1\x97\xD0\xB2", "\xD0\xBA\xD0\xB8\xD1\x96\xD0\xB2", "1");
}

static void test_folding_parts_words(void **state) {
    (void)state;
    assert_fold("Kim Jong-un", "kim jong un", "110");
    assert_fold("G-7", "g 7", "30");
    assert_fold("Lord's Army", "lord 's army", "101");
    assert_fold("LORD\xE2\x80\x99S", "lord 's", "30");
    assert_fold("Workers' Party", "workers ' party", "101");
    assert_fold("'s", "'s", "0");
    assert_fold("Sana'a", "sana'a", "1");
    assert_fold("AT&T", "at and t", "303");
    assert_fold("Trinidad & Tobago", "trinidad and tobago", "101");
    assert_fold("...", "", "");
    assert_fold("", "", "");
}

static void test_folding_knows_a_lone_hyphen(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool hyphen;
    } cases[] = {{"-", true},  {"\xE2\x80\x93", true}, {"--", false}, {"\xE2\x80\x94", false},
                 {".", false}, {"-.", false},          {"a-", false}, {"", false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cmq__folded folded;
        cmq__fold(cmq_str_of(cases[i].text), &folded);
        assert_int_equal(folded.hyphen, cases[i].hyphen);
    }
}

static void test_folding_bounds_length(void **state) {
    (void)state;
    char text[600];
    struct cmq__folded folded;
    memset(text, 'a', sizeof text);
    cmq__fold((struct cmq_str){text, CMQ__FOLD_BYTES - 1}, &folded);
    assert_int_equal(folded.len, CMQ__FOLD_BYTES - 1);
    cmq__fold((struct cmq_str){text, CMQ__FOLD_BYTES + 1}, &folded);
    assert_int_equal(folded.count, 0);
    assert_true(folded.too_long);
    for (size_t i = 1; i < sizeof text; i += 2) {
        text[i] = ' ';
    }
    cmq__fold((struct cmq_str){text, 2 * CMQ__FOLD_PIECES}, &folded);
    assert_int_equal(folded.count, CMQ__FOLD_PIECES);
    cmq__fold((struct cmq_str){text, 2 * CMQ__FOLD_PIECES + 1}, &folded);
    assert_true(folded.too_long);
}

/* ---- what is wrong is told --------------------------------------------------------------- */

static void assert_messages(const char *file, const char *text, const char *expected) {
    struct cmq_buf image, messages;
    struct cmq_error err = {0};
    cmq_buf_init(&image, IMAGE_MAX);
    cmq_buf_init(&messages, MESSAGES_MAX);
    enum cmq_status status =
        cmq__compile_text(cmq_str_of(file), cmq_str_of(text), &image, &messages, &err);
    assert_string_equal(messages.ptr, expected);
    assert_int_equal(status, expected[0] == '\0' ? CMQ_OK : CMQ_BAD_INPUT);
    if (expected[0] != '\0') {
        /* The first line is the error. */
        const char *end = strchr(expected, '\n');
        assert_int_equal(strlen(err.message), end - expected);
        assert_memory_equal(err.message, expected, (size_t)(end - expected));
    }
    cmq_buf_release(&messages);
    cmq_buf_release(&image);
}

#define ACTORS "en/actors/x.txt"
#define ROLES  "en/roles/x.txt"
#define FRAMES "en/frames/x.txt"
#define SPEECH "en/speech/x.txt"
#define TOPICS "en/topics/x.txt"
#define NAMES  "en/names/x.txt"
#define EX     "\n > A b. => c\n"

static void test_lines_are_checked(void **state) {
    (void)state;
    assert_messages(ROLES, "", "");
    assert_messages(ROLES, "\xEF\xBB\xBF# only a comment\r\n\r\n   # another\r\n", "");
    assert_messages(ROLES, "  > A. => b\n", ROLES ":1: an indented line needs an entry above it\n");
    assert_messages(ROLES, "army : MIL\n > A b.\n > => c\n > d =>\n> A => b\n",
                    ROLES
                    ":2: an example is written '> TEXT => EXPECTED'\n" ROLES
                    ":3: an example is written '> TEXT => EXPECTED'\n" ROLES
                    ":4: an example is written '> TEXT => EXPECTED'\n" ROLES
                    ":5: an example is indented\n" ROLES
                    ":1: the entry has neither an example nor a source line, nor has the file "
                    "a '# source: …' at its top\n");
    assert_messages(ROLES, "\n\nar\xFFmy : MIL\n", ROLES ":3: the line is not valid UTF-8\n");
    assert_messages(ROLES, "ar\x01my : MIL\n", ROLES ":1: the line has a control character\n");
}

static void test_ids_are_checked(void **state) {
    (void)state;
    assert_messages(ROLES, "army : MIL" EX "Army : MIL" EX,
                    ROLES ":3: the id 'army' is taken by line 1: end the head line with @name\n");
    assert_messages(ROLES, "army : MIL" EX "army : MIL @other" EX, "");
    assert_messages(ROLES, "army : MIL @Oh" EX,
                    ROLES ":1: '@Oh' is no name: use small letters, digits and hyphens\n");
}

static void test_actors_are_checked(void **state) {
    (void)state;
    assert_messages(ACTORS, "A\n state USA\n",
                    ACTORS ":1: the entry has neither an example nor a source line, nor has the "
                           "file a '# source: …' at its top\n");
    assert_messages(ACTORS, "# source: x\nA\n state USA\n", "");
    assert_messages(ACTORS, "A\n state USA\n source x\n", "");
    assert_messages(ACTORS, "A\n# source: too late\n state USA\nB\n state FRA" EX,
                    ACTORS ":1: the entry has neither an example nor a source line, nor has the "
                           "file a '# source: …' at its top\n");
    assert_messages(ACTORS, "A" EX,
                    ACTORS
                    ":1: the entry needs a line 'state', 'body', 'group', 'person' or 'actor'\n");
    assert_messages(ACTORS, "A\n state USA\n body USAGOV" EX,
                    ACTORS ":3: an actor is one of state, body, group, person and actor\n");
    assert_messages(ACTORS, "A\n land USA" EX,
                    ACTORS
                    ":2: 'land' is none of state, body, group, person, actor, term, "
                    "also, demonym, capital, seat, source\n" ACTORS
                    ":1: the entry needs a line 'state', 'body', 'group', 'person' or 'actor'\n");
    assert_messages(ACTORS, "A\n state usa" EX,
                    ACTORS ":2: the code 'usa' is not an ISO 3166 alpha-3 code\n");
    assert_messages(ACTORS, "A\n body USAGO" EX,
                    ACTORS ":2: the code 'USAGO' is not made of parts of three capitals\n");
    assert_messages(ACTORS, "A\n body QQQGOV" EX,
                    ACTORS ":2: the code 'QQQGOV' begins with no country, region or role\n");
    assert_messages(ACTORS, "A\n body USAQQQ" EX,
                    ACTORS ":2: the code 'USAQQQ' has a part that is no CAMEO role\n");
    assert_messages(ACTORS, "A\n body IGOUNO\nB\n group REB\nC\n body EURGOV\n" EX,
                    ACTORS ":1: the entry has neither an example nor a source line, nor has the "
                           "file a '# source: …' at its top\n" ACTORS
                           ":3: the entry has neither an example nor a source line, nor has the "
                           "file a '# source: …' at its top\n");
    assert_messages(ACTORS, "A\n person" EX,
                    ACTORS ":1: a person needs a line 'term OFFICE: CODE FROM..TO'\n");
    assert_messages(ACTORS, "A\n person USA\n term B: USAGOV\n demonym C" EX,
                    ACTORS
                    ":2: nothing stands behind 'person': its codes are those of its terms\n" ACTORS
                    ":1: a person has no demonym, capital or seat\n");
    assert_messages(ACTORS, "A = B,, C\n state USA" EX,
                    ACTORS ":1: nothing stands before or behind a ','\n");
    assert_messages(ACTORS, "A, B\n state USA" EX,
                    ACTORS ":1: the first name has a comma: other names stand behind '='\n");
    assert_messages(ACTORS, "A = ...\n state USA" EX, ACTORS ":1: '...' has no letter or digit\n");
    assert_messages(ACTORS, "A = a b c d e f g h i j k l m n o p q\n state USA" EX,
                    ACTORS ":1: 'a b c d e f g h i j k l m n o p q' is longer than 16 words or 256 "
                           "bytes\n");
}

static void test_terms_are_checked(void **state) {
    (void)state;
    assert_messages(ACTORS, "A\n person\n term USAGOV" EX,
                    ACTORS ":3: a term is written 'term OFFICE: CODE FROM..TO'\n" ACTORS
                           ":1: a person needs a line 'term OFFICE: CODE FROM..TO'\n");
    assert_messages(ACTORS,
                    "A\n person\n term B: USAGOV\n term B: USAGOV 2001-02-29..\n"
                    " term B: USAGOV ..2001-2\n term B: USAGOV 2001-13..\n"
                    " term B: USAGOV 2001\n term B: USAGOV 2002..2001" EX,
                    ACTORS ":4: '2001-02-29' is no date: write YYYY-MM-DD, YYYY-MM or YYYY\n" ACTORS
                           ":5: '2001-2' is no date: write YYYY-MM-DD, YYYY-MM or YYYY\n" ACTORS
                           ":6: '2001-13' is no date: write YYYY-MM-DD, YYYY-MM or YYYY\n" ACTORS
                           ":7: '2001' is no period: write FROM..TO\n" ACTORS
                           ":8: the period '2002..2001' ends before it begins\n");
}

static void test_roles_are_checked(void **state) {
    (void)state;
    assert_messages(ROLES, "army" EX,
                    ROLES ":1: a role is written 'NAME = NAME, NAME : CODE FLAG…', with '-' for no "
                          "code\n");
    assert_messages(ROLES, "army : QQQ" EX,
                    ROLES ":1: the code 'QQQ' has a part that is no CAMEO role\n");
    assert_messages(ROLES, "army : MIL strong" EX,
                    ROLES ":1: 'strong' is none of title, leader, official, body, people, state, "
                          "modifier, former, object\n");
    assert_messages(ROLES, "army : MIL\n body MIL" EX,
                    ROLES ":2: only examples and a source line may stand below a role\n");
}

static void test_person_words_are_checked(void **state) {
    (void)state;
    assert_messages(NAMES, "# source: known\nfemale given\n  Ann, Mary\n", "");
    assert_messages(NAMES, "# source: known\nfemale names\n  Ann\n",
                    NAMES ":2: 'female names' is none of female given, male given, female noun, "
                          "male noun, person noun, never\n");
    assert_messages(NAMES, "male given\n  Bob\n",
                    NAMES ":1: the entry has neither an example nor a source line, nor has the "
                          "file a '# source: …' at its top\n");
}

static void assert_pattern(const char *pattern, const char *reason) {
    char text[256], expected[512];
    snprintf(text, sizeof text, "%s%s=> 010" EX, pattern, pattern[0] == '\0' ? "" : " ");
    snprintf(expected, sizeof expected, "%s%s%s", reason[0] == '\0' ? "" : FRAMES ":1: ", reason,
             reason[0] == '\0' ? "" : "\n");
    assert_messages(FRAMES, text, expected);
}

static void test_patterns_are_checked(void **state) {
    (void)state;
    const char *begin = "a pattern begins with S, T or X and a verb, with 'noun' or with 'adj'";
    assert_pattern("S urge T", "");
    assert_pattern("", begin);
    assert_pattern("urge T", begin);
    assert_pattern("S", "the pattern has no head");
    assert_pattern("noun", "the pattern has no head");
    assert_pattern("S (urge) T", "the pattern has no head");
    assert_pattern("S Urge T", "'Urge' is no lemma: one word in small letters");
    assert_pattern("S urge||press T", "'' is no lemma: one word in small letters");
    assert_pattern("S urge {peace plan}", "'peace plan' is no lemma: one word in small letters");
    assert_pattern("S urge {a|b", "a '{' is not closed");
    assert_pattern("S urge {a}T", "a blank is missing behind '}'");
    assert_pattern("S urge (on T", "a '(' is not closed");
    assert_pattern("S urge (on (T))", "a '(' is not closed");
    assert_pattern("S urge on T)", "a ')' has no '('");
    assert_pattern("S urge ()", "parentheses hold one step: a slot, a preposition with its slot, "
                                "braces or a particle");
    assert_pattern("S urge (T to V)", "parentheses hold one step: a slot, a preposition with its "
                                      "slot, braces or a particle");
    assert_pattern("S urge (T on) X", "parentheses part 'on' from 'X'");
    assert_pattern("S urge on", "a slot, {…}, V or V-ing is missing behind 'on'");
    assert_pattern("S urge on with T", "'with' cannot stand behind 'on'");
    assert_pattern("S urge on V", "'V' cannot stand behind 'on'");
    assert_pattern("S urge V", "'V' needs 'to' or 'that' before it");
    assert_pattern("noun attack T", "'T' needs a preposition: only a verb has a direct object");
    assert_pattern("noun attack {a}", "'{a}' needs a preposition: only a verb has a direct object");
    assert_pattern("S urge a T b T c T d T e T f T g T h T i T j T k T l T",
                   "the pattern has more than 24 items");
}

static void test_placed_items_are_checked(void **state) {
    (void)state;
    assert_pattern("S \"said *\" urge \"* {a|b c} d\" \"e-\" ..T", "");
    assert_pattern("..T \"was\" urge", "");
    assert_pattern("S:several urge", "");
    assert_pattern("S urge|=urged T", "");
    assert_pattern("S urge \"a", "a '\"' is not closed");
    assert_pattern("S urge \"a\"T", "a blank is missing behind '\"'");
    assert_pattern("S urge \"\"", "there is no word between the quotation marks");
    assert_pattern("S urge \"*\"", "there is no word between the quotation marks");
    assert_pattern("S urge \"a *\"", "'*' stands between the words and the head");
    assert_pattern("S \"* a\" urge", "'*' stands between the words and the head");
    assert_pattern("S \"a * *\" urge", "'*' stands between the words and the head");
    assert_pattern("S urge \"{a|b\"", "a '{' is not closed");
    assert_pattern("S urge \"{a||b}\"", "'' is no word in small letters");
    assert_pattern("S urge \"A\"", "'A' is no word in small letters");
    assert_pattern("S urge (\"a\")", "'\"a\"' cannot be optional");
    assert_pattern("S urge ..A", "S, T or X stands behind '..'");
    assert_pattern(
        "S urge \"a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k "
        "l m n o p q r s t u v w x\"",
        "the pattern has more than 48 steps");
}

static void test_frames_are_checked(void **state) {
    (void)state;
    assert_messages(FRAMES, "S urge T" EX, FRAMES ":1: a frame is written 'PATTERN => CODE'\n");
    assert_messages(FRAMES, "S urge T =>" EX, FRAMES ":1: a code is missing behind '=>'\n");
    assert_messages(FRAMES, "S urge T => 999" EX,
                    FRAMES ":1: the code '999' is not a CAMEO event code\n");
    assert_messages(FRAMES, "S urge T => 040 mode=firearms context=none loud" EX,
                    FRAMES
                    ":1: 'mode=firearms' is not a mode of the code's PLOVER type\n" FRAMES
                    ":1: 'context=none' is not a PLOVER context\n" FRAMES
                    ":1: 'loud' is none of recip, future, nearest, inner, back=CODE, mode=NAME, "
                    "context=NAME, words=CODE\n");
    assert_messages(FRAMES, "# source: no help\nS urge T => 020\n",
                    FRAMES ":2: the entry has no example: write '> TEXT => EXPECTED' below it\n");
    assert_messages(FRAMES, "S urge T => 020\n source x", "");
    assert_messages(FRAMES, "S urge T => none" EX "S press T => WEIS:12a back=WEIS:3" EX, "");
    assert_messages(FRAMES, "S urge T => WEIS:" EX,
                    FRAMES ":1: the code 'WEIS:' is not made of a scheme's name, a colon and a "
                           "code\n");
    assert_messages(FRAMES, "S urge T => 020 back=02x" EX,
                    FRAMES ":1: 'back=02x' is not a CAMEO event code\n");
    assert_messages(FRAMES, "S urge T => 020\n sauce x" EX,
                    FRAMES ":2: only examples ('> TEXT => EXPECTED') may stand below such an "
                           "entry\n");
    /* The first error of a pattern and its other errors; then the next entry. */
    assert_messages(FRAMES, "S urge on => 02x" EX "S press on => 020" EX "S ask T => 020" EX,
                    FRAMES ":1: the code '02x' is not a CAMEO event code\n" FRAMES
                           ":1: a slot, {…}, V or V-ing is missing behind 'on'\n" FRAMES
                           ":3: a slot, {…}, V or V-ing is missing behind 'on'\n");
}

static void test_removals_need_something_below(void **state) {
    (void)state;
    assert_messages(ACTORS, "remove en/actors/usa:joe-biden\n",
                    ACTORS ":1: there is nothing to remove from: the folder stands alone\n");
    /* A word that one might look up is no removal. */
    assert_messages(SPEECH, "remove : negated" EX "remove +off : negated" EX, "");
}

static void test_speech_is_checked(void **state) {
    (void)state;
    assert_messages(SPEECH, ": say" EX, SPEECH ":1: no word stands before ':'\n");
    assert_messages(SPEECH, "say" EX, SPEECH ":1: the entry is written 'WORDS : KIND FLAG…'\n");
    assert_messages(SPEECH, "say : tell" EX,
                    SPEECH ":1: the kind 'tell' is none of say, claim, deny, urge, think, actual, "
                           "negated, possible, future, stopped, requested, alleged\n");
    assert_messages(SPEECH, "say : say light" EX,
                    SPEECH ":1: 'light' and 'verbal' are for words that govern an act\n");
    assert_messages(SPEECH, "fail : negated object" EX,
                    SPEECH ":1: 'object', 'clause' and 'about' are for words of telling\n");
    assert_messages(SPEECH, "say : say noun adj" EX, SPEECH ":1: the entry has two word classes\n");
    assert_messages(SPEECH, "by : actual prep" EX, SPEECH ":1: a preposition governs no act\n");
    assert_messages(SPEECH, "by : say adv" EX, SPEECH ":1: an adverb tells nothing\n");
    assert_messages(SPEECH, "say : say loud" EX,
                    SPEECH
                    ":1: 'loud' is none of light, verbal, object, clause, about, verb, noun, adj, "
                    "adv, prep\n");
    assert_messages(SPEECH, "say : say\n",
                    SPEECH ":1: the entry has no example: write '> TEXT => EXPECTED' below it\n");
}

static void test_all_errors_of_a_folder_show_at_once(void **state) {
    (void)state;
    struct cmq_buf image, messages;
    struct cmq_lexicon lexicon;
    struct cmq_error err = {0};
    cmq_buf_init(&image, IMAGE_MAX);
    cmq_buf_init(&messages, MESSAGES_MAX);
    static const char actor_error[] =
        TEST_LEXICON "/broken/actors/a.txt:2: the code 'FRX' is not an ISO 3166 alpha-3 code\n";
    static const char frame_error[] =
        TEST_LEXICON "/broken/frames/01-x.txt:1: the code '0200' is not a CAMEO event code\n";
    struct cmq_buf expected;
    cmq_buf_init(&expected, MESSAGES_MAX);
    cmq_buf_format(&expected, "%s%s/broken/actors/a.txt:6: the line has no code\n%s", actor_error,
                   TEST_LEXICON, frame_error);
    assert_int_equal(
        cmq_lexicon_compile(TEST_LEXICON "/broken", CMQ_STR(""), &image, &messages, &err),
        CMQ_BAD_INPUT);
    assert_string_equal(messages.ptr, expected.ptr);
    assert_int_equal(err.line, 2);
    /* The error has the first one of each file. */
    struct cmq_error folder_err = {0};
    assert_int_equal(cmq_lexicon_open_folder(TEST_LEXICON "/broken", &lexicon, &folder_err),
                     CMQ_BAD_INPUT);
    cmq_buf_clear(&expected);
    cmq_buf_format(&expected, "%s%s", actor_error, frame_error);
    size_t room = sizeof folder_err.message - 1, told = expected.len - 1;
    assert_int_equal(strlen(folder_err.message), told < room ? told : room);
    assert_memory_equal(folder_err.message, expected.ptr, told < room ? told : room);
    cmq_buf_release(&expected);
    cmq_buf_release(&messages);
    cmq_buf_release(&image);
}

static void test_a_folder_without_dictionaries_is_refused(void **state) {
    (void)state;
    struct cmq_lexicon lexicon;
    struct cmq_error err = {0};
    assert_int_equal(cmq_lexicon_open_folder(TEST_LEXICON "/none", &lexicon, &err), CMQ_IO);
    assert_non_null(strstr(err.message, "/none has no dictionary"));
}

/* ---- entries ----------------------------------------------------------------------------- */

static void test_entries_have_stable_ids_in_order(void **state) {
    (void)state;
    static const struct {
        const char *id;
        uint32_t line, kind, examples;
    } expected[] = {
        {"en/actors/others:world-health-organization", 1, CMQ_ENTRY_ACTOR, 0},
        {"en/actors/others:who-band", 5, CMQ_ENTRY_ACTOR, 1},
        {"en/actors/others:kim-jong-un", 9, CMQ_ENTRY_ACTOR, 1},
        {"en/actors/others:joe-biden", 14, CMQ_ENTRY_ACTOR, 2},
        {"en/actors/others:lord-s-resistance-army", 22, CMQ_ENTRY_ACTOR, 1},
        {"en/actors/states:united-states", 5, CMQ_ENTRY_ACTOR, 0},
        {"en/actors/states:cote-divoire", 10, CMQ_ENTRY_ACTOR, 0},
        {"en/actors/states:north-korea", 14, CMQ_ENTRY_ACTOR, 0},
        {"en/actors/states:korea", 18, CMQ_ENTRY_ACTOR, 0},
        {"en/roles/people:foreign-minister", 1, CMQ_ENTRY_ROLE, 1},
        {"en/roles/people:army", 3, CMQ_ENTRY_ROLE, 1},
        {"en/roles/people:policeman", 5, CMQ_ENTRY_ROLE, 1},
        {"en/roles/people:country", 7, CMQ_ENTRY_ROLE, 0},
        {"en/roles/people:interrogative", 9, CMQ_ENTRY_ROLE, 0},
        {"en/roles/people:former", 11, CMQ_ENTRY_ROLE, 0},
        {"en/roles/people:ngo", 13, CMQ_ENTRY_ROLE, 0},
        {"en/roles/people:embassy", 15, CMQ_ENTRY_ROLE, 0},
        {"en/frames/02-appeal:urge-to", 3, CMQ_ENTRY_FRAME, 1},
        {"en/frames/02-appeal:accuse-of", 5, CMQ_ENTRY_FRAME, 1},
        {"en/frames/02-appeal:break-off-tie-with", 7, CMQ_ENTRY_FRAME, 1},
        {"en/frames/02-appeal:meet", 9, CMQ_ENTRY_FRAME, 2},
        {"en/frames/02-appeal:noun-phone-call", 12, CMQ_ENTRY_FRAME, 1},
        {"en/frames/02-appeal:adj-willing-to", 14, CMQ_ENTRY_FRAME, 1},
        {"en/frames/02-appeal:suffer", 16, CMQ_ENTRY_FRAME, 1},
        {"en/frames/02-appeal:attack", 18, CMQ_ENTRY_FRAME, 1},
        {"en/frames/02-appeal:prevent", 20, CMQ_ENTRY_FRAME, 1},
        {"en/frames/02-appeal:say-that", 22, CMQ_ENTRY_FRAME, 1},
        {"en/frames/02-appeal:stop-ing", 24, CMQ_ENTRY_FRAME, 1},
        {"en/frames/02-appeal:give-aid", 26, CMQ_ENTRY_FRAME, 1},
        {"en/speech/effects:hold", 1, CMQ_ENTRY_EFFECT, 1},
        {"en/speech/effects:fail", 3, CMQ_ENTRY_EFFECT, 1},
        {"en/speech/effects:plan", 5, CMQ_ENTRY_EFFECT, 1},
        {"en/speech/effects:be-set", 7, CMQ_ENTRY_EFFECT, 1},
        {"en/speech/effects:adj-able", 9, CMQ_ENTRY_EFFECT, 1},
        {"en/speech/verbs:say", 1, CMQ_ENTRY_SPEECH, 1},
        {"en/speech/verbs:claim", 3, CMQ_ENTRY_SPEECH, 1},
        {"en/speech/verbs:noun-claim", 5, CMQ_ENTRY_SPEECH, 1},
        {"en/speech/verbs:according-to", 7, CMQ_ENTRY_SPEECH, 1},
        {"en/topics/issues:energy", 1, CMQ_ENTRY_TOPIC, 1},
        {"en/topics/issues:cbrn", 5, CMQ_ENTRY_TOPIC, 1},
    };
    struct cmq_lexicon lexicon = open_fixture();
    assert_int_equal(lexicon.entry_count, sizeof expected / sizeof expected[0]);
    for (uint32_t i = 0; i < lexicon.entry_count; i++) {
        assert_ref(&lexicon, lexicon.entry[i].id, expected[i].id);
        assert_int_equal(lexicon.entry[i].line, expected[i].line);
        assert_int_equal(lexicon.entry[i].kind, expected[i].kind);
        assert_int_equal(lexicon.entry[i].example_count, expected[i].examples);
    }
    cmq_lexicon_release(&lexicon);
}

static void test_entries_keep_text_file_and_examples(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    const struct cmq_entry *entry =
        &lexicon.entry[find_entry(&lexicon, "en/actors/others:joe-biden")];
    assert_ref(&lexicon, entry->file, "en/actors/others.txt");
    assert_ref(&lexicon, entry->text, "Joe Biden = Joseph Biden");
    const struct cmq_example *example = &lexicon.example[entry->first_example];
    assert_ref(&lexicon, example[0].text, "Joe Biden spoke.");
    assert_ref(&lexicon, example[0].expected, "Joe Biden USAGOV");
    assert_int_equal(example[0].line, 19);
    assert_ref(&lexicon, example[1].text, "Biden, then vice president, spoke.");
    assert_ref(&lexicon, example[1].expected, "Biden USAGOV @2010-05-01");
    assert_int_equal(example[1].line, 20);
    entry = &lexicon.entry[find_entry(&lexicon, "en/frames/02-appeal:suffer")];
    assert_ref(&lexicon, entry->text, "T suffer {loss} => 190 @suffer");
    cmq_lexicon_release(&lexicon);
}

static cmq_day day(const char *text) {
    cmq_day date = cmq_day_parse(cmq_str_of(text));
    assert_int_not_equal(date, CMQ_NO_DAY);
    return date;
}

static void test_terms_are_sorted_and_closed(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    const struct cmq_actor_entry *biden =
        &lexicon.actor[find_actor(&lexicon, "en/actors/others:joe-biden")];
    assert_int_equal(biden->kind, CMQ_ACTOR_PERSON);
    assert_ref(&lexicon, biden->name, "Joe Biden");
    assert_int_equal(biden->term_count, 3);
    const struct cmq_term *term = &lexicon.term[biden->first_term];
    assert_ref(&lexicon, term[0].office, "Senator");
    assert_ref(&lexicon, term[0].code, "USALEG");
    assert_int_equal(term[0].from, day("1973-01-01"));
    assert_int_equal(term[0].to, day("2009-01-31"));
    assert_ref(&lexicon, term[1].office, "Vice President");
    assert_ref(&lexicon, term[2].office, "President");
    const struct cmq_actor_entry *lra =
        &lexicon.actor[find_actor(&lexicon, "en/actors/others:lord-s-resistance-army")];
    assert_int_equal(lra->kind, CMQ_ACTOR_GROUP);
    term = &lexicon.term[lra->first_term];
    assert_int_equal(term[0].from, -CMQ_DAY_MAX);
    assert_int_equal(term[0].to, day("2017-04-30"));
    assert_int_equal(term[1].from, day("2017-05-01"));
    assert_int_equal(term[1].to, CMQ_DAY_MAX);
    assert_ref(&lexicon, term[1].office, "");
    const struct cmq_actor_entry *who =
        &lexicon.actor[find_actor(&lexicon, "en/actors/others:world-health-organization")];
    assert_int_equal(who->kind, CMQ_ACTOR_BODY);
    assert_int_equal(who->term_count, 1);
    assert_ref(&lexicon, lexicon.term[who->first_term].code, "IGOUNOWHO");
    cmq_lexicon_release(&lexicon);
}

static void assert_term(const struct cmq_lexicon *lexicon, uint32_t actor, cmq_day date,
                        const char *office, bool former) {
    bool was = !former;
    const struct cmq_term *term = cmq_actor_term(lexicon, actor, date, &was);
    if (office == NULL) {
        assert_null(term);
        assert_false(was);
        return;
    }
    assert_non_null(term);
    assert_ref(lexicon, term->office, office);
    assert_int_equal(was, former);
}

static void test_terms_hold_as_of_a_day(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    uint32_t biden = find_actor(&lexicon, "en/actors/others:joe-biden");
    assert_term(&lexicon, biden, day("1972-12-31"), NULL, false);
    assert_term(&lexicon, biden, day("1973-01-01"), "Senator", false);
    assert_term(&lexicon, biden, day("2009-01-20"), "Vice President", false);
    assert_term(&lexicon, biden, day("2017-01-20"), "Vice President", false);
    assert_term(&lexicon, biden, day("2017-01-21"), "Vice President", true);
    assert_term(&lexicon, biden, day("2021-01-20"), "President", false);
    assert_term(&lexicon, biden, day("2030-01-01"), "President", true);
    assert_term(&lexicon, biden, CMQ_NO_DAY, "President", false);
    uint32_t lra = find_actor(&lexicon, "en/actors/others:lord-s-resistance-army");
    assert_term(&lexicon, lra, day("1900-01-01"), "", false);
    cmq_lexicon_release(&lexicon);
}

static void test_roles_are_decoded(void **state) {
    (void)state;
    static const struct {
        const char *word, *sectors;
        uint32_t flags;
    } expected[] = {
        {"foreign minister", "GOV", CMQ_ROLE_TITLE | CMQ_ROLE_OFFICIAL},
        {"army", "MIL", CMQ_ROLE_BODY},
        {"policeman", "COP", CMQ_ROLE_PEOPLE},
        {"country", "", CMQ_ROLE_STATE},
        {"who", "", CMQ_ROLE_PEOPLE},
        {"former", "", CMQ_ROLE_FORMER},
        {"NGO", "NGO", CMQ_ROLE_BODY},
        {"embassy", "GOV", CMQ_ROLE_OBJECT},
    };
    struct cmq_lexicon lexicon = open_fixture();
    assert_int_equal(lexicon.role_count, sizeof expected / sizeof expected[0]);
    for (uint32_t i = 0; i < lexicon.role_count; i++) {
        assert_ref(&lexicon, lexicon.role[i].word, expected[i].word);
        assert_ref(&lexicon, lexicon.role[i].sectors, expected[i].sectors);
        assert_int_equal(lexicon.role[i].flags, expected[i].flags);
    }
    cmq_lexicon_release(&lexicon);
}

static void test_topics_are_checked(void **state) {
    (void)state;
    assert_messages(TOPICS, "energy\n words oil" EX, "");
    assert_messages(TOPICS, "Energy\n words oil" EX,
                    TOPICS ":1: 'Energy' is no topic: write small letters and '_'\n");
    assert_messages(TOPICS, "energy" EX, TOPICS ":1: the topic needs a line 'words WORD, WORD'\n");
    assert_messages(TOPICS, "energy\n words oil,,gas\n word oil" EX,
                    TOPICS ":2: nothing stands before or behind a ','\n" TOPICS
                           ":3: 'word' is not 'words'\n");
    assert_messages(TOPICS, "energy\n words oil\n",
                    TOPICS ":1: the entry has no example: write '> TEXT => EXPECTED' below it\n");
}

/* ---- phrases ----------------------------------------------------------------------------- */

/* Tokens parted by blanks; "form/lemma" gives a lemma, "_" is a line break, "__" a blank line, a
 * bar ends a sentence. */
struct text {
    struct cmq_token token[TOKENS_MAX];
    struct cmq_sentence sentence[TOKENS_MAX];
    struct cmq_parse parse;
};

static void write_tokens(struct text *text, const char *line) {
    memset(text, 0, sizeof *text);
    text->parse.token = text->token;
    text->parse.sentence = text->sentence;
    text->parse.sentence_count = 1;
    struct cmq_str rest = cmq_str_of(line), word;
    while (cmq__next_word(&rest, &word)) {
        struct cmq_sentence *sentence = &text->sentence[text->parse.sentence_count - 1];
        if (cmq_str_eq(word, CMQ_STR("|"))) {
            sentence[1].first = text->parse.token_count;
            text->parse.sentence_count++;
            continue;
        }
        assert_true(text->parse.token_count < TOKENS_MAX);
        struct cmq_token *token = &text->token[text->parse.token_count];
        token->sentence = text->parse.sentence_count - 1;
        token->form = cmq_str_cut(&word, '/');
        token->lemma = word.ptr == NULL ? token->form : word;
        if (token->form.ptr[0] == '_') {
            token->is_space = true;
            token->form = token->form.len == 1 ? CMQ_STR("\n") : CMQ_STR("\n\n");
            token->lemma = token->form;
        }
        sentence->end = ++text->parse.token_count;
    }
}

/* The phrase at token `at` must end before token `end` (0: there is none) and have the names, each
 * an entry's id behind "en/" with a kind: P proper, D demonym, L place, S seat, R role. */
static void assert_phrase(const struct cmq_lexicon *lexicon, const char *line, uint32_t at,
                          uint32_t end, const char *names) {
    static const char kinds[] = "PDLSR";
    struct text text;
    struct cmq_phrase phrase = {0};
    write_tokens(&text, line);
    bool found = cmq_lexicon_phrase(lexicon, &text.parse, at, &phrase);
    assert_int_equal(found, end != 0);
    if (!found) {
        return;
    }
    assert_int_equal(phrase.first, at);
    assert_int_equal(phrase.end, end);
    struct cmq_buf got;
    cmq_buf_init(&got, 1024);
    for (uint32_t i = 0; i < phrase.name_count; i++) {
        struct cmq_name name = phrase.name[i];
        uint32_t entry = name.kind == CMQ_NAME_ROLE ? lexicon->role[name.target].entry
                                                    : lexicon->actor[name.target].entry;
        struct cmq_str id = cmq_lexicon_str(lexicon, lexicon->entry[entry].id);
        cmq_buf_format(&got, "%s%.*s %c", i == 0 ? "" : ", ", (int)id.len - 3, id.ptr + 3,
                       kinds[name.kind]);
    }
    assert_string_equal(got.ptr, names);
    cmq_buf_release(&got);
}

#define USA "actors/states:united-states P"

static void test_phrases_need_capitals_where_the_name_has_them(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    assert_phrase(&lexicon, "US", 0, 1, USA);
    assert_phrase(&lexicon, "U.S.", 0, 1, USA);
    assert_phrase(&lexicon, "us/we", 0, 0, NULL);
    assert_phrase(&lexicon, "Us/we", 0, 0, NULL);
    assert_phrase(&lexicon, "united states", 0, 0, NULL);
    assert_phrase(&lexicon, "United states", 0, 0, NULL);
    assert_phrase(&lexicon, "UNITED STATES", 0, 2, USA);
    assert_phrase(&lexicon, "Foreign MINISTER", 0, 2, "roles/people:foreign-minister R");
    assert_phrase(&lexicon, "ngo", 0, 0, NULL);
    assert_phrase(&lexicon, "NGOs/ngo", 0, 1, "roles/people:ngo R");
    cmq_lexicon_release(&lexicon);
}

static void test_a_phrase_has_all_its_names_in_order(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    assert_phrase(&lexicon, "who", 0, 1, "roles/people:interrogative R");
    assert_phrase(&lexicon, "Who", 0, 1, "actors/others:who-band P, roles/people:interrogative R");
    assert_phrase(&lexicon, "WHO", 0, 1,
                  "actors/others:world-health-organization P, actors/others:who-band P, "
                  "roles/people:interrogative R");
    cmq_lexicon_release(&lexicon);
}

/* Two spellings neither of which needs all that the other needs: a text that meets both has both.
 */
static void test_spellings_unite(void **state) {
    (void)state;
    struct cmq_buf image;
    struct cmq_lexicon lexicon;
    cmq_buf_init(&image, IMAGE_MAX);
    assert_int_equal(cmq__compile_text(cmq_str_of(ACTORS),
                                       CMQ_STR("Ab cd\n state USA" EX "ab Cd @b\n state FRA" EX),
                                       &image, NULL, NULL),
                     CMQ_OK);
    assert_int_equal(cmq_lexicon_open_memory(image.ptr, image.len, &lexicon, NULL), CMQ_OK);
    assert_phrase(&lexicon, "Ab cd", 0, 2, "actors/x:ab-cd P");
    assert_phrase(&lexicon, "ab Cd", 0, 2, "actors/x:b P");
    assert_phrase(&lexicon, "AB CD", 0, 2, "actors/x:ab-cd P, actors/x:b P");
    assert_phrase(&lexicon, "ab cd", 0, 0, NULL);
    cmq_lexicon_release(&lexicon);
    cmq_buf_release(&image);
}

static void test_person_words_are_found(void **state) {
    (void)state;
    struct cmq_buf image;
    struct cmq_lexicon lexicon;
    cmq_buf_init(&image, IMAGE_MAX);
    assert_int_equal(cmq__compile_text(cmq_str_of(NAMES),
                                       CMQ_STR("# source: known\nfemale given\n  Zoë, Dawn\n"
                                               "male noun\n  Mr, king\nnever\n  dawn\n"),
                                       &image, NULL, NULL),
                     CMQ_OK);
    assert_int_equal(cmq_lexicon_open_memory(image.ptr, image.len, &lexicon, NULL), CMQ_OK);
    assert_int_equal(cmq_lexicon_person_word(&lexicon, CMQ_STR("Zoe")), CMQ_PERSON_FEMALE_NAME);
    assert_int_equal(cmq_lexicon_person_word(&lexicon, CMQ_STR("Mr.")), CMQ_PERSON_MALE_NOUN);
    assert_int_equal(cmq_lexicon_person_word(&lexicon, CMQ_STR("KING")), CMQ_PERSON_MALE_NOUN);
    assert_int_equal(cmq_lexicon_person_word(&lexicon, CMQ_STR("Dawn")),
                     CMQ_PERSON_FEMALE_NAME | CMQ_PERSON_NEVER);
    assert_int_equal(cmq_lexicon_person_word(&lexicon, CMQ_STR("Zo")), 0);
    assert_int_equal(cmq_lexicon_person_word(&lexicon, CMQ_STR("")), 0);
    cmq_lexicon_release(&lexicon);
    cmq_buf_release(&image);
}

static void test_the_longest_phrase_wins(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    const char *line = "the United States of America attacked North Korea";
    assert_phrase(&lexicon, line, 0, 0, NULL);
    assert_phrase(&lexicon, line, 1, 5, USA);
    assert_phrase(&lexicon, line, 2, 0, NULL);
    assert_phrase(&lexicon, line, 6, 8, "actors/states:north-korea P");
    assert_phrase(&lexicon, line, 7, 8, "actors/states:korea P");
    /* What was read beyond the phrase is given back. */
    assert_phrase(&lexicon, "United States of Mexico", 0, 2, USA);
    /* A phrase stays in its sentence. */
    assert_phrase(&lexicon, "United States | of America", 0, 2, USA);
    assert_phrase(&lexicon, "United | States", 0, 0, NULL);
    cmq_lexicon_release(&lexicon);
}

static void test_hyphens_and_line_breaks_are_passed_over(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    const char *kim = "actors/others:kim-jong-un P";
    assert_phrase(&lexicon, "Kim Jong - un spoke", 0, 4, kim);
    assert_phrase(&lexicon, "Kim Jong-un spoke", 0, 2, kim);
    assert_phrase(&lexicon, "Kim Jong Un spoke", 0, 3, kim);
    assert_phrase(&lexicon, "Kim - spoke", 0, 1, kim);
    assert_phrase(&lexicon, "Kim -- Jong un", 0, 1, kim);
    assert_phrase(&lexicon, "United _ States", 0, 3, USA);
    assert_phrase(&lexicon, "United __ States", 0, 0, NULL);
    assert_phrase(&lexicon, "United . States", 0, 0, NULL);
    assert_phrase(&lexicon, "- US", 0, 0, NULL);
    assert_phrase(&lexicon, "_ US", 0, 0, NULL);
    cmq_lexicon_release(&lexicon);
}

static void test_diacritics_and_apostrophes_do_not_matter(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    const char *ivory = "actors/states:cote-divoire P";
    assert_phrase(&lexicon, "C\xC3\xB4te d'Ivoire", 0, 2, ivory);
    assert_phrase(&lexicon, "Cote d\xE2\x80\x99Ivoire", 0, 2, ivory);
    assert_phrase(&lexicon, "COTE D'IVOIRE", 0, 2, ivory);
    assert_phrase(&lexicon, "cote d'Ivoire", 0, 0, NULL);
    assert_phrase(&lexicon, "Lord 's Resistance Army", 0, 4,
                  "actors/others:lord-s-resistance-army P");
    assert_phrase(&lexicon, "Lord \xE2\x80\x99s Resistance Army", 0, 4,
                  "actors/others:lord-s-resistance-army P");
    assert_phrase(&lexicon, "US 's army", 0, 1, USA);
    assert_phrase(&lexicon, "Democratic People 's Republic of Korea", 0, 6,
                  "actors/states:north-korea P");
    cmq_lexicon_release(&lexicon);
}

/* A dictionary of one way to write each name, and texts that write it in another. */
static void test_names_are_met_however_they_are_written(void **state) {
    (void)state;
    static const char dictionary[] =
        "T\xC3\xBCrkiye @turkey\n state TUR" EX "Sao Tome and Principe\n state STP" EX
        "Al-Qaeda\n group IMG" EX "Nagorno-Karabakh\n body AZE" EX "G-7 @g7\n body IGO" EX
        "Kim Jong-un\n term Leader: PRKGOV" EX "US = United States\n state USA" EX
        "Democratic Republic of the Congo = DRC @congo\n state COD" EX "The Hague\n body NLD" EX
        "C\xC3\xB4te d'Ivoire @ivory\n state CIV" EX "U-2 @plane\n body USAMIL" EX
        "A-B\n body USA" EX "\xD0\x98 @letter\n state USA" EX;
    static const struct {
        const char *text;
        uint32_t end;
        const char *name; /* NULL: it is not met */
    } cases[] = {
        /* diacritics, on either side */
        {"Turkiye", 1, "turkey"},
        {"T\xC3\xBCrkiye", 1, "turkey"},
        {"Tu\xCC\x88rkiye", 1, "turkey"},
        {"S\xC3\xA3o Tom\xC3\xA9 and Pr\xC3\xADncipe", 4, "sao-tome-and-principe"},
        /* "&" and "and" */
        {"Sao Tome & Principe", 4, "sao-tome-and-principe"},
        /* hyphen, dash, blank, nothing */
        {"Al-Qaeda", 1, "al-qaeda"},
        {"al - Qaeda", 3, "al-qaeda"},
        {"Al Qaeda", 2, "al-qaeda"},
        {"al Qaeda", 2, "al-qaeda"},
        {"Alqaeda", 1, "al-qaeda"},
        {"AlQaeda", 1, "al-qaeda"},
        {"al qaeda", 0, NULL},
        {"Nagorno Karabakh", 2, "nagorno-karabakh"},
        {"Nagorno\xE2\x80\x93Karabakh", 1, "nagorno-karabakh"},
        {"G7", 1, "g7"},
        {"g7", 0, NULL},
        {"U2", 1, "plane"},
        {"Kim Jongun", 2, "kim-jong-un"},
        {"Ab", 0, NULL},
        /* abbreviations */
        {"U.S.", 1, "us"},
        {"US", 1, "us"},
        {"us", 0, NULL},
        {"D.R.C.", 1, "congo"},
        {"DRC", 1, "congo"},
        {"U. S.", 2, "us"},
        {"u s", 0, NULL},
        /* possessives leave the name alone */
        {"US 's", 1, "us"},
        {"US \xE2\x80\x99s", 1, "us"},
        /* articles and particles, and capitals all over */
        {"the Hague", 2, "the-hague"},
        {"THE HAGUE", 2, "the-hague"},
        {"the hague", 0, NULL},
        {"COTE D'IVOIRE", 2, "ivory"},
        {"C\xC3\x94TE D\xE2\x80\x99IVOIRE", 2, "ivory"},
        {"AL-QAEDA", 1, "al-qaeda"},
    };
    struct cmq_buf image;
    struct cmq_lexicon lexicon;
    cmq_buf_init(&image, IMAGE_MAX);
    assert_int_equal(
        cmq__compile_text(cmq_str_of(ACTORS), cmq_str_of(dictionary), &image, NULL, NULL), CMQ_OK);
    assert_int_equal(cmq_lexicon_open_memory(image.ptr, image.len, &lexicon, NULL), CMQ_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char name[64];
        (void)snprintf(name, sizeof name, "actors/x:%s P",
                       cases[i].name == NULL ? "" : cases[i].name);
        assert_phrase(&lexicon, cases[i].text, 0, cases[i].end, name);
    }
    cmq_lexicon_release(&lexicon);
    cmq_buf_release(&image);
}

/* Whether a name begins at token `at`, which has the class. */
static bool is_name_at(const struct cmq_lexicon *lexicon, const char *line, uint32_t at,
                       enum cmq_upos upos) {
    struct text text;
    struct cmq_phrase phrase;
    write_tokens(&text, line);
    text.token[at].upos = (uint8_t)upos;
    return cmq_lexicon_phrase(lexicon, &text.parse, at, &phrase);
}

static void test_words_of_a_headline_in_capitals_are_no_names(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    assert_false(is_name_at(&lexicon, "WHO IS TO BLAME", 0, CMQ_PRON));
    assert_true(is_name_at(&lexicon, "WHO IS TO BLAME", 0, CMQ_PROPN));
    assert_true(is_name_at(&lexicon, "WHO is to blame", 0, CMQ_PRON));
    assert_true(is_name_at(&lexicon, "WHO", 0, CMQ_PRON));
    assert_false(is_name_at(&lexicon, "LET US NOT FORGET", 1, CMQ_PRON));
    assert_true(is_name_at(&lexicon, "CHINA WARNS U.S. AGAIN", 2, CMQ_PRON));
    assert_false(is_name_at(&lexicon, "LET US/use IT", 1, CMQ_VERB));
    assert_true(is_name_at(&lexicon, "IRAN FIGHTS US NOW", 2, CMQ_VERB));
    cmq_lexicon_release(&lexicon);
}

static void test_kinds_of_names(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    assert_phrase(&lexicon, "Americans/American", 0, 1, "actors/states:united-states D");
    assert_phrase(&lexicon, "Washington", 0, 1, "actors/states:united-states L");
    assert_phrase(&lexicon, "Ryongsong Residence", 0, 2, "actors/states:north-korea S");
    cmq_lexicon_release(&lexicon);
}

/* As assert_phrase, of topics by name. */
static void assert_topics(const struct cmq_lexicon *lexicon, const char *line, uint32_t at,
                          uint32_t end, const char *topics) {
    struct text text;
    struct cmq_phrase phrase = {0};
    write_tokens(&text, line);
    bool found = cmq_lexicon_topic(lexicon, &text.parse, at, &phrase);
    assert_int_equal(found, end != 0);
    if (!found) {
        return;
    }
    struct cmq_buf got;
    cmq_buf_init(&got, 1024);
    for (uint32_t i = 0; i < phrase.name_count; i++) {
        assert_int_equal(phrase.name[i].kind, CMQ_NAME_TOPIC);
        cmq_buf_format(
            &got, "%s%.*s", i == 0 ? "" : " ",
            CMQ_FMT(cmq_lexicon_str(lexicon, lexicon->topic[phrase.name[i].target].name)));
    }
    assert_string_equal(got.ptr, topics);
    assert_int_equal(phrase.end, end);
    cmq_buf_release(&got);
}

static void test_topics_and_names_do_not_see_each_other(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    assert_topics(&lexicon, "gas pipelines/pipeline", 0, 2, "energy cbrn");
    assert_topics(&lexicon, "Gas - pipeline", 0, 3, "energy cbrn");
    assert_topics(&lexicon, "the IAEA", 1, 2, "cbrn");
    assert_topics(&lexicon, "iaea", 0, 0, NULL);
    assert_topics(&lexicon, "armies of centrifuges", 0, 3, "cbrn");
    assert_topics(&lexicon, "army", 0, 0, NULL);
    assert_phrase(&lexicon, "army of centrifuges", 0, 1, "roles/people:army R");
    assert_phrase(&lexicon, "gas pipeline", 0, 0, NULL);
    cmq_lexicon_release(&lexicon);
}

static void test_roles_match_in_the_plural_and_by_lemma(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    const char *minister = "roles/people:foreign-minister R";
    /* Plurals made for the head noun need no lemma; here the lemma is the form. */
    assert_phrase(&lexicon, "foreign ministers", 0, 2, minister);
    assert_phrase(&lexicon, "ministers of foreign affairs", 0, 4, minister);
    assert_phrase(&lexicon, "minister of foreign affairss", 0, 0, NULL);
    assert_phrase(&lexicon, "armies", 0, 1, "roles/people:army R");
    assert_phrase(&lexicon, "policemen", 0, 1, "roles/people:policeman R");
    assert_phrase(&lexicon, "police officers", 0, 2, "roles/people:policeman R");
    assert_phrase(&lexicon, "countries", 0, 1, "roles/people:country R");
    assert_phrase(&lexicon, "formers", 0, 0, NULL);
    assert_phrase(&lexicon, "formers/former", 0, 1, "roles/people:former R");
    assert_phrase(&lexicon, "Foreign/foreign ministerz/minister", 0, 2, minister);
    cmq_lexicon_release(&lexicon);
}

static void test_the_form_goes_before_the_lemma(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    assert_phrase(&lexicon, "army/nation", 0, 1, "roles/people:army R");
    /* A longer phrase by lemma still wins. */
    assert_phrase(&lexicon, "who/foreign minister", 0, 2, "roles/people:foreign-minister R");
    cmq_lexicon_release(&lexicon);
}

/* ---- frames ------------------------------------------------------------------------------ */

/* Writes a frame as text: class, subject, steps, code; what docs/lexicon.md says in other words. */
static void describe_range(const struct cmq_lexicon *lexicon, struct cmq_range range,
                           struct cmq_buf *out) {
    for (uint32_t i = 0; i < range.count; i++) {
        cmq_buf_add_str(out, i == 0 ? CMQ_STR("") : CMQ_STR("|"));
        cmq_buf_add_str(out, cmq_lexicon_str(lexicon, lexicon->word[range.first + i]));
    }
}

static void describe_frame(const struct cmq_lexicon *lexicon, const struct cmq_frame *frame,
                           struct cmq_buf *out) {
    static const char *const kinds[] = {"object", "oblique",  "particle", "infinitive", "gerund",
                                        "clause", "modifier", "words",    "nearest"};
    static const char slots[] = "-STX";
    const char *class = frame->upos == CMQ_VERB ? "verb" : frame->upos == CMQ_NOUN ? "noun" : "adj";
    cmq_buf_format(out, "%s %c flags=%u literals=%u %.*s mode=%.*s context=%.*s", class,
                   slots[frame->subject], frame->flags, frame->literal_count,
                   CMQ_FMT(cmq_lexicon_str(lexicon, frame->code)),
                   CMQ_FMT(cmq_lexicon_str(lexicon, frame->mode)),
                   CMQ_FMT(cmq_lexicon_str(lexicon, frame->context)));
    for (uint32_t i = 0; i < frame->step_count; i++) {
        const struct cmq_step *step = &lexicon->step[frame->first_step + i];
        cmq_buf_format(out, "; %s %c flags=%u (", kinds[step->kind], slots[step->slot],
                       step->flags);
        describe_range(lexicon, step->words, out);
        cmq_buf_add_str(out, CMQ_STR(") {"));
        describe_range(lexicon, step->literals, out);
        cmq_buf_add_str(out, CMQ_STR("}"));
    }
}

static void assert_frames(const struct cmq_lexicon *lexicon, const char *lemma, enum cmq_upos upos,
                          const char *first, const char *second) {
    const char *expected[] = {first, second};
    const struct cmq_heads *heads = cmq_lexicon_heads(lexicon, cmq_str_of(lemma), upos);
    assert_non_null(heads);
    assert_int_equal(heads->frames.count, second == NULL ? 1 : 2);
    for (uint32_t i = 0; i < heads->frames.count; i++) {
        struct cmq_buf got;
        cmq_buf_init(&got, 1024);
        uint32_t index = lexicon->head_index[heads->frames.first + i];
        describe_frame(lexicon, &lexicon->frame[index], &got);
        assert_string_equal(got.ptr, expected[i]);
        cmq_buf_release(&got);
    }
}

/* Steps before the head stand in the order away from it. Flags: 8 close, 16 before, 32 stems, 64
 * phrases. */
static void test_placed_items_are_decoded(void **state) {
    (void)state;
    struct cmq_lexicon lexicon;
    struct cmq_buf image;
    cmq_buf_init(&image, IMAGE_MAX);
    struct cmq_str text = CMQ_STR(
        "S \"not\" \"fail to *\" urge|=gave ..T \"* hard\" \"on {tear gas|war}\" \"ven-\" => "
        "WEIS:031 back=WEIS:033 nearest\n source x\nS:several press => none\n source x\n");
    assert_int_equal(cmq__compile_text(CMQ_STR(FRAMES), text, &image, NULL, NULL), CMQ_OK);
    assert_int_equal(cmq_lexicon_open_memory(image.ptr, image.len, &lexicon, NULL), CMQ_OK);
    const char *urge =
        "verb S flags=48 literals=7 WEIS:031 mode= context=; "
        "words - flags=24 () {to}; words - flags=24 () {fail}; words - flags=16 () {not}; "
        "nearest T flags=0 () {}; words - flags=8 () {hard}; words - flags=0 () {on}; "
        "words - flags=72 () {tear gas|war}; words - flags=32 () {ven-}";
    assert_frames(&lexicon, "urge", CMQ_VERB, urge, NULL);
    assert_frames(&lexicon, "=gave", CMQ_VERB, urge, NULL);
    assert_null(cmq_lexicon_heads(&lexicon, CMQ_STR("gave"), CMQ_VERB));
    assert_frames(&lexicon, "press", CMQ_VERB, "verb S flags=8 literals=0  mode= context=", NULL);
    assert_ref(&lexicon, lexicon.frame[0].back, "WEIS:033");
    cmq_buf_release(&image);
}

static void test_frames_are_decoded(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    const char *urge = "verb S flags=0 literals=1 020 mode= context=; object T flags=0 () {}; "
                       "infinitive - flags=0 () {}";
    assert_frames(&lexicon, "urge", CMQ_VERB, urge, NULL);
    assert_frames(&lexicon, "Press", CMQ_VERB, urge, NULL);
    assert_frames(&lexicon, "accuse", CMQ_VERB,
                  "verb S flags=0 literals=1 112 mode= context=; object T flags=0 () {}; "
                  "oblique X flags=0 (of) {}",
                  NULL);
    assert_frames(&lexicon, "cut", CMQ_VERB,
                  "verb S flags=0 literals=3 0871 mode= context=diplomatic; "
                  "particle - flags=0 (off) {}; object - flags=0 () {relation|tie}; "
                  "oblique T flags=0 (with) {}",
                  NULL);
    assert_frames(&lexicon, "meet", CMQ_VERB,
                  "verb S flags=1 literals=1 040 mode=visit context=; oblique T flags=0 (with) {}",
                  "verb S flags=1 literals=0 040 mode=visit context=; object T flags=0 () {}");
    assert_frames(&lexicon, "conversation", CMQ_NOUN,
                  "noun - flags=1 literals=1 041 mode=phone context=; "
                  "modifier - flags=0 () {phone|telephone}; oblique T flags=1 (against|on) {}",
                  NULL);
    assert_frames(&lexicon, "ready", CMQ_ADJ,
                  "adj S flags=2 literals=1 030 mode= context=; infinitive - flags=0 () {}", NULL);
    assert_frames(&lexicon, "suffer", CMQ_VERB,
                  "verb T flags=0 literals=1 190 mode= context=; object - flags=0 () {loss}", NULL);
    assert_frames(&lexicon, "attack", CMQ_VERB,
                  "verb S flags=4 literals=0 190 mode= context=; object - flags=4 () {idea|plan}; "
                  "object T flags=2 () {}",
                  NULL);
    assert_frames(&lexicon, "prevent", CMQ_VERB,
                  "verb S flags=0 literals=0 172 mode= context=; object T flags=0 () {}; "
                  "gerund - flags=1 (from) {}",
                  NULL);
    assert_frames(&lexicon, "say", CMQ_VERB,
                  "verb S flags=0 literals=1 010 mode= context=; clause - flags=0 () {}", NULL);
    assert_frames(&lexicon, "stop", CMQ_VERB,
                  "verb S flags=0 literals=1 0874 mode= context=; gerund - flags=0 () {}", NULL);
    assert_frames(&lexicon, "give", CMQ_VERB,
                  "verb S flags=0 literals=1 070 mode= context=; object T flags=0 () {}; "
                  "object - flags=0 () {aid}; oblique X flags=1 (for) {}",
                  NULL);
    cmq_lexicon_release(&lexicon);
}

static struct cmq_token token_of(const char *form, const char *lemma) {
    return (struct cmq_token){.form = cmq_str_of(form), .lemma = cmq_str_of(lemma)};
}

static void test_a_wrong_lemma_is_mended_by_undoing_the_ending(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    const struct {
        const char *form, *lemma, *head;
    } forms[] = {{"accused", "accus", "accuse"},
                 {"urging", "urg", "urge"},
                 {"stopped", "stopp", "stop"},
                 {"presses", "presse", "press"},
                 {"gave", "gave", "give"}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct cmq_token token = token_of(forms[i].form, forms[i].lemma);
        assert_null(cmq_lexicon_heads(&lexicon, token.lemma, CMQ_VERB));
        const struct cmq_heads *heads = cmq_lexicon_heads_of(&lexicon, &token, CMQ_VERB);
        assert_non_null(heads);
        assert_ptr_equal(heads, cmq_lexicon_heads(&lexicon, cmq_str_of(forms[i].head), CMQ_VERB));
    }
    struct cmq_token other = token_of("bred", "bred");
    assert_null(cmq_lexicon_heads_of(&lexicon, &other, CMQ_VERB));
    cmq_lexicon_release(&lexicon);
}

static void test_a_head_is_found_by_word_and_class(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    assert_null(cmq_lexicon_heads(&lexicon, CMQ_STR("urge"), CMQ_NOUN));
    assert_null(cmq_lexicon_heads(&lexicon, CMQ_STR("call"), CMQ_VERB));
    assert_null(cmq_lexicon_heads(&lexicon, CMQ_STR("urg"), CMQ_VERB));
    assert_null(cmq_lexicon_heads(&lexicon, CMQ_STR(""), CMQ_VERB));
    assert_null(cmq_lexicon_heads(&lexicon, (struct cmq_str){NULL, 0}, CMQ_VERB));
    const struct cmq_heads *say = cmq_lexicon_heads(&lexicon, CMQ_STR("say"), CMQ_VERB);
    assert_int_equal(say->frames.count, 1);
    assert_int_equal(say->speech.count, 1);
    assert_int_equal(say->effects.count, 0);
    cmq_lexicon_release(&lexicon);
}

static void test_words_are_found(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    const struct cmq_heads *heads = cmq_lexicon_heads(&lexicon, CMQ_STR("break"), CMQ_VERB);
    const struct cmq_frame *frame = &lexicon.frame[lexicon.head_index[heads->frames.first]];
    const struct cmq_step *object = &lexicon.step[frame->first_step + 1];
    assert_true(cmq_lexicon_has_word(&lexicon, object->literals, CMQ_STR("tie")));
    assert_true(cmq_lexicon_has_word(&lexicon, object->literals, CMQ_STR("Relation")));
    assert_false(cmq_lexicon_has_word(&lexicon, object->literals, CMQ_STR("ties")));
    assert_false(cmq_lexicon_has_word(&lexicon, object->literals, CMQ_STR("with")));
    assert_false(cmq_lexicon_has_word(&lexicon, object->words, CMQ_STR("tie")));
    cmq_lexicon_release(&lexicon);
}

/* ---- speech and effects ------------------------------------------------------------------ */

static void assert_speech(const struct cmq_lexicon *lexicon, const char *word, enum cmq_upos upos,
                          enum cmq_speech_kind kind, uint32_t flags) {
    const struct cmq_heads *heads = cmq_lexicon_heads(lexicon, cmq_str_of(word), upos);
    assert_non_null(heads);
    assert_int_equal(heads->speech.count, 1);
    const struct cmq_speech *speech = &lexicon->speech[lexicon->head_index[heads->speech.first]];
    assert_int_equal(speech->kind, kind);
    assert_int_equal(speech->flags, flags);
    assert_int_equal(speech->upos, upos);
}

static void test_speech_is_decoded(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    assert_speech(&lexicon, "state", CMQ_VERB, CMQ_SPEECH_SAY, 0);
    assert_speech(&lexicon, "claim", CMQ_VERB, CMQ_SPEECH_CLAIM, CMQ_SPEECH_OBJECT);
    assert_speech(&lexicon, "claim", CMQ_NOUN, CMQ_SPEECH_CLAIM, 0);
    assert_speech(&lexicon, "according to", CMQ_ADP, CMQ_SPEECH_SAY, 0);
    assert_speech(&lexicon, "according", CMQ_ADP, CMQ_SPEECH_SAY, 0);
    assert_speech(&lexicon, "accord", CMQ_ADP, CMQ_SPEECH_SAY, 0);
    assert_speech(&lexicon, "as per", CMQ_ADP, CMQ_SPEECH_SAY, 0);
    assert_null(cmq_lexicon_heads(&lexicon, CMQ_STR("as"), CMQ_ADP));
    assert_null(cmq_lexicon_heads(&lexicon, CMQ_STR("accord"), CMQ_VERB));
    cmq_lexicon_release(&lexicon);
}

static void assert_effect(const struct cmq_lexicon *lexicon, const char *word, enum cmq_upos upos,
                          enum cmq_effect_kind kind, uint32_t flags) {
    const struct cmq_heads *heads = cmq_lexicon_heads(lexicon, cmq_str_of(word), upos);
    assert_non_null(heads);
    assert_int_equal(heads->effects.count, 1);
    const struct cmq_effect *effect = &lexicon->effect[lexicon->head_index[heads->effects.first]];
    assert_int_equal(effect->kind, kind);
    assert_int_equal(effect->flags, flags);
    assert_int_equal(effect->upos, upos);
}

static void test_effects_are_decoded(void **state) {
    (void)state;
    struct cmq_lexicon lexicon = open_fixture();
    assert_effect(&lexicon, "hold", CMQ_VERB, CMQ_EFFECT_ACTUAL, CMQ_EFFECT_LIGHT);
    assert_effect(&lexicon, "carry out", CMQ_VERB, CMQ_EFFECT_ACTUAL, CMQ_EFFECT_LIGHT);
    assert_null(cmq_lexicon_heads(&lexicon, CMQ_STR("carry"), CMQ_VERB));
    assert_effect(&lexicon, "fail", CMQ_VERB, CMQ_EFFECT_NEGATED, CMQ_EFFECT_VERBAL);
    assert_effect(&lexicon, "plan", CMQ_VERB, CMQ_EFFECT_FUTURE,
                  CMQ_EFFECT_LIGHT | CMQ_EFFECT_VERBAL);
    static const char *const set[] = {"be set", "set", "be due", "due"};
    for (size_t i = 0; i < sizeof set / sizeof set[0]; i++) {
        assert_effect(&lexicon, set[i], CMQ_VERB, CMQ_EFFECT_FUTURE, CMQ_EFFECT_VERBAL);
        assert_effect(&lexicon, set[i], CMQ_ADJ, CMQ_EFFECT_FUTURE, CMQ_EFFECT_VERBAL);
    }
    assert_effect(&lexicon, "able", CMQ_ADJ, CMQ_EFFECT_POSSIBLE, CMQ_EFFECT_VERBAL);
    assert_null(cmq_lexicon_heads(&lexicon, CMQ_STR("able"), CMQ_VERB));
    cmq_lexicon_release(&lexicon);
}

/* ---- the image --------------------------------------------------------------------------- */

static void compile_fixture(struct cmq_str without, struct cmq_buf *image) {
    cmq_buf_init(image, IMAGE_MAX);
    assert_int_equal(cmq_lexicon_compile(TEST_LEXICON "/en", without, image, NULL, NULL), CMQ_OK);
}

static void test_one_entry_can_be_left_out(void **state) {
    (void)state;
    struct cmq_buf image;
    struct cmq_lexicon lexicon;
    compile_fixture(CMQ_STR("en/actors/states:north-korea"), &image);
    assert_int_equal(cmq_lexicon_open_memory(image.ptr, image.len, &lexicon, NULL), CMQ_OK);
    assert_int_equal(lexicon.entry_count, 39);
    assert_int_equal(lexicon.actor_count, 8);
    assert_phrase(&lexicon, "North Korea", 0, 0, NULL);
    assert_phrase(&lexicon, "North Korea", 1, 2, "actors/states:korea P");
    cmq_lexicon_release(&lexicon);
    struct cmq_error err = {0};
    assert_int_equal(cmq_lexicon_compile(TEST_LEXICON "/en", CMQ_STR("en/roles/people:none"),
                                         &image, NULL, &err),
                     CMQ_BAD_INPUT);
    assert_string_equal(err.message, "no entry has the id 'en/roles/people:none'");
    cmq_buf_release(&image);
}

static void test_images_are_reproducible_and_named_by_their_digest(void **state) {
    (void)state;
    struct cmq_buf first, second;
    struct cmq_lexicon lexicon;
    compile_fixture(CMQ_STR(""), &first);
    compile_fixture(CMQ_STR(""), &second);
    assert_int_equal(first.len, second.len);
    assert_memory_equal(first.ptr, second.ptr, first.len);
    assert_int_equal(cmq_lexicon_open_memory(first.ptr, first.len, &lexicon, NULL), CMQ_OK);
    char digest[65], id[80];
    cmq_sha256_hex((struct cmq_str){first.ptr + 80, first.len - 80}, digest);
    snprintf(id, sizeof id, "sha256:%s", digest);
    assert_str(lexicon.id, id);
    cmq_lexicon_release(&lexicon);
    cmq_buf_release(&first);
    compile_fixture(CMQ_STR("en/roles/people:former"), &first);
    assert_int_equal(cmq_lexicon_open_memory(first.ptr, first.len, &lexicon, NULL), CMQ_OK);
    assert_memory_not_equal(lexicon.id.ptr, id, strlen(id));
    cmq_lexicon_release(&lexicon);
    cmq_buf_release(&first);
    cmq_buf_release(&second);
}

/* The language in the ids does not hang on how the folder is named. */
static void test_folder_may_end_in_a_slash(void **state) {
    (void)state;
    struct cmq_buf first, second;
    compile_fixture(CMQ_STR(""), &first);
    cmq_buf_init(&second, IMAGE_MAX);
    assert_int_equal(cmq_lexicon_compile(TEST_LEXICON "/en//", CMQ_STR(""), &second, NULL, NULL),
                     CMQ_OK);
    assert_memory_equal(first.ptr, second.ptr, first.len);
    assert_int_equal(
        cmq_lexicon_compile(TEST_LEXICON "/en/actors/..", CMQ_STR(""), &second, NULL, NULL),
        CMQ_OK);
    assert_memory_equal(first.ptr, second.ptr, first.len);
    cmq_buf_release(&second);
    cmq_buf_release(&first);
}

static enum cmq_status try_open(const struct cmq_buf *image, size_t len, struct cmq_error *err) {
    struct cmq_lexicon lexicon;
    return cmq_lexicon_open_memory(image->ptr, len, &lexicon, err);
}

static void test_broken_headers_are_told(void **state) {
    (void)state;
    static const struct {
        size_t at;
        const char *message;
    } cases[] = {
        {0, "the lexicon cannot be used: it is no lexicon image"},
        {7, "the lexicon cannot be used: it is no lexicon image"},
        {8, "the lexicon cannot be used: its id is broken"},
        {20, "the lexicon cannot be used: its id is broken"},
        {79, "the lexicon cannot be used: its id is broken"},
        {offsetof(struct cmq__header, version),
         "the lexicon cannot be used: it is of another version: compile it again"},
        {offsetof(struct cmq__header, order),
         "the lexicon cannot be used: it was compiled for a machine of another byte order"},
        {offsetof(struct cmq__header, size),
         "the lexicon cannot be used: it is cut short or too long"},
        {offsetof(struct cmq__header, section[3].offset),
         "the lexicon cannot be used: its sections do not fit"},
        {offsetof(struct cmq__header, section[3].count) + 3,
         "the lexicon cannot be used: its sections do not fit"},
    };
    struct cmq_buf image;
    compile_fixture(CMQ_STR(""), &image);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cmq_error err = {0};
        image.ptr[cases[i].at] ^= 0x60;
        assert_int_equal(try_open(&image, image.len, &err), CMQ_BAD_INPUT);
        assert_string_equal(err.message, cases[i].message);
        image.ptr[cases[i].at] ^= 0x60;
    }
    struct cmq_lexicon lexicon;
    struct cmq_error err = {0};
    assert_int_equal(cmq_lexicon_open_memory(image.ptr + 4, image.len - 4, &lexicon, &err),
                     CMQ_BAD_INPUT);
    assert_string_equal(err.message, "the lexicon cannot be used: it is not aligned");
    cmq_buf_release(&image);
}

static void test_cut_images_are_refused(void **state) {
    (void)state;
    struct cmq_buf image;
    compile_fixture(CMQ_STR(""), &image);
    for (size_t len = 0; len < image.len; len++) {
        assert_int_equal(try_open(&image, len, NULL), CMQ_BAD_INPUT);
    }
    cmq_buf_release(&image);
}

/* Every field that an index, an offset or a choice stands in, set to the first value too large. */
static void test_fields_out_of_range_are_refused(void **state) {
    (void)state;
#define FIELD(section, type, field)                                                                \
    { section, offsetof(type, field), sizeof(((type *)0)->field), UINT32_MAX }
    static const struct {
        enum cmq__section section;
        size_t offset, size;
        uint32_t value; /* UINT32_MAX: the largest of the field */
    } fields[] = {
        FIELD(CMQ__SECTION_ENTRY, struct cmq_entry, id.offset),
        FIELD(CMQ__SECTION_ENTRY, struct cmq_entry, file.len),
        FIELD(CMQ__SECTION_ENTRY, struct cmq_entry, text.len),
        FIELD(CMQ__SECTION_ENTRY, struct cmq_entry, body.len),
        {CMQ__SECTION_ENTRY, offsetof(struct cmq_entry, kind), 2, CMQ_ENTRY_TOPIC + 1},
        {CMQ__SECTION_ENTRY, offsetof(struct cmq_entry, given), 2, 2},
        {CMQ__SECTION_ENTRY, offsetof(struct cmq_entry, first_example), 4, 1},
        FIELD(CMQ__SECTION_ENTRY, struct cmq_entry, example_count),
        FIELD(CMQ__SECTION_EXAMPLE, struct cmq_example, text.offset),
        FIELD(CMQ__SECTION_EXAMPLE, struct cmq_example, expected.len),
        {CMQ__SECTION_ACTOR, offsetof(struct cmq_actor_entry, entry), 4, 40},
        {CMQ__SECTION_ACTOR, offsetof(struct cmq_actor_entry, kind), 4, CMQ_ACTOR_OTHER + 1},
        FIELD(CMQ__SECTION_ACTOR, struct cmq_actor_entry, name.offset),
        {CMQ__SECTION_ACTOR, offsetof(struct cmq_actor_entry, first_term), 4, 1},
        {CMQ__SECTION_ACTOR, offsetof(struct cmq_actor_entry, term_count), 4, 2},
        FIELD(CMQ__SECTION_TERM, struct cmq_term, code.offset),
        FIELD(CMQ__SECTION_TERM, struct cmq_term, office.len),
        {CMQ__SECTION_TERM, offsetof(struct cmq_term, from), 4, 0x80000000u},
        {CMQ__SECTION_TERM, offsetof(struct cmq_term, to), 4, 0x80000000u},
        {CMQ__SECTION_ROLE, offsetof(struct cmq_role, entry), 4, 40},
        FIELD(CMQ__SECTION_ROLE, struct cmq_role, word.len),
        FIELD(CMQ__SECTION_ROLE, struct cmq_role, sectors.offset),
        {CMQ__SECTION_ROLE, offsetof(struct cmq_role, flags), 4, 2048},
        {CMQ__SECTION_NAME, offsetof(struct cmq_name, kind), 4, CMQ_NAME_TOPIC + 1},
        {CMQ__SECTION_NAME, offsetof(struct cmq_name, target), 4, 9},
        {CMQ__SECTION_FRAME, offsetof(struct cmq_frame, entry), 4, 40},
        {CMQ__SECTION_FRAME, offsetof(struct cmq_frame, upos), 1, CMQ_ADP},
        {CMQ__SECTION_FRAME, offsetof(struct cmq_frame, subject), 1, CMQ_SLOT_OTHER + 1},
        {CMQ__SECTION_FRAME, offsetof(struct cmq_frame, flags), 1, 128},
        {CMQ__SECTION_FRAME, offsetof(struct cmq_frame, first_step), 4, 1},
        FIELD(CMQ__SECTION_FRAME, struct cmq_frame, step_count),
        FIELD(CMQ__SECTION_FRAME, struct cmq_frame, code.offset),
        FIELD(CMQ__SECTION_FRAME, struct cmq_frame, back.offset),
        FIELD(CMQ__SECTION_FRAME, struct cmq_frame, mode.len),
        FIELD(CMQ__SECTION_FRAME, struct cmq_frame, context.len),
        {CMQ__SECTION_STEP, offsetof(struct cmq_step, kind), 1, CMQ_STEP_NEAREST + 1},
        {CMQ__SECTION_STEP, offsetof(struct cmq_step, slot), 1, CMQ_SLOT_OTHER + 1},
        {CMQ__SECTION_STEP, offsetof(struct cmq_step, flags), 1, 128},
        FIELD(CMQ__SECTION_STEP, struct cmq_step, words.first),
        FIELD(CMQ__SECTION_STEP, struct cmq_step, literals.count),
        {CMQ__SECTION_SPEECH, offsetof(struct cmq_speech, entry), 4, 40},
        {CMQ__SECTION_SPEECH, offsetof(struct cmq_speech, kind), 1, CMQ_SPEECH_THINK + 1},
        {CMQ__SECTION_SPEECH, offsetof(struct cmq_speech, flags), 1, 8},
        {CMQ__SECTION_EFFECT, offsetof(struct cmq_effect, entry), 4, 40},
        {CMQ__SECTION_EFFECT, offsetof(struct cmq_effect, kind), 1, CMQ_EFFECT_ALLEGED + 1},
        {CMQ__SECTION_EFFECT, offsetof(struct cmq_effect, flags), 1, 4},
        {CMQ__SECTION_TOPIC, offsetof(struct cmq_topic, entry), 4, 40},
        FIELD(CMQ__SECTION_TOPIC, struct cmq_topic, name.len),
        {CMQ__SECTION_WORD, offsetof(struct cmq_ref, len), 4, UINT32_MAX},
        {CMQ__SECTION_HEAD_INDEX, 0, 4, 14},
        FIELD(CMQ__SECTION_HEAD, struct cmq__head, lemma.len),
        {CMQ__SECTION_HEAD, offsetof(struct cmq__head, heads.frames.first), 4, 1},
        FIELD(CMQ__SECTION_HEAD, struct cmq__head, heads.frames.count),
        FIELD(CMQ__SECTION_HEAD, struct cmq__head, heads.speech.count),
        FIELD(CMQ__SECTION_HEAD, struct cmq__head, heads.effects.count),
        {CMQ__SECTION_NODE, offsetof(struct cmq__node, parent), 4, 1},
        FIELD(CMQ__SECTION_NODE, struct cmq__node, piece.offset),
        {CMQ__SECTION_NODE, offsetof(struct cmq__node, spellings.first), 4, 1},
        FIELD(CMQ__SECTION_NODE, struct cmq__node, spellings.count),
        {CMQ__SECTION_SPELLING, offsetof(struct cmq__spelling, names.first), 4, 1},
        {CMQ__SECTION_SPELLING, offsetof(struct cmq__spelling, names.count), 4, 0},
    };
    struct cmq_buf image;
    compile_fixture(CMQ_STR(""), &image);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        struct cmq__header header;
        char kept[4];
        memcpy(&header, image.ptr, sizeof header);
        char *field = image.ptr + header.section[fields[i].section].offset + fields[i].offset;
        assert_true(header.section[fields[i].section].count > 0);
        memcpy(kept, field, fields[i].size);
        uint32_t value = fields[i].value;
        memcpy(field, &value, fields[i].size);
        struct cmq_error err = {0};
        enum cmq_status status = try_open(&image, image.len, &err);
        if (status != CMQ_BAD_INPUT) {
            fail_msg("field %zu was let through", i);
        }
        assert_string_equal(err.message, "the lexicon cannot be used: it is damaged");
        memcpy(field, kept, fields[i].size);
    }
    assert_int_equal(try_open(&image, image.len, NULL), CMQ_OK);
    cmq_buf_release(&image);
}

/* A table without a free slot would be searched for ever. */
static void test_full_tables_are_refused(void **state) {
    (void)state;
    static const enum cmq__section tables[] = {CMQ__SECTION_HEAD_SLOT, CMQ__SECTION_NODE_SLOT};
    struct cmq_buf image;
    compile_fixture(CMQ_STR(""), &image);
    for (size_t i = 0; i < 2; i++) {
        struct cmq__header header;
        memcpy(&header, image.ptr, sizeof header);
        struct cmq__extent extent = header.section[tables[i]];
        char *slot = image.ptr + extent.offset;
        char *kept = malloc(extent.count * sizeof(uint32_t));
        assert_non_null(kept);
        memcpy(kept, slot, extent.count * sizeof(uint32_t));
        for (uint32_t j = 0; j < extent.count; j++) {
            uint32_t one = 1;
            memcpy(slot + j * sizeof one, &one, sizeof one);
        }
        assert_int_equal(try_open(&image, image.len, NULL), CMQ_BAD_INPUT);
        memcpy(slot, kept, extent.count * sizeof(uint32_t));
        free(kept);
    }
    cmq_buf_release(&image);
}

static void test_strings_must_be_utf8(void **state) {
    (void)state;
    struct cmq_buf image;
    compile_fixture(CMQ_STR(""), &image);
    struct cmq__header header;
    memcpy(&header, image.ptr, sizeof header);
    char *pool = image.ptr + header.section[CMQ__SECTION_POOL].offset;
    char *cote = memmem(pool, header.section[CMQ__SECTION_POOL].count, "C\xC3\xB4te", 5);
    assert_non_null(cote);
    cote[2] = 'x';
    assert_int_equal(try_open(&image, image.len, NULL), CMQ_BAD_INPUT);
    cote[2] = '\xB4';
    assert_int_equal(try_open(&image, image.len, NULL), CMQ_OK);
    /* A string may not begin within a character either. */
    struct cmq_entry *entry =
        (struct cmq_entry *)(void *)(image.ptr + header.section[CMQ__SECTION_ENTRY].offset);
    entry->id = (struct cmq_ref){(uint32_t)(cote + 2 - pool), 3};
    assert_int_equal(try_open(&image, image.len, NULL), CMQ_BAD_INPUT);
    cmq_buf_release(&image);
}

/* Whatever is let through is safe to use: the sanitizers watch. */
static void use(const struct cmq_lexicon *lexicon) {
    struct text text;
    write_tokens(&text, "The United States of America 's Foreign Ministers met Kim Jong - un WHO");
    for (uint32_t i = 0; i < text.parse.token_count; i++) {
        struct cmq_phrase phrase;
        if (cmq_lexicon_phrase(lexicon, &text.parse, i, &phrase)) {
            for (uint32_t j = 0; j < phrase.name_count; j++) {
                bool former;
                if (phrase.name[j].kind != CMQ_NAME_ROLE) {
                    (void)cmq_actor_term(lexicon, phrase.name[j].target, 0, &former);
                }
            }
        }
        const struct cmq_heads *heads = cmq_lexicon_heads(lexicon, text.token[i].form, CMQ_VERB);
        for (uint32_t j = 0; heads != NULL && j < heads->frames.count; j++) {
            uint32_t index = lexicon->head_index[heads->frames.first + j];
            const struct cmq_frame *frame = &lexicon->frame[index];
            for (uint32_t k = 0; k < frame->step_count; k++) {
                const struct cmq_step *step = &lexicon->step[frame->first_step + k];
                (void)cmq_lexicon_has_word(lexicon, step->words, CMQ_STR("with"));
            }
        }
    }
}

static void test_flipped_bits_do_no_harm(void **state) {
    (void)state;
    struct cmq_buf image;
    compile_fixture(CMQ_STR(""), &image);
    uint32_t refused = 0;
    for (size_t i = 0; i < image.len; i++) {
        char kept = image.ptr[i];
        image.ptr[i] = (char)(kept ^ (1 << (i * 5 % 8)));
        struct cmq_lexicon lexicon;
        if (cmq_lexicon_open_memory(image.ptr, image.len, &lexicon, NULL) == CMQ_OK) {
            use(&lexicon);
            cmq_lexicon_release(&lexicon);
        } else {
            refused++;
        }
        image.ptr[i] = kept;
    }
    assert_true(refused > image.len / 4);
    cmq_buf_release(&image);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folding_drops_case_marks_and_points),
        cmocka_unit_test(test_folding_parts_words),
        cmocka_unit_test(test_folding_knows_a_lone_hyphen),
        cmocka_unit_test(test_folding_bounds_length),
        cmocka_unit_test(test_lines_are_checked),
        cmocka_unit_test(test_person_words_are_checked),
        cmocka_unit_test(test_person_words_are_found),
        cmocka_unit_test(test_ids_are_checked),
        cmocka_unit_test(test_actors_are_checked),
        cmocka_unit_test(test_terms_are_checked),
        cmocka_unit_test(test_roles_are_checked),
        cmocka_unit_test(test_patterns_are_checked),
        cmocka_unit_test(test_placed_items_are_checked),
        cmocka_unit_test(test_frames_are_checked),
        cmocka_unit_test(test_removals_need_something_below),
        cmocka_unit_test(test_speech_is_checked),
        cmocka_unit_test(test_topics_are_checked),
        cmocka_unit_test(test_all_errors_of_a_folder_show_at_once),
        cmocka_unit_test(test_a_folder_without_dictionaries_is_refused),
        cmocka_unit_test(test_entries_have_stable_ids_in_order),
        cmocka_unit_test(test_entries_keep_text_file_and_examples),
        cmocka_unit_test(test_terms_are_sorted_and_closed),
        cmocka_unit_test(test_terms_hold_as_of_a_day),
        cmocka_unit_test(test_roles_are_decoded),
        cmocka_unit_test(test_phrases_need_capitals_where_the_name_has_them),
        cmocka_unit_test(test_a_phrase_has_all_its_names_in_order),
        cmocka_unit_test(test_spellings_unite),
        cmocka_unit_test(test_the_longest_phrase_wins),
        cmocka_unit_test(test_hyphens_and_line_breaks_are_passed_over),
        cmocka_unit_test(test_diacritics_and_apostrophes_do_not_matter),
        cmocka_unit_test(test_names_are_met_however_they_are_written),
        cmocka_unit_test(test_words_of_a_headline_in_capitals_are_no_names),
        cmocka_unit_test(test_kinds_of_names),
        cmocka_unit_test(test_topics_and_names_do_not_see_each_other),
        cmocka_unit_test(test_roles_match_in_the_plural_and_by_lemma),
        cmocka_unit_test(test_the_form_goes_before_the_lemma),
        cmocka_unit_test(test_frames_are_decoded),
        cmocka_unit_test(test_placed_items_are_decoded),
        cmocka_unit_test(test_a_wrong_lemma_is_mended_by_undoing_the_ending),
        cmocka_unit_test(test_a_head_is_found_by_word_and_class),
        cmocka_unit_test(test_words_are_found),
        cmocka_unit_test(test_speech_is_decoded),
        cmocka_unit_test(test_effects_are_decoded),
        cmocka_unit_test(test_one_entry_can_be_left_out),
        cmocka_unit_test(test_images_are_reproducible_and_named_by_their_digest),
        cmocka_unit_test(test_folder_may_end_in_a_slash),
        cmocka_unit_test(test_broken_headers_are_told),
        cmocka_unit_test(test_cut_images_are_refused),
        cmocka_unit_test(test_fields_out_of_range_are_refused),
        cmocka_unit_test(test_full_tables_are_refused),
        cmocka_unit_test(test_strings_must_be_utf8),
        cmocka_unit_test(test_flipped_bits_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
