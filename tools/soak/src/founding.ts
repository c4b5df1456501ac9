import { deepStrictEqual } from 'node:assert/strict';
import { eventually } from '@ringvirkning/testing';
import type { Region } from './region.js';
import { ENDING, fieldsOf, LASTING, type Kind } from './stand-in.js';
import type { Town } from './town.js';

/** Ids of the agreements: between Aarhus and Herning about what lasts and about what ends, and between Odense and Aarhus. */
export interface Founded {
  readonly lasting: string;
  readonly ending: string;
  readonly odense: string;
}

export const charter = {
  ...{ name: 'Midtjylland', purpose: 'Prøve', shares: 'Intet', retention: '1 år', threshold: 5 },
  legalBasis: 'Kommunalfuldmagten',
};
const nameOf = (id: string): string => `${id} Kommune`;

interface Member {
  readonly id: string;
  readonly status: string;
}
export async function statusOf(town: Town, id: string): Promise<string | undefined> {
  const { members } = await town.http<{ members: Member[] }>('GET', '');
  return members.find((member) => member.id === id)?.status;
}
export async function agreementStatus(town: Town, id: string): Promise<string | undefined> {
  const { items } = await town.http<{ items: { id: string; status: string }[] }>('GET', '/agreements');
  return items.find((agreement) => agreement.id === id)?.status;
}

/** A partnership of the three, with the agreements under which they exchange. */
export async function found(region: Region): Promise<Founded> {
  const [aarhus, herning, odense] = [region.town('aarhus'), region.town('herning'), region.town('odense')];
  await aarhus.http('POST', '/founding', { id: 'midtjylland', name: nameOf('aarhus'), charter });
  for (const town of [herning, odense]) await invite(aarhus, town);
  await eventually(async () => deepStrictEqual(await statusOf(herning, 'odense'), 'active'));
  return {
    lasting: await agree(aarhus, herning, LASTING),
    ending: await agree(aarhus, herning, ENDING),
    odense: await agree(odense, aarhus, LASTING),
  };
}

async function invite(by: Town, town: Town): Promise<void> {
  await by.http('POST', '/invitations', { member: town.id, name: nameOf(town.id) });
  const { text, checkPhrase } = await eventually(async () => {
    const invitation = await by.http('GET', `/invitations/${town.id}`);
    deepStrictEqual(typeof invitation['text'], 'string');
    return invitation;
  });
  await town.http('POST', '/joining', { text, checkPhrase });
  await eventually(async () => deepStrictEqual(await statusOf(by, town.id), 'active'));
}

export async function agree(one: Town, other: Town, kind: Kind, purpose = 'Prøve'): Promise<string> {
  const flows = [one.id, other.id].map((from) => ({ from, type: kind, fields: fieldsOf(kind) }));
  const { id } = await one.http<{ id: string }>('POST', '/agreements', {
    ...{ with: other.id, purpose, legalBasis: 'Kommunalfuldmagten', flows },
    ...{ begins: '2026-01-01', ends: '2099-12-31' },
    contacts: { ours: 'a@example.dk', theirs: 'b@example.dk' },
  });
  await eventually(async () => deepStrictEqual(await agreementStatus(other, id), 'proposed'));
  await other.http('POST', `/agreements/${id}/approval`);
  await eventually(async () => {
    for (const town of [one, other]) deepStrictEqual(await agreementStatus(town, id), 'active');
  });
  return id;
}
