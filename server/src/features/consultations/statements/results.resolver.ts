import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../../platform/graphql/api-type.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { loaded } from '../../../platform/graphql/loaded.ts';
import { IdScalar } from '../../../platform/graphql/scalars.ts';
import { ConsultationPhaseType } from '../consultation.type.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import type { OpinionRelease } from './opinion-release.entity.ts';
import { dividing, percentOf, type ReleasedOpinions, type Side } from './opinions.ts';
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

type Released = ReleasedOpinions['statements'][number];
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

  @FieldResolver(() => Int, {
    description:
      'How many people are counted: with at least seven answers, or all where there are fewer statements, and the first fifteen.',
  })
  people(@Root() { opinions }: OpinionRelease): number {
    return opinions.groups.reduce((sum, { size }) => sum + size, 0);
  }

  @FieldResolver(() => NoGroupsReasonEnum, {
    nullable: true,
    description: 'Why people are shown as one group; null where there are several.',
  })
  reason(@Root() { opinions }: OpinionRelease) {
    return opinions.reason;
  }

  @FieldResolver(() => [OpinionGroupType], { description: 'People who answer alike; none where too few took part.' })
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

  @FieldResolver(() => [StatementCountsType], { description: 'Every statement with its figures.' })
  statements(@Root() { opinions }: OpinionRelease) {
    return opinions.statements;
  }

  @FieldResolver(() => String, { description: 'The figures as CSV; none of them is about a single person.' })
  openData(@Root() release: OpinionRelease, @Ctx() ctx: RequestContext) {
    return openDataOf(ctx, release);
  }

  @FieldResolver(() => String, { description: 'The same for all groups together, as comments.csv of a Polis export.' })
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
  statement(@Root() { id }: Released, @Ctx() ctx: RequestContext) {
    return statementById(ctx, id);
  }

  @FieldResolver(() => [AnswerCountsType], { description: 'Each group, in the order of the groups.' })
  groups(@Root() { votes }: Released): AnswerCountsType[] {
    return votes.cells.map((cells, group) => countsOf(votes.rowTotals[group], cells));
  }

  @FieldResolver(() => AnswerCountsType, { description: 'All that are counted together.' })
  all(@Root() { votes }: Released): AnswerCountsType {
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
