/* SPDX-License-Identifier: Apache-2.0 */
#include "native.h"

/* The bytes of a str, which `*held` keeps. A lone surrogate becomes three bytes that are no UTF-8,
 * so that the library says where it stands. */
static int read_string(PyObject *value, struct communique_string *string, PyObject **held) {
    Py_ssize_t length;
    if (value == Py_None) {
        return 0;
    }
    if (!PyUnicode_Check(value)) {
        PyErr_SetString(PyExc_TypeError, "a report's fields are str or None");
        return -1;
    }
    string->bytes = PyUnicode_AsUTF8AndSize(value, &length);
    if (string->bytes != NULL) {
        *held = Py_NewRef(value);
    } else if (PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) {
        PyErr_Clear();
        char *bytes;
        *held = PyUnicode_AsEncodedString(value, "utf-8", "surrogatepass");
        if (*held == NULL || PyBytes_AsStringAndSize(*held, &bytes, &length) < 0) {
            return -1;
        }
        string->bytes = bytes;
    } else {
        return -1;
    }
    string->length = (size_t)length;
    return 0;
}

int native_report_read(PyObject *args, struct native_report *report) {
    PyObject *fields;
    int undated;
    *report = (struct native_report){.report.size = sizeof report->report,
                                     .options = COMMUNIQUE_CODE_OPTIONS};
    if (!PyArg_ParseTuple(args, "O!p", &PyTuple_Type, &fields, &undated)) {
        return -1;
    }
    struct communique_string *strings[NATIVE_FIELDS] = {
        &report->report.id,        &report->report.date, &report->report.text,
        &report->report.publisher, &report->report.url,  &report->report.title,
        &report->report.language};
    if (PyTuple_Size(fields) != NATIVE_FIELDS) {
        PyErr_SetString(PyExc_TypeError, "a report has seven fields");
        return -1;
    }
    report->options.undated = (uint32_t)undated;
    for (Py_ssize_t i = 0; i < NATIVE_FIELDS; i++) {
        if (read_string(PyTuple_GetItem(fields, i), strings[i], &report->held[i]) < 0) {
            return -1;
        }
    }
    return 0;
}

void native_report_release(struct native_report *report) {
    for (int i = 0; i < NATIVE_FIELDS; i++) {
        Py_CLEAR(report->held[i]);
    }
}
