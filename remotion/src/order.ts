/** What the page is asked to draw: the drawing order as Python writes it, and where its files are served. */

/** The page's only composition; the order says what it shows, how large and how long. */
export const COMPOSITION = 'scene';

/** What a line on the page's console begins with that tells where texts lie. */
export const MEASURED = '@@measured ';

/** What a line on the page's console begins with that tells which texts a frame shows. */
export const LOOKED = '@@looked ';

export interface Palette {
  readonly mode: 'dark' | 'light';
  readonly background: string;
  readonly background_edge: string;
  readonly ink: string;
  readonly muted: string;
  readonly accent: string;
  readonly accent_ink: string;
  readonly second: string;
  readonly second_ink: string;
  readonly good: string;
  readonly bad: string;
  readonly panel: string;
  readonly line: string;
}

export type Transition = 'cut' | 'fade' | 'push' | 'wipe' | 'match';

export interface Motion {
  readonly entrance: 'fade' | 'rise' | 'slide' | 'reveal';
  readonly emphasis: 'none' | 'underline' | 'highlight' | 'grow';
  /** How the scene begins. */
  readonly transition: Transition;
  /** How it ends: as the next one begins; null when it ends as it began. */
  readonly leaving: Transition | null;
}

export interface Focus {
  readonly x: number;
  readonly y: number;
}

export interface Footage {
  readonly kind: 'video' | 'image';
  readonly seconds: number;
  /** Where its interest lies, as shares of its width and height. */
  readonly focus: Focus;
}

export interface Shot {
  readonly scene_id: string;
  readonly template: string;
  readonly props: unknown;
  readonly footage: Footage | null;
  readonly motion: Motion | null;
}

/** When a beat's picture is seen, in frames of the scene. */
export interface BeatSpan {
  readonly beat_id: string;
  readonly start: number;
  readonly end: number;
}

/** A word and when it is heard, in frames of the scene. */
export interface TimedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A word of a cue: `lines[line]` from `first` up to `last`, in code points, and the frames in which it is lit. */
export interface CaptionWord {
  readonly line: number;
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
}

/** One or two caption lines and the frames in which they are shown; `end` is the first without them. */
export interface CaptionCue {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
  /** In the order in which they are spoken; empty where no word is timed. */
  readonly words: readonly CaptionWord[];
}

/** How the film's language is written in pictures. */
export interface Lettering {
  /** BCP 47. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  /** The Noto family for what Inter lacks; empty where it lacks nothing. */
  readonly family: string;
  readonly quotes: readonly [string, string];
  /** The signs in numbers; `{0}` in `percent` is the number. */
  readonly numbers: {readonly point: string; readonly thousands: string; readonly percent: string};
  /** Long words with soft hyphens where they may be broken, by what they are without. */
  readonly hyphened: Readonly<Record<string, string>>;
  /** The templates' own words, by what they are in English. */
  readonly words: Readonly<Record<string, string>>;
}

export interface Order {
  readonly shot: Shot;
  readonly palette: Palette;
  readonly frame: {readonly width: number; readonly height: number; readonly fps: number};
  /** Frames. */
  readonly length: number;
  readonly beats: readonly BeatSpan[];
  readonly words: readonly TimedWord[];
  readonly captions: readonly CaptionCue[];
  /** The letters of the word that is spoken; null when no word lights up. */
  readonly lit: string | null;
  /** Whether it is the film's first scene, whose picture stands from the first frame on. */
  readonly opens: boolean;
  readonly lettering: Lettering;
}

/** Addresses on this machine of the files that the order names. */
export interface Assets {
  readonly footage: string | null;
  readonly logo: string | null;
}

/** The props of the page's only composition. A `type`, because Remotion wants an index signature. */
export type SceneProps = {
  readonly order: Order;
  readonly assets: Assets;
  /** Whether the page tells where its texts lie. */
  readonly measured: boolean;
  /** Every so many frames the page tells which texts it shows; 0 for never. */
  readonly lookEvery: number;
};
