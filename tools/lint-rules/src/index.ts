import type { ESLint } from 'eslint';
export { checkTags } from './check-tags.js';
import { handlerHasTransport } from './handler-has-transport.js';
import { noClockInDomain } from './no-clock-in-domain.js';
import { noModuleState } from './no-module-state.js';
import { noSqlOutsidePersistence } from './no-sql-outside-persistence.js';
import { noTypeormOutsidePersistence } from './no-typeorm-outside-persistence.js';
import { routeHasPermission } from './route-has-permission.js';

/** The house's own lint rules, as one ESLint plugin named `house`. */
export const house: ESLint.Plugin = {
  rules: {
    'handler-has-transport': handlerHasTransport,
    'no-clock-in-domain': noClockInDomain,
    'no-module-state': noModuleState,
    'no-sql-outside-persistence': noSqlOutsidePersistence,
    'no-typeorm-outside-persistence': noTypeormOutsidePersistence,
    'route-has-permission': routeHasPermission,
  },
};
