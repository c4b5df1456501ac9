import { Module, type DynamicModule } from '@nestjs/common';
import { AuthModule } from '@ringvirkning/auth';
import { HttpModule } from '@ringvirkning/http';
import { ObservabilityModule, type Logger, type Metrics } from '@ringvirkning/observability';
import { serviceUrls, type GatewayConfig } from './config.js';
import { HealthController } from './health/health.controller.js';
import { PortalConfigController } from './edge/portal-config.controller.js';
import { SecurityTxtController } from './edge/security-txt.controller.js';
import { maintenanceIn, rememberedMaintenance } from './maintenance/maintenance.js';
import { MaintenanceController } from './maintenance/maintenance.controller.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { OperationsController } from './operations/operations.controller.js';
import { SheetsController } from './sheets/sheets.controller.js';
import { AuthController } from './sign-in/auth.controller.js';
import { keptSessions, rememberedSessions } from './sign-in/ended-sessions.js';
import { IdentityProvider, type Session } from './sign-in/identity.js';
import { PendingSignIns } from './sign-in/pending-sign-ins.js';
import { SealedCookie } from './sign-in/sealed-cookie.js';
import { SealingKeys } from './sign-in/sealing-keys.js';
import { Sessions } from './sign-in/sessions.js';
import { GATEWAY_CONFIG, MAINTENANCE, SESSION_COOKIE } from './tokens.js';
import { WatchHistory, type Watched } from './watching/history.js';
import { verifiedBackup } from './watching/verified-backup.js';
import { WatchingController } from './watching/watching.controller.js';

/** Longer than this a program does not answer. */
const ANSWER_MS = 5_000;
const TEN_MINUTES = 600;
/** A working day; then one signs in again, however busy one was. */
const TWELVE_HOURS = 12 * 3_600;

@Module({})
export class GatewayModule {
  /** @param configuration reads it again: what stands in files may have changed. */
  static with(
    config: GatewayConfig,
    configuration: () => GatewayConfig,
    logger: Logger,
    metrics: Metrics,
  ): DynamicModule {
    const keys = new SealingKeys(() => configuration().SESSION_KEY);
    const secure = config.ORIGIN.protocol === 'https:';
    // Cookies know no ports: the instance in the name keeps two instances on one machine apart.
    const cookie = <T extends object>(purpose: string, path: string, seconds: number) =>
      new SealedCookie<T>({ name: `rv_${config.INSTANCE_ID}_${purpose}`, path, seconds }, keys, secure);
    const pending = new PendingSignIns(
      { name: `rv_${config.INSTANCE_ID}_signin`, path: '/auth', seconds: TEN_MINUTES },
      keys,
      secure,
    );
    const sessionCookie = cookie<Session>('session', '/', TWELVE_HOURS);
    const identity = new IdentityProvider({
      issuer: config.OIDC_ISSUER,
      clientId: config.OIDC_CLIENT_ID,
      clientSecret: () => configuration().OIDC_CLIENT_SECRET,
      scope: config.OIDC_SCOPE,
      publicUrl: config.ORIGIN,
    });
    const ended = config.SIGN_OUT_FOLDER
      ? keptSessions(config.SIGN_OUT_FOLDER, TWELVE_HOURS)
      : rememberedSessions(TWELVE_HOURS);
    return {
      module: GatewayModule,
      imports: [
        ObservabilityModule.forService({ logger, metrics }),
        AuthModule.forService({
          issuer: config.OIDC_ISSUER,
          audience: config.OIDC_AUDIENCE,
          home: config.INSTANCE_ID,
          jwksUrl: config.OIDC_JWKS_URL,
        }),
        HttpModule,
      ],
      controllers: [
        AuthController,
        PortalConfigController,
        SecurityTxtController,
        OpenApiController,
        OperationsController,
        MaintenanceController,
        SheetsController,
        HealthController,
        WatchingController,
      ],
      providers: [
        { provide: GATEWAY_CONFIG, useValue: config },
        { provide: PendingSignIns, useValue: pending },
        { provide: SESSION_COOKIE, useValue: sessionCookie },
        { provide: IdentityProvider, useValue: identity },
        {
          provide: MAINTENANCE,
          useValue: config.SIGN_OUT_FOLDER ? maintenanceIn(config.SIGN_OUT_FOLDER) : rememberedMaintenance(),
        },
        {
          provide: WatchHistory,
          useValue: new WatchHistory(watched(config, metrics), () => verifiedBackup(config.SIGN_OUT_FOLDER)),
        },
        { provide: Sessions, useValue: new Sessions(identity, sessionCookie, ended) },
      ],
    };
  }
}

/** All programs of the instance: the services where they answer, and ourselves. */
const watched = (config: GatewayConfig, metrics: Metrics): readonly Watched[] => [
  ...Object.entries(serviceUrls(config)).map(([program, url]) => ({
    program,
    read: async () => {
      const answer = await fetch(new URL('/metrics', url), { signal: AbortSignal.timeout(ANSWER_MS) });
      if (!answer.ok) throw new Error(`${program} answered ${answer.status}`);
      return answer.text();
    },
  })),
  { program: 'gateway', read: () => metrics.text() },
];
