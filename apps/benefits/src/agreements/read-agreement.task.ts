import { parseAgreement, type KnownPurses, type ParsedAgreement } from '@ringvirkning/benefits-domain';
import { fail } from '@ringvirkning/kernel';

/** @throws invalid `benefits.invalid-agreement` with all errors */
export function readAgreement({
  text,
  known,
}: {
  readonly text: string;
  readonly known: KnownPurses | undefined;
}): Extract<ParsedAgreement, { ok: true }> {
  const parsed = parseAgreement(text, known);
  if (!parsed.ok)
    throw fail.invalid('benefits.invalid-agreement', 'Aftalen har fejl.', 'The agreement has errors.', {
      errors: parsed.errors,
    });
  return parsed;
}
