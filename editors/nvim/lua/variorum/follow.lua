--- Does something again when a buffer has changed, and nobody has typed for a moment.
local uv = require('variorum.compat').uv

local M = {}

---@param bufnr integer
---@param wait integer milliseconds
---@param change fun()
---@param gone? fun() when the buffer is no longer there
---@return fun() stop
function M.follow(bufnr, wait, change, gone)
  local timer = assert(uv.new_timer())
  local stopped = false
  local function stop()
    if not stopped then
      stopped = true
      timer:stop()
      timer:close()
    end
  end
  local function changed()
    if stopped then
      return true
    end
    timer:start(
      wait,
      0,
      vim.schedule_wrap(function()
        if not stopped and vim.api.nvim_buf_is_loaded(bufnr) then
          change()
        end
      end)
    )
  end
  vim.api.nvim_buf_attach(bufnr, false, {
    on_lines = changed,
    on_reload = changed,
    on_detach = function()
      stop()
      if gone then
        vim.schedule(gone)
      end
    end,
  })
  return stop
end

return M
