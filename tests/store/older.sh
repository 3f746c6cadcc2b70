# SPDX-License-Identifier: Apache-2.0
# What a store of the first schema holds is related by the next add, as if it had been from the start. A
# report whose coding comes out otherwise now keeps it; its events wait for replay.
# shellcheck shell=sh disable=SC2154
text="French President Emmanuel Macron met Japanese Prime Minister Yoshihide Suga in Paris on Friday. France condemned Mali on Thursday. The leaders held talks on trade and the climate, according to the French Foreign Ministry."
cat >first.jsonl <<END_OF_NEWS
{"id":"plan","date":"2021-03-05","publisher":"Post","text":"French President Emmanuel Macron will meet Japanese Prime Minister Yoshihide Suga in Paris on 12 March, officials said."}
{"id":"held","date":"2021-03-13","publisher":"Herald","url":"http://n/held","text":"$text"}
{"id":"held-2","date":"2021-03-13","publisher":"Herald","url":"http://n/held","text":"$text Police closed several streets."}
END_OF_NEWS
cat >second.jsonl <<END_OF_NEWS
{"id":"copy","date":"2021-03-13","publisher":"Echo","title":"Suga in Paris","text":"$text The visit was the first in years."}
END_OF_NEWS
# first_schema STORE: a store of the first schema with what is in new.db.
first_schema() {
    sqlite3 "$1" <"$examples/../src/store/schema_1.sql"
    sqlite3 "$1" "SELECT 'ATTACH ''new.db'' AS new; PRAGMA application_id = 0x436D7131; PRAGMA user_version = 1;'
        UNION ALL SELECT * FROM (SELECT 'INSERT INTO main.\"' || t.name || '\" (' || group_concat('\"' || c.name || '\"') ||
            ') SELECT ' || group_concat('\"' || c.name || '\"') || ' FROM new.\"' || t.name || '\";'
        FROM pragma_table_list t JOIN pragma_table_info(t.name) c
        WHERE t.schema = 'main' AND t.type = 'table' AND t.strict GROUP BY t.name)
        UNION ALL SELECT 'INSERT INTO main.report_words (report_words) VALUES (''rebuild'');'" >fill.sql
    sqlite3 "$1" <fill.sql
    sqlite3 "$1" "CREATE VIEW event_table AS SELECT id FROM events"
}
# related STORE: what relating found, each byte of it.
related() {
    for table in copies sketches sketch_keys stories story_reports story_history occurrences \
        occurrence_events occurrence_keys part_of citations claims streams stream_terms strands; do
        sqlite3 "$1" ".mode quote" "SELECT '$table', * FROM $table ORDER BY 2, 3"
    done
}
run 0 "$program" add --db new.db first.jsonl
first_schema old.db
first_schema waits.db
run 0 "$program" add --db new.db second.jsonl
related new.db >wanted
has wanted "^'copies'"
has wanted "^'occurrence_events'"
run 0 "$program" add --db old.db second.jsonl
has err "^communique: 3 reports of an older version related$"
related old.db >got
same got wanted
got=$(sqlite3 old.db "SELECT count(DISTINCT cameo) > 1 FROM event_table")
[ "$got" = 1 ] || fail "codes in the view: $got"
run 0 "$program" add --db old.db second.jsonl
is err "communique: 0 added (0 new versions), 1 there already, 0 rejected"

mkdir -p mine/frames
cat >mine/frames/mine.txt <<'END_OF_FRAMES'
remove en/frames/11-disapprove:criticise
S condemn T => 120
  > France condemned Mali. => 120 FRA MLI
END_OF_FRAMES
run 0 "$program" export --db new.db --format jsonl
grep '"held-2"' out >before
run 0 "$program" add --db waits.db --lexicon mine second.jsonl
has err "^communique: 2 of them are coded otherwise now"
run 0 "$program" export --db waits.db --format jsonl
grep '"held-2"' out >after
same after before
tellings="SELECT count(*) FROM occurrence_events JOIN reports USING (report) WHERE id = 'held-2' AND is_current"
got=$(sqlite3 waits.db "$tellings")
[ "$got" = 0 ] || fail "$got tellings of a report that waits"
run 0 "$program" replay --db waits.db --lexicon mine --apply
got=$(sqlite3 waits.db "$tellings AND status = 'held'")
[ "$got" -gt 1 ] || fail "$got tellings of it after its replay"
got=$(sqlite3 waits.db "SELECT (SELECT count(*) FROM story_reports) || ' ' || (SELECT count(*) FROM unrelated)")
[ "$got" = "4 0" ] || fail "reports in stories, unrelated: $got"
