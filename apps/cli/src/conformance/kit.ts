import {
  documentSchema,
  isSignedBy,
  readText,
  signedText,
  signerOf,
  verifier,
  type Made,
  type Signed,
  type Standpoint,
} from '@ringvirkning/partnership-domain';

/** The files of a kit, as texts. */
export interface KitFiles {
  readonly vectors: string;
  readonly evidence: string;
}

interface Vectors extends Standpoint {
  readonly vectors: readonly ({ readonly name: string; readonly texts: readonly string[] } & Made)[];
}

/** What a product is asked: one line of JSON each. */
export type Question =
  | ({ readonly id: number; readonly ask: 'receive'; readonly texts: readonly string[] } & Standpoint)
  | { readonly id: number; readonly ask: 'evidence'; readonly text: string };
/** What it answers, one line of JSON for each line. */
export type Answer = Partial<Made> & { readonly id?: number; readonly holds?: boolean };

/** One thing that is tried, with a question or many. */
export interface Trial {
  readonly name: string;
  readonly questions: readonly Question[];
  /** What is wrong with the answer to one of them; undefined when nothing is. */
  faultOf(answer: Answer, question: Question): string | undefined;
}

/**
 * All that a product is tried with.
 * @param every One byte of so many of the evidence is changed, each in a question of its own.
 */
export function trialsOf({ vectors: text, evidence }: KitFiles, every: number): Trial[] {
  const { vectors, receiver, at, run, keys, before } = JSON.parse(text) as Vectors;
  const standpoint: Standpoint = { receiver, at, run, keys, before };
  let id = 0;
  const proving = (given: string): Question => ({ id: (id += 1), ask: 'evidence', text: given });
  return [
    ...vectors.map(({ name, texts, ...expected }): Trial => ({
      name,
      questions: [{ id: (id += 1), ask: 'receive', ...standpoint, texts }],
      faultOf: (answer) => faultOfMade(answer, expected, standpoint),
    })),
    { name: 'evidence holds', questions: [proving(evidence)], faultOf: ({ holds }) => mismatch(true, holds) },
    {
      name: `evidence with one byte changed does not hold, at each ${every === 1 ? 'byte' : `${every}th byte`}`,
      questions: [...changedBytes(evidence, every)].map(proving),
      faultOf: ({ holds }, { id: asked }) => mismatch(false, holds, ` (question ${asked})`),
    },
  ];
}

function* changedBytes(text: string, every: number): Generator<string> {
  const bytes = Buffer.from(text.trimEnd());
  for (let at = 0; at < bytes.length; at += every) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    yield changed.toString();
  }
}

const mismatch = (expected: unknown, got: unknown, of = ''): string | undefined =>
  got === expected ? undefined : `expected ${JSON.stringify(expected)}, got ${JSON.stringify(got ?? null)}${of}`;

/** What is to be said is known but for its signature, which is proved: several that are said together may be signed together. */
function faultOfMade(answer: Answer, expected: Made, { receiver, keys }: Standpoint): string | undefined {
  const fault = mismatch(expected.outcome, answer.outcome);
  if (fault) return fault;
  const says: unknown = answer.says;
  if (!Array.isArray(says) || says.length !== expected.says.length)
    return `says: ${mismatch(expected.says.length, Array.isArray(says) ? says.length : says)}`;
  const { key } = signerOf(Buffer.from(keys[receiver]!, 'hex'));
  return expected.says.map((text, at) => faultOfSaid(says[at], text, key)).find((found) => found !== undefined);
}

function faultOfSaid(said: unknown, expected: string, key: string): string | undefined {
  const document = read(said);
  if (!document) return 'says: no document of the schema in its canonical form (RFC 8785)';
  if (signedText(document) !== signedText(JSON.parse(expected) as object)) return `says: expected ${expected}`;
  return isSignedBy(verifier(), key, document) ? undefined : 'says: the signature does not hold';
}

function read(text: unknown): Signed | undefined {
  const { data } = documentSchema.safeParse(typeof text === 'string' ? readText(text) : undefined);
  return data && 'signature' in data ? data : undefined;
}
