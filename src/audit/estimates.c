/* SPDX-License-Identifier: Apache-2.0 */
/* Shares from stratified samples, with intervals that hold up where strata are small and shares
 * near 0 or 1, which normal intervals do not.
 *
 * 1. The share of a domain is a ratio of two weighted sums; its variance is that of the residuals
 *    "in the domain times (right less the share)" (Cochran 1977, 5.2 and 6.11), each stratum with
 *    its finite population.
 * 2. A stratum of few units that are all right would have no variance. It gets two units more that
 *    are as the domain is on the whole.
 * 3. The effective size is what a simple sample would need for that variance. Clopper and Pearson's
 *    interval at that size covers (Korn and Graubard 1998, Survey Methodology 24, 193-201; compared
 *    with others by Franco et al. 2019, Journal of Survey Statistics and Methodology 7, 334-364).
 */
#include "audit/audit.h"

#include <math.h>

#define TAIL           0.025
#define ADDED          2.0 /* units that a stratum gets */
#define BISECTIONS     60
#define TERMS          1000
#define PRECISE        1e-14
#define ALMOST_NOTHING 1e-300

static const struct cmq_estimate unknown = {NAN, NAN, NAN};

/* ---- the beta distribution ---- */

static double not_nothing(double value) {
    return fabs(value) < ALMOST_NOTHING ? ALMOST_NOTHING : value;
}

/* Lentz's evaluation of the continued fraction of the incomplete beta function (DLMF 8.17.22). */
static double beta_fraction(double a, double b, double x) {
    double c = 1, d = 1 / not_nothing(1 - (a + b) * x / (a + 1)), fraction = d;
    for (int m = 1; m < TERMS; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / not_nothing(1 + even * d);
        c = not_nothing(1 + even / c);
        fraction *= c * d;
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / not_nothing(1 + odd * d);
        c = not_nothing(1 + odd / c);
        fraction *= c * d;
        if (fabs(c * d - 1) < PRECISE) {
            break;
        }
    }
    return fraction;
}

static double beta_below(double a, double b, double x) {
    if (x <= 0 || x >= 1) {
        return x <= 0 ? 0 : 1;
    }
    double front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x));
    return x < (a + 1) / (a + b + 2) ? front * beta_fraction(a, b, x) / a
                                     : 1 - front * beta_fraction(b, a, 1 - x) / b;
}

static double beta_quantile(double a, double b, double share) {
    double low = 0, high = 1;
    for (int i = 0; i < BISECTIONS; i++) {
        double middle = (low + high) / 2;
        if (beta_below(a, b, middle) < share) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (low + high) / 2;
}

/* Clopper and Pearson's interval; neither number need be whole. */
static struct cmq_estimate exact(double share, double size) {
    double right = share * size, wrong = size - right;
    return (struct cmq_estimate){
        .value = share,
        .low = right <= 0 ? 0 : beta_quantile(right, wrong + 1, TAIL),
        .high = wrong <= 0 ? 1 : beta_quantile(right + 1, wrong, 1 - TAIL),
    };
}

/* ---- strata ---- */

static double weight_of(const struct cmq_judged *h) {
    return h->judged > 0 ? h->population / h->judged : 0;
}

/* What is left of the variance where much of a stratum was judged. */
static double unseen(const struct cmq_judged *h) {
    return h->population > h->judged ? 1 - h->judged / h->population : 0;
}

/* The share of one stratum's domain, drawn a little to that of all. */
static double drawn_share(const struct cmq_judged *h, double share) {
    return (h->right + ADDED * share) / (h->in + ADDED);
}

struct sums {
    double in, right; /* estimates of the whole population */
};

static struct sums sum(const struct cmq_judged *stratum, size_t count) {
    struct sums sums = {0, 0};
    for (size_t i = 0; i < count; i++) {
        sums.in += weight_of(&stratum[i]) * stratum[i].in;
        sums.right += weight_of(&stratum[i]) * stratum[i].right;
    }
    return sums;
}

/* The variance of the sum of residuals about `share`. */
static double variance(const struct cmq_judged *stratum, size_t count, double share) {
    double variance = 0;
    for (size_t i = 0; i < count; i++) {
        const struct cmq_judged *h = &stratum[i];
        if (h->judged <= 0 || h->in <= 0) {
            continue;
        }
        double p = drawn_share(h, share), in = h->in / h->judged, off = p - share;
        double residual = in * p * (1 - p) + in * (1 - in) * off * off;
        variance += h->population * h->population * unseen(h) * residual / h->judged;
    }
    return variance;
}

/* The interval of a share with that variance, where a simple sample would have `simple` / size. */
static struct cmq_estimate with_variance(double share, double simple, double variance) {
    if (variance <= 0) { /* all was judged */
        return (struct cmq_estimate){share, share, share};
    }
    return exact(share, simple / variance);
}

/* What takes the place of the variance where all are right, or none: what unequal weights cost
 * (Kish 1965). */
static double unevenness(const struct cmq_judged *stratum, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        double weight = weight_of(&stratum[i]);
        sum += weight * weight * stratum[i].in * unseen(&stratum[i]);
    }
    return sum;
}

struct cmq_estimate cmq_estimate_share(const struct cmq_judged *stratum, size_t count) {
    struct sums all = sum(stratum, count);
    if (all.in <= 0) {
        return unknown;
    }
    double share = all.right / all.in, smooth = 0;
    if (share <= 0 || share >= 1) {
        return with_variance(share, all.in * all.in, unevenness(stratum, count));
    }
    for (size_t i = 0; i < count; i++) {
        smooth += weight_of(&stratum[i]) * stratum[i].in * drawn_share(&stratum[i], share) / all.in;
    }
    return with_variance(share, smooth * (1 - smooth) * all.in * all.in,
                         variance(stratum, count, share));
}

struct cmq_estimate cmq_estimate_recall(const struct cmq_judged *found, size_t found_count,
                                        const struct cmq_judged *missed, size_t missed_count) {
    struct sums f = sum(found, found_count), m = sum(missed, missed_count);
    if (f.right + m.right <= 0 || m.in <= 0) {
        return unknown;
    }
    double all = f.right + m.right, recall = f.right / all;
    if (m.right <= 0) { /* how many may have been missed all the same */
        double most = m.in * cmq_estimate_share(missed, missed_count).high;
        return (struct cmq_estimate){recall, f.right / (f.right + most), 1};
    }
    if (f.right <= 0) {
        double most = f.in > 0 ? f.in * cmq_estimate_share(found, found_count).high : 0;
        return (struct cmq_estimate){recall, 0, most / (most + m.right)};
    }
    double of_found = variance(found, found_count, f.right / f.in);
    double of_missed = variance(missed, missed_count, m.right / m.in);
    double relative =
        ((1 - recall) * (1 - recall) * of_found + recall * recall * of_missed) / all / all;
    return with_variance(recall, recall * (1 - recall), relative);
}
