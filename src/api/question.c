/* SPDX-License-Identifier: Apache-2.0 */
/* Questions by name, and their parameters: the options of the commands that ask a store. */
#include "api/store.h"

const char *communique_question_name(uint32_t index) {
    return cmq_asker_name(index);
}

const char *communique_question_parameter(const char *question, uint32_t index) {
    size_t count;
    enum cmq_asker asker;
    const struct cmq_parameter *parameter = cmq_parameters(&count);
    bool known = cmq_asker_of(cmq_str_of(question), &asker);
    for (size_t i = 0; known && i < count; i++) {
        if ((parameter[i].askers & (unsigned)asker) != 0 && index-- == 0) {
            return parameter[i].name;
        }
    }
    return NULL;
}

static enum cmq_status read_parameter(const char *question, const char *name, const char *value,
                                      struct cmq_asked *asked, struct cmq_error *err) {
    const struct cmq_parameter *parameter = cmq_parameter_find(asked->asker, cmq_str_of(name));
    if (parameter == NULL) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "%s has no parameter '%s'", question, name);
    }
    if (value == NULL) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "%s has no value", name);
    }
    return cmq_asked_set(asked, parameter, cmq_str_of(value), err);
}

enum cmq_status cmq_asked_read(const char *name, const char *const *given, struct cmq_asked *asked,
                               struct cmq_error *err) {
    enum cmq_asker asker;
    enum cmq_status status = CMQ_OK;
    if (!cmq_asker_of(cmq_str_of(name), &asker)) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "there is no question '%s'", name);
    }
    *asked = cmq_asked_of(asker);
    for (; status == CMQ_OK && given != NULL && given[0] != NULL; given += 2) {
        status = read_parameter(name, given[0], given[1], asked, err);
    }
    return status == CMQ_OK ? cmq_asked_check(asked, err) : status;
}
