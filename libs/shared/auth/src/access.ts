import { SetMetadata } from '@nestjs/common';
import type { Permission } from './policy.js';

/** What a route declares about its callers. */
export type Access = { readonly permission: Permission } | { readonly publicBecause: string };

export const ACCESS = 'ringvirkning:access';

/** The permission a caller needs; every route carries this or {@link Public}, otherwise nobody gets in. */
export const Permit = (permission: Permission) => SetMetadata(ACCESS, { permission } satisfies Access);

/** Open to everybody, with the reason why that is right. */
export const Public = (publicBecause: string) => SetMetadata(ACCESS, { publicBecause } satisfies Access);
