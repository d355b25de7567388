import type { Conversation } from '../methods/opinion-groups/opinion-groups.ts';
import type { PolisComment, PolisVote } from './polis-export.ts';

/** A conversation in numbers, and who and what the numbers stand for. */
export interface NumberedConversation {
  conversation: Conversation;
  voters: string[];
  comments: string[];
}

/** An export as the mathematics takes it: voters and comments in the order of their numbers, votes in that of the file. */
export function numberConversation(
  comments: readonly PolisComment[],
  votes: readonly PolisVote[],
): NumberedConversation {
  const ordered = comments.toSorted((a, b) => byNumber(a.id, b.id));
  const commentIds = ordered.map((comment) => comment.id);
  const voters = [...new Set(votes.map((vote) => vote.voter))].sort(byNumber);
  const placeOfComment = places(commentIds);
  const placeOfVoter = places(voters);
  return {
    voters,
    comments: commentIds,
    conversation: {
      participants: voters.length,
      statements: ordered.map(({ moderated, isMeta }) => ({ isOut: moderated === -1, isMeta })),
      log: {
        participant: Uint32Array.from(votes, (vote) => placeOfVoter.get(vote.voter)!),
        statement: Uint32Array.from(votes, (vote) => placeOfComment.get(vote.comment)!),
        vote: Int8Array.from(votes, (vote) => vote.vote),
      },
    },
  };
}

const places = (ids: string[]) => new Map(ids.map((id, at) => [id, at]));

/** The order of ids of an export, in which people joined: whole numbers by size and before all else; the rest by their letters. */
export function byNumber(one: string, other: string): number {
  const [a, b] = [one, other].map((id) => (/^\d{1,15}$/.test(id) ? Number(id) : Infinity)) as [number, number];
  if (a !== b) return a - b;
  return one < other ? -1 : one > other ? 1 : 0;
}
