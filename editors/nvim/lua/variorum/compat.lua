--- What is called otherwise in some of Neovim 0.9 to 0.12.
local M = {}

local has_11 = vim.fn.has('nvim-0.11') == 1

M.uv = vim.uv or vim.loop

--- Whether servers are configured by `vim.lsp.config`.
function M.has_lsp_config()
  return vim.lsp.config ~= nil and vim.lsp.enable ~= nil
end

M.get_clients = vim.lsp.get_clients or vim.lsp.get_active_clients

function M.request(client, method, params, handler, bufnr)
  if has_11 then
    return client:request(method, params, handler, bufnr)
  end
  return client.request(method, params, handler, bufnr)
end

function M.notify(client, method, params)
  if has_11 then
    return client:notify(method, params)
  end
  return client.notify(method, params)
end

function M.stop(client, force)
  if has_11 then
    return client:stop(force)
  end
  return client.stop(force)
end

--- Starts a client that no buffer is attached to yet.
---@return integer? id
function M.start_detached(config)
  if has_11 then
    return vim.lsp.start(config, { attach = false })
  end
  return vim.lsp.start_client(config)
end

--- Bytes before a character of a line.
---@param encoding string how characters are counted
function M.byte_column(line, character, encoding)
  if encoding == 'utf-8' then
    return math.min(character, #line)
  end
  if has_11 then
    return vim.str_byteindex(line, encoding, character, false)
  end
  local ok, column = pcall(vim.str_byteindex, line, character, encoding == 'utf-16')
  return ok and column or #line
end

--- Lets Neovim itself show the lenses of a buffer and keep them up to date; whether it can.
function M.enable_lenses(bufnr)
  if not vim.lsp.codelens.enable then
    return false
  end
  vim.lsp.codelens.enable(true, { bufnr = bufnr })
  return true
end

--- Shows the hints of a buffer, where this Neovim can.
function M.enable_hints(bufnr)
  if vim.lsp.inlay_hint then
    vim.lsp.inlay_hint.enable(true, { bufnr = bufnr })
  end
end

--- Where Neovim keeps what servers write to standard error.
function M.log_path()
  local log = require('vim.lsp.log')
  return (log.get_filename or vim.lsp.get_log_path)()
end

return M
