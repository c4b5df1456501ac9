import { canonicalJson, sha256Hex, type Instant, type LocalDate, type Verify } from '@ringvirkning/kernel';
import type { Contract, SignOff } from './contract.js';

/** What is signed begins with what it is, so that nothing else can be taken for it. */
const FORMAT = 'ringvirkning-sign-off/1';

/** Who gave a sign-off for whom and when, on which terms (digest of their canonical JSON), having read what (likewise). */
export interface Statement {
  readonly contractId: string;
  readonly ref: string;
  readonly version: number;
  readonly termsDigest: string;
  readonly summaryDigest: string;
  readonly role: string;
  readonly party: string;
  readonly organisation: string;
  readonly by: string;
  readonly byName?: string | undefined;
  readonly behalfOf?: string | undefined;
  readonly at: Instant;
  readonly note?: string | undefined;
  readonly decision?: string | undefined;
  readonly decidedOn?: LocalDate | undefined;
  readonly caseNumber?: string | undefined;
  /** SHA-256 of the file that was attached. */
  readonly attachment?: string | undefined;
}

/** What a sign-off says; undefined for one of another instance, or from before summaries were kept: who gave it on what is not known here. */
export function statementOf({ id, version, agreement }: Contract, signOff: SignOff): Statement | undefined {
  const { by, summary, mandate, role, party, organisation, byName, at } = signOff;
  if (by === undefined || summary === undefined) return undefined;
  const { note, decision, decidedOn, caseNumber, attachment } = signOff;
  const said = { byName, behalfOf: mandate?.behalfOf, note, decision, decidedOn, caseNumber, attachment };
  return {
    ...{ contractId: id, ref: agreement.ref, version, termsDigest: agreement.termsDigest, summaryDigest: summary },
    ...{ role, party, organisation, by, at },
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
  };
}

/** The text that a signature of a statement is of. */
export const signedText = (statement: Statement): string => `${FORMAT}\n${canonicalJson(statement)}`;

export type SignatureFault = 'terms' | 'summary' | 'signature';

/** What of a signed sign-off does not hold; empty when all of it does: no byte of terms, summary, statement, key or signature is another. */
export function signatureFaults(
  {
    statement,
    terms,
    summary,
    signature: { key, value },
  }: {
    readonly statement: Statement;
    readonly terms: string;
    readonly summary: string;
    readonly signature: { readonly key: string; readonly value: string };
  },
  verify: Verify,
): SignatureFault[] {
  return [
    ...(sha256Hex(terms) === statement.termsDigest ? [] : ['terms' as const]),
    ...(sha256Hex(summary) === statement.summaryDigest ? [] : ['summary' as const]),
    ...(verify(key, signedText(statement), value) ? [] : ['signature' as const]),
  ];
}
