import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse } from 'graphql';
import { root } from './root.ts';

const folder = join(root, 'web', 'src', 'lib');

const scalars = {
  DateTime: 'string',
  Date: 'string',
  UUID: 'string',
  JSON: 'unknown',
  Locale: 'string',
  LanguageTag: 'string',
};

/** TypeScript for every .graphql file of the web: types of variables and results, and one typed document each. */
export async function generateOperations(schema: string): Promise<string> {
  return codegen({
    filename: 'operations.ts',
    schema: parse(schema),
    schemaAst: buildSchema(schema),
    documents: await readDocuments(),
    config: {
      scalars,
      strictScalars: true,
      enumsAsTypes: true,
      useTypeImports: true,
      skipTypename: true,
      onlyOperationTypes: true,
    },
    plugins: [{ operations: {} }, { documents: {} }], // the first one also writes the enums and inputs in use
    pluginMap: { operations, documents: typedDocuments },
  });
}

async function readDocuments() {
  const names = await readdir(folder, { recursive: true });
  const paths = names.filter((name) => name.endsWith('.graphql')).sort();
  return Promise.all(
    paths.map(async (path) => ({ location: path, document: parse(await readFile(join(folder, path), 'utf8')) })),
  );
}
