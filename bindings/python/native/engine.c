/* SPDX-License-Identifier: Apache-2.0 */
#include "native.h"

/* ---- Engine ------------------------------------------------------------------------------ */

static PyObject *engine_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static char *names[] = {"model", "lexicon", "ontology", "int8", NULL};
    struct communique_engine_options options = COMMUNIQUE_ENGINE_OPTIONS;
    struct communique_error error;
    int int8 = 0;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|zzzp", names, &options.model_path,
                                     &options.lexicon_path, &options.ontology_path, &int8)) {
        return NULL;
    }
    options.precision = int8 ? COMMUNIQUE_INT8 : COMMUNIQUE_FLOAT32;
    allocfunc allocate = PyType_GetSlot(type, Py_tp_alloc);
    struct native_engine *self = (struct native_engine *)allocate(type, 0);
    enum communique_status status = COMMUNIQUE_OK;
    if (self == NULL) {
        return NULL;
    }
    Py_BEGIN_ALLOW_THREADS;
    status = communique_engine_open(&options, &self->engine, &error);
    Py_END_ALLOW_THREADS;
    if (status != COMMUNIQUE_OK) {
        Py_DECREF(self);
        return native_fail(&error);
    }
    return (PyObject *)self;
}

static void engine_free(PyObject *self) {
    communique_engine_close(((struct native_engine *)self)->engine);
    native_free(self);
}

static PyObject *engine_model(PyObject *self, void *closure) {
    (void)closure;
    return PyUnicode_FromString(communique_engine_model(((struct native_engine *)self)->engine));
}

static PyObject *engine_lexicon(PyObject *self, void *closure) {
    (void)closure;
    return PyUnicode_FromString(communique_engine_lexicon(((struct native_engine *)self)->engine));
}

static PyGetSetDef engine_members[] = {
    {"model", engine_model, NULL, "The digest of the model.", NULL},
    {"lexicon", engine_lexicon, NULL, "The digest of the dictionaries.", NULL},
    {0},
};

static PyType_Slot engine_slots[] = {
    {Py_tp_new, engine_new},
    {Py_tp_dealloc, engine_free},
    {Py_tp_getset, engine_members},
    {0, NULL},
};

PyType_Spec native_engine_spec = {
    .name = "communique._native.Engine",
    .basicsize = sizeof(struct native_engine),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = engine_slots,
};

/* ---- Session ----------------------------------------------------------------------------- */

struct session {
    PyObject_HEAD PyObject *engine;
    struct communique_session *session;
    int busy; /* a thread is in it, without the interpreter's lock */
};

static PyObject *session_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static char *names[] = {"engine", NULL};
    struct communique_error error;
    PyObject *engine;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O!", names, native_engine_type, &engine)) {
        return NULL;
    }
    allocfunc allocate = PyType_GetSlot(type, Py_tp_alloc);
    struct session *self = (struct session *)allocate(type, 0);
    if (self == NULL) {
        return NULL;
    }
    self->engine = Py_NewRef(engine);
    if (communique_session_open(((struct native_engine *)engine)->engine, &self->session, &error) !=
        COMMUNIQUE_OK) {
        Py_DECREF(self);
        return native_fail(&error);
    }
    return (PyObject *)self;
}

static void session_free(PyObject *object) {
    struct session *self = (struct session *)object;
    communique_session_close(self->session);
    Py_XDECREF(self->engine);
    native_free(object);
}

/* Takes the session for this thread; an exception if another one has it. */
static int take(struct session *self) {
    if (self->busy) {
        PyErr_SetString(PyExc_RuntimeError, "another thread is in this session");
        return -1;
    }
    self->busy = 1;
    return 0;
}

static PyObject *session_code(PyObject *object, PyObject *args) {
    struct session *self = (struct session *)object;
    struct native_report report;
    struct communique_error error;
    struct communique_coding *coding;
    enum communique_status status;
    const char *json = NULL;
    size_t length = 0;
    PyObject *result = NULL;
    if (native_report_read(args, &report) == 0 && take(self) == 0) {
        Py_BEGIN_ALLOW_THREADS;
        status = communique_code(self->session, &report.report, &report.options, &coding, &error);
        if (status == COMMUNIQUE_OK) {
            status = communique_coding_json(coding, 0, &json, &length, &error);
        }
        Py_END_ALLOW_THREADS;
        result = status == COMMUNIQUE_OK ? PyBytes_FromStringAndSize(json, (Py_ssize_t)length)
                                         : native_fail(&error);
        self->busy = 0;
    }
    native_report_release(&report);
    return result;
}

int native_capsules_read(PyObject *pair, struct ArrowSchema **schema, struct ArrowArray **array) {
    PyObject *first, *second;
    if (!PyArg_ParseTuple(pair, "OO", &first, &second)) {
        return -1;
    }
    *schema = PyCapsule_GetPointer(first, "arrow_schema");
    *array = *schema != NULL ? PyCapsule_GetPointer(second, "arrow_array") : NULL;
    return *array != NULL ? 0 : -1;
}

static PyObject *session_code_batch(PyObject *object, PyObject *args) {
    struct session *self = (struct session *)object;
    struct communique_code_options options = COMMUNIQUE_CODE_OPTIONS;
    struct communique_rows *reports, *events;
    struct communique_error error;
    struct ArrowSchema *schema;
    struct ArrowArray *array;
    PyObject *pair;
    int undated;
    if (!PyArg_ParseTuple(args, "O!p", &PyTuple_Type, &pair, &undated) ||
        native_capsules_read(pair, &schema, &array) < 0 || take(self) < 0) {
        return NULL;
    }
    enum communique_status status;
    options.undated = (uint32_t)undated;
    Py_BEGIN_ALLOW_THREADS;
    status =
        communique_code_batch(self->session, schema, array, &options, &reports, &events, &error);
    Py_END_ALLOW_THREADS;
    self->busy = 0;
    if (status != COMMUNIQUE_OK) {
        return native_fail(&error);
    }
    PyObject *first = native_rows_new(reports, self->engine);
    PyObject *second = native_rows_new(events, self->engine);
    PyObject *result = first != NULL && second != NULL ? PyTuple_Pack(2, first, second) : NULL;
    Py_XDECREF(first);
    Py_XDECREF(second);
    return result;
}

static PyMethodDef session_methods[] = {
    {"code", session_code, METH_VARARGS, "code(fields, undated): the coding as a line of JSON."},
    {"code_batch", session_code_batch, METH_VARARGS,
     "code_batch(capsules, undated): the rows of reports and of events."},
    {0},
};

static PyType_Slot session_slots[] = {
    {Py_tp_new, session_new},
    {Py_tp_dealloc, session_free},
    {Py_tp_methods, session_methods},
    {0, NULL},
};

PyType_Spec native_session_spec = {
    .name = "communique._native.Session",
    .basicsize = sizeof(struct session),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = session_slots,
};

/* ---- Ids --------------------------------------------------------------------------------- */

struct ids {
    PyObject_HEAD struct communique_ids *ids;
};

static PyObject *ids_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static char *names[] = {NULL};
    struct communique_error error;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "", names)) {
        return NULL;
    }
    allocfunc allocate = PyType_GetSlot(type, Py_tp_alloc);
    struct ids *self = (struct ids *)allocate(type, 0);
    if (self != NULL && communique_ids_open(&self->ids, &error) != COMMUNIQUE_OK) {
        Py_DECREF(self);
        return native_fail(&error);
    }
    return (PyObject *)self;
}

static void ids_free(PyObject *self) {
    communique_ids_close(((struct ids *)self)->ids);
    native_free(self);
}

static PyObject *ids_admit(PyObject *self, PyObject *args) {
    struct native_report report;
    struct communique_error error;
    PyObject *result = NULL;
    if (native_report_read(args, &report) == 0) {
        enum communique_status status = communique_ids_admit(
            ((struct ids *)self)->ids, &report.report, &report.options, &error);
        result = status == COMMUNIQUE_OK ? Py_NewRef(Py_None) : native_fail(&error);
    }
    native_report_release(&report);
    return result;
}

static PyMethodDef ids_methods[] = {
    {"admit", ids_admit, METH_VARARGS,
     "admit(fields, undated): fails if the report is to be rejected."},
    {0},
};

static PyType_Slot ids_slots[] = {
    {Py_tp_new, ids_new},
    {Py_tp_dealloc, ids_free},
    {Py_tp_methods, ids_methods},
    {0, NULL},
};

PyType_Spec native_ids_spec = {
    .name = "communique._native.Ids",
    .basicsize = sizeof(struct ids),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = ids_slots,
};
