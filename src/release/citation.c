/* SPDX-License-Identifier: Apache-2.0 */
/* How a release is cited: CITATION.cff (Citation File Format 1.2.0) and the metadata that DataCite
 * takes with a DOI (its schema 4.5 as JSON). */
#include "release/parts.h"

#define CITATION_LIMIT ((size_t)1 << 20)

/* A string of JSON is one of YAML. */
static void put_member(struct cmq_buf *out, const char *before, struct cmq_str value) {
    struct cmq_json json;
    if (value.ptr != NULL) {
        cmq_buf_format(out, "%s: ", before);
        cmq_json_init(&json, out);
        cmq_json_str(&json, value);
        cmq_buf_add_char(out, '\n');
    }
}

static void put_authors(struct cmq_buf *out, const struct cmq_release_about *about) {
    cmq_buf_add_str(out, CMQ_STR("authors:\n"));
    for (uint32_t i = 0; i < about->author.count; i++) {
        struct cmq_str family, given;
        if (cmq__release_person(about->author.item[i], &family, &given)) {
            put_member(out, "  - family-names", family);
            put_member(out, "    given-names", given);
        } else {
            put_member(out, "  - name", about->author.item[i]);
        }
    }
}

static enum cmq_status write_cff(struct cmq__release *release, struct cmq_error *err) {
    const struct cmq_release_about *about = &release->about;
    struct cmq_buf out;
    char day[16];
    cmq_day_format(about->date, day);
    cmq_buf_init(&out, CITATION_LIMIT);
    cmq_buf_add_str(&out, CMQ_STR("cff-version: 1.2.0\n"
                                  "message: \"If you use these data, please cite them so.\"\n"
                                  "type: dataset\n"));
    put_member(&out, "title", about->title);
    put_authors(&out, about);
    put_member(&out, "version", about->version);
    put_member(&out, "date-released", cmq_str_of(day));
    put_member(&out, "license", about->license);
    put_member(&out, "doi", about->doi);
    enum cmq_status status =
        out.failed ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory")
                   : cmq__folder_write(&release->folder, "CITATION.cff", cmq_buf_str(&out), err);
    cmq_buf_release(&out);
    return status;
}

/* ---- DataCite ---- */

static json_t *creator(struct cmq_str author) {
    struct cmq_str family, given;
    json_t *it = json_object();
    json_object_set_new(it, "name", cmq__release_json_str(author));
    if (cmq__release_person(author, &family, &given)) {
        json_object_set_new(it, "nameType", json_string("Personal"));
        json_object_set_new(it, "givenName", cmq__release_json_str(given));
        json_object_set_new(it, "familyName", cmq__release_json_str(family));
    } else {
        json_object_set_new(it, "nameType", json_string("Organizational"));
    }
    return it;
}

static json_t *date(const char *type, struct cmq_str day) {
    json_t *it = json_object();
    json_object_set_new(it, "date", cmq__release_json_str(day));
    json_object_set_new(it, "dateType", json_string(type));
    return it;
}

static json_t *dates(const struct cmq__release *release, const char *issued) {
    json_t *list = json_array();
    char range[32];
    json_array_append_new(list, date("Issued", cmq_str_of(issued)));
    if (release->from.ptr != NULL) {
        (void)snprintf(range, sizeof range, "%.*s/%.*s", CMQ_FMT(release->from),
                       CMQ_FMT(release->to));
        json_t *covered = date("Other", cmq_str_of(range));
        json_object_set_new(covered, "dateInformation", json_string("Days of the reports"));
        json_array_append_new(list, covered);
    }
    return list;
}

static json_t *list_of(json_t *item) {
    json_t *list = json_array();
    json_array_append_new(list, item);
    return list;
}

static json_t *description(const struct cmq__release *release) {
    json_t *it = json_object();
    json_object_set_new(
        it, "description",
        json_sprintf("%lld events that %lld dated news reports tell, coded by communique %s: who "
                     "did what to whom, when, where, according to whom, in the codes of CAMEO and "
                     "PLOVER. Without the texts of the reports, which are known by their hashes.",
                     (json_int_t)release->rows[CMQ__RELEASED_EVENTS],
                     (json_int_t)release->rows[CMQ__RELEASED_REPORTS], CMQ_VERSION));
    json_object_set_new(it, "descriptionType", json_string("Abstract"));
    json_object_set_new(it, "lang", json_string("en"));
    return it;
}

static void add_rights(json_t *document, struct cmq_str license) {
    json_t *it = json_object();
    json_object_set_new(it, "rights", cmq__release_json_str(license));
    json_object_set_new(it, "rightsIdentifier", cmq__release_json_str(license));
    json_object_set_new(it, "rightsIdentifierScheme", json_string("SPDX"));
    json_object_set_new(it, "schemeUri", json_string("https://spdx.org/licenses/"));
    json_object_set_new(document, "rightsList", list_of(it));
}

static json_t *datacite(const struct cmq__release *release) {
    const struct cmq_release_about *about = &release->about;
    json_t *document = json_object(), *creators = json_array();
    char day[16];
    cmq_day_format(about->date, day);
    if (about->doi.ptr != NULL) {
        json_object_set_new(document, "doi", cmq__release_json_str(about->doi));
    }
    json_object_set_new(
        document, "types",
        json_pack("{s:s, s:s}", "resourceTypeGeneral", "Dataset", "resourceType", "Event data"));
    for (uint32_t i = 0; i < about->author.count; i++) {
        json_array_append_new(creators, creator(about->author.item[i]));
    }
    json_object_set_new(document, "creators", creators);
    json_t *title = json_object();
    json_object_set_new(title, "title", cmq__release_json_str(about->title));
    json_object_set_new(document, "titles", list_of(title));
    json_t *publisher = json_object();
    json_object_set_new(publisher, "name", cmq__release_json_str(about->publisher));
    json_object_set_new(document, "publisher", publisher);
    json_object_set_new(document, "publicationYear", json_stringn(day, 4));
    json_object_set_new(document, "dates", dates(release, day));
    json_object_set_new(document, "version", cmq__release_json_str(about->version));
    json_object_set_new(document, "language", json_string("en"));
    json_object_set_new(document, "subjects",
                        json_pack("[{s:s}, {s:s}, {s:s}]", "subject", "event data", "subject",
                                  "CAMEO", "subject", "PLOVER"));
    json_object_set_new(document, "formats", json_pack("[s, s]", "text/csv", "application/json"));
    json_object_set_new(document, "descriptions", list_of(description(release)));
    if (about->license.ptr != NULL) {
        add_rights(document, about->license);
    }
    json_object_set_new(document, "schemaVersion",
                        json_string("http://datacite.org/schema/kernel-4"));
    return document;
}

enum cmq_status cmq__release_citation(struct cmq__release *release, struct cmq_error *err) {
    enum cmq_status status = write_cff(release, err);
    return status == CMQ_OK
               ? cmq__release_write_json(release, "datacite.json", datacite(release), err)
               : status;
}
