// What the extension does by the editor's own interface. VS Code calls `run` in its extension host.
"use strict";

const { runAll } = require("./runner");

require("./language");
require("./commands");
require("./settings");

exports.run = runAll;
