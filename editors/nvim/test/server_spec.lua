-- Where the server comes from, what it belongs to, and what is said when something is wrong with it.
local test, eq, wait = harness.test, harness.eq, harness.wait

local BUNDLE = '<<<FILE: a.txt>>>\nOne.\n<<<END FILE>>>\n'

local function stop()
  vim.lsp.enable('variorum', false)
  wait(function()
    return #vim.lsp.get_clients({ name = 'variorum' }) == 0
  end, 'the end of the servers')
  vim.lsp.enable('variorum')
end

--- What `:checkhealth variorum` writes.
local function health()
  vim.cmd('checkhealth variorum')
  local text = harness.text()
  vim.cmd('bwipeout')
  return text
end

test('each project has a server of its own, and a bundle in none is served too', function()
  local first = harness.open(BUNDLE, 'a.bundle')
  local one = harness.client(first)
  eq(vim.fs.dirname(vim.api.nvim_buf_get_name(first)), one.config.root_dir)
  -- Two projects, one of which is known by its configuration and lies in a repository.
  local folder = harness.project()
  harness.write(folder .. '/desk/variorum.toml', 'keywords = ["DOC"]\n')
  local path = harness.write(folder .. '/desk/deep/b.bundle', '<<<DOC: b.txt>>>\nOne.\n<<<END DOC>>>\n')
  vim.cmd.edit(path)
  local two = harness.client()
  assert(one.id ~= two.id)
  eq(folder .. '/desk', two.config.root_dir)
  eq({}, vim.diagnostic.get(0))
  vim.cmd.edit(harness.write(folder .. '/desk/c.bundle', BUNDLE))
  eq(two.id, harness.client().id)
  -- Each answers for its own.
  eq(1, #harness.ask('textDocument/documentSymbol'))
  vim.cmd.buffer(first)
  eq(1, #harness.ask('textDocument/documentSymbol'))
end)

test('a configuration counts as soon as it is written', function()
  local bufnr, path = harness.open('examples/harbour-bridge.bundle')
  harness.told('scrape-residue', 2)
  vim.cmd.split(vim.fs.dirname(path) .. '/variorum.toml')
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { '[rules]', 'scrape-residue = "off"' })
  vim.cmd('silent write')
  harness.told('scrape-residue', 0, bufnr)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { '[rules]', 'scrape-residue = "error"' })
  vim.cmd('silent write')
  wait(function()
    return #vim.diagnostic.get(bufnr, { severity = vim.diagnostic.severity.ERROR }) == 2
  end, 'errors')
end)

test('settings reach the server', function()
  stop()
  require('variorum').setup({ settings = { diagnostics = { limit = 3 } } })
  harness.open('examples/harbour-bridge.bundle')
  wait(function()
    return #vim.diagnostic.get(0) == 4
  end, 'three findings, and what counts the others')
  stop()
  require('variorum').setup({ settings = {} })
end)

test('a server of one’s own is found', function()
  stop()
  require('variorum').setup({
    cmd = { vim.fn.exepath('variorum'), 'lsp', '--log', harness.work .. '/own.log' },
  })
  harness.open(BUNDLE, 'a.bundle')
  eq('--log', harness.client().config.cmd[3])
  stop()
  require('variorum').setup({ cmd = { 'variorum', 'lsp' } })
  -- And by Neovim's own means.
  vim.lsp.config('variorum', { cmd = { vim.fn.exepath('variorum'), 'lsp', '--stdio' } })
  harness.open(BUNDLE, 'a.bundle')
  eq('--stdio', harness.client().config.cmd[3])
  stop()
  vim.lsp.config('variorum', { cmd = { 'variorum', 'lsp' } })
end)

test('a missing server is told once, and clearly', function()
  stop()
  require('variorum').setup({ cmd = { 'no-such-variorum', 'lsp' } })
  local once = {}
  local said = harness.heard(function()
    local hear = vim.notify_once
    vim.notify_once = function(message, level)
      if not once[message] then
        once[message] = true
        hear(message, level)
      end
    end
    for number = 1, 3 do
      harness.open(BUNDLE, number .. '.bundle')
    end
    vim.wait(200)
  end)
  eq(1, #said)
  for _, part in ipairs({ '`no-such-variorum` was not found', 'cmd = {', ':checkhealth variorum' }) do
    assert(said[1][1]:find(part, 1, true), said[1][1])
  end
  eq('variorum off', require('variorum').statusline())
  said = harness.heard(function()
    vim.cmd('Variorum compare')
  end)
  eq({
    {
      'variorum: the server is not running for this buffer; see :checkhealth variorum',
      vim.log.levels.ERROR,
    },
  }, said)
  local text = health()
  assert(text:find('ERROR `no-such-variorum` was not found', 1, true), text)
  assert(
    text:find('the server serves 1 open bundle not', 1, true) or text:find('open bundles not', 1, true),
    text
  )
  require('variorum').setup({ cmd = { 'variorum', 'lsp' } })
end)

test('options that are not there are told', function()
  for options, part in pairs({
    [{ colour = true }] = 'there is no option `colour`; there are: cmd, enable',
    [{ lenses = 'yes' }] = '`lenses` is a boolean, not a string',
    [{ cmd = {} }] = '`cmd` is a list',
  }) do
    local said = harness.heard(function()
      require('variorum').setup(options)
    end)
    assert(said[1] and said[1][1]:find(part, 1, true), vim.inspect(said))
  end
end)

test('the server can be left off', function()
  stop()
  require('variorum').setup({ enable = false })
  harness.open(BUNDLE, 'a.bundle')
  vim.wait(300)
  eq({}, vim.lsp.get_clients({ name = 'variorum' }))
  eq('source-bundle', vim.bo.filetype)
  assert(health():find('it is switched off', 1, true))
  require('variorum').setup({ enable = true })
  require('variorum.client').enable()
  harness.client()
end)

test('checkhealth says what is well and what is not', function()
  local _, path = harness.open(BUNDLE, 'a.bundle')
  harness.client()
  local text = health()
  for _, part in ipairs({
    'OK 0.11.4; the server is started by vim.lsp.enable()',
    'OK files named *.bundle are bundles',
    'bin/variorum, variorum 0.',
    'OK serves 1 bundle of ',
    'OK there is no variorum.toml, and none is needed',
  }) do
    assert(text:find(part, 1, true), part .. ' in:\n' .. text)
  end
  assert(not text:find('ERROR') and not text:find('WARNING'), text)
  harness.write(vim.fs.dirname(path) .. '/variorum.toml', '[rules]\nempty-articel = "off"\n')
  text = health()
  assert(text:find('is not valid: ', 1, true) and text:find('did you mean `empty-article`', 1, true), text)
  harness.write(vim.fs.dirname(path) .. '/variorum.toml', '[rules]\nempty-article = "off"\n')
  text = health()
  assert(text:find('variorum.toml is valid', 1, true), text)
end)

test('checkhealth knows what is not variorum', function()
  stop()
  require('variorum').setup({ cmd = { 'echo', 'lsp' } })
  assert(health():find('is not variorum', 1, true))
  require('variorum').setup({ cmd = { 'variorum', 'lsp' } })
end)
