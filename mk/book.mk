# The book: its commands are run, its pages of rules compared, its links followed.

PARTS += book
.PHONY: book rulepages

BOOK := $(TARGET)/book-tools

book: server $(BOOK)/ready ## Run the commands of the book, build it and follow its links; `test` does it too
	mk/debian git
	cd tests/book && PYTHONDONTWRITEBYTECODE=1 $(BOOK)/bin/pytest -q
	$(BOOK)/bin/mdbook build docs --dest-dir $(TARGET)/book

rulepages: server | need-python ## Write docs/rules anew, from what `variorum explain` prints
	PYTHONDONTWRITEBYTECODE=1 python3 tests/book/rules.py --update

$(BOOK)/ready: tests/book/requirements.txt | need-python
	$(venv)
