# SPDX-License-Identifier: Apache-2.0
# The same reports give the same codings from files, standard input, gzip and zstd.
# shellcheck shell=sh disable=SC2154,SC2034
cat >three.jsonl <<'END'
{"id":"a","date":"2021-11-14","text":"France condemned the attack."}
{"id":"b","date":"2021-11-15","text":"Iran attacked Iraq."}
{"id":7,"date":"2021-11-16","text":"Norwegian police arrested two Russians in Tromsø."}
END
run 0 "$program" code three.jsonl
is err ""
[ "$(ids out)" = "a b 7" ] || fail "ids are '$(ids out)'"
cp out wanted
input=three.jsonl
run 0 "$program" code
same out wanted
run 0 "$program" code -
same out wanted
run 0 "$program" code --format jsonl -- -
same out wanted
input=/dev/null
gzip -k three.jsonl && run 0 "$program" code three.jsonl.gz
same out wanted
if command -v zstd >/dev/null; then
    zstd -q three.jsonl && run 0 "$program" code three.jsonl.zst
    same out wanted
fi
# Dated text, named for its file, beside JSONL.
printf '  date 2021-11-14\n France condemned the attack.' >a.txt
run 0 "$program" code a.txt
head -n 1 wanted >first
same out first
sed 1d three.jsonl >two.jsonl
run 0 "$program" code a.txt two.jsonl
same out wanted
# No reports: no output, and all is done.
run 0 "$program" code
is out ""
is err ""
# --text
run 0 "$program" code --text a.txt
has out '"language":null,"text":"France condemned the attack."}'
# A text without an end of a sentence, of one word: sentences are cut, and none is gone through for each of its words.
awk 'BEGIN {
    printf "{\"id\":\"a\",\"date\":\"2021-11-14\",\"text\":\""
    for (i = 0; i < 30000; i++) printf "attack "
    print "\"}"
}' >endless.jsonl
run 0 "$program" code endless.jsonl
