import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { temporaryFolder } from '@ledger/event-sourcing/testing'
import { newScratchFolder } from './scratch-folder.js'

describe('a folder for a view of the past', () => {
  it('takes away those of processes that are gone, and nothing else', async () => {
    await using folder = await temporaryFolder()
    const gone = spawn(process.execPath, ['--version'])
    await once(gone, 'exit')
    const [killed, living] = [`ledger-past-${gone.pid}-abc`, `ledger-past-${process.pid}-abc`]
    for (const name of [killed, living, 'ledger-past', 'somebody-else']) await mkdir(join(folder.path, name))
    await writeFile(join(folder.path, killed, 'views.sqlite'), 'x')
    const made = await newScratchFolder(folder.path)
    expect((await readdir(folder.path)).toSorted()).toEqual(
      [basename(made), living, 'ledger-past', 'somebody-else'].toSorted(),
    )
  })
})
