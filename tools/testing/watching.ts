import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const OBSERVABILITY = join(ROOT, 'docker/observability');
export const RUNBOOKS = join(ROOT, 'docs/runbooks');

/** Of each metric its labels, as docs/metrics.md names them; that page is held against what runs. */
export type Measured = ReadonlyMap<string, readonly string[]>;

/** Those of a process, which Prometheus marks with where it was. */
const SCRAPED = ['job', 'instance'];
const ROW = /^\| `(\w+)` \| (\w+) \| ([^|]*) \|/gm;

export function measured(): Measured {
  const page = readFileSync(join(ROOT, 'docs/metrics.md'), 'utf8');
  const named = [...page.matchAll(ROW)].flatMap(([, name, type, text]) => {
    const labels = text!.split(',').map((label) => label.trim());
    const parts = type === 'histogram' ? ['_bucket', '_count', '_sum'] : [''];
    return parts.map((part) => [name! + part, [...labels, ...SCRAPED, ...(part === '_bucket' ? ['le'] : [])]] as const);
  });
  return new Map([...named, ['up', SCRAPED]]);
}

const WORD = /[a-zA-Z_:][\w:]*/g;
const GROUPED = /\b(?:by|without|on|ignoring) \(([^)]*)\)/g;
const SELECTED = /\{([^}]*)\}/g;
const LABEL = /(\w+)\s*(?:=~|!~|!=|=)/g;
const TEXT = /"[^"]*"/g;
const SPAN = /\[[^\]]*\]/g;
/** Words of the language that we write rules in. */
const LANGUAGE = new Set(
  'sum max min avg topk by and or unless rate increase histogram_quantile absent time min_over_time'.split(' '),
);

/** What a question in PromQL asks for: metrics, and with each the labels that it selects or groups by. A word that is neither known nor a metric counts as one. */
export function askedFor(question: string): readonly { readonly metric: string; readonly labels: readonly string[] }[] {
  const plain = question.replace(SPAN, '');
  const grouped = [...plain.matchAll(GROUPED)].flatMap(([, labels]) => labels!.split(',').map((label) => label.trim()));
  const bare = plain.replace(TEXT, '').replace(GROUPED, ' ');
  const selectors = [...plain.matchAll(SELECTED)].flatMap(([, inner]) =>
    [...inner!.replace(TEXT, '').matchAll(LABEL)].map(([, label]) => label!),
  );
  const metrics = [...bare.replace(SELECTED, '').matchAll(WORD)].map(([word]) => word);
  const labels = [...new Set([...grouped, ...selectors])];
  return [...new Set(metrics.filter((word) => !LANGUAGE.has(word)))].map((metric) => ({ metric, labels }));
}

/** What of a question nobody tells. */
export const notMeasured = (question: string, known: Measured): readonly string[] =>
  askedFor(question).flatMap(({ metric, labels }) => {
    const has = known.get(metric);
    return has ? labels.filter((label) => !has.includes(label)).map((label) => `${metric}{${label}}`) : [metric];
  });
