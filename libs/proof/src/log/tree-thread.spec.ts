import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { eventLeaf } from '@ledger/proof-verifier'
import { referenceRoot, scratchProof } from '../../testing/index.js'
import { TreeThread } from './tree-thread.js'

describe('the tree on a thread of its own', () => {
  let log: Awaited<ReturnType<typeof scratchProof>>
  beforeEach(async () => (log = await scratchProof()))
  afterEach(() => log[Symbol.asyncDispose]())

  const thread = (more: { onTrouble?: (error: unknown) => void; onDuty?: () => boolean; tree?: string } = {}) => {
    const files = { log: join(log.folder, 'events.sqlite'), tree: join(log.folder, more.tree ?? 'tree.sqlite') }
    return new TreeThread({ files, onTrouble: log.troubles.push.bind(log.troubles), ...more })
  }
  const until = async (reached: () => unknown) => {
    while (!(await reached())) await setTimeout(20)
  }
  const size = async () => (await log.tiles.state()).size

  it('follows what is appended here, and has the same root', async () => {
    await log.append(300)
    const tree = thread()
    tree.start()
    await until(async () => (await size()) === 300)
    await log.append(7)
    await until(async () => (await size()) === 307)
    await tree.stop()
    const events = await Array.fromAsync(log.events.readAll())
    expect(await log.proof.tree.root(307)).toEqual(referenceRoot(events.map(eventLeaf)))
    expect(log.troubles).toEqual([])
  })

  it('rests while another process has the duty, and goes on when it has it again', async () => {
    let held = false
    const tree = thread({ onDuty: () => held })
    tree.start()
    await log.append(5)
    await setTimeout(300)
    expect(await size()).toBe(0)
    held = true
    await until(async () => (await size()) === 5)
    held = false
    await setTimeout(500)
    await log.append(1)
    await setTimeout(300)
    expect(await size()).toBe(5)
    await tree.stop()
  })

  it('tells what is in its way, again and again, and ends all the same', async () => {
    await writeFile(join(log.folder, 'other.sqlite'), 'no database, and long enough to be looked at as one'.repeat(20))
    const tree = thread({ tree: 'other.sqlite' })
    tree.start()
    await until(() => log.troubles.length >= 2)
    await tree.stop()
    expect(String(log.troubles[0])).toMatch(/not a database/)
  })
})
