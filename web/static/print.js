// @ts-check
// A button that prints the page; it shows only where this script runs.

for (const button of document.querySelectorAll('button[data-print]')) {
  if (!(button instanceof HTMLElement)) continue;
  button.hidden = false;
  button.addEventListener('click', () => print());
}
