import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LoggedEvent } from '../checks/log.js'
import { environmentOf, ledgerCommand } from '../place.js'
import type { Stack } from '../stacks/stack.js'

const MANIFEST = `ledgerImport: 1
source: till
zone: Europe/Vienna
currency: EUR
files:
  - path: sales.csv
    rows: purchase
    fields: { customer: customer, purchase: purchase, at: day, revenue: revenue }
`

/** Files that are imported beside the service by the command line, killed with it, and imported again. */
export class ImportFiles {
  private readonly stack: Stack
  private readonly dataDir: string
  private readonly run: string
  private readonly expected = new Set<string>()
  private readonly unfinished: string[] = []
  private child: ChildProcess | undefined
  private finished = 0

  constructor(stack: Stack, dataDir: string, run: string) {
    this.stack = stack
    this.dataDir = dataDir
    this.run = run
  }

  /** Begins to import a file of so many purchases. */
  begin({ number, rows }: { readonly number: number; readonly rows: number }): void {
    const folder = join(this.dataDir, `import-${number}`)
    mkdirSync(folder, { recursive: true })
    const purchases = Array.from({ length: rows }, (_, at) => [`${this.run}-till-${at % 200}`, `r-${number}-${at}`])
    const lines = purchases.map(([customer, purchase]) => `${customer},${purchase},2027-01-02,1.50`)
    writeFileSync(join(folder, 'sales.csv'), `customer,purchase,day,revenue\n${lines.join('\n')}\n`)
    writeFileSync(join(folder, 'till.yaml'), MANIFEST)
    for (const [customer, purchase] of purchases) this.expected.add(`${customer}/${purchase}`)
    this.unfinished.push(folder)
    const env = environmentOf(this.stack, this.dataDir)
    this.child = spawn(process.execPath, ['dist/apps/cli/src/main.js', ...command(folder)], { stdio: 'ignore', env })
  }

  /** Ends it where it is. */
  kill(): void {
    this.child?.kill('SIGKILL')
  }

  /** Gives the same command again until it is done, as its message advises. */
  async finish(): Promise<void> {
    if (this.child && this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit')
    for (const folder of this.unfinished.splice(0)) {
      await ledgerCommand(this.stack, this.dataDir, ...command(folder))
      this.finished += 1
    }
  }

  /** Every row of every file that was imported to its end stands in the log once. */
  check(log: readonly LoggedEvent[]): readonly string[] {
    const times = new Map<string, number>()
    for (const { type, data } of log) {
      if (!type.startsWith('PurchaseRecorded.')) continue
      const item = `${data.customer as string}/${data.purchase as string}`
      times.set(item, (times.get(item) ?? 0) + 1)
    }
    return [...this.expected].flatMap((item) => {
      const count = times.get(item) ?? 0
      return count === 1 ? [] : [`${count === 0 ? 'lost' : 'doubled'}: imported row ${item} is there ${count} times`]
    })
  }

  told(): string {
    return `imported: ${this.finished} files with ${this.expected.size} rows, each killed at some moment`
  }
}

const command = (folder: string): readonly string[] => ['import', join(folder, 'till.yaml'), '--from', folder]
