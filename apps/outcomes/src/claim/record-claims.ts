import { Inject, Injectable } from '@nestjs/common';
import {
  CLOCK,
  dateInDenmark,
  digestOf,
  IDS,
  type Clock,
  type Ids,
  type Instant,
  type LocalDate,
} from '@ringvirkning/kernel';
import type { EvidenceReference } from '@ringvirkning/outcomes-api';
import {
  checkClaim,
  claimKey,
  isRefused,
  type Actor,
  type Candidate,
  type Finding,
  type OtherClaim,
} from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';
import { ClaimStore, type NewClaim } from '../persistence/claim.store.js';
import type { KnownContract } from '../persistence/contract.store.js';
import type { Participant } from '../persistence/participant.store.js';

export interface Proposed {
  /** Held by the transaction (`ParticipantStore.lock…`), so that the person's other claims stand still. */
  readonly participant: Participant;
  readonly candidate: Candidate & { readonly evidence: readonly EvidenceReference[] };
}

export interface Recorded {
  readonly claimId: string;
  /** `repeated`: the same achievement or reference is there already, and nothing was stored. */
  readonly status: 'claimed' | 'refused' | 'repeated';
  readonly findings: readonly Finding[];
}

export interface Recording {
  readonly contract: KnownContract;
  readonly by: Actor;
  /** Rows of an import may come again: repeats of what stands are skipped, and the same refusal is recorded once. */
  readonly importId: string | null;
}

interface Moment {
  readonly at: Instant;
  readonly today: LocalDate;
}

/** Runs the automatic checks on proposed claims, in their order, and records each as claimed or refused. */
@Injectable()
export class RecordClaims {
  constructor(
    private readonly claims: ClaimStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async run(tx: Tx, recording: Recording, proposed: readonly Proposed[]): Promise<Recorded[]> {
    const others = await this.claims.othersOf(tx, [
      ...new Set(proposed.map(({ participant }) => participant.participantId)),
    ]);
    const at = this.clock.now();
    const today = dateInDenmark(at);
    const judged = proposed.map((each) =>
      this.judge(recording, each, others.get(each.participant.participantId)!, { at, today }),
    );
    const toStore = judged.filter(({ repeated }) => !repeated);
    const stored = await this.claims.insert(
      tx,
      toStore.map(({ claim }) => claim),
    );
    return judged.map(({ claim, repeated }) => ({
      claimId: claim.claimId,
      status: statusOf(claim, repeated, stored),
      findings: claim.findings,
    }));
  }

  /** Adds what is claimed to `others`, so that later rows of the same person see it. */
  private judge(
    { contract: { contractId, terms }, by, importId }: Recording,
    { participant, candidate }: Proposed,
    others: OtherClaim[],
    { at, today }: Moment,
  ): { claim: NewClaim; repeated: boolean } {
    const findings = checkClaim(terms, participant, others, candidate, today);
    const refused = isRefused(findings);
    if (!refused) others.push({ ...candidate, status: 'claimed' });
    const claimId = this.ids.next();
    const key = claimKey(terms, candidate);
    return {
      repeated: importId !== null && findings.some(({ code }) => code === 'outcomes.repeated'),
      claim: {
        claimId,
        contractId,
        participantId: participant.participantId,
        candidate,
        claimKey: key,
        findings,
        importId,
        refusalKey:
          refused && importId !== null ? digestOf({ candidate, codes: findings.map(({ code }) => code) }) : null,
        fact: { type: refused ? 'refused' : 'claimed', claimId, by, at },
      },
    };
  }
}

/** A refusal that was kept out is the same refusal again; it is told again. */
function statusOf({ claimId, fact }: NewClaim, repeated: boolean, stored: ReadonlySet<string>): Recorded['status'] {
  if (repeated) return 'repeated';
  return fact.type === 'refused' || stored.has(claimId) ? fact.type : 'repeated';
}
