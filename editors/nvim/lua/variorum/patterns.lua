--- Patterns of Vim for marker lines, by the keywords that count for a file: for the syntax, and for `%`.
local M = {}

--- A word with one letter left out, changed or added, or with two neighbours swapped: alternatives.
local function one_off(word)
  local all = {}
  for at = 1, #word + 1 do
    local head, tail = word:sub(1, at - 1), word:sub(at)
    all[#all + 1] = head .. '\\a' .. tail
    if at <= #word then
      all[#all + 1] = head .. tail:sub(2)
      all[#all + 1] = head .. '\\a' .. tail:sub(2)
    end
    if at < #word then
      all[#all + 1] = head .. tail:sub(2, 2) .. tail:sub(1, 1) .. tail:sub(3)
    end
  end
  return table.concat(all, '|')
end

local function each(words, change)
  return table.concat(vim.tbl_map(change, words), '|')
end

---@class variorum.Patterns
---@field open string a whole line; all of these are very magic, and ignore case
---@field open_words string what an open marker starts with
---@field close string
---@field close_words string
---@field escaped string the backslash, and what it takes the meaning from
---@field near string[] lines, or parts of some, that are nearly markers

--- The patterns for markers.
---@param keywords string[]
---@param bare string[] which of `END` and `EOF` close an article here
---@return variorum.Patterns
function M.markers(keywords, bare)
  -- Of alternatives that fit the first counts: `DOCUMENT` goes before `DOC`.
  keywords = vim.deepcopy(keywords)
  table.sort(keywords, function(a, b)
    return #a > #b
  end)
  local keyword = '%(' .. table.concat(keywords, '|') .. ')'
  local start = '\\<{3,5}[ \\t]*'
  local open = '%(BEGIN[ _-]?' .. keyword .. '|' .. keyword .. '%([ _-]?%(START|BEGIN))?)'
  local close = '%(/[ \\t]*' .. keyword .. '|END[ _-]?' .. keyword .. '|' .. keyword .. '[ _-]?END'
  close = table.concat({ close, unpack(bare) }, '|') .. ')'
  local rest = '%([: \\t].{-})?'
  local any = '%(' .. close .. '|' .. open .. ')'
  local near = '%(%(END|BEGIN)[ _-]%('
    .. each(keywords, one_off)
    .. ')>|%('
    .. each({ 'END', 'BEGIN' }, one_off)
    .. ')[ _-]'
    .. keyword
    .. '>|%('
    .. each(keywords, one_off)
    .. ')[ \\t]*[:"\\=.]@=|%('
    .. each(keywords, function(word)
      return one_off('END' .. word)
    end)
    .. ')[ \\t]*%(\\>|[:"\\=.])@=)'
  return {
    open = '\\v\\c^' .. start .. open .. rest .. '\\>{3,5}[ \\t]*$',
    open_words = '\\v\\c^' .. start .. open .. ':?',
    close = '\\v\\c^' .. start .. close .. rest .. '\\>{2,5}[ \\t]*$',
    close_words = '\\v\\c^' .. start .. close .. ':?',
    escaped = '\\v\\c^\\\\+' .. start .. '%(' .. close .. '|' .. open .. '|END|EOF)%([A-Za-z0-9_])@!.*$',
    near = {
      -- Not at the first column.
      '\\v\\c%(^[^\\\\<].*)@<=[^<]@1<=' .. start .. any .. rest .. '\\>{3,5}[ \\t]*$',
      '\\v\\c^[ \\t]+' .. start .. any .. rest .. '\\>{3,5}[ \\t]*$',
      -- With more behind it.
      '\\v\\c^' .. start .. any .. rest .. '\\>{3}[^>].*[^> \\t][ \\t]*$',
      -- Misspelled.
      '\\v\\c^' .. start .. near .. '.{-}\\>{2,5}[ \\t]*$',
      -- With too few brackets behind it.
      '\\v\\c^' .. start .. close .. rest .. '\\>@1<!\\>[ \\t]*$',
      '\\v\\c^' .. start .. open .. rest .. '\\>@1<!\\>{1,2}[ \\t]*$',
    },
  }
end

--- What `b:match_words` holds.
---@param bufnr integer
function M.pairs(bufnr)
  local keywords = require('variorum.markers').keywords(vim.api.nvim_buf_get_name(bufnr))
  local keyword = '\\%(' .. table.concat(keywords, '\\|') .. '\\)'
  local start = '^<<<\\+\\s*'
  local open = start .. '\\%(BEGIN[ _-]\\=\\)\\=' .. keyword .. '\\%([ _-]\\=\\%(START\\|BEGIN\\)\\)\\='
  open = open .. '\\%([ _-]\\=END\\>\\)\\@!\\>'
  local close = start
    .. '\\%(/\\s*'
    .. keyword
    .. '\\|END[ _-]\\='
    .. keyword
    .. '\\|'
    .. keyword
    .. '[ _-]\\=END\\)\\>'
  return open .. ':' .. close
end

return M
