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
  checkClaims,
  claimedByWhom,
  differences,
  isRefused,
  payerOn,
  referenceTaken,
  repeatDiffers,
  STANDING,
  type Actor,
  type Candidate,
  type Finding,
  OtherClaims,
  type OtherClaim,
} from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';
import { termsOn } from '@ringvirkning/terms';
import { claimKey } from '@ringvirkning/terms-language';
import { takingTurns } from '@ringvirkning/workers';
import { ClaimStore, type NewClaim } from '../../persistence/claim.store.js';
import { rulesOn, type KnownContract } from '../../persistence/contract.store.js';
import { EvidenceFileStore } from '../../persistence/evidence-file.store.js';
import type { Participant } from '../../persistence/participant.store.js';

export interface Proposed {
  /** Held by the transaction (`ParticipantStore.lock…`), so that the person's other claims stand still. */
  readonly participant: Participant;
  readonly candidate: Candidate & { readonly evidence: readonly EvidenceReference[] };
}

export interface Recorded {
  readonly claimId: string;
  /**
   * `repeated`: the same claim is there already; `differs`: the same achievement or reference with other content is, and the finding says what differs.
   * Nothing was stored in either case.
   */
  readonly status: 'claimed' | 'refused' | 'repeated' | 'differs';
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
    private readonly files: EvidenceFileStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** @param mayStore settles when claims that come before these are stored */
  async run(
    tx: Tx,
    recording: Recording,
    proposed: readonly Proposed[],
    mayStore: Promise<unknown> = Promise.resolve(),
  ): Promise<Recorded[]> {
    const known = await this.claims.othersOf(tx, [
      ...new Set(proposed.map(({ participant }) => participant.participantId)),
    ]);
    const { terms } = recording.contract;
    const others = new Map([...known].map(([person, claims]) => [person, new OtherClaims(terms, claims)]));
    const at = this.clock.now();
    const today = dateInDenmark(at);
    const judged: Judged[] = [];
    const turns = takingTurns();
    for (const lot of lotsOf(proposed)) {
      judged.push(...this.judge(recording, lot, others, { at, today }));
      await turns();
    }
    await mayStore;
    const toStore = judged.filter(({ repeatOf }) => repeatOf === undefined);
    const stored = await this.claims.insert(
      tx,
      toStore.map(({ claim }) => claim),
    );
    const evidence = toStore.flatMap(({ claim }) => claim.candidate.evidence);
    if (evidence.length > 0)
      await this.files.recordUse(tx, recording.contract.contractId, evidence, recording.by.subject, at);
    return judged.map((each) => recordedAs(each, stored));
  }

  /** Claims of as many people. Adds what is claimed to `others`, so that later ones of the same person see it. */
  private judge(
    recording: Recording,
    proposed: readonly Proposed[],
    others: ReadonlyMap<string, OtherClaims>,
    moment: Moment,
  ): Judged[] {
    const proposals = proposed.map(({ participant, candidate }) => ({
      person: participant,
      others: others.get(participant.participantId)!,
      candidate,
    }));
    const findings = checkClaims(recording.contract.terms, proposals, moment.today);
    return proposed.map((each, i) => this.judged(recording, each, proposals[i]!.others, findings[i]!, moment));
  }

  private judged(
    { contract: { contractId, terms }, by, importId }: Recording,
    { participant, candidate }: Proposed,
    others: OtherClaims,
    found: readonly Finding[],
    { at }: Moment,
  ): Judged {
    const findings = [...found, ...claimedByWhom(rulesOn(terms, candidate.on), by)];
    const refused = isRefused(findings);
    const key = claimKey(termsOn(terms, candidate.on), candidate);
    const isRepeat = importId !== null && findings.some(({ code }) => code === 'outcomes.repeated');
    const repeatOf = isRepeat ? others.same(candidate).find(({ status }) => STANDING.includes(status)) : undefined;
    if (!refused) others.add({ ...candidate, status: 'claimed' });
    const claimId = this.ids.next();
    return {
      repeatOf,
      claim: {
        claimId,
        contractId,
        participantId: participant.participantId,
        candidate,
        payer: payerOn(participant, candidate.on),
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

/** So many claims are judged at once. */
const LOT = 100;

/** Claims in their order, in lots in which nobody comes twice. */
function* lotsOf(proposed: readonly Proposed[]): Generator<Proposed[]> {
  let lot = new Map<string, Proposed>();
  for (const each of proposed) {
    const { participantId } = each.participant;
    if (lot.size === LOT || lot.has(participantId)) {
      yield [...lot.values()];
      lot = new Map();
    }
    lot.set(participantId, each);
  }
  if (lot.size > 0) yield [...lot.values()];
}

interface Judged {
  readonly claim: NewClaim;
  /** The claim that stands for the same achievement. */
  readonly repeatOf: OtherClaim | undefined;
}

/** A refusal that was kept out is the same refusal again; it is told again. A claim that was kept out has the reference of another person's. */
function recordedAs({ claim, repeatOf }: Judged, stored: ReadonlySet<string>): Recorded {
  const { claimId, fact, findings, candidate } = claim;
  if (repeatOf) {
    const differing = differences(repeatOf, candidate);
    return differing.length === 0
      ? { claimId, status: 'repeated', findings }
      : { claimId, status: 'differs', findings: [repeatDiffers(differing)] };
  }
  if (fact.type === 'refused' || stored.has(claimId)) return { claimId, status: fact.type, findings };
  return { claimId, status: 'differs', findings: [referenceTaken(candidate.externalRef ?? '')] };
}
