# SPDX-License-Identifier: Apache-2.0
# What is forgotten is in no byte of the store's files.
# shellcheck shell=sh disable=SC2154
cat >news.jsonl <<'END_OF_NEWS'
{"id":"quux-1","date":"2021-11-14","url":"http://n/xyzzy","text":"France condemned the plughtwister attack on Mali."}
{"id":"quux-2","date":"2021-11-15","url":"http://n/xyzzy","text":"France condemned the frobozzle attack on Mali."}
{"id":"kept","date":"2021-11-15","title":"BORIS ZHUKOVLEV ARRESTED","url":"http://n/boris-zhukovlev","text":"Foreign Minister Boris Zhukovlev of Russia met Poland's Jan Nowak.\nRussia's Zhukovlev thanked Poland.  Boris\nZhukovlev left."}
END_OF_NEWS
run 0 "$program" add --db news.db news.jsonl
grep -qia zhukovlev news.db || fail "the name was never there"

# gone PATTERN: no file of the store has it.
gone() {
    for file in news.db*; do
        ! grep -qia -e "$1" "$file" || fail "$file has '$1'"
    done
}
run 0 "$program" forget --db news.db http://n/xyzzy
is err "communique: 2 reports removed, names blotted out in 0 values, 0 not found"
gone xyzzy
gone quux
gone plughtwister
gone frobozzle
run 0 "$program" export --db news.db --text
[ "$(ids out)" = kept ] || fail "ids are '$(ids out)'"

run 0 "$program" forget --db news.db 'boris zhukovlev'
gone zhukovlev
gone boris
grep -qa Nowak news.db || fail "another name is gone, too"
run 0 "$program" export --db news.db --text
has out 'met Poland.s Jan Nowak'
has out '"code":"RUSGOV"'

# Adding again brings nothing back.
run 0 "$program" add --db news.db news.jsonl
is err "communique: 0 added (0 new versions), 3 there already, 0 rejected"
gone xyzzy
gone zhukovlev
run 1 "$program" forget --db news.db nobody http://n/xyzzy
is err "communique: 0 reports removed, names blotted out in 0 values, 2 not found"
run 3 "$program" forget --db missing.db kept
is err "communique: there is no store missing.db: \`communique add --db missing.db\` makes one"
[ ! -e missing.db ] || fail "a store was made"
run 2 "$program" forget --db news.db
