-- What is shown beside an article's marker, and what it does.
local test, eq, wait = harness.test, harness.eq, harness.wait

--- The lenses that are shown: lines and texts.
local function shown(bufnr)
  local lenses = {}
  for name, space in pairs(vim.api.nvim_get_namespaces()) do
    if name:find('codelens', 1, true) then
      for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(bufnr, space, 0, -1, { details = true })) do
        for _, chunk in ipairs(mark[4].virt_text) do
          lenses[#lenses + 1] = ('%d %s'):format(mark[2] + 1, chunk[1])
        end
      end
    end
  end
  return lenses
end

local function run(line, title)
  vim.api.nvim_win_set_cursor(0, { line, 0 })
  local select = vim.ui.select
  vim.ui.select = function(items, options, choose)
    for number, item in ipairs(items) do
      if options.format_item(item):find(title, 1, true) then
        choose(item, number)
      end
    end
  end
  vim.lsp.codelens.run()
  vim.ui.select = select
end

local function wait_for(wanted)
  local bufnr = vim.api.nvim_get_current_buf()
  wait(function()
    return vim.tbl_contains(shown(bufnr), wanted)
  end, 'a lens: ' .. wanted)
end

test('copies are compared', function()
  harness.open('tests/sessions/slipway.bundle')
  wait_for('24 1 copy')
  run(24, '1 copy')
  wait(function()
    return vim.t.variorum == 'compare'
  end, 'the page')
  wait(function()
    return vim.fn.getline(1):find('^The ferry to Veldholm')
  end, 'the text')
  eq(2, #vim.api.nvim_tabpage_list_wins(0))
end)

--- The copies of an article, compared as the server's lens does it.
local function compare(uri, own, other, other_uri)
  local run_compare = require('variorum.lenses').commands['variorum.compare']
  local argument = { uri = uri, article = own, other = other, otherUri = other_uri }
  run_compare({ command = 'variorum.compare', arguments = { argument } })
  local function sides()
    return vim.tbl_map(function(window)
      return harness.text(vim.api.nvim_win_get_buf(window))
    end, vim.api.nvim_tabpage_list_wins(0))
  end
  wait(function()
    return vim.t.variorum == 'compare' and not vim.tbl_contains(sides(), '') and #sides() == 2
  end, 'both texts')
  return sides()
end

local function start(line)
  return { line = line, character = 0 }
end

test('articles of one name are told apart', function()
  local article = '<<<FILE%s>>>\n%s\n<<<END FILE>>>\n'
  local text = article:format(': a.txt', 'One.')
    .. article:format(': a.txt', 'Two.')
    .. article:format('', 'Three.')
    .. article:format('', 'Four.')
  local bundle = harness.open(text, 'twins.bundle')
  harness.client()
  local uri = vim.uri_from_bufnr(bundle)
  eq({ 'One.', 'Two.' }, compare(uri, start(0), start(3), uri))
  -- And they stay who they are.
  vim.api.nvim_buf_set_lines(bundle, 3, 5, false, { '', '<<<FILE: a.txt>>>', 'Two, later.' })
  wait(function()
    local right = vim.api.nvim_tabpage_list_wins(0)[2]
    return harness.text(vim.api.nvim_win_get_buf(right)) == 'Two, later.'
  end, 'the edit')
  vim.cmd('tabclose')
  eq({ 'Four.', 'Three.' }, compare(uri, start(10), start(7), uri))
  vim.cmd('tabclose')
  -- By name the first is meant.
  eq({ 'One.', 'Two, later.' }, compare(uri, 'a.txt', start(4)))
end)

test('a copy in another bundle is compared', function()
  local bundle, path = harness.open('tests/sessions/slipway.bundle')
  harness.client()
  local other =
    '<<<FILE: x.txt>>>\nNothing.\n<<<END FILE>>>\n<<<FILE: ferry-news.txt>>>\nThe other ferry.\n<<<END FILE>>>\n'
  local other_path = harness.write(vim.fs.dirname(path) .. '/other.bundle', other)
  local sides = compare(vim.uri_from_bufnr(bundle), start(23), start(3), vim.uri_from_fname(other_path))
  assert(sides[1]:find('^The ferry to Veldholm'), sides[1])
  eq('The other ferry.', sides[2])
  local right = vim.api.nvim_tabpage_list_wins(0)[2]
  assert(vim.wo[right].winbar:find('ferry-news.txt, in other.bundle', 1, true), vim.wo[right].winbar)
  vim.api.nvim_buf_set_lines(vim.fn.bufnr(other_path), 4, 5, false, { 'The other ferry sank.' })
  wait(function()
    return harness.text(vim.api.nvim_win_get_buf(right)) == 'The other ferry sank.'
  end, 'the edit')
end)

test('conflicts are listed', function()
  local bufnr = harness.open('examples/harbour-bridge.bundle')
  wait_for('1 1 copy')
  -- What is out of sight is not asked for.
  eq(
    {},
    vim.tbl_filter(function(lens)
      return lens:find('^48') ~= nil
    end, shown(bufnr))
  )
  vim.cmd('normal! 48Gzt')
  vim.cmd('doautocmd WinScrolled')
  wait_for('48 2 conflicts')
  run(48, '2 conflicts')
  local items = wait(function()
    local list = vim.fn.getloclist(0)
    return #list == 2 and list
  end, 'the list')
  eq({ bufnr, 55, '004-radio-skerrin.txt' }, { items[1].bufnr, items[1].lnum, items[1].module })
  eq('Findings in 004-radio-skerrin.txt', vim.fn.getloclist(0, { title = 0 }).title)
end)

test('mentions are listed', function()
  local bufnr = harness.open('tests/sessions/slipway.bundle')
  wait_for('1 named 1 time')
  run(1, 'named')
  local items = wait(function()
    local list = vim.fn.getloclist(0)
    return #list == 1 and list
  end, 'the list')
  eq({ bufnr, 17 }, { items[1].bufnr, items[1].lnum })
  eq('slipway-post.txt.', vim.fn.getbufline(bufnr, 17)[1]:sub(items[1].col))
end)

test('lenses follow what is typed', function()
  local bufnr = harness.open('tests/sessions/slipway.bundle')
  wait_for('24 1 copy')
  vim.api.nvim_buf_set_lines(bufnr, 28, 33, false, {})
  wait(function()
    local now = shown(bufnr)
    return #now > 0 and not vim.tbl_contains(now, '24 1 copy')
  end, 'the copy to be gone')
  for _, lens in ipairs(shown(bufnr)) do
    assert(not lens:find('Unresolved'), lens)
  end
end)

test('lenses can be switched off', function()
  require('variorum').setup({ lenses = false })
  local bufnr = harness.open('tests/sessions/slipway.bundle')
  harness.told('duplicated-article', 2)
  vim.wait(1000)
  eq({}, shown(bufnr))
  require('variorum').setup()
end)

test('hints are shown where they are wanted', function()
  require('variorum').setup({ inlay_hints = true })
  local bufnr = harness.open('tests/sessions/slipway.bundle')
  harness.client()
  local hints = wait(function()
    local found = vim.lsp.inlay_hint.get({ bufnr = bufnr })
    return #found > 0 and found
  end, 'hints')
  assert(vim.inspect(hints):find('km', 1, true), vim.inspect(hints))
  require('variorum').setup()
end)
