# Sessions with the server, by clients that others wrote.

PARTS += sessions
.PHONY: sessions python node

# What the sessions need is put there, and nothing into the source tree.
SESSIONS := $(TARGET)/sessions

sessions: python node ## Run the sessions of clients that others wrote; `test` does it too

python: server $(SESSIONS)/python/ready
	cd tests/sessions/python && PYTHONDONTWRITEBYTECODE=1 $(SESSIONS)/python/bin/pytest -q

$(SESSIONS)/python/ready: tests/sessions/python/requirements.txt | need-python
	$(venv)

node: server $(SESSIONS)/node/ready
	NODE_PATH=$(SESSIONS)/node/node_modules node --test tests/sessions/node/session.test.js

$(SESSIONS)/node/ready: tests/sessions/node/package.json tests/sessions/node/package-lock.json | need-node
	$(npm-ci)
