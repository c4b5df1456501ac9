import { SankeyChart as SankeySeries } from 'echarts/charts';
import { AriaComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Flows } from '@ringvirkning/benefits-api';
import { useText, type Text } from '../i18n/i18n.js';
import { inLines, toSankey } from './sankey-data.js';

use([SankeySeries, TooltipComponent, AriaComponent, SVGRenderer]);

const NODE_COLOURS = { payer: '#7a4f01', intervention: '#0f4c5c', purse: '#2d6a4f' } as const;
/** On a phone: where a name stands beside its node, and how long its lines are. */
const NARROW = [
  { position: 'right', letters: 15 },
  { position: 'top', letters: 18 },
  { position: 'left', letters: 19 },
] as const;
const LINK_COLOURS = { invested: '#d9a441', paid: '#4f81b5', gained: '#52a27c', expected: '#b5d8c5' } as const;

type Shown = Pick<Text, 'money' | 't' | 'language'>;

function optionFor(flows: Flows, narrow: boolean, { money, t, language }: Shown): EChartsCoreOption {
  const { nodes, links } = toSankey(flows, language);
  // Who sees no purses has the interventions to the right.
  const last = Math.max(...nodes.map(({ depth }) => depth));
  const placeOf = (depth: number) => NARROW[depth === last ? 2 : depth]!;
  const label = (name: string): string => nodes.find((node) => node.name === name)?.label ?? name;
  const escape = (text: string): string => text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);
  return {
    animation: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    textStyle: { fontFamily: 'IBM Plex Sans, system-ui, sans-serif' },
    tooltip: {
      trigger: 'item',
      confine: true,
      formatter: ({
        dataType,
        data,
      }: {
        dataType: string;
        data: { name?: string; source?: string; target?: string; kind?: keyof typeof LINK_COLOURS; amount?: string };
      }) =>
        dataType === 'edge'
          ? `${escape(label(data.source!))} → ${escape(label(data.target!))}<br>${t(`flow.${data.kind!}`)}: <b>${money(data.amount!, flows.currency)}</b>`
          : escape(label(data.name!)),
    },
    series: [
      {
        type: 'sankey',
        nodeAlign: 'justify',
        draggable: false,
        nodeGap: narrow ? 46 : 26,
        nodeWidth: 14,
        layoutIterations: 48,
        left: 4,
        right: narrow ? 4 : 200,
        top: narrow ? 44 : 12,
        bottom: narrow ? 28 : 20,
        emphasis: { focus: 'adjacency' },
        label: {
          fontSize: narrow ? 11 : 14,
          lineHeight: narrow ? 13 : 17,
          color: '#1a1a1a',
          ...(narrow ? {} : { width: 190, overflow: 'break' }),
        },
        data: nodes.map(({ name, label: text, depth, kind }) => ({
          name,
          depth,
          itemStyle: { color: NODE_COLOURS[kind] },
          label: {
            formatter: narrow ? inLines(text, placeOf(depth).letters) : text,
            position: narrow ? placeOf(depth).position : 'right',
          },
        })),
        links: links.map((link) => ({
          ...link,
          lineStyle: { color: LINK_COLOURS[link.kind], opacity: 0.6, curveness: 0.5 },
        })),
      },
    ],
  };
}

/** The picture of the flows. Everything it tells is also in the table that stands beside it. */
export function SankeyChart({ flows }: { readonly flows: Flows }) {
  const box = useRef<HTMLDivElement>(null);
  const { money, t, language } = useText();
  const rows = Math.max(
    ...(['payer', 'intervention', 'purse'] as const).map(
      (kind) => flows.nodes.filter((node) => node.kind === kind).length,
    ),
    1,
  );
  useEffect(() => {
    const element = box.current!;
    const chart = init(element, null, { renderer: 'svg' });
    const draw = () => {
      chart.resize();
      chart.setOption(optionFor(flows, element.clientWidth < 620, { money, t, language }), true);
    };
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [flows, language]);
  return (
    <div
      ref={box}
      className={`sankey sankey-rows-${Math.min(Math.ceil(rows / 3), 4)}`}
      role="img"
      aria-label={t('front.flowsChart', { count: flows.links.length })}
    />
  );
}
