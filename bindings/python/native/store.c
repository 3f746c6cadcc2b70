/* SPDX-License-Identifier: Apache-2.0 */
#include "native.h"

/* ---- Answer ------------------------------------------------------------------------------ */

struct answer {
    PyObject_HEAD struct communique_answer *answer; /* NULL: a stream has it */
    int busy; /* a thread is in it, without the interpreter's lock */
};

static void answer_free(PyObject *self) {
    communique_answer_free(((struct answer *)self)->answer);
    native_free(self);
}

/* Takes the answer for this thread; an exception if that cannot be. */
static int take(struct answer *self) {
    if (self->busy || self->answer == NULL) {
        PyErr_SetString(PyExc_RuntimeError, self->busy ? "another thread reads these rows"
                                                       : "a stream reads these rows");
        return -1;
    }
    self->busy = 1;
    return 0;
}

static PyObject *answer_next(PyObject *object) {
    struct answer *self = (struct answer *)object;
    struct communique_error error;
    enum communique_status status;
    const char *line;
    size_t length;
    if (take(self) < 0) {
        return NULL;
    }
    Py_BEGIN_ALLOW_THREADS;
    status = communique_answer_line(self->answer, &line, &length, &error);
    Py_END_ALLOW_THREADS;
    PyObject *result = status != COMMUNIQUE_OK ? native_fail(&error)
                       : line == NULL          ? NULL
                                      : PyBytes_FromStringAndSize(line, (Py_ssize_t)length);
    self->busy = 0;
    return result;
}

static PyObject *answer_next_page(PyObject *object, void *closure) {
    const char *cursor = communique_answer_next_page(((struct answer *)object)->answer);
    (void)closure;
    return cursor != NULL ? PyUnicode_FromString(cursor) : Py_NewRef(Py_None);
}

/* The schema that a reader would rather have is only a wish. */
static PyObject *answer_stream(PyObject *object, PyObject *args, PyObject *keywords) {
    static char *names[] = {"requested_schema", NULL};
    struct answer *self = (struct answer *)object;
    struct communique_error error;
    PyObject *wish = NULL;
    struct ArrowArrayStream *stream;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|O", names, &wish)) {
        return NULL;
    }
    PyObject *capsule = native_stream_new(&stream);
    if (capsule == NULL || take(self) < 0) {
        Py_XDECREF(capsule);
        return NULL;
    }
    self->busy = 0;
    if (communique_answer_stream(self->answer, stream, &error) != COMMUNIQUE_OK) {
        Py_DECREF(capsule);
        return native_fail(&error);
    }
    self->answer = NULL;
    return capsule;
}

static PyMethodDef answer_methods[] = {
    {"__arrow_c_stream__", (PyCFunction)(void (*)(void))answer_stream, METH_VARARGS | METH_KEYWORDS,
     "The rows that are left, as a stream, which has them from then on."},
    {0},
};

static PyGetSetDef answer_members[] = {
    {"next_page", answer_next_page, NULL, "After the last row, the cursor of the next page.", NULL},
    {0},
};

static PyType_Slot answer_slots[] = {
    {Py_tp_dealloc, answer_free},    {Py_tp_iter, PyObject_SelfIter}, {Py_tp_iternext, answer_next},
    {Py_tp_methods, answer_methods}, {Py_tp_getset, answer_members},  {0, NULL},
};

PyType_Spec native_answer_spec = {
    .name = "communique._native.Answer",
    .basicsize = sizeof(struct answer),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = answer_slots,
};

/* ---- Store ------------------------------------------------------------------------------- */

struct store {
    PyObject_HEAD struct communique_store *store;
};

static PyObject *store_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static char *names[] = {"path", NULL};
    struct communique_error error;
    const char *path;
    enum communique_status status;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "s", names, &path)) {
        return NULL;
    }
    allocfunc allocate = PyType_GetSlot(type, Py_tp_alloc);
    struct store *self = (struct store *)allocate(type, 0);
    if (self == NULL) {
        return NULL;
    }
    Py_BEGIN_ALLOW_THREADS;
    status = communique_store_open(path, &self->store, &error);
    Py_END_ALLOW_THREADS;
    if (status != COMMUNIQUE_OK) {
        Py_DECREF(self);
        return native_fail(&error);
    }
    return (PyObject *)self;
}

static void store_free(PyObject *self) {
    communique_store_close(((struct store *)self)->store);
    native_free(self);
}

/* The strings of a tuple with a NULL behind, which the caller frees; the tuple keeps them. */
static const char **read_strings(PyObject *tuple) {
    Py_ssize_t count = PyTuple_Size(tuple);
    const char **string = PyMem_Malloc(((size_t)count + 1) * sizeof *string);
    if (string == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        Py_ssize_t length;
        string[i] = PyUnicode_AsUTF8AndSize(PyTuple_GetItem(tuple, i), &length);
        if (string[i] != NULL && strlen(string[i]) != (size_t)length) {
            PyErr_SetString(PyExc_ValueError, "a parameter holds a character U+0000");
            string[i] = NULL;
        }
        if (string[i] == NULL) {
            PyMem_Free(string);
            return NULL;
        }
    }
    string[count] = NULL;
    return string;
}

static PyObject *store_ask(PyObject *object, PyObject *args) {
    struct communique_question question = {.size = sizeof question};
    struct communique_answer *answer;
    struct communique_error error;
    enum communique_status status;
    PyObject *parameters;
    if (!PyArg_ParseTuple(args, "sO!", &question.name, &PyTuple_Type, &parameters)) {
        return NULL;
    }
    const char **strings = read_strings(parameters);
    if (strings == NULL) {
        return NULL;
    }
    question.parameters = strings;
    Py_BEGIN_ALLOW_THREADS;
    status = communique_store_ask(((struct store *)object)->store, &question, &answer, &error);
    Py_END_ALLOW_THREADS;
    PyMem_Free(strings);
    if (status != COMMUNIQUE_OK) {
        return native_fail(&error);
    }
    allocfunc allocate = PyType_GetSlot(native_answer_type, Py_tp_alloc);
    struct answer *self = (struct answer *)allocate(native_answer_type, 0);
    if (self == NULL) {
        communique_answer_free(answer);
        return NULL;
    }
    self->answer = answer;
    return (PyObject *)self;
}

/* ---- documents ---- */

static PyObject *document_of(enum communique_status status, char *document, size_t length,
                             const struct communique_error *error) {
    PyObject *result = status == COMMUNIQUE_OK
                           ? PyBytes_FromStringAndSize(document, (Py_ssize_t)length)
                           : native_fail(error);
    communique_document_free(document);
    return result;
}

typedef enum communique_status of_story(const struct communique_store *store, int64_t story,
                                        char **document, size_t *length,
                                        struct communique_error *error);

static PyObject *read_story(PyObject *self, PyObject *args, of_story *read) {
    struct communique_error error;
    enum communique_status status;
    char *document;
    size_t length = 0;
    long long story;
    if (!PyArg_ParseTuple(args, "L", &story)) {
        return NULL;
    }
    Py_BEGIN_ALLOW_THREADS;
    status = read(((struct store *)self)->store, story, &document, &length, &error);
    Py_END_ALLOW_THREADS;
    return document_of(status, document, length, &error);
}

static PyObject *store_story(PyObject *self, PyObject *args) {
    return read_story(self, args, communique_store_story);
}

static PyObject *store_accounts(PyObject *self, PyObject *args) {
    return read_story(self, args, communique_store_accounts);
}

typedef enum communique_status of_report(const struct communique_store *store, const char *id,
                                         char **document, size_t *length,
                                         struct communique_error *error);

static PyObject *read_report(PyObject *self, PyObject *args, of_report *read) {
    struct communique_error error;
    enum communique_status status;
    char *document;
    size_t length = 0;
    const char *id;
    if (!PyArg_ParseTuple(args, "s", &id)) {
        return NULL;
    }
    Py_BEGIN_ALLOW_THREADS;
    status = read(((struct store *)self)->store, id, &document, &length, &error);
    Py_END_ALLOW_THREADS;
    return document_of(status, document, length, &error);
}

static PyObject *store_coding(PyObject *self, PyObject *args) {
    return read_report(self, args, communique_store_coding);
}

static PyObject *store_report(PyObject *self, PyObject *args) {
    return read_report(self, args, communique_store_report);
}

static PyMethodDef store_methods[] = {
    {"ask", store_ask, METH_VARARGS, "ask(question, names and values by turns): an Answer."},
    {"story", store_story, METH_VARARGS, "story(number): lines of JSON."},
    {"accounts", store_accounts, METH_VARARGS, "accounts(number): lines of JSON."},
    {"coding", store_coding, METH_VARARGS, "coding(id): a line of JSON."},
    {"report", store_report, METH_VARARGS, "report(id): the coding with its text."},
    {0},
};

static PyType_Slot store_slots[] = {
    {Py_tp_new, store_new},
    {Py_tp_dealloc, store_free},
    {Py_tp_methods, store_methods},
    {0, NULL},
};

PyType_Spec native_store_spec = {
    .name = "communique._native.Store",
    .basicsize = sizeof(struct store),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = store_slots,
};

/* ---- questions --------------------------------------------------------------------------- */

PyObject *native_parameters(PyObject *module, PyObject *args) {
    const char *question, *name;
    (void)module;
    if (!PyArg_ParseTuple(args, "s", &question)) {
        return NULL;
    }
    PyObject *names = PyList_New(0);
    for (uint32_t i = 0;
         names != NULL && (name = communique_question_parameter(question, i)) != NULL; i++) {
        PyObject *string = PyUnicode_FromString(name);
        if (string == NULL || PyList_Append(names, string) < 0) {
            Py_CLEAR(names);
        }
        Py_XDECREF(string);
    }
    return names;
}
