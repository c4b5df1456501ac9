import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SERVICES } from '@ringvirkning/catalogue';
import { parse } from 'yaml';
import { measured, notMeasured, OBSERVABILITY, RUNBOOKS } from './watching.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: Readonly<Record<'summary' | 'summary_da' | 'runbook', string>>;
}
interface Tried {
  readonly eval_time: string;
  readonly alertname: string;
  readonly exp_alerts: readonly unknown[];
}
interface Case {
  readonly input_series: readonly { readonly series: string }[];
  readonly alert_rule_test: readonly Tried[];
}
interface Panel {
  readonly title: string;
  readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
}

const read = <T>(path: string): T => parse(readFileSync(join(OBSERVABILITY, path), 'utf8')) as T;
const { groups } = read<{ groups: readonly { rules: readonly Rule[] }[] }>('alerts.yaml');
const rules = groups.flatMap((group) => group.rules);
const { tests } = read<{ tests: readonly Case[] }>('alerts.test.yaml');
const known = measured();
const minutes = (time: string): number => Number(/^(\d+)m$/.exec(time)![1]);

describe('the alerts', () => {
  it('are twelve at most: more are not looked at', () => expect(rules.length).toBeLessThanOrEqual(12));

  it.each(rules.map((rule) => [rule.alert, rule] as const))('%s asks for what is measured', (_, { expr }) =>
    expect(notMeasured(expr, known)).toEqual([]),
  );

  it.each(rules.map((rule) => [rule.alert, rule] as const))(
    '%s says what is the matter, in both languages, and leads to a page of what to do',
    (alert, { labels, annotations }) => {
      expect(labels.severity).toMatch(/^(critical|warning)$/);
      expect(annotations.summary).toMatch(/\.$/);
      expect(annotations.summary_da).toMatch(/\.$/);
      const page = join(RUNBOOKS, '../..', annotations.runbook);
      const text = readFileSync(page, 'utf8');
      for (const part of ['**Means.**', '**Look here.**', '**Do this.**', '**Over**']) expect(text).toContain(part);
      const index = readFileSync(join(RUNBOOKS, 'README.md'), 'utf8');
      expect(index).toContain(`| ${alert} | ${labels.severity} | [`);
    },
  );

  it.each(rules.map(({ alert }) => alert))('%s is silent, fires and is cleared in each case of its own', (alert) => {
    const cases = tests.filter(({ alert_rule_test: tried }) => tried.some(({ alertname }) => alertname === alert));
    expect(cases.length).toBeGreaterThan(0);
    for (const { alert_rule_test: tried } of cases) {
      expect(tried.map(({ alertname }) => alertname)).toEqual([alert, alert, alert]);
      expect(tried.map(({ exp_alerts: fired }) => fired.length)).toEqual([0, 1, 0]);
      const times = tried.map(({ eval_time: time }) => minutes(time));
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });

  it('are tried with what is measured, and with no label that it has not', () => {
    const series = tests.flatMap(({ input_series: input }) => input.map((each) => each.series));
    expect(series.flatMap((each) => notMeasured(each, known))).toEqual([]);
  });

  it('have the only pages there are', () =>
    expect(globSync('*.md', { cwd: RUNBOOKS }).sort()).toEqual(
      ['README.md', ...rules.map(({ annotations }) => annotations.runbook.split('/').at(-1)!)].sort(),
    ));
});

describe('what Prometheus is set up with', () => {
  it('is every program of the instance', () => {
    const { scrape_configs: jobs } = read<{
      scrape_configs: readonly { job_name: string; static_configs: readonly { targets: readonly string[] }[] }[];
    }>('prometheus.yaml');
    expect(jobs.map(({ job_name: name }) => name)).toEqual(['ringvirkning']);
    const compose = parse(readFileSync(join(OBSERVABILITY, '../compose.yaml'), 'utf8'), { merge: true }) as {
      services: { gateway: { environment: { METRICS_PORT: number } } };
    };
    const gateway = `gateway:${compose.services.gateway.environment.METRICS_PORT}`;
    expect(jobs[0]!.static_configs[0]!.targets).toEqual([...SERVICES.map((name) => `${name}:8080`), gateway]);
  });
});

describe('the dashboards', () => {
  const boards = globSync('grafana/dashboards/*.json', { cwd: OBSERVABILITY }).map((path) =>
    read<{
      uid: string;
      panels: readonly Panel[];
    }>(path),
  );
  const targets = boards.flatMap(({ uid, panels }) =>
    panels.flatMap(({ title, targets: asked }) => asked.map((target) => [`${uid}: ${title}`, target] as const)),
  );

  it('are four: rate, errors and duration; what is used; messages; the domain', () =>
    expect(boards.map(({ uid }) => uid).sort()).toEqual(
      ['domain', 'messaging', 'red', 'use'].map((name) => `ringvirkning-${name}`),
    ));
  it.each(targets)('%s asks for what is measured', (_, { expr, legendFormat }) => {
    const legend = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label!);
    expect(notMeasured(expr, known)).toEqual([]);
    const [metric] = expr.match(/\b(ringvirkning_\w+|http_\w+|nodejs_\w+|process_\w+|up)\b/)!;
    expect(legend.filter((label) => !known.get(metric)!.includes(label))).toEqual([]);
  });
  it('draw every metric that is our own', () => {
    const asked = targets.map(([, { expr }]) => expr).join('\n');
    const ours = [...known.keys()].filter((name) => name.startsWith('ringvirkning_') && !name.endsWith('_total'));
    expect(ours.filter((name) => !asked.includes(name))).toEqual([]);
  });
});

describe('a question for what nobody measures', () => {
  const few = new Map([['a_total', ['service']]]);
  it.each([
    ['rate(a_total{service="x"}[5m]) > 0.5', []],
    ['sum by (service) (increase(a_total[1d])) and a_total', []],
    ['b_total', ['b_total']],
    ['sum by (member) (a_total)', ['a_total{member}']],
    ['a_total{level=~"red|amber",service!="x"}', ['a_total{level}']],
    ['min_over_time(b[2h]) or absent(a_total)', ['b']],
  ])('is found: %s', (question, found) => expect(notMeasured(question, few)).toEqual(found));
});
