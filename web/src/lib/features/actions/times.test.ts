import { describe, expect, it } from 'vitest';
import { dayWords, durationWords, fieldsOf } from './times.ts';

describe('the times of a shift', () => {
  it('are those of Rome, on both sides of the change of the clocks', () => {
    expect(fieldsOf('2026-10-24T07:00:00Z')).toEqual({ date: '2026-10-24', time: '09:00' });
    expect(fieldsOf('2026-10-25T08:00:00Z')).toEqual({ date: '2026-10-25', time: '09:00' });
    expect(fieldsOf('2026-10-24T23:30:00Z')).toEqual({ date: '2026-10-25', time: '01:30' });
  });

  it('name the year only where it is not near', () => {
    const now = new Date('2026-11-23T12:00:00Z');
    expect(dayWords('2026-11-28T09:00:00Z', { locale: 'it' }, now)).toBe('sabato 28 novembre');
    expect(dayWords('2025-11-28T09:00:00Z', { locale: 'en' }, now)).toContain('2025');
  });

  it('are summed up in hours', () => {
    expect(durationWords(60, { locale: 'it' })).toBe('1 ora');
    expect(durationWords(210, { locale: 'it' })).toBe('3,5 ore');
    expect(durationWords(300, { locale: 'uk' })).toBe('5 годин');
    expect(durationWords(120, { locale: 'it-x-facile' })).toBe('2 ore');
  });
});
