import { partnershipManifest } from './partnership.js';
import { catalogueOf, type LinkedManifest } from '@ringvirkning/message';
import { benefitsManifest } from './benefits.js';
import { contractsManifest } from './contracts.js';
import { gatewayManifest } from './gateway.js';
import { outcomesManifest } from './outcomes.js';
import { paymentsManifest } from './payments.js';

/** The services of one instance, in the order of a start: the gateway, which leads to the others, comes last. */
export const catalogue = catalogueOf([
  contractsManifest,
  outcomesManifest,
  paymentsManifest,
  benefitsManifest,
  partnershipManifest,
  gatewayManifest,
]);

type Catalogue = typeof catalogue;
/** A program of the instance. */
export type Hosted = keyof Catalogue;
/** A service with routes under `/api/<name>`, a database and a broker user. */
export type Service = { [N in Hosted]: Catalogue[N]['http'] extends 'service' ? N : never }[Hosted];

const manifests: readonly LinkedManifest<Hosted>[] = Object.values(catalogue);
const isService = (manifest: LinkedManifest<Hosted>): manifest is LinkedManifest<Service, 'service'> =>
  manifest.http === 'service';

export const serviceManifests: readonly LinkedManifest<Service, 'service'>[] = manifests.filter(isService);
export const HOSTED: readonly Hosted[] = manifests.map(({ name }) => name);
export const SERVICES: readonly Service[] = serviceManifests.map(({ name }) => name);

/** The same for each service, e.g. its address. */
export const forEachService = <T>(make: (service: Service) => T): Readonly<Record<Service, T>> =>
  Object.fromEntries(SERVICES.map((service) => [service, make(service)])) as Record<Service, T>;

export type UrlVariable = { [S in Service]: `${Uppercase<S>}_URL` }[Service];
/** The variable that tells where a service answers: `PAYMENTS_URL`. */
export const urlVariable = (service: Service): UrlVariable => `${service.toUpperCase() as Uppercase<Service>}_URL`;
