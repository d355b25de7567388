import { describe, expect, it } from 'vitest';
import { safeNext, withNext } from './next.ts';

describe('where to go on after signing in', () => {
  it('is a path of this site', () => {
    expect(safeNext('/help/ask?category=FOOD')).toBe('/help/ask?category=FOOD');
  });

  it.each([
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
    '',
    null,
  ])('is never %s', (wanted) => expect(safeNext(wanted)).toBe('/'));

  it('loses the name of a form action', () => {
    expect(safeNext('/help/1?/offer')).toBe('/help/1');
  });

  it('travels in the address of the next page', () => {
    expect(withNext('/sign-in', '/help?a=1')).toBe('/sign-in?next=%2Fhelp%3Fa%3D1');
    expect(withNext('/sign-in', '/')).toBe('/sign-in');
  });
});
