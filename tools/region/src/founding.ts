import { deepStrictEqual } from 'node:assert/strict';
import { eventually } from '@ringvirkning/testing';
import { fieldsOf, type Kind } from './post.js';
import type { Town } from './town.js';

export const charter = {
  ...{ name: 'Midtjylland', purpose: 'Prøve', shares: 'Intet', retention: '1 år', threshold: 5 },
  legalBasis: 'Kommunalfuldmagten',
};
const nameOf = (id: string): string => `${id} Kommune`;

interface Member {
  readonly id: string;
  readonly status: string;
}
/** What a town knows another, or itself, to be. */
export async function statusOf(town: Town, id: string): Promise<string | undefined> {
  const { members } = await town.http<{ members: Member[] }>('GET', '');
  return members.find((member) => member.id === id)?.status;
}
export async function agreementStatus(town: Town, id: string): Promise<string | undefined> {
  const { items } = await town.http<{ items: { id: string; status: string }[] }>('GET', '/agreements');
  return items.find((agreement) => agreement.id === id)?.status;
}

/** A partnership of all, founded by the first. */
export async function found([founder, ...others]: readonly Town[]): Promise<void> {
  await founder!.http('POST', '/founding', { id: 'midtjylland', name: nameOf(founder!.id), charter });
  for (const town of others) await invite(founder!, town);
  await eventually(async () => {
    for (const town of others)
      for (const { id } of others) deepStrictEqual([town.id, id, await statusOf(town, id)], [town.id, id, 'active']);
  });
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

/** An agreement between two by which each may tell the other one kind of message. @returns its id, when it is active on both sides. */
export async function agree(one: Town, other: Town, kind: Kind): Promise<string> {
  const flows = [one.id, other.id].map((from) => ({ from, type: kind, fields: fieldsOf(kind) }));
  const { id } = await one.http<{ id: string }>('POST', '/agreements', {
    ...{ with: other.id, purpose: 'Prøve', legalBasis: 'Kommunalfuldmagten', flows },
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
