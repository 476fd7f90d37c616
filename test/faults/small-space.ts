import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CannotTry } from './journey.js'

/** A place where the room to write can be taken away and given back while a process runs. */
export interface SmallSpace extends AsyncDisposable {
  readonly name: string
  /** Where data folders shall be made; the usual place where nothing is said. */
  readonly folder?: string
  fill(pid: number): void
  free(pid: number): void
}

const SIZE = '64m'
const BLOCK = Buffer.alloc(65_536, 1)

/** A small file system where one can be mounted, else a bound on the size of files; both behave as a full disk does. */
export async function smallSpace(): Promise<SmallSpace> {
  const mounted = mount()
  if (mounted !== undefined) return fileSystem(mounted)
  if (works('prlimit', ['--version'])) return boundOnFiles()
  throw new CannotTry('neither can a tmpfs be mounted (which takes root), nor is there a prlimit')
}

function fileSystem(folder: string): SmallSpace {
  const filler = join(folder, 'filler')
  return {
    name: `a file system of ${SIZE}`,
    folder,
    fill() {
      const file = openSync(filler, 'w')
      try {
        for (;;) writeSync(file, BLOCK)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally {
        closeSync(file)
      }
    },
    free: () => rmSync(filler),
    async [Symbol.asyncDispose]() {
      execFileSync('umount', [folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const boundOnFiles = (): SmallSpace => ({
  name: 'a bound on the size of files (RLIMIT_FSIZE)',
  fill: (pid) => execFileSync('prlimit', ['--pid', String(pid), '--fsize=4096:']),
  free: (pid) => execFileSync('prlimit', ['--pid', String(pid), '--fsize=unlimited:']),
  [Symbol.asyncDispose]: () => Promise.resolve(),
})

function mount(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-small-'))
  if (works('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder])) return folder
  rmSync(folder, { recursive: true })
  return undefined
}

function works(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
