# SPDX-License-Identifier: Apache-2.0
# Two processes at once, of the same reports and of others: both succeed.
# shellcheck shell=sh disable=SC2154
i=0
while [ "$i" -lt 80 ]; do
    printf '{"id":"r%d","date":"2021-11-14","text":"On Monday France condemned attack %d on Iraq."}\n' "$i" "$i"
    i=$((i + 1))
done >many.jsonl
head -n 50 many.jsonl >first.jsonl
tail -n 50 many.jsonl >last.jsonl
run 0 "$program" add --db whole.db many.jsonl
run 0 "$program" export --db whole.db --text
mv out wanted
for turn in 1 2 3; do
    rm -f both.db*
    "$program" add --db both.db --batch 3 first.jsonl 2>err-first &
    first=$!
    "$program" add --db both.db --batch 3 last.jsonl 2>err-last &
    last=$!
    wait "$first" || fail "turn $turn, the first: $(cat err-first)"
    wait "$last" || fail "turn $turn, the second: $(cat err-last)"
    run 0 "$program" export --db both.db --text
    same out wanted
    added=$(cat err-first err-last | sed 's/.*: \([0-9]*\) added.*/\1/' | awk '{ n += $1 } END { print n }')
    [ "$added" -eq 80 ] || fail "turn $turn: $added added"
    related=$(sqlite3 both.db "SELECT count(*) FROM story_reports")
    [ "$related" -eq 80 ] || fail "turn $turn: $related related"
done
