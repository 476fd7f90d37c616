import type { LoggerService } from '@nestjs/common'
import type { Logger } from 'pino'

/** What Nest has to say goes the way of every other line of the log: structured, at the level that was set. */
export class FrameworkLog implements LoggerService {
  constructor(private readonly target: Logger) {}

  log(message: unknown, context?: string): void {
    this.target.debug({ context }, String(message))
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.target.error({ rest }, String(message))
  }

  warn(message: unknown, context?: string): void {
    this.target.warn({ context }, String(message))
  }
}
