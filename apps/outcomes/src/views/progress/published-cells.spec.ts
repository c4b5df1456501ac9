import { describe, expect, it } from '@jest/globals';
import { NOTHING_PUBLISHED, publishTables, shown } from '@ringvirkning/disclosure';
import { EVERYBODY, personKey, stepTables } from './published-cells.js';

const STEP = { outcome: 'home', follow_up: '' };
const people = (group_code: string, year: number, count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => {
    const person = { ...STEP, group_code, year, participant_id: `${group_code}-${year}-${from + i}` };
    return { ...person, claim_id: person.participant_id, reached: true };
  });

/** What is out of everybody who reached the step, when of some of them the claims are told by payments. */
function told(reached: ReturnType<typeof people>, claims: ReturnType<typeof people>): number | undefined {
  const participants = new Set(reached.map(({ participant_id }) => participant_id));
  const [everybody] = stepTables(STEP, reached, { claims, participants });
  return shown(publishTables(NOTHING_PUBLISHED, [everybody]), personKey(STEP, EVERYBODY, true));
}

describe('a step of which payments tell the claims', () => {
  const [young, old] = [people('young', 2025, 9), people('old', 2025, 8)];

  it('is told with them', () => expect(told([...young, ...old], [...young, ...old])).toBe(17));
  it('is told when five and more of a line are not told otherwise', () =>
    expect(told([...young, ...old, ...people('old', 2025, 5, 8)], [...young, ...old])).toBe(22));
  it.each([
    ['groups', people('old', 2025, 4, 8)],
    ['years', people('young', 2026, 4)],
  ])('is not told when two %s hide four each, who are eight together', (_of, hidden) =>
    expect(told([...young, ...old, ...people('young', 2025, 4, 9), ...hidden], [...young, ...old])).toBeUndefined(),
  );
});
