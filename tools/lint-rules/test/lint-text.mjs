// Lints the fixtures given as JSON on standard input with the tree's own configuration; prints the rules each one breaks.
// A process of its own: ESLint and Nx load CommonJS plugins that Jest's module registry cannot host.
import { existsSync } from 'node:fs';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const fixtures = JSON.parse(await new Response(process.stdin).text());
// Where CI is set, the parser takes a program for what is on the disk, not for the text given.
process.env.TSESTREE_SINGLE_RUN = 'false';
const typed = new ESLint({ cwd: process.cwd() });
// A file that is not there is in no program, so it has no types.
const untyped = new ESLint({ cwd: process.cwd(), overrideConfig: tseslint.configs.disableTypeChecked });
const broken = [];
for (const { file, code } of fixtures) {
  const [result] = await (existsSync(file) ? typed : untyped).lintText(code, { filePath: file });
  broken.push(result.messages.map((message) => message.ruleId ?? message.message));
}
process.stdout.write(`${JSON.stringify(broken)}\n`);
process.exit(0);
