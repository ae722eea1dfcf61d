import {expect, test} from 'vitest';
import {between, faded} from '../src/stage/colors.ts';
import {entrance} from '../src/stage/Entering.tsx';
import {families, hanReading, setting} from '../src/stage/families.ts';

test('Han characters are read as the letters beside them say', () => {
  expect(hanReading('清潔な水')).toBe('ja');
  expect(hanReading('깨끗한 水')).toBe('ko');
  expect(hanReading('清洁的水')).toBe('zh');
});

test('the font of the language stands right behind Inter', () => {
  expect(families({family: 'Noto Sans CJK TC'}, 'zh')).toMatch(/^Inter, "Noto Sans CJK TC", /);
  expect(families({family: ''}, 'ja')).toMatch(/^Inter, "Noto Sans", .*CJK JP/);
});

test('letters that are joined are never spaced, and tall ones have more room', () => {
  expect(setting('')).toEqual({});
  for (const family of ['Noto Sans Arabic', 'Noto Sans Devanagari', 'Noto Sans CJK JP']) {
    expect(setting(family).letterSpacing).toBe('normal');
    expect(setting(family).lineHeight).toBeGreaterThan(1.4);
  }
});

test.each(['fade', 'rise', 'slide', 'reveal'] as const)('%s begins unseen and leaves nothing behind', (kind) => {
  expect(entrance(kind, 0)).toEqual({opacity: 0});
  expect(entrance(kind, 1)).toEqual({});
  expect(entrance(kind, 0.5)).not.toEqual({});
});

test('what is read from the right comes in from the right', () => {
  expect(entrance('slide', 0.5, 'ltr').transform).toContain('(-');
  expect(entrance('slide', 0.5, 'rtl').transform).not.toContain('(-');
});

test('colours are mixed and faded', () => {
  expect(between('#000000', '#ffffff', 0.5)).toBe('#808080');
  expect(between('#123456', '#ffffff', 0)).toBe('#123456');
  expect(faded('#ff8000', 0.25)).toBe('rgba(255,128,0,0.25)');
});
