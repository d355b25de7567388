import type { CommentSide, ProposalCardFragment, ProposalOrder, ProposalState, RejectReason } from '#schema';
import type { Translate } from '#lib/i18n/translate.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { moneyWords } from './money.ts';

export const proposalOrders: ProposalOrder[] = ['FAIR', 'NEWEST', 'SUPPORTED'];
export const queueStates: ProposalState[] = ['PENDING', 'PUBLISHED', 'REJECTED'];
export const commentSides: CommentSide[] = ['FOR', 'AGAINST'];

/** Longest texts, as the API has them. */
export const longestIn = { title: 120, text: 3000, comment: 500, why: 500, words: 500 };

/** Why a proposal is not let in. */
export const reasonWords = (reason: RejectReason, t: Translate): string =>
  reason === 'TWICE' ? t('consultations.proposalTwice') : t(`consultations.reason.${reason}`);

/** What a proposal is thought to cost. */
export function costWords(
  { fromCents, toCents }: { fromCents: number; toCents: number },
  { locale, t }: { locale: Locale; t: Translate },
): string {
  if (fromCents === toCents) return t('consultations.proposalCostAbout', { amount: moneyWords(toCents, locale) });
  const [from, to] = [moneyWords(fromCents, locale), moneyWords(toCents, locale)];
  return t('consultations.proposalCostRange', { from, to });
}

/** How many support a proposal: about so many while people still may, and below five no number, nor before the first release. */
export function supportWords(
  { supports, supportsFinal }: Pick<ProposalCardFragment, 'supports' | 'supportsFinal'>,
  t: Translate,
): string {
  if (supports == null) return t(supportsFinal ? 'consultations.proposalSupportsFew' : 'consultations.supportsNotYet');
  return t(supportsFinal ? 'consultations.proposalSupports' : 'consultations.proposalSupportsAbout', {
    count: supports,
  });
}
