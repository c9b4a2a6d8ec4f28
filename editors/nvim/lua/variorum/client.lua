--- The server: where it is, when it starts, what is asked of it.
local compat = require('variorum.compat')
local config = require('variorum.config')

local M = {}

M.NAME = 'variorum'
M.FILETYPE = 'source-bundle'
local ROOT_MARKERS = { 'variorum.toml', '.git' }
--- The error of the protocol for a question that an edit has overtaken.
local CONTENT_MODIFIED = -32801
local ATTEMPTS, PAUSE = 20, 100

--- Tells the user something.
---@param message string
---@param level? integer
function M.tell(message, level)
  vim.notify('variorum: ' .. message, level or vim.log.levels.INFO)
end

--- How the server is started, as the user has configured it.
function M.wanted()
  if compat.has_lsp_config() then
    return vim.lsp.config[M.NAME]
  end
  return M.config()
end

--- The program of a command, with its path, if it is there.
---@param cmd any of `cmd` a list is understood; for others it is not known
---@return string? path
---@return string? missing
function M.program(cmd)
  if type(cmd) ~= 'table' then
    return nil, nil
  end
  local path = vim.fn.exepath(cmd[1])
  if path == '' then
    return nil, cmd[1]
  end
  return path, nil
end

--- Whether the server can be started; says it, once, where it is missing.
function M.available(cmd)
  local _, missing = M.program(cmd)
  if not missing then
    return true
  end
  local message = 'variorum: the server `%s` was not found, so bundles are only coloured and folded.\n'
    .. 'Install it so that it is on the PATH, or say where it is:\n'
    .. "require('variorum').setup({ cmd = { '/path/to/variorum', 'lsp' } })\n"
    .. ':checkhealth variorum says more.'
  vim.notify_once(message:format(missing), vim.log.levels.WARN)
  return false
end

--- The folder that a buffer belongs to: where its configuration is, or its repository.
---@param bufnr integer
function M.root(bufnr)
  local path = vim.api.nvim_buf_get_name(bufnr)
  path = path ~= '' and vim.fs.dirname(path) or compat.uv.cwd()
  for _, marker in ipairs(ROOT_MARKERS) do
    local found = vim.fs.find(marker, { upward = true, path = path })[1]
    if found then
      return vim.fs.dirname(found)
    end
  end
end

--- Lets the server send findings unasked. Neovim 0.11 asks for those of a buffer when that is typed in, but not when another
--- bundle or the configuration has changed, and not again where an edit came in between.
local function pushed(params)
  local text = params.capabilities.textDocument
  if text then
    text.diagnostic = nil
  end
end

--- The configuration of the client, as `vim.lsp.config` or `vim.lsp.start` takes it.
function M.config()
  return {
    name = M.NAME,
    cmd = config.get().cmd,
    filetypes = { M.FILETYPE },
    root_markers = ROOT_MARKERS,
    settings = config.settings(),
    commands = require('variorum.lenses').commands,
    before_init = pushed,
  }
end

local enabled = false

--- Starts the server for a bundle that is opened, and tells where it is missing. Only now, since most who have the plugin open
--- something else most of the time, and Neovim's client takes its time to load.
function M.opened(bufnr)
  if vim.bo[bufnr].buftype ~= '' or not config.get().enable then
    return
  end
  local wanted = M.wanted()
  if not M.available(wanted.cmd) then
    return
  end
  if not compat.has_lsp_config() then
    wanted.root_dir = M.root(bufnr)
    vim.lsp.start(wanted, { bufnr = bufnr })
  elseif not enabled then
    enabled = true
    M.enable()
    if vim.v.vim_did_enter == 0 then
      -- Until then Neovim starts nothing for buffers that are there already.
      vim.api.nvim_create_autocmd('VimEnter', { once = true, callback = M.enable })
    end
  end
end

--- The client of a buffer, once it is ready.
---@param bufnr integer
function M.of(bufnr)
  return compat.get_clients({ bufnr = bufnr, name = M.NAME })[1]
end

--- The bundle that a buffer is of: itself, or the one that a view was made from.
---@param bufnr? integer
---@return integer?
function M.bundle(bufnr)
  bufnr = (bufnr and bufnr ~= 0) and bufnr or vim.api.nvim_get_current_buf()
  if vim.bo[bufnr].filetype == M.FILETYPE then
    return bufnr
  end
  local origin = vim.b[bufnr].variorum_bundle
  return origin and vim.api.nvim_buf_is_valid(origin) and origin or nil
end

--- The client of a bundle, or says why there is none.
function M.need(bufnr)
  local client = M.of(bufnr)
  if not client then
    M.tell('the server is not running for this buffer; see :checkhealth variorum', vim.log.levels.ERROR)
  end
  return client
end

--- A client for what concerns no open bundle: any there is, or a new one.
---@param on_client fun(client: table)
function M.any(on_client)
  local bundle = M.bundle()
  local client = bundle and M.of(bundle) or compat.get_clients({ name = M.NAME })[1]
  if client then
    return on_client(client)
  end
  local wanted = vim.deepcopy(M.wanted())
  if not M.available(wanted.cmd) then
    return
  end
  wanted.root_dir = M.root(vim.api.nvim_get_current_buf())
  local function ready(started)
    vim.schedule(function()
      on_client(started)
    end)
  end
  -- The user's own is not left out; where there can be one, there may be several.
  local theirs = wanted.on_init
  wanted.on_init = theirs and vim.list_extend(type(theirs) == 'table' and theirs or { theirs }, { ready })
    or ready
  compat.start_detached(wanted)
end

--- Asks something. What an edit has overtaken is asked again; other errors are told, or go to `on_error`.
---@param client table
---@param method string
---@param params table
---@param bufnr integer
---@param on_result fun(result: any)
---@param on_error? fun(message: string)
function M.ask(client, method, params, bufnr, on_result, on_error)
  local left = ATTEMPTS
  local function try()
    if not vim.api.nvim_buf_is_valid(bufnr) then
      return
    end
    compat.request(client, method, params, function(err, result)
      if not vim.api.nvim_buf_is_valid(bufnr) then
        return
      elseif not err then
        return on_result(result)
      end
      left = left - 1
      if err.code == CONTENT_MODIFIED and left > 0 then
        return vim.defer_fn(try, PAUSE)
      end
      if on_error then
        return on_error(err.message)
      end
      M.tell(err.message, vim.log.levels.ERROR)
    end, bufnr)
  end
  try()
end

--- Runs a command of the server: see docs/commands.md.
---@param client table
---@param command string without `variorum.`
---@param argument? table
function M.run(client, command, argument, bufnr, on_result, on_error)
  local params = { command = 'variorum.' .. command, arguments = argument and { argument } or {} }
  M.ask(client, 'workspace/executeCommand', params, bufnr, on_result, on_error)
end

--- Where the cursor of a window is.
function M.position(client, window)
  return vim.lsp.util.make_position_params(window or 0, client.offset_encoding).position
end

--- Goes to a place of the protocol, in the window that shows its file if there is one.
function M.jump(location, client)
  local show = vim.lsp.util.show_document
  show(location, client.offset_encoding, { focus = true, reuse_win = true })
end

--- Stops all servers and starts them anew for the bundles that are open.
function M.restart()
  local clients = compat.get_clients({ name = M.NAME })
  for _, client in ipairs(clients) do
    compat.stop(client)
  end
  local left = ATTEMPTS
  local function again()
    local running = vim.tbl_filter(function(client)
      return vim.lsp.get_client_by_id(client.id) ~= nil
    end, clients)
    left = left - 1
    if #running > 0 and left > 0 then
      return vim.defer_fn(again, PAUSE)
    end
    for _, client in ipairs(running) do
      compat.stop(client, true)
    end
    M.enable()
  end
  vim.defer_fn(again, PAUSE)
end

--- Lets the server start for all bundles, those that are open too; or for none, by the options.
function M.enable()
  if compat.has_lsp_config() then
    vim.lsp.enable(M.NAME, config.get().enable)
    return
  end
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(bufnr) and vim.bo[bufnr].filetype == M.FILETYPE then
      M.opened(bufnr)
    end
  end
end

return M
