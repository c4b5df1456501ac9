import { GatewayConfigSchema } from '@ringvirkning/app-gateway';
import type { Hosted, Service } from '@ringvirkning/catalogue';
import { ConfigError, loadConfig, type Env } from '@ringvirkning/config';
import { allMigrations, configSchemaOf, nameOf } from '@ringvirkning/service';
import { definitions } from './definitions.js';

/** What is wrong with the variables of a program, each in words without its value; empty when it could start with them. */
export function configurationProblems(program: Hosted, env: Env): readonly string[] {
  try {
    loadConfig(program === 'gateway' ? GatewayConfigSchema : configSchemaOf(definitions[program]), env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** Names of the migrations that this version of a service needs, in the order in which they run. */
export const migrationsOf = (service: Service): readonly string[] =>
  allMigrations(definitions[service])
    .map(nameOf)
    .toSorted((one, other) => momentOf(one) - momentOf(other));

/** A name ends with the moment at which the migration was written. */
const momentOf = (name: string): number => Number(/\d+$/.exec(name)![0]);

/** Names of the variables that a program reads. */
export const variablesOf = (program: Hosted): readonly string[] =>
  Object.keys((program === 'gateway' ? GatewayConfigSchema : configSchemaOf(definitions[program])).shape);
