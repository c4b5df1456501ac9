/** One error type for everything a caller may be told. Edges map it to problem details (HTTP) or an RPC error (NATS). */

export type ErrorKind = 'invalid' | 'not-found' | 'conflict' | 'forbidden' | 'rule' | 'unavailable';

export interface Sentence {
  readonly da: string;
  readonly en: string;
}

/** One of several reasons: where it is (`path`, `row`, `line`, `column`) and what is wrong, in both languages. */
export interface ErrorDetail extends Sentence {
  readonly code: string;
  readonly path?: string;
  readonly row?: number;
  readonly line?: number;
  readonly column?: number;
}

export interface DomainErrorJson {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly detail: Sentence;
  readonly whatToDo?: Sentence;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly errors?: readonly ErrorDetail[];
}

export class DomainError extends Error {
  override readonly name = 'DomainError';
  constructor(readonly json: DomainErrorJson) {
    super(json.detail.en);
  }
  get code(): string {
    return this.json.code;
  }
  get kind(): ErrorKind {
    return this.json.kind;
  }
}

type Extras = Pick<DomainErrorJson, 'whatToDo' | 'params' | 'errors'>;
const of =
  (kind: ErrorKind) =>
  (code: string, da: string, en: string, extras: Extras = {}): DomainError =>
    new DomainError({ code, kind, detail: { da, en }, ...extras });

/** Factories, one per kind: `throw fail.rule('payments.same-person', 'dansk sætning', 'English sentence')`. Codes are `scope.kebab-case`. */
export const fail = {
  invalid: of('invalid'),
  notFound: of('not-found'),
  conflict: of('conflict'),
  forbidden: of('forbidden'),
  rule: of('rule'),
  unavailable: of('unavailable'),
} as const;
