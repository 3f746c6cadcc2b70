#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs what the project needs on Debian 12 or later; nothing where it is all there.
#   tools/deps.sh          to build and run
#   tools/deps.sh check    and to run every check
set -eu

build="gcc libc6-dev make meson ninja-build pkg-config libjansson-dev libpcre2-dev libutf8proc-dev
  libxxhash-dev libzstd-dev zlib1g-dev libcmocka-dev"
check="clang clang-format clang-tidy libclang-rt-dev pmccabe python3 python3-jsonschema mandoc
  gzip zstd git"

want=$build
[ "${1:-}" != check ] || want="$build $check"

missing=
for package in $want; do
    case $package in
    libclang-rt-dev)
        # The run-time library carries the compiler's version in its name.
        version=$(apt-cache depends clang 2>/dev/null | sed -n 's/.*Depends: clang-\([0-9]*\)$/\1/p' | head -n 1)
        [ -n "$version" ] && package=libclang-rt-$version-dev
        ;;
    esac
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

sudo=
[ "$(id -u)" = 0 ] || sudo=sudo
echo "installing:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
# Asked for again with the index at hand: the name of the run-time library comes from it.
if echo "$missing" | grep -q 'libclang-rt-dev'; then
    exec "$0" "$@"
fi
# shellcheck disable=SC2086
$sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
