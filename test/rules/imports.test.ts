// Who may import whom (type-only imports count), and what only one place may touch.
import { listCookies } from '#app/features/access/cookies.ts';
import { readSources, visitAll, type SourceFile } from '#test/support/source-files.ts';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/**
 * The one order. A file may import its own room and rooms that stand before its own; never one that stands after. The edges (routes, worker,
 * cli, server, demo and the entries) come last, and nothing but tests imports from test.
 */
const ORDER = [
  'reports',
  'app/platform',
  'app/ui',
  'app/features/language',
  'app/features/ledger',
  'app/features/access',
  'app/features/settings',
  'app/features/mail',
  'app/features/undo',
  'app/features/people',
  'app/features/employers',
  'app/features/learning',
  'app/features/exams',
  'app/features/intake',
  'app/features/agreements',
  'app/features/reporting',
  'app/features/delivery',
  'app/features/notices',
  'app/features/support',
  'app/features/privacy',
  'app/features/backup',
  'app/features/search',
  'app/features/overview',
  'prisma',
  'app',
  'test',
] as const;

type Room = (typeof ORDER)[number];

/** Rooms that import from themselves only. */
const ALONE: readonly Room[] = ['reports', 'app/platform', 'app/ui'];

function roomOf(path: string): Room {
  const room = ORDER.filter((name) => path.startsWith(`${name}/`)).sort((one, other) => other.length - one.length)[0];
  if (room === undefined) throw new Error(`${path} stands in no room of the order`);
  return room;
}

const isFeature = (room: Room) => room.startsWith('app/features/');
const sources = readSources();
const byPath = new Map(sources.map((source) => [source.path, source]));

function faultOf(source: SourceFile, target: string): string | null {
  if (target.startsWith('app/platform/prisma-client/')) {
    return roomOf(source.path) === 'app/platform' ? null : 'the generated client is reached through db.server only';
  }
  if (!/^(app|reports|prisma|test)\//.test(target))
    return source.path.startsWith('test/') || source.path.startsWith('app/server') ? null : 'outside the rooms';
  const from = roomOf(source.path);
  const to = roomOf(target);
  if (from === to) return null;
  if (to === 'test') return 'nothing imports test';
  if (ALONE.includes(from)) return `${from} imports from itself only`;
  if (from === 'test') return null;
  if (to === 'app/ui' && isFeature(from) && !source.path.endsWith('.tsx'))
    return 'only .tsx files of a feature import ui';
  return ORDER.indexOf(to) < ORDER.indexOf(from) ? null : `${to} stands after ${from}`;
}

/** Gives `path: what` for each node of each file that `find` names. */
function findNodes(where: (path: string) => boolean, find: (node: ts.Node) => string | null): string[] {
  const found: string[] = [];
  for (const { path, tree } of sources) {
    if (!where(path)) continue;
    visitAll(tree, (node) => {
      const what = find(node);
      if (what !== null) found.push(`${path}: ${what}`);
    });
  }
  return found;
}

const isProduct = (path: string) => path.startsWith('app/') || path.startsWith('reports/');

describe('imports', () => {
  it('go to earlier rooms only', () => {
    const faults = sources.flatMap((source) =>
      source.imports.flatMap(({ specifier, target }) => {
        const fault = target === null ? null : faultOf(source, target);
        return fault === null ? [] : [`${source.path} imports ${specifier}: ${fault}`];
      }),
    );
    expect(faults).toEqual([]);
  });

  it('reach the database from features only', () => {
    const allowed = (path: string) => isFeature(roomOf(path)) || ['app/platform', 'test'].includes(roomOf(path));
    const faults = sources.filter(
      ({ path, imports }) => !allowed(path) && imports.some(({ target }) => target === 'app/platform/db.server.ts'),
    );
    expect(faults.map(({ path }) => path)).toEqual([]);
  });

  it('use exceljs in the workbook only', () => {
    const faults = sources.filter(
      ({ path, imports }) =>
        !path.startsWith('reports/workbook/') &&
        !path.startsWith('test/') &&
        imports.some(({ specifier }) => specifier === 'exceljs'),
    );
    expect(faults.map(({ path }) => path)).toEqual([]);
  });

  it('keep reports pure: zod, exceljs, streams, compression and hashing', () => {
    const allowed = /^(zod|exceljs|yauzl|saxes|node:(zlib|stream|stream\/promises|crypto|buffer|util|events))$/;
    const faults = sources
      .filter(({ path }) => path.startsWith('reports/'))
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ specifier, target }) => target === null && !allowed.test(specifier))
          .map(({ specifier }) => `${path} imports ${specifier}`),
      );
    expect(faults).toEqual([]);
  });

  it('make no circle', () => {
    const faults: string[] = [];
    const done = new Set<string>();
    const walk = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) faults.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      if (done.has(path) || trail.includes(path)) return;
      for (const { target } of byPath.get(path)?.imports ?? []) if (target !== null) walk(target, [...trail, path]);
      done.add(path);
    };
    for (const { path } of sources) walk(path, []);
    expect(faults).toEqual([]);
  });

  it('go through no file that only passes on what others export', () => {
    const barrels = sources.filter(
      ({ path, tree }) =>
        isProduct(path) && tree.statements.length > 0 && tree.statements.every((line) => ts.isExportDeclaration(line)),
    );
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });
});

describe('one place only', () => {
  it('reads the environment', () => {
    const found = findNodes(
      (path) => isProduct(path) && path !== 'app/platform/env.server.ts',
      (node) => (ts.isPropertyAccessExpression(node) && node.getText() === 'process.env' ? 'process.env' : null),
    );
    expect(found).toEqual([]);
  });

  it('asks the machine for the time', () => {
    const found = findNodes(
      (path) => isProduct(path) && path !== 'app/platform/clock.server.ts',
      (node) => {
        if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0)
          return 'new Date()';
        return ts.isCallExpression(node) && /^(Date\.now|Date|Temporal\.Now\..*)$/.test(node.expression.getText())
          ? node.getText()
          : null;
      },
    );
    expect(found).toEqual([]);
  });

  it('gives a browser the cookies that the notice lists (C7)', () => {
    const names = new Set<string>();
    const found = findNodes(isProduct, (node) => {
      if (!ts.isCallExpression(node))
        return ts.isPropertyAccessExpression(node) && node.getText() === 'document.cookie' ? node.getText() : null;
      const [first] = node.arguments;
      const maker = node.expression.getText();
      if (/^(choiceCookie|writeCookie)$/.test(maker)) {
        if (first === undefined || !ts.isStringLiteral(first)) return node.getText();
        names.add(first.text);
      }
      return /(^|\.)(createCookie|createCookieSessionStorage|cookie)$/.test(maker) && node.arguments.length > 0
        ? `${maker}()`
        : null;
    });
    expect(found).toEqual(['app/features/access/choice-cookie.server.ts: createCookie()']);
    expect([...names].toSorted()).toEqual(
      listCookies(false)
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  it('switches no check off, and nothing is "any"', () => {
    const marks = /eslint-disable|@ts-ignore|@ts-expect-error|@ts-nocheck/;
    const found = findNodes(
      () => true,
      (node) => {
        if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any';
        if (
          ts.isAsExpression(node) &&
          ts.isAsExpression(node.expression) &&
          node.expression.type.kind === ts.SyntaxKind.UnknownKeyword
        ) {
          return 'as unknown as';
        }
        const comments =
          ts.isSourceFile(node) && node.fileName !== 'test/rules/imports.test.ts'
            ? marks.exec(node.getFullText())
            : null;
        return comments?.[0] ?? null;
      },
    );
    expect(found).toEqual([]);
  });
});
