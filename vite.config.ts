import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const web = resolve(import.meta.dirname, 'web');
const outDir = resolve(import.meta.dirname, 'dist/web');

/**
 * One `vite build` makes two things: the served page with its hashed assets, and `widget.js`, a single classic
 * script whose name never changes, since other people's pages name it. The page comes first: it empties the folder.
 */
export default defineConfig({
  root: web,
  // Relative addresses, so that the page also works below a path of a proxy.
  base: './',
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'widget']) {
        const environment = builder.environments[name];
        if (environment !== undefined) await builder.build(environment);
      }
    },
  },
  environments: {
    client: {
      build: {
        outDir,
        emptyOutDir: true,
        // A `data:` address would be refused under `default-src 'self'`.
        assetsInlineLimit: 0,
        modulePreload: false,
        rolldownOptions: { input: resolve(web, 'index.html') },
      },
    },
    widget: {
      consumer: 'client',
      build: {
        outDir,
        emptyOutDir: false,
        copyPublicDir: false,
        lib: {
          entry: resolve(web, 'widget/main.ts'),
          formats: ['iife'],
          name: 'CitewellWidget',
          fileName: () => 'widget.js',
        },
      },
    },
  },
});
