/* SPDX-License-Identifier: Apache-2.0 */
/* places_compile TABLE.tsv.gz FOLDER TABLE_OUT OWN_OUT [DEPFILE]: compiles the gazetteer at build
 * time: what GeoNames has, and the entries of a language pack. Errors go to stderr. */
#include "places/places.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define TEXT_MAX  ((size_t)256 << 20)
#define IMAGE_MAX ((size_t)256 << 20)
#define RULE_MAX  ((size_t)1 << 20)

static enum cmq_status unpack(const char *path, struct cmq_buf *text, struct cmq_error *err) {
    char block[65536];
    gzFile file = gzopen(path, "rb");
    if (file == NULL) {
        return cmq_fail(err, CMQ_IO, 0, "cannot open %s", path);
    }
    int got = 0;
    while ((got = gzread(file, block, sizeof block)) > 0 && !text->failed) {
        cmq_buf_add(text, block, (size_t)got);
    }
    bool whole = gzclose(file) == Z_OK && got == 0 && !text->failed;
    return whole ? CMQ_OK : cmq_fail(err, CMQ_IO, 0, "cannot read %s", path);
}

static int is_text(const struct dirent *item) {
    return cmq_str_ends(cmq_str_of(item->d_name), CMQ_STR(".txt"));
}

static int by_name(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* A Make rule: the image depends on the folder, so that a new file is seen, and on its files. */
static enum cmq_status write_rule(char **argv, struct cmq_error *err) {
    struct cmq_buf rule;
    struct dirent **item = NULL;
    cmq_buf_init(&rule, RULE_MAX);
    cmq_buf_format(&rule, "%s: %s %s/places", argv[3], argv[1], argv[2]);
    char folder[4096];
    (void)snprintf(folder, sizeof folder, "%s/places", argv[2]);
    int count = scandir(folder, &item, is_text, by_name);
    for (int i = 0; i < count; i++) {
        cmq_buf_format(&rule, " %s/%s", folder, item[i]->d_name);
        free(item[i]);
    }
    free(item);
    cmq_buf_add_char(&rule, '\n');
    enum cmq_status status = cmq_file_write(argv[5], cmq_buf_str(&rule), err);
    cmq_buf_release(&rule);
    return status;
}

static enum cmq_status compile(char **argv, struct cmq_buf *text, struct cmq_buf *table,
                               struct cmq_buf *own, struct cmq_error *err) {
    struct cmq_gazetteer gazetteer = {0};
    enum cmq_status status = unpack(argv[1], text, err);
    if (status == CMQ_OK) {
        status = cmq_gazetteer_compile_table(cmq_buf_str(text), table, err);
    }
    if (status == CMQ_OK) {
        status = cmq_gazetteer_open(cmq_buf_str(table), CMQ_STR(""), &gazetteer, err);
    }
    if (status == CMQ_OK) {
        status = cmq_gazetteer_compile_folder(&gazetteer, argv[2], own, err);
    }
    cmq_gazetteer_release(&gazetteer);
    return status;
}

int main(int argc, char **argv) {
    if (argc != 5 && argc != 6) {
        fputs("usage: places_compile TABLE.tsv.gz FOLDER TABLE_OUT OWN_OUT [DEPFILE]\n", stderr);
        return 2;
    }
    struct cmq_error err = {0};
    struct cmq_buf text, table, own;
    cmq_buf_init(&text, TEXT_MAX);
    cmq_buf_init(&table, IMAGE_MAX);
    cmq_buf_init(&own, IMAGE_MAX);
    enum cmq_status status = compile(argv, &text, &table, &own, &err);
    if (status == CMQ_OK) {
        fprintf(stderr, "gazetteer: %zu bytes of table, %zu bytes of own entries\n", table.len,
                own.len);
        status = cmq_file_write(argv[3], cmq_buf_str(&table), &err);
    }
    if (status == CMQ_OK) {
        status = cmq_file_write(argv[4], cmq_buf_str(&own), &err);
    }
    if (status == CMQ_OK && argc == 6) {
        status = write_rule(argv, &err);
    }
    if (status != CMQ_OK) {
        fprintf(stderr, "places_compile: %s\n", err.message);
    }
    cmq_buf_release(&own);
    cmq_buf_release(&table);
    cmq_buf_release(&text);
    return status == CMQ_OK ? 0 : 1;
}
