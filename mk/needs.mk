# What the parts need: what they cannot install, each says in one line what is missing; and how they install the rest.

.PHONY: need-python need-node

need-python:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo 'Python 3.11 or newer is missing: the tests need it'; exit 1; }
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { echo 'the venv module of Python is missing: apt-get install python3-venv'; exit 1; }

need-node:
	@node -e 'process.exit(+(process.versions.node.split(".")[0] < 20))' 2>/dev/null || { echo 'Node.js 20 or newer is missing: the tests need it'; exit 1; }
	@command -v npm >/dev/null || { echo 'npm is missing: it comes with Node.js, or as a package of its own'; exit 1; }

# The recipe of FOLDER/ready: an environment of Python with what the requirements list.
define venv
python3 -m venv --clear $(@D)
$(@D)/bin/pip install --quiet --disable-pip-version-check --requirement $<
touch $@
endef

# The recipe of FOLDER/ready: the packages of npm that the lock file beside package.json lists.
define npm-ci
mkdir -p $(@D)
cp $^ $(@D)
npm ci --prefix $(@D) --no-audit --no-fund $(NPM_FLAGS) --loglevel error
touch $@
endef
