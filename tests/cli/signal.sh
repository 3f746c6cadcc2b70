# SPDX-License-Identifier: Apache-2.0
# An interrupted run leaves whole lines on a stream and nothing of a file.
# shellcheck shell=sh disable=SC2154
mkfifo pipe
printf '{"id":"a","date":"2021-11-14","text":"France condemned the attack."}\n' >a.jsonl
for name in INT TERM; do
    # The reader waits for the pipe's second line, which never comes.
    { cat a.jsonl && exec sleep 60; } >pipe &
    feeder=$!
    # A shell lets its background jobs ignore SIGINT; env gives them the default back.
    env --default-signal=INT "$program" code pipe >stream 2>err &
    reader=$!
    tries=0
    while [ ! -s stream ] && [ "$tries" -lt 100 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    kill -s "$name" "$reader"
    { wait "$reader"; } 2>/dev/null
    got=$?
    [ "$got" -gt 128 ] || fail "exit $got after SIG$name"
    [ "$(wc -l <stream)" -eq 1 ] || fail "the stream is not one whole line"
    kill "$feeder"
    { wait "$feeder"; } 2>/dev/null

    { cat a.jsonl && exec sleep 60; } >pipe &
    feeder=$!
    env --default-signal=INT "$program" code -o file pipe 2>err &
    reader=$!
    tries=0
    while ! ls file.*.tmp >/dev/null 2>&1 && [ "$tries" -lt 100 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    kill -s "$name" "$reader"
    { wait "$reader"; } 2>/dev/null
    got=$?
    [ "$got" -gt 128 ] || fail "exit $got after SIG$name with -o"
    [ ! -e file ] || fail "the file is there"
    ! ls file.*.tmp >/dev/null 2>&1 || fail "the temporary file is left"
    kill "$feeder"
    { wait "$feeder"; } 2>/dev/null
done
