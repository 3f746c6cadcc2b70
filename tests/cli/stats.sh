# SPDX-License-Identifier: Apache-2.0
# --stats counts reports, rejects and words on standard error, and nothing else changes.
# shellcheck shell=sh disable=SC2154
cat >two.jsonl <<'END'
{"id":"a","date":"2021-11-14","text":"France condemned the attack."}
{"id":"b"}
END
run 1 "$program" code two.jsonl
mv out wanted
run 1 "$program" code --stats --rejects rejects two.jsonl
same out wanted
sed 's/[0-9.]*$/N/' err >names
is names "reports: N
rejected: N
words: N
seconds: N
words/s: N"
has err '^reports: 1$'
has err '^rejected: 1$'
has err '^words: 4$'
run 1 "$program" parse --stats two.jsonl --rejects rejects
has err '^words: 4$'
