import { OpenAPIHono } from '@hono/zod-openapi';
import type { QuestionAnswerer } from '../src/citewell-api.js';
import { AccessToken } from './access-token.js';
import { clientAddresses } from './client-address.js';
import type { ServerApp, ServerEnvironment } from './environment.js';
import { handleError, handleUnknownRoute } from './handle-error.js';
import { DEFAULT_LIMITS, type ServerLimits } from './limits.js';
import { bodySize } from './middleware/body-size.js';
import { crossOrigin } from './middleware/cross-origin.js';
import { knownHost } from './middleware/known-host.js';
import { rateLimit } from './middleware/rate-limit.js';
import { requestIdentifier } from './middleware/request-id.js';
import { requestLogging } from './middleware/request-logging.js';
import { requireToken } from './middleware/require-token.js';
import { securityHeaders } from './middleware/security-headers.js';
import { serverTiming } from './middleware/server-timing.js';
import { refuseOtherMethods } from './refuse-other-methods.js';
import type { RequestLog } from './request-log.js';
import { addAskRoute } from './routes/ask.js';
import { addDocumentRoutes } from './routes/documents.js';
import { addHealthRoutes } from './routes/health.js';
import { addOpenApiRoute } from './routes/openapi.js';
import { addSearchRoute } from './routes/search.js';
import { addWebRoutes } from './routes/web.js';
import { answerInvalidRequest } from './validation-problem.js';

export interface AppSettings {
  readonly answerer: QuestionAnswerer;
  /** Shown by `/livez` and `/openapi.json`. */
  readonly version: string;
  /** Folder of the built page; read once, here. */
  readonly webFolder: string;
  /** Origins of other sites whose pages may call the API; `*` is every site. By default none may. */
  readonly allowOrigins?: readonly string[];
  /** Host names that are answered for; by default any. */
  readonly hosts?: readonly string[];
  readonly limits?: Partial<ServerLimits>;
  /** Without it or the admin token, nothing of the API answers. By default anybody may ask. */
  readonly askToken?: string | undefined;
  /** Lets its holder change documents; without one those routes are not there. */
  readonly adminToken?: string | undefined;
  /** Requests that a client may make of the API in a minute; 0, the default, is any number. */
  readonly rateLimit?: number;
  /** Addresses or CIDR ranges of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[];
  /** Given one entry a request; by default nothing is logged. */
  readonly log?: RequestLog;
}

/** What costs work or shows documents: what is limited, and what an ask token guards. */
const API_PATHS = ['/api/*', '/v1/*', '/mcp'];

/** The HTTP surface of one knowledge base. Listens to nothing: `startServer` does. */
export function createApp(settings: AppSettings): ServerApp {
  const { answerer, version, webFolder, allowOrigins = [], hosts, log } = settings;
  const limits: ServerLimits = { ...DEFAULT_LIMITS, ...settings.limits };
  const app = new OpenAPIHono<ServerEnvironment>({ defaultHook: answerInvalidRequest });
  app.onError(handleError);
  app.notFound(handleUnknownRoute);

  if (log !== undefined) {
    app.use(requestLogging(log));
  }
  app.use(requestIdentifier, serverTiming, securityHeaders);
  // Before anything that refuses a request: a page of another site is to read why.
  if (allowOrigins.length > 0) app.use('/api/*', crossOrigin(allowOrigins));
  if (hosts) app.use(knownHost(hosts));
  protectApi(app, settings);
  app.use(bodySize(limits.bodyBytes));

  addAskRoute(app, answerer, limits);
  addSearchRoute(app, answerer, limits);
  addDocumentRoutes(app, answerer);
  addHealthRoutes(app, answerer, version);
  addOpenApiRoute(app, version);
  addWebRoutes(app, webFolder);
  refuseOtherMethods(app);
  return app;
}

/** Counts requests before tokens are looked at, so that nobody may try tokens without end. */
function protectApi(app: ServerApp, settings: AppSettings): void {
  const { askToken, adminToken, rateLimit: perMinute = 0, trustedProxies = [] } = settings;
  const clients = clientAddresses(trustedProxies);
  const tokens = [askToken, adminToken].flatMap((token) =>
    token === undefined ? [] : new AccessToken(token),
  );
  for (const path of API_PATHS) {
    if (perMinute > 0) app.use(path, rateLimit(perMinute, clients));
    if (askToken !== undefined) app.use(path, requireToken(tokens));
  }
}
