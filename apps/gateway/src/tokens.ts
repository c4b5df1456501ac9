/** Nest injection tokens of the gateway's plain values. */
export const GATEWAY_CONFIG = Symbol('GatewayConfig');
export const PENDING_COOKIE = Symbol('PendingCookie');
export const SESSION_COOKIE = Symbol('SessionCookie');
