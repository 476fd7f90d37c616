import { give } from '../../api/client'
import { messageAt, Problem } from '../../api/problem'

/** Somebody who was scanned, and what came of it. */
export interface Scan {
  readonly id: string
  readonly customer: string
  readonly state: 'sending' | 'waiting' | 'here' | 'already' | 'undone' | 'refused'
  readonly why?: string
}

/** Sends one scan. Its id makes it safe to send it again: the same scan counts once. */
export async function send(campaign: string, { id, customer }: Scan): Promise<Scan> {
  try {
    const path = `campaigns/${campaign}/desk/check-in`
    const { changed } = await give({ path, body: { customer, scan: id } }, `scan-${id}`)
    return { id, customer, state: changed ? 'here' : 'already' }
  } catch (error) {
    return failed({ id, customer, state: 'waiting' }, error)
  }
}

/** Takes a check-in back, with the reason that is kept for ever. */
export async function undo(campaign: string, scan: Scan, reason: string): Promise<Scan> {
  try {
    const { id, customer } = scan
    await give({ path: `campaigns/${campaign}/desk/undo-check-in`, body: { customer, scan: id, reason } }, `undo-${id}`)
    return { id, customer, state: 'undone' }
  } catch (error) {
    return { ...scan, why: (error as Error).message }
  }
}

/** What did not arrive waits for the network; what was refused is refused. */
const failed = (scan: Scan, error: unknown): Scan =>
  error instanceof Problem && (error.status === 0 || error.status === 503)
    ? scan
    : { ...scan, state: 'refused', why: messageAt(error, 'customer') ?? (error as Error).message }
