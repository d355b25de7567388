import { Extensions, ObjectType } from 'type-graphql';
import type { Rule } from '../authorization/rule.ts';

/**
 * An object of the API: its description, and the feature whose writes make cached public answers with it stale.
 * Plain fields are read without middleware.
 */
export function ApiType(name: string, feature: string, description: string): ClassDecorator {
  return (target) => {
    ObjectType(name, { description, simpleResolvers: true })(target);
    Extensions({ feature })(target as never);
  };
}

/** Names the policy entry that an operation's service method must have passed; operations without one fail the contract test. */
export const Guarded = (entry: Rule<never>): MethodDecorator => Extensions({ action: entry.action }) as MethodDecorator;

/** A mutation that members may still use while moderators keep them from writing. */
export const EvenSuspended: MethodDecorator = Extensions({ evenSuspended: true }) as MethodDecorator;

/**
 * A secret mutation: neither its key nor a mark of what it was given stays beside who sent it. Running once per key is then
 * the service's own work.
 */
export const LeavesNoTrace: MethodDecorator = Extensions({ leavesNoTrace: true }) as MethodDecorator;

/**
 * A mutation that writes once per person, whatever is sent and how often, with one statement as a rule, and many people send it
 * in the same moment. It opens its transactions itself, and is not counted among what a member writes in an hour. Only beside
 * `LeavesNoTrace`: the result of a key would be kept in no transaction.
 */
export const OncePerPerson: MethodDecorator = Extensions({ oncePerPerson: true }) as MethodDecorator;

/** A query whose answer changes without a write of a feature, such as with the clock: visitors' answers are not kept. */
export const AlwaysFresh: MethodDecorator = Extensions({ fresh: true }) as MethodDecorator;
