#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs what the project needs on Debian 12 or later; nothing where it is all there.
#   tools/deps.sh          to build and run
#   tools/deps.sh python   and to install the Python package
#   tools/deps.sh check    and to run every check
#   tools/deps.sh spark    and to test the Spark engine
set -eu

build="gcc libc6-dev make meson ninja-build pkg-config libjansson-dev libpcre2-dev libutf8proc-dev
  libmicrohttpd-dev libsqlite3-dev libxxhash-dev libzstd-dev zlib1g-dev libcmocka-dev"
python="python3 python3-dev python3-venv"
check="clang clang-format clang-tidy libclang-rt-dev llvm pmccabe shellcheck python3-jsonschema mandoc
  sqlite3 gzip zstd git chromium chromium-driver r-base-core r-cran-dbi r-cran-rsqlite"
spark="$python openjdk-17-jre-headless zstd"

case "${1:-}" in
python) want="$build $python" ;;
check) want="$build $python $check" ;;
spark) want="$build $spark" ;;
*) want=$build ;;
esac

is_installed() {
    dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'
}

# clang_runtime: the package that has the sanitizers, which carries the compiler's version in its name.
clang_runtime() {
    version=$(apt-cache depends clang 2>/dev/null | sed -n 's/.*Depends: clang-\([0-9]*\)$/\1/p' | head -n 1)
    echo "libclang-rt-${version:-unknown}-dev"
}

# find_missing: sets missing to those of the packages that are not installed.
find_missing() {
    missing=
    for package in $want; do
        [ "$package" != libclang-rt-dev ] || package=$(clang_runtime)
        is_installed "$package" || missing="$missing $package"
    done
}

find_missing
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "deps: no apt-get here: install what docs/dependencies.md lists" >&2
    exit 1
fi
sudo=
[ "$(id -u)" = 0 ] || sudo=sudo
$sudo apt-get update -qq
find_missing
echo "installing:$missing" >&2
# shellcheck disable=SC2086
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
