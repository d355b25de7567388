import { expect, test } from 'vitest';
import { originOf } from './feed-request.ts';

test('addresses in feeds are those that the server knows of itself', () => {
  expect(originOf({ publicUrl: 'https://vicinia.example', port: 3000 })).toBe('https://vicinia.example');
  expect(originOf({ publicUrl: null, port: 3000 })).toBe('http://localhost:3000');
});
