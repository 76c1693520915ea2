import { OpenAPIHono } from '@hono/zod-openapi';
import type { QuestionAnswerer } from '../src/citewell-api.js';
import { AccessToken } from './access-token.js';
import { AnswerArchive } from './answer-archive.js';
import { AnswerDesk } from './answer-desk.js';
import { Capacity } from './capacity.js';
import type { ServerApp, ServerEnvironment } from './environment.js';
import { handleError, handleUnknownRoute } from './handle-error.js';
import { DEFAULT_LIMITS, DEFAULT_UPLOAD_LIMITS, type ServerLimits, type UploadLimits } from './limits.js';
import { bodySize } from './middleware/body-size.js';
import { crossOrigin } from './middleware/cross-origin.js';
import { jsonText } from './middleware/json-text.js';
import { knownHost } from './middleware/known-host.js';
import { refuseWhenFull } from './middleware/refuse-when-full.js';
import { requestIdentifier } from './middleware/request-id.js';
import { requestLogging } from './middleware/request-logging.js';
import { requestMetrics } from './middleware/request-metrics.js';
import { requireToken } from './middleware/require-token.js';
import { securityHeaders } from './middleware/security-headers.js';
import { serverTiming } from './middleware/server-timing.js';
import { tracing } from './middleware/tracing.js';
import { API_PATHS, type ProtectionSettings, protectApi } from './protect-api.js';
import { refuseOtherMethods } from './refuse-other-methods.js';
import type { RequestLog } from './request-log.js';
import { addAnswerRoute } from './routes/answers.js';
import { addAskRoute } from './routes/ask.js';
import { addChatRoute } from './routes/chat.js';
import { addDocumentRoutes } from './routes/documents.js';
import { addFeedbackRoute, countIfUnanswered, type FeedbackServices } from './routes/feedback.js';
import { addHealthRoutes } from './routes/health.js';
import { addJobRoutes } from './routes/jobs.js';
import { addMcpRoute } from './routes/mcp.js';
import { addMetricsRoute } from './routes/metrics.js';
import { addOpenAiRoutes } from './routes/openai.js';
import { addOpenApiRoute } from './routes/openapi.js';
import { addSearchRoute } from './routes/search.js';
import { addStartersRoute } from './routes/starters.js';
import { addUploadRoutes, type UploadServices } from './routes/uploads.js';
import { addWebRoutes } from './routes/web.js';
import type { ServerMetrics } from './server-metrics.js';
import { isUpload } from './upload-request.js';
import { answerInvalidRequest } from './validation-problem.js';

export interface AppSettings extends ProtectionSettings {
  readonly answerer: QuestionAnswerer;
  /** Shown by `/livez` and `/openapi.json`. */
  readonly version: string;
  /** Folder of the built page; read once, here. */
  readonly webFolder: string;
  /** Origins of other sites whose pages may call the API; `*` is every site. By default none may. */
  readonly allowOrigins?: readonly string[];
  /** Questions that the widget proposes; by default none. */
  readonly starters?: readonly string[];
  /** Host names that are answered for; by default any. */
  readonly hosts?: readonly string[];
  /** For the routes that change documents: without these or an admin token there are none. */
  readonly documents?: UploadServices | undefined;
  /** Where ratings and unanswered questions go; by default nowhere, and answers can't be rated. */
  readonly feedback?: FeedbackServices;
  readonly limits?: Partial<ServerLimits>;
  readonly uploadLimits?: Partial<UploadLimits>;
  /** Given one entry a request; by default nothing is logged. */
  readonly log?: RequestLog;
  /** Whether log entries tell what was asked; by default they don't. */
  readonly logQuestions?: boolean;
  /** What `/metrics` shows; by default there is no such address. */
  readonly metrics?: ServerMetrics;
}

/** Where one request is one piece of work. */
const QUESTION_PATHS = ['/api/ask', '/api/search', '/api/chat', '/v1/chat/completions'];

const FEEDBACK_PATH = '/api/feedback';

/** The HTTP surface of one knowledge base. Listens to nothing: `startServer` does. */
export function createApp(settings: AppSettings): ServerApp {
  const {
    answerer,
    version,
    webFolder,
    allowOrigins = [],
    hosts,
    log,
    metrics,
    feedback,
    documents,
  } = settings;
  const limits: ServerLimits = { ...DEFAULT_LIMITS, ...settings.limits };
  const archive = new AnswerArchive();
  const capacity = new Capacity(limits.queueLimit);
  const desk = new AnswerDesk({
    answerer,
    archive,
    capacity,
    answerMilliseconds: limits.answerMilliseconds,
    watch: (answer) => {
      metrics?.countAnswer(answer);
      if (feedback) countIfUnanswered(answer, feedback);
    },
  });
  const app = new OpenAPIHono<ServerEnvironment>({ defaultHook: answerInvalidRequest });
  app.onError(handleError);
  app.notFound(handleUnknownRoute);

  app.use(tracing(version));
  if (metrics) app.use(requestMetrics(metrics));
  if (log !== undefined) {
    app.use(requestLogging(log, settings.logQuestions ?? false));
  }
  app.use(requestIdentifier, serverTiming, securityHeaders);
  // Before anything that refuses a request: a page of another site is to read why.
  if (allowOrigins.length > 0) {
    for (const path of API_PATHS) app.use(path, crossOrigin(allowOrigins));
  }
  if (hosts) app.use(knownHost(hosts));
  protectApi(app, settings);
  for (const path of QUESTION_PATHS) app.use(path, refuseWhenFull(capacity));
  const limitBody = bodySize(limits.bodyBytes);
  app.use((context, next) => {
    const limitsItself = takesUploads(settings) && isUpload(context.req.method, context.req.path);
    return limitsItself ? next() : limitBody(context, next);
  });
  for (const path of [...QUESTION_PATHS, FEEDBACK_PATH]) app.use(path, jsonText);

  addAskRoute(app, desk, limits.heartbeatMilliseconds);
  addAnswerRoute(app, archive);
  addSearchRoute(app, desk);
  if (feedback) addFeedbackRoute(app, archive, feedback);
  addStartersRoute(app, settings.starters ?? []);
  addOpenAiRoutes(app, desk, limits.heartbeatMilliseconds);
  addChatRoute(app, desk, limits.heartbeatMilliseconds);
  addMcpRoute(app, { desk, answerer, version }, limits.bodyBytes);
  addDocumentRoutes(app, answerer);
  addAdminRoutes(app, settings, limits.heartbeatMilliseconds);
  addHealthRoutes(app, answerer, version);
  if (metrics) {
    documents?.jobs.onEnd((job) => metrics.countIndexJob(job));
    const load = () => ({ questions: capacity.used, indexJobs: documents?.jobs.unfinished ?? 0 });
    addMetricsRoute(app, answerer, metrics, load, settings);
  }
  addOpenApiRoute(app, version);
  addWebRoutes(app, webFolder);
  refuseOtherMethods(app);
  return app;
}

/** Whether there are routes that change documents. */
export function takesUploads({ adminToken, documents }: AppSettings): boolean {
  return adminToken !== undefined && documents !== undefined;
}

function addAdminRoutes(app: ServerApp, settings: AppSettings, heartbeatMilliseconds: number): void {
  const { adminToken, documents, answerer } = settings;
  if (adminToken === undefined || documents === undefined) return;
  app.openAPIRegistry.registerComponent('securitySchemes', 'adminToken', { type: 'http', scheme: 'bearer' });
  const admin = requireToken([new AccessToken(adminToken)]);
  const limits = { ...DEFAULT_UPLOAD_LIMITS, ...settings.uploadLimits };
  addUploadRoutes(app, admin, answerer, documents, limits);
  addJobRoutes(app, admin, documents.jobs, heartbeatMilliseconds);
}
