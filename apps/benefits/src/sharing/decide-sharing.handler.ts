import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { DataSharingView, ProposeSharing } from '@ringvirkning/benefits-api';
import {
  approve,
  checkTerms,
  decidesFor,
  end,
  SHARING_SIDES,
  type DataSharing,
  type SharingDecision,
  type SharingSide,
} from '@ringvirkning/benefits-domain';
import {
  CLOCK,
  dateInDenmark,
  fail,
  IDS,
  type Clock,
  type Ids,
  type Instant,
  type LocalDate,
} from '@ringvirkning/kernel';
import { Database, type Tx } from '@ringvirkning/persistence';
import { DataSharingStore } from '../persistence/data-sharing.store.js';
import { SiloStore } from '../persistence/silo.store.js';
import { presentSharing } from './present-sharing.js';

const notYourSide = () =>
  fail.forbidden(
    'benefits.sharing-not-your-side',
    'Du kan ikke handle for den forvaltning eller myndighed.',
    'You cannot act for that department or authority.',
    {
      whatToDo: {
        da: 'Forvaltningens chef handler for den; kommunaldirektøren for staten, regionen og kommunen som helhed.',
        en: 'The head of the department acts for it; the municipal director for the state, the region and the municipality as a whole.',
      },
    },
  );
const unknownPurse = (purse: string) =>
  fail.invalid(
    'benefits.unknown-purse',
    `Regnskabet kender ikke kassen "${purse}".`,
    `The books do not know the purse "${purse}".`,
    { params: { purse } },
  );

/** Proposing, approving and ending data-sharing agreements: each step is one more fact, and none is changed. */
@Injectable()
export class DecideSharingHandler {
  constructor(
    private readonly db: Database,
    private readonly sharings: DataSharingStore,
    private readonly silos: SiloStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /**
   * Either side may propose.
   * @throws DomainError `benefits.sharing-invalid`, `benefits.sharing-not-your-side`, `benefits.unknown-purse`
   */
  propose(terms: ProposeSharing, person: Person): Promise<DataSharingView> {
    return this.db.transaction(async (tx) => {
      const now = this.clock.now();
      checkTerms(terms, dateInDenmark(now));
      const sides = SHARING_SIDES.map((side) => terms[side]);
      if (!sides.some((purse) => decidesFor(person, purse))) throw notYourSide();
      const known = await this.silos.byKey(tx, sides);
      const unknown = sides.find((purse) => !known.has(purse) && !decidesFor(person, purse));
      if (unknown !== undefined) throw unknownPurse(unknown);
      const sharing: DataSharing = {
        ...{ ...terms, figures: [...new Set(terms.figures)], sharingId: this.ids.next() },
        ...{ proposedBy: by(person), proposedAt: now, decisions: [] },
      };
      await this.sharings.add(tx, sharing);
      return this.present(tx, sharing, person, dateInDenmark(now));
    });
  }

  /** @throws DomainError `benefits.unknown-sharing`, `benefits.sharing-not-your-side`, and those of `approve` */
  approve(sharingId: string, side: SharingSide, person: Person): Promise<DataSharingView> {
    return this.decide(sharingId, side, person, (sharing, now, today) =>
      approve(sharing, side, by(person), now, today),
    );
  }

  /** @throws DomainError `benefits.unknown-sharing`, `benefits.sharing-not-your-side`, `benefits.sharing-not-open` */
  end(sharingId: string, side: SharingSide, reason: string, person: Person): Promise<DataSharingView> {
    return this.decide(sharingId, side, person, (sharing, now, today) =>
      end(sharing, side, by(person), reason, now, today),
    );
  }

  private decide(
    sharingId: string,
    side: SharingSide,
    person: Person,
    decision: (sharing: DataSharing, now: Instant, today: LocalDate) => SharingDecision,
  ): Promise<DataSharingView> {
    return this.db.transaction(async (tx) => {
      const sharing = await this.sharings.lock(tx, sharingId);
      if (!decidesFor(person, sharing[side])) throw notYourSide();
      const now = this.clock.now();
      const today = dateInDenmark(now);
      const taken = decision(sharing, now, today);
      await this.sharings.decide(tx, sharingId, taken);
      return this.present(tx, { ...sharing, decisions: [...sharing.decisions, taken] }, person, today);
    });
  }

  private async present(tx: Tx, sharing: DataSharing, person: Person, today: LocalDate): Promise<DataSharingView> {
    const names = await this.silos.byKey(tx, [sharing.provider, sharing.receiver]);
    return presentSharing(sharing, names, person, today);
  }
}

const by = ({ subject, name }: Person) => ({ subject, name });
