-- About as many keys as ten minutes of typing take, pressed at random. Then, and in between, the server of the buffer must say
-- what a fresh one says of the same text. VARIORUM_TEST_SEED types another text, VARIORUM_TEST_EDITS more of it or less.
local test, eq, wait = harness.test, harness.eq, harness.wait

local SEED = tonumber(vim.env.VARIORUM_TEST_SEED) or 20310304
local EDITS = tonumber(vim.env.VARIORUM_TEST_EDITS) or 1500
--- How many edits are made between two comparisons, and at most before Neovim may do anything else.
local CHAPTER, BREATH = 150, 12

local PIECES = {
  'a',
  'The ',
  'harbour ',
  '12 people ',
  '21 people ',
  '3 miles (5 km) ',
  '10:00 a.m. EDT ',
  ', ',
  '. ',
  '\t',
  ' ',
  '“',
  '”',
  '"',
  "'",
  '‘',
  '’',
  '«',
  '(',
  ')',
  'é',
  'e\204\129',
  'ß',
  '漢字',
  '😀',
  '👩‍👩‍👧 ',
  '\226\128\139',
  '\194\160',
  'שלום ',
  'Mayor Ingrid Solvane ',
  'Solvane said',
  'Zhelvanik ',
  '<<<',
  '>>>',
  'FILE',
  '\\',
  '<<<END FILE>>>',
}
local LINES = {
  '',
  '<<<FILE: new.txt>>>',
  '<<<FILE: "001-coastwire.txt" date="2024-11-12">>>',
  '<<<END FILE>>>',
  '<<<END FILE>>',
  '\\<<<END FILE>>>',
  '<<<FLIE: a.txt>>>',
  '“We will not reopen this bridge until every bolt has been looked at,” Mayor Ingrid Solvane said. 😀',
  'The collision left 14 people injured, the fire service said on Tuesday, November 12, 2024.',
  'Skip to content',
}

local keys = vim.keycode
local ESC = keys('<Esc>')
local random = math.random

local function pick(list)
  return list[random(#list)]
end

--- A text as keys: Neovim has a meaning of its own for some of the bytes of some characters.
local function typed(text)
  return keys((text:gsub('<', '<lt>')))
end

local function some(most)
  local parts = {}
  for number = 1, random(most) do
    parts[number] = pick(PIECES)
  end
  return table.concat(parts)
end

--- Presses keys; those of a text are made so by `typed`.
local function press(...)
  vim.api.nvim_feedkeys(table.concat({ ... }), 'tx', false)
end

--- A place in the buffer, between two characters.
local function place()
  local row = random(vim.api.nvim_buf_line_count(0)) - 1
  local line = vim.api.nvim_buf_get_lines(0, row, row + 1, false)[1]
  local starts = vim.str_utf_pos(line)
  starts[#starts + 1] = #line + 1
  return row, pick(starts) - 1
end

local function go()
  local row, column = place()
  vim.api.nvim_win_set_cursor(0, { row + 1, column })
end

--- In the order of a row of keys, from harmless to harsh.
local EDIT = {
  function()
    press('i', typed(some(6)), ESC)
  end,
  function()
    press('a', typed(some(4)), keys('<CR>'), typed(some(4)), ESC)
  end,
  function()
    press(pick({ 'o', 'O' }), typed(pick(LINES)), ESC)
  end,
  function()
    local unsaid = keys(pick({ '<BS><BS>', '<C-w>', '<C-u>', '<Left><Left><BS>', '<C-g>u' }))
    press('A', typed(some(5)), unsaid, typed(some(2)), ESC)
  end,
  function()
    press(pick({
      'x',
      '3x',
      'X',
      'dw',
      'db',
      'd$',
      '~',
      'J',
      'gJ',
      'rz',
      'r' .. keys('<CR>'),
      'cw' .. typed('é') .. ESC,
      'D',
    }))
  end,
  function()
    press(pick({ 'R', 'gR' }), typed(some(2)), ESC)
  end,
  function()
    press(pick({ 'dd', '2dd', 'yyp', 'ddP', 'yy3p', 'Vjd', 'vey', 'vlld', '>>', '<<' }))
  end,
  function()
    press(pick({ 'u', 'u', '3u', keys('<C-r>'), keys('2<C-r>'), 'U' }))
  end,
  function()
    vim.api.nvim_paste(pick(LINES) .. '\n' .. some(3) .. pick({ '', '\n', '\n\n' }), false, -1)
  end,
  function()
    local row, column = place()
    local to_row, to_column = place()
    if to_row < row or (to_row == row and to_column < column) then
      row, column, to_row, to_column = to_row, to_column, row, column
    end
    if to_row - row <= 2 then
      vim.api.nvim_buf_set_text(0, row, column, to_row, to_column, { some(2), pick(LINES) })
    end
  end,
  function()
    local row = place()
    vim.api.nvim_buf_set_lines(0, row, row + random(0, 2), false, { pick(LINES), some(5) })
  end,
  function()
    local old, new = pick({ 'the', 'e', '😀', ' $' }), some(1):gsub('[/\\\t]', '')
    vim.cmd(('silent! keeppatterns %%substitute/%s/%s/g'):format(old, new))
  end,
  function()
    vim.cmd(('silent! %dmove %d'):format(random(vim.fn.line('$')), random(0, vim.fn.line('$'))))
  end,
  function()
    vim.cmd(pick({ 'silent! earlier 5', 'silent! later 3', 'silent write', 'silent write | silent edit!' }))
  end,
}

--- A value without what names the file.
local function nameless(value, uri)
  if type(value) == 'table' then
    return vim.tbl_map(function(part)
      return nameless(part, uri)
    end, value)
  end
  return value == uri and 'URI' or value
end

--- The first place where two values differ.
local function difference(a, b, path)
  if type(a) ~= 'table' or type(b) ~= 'table' then
    return a ~= b and ('%s: wanted %s, found %s'):format(path, vim.inspect(a), vim.inspect(b)) or nil
  end
  local keys_of_both = vim.tbl_keys(vim.tbl_extend('keep', vim.deepcopy(a), b))
  for _, key in ipairs(keys_of_both) do
    local found = difference(a[key], b[key], path .. '.' .. key)
    if found then
      return found
    end
  end
end

local function same(wanted, found, what)
  local where = difference(wanted, found, '')
  if where then
    error(what .. '\n' .. where, 2)
  end
end

--- What a server says of a buffer.
local function said(bufnr)
  local client = harness.client(bufnr)
  local uri = vim.uri_from_bufnr(bufnr)
  local document = { uri = uri }
  local function ask(method, params)
    for _ = 1, 100 do
      local reply = assert(client:request_sync(method, params, 60000, bufnr))
      if not reply.err then
        return reply.result
      end
      -- The text is being read: nothing else may be wrong.
      eq(-32801, reply.err.code, method .. ': ' .. reply.err.message)
      vim.wait(20)
    end
    error(method .. ' is never answered')
  end
  local function run(command, argument)
    return ask('workspace/executeCommand', { command = 'variorum.' .. command, arguments = { argument } })
  end
  local all = {
    symbols = ask('textDocument/documentSymbol', { textDocument = document }),
    folds = ask('textDocument/foldingRange', { textDocument = document }),
    tokens = (ask('textDocument/semanticTokens/full', { textDocument = document }) or {}).data,
    form = ask(
      'textDocument/formatting',
      { textDocument = document, options = { tabSize = 2, insertSpaces = true } }
    ),
    sources = run('sources', { uri = uri }),
    texts = {},
  }
  for number, symbol in ipairs(all.symbols or {}) do
    if symbol.kind == vim.lsp.protocol.SymbolKind.File then
      all.texts[number] = run('article', { uri = uri, article = symbol.selectionRange.start })
    end
  end
  return nameless(all, uri)
end

--- The findings that are shown, likewise.
local function shown(bufnr)
  local uri = vim.uri_from_bufnr(bufnr)
  local found = vim.tbl_map(function(one)
    local related = one.user_data.lsp.relatedInformation
    local where = related and vim.inspect(related):gsub(vim.pesc(uri), 'URI') or ''
    local parts = { one.lnum, one.col, one.end_lnum, one.end_col, one.severity }
    return table.concat(vim.list_extend(parts, { tostring(one.code), one.message, where }), '\t')
  end, vim.diagnostic.get(bufnr))
  table.sort(found)
  return found
end

--- Compares with a server that knows nothing but the text.
local function compare(bufnr, what)
  local text = harness.text(bufnr)
  local name = vim.fs.basename(vim.api.nvim_buf_get_name(bufnr))
  local path = harness.write(('%s/%s'):format(harness.project(), name), text .. '\n')
  local fresh = vim.fn.bufadd(path)
  vim.fn.bufload(fresh)
  vim.bo[fresh].filetype = 'source-bundle'
  eq(text, harness.text(fresh), what)
  local client = harness.client(fresh)
  same(said(fresh), said(bufnr), what)
  local wanted
  local ok = vim.wait(60000, function()
    wanted = shown(fresh)
    return vim.deep_equal(wanted, shown(bufnr)) and vim.deep_equal(said(fresh), said(bufnr))
  end, 300)
  if not ok then
    same(shown(fresh), shown(bufnr), what)
    same(said(fresh), said(bufnr), what)
  end
  client:stop()
  wait(function()
    return client:is_stopped()
  end, 'the end of the fresh server')
  vim.api.nvim_buf_delete(fresh, { force = true })
  return #wanted
end

-- Of too many findings a server tells those first that are in the article where one types.
require('variorum').setup({ settings = { diagnostics = { limit = 1000000 } } })

--- Types so much, and gives how many findings there were at the comparisons.
local function type_at_random(source, edits, seed)
  math.randomseed(seed)
  local bufnr = harness.open(source)
  harness.client(bufnr)
  harness.told('duplicated-article', 2, bufnr)
  local trail, counts, breath = {}, {}, 0
  for number = 1, edits do
    go()
    local kind = random(#EDIT)
    trail[#trail + 1] = kind
    local what = ('edit %d of seed %d (%s), of kinds %s'):format(
      number,
      seed,
      source,
      table.concat(trail, ' ')
    )
    local ok, fault = pcall(EDIT[kind])
    if not ok then
      error(what .. ': ' .. fault)
    end
    breath = breath - 1
    if breath <= 0 then
      breath = random(BREATH)
      vim.wait(random(0, 30))
    end
    if number % CHAPTER == 0 or number == edits then
      counts[#counts + 1] = compare(bufnr, what)
      trail = {}
    end
  end
  -- What was undone or emptied was said by Vim, and is no fault here.
  vim.v.errmsg = ''
  return counts
end

local function log_is_clean()
  local path = require('variorum.compat').log_path()
  for line in vim.gsplit(vim.uv.fs_stat(path) and harness.read(path) or '', '\n') do
    assert(not line:find('stderr') and not line:find('out of sync'), line)
  end
end

test(('%d edits at random, columns in UTF-8'):format(EDITS), function()
  local counts = type_at_random('examples/harbour-bridge.bundle', EDITS, SEED)
  assert(math.max(unpack(counts)) > 5, 'there was something to find: ' .. vim.inspect(counts))
  log_is_clean()
end)

test(('%d edits at random, columns in UTF-16'):format(EDITS), function()
  vim.lsp.config('variorum', {
    capabilities = { general = { positionEncodings = { 'utf-16' } } },
    flags = { debounce_text_changes = 5 },
  })
  local counts = type_at_random('tests/sessions/slipway.bundle', EDITS, SEED + 1)
  eq('utf-16', harness.client().offset_encoding)
  assert(math.max(unpack(counts)) > 5, 'there was something to find: ' .. vim.inspect(counts))
  log_is_clean()
end)
