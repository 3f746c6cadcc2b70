# SPDX-License-Identifier: Apache-2.0
# Reports are related as they come: copies, stories, occurrences with their four numbers, accounts.
# shellcheck shell=sh disable=SC2154
text="French President Emmanuel Macron met Japanese Prime Minister Yoshihide Suga in Paris on Friday. The leaders held talks on trade and the climate, according to the French Foreign Ministry. The visit was the first of a Japanese prime minister since the outbreak of the pandemic."
cat >plan.jsonl <<'END_OF_NEWS'
{"id":"plan","date":"2021-03-05","publisher":"Post","title":"Summit ahead","text":"French President Emmanuel Macron will meet Japanese Prime Minister Yoshihide Suga in Paris on 12 March, officials said. The leaders will hold talks on trade and the climate. The visit is the first of a Japanese prime minister since the outbreak of the pandemic."}
END_OF_NEWS
cat >rest.jsonl <<END_OF_NEWS
{"id":"held","date":"2021-03-13","publisher":"Herald","title":"Macron meets Suga","url":"http://n/held","text":"$text"}
{"id":"copy","date":"2021-03-13","publisher":"Echo","title":"Suga in Paris","text":"$text Police closed several streets in the centre of the city."}
{"id":"other","date":"2021-03-13","publisher":"Post","text":"Iran condemned an attack on its embassy in Baghdad. Iraqi police arrested three men after gunmen opened fire on the building."}
END_OF_NEWS
# ask SQL
ask() {
    sqlite3 news.db "$1"
}
# asked SQL ANSWER
asked() {
    got=$(ask "$1")
    [ "$got" = "$2" ] || fail "$1: '$got', expected '$2'"
}
run 0 "$program" add --db news.db plan.jsonl
run 0 "$program" add --db news.db rest.jsonl
asked "SELECT report, source, whole FROM copy_table" "copy|held|1"
asked "SELECT group_concat(report, ' ') FROM story_report_table GROUP BY story ORDER BY story" \
    "plan held copy
other"

# The summit: planned, then held; three reports of three outlets, but two texts, one of which cites a
# ministry. What the ministry says is of one side.
summit="FROM occurrence_table WHERE family = 'CONSULT' AND first_day = '2021-03-12'"
asked "SELECT status, reports, outlets, origins, sides $summit" "held|3|3|2|1"
asked "SELECT status, told FROM occurrence_history JOIN (SELECT occurrence $summit) USING (occurrence) ORDER BY told" \
    "planned|2021-03-05
held|2021-03-13"
asked "SELECT value FROM variant_table JOIN (SELECT occurrence $summit) USING (occurrence) WHERE slot = 'code' GROUP BY value" \
    "036
040"

run 0 "$program" stories --db news.db
[ "$(wc -l <out)" -eq 2 ] || fail "$(wc -l <out) stories"
has out '^{"story":0,"first_day":"2021-03-05","last_day":"2021-03-13","reports":3,"outlets":3,"texts":2,'
run 0 "$program" stories --db news.db --format table
has out 'Summit ahead$'
run 0 "$program" stories --db news.db --format csv
has out '^story,first_day,last_day,reports,'
has out '^0,2021-03-05,2021-03-13,3,'

# Lists of stories and occurrences are filtered and paged as those of events are.
run 0 "$program" stories --db news.db --limit 1
has err '^communique: there is more: --after 1'
run 0 "$program" stories --db news.db --limit 1 --after 1
[ "$(wc -l <out)" -eq 1 ] || fail "the second page has $(wc -l <out) stories"
run 0 "$program" stories --db news.db --type CONSULT
[ "$(wc -l <out)" -eq 1 ] || fail "$(wc -l <out) stories have a meeting"
run 0 "$program" stories --db news.db --from 2030-01-01
[ ! -s out ] || fail "a story of the future"
run 0 "$program" occurrences --db news.db --code 04 --from 2021-03-13
has out '"first_day":"2021-03-12","last_day":"2021-03-12","family":"CONSULT","status":"held",.*"reports":3,"outlets":3,"origins":2,"sides":1'
[ "$(wc -l <out)" -eq 1 ] || fail "$(wc -l <out) meetings"

run 2 "$program" story --db news.db 0 --format csv
run 0 "$program" story --db news.db 0
has out '^{"kind":"report","report_number":3,"report":"copy",.*"copy_of":2,'
has out '^{"kind":"history","occurrence":1,"status":"planned","told":"2021-03-05"'

# The accounts are those of the texts, once for each that is no copy, also without texts.
grep '^{"kind":"account"' out | sed 's/^{"kind":"account","account":\(.*\)}$/\1/' >got
head -n 1 rest.jsonl >told.jsonl
run 0 "$program" accounts --format jsonl plan.jsonl told.jsonl
same out got
[ -s got ] || fail "no accounts"
run 0 "$program" add --db bare.db --no-text plan.jsonl rest.jsonl
run 0 "$program" story --db bare.db 0
grep '^{"kind":"account"' out | sed 's/^{"kind":"account","account":\(.*\)}$/\1/' >bare
sed 's/"text":"[^}]*","tellers"/"text":null,"tellers"/; :more; s/\("text":\)"[^"]*"/\1null/; t more' got >wanted
same bare wanted
run 0 "$program" story --db bare.db 0 --format table
has out 'characters [0-9]+ to [0-9]+'

run 1 "$program" story --db news.db 7
is err "communique: there is no such story: \`communique stories --db news.db\` lists them"
run 2 "$program" story --db news.db first
run 2 "$program" story 0
run 2 "$program" stories
run 2 "$program" stories --db news.db plan.jsonl

# Nothing that points to a forgotten report is left. Its copy still is of the same origin.
run 0 "$program" forget --db news.db http://n/held
for table in copies sketches sketch_keys story_reports occurrence_events citations claims; do
    asked "SELECT count(*) FROM $table WHERE report NOT IN (SELECT report FROM reports)" 0
done
asked "SELECT report, source, origin_number FROM copy_table" "copy||2"
asked "SELECT status, reports, outlets $summit" "held|2|2"
run 0 "$program" forget --db news.db 'Emmanuel Macron'
run 0 "$program" story --db news.db 0
! grep -q Macron out || fail "a forgotten name in a story"
has out '█'

# What comes later is told apart as before; ids of stories are not used again.
run 0 "$program" forget --db news.db other
printf '{"id":"late","date":"2021-03-14","text":"A strong earthquake shook Fiji. Australia sent Fiji relief goods."}' >late.jsonl
run 0 "$program" add --db news.db late.jsonl
asked "SELECT max(story) FROM story_table" 2

# Damaged bytes are told, not believed.
for column in sketches.sketch story_reports.profile occurrence_events.telling claims.claims; do
    table=${column%.*} name=${column#*.}
    for value in "x''" "x'ff'" "zeroblob(7)" "randomblob(100)" "substr($name, 1, length($name) - 3)" \
        "x'ffffffff' || $name" "CAST($name || x'00ffff' AS BLOB)"; do
        cp bare.db bad.db
        sqlite3 bad.db "UPDATE $table SET $name = CAST($value AS BLOB)"
        sed 's/"held"/"again"/; s/Herald/Globe/; s,n/held,n/again,' told.jsonl >again.jsonl
        "$program" add --db bad.db again.jsonl >out 2>err
        got=$?
        [ "$got" -eq 0 ] || [ "$got" -eq 3 ] || fail "$column = $value: add exits with $got"
        "$program" story --db bad.db 0 >out 2>err
        got=$?
        [ "$got" -eq 0 ] || [ "$got" -eq 3 ] || fail "$column = $value: story exits with $got"
    done
done
