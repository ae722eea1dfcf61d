import {expect, test} from 'vitest';
import {between, faded} from '../src/stage/colors.ts';
import {entrance} from '../src/stage/Entering.tsx';
import {direction, hanReading} from '../src/stage/fonts.ts';

test('Han characters are read as the letters beside them say', () => {
  expect(hanReading('清潔な水')).toBe('ja');
  expect(hanReading('깨끗한 水')).toBe('ko');
  expect(hanReading('清洁的水')).toBe('zh');
});

test('the first letter decides from which side a text is read', () => {
  expect(direction('„ماء" is water')).toBe('rtl');
  expect(direction('3 waters: ماء')).toBe('ltr');
  expect(direction('123')).toBe('ltr');
});

test.each(['fade', 'rise', 'slide', 'reveal'] as const)('%s begins unseen and leaves nothing behind', (kind) => {
  expect(entrance(kind, 0)).toEqual({opacity: 0});
  expect(entrance(kind, 1)).toEqual({});
  expect(entrance(kind, 0.5)).not.toEqual({});
});

test('colours are mixed and faded', () => {
  expect(between('#000000', '#ffffff', 0.5)).toBe('#808080');
  expect(between('#123456', '#ffffff', 0)).toBe('#123456');
  expect(faded('#ff8000', 0.25)).toBe('rgba(255,128,0,0.25)');
});
