# One command for everything. `make` alone lists what there is.

SHELL := /bin/sh
ROWS ?= 100000
SEED ?= 1
ORDER ?= 20261122
RERUNS ?= 0
JOBS ?= 3
TOUR_DIR ?= var/tour
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
STAMP := $(VENV)/.installed
STRINGS := $(wildcard resources/translations/*.ts)
# The first Python that the project supports and that can make virtual environments.
SYSTEM_PYTHON = $$(for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
	2>/dev/null && { command -v $$p; break; }; done)

.DEFAULT_GOAL := help
.PHONY: help setup run test check check-quickly demo tour bench peer profile screenshots strings lock installer soak clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' Makefile | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(STAMP): requirements.lock pyproject.toml $(STRINGS)
	@python=$(SYSTEM_PYTHON); \
	if [ -z "$$python" ]; then sh tools/no_python.sh; exit 1; fi; \
	"$$python" tools/doctor.py --libraries && \
	{ [ -x $(PY) ] || "$$python" -m venv $(VENV); } && \
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . && \
	$(PY) tools/strings.py build && \
	$(PY) -m compileall -q console portal && \
	touch $(STAMP)

setup: $(STAMP) ## make .venv with exactly what is locked

run: $(STAMP) ## open the console on a demo practice (without a display: play the tour)
	@if $(PY) tools/doctor.py --display; then \
		exec $(PY) -m console --demo; \
	else \
		echo "There is no display here, so the tour plays offscreen instead."; \
		$(MAKE) --no-print-directory tour; \
	fi

tour: $(STAMP) ## drive the real window through the whole job, offscreen, with pictures
	@QT_QPA_PLATFORM=offscreen $(PY) -m console --demo --tour $(TOUR_DIR)

demo: $(STAMP) ## the console on a demo practice with ROWS=… items
	@exec $(PY) -m console --demo --rows $(ROWS) --seed $(SEED)

# While the tests are being collected no test measures a time, so the types are checked meanwhile.
# One process of tests more than the two processors of CI: a third of a test's time goes by in waiting for others.
# With RERUNS=1 a test that fails is tried once more, three tests at the most; what failed is printed either way.
test: $(STAMP) check-quickly ## everything that must hold: check, and all tests, in the order ORDER=…
	@$(PY) tools/doctor.py --libraries --postgresql
	@$(BIN)/mypy & types=$$!; \
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n $(JOBS) --dist worksteal -m "not soak" \
		--randomly-seed=$(ORDER) --hypothesis-seed=$(ORDER) \
		--reruns=$(RERUNS) --max-suite-reruns=3 --rerun-show-tracebacks; tests=$$?; \
	wait $$types || { echo "mypy has found something: see above, before the tests."; exit 1; }; \
	exit $$tests

check: $(STAMP) check-quickly ## format, lint, types, import contracts, translations, which test proves what
	@$(BIN)/mypy

check-quickly: $(STAMP)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports --no-cache
	@$(PY) tools/strings.py check
	@$(PY) tools/security_tests.py check

soak: $(STAMP) ## the long runs: kills, races and faults in full number
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest -m soak -s --timeout 3600

bench: $(STAMP) ## measure speed, each figure beside its floor in the same run
	@$(PY) -m bench --rows $(ROWS)

peer: ## install the AG Grid that the bench measures beside ours (needs Node and Chromium)
	@npm ci --no-audit --no-fund --prefix bench/peers/ag_grid

profile: $(STAMP) ## where the time of each hot path goes
	@$(PY) -m bench.profile --rows $(ROWS)

screenshots: $(STAMP) ## draw every screen anew into docs/screenshots
	@QT_QPA_PLATFORM=offscreen $(PY) tools/screenshots.py

strings: $(STAMP) ## bring the translation catalogues up to date
	@$(PY) tools/strings.py update

lock: ## lock the dependencies anew (needs uv)
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header -o requirements.lock

installer: $(STAMP) ## build the one-folder program into dist/
	@$(PY) -m PyInstaller --noconfirm --clean installer.spec
	@QT_QPA_PLATFORM=offscreen dist/portal-console/portal-console --self-test

clean: ## remove everything that was built
	rm -rf $(VENV) build dist var .mypy_cache .ruff_cache
