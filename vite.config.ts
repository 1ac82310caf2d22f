import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { relative, sep } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

import options from './remix.config.js';

/**
 * Leaves what Node runs by itself out of the server's bundle: it is then loaded once per process (one pool, one configuration), and finds
 * the files beside it. Only what needs compiling (routes, components) is built; the rest is named as package.json's `imports` name it.
 */
function runNatively(): Plugin {
  const native = /^(app\/(features|platform)|reports)\/.*\.ts$/;
  return {
    name: 'psa:run-natively',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer, { ssr }) {
      if (!ssr || !source.endsWith('.ts')) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      const path = found
        ? relative(import.meta.dirname, found.id)
            .split(sep)
            .join('/')
        : '';
      return native.test(path) ? { id: `#${path}`, external: true } : null;
    },
  };
}

/** What every page needs, in one file: many small ones compress worse, and each is a question more. */
const ON_EVERY_PAGE =
  /app\/(root-data|ui\/(badge|button|card|classes|empty|error-page|field|find-form|format|hydrated|icon|language-switch|logo-context|masthead|notice|page|progress|public-shell|request-context|shell|shell-words|theme-switch)|features\/language\/(academy|language|messages|use-language))\.tsx?$|vite\/preload-helper/;

export default defineConfig(({ command, isSsrBuild }) => {
  // A build is the same whoever asks for it, tests included: React's development code never ships.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return {
    plugins: [runNatively(), tailwindcss(), remix(options)],
    // Browsers that run es2022 preload modules by themselves.
    build: {
      sourcemap: false,
      assetsInlineLimit: 0,
      target: 'es2022',
      // Learners' pages are weighed (test/browser/weight.test.ts), and its output weighs less than esbuild's.
      minify: isSsrBuild === true ? false : 'terser',
      modulePreload: { polyfill: false },
      ...(isSsrBuild === true
        ? {}
        : { rollupOptions: { output: { manualChunks: (id) => (ON_EVERY_PAGE.test(id) ? 'portal' : undefined) } } }),
    },
    clearScreen: false,
  };
});
