import { Migrator } from '@mikro-orm/migrations';
import { DataloaderType, MikroORM, type Options } from '@mikro-orm/postgresql';
import { migrations } from '../../../../migrations/index.ts';

export type Entities = NonNullable<Options['entities']>;

/** Opens the pool; connects on first use. */
export function openDatabase(url: string, entities: Entities): Promise<MikroORM> {
  return MikroORM.init({
    clientUrl: url,
    entities,
    dataloader: DataloaderType.ALL,
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    migrations: {
      migrationsList: migrations,
      snapshot: false,
      tableName: 'migration',
      transactional: true,
      allOrNothing: true,
      disableForeignKeys: false,
    },
    logger: () => undefined,
    pool: { min: 1, max: 12 },
  });
}

export type { MikroORM };
