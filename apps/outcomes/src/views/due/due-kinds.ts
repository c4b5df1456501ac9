import { actingFor, may, type Permission, type Person } from '@ringvirkning/auth';
import type { DueKind } from '@ringvirkning/outcomes-api';

/** Whoever may take the step has the due thing. What else comes to be due is a line here, and rows of `due`. */
const KINDS: Readonly<Record<DueKind, Permission>> = {
  'follow-up': 'outcomes.claim',
  measurement: 'progression.record',
  returned: 'outcomes.claim',
  rejected: 'outcomes.claim',
  attest: 'outcomes.attest',
  verify: 'outcomes.verify',
};

export interface Turn {
  readonly kind: DueKind;
  /** Contracts in which the person may take the step, and read about people. */
  readonly scopes: string;
}

/** What can be due for somebody; nothing for those who do not read about people. */
export const turnsOf = (person: Person): Turn[] =>
  (Object.entries(KINDS) as [DueKind, Permission][])
    .filter(([, permission]) => may(person, permission) && may(person, 'people.read'))
    .map(([kind, permission]) => ({ kind, scopes: actingFor(actingFor(person, permission), 'people.read').scopes }));
