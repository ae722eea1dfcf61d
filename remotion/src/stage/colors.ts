/** A `#rrggbb` colour with an opacity from 0 to 1. */
export function faded(color: string, opacity: number): string {
  const [red, green, blue] = channels(color);
  return `rgba(${red},${green},${blue},${Math.round(opacity * 1000) / 1000})`;
}

/** A colour on the way from one to another; `share` 0 is the first. */
export function between(one: string, other: string, share: number): string {
  const to = channels(other);
  const mixed = channels(one).map((part, place) => Math.round(part + ((to[place] ?? part) - part) * share));
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function channels(color: string): [number, number, number] {
  const value = Number.parseInt(color.slice(1, 7), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
