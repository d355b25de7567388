import { BarcodeDetector } from 'qr/decode.js';

/*
 * A reader of QR codes for browsers that have none, as those of many phones. Loaded by static/check-in.js where it is needed,
 * which then finds it where browsers have theirs.
 */
Object.assign(globalThis, { BarcodeDetector });
