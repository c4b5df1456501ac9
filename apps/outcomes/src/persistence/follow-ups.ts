/** SQL, by the rules that stand in the database: whether a step `s` is meant for the person `p`. */
export const MEANT_FOR = 'is_meant_for(s.groups, s.cohorts, p.group_code, p.cohort)';

/** SQL: the day on which a step `s` is due for the person `p`. */
export const DUE_ON = 'due_after(p.started_on, p.referred_on, s.due_after)';

/** SQL: whether the person `p` had dropped out before a day. */
export const droppedOutBefore = (day: string): string => `had_dropped_out(p.left_on, p.left_reason, ${day})`;
