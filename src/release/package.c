/* SPDX-License-Identifier: Apache-2.0 */
/* datapackage.json: what each file and column is (Frictionless Data Package 1, Tabular Data
 * Package). manifest.json: what the release was made from and by what. */
#include "ontology/ontology.h"
#include "release/csv_reader.h"
#include "release/parts.h"

#include <inttypes.h>
#include <stdlib.h>

#define HASHES_LIMIT ((size_t)4 << 30)
#define TABLE_LIMIT  ((size_t)1 << 20)

json_t *cmq__release_json_str(struct cmq_str s) {
    return s.ptr == NULL ? json_null() : json_stringn(s.ptr, s.len);
}

enum cmq_status cmq__release_write_json(struct cmq__release *release, const char *name,
                                        json_t *document, struct cmq_error *err) {
    char *text = document == NULL ? NULL : json_dumps(document, JSON_INDENT(2));
    enum cmq_status status = CMQ_NO_MEMORY;
    if (text == NULL) {
        (void)cmq_fail(err, status, 0, "out of memory");
    } else {
        struct cmq_buf out;
        cmq_buf_init(&out, HASHES_LIMIT);
        cmq_buf_add_str(&out, cmq_str_of(text));
        cmq_buf_add_char(&out, '\n');
        status = out.failed ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory")
                            : cmq__folder_write(&release->folder, name, cmq_buf_str(&out), err);
        cmq_buf_release(&out);
    }
    free(text);
    json_decref(document);
    return status;
}

/* ---- the package ---- */

static json_t *names_of(struct cmq_str joined) {
    json_t *list = json_array();
    while (joined.len > 0) {
        json_array_append_new(list, cmq__release_json_str(cmq_str_cut(&joined, ';')));
    }
    return list;
}

static json_t *describe_field(const struct cmq__released_field *field) {
    static const char *const type[] = {[CMQ__FIELD_TEXT] = "string",
                                       [CMQ__FIELD_LIST] = "string",
                                       [CMQ__FIELD_INTEGER] = "integer",
                                       [CMQ__FIELD_REAL] = "number",
                                       [CMQ__FIELD_DAY] = "date"};
    json_t *it = json_object();
    json_object_set_new(it, "name", json_string(field->name));
    json_object_set_new(it, "type", json_string(type[field->kind]));
    json_object_set_new(
        it, "description",
        field->kind == CMQ__FIELD_LIST
            ? json_sprintf("%s Several stand in order with ; between.", field->meaning)
            : json_string(field->meaning));
    if (field->required) {
        json_object_set_new(it, "constraints", json_pack("{s:b}", "required", 1));
    }
    return it;
}

/* The first fields of the table, as many as its parent's key has, point there. */
static json_t *point_to(const char *parent) {
    const struct cmq__released_table *table = NULL;
    for (unsigned i = 0; i < CMQ__RELEASED_COUNT; i++) {
        if (cmq_str_eq(cmq_str_of(cmq__released_table[i].name), cmq_str_of(parent))) {
            table = &cmq__released_table[i];
        }
    }
    json_t *it = json_object(), *reference = json_object(), *list = json_array();
    struct cmq_str key = cmq_str_of(table == NULL ? NULL : table->key);
    json_object_set_new(it, "fields", names_of(key));
    json_object_set_new(reference, "resource", json_string(parent));
    json_object_set_new(reference, "fields", names_of(key));
    json_object_set_new(it, "reference", reference);
    json_array_append_new(list, it);
    return list;
}

static json_t *schema_of(const struct cmq__released_table *table, bool titles) {
    json_t *schema = json_object(), *fields = json_array();
    for (unsigned i = 0; i < table->count; i++) {
        if (titles || !table->field[i].title) {
            json_array_append_new(fields, describe_field(&table->field[i]));
        }
    }
    json_object_set_new(schema, "fields", fields);
    json_object_set_new(schema, "primaryKey", names_of(cmq_str_of(table->key)));
    if (table->parent != NULL) {
        json_object_set_new(schema, "foreignKeys", point_to(table->parent));
    }
    return schema;
}

/* Takes `schema`. */
static enum cmq_status add_resource(struct cmq__release *release, json_t *list, const char *name,
                                    const char *meaning, json_t *schema, struct cmq_error *err) {
    char file[64], sha256[65];
    size_t bytes = 0;
    (void)snprintf(file, sizeof file, "%s.csv", name);
    enum cmq_status status = cmq__folder_digest(&release->folder, file, sha256, &bytes, err);
    if (status != CMQ_OK) {
        json_decref(schema);
        return status;
    }
    json_t *it = json_object();
    json_object_set_new(it, "name", json_string(name));
    json_object_set_new(it, "path", json_string(file));
    json_object_set_new(it, "profile", json_string("tabular-data-resource"));
    json_object_set_new(it, "description", json_string(meaning));
    json_object_set_new(it, "format", json_string("csv"));
    json_object_set_new(it, "mediatype", json_string("text/csv"));
    json_object_set_new(it, "encoding", json_string("utf-8"));
    json_object_set_new(it, "bytes", json_integer((json_int_t)bytes));
    json_object_set_new(it, "hash", json_sprintf("sha256:%s", sha256));
    json_object_set_new(it, "schema", schema);
    json_array_append_new(list, it);
    return CMQ_OK;
}

/* The columns of a table that was given are what its first line says. */
static json_t *errors_schema(struct cmq__release *release) {
    json_t *schema = json_object(), *fields = json_array();
    struct cmq__csv csv = {.rest = cmq_buf_str(&release->errors)};
    struct cmq__csv_record record;
    if (cmq__csv_next(&csv, &release->arena, &record) == CMQ_OK) {
        for (unsigned i = 0; i < record.count; i++) {
            json_t *it = json_object();
            json_object_set_new(it, "name", cmq__release_json_str(record.field[i]));
            json_object_set_new(it, "type", json_string("any"));
            json_array_append_new(fields, it);
        }
    }
    json_object_set_new(schema, "fields", fields);
    return schema;
}

static json_t *contributors(const struct cmq_release_about *about) {
    json_t *list = json_array();
    for (uint32_t i = 0; i < about->author.count; i++) {
        json_t *it = json_object();
        json_object_set_new(it, "title", cmq__release_json_str(about->author.item[i]));
        json_object_set_new(it, "role", json_string("author"));
        json_array_append_new(list, it);
    }
    return list;
}

static enum cmq_status write_package(struct cmq__release *release, struct cmq_error *err) {
    const struct cmq_release_about *about = &release->about;
    json_t *package = json_object(), *resources = json_array();
    char day[16];
    cmq_day_format(about->date, day);
    enum cmq_status status = CMQ_OK;
    for (unsigned i = 0; status == CMQ_OK && i < CMQ__RELEASED_COUNT; i++) {
        const struct cmq__released_table *table = &cmq__released_table[i];
        status = add_resource(release, resources, table->name, table->meaning,
                              schema_of(table, release->options->titles), err);
    }
    if (status == CMQ_OK && release->errors.len > 0) {
        status = add_resource(release, resources, "errors", "Measured error rates.",
                              errors_schema(release), err);
    }
    json_object_set_new(package, "profile", json_string("tabular-data-package"));
    json_object_set_new(package, "name", json_string("communique-release"));
    json_object_set_new(package, "title", cmq__release_json_str(about->title));
    json_object_set_new(package, "version", cmq__release_json_str(about->version));
    json_object_set_new(package, "created", json_sprintf("%sT00:00:00Z", day));
    if (about->license.ptr != NULL) {
        json_t *license = json_object(), *licenses = json_array();
        json_object_set_new(license, "name", cmq__release_json_str(about->license));
        json_array_append_new(licenses, license);
        json_object_set_new(package, "licenses", licenses);
    }
    json_object_set_new(package, "contributors", contributors(about));
    json_object_set_new(package, "resources", resources);
    if (status != CMQ_OK) {
        json_decref(package);
        return status;
    }
    return cmq__release_write_json(release, "datapackage.json", package, err);
}

/* ---- the manifest ---- */

static int compare_hashes(const void *a, const void *b) {
    return cmq_str_cmp(*(const struct cmq_str *)a, *(const struct cmq_str *)b);
}

/* One hash of all texts, in whatever order they are had: of their hashes, sorted, a line each. */
static enum cmq_status hash_texts(struct cmq__release *release, char sha256[static 65],
                                  struct cmq_error *err) {
    struct cmq_store_rows *rows;
    struct cmq_buf lines;
    CMQ_ARRAY(struct cmq_str) hash = {NULL, 0, 0};
    enum cmq_status status =
        cmq_store_ask(release->store,
                      CMQ_STR("SELECT r.text_sha256 FROM reports r JOIN temp.released n USING "
                              "(report)"),
                      NULL, 0, &rows, err);
    while (status == CMQ_OK && (status = cmq_store_rows_next(rows, err)) == CMQ_OK) {
        struct cmq_str copy = cmq_arena_copy(&release->arena, cmq_store_rows_str(rows, 0));
        CMQ_PUSH(&release->arena, &hash) = copy;
    }
    cmq_store_rows_free(rows);
    if (status != CMQ_END) {
        return status;
    }
    cmq_buf_init(&lines, HASHES_LIMIT);
    if (hash.count > 0) {
        qsort(hash.item, hash.count, sizeof *hash.item, compare_hashes);
    }
    for (uint32_t i = 0; i < hash.count; i++) {
        cmq_buf_add_str(&lines, hash.item[i]);
        cmq_buf_add_char(&lines, '\n');
    }
    bool lost = lines.failed || release->arena.exhausted;
    cmq_sha256_hex(cmq_buf_str(&lines), sha256);
    cmq_buf_release(&lines);
    return lost ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : CMQ_OK;
}

/* Of all that the codebook takes from the ontology. */
static bool hash_ontology(char sha256[static 65]) {
    struct cmq_buf lines;
    cmq_buf_init(&lines, TABLE_LIMIT);
    for (size_t i = 0; i < cmq_cameo_count(); i++) {
        const struct cmq_cameo *cameo = cmq_cameo_at(i);
        const char *plover = cmq_plover_name(cameo->plover);
        cmq_buf_format(&lines, "%s\t%s\t%s\t%s\t%s\t%u", cameo->code,
                       cameo->parent == NULL ? "" : cameo->parent, cameo->name,
                       plover == NULL ? "" : plover, cameo->mode == NULL ? "" : cameo->mode,
                       cameo->quad_gdelt);
        for (unsigned k = 0; k < CMQ_CAMEO_CONTEXTS; k++) {
            cmq_buf_format(&lines, "\t%s", cameo->context[k] == NULL ? "" : cameo->context[k]);
        }
        for (unsigned k = 0; k < CMQ_GOLDSTEIN_COUNT; k++) {
            struct cmq_json json;
            cmq_buf_add_char(&lines, '\t');
            cmq_json_init(&json, &lines);
            cmq_json_double(&json, cameo->goldstein[k].value, 1);
        }
        cmq_buf_add_char(&lines, '\n');
    }
    bool whole = !lines.failed;
    cmq_sha256_hex(cmq_buf_str(&lines), sha256);
    cmq_buf_release(&lines);
    return whole;
}

static json_t *day_json(cmq_day day) {
    char text[16];
    cmq_day_format(day, text);
    return day == CMQ_NO_DAY ? json_null() : json_string(text);
}

static json_t *options_json(const struct cmq_release_options *options) {
    json_t *it = json_object();
    json_object_set_new(it, "as_of", day_json(options->scope.as_of));
    json_object_set_new(it, "from", day_json(options->scope.from));
    json_object_set_new(it, "to", day_json(options->scope.to));
    json_object_set_new(it, "titles", json_boolean(options->titles));
    json_object_set_new(it, "codebook", json_string(options->used ? "used" : "all"));
    json_object_set_new(it, "errors", json_boolean(options->errors != NULL));
    return it;
}

/* What makes the same release of the same store, without the names of files on one machine. */
static json_t *command_json(const struct cmq__release *release) {
    const struct cmq_release_options *options = release->options;
    const struct {
        const char *name;
        cmq_day day;
    } days[] = {{"--as-of", options->scope.as_of},
                {"--from", options->scope.from},
                {"--to", options->scope.to}};
    json_t *list = json_pack("[s, s, s, s]", "communique", "release", "--db", "STORE");
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        if (days[i].day != CMQ_NO_DAY) {
            json_array_append_new(list, json_string(days[i].name));
            json_array_append_new(list, day_json(days[i].day));
        }
    }
    if (options->titles) {
        json_array_append_new(list, json_string("--titles"));
    }
    if (options->used) {
        json_array_append_new(list, json_string("--codebook"));
        json_array_append_new(list, json_string("used"));
    }
    if (options->errors != NULL) {
        json_array_append_new(list, json_string("--errors"));
        json_array_append_new(list, json_string("errors.csv"));
    }
    json_array_append_new(list, json_string("--about"));
    json_array_append_new(list, json_string("ABOUT"));
    json_array_append_new(list, json_string("DIR"));
    return list;
}

static json_t *coders_json(const struct cmq__release *release) {
    json_t *list = json_array();
    for (uint32_t i = 0; i < release->coder.count; i++) {
        const struct cmq__release_coder *coder = &release->coder.item[i];
        json_t *it = json_object();
        json_object_set_new(it, "version", cmq__release_json_str(coder->version));
        json_object_set_new(it, "model", cmq__release_json_str(coder->model));
        json_object_set_new(it, "lexicon", cmq__release_json_str(coder->lexicon));
        json_object_set_new(it, "reports", json_integer(coder->reports));
        json_array_append_new(list, it);
    }
    return list;
}

static json_t *counts_json(const struct cmq__release *release) {
    json_t *it = json_object();
    for (unsigned i = 0; i < CMQ__RELEASED_COUNT; i++) {
        json_object_set_new(it, cmq__released_table[i].name, json_integer(release->rows[i]));
    }
    return it;
}

static enum cmq_status write_manifest(struct cmq__release *release, struct cmq_error *err) {
    char texts[65], ontology[65];
    enum cmq_status status = hash_texts(release, texts, err);
    if (status != CMQ_OK) {
        return status;
    }
    if (!hash_ontology(ontology)) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    json_t *manifest = json_object();
    json_object_set_new(manifest, "communique_release", json_integer(1));
    json_object_set_new(manifest, "program", json_sprintf("communique %s", CMQ_VERSION));
    json_object_set_new(manifest, "command", command_json(release));
    json_object_set_new(manifest, "options", options_json(release->options));
    json_object_set_new(manifest, "reports",
                        json_pack("{s:o, s:o, s:s, s:s, s:s}", "from",
                                  cmq__release_json_str(release->from), "to",
                                  cmq__release_json_str(release->to), "hashes_file", "reports.csv",
                                  "hashes_column", "text_sha256", "texts_sha256", texts));
    json_object_set_new(manifest, "coders", coders_json(release));
    json_object_set_new(manifest, "codebook",
                        json_pack("{s:o, s:o}", "lexicon",
                                  cmq__release_json_str(release->options->coded_by), "ontology",
                                  json_sprintf("sha256:%s", ontology)));
    json_object_set_new(manifest, "rows", counts_json(release));
    return cmq__release_write_json(release, "manifest.json", manifest, err);
}

enum cmq_status cmq__release_package(struct cmq__release *release, struct cmq_error *err) {
    enum cmq_status status = write_package(release, err);
    return status == CMQ_OK ? write_manifest(release, err) : status;
}
