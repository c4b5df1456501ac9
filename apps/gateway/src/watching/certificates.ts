import { once } from 'node:events';
import { connect } from 'node:tls';
import type { Metrics } from '@ringvirkning/observability';

const [HOUR_MS, DAY_MS, ANSWER_MS] = [3_600_000, 86_400_000, 5_000];

/** Milliseconds since 1970 at which the certificate ends that is shown at an address; undefined where the line is not encrypted, or nobody answers. */
async function endOf({ protocol, hostname, port }: URL): Promise<number | undefined> {
  if (protocol !== 'https:') return undefined;
  const host = hostname.replace(/^\[|\]$/g, '');
  // Whether it is believed is the browsers' matter; here its day is read.
  const line = connect({ host, port: Number(port) || 443, servername: host, rejectUnauthorized: false });
  try {
    await once(line, 'secureConnect', { signal: AbortSignal.timeout(ANSWER_MS) });
    return Date.parse(line.getPeerCertificate().valid_to);
  } catch {
    return undefined;
  } finally {
    line.destroy();
  }
}

/** Days that are left of the certificates which people meet, looked at once an hour; nothing of an address that the gateway does not reach. */
export function addCertificateGauge(metrics: Metrics, addresses: readonly URL[]): void {
  let looked: { readonly at: number; readonly ends: Promise<readonly (number | undefined)[]> } | undefined;
  metrics.gauge(
    'certificate_days',
    'Days until the certificate ends that is shown at an address of ours',
    ['address'],
    async () => {
      if (!looked || Date.now() - looked.at > HOUR_MS)
        looked = { at: Date.now(), ends: Promise.all(addresses.map(endOf)) };
      const ends = await looked.ends;
      return addresses.flatMap(({ host }, index) => {
        const end = ends[index];
        return end === undefined ? [] : [{ labels: { address: host }, value: (end - Date.now()) / DAY_MS }];
      });
    },
  );
}
