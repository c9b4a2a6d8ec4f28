-- What is there from the start: the command, the groups of colours, and the server for bundles. All else is read when it
-- is needed.

if vim.g.loaded_variorum then
  return
end
vim.g.loaded_variorum = true

if vim.fn.has('nvim-0.9') == 0 then
  vim.notify('variorum: Neovim 0.9 or later is needed', vim.log.levels.ERROR)
  return
end

vim.api.nvim_create_user_command('Variorum', function(given)
  require('variorum.commands').run(given)
end, {
  nargs = '*',
  bang = true,
  desc = 'What there is to do with a bundle of articles: see :help variorum-commands',
  complete = function(...)
    return require('variorum.commands').complete(...)
  end,
})

local group = vim.api.nvim_create_augroup('variorum', {})

local function on(event, pattern, callback)
  vim.api.nvim_create_autocmd(event, { group = group, pattern = pattern, callback = callback })
end

require('variorum.highlights').define()
on('ColorScheme', '*', function()
  require('variorum.highlights').define()
end)

on('LspAttach', '*', function(args)
  local client = vim.lsp.get_client_by_id(args.data.client_id)
  if client and client.name == 'variorum' then
    require('variorum.attach').attach(args.buf)
  end
end)

-- Neovim watches no files on Linux, unless it is told to.
on('BufWritePost', { 'variorum.toml', '.gitignore', '.ignore' }, function(args)
  require('variorum.attach').changed(args.match)
end)

local FILETYPE = 'source-bundle'

on('FileType', FILETYPE, function(args)
  require('variorum.client').opened(args.buf)
end)

-- A plugin that is loaded late is given its options after this file was read, and finds bundles that are open.
if vim.v.vim_did_enter == 1 then
  vim.schedule(function()
    for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
      if vim.api.nvim_buf_is_loaded(bufnr) and vim.bo[bufnr].filetype == FILETYPE then
        require('variorum.client').opened(bufnr)
      end
    end
  end)
end
