/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_SAMPLE_CODING_H
#define CMQ_SAMPLE_CODING_H

/* A coding put together by hand, with one of everything and characters of two and three bytes, so
 * that what writes codings is tested without a model or a lexicon:
 *
 *   Émile Çelik of Türkiye met Li Wei in Zürich, “sources” said.
 *   0           15         23  27        37       46       55  60
 */

#include "coding/coding.h"

#define SAMPLE_TEXT "Émile Çelik of Türkiye met Li Wei in Zürich, “sources” said."

struct sample_coding {
    struct cmq_arena arena;
    struct cmq_coder coder;
    struct cmq_coding coding;
};

void sample_coding_init(struct sample_coding *sample);
/* The same sentence from a report of which nothing is known, with an event of which little is. */
void sample_coding_init_bare(struct sample_coding *sample);
void sample_coding_release(struct sample_coding *sample);

#endif
