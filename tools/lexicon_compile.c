/* SPDX-License-Identifier: Apache-2.0 */
/* lexicon_compile FOLDER OUT [DEPFILE]: compiles a language pack at build time. Every error goes to
 * stderr as file:line: reason. DEPFILE gets a Make rule with all that OUT depends on: the files,
 * and the folders, so that a new file is seen. */
#include "lexicon/lexicon.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define IMAGE_MAX    ((size_t)1 << 30)
#define MESSAGES_MAX ((size_t)16 << 20)
#define RULE_MAX     ((size_t)1 << 20)

static int by_name(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_text(const struct dirent *item) {
    return cmq_str_ends(cmq_str_of(item->d_name), CMQ_STR(".txt"));
}

static void add_path(struct cmq_buf *rule, const char *path) {
    cmq_buf_add_char(rule, ' ');
    for (; *path != '\0'; path++) {
        if (*path == ' ') {
            cmq_buf_add_char(rule, '\\');
        }
        cmq_buf_add_char(rule, *path);
    }
}

static void add_folder(struct cmq_buf *rule, const char *folder, const char *name) {
    struct cmq_buf path;
    cmq_buf_init(&path, RULE_MAX);
    cmq_buf_format(&path, "%s/%s", folder, name);
    size_t len = path.len;
    struct dirent **item = NULL;
    int count = scandir(path.ptr, &item, is_text, by_name);
    if (count >= 0) {
        add_path(rule, path.ptr);
    }
    for (int i = 0; i < count; i++) {
        cmq_buf_format(&path, "/%s", item[i]->d_name);
        add_path(rule, path.ptr);
        path.ptr[path.len = len] = '\0';
        free(item[i]);
    }
    free(item);
    cmq_buf_release(&path);
}

static enum cmq_status write_rule(const char *folder, const char *out, const char *path,
                                  struct cmq_error *err) {
    static const char *const folders[] = {"actors", "roles", "frames", "speech", "topics", "names"};
    struct cmq_buf rule;
    cmq_buf_init(&rule, RULE_MAX);
    cmq_buf_format(&rule, "%s:", out);
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        add_folder(&rule, folder, folders[i]);
    }
    cmq_buf_add_char(&rule, '\n');
    enum cmq_status status = rule.failed ? cmq_fail(err, CMQ_LIMIT, 0, "too many files")
                                         : cmq_file_write(path, cmq_buf_str(&rule), err);
    cmq_buf_release(&rule);
    return status;
}

static enum cmq_status compile(const char *folder, const char *out, struct cmq_buf *messages,
                               struct cmq_error *err) {
    struct cmq_buf image;
    struct cmq_lexicon lexicon = {0};
    cmq_buf_init(&image, IMAGE_MAX);
    enum cmq_status status = cmq_lexicon_compile(folder, CMQ_STR(""), &image, messages, err);
    if (status == CMQ_OK) {
        status = cmq_lexicon_open_memory(image.ptr, image.len, &lexicon, err);
    }
    if (status == CMQ_OK) {
        fprintf(stderr,
                "%u entries: %u actors, %u roles, %u frames, %u words of speech, %u effects; "
                "%zu bytes\n",
                lexicon.entry_count, lexicon.actor_count, lexicon.role_count, lexicon.frame_count,
                lexicon.speech_count, lexicon.effect_count, image.len);
        status = cmq_file_write(out, cmq_buf_str(&image), err);
    }
    cmq_lexicon_release(&lexicon);
    cmq_buf_release(&image);
    return status;
}

int main(int argc, char **argv) {
    if (argc != 3 && argc != 4) {
        fputs("usage: lexicon_compile FOLDER OUT [DEPFILE]\n", stderr);
        return 2;
    }
    struct cmq_error err = {0};
    struct cmq_buf messages;
    cmq_buf_init(&messages, MESSAGES_MAX);
    enum cmq_status status = compile(argv[1], argv[2], &messages, &err);
    if (status == CMQ_OK && argc == 4) {
        status = write_rule(argv[1], argv[2], argv[3], &err);
    }
    if (status != CMQ_OK && messages.len > 0) {
        fputs(messages.ptr, stderr);
    } else if (status != CMQ_OK) {
        fprintf(stderr, "lexicon_compile: %s\n", err.message);
    }
    cmq_buf_release(&messages);
    return status == CMQ_OK ? 0 : 1;
}
