import type { Sentence } from '@ringvirkning/kernel';
import { useText } from '../i18n/i18n.js';

/** What a target group is called: everybody together, those who are in none, or its own name. */
export function useGroupName(): (group: Sentence | null) => string {
  const { t, say } = useText();
  return (group) => (group === null ? t('works.everybody') : say(group) || t('works.noGroup'));
}
