import type { ErrorDetail, Sentence } from '@ringvirkning/kernel';
import { JSON_BUDGET, type JsonExcess } from '@ringvirkning/reading';

/** A fault of the HTTP exchange itself, which no domain rule knows of: wrong media type, too large, malformed. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: Sentence,
    readonly extras: { readonly whatToDo?: Sentence; readonly errors?: readonly ErrorDetail[] } = {},
  ) {
    super(detail.en);
  }
}

export const malformedBody = (): HttpError =>
  new HttpError(400, 'http.malformed-body', {
    da: 'Indholdet kan ikke læses som JSON.',
    en: 'The body cannot be read as JSON.',
  });

export const bodyNotReceived = (): HttpError =>
  new HttpError(400, 'http.body-not-received', {
    da: 'Indholdet blev ikke modtaget helt.',
    en: 'The body was not received completely.',
  });

export const bodyTooLarge = (limit: number): HttpError =>
  new HttpError(413, 'http.body-too-large', {
    da: `Indholdet er større end ${limit} bytes.`,
    en: `The body is larger than ${limit} bytes.`,
  });

const EXCESS: Readonly<Record<JsonExcess, Sentence>> = {
  'too-deep': {
    da: `Indholdet har flere end ${JSON_BUDGET['too-deep']} lister og objekter inden i hinanden.`,
    en: `The body has more than ${JSON_BUDGET['too-deep']} lists and objects within each other.`,
  },
  'too-many-parts': {
    da: `Indholdet har flere end ${JSON_BUDGET['too-many-parts']} felter og værdier.`,
    en: `The body has more than ${JSON_BUDGET['too-many-parts']} members and values.`,
  },
};

export const bodyOverBudget = (excess: JsonExcess): HttpError =>
  new HttpError(413, `http.body-${excess}`, EXCESS[excess]);

export const mediaTypeNotSupported = (accepted: readonly string[]): HttpError =>
  new HttpError(
    415,
    'http.media-type-not-supported',
    {
      da: 'Indholdets type eller kodning understøttes ikke her.',
      en: 'The type or encoding of the body is not supported here.',
    },
    {
      whatToDo: {
        da: `Send ${accepted.join(' eller ')} i UTF-8 uden komprimering.`,
        en: `Send ${accepted.join(' or ')} in UTF-8 without compression.`,
      },
    },
  );

export const encodingNotSupported = (detail: Sentence, whatToDo: Sentence | undefined): HttpError =>
  new HttpError(415, 'http.media-type-not-supported', { da: detail.da, en: detail.en }, whatToDo ? { whatToDo } : {});

export const cprInAddress = (): HttpError =>
  new HttpError(
    400,
    'http.cpr-in-address',
    {
      da: 'Adressen ser ud til at indeholde et CPR-nummer.',
      en: 'The address seems to hold a CPR number.',
    },
    {
      whatToDo: {
        da: 'Brug pseudonymet; adresser gemmes undervejs.',
        en: 'Use the pseudonym; addresses are kept along the way.',
      },
    },
  );

export const idempotencyKeyInvalid = (): HttpError =>
  new HttpError(400, 'http.idempotency-key-invalid', {
    da: 'Idempotency-Key skal være 1–200 synlige ASCII-tegn.',
    en: 'Idempotency-Key must be 1–200 visible ASCII characters.',
  });

export const cprInIdempotencyKey = (): HttpError =>
  new HttpError(400, 'http.cpr-in-idempotency-key', {
    da: 'Idempotency-Key ser ud til at indeholde et CPR-nummer. Brug et tilfældigt id.',
    en: 'The Idempotency-Key seems to hold a CPR number. Use a random id.',
  });

export const validationFailed = (errors: readonly ErrorDetail[]): HttpError =>
  new HttpError(
    422,
    'http.validation-failed',
    { da: 'Nogle oplysninger mangler eller er forkerte.', en: 'Some details are missing or wrong.' },
    { errors },
  );
