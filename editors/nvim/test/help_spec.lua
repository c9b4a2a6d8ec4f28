-- The help: its tags, and that it has everything.
local test, root = harness.test, harness.root

local DOC = root .. '/editors/nvim/doc/variorum.txt'

test('tags are made, and none twice', function()
  local folder = harness.project() .. '/doc'
  harness.write(folder .. '/variorum.txt', harness.read(DOC))
  vim.cmd.helptags(folder)
  vim.opt.runtimepath:append(vim.fs.dirname(folder))
  vim.cmd.help('variorum-commands')
  assert(vim.api.nvim_get_current_line():find('COMMANDS'), vim.api.nvim_get_current_line())
end)

test('what is referred to is there', function()
  local wanted = {}
  for tag in harness.read(DOC):gmatch('|([^|%s]+)|') do
    wanted[#wanted + 1] = tag
  end
  assert(#wanted > 20)
  for _, tag in ipairs(wanted) do
    assert(vim.tbl_contains(vim.fn.getcompletion(tag, 'help'), tag), tag)
  end
end)

test('every subcommand, option and group is told of', function()
  local text = harness.read(DOC)
  for _, name in ipairs(vim.fn.getcompletion('Variorum ', 'cmdline')) do
    assert(text:find(('*:Variorum-%s*'):format(name), 1, true), name)
  end
  for name in pairs(require('variorum.config').get()) do
    assert(text:find(('\n`%s` '):format(name), 1, true), name)
  end
  for _, name in ipairs(vim.fn.getcompletion('Variorum', 'highlight')) do
    local link = vim.api.nvim_get_hl(0, { name = name }).link
    assert(text:find('*hl-' .. name .. '*', 1, true), name)
    assert(
      not link or text:find(('%s%%s+%s%%s'):format(vim.pesc('*hl-' .. name .. '*'), link)),
      name .. ' is linked to ' .. tostring(link)
    )
  end
end)

test('the page of the plugin has every command and option', function()
  local page = harness.read(root .. '/editors/nvim/README.md')
  for _, name in ipairs(vim.fn.getcompletion('Variorum ', 'cmdline')) do
    assert(page:find('[`:]V?a?r?i?o?r?u?m? ?' .. name), name)
  end
  for name in pairs(require('variorum.config').get()) do
    assert(page:find(('\n  %s = '):format(name)), name)
  end
end)
