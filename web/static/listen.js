// @ts-check
// Reads a page aloud. It stands alone, outside the bundle, because most pages need no other script.

const root = document.documentElement;
let reading = false;

if ('speechSynthesis' in window) {
  root.dataset.canSpeak = '';
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest('[data-listen]')) return reading ? stop() : start();
    if (event.target.closest('a')) stop();
  });
  addEventListener('pagehide', stop);
}

function start() {
  const passages = passagesOf(document.querySelector('main'));
  if (passages.length === 0) return;
  speechSynthesis.cancel();
  show(true);
  passages.forEach(({ words, lang }, index) => {
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.lang = lang === 'it-x-facile' ? 'it' : lang;
    // Easy Italian is also spoken more slowly.
    utterance.rate = root.lang === 'it-x-facile' ? 0.85 : 1;
    if (index === passages.length - 1) utterance.onend = stop;
    speechSynthesis.speak(utterance);
  });
}

function stop() {
  speechSynthesis.cancel();
  show(false);
}

/** @param {boolean} now */
function show(now) {
  reading = now;
  root.toggleAttribute('data-reading', now);
  for (const button of document.querySelectorAll('[data-listen]')) {
    button.setAttribute('aria-pressed', String(now));
  }
}

/**
 * Short passages, each in its own language: some voices cut long ones off.
 * @param {Element | null} part
 */
function passagesOf(part) {
  /** @type {HTMLElement[]} */
  const blocks = [...(part?.querySelectorAll('h1, h2, h3, p, li, dt, dd, legend, label') ?? [])];
  return blocks
    .filter((block) => block.checkVisibility() && !block.querySelector('h2, h3, p, li, label'))
    .map((block) => ({
      words: block.innerText.trim(),
      lang: block.closest('[lang]')?.getAttribute('lang') ?? root.lang,
    }))
    .filter(({ words }) => words !== '');
}
