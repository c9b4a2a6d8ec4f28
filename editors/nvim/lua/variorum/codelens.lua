--- Shows what there is to say of articles beside their markers, for Neovim up to 0.11: `vim.lsp.codelens.refresh` asks what
--- each lens of a bundle says, however many there are, shows them before it knows, and gives up where an edit came in between.
local client = require('variorum.client')

local M = {}

--- How long after an edit lenses are asked for, and after a scroll what they say; in milliseconds.
local EDITED, SCROLLED = 400, 100

--- The lenses of a buffer, as the server gave them last.
local known = {}

--- Whether a line is in view, or nearly.
local function in_view(bufnr)
  local views = {}
  for _, window in ipairs(vim.fn.win_findbuf(bufnr)) do
    local info = vim.fn.getwininfo(window)[1]
    views[#views + 1] = { info.topline - info.height, info.botline + info.height }
  end
  return function(line)
    for _, view in ipairs(views) do
      if view[1] <= line and line <= view[2] then
        return true
      end
    end
    return false
  end
end

--- Shows those lenses that say something.
local function show(bufnr, server, lenses)
  local told = vim.tbl_filter(function(lens)
    return lens.command ~= nil
  end, lenses)
  vim.lsp.codelens.save(told, bufnr, server.id)
  vim.lsp.codelens.display(told, bufnr, server.id)
end

--- Asks what the lenses in view say, and shows all that is known then.
local function resolve(bufnr, server, lenses)
  local visible = in_view(bufnr)
  local wanted = vim.tbl_filter(function(lens)
    return not lens.command and not lens.asked and visible(lens.range.start.line + 1)
  end, lenses)
  local left = #wanted
  local function done()
    if left == 0 and known[bufnr] == lenses then
      show(bufnr, server, lenses)
    end
  end
  for _, lens in ipairs(wanted) do
    lens.asked = true
    local asked = { range = lens.range, data = lens.data }
    client.ask(server, 'codeLens/resolve', asked, bufnr, function(answer)
      lens.command = answer and answer.command
      left = left - 1
      done()
    end, function()
      left = left - 1
      done()
    end)
  end
  done()
end

local function refresh(bufnr)
  local server = client.of(bufnr)
  if not server then
    return
  end
  local params = { textDocument = vim.lsp.util.make_text_document_params(bufnr) }
  client.ask(server, 'textDocument/codeLens', params, bufnr, function(lenses)
    known[bufnr] = lenses or {}
    resolve(bufnr, server, known[bufnr])
  end, function() end)
end

--- Shows the lenses of a buffer, and keeps them up to date.
---@param bufnr integer
function M.attach(bufnr)
  refresh(bufnr)
  if known[bufnr] then
    return
  end
  known[bufnr] = {}
  local group = vim.api.nvim_create_augroup('variorum.codelens.' .. bufnr, {})
  local stop = require('variorum.follow').follow(bufnr, EDITED, function()
    refresh(bufnr)
  end, function()
    known[bufnr] = nil
    pcall(vim.api.nvim_del_augroup_by_id, group)
  end)
  local waiting = false
  vim.api.nvim_create_autocmd({ 'WinScrolled', 'BufWinEnter' }, {
    group = group,
    callback = function(args)
      local shown = args.buf == bufnr or #vim.fn.win_findbuf(bufnr) > 0
      if not shown or waiting then
        return
      end
      waiting = true
      vim.defer_fn(function()
        waiting = false
        local server = known[bufnr] and client.of(bufnr)
        if server then
          resolve(bufnr, server, known[bufnr])
        end
      end, SCROLLED)
    end,
  })
  return stop
end

return M
