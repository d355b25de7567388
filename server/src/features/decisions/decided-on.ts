import { AppError } from '../../platform/errors.ts';
import { townDay } from '../../platform/time.ts';
import type { Consultation } from '../consultations/index.ts';

/** The first day on which something can be decided after a consultation: that of its opening; '' while it has none. */
export const openedOn = ({ opensAt }: Pick<Consultation, 'opensAt'>): string =>
  opensAt ? townDay(opensAt).toString() : '';

/** Throws DATE_IN_FUTURE, or DATE_BEFORE_OPENING where nobody had been asked yet. */
export function assertDecidedOn(day: string, consultation: Pick<Consultation, 'opensAt'>, now: Date): void {
  if (day > townDay(now).toString()) throw new AppError('DATE_IN_FUTURE', {}, 'input.decidedOn');
  if (day < openedOn(consultation)) throw new AppError('DATE_BEFORE_OPENING', {}, 'input.decidedOn');
}
