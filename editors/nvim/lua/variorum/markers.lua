--- Lines read as markers, in any dialect, as the server reads them: for what has to work before it has started, or
--- without it (file types, folds).
local M = {}

--- The word that marks an article whatever the configuration says.
local FILE = 'FILE'
local NAME_KEYS = { path = true, name = true, file = true, filename = true }

---@class variorum.Marker
---@field kind 'open'|'short-open'|'close'
---@field form? 'end'|'eof' how a close marker is spelled, where that decides whether it closes
---@field name? string of an open marker its article's; of a close marker what it echoes
---@field nonce? string

local function trim(text)
  return (text:match('^[ \t]*(.-)[ \t]*$'))
end

local function blanks(text)
  return (text:gsub('^[ \t]+', ''))
end

--- The rest after a word, whatever its case.
local function after(word, text)
  if text:sub(1, #word):upper() == word then
    return text:sub(#word + 1)
  end
end

--- The rest after a keyword; of two that fit, after the longer.
local function after_keyword(text, keywords)
  local rest
  for _, word in ipairs(keywords) do
    local found = after(word, text)
    if found and (not rest or #found < #rest) then
      rest = found
    end
  end
  return rest
end

--- What may stand between the two words of a marker.
local function joint(text)
  return (text:gsub('^[ _-]', '', 1))
end

local function ends_a_word(rest)
  return rest == '' or rest:find('^[: \t]') ~= nil
end

--- A string in double quotes at the front of the text: what it stands for, and the rest.
local function quoted(text)
  local at = 2
  while true do
    local found = text:find('["\\]', at)
    if not found then
      return nil
    end
    if text:sub(found, found) == '"' then
      local ok, value = pcall(vim.json.decode, text:sub(1, found))
      return ok and value or text:sub(2, found - 1), text:sub(found + 1)
    end
    at = found + 2
  end
end

--- One `key=value` at the front of the text: key, value and rest.
local function attribute(text)
  local key, rest = text:match('^(%a[%w_.-]*)[ \t]*=[ \t]*(.*)$')
  if not key then
    return nil
  end
  local value
  if rest:sub(1, 1) == '"' then
    value, rest = quoted(rest)
  elseif rest:sub(1, 1) == "'" then
    value, rest = rest:match("^'([^']*)'(.*)$")
  else
    value, rest = rest:match('^([^ \t]*)(.*)$')
  end
  if value and (rest == '' or rest:find('^[ \t]')) then
    return key, value, blanks(rest)
  end
end

--- The name in a list of attributes that has one and holds nothing else.
local function named_by_attribute(text)
  local name
  while text ~= '' and not (name and text:upper() == 'BEGIN') do
    local key, value, rest = attribute(text)
    if not key then
      return nil
    end
    name = name or (NAME_KEYS[key:lower()] and value) or nil
    text = rest
  end
  return name
end

local function all_attributes(text)
  while text ~= '' do
    local key, _, rest = attribute(text)
    if not key then
      return false
    end
    text = rest
  end
  return true
end

--- What follows the keyword: a name and a nonce, where they are given.
---@return string? name
---@return string? nonce
local function arguments(text)
  local colon = text:sub(1, 1) == ':'
  local rest = trim(colon and text:sub(2) or text)
  if rest == '' then
    return nil
  end
  if rest:sub(1, 1) == '"' then
    return quoted(rest) or rest:gsub('^"+', ''):gsub('"+$', '')
  end
  local name = named_by_attribute(rest)
  if name then
    return name
  end
  local first, more = rest:match('^([^ \t]+)[ \t]+(.*)$')
  if first and not colon then
    name = not first:find('=', 1, true) and named_by_attribute(more) or nil
    if name then
      return name, first
    end
    if all_attributes(more) then
      return first
    end
  end
  return rest
end

local function read_close(words, keywords)
  local form
  local function joined(rest)
    return rest and after_keyword(joint(rest), keywords)
  end
  local rest
  if words:sub(1, 1) == '/' then
    rest = after_keyword(blanks(words:sub(2)), keywords)
  else
    local head = after_keyword(words, keywords)
    rest = joined(after('END', words)) or (head and after('END', joint(head)))
    if not rest then
      form = after('END', words) and 'end' or 'eof'
      rest = after('END', words) or after('EOF', words)
      if rest and form == 'eof' and blanks(rest) ~= '' then
        return nil
      end
    end
  end
  if rest and ends_a_word(rest) then
    return { kind = 'close', form = form, name = (arguments(rest)) }
  end
end

local function read_open(words, keywords)
  local head = after_keyword(words, keywords)
  local rest = after('BEGIN', words)
  rest = rest and after_keyword(joint(rest), keywords)
  if not rest and head then
    local tail = joint(head)
    local longer = after('START', tail) or after('BEGIN', tail)
    rest = longer and ends_a_word(longer) and longer or head
  end
  if rest and ends_a_word(rest) then
    local name, nonce = arguments(rest)
    return { kind = 'open', name = name, nonce = nonce }
  end
end

--- Reads a line, its line end left out. Nothing where it is content, or only nearly a marker.
---@param line string
---@param keywords? string[] upper case; `FILE` alone unless given
---@return variorum.Marker?
function M.read(line, keywords)
  if line:sub(1, 3) ~= '<<<' then
    return nil
  end
  keywords = keywords or { FILE }
  local opening, inner, closing = line:match('^(<+)(.-)(>+)[ \t\r]*$')
  if not opening or #opening > 5 or #closing > 5 or #closing < 2 then
    return nil
  end
  local words = blanks(inner)
  -- A close is tried first: `<<<FILE END>>>` fits both.
  local marker = read_close(words, keywords) or read_open(words, keywords)
  if marker and marker.kind == 'open' and #closing == 2 then
    marker.kind = 'short-open'
  end
  return marker
end

--- Whether the first line of a text says that it is a bundle.
---@param line string
---@param keywords? string[]
function M.starts_bundle(line, keywords)
  local marker = M.read((line:gsub('^\239\187\191', '')), keywords)
  return marker ~= nil and marker.kind == 'open'
end

--- Whether a text is what Git calls a bundle: a pack of commits.
---@param line string its first line
function M.is_git_bundle(line)
  return line:find('^# v%d+ git bundle') ~= nil
end

--- The keywords that count for a file: `FILE`, and those of the closest variorum.toml.
---@param path string
---@return string[]
function M.keywords(path)
  local keywords = { FILE }
  local folder = path ~= '' and vim.fs.dirname(path) or nil
  local found = folder and vim.fs.find('variorum.toml', { upward = true, path = folder, type = 'file' })[1]
  local file = found and io.open(found, 'r')
  if not file then
    return keywords
  end
  local text = ('\n' .. (file:read('*a') or '')):gsub('#[^\n]*', '')
  file:close()
  local top = text:match('^(.-)\n%s*%[[%w%[]') or text
  local list = top:match('\n%s*keywords%s*=%s*(%b[])') or ''
  for word in list:gmatch('["\'](%a+)["\']') do
    if not vim.tbl_contains(keywords, word:upper()) then
      keywords[#keywords + 1] = word:upper()
    end
  end
  return keywords
end

return M
