import { describe, expect, it } from '@jest/globals';
import { capitalRequest, type Asked } from './capital-request.js';

const asked: Asked = {
  ...{ type: 'drawn', capital: 'fund/grant', runId: 'run', on: '2026-03-01' },
  ...{ reference: ' B-1 ', reason: ' Opgjort ' },
};

describe('the form of capital', () => {
  it('sends what belongs to what has happened, and nothing else', () => {
    const said = { amount: '100', on: '2026-03-01', reference: 'B-1' };
    const sent = (type: Asked['type']) => capitalRequest({ ...asked, type }, '100').body;
    expect(sent('drawn')).toEqual({ type: 'drawn', capital: 'fund/grant', ...said });
    expect(sent('received')).toEqual({ type: 'received', runId: 'run', ...said });
    expect(sent('called')).toEqual({ type: 'called', capital: 'fund/grant', ...said, reason: 'Opgjort' });
  });
  it.each<[Asked['type'], Partial<Asked>, string | undefined, string[]]>([
    ['drawn', {}, undefined, ['amount']],
    ['drawn', {}, '0', ['amount']],
    ['drawn', {}, '-1', ['amount']],
    ['drawn', { reference: ' ', on: '' }, '1', ['on', 'reference']],
    ['received', { runId: '' }, '1', ['run']],
    ['lost', { reason: '' }, '1', ['reason']],
  ])('of %s says every field that lacks something: %#', (type, more, amount, wrong) =>
    expect(capitalRequest({ ...asked, type, ...more }, amount)).toEqual({ wrong }),
  );
});
