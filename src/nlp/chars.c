/* SPDX-License-Identifier: Apache-2.0 */
/* Categories and simple case mappings come from utf8proc, whose Unicode may be newer than the
 * reference's: characters that Unicode 15.0 added count as unassigned here, as they do there. The
 * properties that utf8proc has not (Numeric_Type=Digit, the exceptions to Cased and
 * Case_Ignorable) stand in small tables. */
#include "nlp/chars.h"

#include <utf8proc.h>

#define SHAPE_LONG    100 /* code points */
#define SHAPE_RUN     4
#define CAPITAL_SIGMA 0x3a3u
#define FINAL_SIGMA   0x3c2u
#define DOTTED_I      0x130u

struct range {
    uint32_t first, last;
};

static bool in_ranges(uint32_t c, const struct range *range, size_t count) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > range[middle].last) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && c >= range[low].first;
}
#define IN(c, table) in_ranges((c), (table), sizeof(table) / sizeof *(table))

/* clang-format off */
static const struct range NEW_IN_15[] = {
    {0xcf3, 0xcf3}, {0xece, 0xece}, {0x10efd, 0x10eff}, {0x1123f, 0x11241}, {0x11b00, 0x11b09},
    {0x11f00, 0x11f10}, {0x11f12, 0x11f3a}, {0x11f3e, 0x11f59}, {0x1342f, 0x1342f},
    {0x13439, 0x13455}, {0x1b132, 0x1b132}, {0x1b155, 0x1b155}, {0x1d2c0, 0x1d2d3},
    {0x1df25, 0x1df2a}, {0x1e030, 0x1e06d}, {0x1e08f, 0x1e08f}, {0x1e4d0, 0x1e4f9},
    {0x1f6dc, 0x1f6dc}, {0x1f774, 0x1f776}, {0x1f77b, 0x1f77f}, {0x1f7d9, 0x1f7d9},
    {0x1fa75, 0x1fa77}, {0x1fa87, 0x1fa88}, {0x1faad, 0x1faaf}, {0x1fabb, 0x1fabd},
    {0x1fabf, 0x1fabf}, {0x1face, 0x1facf}, {0x1fada, 0x1fadb}, {0x1fae8, 0x1fae8},
    {0x1faf7, 0x1faf8}, {0x2b739, 0x2b739}, {0x31350, 0x323af},
};

/* Numeric_Type=Digit: digits that are no decimal digits. */
static const struct range DIGIT_NOT_DECIMAL[] = {
    {0xb2, 0xb3}, {0xb9, 0xb9}, {0x1369, 0x1371}, {0x19da, 0x19da}, {0x2070, 0x2070},
    {0x2074, 0x2079}, {0x2080, 0x2089}, {0x2460, 0x2468}, {0x2474, 0x247c}, {0x2488, 0x2490},
    {0x24ea, 0x24ea}, {0x24f5, 0x24fd}, {0x24ff, 0x24ff}, {0x2776, 0x277e}, {0x2780, 0x2788},
    {0x278a, 0x2792}, {0x10a40, 0x10a43}, {0x10e60, 0x10e68}, {0x11052, 0x1105a},
    {0x1f100, 0x1f10a},
};

/* Cased, but neither Lu, Ll nor Lt. */
static const struct range CASED_OTHER[] = {
    {0xaa, 0xaa}, {0xba, 0xba}, {0x2160, 0x217f}, {0x24b6, 0x24e9}, {0x1f130, 0x1f149},
    {0x1f150, 0x1f169}, {0x1f170, 0x1f189},
};

/* Case_Ignorable, but neither Mn, Me, Cf, Lm nor Sk. */
static const struct range IGNORABLE_OTHER[] = {
    {0x27, 0x27}, {0x2e, 0x2e}, {0x3a, 0x3a}, {0xb7, 0xb7}, {0x387, 0x387}, {0x55f, 0x55f},
    {0x5f4, 0x5f4}, {0x2018, 0x2019}, {0x2024, 0x2024}, {0x2027, 0x2027}, {0xfe13, 0xfe13},
    {0xfe52, 0xfe52}, {0xfe55, 0xfe55}, {0xff07, 0xff07}, {0xff0e, 0xff0e}, {0xff1a, 0xff1a},
};
/* clang-format on */

static utf8proc_category_t category(uint32_t c) {
    utf8proc_category_t found = utf8proc_category((utf8proc_int32_t)c);
    return found != UTF8PROC_CATEGORY_CN && IN(c, NEW_IN_15) ? UTF8PROC_CATEGORY_CN : found;
}

bool cmq_char_is_space(uint32_t c) {
    if (c < 0x80) {
        return c == ' ' || (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f);
    }
    return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
           c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool cmq_char_is_alpha(uint32_t c) {
    if (c < 0x80) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }
    switch (category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return true;
    default:
        return false;
    }
}

bool cmq_char_is_upper(uint32_t c) {
    return c < 0x80 ? c >= 'A' && c <= 'Z' : category(c) == UTF8PROC_CATEGORY_LU;
}

bool cmq_char_is_digit(uint32_t c) {
    if (c < 0x80) {
        return c >= '0' && c <= '9';
    }
    return category(c) == UTF8PROC_CATEGORY_ND || IN(c, DIGIT_NOT_DECIMAL);
}

static bool is_cased(uint32_t c) {
    utf8proc_category_t found = category(c);
    return found == UTF8PROC_CATEGORY_LU || found == UTF8PROC_CATEGORY_LL ||
           found == UTF8PROC_CATEGORY_LT || IN(c, CASED_OTHER);
}

static bool is_case_ignorable(uint32_t c) {
    utf8proc_category_t found = category(c);
    return found == UTF8PROC_CATEGORY_MN || found == UTF8PROC_CATEGORY_ME ||
           found == UTF8PROC_CATEGORY_CF || found == UTF8PROC_CATEGORY_LM ||
           found == UTF8PROC_CATEGORY_SK || IN(c, IGNORABLE_OTHER);
}

/* A sigma is final when the nearest character before it that is not case-ignorable is cased and
 * the nearest one after it is not. `cased_before` is kept while the string is walked. */
static bool sigma_is_final(struct cmq_str s, size_t after, bool cased_before) {
    while (cased_before && after < s.len) {
        unsigned size;
        uint32_t c = cmq_utf8_decode(s.ptr + after, &size);
        if (!is_case_ignorable(c)) {
            return !is_cased(c);
        }
        after += size;
    }
    return cased_before;
}

static size_t lower_ascii(struct cmq_str s, char *out) {
    size_t i = 0;
    for (; i < s.len && (unsigned char)s.ptr[i] < 0x80; i++) {
        out[i] = s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? (char)(s.ptr[i] | 0x20) : s.ptr[i];
    }
    return i;
}

size_t cmq_lower(struct cmq_str s, char *out) {
    if (lower_ascii(s, out) == s.len) {
        return s.len;
    }
    size_t written = 0;
    bool cased_before = false;
    for (size_t i = 0; i < s.len;) {
        unsigned size;
        uint32_t c = cmq_utf8_decode(s.ptr + i, &size);
        i += size;
        uint32_t lower;
        if (c == CAPITAL_SIGMA) {
            lower = sigma_is_final(s, i, cased_before) ? FINAL_SIGMA : FINAL_SIGMA + 1;
        } else if (c == DOTTED_I) {
            lower = 'i';
        } else {
            lower = (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
        }
        written += cmq_utf8_encode(lower, out + written);
        if (c == DOTTED_I) {
            written += cmq_utf8_encode(0x307, out + written);
        }
        if (!is_case_ignorable(c)) {
            cased_before = is_cased(c);
        }
    }
    return written;
}

static uint32_t shape_of(uint32_t c) {
    if (cmq_char_is_alpha(c)) {
        return cmq_char_is_upper(c) ? 'X' : 'x';
    }
    return cmq_char_is_digit(c) ? 'd' : c;
}

size_t cmq_shape(struct cmq_str s, char *out) {
    size_t written = 0, count = 0;
    uint32_t last = UINT32_MAX;
    unsigned run = 0;
    for (size_t i = 0; i < s.len; count++) {
        if (count == SHAPE_LONG - 1) {
            out[0] = 'L', out[1] = 'O', out[2] = 'N', out[3] = 'G';
            return 4;
        }
        unsigned size;
        uint32_t shape = shape_of(cmq_utf8_decode(s.ptr + i, &size));
        i += size;
        run = shape == last ? run + 1 : 0;
        last = shape;
        if (run >= SHAPE_RUN) {
            continue;
        }
        if (shape < 0x80) {
            out[written++] = (char)shape;
        } else {
            written += cmq_utf8_encode(shape, out + written);
        }
    }
    return written;
}
