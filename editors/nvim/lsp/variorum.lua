-- For |vim.lsp.enable()|, of Neovim 0.11 and later. What is otherwise in `vim.lsp.config('variorum', {…})` goes before it.
return require('variorum.client').config()
