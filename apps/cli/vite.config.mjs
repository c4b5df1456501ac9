import { defineConfig } from 'vite';

/** The command line as one file, for a machine that has nothing of this repository: `npx vite build apps/cli`. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    ssr: 'src/evidence/main.ts',
    target: 'node20',
    outDir: 'dist/alone',
    emptyOutDir: true,
    rolldownOptions: { output: { entryFileNames: 'ringvirkning-evidence.mjs', codeSplitting: false } },
  },
  ssr: { noExternal: true, resolve: { conditions: ['@ringvirkning/source', 'node', 'import', 'default'] } },
  logLevel: 'warn',
});
