import { compare, parseRational, rational, add, ZERO } from '../rational.js';
import { payeesOf } from '../schema/payees.js';
import type { Terms } from '../schema/terms.js';
import type { Path } from './read.js';
import type { Problem } from './references.js';

type Check = (terms: Terms) => Problem[];
const problem = (path: Path, code: string, da: string, en: string): Problem => ({ code: `terms.${code}`, path, da, en });

const sumsToOne = (shares: readonly string[]): boolean => compare(shares.map(parseRational).reduce(add, ZERO), rational(1n)) === 0;

const periods: Check = ({ period, cohorts }) => [
  ...(period.from <= period.to ? [] : [problem(['period'], 'period-backwards', 'Perioden slutter før den begynder.', 'The period ends before it begins.')]),
  ...cohorts.flatMap((cohort, i) => (cohort.from <= cohort.to ? [] : [problem(['cohorts', i], 'period-backwards', 'Årgangen slutter før den begynder.', 'The cohort ends before it begins.')])),
];

const payerShares: Check = ({ payers, parties }) => {
  const found: Problem[] = [];
  if (payers.split === 'fixed') {
    const missing = payers.parts.findIndex((part) => part.share === undefined);
    if (missing >= 0) found.push(problem(['payers', 'parts', missing], 'share-missing', 'Ved fast fordeling skal hver betaler have en andel.', 'In a fixed split each payer needs a share.'));
    else if (!sumsToOne(payers.parts.map((part) => part.share!))) found.push(problem(['payers', 'parts'], 'shares-do-not-add-up', 'Betalernes andele skal tilsammen give 1.', "The payers' shares must add up to 1."));
  }
  for (const [i, part] of payers.parts.entries()) {
    const party = parties.find((candidate) => candidate.id === part.party);
    if (party && !party.roles.includes('payer')) found.push(problem(['payers', 'parts', i, 'party'], 'not-a-payer', `«${part.party}» har ikke rollen payer.`, `«${part.party}» does not have the role payer.`));
  }
  return found;
};

/** For every payer the payees that apply to it must share exactly the whole. */
const payeeShares: Check = ({ payees, payers, parties }) => {
  const from = new Set(payers.parts.flatMap((part) => (part.party === 'of-participant' ? parties.filter((p) => p.roles.includes('payer')).map((p) => p.id) : [part.party])));
  return [...from].flatMap((payer) =>
    sumsToOne(payeesOf(payees, payer).map((payee) => payee.share))
      ? []
      : [problem(['payees'], 'shares-do-not-add-up', `Modtagernes andele af det som «${payer}» betaler skal tilsammen give 1.`, `The payees' shares of what «${payer}» pays must add up to 1.`)],
  );
};

const roles: Check = ({ claims, parties }) => {
  const needed = [...claims.by.map((role, i) => [role, ['claims', 'by', i]] as const), [claims.attestBy, ['claims', 'attestBy']] as const, [claims.verifyBy, ['claims', 'verifyBy']] as const];
  return needed.flatMap(([role, path]) => (parties.some((party) => party.roles.includes(role)) ? [] : [problem(path, 'role-without-party', `Ingen part har rollen «${role}».`, `No party has the role «${role}».`)]));
};

const followUpTimes: Check = ({ followUps }) =>
  followUps.flatMap((followUp, i) =>
    (followUp.months === undefined) === (followUp.weeks === undefined) ? [problem(['followUps', i], 'follow-up-time', 'Angiv enten months eller weeks.', 'Give either months or weeks.')] : [],
  );

const CHECKS: readonly Check[] = [periods, followUpTimes, roles, payerShares, payeeShares];

/** Contradictions that no single field shows. */
export const checkSense = (terms: Terms): Problem[] => CHECKS.flatMap((check) => check(terms));
