import { redirect, type Action, type RequestEvent } from '@sveltejs/kit';
import { hereOf, isRefused, text, write } from './form.server.ts';

type Run = (event: RequestEvent, data: FormData, key: string) => Promise<unknown>;

interface Options {
  kept?: string[];
  /** What the address of the changed part begins with; the page opens there again. */
  part?: string;
}

/** A form action that runs one mutation; several forms of one kind stand on a page, told apart by `id`. */
export function act(name: string, run: Run, { kept = [], part }: Options = {}): Action {
  return async (event) => {
    const data = await event.request.formData();
    const id = text(data, 'id');
    const values = Object.fromEntries(kept.map((field) => [field, text(data, field)]));
    const answer = await write(event, () => run(event, data, text(data, 'key')), {
      form: `${name}${id}`,
      values,
      keptForSigningIn: true,
    });
    if (isRefused(answer)) return answer;
    redirect(303, hereOf(event.url) + (part ? `#${part}${id}` : ''));
  };
}
