# SPDX-License-Identifier: Apache-2.0
# From a sample over filled sheets to figures; from codings and from a store.
# shellcheck shell=sh disable=SC2154
run 0 "$program" code --format jsonl --text -o codings "$examples"/*.txt
run 0 "$program" audit sample --codings codings --events 30 --sentences 9 --csv sheet.csv --html sheet.html
has err 'events from [0-9]+ strata: proportional allocation, at least 4 a stratum, seed 1$'
has err 'sentences without an event from [0-9]+ strata'
mv sheet.csv first.csv
run 0 "$program" audit sample --codings codings --events 30 --sentences 9 --csv sheet.csv
same first.csv sheet.csv
sort -r codings >backwards
run 0 "$program" audit sample --codings backwards --events 30 --sentences 9 --csv sheet.csv
same first.csv sheet.csv
run 0 "$program" audit sample --codings codings --events 30 --sentences 9 --csv sheet.csv --seed 2
cmp -s first.csv sheet.csv && fail "another seed drew the same"

# A store of the same reports gives the same sample.
run 0 "$program" add --db news.db "$examples"/*.txt
run 0 "$program" audit sample --db news.db --events 30 --sentences 9 --csv sheet.csv
same first.csv sheet.csv
run 0 "$program" audit sample --db news.db --code 04 --csv sheet.csv --by none
grep -qE '^"[0-9]+","sentence"' sheet.csv && fail "a sentence was drawn by the code of an event"
grep -qE '"(0[1-35-9]|1[0-9]|20)[0-9]"' sheet.csv && fail "an event of another code was drawn"

# The page asks no host for anything and its script is one that runs.
grep -qE '<[a-z]+ [^>]*(src|href)=|https?:|@import|url\(' sheet.html && fail "the page refers to something"
if command -v node >/dev/null; then
    sed -n '/^<script type="module">$/,/^<\/script>$/p' sheet.html | sed '1d;$d' >page.mjs
    [ "$(wc -l <page.mjs)" -gt 200 ] || fail "the page's script was not found"
    run 0 node --check page.mjs
fi

# One coder finds all right, the other no event at all.
awk 'NR == 1 { print; next } /^"[0-9]+","event",/ { sub(/"event","","","","","",""/, "\"event\",\"Ana\",\"y\",\"y\",\"y\",\"y\",\"y\"") }
    /^"[0-9]+","sentence",/ { sub(/"sentence","",""/, "\"sentence\",\"Ana\",\"n\"") } { print }' first.csv >ana.csv
awk 'NR == 1 { print; next } /^"[0-9]+","event",/ { sub(/"event","",""/, "\"event\",\"Ben\",\"n\"") } { print }' first.csv >ben.csv
run 0 "$program" audit score --format csv ana.csv
has out '^precision,,event,[0-9]+,[0-9]+\.0,,1\.000,0\.[0-9]+,1\.000$'
has out '^recall,,recall,9,0\.0,,1\.000,0\.[0-9]+,1\.000$'
run 0 "$program" audit score --format csv ana.csv ben.csv
has out '^precision,,event,[0-9]+,[0-9.]+,,0\.500,'
has out '^alpha,,event there,[0-9]+,,,-0\.[0-9]+,,$'
run 0 "$program" audit score --format table ana.csv
has out '^By CAMEO root$'

run 3 "$program" audit score first.csv
is err "communique: nothing was judged in these sheets"
run 3 "$program" audit score ana.csv ana.csv
has err 'the same coder judged it before'
echo 'a,b' >no-sheet
run 3 "$program" audit score no-sheet
is err 'communique: no-sheet: line 1: no column "item": not an audit sheet'
run 0 "$program" code --format jsonl -o textless "$examples"/*.txt
run 3 "$program" audit sample --codings textless --csv sheet.csv
has err 'textless:1: a coding without the text that is to be judged: code with --text$'
run 2 "$program" audit sample --csv sheet.csv
run 2 "$program" audit sample --codings codings
run 2 "$program" audit sample --codings codings --csv sheet.csv --events 100001
run 2 "$program" audit sample --codings codings --csv sheet.csv --from 2020-01-01
run 2 "$program" audit sample --codings codings --csv sheet.csv --allocation best
run 2 "$program" audit sample --codings codings --csv sheet.csv --by rule
run 2 "$program" audit sample --db news.db --csv sheet.csv --code 04 --sentences 5
run 2 "$program" audit sample --db news.db --csv sheet.csv --code 99
run 2 "$program" audit score
