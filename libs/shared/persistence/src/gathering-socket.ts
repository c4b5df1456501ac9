import { Socket } from 'node:net';
import process from 'node:process';

type Written = (error?: Error | null) => void;

/**
 * A connection that sends together what is written in one turn of the event loop, for each write is a system call here and on the server.
 * Statements that do not wait for each other then travel in one packet.
 */
export class GatheringSocket extends Socket {
  private gathering = false;

  override connect(port: unknown, host?: unknown): this {
    super.connect(port as number, host as string);
    // Connecting gives the instance a plain one.
    Reflect.deleteProperty(this, 'write');
    return this;
  }

  override write(chunk: string | Uint8Array, encoding?: BufferEncoding | Written, written?: Written): boolean {
    this.cork();
    return typeof encoding === 'string' ? super.write(chunk, encoding, written) : super.write(chunk, encoding);
  }

  override cork(): void {
    if (this.gathering) return;
    this.gathering = true;
    super.cork();
    process.nextTick(() => {
      this.gathering = false;
      super.uncork();
    });
  }

  /** What is written goes at the end of the turn, not when its writer is done. */
  override uncork(): void {}
}
