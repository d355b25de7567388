import { createRequire } from 'node:module';

// Before any class with decorators is loaded, as in the server's main file.
createRequire(new URL('../../server/package.json', import.meta.url))('reflect-metadata');
