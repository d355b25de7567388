import { describe, expect, test } from 'vitest';
import { channelFor, dueAfter, routesOf } from './delivery-plan.ts';

describe('which channel is next', () => {
  test('mail first, then SMS, then nobody but a voice', () => {
    const both = routesOf({ mail: 'a@b.example', sms: '+39333' });
    expect(channelFor(both, null, 1)).toEqual({ channel: 'MAIL', attempt: 1 });
    expect(channelFor(both, 'MAIL', 3)).toEqual({ channel: 'MAIL', attempt: 3 });
    expect(channelFor(both, 'MAIL', 4)).toEqual({ channel: 'SMS', attempt: 1 });
    expect(channelFor(both, 'SMS', 4)).toBeNull();
  });

  test('a channel that is gone meanwhile gives way to the next', () => {
    expect(channelFor(routesOf({ mail: null, sms: '+39333' }), 'MAIL', 2)).toEqual({ channel: 'SMS', attempt: 1 });
    expect(channelFor(routesOf(undefined), null, 1)).toBeNull();
  });

  test('waits longer after each failure, and not at all before another channel', () => {
    const now = new Date('2026-11-23T08:00:00Z');
    expect([1, 2, 3].map((attempt) => dueAfter(attempt, now).toISOString())).toEqual([
      '2026-11-23T08:01:00.000Z',
      '2026-11-23T08:05:00.000Z',
      '2026-11-23T08:00:00.000Z',
    ]);
  });
});
