// The project's own source, as the rule tests read it.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '#app/platform/project-root.server.ts';

const ROOMS = ['app', 'reports', 'prisma', 'test'];
const NOT_OURS = /^(app\/platform\/prisma-client|test\/\.results|prisma\/seed\/samples)(\/|$)/;

/** Paths of every file and folder in the rooms, relative to the project, with `/`. */
export function listPaths(): { files: string[]; folders: string[] } {
  const files: string[] = [];
  const folders: string[] = [];
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(projectRoot, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (NOT_OURS.test(path)) continue;
      if (entry.isDirectory()) {
        folders.push(path);
        walk(path);
      } else files.push(path);
    }
  };
  for (const room of ROOMS) walk(room);
  return { files, folders };
}

export type SourceFile = {
  readonly path: string;
  readonly tree: ts.SourceFile;
  /** Every import and re-export, dynamic ones and types included: as written, and the project's file it means (null for packages). */
  readonly imports: readonly { readonly specifier: string; readonly target: string | null }[];
};

const ALIASES: readonly (readonly [string, string])[] = [
  ['#app/', 'app/'],
  ['#reports/', 'reports/'],
  ['#test/', 'test/'],
];

function targetOf(path: string, specifier: string): string | null {
  if (specifier.startsWith('.'))
    return relative(projectRoot, resolve(projectRoot, dirname(path), specifier)).replace(/\?.*$/, '');
  const alias = ALIASES.find(([prefix]) => specifier.startsWith(prefix));
  return alias === undefined ? null : alias[1] + specifier.slice(alias[0].length);
}

/** Calls `visit` for a node and everything below it. */
export function visitAll(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => visitAll(child, visit));
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(projectRoot, path), 'utf8');
  const tree = ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const specifiers: string[] = [];
  visitAll(tree, (node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
      if (ts.isStringLiteral(node.moduleSpecifier)) specifiers.push(node.moduleSpecifier.text);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [first] = node.arguments;
      if (first !== undefined && ts.isStringLiteral(first)) specifiers.push(first.text);
    } else if (
      ts.isImportTypeNode(node) &&
      ts.isLiteralTypeNode(node.argument) &&
      ts.isStringLiteral(node.argument.literal)
    ) {
      specifiers.push(node.argument.literal.text);
    }
  });
  return { path, tree, imports: specifiers.map((specifier) => ({ specifier, target: targetOf(path, specifier) })) };
}

/** Every TypeScript file of the rooms, parsed. */
export function readSources(): SourceFile[] {
  return listPaths()
    .files.filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .map(readSource);
}
