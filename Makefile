# make demo    set everything up, read samples/ into demo.db, show what was found, serve the pages (SERVE=0 stops before that)
# make test    the whole test suite, browser tests too where there is or can be a browser
# make check   ruff, mypy --strict, the layout rules, the generated pages
# make bench   the benchmarks on the dev halves under DATA
# make docs    write the generated pages (commands, errors) again

PYTHON ?= python3
DATA   ?= ../shared/data
SERVE  ?= 1
PORT   ?= 8000
BOOK   ?= demo.db
OUT    ?= out

ENVIRONMENT := .venv
BIN         := $(ENVIRONMENT)/bin
INSTALL     := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# A stamp a set of packages: as long as pyproject.toml does not change, nothing is installed again.
PACKAGE     := $(ENVIRONMENT)/.onrecord-package
TOOLS       := $(ENVIRONMENT)/.onrecord-tools
BENCH       := $(ENVIRONMENT)/.onrecord-bench

# What is in samples/ but for the words about it.
SAMPLES     := $(sort $(wildcard samples/*.html samples/*.txt samples/*.xml samples/*.jsonl))

.PHONY: demo test check bench docs clean

$(PACKAGE): pyproject.toml
	@echo "Setting up $(ENVIRONMENT) ..."
	@$(PYTHON) scripts/make_environment.py $(ENVIRONMENT)
	@$(INSTALL) --editable .
	@touch $@

$(TOOLS): pyproject.toml $(PACKAGE)
	@echo "Installing what the tests and checks need ..."
	@$(INSTALL) --editable '.[dev]'
	@touch $@

$(BENCH): pyproject.toml $(PACKAGE)
	@echo "Installing what the benchmarks compare with ..."
	@$(INSTALL) --editable '.[bench]'
	@touch $@

demo: $(PACKAGE)
	@echo "Reading samples/ into $(BOOK) ..."
	@$(BIN)/onrecord add $(SAMPLES) --book $(BOOK)
	@echo; echo "The latest of what was said:"
	@$(BIN)/onrecord search --book $(BOOK) --limit 12 --quiet
	@$(BIN)/onrecord verify --book $(BOOK)
	@if [ "$(SERVE)" = 0 ]; then \
	    echo "Look at it: $(BIN)/onrecord serve --book $(BOOK)"; \
	else \
	    exec $(BIN)/onrecord serve --book $(BOOK) --port $(PORT); \
	fi

test: $(TOOLS)
	@$(BIN)/python scripts/ensure_browser.py
	@$(BIN)/python -m pytest $(PYTEST); code=$$?; $(BIN)/python scripts/ensure_browser.py --report; exit $$code

check: $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict src
	$(BIN)/python scripts/check_layout.py
	$(BIN)/python scripts/write_reference.py --check

bench: $(BENCH)
	@test -d "$(DATA)" || { echo "There is no data in $(DATA); name its folder: make bench DATA=..." >&2; exit 2; }
	@mkdir -p $(OUT)
	$(BIN)/python benchmarks/run.py --data $(DATA) --out $(OUT)
	$(BIN)/python benchmarks/language_identification.py $(DATA)/parallel $(OUT)/language.json > $(OUT)/language.txt

docs: $(PACKAGE)
	$(BIN)/python scripts/write_reference.py

clean:
	rm -rf $(OUT) $(BOOK) $(BOOK)-wal $(BOOK)-shm .mypy_cache .ruff_cache .pytest_cache
