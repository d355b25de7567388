import { MarkThreadReadDocument, SendMessageDocument, ThreadDocument } from '#schema';
import { isRefused, refuse, text, write } from '#lib/graphql/form.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

const pageOfMessages = 30;

export const load: PageServerLoad = async ({ locals, params, url, cookies, depends }) => {
  depends('vicinia:thread');
  const before = url.searchParams.get('before');
  const { thread } = await locals.graphql.query(ThreadDocument, {
    id: params.id,
    last: pageOfMessages,
    before,
  });
  if (thread.unread > 0 && before === null) {
    // Having read is worth keeping, but never worth an error page.
    const read = { id: params.id, key: crypto.randomUUID() };
    await locals.graphql.mutate(MarkThreadReadDocument, read).catch(() => null);
  }
  return { thread, older: before !== null, key: crypto.randomUUID(), kept: takeKeptForm(cookies, url) };
};

export const actions: Actions = {
  default: async (event) => {
    const data = await event.request.formData();
    const values = { text: text(data, 'text') };
    if (values.text === '') {
      return refuse(400, 'form', values, { text: { code: 'REQUIRED', params: {} } });
    }
    const message = { key: text(data, 'key'), threadId: event.params.id, text: values.text };
    const send = () => event.locals.graphql.mutate(SendMessageDocument, message);
    const answer = await write(event, send, { values, keptForSigningIn: true });
    return isRefused(answer) ? answer : { sent: true };
  },
};
