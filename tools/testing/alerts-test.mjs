/** `npm run alerts:test`: fires and clears each alert, and looks at the configurations, with the programs of Prometheus itself. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('../../docker/observability', import.meta.url));
const CHECKS = [
  ['promtool', 'check', 'config', 'prometheus.yaml'],
  ['promtool', 'test', 'rules', 'alerts.test.yaml'],
  ['amtool', 'check-config', 'alertmanager.yaml'],
];

for (const [program, ...args] of CHECKS) {
  const { error, status } = spawnSync(program, args, { cwd, stdio: 'inherit' });
  if (error) {
    process.stderr.write(
      `${program} is not here. Debian and Ubuntu: apt-get install prometheus prometheus-alertmanager\n`,
    );
    process.exit(2);
  }
  if (status !== 0) process.exit(1);
}
