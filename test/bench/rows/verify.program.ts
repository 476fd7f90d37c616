// In a process of its own, so that the memory is that of the verification alone. Arguments: data folder, events in its log.
import { events as definitions, keepHeapSmall, openProof, settingsFrom } from '@ledger/ledger'
import { fsck } from '@ledger/proof'
import { leafHashOf, leafText } from '@ledger/proof-verifier'
import { sideBySide, timed } from '../measure.js'

const [dataDir = '', count = ''] = process.argv.slice(2)
/** Texts that are made, and then hashed: only the hashing is timed. */
const AT_ONCE = 1_000
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

async function hashing(): Promise<number> {
  let ms = 0
  let texts: string[] = []
  const hashed = async () => {
    ms += await timed(() => texts.forEach(leafHashOf))
    texts = []
  }
  for await (const event of events.readAll()) {
    texts.push(leafText(event))
    if (texts.length === AT_ONCE) await hashed()
  }
  await hashed()
  return ms
}

const measured = await sideBySide(verification, hashing)
await close()
process.stdout.write(JSON.stringify({ ...measured, memory: peak }))
