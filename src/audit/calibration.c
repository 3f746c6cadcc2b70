/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/audit.h"

#include <math.h>

void cmq_calibration_add(struct cmq_calibration *calibration, double confidence, double right,
                         double weight) {
    if (!(confidence >= 0 && confidence <= 1)) {
        return;
    }
    /* 0.7 * 10 is not quite 7: what is written with two places belongs where it looks to belong. */
    unsigned at = (unsigned)floor(confidence * CMQ_CALIBRATION_BINS + 1e-9);
    struct cmq_calibration_bin *bin =
        &calibration->bin[at < CMQ_CALIBRATION_BINS ? at : CMQ_CALIBRATION_BINS - 1];
    bin->count++;
    bin->weight += weight;
    bin->right += weight * right;
    bin->confidence += weight * confidence;
}

double cmq_calibration_error(const struct cmq_calibration *calibration) {
    double off = 0, weight = 0;
    for (unsigned i = 0; i < CMQ_CALIBRATION_BINS; i++) {
        off += fabs(calibration->bin[i].right - calibration->bin[i].confidence);
        weight += calibration->bin[i].weight;
    }
    return weight > 0 ? off / weight : NAN;
}
