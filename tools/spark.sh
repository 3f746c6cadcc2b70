#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Tests the Spark engine as it is installed: on local mode, and on a cluster of two workers on this machine whose
# processes are killed. Java comes from Debian, Spark and its Python packages from their registry, into a folder of
# their own under build/. Ends with "N passed, N failed, N skipped".
#   tools/spark.sh [TEST...]      such as test_code, or test_reading.WarcTest; default: all, with docs/spark.md
set -eu
cd "$(dirname "$0")/.."
tools/deps.sh spark
[ -f build/build.ninja ] || meson setup build --buildtype=release -Db_ndebug=false >/dev/null
ninja -C build communique >/dev/null
root=$PWD
python=$root/build/spark/bin/python
log=$root/build/spark.log

# install PACKAGE...: into the folder; says so and ends well where there is no network.
install() {
    timeout 600 "$python" -m pip install --quiet --disable-pip-version-check --retries 2 "$@" >"$log" 2>&1 || {
        if grep -qE 'NewConnectionError|NameResolutionError|ConnectTimeoutError|ReadTimeoutError|ProxyError' "$log"; then
            echo "spark: the registry of Python packages does not answer; nothing was tested" >&2
            echo "0 passed, 0 failed, 1 skipped"
            exit 0
        fi
        cat "$log" >&2
        exit 1
    }
}

[ -x "$python" ] || python3 -m venv build/spark
install -r engines/spark/tests/requirements.txt
# Afresh, for their version stays the same.
install --force-reinstall --no-deps . ./engines/spark

PATH=$root/build/spark/bin:$PATH
COMMUNIQUE=$root/build/communique
SPARK_LOCAL_IP=127.0.0.1
export PATH COMMUNIQUE SPARK_LOCAL_IP
timeout 3000 "$python" engines/spark/tests "$@"
