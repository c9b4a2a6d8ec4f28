# What carries the program to its users: linted, built by the ordinary tools, installed and run.

PARTS += packaging
.PHONY: packaging

export PACKAGING := $(TARGET)/packaging

packaging: server $(PACKAGING)/ready | need-node ## Lint the workflows, build the packages and run them; `test` does it too
	mk/debian curl git shellcheck unzip
	cd tests/packaging && PYTHONDONTWRITEBYTECODE=1 $(PACKAGING)/bin/pytest -q

$(PACKAGING)/ready: tests/packaging/requirements.txt | need-python
	$(venv)
