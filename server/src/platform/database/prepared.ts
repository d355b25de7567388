import type { EntityManager } from '@mikro-orm/postgresql';

/** A statement that every connection reads and plans once. */
export interface Prepared {
  /** One name for one text, among all statements of the app. */
  name: string;
  /** With $1, $2 … in the place of values. */
  text: string;
}

/**
 * Runs a prepared statement on a connection of the pool: for the few statements that are run so often that reading them anew each
 * time would cost a good part of running them. It stands for itself, outside of any transaction of `em`. Faults are those of `pg`.
 */
export async function runPrepared<Row extends object>(
  em: EntityManager,
  { name, text }: Prepared,
  values: unknown[],
): Promise<Row[]> {
  const pool = await em.getConnection().getNativeClient();
  const { rows } = await pool.query<Row>({ name, text, values });
  return rows;
}

/** Whether what was written did not keep to a constraint, or a trigger refused it: SQLSTATE class 23. */
export const isConstraintViolation = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('23');
