import { describe, expect, test } from 'vitest';
import { channelFor, type Contact, dueAfter, reachableBy, routesOf } from './delivery-plan.ts';

const contact = (given: Partial<Contact>): Contact => ({ mail: null, sms: null, phone: null, ...given });
const both = contact({ mail: 'a@b.example', sms: '+39333', phone: '+39333' });

describe('which channel is next', () => {
  test('mail first, then SMS, then nobody but a voice', () => {
    const { channels, call } = routesOf(both, []);
    expect(channelFor(channels, null, 1)).toEqual({ channel: 'MAIL', attempt: 1 });
    expect(channelFor(channels, 'MAIL', 3)).toEqual({ channel: 'MAIL', attempt: 3 });
    expect(channelFor(channels, 'MAIL', 4)).toEqual({ channel: 'SMS', attempt: 1 });
    expect(channelFor(channels, 'SMS', 4)).toBeNull();
    expect(call).toBe(true);
  });

  test('a channel that is gone meanwhile gives way to the next', () => {
    expect(channelFor(['SMS'], 'MAIL', 2)).toEqual({ channel: 'SMS', attempt: 1 });
    expect(channelFor([], null, 1)).toBeNull();
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

describe('what somebody chose', () => {
  test('is kept to, and only what is there can be chosen', () => {
    expect(reachableBy(both)).toEqual(['MAIL', 'SMS', 'CALL']);
    expect(reachableBy(contact({ phone: '+39333' }))).toEqual(['CALL']);
    expect(routesOf(both, ['MAIL'])).toEqual({ channels: ['SMS'], call: true });
    expect(routesOf(both, ['SMS', 'CALL'])).toEqual({ channels: ['MAIL'], call: false });
    expect(routesOf(both, ['MAIL', 'SMS'])).toEqual({ channels: [], call: true });
  });

  test('never leaves a person without any word: what is there counts again when nothing else is left', () => {
    expect(routesOf(contact({ mail: 'a@b.example' }), ['MAIL'])).toEqual({ channels: ['MAIL'], call: true });
    expect(routesOf(contact({ mail: 'a@b.example' }), ['MAIL', 'CALL'])).toEqual({ channels: ['MAIL'], call: false });
    expect(routesOf(contact({}), ['CALL'])).toEqual({ channels: [], call: true });
    expect(routesOf(undefined, [])).toEqual({ channels: [], call: true });
  });
});
