import { Injectable } from '@nestjs/common';
import type { FlowNode, Flows, OverviewQuery } from '@ringvirkning/benefits-api';
import {
  areMarked,
  flows,
  OTHER_INTERVENTIONS,
  withLargest,
  type Flow,
  type Silo,
} from '@ringvirkning/benefits-domain';
import type { Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { SiloReading } from '../sharing/silo-reading.js';
import { SiloStore } from '../persistence/silo.store.js';
import { LoadCells } from './load-cells.js';

/** A silo may pay and gain: it stands on both sides, as two nodes, so that money never seems to run in a circle. */
const payer = (silo: string) => `payer:${silo}`;
const purse = (silo: string) => `purse:${silo}`;
const intervention = (contractId: string) => `contract:${contractId}`;
/** More than so many interventions nobody tells apart in a chart. */
const MOST_INTERVENTIONS = 25;

const isGain = (kind: Flow['kind']): boolean => kind === 'gained' || kind === 'expected';

const linkOf = ({ kind, contractId, silo, amount }: Flow) => {
  const [source, target] = isGain(kind)
    ? [intervention(contractId), purse(silo)]
    : [payer(silo), intervention(contractId)];
  return { source, target, kind, amount: amount.toString() };
};

const siloNode = (kind: 'payer' | 'purse', { key, name, treasury }: Silo): FlowNode => ({
  id: (kind === 'payer' ? payer : purse)(key),
  kind,
  name,
  treasury,
});

@Injectable()
export class ViewFlowsHandler {
  constructor(
    private readonly reading: SiloReading,
    private readonly load: LoadCells,
    private readonly silos: SiloStore,
    private readonly contracts: ContractStore,
  ) {}

  /** Payer → intervention → purse, for one budget year or all, in one currency; smaller interventions together where there are many. */
  execute(query: OverviewQuery): Promise<Flows> {
    const year = query.year ?? query.budgetYear ?? null;
    return this.reading.run('flows', async (tx, access) => {
      const { currency, otherCurrencies, cells, gains, withhold, restricted, years } = await this.load.withYears(
        tx,
        access,
        { ...query, budgetYear: year ?? undefined },
      );
      const { flows: drawn, others } = withLargest(flows(cells, gains, withhold), MOST_INTERVENTIONS);
      return {
        currency,
        otherCurrencies: [...otherCurrencies],
        year,
        years: [...years],
        nodes: await this.nodes(tx, drawn, others),
        links: drawn.map(linkOf),
        suppressed: areMarked(cells, withhold),
        restricted,
      };
    });
  }

  private async nodes(tx: Tx, drawn: readonly Flow[], others: number): Promise<FlowNode[]> {
    const names = await this.silos.byKey(tx, [...new Set(drawn.map((flow) => flow.silo))]);
    const nodes = new Map<string, FlowNode>();
    const add = (node: FlowNode) => nodes.set(node.id, node);
    const addIntervention = (contractId: string, name: FlowNode['name']) =>
      add({ id: intervention(contractId), kind: 'intervention', name, treasury: null });
    const flowing = new Set(drawn.map(({ contractId }) => contractId));
    flowing.delete(OTHER_INTERVENTIONS);
    for (const { contractId, title } of await this.contracts.titles(tx, [...flowing]))
      addIntervention(contractId, title);
    if (others > 0)
      addIntervention(OTHER_INTERVENTIONS, {
        da: others === 1 ? '1 anden indsats' : `${others} andre indsatser`,
        en: others === 1 ? '1 other intervention' : `${others} other interventions`,
      });
    for (const flow of drawn) add(siloNode(isGain(flow.kind) ? 'purse' : 'payer', names.get(flow.silo)!));
    return [...nodes.values()];
  }
}
