import { agree, Region, type Town } from '@ringvirkning/region';

/** Two kinds of message, so that an agreement about one can end while the other goes on. */
export const [LASTING, ENDING] = ['contract-refused/1', 'contract-withdrawn/1'] as const;
export const TOWNS = ['aarhus', 'herning', 'odense'] as const;
export type TownName = (typeof TOWNS)[number];
const FAST = { PARTNERSHIP_BEAT_MS: '150', PARTNERSHIP_IDLE_BEAT_MS: '300' };

/** Three municipalities, and the id of the agreement that may end. */
export interface Founded {
  readonly region: Region;
  readonly ending: string;
}

/** Aarhus and Herning agree on what lasts and on what ends, Odense and Aarhus on what lasts. @param superUrl Superuser of the PostgreSQL server for their databases. */
export async function found(superUrl: string): Promise<Founded> {
  const region = await Region.start({
    ...{ superUrl, towns: TOWNS, givers: ['contracts'], hasLines: true, environment: FAST },
    logLevel: process.env['SOAK_LOG'] ?? 'fatal',
  });
  try {
    const [aarhus, herning, odense] = TOWNS.map((id) => region.town(id)) as [Town, Town, Town];
    await agree(aarhus, herning, LASTING);
    const ending = await agree(aarhus, herning, ENDING);
    await agree(odense, aarhus, LASTING);
    return { region, ending };
  } catch (error) {
    await region.stop();
    throw error;
  }
}
