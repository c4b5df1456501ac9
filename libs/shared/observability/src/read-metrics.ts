import type { Labels } from './metrics.js';

/** One value as it stands in the text that Prometheus reads. */
export interface Sample {
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)(?: \d+)?$/;
const LABEL = /(\w+)="((?:\\.|[^"\\])*)"/g;
const ESCAPED: Readonly<Record<string, string>> = { n: '\n' };

const labelsOf = (text: string): Labels =>
  Object.fromEntries(
    [...text.matchAll(LABEL)].map(([, name, value]) => [
      name!,
      value!.replace(/\\(.)/g, (_, char: string) => ESCAPED[char] ?? char),
    ]),
  );

/** All samples of a text in Prometheus' format; lines that are none are passed over. */
export const readMetrics = (text: string): Sample[] =>
  text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = LINE.exec(line) ?? [];
    return name === undefined ? [] : [{ name, labels: labelsOf(labels), value: Number(value) }];
  });
