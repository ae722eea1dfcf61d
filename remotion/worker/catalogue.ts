/** What the templates are for and which props they take, read from their own files. */
import {readdir} from 'node:fs/promises';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {z} from 'zod';
import type {Template} from '../src/template.tsx';

export interface TemplateCard {
  readonly name: string;
  readonly shows: string;
  readonly use_when: string;
  readonly props_schema: unknown;
  readonly example: unknown;
}

export type Catalogue = readonly TemplateCard[];

/**
 * Read the cards of all templates, by name.
 *
 * @param sources the folder in which `templates/` lies.
 * @param scratch a folder inside the project, so that packages are found from it.
 */
export async function readCatalogue(sources: string, scratch: string): Promise<Catalogue> {
  const listed = await readdir(path.join(sources, 'templates'));
  const names = listed.filter((file) => file.endsWith('.tsx')).map((file) => file.slice(0, -'.tsx'.length));
  const outfile = path.join(scratch, 'templates.mjs');
  await build({
    stdin: {
      contents: names.map((name) => `export {default as ${name}} from './templates/${name}.tsx';`).join('\n'),
      resolveDir: sources,
    },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    jsx: 'automatic',
    loader: {'.css': 'empty'},
    external: ['*.css'],
    logLevel: 'silent',
  });
  const templates = (await import(pathToFileURL(outfile).href)) as Record<string, Template>;
  return names.sort().map((name) => card(name, templates[name]));
}

function card(name: string, template: Template | undefined): TemplateCard {
  if (template === undefined) throw new Error(`templates/${name}.tsx has no default export`);
  template.props.parse(template.example);
  return {name, ...template.card, props_schema: z.toJSONSchema(template.props, {io: 'input'}), example: template.example};
}
