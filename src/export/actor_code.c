/* SPDX-License-Identifier: Apache-2.0 */
/* CAMEO actor codes are triples of letters: a country or region or a kind of international actor,
 * then what makes it narrower (CAMEO codebook 1.1b3, chapter 3). */

#include "export/rows.h"

#define TRIPLE 3

static bool is_religion(struct cmq_str triple) {
    static const char *const codes[] = {"ATH", "BAH", "BUD", "CHR", "CON", "CPT", "CTH", "DOX",
                                        "DRZ", "HIN", "HSD", "ITR", "JAN", "JEW", "JHW", "LDS",
                                        "MOS", "MRN", "NRM", "PAG", "PRO", "SFI", "SHI", "SHN",
                                        "SIK", "SUN", "TAO", "UDX", "ZRO"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (cmq_str_eq(triple, cmq_str_of(codes[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_place(struct cmq_str triple) {
    char text[TRIPLE + 1] = {triple.ptr[0], triple.ptr[1], triple.ptr[2], '\0'};
    struct cmq_str code = {text, TRIPLE};
    return cmq_country_find(code) != NULL || cmq_country_by(CMQ_COUNTRY_CAMEO, code) != NULL ||
           cmq_region_name(code) != NULL;
}

static void add(struct cmq_str *slot, size_t count, struct cmq_str triple) {
    for (size_t i = 0; i < count; i++) {
        if (slot[i].len == 0) {
            slot[i] = triple;
            return;
        }
    }
}

void code_split(struct cmq_str code, struct code_parts *parts) {
    *parts = (struct code_parts){.country = {NULL, 0}};
    for (size_t i = 0; i + TRIPLE <= code.len; i += TRIPLE) {
        struct cmq_str triple = {code.ptr + i, TRIPLE};
        if (i == 0 && is_place(triple)) {
            parts->country = triple;
        } else if (is_religion(triple)) {
            add(parts->religion, 2, triple);
        } else if (cmq_role_find(triple) != NULL) {
            add(parts->type, 3, triple);
        } else {
            add(&parts->group, 1, triple);
        }
    }
}
