/* SPDX-License-Identifier: Apache-2.0 */
#include "native.h"

PyObject *native_read_batch(PyObject *module, PyObject *args) {
    struct communique_code_options options = COMMUNIQUE_CODE_OPTIONS;
    struct communique_rows *reports;
    struct communique_error error;
    struct ArrowSchema *schema;
    struct ArrowArray *array;
    PyObject *pair;
    int undated;
    (void)module;
    if (!PyArg_ParseTuple(args, "O!p", &PyTuple_Type, &pair, &undated) ||
        native_capsules_read(pair, &schema, &array) < 0) {
        return NULL;
    }
    enum communique_status status;
    options.undated = (uint32_t)undated;
    Py_BEGIN_ALLOW_THREADS;
    status = communique_read_batch(schema, array, &options, &reports, &error);
    Py_END_ALLOW_THREADS;
    return status == COMMUNIQUE_OK ? native_rows_new(reports, Py_None) : native_fail(&error);
}
