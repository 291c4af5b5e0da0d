# badgelint: `make demo` builds and lints the fixtures, `make test` runs all tests.

SWIFT ?= swift
PREFIX ?= /usr/local
# On Linux the libraries are linked into the program, so that it runs where there are none; where one
# is not there as an archive, the Swift runtime alone.
ifeq ($(shell uname -s),Linux)
# Told anew at each use, as `setup` may have brought archives in between.
STATIC = $(or $(shell Tools/link-options.sh),$(error Tools/link-options.sh says nothing))
endif
GOLDEN = fixtures/golden README.md docs/rules docs/label.svg docs/walk-through.md
RELEASE = -c release $(STATIC)
BINARY = $(shell $(SWIFT) build $(RELEASE) --show-bin-path)/badgelint

.PHONY: demo build test test-sanitizers fuzz test-spark test-hooks man completions setup format lint golden \
  bench bench-instructions bench-cel bench-catalogue bench-editor bench-robustness accuracy train-bloom \
  install dist test-dist screenshot clean

demo: build
	@echo
	@echo '$$ badgelint fixtures/definitions/good'
	@"$(BINARY)" --as-of 2026-11-01 fixtures/definitions/good
	@echo
	@echo '$$ badgelint fixtures/definitions/draft.yaml'
	@"$(BINARY)" --as-of 2026-11-01 fixtures/definitions/draft.yaml; test $$? -eq 1
	@echo
	@echo '$$ badgelint --quiet --statistics fixtures/definitions/bad'
	@"$(BINARY)" --as-of 2026-11-01 --quiet --statistics fixtures/definitions/bad; test $$? -eq 1

build: setup
	$(SWIFT) build $(RELEASE) --product badgelint

# Commands are tested with the program that is installed; `swift test` alone takes the debug build of it,
# which takes longer to start, a thousand times.
TEST = BADGELINT_PROGRAM="$(BINARY)" $(SWIFT) test --skip-build

test: build
	$(SWIFT) build --build-tests
	$(TEST)

# The tests that run in their own process with what finds races and misuse of memory, each built in
# a folder of its own; SANITIZED=. runs all tests, which takes long, as many start the program.
SANITIZED ?= YAMLTreeTests|CELTests|OutcomeTextTests|BadgeLintTests|PromiseTests|CommandTests.ActionTests|DiagnosticsTests|FramingTests|CommandTests.HelpTests|LifecycleTests|OutlineTests|PositionTests
SANITIZERS ?= thread address

test-sanitizers: setup
	SWIFT="$(SWIFT)" Tools/test-sanitizers.sh '$(SANITIZED)' $(SANITIZERS)

# Feeds targets with made-up input for FUZZ_SECONDS each; see CONTRIBUTING.md. Linux only.
fuzz: setup
	SWIFT="$(SWIFT)" Fuzzing/run.sh $(FUZZ_TARGETS)

# Lets pre-commit build the program as the hook `badgelint` does, and refuse a commit; takes minutes.
test-hooks: setup
	Tools/test-hooks.sh

SPARK_VENV = .build-venv-spark

# Compares the example with Apache Spark, which needs Java 17, with one process over 50,000
# definitions; takes some minutes.
test-spark: build $(SPARK_VENV)/installed
	cd examples/spark/test && BADGELINT="$(BINARY)" COUNT=50000 \
	  "$(CURDIR)/$(SPARK_VENV)/bin/python" -m unittest -v test_catalogue

$(SPARK_VENV)/installed: examples/spark/requirements.txt
	python3 -m venv --clear $(SPARK_VENV)
	$(SPARK_VENV)/bin/pip install --quiet --requirement $<
	@touch $@

setup:
	@./Tools/setup.sh

format:
	$(SWIFT) format --in-place --recursive --parallel Sources Tests Plugins Tools Benchmarks Fuzzing Package.swift

lint:
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Plugins Tools Benchmarks Fuzzing Package.swift

# Renews the golden files, the outputs in README.md and the pages of the rules; read their diff
# before you commit it.
golden: build
	$(SWIFT) build --build-tests
	RENEW_GOLDEN=1 $(TEST) --filter 'CommandTests\.Golden' || true
	@git --no-pager diff --stat -- $(GOLDEN); git status --short -- $(GOLDEN)

# Compares linting with the parser of YAML alone and with other linters; takes some ten minutes after
# the build, needs hyperfine and installs the others from PyPI.
bench: build
	python3 Benchmarks/speed/measure.py "$(BINARY)" --output Benchmarks/RESULTS.md

# Counts the instructions of a start and of one definition; fails where they grew by more than 5 %.
bench-instructions: build
	SWIFT="$(SWIFT)" python3 Benchmarks/speed/instructions.py "$(BINARY)" $(RENEW)

# Compares the expression language with two others from PyPI; takes about a minute after the build.
bench-cel: setup
	SWIFT="$(SWIFT)" RELEASE="$(RELEASE)" Benchmarks/cel/run.sh --output Benchmarks/CEL.md

# Measures the search for near-duplicates with made-up definitions; takes some minutes.
bench-catalogue: setup
	SWIFT="$(SWIFT)" RELEASE="$(RELEASE)" Benchmarks/catalogue/run.sh Benchmarks/CATALOGUE.md

# Measures the time from a change in an editor to the findings; fails where it is above 20 ms.
bench-editor: build
	python3 Benchmarks/editor/measure.py "$(BINARY)" fixtures/definitions/good/data-visualisation.yaml
	python3 Benchmarks/editor/measure.py "$(BINARY)" fixtures/definitions/good/cmf-coastal-flooding.yaml

ROBUSTNESS_VENV = .build-venv-robustness
YAML_SUITE = ../shared/suites/yaml

# Runs badgelint and three others over inputs that were made to break them, and writes what each does;
# fails where badgelint takes more than a second or 256 MiB, or says nothing. Takes some 20 minutes.
bench-robustness: build $(ROBUSTNESS_VENV)/installed
	python3 Benchmarks/robustness/measure.py "$(BINARY)" $(ROBUSTNESS_VENV)/bin \
	  --suite $(YAML_SUITE) --output docs/robustness.md

$(ROBUSTNESS_VENV)/installed: Benchmarks/robustness/requirements.txt
	python3 -m venv --clear $(ROBUSTNESS_VENV)
	$(ROBUSTNESS_VENV)/bin/pip install --quiet --requirement $<
	@touch $@

OUTCOMES = ../shared/outcomes/bloom-train.csv

# Measures the model of Bloom levels with labelled outcomes that it was not trained with.
accuracy: setup
	@test -f $(OUTCOMES) || { echo "accuracy: $(OUTCOMES) is not there;" \
	  "see Tools/train-bloom/README.md for where it comes from" >&2; exit 1; }
	BADGELINT_BENCHMARKS=1 $(SWIFT) build $(RELEASE) --product outcome-accuracy
	@"$(dir $(BINARY))outcome-accuracy" $(OUTCOMES)

# Makes rules/models/bloom-en.yaml from the labelled outcomes.
train-bloom: setup
	SWIFT="$(SWIFT)" RELEASE="$(RELEASE)" Tools/train-bloom/run.sh $(OUTCOMES)

# The manual page and the completions of shells, made from the help of the program.
OUT = .build/share
SHARE = $(DESTDIR)$(PREFIX)/share

man: build
	$(SWIFT) build $(RELEASE) --product make-manual
	@mkdir -p $(OUT)
	"$(BINARY)" --experimental-dump-help | "$(dir $(BINARY))make-manual" Tools/make-manual/sections.mdoc > $(OUT)/badgelint.1.new
	@mv $(OUT)/badgelint.1.new $(OUT)/badgelint.1

completions: build
	@mkdir -p $(OUT)
	for shell in bash zsh fish; do "$(BINARY)" --generate-completion-script $$shell > $(OUT)/badgelint.$$shell || exit 1; done

install: build man completions
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(SHARE)/man/man1" "$(SHARE)/bash-completion/completions" \
	  "$(SHARE)/zsh/site-functions" "$(SHARE)/fish/vendor_completions.d"
	install -m 755 "$(BINARY)" "$(DESTDIR)$(PREFIX)/bin/badgelint"
	install -m 644 $(OUT)/badgelint.1 "$(SHARE)/man/man1/badgelint.1"
	install -m 644 $(OUT)/badgelint.bash "$(SHARE)/bash-completion/completions/badgelint"
	install -m 644 $(OUT)/badgelint.zsh "$(SHARE)/zsh/site-functions/_badgelint"
	install -m 644 $(OUT)/badgelint.fish "$(SHARE)/fish/vendor_completions.d/badgelint.fish"

# What people download, in dist/: an archive and a wheel with the program, the manual page and
# completions, what it was linked from, and checksums.
dist: build man completions
	SWIFT="$(SWIFT)" RELEASE="$(RELEASE)" Tools/dist/make-dist.sh $(OUT) dist

# Installs and uses what `make dist` made, and checks it by programs of other makers.
test-dist:
	Tools/dist/test-dist.sh dist

PAGE_VENV = .build-venv

# Draws docs/report.png, the beginning of the report on the draft, by Chromium; needs what
# Tools/read-page/requirements.txt names, which .ci/run installs.
screenshot: build
	"$(BINARY)" report --as-of 2026-11-01 -o .build/report.html fixtures/definitions/draft.yaml
	PATH="$(CURDIR)/$(PAGE_VENV)/bin:$$PATH" python3 Tools/read-page/read_page.py \
	  .build/report.html --beginning docs/report.png

clean:
	rm -rf .build dist
