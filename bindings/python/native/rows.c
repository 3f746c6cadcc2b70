/* SPDX-License-Identifier: Apache-2.0 */
/* Tables through the Arrow PyCapsule interface: a capsule owns a struct that whoever takes it may
 * move out of it, and releases what is left there. */
#include "native.h"

#include <stdlib.h>

struct rows {
    PyObject_HEAD PyObject *engine; /* which the codes are of */
    struct communique_rows *rows;
};

/* ---- capsules ---------------------------------------------------------------------------- */

static void free_schema(PyObject *capsule) {
    struct ArrowSchema *schema = PyCapsule_GetPointer(capsule, "arrow_schema");
    if (schema->release != NULL) {
        schema->release(schema);
    }
    free(schema);
}

static void free_array(PyObject *capsule) {
    struct ArrowArray *array = PyCapsule_GetPointer(capsule, "arrow_array");
    if (array->release != NULL) {
        array->release(array);
    }
    free(array);
}

static void free_stream(PyObject *capsule) {
    struct ArrowArrayStream *stream = PyCapsule_GetPointer(capsule, "arrow_array_stream");
    if (stream->release != NULL) {
        stream->release(stream);
    }
    free(stream);
}

/* A capsule with a zeroed struct of `size` bytes, which is in `*place`. */
static PyObject *new_capsule(size_t size, const char *name, PyCapsule_Destructor release,
                             void **place) {
    *place = calloc(1, size);
    if (*place == NULL) {
        return PyErr_NoMemory();
    }
    PyObject *capsule = PyCapsule_New(*place, name, release);
    if (capsule == NULL) {
        free(*place);
    }
    return capsule;
}

PyObject *native_stream_new(struct ArrowArrayStream **stream) {
    void *place;
    PyObject *capsule = new_capsule(sizeof **stream, "arrow_array_stream", free_stream, &place);
    *stream = place;
    return capsule;
}

/* ---- Rows -------------------------------------------------------------------------------- */

PyObject *native_rows_new(struct communique_rows *rows, PyObject *engine) {
    allocfunc allocate = PyType_GetSlot(native_rows_type, Py_tp_alloc);
    struct rows *self = (struct rows *)allocate(native_rows_type, 0);
    if (self == NULL) {
        communique_rows_close(rows);
        return NULL;
    }
    self->rows = rows;
    self->engine = Py_NewRef(engine);
    return (PyObject *)self;
}

static PyObject *rows_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static char *names[] = {"engine", NULL};
    struct communique_error error;
    struct communique_rows *rows;
    PyObject *engine;
    (void)type;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O!", names, native_engine_type, &engine)) {
        return NULL;
    }
    if (communique_rows_open(((struct native_engine *)engine)->engine, &rows, &error) !=
        COMMUNIQUE_OK) {
        return native_fail(&error);
    }
    return native_rows_new(rows, engine);
}

static void rows_free(PyObject *object) {
    struct rows *self = (struct rows *)object;
    communique_rows_close(self->rows);
    Py_XDECREF(self->engine);
    native_free(object);
}

static Py_ssize_t rows_length(PyObject *self) {
    return (Py_ssize_t)communique_rows_count(((struct rows *)self)->rows);
}

static PyObject *rows_add(PyObject *self, PyObject *json) {
    struct communique_error error;
    char *bytes;
    Py_ssize_t length;
    if (PyBytes_AsStringAndSize(json, &bytes, &length) < 0) {
        return NULL;
    }
    if (communique_rows_add_json(((struct rows *)self)->rows, bytes, (size_t)length, &error) !=
        COMMUNIQUE_OK) {
        return native_fail(&error);
    }
    return Py_NewRef(Py_None);
}

/* The schema that a reader would rather have is only a wish. */
static PyObject *rows_array(PyObject *self, PyObject *args, PyObject *keywords) {
    static char *names[] = {"requested_schema", NULL};
    struct communique_error error;
    PyObject *wish = NULL;
    void *schema, *array;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|O", names, &wish)) {
        return NULL;
    }
    PyObject *first = new_capsule(sizeof(struct ArrowSchema), "arrow_schema", free_schema, &schema);
    PyObject *second =
        first != NULL ? new_capsule(sizeof(struct ArrowArray), "arrow_array", free_array, &array)
                      : NULL;
    PyObject *result = NULL;
    if (second != NULL) {
        enum communique_status status =
            communique_rows_export(((struct rows *)self)->rows, schema, array, &error);
        result = status == COMMUNIQUE_OK ? PyTuple_Pack(2, first, second) : native_fail(&error);
    }
    Py_XDECREF(first);
    Py_XDECREF(second);
    return result;
}

static PyObject *rows_stream(PyObject *self, PyObject *args, PyObject *keywords) {
    static char *names[] = {"requested_schema", NULL};
    struct communique_error error;
    PyObject *wish = NULL;
    struct ArrowArrayStream *stream;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|O", names, &wish)) {
        return NULL;
    }
    PyObject *capsule = native_stream_new(&stream);
    if (capsule != NULL &&
        communique_rows_stream(((struct rows *)self)->rows, stream, &error) != COMMUNIQUE_OK) {
        Py_DECREF(capsule);
        return native_fail(&error);
    }
    return capsule;
}

static PyMethodDef rows_methods[] = {
    {"add", rows_add, METH_O, "add(json): the events of a coding."},
    {"__arrow_c_array__", (PyCFunction)(void (*)(void))rows_array, METH_VARARGS | METH_KEYWORDS,
     "The rows as one record batch: capsules of its schema and its array."},
    {"__arrow_c_stream__", (PyCFunction)(void (*)(void))rows_stream, METH_VARARGS | METH_KEYWORDS,
     "The rows as a stream of one record batch."},
    {0},
};

static PyType_Slot rows_slots[] = {
    {Py_tp_new, rows_new},
    {Py_tp_dealloc, rows_free},
    {Py_tp_methods, rows_methods},
    {Py_sq_length, rows_length},
    {0, NULL},
};

PyType_Spec native_rows_spec = {
    .name = "communique._native.Rows",
    .basicsize = sizeof(struct rows),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = rows_slots,
};
