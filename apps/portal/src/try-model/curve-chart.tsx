import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef, type CSSProperties } from 'react';
import type { Currency } from '@ringvirkning/kernel';
import { useText, type Text } from '../i18n/i18n.js';
import { roughly, type Chart } from './curves.js';

use([BarChart, LineChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

const COLOURS = ['#0f4c5c', '#c98a1b', '#52a27c', '#7a4f01', '#5a97a6', '#a61b1b'];
const DASHES = ['solid', 'dashed', 'dotted'] as const;

const axisLabel = { color: '#454545', fontSize: 12 };

function axesFor(kind: Chart['kind'], labels: readonly string[], language: Text['language']): EChartsCoreOption {
  const amounts = {
    type: 'value',
    axisLabel: { ...axisLabel, formatter: (value: number) => roughly(value, language), hideOverlap: true },
    splitLine: { lineStyle: { color: '#e4eaec' } },
  };
  if (kind === 'bars') return { xAxis: { type: 'category', data: labels, axisLabel }, yAxis: amounts };
  if (kind === 'ends')
    return {
      xAxis: amounts,
      yAxis: {
        type: 'category',
        data: labels,
        inverse: true,
        axisLabel: { ...axisLabel, width: 180, overflow: 'truncate' },
      },
    };
  return {
    xAxis: {
      type: 'time',
      axisLabel: { ...axisLabel, formatter: '{yyyy}', hideOverlap: true },
      minInterval: 365 * 86_400_000,
    },
    yAxis: amounts,
  };
}

function optionFor(
  { kind, labels, curves }: Chart,
  currency: Currency,
  { money, language }: Pick<Text, 'money' | 'language'>,
): EChartsCoreOption {
  const escape = (text: string): string => text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);
  return {
    animation: false,
    color: COLOURS,
    textStyle: { fontFamily: 'IBM Plex Sans, system-ui, sans-serif' },
    grid: { left: 8, right: 16, top: 16, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      confine: true,
      formatter: (points: readonly { dataIndex: number; seriesIndex: number; marker: string }[]) =>
        [
          escape(labels[points[0]!.dataIndex]!),
          ...points.map(
            ({ dataIndex, seriesIndex, marker }) =>
              `${marker}${escape(curves[seriesIndex]!.name)}: <b>${money(curves[seriesIndex]!.amounts[dataIndex]!, currency)}</b>`,
          ),
        ].join('<br>'),
    },
    ...axesFor(kind, labels, language),
    series: curves.map(({ name, values }, index) =>
      kind !== 'lines'
        ? {
            name,
            type: 'bar',
            data: values,
            ...(kind === 'bars' ? { stack: 'all', barMaxWidth: 56 } : { barGap: '-100%', barMaxWidth: 22 }),
          }
        : {
            name,
            type: 'line',
            data: values.map((value, at) => [labels[at], value]),
            symbolSize: 7,
            lineStyle: { width: 2.5, type: DASHES[index % 3] },
          },
    ),
  };
}

/** The picture of amounts over time. Everything it tells is also in the table that stands beside it. */
export function CurveChart({
  chart,
  currency,
  label,
}: {
  readonly chart: Chart;
  readonly currency: Currency;
  readonly label: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<ReturnType<typeof init>>(undefined);
  const { money, language } = useText();
  useEffect(() => {
    const made = init(box.current!, null, { renderer: 'svg' });
    drawn.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(box.current!);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);
  const content = JSON.stringify([chart, currency, language]);
  useEffect(() => drawn.current!.setOption(optionFor(chart, currency, { money, language }), true), [content]);
  return (
    <>
      <ul className="legend" aria-hidden="true">
        {chart.curves.map(({ name }, index) => (
          <li
            key={name}
            className={`legend-${chart.kind === 'lines' ? 'lines' : 'bars'}`}
            style={{ '--swatch': COLOURS[index % COLOURS.length], '--dash': DASHES[index % 3] } as CSSProperties}
          >
            {name}
          </li>
        ))}
      </ul>
      <div ref={box} className="curve-chart" role="img" aria-label={label} />
    </>
  );
}
