import { describe, expect, it } from '@jest/globals';
import { MOST_BYTES, tooMuch } from './main-chunk.js';

const chunk = (bytes: number, imports: readonly string[] = [], isEntry = false) => ({
  type: 'chunk',
  fileName: '',
  code: 'x'.repeat(bytes),
  imports,
  isEntry,
});

describe('the script that the first page waits for', () => {
  it('may be as large as is said, however large the pages fetched later are', () =>
    expect(tooMuch({ 'index.js': chunk(MOST_BYTES, [], true), 'page.js': chunk(9_000_000) })).toBeUndefined());
  it('counts with everything it imports', () =>
    expect(tooMuch({ 'index.js': chunk(MOST_BYTES, ['zod.js'], true), 'zod.js': chunk(1) })).toContain('zod.js'));
});
