-- The ways in which a Neovim comes to have a bundle and the plugin: each in a Neovim of its own.
local test, eq = harness.test, harness.eq

local PLUGIN = vim.fs.dirname(vim.fs.dirname(vim.api.nvim_get_runtime_file('plugin/variorum.lua', false)[1]))

--- Starts a Neovim with arguments, runs Lua in it once it has started, and gives what that printed.
local function nvim(arguments, lua)
  local path = harness.write(
    harness.project() .. '/run.lua',
    ([[
    vim.schedule(function()
      local ok, fault = pcall(function() %s end)
      io.stdout:write(ok and '' or fault)
      vim.cmd('qall!')
    end)
  ]]):format(lua)
  )
  local enter = ('autocmd VimEnter * ++nested luafile %s'):format(path)
  local command = vim.list_extend({ vim.v.progpath, '--headless', '--cmd', enter }, arguments)
  return vim.system(command, { text = true }):wait(120000).stdout
end

local function bundle()
  local text = harness.read(harness.root .. '/examples/harbour-bridge.bundle')
  return harness.write(harness.project() .. '/a.bundle', text)
end

local REPORT = [[
  vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 20)
  io.stdout:write(('%s %d %s'):format(vim.bo.filetype, #vim.diagnostic.get(0), vim.wo.foldmethod))
]]

test('a bundle that is named when Neovim starts is served', function()
  eq('source-bundle 11 expr', nvim({ bundle() }, REPORT))
end)

test('the plugin costs nothing where no bundle is opened', function()
  eq(
    'false false',
    nvim(
      {},
      [[
    io.stdout:write(tostring(package.loaded['vim.lsp'] ~= nil), ' ', tostring(package.loaded['variorum.client'] ~= nil))
  ]]
    )
  )
end)

test('options are taken before the plugin is loaded', function()
  local options =
    [[lua require('variorum').setup({ folding = false, settings = { diagnostics = { limit = 3 } } })]]
  eq('source-bundle 4 manual', nvim({ '--cmd', options, bundle() }, REPORT))
end)

test('the plugin may be loaded late, and given its options after that', function()
  eq(
    'source-bundle 4 expr',
    nvim({ '--clean', bundle() }, ([[
    vim.opt.runtimepath:prepend(%q)
    vim.cmd('runtime! ftdetect/source-bundle.lua plugin/variorum.lua')
    require('variorum').setup({ settings = { diagnostics = { limit = 3 } } })
    vim.cmd('filetype detect')
  ]]):format(PLUGIN) .. REPORT)
  )
end)

test('a bundle that was open before the plugin is served too', function()
  eq(
    'source-bundle 11 manual',
    nvim({ '--clean', '-c', 'set filetype=source-bundle', bundle() }, ([[
    vim.opt.runtimepath:prepend(%q)
    vim.cmd('runtime plugin/variorum.lua')
  ]]):format(PLUGIN) .. REPORT)
  )
end)
