/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

#include <time.h>

double cmq_seconds(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}
