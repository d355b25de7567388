import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../server/src/platform/errors.ts';
import messages from '../../web/src/lib/i18n/messages/it.json' with { type: 'json' };

describe('errors', () => {
  test('every code of the server has a sentence for people', () => {
    const spoken = Object.keys(messages)
      .filter((key) => key.startsWith('errors.'))
      .map((key) => key.slice('errors.'.length));
    const unspoken = errorCodes.filter((code) => !spoken.includes(code));
    expect(unspoken).toEqual([]);
  });
});
