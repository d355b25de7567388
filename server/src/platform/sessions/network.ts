import { isIPv6 } from 'node:net';

/**
 * From which network an address is, in one form: an IPv4 address itself, of IPv6 the first 64 bits, because one household
 * has all addresses that begin so. What is no address stays as it is.
 */
export function networkOf(address: string): string {
  const plain = address.split('%')[0] ?? '';
  if (!isIPv6(plain)) return plain;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = plain.replace(/:\d+\.\d+\.\d+\.\d+$/, ':0:0').split('::');
  const [first, last] = [groups(head), groups(tail ?? '')];
  const filled =
    tail === undefined ? first : [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last];
  const prefix = filled.slice(0, 4).map((group) => parseInt(group, 16).toString(16));
  return `${prefix.join(':')}::/64`;
}

const groups = (part: string) => (part ? part.split(':') : []);
