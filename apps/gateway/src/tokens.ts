/** Nest injection tokens of the gateway's plain values. */
export const GATEWAY_CONFIG = Symbol('GatewayConfig');
export const SESSION_COOKIE = Symbol('SessionCookie');
export const MAINTENANCE = Symbol('Maintenance');
