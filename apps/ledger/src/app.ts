import { NestFactory } from '@nestjs/core'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { askForTokens } from '@ledger/http'
import type { Ledger } from '@ledger/ledger'
import { fastify } from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { AppModule } from './app.module.js'
import { takeBodies } from './http/bodies.js'
import { describeApi } from './http/openapi.js'
import { FrameworkLog } from './http/framework-log.js'
import { ignoreExpectations, refuseStrangeHosts } from './http/strange-headers.js'
import { answerMalformed, asFrameworkError, refuseWrongMethods } from './http/wrong-addresses.js'
import { measureRequests } from './operations/metrics.js'
import { traceRequests } from './operations/tracing.js'

const BODY_LIMIT = 1_048_576

/** The service over HTTP. It listens nowhere yet. */
export async function createApp(ledger: Ledger, log: Logger): Promise<NestFastifyApplication> {
  const server = fastify({
    loggerInstance: log,
    bodyLimit: BODY_LIMIT,
    // A client that hangs in the middle of a body gives its place back.
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: asFrameworkError,
    clientErrorHandler: answerMalformed,
    forceCloseConnections: 'idle',
    // Node would answer by itself, and not with a problem document.
    http: { requireHostHeader: false },
  }) as unknown as FastifyInstance
  takeBodies(server)
  refuseWrongMethods(server)
  traceRequests(server)
  askForTokens(server, ledger.tokens)
  refuseStrangeHosts(server)
  ignoreExpectations(server)
  measureRequests(server)
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.over(ledger),
    new FastifyAdapter(server as never),
    { logger: new FrameworkLog(log), bodyParser: false, forceCloseConnections: true },
  )
  describeApi(app)
  await app.init()
  return app
}
