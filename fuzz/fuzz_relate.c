/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes as what relating keeps: the first chooses the parts of a relater, the second whether the
 * rest is its state or a report's traces. Refused, or taken: then the state that it leaves is one
 * that a relater goes on from, with the same state. */

#include <communique.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(int holds) {
    if (!holds) {
        abort();
    }
}

static struct communique_relater *new_relater(unsigned parts) {
    struct communique_relater *relater;
    must(communique_relater_open(parts, &relater, NULL) == COMMUNIQUE_OK);
    return relater;
}

/* The state is its own state again. */
static void check_state(struct communique_relater *relater, unsigned parts) {
    const void *state, *again;
    size_t length, length_again;
    must(communique_relater_state(relater, &state, &length, NULL) == COMMUNIQUE_OK);
    struct communique_relater *second = new_relater(parts);
    must(communique_relater_resume(second, state, length, NULL) == COMMUNIQUE_OK);
    must(communique_relater_state(second, &again, &length_again, NULL) == COMMUNIQUE_OK);
    must(length == length_again && memcmp(state, again, length) == 0);
    communique_relater_close(second);
}

/* A piece is traces of its part. */
static void take_piece(void *context, const struct communique_piece *piece) {
    (void)context;
    const struct communique_relation *relation;
    struct communique_relater *relater = new_relater((unsigned)piece->part);
    (void)communique_relater_add(relater, 0, piece->bytes, piece->length, &relation, NULL);
    communique_relater_close(relater);
}

static void relate(const uint8_t *data, size_t size, unsigned parts) {
    const struct communique_relation *relation;
    struct communique_relater *relater = new_relater(parts);
    (void)communique_traces_split(data, size, take_piece, NULL, NULL);
    /* The second is a copy of the first, of the same story and occurrences. */
    if (communique_relater_add(relater, 0, data, size, &relation, NULL) == COMMUNIQUE_OK &&
        communique_relater_add(relater, 1, data, size, &relation, NULL) == COMMUNIQUE_OK) {
        check_state(relater, parts);
    }
    communique_relater_close(relater);
}

static void resume(const uint8_t *data, size_t size, unsigned parts) {
    struct communique_relater *relater = new_relater(parts);
    if (communique_relater_resume(relater, data, size, NULL) == COMMUNIQUE_OK) {
        check_state(relater, parts);
    }
    communique_relater_close(relater);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) {
        return 0;
    }
    unsigned parts = data[0] % COMMUNIQUE_ALL_PARTS + 1;
    if (data[1] % 2 == 0) {
        relate(data + 2, size - 2, parts);
    } else {
        resume(data + 2, size - 2, parts);
    }
    return 0;
}
