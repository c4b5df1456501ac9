/** What an event is about, as people and programs name it: `evt.outcomes.outcomes-finalised.v1` is `outcomes-finalised`. */
export const kindOf = (subject: string): string => subject.split('.')[2] ?? subject;
