# SPDX-License-Identifier: Apache-2.0
# Asking a store: what is wrong usage, what is refused, and that words of users stay words.
# shellcheck shell=sh disable=SC2154
printf '{"id":"a","date":"2021-11-14","publisher":"O'\''Post","text":"France condemned Mali."}\n' >news.jsonl
run 0 "$program" add --db news.db news.jsonl

run 0 "$program" events --db news.db --format csv
has out '^[0-9a-f]*,a,2021-11-14,.*,FRA,.*,111,ACCUSE,.*,MLI,'
for option in actor source target place publisher language; do
    run 0 "$program" events --db news.db --format csv "--$option" "x'; DROP TABLE events; --"
    [ "$(wc -l <out)" -eq 1 ] || fail "--$option finds something"
done
run 0 "$program" events --db news.db --publisher "o'post"
[ "$(wc -l <out)" -eq 1 ] || fail "no event of O'Post"
run 2 "$program" events --db news.db --text "x' OR 1"
run 2 "$program" events --db news.db --text '"'
has err 'communique events: '
run 2 "$program" events
is err "communique events: --db FILE is missing
Try 'communique events --help'."
run 2 "$program" events --db news.db --format xml
run 2 "$program" events --db news.db --limit 0
run 2 "$program" events --db news.db --after x
run 2 "$program" events --db news.db --from yesterday
run 2 "$program" reports --db news.db --code 11
run 2 "$program" statements --db news.db --bloc NOWHERE
run 2 "$program" panel --db news.db --unit event
run 2 "$program" panel --db news.db --unit country --directed
run 2 "$program" panel --db news.db --by fortnight
run 2 "$program" dyads --db news.db FRA
run 2 "$program" dyads --db news.db FRA Atlantis
run 2 "$program" series --db news.db --count twice
run 3 "$program" series --db none.db
run 3 "$program" panel --db news.db --actors no-such-file
printf 'FRA\tone\nfr\ttwo\n' >units.tsv
run 2 "$program" panel --db news.db --actors units.tsv
has err 'units.tsv:2: '
printf 'FRA\tone\t2021-12-01\t2021-01-01\n' >units.tsv
run 2 "$program" panel --db news.db --actors units.tsv
[ ! -e none.db ] || fail 'asking made a store'

# A file is whole or not there; a reader that goes away is no failure.
run 0 "$program" panel --db news.db --unit country --by year --format csv -o panel.csv
[ "$(wc -l <panel.csv)" -gt 200 ] || fail 'the panel is short'
has panel.csv '^FRA,2021-01-01,1,0,0,1,0,1$'
has panel.csv '^DEU,2021-01-01,0,0,0,0,0,1$'
run 2 "$program" panel --db news.db --unit country --type NONE -o none.csv
[ ! -e none.csv ] || fail 'a failed question left a file'
"$program" panel --db news.db --by day --from 2021-01-01 --to 2021-12-31 --format csv 2>err | head -n 1 >out
has out '^unit_1,unit_2,period,rows_actual_any,'
is err ''

run 0 "$program" actors --db news.db --format csv
has out '^France,FRA,FRA,,1,1,2021-11-14,2021-11-14$'
