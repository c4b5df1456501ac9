import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { ChainSetting, ChainSettingRequest, ChainSettings } from '@ringvirkning/contracts-api';
import { contractErrors, faultsOfChains } from '@ringvirkning/contracts-domain';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import { ChainStore, settingOf } from '../persistence/chain.store.js';

@Injectable()
export class SetChainsHandler {
  constructor(
    private readonly db: Database,
    private readonly chains: ChainStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async view(): Promise<ChainSettings> {
    return { items: await this.db.read((tx) => this.chains.settings(tx)) };
  }

  /** @throws invalid with every fault of the rules; conflict when they have changed since they were read. */
  execute({ version, ...rest }: ChainSettingRequest, person: Person): Promise<ChainSetting> {
    const setting: ChainSetting = {
      ...rest,
      ...{ version: version + 1, by: person.subject, byName: person.name, at: this.clock.now() },
    };
    const { expectedSuccess, rules, by: subject } = setting;
    const faults = faultsOfChains(
      settingOf({ version: setting.version, expected_success: expectedSuccess, rules, subject }),
    );
    if (faults.length > 0) throw contractErrors.chainsInvalid(faults);
    return this.db.transaction(async (tx) => {
      await this.chains.add(tx, setting);
      return setting;
    });
  }
}
