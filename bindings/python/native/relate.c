/* SPDX-License-Identifier: Apache-2.0 */
#include "native.h"

/* ---- Relater ----------------------------------------------------------------------------- */

struct relater {
    PyObject_HEAD struct communique_relater *relater;
};

static PyObject *relater_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static char *names[] = {"parts", NULL};
    struct communique_error error;
    unsigned parts;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "I", names, &parts)) {
        return NULL;
    }
    allocfunc allocate = PyType_GetSlot(type, Py_tp_alloc);
    struct relater *self = (struct relater *)allocate(type, 0);
    if (self != NULL && communique_relater_open(parts, &self->relater, &error) != COMMUNIQUE_OK) {
        Py_DECREF(self);
        return native_fail(&error);
    }
    return (PyObject *)self;
}

static void relater_free(PyObject *self) {
    communique_relater_close(((struct relater *)self)->relater);
    native_free(self);
}

/* Appends a new object, of which it takes hold; 0 if either failed. */
static int append(PyObject *list, PyObject *item) {
    int done = item != NULL && PyList_Append(list, item) == 0;
    Py_XDECREF(item);
    return done;
}

static PyObject *merges_of(const struct communique_relater *relater) {
    PyObject *list = PyList_New(0);
    const struct communique_merge *merge;
    for (uint32_t i = 0; list != NULL && (merge = communique_relater_merge(relater, i)) != NULL;
         i++) {
        if (!append(list, Py_BuildValue("II", merge->story, merge->into))) {
            Py_CLEAR(list);
        }
    }
    return list;
}

static PyObject *tellings_of(const struct communique_relater *relater) {
    PyObject *list = PyList_New(0);
    const struct communique_telling *telling;
    for (uint32_t i = 0; list != NULL && (telling = communique_relater_telling(relater, i)) != NULL;
         i++) {
        if (!append(list, Py_BuildValue("INLss", telling->event, PyBool_FromLong(telling->is_new),
                                        (long long)telling->occurrence, telling->family,
                                        telling->status))) {
            Py_CLEAR(list);
        }
    }
    return list;
}

static PyObject *inclusions_of(const struct communique_relater *relater) {
    PyObject *list = PyList_New(0);
    const struct communique_inclusion *inclusion;
    for (uint32_t i = 0;
         list != NULL && (inclusion = communique_relater_inclusion(relater, i)) != NULL; i++) {
        if (!append(list,
                    Py_BuildValue("LL", (long long)inclusion->part, (long long)inclusion->whole))) {
            Py_CLEAR(list);
        }
    }
    return list;
}

/* None for none. */
static PyObject *number_or_none(uint32_t number) {
    return number == COMMUNIQUE_NONE ? Py_NewRef(Py_None) : PyLong_FromUnsignedLong(number);
}

static PyObject *relater_add(PyObject *self, PyObject *args) {
    struct communique_relater *relater = ((struct relater *)self)->relater;
    const struct communique_relation *relation;
    struct communique_error error;
    unsigned number;
    const char *traces;
    Py_ssize_t length;
    if (!PyArg_ParseTuple(args, "Iy#", &number, &traces, &length)) {
        return NULL;
    }
    enum communique_status status =
        communique_relater_add(relater, number, traces, (size_t)length, &relation, &error);
    if (status != COMMUNIQUE_OK) {
        return native_fail(&error);
    }
    return Py_BuildValue("INNIIddNNdNNN", number, number_or_none(relation->copy_of),
                         PyBool_FromLong(relation->is_whole), relation->origin, relation->sentences,
                         relation->of_it_in_source, relation->of_source_in_it,
                         number_or_none(relation->strand), number_or_none(relation->story),
                         relation->alike, merges_of(relater), tellings_of(relater),
                         inclusions_of(relater));
}

static PyObject *relater_state(PyObject *self, PyObject *args) {
    struct communique_error error;
    const void *bytes;
    size_t length;
    (void)args;
    if (communique_relater_state(((struct relater *)self)->relater, &bytes, &length, &error) !=
        COMMUNIQUE_OK) {
        return native_fail(&error);
    }
    return PyBytes_FromStringAndSize(bytes, (Py_ssize_t)length);
}

static PyObject *keys_of(const uint32_t *key, size_t count) {
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && i < count; i++) {
        if (!append(list, PyLong_FromUnsignedLong(key[i]))) {
            Py_CLEAR(list);
        }
    }
    return list;
}

static PyObject *relater_last_state(PyObject *self, PyObject *args) {
    struct communique_error error;
    const void *bytes;
    const uint32_t *keys;
    size_t length, count;
    (void)args;
    if (communique_relater_last_state(((struct relater *)self)->relater, &bytes, &length, &keys,
                                      &count, &error) != COMMUNIQUE_OK) {
        return native_fail(&error);
    }
    return Py_BuildValue("y#N", (const char *)bytes, (Py_ssize_t)length, keys_of(keys, count));
}

static PyObject *relater_resume(PyObject *self, PyObject *args) {
    struct communique_error error;
    const char *state;
    Py_ssize_t length;
    if (!PyArg_ParseTuple(args, "y#", &state, &length)) {
        return NULL;
    }
    enum communique_status status =
        communique_relater_resume(((struct relater *)self)->relater, state, (size_t)length, &error);
    return status == COMMUNIQUE_OK ? Py_NewRef(Py_None) : native_fail(&error);
}

static PyMethodDef relater_methods[] = {
    {"add", relater_add, METH_VARARGS, "add(number, traces): the fields of a Relation."},
    {"state", relater_state, METH_NOARGS, "state(): all that is known, as bytes."},
    {"last_state", relater_last_state, METH_NOARGS,
     "last_state(): what is known of the last report, and the keys that it stands for."},
    {"resume", relater_resume, METH_VARARGS, "resume(state): goes on from there."},
    {0},
};

static PyType_Slot relater_slots[] = {
    {Py_tp_new, relater_new},
    {Py_tp_dealloc, relater_free},
    {Py_tp_methods, relater_methods},
    {0, NULL},
};

PyType_Spec native_relater_spec = {
    .name = "communique._native.Relater",
    .basicsize = sizeof(struct relater),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = relater_slots,
};

/* ---- pieces of traces -------------------------------------------------------------------- */

/* The list that the pieces go to; NULL once one could not be made. */
static void take_piece(void *context, const struct communique_piece *piece) {
    PyObject **list = context;
    if (*list != NULL &&
        !append(*list, Py_BuildValue("iNzy#", (int)piece->part,
                                     keys_of(piece->keys, piece->key_count), piece->family,
                                     (const char *)piece->bytes, (Py_ssize_t)piece->length))) {
        Py_CLEAR(*list);
    }
}

PyObject *native_split_traces(PyObject *module, PyObject *args) {
    struct communique_error error;
    const char *traces;
    Py_ssize_t length;
    (void)module;
    if (!PyArg_ParseTuple(args, "y#", &traces, &length)) {
        return NULL;
    }
    PyObject *list = PyList_New(0);
    enum communique_status status =
        communique_traces_split(traces, (size_t)length, take_piece, &list, &error);
    if (status != COMMUNIQUE_OK && list != NULL) {
        Py_DECREF(list);
        return native_fail(&error);
    }
    return list;
}
