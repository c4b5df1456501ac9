import { useValuationModels } from '../api/queries.js';
import { useText } from '../i18n/i18n.js';

/** What a valuation model is called, with its version; its code as long as its title is not here. */
export function useModelName(): (ref: string) => string {
  const { t, say } = useText();
  const models = useValuationModels(true).data?.items;
  return (ref) => {
    const model = models?.find((each) => each.model === ref);
    return model ? t('benefits.modelName', { title: say(model.title), version: model.version }) : ref;
  };
}
