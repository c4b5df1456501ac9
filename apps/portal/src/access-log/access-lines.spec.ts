import { describe, expect, it } from '@jest/globals';
import { inOrder, perPerson, readerOf, type AccessLine } from './access-lines.js';

const line = (service: string, at: string, over: Partial<AccessLine> = {}): AccessLine => ({
  ...{
    service,
    id: at,
    at,
    subject: 'anna',
    name: null,
    organisation: 'aarhus',
    permission: 'people.read',
    what: 'claims',
  },
  ...{ contractId: 'c', participantIds: ['p'] },
  ...over,
});
const at = (lines: readonly AccessLine[]) => lines.map((each) => each.at);

describe('lines of several logs', () => {
  it('stand newest first, once all are read', () =>
    expect(
      at(inOrder([{ lines: [line('a', '3'), line('a', '1'), line('b', '2')], cursors: { a: null, b: null } }])),
    ).toEqual(['3', '2', '1']));
  it('are shown only as far as every log that goes on is read', () => {
    const first = {
      lines: [line('a', '9'), line('a', '7'), line('b', '8'), line('b', '2')],
      cursors: { a: '7', b: null },
    };
    expect(at(inOrder([first]))).toEqual(['9', '8', '7']);
    const second = { lines: [line('a', '5'), line('a', '1')], cursors: { a: null, b: null } };
    expect(at(inOrder([first, second]))).toEqual(['9', '8', '7', '5', '2', '1']);
  });
});

describe('a reader', () => {
  it('is told by name and user name, or by user name alone where no name is known', () =>
    expect([readerOf(line('a', '1', { name: 'Anna Andersen' })), readerOf(line('a', '1'))]).toEqual([
      'Anna Andersen (anna)',
      'anna',
    ]));
});

describe('lines for a file', () => {
  it('are one per person, and one where nobody was read about or it is not told', () => {
    const lines = [line('a', '3', { participantIds: ['p', 'q'] }), line('a', '2', { participantIds: [] })];
    expect(perPerson([...lines, line('a', '1', { participantIds: null })]).map((each) => each.participantIds)).toEqual([
      ['p'],
      ['q'],
      [],
      null,
    ]);
  });
});
