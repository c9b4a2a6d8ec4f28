" A bundle is known by its name, or by an open marker in its first line. What `git bundle` writes is not one.
autocmd BufNewFile,BufRead *.bundle,*.bundle.txt,*.srcbundle call s:ByName()
autocmd BufNewFile,BufRead * call s:ByFirstLine()

function! s:ByName() abort
  if getline(1) !~# '^# v[23] git bundle$'
    set filetype=source-bundle
  endif
endfunction

function! s:ByFirstLine() abort
  if &filetype !=# 'source-bundle' && getline(1) =~?
        \ '^\%uFEFF\?<\{3,5}\s*\%(BEGIN[ _-]\?FILE\|FILE\%([ _-]\?\%(START\|BEGIN\)\)\?\)\%([: \t].*\)\?>\{3,5}\s*$'
        \ && getline(1) !~? '^<\{3,5}\s*FILE[ _-]\?END\%([: \t].*\)\?>\{3,5}\s*$'
    set filetype=source-bundle
  endif
endfunction
