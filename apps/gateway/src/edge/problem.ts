import type { ServerResponse } from 'node:http';
import { DomainError, fail, type ErrorKind, type Sentence } from '@ringvirkning/kernel';

const signInAgain: Sentence = { da: 'Log ind igen.', en: 'Sign in again.' };
const tryAgain: Sentence = { da: 'Prøv igen om lidt. Kontakt driften med sags-id’et, hvis det fortsætter.', en: 'Try again in a moment. Contact operations with the correlation id if it goes on.' };

/** What the gateway itself may have to tell; everything else is told by the services. */
export const problems = {
  notSignedIn: () => fail.forbidden('gateway.not-signed-in', 'Du er ikke logget ind.', 'You are not signed in.', { whatToDo: { da: 'Log ind og prøv igen.', en: 'Sign in and try again.' } }),
  signInFailed: () => fail.forbidden('gateway.sign-in-failed', 'Login kunne ikke gennemføres.', 'Sign-in could not be completed.', { whatToDo: signInAgain }),
  forgedWrite: () =>
    fail.forbidden('gateway.cross-site-write', 'Ændringen kom ikke fra denne tjenestes egne sider og er afvist.', 'The change did not come from the pages of this service and was refused.', {
      whatToDo: { da: 'Genindlæs siden og prøv igen.', en: 'Reload the page and try again.' },
    }),
  serviceDown: (service: string) =>
    fail.unavailable('gateway.service-down', `Tjenesten »${service}« svarer ikke lige nu. Intet er gået tabt.`, `The service "${service}" does not answer right now. Nothing is lost.`, { whatToDo: tryAgain, params: { service } }),
  identityDown: () => fail.unavailable('gateway.identity-down', 'Login-tjenesten svarer ikke lige nu.', 'The sign-in service does not answer right now.', { whatToDo: tryAgain }),
  unknownAddress: () => fail.notFound('gateway.unknown-address', 'Adressen findes ikke.', 'There is no such address.', { whatToDo: { da: 'Se adresserne i /api/docs.', en: 'See the addresses in /api/docs.' } }),
} as const;

const STATUS: Readonly<Record<ErrorKind, number>> = { invalid: 422, 'not-found': 404, conflict: 409, forbidden: 403, rule: 409, unavailable: 503 };

/** Problem details (RFC 9457) as every service gives them. `notSignedIn` is 401, so that a client knows that signing in helps. */
export function problemBody(error: DomainError, correlationId: string): Record<string, unknown> & { status: number } {
  const status = error.code === 'gateway.not-signed-in' ? 401 : STATUS[error.kind];
  const { detail, whatToDo, errors } = error.json;
  return { type: `https://ringvirkning.dk/problems/${error.code}`, title: detail.en, status, detail: detail.en, code: error.code, da: detail.da, en: detail.en, whatToDo, correlationId, errors };
}

export function sendProblem(response: ServerResponse, error: DomainError, correlationId: string): void {
  const body = problemBody(error, correlationId);
  response.writeHead(body.status, { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
