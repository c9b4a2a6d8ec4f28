-- As on Neovim 0.9 and 0.10, which cannot be had here: the plugin is read anew with a `vim` in which what came later is not
-- there, and with `client.request(…)` in place of `client:request(…)`.
local test, eq, wait = harness.test, harness.eq, harness.wait

--- What 0.9 has not, as far as one may be tempted to use it.
local LATER = {
  [''] = {
    'uv',
    'iter',
    'system',
    'ringbuf',
    'glob',
    'text',
    'snippet',
    'hl',
    'islist',
    'keycode',
    'validate',
    'func',
  },
  lsp = {
    'config',
    'enable',
    'get_clients',
    'foldexpr',
    'foldtext',
    'foldclose',
    'inlay_hint',
    'completion',
    'is_enabled',
  },
  fs = { 'joinpath', 'root', 'abspath', 'relpath', 'rm' },
  diagnostic = { 'count', 'jump', 'is_enabled' },
  api = { 'nvim__redraw' },
}
local OLD = { ['nvim-0.9'] = 1, ['nvim-0.10'] = 0, ['nvim-0.11'] = 0, ['nvim-0.12'] = 0 }

local function without(real, names, more)
  local hidden = {}
  for _, name in ipairs(names) do
    hidden[name] = true
  end
  return setmetatable(more or {}, {
    __index = function(_, key)
      if not hidden[key] then
        return real[key]
      end
    end,
    __newindex = real,
  })
end

--- A client whose requests are functions, not methods.
local function old_client(client)
  local function plain(name)
    return function(...)
      assert(select(1, ...) ~= client, 'a method call')
      return client[name](client, ...)
    end
  end
  return setmetatable({
    request = plain('request'),
    notify = plain('notify'),
    stop = plain('stop'),
    is_stopped = plain('is_stopped'),
  }, { __index = client })
end

local function old_clients(filter)
  return vim.tbl_map(old_client, vim.lsp.get_clients(filter))
end

local old = without(vim, LATER[''], {
  lsp = without(vim.lsp, LATER.lsp, {
    get_active_clients = old_clients,
    codelens = without(vim.lsp.codelens, { 'enable' }),
    get_client_by_id = function(id)
      local client = vim.lsp.get_client_by_id(id)
      return client and old_client(client)
    end,
    start_client = function(config)
      return vim.lsp.start(config, { attach = false })
    end,
  }),
  fs = without(vim.fs, LATER.fs),
  diagnostic = without(vim.diagnostic, LATER.diagnostic),
  fn = setmetatable({
    has = function(what)
      return OLD[what] or vim.fn.has(what)
    end,
  }, { __index = vim.fn }),
})
old.loop = vim.uv

--- Reads the plugin anew in that older Neovim.
local function start_anew()
  vim.lsp.enable('variorum', false)
  vim.api.nvim_del_augroup_by_name('variorum')
  vim.g.loaded_variorum = nil
  local environment = setmetatable({ vim = old }, { __index = _G })
  for name in pairs(package.loaded) do
    if name:find('^variorum') then
      package.loaded[name] = nil
    end
  end
  table.insert(package.loaders, 2, function(name)
    local path = name:find('^variorum')
        and vim.api.nvim_get_runtime_file('lua/' .. name:gsub('%.', '/') .. '.lua', false)[1]
      or name == 'variorum' and vim.api.nvim_get_runtime_file('lua/variorum/init.lua', false)[1]
    if path then
      return setfenv(assert(loadfile(path)), environment)
    end
  end)
  setfenv(assert(loadfile(vim.api.nvim_get_runtime_file('plugin/variorum.lua', false)[1])), environment)()
end

start_anew()

test('the server is started by the type of the file', function()
  eq(false, require('variorum.compat').has_lsp_config())
  local bufnr = harness.open('examples/harbour-bridge.bundle')
  local client = harness.client(bufnr)
  eq(vim.fs.dirname(vim.api.nvim_buf_get_name(bufnr)), client.config.root_dir)
  harness.told('altered-quote', 2)
  eq('variorum W5 N6', require('variorum').statusline())
  -- A second bundle of the folder has the same server.
  vim.cmd.edit(
    harness.write(client.config.root_dir .. '/b.bundle', '<<<FILE: a.txt>>>\nOne.\n<<<END FILE>>>\n')
  )
  eq(client.id, harness.client().id)
end)

test('folds are those of the markers', function()
  harness.open('<<<FILE: a.txt>>>\nOne.\n<<<END FILE>>>\nOutside.\n', 'a.bundle')
  harness.client()
  vim.cmd('normal! zx')
  eq({ 1, 1, 1, 0 }, { vim.fn.foldlevel(1), vim.fn.foldlevel(2), vim.fn.foldlevel(3), vim.fn.foldlevel(4) })
end)

test('commands work', function()
  harness.open('examples/harbour-bridge.bundle')
  harness.told('altered-quote', 2)
  vim.cmd('Variorum sources people')
  wait(function()
    return #vim.fn.getloclist(0) > 10
  end, 'people')
  vim.cmd('Variorum compare 001-coastwire.txt 002-lantern.txt')
  wait(function()
    return vim.t.variorum == 'compare' and vim.fn.getline(1):find('^PORT KELDER')
  end, 'the page')
  vim.cmd('tabclose | lclose')
  harness.at('<<<FILE: "003-ostvik-h$0erald.txt"')
  vim.cmd('Variorum article')
  wait(function()
    return vim.fn.getline(1):find('^The mayor of Port Kelder')
  end, 'the article')
  vim.cmd('close | Variorum outline')
  wait(function()
    return vim.fn.line('$') > 10
  end, 'the outline')
  assert(vim.fn.execute('Variorum info'):find('counts columns in'))
end)

test('pack starts a server where there is none', function()
  for _, client in ipairs(vim.lsp.get_clients()) do
    client:stop(true)
  end
  wait(function()
    return #vim.lsp.get_clients() == 0
  end, 'the end of the servers')
  local folder = harness.project()
  harness.write(folder .. '/one.txt', 'One.\n')
  vim.cmd.cd(folder)
  vim.cmd('Variorum pack storm.bundle one.txt')
  wait(function()
    return vim.fn.expand('%:t') == 'storm.bundle' and vim.bo.filetype == 'source-bundle'
  end, 'the bundle')
  harness.client()
end)

test('lenses, restart and checkhealth', function()
  local bufnr = harness.open('tests/sessions/slipway.bundle')
  wait(function()
    for name, space in pairs(vim.api.nvim_get_namespaces()) do
      if name:find('codelens', 1, true) and #vim.api.nvim_buf_get_extmarks(bufnr, space, 0, -1, {}) > 0 then
        return true
      end
    end
  end, 'lenses')
  local before = harness.client().id
  vim.cmd('Variorum restart')
  wait(function()
    local client = vim.lsp.get_clients({ bufnr = bufnr, name = 'variorum' })[1]
    return client and client.id ~= before
  end, 'the new server')
  vim.cmd('checkhealth variorum')
  local text = harness.text()
  assert(text:find('the server is started by vim.lsp.start()', 1, true), text)
  assert(text:find('OK serves ', 1, true) and not text:find('ERROR'), text)
end)

test('what 0.9 has not is not used anywhere', function()
  for _, name in ipairs(vim.api.nvim_get_runtime_file('lua/variorum/*.lua', true)) do
    local module = vim.fn.fnamemodify(name, ':t:r')
    local ok, fault = pcall(require, module == 'init' and 'variorum' or 'variorum.' .. module)
    assert(ok, fault)
  end
end)
