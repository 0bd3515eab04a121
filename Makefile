# The two commands to know are `make demo` and `make test`. Both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

export PORT HMS_PORT NOTIFY_PORT HOST

.PHONY: access access-journeys rehearse-restore rolling attack sbom bench bench-forget bench-reminders demo demo-reset test storm faults faults-long lint format bench-diagnosis bench-find bench-submit bench-offer bench-outbox bench-pages bench-register bench-import bench-weight bench-photo bench-steady bench-submissions soak css lock clean

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

# A busy service is backed up, lost and restored: is every row and photo there, does anything go twice? The last line is JSON.
rehearse-restore: $(VENV)/.dev
	@$(BIN)/python -m tests.rehearsal

# The release before is replaced by this one under 20 requests a second: does one fail, is a report lost? The last line is JSON.
rolling: $(VENV)/.dev
	@$(BIN)/python -m tests.rolling

# Every page that exists, in Chromium, with every check of accessibility. The last line is its figures as JSON.
access: $(VENV)/.dev
	@$(BIN)/python -m tests.access

# Every attack on the service. The last line is its figures as JSON.
attack: $(VENV)/.dev
	@$(BIN)/python -m tests.attack $(ARGS)

# Whole journeys in Chromium, by every means, and every limit on time. The last line is its figures as JSON.
access-journeys: $(VENV)/.dev
	@$(BIN)/python -m tests.access.journeys

# What the service is made of, as CycloneDX, from the lock: var/sbom.json.
sbom: $(VENV)/.run
	@$(BIN)/python scripts/sbom.py

lint: $(VENV)/.dev
	@$(BIN)/python -m tests --lint

format: $(VENV)/.dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# Every measure below, one after the other, some hours in all. The last line is their figures as JSON.
bench: $(VENV)/.dev
	@$(BIN)/python -m tests.bench

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

# What a page costs beside a bare Django page, in instructions, which valgrind counts, and in time. The last line is JSON.
bench-pages: export DATABASE_URL ?= postgres://postgres@127.0.0.1/postgres
bench-pages: $(VENV)/.dev
	@$(BIN)/python -m tests.bench.pages

# Finding homes in a register of 4.1 million, beside the query run bare, on PostgreSQL. The last line is JSON.
bench-register: export DATABASE_URL ?= postgres://postgres@127.0.0.1/postgres
bench-register: $(VENV)/.dev
	@$(BIN)/python -m tests.bench.register

# How fast 55,000 homes are imported, and in how much memory, on PostgreSQL. The last line is JSON.
bench-import: export DATABASE_URL ?= postgres://postgres@127.0.0.1/postgres
bench-import: $(VENV)/.dev
	@$(BIN)/python -m tests.bench.import_homes

# What pages weigh in a real Chromium, and what a slow phone waits for. The last line is JSON.
bench-weight: $(VENV)/.dev
	@$(BIN)/python -m tests.bench.weight

# What cleaning a photo costs beside the quickest way to make it small. The last line is JSON.
bench-photo: $(VENV)/.dev
	@$(BIN)/python -m tests.bench.photo

# 150 requests a second on one core for a minute, on servers of its own. The last line is JSON.
bench-steady: $(VENV)/.dev
	@$(BIN)/python -m tests.bench.steady

# 3,000 reports sent within a minute on two cores, on servers of its own. The last line is JSON.
bench-submissions: $(VENV)/.dev
	@$(BIN)/python -m tests.bench.submissions

# Does anything grow in 20 minutes at a steady rate? MINUTES=2 is a short one. The last line is JSON.
soak: $(VENV)/.dev
	@$(BIN)/python -m tests.bench.soak $(if $(MINUTES),--minutes $(MINUTES))

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
