import { parentPort, workerData } from 'node:worker_threads';
import { statementPriorities } from '../methods/opinion-groups/next-statement.ts';
import { type Conversation, findOpinionGroups } from '../methods/opinion-groups/opinion-groups.ts';
import { publishableOpinions } from '../methods/opinion-groups/publishable.ts';
import type { WeighedOpinions } from './weigh-opinions.ts';

/* Runs as it is, in a thread of its own. What says where single people stand never leaves it. */

const result = findOpinionGroups(workerData as Conversation);
const { x, y } = result.statements;
const extremity = Float64Array.from(x, (value, at) => Math.hypot(value, y[at] ?? 0));
const weighed: WeighedOpinions = {
  priorities: statementPriorities(result.everybody, extremity, result.meta),
  published: publishableOpinions(result),
};
parentPort?.postMessage(weighed);
