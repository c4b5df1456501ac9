import type { Across } from '@ringvirkning/benefits-api';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { localDate, type LocalDate } from '@ringvirkning/kernel';
import type { DuePage } from '@ringvirkning/payments-api';
import { json } from '../api.js';
import { attest, importClaims, paymentsKnow, payUpTo, verify } from '../claim-steps.js';
import { signOff, yearly } from '../contract-steps.js';
import type { Enrolled } from '../aarhus/seed-aarhus.js';
import type { Progress } from '../progress.js';
import { valuationModel } from '../documents.js';
import { JOINT_REF, jointFile, jointPeople, jointTerms, REFERRED, type JointPerson } from './joint-contract.js';
import type { Municipality } from './seed-partnership.js';

type Pair = readonly [home: Municipality, partner: Municipality];
const AMOUNT = '600000000';

/**
 * A contract that two municipalities have in common: in force, one half-year paid on both sides, the next one waiting for two signatures of the partner.
 * May be interrupted and repeated.
 */
export async function seedJointContract(pair: Pair, today: LocalDate, progress: Progress): Promise<void> {
  const year = Number(today.slice(0, 4));
  const id = await inForce(pair, year);
  progress('joint contract in force on both sides');
  await valued(pair, id);
  await worked(pair, id, year);
  progress('a half-year paid by each for its own, the next one waiting');
  await gained(pair, id);
  progress('what each gains, booked by each');
}

const pathOf = (id: string): string => `/api/contracts/${id}`;
const read = ({ api }: Municipality, id: string): Promise<ContractDetails> => api.get('department-head', pathOf(id));

async function inForce(pair: Pair, year: number): Promise<string> {
  const [home, partner] = pair;
  const key = JOINT_REF;
  const { id } = await home.api.post<{ id: string }>('department-head', '/api/contracts', `${key}:create`, {
    type: 'application/yaml',
    text: jointTerms(pair, year),
  });
  if ((await read(home, id)).status === 'draft') {
    await bind(home, id, year);
    await partner.api.until(
      `${partner.instance} to have ${key}`,
      () => read(partner, id),
      () => true,
    );
    await bind(partner, id, year);
    await partner.api.post('department-head', `${pathOf(id)}/accession`, `${key}:accession`);
    await home.api.until(
      `${home.instance} to hear that ${partner.instance} accedes`,
      () => read(home, id),
      ({ joint }) => joint?.partners.every(({ accessions }) => accessions.length > 0) === true,
    );
    await home.api.post('department-head', `${pathOf(id)}/activation`, `${key}:activation`);
  }
  await partner.api.until(
    `${key} in force`,
    () => read(partner, id),
    ({ status }) => status === 'active',
  );
  for (const [service, page] of [
    ['outcomes', 'progress'],
    ['payments', 'summary'],
    ['benefits', 'valuation'],
  ] as const)
    await home.api.until(
      `${service} to know ${key}`,
      () => home.api.get('controller', `/api/${service}/contracts/${id}/${page}`),
      () => true,
    );
  return id;
}

/** What a municipality does at home: its council and its director sign, and money is set aside in each budget year of which something is paid. */
async function bind({ api, instance }: Municipality, id: string, year: number): Promise<void> {
  for (const { payer, budgetYear, amount } of yearly([instance], [year - 1, year + 2], AMOUNT))
    await api.post(
      'controller',
      `${pathOf(id)}/appropriations`,
      `${JOINT_REF}:${instance}:${budgetYear}`,
      json({ payer, budgetYear, amount }),
    );
  for (const [by, role] of [
    ['council-member', 'council'],
    ['municipal-director', 'municipal-director'],
  ] as const)
    await signOff(
      api,
      { by, path: pathOf(id), key: `${JOINT_REF}:${instance}:${role}` },
      { version: 1, role, party: instance },
    );
}

/** Outcomes are valued where the contract was made. */
async function valued([{ api }]: Pair, id: string): Promise<void> {
  const { model } = await api.post<{ model: string }>(
    'controller',
    '/api/benefits/valuation-models',
    `${JOINT_REF}:model`,
    { type: 'application/yaml', text: valuationModel('growth-companies') },
  );
  await api.post('controller', `/api/benefits/contracts/${id}/valuation`, `${JOINT_REF}:valuation`, json({ model }));
}

/** What the partner gains has been told to it, and is in its books. */
async function gained([home, partner]: Pair, id: string): Promise<void> {
  await home.api.until(
    `${partner.instance} to book what it gains`,
    () => home.api.get<Across>('controller', `/api/benefits/across?contractId=${id}`),
    ({ items }) =>
      items.length > 0 && items.every(({ statement, held }) => held !== null && held === statement?.amount),
  );
}

async function worked(pair: Pair, id: string, year: number): Promise<void> {
  const [home, partner] = pair;
  const halves = jointPeople(pair, year);
  for (const person of halves.flat()) if (person.moved) await moved(pair, id, person, year);
  let known = 0;
  for (const [half, until] of [localDate(`${year - 1}-06-30`), localDate(`${year - 1}-12-31`)].entries()) {
    const key = `${JOINT_REF}:${until}`;
    await importClaims(home.api, 'supplier', id, key, jointFile(halves[half]!, year));
    await attest(home.api, 'department-head', id, key, { all: true });
    await verify(home.api, 'verifier', id, key, { all: true });
    known += halves[half]!.length;
    await paymentsKnow(home.api, id, known);
    await payUpTo(home.api, id, key, until, 'authorised');
    const dues = await partner.api.until(
      `what ${home.instance} claims of ${partner.instance}`,
      () => partner.api.get<DuePage>('controller', '/api/payments/due?limit=50'),
      ({ items }) => items.filter(({ contractId }) => contractId === id).length > half,
    );
    const due = dues.items.find(({ contractId, cutOff }) => contractId === id && cutOff === until)!;
    if (half > 0) continue;
    await partner.api.post('controller', `/api/payments/due/${due.dueId}/certification`, `${key}:due-certified`);
    await partner.api.post('department-head', `/api/payments/due/${due.dueId}/authorisation`, `${key}:due-authorised`);
  }
}

/** Enrolled where they lived first, and paid for by the partner since. */
async function moved(
  [{ api }, partner]: Pair,
  id: string,
  { key, group, payer, moved: from }: JointPerson,
  year: number,
): Promise<void> {
  const { participantId } = await api.post<Enrolled>(
    'supplier',
    `/api/outcomes/contracts/${id}/participants`,
    `${JOINT_REF}:${key}`,
    json({ key, group, referredOn: `${year - 1}-${REFERRED}`, payingMunicipality: payer }),
  );
  await api.post(
    'case-worker',
    `/api/outcomes/participants/${participantId}/moves`,
    `${JOINT_REF}:${key}:moved`,
    json({ from, payingMunicipality: partner.instance }),
  );
}
