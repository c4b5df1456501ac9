import { readFileSync, writeFileSync } from 'node:fs';
import { SERVICES } from '@ringvirkning/catalogue';
import { withServices } from './services.js';

const COMPOSE = new URL('../../../docker/compose.yaml', import.meta.url);
writeFileSync(COMPOSE, withServices(readFileSync(COMPOSE, 'utf8'), SERVICES));
