import { matchesEntityTag } from '../entity-tag.js';
import type { ServerApp, ServerContext } from '../environment.js';
import { problemResponse } from '../problem.js';
import { readWebAssets, type WebAsset } from '../web-assets.js';

const PAGE = 'index.html';
const WIDGET = 'widget.js';

/** Serves the built page, and the widget that other sites load. */
export function addWebRoutes(app: ServerApp, webFolder: string): void {
  const assets = readWebAssets(webFolder);
  if (!assets.has(PAGE)) {
    const missing = (context: ServerContext): Response =>
      problemResponse(context, 'web_build_missing', 'The web page is not built. Run: npm run build');
    app.get('/', missing);
    app.get(`/${WIDGET}`, missing);
    return;
  }
  for (const [path, asset] of assets) {
    app.get(`/${path === PAGE ? '' : path}`, (context) => sendAsset(context, path, asset));
  }
}

/** The widget runs on other sites' pages, with the files that it loads; a module script needs both headers. */
function isForOtherSites(path: string): boolean {
  return path === WIDGET || path.startsWith('assets/');
}

function sendAsset(context: ServerContext, path: string, asset: WebAsset): Response {
  context.header('ETag', asset.entityTag);
  context.header('Cache-Control', asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (isForOtherSites(path)) {
    context.header('Cross-Origin-Resource-Policy', 'cross-origin');
    context.header('Access-Control-Allow-Origin', '*');
  }
  if (matchesEntityTag(context.req.header('If-None-Match'), asset.entityTag)) {
    return context.body(null, 304);
  }
  context.header('Content-Type', asset.contentType);
  return context.body(asset.content);
}
