import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { municipalityByCode } from '@ringvirkning/reference';

describe('the map of Denmark', () => {
  it('has an outline of each of the 98 municipalities', async () => {
    const file = await readFile(new URL('./municipality-shapes.json', import.meta.url), 'utf8');
    const shapes = Object.entries(JSON.parse(file) as Record<string, string>);
    expect(shapes).toHaveLength(98);
    for (const [code, outline] of shapes) {
      expect(municipalityByCode(code)?.code).toBe(code);
      expect(outline).toMatch(/^(M\d+ \d+(l-?\d+[ -]?\d+){2,}z)+$/);
    }
  });
});
