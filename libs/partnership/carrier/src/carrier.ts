/**
 * Takes what has come, in the order in which it came. When it resolves the texts are not brought again; when it rejects they are, a little later.
 * A text may come twice, and any text may come: whoever takes it judges it.
 */
export type Take = (texts: readonly string[]) => Promise<void>;

/** Brings texts from one member's instance to another's. It knows nothing of what stands in them. */
export interface Carrier {
  /**
   * Gives texts away for a member, in this order. When it resolves they are kept until that member takes them, or for as long as the carrier keeps anything.
   * @throws NotCarried when they cannot be given away now. Some of them may have been.
   */
  carry(to: string, texts: readonly string[]): Promise<void>;
  /** Begins to hand over what comes for us, once per carrier, and goes on by itself whatever becomes of the way, until the carrier is closed. */
  listen(take: Take): Promise<void>;
  /** Resolves when nothing more is handed over and what is being taken has been. */
  close(): Promise<void>;
}

/** The way is not there now. Says why in words for an operator, never what was to be carried. */
export class NotCarried extends Error {
  override readonly name = 'NotCarried';
}
