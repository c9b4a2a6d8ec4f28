-- A user at work on the two bundles, by what Neovim itself offers.
local test, eq, wait = harness.test, harness.eq, harness.wait
local at, here, told = harness.at, harness.here, harness.told

local HARBOUR = 'examples/harbour-bridge.bundle'
local SLIPWAY = 'tests/sessions/slipway.bundle'

test('findings are shown, with their places and other ends', function()
  local bufnr = harness.open(HARBOUR)
  told('altered-quote', 2)
  eq({
    ['altered-quote'] = 2,
    ['conflicting-figures'] = 1,
    ['duplicated-article'] = 2,
    ['elided-quote'] = 1,
    ['repeated-passage'] = 1,
    ['scrape-residue'] = 2,
    ['unbalanced-delimiter'] = 1,
    ['variant-spelling'] = 1,
  }, harness.rules())
  local one = vim.tbl_filter(function(found)
    return found.code == 'conflicting-figures'
  end, vim.diagnostic.get(bufnr))[1]
  eq({ 54, 'variorum' }, { one.lnum, one.source })
  eq('21 people', vim.fn.getline(one.lnum + 1):sub(one.col + 1, one.end_col))
  local related = one.user_data.lsp.relatedInformation
  assert(#related >= 1 and related[1].location.uri == vim.uri_from_bufnr(bufnr))
end)

test('findings follow what is typed', function()
  harness.open(SLIPWAY)
  told('conflicting-figures', 2)
  at('destroyed $0340 crates')
  vim.api.nvim_feedkeys('cw410' .. vim.keycode('<Esc>'), 'tx', false)
  told('conflicting-figures', 0)
  vim.cmd('undo')
  told('conflicting-figures', 2)
end)

test('hover tells the other wordings', function()
  harness.open(HARBOUR)
  at('“We will not reopen this bri$0dge, not for one day')
  harness.client()
  vim.lsp.buf.hover()
  local window = wait(function()
    return vim.b.lsp_floating_preview
  end, 'a window')
  local said = harness.text(vim.api.nvim_win_get_buf(window))
  for _, part in ipairs({ '004-radio-skerrin.txt', '005-kelder-courier.txt', '**a** day' }) do
    assert(said:find(part, 1, true), said)
  end
end)

test('from a quote to its fullest form', function()
  harness.open(SLIPWAY)
  at('and this lo$0ng winter will end')
  harness.client()
  vim.lsp.buf.definition()
  wait(function()
    return select(2, here()) == 13
  end, 'the jump')
  eq(1, (here():find('“We will count the crates on Friday, and this long winter, a winter', 1, true)))
  -- And back, as from any definition.
  vim.cmd('normal! ' .. vim.keycode('<C-o>'))
  eq(6, vim.fn.line('.'))
end)

test('from a surname to where it is introduced', function()
  harness.open(HARBOUR)
  at('Sol$0vane, who won office')
  harness.client()
  vim.lsp.buf.definition()
  wait(function()
    return here():find('^Ingrid Solvane') or here():find('^Mayor Ingrid Solvane')
  end, 'the introduction')
  eq(34, vim.fn.line('.'))
end)

test('behind an emoji columns are right', function()
  local bufnr = harness.open(SLIPWAY)
  at('😀” Olena Tar$0kovska said')
  local found = harness.ask('textDocument/references', { context = { includeDeclaration = true } })
  local lines = vim.tbl_map(function(location)
    return location.range.start.line + 1
  end, found)
  eq({ 2, 6, 11, 13, 17, 20 }, lines)
  vim.lsp.buf.references({ includeDeclaration = true })
  wait(function()
    return #vim.fn.getqflist() == 6
  end, 'the list')
  for _, item in ipairs(vim.fn.getqflist()) do
    assert(vim.fn.getbufline(bufnr, item.lnum)[1]:sub(item.col):find('^%a* ?Tarkovska'), vim.inspect(item))
  end
end)

test('an article is renamed in both its markers', function()
  harness.open(SLIPWAY)
  local was = harness.text()
  at('<<<FILE: "north-$0quay.txt"')
  harness.client()
  vim.lsp.buf.rename('quay.txt')
  local wanted = was:gsub('north%-quay%.txt', 'quay.txt')
  wait(function()
    return harness.text() == wanted
  end, 'the new name')
end)

test('a name is renamed wherever it stands', function()
  harness.open(SLIPWAY)
  at('😀” Olena Tar$0kovska said')
  harness.client()
  vim.lsp.buf.rename('Olena Tarkowska')
  wait(function()
    return vim.fn.getline(2):find('Mayor Olena Tarkowska met', 1, true)
      and vim.fn.getline(13):find('😀” Olena Tarkowska said', 1, true)
  end, 'the new name')
  eq(1, (vim.fn.getline(20):find('Olena Tarkovskaya', 1, true)), 'another spelling is not this one')
end)

test('a fix is applied', function()
  harness.open(SLIPWAY)
  told('malformed-marker', 1)
  at('<<<END FI$0LE: "island-bell.txt">>')
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.isPreferred
    end,
  })
  wait(function()
    return vim.fn.getline(23) == '<<<END FILE: "island-bell.txt">>>'
  end, 'the mended marker')
  told('malformed-marker', 0)
  vim.cmd('silent write')
  assert(harness.read(vim.api.nvim_buf_get_name(0)):find('"island-bell.txt">>>\n', 1, true))
end)

test('all fixes of which there is no doubt are applied at once', function()
  harness.open(SLIPWAY)
  told('malformed-marker', 1)
  vim.lsp.buf.code_action({ apply = true, context = { only = { 'source.fixAll' }, diagnostics = {} } })
  told('malformed-marker', 0)
end)

test('names are completed', function()
  harness.open(SLIPWAY)
  at('of the herring fleet$0.')
  harness.client()
  eq('v:lua.vim.lsp.omnifunc', vim.bo.omnifunc)
  local line = vim.fn.line('.') - 1
  vim.api.nvim_buf_set_lines(0, line, line + 1, false, { 'The crane was asked for by Tar' })
  local list = harness.ask('textDocument/completion', { position = { line = line, character = 30 } })
  local labels = vim.tbl_map(function(item)
    return item.label
  end, list.items or list)
  assert(vim.tbl_contains(labels, 'Olena Tarkovska'), vim.inspect(list))
end)

test('markers are brought into form', function()
  harness.open(SLIPWAY)
  harness.client()
  vim.lsp.buf.format({ timeout_ms = 60000 })
  eq('<<<END FILE: "island-bell.txt">>>', vim.fn.getline(23))
end)

test('the outline has articles and quotes', function()
  local bufnr = harness.open(SLIPWAY)
  local symbols = harness.ask('textDocument/documentSymbol')
  eq(5, #symbols)
  vim.lsp.buf.document_symbol()
  wait(function()
    return #vim.fn.getloclist(0) > 5
  end, 'the list')
  eq(bufnr, vim.fn.getloclist(0)[1].bufnr)
end)

test('words have the colours of what they are', function()
  local bufnr = harness.open(SLIPWAY)
  harness.client()
  local function type_at(marked)
    at(marked)
    local place = vim.api.nvim_win_get_cursor(0)
    return wait(function()
      local token = (vim.lsp.semantic_tokens.get_at_pos(bufnr, place[1] - 1, place[2]) or {})[1]
      return token and token.type
    end, 'a token')
  end
  eq('keyword', type_at('<<<FI$0LE: "slipway-post.txt"'))
  eq('type', type_at('<<<FILE: "slipway-p$0ost.txt"'))
  eq('variable', type_at('Mayor Olena Tar$0kovska met'))
  eq('string', type_at('and this lo$0ng winter will end'))
  eq('number', type_at('destroyed $0340 crates'))
  eq('event', type_at('begins at 1$00:00 a.m.'))
  -- They are shown in the groups of the plugin.
  local groups = {}
  wait(function()
    local marks = vim.inspect_pos(bufnr, 1, vim.fn.getline(2):find('Olena') - 1).semantic_tokens
    groups = vim.tbl_map(function(mark)
      return mark.opts.hl_group
    end, marks)
    return #groups > 0
  end, 'colours')
  assert(vim.tbl_contains(groups, '@lsp.type.variable.source-bundle'), vim.inspect(groups))
  eq('VariorumPerson', vim.api.nvim_get_hl(0, { name = '@lsp.type.variable.source-bundle' }).link)
end)

test('every type of token has a group that is linked to a group of Neovim', function()
  harness.open(SLIPWAY)
  local legend = harness.client().server_capabilities.semanticTokensProvider.legend
  vim.cmd('colorscheme habamax')
  vim.cmd('colorscheme default')
  for _, type in ipairs(legend.tokenTypes) do
    local own = vim.api.nvim_get_hl(0, { name = ('@lsp.type.%s.source-bundle'):format(type) }).link
    assert(own and own:find('^Variorum'), type)
    local base = vim.api.nvim_get_hl(0, { name = own }).link
    assert(base and next(vim.api.nvim_get_hl(0, { name = base, create = false })), own)
  end
end)

test('the type of a bundle sets what it should', function()
  harness.open(HARBOUR)
  harness.client()
  eq({ '', '' }, { vim.bo.commentstring, vim.bo.comments })
  assert(not vim.bo.formatoptions:find('[tca]'), 'a line is never broken')
  vim.cmd('setfiletype text | set filetype=text')
  assert(vim.bo.formatoptions:find('t') or vim.go.formatoptions:find('t') == nil)
end)

test('what a column counts in does not matter', function()
  vim.lsp.config('variorum', { capabilities = { general = { positionEncodings = { 'utf-16' } } } })
  vim.cmd('Variorum restart')
  wait(function()
    return #vim.lsp.get_clients({ name = 'variorum' }) == 0
  end, 'the end of the old server')
  harness.open(SLIPWAY)
  eq('utf-16', harness.client().offset_encoding)
  at('😀” Olena Tar$0kovska said')
  vim.lsp.buf.definition()
  wait(function()
    return vim.fn.line('.') == 11
  end, 'the introduction')
  eq(1, (here():find('Olena Tarkovska', 1, true)))
end)

test('bytes that are no UTF-8 do no harm', function()
  local bufnr = harness.open('tests/sessions/slipway.bundle')
  harness.told('conflicting-figures', 2)
  local before = harness.client().id
  vim.api.nvim_buf_set_text(bufnr, 1, 0, 1, 0, { '\255 \226\128 \240\159' })
  vim.api.nvim_buf_set_text(bufnr, 3, 0, 3, 0, { '\128' })
  -- What is typed behind them still comes to its place.
  harness.at('destroyed $0340 crates')
  local cursor = vim.api.nvim_win_get_cursor(0)
  vim.api.nvim_buf_set_text(bufnr, cursor[1] - 1, cursor[2], cursor[1] - 1, cursor[2] + 3, { '410' })
  harness.told('conflicting-figures', 0)
  eq(before, harness.client().id)
end)
