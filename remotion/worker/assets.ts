/** Serves the files that an order names to the page, on this machine alone and only while it is drawn. */
import {randomUUID} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import path from 'node:path';
import type {Assets} from '../src/order.ts';
import type {AssetFiles} from './protocol.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
};

const offered = new Map<string, string>();
let origin: Promise<string> | null = null;

/** Draw with the files at addresses of this machine; they are there until `use` has ended. */
export async function withAssets<Result>(files: AssetFiles, use: (assets: Assets) => Promise<Result>): Promise<Result> {
  origin ??= listen();
  const base = await origin;
  const tickets: string[] = [];
  const offer = async (file: string | null) => {
    if (file === null) return null;
    await stat(file);
    const ticket = `/${randomUUID()}${path.extname(file).toLowerCase()}`;
    tickets.push(ticket);
    offered.set(ticket, file);
    return `${base}${ticket}`;
  };
  try {
    return await use({footage: await offer(files.footage), logo: await offer(files.logo)});
  } finally {
    for (const ticket of tickets) offered.delete(ticket);
  }
}

function listen(): Promise<string> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the asset server has no port'));
      else resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  // The page comes from another port.
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-headers', 'range');
  response.setHeader('access-control-expose-headers', 'content-range, content-length, accept-ranges');
  const file = offered.get(request.url ?? '');
  if (file === undefined) {
    response.writeHead(404).end();
    return;
  }
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
    return;
  }
  const {size} = await stat(file);
  const asked = range(request.headers.range, size);
  response.setHeader('content-type', TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream');
  response.setHeader('accept-ranges', 'bytes');
  if (asked === 'outside') {
    response.writeHead(416, {'content-range': `bytes */${size}`}).end();
    return;
  }
  const {first, last} = asked ?? {first: 0, last: size - 1};
  response.setHeader('content-length', last - first + 1);
  if (asked !== null) response.setHeader('content-range', `bytes ${first}-${last}/${size}`);
  response.writeHead(asked === null ? 200 : 206);
  if (request.method === 'HEAD') response.end();
  else createReadStream(file, {start: first, end: last}).on('error', () => response.destroy()).pipe(response);
}

/** The bytes that a range header asks for (RFC 9110, 14.1.2: one range); null for the whole file. */
export function range(header: string | undefined, size: number): {first: number; last: number} | 'outside' | null {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (asked === null || (asked[1] === '' && asked[2] === '')) return null;
  const [, from = '', to = ''] = asked;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return first > last ? 'outside' : {first, last};
}
