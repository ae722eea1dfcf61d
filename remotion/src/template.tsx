/** What a template file exports as its default. The file's name is the template's name. */
import type {ComponentType, ReactNode} from 'react';
import {z} from 'zod';

/** What is done to each text before it is drawn. */
export type Letter = (text: string) => string;

export interface Card {
  /** What is seen. */
  readonly shows: string;
  /** When a writer should choose it. */
  readonly use_when: string;
}

interface Declaration<Props extends object> {
  readonly card: Card;
  readonly props: z.ZodType<Props>;
  readonly example: Props;
  readonly Picture: ComponentType<Props>;
}

/** A template in the form in which the page and the catalogue hold all of them. */
export interface Template {
  readonly card: Card;
  readonly props: z.ZodType;
  readonly example: unknown;
  /**
   * The picture for props of any origin, their texts changed by `letter` before they are drawn.
   *
   * @throws when they are not valid, naming each bad field.
   */
  readonly draw: (props: unknown, letter?: Letter) => ReactNode;
}

export function template<Props extends object>({card, props, example, Picture}: Declaration<Props>): Template {
  const draw = (given: unknown, letter?: Letter) => {
    const read = props.safeParse(given);
    if (!read.success) throw new Error(`the props are not valid: ${problems(read.error)}`);
    return <Picture {...(letter === undefined ? read.data : (eachText(read.data, letter) as Props))} />;
  };
  return {card, props, example, draw};
}

/** A value with each text in it changed. */
function eachText(value: unknown, letter: Letter): unknown {
  if (typeof value === 'string') return letter(value);
  if (Array.isArray(value)) return value.map((one) => eachText(one, letter));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, eachText(one, letter)]));
}

function problems({issues}: z.ZodError): string {
  return issues.map((issue) => `${issue.path.join('.') || 'props'}: ${issue.message}`).join('; ');
}

/** A text of one line or more that is neither empty nor longer than fits. */
export function words(longest: number): z.ZodString {
  return z.string().min(1).max(longest);
}

/** Where what is said comes from, in the small line at the very bottom. */
export const source = words(120).describe('Where what is said comes from: a document with its page or paragraph.');

/** The number of the beat with which something comes in, from 0. */
export const beat = z.number().int().min(0).max(11);
