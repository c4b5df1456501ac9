import { describe, expect, it } from '@jest/globals';
import { SIGNED_SIGN_OFF_FORMAT, type SignedSignOff } from '@ringvirkning/contracts-api';
import { signedText } from '@ringvirkning/contracts-domain';
import { instant, localDate, sha256Hex, signerOf } from '@ringvirkning/kernel';
import { run } from '../../test/run.js';

const signer = signerOf(Buffer.alloc(32, 7));
const [terms, summary] = ['{"ref":"AAR-1"}', '{"budgetYear":2026}'];
const statement = {
  ...{
    contractId: '01900000-0000-7000-8000-000000000001',
    ref: 'AAR-1',
    version: 1,
    role: 'council',
    party: 'kommune',
  },
  ...{ termsDigest: sha256Hex(terms), summaryDigest: sha256Hex(summary), organisation: 'aarhus', by: 'erik' },
  ...{ byName: 'Erik Eriksen', at: instant('2026-06-01T10:00:00.000Z'), decidedOn: localDate('2026-05-30') },
  attachment: sha256Hex('the decision'),
};
const FILE: SignedSignOff = {
  ...{ format: SIGNED_SIGN_OFF_FORMAT, statement, terms, summary },
  signature: {
    ...{ provider: 'instance', algorithm: 'Ed25519', key: signer.key },
    value: signer.sign(signedText(statement)),
  },
};
const verify = (file: string, ...options: readonly string[]) =>
  run(['sign-off', 'verify', 's.json', '--lang', 'en', ...options], { 's.json': file });

describe('sign-off verify', () => {
  it('says who gave it, and that it holds by the key that is known', () => {
    const { code, out } = verify(JSON.stringify(FILE), '--key', signer.key);
    expect([code, out]).toEqual([0, expect.stringContaining('Given by Erik Eriksen (erik), 2026-06-01T10:00:00.000Z')]);
    expect(out).toContain(`Attachment (SHA-256): ${sha256Hex('the decision')}`);
    expect(out).toContain('It is the key that was named.\nThe sign-off holds');
    expect(verify(JSON.stringify(FILE)).out).toContain('Compare the key');
    expect(verify(JSON.stringify(FILE), '--key', signerOf(Buffer.alloc(32, 8)).key)).toMatchObject({ code: 3 });
  });
  it('finds every character that was changed', () => {
    const text = JSON.stringify(FILE);
    const unfound = [...text].flatMap((character, at) => {
      const changed = `${text.slice(0, at)}${character === '1' ? '2' : '1'}${text.slice(at + 1)}`;
      return verify(changed).code === 0 ? [at] : [];
    });
    expect(unfound).toEqual([]);
  });
  it('tells which part was changed', () => {
    const other = (change: Partial<SignedSignOff>) => verify(JSON.stringify({ ...FILE, ...change })).out;
    expect(other({ terms: '{}' })).toContain('The terms are others');
    expect(other({ summary: '{}' })).toContain('What was read is other');
    expect(other({ statement: { ...statement, role: 'mayor' } })).toContain('The signature does not fit');
  });
});
