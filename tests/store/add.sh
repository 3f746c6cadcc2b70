# SPDX-License-Identifier: Apache-2.0
# Reports go in once; what comes out is what `code` writes; a changed report is a new version.
# shellcheck shell=sh disable=SC2154
cat >news.jsonl <<'END_OF_NEWS'
{"id":"b","date":"2021-11-14","url":"http://n/1","title":"Outrage","publisher":"N","text":"France condemned the attack on Mali. \"We reject it\", President Emmanuel Macron told Mali."}
{"id":"a","date":"2021-11-15","text":"Iran attacked Iraq, killing at least 20 people in Basra, police said."}
{"id":7,"date":"2021-11-14","text":"Norwegian police arrested two Russians in Tromsø on Monday."}
END_OF_NEWS
printf 'date 2021-11-14\nPoland thanked Sweden for the frobozzle.' >dated.txt
run 0 "$program" add --db news.db news.jsonl dated.txt
is out ""
is err "communique: 4 added (0 new versions), 0 there already, 0 rejected"
run 0 "$program" code --text --format jsonl news.jsonl dated.txt
sort out >wanted
run 0 "$program" export --db news.db --text
sort out >got
same got wanted
[ "$(ids out)" = "7 b dated a" ] || fail "ids are '$(ids out)'"
run 0 "$program" code --format jsonl news.jsonl dated.txt
sort out >wanted
run 0 "$program" export --db news.db -o given
is out ""
sort given >got
same got wanted

# Again, in another order, on several threads.
run 0 "$program" add --db news.db -j 3 dated.txt news.jsonl
is err "communique: 0 added (0 new versions), 4 there already, 0 rejected"
run 0 "$program" export --db news.db
same out given

# The order of adding does not show.
run 0 "$program" add --db other.db -j 2 dated.txt
run 0 "$program" add --db other.db -j 2 news.jsonl
run 0 "$program" export --db other.db
same out given

# A changed text of the same URL, under another id; and one of the same id.
cat >changed.jsonl <<'END_OF_NEWS'
{"id":"z","date":"2021-11-14","url":"http://n/1","title":"Outrage","publisher":"N","text":"Spain condemned the attack on Mali."}
{"id":"a","date":"2021-11-15","text":"Iran attacked Iraq."}
{"id":"c","date":"2021-11-15","text":"not a report"}
{"id":"d","text":"no date"}
END_OF_NEWS
run 1 "$program" add --db news.db changed.jsonl --rejects rejects
is err "communique: 3 added (2 new versions), 0 there already, 1 rejected"
has rejects '"line":4,"id":"d"'
run 0 "$program" export --db news.db --text
[ "$(ids out)" = "7 dated z a c" ] || fail "ids are '$(ids out)'"
has out 'Spain condemned'
! grep -q 'France condemned' out || fail "an older version is exported"
run 1 "$program" add --db news.db changed.jsonl news.jsonl --rejects rejects
is err "communique: 0 added (0 new versions), 5 there already, 2 rejected"

# Without texts: none is in the file, nor its words.
run 0 "$program" add --db bare.db --no-text news.jsonl dated.txt
run 0 "$program" export --db bare.db
same out given
run 0 "$program" export --db bare.db --text
same out given
! grep -qa frobozzle bare.db || fail "a store without texts has words of them"
grep -qa frobozzle news.db || fail "a store with texts has not their words"

# Usage.
run 2 "$program" add news.jsonl
is err "communique add: --db FILE is missing
Try 'communique add --help'."
run 2 "$program" export --db news.db --format gdelt9
is err "communique export: unknown format 'gdelt9': use jsonl, gdelt1, gdelt2, gdelt2-mentions, phoenix, petrarch2, icews, polecat, plover, csv or arrow
Try 'communique export --help'."
