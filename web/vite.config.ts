import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ precompress: true }),
      // Every page is rendered per request, so a nonce covers the few inline scripts SvelteKit writes.
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          // The style attribute of the element in which SvelteKit announces a new page to screen readers.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'data:'],
          'media-src': ['self'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  resolve: {
    alias: {
      '#schema': fileURLToPath(new URL('../schema/operations.ts', import.meta.url)),
      '@formatjs/icu-messageformat-parser': fileURLToPath(new URL('./src/lib/i18n/icu.ts', import.meta.url)),
    },
  },
  // The map is bundled apart (`?worker&url`), since pages load nothing by themselves; it finds its own parts beside it.
  worker: { format: 'es' },
  server: { fs: { allow: ['..'] } },
});
