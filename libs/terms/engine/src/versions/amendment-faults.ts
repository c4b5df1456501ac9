import { addDays, canonicalJson, type Sentence } from '@ringvirkning/kernel';
import { isIndividual, type Terms } from '@ringvirkning/terms-language';
import { problem, type Problem, unless } from '../parse/problem.js';
import { kindFaults } from './kind-faults.js';
import { movedFloors, movedValues } from './moved.js';

/**
 * What keeps a document from amending another: what is achieved before its first day stays as it was, so its names and parties stay, and nothing that would have
 * been settled before may be moved across that day.
 */
export function amendmentFaults(before: Terms, after: Terms): Problem[] {
  if (after.amends === undefined)
    return [
      problem(
        [],
        'amends-missing',
        'Kontrakten er trådt i kraft. Skriv amends: hvad der ændres, og fra hvornår.',
        'The contract is in force. Write amends: what is changed, and from when.',
      ),
    ];
  return [
    ...sameContract(before, after),
    ...dayFaults(before, after),
    ...kindFaults(before, after),
    ...lostNames(before, after),
    ...changedParties(before, after),
    ...movedValues(before, after),
    ...movedFloors(before, after),
    ...otherSample(before, after),
  ];
}

/** What was signed before is put in by who keeps it: nobody writes a contract's past. */
export const historyByHand = ({ amends }: Terms): Problem[] =>
  unless(
    amends?.before === undefined,
    ['amends', 'before'],
    'amends-before',
    'Skriv ikke before: det, der gælder i dag, sættes ind, når tillægget gemmes.',
    'Do not write before: what holds today is put in when the amendment is saved.',
  );

const SAME = ['ref', 'currency'] as const;
function sameContract(before: Terms, after: Terms): Problem[] {
  return [
    ...SAME.flatMap((field) =>
      unless(
        before[field] === after[field],
        [field],
        'amends-another',
        `Kontrakten har ${field}: ${before[field]}. Det kan et tillæg ikke ændre.`,
        `The contract has ${field}: ${before[field]}. An amendment cannot change that.`,
      ),
    ),
    ...unless(
      before.period.from === after.period.from,
      ['period', 'from'],
      'amends-the-past',
      `Kontrakten begyndte ${before.period.from}. Det kan et tillæg ikke ændre.`,
      `The contract began on ${before.period.from}. An amendment cannot change that.`,
    ),
  ];
}

/** Its first day lies within the contract, and after that of the amendment before. */
function dayFaults({ period, amends: earlier }: Terms, { amends }: Terms): Problem[] {
  const { from } = amends!;
  const [first, last] = [addDays(earlier?.from ?? period.from, 1), addDays(period.to, 1)];
  return unless(
    from >= first && from <= last,
    ['amends', 'from'],
    'amends-outside',
    `Tillægget gælder fra ${from}. Det skal være tidligst ${first} og senest ${last}.`,
    `The amendment holds from ${from}. It must be on ${first} at the earliest and on ${last} at the latest.`,
  );
}

const LISTS: readonly {
  readonly list: 'outcomes' | 'measures' | 'followUps' | 'cohorts' | 'groups';
  readonly words: Sentence;
}[] = [
  { list: 'outcomes', words: { da: 'Resultatet', en: 'The outcome' } },
  { list: 'measures', words: { da: 'Målingen', en: 'The measure' } },
  { list: 'followUps', words: { da: 'Opfølgningen', en: 'The follow-up' } },
  { list: 'cohorts', words: { da: 'Årgangen', en: 'The cohort' } },
  { list: 'groups', words: { da: 'Gruppen', en: 'The group' } },
];

/** By these names earlier facts are told; an outcome that is paid no more loses its price, not its name. */
function lostNames(before: Terms, after: Terms): Problem[] {
  const lost = LISTS.flatMap(({ list, words }) =>
    before[list]
      .filter(({ code }) => !after[list].some((each) => each.code === code))
      .map(({ code }) =>
        problem(
          [list],
          'amends-loses-name',
          `${words.da} ${code} mangler. Det, der skete før tillægget, bruger navnet: lad det stå, evt. uden pris.`,
          `${words.en} ${code} is missing. What happened before the amendment uses the name: leave it, if need be without a price.`,
        ),
      ),
  );
  const changed = after.outcomes.flatMap((outcome, i) => {
    const old = before.outcomes.find(({ code }) => code === outcome.code);
    return unless(
      old === undefined || isIndividual(old) === isIndividual(outcome),
      ['outcomes', i, 'kind'],
      'amends-kind',
      `${outcome.code} måltes ${old && isIndividual(old) ? 'på personer' : 'på en gruppe'}. Brug et nyt navn.`,
      `${outcome.code} was measured on ${old && isIndividual(old) ? 'people' : 'a group'}. Use a new name.`,
    );
  });
  return [...lost, ...changed];
}

/** A party is always the same organisation: what was earned before stays with who earned it. */
const changedParties = (before: Terms, after: Terms): Problem[] =>
  before.parties.flatMap(({ id, organisation }) => {
    const index = after.parties.findIndex((party) => party.id === id);
    return unless(
      after.parties[index]?.organisation === organisation,
      index < 0 ? ['parties'] : ['parties', index, 'organisation'],
      'amends-party',
      `Parten ${id} er ${organisation} og skal blive stående: det gælder for tiden før tillægget. Giv den nye part et nyt id.`,
      `The party ${id} is ${organisation} and must stay: that holds for the time before the amendment. Give the new party an id of its own.`,
    );
  });

/** A sample is drawn over time: what it is agreed on stays. */
const otherSample = (before: Terms, after: Terms): Problem[] =>
  unless(
    canonicalJson(before.verification.sample ?? null) === canonicalJson(after.verification.sample ?? null),
    ['verification', 'sample'],
    'amends-sample',
    'Stikprøven kan ikke ændres af et tillæg: den trækkes over en tid, der kan ligge på begge sider af det.',
    'An amendment cannot change the sample: it is drawn over a time that may lie on both sides of it.',
  );
