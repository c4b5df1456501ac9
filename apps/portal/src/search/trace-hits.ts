import { useText } from '../i18n/i18n.js';
import { eventName } from '../operations/event-name.js';
import type { TraceOf } from './find.js';
import type { Hit } from './hits.js';

/** What a request caused, event by event, and what of it failed. */
export function useTraceHits(traces: readonly TraceOf[]): readonly Hit[] {
  const text = useText();
  const { t, word, instant } = text;
  const names = (services: readonly { readonly consumer: string }[]): string =>
    services.map(({ consumer }) => word('service', consumer)).join(', ');
  const event = ({ subject, occurredAt, consumers }: TraceOf['events'][number]): Hit => {
    const at = instant(occurredAt);
    const waiting = consumers.filter(({ received }) => !received);
    const detail =
      waiting.length > 0
        ? t('search.waits', { at, waiting: names(waiting) })
        : consumers.length > 0
          ? t('search.told', { at, received: names(consumers) })
          : at;
    return { to: '/operations', title: eventName(subject, text), detail };
  };
  const letter = (service: string, { subject, state, failedAt }: TraceOf['deadLetters'][number]): Hit => ({
    to: '/operations',
    title: t('search.failed', {
      service: word('service', service),
      what: eventName(subject, text),
    }),
    detail: t('search.failedDetail', { at: instant(failedAt), state: word('search.letter', state) }),
  });
  return traces.flatMap(({ service, events, deadLetters }) => [
    ...events.map(event),
    ...deadLetters.map((each) => letter(service, each)),
  ]);
}
