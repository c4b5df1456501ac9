import { rootFrom, treeLeaf, treeOver, type Beside } from '@ringvirkning/kernel';
import { bytesOf, signedText, type Signed, type Signer, type Verify } from './wire.js';

/**
 * What is said in one step is signed once, over the root of a Merkle tree (RFC 6962) over the texts. Each document then carries that signature and, a word each, what
 * lies beside its own way to the root: `<` or `>` for the side, and base64url of the hash. So each still proves itself alone.
 */
export function signTogether<D extends Signed>(documents: readonly D[], signer: Signer): D[] {
  const texts = documents.map(signedText);
  if (texts.length < 2) return documents.map((document, at) => ({ ...document, signature: signer.sign(texts[at]!) }));
  const { root, paths } = treeOver(texts.map(treeLeaf));
  const signature = signer.sign(textOfTree(root));
  return documents.map((document, at) => ({
    ...document,
    signature: [signature, ...paths[at]!.map(wordOf)].join(' '),
  }));
}

/** Whether the owner of a key signed exactly this, alone or together with others. */
export function isSignedBy(verify: Verify, key: string, document: Signed): boolean {
  const [signature, ...words] = document.signature.split(' ') as [string, ...string[]];
  if (words.length === 0) return verify(key, signedText(document), signature);
  const path = words.flatMap((word) => besideOf(word) ?? []);
  if (path.length < words.length) return false;
  return verify(key, textOfTree(rootFrom(treeLeaf(signedText(document)), path)), signature);
}

/** What is signed of a tree. No document begins like that. */
const TREE = 'texts ';
const textOfTree = (root: Buffer): string => `${TREE}${root.toString('base64url')}`;
/** Whether a text is that of a tree, which many documents lead to. */
export const isOfTree = (text: string): boolean => text.startsWith(TREE);

const wordOf = ({ side, node }: Beside): string => `${side === 'left' ? '<' : '>'}${node.toString('base64url')}`;

function besideOf(word: string): Beside | undefined {
  const [sign, node] = [word[0], bytesOf(word.slice(1))];
  if (node?.length !== 32 || (sign !== '<' && sign !== '>')) return undefined;
  return { side: sign === '<' ? 'left' : 'right', node };
}
