# SPDX-License-Identifier: Apache-2.0
# Two stories that one report holds together come apart; one run and many tell the same of it, and
# reports keep their strands. Sentences are too short to make copies.
# shellcheck shell=sh disable=SC2154
awk 'BEGIN {
    split("river dam flood bridge valley rescue village rain water engineer sandbag meadow", flood, " ")
    split("port docker strike union wage crane cargo picket ship ballot terminal freight", strike, " ")
    for (n = 1; n <= 24; n++) {
        text = ""
        for (k = 1; k <= (n == 3 ? 16 : 12); k++) {
            word = (n == 3 ? int(k / 2) : n * 5 + k) % 12 + 1
            second = n == 3 ? k % 2 : n % 2
            text = text "There was the " (second ? strike[word] : flood[word]) ". "
        }
        printf "{\"id\":\"r%d\",\"date\":\"2021-11-%02d\",\"text\":\"%s\"}\n", n, 1 + n / 4, text
    }
}' >strands.jsonl
tell() {
    for table in stories story_reports story_history streams stream_terms strands; do
        sqlite3 "$1" ".mode quote" "SELECT '$table', * FROM $table ORDER BY 2, 3"
    done
}
run 0 "$program" add --db once.db strands.jsonl
tell once.db >wanted
while read -r line; do
    echo "$line" >one.jsonl
    run 0 "$program" add --db often.db one.jsonl
    # What was learnt may be lost: it is learnt anew.
    [ "${line#*r13}" = "$line" ] || sqlite3 often.db "DELETE FROM streams"
done <strands.jsonl
tell often.db >got
same got wanted
ends=$(sqlite3 once.db "SELECT count(*) FILTER (WHERE story <> merged_into) || ' ' ||
    count(*) FILTER (WHERE story = merged_into) FROM story_history")
[ "$ends" = "1 1" ] || fail "merges and ends of them: $ends"
stories=$(sqlite3 once.db "SELECT count(DISTINCT story) || ' ' || min(n) FROM
    (SELECT story, count(*) AS n FROM story_reports GROUP BY story)")
[ "$stories" = "2 12" ] || fail "stories, and the reports of the smaller: $stories"
wrong=$(sqlite3 once.db "SELECT count(*) FROM story_reports r JOIN stories s ON s.story = r.strand
    WHERE r.story <> coalesce(s.merged_into, s.story)")
[ "$wrong" -eq 0 ] || fail "$wrong reports are not of their strand's story"

# Who adds one report reads nothing of stories that are over, unless all is to be learnt anew.
echo '{"id":"late","date":"2022-11-01","text":"There was the harbour. There was the river."}' >late.jsonl
run 0 "$program" add --db once.db late.jsonl
sqlite3 once.db "UPDATE story_reports SET profile = x'00' WHERE report <= 24"
echo '{"id":"later","date":"2022-11-01","text":"There was the port. There was the flood."}' >later.jsonl
run 0 "$program" add --db once.db later.jsonl
sqlite3 once.db "DELETE FROM streams"
echo '{"id":"last","date":"2022-11-01","text":"There was the dam."}' >last.jsonl
run 3 "$program" add --db once.db last.jsonl
has err "damaged bytes of a related report"
