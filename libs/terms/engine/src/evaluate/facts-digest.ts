import { createHash, type Hash } from 'node:crypto';
import type { Fact } from '@ringvirkning/terms-language';
import type { Plan } from '../plan.js';
import type { Intake } from './intake.js';

const ROOM = 1 << 16;
const ABSENT = 0xffffffff;
const PAID_SHARE = 0xfffffffe;
const LENGTH_BYTES = 4;
const AHEAD = 256;

/**
 * SHA-256 over the facts up to the cut-off in canonical order. Of each fact the fields id, participant, quantity, payer, outcome, followUp, cohort, group, on,
 * each as its length in bytes (32 bits, big endian) and its UTF-8 text; an absent or empty one as the length ffffffff. So no two different lists have the same bytes.
 * A fact with a paid share has fffffffe and that share before them.
 */
export function factsDigest(plan: Plan, intake: Intake): string {
  const writer = new FieldWriter(createHash('sha256'));
  const names = namesOf(plan, intake);
  let day = Number.NaN;
  let on: Buffer = Buffer.alloc(0);
  for (let i = 0; i < intake.facts.length; i++) {
    if (i % AHEAD === 0) writer.touched += lookAhead(intake.facts, i, Math.min(i + AHEAD, intake.facts.length));
    const fact = intake.facts[i]!;
    if (intake.day[i] !== day) [day, on] = [intake.day[i]!, encode([fact.on])];
    if (fact.paidShare !== undefined) writer.marked(PAID_SHARE, fact.paidShare);
    writer.text(fact.id);
    writer.text(fact.participant);
    writer.text(fact.quantity);
    writer.text(fact.payer);
    writer.bytes(names(i));
    writer.bytes(on);
  }
  return writer.digest();
}

/**
 * Looks at the texts of the next facts before they are written. In canonical order they lie scattered in memory; short loops without dependencies let the
 * processor fetch many at once (measured: less than half the time for a million facts).
 */
function lookAhead(facts: readonly Fact[], from: number, to: number): number {
  let seen = 0;
  for (let i = from; i < to; i++) seen += facts[i]!.id.length;
  for (let i = from; i < to; i++) seen += facts[i]!.participant?.length ?? 0;
  for (let i = from; i < to; i++) seen += facts[i]!.id.charCodeAt(0);
  return seen;
}

/** Outcome, follow-up, cohort and group of a fact, encoded once per combination: looking at a million texts again costs more than hashing them. */
function namesOf(plan: Plan, intake: Intake): (i: number) => Buffer {
  const known = new Map<number, Buffer>();
  const encodeNames = ({ outcome, followUp, cohort, group }: Fact): Buffer =>
    encode([outcome, followUp, cohort, group]);
  return (i) => {
    if (intake.code[i]! < 0) return encodeNames(intake.facts[i]!);
    const key =
      ((intake.code[i]! * (plan.followUps.size + 1) + intake.followUp[i]! + 1) * (plan.cohorts.size + 1) +
        intake.cohort[i]! +
        1) *
        (plan.groups.size + 1) +
      intake.group[i]! +
      1;
    let names = known.get(key);
    if (!names) known.set(key, (names = encodeNames(intake.facts[i]!)));
    return names;
  };
}

function encode(fields: readonly (string | undefined)[]): Buffer {
  return Buffer.concat(
    fields.map((text) => {
      const bytes = Buffer.from(text ?? '', 'utf8');
      const length = Buffer.allocUnsafe(LENGTH_BYTES);
      length.writeUInt32BE(bytes.length === 0 ? ABSENT : bytes.length);
      return Buffer.concat([length, bytes]);
    }),
  );
}

/** Collects fields in a buffer and hashes it when it is full. */
class FieldWriter {
  private readonly buffer = Buffer.allocUnsafe(ROOM);
  private end = 0;
  /** Keeps what was looked at ahead in use. */
  touched = 0;

  constructor(private readonly hash: Hash) {}

  text(text: string | undefined): void {
    const length = text?.length ?? 0;
    this.makeRoom(LENGTH_BYTES + length);
    if (length === 0) this.length(ABSENT);
    else if (LENGTH_BYTES + length > ROOM || !this.ascii(text!)) this.bytes(encode([text]));
  }

  /** A text after a length that none has. */
  marked(mark: number, text: string): void {
    this.makeRoom(LENGTH_BYTES);
    this.length(mark);
    this.text(text);
  }

  bytes(bytes: Buffer): void {
    this.makeRoom(bytes.length);
    if (bytes.length > ROOM) this.hash.update(bytes);
    else {
      this.buffer.set(bytes, this.end);
      this.end += bytes.length;
    }
  }

  digest(): string {
    return this.hash.update(this.buffer.subarray(0, this.end)).digest('hex');
  }

  /** Writes a text whose characters are bytes; false, and nothing written, for any other. */
  private ascii(text: string): boolean {
    const start = this.end + LENGTH_BYTES;
    for (let i = 0; i < text.length; i++) {
      const character = text.charCodeAt(i);
      if (character > 127) return false;
      this.buffer[start + i] = character;
    }
    this.length(text.length);
    this.end += text.length;
    return true;
  }

  private length(length: number): void {
    this.buffer[this.end++] = length >>> 24;
    this.buffer[this.end++] = length >>> 16;
    this.buffer[this.end++] = length >>> 8;
    this.buffer[this.end++] = length;
  }

  private makeRoom(bytes: number): void {
    if (this.end + bytes <= ROOM) return;
    this.hash.update(this.buffer.subarray(0, this.end));
    this.end = 0;
  }
}
