import type { Rule } from 'eslint';

const TOP =
  'Program > VariableDeclaration[kind="let"], Program > ExportNamedDeclaration > VariableDeclaration[kind="let"]';

/** A module is shared by the services of a process, and by the spec files of a test worker: what changes belongs to an object that somebody makes. */
export const noModuleState: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      state: 'A module holds no state, since all services of a process share it: let whoever needs this make it.',
    },
  },
  create: (context) => ({ [TOP]: (node: Rule.Node) => context.report({ node, messageId: 'state' }) }),
};
