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
      {
        code: 'education',
        name: { da: 'Ordinær uddannelse', en: 'Mainstream education' },
        kind: 'reached',
        planned: [{ count: 10 }],
        price: { kind: 'per-claim', amount: 15_000 },
      },
    ],
    payers: { split: 'top-up', parts: [{ party: 'of-participant' }], otherwise: home.instance },
  });
}

export interface JointPerson {
  readonly key: string;
  readonly outcome: 'job' | 'education';
  readonly group: 'ready' | 'activity' | 'sickness';
  /** Who pays from the start, by its instance. */
  readonly payer: string;
  /** The day from which the other one pays. */
  readonly moved?: LocalDate;
  readonly on: LocalDate;
}

/** What each of the two municipalities' people reach in a half-year: enough of the job-ready to be told of across, and of all others too few. */
const REACHED = [
  [
    { group: 'ready', outcome: 'job', count: 6 },
    { group: 'activity', outcome: 'job', count: 1 },
    { group: 'sickness', outcome: 'job', count: 1 },
  ],
  [
    { group: 'activity', outcome: 'job', count: 1 },
    { group: 'sickness', outcome: 'job', count: 1 },
    { group: 'activity', outcome: 'education', count: 1 },
  ],
] as const;
/** Month and day of the year before. */
export const REFERRED = '02-03';
/** Days from the referral to what a half-year's first one reaches. */
const BEGINS = [60, 210] as const;

/** Synthetic people by the half-year in which they reach something; one of them has moved from the home municipality to its partner before that. */
export function jointPeople(
  [home, partner]: readonly [Named, Named],
  year: number,
): readonly [readonly JointPerson[], readonly JointPerson[]] {
  const referred = localDate(`${year - 1}-${REFERRED}`);
  const half = (index: 0 | 1): JointPerson[] =>
    REACHED[index]
      .flatMap(({ count, ...what }) => Array.from({ length: count }, () => what))
      .flatMap((what) => [home, partner].map(({ instance: payer }) => ({ ...what, payer })))
      .map((person, place) => ({
        ...person,
        ...(index === 1 &&
          person.group === 'sickness' &&
          person.payer === home.instance && { moved: localDate(`${year - 1}-07-01`) }),
        key: `vmsb-${index + 1}-${place + 1}`,
        on: addDays(referred, BEGINS[index] + 5 * place),
      }));
  return [half(0), half(1)];
}

/** What people have reached, as a file; whoever is not known yet is enrolled with it, as all but who has moved are. */
export const jointFile = (people: readonly JointPerson[], year: number): string =>
  [
    'participant;outcome;achieved_on;external_ref;referred_on;group;paying_municipality',
    ...people.map(({ key, outcome, on, group, payer, moved }) =>
      [
        key,
        outcome,
        on,
        `${key}:${outcome}`,
        ...(moved ? ['', '', ''] : [`${year - 1}-${REFERRED}`, group, payer]),
      ].join(';'),
    ),
    '',
  ].join('\n');
