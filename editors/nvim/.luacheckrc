std = 'luajit'
globals = { 'vim' }
max_line_length = 130
files['test/*_spec.lua'].globals = { 'vim', 'harness' }
