/** Signs that nobody mixes up, read from paper; twelve of them: 59 bits. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const signs = 12;

/** A code to read and to type, from 16 random bytes. */
export function codeOf(bytes: Uint8Array): string {
  let value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let code = '';
  for (let sign = 0; sign < signs; sign++) {
    code += alphabet[Number(value % BigInt(alphabet.length))];
    value /= BigInt(alphabet.length);
  }
  return code;
}
