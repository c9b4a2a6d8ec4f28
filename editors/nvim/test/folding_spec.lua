local test, eq, wait, root = harness.test, harness.eq, harness.wait, harness.root

local DIALECTS = root .. '/tests/data/dialects/'

local function dialects()
  return vim.spairs(
    vim.json.decode(harness.read(DIALECTS .. 'expected.json'), { luanil = { array = false } })
  )
end

--- The articles and what stands outside, by the markers alone.
local function by_markers(bufnr)
  local lines = vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)
  local keywords = require('variorum.markers').keywords(vim.api.nvim_buf_get_name(bufnr))
  return require('variorum.articles').read(lines, keywords)
end

local function open_dialect(name, keywords)
  local bufnr, path = harness.open(('tests/data/dialects/%s'):format(name))
  if keywords then
    harness.write(
      vim.fs.dirname(path) .. '/variorum.toml',
      ('keywords = %s\n'):format(vim.json.encode(keywords))
    )
  end
  return bufnr
end

test('articles and their names are read in every dialect', function()
  for name, one in dialects() do
    local bufnr = open_dialect(name, one.keywords)
    local found = {}
    for _, range in ipairs(by_markers(bufnr)) do
      if range.kind == 'article' then
        found[#found + 1] = range.name or vim.NIL
      end
    end
    -- Neovim shows a file whose only line ends are CR as one line.
    if name ~= 'lone-cr.bundle' then
      eq(one.articles, found, name)
    end
  end
end)

test('folds by the markers are those of the server, in every dialect', function()
  for name, one in dialects() do
    if name ~= 'lone-cr.bundle' and name ~= 'nul.bundle' then
      local bufnr = open_dialect(name, one.keywords)
      local client = harness.client(bufnr)
      local params = { textDocument = vim.lsp.util.make_text_document_params(bufnr) }
      local reply = assert(client:request_sync('textDocument/foldingRange', params, 60000, bufnr))
      local theirs = vim.tbl_map(function(range)
        return { range.kind, range.startLine + 1, range.endLine + 1 }
      end, reply.result)
      local ours = {}
      for _, range in ipairs(by_markers(bufnr)) do
        if range.first < range.last then
          ours[#ours + 1] = { range.kind == 'article' and 'region' or 'comment', range.first, range.last }
        end
      end
      eq(theirs, ours, name)
    end
  end
end)

local TEXT =
  'Two lines\noutside.\n<<<FILE: a.txt>>>\nOne.\n\nTwo.\n<<<END FILE>>>\n\n<<<FILE>>>\nThree.\n<<<END FILE>>>\n'

local function levels()
  local all = {}
  for line = 1, vim.fn.line('$') do
    all[line] = vim.fn.foldlevel(line)
  end
  return all
end

for _, with in ipairs({ 'the markers', 'the server' }) do
  test('articles fold by ' .. with, function()
    local server = with == 'the server'
    vim.lsp.enable('variorum', server)
    local bufnr = harness.open(TEXT, 'a.bundle')
    if server then
      harness.client(bufnr)
    end
    eq('expr', vim.wo.foldmethod)
    local wanted = { 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1 }
    wait(function()
      vim.cmd('normal! zx')
      return vim.deep_equal(wanted, levels())
    end, 'folds')
    eq(-1, vim.fn.foldclosed(3), 'all is open at first')
    vim.cmd('normal! zM')
    eq({ 3, 7 }, { vim.fn.foldclosed(5), vim.fn.foldclosedend(5) })
    eq('a.txt  5 lines ', vim.fn.foldtextresult(3))
    eq('article without a name  3 lines ', vim.fn.foldtextresult(9))
    eq('Two lines  2 lines ', vim.fn.foldtextresult(1))
    -- Folds follow what is typed.
    vim.cmd('normal! zR')
    vim.api.nvim_buf_set_lines(bufnr, 7, 7, false, { '<<<FILE: b.txt>>>', 'Four.', '<<<END FILE>>>' })
    wait(function()
      return vim.fn.foldlevel(9) == 1 and vim.fn.foldlevel(11) == 0 and vim.fn.foldlevel(13) == 1
    end, 'a new fold')
    vim.lsp.enable('variorum')
  end)
end

test('folds can be switched off', function()
  require('variorum').setup({ folding = false })
  harness.open(TEXT, 'a.bundle')
  eq('manual', vim.wo.foldmethod)
  require('variorum').setup()
end)

test('a window keeps its own folds for other files', function()
  harness.open(TEXT, 'a.bundle')
  vim.cmd.edit(harness.write(harness.project() .. '/b.txt', 'b\n'))
  eq('manual', vim.wo.foldmethod)
end)

test('from article to article', function()
  harness.open(TEXT, 'a.bundle')
  vim.cmd('normal gg]]')
  eq(3, vim.fn.line('.'))
  vim.cmd('normal 5]]')
  eq(9, vim.fn.line('.'))
  vim.cmd('normal [[')
  eq(3, vim.fn.line('.'))
  vim.cmd('normal %')
  eq(7, vim.fn.line('.'))
  vim.cmd('normal %')
  eq(3, vim.fn.line('.'))
  vim.cmd('normal d]]')
  eq('<<<FILE>>>', vim.fn.getline(3))
end)
