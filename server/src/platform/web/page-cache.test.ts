import type { FastifyRequest } from 'fastify';
import { describe, expect, test } from 'vitest';
import { PageCache } from './page-cache.ts';

const request = (more: object = {}, headers: Record<string, string> = {}) =>
  ({
    method: 'GET',
    url: '/events',
    protocol: 'https',
    host: 'a.example',
    ...more,
    headers,
  }) as unknown as FastifyRequest;

function cacheOf(answers: Map<string, string>, maxPages = 2) {
  const pages = new PageCache(answers, { maxPages });
  const put = (key: string) => pages.put(key, { headers: {}, body: Buffer.from(key), answers: new Map(answers) });
  return { pages, put };
}

describe('a page that is kept', () => {
  test('holds as long as all answers it was made of', () => {
    const answers = new Map([
      ['list', 'one'],
      ['zones', 'two'],
    ]);
    const { pages, put } = cacheOf(answers);
    put('page');
    expect(pages.get('page')?.body.toString()).toBe('page');
    answers.set('list', 'other');
    expect(pages.get('page')).toBeUndefined();
    answers.set('list', 'one');
    expect(pages.get('page'), 'gone is gone').toBeUndefined();
  });

  test('is of no use to somebody else: cookies, tokens, forms, other languages, ways to compress and hosts', () => {
    const { pages } = cacheOf(new Map());
    const key = pages.key(request());
    expect(pages.key(request({}, { cookie: 'a=b' }))).toBeNull();
    expect(pages.key(request({}, { authorization: 'Bearer x' }))).toBeNull();
    expect(pages.key(request({ method: 'POST' }))).toBeNull();
    for (const other of [
      request({}, { 'accept-language': 'ar' }),
      request({}, { 'accept-encoding': 'gzip' }),
      request({ host: 'b.example' }),
      request({ url: '/' }),
    ])
      expect(pages.key(other)).not.toBe(key);
  });

  test('is not kept where nothing of it is, and the oldest goes first', () => {
    const empty = cacheOf(new Map());
    empty.put('page');
    expect(empty.pages.get('page')).toBeUndefined();
    const { pages, put } = cacheOf(new Map([['list', 'one']]));
    for (const key of ['first', 'second', 'third']) put(key);
    expect([pages.get('first'), pages.get('second')?.body.toString()]).toEqual([undefined, 'second']);
  });
});
