import type { FlowLink, FlowNode, Flows } from '@ringvirkning/benefits-api';
import { chartValue } from '../format/money.js';

/** Column of the chart: payers left, interventions in the middle, purses right. */
const DEPTH: Readonly<Record<FlowNode['kind'], number>> = { payer: 0, intervention: 1, purse: 2 };

export interface SankeyNode {
  readonly name: string;
  readonly label: string;
  readonly depth: number;
  readonly kind: FlowNode['kind'];
}
export interface SankeyLink {
  readonly source: string;
  readonly target: string;
  readonly kind: FlowLink['kind'];
  /** Width only; shown figures come from `amount`. */
  readonly value: number;
  readonly amount: string;
}
export interface FlowRow {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly kind: FlowLink['kind'];
  readonly amount: string;
}

const isGain = (kind: FlowLink['kind']): boolean => kind === 'gained' || kind === 'expected';

/** A purse is also a payer in most contracts: the same id in two columns would make a circle, which the chart refuses. */
const nameOf = (node: FlowNode): string => `${node.kind}:${node.id}`;

/** The flows for the chart: only nodes with a flow, only flows with money, each column in order of first appearance. */
export function toSankey(
  { nodes, links, currency }: Pick<Flows, 'nodes' | 'links' | 'currency'>,
  language: 'da' | 'en',
): { nodes: SankeyNode[]; links: SankeyLink[] } {
  const find = finder(nodes);
  const drawn = links.flatMap((link) => {
    const [from, to] = ends(find, link);
    if (!from || !to || DEPTH[from.kind] >= DEPTH[to.kind] || BigInt(link.amount) <= 0n) return [];
    return [
      {
        source: nameOf(from),
        target: nameOf(to),
        kind: link.kind,
        value: chartValue(link.amount, currency),
        amount: link.amount,
      },
    ];
  });
  const used = new Set(drawn.flatMap(({ source, target }) => [source, target]));
  const shown = nodes
    .filter((node) => used.has(nameOf(node)))
    .map((node) => ({ name: nameOf(node), label: node.name[language], depth: DEPTH[node.kind], kind: node.kind }));
  return { nodes: shown, links: drawn };
}

/** The same flows as a table, largest first within each kind. */
export function toRows({ nodes, links }: Pick<Flows, 'nodes' | 'links'>, language: 'da' | 'en'): FlowRow[] {
  const find = finder(nodes);
  const order = { invested: 0, paid: 1, gained: 2, expected: 3 } as const;
  const rows = links.map((link, index) => {
    const [from, to] = ends(find, link);
    return {
      key: String(index),
      from: from?.name[language] ?? link.source,
      to: to?.name[language] ?? link.target,
      kind: link.kind,
      amount: link.amount,
    };
  });
  return rows.sort(
    (a, b) =>
      order[a.kind] - order[b.kind] ||
      (BigInt(a.amount) < BigInt(b.amount) ? 1 : BigInt(a.amount) > BigInt(b.amount) ? -1 : 0),
  );
}

/** Names of interventions that money went into and no gain has come out of: without them said, the whole looks like a loss. */
export function withoutGain({ nodes, links }: Pick<Flows, 'nodes' | 'links'>, language: 'da' | 'en'): string[] {
  const spent = new Set(links.filter(({ kind }) => !isGain(kind)).map(({ target }) => target));
  const gained = new Set(links.filter(({ kind }) => isGain(kind)).map(({ source }) => source));
  return nodes
    .filter(({ id, kind }) => kind === 'intervention' && spent.has(id) && !gained.has(id))
    .map(({ name }) => name[language]);
}

/** A name in lines of so many letters where words allow it: the chart's own lines may begin with a comma. */
export const inLines = (text: string, letters: number): string =>
  text.split(' ').reduce((lines, word) => {
    const last = lines.slice(lines.lastIndexOf('\n') + 1);
    return last.length + 1 + word.length > letters ? `${lines}\n${word}` : `${lines} ${word}`;
  });

type Find = (id: string, kinds: readonly FlowNode['kind'][]) => FlowNode | undefined;
const finder =
  (nodes: readonly FlowNode[]): Find =>
  (id, kinds) =>
    nodes.find((node) => node.id === id && kinds.includes(node.kind));
const ends = (find: Find, { source, target, kind }: FlowLink): [FlowNode | undefined, FlowNode | undefined] =>
  isGain(kind)
    ? [find(source, ['intervention']), find(target, ['purse'])]
    : [find(source, ['payer']), find(target, ['intervention'])];
