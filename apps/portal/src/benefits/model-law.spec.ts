import { describe, expect, it } from '@jest/globals';
import { lawOf } from './model-law.js';

const title = { da: 'Refusionstrappen', en: 'Refund steps' };

describe('the law that a model goes by', () => {
  it('is told with what the model assumes of people where the law asks', () => {
    const weeks = { source: 'STAR', values: [{ value: '0', share: '1' }] };
    const rows = lawOf({
      anchors: { benefit: { title, provision: 'refusionstrappen', assumes: { weeks } }, own: { title } },
    });
    expect(rows).toEqual([
      { anchor: 'benefit', title, provision: 'refusionstrappen', need: 'weeks', ...weeks },
      { anchor: 'own', title, provision: undefined, need: undefined, values: [], source: undefined },
    ]);
  });
});
