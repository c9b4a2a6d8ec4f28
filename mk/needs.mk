# What the parts need and cannot install: each says in one line what is missing.

.PHONY: need-python need-node

need-python:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo 'Python 3.11 or newer is missing: the tests need it'; exit 1; }
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { echo 'the venv module of Python is missing: apt-get install python3-venv'; exit 1; }

need-node:
	@node -e 'process.exit(+(process.versions.node.split(".")[0] < 20))' 2>/dev/null || { echo 'Node.js 20 or newer is missing: the tests need it'; exit 1; }
	@command -v npm >/dev/null || { echo 'npm is missing: it comes with Node.js, or as a package of its own'; exit 1; }
