# SPDX-License-Identifier: Apache-2.0
# A replay that is killed at any moment and run again: the same store as by one that was not.
# shellcheck shell=sh disable=SC2154
kills=60
i=0
while [ "$i" -lt 40 ]; do
    printf '{"id":"r%d","date":"2021-11-%02d","text":"France condemned Iraq on Monday, %d days ago. Iran met Iraq in Geneva, officials said."}\n' \
        "$i" $((i % 28 + 1)) "$i"
    i=$((i + 1))
done >many.jsonl
mkdir -p one/frames
cat >one/frames/11-disapprove.txt <<'END_OF_FRAMES'
S criticise|condemn T => 112
  > France condemned Mali. => 112 FRA MLI
END_OF_FRAMES
run 0 "$program" add --db base.db many.jsonl
run 0 "$program" code --lexicon one --format jsonl --text many.jsonl
sort out >wanted
now() {
    date +%s%N
}
cp base.db whole.db
begun=$(now)
run 0 "$program" replay --db whole.db --lexicon one --apply --batch 2 --format tsv
took=$((($(now) - begun) / 1000))
awk -v n=$((kills * 10)) -v took="$took" 'BEGIN {
    srand(20211114)
    for (i = 0; i < n; i++) printf "%.6f\n", (0.05 + rand()) * took / 1e6
}' >moments
# One current coding a report, its text and words with it, each coding in its place in time.
check() {
    run 0 "$program" export --db kill.db --text
    sort out >got
    same got wanted
    [ "$(sqlite3 kill.db "SELECT count(*), sum(is_current), (SELECT count(*) FROM texts),
        (SELECT count(*) FROM report_words WHERE report_words MATCH 'ago') FROM reports")" = \
        "80|40|40|40" ] || fail "the history is not whole"
    [ "$(sqlite3 kill.db 'PRAGMA foreign_key_check')" = "" ] || fail "a reference is broken"
}
cp base.db kill.db
killed=0
while [ "$killed" -lt "$kills" ] && read -r moment; do
    timeout -s KILL "$moment" "$program" replay --db kill.db --lexicon one --apply --batch 2 \
        --format tsv >/dev/null 2>err
    got=$?
    if [ "$got" -eq 137 ]; then
        killed=$((killed + 1))
        continue
    fi
    [ "$got" -eq 0 ] || fail "exit $got after $killed kills: $(cat err)"
    check
    rm -f kill.db kill.db-wal kill.db-shm
    cp base.db kill.db
done <moments
run 0 "$program" replay --db kill.db --lexicon one --apply --format tsv
check
[ "$killed" -eq "$kills" ] || fail "only $killed kills"
