/*
 * The door without a network: people are let in by code, by camera or by name at once; what could not be sent waits on the
 * device and goes out as soon as there is a network. The server counts each registration once, however often it is sent.
 */
const page = document.querySelector('[data-check-in]');
if (page) openDoor(page);
if (page) void keepPage();

/** The worker keeps what passes by it: what came before it was there is asked for once more. */
async function keepPage() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const kinds = ['link', 'script', 'css', 'img'];
  const parts = () =>
    performance
      .getEntriesByType('resource')
      .filter(({ initiatorType }) => kinds.includes(initiatorType))
      .map(({ name }) => name);
  serviceWorker.addEventListener('controllerchange', async () => {
    // It may be on its way still: then it is none of the parts yet.
    const reader = (await needsReader()) ? [page.dataset.reader] : [];
    for (const address of [location.href, ...parts(), ...reader]) fetch(address).catch(() => undefined);
  });
  await serviceWorker.register('/door-worker.js', { scope: '/events/' }).catch(() => undefined);
}

function openDoor(door) {
  const dateId = door.dataset.checkIn;
  const people = JSON.parse(door.dataset.people);
  const storage = `vicinia-check-in-${dateId}`;
  const queue = JSON.parse(localStorage.getItem(storage) ?? '[]').filter(({ code }) => canBeCode(code));
  const byCode = new Map(
    people.flatMap((one) => [
      [one.code, one],
      [one.id.toUpperCase(), one],
    ]),
  );
  const opensAt = Date.parse(door.dataset.opensAt);
  const outcome = door.querySelector('[data-outcome]');
  const words = {
    CAME: door.dataset.saidCame,
    CAME_BEFORE: door.dataset.saidCameBefore,
    NOT_FOUND: door.dataset.saidNotFound,
    NO_PLACE: door.dataset.saidNoPlace,
    TOO_EARLY: door.dataset.saidTooEarly,
    CALLED_OFF: door.dataset.saidCalledOff,
  };

  for (const entry of queue) markCame(byCode.get(entry.code.toUpperCase()));
  show();
  let sending = false;
  void send();
  addEventListener('online', () => void send().then(refresh));
  setInterval(() => {
    show();
    void send();
  }, 20_000);

  for (const form of door.querySelectorAll('form')) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const field = form.elements.namedItem('code');
      letIn(field.value, numberIn(form.elements.namedItem('people')));
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
  prepareCamera();

  /** Notes that somebody is here, and how many, once the door is open; a second time says so and changes nothing. */
  function letIn(text, people = null) {
    const code = codeIn(text);
    if (!canBeCode(code)) return say('NOT_FOUND', code.slice(0, 24));
    const person = byCode.get(code.toUpperCase());
    if (person?.came) return say('CAME_BEFORE', person.name);
    if (Date.now() < opensAt) return say('TOO_EARLY', person?.name ?? code);
    if (!person && navigator.onLine === false) return say('NOT_FOUND', code);
    queue.push({ code, people, cameAt: new Date().toISOString() });
    keep();
    if (person) {
      markCame(person);
      say('CAME', person.name);
    }
    show();
    void send();
  }

  /** The code itself, however it is grouped, or the end of an address that a QR code holds. */
  function codeIn(text) {
    const code = text.includes('/') ? (text.split(/[/#]/).filter(Boolean).at(-1) ?? text) : text;
    const whole = code.replace(/\s/gu, '');
    return isId(whole) ? whole : whole.replace(/\p{Pd}/gu, '');
  }

  /** One sending at a time, the oldest first: what is taken off the queue is what the answer is about. */
  async function send() {
    if (sending) return;
    sending = true;
    let sent = false;
    while (queue.length > 0 && (await sendSome(queue.slice(0, 200)))) sent = true;
    sending = false;
    show();
    if (sent) await refresh();
  }

  /** Marks whom the server knows as here, let in by other phones too; asking again has the worker keep the page as it is now. */
  async function refresh() {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text().catch(() => ''), 'text/html');
    const now = JSON.parse(page.querySelector('[data-check-in]')?.dataset.people ?? '[]');
    for (const { code, came } of now) if (came) markCame(byCode.get(code));
    show();
  }

  /** Sends entries from the front of the queue; whether the server noted them. */
  async function sendSome(entries) {
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
    if (!results) {
      if (answer && answer.status < 500) say(door.dataset.saidNotSent, '');
      return false;
    }
    queue.splice(0, entries.length);
    keep();
    const news = results.map((one) => ({ ...one, person: byCode.get(one.code.toUpperCase()) })).filter(isNews);
    for (const one of news) markRefused(one);
    if (news.length > 0)
      outcome.replaceChildren(
        ...news.map((one) => said(one.outcome, one.person?.name ?? (isId(one.code) ? '' : one.code))),
      );
    show();
    return true;
  }

  function markCame(person, came = true) {
    if (!person) return;
    person.came = came;
    const row = door.querySelector(`[data-person="${person.id}"]`);
    row?.toggleAttribute('data-came-in', came);
    const refused = row?.querySelector('[data-refused]');
    if (refused) refused.hidden = true;
  }

  /** Whom the server did not let in is not here, and the list goes on saying why when the next one is let in. */
  function markRefused({ person, outcome }) {
    markCame(person, false);
    const refused = person && door.querySelector(`[data-person="${person.id}"] [data-refused]`);
    if (!refused) return;
    refused.hidden = false;
    refused.textContent = words[outcome].replace(/\s*:$/, '');
  }

  function show() {
    door.querySelector('[data-came]').textContent = String(people.filter(({ came }) => came).length);
    const closed = Date.now() < opensAt;
    door.querySelector('[data-closed]').hidden = !closed;
    for (const control of door.querySelectorAll('form :is(button, [name="code"], [name="people"]), [data-scan]'))
      control.disabled = closed;
    const waiting = door.querySelector('[data-waiting]');
    waiting.hidden = queue.length === 0;
    waiting.textContent = door.dataset.saidWaiting.replace('#', String(queue.length));
  }

  function say(result, name) {
    outcome.replaceChildren(said(result, name));
    navigator.vibrate?.(result === 'CAME' ? 80 : [80, 60, 80]);
  }

  function said(result, name) {
    const box = document.createElement('p');
    box.className = `said ${result === 'CAME' ? 'fine' : 'wrong'}`;
    const strong = document.createElement('strong');
    strong.textContent = words[result] ?? result;
    const who = document.createElement('bdi');
    who.textContent = ` ${name}`;
    box.append(strong, who);
    return box;
  }

  function keep() {
    if (queue.length === 0) localStorage.removeItem(storage);
    else localStorage.setItem(storage, JSON.stringify(queue));
  }

  function prepareCamera() {
    if (!navigator.mediaDevices) return;
    // At once: there may be no network any more when somebody taps.
    const detecting = makeDetector(door.dataset.reader);
    const button = door.querySelector('[data-scan]');
    const video = door.querySelector('[data-video]');
    button.hidden = false;
    button.addEventListener('click', async () => {
      const detector = await detecting;
      if (!detector) return say(door.dataset.saidNoCamera, '');
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

/** The browser's own reader of QR codes, or ours where it has none; without either the code is typed or the name chosen. */
async function makeDetector(address) {
  if ((await needsReader()) && !(await import(address).catch(() => null))) return null;
  return new window.BarcodeDetector({ formats: ['qr_code'] });
}

/** Whether there is a camera, and nothing yet that reads codes. */
async function needsReader() {
  if (!navigator.mediaDevices) return false;
  const formats = await window.BarcodeDetector?.getSupportedFormats().catch(() => []);
  return !formats?.includes('qr_code');
}

/** The number in a field, within what it allows: what the server refuses would hold up all that waits. */
const numberIn = (field) => field && Math.min(Math.max(Math.trunc(field.valueAsNumber) || 1, 1), Number(field.max));

const isId = (code) => /^[0-9a-f-]{36}$/i.test(code);

/** Letters, digits and dashes; other QR codes hold addresses, or what opens a network. */
function canBeCode(code) {
  return /^[\w-]{1,64}$/.test(code);
}

/** That somebody came whose name was shown at once is none. */
const isNews = ({ outcome, person }) => !person || !['CAME', 'CAME_BEFORE'].includes(outcome);

const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
