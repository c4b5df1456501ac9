/** What is looked at, in the order in which it is told. */
export const CHECKS = [
  ...(['place', 'configuration', 'secrets', 'versions', 'disk', 'clock'] as const),
  ...(['database', 'roles', 'row-security', 'migrations'] as const),
  ...(['broker', 'broker-rights', 'streams'] as const),
  ...(['sign-in', 'certificates', 'services', 'mail', 'partners'] as const),
] as const;
export type Check = (typeof CHECKS)[number];

/** `skipped`: it could not be looked at from here. Only a fault keeps something from working. */
export type Level = 'well' | 'warning' | 'fault' | 'skipped';

/** What is not well, and why it could not be looked at: each has its words and its remedy. */
export type FaultCode =
  | ('nothing-here' | 'nothing-runs' | 'variable' | 'secret-missing' | 'secret-open')
  | ('node-old' | 'postgres-old' | 'nats-old' | 'disk-low' | 'disk-full' | 'folder-missing' | 'clock-off')
  | ('postgres-away' | 'postgres-refuses' | 'no-database' | 'role-strong' | 'role-owns' | 'rls-off' | 'rls-open')
  | ('not-migrated' | 'newer-database')
  | ('nats-away' | 'nats-refuses' | 'nats-denies' | 'nats-allows' | 'stream-missing' | 'stream-altered')
  | ('consumer-missing' | 'issuer-away' | 'issuer-other' | 'issuer-keyless' | 'hub-away')
  | ('certificate-ends' | 'certificate-ended' | 'certificate-foreign' | 'service-away' | 'service-not-ready')
  | ('service-degraded' | 'mail-away' | 'partners' | 'inside' | 'not-set-up' | 'no-answer');

export interface Finding {
  readonly check: Check;
  /** The service, address or file it is about; null for the instance. */
  readonly of: string | null;
  readonly level: Level;
  readonly code: FaultCode | null;
  /** What was seen: names, numbers, states. Never a value of a secret. */
  readonly seen: string;
  /** What the instance itself says of it. */
  readonly said?: { readonly da: string; readonly en: string };
}

type Of = Pick<Finding, 'check' | 'of'>;
export const well = (at: Of, seen: string): Finding => ({ ...at, level: 'well', code: null, seen });
export const fault = (at: Of, code: FaultCode, seen: string): Finding => ({ ...at, level: 'fault', code, seen });
export const warning = (at: Of, code: FaultCode, seen: string): Finding => ({ ...at, level: 'warning', code, seen });
export const skipped = (at: Of, code: FaultCode, seen: string): Finding => ({ ...at, level: 'skipped', code, seen });

/** In the order of the checks, and there as they were found. */
export const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((one, other) => CHECKS.indexOf(one.check) - CHECKS.indexOf(other.check));
