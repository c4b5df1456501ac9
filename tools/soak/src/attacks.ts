import { rejects } from 'node:assert/strict';
import { textOf, type Evidence, type Message } from '@ringvirkning/partnership-domain';
import type { Town } from '@ringvirkning/region';
import type { Stage } from './stage.js';

const DAY_MS = 86_400_000;

/** The last message from one town to another, with its receipts. */
async function lastOf(from: Town, to: string): Promise<Evidence> {
  const { items } = await from.http<{ items: { number: number }[] }>(
    'GET',
    `/members/${to}/messages?direction=sent&limit=1`,
  );
  return from.http<Evidence>(
    'GET',
    `/members/${to}/messages/sent/${items[0]!.number}/evidence`,
    undefined,
    'controller',
  );
}

/** A day after the end of a member's key. */
async function afterItsKey(town: Town): Promise<string> {
  const { members } = await town.http<{ members: { id: string; keyEndsAt: string }[] }>('GET', '');
  return new Date(Date.parse(members.find(({ id }) => id === town.id)!.keyEndsAt) + DAY_MS).toISOString();
}

/** Texts of thieves and strangers, by whoever reaches the hub with the credentials of a member, while the towns go on. */
export async function attacks(stage: Stage): Promise<void> {
  const { region, traffic, random } = stage;
  const aarhus = region.town('aarhus');
  await traffic.give(['aarhus', 'herning'], 3);
  await stage.rest();
  const { message, receipts } = await lastOf(aarhus, 'herning');
  const text = textOf(message);
  const nonce = `${String(random.between(1, 1e9))}-${String(message.number)}`;
  const altered = textOf({ ...message, id: `forged-${nonce}` });
  const ahead = textOf({
    ...message,
    number: message.number + 1,
    id: `next-${nonce}`,
    previous: null,
  } satisfies Message);
  const late = await aarhus.signedAt({ ...message, id: `late-${nonce}` }, await afterItsKey(aarhus));
  const slips = async (): Promise<void> => {
    // Said again and out of their order, by whom they are from: nothing new.
    await region.slip('aarhus', 'herning', random.shuffled([text, text, ...receipts.map(textOf)]));
    await region.slip('herning', 'aarhus', random.shuffled(receipts.flatMap((one) => [textOf(one), textOf(one)])));
    // Changed, cut short, and signed one day after the key had ended.
    await region.slip(
      'aarhus',
      'herning',
      random.shuffled([altered, ahead, late, text.slice(0, -random.between(1, 80))]),
    );
    // By way of another's account, which the hub lets speak in its own name alone.
    await region.slip('herning', 'odense', [text]);
    for (const to of ['odense', 'herning']) await rejects(region.slip('herning', to, [altered], 'aarhus'));
  };
  await traffic.during(slips());
  stage.willPutAside('herning', ...receipts.map(() => 'not-for-us herning'));
  stage.willPutAside('herning', 'forged aarhus', 'forged aarhus', 'key-ended aarhus', 'malformed aarhus');
  stage.willPutAside('odense', 'not-for-us aarhus');
}
