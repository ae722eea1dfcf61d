/** All templates: whatever lies in `templates/`, by the name of its file. */
import type {Template} from './template.tsx';

interface FoundModule {
  readonly default: Template;
}

interface Found {
  (path: string): FoundModule;
  keys(): string[];
}

// The bundler lists the folder while it builds the page.
declare const require: {context(folder: string, deep: boolean, names: RegExp): Found};

const found = require.context('./templates', false, /\.tsx$/);

const templates = new Map(found.keys().map((path) => [path.replace(/^\.\/|\.tsx$/g, ''), found(path).default]));

/** The template of a name. Throws when there is none. */
export function templateOf(name: string): Template {
  const template = templates.get(name);
  if (template === undefined) throw new Error(`there is no template called ${JSON.stringify(name)}`);
  return template;
}
