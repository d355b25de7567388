import { AppError } from '../../platform/errors.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { townDay } from '../../platform/time.ts';
import { type Consultation, phasesOf } from '../consultations/index.ts';

type Asked = Pick<Consultation, 'id' | 'opensAt'>;

/**
 * The first day on which something can be decided after a consultation: that on which the last answers came in, or on which its
 * assembly met at the earliest, since that may decide itself; '' while it has none.
 */
export async function heardOn(ctx: RequestContext, consultation: Asked): Promise<string> {
  const phases = (await phasesOf(ctx, consultation)).filter(({ method }) => method !== null);
  const heard = phases.map(({ method, opensAt, closesAt }) =>
    method === 'ASSEMBLY' ? opensAt : new Date(closesAt.getTime() - 1),
  );
  const days = [...heard, consultation.opensAt ?? []].flat().map((moment) => townDay(moment).toString());
  return days.toSorted().at(-1) ?? '';
}

/** Throws DATE_IN_FUTURE, or DATE_BEFORE_HEARD where people had not all been heard yet. */
export async function assertDecidedOn(ctx: RequestContext, day: string, consultation: Asked): Promise<void> {
  if (day > townDay(ctx.clock.now()).toString()) throw new AppError('DATE_IN_FUTURE', {}, 'input.decidedOn');
  if (day < (await heardOn(ctx, consultation))) throw new AppError('DATE_BEFORE_HEARD', {}, 'input.decidedOn');
}
