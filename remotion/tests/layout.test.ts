import {expect, test} from 'vitest';
import {cuesOf} from '../src/stage/cues.ts';
import {designOf} from '../src/stage/design.ts';
import {sharesOf, written} from '../src/stage/figures.ts';
import {pagesOf, turnsOf} from '../src/stage/pages.ts';
import {shareOf} from '../src/stage/Ring.tsx';

test.each([
  [{width: 1920, height: 1080, fps: 30}, 'wide'],
  [{width: 1080, height: 1080, fps: 30}, 'square'],
  [{width: 1080, height: 1350, fps: 30}, 'square'],
  [{width: 1080, height: 1920, fps: 30}, 'upright'],
] as const)('the zones of %o lie one below the other', (frame, shape) => {
  const {body, captions, footnote, ...design} = designOf(frame);
  expect(design.shape).toBe(shape);
  expect(body.top + body.height).toBeLessThan(captions.top);
  expect(captions.top + captions.height).toBeLessThanOrEqual(footnote.top);
  expect(footnote.top + footnote.height).toBeLessThan(design.height);
});

test('upright, everything keeps clear of what apps lay over the picture', () => {
  const {body, footnote, width, height} = designOf({width: 1080, height: 1920, fps: 30});
  expect(body.top).toBeGreaterThanOrEqual(0.14 * height);
  expect(footnote.top + footnote.height).toBeLessThanOrEqual(0.8 * height);
  expect(body.left + body.width).toBeLessThanOrEqual(0.88 * width);
});

test('parts come in with their beats, and those of one beat one after another', () => {
  const order = {frame: {width: 1, height: 1, fps: 10}, beats: [{beat_id: 'a', start: 0, end: 30}, {beat_id: 'b', start: 30, end: 60}]};
  const [first = 0, second = 0, third = 0] = cuesOf(order, [{beat: 0}, {beat: 1}, {beat: 1}]);
  expect(first).toBeCloseTo(0.1);
  expect(second).toBeCloseTo(3);
  expect(third).toBeGreaterThan(second);
});

test('a page holds as many paragraphs as fit, and at least one', () => {
  expect(pagesOf([100, 100, 100, 900, 50], 320, 10)).toEqual([[0, 1, 2], [3], [4]]);
  expect(pagesOf([100, 100, 101], 320, 10)).toEqual([[0, 1], [2]]);
});

test('a page is seen for its share of the letters', () => {
  expect(turnsOf([100, 300], 1, 9)).toEqual([1, 3]);
});

test('values are written with no more digits than they have', () => {
  const english = {numbers: {point: '.', thousands: ',', percent: '{0}%'}};
  expect([written(12, '%', english), written(4.5, 'mg', english), written(0.1 + 0.2, '', english), written(1200, '', english)]).toEqual(['12%', '4.5 mg', '0.3', '1200']);
});

test('values are written with the signs of the language', () => {
  const german = {numbers: {point: ',', thousands: '.', percent: '{0}\u00a0%'}};
  const turkish = {numbers: {point: ',', thousands: '.', percent: '%{0}'}};
  expect([written(4.5, '%', german), written(4.5, '%', turkish)]).toEqual(['4,5\u00a0%', '%4,5']);
});

test('lengths are shares of the largest value, and nothing grows from figures that are all zero', () => {
  expect(sharesOf([{label: 'a', value: 5}, {label: 'b', value: 10}])).toEqual([0.5, 1]);
  expect(sharesOf([{label: 'a', value: 0}])).toEqual([0]);
});

test('only a percentage up to a hundred has a share of a ring', () => {
  expect([shareOf('92', '%'), shareOf('4,5', '%'), shareOf('120', '%'), shareOf('92', 'mg'), shareOf('1,200', '%')]).toEqual([0.92, 0.045, null, null, null]);
});
