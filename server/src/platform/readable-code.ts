/** Signs that nobody mixes up, read from paper or a phone: 31 of them, nearly five bits each. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A code of so many signs to read and to type, at most 20, from 16 random bytes. */
export function readableCode(bytes: Uint8Array, signs: number): string {
  let value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let code = '';
  for (let sign = 0; sign < signs; sign++) {
    code += alphabet[Number(value % BigInt(alphabet.length))];
    value /= BigInt(alphabet.length);
  }
  return code;
}

/** The same in groups of four, XXXX-XXXX-XXXX, as people read it. */
export const inFours = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');
