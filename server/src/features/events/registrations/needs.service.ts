import { AppError } from '../../../platform/errors.ts';
import { batched } from '../../../platform/graphql/batched.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import type { NeedInput } from './registration.input.ts';
import type { Registration } from './registration.entity.ts';
import { type NeedKind, seatedStates } from './registrations.words.ts';

export interface Need {
  kind: NeedKind;
  language: string | null;
}
export interface NeedCount extends Need {
  /** How many registrations with a place say so. */
  count: number;
}

/** An interpreter is for a language. REQUIRED on `input.needs`. */
export function assertNeeds(needs: readonly NeedInput[]): void {
  if (needs.some(({ kind, language }) => kind === 'INTERPRETER' && !language))
    throw new AppError('REQUIRED', {}, 'input.needs');
}

/** Keeps what somebody needs to come. */
export async function keepNeeds(
  ctx: RequestContext,
  registration: Registration,
  needs: readonly NeedInput[],
): Promise<void> {
  for (const { kind, language } of needs) {
    const into = kind === 'INTERPRETER' ? (language ?? '') : '';
    await ctx.em.execute(
      `insert into registration_need (registration_id, kind, language) values (?, ?, ?) on conflict do nothing`,
      [registration.id, kind, into],
    );
  }
}

/** What one registration says it needs; whole lists in one statement. */
export async function needsOf(ctx: RequestContext, registrationId: string): Promise<Need[]> {
  return (await batched(ctx, needsOfAll, registrationId)) ?? [];
}

/** What those with a place at a date need, all together; for the organisers' page. */
export async function needCounts(ctx: RequestContext, seatsId: string): Promise<NeedCount[]> {
  return ctx.em.execute<NeedCount[]>(
    `select n.kind, nullif(n.language, '') as language, count(*)::int as count
       from registration_need n join registration r on r.id = n.registration_id
      where r.seats_id = ? and r.state = any(string_to_array(?, ',')) group by n.kind, n.language order by n.kind, n.language`,
    [seatsId, seatedStates.join(',')],
  );
}

async function needsOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Need[]>> {
  const rows = await ctx.em.execute<(Need & { id: string })[]>(
    `select registration_id as id, kind, nullif(language, '') as language from registration_need
      where registration_id = any(string_to_array(?, ',')::uuid[]) order by kind, language`,
    [ids.join(',')],
  );
  const found = Map.groupBy(rows, ({ id }) => id);
  return new Map([...found].map(([id, of]) => [id, of.map(({ kind, language }) => ({ kind, language }))]));
}
