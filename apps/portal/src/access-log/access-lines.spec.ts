import { describe, expect, it } from '@jest/globals';
import { csvOf } from './access-csv.js';
import { inOrder, type AccessLine } from './access-lines.js';

const line = (service: string, at: string, over: Partial<AccessLine> = {}): AccessLine => ({
  ...{ service, id: at, at, subject: 'anna', organisation: 'aarhus', permission: 'people.read', what: 'claims' },
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

describe('lines as a file', () => {
  it('are a row per person, and one for a line without people', () => {
    const rows = csvOf([line('a', '2', { participantIds: ['p', 'q'] }), line('a', '1', { participantIds: null })]);
    expect(rows.split('\r\n')).toEqual([
      '\uFEFFat;service;subject;organisation;permission;what;contractId;participantId',
      '2;a;anna;aarhus;people.read;claims;c;p',
      '2;a;anna;aarhus;people.read;claims;c;q',
      '1;a;anna;aarhus;people.read;claims;c;',
      '',
    ]);
  });
  it.each(['=1+1', '+1', '-1', '@SUM(A1)'])('hold no formula: %s', (subject) =>
    expect(csvOf([line('a', '1', { subject })])).toContain(`;'${subject};`),
  );
  it('keep what separates cells inside one', () =>
    expect(csvOf([line('a', '1', { subject: 'a;"b"' })])).toContain(';"a;""b""";'));
});
