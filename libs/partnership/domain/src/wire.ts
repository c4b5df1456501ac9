import { bytesOf, canonicalJson, sha256Hex, type Signer, type Verify } from '@ringvirkning/kernel';

export { bytesOf, type Signer, type Verify };

/** Versions of the protocol that somebody speaks, from the oldest to the newest. */
export interface Versions {
  readonly from: number;
  readonly to: number;
}
/** What this code speaks: the newest version and the one before it. What was stored in older ones is still read. */
export const SPOKEN: Versions = { from: 1, to: 1 };

const NAME = 'ringvirkning-partnership';
/** How a version is named; a part of everything that is signed. */
export const protocolOf = (version: number): string => `${NAME}/${version}`;
/** The version that a protocol's name means; undefined for what is none. */
export const versionOf = (protocol: unknown): number | undefined => {
  const [, digits] =
    (typeof protocol === 'string' && /^ringvirkning-partnership\/([1-9]\d{0,5})$/.exec(protocol)) || [];
  return digits === undefined ? undefined : Number(digits);
};
/** What everybody hears, the history and the lists, is said in the oldest version that is spoken. */
export const PROTOCOL = protocolOf(SPOKEN.from);
/** What one document may be, in UTF-16 units: what every carrier takes in one piece. */
export const MAX_LENGTH = 900_000;

/** Half a character, which RFC 8785 has no form for; JSON.stringify escapes nothing else in this way. */
const HALF = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/**
 * Reads what came from outside. Only the one canonical form (RFC 8785) of a value is read, so no two texts say the same, and a text
 * changed anywhere is another document. Undefined for everything else.
 */
export function readText(text: string): unknown {
  if (text.length > MAX_LENGTH || HALF.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return canonicalJson(value) === text ? value : undefined;
  } catch {
    // No JSON, or nested beyond the stack.
    return undefined;
  }
}

/** A document with its signature. */
export interface Signed {
  readonly signature: string;
}
/** Stands for the signature until the step ends that says the document. */
export const UNSIGNED = '';

/** What documents say, worked out once: they never change. The text only as long as somebody may ask for it. */
interface Said {
  text?: string | undefined;
  digest?: string;
}
const said = new WeakMap<object, Said>();
function saidBy(document: object): Said {
  const known = said.get(document);
  if (known) return known;
  const anew: Said = {};
  said.set(document, anew);
  return anew;
}

/** What a signature is over: all of the document but the signature. */
export const signedText = (document: object): string =>
  (saidBy(document).text ??= canonicalJson({ ...document, signature: undefined }));

/** The same with its signature: it says the same. */
export function withSignature<D extends Signed>(document: D, signature: string): D {
  const signed = { ...document, signature };
  said.set(signed, { ...saidBy(document), text: undefined });
  return signed;
}

export const sign = <B extends object>(body: B, signer: Signer): B & { readonly signature: string } => ({
  ...body,
  signature: signer.sign(signedText(body)),
});

/** Identifies what a document says, whoever signed it and together with what: what links and receipts are over. */
export function digestOfDocument(document: object): string {
  const known = saidBy(document);
  known.digest ??= sha256Hex(signedText(document));
  // Who asks for it has proved the signature.
  if ('signature' in document && document.signature !== UNSIGNED) known.text = undefined;
  return known.digest;
}
export const textOf: (document: object) => string = canonicalJson;
