import { treeLeaf, treeNode, treeOver, type Beside } from '@ringvirkning/kernel';
import { bytesOf, signedText, withSignature, type Signed, type Signer, type Verify } from './wire.js';

/**
 * What is said in one step is signed once, over the root of a Merkle tree (RFC 6962) over the texts. Each document then carries that signature and, a word each, what
 * lies beside its own way to the root: `<` or `>` for the side, and base64url of the hash. So each still proves itself alone.
 */
export function signTogether<D extends Signed>(documents: readonly D[], signer: Signer): D[] {
  const texts = documents.map(signedText);
  if (texts.length < 2) return documents.map((document, at) => withSignature(document, signer.sign(texts[at]!)));
  const { root, paths } = treeOver(texts.map(treeLeaf));
  const signature = signer.sign(textOfTree(root));
  const words = new Map<Buffer, string>();
  const wordOf = ({ side, node }: Beside): string => {
    const hash = words.get(node) ?? node.toString('base64url');
    words.set(node, hash);
    return `${side === 'left' ? '<' : '>'}${hash}`;
  };
  return documents.map((document, at) => withSignature(document, [signature, ...paths[at]!.map(wordOf)].join(' ')));
}

/** Whether the owner of a key signed exactly this, alone or together with others. */
export function isSignedBy(verify: Verify, key: string, document: Signed): boolean {
  const [signature, ...words] = document.signature.split(' ') as [string, ...string[]];
  if (words.length === 0) return verify(key, signedText(document), signature);
  const { nodes } = treeOf(verify, key, signature);
  const passed: string[] = [];
  let node = treeLeaf(signedText(document));
  for (let at = 0; ; at += 1) {
    const way = `${node.toString('latin1')} ${words.slice(at).join(' ')}`;
    if (nodes.has(way)) break;
    passed.push(way);
    if (at === words.length) {
      if (verify(key, textOfTree(node), signature)) break;
      return false;
    }
    const beside = besideOf(words[at]!);
    if (!beside) return false;
    node = beside.side === 'left' ? treeNode(beside.node, node) : treeNode(node, beside.node);
  }
  // Not those of leaves: each comes once.
  for (const way of passed.slice(1)) nodes.add(way);
  return true;
}

/** The tree that a key has signed last, with the ways from its nodes to the root that were found to be right: what was said together comes together, and shares most of its ways. */
interface Tree {
  readonly signature: string;
  readonly nodes: Set<string>;
}
const trees = new WeakMap<Verify, Map<string, Tree>>();
/** As many keys as a partnership has, twice over. */
const KEPT = 256;

function treeOf(verify: Verify, key: string, signature: string): Tree {
  const ofKeys = trees.get(verify) ?? new Map<string, Tree>();
  trees.set(verify, ofKeys);
  const known = ofKeys.get(key);
  if (known?.signature === signature) return known;
  if (ofKeys.size >= KEPT) ofKeys.clear();
  const tree: Tree = { signature, nodes: new Set() };
  ofKeys.set(key, tree);
  return tree;
}

/** What is signed of a tree. No document begins like that. */
const textOfTree = (root: Buffer): string => `texts ${root.toString('base64url')}`;

function besideOf(word: string): Beside | undefined {
  const [sign, node] = [word[0], bytesOf(word.slice(1))];
  if (node?.length !== 32 || (sign !== '<' && sign !== '>')) return undefined;
  return { side: sign === '<' ? 'left' : 'right', node };
}
