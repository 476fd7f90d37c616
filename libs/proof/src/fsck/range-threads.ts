import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { TreeFiles } from '../log/tree-thread.js'
import type { RangeCheck, RangeReport } from './check-range.js'

/** What a thread gets. */
export interface RangeToCheck extends Pick<RangeCheck, 'range' | 'types' | 'listed'> {
  readonly files: TreeFiles
}

/** What a thread says: how many events it has read, and in the end what it found. */
export type FromRange = { readonly events: number } | { readonly report: RangeReport }

/** What is read is gone in no time: more room for it makes nothing faster, and each thread would take it. */
const YOUNG_MB = 24

/** Does what `checkRange` does on a thread of its own. @throws whatever went wrong there */
export async function checkRangeOnThread(what: RangeToCheck, progress: (events: number) => void): Promise<RangeReport> {
  const worker = new Worker(new URL(`./range.worker${extname(import.meta.url)}`, import.meta.url), {
    workerData: what,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
  let report: RangeReport | undefined
  worker.on('message', (message: FromRange) => {
    if ('report' in message) report = message.report
    else progress(message.events)
  })
  await once(worker, 'exit')
  if (!report) throw new Error('the thread that looked at a part of the log ended without a word')
  return report
}
