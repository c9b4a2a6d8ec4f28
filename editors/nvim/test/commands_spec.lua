-- `:Variorum` and each of its subcommands.
local test, eq, wait = harness.test, harness.eq, harness.wait
local at, told = harness.at, harness.told

local HARBOUR = 'examples/harbour-bridge.bundle'
local GLOBAL = 'setglobal foldenable? linebreak? winhighlight? winbar? wrap? number? signcolumn?'
local SLIPWAY = 'tests/sessions/slipway.bundle'

--- The windows of this page of tabs: the ends of their buffers' names.
local function shown()
  return vim.tbl_map(function(window)
    return vim.fn.fnamemodify(vim.api.nvim_buf_get_name(vim.api.nvim_win_get_buf(window)), ':t')
  end, vim.api.nvim_tabpage_list_wins(0))
end

local function complete(line)
  return vim.fn.getcompletion(line, 'cmdline')
end

test('subcommands and what they take are completed', function()
  eq({ 'pack' }, complete('Variorum pa'))
  eq({
    'article',
    'compare',
    'info',
    'log',
    'outline',
    'pack',
    'reindex',
    'report',
    'restart',
    'sources',
    'unpack',
  }, complete('Variorum '))
  eq({ 'articles', 'findings', 'people' }, vim.fn.sort(complete('Variorum sources ')))
  eq({}, complete('Variorum article '))
  harness.open('<<<FILE: two words.txt>>>\na\n<<<FILE: b.txt>>>\nb\n', 'a.bundle')
  eq({ 'two\\ words.txt', 'b.txt' }, complete('Variorum compare '))
  eq({ 'b.txt' }, complete('vertical Variorum compare two\\ words.txt b'))
  eq({}, complete('Variorum compare two\\ words.txt b.txt '))
  eq({}, complete('Variorum outline '))
end)

test('what cannot be is told', function()
  local said = harness.heard(function()
    vim.cmd('Variorum compere')
    vim.cmd('Variorum article a b')
    vim.cmd('Variorum outline')
    vim.cmd('Variorum pack a.bundle')
  end)
  eq('variorum: there is no `compere`; there are: article, compare', said[1][1]:sub(1, 60))
  assert(said[2][1]:find('takes at most 1', 1, true))
  eq('variorum: this is no bundle', said[3][1])
  assert(said[4][1]:find(':Variorum pack storm.bundle', 1, true))
  harness.open(HARBOUR)
  harness.client()
  said = harness.heard(function(said_so_far)
    vim.cmd('Variorum article nobody.txt')
    wait(function()
      return #said_so_far > 0
    end, 'a word')
  end)
  eq('variorum: there is no article named `nobody.txt` in this bundle', said[1][1])
  eq({ 'harbour-bridge.bundle' }, shown())
end)

test('article: alone, and following the bundle', function()
  local bundle = harness.open(HARBOUR)
  harness.client()
  at('“My neighbour car$0ried my mother')
  vim.cmd('vertical Variorum article')
  wait(function()
    return vim.bo.buftype == 'nofile' and vim.fn.getline(1):find('^The first boat left Ostholm')
  end, 'the text')
  local view = vim.api.nvim_get_current_buf()
  eq({ '005-kelder-courier.txt', 'harbour-bridge.bundle' }, shown())
  eq({ 'text', false }, { vim.bo.filetype, vim.bo.modifiable })
  assert(vim.wo.winbar:find('005-kelder-courier.txt', 1, true))
  -- It follows.
  vim.api.nvim_buf_set_text(bundle, 67, 0, 67, 3, { 'No' })
  wait(function()
    return vim.api.nvim_buf_get_lines(view, 0, 1, false)[1]:find('^No first boat')
  end, 'the new text')
  -- It leads back.
  vim.api.nvim_win_set_cursor(0, { 9, 4 })
  local here = vim.fn.getline('.')
  vim.cmd('normal ' .. vim.keycode('<CR>'))
  eq({ bundle, here, 5 }, { vim.api.nvim_get_current_buf(), vim.fn.getline('.'), vim.fn.col('.') })
  -- And says when there is no such article any more.
  at('<<<FILE: "005-kelder-cou$0rier.txt"')
  vim.lsp.buf.rename('courier.txt')
  local window = vim.fn.bufwinid(view)
  wait(function()
    return vim.wo[window].winbar:find('no longer in the bundle', 1, true)
  end, 'a word')
  vim.cmd('silent undo')
  wait(function()
    return not vim.wo[window].winbar:find('no longer', 1, true)
  end, 'the article to be back')
  vim.api.nvim_set_current_win(window)
  vim.cmd('normal q')
  eq({ 'harbour-bridge.bundle' }, shown())
  eq(false, vim.api.nvim_buf_is_valid(view))
end)

test('article: its escapes are undone, and its language is that of its name', function()
  harness.open('<<<FILE: a.json>>>\n{}\n\\<<<END FILE>>>\n<<<END FILE>>>\n', 'a.bundle')
  harness.client()
  vim.cmd('Variorum article a.json')
  wait(function()
    return harness.text() == '{}\n<<<END FILE>>>'
  end, 'the text')
  eq('json', vim.bo.filetype)
end)

test('compare: two articles side by side, by their words', function()
  local before = vim.fn.execute(GLOBAL)
  local bundle = harness.open(HARBOUR)
  harness.client()
  vim.cmd('Variorum compare 001-coastwire.txt 002-lantern.txt')
  wait(function()
    return vim.t.variorum == 'compare'
  end, 'the page')
  eq({ '001-coastwire.txt', '002-lantern.txt' }, shown())
  eq(2, #vim.api.nvim_list_tabpages())
  -- And what is set for these windows is for no others.
  eq(before, vim.fn.execute(GLOBAL))
  local marked
  wait(function()
    marked = {}
    local space = vim.api.nvim_get_namespaces()['variorum.words']
    local bufnr = vim.api.nvim_get_current_buf()
    for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(bufnr, space, 0, -1, { details = true })) do
      local line = vim.api.nvim_buf_get_lines(bufnr, mark[2], mark[2] + 1, false)[1]
      marked[#marked + 1] = line:sub(mark[3] + 1, mark[4].end_col)
    end
    return #marked > 3
  end, 'words')
  eq({ 'PORT KELDER (Coastwire) —', 'seriously', 'thick', 'water', 'said', 'thrown', 'in' }, marked)
  for _, window in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
    eq(true, vim.wo[window].diff)
    assert(vim.wo[window].winbar:find('8%d %%%% of it in the other'), vim.wo[window].winbar)
  end
  -- An edit in the bundle is followed on both sides.
  vim.api.nvim_buf_set_text(bundle, 1, 0, 1, 0, { 'Late. ' })
  wait(function()
    return vim.fn.getline(1):find('^Late%. PORT KELDER')
  end, 'the edit')
end)

test('compare: the article at the cursor with another', function()
  harness.open(HARBOUR)
  harness.client()
  at('Divers searched the channel until noon and found no vehicles, Brenn ad$0ded.')
  vim.cmd('Variorum compare 005-kelder-courier.txt')
  wait(function()
    return vim.t.variorum == 'compare'
  end, 'the page')
  eq({ '002-lantern.txt', '005-kelder-courier.txt' }, shown())
end)

test('compare: all wordings of what is quoted at the cursor', function()
  harness.open(HARBOUR)
  told('altered-quote', 2)
  at('“We will not reopen this bri$0dge, not for one day')
  vim.cmd('Variorum compare')
  wait(function()
    return vim.t.variorum == 'compare'
  end, 'the page')
  eq('003-ostvik-herald.txt', shown()[1])
  assert(vim.tbl_contains(shown(), '004-radio-skerrin.txt'))
  assert(vim.fn.getline(1):find('^“We will not reopen'))
  vim.cmd('wincmd j')
  vim.cmd('normal ' .. vim.keycode('<CR>'))
  eq('source-bundle', vim.bo.filetype)
  eq(59, vim.fn.line('.'))
end)

test('compare: what with is asked where nothing is quoted', function()
  harness.open(HARBOUR)
  harness.client()
  at('Skip to con$0tent')
  local select, offered = vim.ui.select, nil
  vim.ui.select = function(items, options, choose)
    offered = vim.tbl_map(options.format_item, items)
    choose(items[1])
  end
  vim.cmd('Variorum compare')
  wait(function()
    return vim.t.variorum == 'compare'
  end, 'the page')
  vim.ui.select = select
  eq(4, #offered)
  eq('001-coastwire.txt  Ship hits harbour bridge in Port Kelder, 12 injured', offered[1])
  eq({ '004-radio-skerrin.txt', '001-coastwire.txt' }, shown())
end)

test('outline: beside the bundle, and following it', function()
  local bundle = harness.open(HARBOUR)
  harness.client()
  vim.cmd('Variorum outline')
  local view = vim.api.nvim_get_current_buf()
  wait(function()
    return vim.api.nvim_buf_line_count(view) > 5
  end, 'the outline')
  eq({ 'outline', 'harbour-bridge.bundle' }, shown())
  eq({ true, 'auto' }, { vim.go.wrap, vim.go.signcolumn }, 'other windows')
  local function line_of(text)
    for number, line in ipairs(vim.api.nvim_buf_get_lines(view, 0, -1, false)) do
      if line:find(text, 1, true) then
        return number
      end
    end
  end
  -- To an article.
  vim.api.nvim_win_set_cursor(0, { line_of('003-ostvik-herald.txt'), 0 })
  vim.cmd('normal ' .. vim.keycode('<CR>'))
  eq({ bundle, 31 }, { vim.api.nvim_get_current_buf(), vim.fn.line('.') })
  -- It shows where one is.
  at('The collision left $021 people')
  vim.cmd('doautocmd CursorMoved')
  eq(line_of('The collision left 21'), vim.api.nvim_win_get_cursor(vim.fn.bufwinid(view))[1])
  -- What is new is in it.
  vim.api.nvim_buf_set_lines(bundle, 0, 0, false, { '<<<FILE: new.txt>>>', 'New.', '<<<END FILE>>>' })
  wait(function()
    return line_of('new.txt') == 1
  end, 'the new article')
  vim.cmd('Variorum outline')
  eq({ 'harbour-bridge.bundle' }, shown())
end)

test('sources: articles, people and findings as lists', function()
  local bundle = harness.open(HARBOUR)
  told('altered-quote', 2)
  vim.cmd('Variorum sources')
  local items = wait(function()
    local list = vim.fn.getloclist(0)
    return #list == 5 and list
  end, 'the list')
  eq('quickfix', vim.bo.buftype)
  eq({ '004-radio-skerrin.txt', 48, bundle }, { items[4].module, items[4].lnum, items[4].bufnr })
  assert(items[4].text:find('^2024%-11%-12  Radio Skerrin  .*  4 findings$'), items[4].text)
  vim.cmd('4ll')
  eq({ bundle, 48, 11 }, { vim.api.nvim_get_current_buf(), vim.fn.line('.'), vim.fn.col('.') })
  vim.cmd('Variorum sources people')
  wait(function()
    return vim.fn.getloclist(0, { title = 0 }).title == 'harbour-bridge.bundle: people'
  end, 'people')
  local solvane = vim.tbl_filter(function(item)
    return item.text == 'Ingrid Solvane'
  end, vim.fn.getloclist(0))
  assert(#solvane >= 3)
  vim.cmd('Variorum! sources findings')
  items = wait(function()
    local list = vim.fn.getqflist()
    return #list == 11 and list
  end, 'findings')
  assert(items[1].text:find('^[a-z-]+: '), items[1].text)
end)

test('report: a text', function()
  harness.open(HARBOUR)
  harness.client()
  vim.cmd('Variorum report')
  wait(function()
    return vim.bo.filetype == 'markdown' and harness.text():find('001-coastwire.txt', 1, true)
  end, 'the report')
end)

--- The first that is told when a command runs.
local function run(command)
  return harness.heard(function(said)
    vim.cmd(command)
    wait(function()
      return #said > 0
    end, command)
  end)[1]
end

--- Waits until the server has answered all: Neovim 0.11 stumbles over folds of a buffer that is gone.
local function settled()
  local server = harness.client()
  wait(function()
    return next(server.requests) == nil
  end, 'answers')
end

test('pack and unpack', function()
  local folder = harness.project()
  harness.write(folder .. '/reports/one.txt', 'One.\n')
  harness.write(folder .. '/reports/deep/two words.txt', '<<<END FILE>>>\n')
  vim.cmd.cd(folder)
  -- From a buffer that is no bundle, and before any server runs.
  eq('variorum: 2 articles in storm.bundle', run('Variorum pack storm.bundle reports')[1])
  eq({ 'storm.bundle', 'source-bundle' }, { vim.fn.expand('%:t'), vim.bo.filetype })
  assert(harness.text():find('\n\\<<<END FILE>>>\n', 1, true), harness.text())
  harness.client()
  local refusal = run('Variorum pack storm.bundle reports')
  eq(vim.log.levels.ERROR, refusal[2])
  eq('variorum: 2 articles in storm.bundle', run('Variorum! pack storm.bundle reports')[1])
  eq('variorum: 2 articles in other.bundle', run('Variorum pack other.bundle reports/*')[1])
  vim.cmd('edit storm.bundle')
  -- Into a folder of its name, unless told otherwise.
  eq('variorum: 2 files in storm', run('Variorum unpack')[1])
  eq('<<<END FILE>>>\n', harness.read(folder .. '/storm/deep/two words.txt'))
  eq(vim.log.levels.ERROR, run('Variorum unpack')[2])
  eq('variorum: 2 files in storm', run('Variorum! unpack')[1])
  eq('variorum: 2 files in other', run('Variorum unpack other')[1])
  vim.api.nvim_buf_set_lines(0, 0, 0, false, { 'New.' })
  eq('variorum: write the bundle first: it is unpacked as it is on disk', run('Variorum unpack')[1])
  vim.cmd.cd(harness.work)
end)

test('pack: a bundle that is open is not lost, and is shown as it is then', function()
  local folder = harness.project()
  vim.cmd.cd(folder)
  harness.write(folder .. '/one.txt', 'One.\n')
  run('Variorum pack x.bundle one.txt')
  local bundle = vim.api.nvim_get_current_buf()
  local before = harness.read('x.bundle')
  harness.write(folder .. '/one.txt', 'Another one.\n')
  vim.fn.system({ 'ln', '-s', 'x.bundle', 'link.bundle' })
  vim.api.nvim_buf_set_lines(bundle, 1, 1, false, { 'Mine.' })
  for _, name in ipairs({ 'x.bundle', 'link.bundle' }) do
    vim.cmd.enew()
    local refusal = run('Variorum! pack ' .. name .. ' one.txt')
    eq(
      { 'has changes that are not written', vim.log.levels.ERROR },
      { refusal[1]:match('has .* written'), refusal[2] }
    )
    eq(before, harness.read('x.bundle'))
  end
  eq('Mine.', vim.api.nvim_buf_get_lines(bundle, 1, 2, false)[1])
  vim.api.nvim_set_current_buf(bundle)
  vim.cmd('silent undo')
  eq(false, vim.bo.modified)
  vim.go.autoread = false
  -- From the bundle itself, and from elsewhere.
  for _, text in ipairs({ 'Two.', 'And two more.' }) do
    harness.write(folder .. '/one.txt', text .. '\n')
    run('Variorum! pack x.bundle one.txt')
    eq({ bundle, text, false }, { vim.api.nvim_get_current_buf(), vim.fn.getline(2), vim.bo.modified })
    vim.cmd.enew()
  end
  vim.go.autoread = true
  vim.api.nvim_set_current_buf(bundle)
  eq(nil, vim.bo.autoread)
  settled()
  vim.cmd.cd(harness.work)
end)

test('pack: files with changes that are not written are not packed as they were', function()
  local folder = harness.project()
  vim.cmd.cd(folder)
  for _, name in ipairs({ 'reports/one.txt', 'reports/deep/two.txt', 'reports-2/three.txt' }) do
    harness.write(folder .. '/' .. name, 'One.\n')
  end
  vim.fn.system({ 'ln', '-s', 'reports', 'link' })
  vim.cmd('edit reports/deep/two.txt')
  vim.api.nvim_buf_set_lines(0, 0, 0, false, { 'Mine.' })
  for _, what in ipairs({
    'reports',
    'reports/',
    'link',
    '.',
    'reports/deep/two.txt',
    'reports/one.txt reports/deep',
  }) do
    local refusal = run('Variorum pack x.bundle ' .. what)
    local said =
      'variorum: reports/deep/two.txt has changes that are not written: write it first, or undo them'
    eq({ said, vim.log.levels.ERROR }, { refusal[1], refusal[2] })
    eq(0, vim.fn.filereadable('x.bundle'))
  end
  eq('variorum: 2 articles in x.bundle', run('Variorum pack x.bundle reports/one.txt reports-2')[1])
  vim.cmd('buffer reports/deep/two.txt | silent write')
  eq('variorum: 2 articles in y.bundle', run('Variorum pack y.bundle reports')[1])
  assert(harness.text():find('Mine.', 1, true), harness.text())
  settled()
  vim.cmd.cd(harness.work)
end)

test('pack and unpack: names are no patterns and no commands', function()
  local folder = harness.project()
  vim.cmd.cd(folder)
  for _, name in ipairs({ 'd`touch ran`', 'z{a,b}', 'n[1]', "q'r'", 'p (1)', 'c$' }) do
    harness.write(folder .. '/' .. name .. '/one.txt', name .. '\n')
    local word = name:gsub(' ', '\\ ')
    complete('Variorum pack x.bundle ' .. word .. '/o')
    if not name:find('[`$]') then
      eq({ word .. '/one.txt' }, complete('Variorum pack x.bundle ' .. word .. '/o'))
    end
    -- What is packed, what is written, and where it is unpacked unless it is said.
    local bundle = word .. '/x.bundle'
    local packed = run(('Variorum pack %s %s/one.txt'):format(bundle, word))[1]
    eq(('variorum: 1 article in %s/x.bundle'):format(name), packed)
    eq(folder .. '/' .. name .. '/x.bundle', vim.api.nvim_buf_get_name(0))
    eq('<<<FILE: one.txt>>>\n' .. name .. '\n<<<END FILE>>>', (harness.text():gsub('"', '')))
    harness.client()
    eq('variorum: 1 file in ' .. name .. '/x', run('Variorum unpack')[1])
    eq(name .. '\n', harness.read(folder .. '/' .. name .. '/x/one.txt'))
    -- A folder that is told, and patterns below it.
    eq('variorum: 1 file in ' .. name .. '/out', run(('Variorum unpack %s/out'):format(word))[1])
    eq('variorum: 1 article in all.bundle', run(('Variorum! pack all.bundle %s/out/*'):format(word))[1])
    settled()
    eq('variorum: 1 article in all.bundle', run(('Variorum! pack all.bundle %s/o?t/*.txt'):format(word))[1])
    settled()
  end
  eq(0, vim.fn.filereadable('ran'))
  vim.cmd.cd(harness.work)
end)

test('pack: which files a word stands for', function()
  local folder = harness.project()
  vim.cmd.cd(folder)
  for _, name in ipairs({ 'n[1].txt', 'n1.txt', 'a*.txt', 'ab.txt', '$HOME', '~' }) do
    harness.write(folder .. '/' .. name, name .. '\n')
  end
  local count = 0
  local function packed(word)
    count = count + 1
    local bundle = ('x%d.bundle'):format(count)
    run(('Variorum pack %s %s'):format(bundle, word))
    settled()
    return vim.fn.sort(vim.fn.readfile(bundle))
  end
  local function only(name)
    return function(line)
      return line == name
    end
  end
  for _, name in ipairs({ 'n[1].txt', 'a*.txt', '$HOME', '~' }) do
    local lines = packed(name)
    eq({ name, 3 }, { vim.tbl_filter(only(name), lines)[1], #lines })
  end
  eq(6, #packed('n*.txt'))
  vim.env.VARIORUM_TEST_FOLDER = folder
  eq(3, #packed('$VARIORUM_TEST_FOLDER/ab.txt'))
  vim.cmd.edit('ab.txt')
  eq(3, #packed('%'))
  harness.write(vim.env.HOME .. '/at home.txt', 'Home.\n')
  eq(3, #packed('~/at\\ home.txt'))
  eq(vim.log.levels.ERROR, run('Variorum pack y.bundle none*.txt')[2])
  eq(vim.log.levels.ERROR, run('Variorum pack y.bundle `touch\\ ran`')[2])
  eq(0, vim.fn.filereadable('ran'))
  vim.cmd.cd(harness.work)
end)

test('restart, reindex, info and log', function()
  local bufnr = harness.open(SLIPWAY)
  told('duplicated-article', 2)
  local before = harness.client().id
  vim.cmd('Variorum restart')
  wait(function()
    local client = vim.lsp.get_clients({ bufnr = bufnr, name = 'variorum' })[1]
    return client and client.id ~= before
  end, 'the new server')
  told('duplicated-article', 2)
  local said = harness.heard(function(said)
    vim.cmd('Variorum reindex')
    wait(function()
      return #said > 0
    end, 'a word')
  end)
  eq('variorum: all bundles are read anew', said[1][1])
  told('duplicated-article', 2)
  local info = vim.fn.execute('Variorum info')
  for _, part in ipairs({
    'bin/variorum',
    'running, version 0',
    'utf%-8',
    'slipway.bundle: 1 error, 5 warnings, 2 notes',
  }) do
    assert(info:find(part), info)
  end
  vim.cmd('Variorum log')
  eq('lsp.log', vim.fn.expand('%:t'))
end)

test('the status line', function()
  local status = require('variorum').statusline
  eq('', status())
  local bufnr = harness.open(SLIPWAY)
  told('duplicated-article', 2)
  eq('variorum E1 W5 N2', status())
  eq('variorum E1 W5 N2', vim.api.nvim_eval_statusline("%{v:lua.require'variorum'.statusline()}", {}).str)
  vim.cmd('Variorum article slipway-post.txt')
  eq('variorum E1 W5 N2', status(), 'of its bundle')
  vim.lsp.enable('variorum', false)
  wait(function()
    return status(bufnr) == 'variorum off'
  end, 'the end')
  vim.lsp.enable('variorum')
  harness.open('<<<FILE: a.txt>>>\nOne.\n<<<END FILE>>>\n', 'a.bundle')
  wait(function()
    return status() == 'variorum ok'
  end, 'the start')
end)
