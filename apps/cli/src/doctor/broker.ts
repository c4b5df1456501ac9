import { serviceManifests, type Service } from '@ringvirkning/catalogue';
import { ConfigError, loadConfig, type Env } from '@ringvirkning/config';
import { MINIMUM_NATS } from '@ringvirkning/embedded';
import { z } from 'zod';
import { lookAtBroker, type BrokerSeen, type BrokerUnseen } from './broker-look.js';
import { fault, skipped, warning, well, type FaultCode, type Finding } from './finding.js';

/** The broker as a service finds it: signed in, allowed what it needs and nothing else, with its stream and its consumers. */
export async function brokerFindings(service: Service, env: Env, isInside: boolean): Promise<Finding[]> {
  const { NATS_URL: url, NATS_NKEY_SEED: seed } = lineOf(env);
  if (!url) return [skipped({ check: 'broker', of: service }, 'not-set-up', 'NATS_URL')];
  const manifest = serviceManifests.find(({ name }) => name === service)!;
  const look = await lookAtBroker(manifest, { url, seed });
  return 'failed' in look ? [notSeen(service, url, look, isInside)] : seenFindings(service, look);
}

const LineSchema = z.object({ NATS_URL: z.string().optional(), NATS_NKEY_SEED: z.string().optional() });

/** The way to the broker, whose key may stand in a file; nothing where it is set up wrongly, which the configuration's own finding says. */
function lineOf(env: Env): z.output<typeof LineSchema> {
  try {
    return loadConfig(LineSchema, env);
  } catch (error) {
    if (error instanceof ConfigError) return {};
    throw error;
  }
}

function notSeen(service: Service, url: string, { failed, code }: BrokerUnseen, isInside: boolean): Finding {
  const at = { check: 'broker', of: service } as const;
  if (failed === 'unknown-host' && isInside) return skipped(at, 'inside', url);
  if (failed === 'refuses') return fault(at, 'nats-refuses', url);
  return fault(at, 'nats-away', `${url} (${code})`);
}

/** What is told of a broker that answers. */
export function seenFindings(service: Service, seen: BrokerSeen): Finding[] {
  const { version, denied, allowed, stream, consumersMissing } = seen;
  const found = (code: FaultCode, subjects: readonly string[]): Finding[] =>
    subjects.length > 0 ? [fault({ check: 'broker-rights', of: service }, code, subjects.join(', '))] : [];
  const rights = [...found('nats-denies', denied), ...found('nats-allows', allowed)];
  return [
    isOlder(version, MINIMUM_NATS)
      ? fault({ check: 'versions', of: service }, 'nats-old', version)
      : well({ check: 'broker', of: service }, `NATS ${version}`),
    ...(rights.length > 0 ? rights : [well({ check: 'broker-rights', of: service }, '')]),
    ...streamFindings(service, stream),
    ...(consumersMissing.length > 0
      ? [warning({ check: 'streams', of: service }, 'consumer-missing', consumersMissing.join(', '))]
      : []),
  ];
}

function streamFindings(service: Service, stream: BrokerSeen['stream']): Finding[] {
  if (!stream) return [];
  const at = { check: 'streams', of: service } as const;
  if (stream.state === 'well') return [well(at, stream.name)];
  return [fault(at, stream.state === 'missing' ? 'stream-missing' : 'stream-altered', stream.name)];
}

/** Versions such as 2.10.27, number by number. */
export function isOlder(version: string, least: string): boolean {
  const [one, other] = [version, least].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)));
  const at = other!.findIndex((part, index) => part !== one![index]);
  return at >= 0 && !(one![at]! > other![at]!);
}
