--- Where the articles of a text stand, by its markers alone.
local markers = require('variorum.markers')

local M = {}

---@class variorum.Range
---@field first integer the line of the open marker, from 1
---@field last integer the line of the close marker or, where there is none, the last that is not blank
---@field name? string
---@field kind 'article'|'outside'

--- Which of the words that are likely in real content close an article in this text: see src/bundle/dialect.rs.
local function dialect(found)
  local opens, closes, ends, eofs = 0, 0, 0, 0
  for _, marker in ipairs(found) do
    if marker.kind ~= 'close' then
      opens = opens + 1
    elseif marker.form == 'end' then
      ends = ends + (marker.name and 0 or 1)
    elseif marker.form == 'eof' then
      eofs = eofs + 1
    else
      closes = closes + 1
    end
  end
  local function enough(n)
    return n > 0 and n * 2 >= opens
  end
  return {
    ['end'] = enough(ends) and ends > closes and ends >= eofs,
    eof = enough(eofs) and eofs > closes and eofs > ends,
  }
end

local function closes(marker, open, closing)
  if open and open.nonce then
    return marker.name == open.nonce
  end
  if marker.form == 'end' and marker.name then
    return open ~= nil and open.name == marker.name
  end
  return not marker.form or closing[marker.form]
end

local function scan(lines, keywords)
  local found = {}
  for number, line in ipairs(lines) do
    if line:sub(1, 3) == '<<<' then
      local marker = markers.read(line, keywords)
      if marker then
        marker.line = number
        found[#found + 1] = marker
      end
    end
  end
  return found
end

--- Which of `END` and `EOF` close an article here.
---@param lines string[]
---@param keywords string[]
---@return string[]
function M.bare(lines, keywords)
  local closing = dialect(scan(lines, keywords))
  return vim.tbl_filter(function(word)
    return closing[word:lower()]
  end, { 'END', 'EOF' })
end

--- What can be folded: articles, and two lines or more outside them.
---@param lines string[]
---@param keywords string[]
---@return variorum.Range[]
function M.read(lines, keywords)
  local found = scan(lines, keywords)
  local closing = dialect(found)
  local ranges, open, behind = {}, nil, 0

  local function written(first, last)
    while first <= last and not lines[last]:find('%S') do
      last = last - 1
    end
    return last
  end
  local function outside(last)
    local first = behind + 1
    last = written(first, last)
    while first < last and not lines[first]:find('%S') do
      first = first + 1
    end
    if first < last then
      ranges[#ranges + 1] = { kind = 'outside', first = first, last = last }
    end
  end
  --- Ends the segment before a line: the marker's, or the one behind the last.
  local function bound(number, closed)
    if open then
      local last = closed and number or written(open.line, number - 1)
      ranges[#ranges + 1] = { kind = 'article', first = open.line, last = last, name = open.name }
    else
      outside(number - 1)
    end
    behind = number
  end

  for _, marker in ipairs(found) do
    if marker.kind == 'close' then
      if closes(marker, open, closing) then
        bound(marker.line, true)
        open = nil
      end
    else
      local inside = open and open.nonce
      local counts = not (inside and marker.nonce ~= inside) and not (marker.kind == 'short-open' and open)
      if counts then
        bound(marker.line, false)
        open = marker
      end
    end
  end
  bound(#lines + 1, false)
  return ranges
end

return M
