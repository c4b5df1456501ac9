import type { PersonDetails } from '@ringvirkning/outcomes-api';
import { useNames } from '../contracts/use-contract-context.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { FoldedTable } from '../ui/table.js';
import { factKey } from './fact-key.js';
import type { PersonViewProps } from './person-page.js';
import { correctedField, placeChange } from './place.js';

type Fact = PersonDetails['history'][number];

/** Everything that was done, the latest first: what is old is there when asked for. */
export function PersonHistory({ person, contract }: PersonViewProps) {
  const text = useText();
  const { t, date, word } = text;
  const { terms, outcome, followUp, party } = useNames(contract);
  const step = ({ type, code }: Fact): string =>
    t(type === 'follow-up-closed' && code === null ? 'personFact.follow-up-opened' : factKey(type));
  const about = (fact: Fact): string => {
    const { type, code, on, outcome: of, followUp: at } = fact;
    const field = correctedField(type);
    return (
      [
        of && outcome(of),
        at && followUp(at),
        field && placeChange(terms, text, field, fact),
        code &&
          (type === 'moved'
            ? party(code)
            : word(field ? 'placeReason' : type === 'left' ? 'departure' : 'closing', code)),
        on && date(on),
      ]
        .filter(Boolean)
        .join(', ') || '–'
    );
  };
  return (
    <Section title={t('person.history')} seldom>
      <FoldedTable
        caption={t('person.history')}
        captionHidden
        rows={person.history.toReversed()}
        rowKey={(_, index) => String(index)}
        columns={[
          { key: 'step', title: t('claims.step'), heading: true, value: step },
          { key: 'at', title: t('claims.at'), value: ({ at }) => ({ at }) },
          { key: 'about', title: t('person.about'), value: about },
          {
            key: 'by',
            title: t('claims.by'),
            value: ({ by, byName }) => byName ?? (by.startsWith('system') ? t('claims.system') : by),
          },
        ]}
      />
    </Section>
  );
}
