import { SecretRef, SecretText } from '@shared/expressions/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRunSecrets } from './run-secrets';

const secret = 'p@ss "wörd"/+=1';

describe('createRunSecrets', () => {
  it('gives values to who asks by reference', async () => {
    const secrets = createRunSecrets({ token: secret });
    const text = new SecretText(['Bearer ', new SecretRef('token')]);
    expect(await secrets.reveal(text)).toBe(`Bearer ${secret}`);
    await expect(secrets.reveal(new SecretRef('other'))).rejects.toMatchObject({
      code: 'SECRET_MISSING',
    });
  });

  it('takes every writing of a value out of what is recorded, also from keys', () => {
    const { redact } = createRunSecrets({ token: secret });
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const writings = [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret),
      base64(secret),
      base64(`u:${secret}`),
      base64(`me:${secret}`),
      Buffer.from(secret).toString('base64url'),
      Buffer.from(secret).toString('hex'),
    ];
    for (const writing of writings) {
      const text = JSON.stringify(redact({ deep: [`a ${writing} b`], [writing]: 1 }));
      expect(text).toContain('[secret token]');
      expect(text).not.toContain(writing);
    }
  });

  it('leaves a value without secrets as it is, not a copy', () => {
    const { redact } = createRunSecrets({ token: secret, short: 'ab' });
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(redact(value as never)).toBe(value);
      }),
    );
    expect(redact('abab')).toBe('abab');
  });
});
