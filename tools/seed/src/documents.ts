import { readFileSync } from 'node:fs';
import { parse, parseDocument } from 'yaml';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/** An example of the terms library. */
export const exampleTerms = (name: string): string => read(`../../../libs/terms/language/examples/${name}.yaml`);
/** A scale of the terms library, to be written out in a contract. */
export const scaleOf = (name: string): unknown => parse(read(`../../../libs/terms/language/scales/${name}.yaml`));
export const sharingAgreement = (name: string): string => read(`../agreements/${name}.yaml`);
export const valuationModel = (name: string): string => read(`../models/${name}.yaml`);

/** What both Aarhus contracts do; what works is shown for them together. */
export const OWN_HOME = { da: 'Egen bolig med støtte', en: 'A home of one’s own, with support' };

type Path = readonly (string | number)[];

/** A document with some values set; the rest stays as it is. `comment` replaces the one at its head. */
export function edited(
  text: string,
  changes: readonly (readonly [path: Path, value: unknown])[],
  comment?: string,
): string {
  const document = parseDocument(text);
  if (comment !== undefined) document.commentBefore = comment;
  for (const [path, value] of changes) document.setIn(path, value);
  return document.toString({ lineWidth: 0 });
}

/** The contract as the demo runs it: the demo municipality's people act for an authority that has no people of its own here. */
export function hostedBy(text: string, party: string, organisation: string): string {
  const { parties } = parseDocument(text).toJS() as { parties: { id: string }[] };
  return edited(text, [[['parties', parties.findIndex(({ id }) => id === party), 'organisation'], organisation]]);
}
