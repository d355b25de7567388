import { describe, expect, test } from 'vitest';
import { dayToAnnounce } from './time.ts';

describe('the day before', () => {
  test('shifts of tomorrow are announced from five in the afternoon on', () => {
    expect(dayToAnnounce(new Date('2026-11-23T15:59:00Z'))).toBeNull();
    expect(dayToAnnounce(new Date('2026-11-23T16:00:00Z'))).toEqual({
      from: new Date('2026-11-23T23:00:00Z'),
      until: new Date('2026-11-24T23:00:00Z'),
      since: new Date('2026-11-23T16:00:00Z'),
    });
  });

  test('tomorrow is 25 hours long when the clocks go back', () => {
    const day = dayToAnnounce(new Date('2026-10-24T15:00:00Z'));
    expect(day).toMatchObject({ from: new Date('2026-10-24T22:00:00Z'), until: new Date('2026-10-25T23:00:00Z') });
  });
});
