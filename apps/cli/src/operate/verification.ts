import { CrossCheckReportSchema, ReconciliationSchema, type ReconciliationReport } from '@ringvirkning/reconciliation';
import { z } from 'zod';
import { NoAnswer, read, type Instance } from './instance.js';

const FaultSchema = z.object({ code: z.string(), level: z.enum(['amber', 'red']), da: z.string(), en: z.string() });
const ReportSchema = z.object({
  messaging: z.object({ deadLetters: z.int(), faults: z.array(FaultSchema) }).nullable(),
  ledger: z.object({}).nullable(),
  comparison: CrossCheckReportSchema.nullable(),
});
const OverviewSchema = z.object({
  services: z.array(z.object({ service: z.string(), status: z.enum(['up', 'refused', 'down']), report: z.unknown() })),
});
const SealSchema = z.object({
  ok: z.boolean(),
  checkpoint: z.object({ size: z.int(), root: z.string(), at: z.string() }).nullable(),
  findings: z.array(z.object({ code: z.string(), source: z.string(), count: z.int(), first: z.string().nullable() })),
});

/** What one service says of itself; null where it did not say. */
export interface ServiceVerified {
  readonly service: string;
  readonly answers: boolean;
  readonly seal: z.output<typeof SealSchema> | null;
  /** As it was looked at with all that is sealed; null without a ledger. */
  readonly ledger: { readonly ok: boolean } | null;
  readonly messaging: z.output<typeof ReportSchema>['messaging'];
  /** What it found by the clock. What is so now the reconciliation says: this is what was seen when it last looked. */
  readonly comparison: z.output<typeof ReportSchema>['comparison'];
}

export interface Verification {
  readonly format: 'ringvirkning-verification/1';
  readonly state: ReconciliationReport['state'];
  readonly services: readonly ServiceVerified[];
  readonly reconciliation: ReconciliationReport;
}

/** Everything at once: sealed logs, ledgers with their content, messages, and all services against each other. @throws NoAnswer, Declined */
export async function verification(
  instance: Instance,
  step: (done: number, of: number) => void,
): Promise<Verification> {
  const { services } = read(OverviewSchema, await instance.get('/api/operations'));
  const verified: ServiceVerified[] = [];
  for (const [index, { service, status, report }] of services.entries()) {
    step(index, services.length + 1);
    const told = status === 'up' ? ReportSchema.safeParse(report).data : undefined;
    const seal = told ? await sealOf(instance, service) : null;
    verified.push({
      service,
      answers: told !== undefined && seal !== null,
      seal,
      ledger: told?.ledger && seal ? { ok: !seal.findings.some(({ code }) => code === 'books') } : null,
      messaging: told?.messaging ?? null,
      comparison: told?.comparison ?? null,
    });
  }
  step(services.length, services.length + 1);
  const reconciliation = read(ReconciliationSchema, await instance.get('/api/operations/reconciliation'));
  return {
    format: 'ringvirkning-verification/1',
    state: stateOf(verified, reconciliation),
    services: verified,
    reconciliation,
  };
}

/** Red is what keeps facts from arriving; amber is for somebody to look at. */
const isSound = ({ seal, ledger, messaging }: ServiceVerified): boolean =>
  (seal?.ok ?? true) && (ledger?.ok ?? true) && !messaging?.faults.some(({ level }) => level === 'red');

function stateOf(services: readonly ServiceVerified[], { state }: ReconciliationReport): Verification['state'] {
  if (state === 'differs' || !services.every(isSound)) return 'differs';
  return state === 'agrees' && services.every(({ answers }) => answers) ? 'agrees' : 'unanswered';
}

async function sealOf(instance: Instance, service: string): Promise<ServiceVerified['seal']> {
  try {
    return read(SealSchema, await instance.post(`/api/${service}/operations/verification`));
  } catch (error) {
    if (error instanceof NoAnswer) return null;
    throw error;
  }
}
