# SPDX-License-Identifier: Apache-2.0
# A thin front to Meson: `make` leaves build/communique.

BUILD ?= build

all: $(BUILD)/build.ninja
	@ninja -C $(BUILD)

$(BUILD)/build.ninja:
	@meson setup $(BUILD) --buildtype=release -Db_ndebug=false

demo:
	@tools/demo.sh

check:
	@tools/check.sh

check-spark:
	@tools/spark.sh

bench: all
	@tools/bench.sh $(BUILD)

example-release: all
	@rm -rf docs/example-release
	@tools/example_release.sh $(BUILD)/communique docs/example-release

lint:
	@tools/lint.sh

fuzz:
	@tools/fuzz.sh

install: all
	@meson install -C $(BUILD)

clean:
	@rm -rf build build-*

.PHONY: all demo check check-spark bench example-release lint fuzz install clean
