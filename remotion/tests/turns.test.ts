import {expect, test} from 'vitest';
import {Turns} from '../worker/turns.ts';

const never = new AbortController().signal;

test('so many work at a time, in the order in which they came', async () => {
  const turns = new Turns(2);
  const began: number[] = [];
  const ends: (() => void)[] = [];
  const works = [0, 1, 2, 3].map((number) =>
    turns.take(never, () => {
      began.push(number);
      return new Promise<void>((resolve) => ends.push(resolve));
    }),
  );
  await Promise.resolve();
  expect(began).toEqual([0, 1]);
  ends[0]?.();
  await works[0];
  await new Promise(setImmediate);
  expect(began).toEqual([0, 1, 2]);
  ends[1]?.();
  await works[1];
  await new Promise(setImmediate);
  expect(began).toEqual([0, 1, 2, 3]);
});

test('a failed work gives its turn on', async () => {
  const turns = new Turns(1);
  const failed = turns.take(never, () => Promise.reject(new Error('broken')));
  const next = turns.take(never, () => Promise.resolve('done'));
  await expect(failed).rejects.toThrow('broken');
  await expect(next).resolves.toBe('done');
});

test('a work that was cancelled while it waited is not begun', async () => {
  const turns = new Turns(1);
  const cancelled = new AbortController();
  let end = () => {};
  const first = turns.take(never, () => new Promise<void>((resolve) => (end = resolve)));
  let begun = false;
  const second = turns.take(cancelled.signal, async () => {
    begun = true;
  });
  cancelled.abort();
  end();
  await first;
  await expect(second).rejects.toThrow();
  expect(begun).toBe(false);
});
