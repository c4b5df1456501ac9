import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { digestOfDocument, type Evidence } from '@ringvirkning/partnership-domain';
import { prove } from '../../test/run.js';

const FILE = join(process.cwd(), 'libs/partnership/domain/evidence.json');
const evidence = JSON.parse(readFileSync(FILE, 'utf8')) as Evidence;
const verify = (other: object, ...options: readonly string[]) =>
  prove(['evidence', 'verify', 'e.json', '--lang', 'en', ...options], { 'e.json': JSON.stringify(other) });
const founding = digestOfDocument(evidence.entries[0]!);

describe('evidence verify', () => {
  it('says in both languages who said it and that it was booked', async () => {
    const { code, out } = await prove(['evidence', 'verify', FILE]);
    expect(code).toBe(0);
    expect(out).toContain('fra aarhus til herning: trial-sent/1 (a)');
    expect(out).toContain('Modtagerens svar: bogført');
    expect(out).toContain('Beviset holder: underskrifter, medlemskab og kvitteringer passer sammen.');
    expect(out).toContain('Forseglet i log hos aarhus, nr. 1, 2026-03-01');
    expect(out).toContain('medunderskrevet af herning, odense: det er de fleste af loggens vidner');
    expect((await verify(evidence)).out).toContain("Receiver's answer: booked");
  });
  it('tells which part was changed', async () => {
    const content = { ...evidence.message.content, amount: '999' };
    const { code, out } = await verify({ ...evidence, message: { ...evidence.message, content } });
    expect(code).toBe(3);
    expect(out).toContain(
      'The evidence does not hold:\n  The message: a signature does not hold\n  Receipt 1: belongs to another message',
    );
  });
  it('compares the partnership with the one that is known', async () => {
    const named = await verify(evidence, '--founding', founding);
    expect([named.code, named.out]).toEqual([0, expect.stringContaining('It is the partnership that was named.')]);
    expect((await verify(evidence)).out).toContain('Compare it with the one that you know');
    const { code, out } = await verify(evidence, '--founding', '0'.repeat(64));
    expect([code, out]).toEqual([3, expect.stringContaining('The founding is another than the one that was given.')]);
  });
  it('refuses what is no evidence, with all that does not fit', async () => {
    const { code, err } = await verify({ ...evidence, format: 'x', stranger: 1 });
    expect([code, err]).toEqual([2, expect.stringContaining('Does not fit the format ringvirkning-evidence/1')]);
  });
  it('does not take what is no time stamp', async () => {
    const sealed = { ...evidence.sealed!, stamps: [Buffer.from('hello').toString('base64')] };
    const { code, out } = await verify({ ...evidence, sealed });
    expect([code, out]).toEqual([3, expect.stringContaining('A time stamp does not hold')]);
  });
});
