import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { AppError } from '../../../platform/errors.ts';
import { AlwaysFresh, Guarded } from '../../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { IdScalar, InstantScalar } from '../../../platform/graphql/scalars.ts';
import { translated, TranslatedTextType } from '../../translations/index.ts';
import { ConsultationPhaseType } from '../consultation.type.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import type { RejectReason } from '../consultations.words.ts';
import { PartToken } from '../participation/part-token.ts';
import { RejectReasonEnum } from '../statements/statement.type.ts';
import type { AgendaItem, AssemblyQuestion } from './assembly.entity.ts';
import { watchAssembly } from './assembly-news.ts';
import { AgendaItemInput, HandsInput } from './assembly.input.ts';
import {
  type AssemblyShown,
  attendanceShown,
  getAssembly,
  handsOf,
  itemsOf,
  recordOf,
  signaturesOf,
  writtenItem,
} from './assembly.reading.ts';
import {
  AgendaItemSourceType,
  AgendaItemType,
  AssemblyPartType,
  AssemblyQuestionConnectionType,
  AssemblyQuestionType,
  AssemblyType,
  ItemStateEnum,
  ShowOfHandsType,
} from './assembly.type.ts';
import { type ItemState, mostAt } from './assembly.words.ts';
import {
  askAssembly,
  type AssemblyPart,
  getAssemblyPart,
  hideQuestion,
  listQuestions,
  questionSupports,
  supportQuestion,
} from './questions.service.ts';
import { noteHands, planAssembly, setItemState, signMinutes, writeRecord } from './running.service.ts';

@Resolver(() => AssemblyType)
export class AssemblyResolver {
  @Query(() => AssemblyType, { description: 'An assembly: agenda, and the minutes once two have signed them.' })
  @Guarded(consultationPolicy.see)
  @AlwaysFresh
  assembly(@Ctx() ctx: RequestContext, @PhaseId() phaseId: string) {
    return getAssembly(ctx, phaseId);
  }

  @Mutation(() => Boolean, {
    description: 'What it talks about, and at which date of the organisation. CHANGED_MEANWHILE. Organisers.',
  })
  @Guarded(consultationPolicy.runAssembly)
  async planAssembly(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @PhaseId() phaseId: string,
    @Version() version: number,
    @Arg('items', () => [AgendaItemInput], { description: 'All of the agenda, in its order.' })
    items: AgendaItemInput[],
    @Arg('dateId', () => IdScalar, { nullable: true, description: 'The date at which it meets.' })
    dateId: string | null,
  ) {
    if (items.length > mostAt.items) throw new AppError('TOO_MUCH', { max: mostAt.items }, 'items');
    await planAssembly(ctx, phaseId, version, { dateId: dateId ?? null, items });
    return true;
  }

  @Mutation(() => Boolean, {
    description: 'Signs the minutes; the second signature makes them public and final. Organisers.',
  })
  @Guarded(consultationPolicy.runAssembly)
  async signMinutes(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @PhaseId() phaseId: string,
    @Version() version: number,
  ) {
    await signMinutes(ctx, phaseId, version);
    return true;
  }

  @Subscription(() => AssemblyType, {
    description: 'An assembly each time its agenda, its minutes or its questions change.',
    subscribe: ({ args, context }) => watchAssembly(context as RequestContext, String(args['phaseId'])),
  })
  @Guarded(consultationPolicy.see)
  assemblyChanged(@Root() assembly: AssemblyShown, @PhaseId() _phaseId: string) {
    return assembly;
  }

  @FieldResolver(() => ConsultationPhaseType, { description: 'The step.' })
  phase(@Root() { phase }: AssemblyShown) {
    return phase;
  }

  @FieldResolver(() => Int, { description: 'Counts its changes; a change names the version it was made from.' })
  version(@Root() { assembly }: AssemblyShown) {
    return assembly?.version ?? 1;
  }

  @FieldResolver(() => IdScalar, { nullable: true, description: 'The event date at which it meets.' })
  dateId(@Root() { assembly }: AssemblyShown) {
    return assembly?.date?.id ?? null;
  }

  @FieldResolver(() => [AgendaItemType], { description: 'The agenda.' })
  items(@Root() assembly: AssemblyShown, @Ctx() ctx: RequestContext) {
    return itemsOf(ctx, assembly);
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How many came, by the check-ins; null under five.' })
  attendance(@Root() assembly: AssemblyShown, @Ctx() ctx: RequestContext) {
    return attendanceShown(ctx, assembly);
  }

  @FieldResolver(() => InstantScalar, { nullable: true, description: 'When the second has signed.' })
  signedAt(@Root() { assembly }: AssemblyShown) {
    return assembly?.signedAt ?? null;
  }

  @FieldResolver(() => Int, { description: 'How many have signed the minutes as they stand.' })
  signatures(@Root() { assembly }: AssemblyShown, @Ctx() ctx: RequestContext) {
    return signaturesOf(ctx, assembly);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader runs it.' })
  viewerCanRun(@Root() { canRun }: AssemblyShown) {
    return canRun;
  }
}

@Resolver(() => AgendaItemType)
export class AgendaItemResolver {
  @Mutation(() => AgendaItemType, { description: 'Where the assembly is. Organisers.' })
  @Guarded(consultationPolicy.runAssembly)
  setAgendaItemState(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Id() id: string,
    @Arg('state', () => ItemStateEnum, { description: 'What it is now.' }) state: ItemState,
  ) {
    return setItemState(ctx, id, state);
  }

  @Mutation(() => AgendaItemType, { description: 'Notes a show of hands, or corrects it. Organisers.' })
  @Guarded(consultationPolicy.runAssembly)
  noteHands(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Id() id: string,
    @Arg('hands', () => HandsInput, { description: 'How many.' }) hands: HandsInput,
  ) {
    const { inFavour, against, abstained } = hands;
    return noteHands(ctx, id, { inFavour, against, abstained });
  }

  @Mutation(() => AgendaItemType, { description: 'Writes the minutes of an item. CHANGED_MEANWHILE. Organisers.' })
  @Guarded(consultationPolicy.runAssembly)
  writeMinutes(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Id() id: string,
    @Version() version: number,
    @Arg('record', () => String, { description: 'What was said and decided, at most 4000 characters.' })
    record: string,
  ) {
    return writeRecord(ctx, id, version, record);
  }

  @FieldResolver(() => TranslatedTextType, { description: 'What it is.' })
  title(@Root() item: AgendaItem, @Ctx() ctx: RequestContext) {
    return translated(ctx, item, 'title', item.title);
  }

  @FieldResolver(() => AgendaItemSourceType, {
    nullable: true,
    description: 'The words as they were written, for those who run it; null for others.',
  })
  source(@Root() item: AgendaItem, @Ctx() ctx: RequestContext) {
    return writtenItem(ctx, item);
  }

  @FieldResolver(() => TranslatedTextType, {
    nullable: true,
    description: 'What was said and decided; null for everybody else until two have signed.',
  })
  record(@Root() item: AgendaItem, @Ctx() ctx: RequestContext) {
    return recordOf(ctx, item);
  }

  @FieldResolver(() => [ShowOfHandsType], {
    description: 'Hands, the newest count first; for everybody the last one, once two have signed.',
  })
  hands(@Root() item: AgendaItem, @Ctx() ctx: RequestContext) {
    return handsOf(ctx, item);
  }
}

@Resolver(() => AssemblyQuestionType)
export class AssemblyQuestionResolver {
  @Query(() => AssemblyQuestionConnectionType, { description: 'Questions to an assembly, the most supported first.' })
  @Guarded(consultationPolicy.see)
  @AlwaysFresh
  assemblyQuestions(
    @Ctx() ctx: RequestContext,
    @PhaseId() phaseId: string,
    @First() first: number,
    @After() after: string | null,
  ) {
    return listQuestions(ctx, phaseId, first, after);
  }

  @Mutation(() => AssemblyQuestionType, { description: 'Asks the assembly something.' })
  @Guarded(consultationPolicy.takePart)
  askAssembly(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @PhaseId() phaseId: string,
    @Arg('text', () => String, { description: 'At most 300 characters.' }) text: string,
    @PartToken() token: string | null,
  ) {
    return askAssembly(ctx, phaseId, text, token);
  }

  @Mutation(() => AssemblyQuestionType, { description: 'Would like it answered too, or no more.' })
  @Guarded(consultationPolicy.takePart)
  supportAssemblyQuestion(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Id() id: string,
    @Arg('supports', () => Boolean, { description: 'Whether from now on.' }) supports: boolean,
    @PartToken() token: string | null,
  ) {
    return supportQuestion(ctx, id, supports, token);
  }

  @Mutation(() => AssemblyQuestionType, {
    description: 'Takes a question out of sight, or shows it again. Organisers.',
  })
  @Guarded(consultationPolicy.runAssembly)
  hideAssemblyQuestion(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Id() id: string,
    @Arg('hidden', () => Boolean, { description: 'Whether from now on.' }) hidden: boolean,
    @Arg('reason', () => RejectReasonEnum, { nullable: true, description: 'Why it is hidden, for the author.' })
    reason: RejectReason | null,
  ) {
    return hideQuestion(ctx, id, hidden, reason);
  }

  @FieldResolver(() => TranslatedTextType, { description: 'The question.' })
  text(@Root() question: AssemblyQuestion, @Ctx() ctx: RequestContext) {
    return translated(ctx, question, 'text', question.text);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many would like it answered; null under five. Before the end: about so many, in fives, released every five minutes.',
  })
  async supports(@Root() question: AssemblyQuestion, @Ctx() ctx: RequestContext) {
    return (await questionSupports(ctx, question)).count || null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether nobody can support it any more, and `supports` is exact.' })
  async supportsFinal(@Root() question: AssemblyQuestion, @Ctx() ctx: RequestContext) {
    return (await questionSupports(ctx, question)).final;
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is out of sight for all but the organisers.' })
  hidden(@Root() { hiddenAt }: AssemblyQuestion) {
    return Boolean(hiddenAt);
  }

  @FieldResolver(() => RejectReasonEnum, {
    nullable: true,
    description: 'Why it is out of sight, where that was said.',
  })
  hiddenReason(@Root() { hiddenReason }: AssemblyQuestion) {
    return hiddenReason;
  }
}

@Resolver(() => AssemblyPartType)
export class AssemblyPartResolver {
  @Query(() => AssemblyPartType, { description: 'The reader’s own part in an assembly.' })
  @Guarded(consultationPolicy.seeOwnPart)
  @AlwaysFresh
  assemblyPart(@Ctx() ctx: RequestContext, @PhaseId() phaseId: string, @PartToken() token: string | null) {
    return getAssemblyPart(ctx, phaseId, token);
  }

  @FieldResolver(() => Boolean, { description: 'Whether a helper sits beside.' })
  helped(@Root() { part }: AssemblyPart): boolean {
    return Boolean(part?.helped);
  }
}

function Id(): ParameterDecorator {
  return Arg('id', () => IdScalar, { description: 'Which one.' }) as ParameterDecorator;
}

function PhaseId(): ParameterDecorator {
  return Arg('phaseId', () => IdScalar, { description: 'The step.' }) as ParameterDecorator;
}

function Version(): ParameterDecorator {
  return Arg('version', () => Int, { description: 'The version that was seen.' }) as ParameterDecorator;
}
