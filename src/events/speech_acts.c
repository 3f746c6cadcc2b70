/* SPDX-License-Identifier: Apache-2.0 */
/* CAMEO mirrors its codes for acts in codes for intending, asking for, demanding, refusing and
 * threatening them (codebook 1.1b3, roots 02, 03, 10, 12, 13). The longest prefix of an act's code
 * decides. */

#include "events/matcher.h"

struct mirror {
    const char *act, *intend, *appeal, *demand, *refuse, *threaten;
};

static const struct mirror mirrors[] = {
    {"04", "036", "026", "106", "125", NULL},       {"045", "039", "028", "108", "126", NULL},
    {"05", "032", "022", "102", "120", NULL},       {"06", "031", "021", "101", "121", NULL},
    {"061", "0311", "0211", "1011", "1211", NULL},  {"062", "0312", "0212", "1012", "1212", NULL},
    {"063", "0313", "0213", "1013", "121", NULL},   {"064", "0314", "0214", "1014", "121", NULL},
    {"07", "033", "023", "103", "122", NULL},       {"071", "0331", "0231", "1031", "1221", NULL},
    {"072", "0332", "0232", "1032", "1222", NULL},  {"073", "0333", "0233", "1033", "1223", NULL},
    {"074", "0334", "0234", "1034", "1224", NULL},  {"08", "035", "025", "105", "124", NULL},
    {"081", "0351", "0251", "1051", "1241", NULL},  {"082", "0352", "0252", "1052", "1242", NULL},
    {"083", "034", "024", "104", "123", NULL},      {"0831", "0341", "0241", "1041", "1231", NULL},
    {"0832", "0342", "0242", "1042", "1232", NULL}, {"0833", "0343", "0243", "1043", "1233", NULL},
    {"0834", "0344", "0244", "1044", "1234", NULL}, {"084", "0353", "0253", "1053", "1243", NULL},
    {"085", "0354", "0254", "1054", "1244", NULL},  {"086", "0355", "0255", "1055", "1245", NULL},
    {"087", "0356", "0256", "1056", "1246", NULL},  {"09", NULL, "020", "100", "120", NULL},
    {"11", NULL, "022", "102", "120", NULL},        {"14", NULL, "020", "100", "120", "133"},
    {"15", NULL, "0212", "1012", "120", "138"},     {"16", NULL, "020", "100", "120", "131"},
    {"161", NULL, "020", "100", "120", "1313"},     {"162", NULL, "020", "100", "120", "1311"},
    {"163", NULL, "020", "100", "120", "1312"},     {"164", NULL, "020", "100", "120", "134"},
    {"17", NULL, "020", "100", "120", "132"},       {"172", NULL, "020", "100", "120", "132"},
    {"175", NULL, "020", "100", "120", "137"},      {"18", NULL, "020", "100", "120", "138"},
    {"19", NULL, "020", "100", "120", "1384"},      {"191", NULL, "020", "100", "120", "1381"},
    {"192", NULL, "020", "100", "120", "1382"},     {"20", NULL, "020", "100", "120", "1383"},
    {"165", NULL, "020", "100", "120", "135"},      {"166", NULL, "020", "100", "120", "136"},
    {"1721", NULL, "020", "100", "120", "1321"},    {"1722", NULL, "020", "100", "120", "1322"},
    {"1723", NULL, "020", "100", "120", "1323"},    {"1724", NULL, "020", "100", "120", "1324"},
    {"204", NULL, "020", "100", "120", "1385"},
};

struct cmq_str cmq_speech_act_code(enum cmq_speech_act act, struct cmq_str code) {
    const struct mirror *best = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < sizeof mirrors / sizeof *mirrors; i++) {
        struct cmq_str prefix = cmq_str_of(mirrors[i].act);
        if (prefix.len > longest && cmq_str_starts(code, prefix)) {
            best = &mirrors[i];
            longest = prefix.len;
        }
    }
    if (!best) {
        return (struct cmq_str){NULL, 0};
    }
    const char *const by_act[] = {[CMQ_INTEND] = best->intend,
                                  [CMQ_APPEAL] = best->appeal,
                                  [CMQ_DEMAND] = best->demand,
                                  [CMQ_REFUSE] = best->refuse,
                                  [CMQ_THREATEN_ACT] = best->threaten};
    return cmq_str_of(by_act[act]);
}
