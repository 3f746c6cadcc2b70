# SPDX-License-Identifier: Apache-2.0
# Files that are no stores, or broken ones: an error that names the file, and the file untouched.
# shellcheck shell=sh disable=SC2154
printf '{"id":"a","date":"2021-11-14","text":"France condemned the attack."}\n' >a.jsonl

# refused FILE PATTERN: by every command that opens a store.
refused() {
    cp "$1" before
    for command in "add --db $1 a.jsonl" "export --db $1" "forget --db $1 a"; do
        # shellcheck disable=SC2086
        run 3 "$program" $command
        is out ""
        has err "^communique: $1 $2"
    done
    same "$1" before
}
printf 'This is a letter and no store, although it has as many bytes as a head of a page of one.\n%4000s' x >letter
refused letter 'is no store: '
: >empty
run 3 "$program" export --db empty
has err '^communique: empty is no store: '
mkdir folder
run 3 "$program" add --db folder a.jsonl
has err '^communique: cannot open folder: '
run 3 "$program" add --db nowhere/news.db a.jsonl
has err '^communique: cannot open nowhere/news\.db: '

run 0 "$program" add --db news.db a.jsonl
# SQLite's header has the version of the user at byte 60 and the application's id at byte 68.
cp news.db newer
printf '\000\000\000\143' | dd of=newer bs=1 seek=60 conv=notrunc 2>/dev/null
refused newer 'was made by a newer communique \(its schema is version 99, '
cp news.db foreign
printf '\001\002\003\004' | dd of=foreign bs=1 seek=68 conv=notrunc 2>/dev/null
refused foreign 'is no store: '
head -c 20000 news.db >short
refused short 'is damaged '
head -c 50 news.db >stump
refused stump 'is damaged '
# Rubbish in the middle of pages may go unseen until it is read, and must not crash anything.
bytes=$(wc -c <news.db)
i=1
while [ "$i" -lt 40 ]; do
    cp news.db rubbish
    head -c 300 /dev/zero | tr '\000' '\377' |
        dd of=rubbish bs=1 seek=$((bytes * i / 40)) conv=notrunc 2>/dev/null
    "$program" export --db rubbish --text >out 2>err
    got=$?
    [ "$got" -eq 0 ] || [ "$got" -eq 3 ] || fail "exit $got with rubbish at $i/40"
    "$program" add --db rubbish a.jsonl >out 2>err
    got=$?
    [ "$got" -eq 0 ] || [ "$got" -eq 3 ] || fail "exit $got when adding with rubbish at $i/40"
    rm -f rubbish*
    i=$((i + 1))
done
