/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

bool cmq_number_read(struct cmq_str text, uint64_t most, uint64_t *number) {
    *number = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned digit = (unsigned)(unsigned char)text.ptr[i] - '0';
        if (digit > 9 || digit > most || *number > (most - digit) / 10) {
            return false;
        }
        *number = *number * 10 + digit;
    }
    return text.len > 0;
}
