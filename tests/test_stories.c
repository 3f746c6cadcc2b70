/* SPDX-License-Identifier: Apache-2.0 */
/* What is pure is tested on structs made by hand; claims and accounts on short reports of our own,
 * coded with what is built in. What is expected was read off the sentences by hand. */

#include "stories/stories.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define DAY         19000 /* any day */
#define MAX_REPORTS 4u

struct told {
    struct cmq_coder coder;
    struct cmq_arena arena;
    struct cmq_claims claims;
    struct cmq_tellings tellings;
    struct cmq_accounts accounts;
    struct cmq_str text[MAX_REPORTS];
    uint32_t reports;
};

static int open_coder(void **state) {
    struct told *told = calloc(1, sizeof *told);
    struct cmq_error err = {0};
    assert_non_null(told);
    cmq_arena_init(&told->arena, CMQ_ARENA_LIMIT);
    enum cmq_status status = cmq_coder_open(NULL, NULL, &told->coder, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, CMQ_OK);
    *state = told;
    return 0;
}

static int close_coder(void **state) {
    struct told *told = *state;
    cmq_arena_release(&told->arena);
    cmq_coder_release(&told->coder);
    free(told);
    return 0;
}

/* Codes a report of Monday, 14 March 2022. */
static struct cmq_coding *code(struct told *told, const char *text) {
    struct cmq_error err = {0};
    struct cmq_report report = {.id = cmq_arena_format(&told->arena, "r%u", told->reports),
                                .date = cmq_day_parse(CMQ_STR("2022-03-14")),
                                .text = cmq_arena_copy(&told->arena, cmq_str_of(text))};
    struct cmq_coding *coding = CMQ_NEW(&told->arena, struct cmq_coding);
    assert_non_null(coding);
    enum cmq_status status = cmq_code(&told->coder, NULL, &report, &told->arena, coding, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, CMQ_OK);
    return coding;
}

/* Lays the texts side by side; the list ends with NULL. */
static void tell(struct told *told, ...) {
    struct cmq_error err = {0};
    va_list texts;
    const char *text;
    cmq_arena_reset(&told->arena);
    memset(&told->claims, 0, sizeof told->claims);
    memset(&told->tellings, 0, sizeof told->tellings);
    memset(&told->accounts, 0, sizeof told->accounts);
    told->reports = 0;
    va_start(texts, told);
    while ((text = va_arg(texts, const char *)) != NULL) {
        assert_true(told->reports < MAX_REPORTS);
        struct cmq_coding *coding = code(told, text);
        told->text[told->reports] = coding->report.text;
        cmq_claims_find(coding, told->reports, &told->arena, &told->claims);
        cmq_tellings_find(coding, told->reports, &told->arena, &told->tellings);
        told->reports++;
    }
    va_end(texts);
    cmq_claims_link(&told->tellings, &told->arena, &told->claims);
    enum cmq_status status =
        cmq_accounts_align(&told->claims, told->reports, &told->arena, &told->accounts, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, CMQ_OK);
}

/* The claim whose words begin so, of the first report that has one. */
static const struct cmq_claim *claim_of(const struct told *told, const char *words) {
    for (uint32_t i = 0; i < told->claims.list.count; i++) {
        const struct cmq_claim *claim = &told->claims.list.item[i];
        if (strncmp(told->text[claim->report].ptr + claim->span.start, words, strlen(words)) == 0) {
            return claim;
        }
    }
    fail_msg("no claim begins with '%s'", words);
    return NULL;
}

static const struct cmq_row *row_of(const struct told *told, const char *words) {
    uint32_t claim = (uint32_t)(claim_of(told, words) - told->claims.list.item);
    for (uint32_t i = 0; i < told->accounts.rows.count; i++) {
        const struct cmq_row *row = &told->accounts.rows.item[i];
        for (uint32_t k = 0; k < row->claims.count; k++) {
            if (row->claims.item[k] == claim) {
                return row;
            }
        }
    }
    fail_msg("no row has the claim '%s'", words);
    return NULL;
}

static void add_slots(uint32_t set, struct cmq_buf *out) {
    for (unsigned bit = 0; cmq_slot_name(bit).len > 0; bit++) {
        if (set >> bit & 1) {
            cmq_buf_format(out, ", %.*s", CMQ_FMT(cmq_slot_name(bit)));
        }
    }
}

/* Expects of the row with the claim that begins so: who tells it, in what tellings differ, and how
 * sides stand in it, as "all, number; USA own, CHN ascribed". */
static void expect_row(const struct told *told, const char *words, const char *expected) {
    const struct cmq_row *row = row_of(told, words);
    struct cmq_sides sides;
    struct cmq_buf out;
    cmq_buf_init(&out, 1u << 16);
    cmq_buf_add_str(&out, cmq_spread_name((enum cmq_row_class)row->spread));
    add_slots(row->differs, &out);
    cmq_row_sides(&told->claims, row, &sides);
    for (uint32_t i = 0; i < sides.count; i++) {
        struct cmq_str voice = cmq_voice_name(cmq_row_voice(&told->claims, row, sides.country[i]));
        cmq_buf_format(&out, "%s%.*s %.*s", i == 0 ? "; " : ", ", CMQ_FMT(sides.country[i]),
                       CMQ_FMT(voice));
    }
    assert_string_equal(out.ptr, expected);
    cmq_buf_release(&out);
}

/* ---- claims ------------------------------------------------------------------------------- */

static void clauses_are_claims(void **state) {
    struct told *told = *state;
    tell(told,
         "Turkish soldiers crossed the border on Sunday, and Kurdish fighters attacked their camp.",
         NULL);
    assert_int_equal(told->claims.list.count, 2);
    const struct cmq_claim *claim = claim_of(told, "Turkish soldiers");
    assert_false(claim->told);
    assert_int_equal(claim->tellers.count, 0);
    assert_int_equal(claim->from, cmq_day_parse(CMQ_STR("2022-03-13")));
    assert_int_equal(claim->to, claim->from);
    assert_int_equal(claim_of(told, "and Kurdish fighters")->from, CMQ_NO_DAY);
}

static void tellers_stand_from_the_innermost_out(void **state) {
    struct told *told = *state;
    tell(told,
         "Sergei Lavrov said that the harvest was the best in ten years, according to the Russian "
         "Foreign Ministry. The ministers met in Vienna.",
         NULL);
    const struct cmq_claim *claim = claim_of(told, "that the harvest");
    assert_true(claim->told);
    assert_int_equal(claim->form, CMQ_FORM_INDIRECT);
    assert_int_equal(claim->tellers.count, 2);
    assert_true(cmq_str_eq(cmq_claim_speaker(claim)->name, CMQ_STR("Sergei Lavrov")));
    assert_false(claim->tellers.item[1].person);
    assert_null(cmq_claim_speaker(claim_of(told, "The ministers met")));
}

static void what_is_demanded_is_a_claim(void **state) {
    tell(*state, "China demanded an apology from the company.", NULL);
    assert_non_null(claim_of(*state, "China demanded an apology"));
}

static void two_who_speak_together(void **state) {
    struct told *told = *state;
    tell(told, "Antony Blinken and Sergei Lavrov said that the harvest was the best in years.",
         NULL);
    const struct cmq_claim *claim = claim_of(told, "that the harvest");
    assert_int_equal(claim->joint, 2);
    assert_int_equal(cmq_claim_voice(claim, CMQ_STR("USA")), CMQ_VOICE_ASCRIBED);
    assert_int_equal(cmq_claim_voice(claim, CMQ_STR("RUS")), CMQ_VOICE_ASCRIBED);
}

static void words_that_lead_are_no_claim(void **state) {
    struct told *told = *state;
    tell(told, "Sergei Lavrov said on Friday that Russian troops would leave the port.", NULL);
    assert_int_equal(told->claims.list.count, 1);
    const struct cmq_claim *claim = &told->claims.list.item[0];
    assert_int_equal(claim->force, CMQ_FORCE_WOULD);
    assert_int_equal(claim->said_from, cmq_day_parse(CMQ_STR("2022-03-11")));
}

/* ---- rows and slots ----------------------------------------------------------------------- */

static void plain_tellings_differ_in_nothing(void **state) {
    struct told *told = *state;
    tell(told, "Russian troops killed twelve civilians in Kharkiv on Saturday.",
         "On March 12, 12 civilians were killed by Russian troops in Kharkiv.", NULL);
    expect_row(told, "Russian troops killed", "all");
}

static void what_one_tells_is_told_by_one(void **state) {
    struct told *told = *state;
    tell(told, "The talks in Geneva will resume soon. Farmers in Kansas sold more wheat than ever.",
         "The talks in Geneva will resume soon.", NULL);
    expect_row(told, "The talks", "all");
    expect_row(told, "Farmers", "one");
}

static void two_of_three_are_some(void **state) {
    struct told *told = *state;
    tell(told, "The talks in Geneva will resume soon. Farmers in Kansas sold more wheat than ever.",
         "The talks in Geneva will resume soon. Farmers in Kansas sold more wheat than ever.",
         "The talks in Geneva will resume soon. Storms cut the power of a city.", NULL);
    expect_row(told, "The talks", "all");
    expect_row(told, "Farmers", "some");
    expect_row(told, "Storms", "one");
}

static void each_slot(void **state) {
    static const struct {
        const char *one, *two, *words, *expected;
    } pairs[] = {
        {"Russian troops killed 12 civilians in the city centre.",
         "Russian troops killed 20 civilians in the city centre.", "Russian troops", "all, number"},
        {"Russian troops killed at least 12 civilians in the city centre.",
         "Russian troops killed at least 20 civilians in the city centre.", "Russian troops",
         "all, number"},
        {"About 40 percent of the voters stayed at home this year.",
         "About 40% of the voters stayed at home this year.", "About 40", "all"},
        {"The peace talks between the two armies begin on Thursday.",
         "The peace talks between the two armies begin on Friday.", "The peace talks", "all, date"},
        {"Rockets hit a crowded market in Baghdad at noon.",
         "Rockets hit a crowded market in Mosul at noon.", "Rockets", "all, place"},
        {"The rebels took the last village before the rain came.",
         "The terrorists took the last village before the rain came.", "The rebels", "all, label"},
        {"The president of Kenya will sign the new law in June.",
         "The president of Kenya may sign the new law in June.", "The president", "all, force"},
        {"Turkey has condemned the attack on the two villages.",
         "Turkey has not condemned the attack on the two villages.", "Turkey", "all, negation"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        tell(*state, pairs[i].one, pairs[i].two, NULL);
        expect_row(*state, pairs[i].words, pairs[i].expected);
    }
}

static void who_does_it_to_whom(void **state) {
    tell(*state, "Iran attacked Iraq with rockets in the first hours of the year.",
         "Iraq attacked Iran with rockets in the first hours of the year.", NULL);
    expect_row(*state, "Iran attacked", "all, who");
    tell(*state, "Iran attacked Iraq with rockets in the first hours of the year.",
         "Tehran attacked Iraq with rockets in the first hours of the year.", NULL);
    expect_row(*state, "Iran attacked", "all");
    tell(*state, "Iran attacked Iraq with rockets in the first hours of the year.",
         "Turkey attacked Iraq with rockets in the first hours of the year.", NULL);
    expect_row(*state, "Iran attacked", "all, who");
}

static void who_says_it(void **state) {
    tell(*state, "Sergei Lavrov said that the harvest was the best in ten years.",
         "Antony Blinken said that the harvest was the best in ten years.", NULL);
    expect_row(*state, "that the harvest", "all, who says; RUS own, USA own");
}

static void the_verb_of_saying(void **state) {
    tell(*state, "Sergei Lavrov said that the city would open its port to all ships.",
         "Sergei Lavrov demanded that the city would open its port to all ships.", NULL);
    expect_row(*state, "that the city", "all, verb; RUS own");
}

static void direct_and_indirect(void **state) {
    tell(*state, "“The harvest was the best in ten long years,” Sergei Lavrov said.",
         "The harvest was the best in ten long years, Sergei Lavrov said.", NULL);
    expect_row(*state, "The harvest", "all, form; RUS own");
}

static void a_wider_number_is_no_contradiction(void **state) {
    tell(*state, "Russian troops killed more than 20 civilians in the city centre.",
         "Russian troops killed 23 civilians in the city centre.", NULL);
    expect_row(*state, "Russian troops", "all");
    assert_int_equal(row_of(*state, "Russian troops")->granularity, CMQ_DIFFERS_NUMBER);
}

/* ---- twins -------------------------------------------------------------------------------- */

/* Words that move or turn into synonyms change nothing, whatever the trees look like. */
static void what_is_only_reworded_differs_in_nothing(void **state) {
    struct told *told = *state;
    tell(told, "Sergei Lavrov said the harvest of this summer was the best in ten years.",
         "The harvest of this summer was the best in ten years, Sergei Lavrov said.", NULL);
    expect_row(told, "the harvest", "all; RUS own");
    tell(told, "Sergei Lavrov said the harvest did not feed the people of the two cities.",
         "Sergei Lavrov stated the harvest didn't feed the people of the two cities.", NULL);
    expect_row(told, "the harvest", "all; RUS own");
}

static void an_edit_is_of_its_clause(void **state) {
    struct told *told = *state;
    tell(told, "Farmers sold 40 tons of old wheat, and soldiers guarded the bridge in the north.",
         "Farmers sold 70 tons of old wheat, and soldiers guarded the bridge in the north.", NULL);
    expect_row(told, "Farmers", "all, number");
    expect_row(told, "and soldiers", "all");
}

static void causes_differ_where_both_name_another(void **state) {
    struct told *told = *state;
    tell(told, "The council closed the old market on Friday because of a broken pipe.",
         "Officials of the council closed the market because of a fire in the cellar.", NULL);
    expect_row(told, "The council", "all, cause");
    tell(told, "The council closed the old market on Friday because of a broken pipe.",
         "The council closed the old market on Friday due to a broken pipe.", NULL);
    expect_row(told, "The council", "all");
    tell(told, "The council closed the old market on Friday because of a broken pipe.",
         "The council closed the old market on Friday.", NULL);
    expect_row(told, "The council", "all");
    tell(told, "The council closed the old market in the town because the roof leaked.",
         "The council closed the old market in the town because thieves stole the door.", NULL);
    expect_row(told, "The council", "all, cause");
}

/* "Over" and "after" give a cause only before an act. */
static void time_and_place_are_no_cause(void **state) {
    struct told *told = *state;
    tell(told, "Old planes flew over the quiet river near the town.",
         "Old planes flew over the white castle near the town.", NULL);
    expect_row(told, "Old planes", "all");
    tell(told, "Turkey recalled its envoy to Sweden after the burning of a book.",
         "Turkey recalled its envoy to Sweden after the arrest of a student.", NULL);
    expect_row(told, "Turkey recalled", "all, cause");
}

/* ---- voices ------------------------------------------------------------------------------- */

static struct cmq_claim_actor speaker(const char *country, bool relays) {
    return (struct cmq_claim_actor){.key = cmq_str_of(country),
                                    .country = cmq_str_of(country),
                                    .official = true,
                                    .person = !relays,
                                    .relays = relays};
}

static void sides_speak_for_themselves_or_are_spoken_for(void **state) {
    struct told *told = *state;
    struct cmq_claim claim = {.told = true};
    cmq_arena_reset(&told->arena);
    assert_int_equal(cmq_claim_voice(&claim, CMQ_STR("USA")), CMQ_VOICE_NONE);
    assert_null(cmq_claim_speaker(&claim));

    CMQ_PUSH(&told->arena, &claim.tellers) = speaker("USA", false);
    assert_int_equal(cmq_claim_voice(&claim, CMQ_STR("USA")), CMQ_VOICE_OWN);
    assert_int_equal(cmq_claim_voice(&claim, CMQ_STR("CHN")), CMQ_VOICE_NONE);

    /* "The Chinese ministry says that Blinken said": Blinken did not say it to us. */
    CMQ_PUSH(&told->arena, &claim.tellers) = speaker("CHN", false);
    assert_int_equal(cmq_claim_voice(&claim, CMQ_STR("USA")), CMQ_VOICE_ASCRIBED);
    assert_int_equal(cmq_claim_voice(&claim, CMQ_STR("CHN")), CMQ_VOICE_OWN);

    CMQ_PUSH(&told->arena, &claim.spoken_for) = CMQ_STR("RUS");
    assert_int_equal(cmq_claim_voice(&claim, CMQ_STR("RUS")), CMQ_VOICE_ASCRIBED);
}

/* Both speak, and one of the two tells of it: the other's word comes from their mouth. */
static void of_two_who_speak_together_the_teller_owns_it(void **state) {
    struct told *told = *state;
    struct cmq_claim claim = {.told = true, .joint = 2};
    cmq_arena_reset(&told->arena);
    CMQ_PUSH(&told->arena, &claim.tellers) = speaker("USA", false);
    CMQ_PUSH(&told->arena, &claim.tellers) = speaker("CHN", false);
    CMQ_PUSH(&told->arena, &claim.tellers) = speaker("CHN", true);
    assert_int_equal(cmq_claim_voice(&claim, CMQ_STR("USA")), CMQ_VOICE_ASCRIBED);
    assert_int_equal(cmq_claim_voice(&claim, CMQ_STR("CHN")), CMQ_VOICE_OWN);
}

static void who_only_passes_on_is_no_speaker(void **state) {
    struct told *told = *state;
    struct cmq_claim claim = {.told = true};
    cmq_arena_reset(&told->arena);
    CMQ_PUSH(&told->arena, &claim.tellers) = speaker("CHN", true);
    assert_null(cmq_claim_speaker(&claim));
    CMQ_PUSH(&told->arena, &claim.tellers) = speaker("USA", false);
    assert_true(cmq_str_eq(cmq_claim_speaker(&claim)->country, CMQ_STR("USA")));
}

static void a_side_that_is_told_of_does_not_own_it(void **state) {
    tell(*state,
         "Antony Blinken said China demanded an apology from the company. "
         "Storms cut the power of a city.",
         NULL);
    expect_row(*state, "China demanded", "one; USA own, CHN ascribed");
}

/* That the rebels are armed is nobody's own word, but for one who is quoted. What somebody himself
 * stops is told, not taken for granted. */
static void what_a_demand_takes_for_granted_is_ascribed(void **state) {
    struct told *told = *state;
    tell(told,
         "Russia on Friday asked Turkey to stop arming the rebels in the northern hills. "
         "Germany said that Japan must end its support for the dam on the river. "
         "\"Egypt must stop sending old warships to the eastern coast,\" China said. "
         "Japan said it will stop sending new tractors to the farmers.",
         NULL);
    expect_row(told, "to stop arming", "one; RUS ascribed");
    expect_row(told, "that Japan must", "one; DEU ascribed");
    expect_row(told, "Egypt must", "one; CHN own");
    expect_row(told, "it will stop", "one; JPN own");
}

/* Nobody owns what his critics say, what he is only alleged to say, what a foreign station tells
 * of his country's words, or what happens while he speaks. */
static void words_of_others_are_not_own(void **state) {
    struct told *told = *state;
    tell(told,
         "Critics of President Biden say that the old bridge is dangerous. "
         "The lawsuit alleges that Russia said the dam needed a new owner. "
         "Biden told the visitors that China played a great role in the talks, according to CCTV. "
         "As Iran warned on Friday that it might resume its work, Turkey closed three roads.",
         NULL);
    expect_row(told, "that the old bridge", "one");
    expect_row(told, "the dam needed", "one; RUS ascribed");
    expect_row(told, "that China played", "one; USA ascribed");
    expect_row(told, "that it might", "one; IRN own");
    expect_row(told, "Turkey closed", "one");
}

static void who_stands_by_does_not_speak(void **state) {
    struct told *told = *state;
    tell(told,
         "With Xi Jinping at his side, Joe Biden repeated that the rivers need better dams. "
         "Macron said the goal would be to “clean the rivers,” an argument that pleased the "
         "farmers of the south.",
         NULL);
    expect_row(told, "that the rivers", "one; USA own");
    expect_row(told, "the goal", "one; FRA own");
    expect_row(told, "that pleased", "one");
}

/* A state speaks by its own name: a firm, a club, a town or its people do not speak for it, nor
 * does a party, nor a lawyer. */
static void only_its_own_name_speaks_for_a_state(void **state) {
    struct told *told = *state;
    tell(told,
         "Air Italy said that the old bridges were weak. "
         "Bayern Munich said that the new roads were good. "
         "A Russian monitoring group said that the harvest was rich. "
         "Italy said that the southern harbours were full. "
         "Neighbouring Turkey said that the northern mills were closed.",
         "Lopez is a Mexican American who pleaded guilty to stealing four tractors. "
         "The president's lawyer said that the court had no ladder. "
         "Reports from Russia suggest that the eastern villages are empty. "
         "Trump Jr. said that the white tents were wet.",
         NULL);
    expect_row(told, "that the old bridges", "one");
    expect_row(told, "that the new roads", "one");
    expect_row(told, "that the harvest", "one");
    expect_row(told, "that the southern harbours", "one; ITA own");
    expect_row(told, "that the northern mills", "one; TUR own");
    expect_row(told, "to stealing", "one");
    expect_row(told, "that the court", "one");
    expect_row(told, "that the eastern villages", "one");
    expect_row(told, "that the white tents", "one");
}

static void what_nobody_has_said_is_nobodys_own(void **state) {
    struct told *told = *state;
    tell(told,
         "Iran did not say that the old bridges were weak. "
         "Iran may announce that the new roads are good. "
         "Russia wants to show that the harvest was rich. "
         "Syria continued to say that the northern mills were closed. "
         "Vladimir Putin came late. “It is not too late to stop Putin's tractors,” he said.",
         NULL);
    expect_row(told, "that the old bridges", "one");
    expect_row(told, "that the new roads", "one");
    expect_row(told, "that the harvest", "one");
    expect_row(told, "that the northern mills", "one; SYR own");
    expect_row(told, "It is not too late", "one");
}

static void what_stands_between_commas_is_the_outlets(void **state) {
    struct told *told = *state;
    tell(told,
         "Sergei Lavrov said that the old bridge, which was built by a French firm, would be "
         "closed. "
         "The government of Iran prepared for new sanctions as Poland warned that the northern "
         "mills "
         "would be closed.",
         NULL);
    expect_row(told, "that the old bridge", "one; RUS own");
    expect_row(told, "which was built", "one");
    expect_row(told, "that the northern mills", "one; POL own");
}

/* That customers are Chinese, or that a sentence before named China, makes nobody speak for it. */
static void to_be_of_a_state_is_not_to_speak_for_it(void **state) {
    struct told *told = *state;
    tell(told,
         "Chinese customers said that the old bridges were weak. "
         "Chinese officials said that the new roads were good.",
         "China agreed to buy more grain from the United States. "
         "Administration officials said that the harvest was rich.",
         NULL);
    expect_row(told, "that the old bridges", "one");
    expect_row(told, "that the new roads", "one; CHN own");
    expect_row(told, "that the harvest", "one");
}

/* ---- occurrences -------------------------------------------------------------------------- */

static struct cmq_telling attack(struct told *told, const char *source, const char *target,
                                 cmq_day from, cmq_day to) {
    struct cmq_telling telling = {
        .family = CMQ_STR("ASSAULT"), .assertion = CMQ_ASSERTION_ACTUAL, .from = from, .to = to};
    CMQ_PUSH(&told->arena, &telling.source) =
        (struct cmq_party){.side = cmq_str_of(source), .key = cmq_str_of(source)};
    CMQ_PUSH(&told->arena, &telling.target) =
        (struct cmq_party){.side = cmq_str_of(target), .key = cmq_str_of(target)};
    return telling;
}

static void expect_kin(const struct cmq_telling *a, const struct cmq_telling *b,
                       enum cmq_kinship expected) {
    enum cmq_kinship back = expected == CMQ_PART_OF    ? CMQ_HAS_PART
                            : expected == CMQ_HAS_PART ? CMQ_PART_OF
                                                       : expected;
    assert_int_equal(cmq_tellings_compare(a, b), expected);
    assert_int_equal(cmq_tellings_compare(b, a), back);
}

static void tellings_of_one_occurrence(void **state) {
    struct told *told = *state;
    cmq_arena_reset(&told->arena);
    struct cmq_telling a = attack(told, "IRN", "IRQ", DAY, DAY);
    struct cmq_telling b = attack(told, "IRN", "IRQ", DAY - 1, DAY + 1);
    expect_kin(&a, &b, CMQ_SAME_OCCURRENCE);

    struct cmq_telling later = attack(told, "IRN", "IRQ", DAY + 2, DAY + 2);
    expect_kin(&a, &later, CMQ_NOT_KIN);
    struct cmq_telling back = attack(told, "IRQ", "IRN", DAY, DAY);
    expect_kin(&a, &back, CMQ_NOT_KIN);
    struct cmq_telling elsewhere = a, here = a;
    elsewhere.place = CMQ_STR("Basra");
    here.place = CMQ_STR("Mosul");
    expect_kin(&elsewhere, &here, CMQ_NOT_KIN);
    expect_kin(&elsewhere, &a, CMQ_SAME_OCCURRENCE);
    struct cmq_telling wanted = a;
    wanted.assertion = CMQ_ASSERTION_REQUESTED;
    expect_kin(&a, &wanted, CMQ_NOT_KIN);
    struct cmq_telling year = attack(told, "IRN", "IRQ", DAY - 200, DAY + 100);
    expect_kin(&a, &year, CMQ_PART_OF);
}

static void meetings_have_no_direction(void **state) {
    struct told *told = *state;
    cmq_arena_reset(&told->arena);
    struct cmq_telling a = attack(told, "USA", "CHN", DAY, DAY);
    struct cmq_telling b = attack(told, "CHN", "USA", DAY, DAY);
    a.family = b.family = CMQ_STR("CONSULT");
    b.reciprocal = true;
    expect_kin(&a, &b, CMQ_SAME_OCCURRENCE);
    a.mode = CMQ_STR("phone");
    b.mode = CMQ_STR("visit");
    expect_kin(&a, &b, CMQ_NOT_KIN);
}

static void two_persons_of_a_country_are_two(void **state) {
    struct told *told = *state;
    cmq_arena_reset(&told->arena);
    struct cmq_telling a = attack(told, "IRN", "IRQ", DAY, DAY);
    struct cmq_telling b = a;
    memset(&b.source, 0, sizeof b.source);
    CMQ_PUSH(&told->arena, &b.source) =
        (struct cmq_party){.side = CMQ_STR("IRN"), .key = CMQ_STR("minister"), .person = true};
    expect_kin(&a, &b, CMQ_SAME_OCCURRENCE);
    a.source.item[0].person = true;
    expect_kin(&a, &b, CMQ_NOT_KIN);
}

/* A telling that fits only some of an occurrence's tellings does not chain the days together. */
static void occurrences_do_not_chain(void **state) {
    struct told *told = *state;
    struct cmq_tellings tellings = {0};
    uint32_t occurrence[3];
    cmq_arena_reset(&told->arena);
    CMQ_PUSH(&told->arena, &tellings.list) = attack(told, "IRN", "IRQ", DAY, DAY + 1);
    CMQ_PUSH(&told->arena, &tellings.list) = attack(told, "IRN", "IRQ", DAY + 1, DAY + 2);
    CMQ_PUSH(&told->arena, &tellings.list) = attack(told, "IRN", "IRQ", DAY + 2, DAY + 3);
    cmq_occurrences_group(&tellings, occurrence);
    assert_int_equal(occurrence[0], 0);
    assert_int_equal(occurrence[1], 0);
    assert_int_equal(occurrence[2], 2);
}

/* ---- near copies -------------------------------------------------------------------------- */

static const char FIRST[] =
    "The council of the old town voted late on Tuesday to close the bridge.";
static const char SECOND[] = "Drivers will have to take the long road through the hills until May.";
static const char THIRD[] =
    "Shop owners on both banks say that they will lose most of their trade.";
static const char OTHER[] =
    "A ship with a broken engine drifted off the coast for three windy days.";

static struct cmq_str join_texts(struct told *told, const char *a, const char *b, const char *c) {
    return cmq_arena_format(&told->arena, "%s %s %s", a, b, c);
}

static void order_of_sentences_is_nothing_to_a_sketch(void **state) {
    struct told *told = *state;
    struct cmq_sketch a = {0}, b = {0}, c = {0};
    cmq_arena_reset(&told->arena);
    cmq_sketch_make(join_texts(told, FIRST, SECOND, THIRD), &told->arena, &a);
    cmq_sketch_make(join_texts(told, THIRD, FIRST, SECOND), &told->arena, &b);
    cmq_sketch_make(join_texts(told, OTHER, OTHER, OTHER), &told->arena, &c);
    struct cmq_overlap same = cmq_sketches_compare(&a, &b), none = cmq_sketches_compare(&a, &c);
    assert_true(same.a_in_b > 0.99 && same.b_in_a > 0.99);
    assert_true(none.a_in_b < 0.01 && none.b_in_a < 0.01);
}

static void copies_know_their_source(void **state) {
    struct told *told = *state;
    struct cmq_error err = {0};
    struct cmq_copy copy;
    struct cmq_copies *copies = cmq_copies_open();
    assert_non_null(copies);
    cmq_arena_reset(&told->arena);
    assert_int_equal(cmq_copies_add(copies, join_texts(told, FIRST, SECOND, THIRD), &copy, &err),
                     CMQ_OK);
    assert_int_equal(copy.of, UINT32_MAX);
    assert_int_equal(cmq_copies_add(copies, cmq_str_of(OTHER), &copy, &err), CMQ_OK);
    assert_int_equal(copy.of, UINT32_MAX);
    assert_int_equal(cmq_copies_add(copies, join_texts(told, SECOND, THIRD, FIRST), &copy, &err),
                     CMQ_OK);
    assert_int_equal(copy.of, 0);
    assert_int_equal(copy.origin, 0);
    assert_true(copy.whole);
    cmq_copies_free(copies);
}

/* ---- stories ------------------------------------------------------------------------------ */

static uint32_t story_of(struct told *told, struct cmq_stream *stream, const char *text) {
    struct cmq_error err = {0};
    struct cmq_joined joined;
    assert_int_equal(cmq_stream_add(stream, code(told, text), NULL, &joined, &err), CMQ_OK);
    return cmq_stream_story(stream, joined.story);
}

static void reports_of_one_thing_are_one_story(void **state) {
    struct told *told = *state;
    struct cmq_stream *stream = cmq_stream_open();
    assert_non_null(stream);
    cmq_arena_reset(&told->arena);
    told->reports = 0;
    uint32_t first =
        story_of(told, stream,
                 "Turkish troops crossed the Syrian border near Afrin. Kurdish fighters "
                 "in Afrin said Turkish troops shelled two villages.");
    uint32_t second =
        story_of(told, stream,
                 "Farmers in Kansas sold more wheat than ever. The price of wheat fell "
                 "after the Kansas harvest.");
    uint32_t third = story_of(told, stream,
                              "Kurdish fighters attacked Turkish troops near Afrin. The Turkish "
                              "troops had crossed the Syrian border and shelled villages.");
    assert_int_not_equal(first, second);
    assert_int_equal(first, third);
    cmq_stream_free(stream);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clauses_are_claims),
        cmocka_unit_test(tellers_stand_from_the_innermost_out),
        cmocka_unit_test(what_is_demanded_is_a_claim),
        cmocka_unit_test(two_who_speak_together),
        cmocka_unit_test(words_that_lead_are_no_claim),
        cmocka_unit_test(plain_tellings_differ_in_nothing),
        cmocka_unit_test(what_one_tells_is_told_by_one),
        cmocka_unit_test(two_of_three_are_some),
        cmocka_unit_test(each_slot),
        cmocka_unit_test(who_does_it_to_whom),
        cmocka_unit_test(who_says_it),
        cmocka_unit_test(the_verb_of_saying),
        cmocka_unit_test(direct_and_indirect),
        cmocka_unit_test(a_wider_number_is_no_contradiction),
        cmocka_unit_test(what_is_only_reworded_differs_in_nothing),
        cmocka_unit_test(an_edit_is_of_its_clause),
        cmocka_unit_test(causes_differ_where_both_name_another),
        cmocka_unit_test(time_and_place_are_no_cause),
        cmocka_unit_test(sides_speak_for_themselves_or_are_spoken_for),
        cmocka_unit_test(what_a_demand_takes_for_granted_is_ascribed),
        cmocka_unit_test(words_of_others_are_not_own),
        cmocka_unit_test(who_stands_by_does_not_speak),
        cmocka_unit_test(to_be_of_a_state_is_not_to_speak_for_it),
        cmocka_unit_test(only_its_own_name_speaks_for_a_state),
        cmocka_unit_test(what_nobody_has_said_is_nobodys_own),
        cmocka_unit_test(what_stands_between_commas_is_the_outlets),
        cmocka_unit_test(of_two_who_speak_together_the_teller_owns_it),
        cmocka_unit_test(who_only_passes_on_is_no_speaker),
        cmocka_unit_test(a_side_that_is_told_of_does_not_own_it),
        cmocka_unit_test(tellings_of_one_occurrence),
        cmocka_unit_test(meetings_have_no_direction),
        cmocka_unit_test(two_persons_of_a_country_are_two),
        cmocka_unit_test(occurrences_do_not_chain),
        cmocka_unit_test(order_of_sentences_is_nothing_to_a_sketch),
        cmocka_unit_test(copies_know_their_source),
        cmocka_unit_test(reports_of_one_thing_are_one_story),
    };
    return cmocka_run_group_tests(tests, open_coder, close_coder);
}
