/* SPDX-License-Identifier: Apache-2.0 */
/* A report's clauses as claims. A clause that tells something of its own (a main clause, a
 * conjunct, an adverbial or relative clause, what somebody says, an event noun with its arguments)
 * is one claim; its words are those that are nearer to its head than to that of another claim. */

#include "stories/twins.h"

#include <stdlib.h>
#include <string.h>

#define LEAST_CLAUSE  5 /* tokens of a clause that stands for itself */
#define LEAST_CONTENT 3 /* words of a clause that stands for itself below another one */
#define LEAST_WORDS   2 /* that a claim speaks of */
#define LONGEST_NAME  4 /* quoted tokens that are but a name */
#define ROOT_LENGTH   2 /* of a CAMEO code */

struct finder {
    const struct cmq_coding *coding;
    const struct cmq_parse *parse;
    struct cmq_arena *arena;
    bool *event_at;      /* for each token: an event's trigger */
    bool *begins;        /* for each token: it heads a clause */
    bool *time_at;       /* for each token: inside an expression of time */
    bool *teller_at;     /* for each token: names a teller */
    uint32_t *clause_of; /* for each token: the head of its clause */
    uint32_t *claim_of;  /* for each head of a clause: its claim, else UINT32_MAX */
    struct cmq_quotes quotes;
    uint32_t report;
};

/* ---- clauses ------------------------------------------------------------------------------ */

static uint32_t statement_at(const struct finder *f, uint32_t token) {
    return f->coding->statements.statement_at[token];
}

static bool is_verbal(const struct finder *f, uint32_t t) {
    const struct cmq_token *token = &f->parse->token[t];
    return token->upos == CMQ_VERB || token->upos == CMQ_AUX ||
           cmq_child(f->parse, t, CMQ_DEP_COP) != CMQ_NO_TOKEN;
}

static bool is_content(const struct cmq_token *token) {
    return token->upos == CMQ_NOUN || token->upos == CMQ_PROPN || token->upos == CMQ_VERB ||
           token->upos == CMQ_ADJ || token->upos == CMQ_NUM || token->upos == CMQ_ADV;
}

static bool is_clause_relation(uint8_t dep) {
    return dep == CMQ_DEP_CONJ || dep == CMQ_DEP_ADVCL || dep == CMQ_DEP_PARATAXIS ||
           dep == CMQ_DEP_ACL_RELCL || dep == CMQ_DEP_ADVCL_RELCL;
}

/* "to ensure a smooth meeting": an aim belongs to the act. */
static bool is_infinitive(const struct finder *f, uint32_t t) {
    uint32_t mark = cmq_child(f->parse, t, CMQ_DEP_MARK);
    return mark != CMQ_NO_TOKEN && cmq_form_is(&f->parse->token[mark], "to");
}

static bool begins_clause(const struct finder *f, uint32_t t) {
    const struct cmq_token *token = &f->parse->token[t];
    if (token->head == t) {
        return true;
    }
    if (!is_content(token) && token->upos != CMQ_AUX) {
        return false;
    }
    if (statement_at(f, t) != statement_at(f, token->head)) {
        return true;
    }
    bool clause = is_clause_relation(token->dep) && is_verbal(f, t) &&
                  (token->dep != CMQ_DEP_ADVCL || !is_infinitive(f, t));
    bool event = f->event_at[t] && (token->dep == CMQ_DEP_OBL || token->dep == CMQ_DEP_CONJ);
    if (!clause && !event) {
        return false;
    }
    uint32_t first, end;
    cmq_subtree(f->parse, t, &first, &end);
    return end - first >= LEAST_CLAUSE;
}

/* The head of the clause that a token stands in. */
static uint32_t clause_head(const struct finder *f, uint32_t t) {
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH && !f->begins[t]; depth++) {
        t = f->parse->token[t].head;
    }
    return t;
}

/* ---- actors ------------------------------------------------------------------------------- */

/* The mention that stands in these bytes; CMQ_NO_MENTION if none. */
static uint32_t mention_at(const struct finder *f, uint32_t start, uint32_t end) {
    const struct cmq_actors *actors = &f->coding->actors;
    for (uint32_t i = 0; i < actors->mention.count; i++) {
        if (actors->mention.item[i].start == start && actors->mention.item[i].end == end) {
            return i;
        }
    }
    return CMQ_NO_MENTION;
}

/* Who is named in the bytes [start, end) by a mention, CMQ_NO_MENTION if by none. */
static struct cmq_claim_actor claim_actor(const struct finder *f, uint32_t index, uint32_t mention,
                                          uint32_t start, uint32_t end) {
    const struct cmq_actor *actor = &f->coding->actors.list.item[index];
    return (struct cmq_claim_actor){
        .key = cmq_actor_key(actor, f->arena),
        .country = actor->country,
        .name = actor->name,
        .label = {f->parse->text.ptr + start, end - start},
        .official = cmq_speaks_for_state(f->coding, index, mention),
        .person = actor->kind == CMQ_ACTOR_PERSON || actor->title.len > 0,
    };
}

/* The mention of a set that stands in these bytes: those who speak together. */
static const struct cmq_mention *set_at(const struct finder *f, uint32_t start, uint32_t end) {
    uint32_t index = mention_at(f, start, end);
    const struct cmq_mention *m =
        index != CMQ_NO_MENTION ? &f->coding->actors.mention.item[index] : NULL;
    return m != NULL && m->actors.count > 1 ? m : NULL;
}

/* The first token of the sentence that ends behind byte `end`; CMQ_NO_TOKEN if none. */
static uint32_t token_after(const struct finder *f, uint32_t sentence, uint32_t end) {
    const struct cmq_sentence *s = &f->parse->sentence[sentence];
    for (uint32_t t = s->first; t < s->end; t++) {
        if (f->parse->token[t].end > end && !f->parse->token[t].is_space) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

/* The longest mention that begins at a token; CMQ_NO_MENTION if none. */
static uint32_t mention_from(const struct finder *f, uint32_t token) {
    const struct cmq_actors *actors = &f->coding->actors;
    uint32_t best = CMQ_NO_MENTION;
    for (uint32_t i = 0; i < actors->mention.count; i++) {
        const struct cmq_mention *m = &actors->mention.item[i];
        if (m->start == f->parse->token[token].start &&
            (best == CMQ_NO_MENTION || m->end > actors->mention.item[best].end)) {
            best = i;
        }
    }
    return best;
}

/* "Blinken and Wang said": who is named beside the first teller speaks with him. Names in a row are
 * read off the words: trees often break there. */
static void add_beside(const struct finder *f, uint32_t sentence, const struct cmq_teller *first,
                       struct cmq_claim *claim) {
    const struct cmq_actors *actors = &f->coding->actors;
    uint32_t and = token_after(f, sentence, first->end);
    if (and == CMQ_NO_TOKEN || !cmq_form_is(&f->parse->token[and], "and")) {
        return;
    }
    uint32_t next = token_after(f, sentence, f->parse->token[and].end);
    if (next != CMQ_NO_TOKEN && f->parse->token[next].dep == CMQ_DEP_NMOD_POSS &&
        f->parse->token[next].upos == CMQ_PRON) {
        next = token_after(f, sentence, f->parse->token[next].end); /* "his counterpart" */
    }
    uint32_t index = next == CMQ_NO_TOKEN ? CMQ_NO_MENTION : mention_from(f, next);
    if (index == CMQ_NO_MENTION) {
        return;
    }
    const struct cmq_mention *m = &actors->mention.item[index];
    for (uint32_t k = 0; k < m->actors.count; k++) {
        CMQ_PUSH(f->arena, &claim->tellers) =
            claim_actor(f, m->actors.item[k], index, m->start, m->end);
    }
    claim->joint = claim->tellers.count;
}

/* Whether what somebody says is only alleged to be said: "the suit alleges that Russia offered". */
static bool is_alleged(const struct finder *f, uint32_t statement) {
    const struct cmq_statements *statements = &f->coding->statements;
    uint32_t parent = statements->list.item[statement].parent;
    return parent < statements->list.count &&
           statements->list.item[parent].speech == CMQ_SPEECH_CLAIM;
}

/* "Chinese customers say": the words of a noun that the lexicon gives no actor, from the name
 * beside it on. The one who is named does not speak. Empty where he does, or speaks by a document.
 */
static struct cmq_str named_beside(const struct finder *f, const struct cmq_teller *teller) {
    const struct cmq_str none = {NULL, 0};
    uint32_t index = mention_at(f, teller->start, teller->end);
    if (index == CMQ_NO_MENTION) {
        return none;
    }
    const struct cmq_token *self = &f->parse->token[f->coding->actors.mention.item[index].head];
    const struct cmq_token *noun = &f->parse->token[self->head];
    bool beside = self->dep == CMQ_DEP_AMOD || self->dep == CMQ_DEP_COMPOUND;
    const struct cmq_heads *heads =
        cmq_lexicon_heads_of(&f->coding->coder->lexicon, noun, CMQ_NOUN);
    bool document = heads != NULL && heads->speech.count > 0;
    if (!beside || noun->upos != CMQ_NOUN || noun->start < self->end || document) {
        return none;
    }
    return (struct cmq_str){f->parse->text.ptr + teller->start, noun->end - teller->start};
}

static void add_tellers(const struct finder *f, uint32_t statement, struct cmq_claim *claim) {
    struct cmq_tellers chain = {0};
    bool doubted = is_alleged(f, statement);
    bool unsaid = cmq_is_unsaid(f->coding, &f->coding->statements.list.item[statement]);
    cmq_statement_tellers(&f->coding->actors, &f->coding->statements, statement, f->arena, &chain);
    for (uint32_t i = 0; i < chain.count; i++) {
        uint32_t before = claim->tellers.count;
        const struct cmq_teller *t = &chain.item[i];
        const struct cmq_mention *set = i == 0 ? set_at(f, t->start, t->end) : NULL;
        for (uint32_t k = 0; set != NULL && k < set->actors.count; k++) {
            CMQ_PUSH(f->arena, &claim->tellers) =
                claim_actor(f, set->actors.item[k], CMQ_NO_MENTION, t->start, t->end);
            claim->joint++;
        }
        struct cmq_str beside = set == NULL ? named_beside(f, t) : (struct cmq_str){NULL, 0};
        if (beside.len > 0) {
            CMQ_PUSH(f->arena, &claim->tellers) = (struct cmq_claim_actor){.label = beside};
        } else if (set == NULL && t->actor != UINT32_MAX) {
            CMQ_PUSH(f->arena, &claim->tellers) =
                claim_actor(f, t->actor, mention_at(f, t->start, t->end), t->start, t->end);
            if (i == 0) {
                add_beside(f, f->coding->statements.list.item[statement].sentence, t, claim);
            }
        } else if (set == NULL) {
            CMQ_PUSH(f->arena, &claim->tellers) = (struct cmq_claim_actor){
                .label = {f->parse->text.ptr + t->start, t->end - t->start}};
        }
        for (uint32_t k = before; k < claim->tellers.count; k++) {
            claim->tellers.item[k].official &= !unsaid;
            claim->tellers.item[k].relays =
                !doubted && (t->kind == CMQ_TELLER_AGENCY || t->kind == CMQ_TELLER_DOCUMENT);
        }
    }
}

/* ---- what a clause speaks of -------------------------------------------------------------- */

static bool is_light(const struct cmq_token *token) {
    static const char *const words[] = {"be", "have", "do",   "make",  "take", "hold",    "get",
                                        "go", "say",  "tell", "also",  "then", "however", "there",
                                        "so", "more", "very", "still", "just", "not"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (cmq_same_letters(token->lemma, cmq_str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* Adds those whom the mention at `t` stands for, once each; false if it has none with a code. */
static bool add_actors(const struct finder *f, uint32_t t, struct cmq_claim *claim) {
    const struct cmq_actors *actors = &f->coding->actors;
    uint32_t index = actors->mention_at[t];
    if (index == CMQ_NO_MENTION) {
        return false;
    }
    const struct cmq_mention *m = &actors->mention.item[index];
    bool any = false;
    for (uint32_t i = 0; i < m->actors.count; i++) {
        if (actors->list.item[m->actors.item[i]].code.len == 0) {
            continue;
        }
        any = true;
        if (m->head == t) {
            struct cmq_claim_actor actor =
                claim_actor(f, m->actors.item[i], index, m->start, m->end);
            CMQ_PUSH(f->arena, &claim->actors) = actor;
            CMQ_PUSH(f->arena, &claim->words) = (uint32_t)cmq_hash(actor.key);
        }
    }
    return any;
}

static void add_number(const struct finder *f, uint32_t t, struct cmq_claim *claim) {
    const struct cmq_sentence *s = &f->parse->sentence[claim->sentence];
    struct cmq_amount amount;
    if ((f->time_at[t] && f->parse->token[t].dep != CMQ_DEP_NUMMOD) ||
        f->parse->token[t].upos == CMQ_PRON ||
        !cmq_amount_at(f->parse, t, s->first, s->end, &amount)) {
        return;
    }
    const struct cmq_token *last = &f->parse->token[amount.end - 1];
    bool counts = last->dep == CMQ_DEP_NUMMOD;
    CMQ_PUSH(f->arena, &claim->numbers) = (struct cmq_claim_number){
        .from = amount.from,
        .to = amount.to,
        .counted = counts ? (uint32_t)cmq_hash_folded(f->parse->token[last->head].lemma) : 0,
        .span = {f->parse->token[amount.first].start, last->end},
    };
}

/* Words of one act are alike: "summit", "talks", "meeting" are all of root 04. */
static void add_act(const struct finder *f, const struct cmq_token *token,
                    struct cmq_claim *claim) {
    const struct cmq_lexicon *lexicon = &f->coding->coder->lexicon;
    const struct cmq_heads *heads =
        cmq_lexicon_heads_of(lexicon, token, (enum cmq_upos)token->upos);
    if (heads == NULL || heads->frames.count == 0) {
        return;
    }
    uint32_t frame = lexicon->head_index[heads->frames.first];
    struct cmq_str code = cmq_lexicon_str(lexicon, lexicon->frame[frame].code);
    if (code.len > ROOT_LENGTH) {
        code.len = ROOT_LENGTH;
        CMQ_PUSH(f->arena, &claim->words) =
            (uint32_t)cmq_hash(cmq_arena_format(f->arena, "root %.*s", CMQ_FMT(code)));
    }
}

/* Takes one token of the clause. */
static void take_token(const struct finder *f, uint32_t t, struct cmq_claim *claim) {
    const struct cmq_token *token = &f->parse->token[t];
    claim->force |= cmq_token_force(token);
    cmq_claim_add_label(token, claim);
    claim->negated ^= cmq_token_negates(token);
    uint32_t numbers = claim->numbers.count;
    if (numbers == 0 || claim->numbers.item[numbers - 1].span.end <= token->start) {
        add_number(f, t, claim);
    }
    if (!add_actors(f, t, claim) && is_content(token) && !is_light(token) && !f->time_at[t]) {
        CMQ_PUSH(f->arena, &claim->words) = (uint32_t)cmq_hash_folded(token->lemma);
        add_act(f, token, claim);
    }
}

static int compare_words(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static void sort_words(struct cmq_claim *claim) {
    uint32_t kept = 0;
    if (claim->words.count > 0) {
        qsort(claim->words.item, claim->words.count, sizeof *claim->words.item, compare_words);
    }
    for (uint32_t i = 0; i < claim->words.count; i++) {
        if (kept == 0 || claim->words.item[kept - 1] != claim->words.item[i]) {
            claim->words.item[kept++] = claim->words.item[i];
        }
    }
    claim->words.count = kept;
}

/* ---- where, when, what event -------------------------------------------------------------- */

/* The days of the first time that says when in the clause of `head`. */
static void find_days(const struct finder *f, uint32_t head, cmq_day *from, cmq_day *to) {
    const struct cmq_times *times = &f->coding->times;
    for (uint32_t i = 0; i < times->list.count; i++) {
        const struct cmq_time *time = &times->list.item[i];
        if (f->clause_of[time->first] == head && cmq_time_says_when(time)) {
            *from = time->from;
            *to = time->to;
            return;
        }
    }
}

static void add_places(const struct finder *f, struct cmq_claim *claim) {
    const struct cmq_places *places = &f->coding->places;
    for (uint32_t i = 0; i < places->list.count; i++) {
        const struct cmq_place_mention *m = &places->list.item[i];
        if (f->clause_of[m->first] == claim->head && m->place.level != CMQ_PLACE_COUNTRY &&
            !cmq_place_acts(f->coding, m)) {
            CMQ_PUSH(f->arena, &claim->places) = m->place.name;
        }
    }
}

/* Acts are told with many words: their family counts as one more. */
static uint32_t family_word(const struct cmq_coding *coding, const struct cmq_event *event,
                            struct cmq_arena *arena) {
    return (uint32_t)cmq_hash(
        cmq_arena_format(arena, "act %.*s", CMQ_FMT(cmq_event_family(coding, event))));
}

/* What an official side says or wants, in the mouth of another: it is spoken for. */
static void add_spoken_for(const struct finder *f, const struct cmq_event *event,
                           struct cmq_claim *claim) {
    static const char *const verbal[] = {"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"};
    bool said = false;
    for (size_t i = 0; i < sizeof verbal / sizeof *verbal; i++) {
        said = said || cmq_str_eq(event->plover, cmq_str_of(verbal[i]));
    }
    for (uint32_t i = 0; said && i < event->source.count; i++) {
        const struct cmq_actor *actor = &f->coding->actors.list.item[event->source.item[i].actor];
        bool other = cmq_is_of_state(actor) && claim->tellers.count > 0;
        for (uint32_t k = 0; k < claim->tellers.count; k++) {
            other = other && !cmq_str_eq(claim->tellers.item[k].country, actor->country);
        }
        if (other) {
            CMQ_PUSH(f->arena, &claim->spoken_for) = actor->country;
        }
    }
}

/* The event that the clause tells; else the speech act that its statement makes. */
static void add_event(const struct finder *f, uint32_t statement, struct cmq_claim *claim) {
    const struct cmq_events *events = &f->coding->events;
    for (uint32_t i = 0; i < events->list.count && claim->event == UINT32_MAX; i++) {
        if (f->clause_of[events->list.item[i].trigger_token] == claim->head) {
            claim->event = i;
        }
    }
    for (uint32_t i = 0; i < events->list.count && claim->event == UINT32_MAX; i++) {
        if (claim->told && events->list.item[i].statement == statement) {
            claim->event = i;
        }
    }
    if (claim->event != UINT32_MAX) {
        const struct cmq_event *event = &events->list.item[claim->event];
        claim->assertion = event->assertion;
        claim->plover = event->plover;
        CMQ_PUSH(f->arena, &claim->words) = family_word(f->coding, event, f->arena);
        if (event->assertion == CMQ_ASSERTION_ACTUAL &&
            f->clause_of[event->trigger_token] == claim->head) {
            add_spoken_for(f, event, claim);
        }
    }
}

/* The statement that the clause leads to; CMQ_NO_STATEMENT if none. */
static uint32_t statement_led_to(const struct finder *f, uint32_t head) {
    const struct cmq_statements *statements = &f->coding->statements;
    for (uint32_t i = 0; i < statements->list.count; i++) {
        uint32_t cue = statements->list.item[i].cue_token;
        if (cue < f->parse->token_count && f->clause_of[cue] == head &&
            (cue == head ||
             (f->parse->token[cue].head == head && f->parse->token[cue].dep != CMQ_DEP_ADVCL))) {
            return i;
        }
    }
    return CMQ_NO_STATEMENT;
}

/* "according to a statement by the ministry". */
static bool only_names_tellers(const struct finder *f, uint32_t head) {
    const struct cmq_sentence *s = &f->parse->sentence[f->parse->token[head].sentence];
    uint32_t tellers = 0, others = 0;
    for (uint32_t t = s->first; t < s->end; t++) {
        if (f->clause_of[t] == head) {
            tellers += f->teller_at[t];
            others += !f->teller_at[t] && is_content(&f->parse->token[t]) &&
                      !is_light(&f->parse->token[t]) && !f->time_at[t];
        }
    }
    return tellers > 0 && others < LEAST_WORDS && !is_verbal(f, head);
}

/* "Wang urged the US on Friday": words that only lead to what is said are no claim. What "demanded
 * an apology" leads to stands in the same clause. */
static bool only_leads(const struct finder *f, uint32_t head) {
    if (only_names_tellers(f, head)) {
        return true;
    }
    uint32_t statement = statement_led_to(f, head), words = 0;
    if (statement == CMQ_NO_STATEMENT) {
        return false;
    }
    uint32_t content = f->coding->statements.list.item[statement].content_root;
    if (content < f->parse->token_count && f->clause_of[content] == head) {
        return false;
    }
    uint32_t cue = f->coding->statements.list.item[statement].cue_token;
    const struct cmq_sentence *s = &f->parse->sentence[f->parse->token[head].sentence];
    for (uint32_t t = s->first; t < s->end; t++) {
        words += f->clause_of[t] == head && t != cue && !f->time_at[t] &&
                 is_content(&f->parse->token[t]) && !is_light(&f->parse->token[t]) &&
                 f->coding->actors.mention_at[t] == CMQ_NO_MENTION;
    }
    return words < LEAST_CONTENT;
}

/* "“Taiwan independence”": a name in quotation marks does not make speech direct. */
static bool quotes_a_name(const struct finder *f, uint32_t head) {
    const struct cmq_sentence *s = &f->parse->sentence[f->parse->token[head].sentence];
    uint32_t quoted = 0;
    for (uint32_t i = 0; i < f->quotes.count; i++) {
        const struct cmq_quote *quote = &f->quotes.item[i];
        for (uint32_t t = quote->open + 1; t < quote->close && t < s->end; t++) {
            quoted += t >= s->first && f->clause_of[t] == head && !f->parse->token[t].is_space;
        }
    }
    return quoted <= LONGEST_NAME;
}

static bool is_quoted(const struct finder *f, uint32_t token) {
    bool quoted = false;
    for (uint32_t i = 0; i < f->quotes.count && !quoted; i++) {
        quoted = f->quotes.item[i].open < token && token < f->quotes.item[i].close;
    }
    return quoted;
}

/* "if", "because": a clause that says under what terms a thing is so goes with it. */
static bool is_term(const struct finder *f, uint32_t head) {
    static const char *const marks[] = {"if", "unless", "until", "because", "so", "since"};
    uint32_t mark = cmq_child(f->parse, head, CMQ_DEP_MARK);
    return mark != CMQ_NO_TOKEN &&
           cmq_form_in(&f->parse->token[mark], marks, sizeof marks / sizeof *marks);
}

/* "Wang said the dam, which cost millions, would open": what the outlet puts between its commas, or
 * behind the last one, need not be what he said. */
static bool is_set_off(const struct finder *f, uint32_t head) {
    static const char *const marks[] = {",", "-", "--", "–", "—"};
    const struct cmq_token *token = &f->parse->token[head];
    bool clause = token->dep == CMQ_DEP_ACL_RELCL || token->dep == CMQ_DEP_ADVCL_RELCL ||
                  token->dep == CMQ_DEP_APPOS || (token->dep == CMQ_DEP_ADVCL && !is_term(f, head));
    uint32_t first, end;
    cmq_subtree(f->parse, head, &first, &end);
    bool inside =
        first < head && cmq_form_in(&f->parse->token[first], marks, sizeof marks / sizeof *marks);
    bool before =
        first > 0 && cmq_form_in(&f->parse->token[first - 1], marks, sizeof marks / sizeof *marks);
    return clause && token->head < first && (inside || before);
}

/* What stands before the cue is all told: "C, he said". */
static bool is_aside(const struct finder *f, uint32_t head, uint32_t cue) {
    uint32_t statement = statement_at(f, head), t = head;
    bool aside = false;
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH && statement_at(f, t) == statement;
         depth++) {
        aside = aside || (t > cue && is_set_off(f, t) && !is_quoted(f, t));
        if (f->parse->token[t].head == t) {
            break;
        }
        t = f->parse->token[t].head;
    }
    return aside;
}

/* Leaves a claim its tellers and takes it from their sides. */
static void disown(struct cmq_claim *claim) {
    for (uint32_t i = 0; i < claim->tellers.count; i++) {
        claim->tellers.item[i].official = false;
    }
}

static void read_statement(const struct finder *f, uint32_t statement, struct cmq_claim *claim) {
    const struct cmq_statement *s = &f->coding->statements.list.item[statement];
    claim->told = true;
    claim->form = s->form;
    claim->speech = s->speech;
    if (s->form == CMQ_FORM_MIXED && quotes_a_name(f, claim->head)) {
        claim->form = CMQ_FORM_INDIRECT;
    }
    if (s->cue_token < f->parse->token_count) {
        claim->verb = f->parse->token[s->cue_token].lemma;
        find_days(f, f->clause_of[s->cue_token], &claim->said_from, &claim->said_to);
    }
    bool asks = s->speech == CMQ_SPEECH_URGE || (claim->force & CMQ_FORCE_MUST) != 0;
    claim->granted = asks && s->form != CMQ_FORM_DIRECT && !is_quoted(f, claim->head) &&
                     cmq_demand_grants(f->coding, claim->head);
    add_tellers(f, statement, claim);
    if (s->form == CMQ_FORM_INDIRECT && is_aside(f, claim->head, s->cue_token)) {
        disown(claim);
    }
}

/* ---- causes ------------------------------------------------------------------------------- */

static void add_cause(const struct finder *f, const struct cmq_told_cause *cause,
                      struct cmq_claim *claim) {
    for (uint32_t t = cause->first; t < cause->end; t++) {
        const struct cmq_token *token = &f->parse->token[t];
        if (!cmq_names_cause(token) || f->time_at[t]) {
            continue;
        }
        CMQ_PUSH(f->arena, &claim->causes) = (uint32_t)cmq_hash_folded(token->lemma);
    }
}

/* Gives each claim the causes that its clause has. */
static void find_causes(const struct finder *f, struct cmq_claims *claims) {
    for (uint32_t t = 0; t < f->parse->token_count; t++) {
        struct cmq_told_cause cause;
        uint32_t claim =
            cmq_cause_at(f->coding, t, &cause) ? f->claim_of[f->clause_of[cause.of]] : UINT32_MAX;
        if (claim != UINT32_MAX) {
            add_cause(f, &cause, &claims->list.item[claim]);
        }
    }
}

/* ---- claims ------------------------------------------------------------------------------- */

static struct cmq_stretch span_of(const struct finder *f, uint32_t head) {
    const struct cmq_sentence *s = &f->parse->sentence[f->parse->token[head].sentence];
    struct cmq_stretch span = {0, 0};
    for (uint32_t t = s->first; t < s->end; t++) {
        const struct cmq_token *token = &f->parse->token[t];
        if (f->clause_of[t] != head || token->is_space || token->upos == CMQ_PUNCT) {
            continue;
        }
        span.start = span.end == 0 ? token->start : span.start;
        span.end = token->end;
    }
    return span;
}

/* "and would only boomerang": such a clause goes with the one above it. */
static uint32_t parent_of(const struct finder *f, uint32_t head, const struct cmq_claims *claims) {
    const struct cmq_token *token = &f->parse->token[head];
    if (token->head == head || statement_at(f, head) != statement_at(f, token->head) ||
        cmq_child(f->parse, head, CMQ_DEP_NSUBJ) != CMQ_NO_TOKEN ||
        cmq_child(f->parse, head, CMQ_DEP_NSUBJ_PASS) != CMQ_NO_TOKEN) {
        return UINT32_MAX;
    }
    uint32_t above = f->clause_of[token->head];
    for (uint32_t i = claims->list.count; i-- > 0;) {
        const struct cmq_claim *claim = &claims->list.item[i];
        if (claim->report != f->report || claim->sentence != token->sentence) {
            break;
        }
        if (claim->head == above) {
            return i;
        }
    }
    return UINT32_MAX;
}

static void add_claim(struct finder *f, uint32_t head, struct cmq_claims *claims) {
    uint32_t sentence = f->parse->token[head].sentence;
    if (only_leads(f, head)) {
        return;
    }
    struct cmq_claim claim = {.report = f->report,
                              .sentence = sentence,
                              .head = head,
                              .event = UINT32_MAX,
                              .occurrence = UINT32_MAX,
                              .from = CMQ_NO_DAY,
                              .to = CMQ_NO_DAY,
                              .said_from = CMQ_NO_DAY,
                              .said_to = CMQ_NO_DAY};
    const struct cmq_sentence *s = &f->parse->sentence[sentence];
    for (uint32_t t = s->first; t < s->end; t++) {
        if (f->clause_of[t] == head && !f->parse->token[t].is_space) {
            take_token(f, t, &claim);
        }
    }
    if (claim.words.count < LEAST_WORDS) {
        return;
    }
    claim.span = span_of(f, head);
    claim.parent = parent_of(f, head, claims);
    if (claim.parent != UINT32_MAX && claim.force == 0 &&
        f->parse->token[head].dep == CMQ_DEP_CONJ) {
        claim.force =
            claims->list.item[claim.parent].force; /* "will damage peace and harm itself" */
    }
    uint32_t statement = statement_at(f, head);
    if (statement != CMQ_NO_STATEMENT) {
        read_statement(f, statement, &claim);
    }
    add_event(f, statement, &claim);
    find_days(f, head, &claim.from, &claim.to);
    add_places(f, &claim);
    sort_words(&claim);
    f->claim_of[head] = claims->list.count;
    CMQ_PUSH(f->arena, &claims->list) = claim;
}

/* Words that lead to a statement count with its first claim: an edit of "he said" is one of what is
 * said. */
static void lead_to_claims(const struct finder *f) {
    const struct cmq_statements *statements = &f->coding->statements;
    uint32_t *first = CMQ_NEW_ARRAY(f->arena, uint32_t, statements->list.count + 1);
    for (uint32_t t = f->parse->token_count; first != NULL && t-- > 0;) {
        if (f->claim_of[t] != UINT32_MAX && statement_at(f, t) < statements->list.count) {
            first[statement_at(f, t)] = 1 + f->claim_of[t];
        }
    }
    for (uint32_t i = 0; first != NULL && i < statements->list.count; i++) {
        uint32_t cue = statements->list.item[i].cue_token;
        uint32_t lead = cue < f->parse->token_count ? f->clause_of[cue] : CMQ_NO_TOKEN;
        if (first[i] != 0 && lead != CMQ_NO_TOKEN && f->claim_of[lead] == UINT32_MAX) {
            f->claim_of[lead] = first[i] - 1;
        }
    }
}

static void set_clauses(struct finder *f) {
    for (uint32_t t = 0; t < f->parse->token_count; t++) {
        f->clause_of[t] = clause_head(f, t);
    }
}

/* Clauses of a word or two go with the one above them. */
static void give_up_small(struct finder *f) {
    for (uint32_t s = 0; s < f->parse->sentence_count; s++) {
        const struct cmq_sentence *sentence = &f->parse->sentence[s];
        for (uint32_t head = sentence->first; head < sentence->end; head++) {
            uint32_t above = f->parse->token[head].head, words = 0;
            if (!f->begins[head] || above == head ||
                statement_at(f, head) != statement_at(f, above)) {
                continue;
            }
            for (uint32_t t = sentence->first; t < sentence->end; t++) {
                words += f->clause_of[t] == head && is_content(&f->parse->token[t]);
            }
            f->begins[head] = words >= LEAST_CONTENT;
        }
    }
}

static void mark_teller(struct finder *f, uint32_t sentence, uint32_t start, uint32_t end) {
    const struct cmq_sentence *s = &f->parse->sentence[sentence];
    for (uint32_t t = s->first; t < s->end; t++) {
        const struct cmq_token *token = &f->parse->token[t];
        f->teller_at[t] |= token->start >= start && token->end <= end;
    }
}

static void mark_tellers(struct finder *f) {
    const struct cmq_statements *statements = &f->coding->statements;
    for (uint32_t i = 0; i < statements->list.count; i++) {
        const struct cmq_statement *s = &statements->list.item[i];
        mark_teller(f, s->sentence, s->speaker.start, s->speaker.end);
        for (uint32_t k = 0; k < s->attribution.count; k++) {
            const struct cmq_teller *teller = &s->attribution.item[k];
            mark_teller(f, s->sentence, teller->start, teller->end);
        }
    }
}

static bool prepare(struct finder *f) {
    const struct cmq_coding *coding = f->coding;
    size_t count = f->parse->token_count;
    f->event_at = CMQ_NEW_ARRAY(f->arena, bool, count);
    f->begins = CMQ_NEW_ARRAY(f->arena, bool, count);
    f->time_at = CMQ_NEW_ARRAY(f->arena, bool, count);
    f->teller_at = CMQ_NEW_ARRAY(f->arena, bool, count);
    f->clause_of = CMQ_NEW_ARRAY(f->arena, uint32_t, count);
    f->claim_of = CMQ_NEW_ARRAY(f->arena, uint32_t, count);
    if (f->event_at == NULL || f->begins == NULL || f->time_at == NULL || f->teller_at == NULL ||
        f->clause_of == NULL || f->claim_of == NULL) {
        return false;
    }
    memset(f->claim_of, 0xff, count * sizeof *f->claim_of);
    cmq_find_quotes(f->parse, f->arena, &f->quotes);
    for (uint32_t i = 0; i < coding->events.list.count; i++) {
        f->event_at[coding->events.list.item[i].trigger_token] = true;
    }
    for (uint32_t i = 0; i < coding->times.list.count; i++) {
        for (uint32_t t = coding->times.list.item[i].first; t < coding->times.list.item[i].end;
             t++) {
            f->time_at[t] = true;
        }
    }
    mark_tellers(f);
    for (uint32_t t = 0; t < count; t++) {
        f->begins[t] = begins_clause(f, t);
    }
    set_clauses(f);
    give_up_small(f);
    set_clauses(f);
    return true;
}

void cmq_claims_find(const struct cmq_coding *coding, uint32_t report, struct cmq_arena *arena,
                     struct cmq_claims *claims) {
    struct finder f = {.coding = coding, .parse = &coding->parse, .arena = arena, .report = report};
    if (!prepare(&f)) {
        return;
    }
    for (uint32_t t = 0; t < f.parse->token_count; t++) {
        if (f.clause_of[t] == t && !f.parse->token[t].is_space) {
            add_claim(&f, t, claims);
        }
    }
    find_causes(&f, claims);
    lead_to_claims(&f);
    for (uint32_t t = 0; t < f.parse->token_count; t++) {
        f.claim_of[t] = f.claim_of[f.clause_of[t]];
    }
    cmq_told_sentences_find(coding, f.claim_of, report, arena, claims);
}

void cmq_claims_link(const struct cmq_tellings *tellings, struct cmq_arena *arena,
                     struct cmq_claims *claims) {
    uint32_t *occurrence = CMQ_NEW_ARRAY(arena, uint32_t, tellings->list.count + 1);
    if (occurrence == NULL) {
        return;
    }
    cmq_occurrences_group(tellings, occurrence);
    for (uint32_t i = 0; i < claims->list.count; i++) {
        struct cmq_claim *claim = &claims->list.item[i];
        for (uint32_t k = 0; k < tellings->list.count; k++) {
            const struct cmq_telling *telling = &tellings->list.item[k];
            if (telling->report == claim->report && telling->event == claim->event) {
                claim->occurrence = occurrence[k];
                claim->telling = telling;
            }
        }
    }
}
