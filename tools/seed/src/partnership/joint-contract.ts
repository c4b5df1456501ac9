import { addDays, localDate, type LocalDate } from '@ringvirkning/kernel';
import { parse, stringify } from 'yaml';
import { exampleTerms } from '../documents.js';
import type { Municipality } from './seed-partnership.js';

type Named = Pick<Municipality, 'instance' | 'name' | 'code'>;

export const JOINT_REF = 'VMSB-FAELLES';

/** The example of growth companies as two municipalities of the demo share it: both pay per job of their own citizens, and the price rises with vulnerability. */
export function jointTerms([home, partner]: readonly [Named, Named], year: number, ref = JOINT_REF): string {
  const {
    followUps: _,
    measures: __,
    caps: ___,
    ...example
  } = parse(exampleTerms('growth-companies')) as Record<string, unknown>;
  const municipality = ({ instance, name, code }: Named, roles: readonly string[]) => ({
    ...{ id: instance, name, kind: 'municipality', organisation: instance, municipalityCode: code, roles },
  });
  return stringify({
    ...example,
    ref,
    title: {
      da: 'Vækst med Social Bundlinje – fælles kontrakt',
      en: 'Growth with a social bottom line – joint contract',
    },
    period: { from: `${year - 1}-01-01`, to: `${year + 2}-12-31` },
    parties: [
      municipality(home, ['authority', 'payer']),
      municipality(partner, ['payer']),
      {
        id: 'company',
        name: 'Vækstvirksomhed (eksempel)',
        kind: 'company',
        organisation: 'st-basils',
        roles: ['supplier'],
      },
      {
        id: 'verifier',
        name: 'Uafhængig verifikator',
        kind: 'verifier',
        organisation: 'verifier-org',
        roles: ['verifier'],
      },
    ],
    verification: { objectionDays: 0, evidence: { required: false, sources: ['register'] } },
    outcomes: [
      {
        code: 'job',
        name: { da: 'Ordinært job', en: 'Ordinary job' },
        kind: 'reached',
        planned: [{ count: 40 }],
        price: { kind: 'per-claim', amount: 20_000 },
      },
    ],
    payers: { split: 'top-up', parts: [{ party: 'of-participant' }], otherwise: home.instance },
  });
}

export interface JointPerson {
  readonly key: string;
  readonly group: 'ready' | 'activity' | 'sickness';
  /** Who pays from the start, by its instance. */
  readonly payer: string;
  /** The day from which the other one pays. */
  readonly moved: LocalDate | undefined;
  readonly job: LocalDate;
}

/** Twelve synthetic people whose jobs fall in two half-years; one of them moves from the one municipality to the other in between. */
export function jointPeople(
  [home, partner]: readonly [Municipality, Municipality],
  year: number,
): readonly JointPerson[] {
  const begin = localDate(`${year - 1}-02-03`);
  const groups = ['ready', 'activity', 'sickness'] as const;
  return Array.from({ length: 12 }, (_, index) => ({
    key: `vmsb-${index + 1}`,
    group: groups[index % 3]!,
    payer: (index % 2 === 0 ? home : partner).instance,
    moved: index === 10 ? localDate(`${year - 1}-07-01`) : undefined,
    job: addDays(begin, (index < 6 ? 60 : 210) + 5 * index),
  }));
}
