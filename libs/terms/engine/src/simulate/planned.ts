import { addDays, addMonths, daysBetween, type LocalDate, type Sentence } from '@ringvirkning/kernel';
import {
  alternativesOf,
  type Condition,
  type FollowUp,
  followUpDate,
  inDependencyOrder,
  isIndividual,
  type Terms,
} from '@ringvirkning/terms-language';
import type { Basis } from './basis.js';
import { claimFacts, type Claim } from './claim-facts.js';
import { evenPlace, type Luck, type Person } from './luck.js';

const MILLION = 1_000_000;
const NOTHING: ReadonlySet<string> = new Set();

/** What the terms plan: the planned counts, claim by claim, and the expected values of what is measured on groups. */
export const plannedBasis = (terms: Terms): Basis => {
  const counts = terms.outcomes.flatMap((outcome) =>
    isIndividual(outcome) ? outcome.planned.map(({ count }) => count) : [],
  );
  let slots: Slot[] | undefined;
  return {
    kind: 'plan',
    claims: counts.reduce((sum, count) => sum + count, 0),
    people: Math.max(0, ...counts),
    facts: (luck) => claimFacts(terms, plannedClaims(terms, (slots ??= slotsOf(terms)), luck), NOTHING),
  };
};

export const plansAnything = (terms: Terms): boolean =>
  terms.outcomes.some((outcome) =>
    isIndividual(outcome) ? outcome.planned.some(({ count }) => count > 0) : outcome.expected !== undefined,
  );

/** An outcome that pays, but of which the terms plan or expect nothing. */
export interface Gap extends Sentence {
  readonly outcome: string;
  /** Its place in the document. */
  readonly path: string;
  readonly missing: 'planned' | 'expected';
}

/** What a plan would have to say to be complete. A value measured on the planned people themselves is complete without `expected`: `earning` names such outcomes. */
export const planGaps = ({ outcomes }: Terms, earning: ReadonlySet<string> = NOTHING): Gap[] =>
  outcomes.flatMap((outcome, index): Gap[] => {
    const { code, name, price } = outcome;
    const path = `outcomes[${index}]`;
    if (price === undefined || earning.has(code)) return [];
    if (!isIndividual(outcome))
      return outcome.expected !== undefined
        ? []
        : [
            {
              outcome: code,
              path,
              missing: 'expected',
              da: `Der er ikke skrevet en forventet værdi for »${name.da}« (${code}); det tæller som 0. Skriv fx expected: 50.`,
              en: `No value is expected for “${name.en}” (${code}); it counts as 0. Write for example expected: 50.`,
            },
          ];
    if (outcome.planned.some(({ count }) => count > 0)) return [];
    const example = `planned: [{ ${outcome.followUps?.[0] ? `followUp: ${outcome.followUps[0]}, ` : ''}count: 45 }]`;
    return [
      {
        outcome: code,
        path,
        missing: 'planned',
        da: `Ingen resultater er planlagt for »${name.da}« (${code}); det tæller som 0. Skriv fx ${example}.`,
        en: `No results are planned for “${name.en}” (${code}); it counts as 0. Write for example ${example}.`,
      },
    ];
  });

/** A planned claim without its day. */
type Slot = Omit<Claim, 'on'>;

/** Every planned claim, each outcome after what it rests on. */
function slotsOf(terms: Terms): Slot[] {
  const groupOf = groupsByShare(terms);
  const people = new Map<string, Person>();
  const personOf = (name: string, no: number): Person =>
    people.get(name) ?? (people.set(name, { name, no }), people.get(name)!);
  return inDependencyOrder(terms.outcomes)
    .ordered.filter(isIndividual)
    .flatMap((outcome) =>
      outcome.planned.flatMap(({ followUp: code, cohort: planned, count }) => {
        const followUp = terms.followUps.find((each) => each.code === code);
        return Array.from({ length: count }, (_, no): Slot => {
          const person = personOf(planned === undefined ? `p${no + 1}` : `${planned}-p${no + 1}`, no);
          return {
            outcome,
            person,
            followUp,
            cohort: planned ?? (outcome.cohorts && outcome.cohorts[no % outcome.cohorts.length]),
            group: allowed(groupOf(person), outcome.groups),
          };
        });
      }),
    );
}

/** The claims of those who succeed: at the follow-up after the person's start, not before what is required, and not after the contract's end. */
function plannedClaims(terms: Terms, slots: readonly Slot[], luck: Luck): Claim[] {
  const windows = new Map([undefined, ...terms.cohorts].map((cohort) => [cohort?.code, intake(terms, cohort)]));
  const askedFor = new Set(
    terms.outcomes.flatMap((outcome) =>
      isIndividual(outcome) ? outcome.requires.flatMap(alternativesOf).map(conditionKey) : [],
    ),
  );
  const reachedOn = new Map<string, LocalDate>();
  const daysAfter = new Map<FollowUp, Map<LocalDate, LocalDate>>();
  const dateOf = (followUp: FollowUp, start: LocalDate): LocalDate => {
    const known = daysAfter.get(followUp) ?? new Map<LocalDate, LocalDate>();
    daysAfter.set(followUp, known);
    if (!known.has(start)) known.set(start, followUpDate(followUp, start));
    return known.get(start)!;
  };
  return slots
    .filter(({ person }) => luck.succeeds(person))
    .map((slot): Claim => {
      const { outcome, person, followUp, cohort } = slot;
      const window = windows.get(cohort)!;
      const start = window.dayAt(Math.floor((luck.start(person) * window.days) / MILLION));
      const required = outcome.requires.flatMap((condition) => {
        const days = alternativesOf(condition).flatMap(
          (each) => reachedOn.get(`${conditionKey(each)}/${person.name}`) ?? [],
        );
        return days.length === 0 ? [] : days.reduce(earlier);
      });
      const on = earlier(required.reduce(later, followUp ? dateOf(followUp, start) : start), terms.period.to);
      for (const key of followUp ? [`${outcome.code}/`, `${outcome.code}/${followUp.code}`] : [`${outcome.code}/`]) {
        if (!askedFor.has(key)) continue;
        const place = `${key}/${person.name}`;
        reachedOn.set(place, earlier(on, reachedOn.get(place) ?? on));
      }
      return { ...slot, on };
    });
}

const conditionKey = ({ fact, followUp }: Condition): string => `${fact}/${followUp ?? ''}`;

const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);
const later = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);

/** People start while their cohort is taken in; without cohorts in the contract's first year. */
function intake(
  { period }: Terms,
  cohort: { readonly from: LocalDate; readonly to: LocalDate } | undefined,
): { readonly days: number; dayAt(place: number): LocalDate } {
  const { from, to } = cohort ?? { from: period.from, to: earlier(addMonths(period.from, 12), period.to) };
  const known: LocalDate[] = [];
  return { days: daysBetween(from, to) + 1, dayAt: (place) => (known[place] ??= addDays(from, place)) };
}

/** People belong to groups in the planned shares, spread evenly; to none when the shares are not planned. */
function groupsByShare({ groups }: Terms): (person: Person) => string | undefined {
  if (groups.length === 0 || groups.some(({ share }) => share === undefined)) return () => undefined;
  const sizes = groups.map(({ share }) => sizeOf(share!));
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  return ({ no }) => {
    let place = (evenPlace(no) / 2 ** 32) * whole;
    return groups.find((_, i) => (place -= sizes[i]!) < 0)?.code ?? groups.at(-1)!.code;
  };
}

/** A share as a number, for choosing people only; never in money. */
const sizeOf = (share: string): number =>
  share
    .split('/')
    .map(Number)
    .reduce((n, d) => n / d);

const allowed = (group: string | undefined, groups: readonly string[] | undefined): string | undefined =>
  groups && !(group !== undefined && groups.includes(group)) ? groups[0] : group;
