import { fail, type Sentence } from '@ringvirkning/kernel';

/** Nobody knows who is asking: answered with 401, unlike a known person who may not (`forbidden`). */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError';
  constructor(
    readonly code: 'auth.sign-in-required' | 'auth.token-not-accepted',
    readonly detail: Sentence,
    options?: ErrorOptions,
  ) {
    super(detail.en, options);
  }
}

export const signInRequired = (): AuthenticationError =>
  new AuthenticationError('auth.sign-in-required', { da: 'Du skal være logget ind.', en: 'You need to be signed in.' });

export const tokenNotAccepted = (cause?: unknown): AuthenticationError =>
  new AuthenticationError(
    'auth.token-not-accepted',
    { da: 'Dit login er udløbet eller ugyldigt.', en: 'Your sign-in has expired or is not valid.' },
    { cause },
  );

export const identityProviderUnavailable = () =>
  fail.unavailable(
    'auth.identity-provider-unavailable',
    'Login-tjenesten svarer ikke.',
    'The sign-in service does not answer.',
  );

export const notPermitted = (permission: string) =>
  fail.forbidden('auth.not-permitted', 'Din rolle giver ikke adgang til dette.', 'Your role does not permit this.', {
    params: { permission },
    whatToDo: {
      da: 'Bed en kollega, hvis rolle giver adgang, eller din administrator.',
      en: 'Ask a colleague whose role permits it, or your administrator.',
    },
  });

export const accessNotDeclared = () =>
  fail.forbidden(
    'auth.access-not-declared',
    'Ruten er lukket, fordi den ikke angiver, hvem der har adgang.',
    'The route is closed because it does not declare who may use it.',
  );
