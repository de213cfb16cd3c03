# Everything a fresh machine needs: Python 3.11 or later with pip, and make.
# The virtual environment in .venv is made once, and again when pyproject.toml changes.

# Within the environment python3 is the one there, which has no pip.
PYTHON ?= $(shell python3 -c 'import sys; print(sys._base_executable)')
WORDS ?= loonpremie
VENV := .venv
BIN := $(VENV)/bin
PIP := $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check --quiet

.PHONY: search extras test reliability large harvest-test harvest-memory messages relevance clean
.DEFAULT_GOAL := search

## search: build the index from seeds/ and show what is found for WORDS
search: $(VENV)/command
	@$(BIN)/imwsearch index
	@$(BIN)/imwsearch search $(WORDS)

## extras: what reads PDF, Word and web pages, harvests, and watches folders
extras: $(VENV)/command
	$(PIP) install --editable '.[formats,harvest,watch]'

## test: everything that must hold before a commit
test: $(VENV)/installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto --cov --cov-report=term

## reliability: the tests of faults in their larger size, some 20 minutes on two cores
reliability: $(VENV)/installed-for-tests
	IMWSEARCH_TESTS=large $(BIN)/python -m pytest -q -n 2 --durations=8 tests/reliability

## large: memory of building and searching 40,000 documents, and the slowest commands on them
large: $(VENV)/installed-for-tests
	$(BIN)/python -m benchmarks.memory --keep build/large
	$(BIN)/python -m benchmarks.slowest --keep build/large

## messages: bring the Dutch catalogue up to date with the texts in the code
CATALOGUE := imwsearch/locale/nl/LC_MESSAGES/imwsearch
messages: $(VENV)/installed-for-tests
	$(BIN)/pybabel -q extract -k N_ --no-location --sort-output --no-wrap -o $(VENV)/imwsearch.pot imwsearch $$($(BIN)/python -c 'import click; print(*click.__path__)')
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --no-wrap -D imwsearch -l nl -i $(VENV)/imwsearch.pot -o $(CATALOGUE).po
	$(BIN)/pybabel -q compile -i $(CATALOGUE).po -o $(CATALOGUE).mo

## harvest-test: the harvest of 2,500 questions with 5% faults, and ten kills on the way
harvest-test: $(VENV)/installed-for-tests
	IMWSEARCH_HARVEST_QUESTIONS=2500 $(BIN)/python -m pytest -s tests/harvest/test_harvest.py -k 'faults or killed'

## harvest-memory: the memory that the harvest of 40,000 questions takes
harvest-memory: $(VENV)/installed-for-tests
	IMWSEARCH_HARVEST_QUESTIONS=40000 $(BIN)/python -m pytest -s tests/harvest/test_harvest.py -k memory

## relevance: measure what is found beside other engines, and renew docs/relevance.md
relevance: $(VENV)/installed-for-relevance
	$(BIN)/python -m benchmarks.relevance --page docs/relevance.md --json docs/relevance.json

## clean: remove the environment and what was built
clean:
	rm -rf $(VENV) index/gen-* index/CURRENT index/lock

# Debian's Python makes no environment with pip of its own, so the one outside is used for both.
$(VENV)/installed: pyproject.toml
	@$(PYTHON) -m venv --without-pip --clear $(VENV)
	@$(PIP) install --editable .
	@$(BIN)/python -m compileall -q imwsearch
	@$(BIN)/python -m imwsearch.bundling
	@touch $@

$(VENV)/command: $(VENV)/installed imwsearch/launching.py imwsearch/script.py
	@$(BIN)/python -m imwsearch.launching
	@touch $@

$(VENV)/installed-for-tests: $(VENV)/command
	@$(PIP) install 'pip>=25.1'
	@$(BIN)/python -m pip --disable-pip-version-check --quiet install --group test
	@touch $@

$(VENV)/installed-for-relevance: $(VENV)/command
	@$(PIP) install 'pip>=25.1'
	@$(BIN)/python -m pip --disable-pip-version-check --quiet install --group relevance
	@touch $@
