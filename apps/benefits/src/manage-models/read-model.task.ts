import { parseModel, type ValuationModel } from '@ringvirkning/benefits-domain';
import { fail } from '@ringvirkning/kernel';

/** @throws invalid `benefits.invalid-model` with all errors */
export function readModel(text: string): { readonly model: ValuationModel; readonly digest: string } {
  const parsed = parseModel(text);
  if (!parsed.ok)
    throw fail.invalid('benefits.invalid-model', 'Værdisætningsmodellen har fejl.', 'The valuation model has errors.', {
      errors: parsed.errors,
    });
  return parsed;
}
