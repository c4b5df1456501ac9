import { audienceOf } from '@ringvirkning/disclosure';
import type { Actor } from '@ringvirkning/persistence';

/** Whether a reader gets published figures only. Who delivers knows the people, but not what they are worth to others. */
export const withholdsFrom = ({ organisation, roles }: Actor): boolean =>
  audienceOf({ organisation, memberOf: organisation, roles }, []) !== 'authority';
