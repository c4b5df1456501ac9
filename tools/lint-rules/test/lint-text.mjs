// Lints the fixtures given as JSON on standard input with the tree's own configuration; prints the rules each one breaks.
// A process of its own: ESLint and Nx load CommonJS plugins that Jest's module registry cannot host.
import { ESLint } from 'eslint';

const fixtures = JSON.parse(await new Response(process.stdin).text());
const eslint = new ESLint({ cwd: process.cwd() });
const broken = [];
for (const { file, code } of fixtures) {
  const [result] = await eslint.lintText(code, { filePath: file });
  broken.push(result.messages.map((message) => message.ruleId ?? message.message));
}
process.stdout.write(`${JSON.stringify(broken)}\n`);
process.exit(0);
