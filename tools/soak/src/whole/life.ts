import type { Across } from '@ringvirkning/benefits-api';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { addDays, localDate, type LocalDate } from '@ringvirkning/kernel';
import type { DuePage, Run, RunItem } from '@ringvirkning/payments-api';
import {
  attest,
  json,
  jointTerms,
  payUpTo,
  signOff,
  valuationModel,
  verify,
  yearly,
  type Municipality,
} from '@ringvirkning/seed';
import type { Pair } from './pair.js';

const YEAR = new Date().getFullYear();
const LAST_YEAR = YEAR - 1;
const APPROPRIATED = '400000000';
const GROUPS = ['ready', 'activity', 'sickness'] as const;
/** People whose jobs fall in one quarter; every second is the partner's. */
const A_QUARTER = 4;
const QUARTERS = ['03-31', '06-30', '09-30', '12-31'].map((day) => localDate(`${LAST_YEAR}-${day}`));

interface Person {
  readonly key: string;
  readonly group: (typeof GROUPS)[number];
  readonly payer: string;
  readonly job: LocalDate;
}

/**
 * A joint contract from its draft until four quarters are paid and valued on both sides: every quarter four people get a job, and in the third an outcome of each side is
 * taken back that was paid before. Each step may be asked for again when no answer came.
 * @param between Comes after every step. @returns the contract's id.
 */
export async function liveTogether(pair: Pair, ref: string, between: () => Promise<void>): Promise<string> {
  const id = await inForce(pair, ref, between);
  const claims: string[] = [];
  let reversed = 0;
  for (const [quarter, until] of QUARTERS.entries()) {
    const key = `${ref}:${until}`;
    for (const person of peopleOf(pair, quarter)) {
      claims.push(await claimed(pair, id, `${ref}:${person.key}`, person));
      await between();
    }
    const { api } = pair.home;
    await attest(api, 'department-head', id, key, { all: true });
    await between();
    await verify(api, 'verifier', id, key, { all: true });
    await between();
    await paymentsHold(pair, id, claims.length - reversed);
    if (quarter === 2)
      for (const claim of claims.slice(0, 2)) {
        await api.post('department-head', `/api/outcomes/claims/${claim}/reversal`, `${key}:${claim}`, reason);
        await between();
        await paymentsHold(pair, id, claims.length - (reversed += 1));
      }
    await payUpTo(api, id, key, until, 'authorised');
    await between();
    await paidByPartner(pair, id, key, until, between);
  }
  await bookedBy(pair, id);
  return id;
}
const reason = json({ reason: 'Registered for the wrong person' });

function peopleOf({ home, partner }: Pair, quarter: number): Person[] {
  return Array.from({ length: A_QUARTER }, (_, index) => ({
    key: `${quarter}-${index}`,
    group: GROUPS[(quarter + index) % GROUPS.length]!,
    payer: (index % 2 === 0 ? home : partner).instance,
    job: addDays(QUARTERS[quarter]!, -7 * (index + 1)),
  }));
}

async function inForce(pair: Pair, ref: string, between: () => Promise<void>): Promise<string> {
  const { home, partner } = pair;
  const { id } = await home.api.post<{ id: string }>('department-head', '/api/contracts', `${ref}:create`, {
    type: 'application/yaml',
    text: jointTerms(pair.both, YEAR, ref),
  });
  const path = `/api/contracts/${id}`;
  const read = ({ api }: Municipality) => api.get<ContractDetails>('department-head', path);
  await bind(home, ref, path, between);
  await partner.api.until(
    `${partner.instance} to have ${ref}`,
    () => read(partner),
    () => true,
  );
  await bind(partner, ref, path, between);
  await partner.api.post('department-head', `${path}/accession`, `${ref}:accession`);
  await between();
  await home.api.until(
    `${home.instance} to hear that ${partner.instance} accedes`,
    () => read(home),
    ({ joint }) => joint?.partners.every(({ accessions }) => accessions.length > 0) === true,
  );
  await home.api.post('department-head', `${path}/activation`, `${ref}:activation`);
  await between();
  await partner.api.until(
    `${ref} in force`,
    () => read(partner),
    ({ status }) => status === 'active',
  );
  for (const page of ['outcomes', 'payments', 'benefits'].map(
    (service, at) => `/api/${service}/contracts/${id}/${['progress', 'summary', 'valuation'][at]!}`,
  ))
    await home.api.until(
      `${page} to be there`,
      () => home.api.get('controller', page),
      () => true,
    );
  const { model } = await home.api.post<{ model: string }>('controller', '/api/benefits/valuation-models', 'model', {
    type: 'application/yaml',
    text: valuationModel('growth-companies'),
  });
  await home.api.post('controller', `/api/benefits/contracts/${id}/valuation`, `${ref}:valuation`, json({ model }));
  return id;
}

async function bind({ api, instance }: Municipality, ref: string, path: string, between: () => Promise<void>) {
  for (const { budgetYear, ...money } of yearly([instance], [LAST_YEAR, YEAR + 2], APPROPRIATED)) {
    const key = `${ref}:${instance}:${budgetYear}`;
    await api.post('controller', `${path}/appropriations`, key, json({ budgetYear, ...money }));
  }
  await between();
  for (const role of ['council', 'municipal-director']) {
    const by = role === 'council' ? 'council-member' : 'municipal-director';
    const key = `${ref}:${instance}:${role}`;
    await signOff(api, { by, path, key }, { version: 1, role, party: instance });
    await between();
  }
}

/** One person with one outcome. @returns the claim's id. */
async function claimed({ home: { api } }: Pair, id: string, key: string, { group, payer, job }: Person) {
  const at = `/api/outcomes/contracts/${id}`;
  const { participantId } = await api.post<{ participantId: string }>(
    'supplier',
    `${at}/participants`,
    `${key}:person`,
    json({ key, group, referredOn: `${LAST_YEAR}-01-02`, payingMunicipality: payer }),
  );
  const { claimId } = await api.post<{ claimId: string }>(
    'supplier',
    `${at}/claims`,
    `${key}:claim`,
    json({ participantId, outcome: 'job', on: job }),
  );
  return claimId;
}

/** Waits for exactly so many facts: what is taken back after a run was calculated would rightly stop the run. */
const paymentsHold = ({ home: { api } }: Pair, id: string, facts: number): Promise<unknown> =>
  api.until(
    `payments to hold ${facts} outcomes`,
    () => api.get<{ facts: number | null }>('controller', `/api/payments/contracts/${id}/summary`),
    (summary) => summary.facts === facts,
  );

/** Two people of the partner authorise what is claimed of it there, and it is heard at home. */
async function paidByPartner(
  { home, partner }: Pair,
  id: string,
  key: string,
  cutOff: LocalDate,
  between: () => Promise<void>,
): Promise<void> {
  const isIt = (due: DuePage['items'][number]): boolean => due.contractId === id && due.cutOff === cutOff;
  const { items } = await partner.api.until(
    `what ${home.instance} claims of ${partner.instance}`,
    () => partner.api.get<DuePage>('controller', '/api/payments/due?limit=50'),
    (page) => page.items.some(isIt),
  );
  const at = `/api/payments/due/${items.find(isIt)!.dueId}`;
  await partner.api.post('controller', `${at}/certification`, `${key}:due-certified`);
  await between();
  await partner.api.post('department-head', `${at}/authorisation`, `${key}:due-authorised`);
  await between();
  const runs = await home.api.all<RunItem>('controller', `/api/payments/contracts/${id}/runs`);
  const { runId } = runs.find((run) => run.cutOff === cutOff)!;
  await home.api.until(
    `${home.instance} to hear that it was paid`,
    () => home.api.get<Run>('controller', `/api/payments/runs/${runId}`),
    ({ partners }) => partners.length > 0 && partners.every(({ status }) => status === 'authorised'),
  );
}

/** What the partner gains has been told to it, and is in its books. */
async function bookedBy({ home, partner }: Pair, id: string): Promise<void> {
  await home.api.until(
    `${partner.instance} to book what it gains`,
    () => home.api.get<Across>('controller', `/api/benefits/across?contractId=${id}`),
    ({ items }) =>
      items.length > 0 && items.every(({ statement, held }) => held !== null && held === statement?.amount),
  );
}
