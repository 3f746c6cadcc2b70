/* SPDX-License-Identifier: Apache-2.0 */
#include "export/rows.h"

#include <string.h>

struct format {
    const char *name;
    const char *header;                                 /* NULL: none */
    void (*write)(const struct row *, struct fields *); /* NULL: Arrow */
    char separator;
    bool pairs, all, repeats, typed;
};

static const struct format formats[] = {
    {"gdelt1", NULL, write_gdelt1, '\t', true, false, false, false},
    {"gdelt2", NULL, write_gdelt2, '\t', true, false, false, false},
    {"gdelt2-mentions", NULL, write_gdelt2_mention, '\t', true, false, true, false},
    {"phoenix", NULL, write_phoenix, '\t', true, false, false, false},
    {"petrarch2", NULL, write_petrarch2, '\t', true, false, false, false},
    {"icews",
     "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\t"
     "Intensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\t"
     "Publisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude",
     write_icews, '\t', true, false, false, false},
    {"polecat",
     "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\t"
     "Actor Country\tActor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\t"
     "Wikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\t"
     "Primary Recipient Sector\tRecipient Sectors\tRecipient Title\tRecipient Name Raw\t"
     "Wikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\t"
     "GeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\t"
     "Story Organizations\tStory Locations\tLanguage\tVersion",
     write_polecat, '\t', true, false, false, true},
    {"plover", NULL, write_plover, '\t', false, false, false, true},
    {"csv", NULL, write_csv, ',', true, true, true, false},
    {"arrow", NULL, NULL, ' ', true, true, true, false},
};

bool cmq_exporter_find(const char *name, struct cmq_exporter *exporter) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(name, formats[i].name) == 0) {
            *exporter = (struct cmq_exporter){
                .header = formats[i].header,
                .write_header = formats[i].write == write_csv ? write_csv_header
                                : formats[i].write == NULL    ? write_arrow_header
                                                              : NULL,
                .write_end = formats[i].write == NULL ? write_arrow_end : NULL,
                .write = formats[i].write,
                .separator = formats[i].separator,
                .pairs = formats[i].pairs,
                .all = formats[i].all,
                .repeats = formats[i].repeats,
                .typed = formats[i].typed,
            };
            return true;
        }
    }
    return false;
}

bool cmq_exporter_is_open(const struct cmq_exporter *exporter) {
    return exporter->write == write_csv || exporter->write == NULL;
}

void cmq_exporter_set_ontology(struct cmq_exporter *exporter, const struct cmq_ontology *ontology) {
    exporter->ontology = ontology;
}

void cmq_export_header(const struct cmq_exporter *exporter, struct cmq_buf *out) {
    if (exporter->write_header != NULL) {
        exporter->write_header(exporter->ontology, out);
    } else if (exporter->header != NULL) {
        cmq_buf_add_str(out, cmq_str_of(exporter->header));
        cmq_buf_add_char(out, '\n');
    }
}

void cmq_export_end(const struct cmq_exporter *exporter, struct cmq_buf *out) {
    if (exporter->write_end != NULL) {
        exporter->write_end(out);
    }
}
