import { asJson } from '@ringvirkning/kernel';
import { SampleFileSchema, type SampleFile } from '@ringvirkning/outcomes-api';
import { inOrderOf, populationDigest, type Unit } from '@ringvirkning/statistics';
import { audited, auditSample } from '@ringvirkning/terms';
import { readDocument } from '../read-document.js';
import { differences, type Difference } from '../report/compare.js';

export interface SampleCheck {
  readonly file: SampleFile;
  /** Empty when population, draw, result and consequence are the same. */
  readonly differences: readonly Difference[];
}

/** Does a draw and its result again from nothing but the list, the seed and what was decided. @throws Refused */
export function verifySample(name: string, text: string): SampleCheck {
  const file = readDocument(name, text, {
    name: 'sample',
    format: 'ringvirkning-sample/1',
    schema: SampleFileSchema,
  });
  const units = file.units.map(({ amount, ...unit }): Unit => ({ ...unit, amount: BigInt(amount) }));
  const { digest, selected, result, consequence } = file;
  return {
    file,
    differences: differences(
      { digest, selected, result, consequence },
      { digest: populationDigest(units), ...drawnAgain(file, units) },
    ),
  };
}

function drawnAgain({ terms: sample, seed, sizes, wrong, result, consequence }: SampleFile, units: readonly Unit[]) {
  if (seed === null) return { selected: [], result: null, consequence: null };
  const done = audited({ sample, units, seed, sizes });
  const selected = inOrderOf(
    units.filter(({ id }) => done.has(id)),
    seed,
  ).map(({ id }) => id);
  if (result === null) return { selected, result: null, consequence: null };
  // A result without a consequence led to an extension: it rests on the sizes before the last.
  const restsOn = consequence === null ? sizes.slice(0, -1) : sizes;
  const again = auditSample({ sample, units, seed, sizes: restsOn }, new Set(wrong));
  return { selected, result: asJson(again.result), consequence: consequence === null ? null : again.consequence };
}
