/** What templates say themselves, in the film's language. */
import type {Order} from '../order.ts';

/** Words that are no prop's; in English where there is no table of the language. */
export function say({lettering}: Pick<Order, 'lettering'>, english: string): string {
  return lettering.words[english] ?? english;
}
