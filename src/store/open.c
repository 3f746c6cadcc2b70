/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a store: is it one, of which version, and what it lacks. The file's header tells: SQLite
 * keeps an application id and a version for the user there. */
#include "store/handle.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define APPLICATION_ID 0x436D7131 /* "Cmq1" */
#define RETRY_MS       20

/* One text for each version, embedded: its statements lead from the version before to it. Views are
 * one text for all. */
extern const char cmq__schema_1[], cmq__schema_2[], cmq__schema_3[], cmq__schema_4[],
    cmq__schema_5[], cmq__schema_6[], cmq__views[];

static const char *const migration[] = {cmq__schema_1, cmq__schema_2, cmq__schema_3,
                                        cmq__schema_4, cmq__schema_5, cmq__schema_6};
#define VERSION ((int)(sizeof migration / sizeof *migration))

/* The cache is in KiB. The log may grow to 32 MiB before it is put into the file, so that pages
 * that every transaction changes are written there less often. */
static const char settings[] = "PRAGMA foreign_keys = ON;"
                               "PRAGMA secure_delete = OFF;"
                               "PRAGMA synchronous = NORMAL;"
                               "PRAGMA cache_size = -32768;"
                               "PRAGMA wal_autocheckpoint = 8192;"
                               "PRAGMA trusted_schema = OFF;";

static int read_number(struct cmq_store *store, const char *sql, int *number) {
    sqlite3_stmt *statement;
    int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    if (code != SQLITE_OK) {
        return code;
    }
    bool found = sqlite3_step(statement) == SQLITE_ROW;
    *number = found ? sqlite3_column_int(statement, 0) : 0;
    code = sqlite3_finalize(statement);
    return code == SQLITE_OK && !found ? SQLITE_CORRUPT : code;
}

/* What the file is. */
struct header {
    int application, version, tables;
};

static int read_header(struct cmq_store *store, struct header *header) {
    int code = read_number(store, "PRAGMA application_id", &header->application);
    if (code == SQLITE_OK) {
        code = read_number(store, "PRAGMA user_version", &header->version);
    }
    if (code == SQLITE_OK) {
        code = read_number(store, "SELECT count(*) FROM sqlite_schema", &header->tables);
    }
    return code;
}

static bool is_empty(const struct header *header) {
    return header->application == 0 && header->version == 0 && header->tables == 0;
}

/* The index of words goes with the one that it reads. */
static int drop_views(struct cmq_store *store) {
    sqlite3_stmt *views;
    int code = cmq__prepare(store,
                            "SELECT coalesce(group_concat(printf('DROP VIEW \"%w\"', name), ';'), "
                            "'') FROM sqlite_schema "
                            "WHERE type = 'view' AND name <> 'words_of_reports'",
                            &views);
    if (code == SQLITE_OK && (code = sqlite3_step(views)) == SQLITE_ROW) {
        char *drops = sqlite3_mprintf("%s", sqlite3_column_text(views, 0));
        sqlite3_reset(views);
        code = drops == NULL ? SQLITE_NOMEM : cmq__exec(store, drops);
        sqlite3_free(drops);
    }
    sqlite3_finalize(views);
    return code;
}

/* Two processes may make a store at once: the second finds it made. */
static int migrate(struct cmq_store *store) {
    struct header header = {0};
    int code = cmq__exec(store, "BEGIN IMMEDIATE");
    if (code == SQLITE_OK) {
        code = read_header(store, &header);
    }
    if (code == SQLITE_OK && header.version < VERSION) {
        code = drop_views(store);
    }
    for (int i = code == SQLITE_OK ? header.version : VERSION; code == SQLITE_OK && i < VERSION;
         i++) {
        char numbers[96];
        code = cmq__exec(store, migration[i]);
        if (code == SQLITE_OK) {
            sqlite3_snprintf(sizeof numbers, numbers,
                             "PRAGMA application_id = %d; PRAGMA user_version = %d;",
                             APPLICATION_ID, i + 1);
            code = cmq__exec(store, numbers);
        }
    }
    if (code == SQLITE_OK && header.version < VERSION) {
        code = cmq__exec(store, cmq__views);
    }
    if (code == SQLITE_OK) {
        code = cmq__exec(store, "COMMIT");
    }
    if (code != SQLITE_OK) {
        (void)cmq__exec(store, "ROLLBACK");
    }
    return code;
}

/* Changing to WAL takes a lock that SQLite does not wait for. */
static int set_wal(struct cmq_store *store) {
    int code = SQLITE_BUSY;
    for (int waited = 0; (code & 0xFF) == SQLITE_BUSY && waited < CMQ__WAIT_MS;
         waited += RETRY_MS) {
        code = cmq__exec(store, "PRAGMA journal_mode = WAL");
        if ((code & 0xFF) == SQLITE_BUSY) {
            sqlite3_sleep(RETRY_MS);
        }
    }
    return code;
}

static enum cmq_status check(struct cmq_store *store, enum cmq_store_use use,
                             struct cmq_error *err) {
    struct header header = {0};
    int code = read_header(store, &header);
    if (code != SQLITE_OK) {
        return cmq__store_status(store, code, "read", err);
    }
    if (header.application != APPLICATION_ID && !(use == CMQ_STORE_MAKE && is_empty(&header))) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "%s is no store: give the file that `communique add` made", store->path);
    }
    if (header.version > VERSION) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "%s was made by a newer communique (its schema is version %d, this program "
                        "knows %d): use that one",
                        store->path, header.version, VERSION);
    }
    if (header.version == VERSION) {
        return CMQ_OK;
    }
    if (use == CMQ_STORE_READ) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "%s was made by an older communique: `communique add --db %s` brings it up "
                        "to date",
                        store->path, store->path);
    }
    code = set_wal(store);
    if (code == SQLITE_OK) {
        code = migrate(store);
    }
    return cmq__store_status(store, code, "write", err);
}

static enum cmq_status open_file(struct cmq_store *store, enum cmq_store_use use,
                                 struct cmq_error *err) {
    static const int flags[] = {
        [CMQ_STORE_READ] = SQLITE_OPEN_READONLY,
        [CMQ_STORE_CHANGE] = SQLITE_OPEN_READWRITE,
        [CMQ_STORE_MAKE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
    };
    if (use != CMQ_STORE_MAKE && access(store->path, F_OK) != 0) {
        return cmq_fail(err, CMQ_IO, 0, "there is no store %s: `communique add --db %s` makes one",
                        store->path, store->path);
    }
    int code = sqlite3_open_v2(store->path, &store->db, flags[use] | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(store->db, CMQ__WAIT_MS);
        code = cmq__exec(store, settings);
    }
    if (code != SQLITE_OK) {
        return cmq__store_status(store, code, "open", err);
    }
    return check(store, use, err);
}

enum cmq_status cmq_store_open(const char *path, enum cmq_store_use use, struct cmq_store **store,
                               struct cmq_error *err) {
    *store = calloc(1, sizeof **store);
    if (*store == NULL || ((*store)->path = strdup(path)) == NULL) {
        cmq_store_close(*store);
        *store = NULL;
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    cmq_buf_init(&(*store)->coder, CMQ_MAX_LINE);
    enum cmq_status status = open_file(*store, use, err);
    if (status != CMQ_OK) {
        cmq_store_close(*store);
        *store = NULL;
    }
    return status;
}

enum cmq_status cmq_store_set_cache(struct cmq_store *store, unsigned kib, struct cmq_error *err) {
    char pragma[64];
    sqlite3_snprintf(sizeof pragma, pragma, "PRAGMA cache_size = -%u", kib);
    return cmq__store_status(store, cmq__exec(store, pragma), "read", err);
}

void cmq_store_close(struct cmq_store *store) {
    if (store == NULL) {
        return;
    }
    for (unsigned i = 0; i < CMQ__STATEMENT_COUNT; i++) {
        sqlite3_finalize(store->statement[i]);
    }
    for (unsigned i = 0; i < CMQ__TABLE_COUNT; i++) {
        sqlite3_finalize(store->insert[i]);
        sqlite3_finalize(store->select[i]);
    }
    sqlite3_close(store->db);
    cmq_buf_release(&store->coder);
    free(store->command);
    free(store->path);
    free(store);
}
