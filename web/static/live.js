// @ts-check
// Tells a page without other scripts that what it shows has changed. It loads the page again, unless
// somebody is writing on it: then it shows the element that says so.

const about = document.querySelector('[data-live]');

if (about instanceof HTMLElement) {
  const { live = '', liveId = '' } = about.dataset;
  const search = new URLSearchParams({ query: live, variables: JSON.stringify({ id: liveId }) });
  const news = new EventSource(`/graphql/stream?${search}`);
  news.addEventListener('next', () => (isWriting() ? (about.hidden = false) : location.replace(location.pathname)));
  news.addEventListener('complete', () => news.close());
  // Somebody who is leaving already must not be held back.
  addEventListener('beforeunload', () => news.close());
}

function isWriting() {
  return [...document.querySelectorAll('textarea, input[type="radio"], input[type="number"]')].some(
    (field) =>
      field === document.activeElement ||
      (field instanceof HTMLTextAreaElement && field.value !== '') ||
      (field instanceof HTMLInputElement && field.checked),
  );
}
