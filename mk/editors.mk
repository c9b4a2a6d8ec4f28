# The pages of editors/, each run in its editor: an empty home, the files and settings that the page gives.

PARTS += editors
.PHONY: editors emacs vim kate configurations

editors: emacs vim kate configurations ## Run the pages of editors/; `test` does it too

emacs: server
	mk/backports emacs-nox 1:30.1
	tests/editors/emacs

vim: server
	mk/debian vim-nox vim-ale
	tests/editors/vim
