# SPDX-License-Identifier: Apache-2.0
# Help goes to standard output and exits 0, however it is asked for.
# shellcheck shell=sh disable=SC2154
run 0 "$program" --help
is err ""
has out '^usage: communique COMMAND '
mv out help
for ask in -h help "help --help"; do
    # shellcheck disable=SC2086
    run 0 "$program" $ask
    same out help
done
sed -n 's/^  \([a-z]*\) .*/\1/p' help >commands
while read -r command; do
    run 0 "$program" "$command" --help
    is err ""
    if [ "$command" != help ]; then
        has out "^usage: communique $command"
        mv out of-command
        run 0 "$program" help "$command"
        same out of-command
    fi
done <commands
run 0 "$program" --version
has out '^communique [0-9]+\.[0-9]+\.[0-9]+$'
mv out version
run 0 "$program" version
same out version
# A help that cannot be written is a failure.
if [ -c /dev/full ]; then
    "$program" --help >/dev/full 2>err
    [ $? -eq 3 ] || fail "a full disk goes unseen by --help"
fi
