/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COMMUNIQUE_NATIVE_H
#define COMMUNIQUE_NATIVE_H

/* communique._native: the public header's handles as Python objects, and no more. What they mean to
 * a Python program is said in the package's own modules. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <communique.h>

PyMODINIT_FUNC PyInit__native(void);

/* Raises communique._native.Error(status, message) and returns NULL. */
PyObject *native_fail(const struct communique_error *error);
extern PyObject *native_error; /* its class */

/* Frees an object of one of our types, which every object holds. */
void native_free(PyObject *self);

/* What the types are made from; each is added to the module. */
extern PyType_Spec native_engine_spec, native_session_spec, native_ids_spec, native_rows_spec,
    native_relater_spec, native_store_spec, native_answer_spec;
extern PyTypeObject *native_engine_type, *native_rows_type, *native_answer_type;

/* ---- engines (engine.c) ------------------------------------------------------------------ */

struct native_engine {
    PyObject_HEAD struct communique_engine *engine;
};

/* ---- reports (report.c) ------------------------------------------------------------------ */

#define NATIVE_FIELDS 7

/* A report whose strings live in Python objects that this one holds. */
struct native_report {
    struct communique_report report;
    struct communique_code_options options;
    PyObject *held[NATIVE_FIELDS];
};

/* Reads the arguments of `code` and `admit`: a tuple of id, date, text, publisher, url, title and
 * language, each a str or None; and whether the report may lack its date. On failure an exception
 * is set. To be released in any case. */
int native_report_read(PyObject *args, struct native_report *report);
void native_report_release(struct native_report *report);

/* ---- rows (rows.c) ----------------------------------------------------------------------- */

/* A table that takes `rows`, and holds the engine that they are of, or None. */
PyObject *native_rows_new(struct communique_rows *rows, PyObject *engine);
/* The schema and the array of what `__arrow_c_array__` gave; both live in the capsules. On failure,
 * which is negative, an exception is set. */
int native_capsules_read(PyObject *pair, struct ArrowSchema **schema, struct ArrowArray **array);

/* A capsule with a stream that is to be filled in. */
PyObject *native_stream_new(struct ArrowArrayStream **stream);

/* ---- lines (reading.c) ------------------------------------------------------------------- */

/* read_batch(capsules, undated): the rows of reports that lines of JSON are. */
PyObject *native_read_batch(PyObject *module, PyObject *args);

/* ---- relating (relate.c) ----------------------------------------------------------------- */

/* The pieces of traces: a list of tuples of part, keys, family and bytes. */
PyObject *native_split_traces(PyObject *module, PyObject *args);

/* ---- stores (store.c) -------------------------------------------------------------------- */

/* The function of the module that lists the parameters of a question. */
PyObject *native_parameters(PyObject *module, PyObject *args);

#endif
