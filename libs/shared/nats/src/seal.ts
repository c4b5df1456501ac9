import { sign, verify } from 'node:crypto';
import { rootFrom, treeLeaf, treeOver, type Beside } from '@ringvirkning/kernel';
import type { ServiceName } from '@ringvirkning/message';
import { nkeyOf, privateKeyOf, publicKeyOf } from './nkey.js';

/**
 * Header of an event's signature: base64 of Ed25519 over the payload's bytes. Events that are sent together are signed once, over the root of a Merkle tree over their
 * payloads; then what lies beside the way from the payload to the root follows, a word each: `<` or `>` for its side, and base64 of the hash.
 */
export const SIGNATURE = 'rv-signature';

/** What is signed of a tree. No payload begins like that. */
const ofTree = (root: Buffer): Buffer => Buffer.concat([Buffer.from('events '), root]);
const BESIDE = /^[<>][A-Za-z0-9+/]{43}=$/;
const wordOf = ({ side, node }: Beside): string => `${side === 'left' ? '<' : '>'}${node.toString('base64')}`;
const besideOf = (word: string): Beside => ({
  side: word.startsWith('<') ? 'left' : 'right',
  node: Buffer.from(word.slice(1), 'base64'),
});

/** Proves that an event comes from the service that alone may publish it: signed with the seed it also signs in to the broker with. */
export interface Seal {
  /** Undefined without a seed, in a set-up that does not ask for one. */
  sign(payload: string): string | undefined;
  /** One signature for all of them, in the form that each carries. */
  signAll(payloads: readonly string[]): readonly (string | undefined)[];
  /** Whether the producer signed exactly this. True for everything when no keys are known, in a set-up without seeds. */
  isOf(producer: string, payload: string, signature: string | undefined): boolean;
}

export interface SealOptions {
  readonly service: ServiceName;
  readonly seed?: string | undefined;
  /** Public NKeys (U…) of the instance's services, by name; the service's own follows from its seed. */
  readonly publicKeys?: Readonly<Record<string, string>> | undefined;
}

export function sealOf({ service, seed, publicKeys = {} }: SealOptions): Seal {
  const own = seed === undefined ? undefined : nkeyOf(seed);
  const known = { ...publicKeys, ...(own === undefined ? {} : { [service]: own }) };
  const keys = new Map(Object.entries(known).map(([name, key]) => [name, publicKeyOf(key)]));
  const privateKey = seed === undefined ? undefined : privateKeyOf(seed);
  const signed = (content: Buffer): string | undefined =>
    privateKey && sign(null, content, privateKey).toString('base64');
  // Of each producer the tree last found signed: its events come one after the other.
  const trees = new Map<string, string>();
  return {
    sign: (payload) => signed(Buffer.from(payload)),
    signAll(payloads) {
      if (!privateKey || payloads.length < 2) return payloads.map((payload) => signed(Buffer.from(payload)));
      const { root, paths } = treeOver(payloads.map(treeLeaf));
      const signature = signed(ofTree(root));
      return paths.map((path) => [signature, ...path.map(wordOf)].join(' '));
    },
    isOf(producer, payload, signature) {
      if (keys.size === 0) return true;
      const key = keys.get(producer);
      if (!key || signature === undefined) return false;
      const [own, ...path] = signature.split(' ') as [string, ...string[]];
      const isBy = (content: Buffer) => verify(null, content, key, Buffer.from(own, 'base64'));
      if (path.length === 0) return isBy(Buffer.from(payload));
      if (!path.every((word) => BESIDE.test(word))) return false;
      const root = rootFrom(treeLeaf(payload), path.map(besideOf));
      const tree = `${own} ${root.toString('base64')}`;
      if (trees.get(producer) === tree) return true;
      if (!isBy(ofTree(root))) return false;
      trees.set(producer, tree);
      return true;
    },
  };
}
