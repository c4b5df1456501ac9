import { fileURLToPath } from 'node:url';
import { forEachService, SERVICES, urlVariable, type Service, type UrlVariable } from '@ringvirkning/catalogue';
import { SealingKeysSchema } from '@ringvirkning/config';
import { LOG_LEVELS } from '@ringvirkning/observability';
import { z } from 'zod';

const HttpUrl = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text));
/** As RFC 9116 has them: encrypted where they are of the web, and no line of their own. */
const Contacts = z
  .string()
  .transform((text) => text.split(',').map((contact) => contact.trim()))
  .pipe(z.array(z.string().regex(/^(mailto:|https:\/\/|tel:)[^\s,]+$/)).min(1));

/** Built by `vite build apps/portal`; the same place seen from `src` and from `dist`. */
const BUILT_PORTAL = fileURLToPath(new URL('../../portal/dist', import.meta.url));

/** `PAYMENTS_URL` and the like: where each service answers. */
const ServiceUrlsSchema = Object.fromEntries(SERVICES.map((service) => [urlVariable(service), HttpUrl])) as Record<
  UrlVariable,
  typeof HttpUrl
>;

/** The gateway's environment. Each variable may come from a file named `<NAME>_FILE`. */
export const GatewayConfigSchema = z.object({
  SERVICE_HOST: z.string().default('127.0.0.1'),
  SERVICE_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  INSTANCE_ID: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('local'),
  /** The address people use, e.g. `https://ringvirkning.aarhus.example`. Decides redirects, cookie security and the own origin. */
  ORIGIN: HttpUrl,
  /** As the provider writes it: tokens name it to the letter. */
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }),
  /** Whom tokens are for that operators bring, and where the issuer's keys are, when they are reached by another way. */
  OIDC_AUDIENCE: z.string().min(1).default('ringvirkning'),
  OIDC_JWKS_URL: z.url().optional(),
  OIDC_CLIENT_ID: z.string().default('gateway'),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_SCOPE: z.string().default('openid profile'),
  SESSION_KEY: SealingKeysSchema,
  /** Where its metrics are told, apart from what is for everybody; without one nowhere. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** Folder that all gateways of the instance share, where they keep who has signed out, whether it is being worked on and which backup was verified; without one each knows of its own, while it runs. */
  SIGN_OUT_FOLDER: z.string().min(1).optional(),
  ...ServiceUrlsSchema,
  /** Folder of the built portal. */
  PORTAL_DIR: z.string().default(BUILT_PORTAL),
  /** Where weaknesses are told, for `/.well-known/security.txt`: addresses (`mailto:…`, `https://…`, `tel:…`), separated by commas. */
  SECURITY_CONTACT: Contacts.optional(),
  /** Whether the portal tells that all people are synthetic. */
  DEMO: z.stringbool().default(false),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
});
export type GatewayConfig = z.output<typeof GatewayConfigSchema>;

/** Base address of each service behind the gateway. */
export type ServiceUrls = Readonly<Record<Service, URL>>;
export const serviceUrls = (config: GatewayConfig): ServiceUrls =>
  forEachService((service) => config[urlVariable(service)]);
