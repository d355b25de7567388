import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../../platform/graphql/api-type.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { loaded } from '../../../platform/graphql/loaded.ts';
import { IdScalar } from '../../../platform/graphql/scalars.ts';
import { ConsultationPhaseType } from '../consultation.type.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import type { PublishedTable } from '../methods/suppression/table.ts';
import type { OpinionRelease } from './opinion-release.entity.ts';
import {
  dividing,
  mayDivideMore,
  mayUniteMore,
  percentOf,
  type ReleasedOpinions,
  type Side,
} from '../methods/opinion-groups/released-opinions.ts';
import { listResults, openDataOf, polisCommentsOf } from './results.service.ts';
import { statementById } from './statement.service.ts';
import {
  AnswerCountsType,
  NoGroupsReasonEnum,
  OpinionGroupType,
  OpinionResultType,
  StatementCountsType,
  StatementStandType,
  StatementType,
} from './statement.type.ts';

interface Counted {
  id: string;
  votes: PublishedTable;
  groupCount: number;
}
interface Stand {
  statementId: string;
  side: Side;
  percent: number | null;
}

@Resolver(() => OpinionResultType)
export class OpinionResultResolver {
  @Query(() => [OpinionResultType], { description: 'What came out of the steps that have ended. Public.' })
  @Guarded(consultationPolicy.seeResults)
  opinionResults(
    @Ctx() ctx: RequestContext,
    @Arg('consultationId', () => IdScalar, { description: 'Of which consultation.' }) consultationId: string,
  ) {
    return listResults(ctx, consultationId);
  }

  @FieldResolver(() => ConsultationPhaseType, { description: 'Of which step.' })
  phase(@Root() release: OpinionRelease) {
    return loaded(release.phase);
  }

  @FieldResolver(() => Int, { description: 'How many people answered; 0 where fewer than five did.' })
  people(@Root() { opinions }: OpinionRelease): number {
    return opinions.people;
  }

  @FieldResolver(() => Int, {
    description:
      'How many of them answered enough to be placed in groups: at least seven statements, or all where there are fewer, or they were among the first fifteen. All of them, where the others are fewer than five.',
  })
  placed(@Root() { opinions }: OpinionRelease): number {
    return opinions.placed;
  }

  @FieldResolver(() => NoGroupsReasonEnum, {
    nullable: true,
    description: 'Why people are shown as one group; null where there are several.',
  })
  reason(@Root() { opinions }: OpinionRelease) {
    return opinions.reason;
  }

  @FieldResolver(() => [OpinionGroupType], {
    description: 'People who answer alike; everybody where there is one, none where too few took part.',
  })
  groups(@Root() { opinions }: OpinionRelease) {
    return opinions.groups.map(({ size, stands }) => ({
      size,
      stands: stands.map((one) => withPercent(one, opinions)),
    }));
  }

  @FieldResolver(() => [StatementStandType], { description: 'What most people answer alike, the clearest first.' })
  unites(@Root() { opinions }: OpinionRelease): Stand[] {
    return opinions.unites.map((one) => withPercent(one, opinions));
  }

  @FieldResolver(() => [StatementType], { description: 'What parts people most.' })
  divides(@Root() { opinions }: OpinionRelease, @Ctx() ctx: RequestContext) {
    return Promise.all(dividing(opinions).map((id) => statementById(ctx, id)));
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether figures that are withheld could add to what unites: then nothing named is not nothing there.',
  })
  mayUniteMore(@Root() { opinions }: OpinionRelease): boolean {
    return mayUniteMore(opinions);
  }

  @FieldResolver(() => Boolean, { description: 'The same of what divides.' })
  mayDivideMore(@Root() { opinions }: OpinionRelease): boolean {
    return mayDivideMore(opinions);
  }

  @FieldResolver(() => [StatementCountsType], { description: 'Every statement with its figures.' })
  statements(@Root() { opinions }: OpinionRelease) {
    return opinions.statements.map(({ id, votes }) => ({ id, votes, groupCount: opinions.groups.length }));
  }

  @FieldResolver(() => String, { description: 'The figures as CSV; none of them is about a single person.' })
  openData(@Root() release: OpinionRelease, @Ctx() ctx: RequestContext) {
    return openDataOf(ctx, release);
  }

  @FieldResolver(() => String, { description: 'The same for everybody together, as comments.csv of a Polis export.' })
  polisComments(@Root() release: OpinionRelease, @Ctx() ctx: RequestContext) {
    return polisCommentsOf(ctx, release);
  }
}

@Resolver(() => OpinionGroupType)
export class OpinionGroupResolver {
  @FieldResolver(() => [StatementStandType], { description: 'What tells the group from the others.' })
  stands(@Root() { stands }: { stands: Stand[] }) {
    return stands;
  }
}

@Resolver(() => StatementStandType)
export class StatementStandResolver {
  @FieldResolver(() => StatementType, { description: 'To what.' })
  statement(@Root() { statementId }: Stand, @Ctx() ctx: RequestContext) {
    return statementById(ctx, statementId);
  }
}

@Resolver(() => StatementCountsType)
export class StatementCountsResolver {
  @FieldResolver(() => StatementType, { description: 'Of what.' })
  statement(@Root() { id }: Counted, @Ctx() ctx: RequestContext) {
    return statementById(ctx, id);
  }

  @FieldResolver(() => [AnswerCountsType], { description: 'Each group, in the order of the groups.' })
  groups(@Root() { votes, groupCount }: Counted): AnswerCountsType[] {
    return votes.cells.slice(0, groupCount).map((cells, group) => countsOf(votes.rowTotals[group], cells));
  }

  @FieldResolver(() => AnswerCountsType, {
    nullable: true,
    description: 'People who answered too little to be in a group; null where everybody is in one.',
  })
  ungrouped(@Root() { votes, groupCount }: Counted): AnswerCountsType | null {
    const cells = votes.cells[groupCount];
    return cells ? countsOf(votes.rowTotals[groupCount], cells) : null;
  }

  @FieldResolver(() => AnswerCountsType, { description: 'Everybody who answered it.' })
  all(@Root() { votes }: Counted): AnswerCountsType {
    return countsOf(votes.total, votes.columnTotals);
  }
}

const countsOf = (
  people: number | null | undefined,
  [agree, disagree, pass]: readonly (number | null)[],
): AnswerCountsType => ({
  people: people ?? null,
  agree: agree ?? null,
  disagree: disagree ?? null,
  pass: pass ?? null,
});

function withPercent(
  { statementId, side }: { statementId: string; side: Side },
  { statements }: ReleasedOpinions,
): Stand {
  const votes = statements.find(({ id }) => id === statementId)?.votes;
  return { statementId, side, percent: votes ? percentOf(votes, side) : null };
}
