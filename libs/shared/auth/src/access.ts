import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { Permission } from './policy.js';

/** What a route declares about its callers. */
export type Access = { readonly permission: Permission } | { readonly publicBecause: string };

export const ACCESS = 'ringvirkning:access';
/** Name of the OpenAPI security scheme of every route that needs a permission. */
export const SECURITY_SCHEME = 'oidc';

/** The permission a caller needs; every route carries this or {@link Public}, otherwise nobody gets in. */
export const Permit = (permission: Permission): MethodDecorator & ClassDecorator =>
  applyDecorators(
    SetMetadata(ACCESS, { permission } satisfies Access),
    ApiSecurity(SECURITY_SCHEME),
    ApiExtension('x-permission', permission),
  );

/** Open to everybody, with the reason why that is right. */
export const Public = (publicBecause: string): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { publicBecause } satisfies Access);
