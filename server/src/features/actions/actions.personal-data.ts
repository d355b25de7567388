import type { RequestContext } from '../../platform/graphql/context.ts';
import type { PersonalData } from '../../platform/personal-data.ts';
import { lockAction, lockMaterial, lockShift, tellActionChanged } from './action-locks.ts';
import { MaterialPledge } from './action-material.entity.ts';
import { tellOrganisers } from './action-notices.ts';
import { setPledge } from './action-material.service.ts';
import { ShiftSignUp } from './action-shift.entity.ts';
import { giveBack } from './shift.service.ts';
import { SolidarityAction } from './solidarity-action.entity.ts';

/** Proposals, places in shifts and promised materials of a person. */
export const actionsPersonalData: PersonalData = {
  feature: 'actions',

  async collect(ctx, memberId) {
    const proposals = await ctx.em.find(SolidarityAction, { proposer: memberId }, { orderBy: { id: 'asc' } });
    const signUps = await ctx.em.find(
      ShiftSignUp,
      { member: memberId },
      { populate: ['shift.task', 'shift.action'], orderBy: { id: 'asc' } },
    );
    const pledges = await ctx.em.find(
      MaterialPledge,
      { member: memberId },
      { populate: ['material.action'], orderBy: { material: 'asc' } },
    );
    return {
      proposals: proposals.map(({ id, state, title, words, goal, language, createdAt }) => ({
        id,
        state,
        title,
        words,
        goal,
        language,
        createdAt,
      })),
      shifts: signUps.map(({ shift, createdAt, came, minutes }) => ({
        action: shift.$.action.$.title,
        task: shift.$.task.$.title,
        startsAt: shift.$.startsAt,
        endsAt: shift.$.endsAt,
        signedUpAt: createdAt,
        came: came ?? null,
        minutes: minutes ?? null,
      })),
      materials: pledges.map(({ material, quantity }) => ({
        action: material.$.action.$.title,
        what: material.$.what,
        quantity,
      })),
    };
  },

  async release(ctx, memberId) {
    await freePlaces(ctx, memberId);
    await takePledgesBack(ctx, memberId);
    // Proposals that nobody took on go with the person; what is open or done belongs to those who organise it.
    await ctx.em.nativeDelete(SolidarityAction, { proposer: memberId, openedAt: null });
    await ctx.em.nativeUpdate(SolidarityAction, { proposer: memberId }, { proposer: null });
    await ctx.em.execute('delete from action_meeting_point_reading where reader_id = ?', [memberId]);
  },
};

async function freePlaces(ctx: RequestContext, memberId: string): Promise<void> {
  const coming = await ctx.em.find(
    ShiftSignUp,
    { member: memberId, shift: { startsAt: { $gt: ctx.clock.now() }, action: { state: 'OPEN' } } },
    { populate: ['shift'], orderBy: { shift: { action: 'asc', id: 'asc' } } },
  );
  for (const { shift } of coming) {
    await lockAction(ctx, shift.$.action.id);
    await giveBack(ctx, await lockShift(ctx, shift.id), memberId);
    await tellOrganisers(ctx, shift.$);
  }
}

async function takePledgesBack(ctx: RequestContext, memberId: string): Promise<void> {
  const pledges = await ctx.em.find(
    MaterialPledge,
    { member: memberId },
    { populate: ['material'], orderBy: { material: { action: 'asc', id: 'asc' } } },
  );
  for (const { material } of pledges) {
    const action = await lockAction(ctx, material.$.action.id);
    await setPledge(ctx, await lockMaterial(ctx, material.id), memberId, 0);
    await tellActionChanged(ctx, action.id);
  }
}
