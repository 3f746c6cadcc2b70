# SPDX-License-Identifier: Apache-2.0
# Killed at any moment and run again: nothing lost, nothing twice.
# shellcheck shell=sh disable=SC2154
kills=200
i=0
while [ "$i" -lt 60 ]; do
    printf '{"id":"r%d","date":"2021-11-%02d","url":"http://n/%d","text":"On Monday France condemned attack %d on Iraq. Iran met Iraq in Geneva, officials said."}\n' \
        "$i" $((i % 28 + 1)) $((i % 50)) "$i"
    i=$((i + 1))
done >many.jsonl
# related STORE: what relating found, each byte of it.
related() {
    for table in copies sketches sketch_keys stories story_reports story_history occurrences \
        occurrence_events occurrence_keys part_of citations claims streams stream_terms strands; do
        sqlite3 "$1" ".mode quote" "SELECT '$table', * FROM $table ORDER BY 2, 3"
    done
}
now() {
    date +%s%N
}
begun=$(now)
run 0 "$program" add --db whole.db --batch 2 many.jsonl
is err "communique: 60 added (10 new versions), 0 there already, 0 rejected"
took=$((($(now) - begun) / 1000))
run 0 "$program" export --db whole.db --text
mv out wanted
related whole.db >wanted.related
has wanted.related "^'copies'"
has wanted.related "^'occurrence_events'"
run 0 "$program" add --db once.db -j 2 many.jsonl
related once.db >got.related
same got.related wanted.related
run 0 "$program" add --db whole.db many.jsonl
is err "communique: 0 added (0 new versions), 60 there already, 0 rejected"
run 0 "$program" export --db whole.db --text
same out wanted

# Moments spread over a whole run and a little more, from a seed; a store is done when it is filled.
awk -v n=$((kills * 10)) -v took="$took" 'BEGIN {
    srand(20211114)
    for (i = 0; i < n; i++) printf "%.6f\n", (0.05 + rand()) * took / 1e6
}' >moments
killed=0 stores=0 ran=0
while [ "$killed" -lt "$kills" ] && read -r moment; do
    ran=$((ran + 1))
    timeout -s KILL "$moment" "$program" add --db kill.db --batch 2 many.jsonl >/dev/null 2>err
    got=$?
    if [ "$got" -eq 137 ]; then
        killed=$((killed + 1))
        continue
    fi
    [ "$got" -eq 0 ] || fail "exit $got after $killed kills: $(cat err)"
    run 0 "$program" export --db kill.db --text
    same out wanted
    related kill.db >got.related
    same got.related wanted.related
    rm -f kill.db kill.db-wal kill.db-shm
    stores=$((stores + 1))
done <moments
run 0 "$program" add --db kill.db many.jsonl
run 0 "$program" export --db kill.db --text
same out wanted
related kill.db >got.related
same got.related wanted.related
[ "$killed" -eq "$kills" ] || fail "only $killed kills"
