/** What a command needs of the world around it; tests give their own. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** Whether somebody watches stderr: only then a progress bar makes sense. */
  readonly watched: boolean;
  /** The whole text of a file; `-` is standard input. @throws Error when it cannot be read. */
  read(path: string): string;
  /** Milliseconds, for the progress bar only. */
  now(): number;
}
