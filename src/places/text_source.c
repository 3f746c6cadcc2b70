/* SPDX-License-Identifier: Apache-2.0 */
/* The entries that people write: lang/<language>/places/ (docs/places.md). */

#include "ontology/ontology.h"
#include "places/draft.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILE_MAX_BYTES  ((size_t)16 << 20)
#define IMAGE_MAX_BYTES ((size_t)256 << 20)
#define WORDS_MAX       6u

struct source {
    const struct cmq_gazetteer *table;
    struct cmq__place_draft *draft;
    struct cmq_str path;
    unsigned line;
    struct cmq_str head; /* of the entry: "Texas = State of Texas" */
    uint32_t places;     /* that the entry has so far, the last ones of draft->place */
    struct cmq_error *err;
};

static enum cmq_status fail(const struct source *source, const char *reason) {
    return cmq_fail(source->err, CMQ_BAD_INPUT, source->line, "%.*s:%u: %s", CMQ_FMT(source->path),
                    source->line, reason);
}

static struct cmq_str name_of_entry(const struct source *source) {
    struct cmq_str rest = source->head;
    return cmq_str_trim(cmq_str_cut(&rest, '='));
}

/* Gives a place the names of a list with commas between. */
static enum cmq_status add_names(const struct source *source, uint32_t place, struct cmq_str list,
                                 uint32_t flags) {
    while (list.len > 0) {
        struct cmq_str name = cmq_str_trim(cmq_str_cut(&list, ','));
        if (!cmq__place_draft_name(source->draft, place, name, flags)) {
            return fail(source, "this can be no name of a place");
        }
    }
    return CMQ_OK;
}

static enum cmq_status add_place(struct source *source, const struct cmq__stored_place *place) {
    uint32_t index = cmq__place_draft_add(source->draft, place);
    source->places++;
    struct cmq_str others = source->head;
    enum cmq_status status = add_names(source, index, cmq_str_cut(&others, '='), 0);
    return status == CMQ_OK ? add_names(source, index, others, 0) : status;
}

/* ---- kinds of lines ---------------------------------------------------------------------- */

/* "USA", "USA/TX" or "-" to country and region; false if there is no such country. */
static bool read_country(const struct source *source, struct cmq_str word,
                         struct cmq__stored_place *place) {
    if (cmq_str_eq(word, CMQ_STR("-"))) {
        return true;
    }
    struct cmq_str code = word, iso3 = cmq_str_cut(&code, '/');
    const struct cmq_country *country = cmq_country_find(iso3);
    place->country = cmq__country_number(iso3);
    if (country != NULL && code.len > 0) {
        uint64_t id = cmq__region_id(cmq_str_of(country->iso2), code);
        struct cmq_str name = {NULL, 0};
        const struct cmq_layer *table = &source->table->table;
        for (uint32_t i = 1; table->header && i < table->header->region_count; i++) {
            if (table->region[i].id == id && table->region[i].name < table->header->pool_len) {
                name = cmq_str_of(table->pool + table->region[i].name);
            }
        }
        place->region = cmq__place_draft_region(source->draft, id, name);
    }
    return country != NULL;
}

/* The region of the table's nearest town in the country, within half a degree; 0 if none is near.
 */
static uint16_t region_near(const struct source *source, const struct cmq__stored_place *place) {
    const struct cmq_layer *table = &source->table->table;
    const struct cmq__stored_place *nearest = NULL;
    int32_t least = 500;
    for (uint32_t i = 0; table->header && i < table->header->place_count; i++) {
        const struct cmq__stored_place *other = &table->place[i];
        int32_t apart = abs(other->lat - place->lat) + abs(other->lon - place->lon);
        if (other->country == place->country && other->kind == CMQ_PLACE_TOWN && apart < least) {
            nearest = other;
            least = apart;
        }
    }
    if (!nearest || nearest->region == 0 || nearest->region >= table->header->region_count) {
        return 0;
    }
    struct cmq__candidate of = {.layer = table, .place = nearest};
    return cmq__place_draft_region(source->draft, table->region[nearest->region].id,
                                   cmq__place_of(&of).admin1);
}

/* KIND COUNTRY[/REGION] LAT LON [POPULATION] */
static enum cmq_status read_place(struct source *source, uint8_t kind, const struct cmq_str *word,
                                  uint32_t count) {
    struct cmq__stored_place place = {.kind = kind, .precision = cmq__precision_of(kind)};
    if (count < 4 || count > 5 || !read_country(source, word[1], &place)) {
        return fail(source, "a place has a country (or -), a latitude, a longitude and perhaps "
                            "a population");
    }
    if (!cmq__read_degrees(word[2], 90, &place.lat) ||
        !cmq__read_degrees(word[3], 180, &place.lon) ||
        (count == 5 && !cmq__read_count(word[4], &place.population))) {
        return fail(source, "this is no latitude, longitude or population");
    }
    if ((kind == CMQ_PLACE_TOWN || kind == CMQ_PLACE_POINT) && place.region == 0) {
        place.region = region_near(source, &place);
    }
    if (kind == CMQ_PLACE_AREA && place.country == 0) {
        place.precision = CMQ_PLACE_AT_COUNTRY;
    }
    place.name = cmq__place_draft_string(source->draft, name_of_entry(source));
    return add_place(source, &place);
}

/* Gives the entry's names to the places of the table that have `name`, the greatest of a country
 * and what is not much smaller. */
static enum cmq_status copy_from_table(struct source *source, uint16_t country,
                                       struct cmq_str name) {
    struct cmq__key key;
    struct cmq__found found;
    uint32_t greatest = 0;
    cmq__place_key(name, &key);
    cmq__gazetteer_find(source->table, &key, &found);
    for (uint32_t i = 0; i < found.count; i++) {
        const struct cmq__stored_place *of = found.item[i].place;
        if (of->country != country || of->population < greatest / 10) {
            continue;
        }
        greatest = of->population > greatest ? of->population : greatest;
        struct cmq_place place = cmq__place_of(&found.item[i]);
        struct cmq__stored_place copy = *of;
        copy.name = cmq__place_draft_string(source->draft, name_of_entry(source));
        copy.region = cmq__place_draft_region(source->draft, found.item[i].region, place.admin1);
        enum cmq_status status = add_place(source, &copy);
        if (status != CMQ_OK) {
            return status;
        }
    }
    return CMQ_OK;
}

/* also COUNTRY: the places of the table with one of the entry's names get the others. */
static enum cmq_status read_also(struct source *source, const struct cmq_str *word,
                                 uint32_t count) {
    uint16_t country = count == 2 ? cmq__country_number(word[1]) : 0;
    struct cmq_str names = source->head;
    uint32_t before = source->places;
    enum cmq_status status = CMQ_OK;
    for (char separator = '='; status == CMQ_OK && country != 0 && names.len > 0; separator = ',') {
        status = copy_from_table(source, country, cmq_str_trim(cmq_str_cut(&names, separator)));
    }
    bool found = source->places > before;
    return status != CMQ_OK || found
               ? status
               : fail(source, "the table has no place of these names in that country");
}

/* short A, B: other names that count only beside a place. */
static enum cmq_status read_short(const struct source *source, struct cmq_str list) {
    if (source->places == 0) {
        return fail(source, "'short' stands below a place");
    }
    enum cmq_status status = CMQ_OK;
    uint32_t end = source->draft->place.count;
    for (uint32_t i = end - source->places; status == CMQ_OK && i < end; i++) {
        status = add_names(source, i, list, CMQ__ITEM_SHORT);
    }
    return status;
}

/* agency, none: what has a name but no place. */
static enum cmq_status read_other(struct source *source, uint8_t kind) {
    struct cmq__stored_place other = {
        .kind = kind, .name = cmq__place_draft_string(source->draft, name_of_entry(source))};
    return add_place(source, &other);
}

static enum cmq_status read_body_line(struct source *source, struct cmq_str line) {
    static const struct {
        const char *word;
        uint8_t kind;
    } kinds[] = {{"country", CMQ_PLACE_COUNTRY}, {"region", CMQ_PLACE_REGION},
                 {"town", CMQ_PLACE_TOWN},       {"point", CMQ_PLACE_POINT},
                 {"area", CMQ_PLACE_AREA},       {"agency", CMQ__STORED_AGENCY},
                 {"none", CMQ__STORED_NONE}};
    struct cmq_str rest = line, word[WORDS_MAX] = {{NULL, 0}};
    uint32_t count = 0;
    while (rest.len > 0 && count < WORDS_MAX) {
        word[count] = cmq_str_cut(&rest, ' ');
        count += word[count].len > 0;
    }
    if (cmq_str_eq(word[0], CMQ_STR("also"))) {
        return read_also(source, word, count);
    }
    if (cmq_str_eq(word[0], CMQ_STR("short"))) {
        cmq_str_cut(&line, ' ');
        return read_short(source, line);
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (cmq_str_eq(word[0], cmq_str_of(kinds[i].word))) {
            bool placed = kinds[i].kind < CMQ_PLACE_LEVELS;
            return placed ? read_place(source, kinds[i].kind, word, count)
                          : read_other(source, kinds[i].kind);
        }
    }
    return fail(source, "a line below an entry begins with country, region, town, point, area, "
                        "also, short, agency or none");
}

static enum cmq_status read_line(struct source *source, struct cmq_str line) {
    struct cmq_str content = cmq_str_trim(line);
    if (content.len == 0 || content.ptr[0] == '#') {
        return CMQ_OK;
    }
    if (content.ptr != line.ptr) {
        return source->head.len > 0 ? read_body_line(source, content)
                                    : fail(source, "a line below no entry");
    }
    source->head = content;
    source->places = 0;
    return CMQ_OK;
}

/* ---- files of a folder ------------------------------------------------------------------- */

static enum cmq_status read_file(struct source *source) {
    struct cmq_buf text;
    cmq_buf_init(&text, FILE_MAX_BYTES);
    enum cmq_status status = cmq_file_read(source->path.ptr, FILE_MAX_BYTES, &text, source->err);
    struct cmq_str rest = cmq_buf_str(&text);
    if (status == CMQ_OK && cmq_utf8_invalid(rest) < rest.len) {
        status = fail(source, "not UTF-8");
    }
    while (status == CMQ_OK && rest.len > 0) {
        source->line++;
        status = read_line(source, cmq_str_cut(&rest, '\n'));
    }
    cmq_buf_release(&text);
    return status;
}

static int is_text(const struct dirent *item) {
    return item->d_name[0] != '.' && cmq_str_ends(cmq_str_of(item->d_name), CMQ_STR(".txt"));
}

/* In byte order, whatever the locale. */
static int compare_files(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static enum cmq_status read_folder(const struct cmq_gazetteer *table,
                                   struct cmq__place_draft *draft, const char *folder,
                                   struct cmq_error *err) {
    struct cmq_str path = cmq_arena_format(&draft->arena, "%s/places", folder);
    if (path.ptr == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    struct dirent **item = NULL;
    int count = scandir(path.ptr, &item, is_text, compare_files);
    if (count < 0) {
        return errno == ENOENT ? CMQ_OK
                               : cmq_fail(err, CMQ_IO, 0, "cannot read the folder %s", path.ptr);
    }
    enum cmq_status status = CMQ_OK;
    for (int i = 0; i < count; i++) {
        struct source source = {
            .table = table,
            .draft = draft,
            .err = err,
            .path = cmq_arena_format(&draft->arena, "%s/%s", path.ptr, item[i]->d_name)};
        free(item[i]);
        if (status == CMQ_OK && source.path.ptr != NULL) {
            status = read_file(&source);
        }
    }
    free(item);
    return status;
}

enum cmq_status cmq_gazetteer_compile_folder(const struct cmq_gazetteer *table, const char *folder,
                                             struct cmq_buf *image, struct cmq_error *err) {
    struct cmq__place_draft draft;
    cmq__place_draft_init(&draft);
    enum cmq_status status = read_folder(table, &draft, folder, err);
    if (status == CMQ_OK) {
        status = cmq__place_draft_pack(&draft, image, err);
    }
    cmq__place_draft_release(&draft);
    return status;
}

static enum cmq_status open_places_of(struct cmq_str table, const char *folder,
                                      struct cmq_gazetteer *gazetteer, struct cmq_error *err) {
    struct cmq_buf image;
    cmq_buf_init(&image, IMAGE_MAX_BYTES);
    enum cmq_status status = cmq_gazetteer_open(table, CMQ_STR(""), gazetteer, err);
    if (status == CMQ_OK) {
        status = cmq_gazetteer_compile_folder(gazetteer, folder, &image, err);
    }
    if (status == CMQ_OK) {
        status = cmq_gazetteer_open(table, cmq_buf_str(&image), gazetteer, err);
    }
    if (status == CMQ_OK) {
        gazetteer->owned = image.ptr;
    } else {
        cmq_buf_release(&image);
    }
    return status;
}

enum cmq_status cmq_gazetteer_open_folder(struct cmq_str table, struct cmq_str own,
                                          const char *folder, struct cmq_gazetteer *gazetteer,
                                          struct cmq_error *err) {
    struct cmq_buf path;
    cmq_buf_init(&path, PATH_MAX);
    cmq_buf_format(&path, "%s/places", folder);
    bool failed = path.failed;
    bool none = !failed && access(path.ptr, F_OK) != 0 && errno == ENOENT;
    cmq_buf_release(&path);
    if (failed) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the name of the folder %s is too long", folder);
    }
    return none ? cmq_gazetteer_open(table, own, gazetteer, err)
                : open_places_of(table, folder, gazetteer, err);
}
