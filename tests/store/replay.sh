# SPDX-License-Identifier: Apache-2.0
# Coded anew: what differs is told, kept with history when asked for, and what a day knew stays.
# shellcheck shell=sh disable=SC2154
cat >news.jsonl <<'END_OF_NEWS'
{"id":"a","date":"2021-11-14","url":"http://n/1","text":"France condemned Mali."}
{"id":"b","date":"2021-11-15","text":"Iran met Iraq in Geneva. Norway outfoxed Sweden."}
{"id":"c","date":"2021-12-01","text":"Poland thanked Sweden."}
END_OF_NEWS
mkdir -p first/frames second/frames
cat >first/frames/11-disapprove.txt <<'END_OF_FRAMES'
S criticise|condemn T => 112
  > France condemned Mali. => 112 FRA MLI
END_OF_FRAMES
cat >second/frames/11-disapprove.txt <<'END_OF_FRAMES'
remove en/frames/11-disapprove:criticise
S condemn T => 113
  > France condemned Mali. => 113 FRA MLI
S outfox T => 110
  > Norway outfoxed Sweden. => 110 NOR SWE
END_OF_FRAMES
run 0 "$program" add --db news.db news.jsonl
run 0 "$program" export --db news.db --text
cp out built-in

# Nothing to do, and nothing done, unless it is asked for.
run 0 "$program" replay --db news.db --format tsv
is out "month	source	target	added	lost	recoded"
run 0 "$program" replay --db news.db --lexicon first --format tsv
is out "month	source	target	added	lost	recoded
2021-11	FRA	MLI	0	0	1"
has err '^communique: events: 0 added, 0 lost, 1 recoded$'
run 0 "$program" export --db news.db --text
same out built-in

# By event and by entry, with the entries that changed.
run 0 "$program" replay --db news.db --lexicon first --by event --format jsonl
has out '"change":"recoded","report":"a".*"cameo_before":"111".*"cameo_after":"112".*"differs":"cameo","changed_entries":"en/frames/11-disapprove:criticise"'
run 0 "$program" replay --db news.db --lexicon first --by entry --format tsv
has out '^en/frames/11-disapprove:criticise	0	0	1$'

# Kept: what the store has is what `code` makes of the texts now.
run 0 "$program" replay --db news.db --lexicon first --apply -j 2 --format tsv
has err '^communique: kept: 1 with another coding, 2 with the same, 0 superseded meanwhile$'
run 0 "$program" code --lexicon first --format jsonl --text news.jsonl
cp out wanted
run 0 "$program" export --db news.db --text
same out wanted
run 0 "$program" replay --db news.db --lexicon first --apply --format tsv
has err '^communique: 0 reports coded anew'
run 0 "$program" add --db news.db news.jsonl
is err "communique: 0 added (0 new versions), 3 there already, 0 rejected"

# Compared with what it was coded with, and with what it was not.
run 0 "$program" replay --db news.db --lexicon second --was first --by entry --format tsv
has out '^en/frames/11-disapprove:outfox	1	0	0$'
has out '^en/frames/11-disapprove:criticise	0	0	1$'
run 0 "$program" replay --db news.db --lexicon second --format tsv
has out '^2021-11	NOR	SWE	1	0	0$'
has err '^communique: 3 reports were coded with other dictionaries'

# A day's knowledge: the history moved back in time, as no test can wait for days.
sqlite3 news.db "UPDATE reports SET first_seen = '2022-01-01T10:00:00Z' WHERE id <> 'c';
UPDATE reports SET first_seen = '2022-01-05T10:00:00Z' WHERE id = 'c';
UPDATE reports SET recoded = '2022-01-10T10:00:00Z' WHERE recoded IS NOT NULL;
UPDATE reports SET replaced = '2022-01-10T10:00:00Z' WHERE replaced IS NOT NULL;
UPDATE earlier_runs SET until = '2022-01-10T10:00:00Z';"
vintages() {
    for day in 2021-12-31 2022-01-01 2022-01-04 2022-01-05 2022-01-09 2022-01-10 2022-02-01; do
        run 0 "$program" export --db news.db --text --as-of "$day"
        mv out "$1-$day"
    done
}
vintages "then"
is then-2021-12-31 ""
head -n 2 built-in >two
same then-2022-01-01 two
same then-2022-01-04 two
same then-2022-01-05 built-in
same then-2022-01-09 built-in
same then-2022-01-10 wanted
same then-2022-02-01 wanted
cat >later.jsonl <<'END_OF_NEWS'
{"id":"z","date":"2021-11-14","url":"http://n/1","text":"France condemned Mali again."}
{"id":"d","date":"2021-11-10","text":"Spain condemned Mali."}
END_OF_NEWS
run 0 "$program" add --db news.db later.jsonl
has err '1 new versions'
run 0 "$program" replay --db news.db --lexicon second --apply --format tsv
run 0 "$program" add --db news.db news.jsonl
vintages now
for day in 2021-12-31 2022-01-01 2022-01-04 2022-01-05 2022-01-09 2022-01-10 2022-02-01; do
    same "now-$day" "then-$day"
done
run 0 "$program" export --db news.db
[ "$(ids out)" = "d z b c" ] || fail "ids are '$(ids out)'"
[ "$(sqlite3 news.db 'PRAGMA foreign_key_check')" = "" ] || fail "a reference is broken"
sqlite3 news.db "INSERT INTO report_words (report_words) VALUES ('integrity-check')" 2>err
is err ""

# Questions see the same day, also by words.
code() {
    run 0 "$program" events --db news.db --source FRA --assertion any --format tsv "$@"
    [ "$(awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "cameo") c = i } NR > 1 { print $c }' out)" = "$want_code" ] ||
        fail "events $*: $(cat out)"
}
want_code=111
code --as-of 2022-01-04
code --as-of 2022-01-09 --text condemned
want_code=112
code --as-of 2022-01-10
code --as-of 2022-01-10 --text condemned
want_code=113
code
code --text condemned
want_code=
code --as-of 2021-12-31

# Texts that were not kept.
run 0 "$program" add --db bare.db --no-text news.jsonl
run 0 "$program" replay --db bare.db --lexicon first --apply --format tsv
has err '^communique: 3 reports stay as they were coded: the store has not their texts$'

# What is forgotten leaves no history behind.
run 0 "$program" forget --db news.db http://n/1
[ "$(sqlite3 news.db "SELECT count(*) FROM reports WHERE url = 'http://n/1'")" = 0 ] || fail "history is left"

run 2 "$program" replay --db news.db --by week
run 2 "$program" export --db news.db --as-of yesterday
run 2 "$program" replay
