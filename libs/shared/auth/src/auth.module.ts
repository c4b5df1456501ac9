import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PermissionGuard } from './permission.guard.js';
import { TokenVerifier, type AuthOptions } from './token-verifier.js';

/** Guards every route of the service by its declared permission. */
@Module({})
export class AuthModule {
  static forService(options: AuthOptions): DynamicModule {
    return {
      module: AuthModule,
      global: true,
      providers: [
        { provide: TokenVerifier, useFactory: () => new TokenVerifier(options) },
        { provide: APP_GUARD, useClass: PermissionGuard },
      ],
      exports: [TokenVerifier],
    };
  }
}
