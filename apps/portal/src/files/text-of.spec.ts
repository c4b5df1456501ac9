import { describe, expect, it } from '@jest/globals';
import { textOf } from './text-of.js';

describe('the text of a chosen file', () => {
  it('is that of its bytes', async () =>
    expect(await textOf(new Blob(['\uFEFFBæk;Bøk']))).toEqual({ text: 'Bæk;Bøk' }));
  it('is none when its letters would become others; what to do is said', async () => {
    const { text, fault } = await textOf(new Blob([Buffer.from('Bæk;Bøk', 'latin1')]));
    expect(text).toBeUndefined();
    expect(fault!.da).toMatch(/ikke i UTF-8.*Windows-1252.*CSV UTF-8/);
  });
});
