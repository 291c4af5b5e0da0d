-- Talks to the server as an editor does; says what is not as it should be and ends with 1.
-- The environment names the program and the document: BADGELINT and DOCUMENT.

local function check(isSo, what)
  if not isSo then
    io.stderr:write('not so: ' .. what .. '\n')
    vim.cmd('cquit 1')
  end
end

local function await(what, condition)
  check(vim.wait(60000, condition, 20), what)
end

local file = vim.env.DOCUMENT
vim.cmd('edit ' .. vim.fn.fnameescape(file))
local buffer = vim.api.nvim_get_current_buf()
local ended
local client = vim.lsp.start_client({
  name = 'badgelint',
  cmd = { vim.env.BADGELINT, 'lsp', '--as-of', '2026-11-01' },
  root_dir = vim.fn.fnamemodify(file, ':h'),
  on_exit = function(code) ended = code end,
})
check(client ~= nil, 'the server starts')
check(vim.lsp.buf_attach_client(buffer, client), 'the buffer is attached')

local function found(rule)
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    local data = diagnostic.user_data and diagnostic.user_data.lsp
    if (diagnostic.code or data and data.code) == rule then return diagnostic end
  end
end

local function request(method, parameters)
  local answers, problem = vim.lsp.buf_request_sync(buffer, method, parameters, 60000)
  check(answers and answers[client], method .. ': ' .. tostring(problem))
  check(answers[client].error == nil, method .. ': ' .. vim.inspect(answers[client].error))
  return answers[client].result
end

local function at(line, column)
  return {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    position = { line = line, character = column },
  }
end

local function lines() return vim.api.nvim_buf_get_lines(buffer, 0, -1, false) end

-- Findings come, at their places, although signs before them count twice.
await('a misspelt field is found', function() return found('structure/unknown-field') end)
local misspelt = found('structure/unknown-field')
check(misspelt.lnum == 3 and misspelt.col == 0, 'the place is that of the field')
local choice = found('structure/value-not-listed')
check(choice and choice.lnum == 2 and choice.col == 33, 'bytes are counted by the editor: ' .. vim.inspect(choice))

-- Hover.
local hover = request('textDocument/hover', at(1, 1))
check(hover and hover.contents.value:find('Title as it will stand'), 'hover explains a field')

-- An action mends the field, and its finding goes.
local parameters = at(3, 0)
parameters.range = { start = { line = 3, character = 0 }, ['end'] = { line = 3, character = 1 } }
parameters.context = { diagnostics = { misspelt.user_data.lsp } }
local actions = request('textDocument/codeAction', parameters)
check(actions and actions[1] and actions[1].title == 'Name it assessments', 'an edit is offered')
vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
check(lines()[4] == 'assessments: none', 'the edit was made: ' .. vim.inspect(lines()))
await('the finding is gone', function() return not found('structure/unknown-field') end)

-- Typing: an unfinished line, and what may be written there.
vim.api.nvim_buf_set_lines(buffer, 4, 4, false, { 'issuer: {name: Ä 🎓, cou' })
local completion = request('textDocument/completion', at(4, 24))
local country
for _, item in ipairs(completion.items) do
  if item.label == 'country' then country = item end
end
check(country, 'an unfinished line is completed')
vim.lsp.util.apply_text_edits({ country.textEdit }, buffer, 'utf-16')
vim.api.nvim_buf_set_text(buffer, 4, #lines()[5], 4, #lines()[5], { 'XX}' })
check(lines()[5] == 'issuer: {name: Ä 🎓, country: XX}', 'it was completed: ' .. vim.inspect(lines()[5]))
await('the new value is judged', function() return found('core/issuer-country') end)

-- Symbols, and the end.
local symbols = request('textDocument/documentSymbol', { textDocument = at(0, 0).textDocument })
check(#symbols == 1 and symbols[1].name == 'Title 🎓', 'the definition is listed')
vim.lsp.stop_client(client)
await('the server ends', function() return ended ~= nil end)
check(ended == 0, 'the server ends with 0 and not ' .. tostring(ended))
io.stdout:write('all as it should be\n')
vim.cmd('qall!')
