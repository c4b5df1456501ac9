import type { Sentence } from '@ringvirkning/kernel';

interface Assumption {
  readonly source: string;
  readonly values: readonly { readonly value: string; readonly share: string }[];
}
/** The part of a valuation model document that says which law it goes by. */
export interface ModelDocument {
  readonly anchors: Readonly<
    Record<
      string,
      {
        readonly title: Sentence;
        readonly provision?: string;
        readonly assumes?: Readonly<Record<string, Assumption>>;
      }
    >
  >;
}

/** A provision that a model goes by; and one thing that it assumes of people there, if the law asks. */
export interface LawRow {
  readonly anchor: string;
  readonly title: Sentence;
  /** Its code in the catalogue; undefined where the model writes the rules out itself. */
  readonly provision: string | undefined;
  readonly need: string | undefined;
  readonly values: Assumption['values'];
  readonly source: string | undefined;
}

/** What a model goes by: a row for each provision, or for each thing that it assumes there. */
export const lawOf = ({ anchors }: ModelDocument): LawRow[] =>
  Object.entries(anchors).flatMap(([anchor, { title, provision, assumes }]): LawRow[] => {
    const row = { anchor, title, provision };
    const assumed = Object.entries(assumes ?? {});
    if (assumed.length === 0) return [{ ...row, need: undefined, values: [], source: undefined }];
    return assumed.map(([need, { source, values }]) => ({ ...row, need, values, source }));
  });
