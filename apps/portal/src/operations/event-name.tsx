import { eventTexts } from '../i18n/event-texts.js';
import { addTexts, useText, type Text } from '../i18n/i18n.js';

addTexts(eventTexts);

/** What an event tells, in words; `evt.outcomes.outcomes-finalised.v1` has its words under `outcomes.outcomes-finalised`. */
export const eventName = (subject: string, { word }: Pick<Text, 'word'>): string =>
  word('event', subject.replace(/^evt\.|\.v\d+$/g, ''));

/** An event in words, with its place in the log of its producer. */
export function EventPlace({ subject, seq }: { readonly subject: string; readonly seq: number }) {
  return (
    <>
      {eventName(subject, useText())}
      <code className="cell-note">
        {subject} #{seq}
      </code>
    </>
  );
}
