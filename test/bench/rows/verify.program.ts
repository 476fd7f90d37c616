// In a process of its own, so that the memory is that of the verification alone. Arguments: data folder, events in its log.
import { hash } from 'node:crypto'
import { events as definitions, keepHeapSmall, openProof, settingsFrom } from '@ledger/ledger'
import { fsck } from '@ledger/proof'
import { leafTextOf } from '@ledger/proof-verifier'
import { sideBySide, timed } from '../measure.js'

const [dataDir = '', count = ''] = process.argv.slice(2)
let peak = 0
// As the command line does.
keepHeapSmall()

const { events, proof, close } = await openProof(settingsFrom({ DATA_DIR: dataDir }))
await proof.log.catchUp()
await proof.checkpoints.issue()

async function verification(): Promise<number> {
  const ms = await timed(async () => {
    const report = await fsck({ events, proof, definitions })
    if (!report.sound || report.tree.leaves !== Number(count)) throw new Error(JSON.stringify(report))
  })
  peak = Math.max(peak, process.resourceUsage().maxRSS * 1_024)
  return ms
}

/** With Node's own hash, as anybody would use it; the texts are there before the time begins. */
async function hashing(): Promise<number> {
  let ms = 0
  for await (const page of events.readWritten()) {
    const texts = page.map((event) => `\0${leafTextOf(event)}`)
    ms += await timed(() => texts.forEach((text) => hash('sha256', text, 'buffer')))
  }
  return ms
}

const measured = await sideBySide(verification, hashing)
await close()
process.stdout.write(JSON.stringify({ ...measured, memory: peak }))
