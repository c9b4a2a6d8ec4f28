--- Which words of two texts differ. Diff mode marks a line from its first difference to its last; in prose that is nearly
--- all of it.
local M = {}

local NAMESPACE = vim.api.nvim_create_namespace('variorum.words')

--- Marks that mean the same, and which words do not run on over.
local MARKS = {
  ['“'] = '"',
  ['”'] = '"',
  ['„'] = '"',
  ['‘'] = "'",
  ['’'] = "'",
  ['«'] = '«',
  ['»'] = '»',
  ['…'] = '…',
}
MARKS['—'], MARKS['–'] = '-', '-'

--- The words and marks of a line: what each is compared as, and where it stands.
local function tokens(line, add)
  local start, at = nil, 1
  local function word(behind)
    if start then
      add(line:sub(start, behind - 1), start, behind - 1)
      start = nil
    end
  end
  for character in line:gmatch('[%z\1-\127\194-\244][\128-\191]*') do
    local apostrophe = (character == "'" or character == '’')
      and start ~= nil
      and line:find('^%a', at + #character)
    if character:find('^%s') then
      word(at)
    elseif not apostrophe and (MARKS[character] or character:find('^%p')) then
      word(at)
      add(MARKS[character] or character, at, at + #character - 1)
    else
      start = start or at
    end
    at = at + #character
  end
  word(at)
end

--- The words of a text, one a line, and where each stands.
local function split(lines)
  local words, places = {}, {}
  for row, line in ipairs(lines) do
    tokens(line, function(word, first, last)
      words[#words + 1] = (word:gsub('’', "'"))
      places[#places + 1] = { row = row - 1, first = first - 1, last = last }
    end)
    -- A paragraph's end, so that none runs on into the next.
    words[#words + 1] = '\1'
    places[#places + 1] = false
  end
  return table.concat(words, '\n') .. '\n', places
end

--- Marks words of a buffer, those of a run as one.
local function mark(bufnr, places, first, count, whole)
  local run
  local function put()
    if run and not whole[run.row] then
      vim.api.nvim_buf_set_extmark(bufnr, NAMESPACE, run.row, run.first, {
        end_row = run.row,
        end_col = run.last,
        hl_group = 'VariorumChanged',
        priority = 200,
      })
    end
    run = nil
  end
  for at = first, first + count - 1 do
    local place = places[at]
    if place and run and run.row == place.row then
      run.last = place.last
    else
      put()
      run = place and vim.deepcopy(place) or nil
    end
  end
  put()
end

--- Lines of which no word is in the other text: diff mode shows these as a whole.
local function whole_lines(places, hunks, start, count)
  local changed, all = {}, {}
  for _, place in ipairs(places) do
    if place then
      all[place.row] = (all[place.row] or 0) + 1
    end
  end
  for _, hunk in ipairs(hunks) do
    for at = hunk[start], hunk[start] + hunk[count] - 1 do
      local place = places[at]
      if place then
        changed[place.row] = (changed[place.row] or 0) + 1
      end
    end
  end
  local whole = {}
  for row, number in pairs(all) do
    whole[row] = changed[row] == number
  end
  return whole
end

--- Marks in each of two buffers the words that the other has not, or has otherwise.
---@param a integer
---@param b integer
---@param only? boolean mark those of `b` alone
function M.mark(a, b, only)
  local text_a, places_a = split(vim.api.nvim_buf_get_lines(a, 0, -1, false))
  local text_b, places_b = split(vim.api.nvim_buf_get_lines(b, 0, -1, false))
  local hunks = vim.diff(text_a, text_b, { result_type = 'indices', algorithm = 'histogram' })
  local whole_a = whole_lines(places_a, hunks, 1, 2)
  local whole_b = whole_lines(places_b, hunks, 3, 4)
  if not only then
    vim.api.nvim_buf_clear_namespace(a, NAMESPACE, 0, -1)
  end
  vim.api.nvim_buf_clear_namespace(b, NAMESPACE, 0, -1)
  for _, hunk in ipairs(hunks) do
    if not only then
      mark(a, places_a, hunk[1], hunk[2], whole_a)
    end
    mark(b, places_b, hunk[3], hunk[4], whole_b)
  end
end

return M
