# What a person types. `make up` and `make test` bootstrap their own environment in .venv.
PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
# Byte code is half of the start-up time of every engine run; keep it wherever we run.
unexport PYTHONDONTWRITEBYTECODE
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help up down test check bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

up: $(READY) ## engine, local AWS and the reference stack, with the policy pack on
	@$(VENV)/bin/pods up

down: $(READY) ## destroy the reference stack and stop the local AWS
	@$(VENV)/bin/pods down

test: $(READY) ## every test that needs no AWS account
	@scripts/test

check: $(READY) ## format, lint, types, generated files, default tests
	@scripts/check

bench: $(READY) ## time the library and the provider against hand-written code
	@$(VENV)/bin/python scripts/bench

clean: ## remove the environment and the sandbox's files
	@if [ -x $(VENV)/bin/pods ]; then $(VENV)/bin/pods sandbox down --quiet; fi
	rm -rf $(VENV) .pods

$(READY): pyproject.toml requirements/uv.txt requirements/dev.txt scripts/bootstrap
	@scripts/bootstrap $(VENV) $(PYTHON)
	@touch $@
