import { Temporal } from 'temporal-polyfill';
import type { App } from '../app.ts';
import {
  ActionMaterial,
  ActionResult,
  ActionShift,
  ActionTask,
  MaterialPledge,
  MeetingPoint,
  ShiftSignUp,
  SolidarityAction,
} from '../features/actions/index.ts';
import type { Member } from '../features/members/index.ts';
import type { Zone } from '../features/neighbourhoods/index.ts';
import type { Organisation } from '../features/organisations/index.ts';
import { atTownTime, townDay } from '../platform/time.ts';
import { type DemoAction, demoActions, type DemoShift } from './actions.ts';

type Em = App['orm']['em'];

interface Place {
  organisation: Organisation;
  members: ReadonlyMap<string, Member>;
  zones: ReadonlyMap<string, Zone>;
  now: Date;
}

/** Writes the solidarity actions of the demo, each with its tasks, shifts, people, materials and result. */
export function fillActions(em: Em, place: Place): void {
  for (const given of demoActions) {
    const zone = place.zones.get(given.zone);
    const proposer = place.members.get(given.by);
    if (!zone || !proposer) continue;
    const began = new Date(place.now.getTime() - 30 * 86_400_000);
    const action = em.create(SolidarityAction, {
      state: given.state,
      title: given.title,
      goal: given.goal,
      words: given.words,
      targetAmount: given.target?.amount ?? null,
      targetUnit: given.target?.unit ?? null,
      language: given.language,
      zone,
      proposer,
      organisation: given.state === 'PROPOSED' ? null : place.organisation,
      createdAt: began,
      openedAt: given.state === 'PROPOSED' ? null : began,
      closedAt: given.state === 'DONE' ? place.now : null,
    });
    if (given.meetingPoint) em.create(MeetingPoint, { action, words: given.meetingPoint, language: given.language });
    for (const { title, words, shifts } of given.tasks) {
      const task = em.create(ActionTask, { action, title, words: words ?? null, setting: 'IN_PUBLIC' });
      for (const shift of shifts) fillShift(em, place, { action, task, shift, came: given.state === 'DONE' });
    }
    fillMaterials(em, place, action, given.materials);
    fillResult(em, place, action, given);
  }
}

function fillShift(
  em: Em,
  { members, now }: Place,
  { action, task, shift, came }: { action: SolidarityAction; task: ActionTask; shift: DemoShift; came: boolean },
): void {
  const day = townDay(now).add({ days: shift.inDays });
  const row = em.create(ActionShift, {
    action,
    task,
    startsAt: atTownTime(day, shift.from),
    endsAt: atTownTime(day, shift.until),
    places: shift.places,
    placesTaken: shift.people.length,
  });
  for (const name of shift.people) {
    const member = members.get(name);
    const marks = came ? { came, minutes: minutesOf(shift) } : {};
    if (member) em.create(ShiftSignUp, { shift: row, member, createdAt: action.createdAt, ...marks });
  }
}

function fillMaterials(em: Em, { members }: Place, action: SolidarityAction, materials: DemoAction['materials']): void {
  for (const { what, needed, pledged } of materials) {
    const material = em.create(ActionMaterial, { action, what, needed, pledged: pledged?.[1] ?? 0 });
    const member = pledged && members.get(pledged[0]);
    if (member) em.create(MaterialPledge, { material, member, quantity: pledged[1] });
  }
}

function fillResult(em: Em, { now }: Place, action: SolidarityAction, { result, tasks, language }: DemoAction): void {
  if (!result) return;
  const shifts = tasks.flatMap((task) => task.shifts);
  em.create(ActionResult, {
    action,
    words: result.words,
    language,
    reachedAmount: result.reached,
    people: new Set(shifts.flatMap(({ people }) => people)).size,
    minutes: shifts.reduce((sum, shift) => sum + shift.people.length * minutesOf(shift), 0),
    createdAt: now,
  });
}

const minutesOf = ({ from, until }: DemoShift): number =>
  Temporal.PlainTime.from(from).until(Temporal.PlainTime.from(until)).total('minutes');
