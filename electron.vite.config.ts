import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { channelNames } from './src-shared/ipc/channel-names';

const alias = { '@shared': resolve('src-shared') };

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      outDir: 'out/main',
      target: 'node24',
      externalizeDeps: false,
      rollupOptions: {
        input: {
          index: resolve('src-main/index.ts'),
          cli: resolve('src-main/cli/index.ts'),
          'sandbox-child': resolve('src-main/sandbox/child.ts'),
          'quickjs-child': resolve('src-main/sandbox/quickjs/child.ts'),
          'storage-thread': resolve('src-main/storage/thread/storage-thread.ts'),
          'strip-worker': resolve('src-main/sandbox/confined/strip-worker.ts'),
        },
        // Everything is bundled but Electron itself and the one native module.
        external: ['electron', 'better-sqlite3'],
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    // The preload gets the allow-list of channels as data; it bundles no schema.
    define: { __IPC_CHANNELS__: JSON.stringify(channelNames()) },
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: {
          index: resolve('src-preload/index.ts'),
          confined: resolve('src-preload/confined.ts'),
        },
        external: ['electron'],
        // A sandboxed preload must be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    resolve: { alias },
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      target: 'chrome148',
      minify: true,
      chunkSizeWarningLimit: 8_000,
      rollupOptions: { input: resolve('src-renderer/index.html') },
    },
  },
});
