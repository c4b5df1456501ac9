import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { configurationProblems } from '@ringvirkning/app-instance';
import { catalogue, SERVICES, urlVariable, type Hosted, type Service } from '@ringvirkning/catalogue';
import { hubOf } from '@ringvirkning/compose';
import type { Env } from '@ringvirkning/config';
import { readInstanceFile } from '@ringvirkning/embedded';
import type { Site } from '../site/site.js';
import { brokerFindings } from './broker.js';
import { databaseFindings } from './databases.js';
import { fault, inOrder, well, type Finding } from './finding.js';
import { diskFindings, nodeFinding, secretFindings } from './machine.js';
import { mailFindings } from './mail.js';
import { partnerFindings } from './partners.js';
import { certificateFindings, hubFindings, serviceFindings, signInFindings } from './web.js';

/** What is examined, and from where. */
export interface Examined {
  readonly site: Site;
  /** Of the command itself: how an operator signs in. */
  readonly env: Env;
  /** Of the instance; default as its configuration says. */
  readonly url?: string | undefined;
  readonly now: number;
}

/** Everything that can be looked at from here, whatever else is amiss. Nothing is changed. */
export async function examine(examined: Examined, step: (done: number, of: number) => void): Promise<Finding[]> {
  const { site } = examined;
  const here = [nodeFinding(process.versions.node), ...secretFindings(site), ...diskFindings(foldersOf(site))];
  const place = { check: 'place', of: site.folder ?? null } as const;
  if (site.absent) return inOrder([fault(place, site.absent, site.data ?? site.folder ?? ''), ...here]);
  const looks = looksOf(examined);
  const found: Finding[][] = [];
  for (const [index, look] of looks.entries()) {
    step(index, looks.length);
    found.push(await look());
  }
  return inOrder([well(place, site.kind), ...here, ...found.flat()]);
}

type Look = () => Promise<Finding[]>;

function looksOf({ site, env, url, now }: Examined): Look[] {
  const isInside = site.kind === 'containers';
  const ofPrograms = [...site.programs].flatMap(([name, own]): Look[] => [
    async () => configurationFindings(name, own),
    ...(isService(name)
      ? [() => databaseFindings(name, own, isInside), () => brokerFindings(name, own, isInside)]
      : []),
    ...(isService(name) && catalogue[name].sendsMail ? [() => mailFindings(name, own)] : []),
  ]);
  const [any = {}] = site.programs.values();
  const gateway = site.programs.get('gateway') ?? {};
  const origin = gateway['ORIGIN'];
  const shown = [origin, any['OIDC_ISSUER']].filter((one): one is string => !!one && URL.canParse(one));
  return [
    ...ofPrograms,
    () => signInFindings(any),
    ...[...new Set(shown.map((one) => new URL(one).origin))].map((one) => () => certificateFindings(one, now)),
    ...addressesOf(site, gateway).map(
      ([name, at]) =>
        () =>
          serviceFindings(name, at, isInside),
    ),
    ...(hasHub(site) ? [() => hubFindings(hubOf(site.folder!), now)] : []),
    () => partnerFindings(site.data === undefined ? env : { ...env, RINGVIRKNING_DATA: site.data }, url ?? origin),
  ];
}

const isService = (name: Hosted): name is Service => (SERVICES as readonly string[]).includes(name);

function configurationFindings(name: Hosted, env: Env): Finding[] {
  const at = { check: 'configuration', of: name } as const;
  const problems = configurationProblems(name, env);
  return problems.length > 0 ? problems.map((problem) => fault(at, 'variable', problem)) : [well(at, '')];
}

/** Where programs say whether they are ready, as the gateway knows them; port 0 is nobody's address. */
function addressesOf({ programs }: Site, gateway: Env): [of: string, url: string][] {
  const known = [...programs.keys()].flatMap((name): [string, string | undefined][] =>
    isService(name) ? [[name, gateway[urlVariable(name)]]] : [['gateway', gateway['ORIGIN']]],
  );
  return known.filter(
    (pair): pair is [string, string] => !!pair[1] && URL.canParse(pair[1]) && new URL(pair[1]).port !== '0',
  );
}

const hasHub = ({ folder, kind }: Site): boolean =>
  folder !== undefined && kind !== 'processes' && readInstanceFile(folder)?.hub !== undefined;

/** Folders on this machine that are written to; those of containers are theirs. */
function foldersOf({ kind, data, folder, programs }: Site): string[] {
  if (kind === 'containers') return [folder!];
  const own = kind === 'embedded' ? [data!].filter((path) => existsSync(path)) : [];
  const named = [...programs.values()].flatMap((env) => [env['SEAL_FOLDER'], env['SIGN_OUT_FOLDER']]);
  const files = [...programs.values()].map((env) => env['FILES_FOLDER']);
  // A folder that is not there yet is made by who writes to it first.
  const given = [...named, ...files].filter((path) => path !== undefined && path !== '');
  return [...own, ...given.map((path) => (existsSync(path!) ? path! : dirname(path!)))];
}
