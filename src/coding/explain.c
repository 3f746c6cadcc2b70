/* SPDX-License-Identifier: Apache-2.0 */
/* An explanation is for a person at a terminal of 80 columns or more:
 *
 *   event 9f2c01…  041 Discuss by telephone
 *   CONSULT, mode phone; actual, past; confidence 0.94; ...
 *
 *     Antony Blinken on Saturday held a telephonic dialogue with Wang Yi.
 *     SSSSSSSSSSSSSS                             ^^^^^^^^      TTTTTTT
 *
 *     source      Antony Blinken (USAGOV), text [0,14) "Antony Blinken"
 *                 dialogue ↑obj held ↓nsubj Blinken
 *     rule        lang/en/frames/04-consult.txt:17
 *                 noun {phone|telephonic} call|dialogue => 041 mode=phone recip
 *     step 1      …
 *
 * A sentence's source is underlined with S, its target with T, what is both with =, the trigger
 * with ^. Offsets are the code points of the JSON. The path is the way through the tree from the
 * trigger to the words of the participant, up to governors and down to dependents. */
#include "coding/coding.h"
#include "coding/columns.h"
#include "coding/names.h"
#include "coding/offsets.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#define TEXT_WIDTH      88u /* columns of running text, without the indent of 2 */
#define LABEL_WIDTH     12u
#define PARAGRAPH_LIMIT (4 * (size_t)CMQ_MAX_TEXT)

struct explainer {
    const struct cmq_coding *coding;
    const struct cmq_event *event;
    struct cmq_offsets offsets;
    struct cmq_buf *out;
    struct cmq_buf body;  /* the paragraph being put together */
    struct cmq_buf clean; /* what a terminal may see of it */
};

/* ---- paragraphs -------------------------------------------------------------------------- */

/* Writes the body under `label` and empties it. */
static void put_paragraph(struct explainer *x, const char *label) {
    cmq_buf_clear(&x->clean);
    cmq_columns_clean(cmq_buf_str(&x->body), &x->clean);
    struct cmq_str rest = cmq_buf_str(&x->clean);
    while (rest.len > 0) {
        struct cmq_str line = cmq_columns_line(&rest, TEXT_WIDTH - LABEL_WIDTH);
        cmq_buf_format(x->out, "  %-*s%.*s\n", (int)LABEL_WIDTH, label, CMQ_FMT(line));
        label = "";
    }
    x->out->failed |= x->body.failed || x->clean.failed;
    cmq_buf_clear(&x->body);
}

/* With a point in every locale. */
static void add_number(struct cmq_buf *buf, double value, unsigned decimals) {
    struct cmq_json json;
    cmq_json_init(&json, buf);
    cmq_json_double(&json, value, decimals);
}

static struct cmq_str text_of(const struct explainer *x, struct cmq_stretch span) {
    return (struct cmq_str){x->coding->report.text.ptr + span.start, span.end - span.start};
}

/* ` [3,41) "the words"`, nothing for an absent span. */
static void add_span(struct explainer *x, struct cmq_stretch span) {
    if (span.start == span.end) {
        return;
    }
    cmq_buf_format(&x->body, " [%" PRIu32 ",%" PRIu32 ") \"%.*s\"",
                   cmq_offsets_at(&x->offsets, span.start), cmq_offsets_at(&x->offsets, span.end),
                   CMQ_FMT(text_of(x, span)));
}

static void add_actor(struct explainer *x, uint32_t index) {
    if (index == UINT32_MAX) {
        cmq_buf_add_str(&x->body, CMQ_STR("not named"));
        return;
    }
    const struct cmq_actor *actor = &x->coding->actors.list.item[index];
    const char *guess = "";
    for (uint32_t i = 0; i < actor->grounds.count; i++) {
        uint8_t kind = actor->grounds.item[i].kind;
        guess = kind == CMQ_GROUND_SENTENCE ? "; of the only state that the sentence names"
                : kind == CMQ_GROUND_OUTLET ? "; of the country of the report's outlet"
                                            : guess;
    }
    cmq_buf_format(&x->body, "%.*s (%.*s%s%.*s%s)", CMQ_FMT(actor->name),
                   CMQ_FMT(actor->code.len > 0 ? actor->code : CMQ_STR("no code")),
                   actor->entry.len > 0 ? ", " : "", CMQ_FMT(actor->entry), guess);
}

/* `lang/en/frames/04-consult.txt:17` */
static void add_line_of_entry(struct explainer *x, uint32_t index) {
    const struct cmq_lexicon *lexicon = &x->coding->coder->lexicon;
    const struct cmq_entry *entry = &lexicon->entry[index];
    cmq_lexicon_place(lexicon, entry, entry->line, &x->body);
}

/* ---- the marked sentence ----------------------------------------------------------------- */

static bool within(const struct cmq_participant *item, uint32_t count, uint32_t byte) {
    for (uint32_t i = 0; i < count; i++) {
        if (byte >= item[i].start && byte < item[i].end) {
            return true;
        }
    }
    return false;
}

static char mark_of(const struct cmq_event *event, uint32_t byte) {
    if (byte >= event->trigger.start && byte < event->trigger.end) {
        return '^';
    }
    bool source = within(event->source.item, event->source.count, byte);
    bool target = within(event->target.item, event->target.count, byte);
    return source && target ? '=' : source ? 'S' : target ? 'T' : ' ';
}

/* Writes the marks under `line`; `mark` has one for each of its bytes. */
static void put_marks(struct explainer *x, struct cmq_str line, const char *mark) {
    struct cmq_buf *marks = &x->body;
    cmq_buf_clear(marks);
    size_t end = 0;
    for (size_t i = 0; i < line.len;) {
        unsigned size;
        unsigned columns = cmq_columns_of_char(cmq_utf8_decode(line.ptr + i, &size));
        for (unsigned j = 0; j < columns; j++) {
            cmq_buf_add_char(marks, mark[i]);
        }
        end = mark[i] == ' ' ? end : marks->len;
        i += size;
    }
    if (end > 0) {
        cmq_buf_format(x->out, "  %.*s\n", (int)end, marks->ptr);
    }
}

/* The mark of each byte of the cleaned sentence goes into `mark`. */
static void put_sentence(struct explainer *x, struct cmq_buf *mark) {
    const struct cmq_parse *parse = &x->coding->parse;
    if (x->event->sentence >= parse->sentence_count) {
        return;
    }
    const struct cmq_sentence *sentence = &parse->sentence[x->event->sentence];
    uint32_t start = parse->token[sentence->first].start;
    uint32_t end = parse->token[sentence->end - 1].end;
    const char *text = x->coding->report.text.ptr;
    cmq_buf_clear(&x->clean);
    for (uint32_t i = start; i < end;) {
        unsigned size;
        size_t before = x->clean.len;
        cmq_utf8_decode(text + i, &size);
        cmq_columns_clean((struct cmq_str){text + i, size}, &x->clean);
        for (size_t j = before; j < x->clean.len; j++) {
            cmq_buf_add_char(mark, mark_of(x->event, i));
        }
        i += size;
    }
    if (x->clean.failed || mark->failed) {
        x->out->failed = true;
        return;
    }
    struct cmq_str rest = cmq_buf_str(&x->clean);
    while (rest.len > 0) {
        struct cmq_str line = cmq_columns_line(&rest, TEXT_WIDTH);
        cmq_buf_format(x->out, "  %.*s\n", CMQ_FMT(line));
        put_marks(x, line, mark->ptr + (line.ptr - x->clean.ptr));
    }
    cmq_buf_clear(&x->body);
    cmq_buf_add_char(x->out, '\n');
}

/* ---- the path through the tree ----------------------------------------------------------- */

/* The token that heads the words of `span`: the first whose governor stands outside them. */
static uint32_t head_of(const struct cmq_parse *parse, struct cmq_stretch span) {
    for (uint32_t i = 0; i < parse->token_count && parse->token[i].start < span.end; i++) {
        const struct cmq_token *token = &parse->token[i];
        if (token->start < span.start || token->is_space || token->upos == CMQ_PUNCT) {
            continue;
        }
        const struct cmq_token *head = &parse->token[token->head];
        if (token->head == i || head->start < span.start || head->start >= span.end) {
            return i;
        }
    }
    return UINT32_MAX;
}

/* Fills `chain` with `token` and its governors up to the root; returns their number. */
static uint32_t climb(const struct cmq_parse *parse, uint32_t token,
                      uint32_t chain[static CMQ_MAX_TREE_DEPTH]) {
    uint32_t count = 0;
    chain[count++] = token;
    while (count < CMQ_MAX_TREE_DEPTH && parse->token[token].head != token) {
        token = parse->token[token].head;
        chain[count++] = token;
    }
    return count;
}

static void add_step_of_path(struct explainer *x, const char *arrow, uint32_t labelled,
                             uint32_t reached) {
    const struct cmq_token *token = x->coding->parse.token;
    cmq_buf_format(&x->body, " %s%.*s %.*s", arrow, CMQ_FMT(token[labelled].label),
                   CMQ_FMT(token[reached].form));
}

static void put_path(struct explainer *x, struct cmq_stretch span) {
    const struct cmq_parse *parse = &x->coding->parse;
    uint32_t from = x->event->trigger_token;
    uint32_t to = span.start < span.end ? head_of(parse, span) : UINT32_MAX;
    if (from >= parse->token_count || to == UINT32_MAX || from == to ||
        parse->token[from].sentence != parse->token[to].sentence) {
        return;
    }
    uint32_t up[CMQ_MAX_TREE_DEPTH], down[CMQ_MAX_TREE_DEPTH];
    uint32_t up_count = climb(parse, from, up), down_count = climb(parse, to, down);
    /* Both chains end at the root: what they share is cut off but for the lowest of it. */
    while (up_count > 1 && down_count > 1 && up[up_count - 2] == down[down_count - 2]) {
        up_count--;
        down_count--;
    }
    if (up[up_count - 1] != down[down_count - 1]) {
        return;
    }
    cmq_buf_add_str(&x->body, parse->token[from].form);
    for (uint32_t i = 0; i + 1 < up_count; i++) {
        add_step_of_path(x, "↑", up[i], up[i + 1]);
    }
    for (uint32_t i = down_count - 1; i > 0; i--) {
        add_step_of_path(x, "↓", down[i - 1], down[i - 1]);
    }
    put_paragraph(x, "");
}

/* ---- what an event has ------------------------------------------------------------------- */

static void put_head(struct explainer *x) {
    const struct cmq_event *event = x->event;
    const struct cmq_ontology *ontology = x->coding->coder->ontology;
    const struct cmq_code_facts code = cmq_code_facts(ontology, event->cameo);
    cmq_buf_format(x->out, "event %s  %.*s %.*s\n", event->id, CMQ_FMT(event->cameo),
                   CMQ_FMT(code.name));
    cmq_buf_format(&x->body, "%.*s",
                   CMQ_FMT(event->plover.len > 0 ? event->plover : CMQ_STR("no PLOVER type")));
    if (event->mode.len > 0) {
        cmq_buf_format(&x->body, ", mode %.*s", CMQ_FMT(event->mode));
    }
    for (uint32_t i = 0; i < event->contexts.count; i++) {
        cmq_buf_format(&x->body, "%s %.*s", i == 0 ? ", context" : ",",
                       CMQ_FMT(event->contexts.item[i]));
    }
    struct cmq_str assertion = cmq_assertion_name(event->assertion);
    struct cmq_str tense = cmq_tense_name(event->time);
    cmq_buf_format(&x->body, "; %.*s, %.*s", CMQ_FMT(assertion), CMQ_FMT(tense));
    put_paragraph(x, "code");
    if (code.quad > 0) {
        cmq_buf_format(&x->body, "%squad class %u (%s)", ontology == NULL ? "GDELT: " : "",
                       code.quad, cmq_quad_name(code.quad));
    }
    if (!isnan(code.score)) {
        cmq_buf_format(&x->body, "%s%.*s ", code.quad > 0 ? ", " : "",
                       CMQ_FMT(ontology == NULL ? CMQ_STR("Goldstein") : code.scores));
        add_number(&x->body, code.score, ontology == NULL ? 1 : 2);
    }
    if (code.quad > 0 || !isnan(code.score)) {
        put_paragraph(x, "scores");
    }
    add_number(&x->body, event->confidence, 2);
    put_paragraph(x, "confidence");
    cmq_buf_add_char(x->out, '\n');
}

static void put_participants(struct explainer *x, const char *label,
                             const struct cmq_participant *item, uint32_t count) {
    if (count == 0) {
        cmq_buf_add_str(&x->body, CMQ_STR("none"));
        put_paragraph(x, label);
    }
    for (uint32_t i = 0; i < count; i++) {
        struct cmq_stretch span = {item[i].start, item[i].end};
        add_actor(x, item[i].actor);
        cmq_buf_format(&x->body, ", %.*s", CMQ_FMT(cmq_participant_basis_name(item[i].basis)));
        add_span(x, span);
        put_paragraph(x, label);
        put_path(x, span);
    }
}

static void put_when_and_where(struct explainer *x) {
    const struct cmq_event *event = x->event;
    if (event->from == CMQ_NO_DAY && event->to == CMQ_NO_DAY) {
        cmq_buf_add_str(&x->body, CMQ_STR("not known"));
    } else {
        char from[16], to[16];
        cmq_day_format(event->from, from);
        cmq_day_format(event->to, to);
        cmq_buf_format(&x->body, "%s to %s, %.*s", from[0] == '\0' ? "open" : from,
                       to[0] == '\0' ? "open" : to,
                       CMQ_FMT(cmq_date_basis_name(event->date_basis)));
    }
    add_span(x, event->date_span);
    put_paragraph(x, "date");
    if (event->place.at.name.len > 0) {
        cmq_buf_format(
            &x->body, "%.*s (%.*s)", CMQ_FMT(event->place.at.name),
            CMQ_FMT(event->place.at.country.len > 0 ? event->place.at.country : CMQ_STR("?")));
        add_span(x, event->place.span);
        put_paragraph(x, "place");
    }
}

static void put_tellers(struct explainer *x) {
    const struct cmq_event *event = x->event;
    if (event->attribution.count == 0) {
        cmq_buf_add_str(&x->body, CMQ_STR("the report, in its own voice"));
        put_paragraph(x, "told by");
    }
    for (uint32_t i = 0; i < event->attribution.count; i++) {
        const struct cmq_teller *teller = &event->attribution.item[i];
        add_actor(x, teller->actor);
        cmq_buf_format(&x->body, ", %.*s", CMQ_FMT(cmq_teller_kind_name(teller->kind)));
        add_span(x, (struct cmq_stretch){teller->start, teller->end});
        put_paragraph(x, i == 0 ? "told by" : "as told by");
    }
    if (event->statement != CMQ_NO_STATEMENT) {
        const struct cmq_statement *statement = &x->coding->statements.list.item[event->statement];
        cmq_buf_format(&x->body, "number %" PRIu32 " of ", event->statement);
        add_actor(x, statement->speaker.actor);
        add_span(x, statement->cue);
        put_paragraph(x, "statement");
    }
    if (event->same_as != UINT32_MAX) {
        cmq_buf_format(&x->body, "event %s", x->coding->events.list.item[event->same_as].id);
        put_paragraph(x, "repeats");
    }
}

static void put_quantities(struct explainer *x) {
    for (uint32_t i = 0; i < x->event->quantities.count; i++) {
        const struct cmq_quantity *quantity = &x->event->quantities.item[i];
        cmq_buf_format(&x->body, "%.*s", CMQ_FMT(quantity->what));
        if (quantity->from >= 0) {
            cmq_buf_format(&x->body, " from %" PRId64, quantity->from);
        }
        if (quantity->to >= 0) {
            cmq_buf_format(&x->body, " to %" PRId64, quantity->to);
        }
        if (quantity->unit.len > 0) {
            cmq_buf_format(&x->body, " %.*s", CMQ_FMT(quantity->unit));
        }
        add_span(x, quantity->span);
        put_paragraph(x, "quantity");
    }
}

static void put_rules(struct explainer *x) {
    const struct cmq_lexicon *lexicon = &x->coding->coder->lexicon;
    for (uint32_t i = 0; i < x->event->entries.count; i++) {
        const struct cmq_entry *entry = &lexicon->entry[x->event->entries.item[i]];
        add_line_of_entry(x, x->event->entries.item[i]);
        put_paragraph(x, i == 0 ? "rule" : "with");
        cmq_buf_add_str(&x->body, cmq_lexicon_str(lexicon, entry->text));
        put_paragraph(x, "");
    }
}

static void put_steps(struct explainer *x) {
    for (uint32_t i = 0; i < x->event->steps.count; i++) {
        const struct cmq_explanation *step = &x->event->steps.item[i];
        char label[LABEL_WIDTH + 8];
        (void)snprintf(label, sizeof label, "step %" PRIu32, i + 1);
        cmq_buf_add_str(&x->body, step->text);
        add_span(x, step->span);
        if (step->entry != UINT32_MAX) {
            cmq_buf_add_str(&x->body, CMQ_STR(", "));
            add_line_of_entry(x, step->entry);
        }
        put_paragraph(x, label);
    }
}

void cmq_coding_explain(const struct cmq_coding *coding, uint32_t index, struct cmq_buf *out) {
    struct explainer x = {.coding = coding, .event = &coding->events.list.item[index], .out = out};
    struct cmq_buf mark;
    cmq_offsets_init(&x.offsets, coding->report.text);
    cmq_buf_init(&x.body, PARAGRAPH_LIMIT);
    cmq_buf_init(&x.clean, PARAGRAPH_LIMIT);
    cmq_buf_init(&mark, PARAGRAPH_LIMIT);
    put_head(&x);
    put_sentence(&x, &mark);
    put_participants(&x, "source", x.event->source.item, x.event->source.count);
    put_participants(&x, "target", x.event->target.item, x.event->target.count);
    put_when_and_where(&x);
    put_tellers(&x);
    put_quantities(&x);
    put_rules(&x);
    put_steps(&x);
    cmq_buf_release(&mark);
    cmq_buf_release(&x.clean);
    cmq_buf_release(&x.body);
}
