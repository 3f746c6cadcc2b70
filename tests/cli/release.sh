# SPDX-License-Identifier: Apache-2.0
# A release is the same bytes wherever it is made, has no words of the reports, gets its name when it is
# whole, and gives the words back to who has the texts, and to nobody else.
# shellcheck shell=sh disable=SC2154
cat >about <<'END_OF_ABOUT'
# What is cited.
title: Events of the examples
author: Doe, Jane
author: The Institute
version: 1.2.0
license: CC-BY-4.0
END_OF_ABOUT

# Two machines: other folders, threads, batches, zones and locales; one keeps no texts.
run 0 "$program" add --db one.db "$examples"/*.txt
mkdir elsewhere
(
    cd elsewhere || exit 1
    for report in "$examples"/*.txt; do
        TZ=Pacific/Apia LC_ALL=C.UTF-8 "$program" add -j 2 --no-text --db two.db "$report" || exit 1
    done
) 2>added || fail "the second store: $(tail -n 1 added)"
run 0 env TZ=Asia/Tokyo "$program" release --db one.db --about about one
has err '^communique: [0-9]+ events of 14 reports released$'
run 0 "$program" release --db elsewhere/two.db --about about elsewhere/two
same one/SHA256SUMS elsewhere/two/SHA256SUMS
(cd one && sha256sum --quiet -c SHA256SUMS) || fail 'the checksums are not those of the files'
[ "$(($(wc -l <one/SHA256SUMS) + 1))" -eq "$(find one -type f | wc -l)" ] || fail 'a file has no checksum'

# In another order the same numbers name the same reports, stories and events.
run 0 "$program" add --db three.db "$examples"/1*.txt "$examples"/0*.txt
run 0 "$program" release --db three.db --about about three
same one/reports.csv three/reports.csv
same one/events.csv three/events.csv

# No four words that stand side by side in a report do so in the data; places have names.
cat "$examples"/*.txt | awk '
    function words(line) { gsub(/[^A-Za-z0-9]+/, " ", line); return split(tolower(line), word, " ") }
    FILENAME == "-" {
        count = words($0)
        for (i = 1; i + 3 <= count; i++) run[word[i] " " word[i + 1] " " word[i + 2] " " word[i + 3]] = 1
        runs++
        next
    }
    {
        count = words($0)
        for (i = 1; i + 3 <= count; i++) {
            four = word[i] " " word[i + 1] " " word[i + 2] " " word[i + 3]
            if (four ~ /[a-z]/ && four in run) print FILENAME ": " four
        }
    }
    END { if (runs < 10) print "no texts" }' - one/[!c]*.csv >leaks
is leaks ''

# What people and programs read of it.
has one/CITATION.cff '^  - family-names: "Doe"$'
has one/CITATION.cff '^  - name: "The Institute"$'
has one/CITATION.cff '^date-released: "20[0-9-]*"$'
has one/datacite.json '"schemaVersion": "http://datacite.org/schema/kernel-4"'
has one/README.md '^No error rate was measured'
has one/codebook.csv '^163,16,16,'
has one/codebook-frames.csv '^163,en/frames/16-reduce-relations:impose-sanction,.*,[1-9][0-9]*$'
run 0 grep -c '"name"' one/datapackage.json

# The words come back, each trigger and clause; texts and words are those of the store.
run 0 "$program" rehydrate one "$examples"/*.txt --format csv
cp out words.csv
has err '^communique: 14 reports found, 0 missing, 0 mismatched; [0-9]+ events$'
run 0 "$program" events --db one.db --assertion any --repeats --oldest --format jsonl
tr -d '\r' <out | sed 's/.*"event":"\([^"]*\)".*"trigger":\("[^}]*\),"evidence":\(.*\)}$/\1 \2 \3/' | sort >wanted
run 0 "$program" rehydrate one "$examples"/*.txt
sed 's/.*"event":"\([^"]*\)".*"trigger":\("[^}]*\),"evidence":\(.*\),"sentence":.*/\1 \2 \3/' out | sort >found
same wanted found
[ "$(wc -l <found)" -gt 50 ] || fail 'few words came back'

# One letter of one text: that report is refused by name, the others are joined.
mkdir changed
cp "$examples"/*.txt changed
sed 's/sanctions/Sanctions/' "$examples/13-crimea-sanctions.txt" >changed/13-crimea-sanctions.txt
run 1 "$program" rehydrate one changed/*.txt
has err '13-crimea-sanctions: its text is not the one that was coded as report 1 of the release'
has err '^communique: 13 reports found, 0 missing, 1 mismatched; '
if grep -q '"report":"13-crimea-sanctions"' out; then
    fail 'a changed text was joined'
fi
run 1 "$program" rehydrate one "$examples/13-crimea-sanctions.txt" -o words.jsonl
has err '^communique: 1 reports found, 13 missing, 0 mismatched; '
printf '{"id":"x","text":"It rained."}\n' >other.jsonl
run 1 "$program" rehydrate one other.jsonl
has err '^communique: 1 texts are not of the release$'

# A release that was changed is none.
cp -r one bad
sed 's/SANCTION/SUPPORT/' one/events.csv >bad/events.csv
run 3 "$program" rehydrate bad "$examples"/*.txt
has err 'bad/events.csv is not the file that SHA256SUMS has'
run 3 "$program" rehydrate elsewhere "$examples"/*.txt

# What is there stays; what fails leaves nothing.
run 3 "$program" release --db one.db --about about one
has err 'one is there and not empty$'
mkdir empty
run 0 "$program" release --db one.db --about about empty/
same one/SHA256SUMS empty/SHA256SUMS
printf 'rate,of\n0.1,"never closed\n' >errors.csv
run 3 "$program" release --db one.db --about about --errors errors.csv failed
[ ! -e failed ] || fail 'a failed release is there'
set -- ./*.partial
[ ! -e "$1" ] || fail 'a failed release left its files'
run 2 "$program" release --db one.db none
is err "communique release: --author NAME is missing
Try 'communique release --help'."
run 2 "$program" release --db one.db --author A --date tomorrow none
run 2 "$program" release --db one.db --author A --codebook some none
run 2 "$program" release --author A none
run 3 "$program" release --db no.db --author A none

# People's corrections are in it, and what a day held is what is held at its end.
event=$(awk -F, '$13 == "163" { print $3; exit }' one/events.csv)
run 0 "$program" correct "$event" --db three.db --set code=172 --by Ada --why 'a test'
run 0 "$program" release --db three.db --about about corrected
has corrected/events.csv "^1,.*,$event,.*,172,COERCE,.*cameo"
run 0 "$program" release --db three.db --about about --as-of 2999-01-01 today
same corrected/events.csv today/events.csv
same corrected/occurrences.csv today/occurrences.csv
same corrected/stories.csv today/stories.csv
run 3 "$program" release --db three.db --about about --as-of 2001-01-01 before
run 0 "$program" release --db three.db --about about --as-of 2001-01-01 --date 2001-01-01 before
[ "$(wc -l <before/events.csv)" -eq 1 ] || fail 'a day before the first report held events'
run 0 "$program" rehydrate before other.jsonl
has err '^communique: 0 reports found, 0 missing, 0 mismatched; 0 events$'

# A part of it, with titles and error rates.
printf 'root,precision,low,high\n16,0.9,0.8,0.95\n' >errors.csv
printf '{"id":"t","date":"2022-11-20","title":"A headline, as it stood","text":"France condemned Mali."}\n' >titled.jsonl
run 0 "$program" add --db one.db titled.jsonl
run 0 "$program" release --db one.db --author A --from 2022-03-01 --titles --codebook used \
    --errors errors.csv --license CC0-1.0 part
has part/README.md '^\| 16 \| 0.9 \| 0.8 \| 0.95 \|$'
has part/reports.csv ',"A headline, as it stood",'
has part/manifest.json '"from": "2022-03-01"'
same errors.csv part/errors.csv
if cut -d, -f3 part/reports.csv | grep -q '^20[01][0-9]\|^202[01]'; then
    fail 'a report of before --from'
fi
[ "$(wc -l <part/codebook-frames.csv)" -lt 100 ] || fail 'a codebook of more than what is used'
if "$program" release --db one.db --about about untitled 2>err && grep -rq headline untitled; then
    fail 'a title where none was asked for'
fi
