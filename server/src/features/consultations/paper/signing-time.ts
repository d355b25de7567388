/** How long after its end a step waits for papers that nobody has signed, in milliseconds. */
export const signingTime = 48 * 3_600_000;

/** SQL about the step `p`: no paper waits for a signature any more, or the time for it (the parameter) is over. */
export const noPaperWaits = `(p.closes_at <= ?
  or not exists (select 1 from paper_batch b where b.phase_id = p.id and b.signed_at is null))`;

/** The parameter of `noPaperWaits`. */
export const signedUntil = (now: Date): Date => new Date(now.getTime() - signingTime);
