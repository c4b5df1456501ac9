import type { Silo } from '@ringvirkning/benefits-domain';

/** A purse as answers name it. */
export const purse = ({ key, name, treasury, department }: Silo) => ({ silo: key, name, treasury, department });
