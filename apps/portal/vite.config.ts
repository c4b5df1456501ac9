import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { mainChunkGuard } from './main-chunk.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Of the design system's style sheet we use no icons, and browsers of this decade read woff2: leave the other files out of the build. */
const slimDesignSystem: Plugin = {
  name: 'slim-dkfds',
  enforce: 'pre',
  transform: {
    filter: { id: /dkfds\.css/ },
    handler: (css) =>
      css
        .replace(/src:[^;]*?(url\("[^"]+\.woff2"\) format\("woff2"\))[^;]*;/g, 'src:$1;')
        .replace(/^\.icon-[^{]*\{[^}]*\}/gm, ''),
  },
};

export default defineConfig({
  root: here('.'),
  plugins: [slimDesignSystem, react(), mainChunkGuard],
  // dkfds does not export its style sheet.
  resolve: { alias: { 'dkfds-css': here('../../node_modules/dkfds/dist/css/dkfds.css') } },
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // What draws PDFs is fetched by whoever opens one.
    chunkSizeWarningLimit: 1_800,
    target: 'es2023',
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/auth': 'http://127.0.0.1:8080' } },
});
