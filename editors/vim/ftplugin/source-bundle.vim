" Motions over articles, folding, and what pairs in a bundle.
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

let s:open = '\c^<\{3,5}\s*\%(BEGIN[ _-]\?FILE\|FILE\)\%([ _-]\?END\>\)\@!\%([ _-]\?\%(START\|BEGIN\)\)\?\%([: \t].*\)\?>\{3,5}\s*$'
let s:close = '\c^<\{3,5}\s*\%(/\s*FILE\|END[ _-]\?FILE\|FILE[ _-]\?END\)\%([: \t].*\)\?>\{2,5}\s*$'

" The body of an article is kept byte for byte.
setlocal nofixendofline
setlocal commentstring= comments=
let b:match_words = s:open . ':' . s:close
let b:match_ignorecase = 1

" Folds are made where they are wanted: let g:source_bundle_folding = 1
if get(g:, 'source_bundle_folding', 0)
  setlocal foldmethod=expr foldexpr=SourceBundleFold(v:lnum) foldtext=SourceBundleFoldText()
endif

function! SourceBundleFold(line) abort
  let text = getline(a:line)
  if text[:2] !=# '<<<'
    return '='
  elseif text =~# s:close
    return '<1'
  endif
  return text =~# s:open ? '>1' : '='
endfunction

function! SourceBundleFoldText() abort
  return getline(v:foldstart) . '  ' . (v:foldend - v:foldstart + 1) . ' lines '
endfunction

function! s:Move(flags, visual) abort
  if a:visual
    normal! gv
  endif
  normal! m'
  for _ in range(v:count1)
    call search(s:open, a:flags)
  endfor
endfunction

if !get(g:, 'no_plugin_maps', 0) && !get(g:, 'no_source_bundle_maps', 0)
  nnoremap <silent> <buffer> ]] :<C-u>call <SID>Move('W', 0)<CR>
  nnoremap <silent> <buffer> [[ :<C-u>call <SID>Move('bW', 0)<CR>
  xnoremap <silent> <buffer> ]] :<C-u>call <SID>Move('W', 1)<CR>
  xnoremap <silent> <buffer> [[ :<C-u>call <SID>Move('bW', 1)<CR>
  onoremap <silent> <buffer> ]] :<C-u>call <SID>Move('W', 0)<CR>
  onoremap <silent> <buffer> [[ :<C-u>call <SID>Move('bW', 0)<CR>
endif

let b:undo_ftplugin = 'setlocal fixendofline< commentstring< comments< foldmethod< foldexpr< foldtext<'
      \ . ' | unlet! b:match_words b:match_ignorecase'
      \ . ' | silent! execute "nunmap <buffer> ]]" | silent! execute "nunmap <buffer> [["'
      \ . ' | silent! execute "xunmap <buffer> ]]" | silent! execute "xunmap <buffer> [["'
      \ . ' | silent! execute "ounmap <buffer> ]]" | silent! execute "ounmap <buffer> [["'
