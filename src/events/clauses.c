/* SPDX-License-Identifier: Apache-2.0 */
/* What stands round a verb, read into the places of the active voice: a passive's subject is the
 * object, a "by" phrase the subject, a relative clause's antecedent either. */

#include "events/matcher.h"

bool cmq_is_marked(const struct reader *r, uint32_t verb, const char *word) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < verb;
         t = cmq_child_next(parse, verb, t)) {
        if (cmq_form_is(token_at(r, t), word)) {
            return true;
        }
    }
    return false;
}

uint32_t cmq_by_phrase(const struct reader *r, uint32_t verb) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, verb, t)) {
        uint8_t dep = token_at(r, t)->dep;
        if (dep == CMQ_DEP_OBL_AGENT) {
            return t;
        }
        uint32_t preposition = cmq_preposition(parse, t);
        if ((dep == CMQ_DEP_OBL || dep == CMQ_DEP_NMOD) && preposition != CMQ_NO_TOKEN &&
            cmq_form_is(token_at(r, preposition), "by")) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

/* The agent of a passive whose phrase small parsers hang on the noun that the participle modifies
 * or on another phrase of the verb: "sanctions imposed on Mali by its neighbours". */
static uint32_t agent_of_passive(const struct reader *r, uint32_t verb) {
    const struct cmq_parse *parse = r->in->parse;
    uint32_t agent = cmq_by_phrase(r, verb);
    if (agent != CMQ_NO_TOKEN) {
        return agent;
    }
    uint32_t beyond = token_at(r, verb)->dep == CMQ_DEP_ACL
                          ? cmq_by_phrase(r, token_at(r, verb)->head)
                          : CMQ_NO_TOKEN;
    for (uint32_t t = cmq_child_next(parse, verb, CMQ_NO_TOKEN);
         t != CMQ_NO_TOKEN && beyond == CMQ_NO_TOKEN; t = cmq_child_next(parse, verb, t)) {
        if (token_at(r, t)->dep == CMQ_DEP_OBL) {
            beyond = cmq_by_phrase(r, t);
        }
    }
    return beyond != CMQ_NO_TOKEN && beyond > verb && cmq_names_someone(r, beyond) ? beyond
                                                                                   : CMQ_NO_TOKEN;
}

/* Whether one noun phrase begins where the other ends; one behind a comma is an apposition, one
 * behind "over" a prepositional phrase. */
static bool follows_directly(const struct reader *r, uint32_t phrase, uint32_t before) {
    uint32_t first, end, before_first, before_end;
    cmq_subtree(r->in->parse, phrase, &first, &end);
    cmq_subtree(r->in->parse, before, &before_first, &before_end);
    return first == before_end && token_at(r, first)->upos != CMQ_PUNCT &&
           token_at(r, first)->upos != CMQ_ADV && token_at(r, before_end - 1)->upos != CMQ_PUNCT;
}

/* Of two direct objects side by side the last is one: "gave Mali a grant", "rejected Thursday an
 * appeal". */
static void read_objects(const struct reader *r, struct clause *c) {
    const struct cmq_parse *parse = r->in->parse;
    c->object = cmq_child(parse, c->verb, CMQ_DEP_OBJ);
    c->indirect = cmq_child(parse, c->verb, CMQ_DEP_IOBJ);
    uint32_t next = c->object == CMQ_NO_TOKEN || c->indirect != CMQ_NO_TOKEN
                        ? CMQ_NO_TOKEN
                        : cmq_child_next(parse, c->verb, c->object);
    if (next != CMQ_NO_TOKEN && token_at(r, next)->dep == CMQ_DEP_OBJ &&
        follows_directly(r, next, c->object)) {
        c->indirect = c->object;
        c->object = next;
    }
    c->object = cmq_named_by(r, c->object);
}

/* "X rejected a plan, Y said": of two subjects of the verb of telling the one behind the clause
 * told is that clause's object. */
static uint32_t object_beyond(const struct reader *r, uint32_t verb) {
    const struct cmq_parse *parse = r->in->parse;
    uint32_t teller = token_at(r, verb)->head;
    if (token_at(r, verb)->dep != CMQ_DEP_CCOMP || teller < verb) {
        return CMQ_NO_TOKEN;
    }
    uint32_t first = CMQ_NO_TOKEN, count = 0;
    for (uint32_t t = cmq_child_next(parse, teller, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < teller;
         t = cmq_child_next(parse, teller, t)) {
        if (t > verb && token_at(r, t)->dep == CMQ_DEP_NSUBJ) {
            first = count++ == 0 ? t : first;
        }
    }
    return count > 1 ? first : CMQ_NO_TOKEN;
}

/* A participle of a noun that has an object of its own, and nobody behind "by", is active whatever
 * its tag: "tanks fired shells". */
static bool is_active_participle(const struct reader *r, uint32_t verb) {
    const struct cmq_parse *parse = r->in->parse;
    return token_at(r, verb)->dep == CMQ_DEP_ACL &&
           cmq_child(parse, verb, CMQ_DEP_OBJ) != CMQ_NO_TOKEN &&
           cmq_child(parse, verb, CMQ_DEP_AUX_PASS) == CMQ_NO_TOKEN &&
           cmq_by_phrase(r, verb) == CMQ_NO_TOKEN;
}

/* Whether a word hangs on what it cannot modify, so that it is left over; a verb has no compound.
 */
static bool is_left_over(const struct cmq_token *token, uint32_t verb) {
    return token->dep == CMQ_DEP_PARATAXIS || token->dep == CMQ_DEP_DEP ||
           token->dep == CMQ_DEP_VOCATIVE || token->dep == CMQ_DEP_DISLOCATED ||
           (token->dep == CMQ_DEP_COMPOUND && token->head == verb);
}

static bool is_finite(const struct cmq_token *verb) {
    return cmq_str_eq(verb->tag, CMQ_STR("VBD")) || cmq_str_eq(verb->tag, CMQ_STR("VBZ")) ||
           cmq_str_eq(verb->tag, CMQ_STR("VBP"));
}

static bool names_head(const struct reader *r, uint32_t token) {
    uint32_t m = r->in->actors->mention_at[token];
    return m != CMQ_NO_MENTION && r->in->actors->mention.item[m].head == token;
}

/* A finite verb has a subject. Where the tree has none, it is the last actor before the verb that
 * stands in no phrase of its own ("Ahead of the summit, the two countries reached"), or the one
 * that the verb itself hangs on as an adverbial clause ("Mali on Tuesday summoned"). */
static uint32_t lost_subject(const struct reader *r, uint32_t verb) {
    const struct cmq_token *self = token_at(r, verb);
    uint32_t first = r->in->parse->sentence[self->sentence].first;
    for (uint32_t t = verb; is_finite(self) && t-- > first;) {
        bool carries = self->head == t && self->dep == CMQ_DEP_ADVCL &&
                       cmq_child(r->in->parse, verb, CMQ_DEP_MARK) == CMQ_NO_TOKEN;
        if (names_head(r, t) && (carries || is_left_over(token_at(r, t), verb)) &&
            cmq_preposition(r->in->parse, t) == CMQ_NO_TOKEN) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

/* "detained Aung San Suu Kyi", the name read as an adverb: an actor that begins directly behind a
 * verb without object and hangs on it bare is its object. */
static uint32_t object_misread(const struct reader *r, uint32_t verb) {
    uint32_t first = verb + 1;
    uint32_t m =
        first < r->in->parse->token_count ? r->in->actors->mention_at[first] : CMQ_NO_MENTION;
    uint32_t head = m != CMQ_NO_MENTION ? r->in->actors->mention.item[m].head : CMQ_NO_TOKEN;
    bool adverb =
        head != CMQ_NO_TOKEN && token_at(r, head)->head == verb &&
        (token_at(r, head)->dep == CMQ_DEP_ADVMOD || token_at(r, head)->dep == CMQ_DEP_DEP);
    return adverb && cmq_preposition(r->in->parse, head) == CMQ_NO_TOKEN ? head : CMQ_NO_TOKEN;
}

/* The subject of the predicate that a noun is or is part of: "X was one of the first countries". */
static uint32_t subject_of_predicate(const struct reader *r, uint32_t noun) {
    const struct cmq_parse *parse = r->in->parse;
    for (unsigned depth = 0; depth < 4; depth++) {
        if (cmq_child(parse, noun, CMQ_DEP_COP) != CMQ_NO_TOKEN) {
            bool passive;
            return cmq_subject(parse, noun, &passive);
        }
        if (token_at(r, noun)->dep != CMQ_DEP_NMOD) {
            return CMQ_NO_TOKEN;
        }
        noun = token_at(r, noun)->head;
    }
    return CMQ_NO_TOKEN;
}

/* The nationality before a noun, or the phrase with "by" behind it: "the American effort to
 * isolate", "an effort by Mali to isolate". */
static uint32_t doer_beside(const struct reader *r, uint32_t noun) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, noun, t)) {
        uint8_t dep = token_at(r, t)->dep;
        if ((dep == CMQ_DEP_AMOD || dep == CMQ_DEP_COMPOUND) && names_head(r, t)) {
            return t;
        }
    }
    return cmq_by_phrase(r, noun);
}

/* Whether a noun asks another to act or lets him: "American calls to withdraw" are not for America.
 */
static bool is_for_another(const struct reader *r, uint32_t noun) {
    static const char *const lemmas[] = {"call",    "demand",   "request",    "appeal", "plea",
                                         "order",   "pressure", "invitation", "leave",  "approval",
                                         "consent", "license",  "permission", "warning"};
    for (size_t i = 0; i < sizeof lemmas / sizeof *lemmas; i++) {
        if (cmq_str_eq(token_at(r, noun)->lemma, cmq_str_of(lemmas[i]))) {
            return true;
        }
    }
    return false;
}

/* Whether a verb tells what somebody thinks of another's plan: "opposed efforts to isolate". */
static bool is_opinion(const struct reader *r, uint32_t verb) {
    const struct match *m = r->match_at[verb];
    struct cmq_str code = m ? text_of(r, m->frame->code) : (struct cmq_str){NULL, 0};
    return cmq_root_in(code, "11", "11") || cmq_str_starts(code, CMQ_STR("129")) ||
           cmq_str_starts(code, CMQ_STR("051"));
}

/* Who would do what the infinitive of a noun says, where no possessor tells it: who stands beside
 * the noun, else the subject that the tree finds, who may have an opinion of it only; of a
 * predicate its subject ("was the first to recognise"). */
static uint32_t agent_of_infinitive(const struct reader *r, uint32_t verb, uint32_t subject) {
    const struct cmq_parse *parse = r->in->parse;
    uint32_t noun = token_at(r, verb)->head;
    if (token_at(r, verb)->dep != CMQ_DEP_ACL || !cmq_is_marked(r, verb, "to") ||
        cmq_str_eq(token_at(r, verb)->tag, CMQ_STR("VBG")) ||
        (subject != CMQ_NO_TOKEN && token_at(r, noun)->dep != CMQ_DEP_OBJ) ||
        cmq_child(parse, noun, CMQ_DEP_NMOD_POSS) != CMQ_NO_TOKEN) {
        return subject;
    }
    uint32_t doer = is_for_another(r, noun) ? CMQ_NO_TOKEN : doer_beside(r, noun);
    if (doer != CMQ_NO_TOKEN) {
        return doer;
    }
    if (subject == CMQ_NO_TOKEN) {
        return subject_of_predicate(r, noun);
    }
    return is_opinion(r, token_at(r, noun)->head) ? CMQ_NO_TOKEN : subject;
}

/* The paper that a participle tells the content of: what it hangs on, or stands right behind. */
static uint32_t paper_of(const struct reader *r, uint32_t verb) {
    static const char *const papers[] = {
        "statement",  "resolution",  "decree",    "order",     "law",   "bill",
        "letter",     "message",     "motion",    "memo",      "edict", "petition",
        "communique", "declaration", "directive", "ultimatum", "note",  "measure",
        "document",   "legislation", "dossier",   "lawsuit",   "suit",  "complaint",
        "editorial",  "article",     "tweet",     "memorandum"};
    uint32_t above = token_at(r, verb)->head, before = verb > 0 ? verb - 1 : verb;
    if (token_at(r, verb)->dep != CMQ_DEP_ACL ||
        !cmq_str_eq(token_at(r, verb)->tag, CMQ_STR("VBG"))) {
        return CMQ_NO_TOKEN;
    }
    if (cmq_form_in(token_at(r, above), papers, sizeof papers / sizeof *papers)) {
        return above;
    }
    bool behind = cmq_form_in(token_at(r, before), papers, sizeof papers / sizeof *papers) &&
                  cmq_below(r->in->parse, before, above);
    return behind ? before : CMQ_NO_TOKEN;
}

/* Whether who does something with a paper need not have written it: "used a memo accusing". */
static bool only_handles(const struct reader *r, uint32_t verb) {
    static const char *const lemmas[] = {"use",   "receive", "get",  "read",  "see",    "obtain",
                                         "cite",  "review",  "leak", "quote", "reject", "oppose",
                                         "block", "veto",    "have", "find",  "share",  "face"};
    for (size_t i = 0; i < sizeof lemmas / sizeof *lemmas; i++) {
        if (cmq_str_eq(token_at(r, verb)->lemma, cmq_str_of(lemmas[i]))) {
            return true;
        }
    }
    return false;
}

uint32_t cmq_author_of_paper(const struct reader *r, uint32_t verb) {
    const struct cmq_parse *parse = r->in->parse;
    uint32_t paper = paper_of(r, verb);
    if (paper == CMQ_NO_TOKEN) {
        return CMQ_NO_TOKEN;
    }
    bool passive = false;
    uint32_t owner = cmq_child(parse, paper, CMQ_DEP_NMOD_POSS);
    uint32_t by = owner == CMQ_NO_TOKEN ? cmq_by_phrase(r, paper) : owner;
    uint32_t written = cmq_child(parse, paper, CMQ_DEP_ACL_RELCL); /* "a memo he had written" */
    if (by == CMQ_NO_TOKEN && written != CMQ_NO_TOKEN && written < verb) {
        by = cmq_subject(parse, written, &passive);
    }
    uint32_t above = token_at(r, paper)->head;
    if (by == CMQ_NO_TOKEN && token_at(r, paper)->dep == CMQ_DEP_OBJ && !only_handles(r, above)) {
        by = cmq_subject(parse, above, &passive);
    }
    return passive ? CMQ_NO_TOKEN : by;
}

/* What a paper says is not done by whoever stands above it, but for one who speaks in it: "said in
 * a letter urging". */
static uint32_t subject_of_paper(const struct reader *r, uint32_t verb, uint32_t subject) {
    uint32_t author = cmq_author_of_paper(r, verb), paper = paper_of(r, verb);
    bool stands_above = paper == CMQ_NO_TOKEN || token_at(r, paper)->dep == CMQ_DEP_OBL;
    return author == CMQ_NO_TOKEN && stands_above ? subject : author;
}

/* "joined forces to reject", "took steps to ban": an object that is nobody does nothing; who does
 * it is the subject of the verb above. */
static uint32_t subject_by_control(const struct reader *r, uint32_t verb, uint32_t subject) {
    const struct cmq_token *self = token_at(r, verb);
    bool controlled = subject != CMQ_NO_TOKEN && self->dep == CMQ_DEP_XCOMP &&
                      cmq_is_marked(r, verb, "to") && token_at(r, subject)->dep == CMQ_DEP_OBJ &&
                      cmq_child(r->in->parse, verb, CMQ_DEP_AUX_PASS) == CMQ_NO_TOKEN &&
                      token_at(r, subject)->head == self->head;
    bool passive = false;
    uint32_t above =
        controlled && token_at(r, subject)->upos == CMQ_NOUN && !cmq_names_someone(r, subject)
            ? cmq_subject(r->in->parse, self->head, &passive)
            : CMQ_NO_TOKEN;
    return above != CMQ_NO_TOKEN && !passive ? above : subject;
}

/* ": attacking Roe", what the subject's way is, behind a colon. */
static uint32_t subject_before_colon(const struct reader *r, uint32_t verb) {
    const struct cmq_token *self = token_at(r, verb);
    bool loose = self->dep == CMQ_DEP_DEP || self->dep == CMQ_DEP_PARATAXIS;
    bool passive = false;
    uint32_t subject = loose && verb > 0 && self->head < verb &&
                               cmq_str_eq(self->tag, CMQ_STR("VBG")) &&
                               cmq_form_is(token_at(r, verb - 1), ":")
                           ? cmq_subject(r->in->parse, self->head, &passive)
                           : CMQ_NO_TOKEN;
    return passive ? CMQ_NO_TOKEN : subject;
}

/* Whether the place that the report's dateline names begins with the token. */
static bool begins_dateline(const struct reader *r, uint32_t token) {
    struct cmq_str place = r->in->places->dateline;
    return place.len > 0 && r->in->parse->text.ptr + token_at(r, token)->start == place.ptr;
}

uint32_t cmq_subject_behind_dateline(const struct reader *r, uint32_t subject) {
    static const char *const dashes[] = {"--", "-", "\xe2\x80\x93", "\xe2\x80\x94", ":"};
    const struct cmq_token *self = token_at(r, subject);
    if (self->dep != CMQ_DEP_NSUBJ) {
        return subject;
    }
    bool parted = false, dateline = begins_dateline(r, subject);
    for (uint32_t t = subject + 1; t < self->head; t++) {
        const struct cmq_token *token = token_at(r, t);
        parted |= cmq_form_in(token, dashes, sizeof dashes / sizeof *dashes) &&
                  token_at(r, t - 1)->end < token->start;
        bool beside = token->dep == CMQ_DEP_NSUBJ && token->head == self->head;
        bool below = dateline && token->head == subject &&
                     (token->dep == CMQ_DEP_APPOS || token->dep == CMQ_DEP_LIST);
        if (parted && (beside || below)) {
            return t;
        }
    }
    return subject;
}

struct clause cmq_read_clause(const struct reader *r, uint32_t verb) {
    const struct cmq_parse *parse = r->in->parse;
    struct clause c = {.verb = verb, .agent = CMQ_NO_TOKEN};
    uint32_t subject = cmq_subject(parse, verb, &c.passive);
    subject = subject_by_control(r, verb, subject);
    subject = agent_of_infinitive(r, verb, subject_of_paper(r, verb, subject));
    if (subject == CMQ_NO_TOKEN) {
        subject = lost_subject(r, verb);
    }
    if (subject == CMQ_NO_TOKEN) {
        subject = subject_before_colon(r, verb);
    }
    if (subject != CMQ_NO_TOKEN) {
        subject = cmq_subject_behind_dateline(r, subject);
    }
    c.passive = c.passive && !is_active_participle(r, verb);
    read_objects(r, &c);
    if (c.object == CMQ_NO_TOKEN && !c.passive) {
        c.object = object_beyond(r, verb);
        c.object = c.object == CMQ_NO_TOKEN ? object_misread(r, verb) : c.object;
    }
    c.subject = subject;
    if (c.passive) {
        c.agent = agent_of_passive(r, verb);
        c.subject = c.agent;
        if (c.object == CMQ_NO_TOKEN) {
            c.object = subject;
        } else {
            c.indirect = subject;
        }
        return c;
    }
    const struct cmq_token *self = token_at(r, verb);
    bool pronoun =
        c.object != CMQ_NO_TOKEN && token_at(r, c.object)->upos == CMQ_PRON && c.object < verb;
    if (self->dep == CMQ_DEP_ACL_RELCL && (c.object == CMQ_NO_TOKEN || pronoun) &&
        subject != self->head) {
        c.object = self->head; /* "Syria, which Israel attacked" */
    }
    uint32_t complement = cmq_child(parse, verb, CMQ_DEP_CCOMP);
    if (c.object == CMQ_NO_TOKEN && complement != CMQ_NO_TOKEN) {
        uint32_t mark = cmq_child(parse, complement, CMQ_DEP_MARK);
        if (mark != CMQ_NO_TOKEN && cmq_form_is(token_at(r, mark), "to")) {
            bool ignored;
            uint32_t raised = cmq_subject(parse, complement, &ignored);
            c.object = raised != CMQ_NO_TOKEN && raised > verb ? raised : CMQ_NO_TOKEN;
            c.raised_object = c.object != CMQ_NO_TOKEN;
        }
    }
    return c;
}
