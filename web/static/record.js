// @ts-check
// Records a voice note and puts it into the field for a file beside it. It stands alone, outside the bundle; where a
// browser cannot record, the field stays as it is.

/** A little less than the server takes. */
const longest = 119;
const types = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

for (const part of document.querySelectorAll('[data-recorder]')) {
  const input = part.querySelector('[data-recorder-input]');
  const type = 'MediaRecorder' in window ? types.find((one) => MediaRecorder.isTypeSupported(one)) : undefined;
  if (input instanceof HTMLInputElement && type && navigator.mediaDevices) prepare(part, input, type);
}

/**
 * @param {Element} part
 * @param {HTMLInputElement} input
 * @param {string} type
 */
function prepare(part, input, type) {
  /** @type {MediaRecorder | null} */
  let recorder = null;
  /** @type {AudioBufferSourceNode | null} */
  let playing = null;
  /** @param {string} name */
  const find = (name) => /** @type {HTMLElement} */ (part.querySelector(`[data-recorder-${name}]`));
  /** @param {string[]} names */
  const offer = (...names) => {
    for (const button of part.querySelectorAll('[data-recorder-do]'))
      if (button instanceof HTMLElement) button.hidden = !names.includes(button.dataset.recorderDo ?? '');
  };
  /** @param {string} state */
  const say = (state) => {
    for (const line of part.querySelectorAll('[data-recorder-says]'))
      if (line instanceof HTMLElement) line.hidden = line.dataset.recorderSays !== state;
  };
  /** @param {string} name */
  const focus = (name) => find(`do="${name}"`).focus();

  find('file').hidden = true;
  find('buttons').hidden = false;
  part.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-recorder-do]') : null;
    const act = button instanceof HTMLElement ? button.dataset.recorderDo : undefined;
    if (act === 'record') void record();
    if (act === 'stop') recorder?.stop();
    if (act === 'listen') void listen();
    if (act === 'delete') forget();
  });
  // Whoever sends the form while speaking sends what was said so far.
  input.form?.addEventListener('submit', (event) => {
    if (recorder?.state !== 'recording') return;
    event.preventDefault();
    recorder.addEventListener('stop', () => input.form?.requestSubmit(event.submitter));
    recorder.stop();
  });

  async function record() {
    const sound = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    if (!sound) {
      find('file').hidden = false;
      return say('noMicrophone');
    }
    /** @type {Blob[]} */
    const pieces = [];
    recorder = new MediaRecorder(sound, { mimeType: type, audioBitsPerSecond: 32_000 });
    const clock = startClock();
    recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
    recorder.addEventListener('stop', () => {
      clearInterval(clock);
      for (const track of sound.getTracks()) track.stop();
      keep(new Blob(pieces, { type }));
    });
    recorder.start();
    offer('stop');
    say('recording');
    focus('stop');
  }

  function startClock() {
    const started = Date.now();
    const show = () => {
      const seconds = Math.floor((Date.now() - started) / 1000);
      find('time').textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
      if (seconds >= longest) recorder?.stop();
    };
    show();
    return setInterval(show, 250);
  }

  /** @param {Blob} sound */
  function keep(sound) {
    const chosen = new DataTransfer();
    chosen.items.add(new File([sound], 'voice', { type }));
    input.files = chosen.files;
    offer('listen', 'delete');
    say('recorded');
    focus('listen');
  }

  async function listen() {
    const [file] = input.files ?? [];
    if (playing || !file) return playing?.stop();
    const player = new AudioContext();
    const buffer = await player.decodeAudioData(await file.arrayBuffer()).catch(() => null);
    if (!buffer) return player.close();
    const button = find('do="listen"');
    button.setAttribute('aria-pressed', 'true');
    playing = new AudioBufferSourceNode(player, { buffer });
    playing.addEventListener('ended', () => {
      playing = null;
      button.setAttribute('aria-pressed', 'false');
      void player.close();
    });
    playing.connect(player.destination);
    playing.start();
  }

  function forget() {
    playing?.stop();
    input.value = '';
    find('time').textContent = '';
    offer('record');
    say('deleted');
    focus('record');
  }
}
