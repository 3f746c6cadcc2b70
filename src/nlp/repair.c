/* SPDX-License-Identifier: Apache-2.0 */
/* Three things that parsers of this size get wrong and that can be told from the tree alone.
 *
 * A news sentence has a finite verb. Where the tagger took it for a participle, since both are
 * spelt alike ("US Secretary Blinken expressed concern"), the tree hangs on a noun; the participle
 * behind the first noun phrase is then made what it is: the root, with that phrase as its subject.
 * So is a finite verb that the tree took for a part of a name ("the government of Mali bans
 * rallies"), and so is the noun that the tree hangs an object on ("the Malian army strikes ten
 * targets").
 *
 * A bare noun phrase is the predicate (xcomp) of a verb without an object only after verbs like
 * "become" and after passive participles ("a man called Jones"): so it is in all of the treebanks
 * that the model learns from. After any other verb it is the object ("India invited China").
 *
 * A participle behind a comma tells what the subject did besides, not what the last noun before it
 * does: "police raided the offices, seizing papers". */

#include "nlp/model.h"

static bool is_nominal(const struct cmq_token *token) {
    return token->upos == CMQ_NOUN || token->upos == CMQ_PROPN || token->upos == CMQ_PRON ||
           token->upos == CMQ_NUM;
}

/* A finite form that modifies a noun is no finite verb yet, but may be the hidden one. */
static bool is_finite(const struct cmq_token *token) {
    return token->dep != CMQ_DEP_AMOD && token->dep != CMQ_DEP_COMPOUND &&
           token->dep != CMQ_DEP_NMOD && (token->upos == CMQ_VERB || token->upos == CMQ_AUX) &&
           (cmq_str_eq(token->tag, CMQ_STR("VBD")) || cmq_str_eq(token->tag, CMQ_STR("VBZ")) ||
            cmq_str_eq(token->tag, CMQ_STR("VBP")) || cmq_str_eq(token->tag, CMQ_STR("MD")));
}

/* Whether what stands before the participle is a noun phrase that can be its subject: "the wounded
 * soldier" and "by armed men" cannot. */
static bool follows_subject(const struct cmq_parse *parse, const struct cmq_sentence *s,
                            uint32_t verb) {
    uint32_t t = verb;
    while (t > s->first) {
        const struct cmq_token *before = &parse->token[--t];
        if (before->is_space || before->upos == CMQ_PUNCT || before->upos == CMQ_ADV) {
            continue;
        }
        return is_nominal(before);
    }
    return false;
}

static bool is_hidden_verb(const struct cmq_parse *parse, const struct cmq_sentence *s,
                           uint32_t t) {
    const struct cmq_token *token = &parse->token[t];
    bool past = cmq_str_eq(token->tag, CMQ_STR("VBN")) || cmq_str_eq(token->tag, CMQ_STR("VBD"));
    bool name = token->dep == CMQ_DEP_NMOD && (past || cmq_str_eq(token->tag, CMQ_STR("VBZ")));
    return token->upos == CMQ_VERB &&
           (name || (past && (token->dep == CMQ_DEP_AMOD || token->dep == CMQ_DEP_ACL ||
                              token->dep == CMQ_DEP_COMPOUND))) &&
           t + 1 < s->end && parse->token[t + 1].upos != CMQ_PUNCT &&
           follows_subject(parse, s, t) &&
           !(parse->token[t + 1].upos == CMQ_ADP && cmq_form_is(&parse->token[t + 1], "by"));
}

static void relate(struct cmq_token *token, enum cmq_dep dep, const char *label, uint32_t head) {
    token->dep = (uint8_t)dep;
    token->label = cmq_str_of(label);
    token->head = head;
}

/* Every word above the verb comes to hang on it: the one before it as subject, others as objects.
 */
static void make_root(struct cmq_parse *parse, struct cmq_sentence *s, uint32_t verb) {
    bool has_subject = false;
    uint32_t t = parse->token[verb].head;
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        uint32_t above = parse->token[t].head;
        if (t < verb) {
            relate(&parse->token[t], has_subject ? CMQ_DEP_DEP : CMQ_DEP_NSUBJ,
                   has_subject ? "dep" : "nsubj", verb);
            has_subject = true;
        } else {
            relate(&parse->token[t], CMQ_DEP_OBJ, "obj", verb);
        }
        if (above == t) {
            break;
        }
        t = above;
    }
    /* A phrase before the verb that hung on what is now its object is the subject. */
    for (t = s->first; t < verb && !has_subject; t++) {
        if (parse->token[t].head > verb && is_nominal(&parse->token[t])) {
            relate(&parse->token[t], CMQ_DEP_NSUBJ, "nsubj", verb);
            has_subject = true;
        }
    }
    relate(&parse->token[verb], CMQ_DEP_ROOT, "ROOT", verb);
    if (!cmq_str_eq(parse->token[verb].tag, CMQ_STR("VBZ"))) {
        parse->token[verb].tag = CMQ_STR("VBD");
        parse->token[verb].feats = CMQ_STR("Mood=Ind|Tense=Past|VerbForm=Fin");
    }
    s->root = verb;
}

/* Whether a token stands in a clause that modifies a noun: "the memos that he wrote". */
static bool is_in_modifier(const struct cmq_parse *parse, uint32_t token) {
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        const struct cmq_token *self = &parse->token[token];
        if (self->dep == CMQ_DEP_ACL || self->dep == CMQ_DEP_ACL_RELCL) {
            return true;
        }
        if (self->head == token) {
            break;
        }
        token = self->head;
    }
    return false;
}

/* "Trump accused former minister Roe of leaking what he wrote": the tree makes the verb an
 * adjective of the name behind it, and only clauses behind that name are finite. */
static bool hides_behind_name(const struct cmq_parse *parse, uint32_t hidden) {
    const struct cmq_token *verb = &parse->token[hidden];
    return verb->dep == CMQ_DEP_AMOD && verb->head > hidden &&
           parse->token[verb->head].upos == CMQ_PROPN;
}

/* "The Malian army strikes ten targets": a noun has no object, so that one in the plural with an
 * object is a verb in the singular, and the noun before it its subject. */
static void mend_plural(struct cmq_parse *parse, const struct cmq_sentence *s) {
    struct cmq_token *root = &parse->token[s->root];
    uint32_t object = cmq_child(parse, s->root, CMQ_DEP_OBJ);
    uint32_t subject = s->root > s->first ? s->root - 1 : s->root;
    if (!cmq_str_eq(root->tag, CMQ_STR("NNS")) || object == CMQ_NO_TOKEN || object < s->root ||
        parse->token[subject].head != s->root || parse->token[subject].dep != CMQ_DEP_COMPOUND) {
        return;
    }
    for (uint32_t t = s->first; t < subject; t++) {
        parse->token[t].head = parse->token[t].head == s->root ? subject : parse->token[t].head;
    }
    relate(&parse->token[subject], CMQ_DEP_NSUBJ, "nsubj", s->root);
    root->upos = CMQ_VERB;
    root->tag = CMQ_STR("VBZ");
    root->feats = CMQ_STR("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin");
}

/* "Roe, speaking at a rally, called for talks": a participle between commas, behind its subject, is
 * no root; the verb behind the second comma is. */
static void mend_participle(struct cmq_parse *parse, struct cmq_sentence *s) {
    uint32_t root = s->root, subject = cmq_child(parse, root, CMQ_DEP_NSUBJ);
    if (!cmq_str_eq(parse->token[root].tag, CMQ_STR("VBG")) || subject == CMQ_NO_TOKEN ||
        root < 2 || subject > root || !cmq_form_is(&parse->token[root - 1], ",") ||
        cmq_child(parse, root, CMQ_DEP_AUX) != CMQ_NO_TOKEN) {
        return;
    }
    for (uint32_t t = root + 2; t + 1 < s->end; t++) {
        struct cmq_token *verb = &parse->token[t];
        bool past = cmq_str_eq(verb->tag, CMQ_STR("VBN")) || cmq_str_eq(verb->tag, CMQ_STR("VBD"));
        if (past && verb->upos == CMQ_VERB && cmq_form_is(&parse->token[t - 1], ",") &&
            !cmq_form_is(&parse->token[t + 1], "by")) {
            relate(verb, CMQ_DEP_ROOT, "ROOT", t);
            verb->tag = CMQ_STR("VBD");
            verb->feats = CMQ_STR("Mood=Ind|Tense=Past|VerbForm=Fin");
            relate(&parse->token[subject], CMQ_DEP_NSUBJ, "nsubj", t);
            relate(&parse->token[root], CMQ_DEP_ADVCL, "advcl", t);
            s->root = t;
            return;
        }
    }
}

void cmq_find_finite_verbs(struct cmq_parse *parse) {
    for (uint32_t i = 0; i < parse->sentence_count; i++) {
        struct cmq_sentence *s = &parse->sentence[i];
        uint32_t hidden = CMQ_NO_TOKEN;
        mend_plural(parse, s);
        mend_participle(parse, s);
        bool finite = !is_nominal(&parse->token[s->root]);
        for (uint32_t t = s->first; t < s->end && !finite; t++) {
            finite = is_finite(&parse->token[t]) &&
                     !(hidden != CMQ_NO_TOKEN && hides_behind_name(parse, hidden) &&
                       is_in_modifier(parse, t));
            if (hidden == CMQ_NO_TOKEN && is_hidden_verb(parse, s, t)) {
                hidden = t;
            }
        }
        if (!finite && hidden != CMQ_NO_TOKEN) {
            make_root(parse, s, hidden);
        }
    }
}

static bool takes_predicate(const struct cmq_token *verb) {
    static const char *const LEMMAS[] = {"become", "remain", "be",   "seem",  "appear", "stay",
                                         "feel",   "look",   "make", "sound", "turn",   "prove",
                                         "equal",  "date",   "end",  "go"};
    for (size_t i = 0; i < sizeof LEMMAS / sizeof *LEMMAS; i++) {
        if (cmq_str_eq(verb->lemma, cmq_str_of(LEMMAS[i]))) {
            return true;
        }
    }
    return false;
}

/* A past participle that no form of "have" makes active. */
static bool is_passive(const struct cmq_parse *parse, uint32_t verb) {
    if (!cmq_str_eq(parse->token[verb].tag, CMQ_STR("VBN"))) {
        return false;
    }
    uint32_t aux = cmq_child(parse, verb, CMQ_DEP_AUX);
    return aux == CMQ_NO_TOKEN || !cmq_str_eq(parse->token[aux].lemma, CMQ_STR("have")) ||
           cmq_child(parse, verb, CMQ_DEP_AUX_PASS) != CMQ_NO_TOKEN;
}

static bool is_bare(const struct cmq_parse *parse, uint32_t noun) {
    return cmq_child(parse, noun, CMQ_DEP_MARK) == CMQ_NO_TOKEN &&
           cmq_child(parse, noun, CMQ_DEP_COP) == CMQ_NO_TOKEN &&
           cmq_child(parse, noun, CMQ_DEP_AUX) == CMQ_NO_TOKEN &&
           cmq_child(parse, noun, CMQ_DEP_CASE) == CMQ_NO_TOKEN;
}

void cmq_find_objects(struct cmq_parse *parse) {
    for (uint32_t t = 0; t < parse->token_count; t++) {
        struct cmq_token *token = &parse->token[t];
        uint32_t verb = token->head;
        if (token->dep == CMQ_DEP_XCOMP && is_nominal(token) && t > verb &&
            parse->token[verb].upos == CMQ_VERB && is_bare(parse, t) &&
            cmq_child(parse, verb, CMQ_DEP_OBJ) == CMQ_NO_TOKEN &&
            !takes_predicate(&parse->token[verb]) && !is_passive(parse, verb)) {
            relate(token, CMQ_DEP_OBJ, "obj", verb);
        }
    }
}

/* The verb that a noun is an object or phrase of, on its own or inside another; CMQ_NO_TOKEN if it
 * is part of the subject. */
static uint32_t verb_before(const struct cmq_parse *parse, uint32_t noun) {
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        const struct cmq_token *token = &parse->token[noun];
        if (token->dep == CMQ_DEP_OBJ || token->dep == CMQ_DEP_OBL) {
            return parse->token[token->head].upos == CMQ_VERB && token->head < noun ? token->head
                                                                                    : CMQ_NO_TOKEN;
        }
        if (token->dep != CMQ_DEP_NMOD && token->dep != CMQ_DEP_CONJ) {
            break;
        }
        noun = token->head;
    }
    return CMQ_NO_TOKEN;
}

void cmq_find_participles(struct cmq_parse *parse) {
    for (uint32_t t = 1; t < parse->token_count; t++) {
        struct cmq_token *token = &parse->token[t];
        bool behind_comma = token->dep == CMQ_DEP_ACL && token->head < t &&
                            cmq_str_eq(token->tag, CMQ_STR("VBG")) &&
                            cmq_form_is(&parse->token[t - 1], ",");
        uint32_t verb = behind_comma ? verb_before(parse, token->head) : CMQ_NO_TOKEN;
        if (verb != CMQ_NO_TOKEN) {
            relate(token, CMQ_DEP_ADVCL, "advcl", verb);
        }
    }
}
