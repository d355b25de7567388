// The generated operations name a package that only urql depends on; this gives them the same type.
export type { TypedDocumentNode } from '@urql/core';
