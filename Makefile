# make run: start Kinmend here.   make test: everything that must hold.   make bench: figures.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check install -q

.PHONY: run test check bench lock messages clean

run: .venv/run
	$(BIN)/kinmend serve

test: .venv/dev
	$(BIN)/python tests/run.py

check: .venv/dev
	$(BIN)/python tests/run.py --checks-only

bench: .venv/bench
	$(BIN)/python -m bench
	$(BIN)/python -m bench.reader

# New versions of everything we build on, with their hashes.
lock: .venv/dev
	$(BIN)/uv pip compile -q --upgrade pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header -o requirements/run.txt
	printf 'hatchling\neditables\n' | $(BIN)/uv pip compile -q --upgrade - --universal --python-version 3.11 --generate-hashes --no-header -o requirements/build.txt
	$(BIN)/uv pip compile -q --upgrade --group dev -c requirements/run.txt --universal --python-version 3.11 --generate-hashes --no-header -o requirements/dev.txt
	$(BIN)/uv pip compile -q --upgrade --group bench -c requirements/run.txt --universal --python-version 3.11 --generate-hashes --no-header -o requirements/bench.txt

# The interface's words for a language, to translate: make messages LANGUAGE=de (needs GNU gettext).
messages: .venv/dev
	mkdir -p src/kinmend/web/locale
	cd src/kinmend/web && ../../../$(BIN)/django-admin makemessages --settings kinmend.web.settings --locale $(LANGUAGE) --extension html,py --no-location

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/run: requirements/run.txt requirements/build.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Kinmend needs Python 3.11, 3.12 or 3.13; this is %d.%d. Try: make run PYTHON=python3.12" % sys.version_info[:2] if not (3, 11) <= sys.version_info[:2] <= (3, 13) else 0)'
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

.venv/bench: .venv/dev requirements/bench.txt
	$(PIP) --require-hashes -r requirements/bench.txt
	@touch $@
