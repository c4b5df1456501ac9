import { createHash } from 'node:crypto';

/** Header of a message that is a piece of an event: digest of the whole, number of the piece, how many there are. */
export const PIECE = 'rv-piece';

/** NATS takes messages of 1 MiB unless it is told otherwise, headers included. */
const MOST_BYTES = 900_000;
/** Where the broker takes less, headers have the rest. */
const SHARE = 7 / 8;

/** Bytes of a piece. @param largest The largest message that the broker takes. */
export const pieceBytes = (largest: number): number => Math.min(MOST_BYTES, Math.floor(largest * SHARE));

export interface Piece {
  readonly data: Uint8Array;
  /** Undefined for an event that is one message. */
  readonly piece: string | undefined;
}

/** An event that one message cannot hold, as several; each says what it is a piece of. */
export function inPieces(payload: string, most: number): Piece[] {
  const data = Buffer.from(payload);
  if (data.length <= most) return [{ data, piece: undefined }];
  const digest = digestOf(data);
  const count = Math.ceil(data.length / most);
  return Array.from({ length: count }, (_, index) => ({
    data: data.subarray(index * most, (index + 1) * most),
    piece: `${digest} ${index + 1}/${count}`,
  }));
}

const digestOf = (data: Uint8Array): string => createHash('sha256').update(data).digest('base64url');

/**
 * Puts events together again. Their pieces come one after the other; where one is missing, doubled or of another event, the event has not come:
 * its producer sees that from the receipts, as with every message that is lost, and sends the whole again.
 */
export class Pieces {
  private digest = '';
  private expected = '';
  private data: Uint8Array[] = [];

  /** Whether an event has come in part. */
  get isOpen(): boolean {
    return this.data.length > 0;
  }

  /** @returns the event's bytes when this message completes it. */
  add({ data, piece }: Piece): Uint8Array | undefined {
    if (piece === undefined) {
      this.forget();
      return data;
    }
    const [, digest = '', no = '', count = ''] = /^([\w-]{43}) (\d{1,6})\/(\d{1,6})$/.exec(piece) ?? [];
    if (this.expected !== `${digest} ${no}/${count}`) this.forget();
    if (!this.isOpen && no !== '1') return undefined;
    this.data.push(data);
    [this.digest, this.expected] = [digest, `${digest} ${Number(no) + 1}/${count}`];
    if (no !== count) return undefined;
    const whole = Buffer.concat(this.data);
    const isWhole = digestOf(whole) === this.digest;
    this.forget();
    return isWhole ? whole : undefined;
  }

  private forget(): void {
    [this.data, this.expected] = [[], ''];
  }
}
