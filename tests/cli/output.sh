# SPDX-License-Identifier: Apache-2.0
# -o, and what happens when writing fails.
# shellcheck shell=sh disable=SC2154
printf '{"id":"a","date":"2021-11-14","text":"France condemned the attack."}\n' >a.jsonl
run 0 "$program" code a.jsonl
mv out wanted
run 0 "$program" code -o codings.jsonl a.jsonl
is out ""
same codings.jsonl wanted
run 0 "$program" code -o - a.jsonl
same out wanted
# An input may be the output: it is replaced when all is done.
cp a.jsonl b.jsonl
run 0 "$program" code -o b.jsonl b.jsonl
same b.jsonl wanted
# A link stays a link.
: >target && ln -s target link
run 0 "$program" code -o link a.jsonl
same target wanted
[ -h link ] || fail "the link was replaced"
# What cannot be done is said, exit 3, and an old file stays as it was.
printf 'old\n' >kept
run 3 "$program" code -o kept a.jsonl absent.jsonl
is err "communique: cannot open absent.jsonl: No such file or directory"
is kept old
mkdir folder
run 3 "$program" code -o kept a.jsonl folder
is kept old
run 3 "$program" code -o absent/x a.jsonl
is err "communique: cannot write absent/x: No such file or directory"
run 3 "$program" code -o folder a.jsonl
# shellcheck disable=SC2012
[ "$(ls ./*.tmp 2>/dev/null | wc -l)" -eq 0 ] || fail "temporary files are left"
if [ -c /dev/full ]; then
    "$program" code a.jsonl >/dev/full 2>err
    [ $? -eq 3 ] || fail "a full disk goes unseen"
    is err "communique: cannot write standard output: No space left on device"
    run 3 "$program" code -o /dev/full a.jsonl
    is err "communique: cannot write /dev/full: No space left on device"
    run 3 "$program" code --rejects /dev/full folder/../a.jsonl a.jsonl
    run 3 "$program" parse -o /dev/full a.jsonl
fi
"$program" code a.jsonl >&- 2>err
[ $? -eq 3 ] || fail "a closed standard output goes unseen"
# A pipe that nobody reads ends the run without a word.
i=0
while [ "$i" -lt 2000 ]; do
    printf '{"id":"r%d","date":"2021-11-14","text":"France condemned the attack."}\n' "$i"
    i=$((i + 1))
done >many.jsonl
{
    "$program" code many.jsonl 2>err
    echo $? >status
} | head -n 1 >line
is status 3
is err ""
