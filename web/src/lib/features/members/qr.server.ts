import qrcode from 'qrcode';

/** A QR code as one SVG path, with the quiet zone of four modules that readers need. */
export function qrPath(text: string): { path: string; size: number } {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const margin = 4;
  let path = '';
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (modules.get(y, x)) path += `M${x + margin} ${y + margin}h1v1h-1z`;
    }
  }
  return { path, size: modules.size + 2 * margin };
}
