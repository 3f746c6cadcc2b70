# SPDX-License-Identifier: Apache-2.0
# Any number of workers: the same bytes, in the order of the reports.
# shellcheck shell=sh disable=SC2154
reports=100
i=0
while [ "$i" -lt "$reports" ]; do
    # Lengths that differ, so that the workers finish out of order.
    text="On Monday France condemned the attack."
    j=$((i * 7 % 13))
    while [ "$j" -gt 0 ]; do
        text="$text Iran met Iraq in Geneva, officials said."
        j=$((j - 1))
    done
    printf '{"id":"r%d","date":"2021-11-14","text":"%s"}\n' "$i" "$text"
    i=$((i + 1))
done >many.jsonl
for format in jsonl tsv table; do
    several=4
    [ "$format" != jsonl ] || several='2 4 16'
    run 0 "$program" code --format "$format" -j 1 many.jsonl
    mv out one
    for jobs in $several; do
        run 0 "$program" code --format "$format" -j "$jobs" many.jsonl
        same out one
    done
    [ "$format" != jsonl ] || cp one codings
done
i=0
while [ "$i" -lt "$reports" ]; do
    printf 'r%d ' "$i"
    i=$((i + 1))
done | sed 's/ $//' >wanted
[ "$(ids codings)" = "$(cat wanted)" ] || fail "reports are out of order"
run 0 "$program" parse -j 1 many.jsonl
mv out one
run 0 "$program" parse -j 4 many.jsonl
same out one
