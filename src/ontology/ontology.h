/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_ONTOLOGY_H
#define CMQ_ONTOLOGY_H

/* ontology: the code tables of the field, compiled in from ontology/ at the root of the
 * repository: CAMEO events with their scores, PLOVER, actor roles, organisations, regions,
 * countries, Correlates of War states and blocs as of a day. Everything but an ontology of the
 * user's own is static and constant; strings are terminated; a text that a table does not have is
 * NULL. Codes are strings and keep their leading zeros. */

#include "base/base.h"

/* ---- PLOVER ------------------------------------------------------------------------------ */

/* The sixteen types of the 2.0 manual, verbal cooperation first and material conflict last. */
enum cmq_plover {
    CMQ_PLOVER_NONE = 0, /* CAMEO 01 has no PLOVER type */
    CMQ_PLOVER_AGREE,
    CMQ_PLOVER_CONSULT,
    CMQ_PLOVER_SUPPORT,
    CMQ_PLOVER_CONCEDE,
    CMQ_PLOVER_COOPERATE,
    CMQ_PLOVER_AID,
    CMQ_PLOVER_RETREAT,
    CMQ_PLOVER_REQUEST,
    CMQ_PLOVER_ACCUSE,
    CMQ_PLOVER_REJECT,
    CMQ_PLOVER_THREATEN,
    CMQ_PLOVER_PROTEST,
    CMQ_PLOVER_SANCTION,
    CMQ_PLOVER_MOBILIZE,
    CMQ_PLOVER_COERCE,
    CMQ_PLOVER_ASSAULT,
    CMQ_PLOVER_COUNT
};

struct cmq_plover_type {
    enum cmq_plover type;
    const char *name;        /* "AGREE" */
    const char *four_letter; /* "AGRE" */
    unsigned char quad;      /* 1 to 4, as in cmq_quad_name */
    bool needs_recipient;    /* the manual codes no such event without a recipient */
    double score;            /* manual 2.0 */
    double score_1_1;        /* data dictionary 1.1, another scale */
    const char *gloss;
};

struct cmq_plover_mode {
    enum cmq_plover type;
    const char *mode;
    double score; /* manual 2.0 */
    bool scored;  /* the manual gives the mode a score of its own */
    const char *gloss;
};

/* NULL for CMQ_PLOVER_NONE and for what is no type. */
const struct cmq_plover_type *cmq_plover_type(enum cmq_plover type);
const char *cmq_plover_name(enum cmq_plover type); /* NULL likewise */
/* By the name in capitals; CMQ_PLOVER_NONE if there is no such type. */
enum cmq_plover cmq_plover_find(struct cmq_str name);
/* NULL if the type has no such mode. */
const struct cmq_plover_mode *cmq_plover_mode_find(enum cmq_plover type, struct cmq_str mode);
/* Whether an event of the type may carry the mode; no mode ("") is right for every type. */
bool cmq_plover_mode_valid(enum cmq_plover type, struct cmq_str mode);
/* The type of an act that has this mode, where its code says `type`: CAMEO's yielding is CONCEDE or
 * RETREAT, and who resigns retreats. CMQ_PLOVER_NONE where the mode fits neither. */
enum cmq_plover cmq_plover_of_mode(enum cmq_plover type, struct cmq_str mode);
bool cmq_plover_context_valid(struct cmq_str context);
/* POLECAT's intensity: the mode's score, else the type's; 0 for CMQ_PLOVER_NONE. */
double cmq_plover_intensity(enum cmq_plover type, struct cmq_str mode);

/* ---- CAMEO events ------------------------------------------------------------------------ */

/* The tables disagree on some codes, so a score is never given without its table. */
enum cmq_goldstein_table {
    CMQ_GOLDSTEIN_GDELT,
    CMQ_GOLDSTEIN_PHOENIX,
    CMQ_GOLDSTEIN_ICEWS,
    CMQ_GOLDSTEIN_COUNT
};

struct cmq_goldstein {
    double value; /* the code's own, else its parent's */
    bool own;     /* the table itself lists the code */
};

#define CMQ_CAMEO_CONTEXTS 2

struct cmq_cameo {
    const char *code;         /* "0211"; "02" for a root */
    const char *parent;       /* "021"; NULL for a root */
    const char *root;         /* "02" */
    const char *name;         /* CAMEO's own wording */
    unsigned char quad_gdelt; /* 1 to 4 */
    unsigned char penta;      /* Phoenix, 0 to 4; not the same division as GDELT's */
    struct cmq_goldstein goldstein[CMQ_GOLDSTEIN_COUNT];
    enum cmq_plover plover;
    const char *mode;                        /* valid for the type, or NULL */
    const char *context[CMQ_CAMEO_CONTEXTS]; /* NULL after the last */
};

const struct cmq_cameo *cmq_cameo_find(struct cmq_str code); /* NULL if there is no such code */
/* All codes in byte order, from 0 to the count. */
size_t cmq_cameo_count(void);
const struct cmq_cameo *cmq_cameo_at(size_t index);
/* The name of the code's root, also for a code that CAMEO lacks; NULL without a root. */
const char *cmq_cameo_root_name(struct cmq_str code);

/* "Verbal Cooperation", "Material Cooperation", "Verbal Conflict", "Material Conflict" for 1 to
 * 4; Phoenix has a class 0 too, statements and appeals. NULL for what is no class. */
const char *cmq_quad_name(unsigned quad);
const char *cmq_penta_name(unsigned penta);

/* ---- CAMEO actors ------------------------------------------------------------------------ */

enum cmq_role_tier {
    CMQ_TIER_INTERNATIONAL, /* IGO, NGO…: stands where a country would */
    CMQ_TIER_PRIMARY,
    CMQ_TIER_PARTY, /* PTY: right after the primary role */
    CMQ_TIER_SECONDARY,
    CMQ_TIER_TERTIARY,
};

struct cmq_cameo_role {
    const char *code;
    enum cmq_role_tier tier;
    const char *name;
    const char *plover; /* the PLOVER sector, which may be spelt as another role: MED is JRN */
    const char *icews;  /* the ICEWS sector */
};

const struct cmq_cameo_role *cmq_role_find(struct cmq_str code);
/* Where the role stands in an actor code, lower first; -1 if there is no such role. */
int cmq_role_rank(struct cmq_str code);

/* An actor's country, or what stands in its code where a country would: "IGO" of "IGOUNO". */
struct cmq_str cmq_country_or_body(struct cmq_str country, struct cmq_str code);

struct cmq_organisation {
    const char *code; /* "IGOUNO" */
    const char *name;
    const char *abbreviation;
};

/* By the whole code. CAMEO itself gives one code twice: the first name counts. */
const struct cmq_organisation *cmq_organisation_find(struct cmq_str code);
size_t cmq_organisation_count(void);
const struct cmq_organisation *cmq_organisation_at(size_t index);

/* The name of a CAMEO region code ("EUR", "MEA"), or NULL. */
const char *cmq_region_name(struct cmq_str code);

/* ---- countries --------------------------------------------------------------------------- */

/* States and territories with an ISO 3166 code, and Kosovo under the user-assigned XKX. */
struct cmq_country {
    const char *iso3;
    const char *iso2;
    const char *cow;     /* Correlates of War abbreviation */
    unsigned cow_number; /* 0: none */
    const char *fips;
    const char *cameo; /* what CAMEO and GDELT write for it, where that is not iso3 */
    const char *name;  /* English short name */
};

enum cmq_country_key {
    CMQ_COUNTRY_ISO3,
    CMQ_COUNTRY_ISO2,
    CMQ_COUNTRY_COW,
    CMQ_COUNTRY_FIPS,
    CMQ_COUNTRY_CAMEO, /* iso3 where CAMEO has no spelling of its own */
    CMQ_COUNTRY_NAME,
};

const struct cmq_country *cmq_country_find(struct cmq_str iso3);
const struct cmq_country *cmq_country_by(enum cmq_country_key key, struct cmq_str value);
size_t cmq_country_count(void);
const struct cmq_country *cmq_country_at(size_t index); /* in the order of iso3 */

/* ---- outlets ----------------------------------------------------------------------------- */

/* Where newspapers and broadcasters are at home. A name has no article before it. */
struct cmq_outlet {
    const char *name;    /* "Fox News" */
    const char *country; /* ISO 3166 alpha-3; NULL: it writes for all countries, as agencies do */
};

size_t cmq_outlet_count(void);
const struct cmq_outlet *cmq_outlet_at(size_t index);

/* ---- as of a day ------------------------------------------------------------------------- */

/* Both tables hold spells of time, from the first day to the last, -CMQ_DAY_MAX and CMQ_DAY_MAX
 * where open. Of a state's spells in one table no two overlap. Everywhere CMQ_NO_DAY asks for the
 * spells without an end. Codes are ISO 3166 alpha-3; states that are no more and have none
 * (Czechoslovakia, the German Democratic Republic) are not there, the Soviet Union is RUS. */

/* A spell in the state system of the Correlates of War project, 1816 and later. A state may have
 * another number then than now: Germany is 260, GFR, from 1955 to 1990. */
struct cmq_cow {
    const char *iso3;
    const char *letters; /* "GMY" */
    unsigned number;
    cmq_day from, to;
};

/* NULL if the state was no member of the system on that day, or never one. */
const struct cmq_cow *cmq_cow_of(struct cmq_str iso3, cmq_day day);
size_t cmq_cow_count(void);
const struct cmq_cow *cmq_cow_at(size_t index); /* all spells, in the order of iso3 and of time */

/* Alliances, unions and clubs of states. What is no state (the EU in the G20) is no member; a
 * state whose rights are suspended is one. */
struct cmq_bloc {
    const char *code;  /* "EU" */
    const char *name;  /* "European Union, before 1993 the European Communities" */
    const char *as_of; /* the day up to which its members are known */
};

struct cmq_bloc_member {
    const char *bloc, *iso3;
    cmq_day from, to;
};

size_t cmq_bloc_count(void);
const struct cmq_bloc *cmq_bloc_at(size_t index); /* in the order of the codes; NULL at the end */
const struct cmq_bloc *cmq_bloc_find(struct cmq_str code); /* NULL if there is none */
/* Whether the state belonged to the bloc on that day. A state's blocs are those of cmq_bloc_at for
 * which this is so. */
bool cmq_bloc_has(struct cmq_str bloc, struct cmq_str iso3, cmq_day day);
/* All spells of a bloc, in the order of iso3 and then of time; NULL and 0 if there is no such bloc.
 */
const struct cmq_bloc_member *cmq_bloc_members(struct cmq_str bloc, size_t *count);

/* ---- an ontology of one's own ------------------------------------------------------------ */

/* A folder of tables (docs/ontology.md) takes the place of CAMEO's events. The rules over frames
 * know acts by CAMEO's codes: they ask whether an act is a threat, and make an appeal of what is
 * said to be a duty. The table of concepts says which of its codes an ontology has for such an act,
 * and so what its codes are to the rules. Between frames and rules a code is therefore "ACT:CODE",
 * CAMEO's code for what it is like, which may be empty, and its own; in a coding it is "NAME:CODE",
 * the ontology's name and its own. */

struct cmq_own_code {
    struct cmq_str code, parent; /* parent: empty for a root */
    struct cmq_str name;
    struct cmq_str type;        /* PLOVER's, or empty; that of the parent where none is given */
    unsigned quad;              /* 1 to 4 as in cmq_quad_name, 0: none; likewise */
    double score;               /* -10 to 10, NaN: none; likewise */
    struct cmq_str act;         /* what the rules take it for; likewise */
    struct cmq_str ruled, told; /* "ACT:CODE" and "NAME:CODE" */
};

/* Which code the rules write for an act, and for all below it of which none is told. */
struct cmq_concept {
    struct cmq_str act; /* "112"; "020" for all of a root */
    uint32_t code;      /* index */
};

struct cmq_ontology {
    struct cmq_str folder; /* as given */
    struct cmq_str name;   /* "WEIS" */
    struct cmq_str scores; /* the name of its table of scores, terminated; empty: it has none */
    CMQ_ARRAY(struct cmq_own_code) code;
    CMQ_ARRAY(struct cmq_concept) concept;
    char id[72]; /* "sha256:…" of its tables, frames not among them */
    struct cmq_map index;
    struct cmq_arena arena;
};

/* Reads the tables of a folder. Every error is appended to `messages`, a line "file:line: reason"
 * each, unless it is NULL; `err` has the first. Free with cmq_ontology_free. */
enum cmq_status cmq_ontology_open(const char *folder, struct cmq_buf *messages,
                                  struct cmq_ontology **ontology, struct cmq_error *err);
void cmq_ontology_free(struct cmq_ontology *ontology); /* NULL is fine */

/* By the code as its table writes it, or behind a colon, as in "ACT:CODE" and "NAME:CODE"; NULL if
 * the ontology has none. */
const struct cmq_own_code *cmq_own_code_find(const struct cmq_ontology *ontology,
                                             struct cmq_str code);
/* "ACT:CODE" of the code for an act that a rule makes of `made_of`, itself "ACT:CODE" or empty.
 * That is `made_of` where the ontology has nothing more exact; empty where it has nothing at all,
 * and then the rule does not apply. */
struct cmq_str cmq_own_code_for(const struct cmq_ontology *ontology, struct cmq_str act,
                                struct cmq_str made_of);

/* ---- either ontology --------------------------------------------------------------------- */

/* In all of these a NULL ontology is the one built in. */

/* What the rules take a code of a coding for: the code itself in CAMEO. Empty if for nothing. */
struct cmq_str cmq_act_of_code(const struct cmq_ontology *ontology, struct cmq_str code);

/* What a person or a table is told of a code: no name, quad or score where the ontology lacks
 * it. */
struct cmq_code_facts {
    struct cmq_str name;
    unsigned quad;         /* 0: none */
    double score;          /* NaN: none */
    struct cmq_str scores; /* the name of their table */
};
struct cmq_code_facts cmq_code_facts(const struct cmq_ontology *ontology, struct cmq_str code);

#endif
