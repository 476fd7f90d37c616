import { pause } from './pause.js'

/** Of work that goes on as long as the process. */
export interface Lasting {
  readonly signal: AbortSignal
  readonly onTrouble: (error: unknown) => void
  /** Whether this process is the one to do it; asked before each beginning. */
  readonly onDuty?: () => boolean
}

const DUTY_EVERY_MS = 100
const BACK_OFF_MS = [50, 200, 1_000, 5_000] as const

/**
 * Begins work anew whenever it ends, until the signal aborts; after failures in a row later and later. The work says when
 * it has got on, which ends a row.
 */
export async function persistently(
  { signal, onTrouble, onDuty = () => true }: Lasting,
  work: (gotOn: () => void) => Promise<void>,
): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    try {
      if (onDuty()) await work(() => (failures = 0))
      else await pause(DUTY_EVERY_MS, signal)
    } catch (error) {
      if (signal.aborted) return
      onTrouble(error)
      await pause(BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length - 1)]!, signal)
      failures += 1
    }
  }
}
