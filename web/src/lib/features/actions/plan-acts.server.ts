import type { Action, RequestEvent } from '@sveltejs/kit';
import {
  RemoveActionMaterialDocument,
  RemoveActionShiftDocument,
  RemoveActionTaskDocument,
  SaveActionMaterialDocument,
  SaveActionShiftDocument,
  SaveActionTaskDocument,
  UpdateActionDocument,
} from '#schema';
import { sendWithPhotos } from '#lib/features/attachments/send-with-photos.server.ts';
import { act } from '#lib/graphql/act.server.ts';
import { hereOf, text } from '#lib/graphql/form.server.ts';
import { basicFields, readBasics } from './basics.server.ts';
import { actionPhotos, isSetting } from './choices.ts';

const actionId = ({ params }: RequestEvent) => params.id ?? '';
const number = (data: FormData, name: string) => Number.parseInt(text(data, name), 10) || 0;

/** What organisers can do on the page of the plan. */
export const planActs: Record<string, Action> = {
  basics: async (event) => {
    const data = await event.request.formData();
    return sendWithPhotos(
      event,
      { form: 'basics', data, keep: basicFields, fields: actionPhotos },
      async (photoIds) => {
        const input = { ...readBasics(data), photoIds };
        await event.locals.graphql.mutate(UpdateActionDocument, { key: text(data, 'key'), id: actionId(event), input });
        return hereOf(event.url);
      },
    );
  },
  saveTask: act(
    'saveTask',
    (event, data, key) => {
      const setting = text(data, 'setting');
      return event.locals.graphql.mutate(SaveActionTaskDocument, {
        key,
        actionId: actionId(event),
        id: text(data, 'id') || null,
        input: {
          title: text(data, 'title'),
          words: text(data, 'words') || null,
          setting: isSetting(setting) ? setting : 'IN_PUBLIC',
        },
      });
    },
    { kept: ['title', 'words', 'setting'] },
  ),
  removeTask: act('removeTask', ({ locals }, data, key) =>
    locals.graphql.mutate(RemoveActionTaskDocument, { key, id: text(data, 'id') }),
  ),
  saveShift: act(
    'saveShift',
    ({ locals }, data, key) =>
      locals.graphql.mutate(SaveActionShiftDocument, {
        key,
        taskId: text(data, 'taskId'),
        id: text(data, 'shiftId') || null,
        input: {
          date: text(data, 'date'),
          from: text(data, 'from').slice(0, 5),
          until: text(data, 'until').slice(0, 5),
          places: number(data, 'places'),
          weeks: number(data, 'weeks') || 1,
        },
      }),
    { kept: ['date', 'from', 'until', 'places', 'weeks'] },
  ),
  removeShift: act('removeShift', ({ locals }, data, key) =>
    locals.graphql.mutate(RemoveActionShiftDocument, { key, id: text(data, 'id') }),
  ),
  saveMaterial: act(
    'saveMaterial',
    (event, data, key) =>
      event.locals.graphql.mutate(SaveActionMaterialDocument, {
        key,
        actionId: actionId(event),
        id: text(data, 'id') || null,
        input: { what: text(data, 'what'), needed: number(data, 'needed') },
      }),
    { kept: ['what', 'needed'] },
  ),
  removeMaterial: act('removeMaterial', ({ locals }, data, key) =>
    locals.graphql.mutate(RemoveActionMaterialDocument, { key, id: text(data, 'id') }),
  ),
};
