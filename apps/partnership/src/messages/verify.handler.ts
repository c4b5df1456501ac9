import { Injectable } from '@nestjs/common';
import type { Direction, PartnerVerification } from '@ringvirkning/partnership-api';
import { firstDifference, peerOf, type Chain, type StandingAt } from '@ringvirkning/partnership-domain';
import { Database } from '@ringvirkning/persistence';
import { Exchange } from '../exchange/exchange.js';
import { Node } from '../exchange/node.js';
import { unknownMember } from '../faults.js';
import { SettledStore } from '../persistence/settled.store.js';

/** The partner has not answered. */
class Silent extends Error {}

@Injectable()
export class VerifyHandler {
  constructor(
    private readonly node: Node,
    private readonly exchange: Exchange,
    private readonly db: Database,
    private readonly settled: SettledStore,
  ) {}

  /** Asks a partner what it holds as settled, and where that is not the same as here, for the first message that differs. */
  async execute(member: string): Promise<PartnerVerification> {
    const { self, state } = await this.node.moment();
    if (!self || member === self.me || !state.history?.members[member]) throw unknownMember(member);
    const { out, in: incoming } = peerOf(state, member);
    const ours = { sent: settledOf(out), received: settledOf(incoming), at: this.node.now() };
    const said = (
      outcome: PartnerVerification['outcome'],
      firstDifference: PartnerVerification['firstDifference'],
    ) => ({
      ...{ member, outcome, firstDifference, ...ours },
    });
    try {
      const states = [
        await this.compare(member, 'sent', out.settled.number),
        await this.compare(member, 'received', incoming.settled.number),
      ];
      const different = states.find((one) => one !== 'same' && one !== 'waiting');
      if (different) return said('different', different);
      return said(states.includes('waiting') ? 'waiting' : 'same', null);
    } catch (error) {
      if (error instanceof Silent) return said('waiting', null);
      throw error;
    }
  }

  private async compare(
    member: string,
    direction: Direction,
    upTo: number,
  ): Promise<'same' | 'waiting' | { readonly direction: Direction; readonly number: number }> {
    if (upTo === 0) return 'same';
    const [theirs, ours] = await this.both(member, direction, upTo);
    if (theirs === ours) return 'same';
    // It has not settled as much yet, or has lost it and catches up.
    if (theirs === null) return 'waiting';
    const isSame = async (number: number): Promise<boolean> => {
      const [there, here] = await this.both(member, direction, number);
      return there === here;
    };
    return { direction, number: await firstDifference(upTo, isSame) };
  }

  private async both(member: string, direction: Direction, number: number): Promise<[string | null, string | null]> {
    const theirs = await this.exchange.askSettled(member, number);
    if (!theirs) throw new Silent();
    const ours = await this.db.read((tx) => this.settled.at(tx, member, number));
    return [theirs[OTHER_SIDE[direction]], ours[direction]];
  }
}

/** What one side has sent the other has received. */
const OTHER_SIDE = { sent: 'received', received: 'sent' } as const satisfies Record<Direction, keyof StandingAt>;
const settledOf = ({ settled: { number, digest } }: Chain) => ({ number, digest });
