// `variorum.toml`: a new one, and a schema for it where an extension for TOML can use one.
import * as vscode from 'vscode';
import { isBundle } from '../changes';
import { command } from '../editor';

const NAME = 'variorum.toml';
/** The extension that completes and checks TOML by a schema, and where it is told of one. */
const TOML = 'tamasfe.even-better-toml';
const ASSOCIATIONS = 'evenBetterToml.schema.associations';
const PATTERN = '.*/variorum\\.toml$';

const TEMPLATE = `# What should be otherwise for the bundles in this folder and below it. All keys are optional.

# Levels of rules: "error", "warning", "note" or "off". \`variorum explain\` lists the rules.
[rules]
# scrape-residue = "off"

# Levels for some bundles: the last entry that names a rule decides.
# [[overrides]]
# paths = ["archive/**"]
# rules = { duplicated-article = "note" }

# What counts as a copy, and what as a shared passage.
# [copies]
# alike = 0.5
# words = 30

# Names that are known to be of one person, organisation or place.
# [[aliases]]
# name = "Dmytro Zhelvanyk"
# also = ["Zhelvanik"]

# Findings that are not reported, each with a reason.
# [[allow]]
# rule = "duplicated-article"
# between = ["001-wire.txt", "002-wire-update.txt"]
# reason = "The update repeats the first report; both are wanted."
`;

export function configurationCommands(context: vscode.ExtensionContext): vscode.Disposable {
  const offer = (document: vscode.TextDocument) => {
    if (document.uri.path.endsWith(`/${NAME}`)) void offerSchema(context);
  };
  vscode.workspace.textDocuments.forEach(offer);
  return vscode.Disposable.from(
    command('variorum.createConfiguration', async () => {
      const folder = await folderForIt();
      if (!folder) return;
      const uri = vscode.Uri.joinPath(folder, NAME);
      const exists = await vscode.workspace.fs.stat(uri).then(
        () => true,
        () => false,
      );
      if (!exists) await vscode.workspace.fs.writeFile(uri, Buffer.from(TEMPLATE));
      await vscode.window.showTextDocument(uri);
    }),
    vscode.workspace.onDidOpenTextDocument(offer),
  );
}

/** The folder of the bundle in front, or one of the workspace's. */
async function folderForIt(): Promise<vscode.Uri | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  const folders = vscode.workspace.workspaceFolders ?? [];
  const own = document && isBundle(document) && document.uri.scheme === 'file' ? document.uri : undefined;
  const root = own && vscode.workspace.getWorkspaceFolder(own)?.uri;
  if (root) return root;
  if (own) return vscode.Uri.joinPath(own, '..');
  if (folders.length > 1) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  const [only] = folders;
  if (!only) throw new Error('open a folder first: the configuration counts for the bundles in it');
  return only.uri;
}

/** That extension takes only addresses from others' manifests, and ours has none: its setting can name the file. */
async function offerSchema(context: vscode.ExtensionContext): Promise<void> {
  const isAsked = 'variorum.isSchemaOffered';
  if (!vscode.extensions.getExtension(TOML)) return;
  const settings = vscode.workspace.getConfiguration();
  const known = settings.get<Record<string, string>>(ASSOCIATIONS) ?? {};
  const source = vscode.Uri.joinPath(context.extensionUri, 'schemas', 'variorum.schema.json');
  // The extension's own folder changes with each version.
  const schema = vscode.Uri.joinPath(context.globalStorageUri, 'variorum.schema.json');
  if (known[PATTERN] !== schema.toString()) {
    if (context.globalState.get(isAsked)) return;
    await context.globalState.update(isAsked, true);
    const yes = 'Use the Schema';
    const question = `Complete and check ${NAME} by its schema, with Even Better TOML?`;
    if ((await vscode.window.showInformationMessage(question, yes, 'No')) !== yes) return;
    const all = { ...known, [PATTERN]: schema.toString() };
    await settings.update(ASSOCIATIONS, all, vscode.ConfigurationTarget.Global);
  }
  await vscode.workspace.fs.copy(source, schema, { overwrite: true });
}
