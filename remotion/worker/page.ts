/** The page that draws the scenes, built once for each state of its sources, and the catalogue beside it. */
import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {bundle} from '@remotion/bundler';
import {type Catalogue, readCatalogue} from './catalogue.ts';

export const PROJECT = path.resolve(import.meta.dirname, '..');
const BUILT = path.join(PROJECT, 'build');
const KEPT = 3; // pages of earlier sources, for whoever goes back to them
const SOURCES = path.join(PROJECT, 'src');
// What decides how the page is built, besides its sources.
const ALSO = ['package-lock.json', 'worker/page.ts', 'worker/catalogue.ts'];

export interface Page {
  /** The folder to serve to the browser. */
  readonly folder: string;
  readonly catalogue: Catalogue;
}

/** The page of the present sources; built when there is none yet. */
export async function preparedPage(): Promise<Page> {
  const folder = path.join(BUILT, await sourcesKey());
  if (!existsSync(folder)) await build(folder);
  const catalogue = JSON.parse(await readFile(path.join(folder, 'catalogue.json'), 'utf8')) as Catalogue;
  return {folder: path.join(folder, 'page'), catalogue};
}

async function sourcesKey(): Promise<string> {
  const hash = createHash('sha256');
  const listed = await readdir(SOURCES, {recursive: true, withFileTypes: true});
  const files = listed.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of [...files, ...ALSO.map((name) => path.join(PROJECT, name))].sort()) {
    hash.update(`${path.relative(PROJECT, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 32);
}

/** Build beside the place and move there: a page is there whole or not at all, also when two build it at once. */
async function build(folder: string): Promise<void> {
  await mkdir(BUILT, {recursive: true});
  const made = await mkdtemp(path.join(BUILT, '.making-'));
  try {
    const catalogue = await readCatalogue(SOURCES, made);
    await bundle({
      entryPoint: path.join(SOURCES, 'index.ts'),
      outDir: path.join(made, 'page'),
      rootDir: PROJECT,
      publicDir: path.join(made, 'public'),
      enableCaching: false,
      rspack: true, // a quarter of webpack's time
      // Source maps would double its size and the time.
      rspackOverride: (settings) => ({...settings, devtool: false}),
      onProgress: () => undefined,
    });
    await writeFile(path.join(made, 'catalogue.json'), JSON.stringify(catalogue));
    await rename(made, folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(made, {recursive: true, force: true});
  }
  await forgetOldPages(folder);
}

async function forgetOldPages(newest: string): Promise<void> {
  const names = (await readdir(BUILT)).filter((name) => /^[0-9a-f]{32}$/.test(name));
  const dated = await Promise.all(
    names.map(async (name) => ({folder: path.join(BUILT, name), made: (await stat(path.join(BUILT, name))).mtimeMs})),
  );
  const older = dated.filter(({folder}) => folder !== newest).sort((one, other) => other.made - one.made);
  await Promise.all(older.slice(KEPT).map(({folder}) => rm(folder, {recursive: true, force: true})));
}
