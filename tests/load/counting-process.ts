/**
 * One count of a consultation, again and again in a process of its own: tells its parent the milliseconds of each and how far
 * memory grew beyond what the votes themselves take. Named by its first argument.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { selectByEqualShares } from '../../server/src/features/consultations/methods/equal-shares/equal-shares.ts';
import {
  type Conversation,
  findOpinionGroups,
} from '../../server/src/features/consultations/methods/opinion-groups/opinion-groups.ts';
import { publishableOpinions } from '../../server/src/features/consultations/methods/opinion-groups/publishable.ts';
import { countScottishStv } from '../../server/src/features/consultations/methods/stv/scottish-stv.ts';
import { budgetElection, conversationOf, uberConversation, wardElection } from './consultations.ts';

const opinions = (conversation: Conversation) => () => publishableOpinions(findOpinionGroups(conversation));

const counts: Record<string, () => () => unknown> = {
  'groups.vtaiwan': () => opinions(uberConversation()),
  'groups.million': () => opinions(conversationOf(10_000, 1_000, 100)),
  'groups.half': () => opinions(conversationOf(5_000, 1_000, 100)),
  'groups.quarter': () => opinions(conversationOf(2_500, 1_000, 100)),
  'stv.ward': () => {
    const election = wardElection();
    return () => countScottishStv(election);
  },
  'equal-shares.wieliczka': () => {
    const election = budgetElection();
    return () => selectByEqualShares(election);
  },
};

const [, , name = '', times = '1'] = process.argv;
const count = counts[name]!();
globalThis.gc?.();
await wait(100); // what making the votes has left behind goes back first
const before = process.memoryUsage().rss;
const milliseconds = Array.from({ length: Number(times) }, () => {
  const begun = performance.now();
  count();
  return performance.now() - begun;
});
const peak = process.resourceUsage().maxRSS * 1024;
process.send?.({ milliseconds, grown: Math.max(0, peak - before) / 2 ** 20 });
