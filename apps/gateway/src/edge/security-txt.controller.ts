import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Public } from '@ringvirkning/auth';
import { fail } from '@ringvirkning/kernel';
import type { GatewayConfig } from '../config.js';
import { GATEWAY_CONFIG } from '../tokens.js';

const DAY_MS = 86_400_000;
/** It holds as long as whoever runs the instance keeps it running with this address. */
const HOLDS_DAYS = 30;

/** Where somebody tells of a weakness (RFC 9116), as whoever runs the instance has said; nothing where they have not. */
@Controller('.well-known/security.txt')
export class SecurityTxtController {
  constructor(@Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig) {}

  @Get()
  @Header('content-type', 'text/plain; charset=utf-8')
  @Public('read by people who have no account')
  read(): string {
    if (!this.config.SECURITY_CONTACT) throw noContact();
    return securityTxt(this.config.SECURITY_CONTACT, this.config.ORIGIN, Date.now());
  }
}

/** @param contacts addresses, the preferred one first. @param now in milliseconds. */
export const securityTxt = (contacts: readonly string[], origin: URL, now: number): string =>
  [
    ...contacts.map((contact) => `Contact: ${contact}`),
    // By the day, so that it is the same text for whoever asks twice.
    `Expires: ${new Date((Math.floor(now / DAY_MS) + HOLDS_DAYS) * DAY_MS).toISOString()}`,
    'Preferred-Languages: da, en',
    `Canonical: ${new URL('/.well-known/security.txt', origin).href}`,
    '',
  ].join('\n');

const noContact = () =>
  fail.notFound(
    'gateway.no-security-contact',
    'Den, der driver instansen, har ikke angivet en adresse.',
    'Whoever runs the instance has given no address.',
  );
