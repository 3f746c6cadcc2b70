# SPDX-License-Identifier: Apache-2.0
# A report that is coded anew stays in its story and its tree of copies, and its new events are counted
# in place of the old ones.
# shellcheck shell=sh disable=SC2154
text="French President Emmanuel Macron met Japanese Prime Minister Yoshihide Suga in Paris on Friday. France condemned Mali on Thursday. The leaders held talks on trade and the climate, according to the French Foreign Ministry. The visit was the first of a Japanese prime minister since the outbreak of the pandemic."
cat >plan.jsonl <<'END_OF_NEWS'
{"id":"plan","date":"2021-03-05","publisher":"Post","title":"Summit ahead","text":"French President Emmanuel Macron will meet Japanese Prime Minister Yoshihide Suga in Paris on 12 March, officials said. The leaders will hold talks on trade and the climate. The visit is the first of a Japanese prime minister since the outbreak of the pandemic."}
END_OF_NEWS
cat >rest.jsonl <<END_OF_NEWS
{"id":"held","date":"2021-03-13","publisher":"Herald","title":"Macron meets Suga","text":"$text"}
{"id":"copy","date":"2021-03-13","publisher":"Echo","title":"Suga in Paris","text":"$text Police closed several streets in the centre of the city."}
END_OF_NEWS
cat >later.jsonl <<END_OF_NEWS
{"id":"again","date":"2021-03-14","publisher":"Globe","title":"Suga was in Paris","text":"$text"}
END_OF_NEWS
mkdir -p first/frames second/frames
cat >first/frames/mine.txt <<'END_OF_FRAMES'
remove en/frames/11-disapprove:criticise
S condemn T => 090
  > France condemned Mali. => 090 FRA MLI
END_OF_FRAMES
cat >second/frames/mine.txt <<'END_OF_FRAMES'
remove en/frames/11-disapprove:criticise
S condemn T => 120
  > France condemned Mali. => 120 FRA MLI
END_OF_FRAMES
# asked SQL ANSWER
asked() {
    got=$(sqlite3 news.db "$1")
    [ "$got" = "$2" ] || fail "$1: '$got', expected '$2'"
}
# stands: what no coding changes.
stands() {
    asked "SELECT group_concat(report, ' ') FROM (SELECT * FROM story_report_table ORDER BY first_coding)" "$1"
    asked "SELECT count(*) FROM stories" 1
    asked "SELECT status, reports, outlets, origins FROM occurrence_table WHERE family = 'CONSULT' AND first_day = '2021-03-12'" "$2"
    asked "SELECT c.report, c.source, c.whole, r.report FROM copy_table c JOIN report_table r ON r.report_number = c.origin_number ORDER BY c.report DESC" "$3"
}
# condemned CAMEO REPORTS ORIGINS: one occurrence between France and Mali.
condemned() {
    asked "SELECT DISTINCT t.cameo, o.events, o.reports, o.origins FROM telling_table t JOIN occurrence_table o USING (occurrence) WHERE t.target = 'MLI'" "$1|$2|$2|$3"
    asked "SELECT count(DISTINCT occurrence) FROM telling_table WHERE target = 'MLI'" 1
}
run 0 "$program" add --db news.db plan.jsonl rest.jsonl
stands "plan held copy" "held|3|3|2" "copy|held|1|held"
condemned 111 2 1
run 0 "$program" stories --db news.db
cp out stories-before

run 0 "$program" replay --db news.db --lexicon first --apply --format tsv
has err '^communique: kept: 2 with another coding, 1 with the same'
stands "plan held copy" "held|3|3|2" "copy|held|1|held"
condemned 090 2 1
run 0 "$program" stories --db news.db
same out stories-before
run 0 "$program" story --db news.db 0
[ "$(grep -c '"kind":"report"' out)" = 3 ] || fail "the story has not three reports"
grep '^{"kind":"account"' out | grep -q . || fail "no accounts"

# A process that relates later reports finds the story as it was, and the copy its origin.
run 0 "$program" add --db news.db --lexicon first later.jsonl
stands "plan held copy again" "held|4|4|2" "copy|held|1|held
again|held|1|held"
condemned 090 3 1

# Coded anew a second time, and back again.
run 0 "$program" replay --db news.db --lexicon second --apply --format tsv
has err '^communique: kept: 3 with another coding'
stands "plan held copy again" "held|4|4|2" "copy|held|1|held
again|held|1|held"
condemned 120 3 1
run 0 "$program" replay --db news.db --apply --format tsv
condemned 111 3 1

# What differs from a store that was never coded otherwise is the numbers of reports and occurrences.
run 0 "$program" add --db fresh.db plan.jsonl rest.jsonl later.jsonl
counts="SELECT family, status, first_day, events, reports, outlets, origins, sides FROM occurrence_table ORDER BY 1, 2, 3, 4, 5, 6, 7, 8"
asked "$counts" "$(sqlite3 fresh.db "$counts")"
stories="SELECT * FROM story_table"
asked "$stories" "$(sqlite3 fresh.db "$stories")"

run 0 "$program" forget --db news.db held
asked "SELECT count(*) FROM reports WHERE id = 'held'" 0
[ "$(sqlite3 news.db 'PRAGMA foreign_key_check')" = "" ] || fail "a reference is broken"
condemned 111 2 1
