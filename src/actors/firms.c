/* SPDX-License-Identifier: Apache-2.0 */
/* Names of firms: what the form of a name and the marks of wire copy tell. */

#include "actors/reading.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* Forms of firms in law, and words that end a firm's name and hardly any other. */
static bool ends_firm_name(const struct cmq_token *token) {
    static const char *const words[] = {"ab",           "ag",
                                        "airlines",     "airways",
                                        "bancorp",      "bancshares",
                                        "bhd",          "bv",
                                        "chemical",     "chemicals",
                                        "cie",          "co",
                                        "co.",          "corp",
                                        "corp.",        "electric",
                                        "enterprises",  "financial",
                                        "foods",        "gmbh",
                                        "holdings",     "inc",
                                        "inc.",         "industries",
                                        "kaisha",       "kk",
                                        "laboratories", "llc",
                                        "llp",          "ltd",
                                        "ltd.",         "motor",
                                        "motors",       "n.v.",
                                        "nv",           "oyj",
                                        "petroleum",    "pharmaceuticals",
                                        "plc",          "pty",
                                        "s.a.",         "sa",
                                        "securities",   "spa",
                                        "steel",        "stores",
                                        "technologies"};
    return cmq_form_in(token, words, COUNT(words));
}

bool cmq_actors_is_firm(const struct finder *f, uint32_t first, uint32_t end) {
    const struct cmq_token *token = f->parse->token;
    bool ticker = end + 1 < f->parse->token_count && cmq_form_is(&token[end], "<") &&
                  token[end].sentence == token[end - 1].sentence;
    bool bracketed = first > 0 && cmq_form_is(&token[first - 1], "<") &&
                     end < f->parse->token_count && cmq_form_is(&token[end], ">");
    return end - first > 1 && (ticker || bracketed || ends_firm_name(&token[end - 1]));
}
