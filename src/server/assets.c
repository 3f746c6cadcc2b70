/* SPDX-License-Identifier: Apache-2.0 */
/* Files that are built in. */
#include "server/http.h"

#define ASSET(name) extern const char cmq__asset_##name[], cmq__asset_##name##_end[]
ASSET(openapi);
ASSET(page);
ASSET(script);
ASSET(style);
ASSET(countries);

#define JSON       "application/json"
#define JAVASCRIPT "text/javascript; charset=utf-8"

static const struct asset {
    const char *path, *type;
    const char *begin, *end;
} assets[] = {
    {"/api/v1/openapi.json", JSON, cmq__asset_openapi, cmq__asset_openapi_end},
    {"/", "text/html; charset=utf-8", cmq__asset_page, cmq__asset_page_end},
    {"/app.js", JAVASCRIPT, cmq__asset_script, cmq__asset_script_end},
    {"/app.css", "text/css; charset=utf-8", cmq__asset_style, cmq__asset_style_end},
    {"/countries-110m.json", JSON, cmq__asset_countries, cmq__asset_countries_end},
};

static bool find(struct cmq_str path, struct cmq__reply *reply) {
    for (size_t i = 0; i < sizeof assets / sizeof *assets; i++) {
        if (cmq_str_eq(path, cmq_str_of(assets[i].path))) {
            reply->type = assets[i].type;
            reply->fixed =
                (struct cmq_str){assets[i].begin, (size_t)(assets[i].end - assets[i].begin)};
            return true;
        }
    }
    if (cmq_str_eq(path, CMQ_STR("/healthz"))) {
        reply->type = "text/plain; charset=utf-8";
        reply->fixed = CMQ_STR("ok\n");
        return true;
    }
    return false;
}

bool cmq__get_asset(const struct cmq__request *request, struct cmq__reply *reply) {
    if (!find(request->path, reply)) {
        return false;
    }
    (void)cmq__check_method(request, "GET", reply);
    return true;
}
