// @ts-check
// Tells a page without other scripts that what it shows has changed. It loads the page again, unless
// somebody is writing on it: then it shows the element that says so.

const about = document.querySelector('[data-live]');

if (about instanceof HTMLElement) {
  const { live = '', liveId = '' } = about.dataset;
  const search = new URLSearchParams({ query: live, variables: JSON.stringify({ id: liveId }) });
  const news = new EventSource(`/graphql/stream?${search}`);
  // A page that has just loaded rests first: a full room does not ask for its pages at every hand, nor all in one moment.
  const restedAt = 2000 + 3000 * Math.random();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;
  const show = () => {
    soon = undefined;
    if (isWriting()) about.hidden = false;
    else location.replace(location.pathname);
  };
  news.addEventListener('next', () => (soon ??= setTimeout(show, Math.max(0, restedAt - performance.now()))));
  news.addEventListener('complete', () => news.close());
  // Somebody who is leaving already must not be held back.
  addEventListener('beforeunload', () => {
    news.close();
    clearTimeout(soon);
  });
}

function isWriting() {
  return [...document.querySelectorAll('textarea, input[type="radio"], input[type="number"]')].some(
    (field) =>
      field === document.activeElement ||
      (field instanceof HTMLTextAreaElement && field.value !== '') ||
      (field instanceof HTMLInputElement && field.checked),
  );
}
