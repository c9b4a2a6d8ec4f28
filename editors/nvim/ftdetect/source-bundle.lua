-- Which files are bundles, as `variorum check FOLDER` finds them: by their names, or by an open marker in the first line.
-- What Git calls a bundle is none.

local function detect(path, bufnr)
  local name = vim.fs.basename(path or ''):lower()
  local named = name:find('%.bundle$') or name:find('%.bundle%.txt$') or name:find('%.srcbundle$')
  local first = bufnr
    and vim.api.nvim_buf_is_loaded(bufnr)
    and vim.api.nvim_buf_get_lines(bufnr, 0, 1, false)[1]
  if not (named or (first and first:find('<<<', 1, true))) then
    return nil
  end
  local markers = require('variorum.markers')
  if named then
    return not markers.is_git_bundle(first or '') and 'source-bundle' or nil
  end
  return markers.starts_bundle(first, markers.keywords(path or '')) and 'source-bundle' or nil
end

-- Before the rules for extensions, since a bundle may be called `storm.txt`. Most files are done with after a look at
-- their name and at three letters.
vim.filetype.add({ pattern = { ['.*'] = { detect, { priority = 100 } } } })
