if vim.b.did_ftplugin then
  return
end
vim.b.did_ftplugin = true

local undo = { 'setlocal commentstring< comments< formatoptions< linebreak<' }

-- There are no comments in a bundle, and a line that is broken is another text.
vim.bo.commentstring = ''
vim.bo.comments = ''
vim.opt_local.linebreak = true
vim.opt_local.formatoptions:remove({ 't', 'c', 'r', 'o', 'a' })

if require('variorum.config').get().folding then
  vim.opt_local.foldmethod = 'expr'
  vim.opt_local.foldexpr = "v:lua.require'variorum.fold'.expr(v:lnum)"
  undo[#undo + 1] = 'setlocal foldmethod< foldexpr< foldlevel<'
  if vim.o.foldlevelstart == -1 then
    -- All is open at first, as it would be without folds.
    vim.opt_local.foldlevel = 99
  end
  if vim.go.foldtext == 'foldtext()' then
    vim.opt_local.foldtext = "v:lua.require'variorum.fold'.text()"
    undo[#undo + 1] = 'setlocal foldtext<'
  end
end

-- `%` goes from one marker to the other, by the matchit plugin.
if vim.g.loaded_matchit and not vim.b.match_words then
  vim.b.match_ignorecase = 1
  vim.b.match_words = require('variorum.patterns').pairs(vim.api.nvim_get_current_buf())
  undo[#undo + 1] = 'unlet! b:match_words b:match_ignorecase'
end

if not (vim.g.no_plugin_maps or vim.g.no_source_bundle_maps) then
  local function map(keys, back, what)
    vim.keymap.set({ 'n', 'x', 'o' }, keys, function()
      require('variorum.motions').article(back, vim.v.count1)
    end, { buffer = true, desc = what })
    undo[#undo + 1] = ("silent! execute 'unmap <buffer> %s'"):format(keys)
  end
  map(']]', false, 'Next article')
  map('[[', true, 'Previous article')
end

vim.b.undo_ftplugin = table.concat(undo, ' | ')
