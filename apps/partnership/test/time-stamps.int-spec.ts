import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { evidenceSchema, textOf } from '@ringvirkning/partnership-domain';
import { eventually, makeAuthority } from '@ringvirkning/testing';
import { verifyTimeStamp } from '@ringvirkning/time-stamp';
import { Region, type Town } from './towns.js';

const authority = makeAuthority();

/** An authority behind an address. While it is out of order it answers so, and says nothing. */
class Desk {
  isOpen = false;
  asked = 0;
  private readonly server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      this.asked += 1;
      response.statusCode = this.isOpen ? 200 : 503;
      response.end(this.isOpen ? authority!.answer(Buffer.concat(parts)) : undefined);
    });
  });

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

// eslint-disable-next-line no-restricted-properties -- no authority can be made on a machine without openssl
const withOpenssl = authority ? describe : describe.skip;
withOpenssl('a log with a time-stamping authority (skipped where there is no openssl)', () => {
  const desk = new Desk();
  let region: Region;
  let [aarhus, herning]: [Town, Town] = [undefined!, undefined!];
  beforeAll(async () => {
    region = await Region.make();
    const over = {
      PARTNERSHIP_TSA_URL: await desk.open(),
      PARTNERSHIP_TSA_CERTIFICATES: authority!.certificate,
      PARTNERSHIP_TSA_LOOK_MS: '100',
    };
    [aarhus, herning] = [await region.town('aarhus', over), await region.town('herning')];
    await aarhus.found();
    await aarhus.bringsIn(herning);
    await aarhus.agreesWith(herning);
  });
  afterAll(async () => {
    desk.close();
    authority!.remove();
    await region?.stop();
  });

  it('goes on while the authority is out of order, and has its stamp when it is back', async () => {
    await eventually(() => expect(desk.asked).toBeGreaterThan(0));
    await aarhus.does('members/herning/trials', { text: 'Hej' });
    const evidence = async () =>
      evidenceSchema.parse((await aarhus.get('members/herning/messages/sent/2/evidence')).body);
    await eventually(async () => expect((await evidence()).sealed).toMatchObject({ stamps: [] }));
    expect((await aarhus.state()).log.stamp).toBeNull();
    desk.isOpen = true;
    const { seals, stamps } = await eventually(async () => {
      const { sealed } = await evidence();
      expect(sealed?.stamps).toHaveLength(1);
      return sealed!;
    });
    const token = Buffer.from(stamps[0]!, 'base64');
    const text = textOf(seals[0]!.head);
    expect(await verifyTimeStamp(token, text, authority!.certificate)).toMatchObject({ isTrusted: true });
    expect(authority!.verifies(token, text)).toBe(true);
    await eventually(async () =>
      expect((await aarhus.state()).log.stamp).toEqual({ at: expect.any(String), by: expect.any(String) }),
    );
  });
});
