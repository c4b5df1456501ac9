import { digestOf } from '@ringvirkning/kernel';
import type { Evaluation } from '@ringvirkning/terms-language';

/** Everything that was computed, without the sentences: wording may improve, figures may not change. Fact ids are covered by the facts' digest. */
export function evaluationDigest(evaluation: Omit<Evaluation, 'digest'>): string {
  const amounts = (excess: Evaluation['excess']) => excess.map(({ step, cap, amount }) => ({ step, cap, amount }));
  const wordless = <T extends { sentence: unknown }>({ sentence: _sentence, ...rest }: T): Omit<T, 'sentence'> => rest;
  return digestOf({
    ...evaluation,
    excess: amounts(evaluation.excess),
    lines: evaluation.lines.map(({ id, claims, people, quantity, price, gross, excess, payable, payers }) => ({
      id,
      claims,
      people,
      quantity,
      price,
      gross,
      excess: amounts(excess),
      payable,
      payers,
    })),
    unpaid: evaluation.unpaid.map(wordless),
    flags: evaluation.flags.map(wordless),
  });
}
