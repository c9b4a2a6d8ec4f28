--- `:checkhealth variorum`
local client = require('variorum.client')
local compat = require('variorum.compat')

local M = {}

local health = vim.health

--- Runs a program: whether it was content, and what it wrote.
local function run(command)
  local out = vim.fn.system(command)
  return vim.v.shell_error == 0, vim.trim(out)
end

local function neovim()
  health.start('Neovim')
  local version = vim.version()
  local written = ('%d.%d.%d'):format(version.major, version.minor, version.patch)
  if compat.has_lsp_config() then
    health.ok(('%s; the server is started by vim.lsp.enable()'):format(written))
  elseif vim.fn.has('nvim-0.9') == 1 then
    health.ok(('%s; the server is started by vim.lsp.start()'):format(written))
    health.info('0.11 and later fold as the server says, and are configured by vim.lsp.config()')
  else
    health.error(('%s is too old: 0.9 or later is needed'):format(written))
  end
  if vim.filetype.match({ filename = 'storm.bundle' }) == client.FILETYPE then
    health.ok('files named *.bundle are bundles')
  else
    health.error('the type of *.bundle is not known', 'is the plugin in the runtime path, and `filetype` on?')
  end
end

---@return string? path
local function server()
  health.start('Server')
  if not require('variorum.config').get().enable then
    health.warn('it is switched off', 'leave `enable = false` out of the options')
  end
  local cmd = client.wanted().cmd
  local path, missing = client.program(cmd)
  if missing then
    health.error(('`%s` was not found'):format(missing), {
      'install variorum, so that it is on the PATH of this Neovim',
      "or say where it is: require('variorum').setup({ cmd = { '/path/to/variorum', 'lsp' } })",
    })
    return nil
  elseif not path then
    health.info('it is started by a function of your configuration')
    return nil
  end
  local ok, version = run({ path, '--version' })
  if not ok or not version:find('^variorum ') then
    health.warn(
      ('%s is not variorum: it says `%s`'):format(path, version),
      'look at `cmd` in your configuration'
    )
    return nil
  end
  health.ok(('%s, %s'):format(path, version))
  return path
end

local function clients()
  health.start('Clients')
  local all = compat.get_clients({ name = client.NAME })
  for _, one in ipairs(all) do
    local root = one.config.root_dir
    local count = vim.tbl_count(one.attached_buffers or {})
    local folder = root and 'of ' .. vim.fn.fnamemodify(root, ':~') or 'of no project'
    health.ok(('serves %d bundle%s %s'):format(count, count == 1 and '' or 's', folder))
  end
  local lonely = 0
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    local is_bundle = vim.api.nvim_buf_is_loaded(bufnr) and vim.bo[bufnr].filetype == client.FILETYPE
    if is_bundle and vim.bo[bufnr].buftype == '' and not client.of(bufnr) then
      lonely = lonely + 1
    end
  end
  if lonely > 0 then
    health.warn(('the server serves %d open bundle%s not'):format(lonely, lonely == 1 and '' or 's'), {
      ':Variorum restart starts it anew',
      ':Variorum log shows what it wrote',
    })
  elseif #all == 0 then
    health.info('no bundle is open')
  end
end

--- The configurations that count for the bundles that are open, or for this folder.
local function files()
  local found = {}
  local function add(folder)
    local file = vim.fs.find('variorum.toml', { upward = true, path = folder, type = 'file' })[1]
    if file and not vim.tbl_contains(found, file) then
      found[#found + 1] = file
    end
  end
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    local name = vim.api.nvim_buf_get_name(bufnr)
    if vim.bo[bufnr].filetype == client.FILETYPE and vim.bo[bufnr].buftype == '' and name ~= '' then
      add(vim.fs.dirname(name))
    end
  end
  add(compat.uv.cwd())
  return found
end

local function configuration(path)
  health.start('Configuration')
  local found = files()
  if #found == 0 then
    health.ok('there is no variorum.toml, and none is needed')
  end
  for _, file in ipairs(found) do
    local shown = vim.fn.fnamemodify(file, ':~')
    if not path then
      health.info(('%s was not checked: the server is missing'):format(shown))
    else
      -- Nothing is checked by it, so that only its own faults are told.
      local ok, fault = run({ path, 'check', '--config', file, '-' })
      if ok then
        health.ok(('%s is valid'):format(shown))
      else
        health.error(('%s is not valid: %s'):format(shown, fault))
      end
    end
  end
end

function M.check()
  neovim()
  local path = server()
  clients()
  configuration(path)
end

return M
