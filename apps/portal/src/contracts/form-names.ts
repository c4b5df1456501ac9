import type { Text } from '../i18n/i18n.js';
import { isRecord } from './form-fields.js';

/** What people call an entry of the document: its name, or how long after the start; undefined when it says neither yet. */
export function nameOfEntry(
  { name, months, weeks }: Readonly<Record<string, unknown>>,
  { t, say }: Pick<Text, 't' | 'say'>,
): string | undefined {
  if (typeof name === 'string' && name !== '') return name;
  if (isRecord(name) && typeof name['da'] === 'string' && typeof name['en'] === 'string')
    return say({ da: name['da'], en: name['en'] });
  if (typeof months === 'number') return t('terms.months', { count: months });
  return typeof weeks === 'number' ? t('terms.weeks', { count: weeks }) : undefined;
}
