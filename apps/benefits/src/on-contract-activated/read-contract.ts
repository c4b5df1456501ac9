import type { ActiveContract } from '@ringvirkning/contracts-api';
import { minorUnits } from '@ringvirkning/kernel';
import { LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import type { Contract } from '../purses/contract.js';
import type { Commitment } from '../purses/entries.js';

const sentence = z.object({ da: z.string(), en: z.string() });
/** The part of the terms that benefits reads; amounts are decimals in the major unit, capital without days is paid in at the contract's start. */
const terms = z.object({
  title: sentence.optional(),
  period: z.object({ from: LocalDateSchema }).optional(),
  parties: z.array(z.object({ id: z.string(), department: z.string().optional() })).default([]),
  capital: z
    .array(
      z.object({
        party: z.string(),
        kind: z.string(),
        amount: z.string(),
        paidIn: z.array(z.object({ on: LocalDateSchema, amount: z.string() })).default([]),
      }),
    )
    .default([]),
});

const GUARANTEES: readonly string[] = ['first-loss-guarantee'];

/** What benefits keeps of a contract in force. */
export function readContract(event: ActiveContract): {
  readonly contract: Contract;
  readonly commitments: readonly Commitment[];
} {
  const { title, period, parties, capital } = terms.parse(event.terms);
  const start = period?.from ?? event.activatedOn;
  const departmentOf = new Map(parties.map((party) => [party.id, party.department]));
  const contract: Contract = {
    contractId: event.contractId,
    ref: event.ref,
    title: title ?? { da: event.title, en: event.title },
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
  };
  const commitments = capital
    .filter(({ kind }) => !GUARANTEES.includes(kind))
    .flatMap(({ party, amount, paidIn }) =>
      (paidIn.length > 0 ? paidIn : [{ on: start, amount }]).map((part) => ({
        party,
        on: part.on,
        amount: minorUnits(part.amount, event.currency),
      })),
    );
  return { contract, commitments };
}
