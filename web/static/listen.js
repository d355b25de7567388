// @ts-check
// Reads a page, or one sentence of it, aloud. It stands alone, outside the bundle, because most pages need no other script.

/** @typedef {{ words: string, lang: string }} Passage */

const root = document.documentElement;
/** @type {Element | null} */
let pressed = null;
/** What is being said: a browser forgets to tell of the end of what nobody holds. */
let queue = /** @type {SpeechSynthesisUtterance[]} */ ([]);

if ('speechSynthesis' in window) {
  root.dataset.canSpeak = '';
  // Asked early: some browsers begin to look for their voices only then.
  speechSynthesis.getVoices();
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest('[data-listen]');
    if (button) return button === pressed ? stop() : start(button);
    if (event.target.closest('a')) stop();
  });
  addEventListener('pagehide', stop);
}

/** @param {Element} button */
async function start(button) {
  stop();
  say(null);
  show(button);
  const own = button.getAttribute('data-listen');
  const all = own ? /** @type {Passage[]} */ (JSON.parse(own)) : passagesOf(document.querySelector('main'));
  const voices = await voicesSoon();
  if (pressed !== button) return;
  const read = all.flatMap((passage) => {
    const voice = voiceFor(passage.lang, voices);
    return voice ? [utteranceOf(passage, voice)] : [];
  });
  const last = read.at(-1);
  if (!last) {
    stop();
    say('none', button);
    return;
  }
  if (read.length < all.length) say('some', button);
  queue = read;
  last.onend = () => stop();
  for (const utterance of read) {
    utterance.onerror = ({ error }) => {
      if (queue !== read || error === 'canceled' || error === 'interrupted') return;
      stop();
      say('broken', button);
    };
    speechSynthesis.speak(utterance);
  }
}

function stop() {
  queue = [];
  speechSynthesis.cancel();
  show(null);
}

/** @param {Element | null} button the one that is pressed now */
function show(button) {
  pressed?.setAttribute('aria-pressed', 'false');
  pressed = button;
  pressed?.setAttribute('aria-pressed', 'true');
}

/**
 * Says in words, beside the button, why nothing or not all is heard; null: nothing any more.
 * @param {'none' | 'some' | 'broken' | null} why
 * @param {Element} [button]
 */
function say(why, button) {
  const place = document.querySelector('[data-listen-says]');
  if (!(place instanceof HTMLElement)) return;
  place.textContent = '';
  if (!why) return;
  button?.after(place);
  // A moment later: what comes together with its place is not announced.
  setTimeout(() => (place.textContent = place.dataset[why] ?? ''), 100);
}

/** The voices of the device; some browsers have them only a moment after they were asked. */
async function voicesSoon() {
  const voices = speechSynthesis.getVoices();
  if (voices.length > 0) return voices;
  await new Promise((resolve) => {
    speechSynthesis.addEventListener('voiceschanged', resolve, { once: true });
    setTimeout(resolve, 1500);
  });
  return speechSynthesis.getVoices();
}

/**
 * @param {string} lang
 * @param {SpeechSynthesisVoice[]} voices
 */
function voiceFor(lang, voices) {
  const language = lang.split('-')[0];
  const own = voices.filter((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === language);
  return own.find((voice) => voice.default) ?? own[0];
}

/**
 * @param {Passage} passage
 * @param {SpeechSynthesisVoice} voice
 */
function utteranceOf({ words }, voice) {
  const utterance = new SpeechSynthesisUtterance(words);
  utterance.lang = voice.lang.replace('_', '-');
  // Easy Italian is also spoken more slowly.
  utterance.rate = root.lang === 'it-x-facile' ? 0.85 : 1;
  return utterance;
}

/**
 * Short passages, each in its own language: some voices cut long ones off.
 * @param {Element | null} part
 * @returns {Passage[]}
 */
function passagesOf(part) {
  const blocks = [...(part?.querySelectorAll('h1, h2, h3, p, li, dt, dd, legend, label, [data-aloud]') ?? [])];
  return blocks
    .filter((block) => !block.querySelector('h2, h3, p, li, label') && !isNumberToChoose(block))
    .flatMap((block) => joined(runsOf(block, block.closest('[lang]')?.getAttribute('lang') ?? root.lang)));
}

/**
 * It says nothing by itself; what its ends mean is said before.
 * @param {Element} block
 */
const isNumberToChoose = (block) => block.matches('label') && !/\p{L}/u.test(block.textContent ?? '');

/**
 * The words of a block in their order, each with its language; not what a list of choices or a button within says.
 * @param {Node} node
 * @param {string} around the language of what is around
 * @returns {Passage[]}
 */
function runsOf(node, around) {
  if (node instanceof Text) return [{ words: node.data, lang: around }];
  if (!(node instanceof HTMLElement) || node.matches('select, button, textarea') || !node.checkVisibility()) return [];
  const lang = node.getAttribute('lang') ?? around;
  return [...node.childNodes].flatMap((child) => runsOf(child, lang));
}

/**
 * Neighbours in one language are read in one breath.
 * @param {Passage[]} runs
 */
function joined(runs) {
  const passages = /** @type {Passage[]} */ ([]);
  for (const { words, lang } of runs) {
    const clean = words.replace(/\s+/g, ' ').trim();
    if (clean === '') continue;
    const before = passages.at(-1);
    if (before?.lang === lang) before.words += ` ${clean}`;
    // A mark between two languages is not worth a voice.
    else if (/[\p{L}\p{N}]/u.test(clean)) passages.push({ words: clean, lang });
  }
  return passages;
}
