// @ts-check
// Offers the map where the town has one. What draws it is large, so it is loaded only when somebody asks for the map: with
// the button here, or with the one of the list, which leads to #map. Where it cannot be drawn, the page says so; the list
// of zones stays in either case.

const section = document.querySelector('[data-map]');
if (section instanceof HTMLElement) offer(section);

/** @param {HTMLElement} place */
function offer(place) {
  const button = place.querySelector('[data-show]');
  if (!(button instanceof HTMLButtonElement)) return;
  place.hidden = false;
  const open = () => void show(place, button);
  button.addEventListener('click', open, { once: true });
  if (location.hash === '#map') button.click();
}

/**
 * @param {HTMLElement} place
 * @param {HTMLButtonElement} button
 */
async function show(place, button) {
  button.setAttribute('aria-busy', 'true');
  try {
    await import(place.dataset.script ?? '');
  } catch (error) {
    console.warn('The map cannot be shown:', error);
    for (const part of place.querySelectorAll('[data-shown]')) part.remove();
    for (const part of place.querySelectorAll('[data-failed]')) part.removeAttribute('hidden');
  }
  const hadFocus = document.activeElement === button;
  button.remove();
  const next = place.querySelector('[data-shown] button');
  if (hadFocus && next instanceof HTMLElement) next.focus();
}
