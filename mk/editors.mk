# The pages of editors/, each run in its editor: an empty home, the files and settings that the page gives.

PARTS += editors
.PHONY: editors emacs vim kate sublime configurations

editors: emacs vim kate sublime configurations ## Run the pages of editors/; `test` does it too

emacs: server
	mk/backports emacs-nox 1:30.1
	tests/editors/emacs

vim: server
	mk/debian vim-nox vim-ale
	tests/editors/vim

# libkf5syntaxhighlighting-tools has the program that colours without a window.
kate: server
	mk/debian kate libkf5syntaxhighlighting-tools xvfb xdotool imagemagick dbus-x11
	tests/editors/kate

SUBLIME := $(TARGET)/sublime

sublime: $(SUBLIME)/ready
	$(SUBLIME)/bin/python tests/editors/sublime

$(SUBLIME)/ready: tests/editors/requirements.txt | need-python
	$(venv)

# What cannot be run here is read at least.
configurations: need-python
	tests/editors/configurations
