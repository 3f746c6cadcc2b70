#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What is installed is enough, and no more than is meant: exported symbols, the header by itself,
# the example with pkg-config from a folder of its own, shared and static.
#   tests/library.sh SOURCE BUILD LIBRARY EXAMPLE SANITIZERS
set -u
source=$(realpath "$1") build=$(realpath "$2") library=$(realpath "$3") example=$(realpath "$4") sanitizers=$5
header=$source/include/communique.h
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
bad=0

fail() {
    echo "library: $*"
    bad=1
}

# Known by hand; the example prints verbs with subject and object, then names.
cat >wanted <<'END'
Russia	invade	Ukraine
LOC	Russia
LOC	Ukraine
END

# shows COMMAND...: the example prints what it should.
shows() {
    "$@" "Russia invaded Ukraine." >shown 2>&1
    cmp -s shown wanted || fail "$1 printed $(cat shown)"
}

# The header's functions are what the library exports.
sed -n 's/^ *\(COMMUNIQUE_API.*[ *]\)\{0,1\}\(communique_[a-z_]*\)(.*/\2/p' "$header" | sort -u >declared
nm -D --defined-only "$library" | awk '{ print $3 }' | grep -v '^__\(asan\|odr_asan\|sanitizer\|sancov\|start\|stop\)' |
    sort -u >exported
[ -s declared ] || fail "no function in the header"
diff declared exported >difference || fail "declared (<), exported (>): $(cat difference)"

# It compiles alone, as what its users may write.
for standard in c99 c17; do
    ${CC:-cc} -std=$standard -pedantic -Wall -Wextra -Werror -fsyntax-only -x c "$header" || fail "no $standard"
done
if command -v c++ >/dev/null; then
    c++ -std=c++11 -pedantic -Wall -Wextra -Werror -fsyntax-only -x c++ "$header" || fail "no C++"
fi

shows "$example"
"$example" "$(printf 'a\377')" >shown 2>&1 && fail "broken UTF-8 goes unseen"
grep -q '^parse: byte 1 of the text is not UTF-8$' shown || fail "no reason: $(cat shown)"

# A program of somebody else, with what `make install` leaves.
if [ "$sanitizers" != none ]; then
    echo "library: not installed, for it is built with sanitizers"
elif ! DESTDIR=$work/root meson install -C "$build" --no-rebuild --quiet >install.log 2>&1; then
    fail "cannot be installed: $(tail -n 3 install.log)"
else
    PKG_CONFIG_PATH=$(dirname "$(find "$work/root" -name communique.pc)")
    PKG_CONFIG_SYSROOT_DIR=$work/root
    export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
    libraries=$(pkg-config --variable=libdir communique)
    case "$libraries" in "$work"/*) ;; *) libraries=$work/root$libraries ;; esac
    # shellcheck disable=SC2046
    cc "$source/examples/parse.c" $(pkg-config --cflags --libs communique) -o shared || fail "cannot link"
    LD_LIBRARY_PATH=$libraries shows ./shared
    # The library itself static, what it needs not.
    # shellcheck disable=SC2046
    cc "$source/examples/parse.c" $(pkg-config --cflags communique) "$libraries/libcommunique.a" \
        $(PKG_CONFIG_SYSROOT_DIR='' pkg-config --libs libutf8proc jansson libpcre2-8 zlib libzstd) \
        -lm -pthread -o static || fail "cannot link statically"
    shows ./static
    [ "$(find "$work/root" -name '*.h')" = "$(find "$work/root" -name communique.h)" ] ||
        fail "more than one header is installed"
fi
[ "$bad" -eq 0 ] && echo "library: ok"
exit "$bad"
