// @ts-check
// Makes a chosen photo small before it travels, which saves data, time, and the place it was taken at. Without it, or
// where the browser cannot read the photo, it travels as it is and the server does the same.

const longestSide = 1600;
const smallEnough = 400_000;
const readable = ['image/jpeg', 'image/png', 'image/webp', 'image/avif'];

for (const input of document.querySelectorAll('input[data-shrink]')) {
  if (input instanceof HTMLInputElement) input.addEventListener('change', () => void shrinkIn(input));
}

/** @param {HTMLInputElement} input */
async function shrinkIn(input) {
  const [file] = input.files ?? [];
  if (!file || (file.size <= smallEnough && readable.includes(file.type))) return;
  const small = await shrink(file).catch(() => null);
  // Another photo may have been chosen meanwhile.
  if (!small || input.files?.[0] !== file) return;
  const chosen = new DataTransfer();
  chosen.items.add(small);
  input.files = chosen.files;
}

/**
 * The photo as a smaller JPEG, or null where that would not make it lighter.
 * @param {File} file
 */
async function shrink(file) {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, longestSide / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  /** @type {Blob | null} */
  const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
  const isBetter = blob && (blob.size < file.size || !readable.includes(file.type));
  return isBetter ? new File([blob], file.name, { type: blob.type }) : null;
}
