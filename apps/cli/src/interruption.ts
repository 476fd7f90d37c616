import { say } from './console.js'
import { exit } from './exit.js'

/** Ctrl-C ends the work in order; a second one ends the process at once. */
export function interruption(message: string): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) process.exit(exit.interrupted)
    say(`\n${message}`)
    controller.abort()
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
  return { signal: controller.signal, release: () => void process.off('SIGINT', stop).off('SIGTERM', stop) }
}
