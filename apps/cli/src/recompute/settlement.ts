import { SettlementBundleSchema, type SettlementBundle } from '@ringvirkning/benefits-api';
import { parseAgreement, settleAgreement, type ParsedAgreement } from '@ringvirkning/benefits-domain';
import { asJson, parseMinor } from '@ringvirkning/kernel';
import { moneyText } from '@ringvirkning/terms-language';
import { readDocument } from '../read-document.js';
import { Refused } from '../refused.js';
import { differences, type Difference } from '../report/compare.js';
import { differencesText } from '../report/differences.js';
import type { Language } from '../report/words.js';

const FORMAT = 'ringvirkning-settlement/1';

export interface SettlementCheck {
  readonly bundle: SettlementBundle;
  /** Empty when every figure and digest is the same. */
  readonly differences: readonly Difference[];
}

/** Whether a document says that it is the bundle of a settlement. */
export const isSettlement = (text: string): boolean => new RegExp(`"format"\\s*:\\s*"${FORMAT}"`).test(text);

function agreementOf(file: string, document: unknown): Extract<ParsedAgreement, { ok: true }> {
  const parsed = parseAgreement(JSON.stringify(document));
  if (parsed.ok) return parsed;
  // Lines and columns would be those of a text that nobody has seen.
  const errors = parsed.errors.map(({ code, path, da, en }) => ({ code, path: `agreement.${path ?? ''}`, da, en }));
  throw new Refused(file, errors);
}

const inMinor = <T extends { readonly amount: string }>(each: T) => ({ ...each, amount: parseMinor(each.amount) });
/** Reasons are words: they may improve after a settlement, the figures may not change. */
const wordless = (list: readonly object[]) => list.map((each) => ({ ...each, why: undefined }));

/** Computes a settlement from nothing but the agreement and the figures of its bundle and compares all that the bundle states. @throws Refused */
export function recomputeSettlement(file: string, text: string): SettlementCheck {
  const bundle = readDocument(file, text, { name: 'bundle', format: FORMAT, schema: SettlementBundleSchema });
  const { agreement, digest } = agreementOf(file, bundle.agreement);
  const facts = { figures: bundle.facts.figures.map(inMinor), stated: bundle.facts.stated };
  const settled = settleAgreement(agreement, digest, facts, bundle.through, bundle.before.map(inMinor));
  const computed = asJson({
    due: settled.due,
    netted: settled.netted,
    frames: settled.frames,
    missing: settled.missing,
  });
  const comparable = ({ due, netted, frames, missing }: SettlementBundle['result'] | typeof computed) => ({
    due: wordless(due),
    frames: wordless(frames),
    netted,
    missing,
  });
  return {
    bundle,
    differences: differences(
      { ...comparable(bundle.result), agreementDigest: bundle.agreementDigest, digest: bundle.digest },
      { ...comparable(computed), agreementDigest: digest, digest: settled.digest },
    ),
  };
}

const WORDS = {
  da: { no: 'Afregning', until: 'til og med', pays: 'betaler', same: 'Samme tal, samme digest.' },
  en: { no: 'Settlement', until: 'up to and including', pays: 'pays', same: 'Same figures, same digest.' },
} as const;

/** The verdict in one language. */
export function settlementText({ bundle, differences: found }: SettlementCheck, language: Language): string {
  const words = WORDS[language];
  const { no, settlementId, through, currency, result, digest } = bundle;
  return [
    `${words.no} ${no} (${settlementId}), ${words.until} ${through}`,
    ...result.netted.map(
      ({ from, to, amount }) => `${from} ${words.pays} ${to}: ${moneyText(parseMinor(amount), currency)[language]}`,
    ),
    `Digest ${digest}`,
    ...differencesText(found, words.same, language),
    '',
  ].join('\n');
}
