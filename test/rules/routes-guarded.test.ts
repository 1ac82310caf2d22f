// Every loader and action asks the guard before it does anything else, or stands in a short list that says why it need not.
import { readSources, type SourceFile } from '#test/support/source-files.ts';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const PUBLIC: Readonly<Record<string, string>> = {
  'app/root.tsx':
    'surrounds every page, public ones too: gives the reader the own name and pages, and nobody anything else',
  'app/routes/_index.tsx': 'says what this is, to anyone',
  'app/routes/sign-in.tsx': 'lets people in',
  'app/routes/sign-in_.demo.$persona.ts': 'lets a made-up persona in, in a demonstration only',
  'app/routes/sign-in_.code.tsx': 'lets in whoever types the code that was mailed',
  'app/routes/invitation.$token.tsx': 'shows whoever holds the link how to sign in, and changes nothing',
  'app/routes/outcome.$token.tsx': 'asks whoever holds the link how an exam went, and keeps one answer',
  'app/routes/register/route.tsx': 'takes what somebody types to register, and answers the same for everybody',
  'app/routes/register_.confirm.$token.tsx': 'makes an account for whoever holds the link, once they say so',
  'app/routes/register_.guardian.$token.tsx': 'asks the guardian who holds the link, and keeps one answer',
  'app/routes/notice/route.tsx': 'tells anyone what is kept, who is given it, why and for how long',
  'app/routes/transparency/route.tsx': 'tells anyone where data goes, and names no employer',
  'app/routes/unsubscribe.$token.tsx': 'ends marketing mail for whoever holds the link',
  'app/routes/support/route.tsx': 'takes a question of somebody without an account, and answers the same for everybody',
  'app/routes/support_.reply.$token.tsx': 'asks whoever holds the link what is still needed, and keeps one answer',
  'app/routes/me_.data_.erased.tsx':
    'shows the receipt once to whoever has just erased themselves, and nothing to anyone else; erasing asks the guard',
  'app/routes/mail-preview.tsx': 'shows made-up mails in development; in production it is not there',
  'app/routes/no-access.tsx': 'tells whoever may open nothing so, and asks the guard before it invites',
  'app/routes/auth.callback.tsx': 'takes the answer of Entra ID, and believes it after every check',
  'app/routes/sign-out.ts': 'ends the own session, if there is one',
  'app/routes/theme.ts': 'keeps a colour scheme in a cookie that names nobody',
  'app/routes/$.tsx': 'answers 404 to whatever is not there',
};

const HANDLERS = ['loader', 'action'];
/** In the browser nothing guards; what these would add belongs into a loader. */
const FORBIDDEN = ['clientLoader', 'clientAction'];

const isRoute = (path: string): boolean =>
  path === 'app/root.tsx' || /^app\/routes\/([^/]+|[^/]+\/(route|index))\.tsx?$/.test(path);

type Handler = { name: string; body: ts.Node | undefined };

function exportedNames(statement: ts.Statement): Handler[] {
  const isExported =
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    return clause && ts.isNamedExports(clause)
      ? clause.elements.map(({ name }) => ({ name: name.text, body: undefined }))
      : [{ name: '*', body: undefined }];
  }
  if (!isExported) return [];
  if (ts.isFunctionDeclaration(statement)) return [{ name: statement.name?.text ?? 'default', body: statement.body }];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.map(({ name, initializer }) => ({
    name: name.getText(),
    body:
      initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
        ? initializer.body
        : undefined,
  }));
}

/** `await requireActor(request, '…')`, its result kept or not. */
function asksTheGuard(body: ts.Node | undefined): boolean {
  const [first] = body && ts.isBlock(body) ? body.statements : [];
  if (!first) return false;
  const asked = ts.isVariableStatement(first)
    ? first.declarationList.declarations[0]?.initializer
    : ts.isExpressionStatement(first)
      ? first.expression
      : undefined;
  const call = asked && ts.isAwaitExpression(asked) ? asked.expression : undefined;
  if (!call || !ts.isCallExpression(call) || call.expression.getText() !== 'requireActor') return false;
  const [request, permission] = call.arguments;
  return request?.getText() === 'request' && permission !== undefined && ts.isStringLiteral(permission);
}

const theGuardIsOurs = ({ imports, tree }: SourceFile): boolean =>
  !/\brequireActor\b/.test(tree.text) ||
  imports.some(({ target }) => target === 'app/features/access/require.server.ts');

function faultsOf(source: SourceFile): string[] {
  const handlers = source.tree.statements.flatMap(exportedNames);
  const faults: string[] = [];
  for (const { name, body } of handlers) {
    if (name === '*' || FORBIDDEN.includes(name)) faults.push(`${source.path} exports ${name}`);
    if (!HANDLERS.includes(name)) continue;
    if (!isRoute(source.path)) faults.push(`${source.path} is no route, and exports ${name}`);
    else if (!(source.path in PUBLIC) && !asksTheGuard(body))
      faults.push(`${source.path}: ${name} does not begin with the guard`);
  }
  return theGuardIsOurs(source) ? faults : [...faults, `${source.path} has a guard of its own`];
}

const sources = readSources().filter(({ path }) => path === 'app/root.tsx' || path.startsWith('app/routes/'));

const pretend = (path: string, text: string): SourceFile => ({
  path,
  tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX),
  imports: [],
});

describe('every loader and action', () => {
  it('begins with the guard, or stands in the list of public ones', () => {
    expect(sources.filter(({ path }) => isRoute(path)).length).toBeGreaterThan(10);
    expect(sources.flatMap(faultsOf)).toEqual([]);
  });

  it('is listed as public only while it exists', () => {
    expect(Object.keys(PUBLIC).filter((path) => !sources.some((source) => source.path === path))).toEqual([]);
  });

  it.each([
    ['has no guard', 'export async function loader() { return readAll(); }'],
    [
      'asks the guard second',
      "export async function loader({ request }) { const all = await readAll(); const actor = await requireActor(request, 'run:list'); return all; }",
    ],
    [
      'does not wait for the guard',
      "export async function loader({ request }) { requireActor(request, 'run:list'); return readAll(); }",
    ],
    ['is an arrow without a guard', 'export const action = async () => readAll();'],
    ['is handed on from elsewhere', "export { loader } from './other.ts';"],
    ['comes with everything from elsewhere', "export * from './other.ts';"],
    ['runs in the browser', 'export async function clientLoader() { return 1; }'],
  ])('fails this rule when it %s', (_what, text) => {
    expect(faultsOf(pretend('app/routes/new.tsx', text))).not.toEqual([]);
  });
});
