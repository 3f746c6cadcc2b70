/* SPDX-License-Identifier: Apache-2.0 */
#include "native.h"

PyObject *native_error;
PyTypeObject *native_engine_type, *native_rows_type, *native_answer_type;

PyObject *native_fail(const struct communique_error *error) {
    /* What is cut at the end of its room may be no whole character. */
    PyObject *message =
        PyUnicode_DecodeUTF8(error->message, (Py_ssize_t)strlen(error->message), "replace");
    PyObject *value = message != NULL ? Py_BuildValue("iO", (int)error->status, message) : NULL;
    if (value != NULL) {
        PyErr_SetObject(native_error, value);
    }
    Py_XDECREF(value);
    Py_XDECREF(message);
    return NULL;
}

void native_free(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    freefunc release = PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

/* Adds a type and leaves it in `*type` unless that is NULL. */
static int add_type(PyObject *module, PyType_Spec *spec, PyTypeObject **type) {
    PyObject *made = PyType_FromSpec(spec);
    if (made == NULL) {
        return -1;
    }
    int status = PyModule_AddType(module, (PyTypeObject *)made);
    if (type != NULL) {
        *type = (PyTypeObject *)made; /* for good: the module is never unloaded */
    } else {
        Py_DECREF(made);
    }
    return status;
}

static PyMethodDef functions[] = {
    {"split_traces", native_split_traces, METH_VARARGS,
     "split_traces(traces): what each part of relating takes of them."},
    {"read_batch", native_read_batch, METH_VARARGS,
     "read_batch(capsules, undated): the rows of the reports that lines of JSON are."},
    {"parameters", native_parameters, METH_VARARGS,
     "parameters(question): the names of those that it has; none for what is no question."},
    {0},
};

static struct PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "communique._native",
    .m_doc = "The C library's handles. Private: use the package communique.",
    .m_size = -1,
    .m_methods = functions,
};

PyMODINIT_FUNC PyInit__native(void) {
    PyObject *module = PyModule_Create(&definition);
    native_error = PyErr_NewException("communique._native.Error", NULL, NULL);
    if (module == NULL || native_error == NULL ||
        PyModule_AddObjectRef(module, "Error", native_error) < 0 ||
        PyModule_AddStringConstant(module, "version", communique_version()) < 0 ||
        PyModule_AddIntConstant(module, "BAD_ARGUMENT", COMMUNIQUE_BAD_ARGUMENT) < 0 ||
        PyModule_AddIntConstant(module, "BAD_INPUT", COMMUNIQUE_BAD_INPUT) < 0 ||
        PyModule_AddIntConstant(module, "LIMIT", COMMUNIQUE_LIMIT) < 0 ||
        PyModule_AddIntConstant(module, "NO_MEMORY", COMMUNIQUE_NO_MEMORY) < 0 ||
        PyModule_AddIntConstant(module, "COPIES", COMMUNIQUE_COPIES) < 0 ||
        PyModule_AddIntConstant(module, "STORIES", COMMUNIQUE_STORIES) < 0 ||
        PyModule_AddIntConstant(module, "OCCURRENCES", COMMUNIQUE_OCCURRENCES) < 0 ||
        add_type(module, &native_engine_spec, &native_engine_type) < 0 ||
        add_type(module, &native_session_spec, NULL) < 0 ||
        add_type(module, &native_ids_spec, NULL) < 0 ||
        add_type(module, &native_rows_spec, &native_rows_type) < 0 ||
        add_type(module, &native_relater_spec, NULL) < 0 ||
        add_type(module, &native_store_spec, NULL) < 0 ||
        add_type(module, &native_answer_spec, &native_answer_type) < 0) {
        Py_XDECREF(module);
        return NULL;
    }
    return module;
}
