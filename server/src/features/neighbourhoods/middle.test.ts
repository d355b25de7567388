import { expect, test } from 'vitest';
import { kilometres, middleOf } from './middle.ts';

test('distances agree with published ones: Rome to Naples 189 km, Paris to London 344 km', () => {
  const [rome, naples] = [
    { latitude: 41.8933, longitude: 12.4829 },
    { latitude: 40.8359, longitude: 14.2488 },
  ];
  expect(kilometres(rome, naples)).toBeCloseTo(189, -0.5);
  expect(kilometres({ latitude: 48.8566, longitude: 2.3522 }, { latitude: 51.5074, longitude: -0.1278 })).toBeCloseTo(
    343.6,
    0,
  );
  expect(kilometres(rome, rome)).toBe(0);
  expect(kilometres(naples, rome)).toBe(kilometres(rome, naples));
});

test('a zone lies in the middle of its box, in one area or several', () => {
  const square = [
    [
      [14, 40.9],
      [14.2, 40.9],
      [14.2, 41],
      [14, 41],
      [14, 40.9],
    ],
  ];
  expect(middleOf({ type: 'Polygon', coordinates: square })).toEqual({ latitude: 40.95, longitude: 14.1 });
  expect(middleOf({ type: 'MultiPolygon', coordinates: [square, square] })?.longitude).toBeCloseTo(14.1);
  expect(middleOf({ type: 'Polygon', coordinates: [] })).toBeNull();
});
