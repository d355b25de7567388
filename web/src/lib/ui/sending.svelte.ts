import { enhance } from '$app/forms';
import type { Attachment } from 'svelte/attachments';

/** How many forms are on their way. */
export const sending = $state({ count: 0 });

/**
 * Sends a form in the background, when there is JavaScript: the page shows that it waits, a second press
 * sends nothing twice, and what was typed stays unless the form succeeded.
 */
export const sentQuietly: Attachment<HTMLFormElement> = (form) => {
  const { destroy } = enhance(form, ({ cancel }) => {
    if (form.getAttribute('aria-busy') === 'true') return cancel();
    mark(form, true);
    sending.count += 1;
    return async ({ result, update }) => {
      // Another page is another document, as for every link: most pages come without the router.
      if (result.type === 'redirect') return location.assign(result.location);
      await update({ reset: result.type === 'success' });
      sending.count -= 1;
      mark(form, false);
      if (result.type === 'failure') focusProblem(form);
    };
  });
  return destroy;
};

function mark(form: HTMLFormElement, busy: boolean): void {
  form.setAttribute('aria-busy', String(busy));
  for (const button of form.querySelectorAll('button')) button.setAttribute('aria-busy', String(busy));
}

function focusProblem(form: HTMLFormElement): void {
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
