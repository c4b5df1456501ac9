import type { ActiveContract, JointContract } from '@ringvirkning/contracts-api';
import { minorUnits } from '@ringvirkning/kernel';
import { frozenTerms } from '@ringvirkning/terms';
import type { Contract } from '../purses/contract.js';
import { plannedOf, type Planned } from '../purses/at-signature.js';
import type { Commitment } from '../purses/entries.js';

const GUARANTEES: readonly string[] = ['first-loss-guarantee'];

/** Whose purses are kept elsewhere: at home, those of partners; in a contract that a partner leads, all but our own. */
const elsewhere = ({ partners = [], parties, home }: ActiveContract & Partial<JointContract>, own: string): string[] =>
  home === undefined
    ? partners
    : [...new Set(parties.map(({ organisation }) => organisation).filter((organisation) => organisation !== own))];

/** What benefits keeps of a contract in force. Capital without days of payment is paid in at the contract's start. @throws DomainError terms.frozen-invalid */
export function readContract(
  event: ActiveContract & Partial<JointContract>,
  own: string,
): {
  readonly contract: Contract;
  readonly commitments: readonly Commitment[];
  readonly planned: readonly Planned[] | null;
} {
  const terms = frozenTerms(event.terms);
  const { title, period, parties, capital, outcomes, groups } = terms;
  const invested = capital.filter(({ kind }) => !GUARANTEES.includes(kind));
  const departmentOf = new Map(parties.map((party) => [party.id, party.department]));
  const contract: Contract = {
    contractId: event.contractId,
    ref: event.ref,
    title,
    version: event.version,
    currency: event.currency,
    parties: event.parties.map(({ id, name, kind, organisation, municipalityCode, roles }) => ({
      id,
      name,
      kind,
      organisation,
      municipalityCode,
      roles,
      department: departmentOf.get(id),
    })),
    departments: Object.fromEntries(event.departments.map(({ id, name }) => [id, { da: name, en: name }])),
    model: null,
    home: event.home ?? null,
    elsewhere: elsewhere(event, own),
    subject: {
      outcomes: outcomes.map(({ code }) => code),
      groups: groups.map(({ code }) => code),
      kind: invested.length > 0 ? 'capital' : 'payments-only',
    },
    termsDigests: [event.termsDigest],
  };
  const commitments = invested.flatMap(({ party, amount, paidIn }) =>
    (paidIn.length > 0 ? paidIn : [{ on: period.from, amount }]).map((part) => ({
      party,
      on: part.on,
      amount: minorUnits(part.amount, event.currency),
    })),
  );
  return { contract, commitments, planned: contract.home === null ? plannedOf(terms) : null };
}
