# The two commands to know are `make demo` and `make test`. Both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

export PORT HMS_PORT NOTIFY_PORT HOST

.PHONY: attack bench-forget bench-reminders demo demo-reset test storm faults faults-long lint format bench-diagnosis bench-find bench-submit bench-offer bench-outbox bench-pages css lock clean

demo: $(VENV)/.run
	@exec $(BIN)/python -m repairs.demo

demo-reset: $(VENV)/.run
	@exec $(BIN)/python -m repairs.demo --reset

test: $(VENV)/.dev
	@$(BIN)/python -m tests

# Many people at once on PostgreSQL. The last line it prints is its figures as JSON.
storm: export DATABASE_URL ?= postgres://postgres@127.0.0.1/postgres
storm: $(VENV)/.dev
	@$(BIN)/python -m tests.storm

# Everything around the service fails, on servers of its own: is anything lost or doubled? The last line is JSON.
faults: $(VENV)/.dev
	@$(BIN)/python -m tests.faults

faults-long: $(VENV)/.dev
	@$(BIN)/python -m tests.faults --reports 10000

# Every attack on the pages of residents. The last line is its figures as JSON.
attack: $(VENV)/.dev
	@$(BIN)/python -m tests.attack

lint: $(VENV)/.dev
	@$(BIN)/python -m tests --lint

format: $(VENV)/.dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# How fast diagnoses are walked, checked and published. The last line is JSON.
bench-diagnosis: $(VENV)/.dev
	@$(BIN)/python -m tests.bench.diagnosis

# What sending a report and offering times cost on PostgreSQL, beside their SQL run bare. The last line is JSON.
bench-submit bench-offer: export DATABASE_URL ?= postgres://postgres@127.0.0.1/postgres
bench-submit: $(VENV)/.dev
	@$(BIN)/python -m tests.bench.submit

bench-offer: $(VENV)/.dev
	@$(BIN)/python -m tests.bench.offer

# How fast reminders that are due are chosen and sent, on PostgreSQL. The last line is JSON.
bench-reminders: export DATABASE_URL ?= postgres://postgres@127.0.0.1/postgres
bench-reminders: $(VENV)/.dev
	@$(BIN)/python -m tests.bench.reminders

# How long forgetting takes, and in how much memory, with a table as after years, on PostgreSQL. The last line is JSON.
bench-forget: export DATABASE_URL ?= postgres://postgres@127.0.0.1/postgres
bench-forget: $(VENV)/.dev
	@$(BIN)/python -m tests.bench.forget

# What it costs staff to find a home or a caller, beside reading one row, on PostgreSQL. The last line is JSON.
bench-find: export DATABASE_URL ?= postgres://postgres@127.0.0.1/postgres
bench-find: $(VENV)/.dev
	@$(BIN)/python -m tests.bench.find

# How many rows the outbox delivers beside bare Celery, on PostgreSQL and Redis. The last line is JSON.
bench-outbox: export DATABASE_URL ?= postgres://postgres@127.0.0.1/postgres
bench-outbox: $(VENV)/.dev
	@$(BIN)/python -m tests.bench.outbox

# What a page costs beside a bare Django page, in instructions, which valgrind counts. The last line is JSON.
bench-pages: $(VENV)/.dev
	@$(BIN)/python -m tests.bench.pages

# GOV.UK Frontend's styles in the council's font. FRONTEND is an unpacked govuk-frontend package.
css: $(VENV)/.dev
	@$(BIN)/python assets/build_css.py $(FRONTEND)

# Locks hold versions and hashes, and no registry's address.
lock:
	@uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate --no-header \
		pyproject.toml -o requirements/run.txt
	@uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate --no-header \
		--extra s3 pyproject.toml -o requirements/s3.txt
	@uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate --no-header \
		--extra dev --extra s3 pyproject.toml -o requirements/dev.txt

clean:
	rm -rf $(VENV) var

$(VENV)/.run: requirements/run.txt
	@sh scripts/install.sh $(PYTHON) $(VENV) requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt
	@sh scripts/install.sh $(PYTHON) $(VENV) requirements/dev.txt
	@touch $@ $(VENV)/.run
