/*
 * The door without a network: people are let in by code, by camera or by name at once; what could not be sent waits on the
 * device and goes out as soon as there is a network. The server counts each registration once, however often it is sent.
 */
const page = document.querySelector('[data-check-in]');
if (page) openDoor(page);
if (page) navigator.serviceWorker?.register('/door-worker.js', { scope: '/events/' }).catch(() => undefined);

function openDoor(door) {
  const dateId = door.dataset.checkIn;
  const people = JSON.parse(door.dataset.people);
  const storage = `vicinia-check-in-${dateId}`;
  const queue = JSON.parse(localStorage.getItem(storage) ?? '[]');
  const byCode = new Map(
    people.flatMap((one) => [
      [one.code, one],
      [one.id.toUpperCase(), one],
    ]),
  );
  const outcome = door.querySelector('[data-outcome]');
  const said = {
    CAME: door.dataset.saidCame,
    CAME_BEFORE: door.dataset.saidCameBefore,
    NOT_FOUND: door.dataset.saidNotFound,
    NO_PLACE: door.dataset.saidNoPlace,
  };

  for (const entry of queue) markCame(byCode.get(entry.code.toUpperCase()));
  show();
  void send();
  addEventListener('online', () => void send());
  setInterval(() => void send(), 20_000);

  for (const form of door.querySelectorAll('form')) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const field = form.elements.namedItem('code');
      letIn(field.value.trim());
      if (form.hasAttribute('data-code-form')) field.value = '';
    });
  }
  const find = door.querySelector('[data-find]');
  find.hidden = false;
  find.addEventListener('input', (event) => {
    const wanted = plain(event.target.value);
    for (const row of door.querySelectorAll('[data-person]')) {
      row.hidden = !plain(row.firstElementChild.textContent).includes(wanted);
    }
  });
  void prepareCamera();

  /** Notes that somebody is here; a second time says so and changes nothing. */
  function letIn(text) {
    const code = codeIn(text);
    const person = byCode.get(code.toUpperCase());
    if (person?.came) return say('CAME_BEFORE', person.name);
    if (!person && navigator.onLine === false) return say('NOT_FOUND', code);
    queue.push({ code, cameAt: new Date().toISOString() });
    keep();
    if (person) {
      markCame(person);
      say('CAME', person.name);
    }
    show();
    void send(person ? null : code);
  }

  /** The code itself, or the end of an address that a QR code holds. */
  function codeIn(text) {
    return text.includes('/') ? (text.split(/[/#]/).filter(Boolean).at(-1) ?? text) : text;
  }

  async function send(asked = null) {
    if (queue.length === 0) return;
    const entries = queue.slice(0, 200);
    const answer = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query:
          'mutation ($key: UUID!, $dateId: UUID!, $entries: [CheckInInput!]!) { checkIn(key: $key, dateId: $dateId, entries: $entries) { code outcome } }',
        variables: { key: crypto.randomUUID(), dateId, entries },
      }),
    }).catch(() => null);
    const results = answer?.ok ? (await answer.json().catch(() => null))?.data?.checkIn : null;
    if (!results) return show();
    queue.splice(0, entries.length);
    keep();
    const found = asked && results.find(({ code }) => code === asked);
    if (found) say(found.outcome, asked);
    show();
  }

  function markCame(person) {
    if (!person || person.came) return;
    person.came = true;
    door.querySelector(`[data-person="${person.id}"]`)?.setAttribute('data-came-in', '');
  }

  function show() {
    door.querySelector('[data-came]').textContent = String(people.filter(({ came }) => came).length);
    const waiting = door.querySelector('[data-waiting]');
    waiting.hidden = queue.length === 0;
    waiting.textContent = door.dataset.saidWaiting.replace('#', String(queue.length));
  }

  function say(result, name) {
    const box = document.createElement('p');
    box.className = `said ${result === 'CAME' ? 'fine' : 'wrong'}`;
    const strong = document.createElement('strong');
    strong.textContent = said[result] ?? result;
    const who = document.createElement('bdi');
    who.textContent = ` ${name}`;
    box.append(strong, who);
    outcome.replaceChildren(box);
    navigator.vibrate?.(result === 'CAME' ? 80 : [80, 60, 80]);
  }

  function keep() {
    if (queue.length === 0) localStorage.removeItem(storage);
    else localStorage.setItem(storage, JSON.stringify(queue));
  }

  async function prepareCamera() {
    const detector = await makeDetector();
    if (!detector || !navigator.mediaDevices) return;
    const button = door.querySelector('[data-scan]');
    const video = door.querySelector('[data-video]');
    button.hidden = false;
    button.addEventListener('click', async () => {
      try {
        video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      } catch {
        return say(door.dataset.saidNoCamera, '');
      }
      video.hidden = false;
      await video.play();
      let last = '';
      const look = async () => {
        const [found] = await detector.detect(video).catch(() => []);
        if (found && found.rawValue !== last) {
          last = found.rawValue;
          letIn(last);
        }
        setTimeout(look, 250);
      };
      void look();
    });
  }
}

/** The browser's own reader of QR codes, where it has one; else the code is typed or the name chosen. */
async function makeDetector() {
  if (!('BarcodeDetector' in window)) return null;
  const formats = await window.BarcodeDetector.getSupportedFormats().catch(() => []);
  return formats.includes('qr_code') ? new window.BarcodeDetector({ formats: ['qr_code'] }) : null;
}

const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
