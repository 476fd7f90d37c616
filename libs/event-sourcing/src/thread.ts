import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'

/**
 * Objects of a thread that are young, MiB: by itself V8 lets 96 gather, of which nearly all is waste. How many may gather
 * in the first thread is said where the program is started.
 */
const YOUNG_MIB = 16

/**
 * Starts `<name>.worker` beside the module `from` on a thread of its own, with little memory; both are sources, or both are
 * built.
 */
export const threadOf = (name: string, from: ImportMeta, workerData: unknown): Worker =>
  new Worker(new URL(`./${name}.worker${extname(from.url)}`, from.url), {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
  })
