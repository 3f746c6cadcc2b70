# SPDX-License-Identifier: Apache-2.0
# A full disk: a clear message, exit 3, and what was kept before is there.
# shellcheck shell=sh disable=SC2154,SC3045
i=0
while [ "$i" -lt 60 ]; do
    printf '{"id":"r%d","date":"2021-11-14","text":"On Monday France condemned attack %d on Iraq. Iran met Iraq in Geneva, officials said."}\n' "$i" "$i"
    i=$((i + 1))
done >many.jsonl
run 0 "$program" add --db whole.db many.jsonl
run 0 "$program" export --db whole.db --text
mv out wanted

# limited KIB COMMAND...: no file may grow past so many KiB.
limited() {
    blocks=$(($1 * 2))
    shift
    (
        trap '' XFSZ
        ulimit -f "$blocks"
        exec "$@"
    )
}
for kib in 100 400 500; do
    rm -f small.db*
    run 3 limited "$kib" "$program" add --db small.db --batch 5 many.jsonl
    has err '^communique: cannot (write|open) small\.db: '
    if [ "$kib" -gt 100 ]; then
        run 0 "$program" export --db small.db --text
        kept=$(wc -l <out)
        [ "$kept" -lt 60 ] || fail "all was kept in $kib KiB"
        grep -Fxvf wanted out >other && fail "a coding is not as it should be"
    fi
    run 0 "$program" add --db small.db many.jsonl
    run 0 "$program" export --db small.db --text
    same out wanted
done
