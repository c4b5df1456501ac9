import { readMetrics } from '@ringvirkning/observability';

/** What a metric is called, is and is labelled with; who tells it. */
interface Told {
  readonly help: string;
  readonly type: string;
  readonly labels: Set<string>;
  readonly by: Set<string>;
}
/** Of the process that a service lives in, so without a service; what they are labelled with is Node's. */
const OF_PROCESS = /^(process|nodejs)_/;
const PARTS = /_(bucket|sum|count)$/;

/** Collects what programs tell, for the table of docs/metrics.md. */
export class MetricsTable {
  private readonly told = new Map<string, Told>();

  add(program: string, text: string): void {
    for (const [, name, help] of text.matchAll(/^# HELP (\S+) (.*)$/gm)) {
      const [, type] = new RegExp(`^# TYPE ${name} (\\w+)$`, 'm').exec(text)!;
      const known = this.told.get(name!) ?? { help: help!, type: type!, labels: new Set(), by: new Set() };
      if (!OF_PROCESS.test(name!)) known.by.add(program);
      this.told.set(name!, known);
    }
    for (const { name, labels } of readMetrics(text))
      if (!OF_PROCESS.test(name))
        for (const label of Object.keys(labels))
          (this.told.get(name) ?? this.told.get(name.replace(PARTS, '')))?.labels.add(label);
  }

  rows(): string[] {
    const named = [...this.told].sort(([a], [b]) => (a < b ? -1 : 1));
    return named.map(([name, { help, type, labels, by }]) => {
      const who = by.size === 0 ? 'each process' : [...by].sort().join(', ');
      return `| \`${name}\` | ${type} | ${[...labels].sort().join(', ')} | ${who} | ${help.replaceAll('|', '\\|')} |`;
    });
  }
}
