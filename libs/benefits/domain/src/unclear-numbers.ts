import type { ErrorDetail } from '@ringvirkning/kernel';
import type { ReadYaml } from '@ringvirkning/terms';
import { isScalar, visit, type Scalar } from 'yaml';

/** Exactly three decimals may be thousands. */
const UNCLEAR = /^-?[1-9]\d{0,2}\.\d{3}$/;

/** How a number is asked about: the name it stands under, and what was written. */
export interface UnclearNumber {
  readonly key: string | undefined;
  readonly written: string;
  readonly scalar: Scalar;
}

/**
 * Numbers of a document that can be read in two ways: `1.000` is 1 or 1,000, so it is asked about.
 * @param code of the errors
 * @param decimals how the same is written when they are decimals: another zero, or one less
 * @param asks whether a number is asked about
 */
export function unclearNumbers(
  { document, at }: Extract<ReadYaml, { ok: true }>,
  code: string,
  decimals: (written: string) => string,
  asks: (number: UnclearNumber) => boolean,
): ErrorDetail[] {
  const errors: ErrorDetail[] = [];
  const look = (key: string | undefined, scalar: Scalar): void => {
    const written = String(scalar.source ?? scalar.value);
    if (!isNumberLike(scalar) || !UNCLEAR.test(written) || !asks({ key, written, scalar })) return;
    const [whole, fraction] = [written.replace('.', ''), decimals(written)];
    errors.push({
      code,
      ...(key !== undefined && { path: key }),
      ...at(scalar.range?.[0] ?? 0),
      da: `«${written}» kan læses på to måder. Skriv ${whole} for tusinder, ${fraction} for decimaler.`,
      en: `«${written}» can be read in two ways. Write ${whole} for thousands, ${fraction} for decimals.`,
    });
  };
  visit(document, {
    Pair(_key, { key, value }) {
      if (isScalar(value)) look(isScalar(key) && typeof key.value === 'string' ? key.value : undefined, value);
    },
    Seq(_key, { items }) {
      for (const item of items) if (isScalar(item)) look(undefined, item);
    },
  });
  return errors;
}

const isNumberLike = ({ value }: Scalar): boolean => typeof value === 'number' || typeof value === 'string';
