import { expect, test } from 'vitest';
import { networkOf } from './network.ts';

test('an IPv4 address is a network of its own, however it is written', () => {
  expect(networkOf('203.0.113.9')).toBe('203.0.113.9');
  expect(networkOf('::ffff:203.0.113.9')).toBe('203.0.113.9');
});

test('addresses of one household are one network, however they are shortened', () => {
  const home = '2001:db8:0:1::/64';
  for (const address of ['2001:db8::1:0:0:0:1', '2001:0db8:0000:0001:ffff::9', '2001:DB8:0:1:1:2:3:4'])
    expect(networkOf(address)).toBe(home);
  expect(networkOf('2001:db8:0:2::1')).not.toBe(home);
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
  expect(networkOf('64:ff9b:1:2:3:4:203.0.113.9')).toBe('64:ff9b:1:2::/64');
});

test('what is no address stays as it is', () => {
  expect(networkOf('unknown')).toBe('unknown');
});
