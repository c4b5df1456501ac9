import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '@ringvirkning/kernel';
import { EMPTY, readText, sign, textOf, type Document, type Fact } from '../src/index.js';
import { changes, type Json } from './changes.js';
import { listFor, partners, rounds, Party } from './pair.js';
import { at, founding, four, keys, say } from './partnership.js';

/** Facts that are an effect: what is put aside, or only asked about, is none. */
const effects = (facts: readonly Fact[]): Fact[] =>
  facts.filter(({ type }) => type !== 'quarantined' && type !== 'asked');

/** What reaches Herning in a life of the partnership, each with the state in which it has an effect. */
function documents(): {
  readonly name: string;
  readonly text: string;
  readonly before: Party['state'];
  self: Party['self'];
}[] {
  const found: ReturnType<typeof documents> = [];
  const watch = (party: Party): void => {
    const take = party.take.bind(party);
    party.take = (text) => {
      const { state: before, self } = party;
      const facts = take(text);
      const { kind } = JSON.parse(text) as Document;
      if (effects(facts).length > 0 && !found.some(({ name }) => name === kind))
        found.push({ name: kind, text, before, self });
      return facts;
    };
  };
  const { aarhus, herning } = partners();
  watch(aarhus);
  watch(herning);
  aarhus.trial('herning', 'a');
  rounds(aarhus, herning, 1);
  const kept = herning.facts.length;
  aarhus.trial('herning', 'b');
  rounds(aarhus, herning, 1);
  herning.restore(kept);
  const odense = new Party('odense', four());
  odense.hours = 3;
  listFor('herning', odense).forEach((text) => herning.take(text));
  rounds(aarhus, herning, 3);
  const joiner = new Party('herning', four());
  joiner.state = EMPTY;
  watch(joiner);
  joiner.take(textOf(founding));
  rounds(aarhus, odense, 2);
  aarhus.take(textOf(say({ what: 'leave', member: 'gladsaxe', reason: 'Prøve' }, ['gladsaxe'], 1)));
  return found;
}

describe('a document changed in one place', () => {
  const all = documents();
  it('is tried of every kind that changes something', () =>
    expect(all.map(({ name }) => name).sort()).toEqual([
      'again',
      'entry',
      'heartbeat',
      'list',
      'message',
      'receipt',
      'statement',
    ]));
  it.each(all)('$name: has no effect, whatever the place', ({ text, before, self }) => {
    const party = new Party(self.me, four());
    const value = JSON.parse(text) as Json;
    const tried = [...changes(value)].filter((other) => canonicalJson(other) !== text);
    expect(tried.length).toBeGreaterThan(10);
    const effective = tried.filter((other) => {
      party.state = before;
      return effects(party.take(canonicalJson(other))).length > 0;
    });
    // What an `again` carries beside the message is a help, and none when it is another: the message stands for itself.
    const isBeside = (other: Json): boolean =>
      typeof other === 'object' &&
      canonicalJson((other as { message?: Json }).message) === canonicalJson((value as { message?: Json }).message);
    expect(effective.filter((other) => !isBeside(other)).map(canonicalJson)).toEqual([]);
    party.state = before;
    expect(effects(party.take(text)).length).toBeGreaterThan(0);
  });
  it.each(all)('$name: has no effect with any of its characters changed', ({ text, before, self }) => {
    const party = new Party(self.me, four());
    const step = Math.ceil(text.length / 400);
    for (let i = 0; i < text.length; i += step) {
      const other = text.slice(0, i) + (text[i] === 'x' ? 'y' : 'x') + text.slice(i + 1);
      party.state = before;
      const facts = effects(party.take(other));
      const isBeside =
        other.startsWith('{"kind":"again"') && other.split('"protocol"')[0] === text.split('"protocol"')[0];
      if (!isBeside) expect([other, facts]).toEqual([other, []]);
    }
  });
});

describe('a text', () => {
  it.each([
    ['white space', '{"a": 1}'],
    ['another order', '{"b":1,"a":1}'],
    ['a member twice', '{"a":1,"a":1}'],
    ['a number written otherwise', '{"a":1.0}'],
    ['an escape that is not needed', '{"a":"\\u0041"}'],
    ['half a character', '{"a":"\\ud800"}'],
    ['no JSON', '{'],
    ['more than fits', `"${'x'.repeat(900_000)}"`],
    ['nesting without end', '['.repeat(200_000) + ']'.repeat(200_000)],
  ])('with %s is not read', (_, text) => expect(readText(text)).toBeUndefined());
  it('in the one form is', () =>
    expect(readText('{"a":"Å\\\\ud800","b":[1,null]}')).toEqual({ a: 'Å\\ud800', b: [1, null] }));
  it('of an enemy is put aside as malformed', () => {
    const { herning } = partners();
    for (const text of ['', '{}', 'null', '{"__proto__":{}}', '{"kind":"message"}'])
      expect(herning.take(text)).toEqual([{ type: 'quarantined', text, reason: 'malformed', at: at(herning.hours) }]);
  });
});

describe('a message for others', () => {
  it.each([
    ['partnership', 'fyn'],
    ['to', 'odense'],
    ['from', 'herning'],
    ['from', 'nobody'],
  ])('signed anew with %s %s is put aside', (member, value) => {
    const { aarhus, herning } = partners();
    aarhus.trial('herning', 'a');
    aarhus.dispatch('herning');
    const { signature: _, ...body } = JSON.parse(aarhus.texts('herning', 'message')[0]!) as Record<string, unknown>;
    const other = sign({ ...body, [member]: value }, keys.signer('aarhus'));
    expect(herning.take(textOf(other))).toEqual([expect.objectContaining({ type: 'quarantined' })]);
  });
});
