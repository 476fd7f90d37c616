import type { LoggerService } from '@nestjs/common'
import type { Logger } from 'pino'

/** What Nest has to say goes the way of every other line of the log: structured, at the level that was set. */
export class FrameworkLog implements LoggerService {
  constructor(private readonly target: Logger) {}

  log(message: unknown, context?: string): void {
    this.target.debug({ context }, String(message))
  }

  error(message: unknown, ...rest: unknown[]): void {
    // What keeps the service from listening is thrown as well, and told to whoever starts it.
    if (rest.at(-1) === 'NestApplication') this.target.debug({ rest }, String(message))
    else this.target.error({ rest }, String(message))
  }

  warn(message: unknown, context?: string): void {
    this.target.warn({ context }, String(message))
  }
}
