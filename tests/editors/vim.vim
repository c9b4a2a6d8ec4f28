" A session in Vim with ALE: tests/editors/vim starts it, with the page's vimrc in an empty home.
" What holds and what does not goes into $RESULT.

let s:said = []

function! s:End() abort
  call writefile(s:said, $RESULT)
  qall!
endfunction

function! s:Check(what, holds) abort
  call add(s:said, (a:holds ? 'ok   ' : 'FAIL ') . a:what)
  if !a:holds
    call s:End()
  endif
endfunction

function! s:WaitFor(what, Predicate) abort
  let end = localtime() + 60
  while !a:Predicate() && localtime() < end
    sleep 50m
  endwhile
  call s:Check(a:what, a:Predicate())
endfunction

" Whether the first such text has the colours of a highlight group, or none where that is empty.
function! s:Coloured(text, group) abort
  call cursor(1, 1)
  call search('\V' . a:text, 'cW')
  return synIDtrans(synID(line('.'), col('.'), 1)) == synIDtrans(hlID(a:group))
endfunction

function! s:Listed(line, text) abort
  return !empty(filter(getloclist(0), {_, item -> item.lnum == a:line && stridx(item.text, a:text) >= 0}))
endfunction

" The line that the definition of a text in an article is in.
function! s:Definition(article, text) abort
  call cursor(1, 1)
  call search('\V<<<FILE: "' . a:article . '"', 'cW')
  call search('\V' . a:text, 'W')
  let from = line('.')
  ALEGoToDefinition
  let end = localtime() + 60
  while line('.') == from && localtime() < end
    sleep 50m
  endwhile
  return line('.')
endfunction

function! s:Kinds() abort
  let g:ale_enabled = 0
  for [name, first, kind] in [['plain.txt', '<<<FILE: a.txt>>>', 'source-bundle'], ['begin.md', '<<<begin_file>>>', 'source-bundle'],
        \ ['plain.bundle.txt', 'text', 'source-bundle'], ['plain.srcbundle', 'text', 'source-bundle'],
        \ ['git.bundle', '# v2 git bundle', 'conf'], ['here.txt', '<<<FILE', 'text'], ['end.txt', '<<<FILE END>>>', 'text']]
    call writefile([first], $TMPDIR . '/' . name)
    execute 'edit' $TMPDIR . '/' . name
    call s:Check(name . ' is of the kind "' . kind . '"', &filetype ==# kind)
    bwipeout!
  endfor
endfunction

function! s:Colours() abort
  let g:ale_enabled = 0
  edit $BUNDLE
  call s:Check('a bundle is known by its name', &filetype ==# 'source-bundle')
  for [what, text, group] in [['keyword', 'FILE', 'Keyword'], ['name', '001-coastwire.txt', 'Title'], ['attribute', 'date=', 'Identifier'],
        \ ['value', '2024-11-12T13', 'String'], ['quotation', 'The driver saw', 'String'], ['figure', '34 passengers', 'Number'],
        \ ['time', '6:40 a.m.', 'Number'], ['close marker', 'END FILE', 'Keyword'], ['prose', 'PORT KELDER', '']]
    call s:Check(what . ' is coloured', s:Coloured(text, group))
  endfor
  call cursor(20, 1)
  normal [[
  call s:Check('[[ goes to the start of the article', line('.') == 16)
  normal ]]
  call s:Check(']] goes to the next one', line('.') == 31)

  enew!
  call setline(1, ['<<<BEGIN FILE: late ferry.txt>>>', 'Text.', '<<<FILE END>>>', '<<<FILE 7c2e91 path=a.txt lang=en>>>', '\<<<END FILE>>>',
        \ '<<<FLIE: b.txt>>>', '<<<END FILE 7c2e91>>>', '<<<FILE c.txt lang=de>>>', 'A “quote', 'No more.', '<<<END>>>',
        \ "<<<FILE name='d.txt' BEGIN>>>", '<<<FILE: "e \"f\".txt" title="g">>>', '<<<FILE_START: h.txt>>>'])
  set filetype=source-bundle
  for [what, text, group] in [['two words', 'BEGIN FILE', 'Keyword'], ['bare name', 'late ferry', 'Title'], ['close', 'FILE END', 'Keyword'],
        \ ['nonce', '7c2e91', 'Constant'], ['name in an attribute', 'a.txt', 'Title'], ['escape', '\\<', 'SpecialChar'], ['near-marker', '<<<FLIE', 'Error'],
        \ ['name before attributes', 'c.txt', 'Title'], ['unquoted value', 'de>>>', 'String'], ['open quotation', 'quote', 'String'], ['next line', 'No more', ''],
        \ ['END', '<<<END>>>', 'Delimiter'], ['single quotes', 'd.txt', 'Title'], ['escaped name', 'f\\".txt', 'Title'],
        \ ['value after it', 'g">>>', 'String'], ['START', 'FILE_START', 'Keyword'], ['its name', 'h.txt', 'Title']]
    call s:Check('dialects: ' . what, s:Coloured(text, group))
  endfor
  bwipeout!

  let g:source_bundle_folding = 1
  edit! $BUNDLE
  normal! zM
  call s:Check('folding leaves the articles', [foldclosed(2), foldclosedend(2), foldclosed(16)] == [1, 15, 16])
  normal! zR
  unlet g:source_bundle_folding
endfunction

function! s:Server() abort
  edit! $BUNDLE
  call s:WaitFor('the server attaches and its findings are listed', {-> len(getloclist(0)) > 3})
  call s:Check('the quotation that never closes is one', s:Listed(40, 'never closed'))
  call s:Check('the figures in conflict are one', s:Listed(55, '21 people'))
  call s:Check('a quote leads to its fullest form', s:Definition('005-kelder-courier.txt', 'We will not reopen') == 34)
  call s:Check('a surname leads to its introduction', s:Definition('003-ostvik-herald.txt', 'Solvane, who won') == 34)
endfunction

function! s:Settings() abort
  execute 'source' $SETTINGS
  edit $BUNDLE
  call s:WaitFor('the server attaches with settings', {-> !empty(getloclist(0))})
  call s:WaitFor('settings reach the server', {-> len(getloclist(0)) <= 4})
  call s:Check('what is left out is counted', !empty(filter(getloclist(0), {_, item -> item.text =~# 'more'})))
endfunction

try
  call call('s:' . $PART, [])
  call add(s:said, 'all of it holds')
catch
  call add(s:said, 'FAIL ' . v:exception . ' at ' . v:throwpoint)
endtry
call s:End()
