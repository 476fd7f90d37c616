import { Presets, SingleBar } from 'cli-progress'
import { say } from './console.js'

/** How far something has come, on the standard error: a bar on a terminal, now and then a line elsewhere. */
export interface ProgressDisplay {
  show(done: number, total: number, note?: string): void
  end(): void
}

const LINE_EVERY_MS = 1_000
const LINE_EVERY_SHARE = 0.1

export function progressDisplay(what: string, { quiet = false } = {}): ProgressDisplay {
  if (quiet) return { show: () => undefined, end: () => undefined }
  return process.stderr.isTTY ? bar(what) : lines(what)
}

function bar(what: string): ProgressDisplay {
  const format = `${what} {bar} {percentage}% {eta_formatted} left  {note}`
  const one = new SingleBar(
    { format, hideCursor: true, fps: 10, barsize: 20, stream: process.stderr, etaBuffer: 100 },
    Presets.shades_classic,
  )
  let begun = false
  return {
    show(done, total, whole = '') {
      // A line that is cut in the middle of a word looks broken; what does not fit is left out.
      const room = (process.stderr.columns || 80) - what.length - 42
      const note = whole.length <= room ? whole : `${whole.slice(0, Math.max(0, room - 1))}…`
      if (!begun) one.start(total, 0, { note })
      begun = true
      one.setTotal(total)
      one.update(done, { note })
    },
    end: () => (begun ? one.stop() : undefined),
  }
}

function lines(what: string): ProgressDisplay {
  let last = { at: performance.now(), share: 0 }
  return {
    show(done, total, note = '') {
      const share = total === 0 ? 1 : done / total
      const at = performance.now()
      if (at - last.at < LINE_EVERY_MS || share - last.share < LINE_EVERY_SHARE) return
      last = { at, share }
      say(`${what} ${Math.floor(share * 100)} %  ${note}`.trimEnd())
    },
    end: () => undefined,
  }
}
