import { readMetrics } from '@ringvirkning/observability';

/** What the metrics at this address say now under a name: value by the values of its labels, other than the service's. */
export async function measured(url: string, name: string): Promise<Readonly<Record<string, number>>> {
  const text = await (await fetch(new URL('/metrics', url))).text();
  return Object.fromEntries(
    readMetrics(text)
      .filter((sample) => sample.name === name)
      .map(({ labels: { service: _, ...labels }, value }) => [Object.values(labels).join(' '), value]),
  );
}
