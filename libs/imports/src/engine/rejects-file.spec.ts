import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { folderWith } from '../../testing/index.js'
import { prepareImport } from './prepare-import.js'
import { RejectsFile } from './rejects-file.js'

const file = (path: string) => `{ path: ${path}, rows: customer, fields: { customer: id, attributes: { n: name } } }`
const text = `{ ledgerImport: 1, source: shop, zone: UTC, currency: EUR, files: [${file('a.csv')}, ${file('b.csv')}] }`

describe('the file of rejects', () => {
  it('holds each row with its place, its reason and its cells', async () => {
    using folder = folderWith({ 'a.csv': 'id,name\n', 'b.csv': 'name,id,more\n' })
    const path = join(folder.path, 'rejects.csv')
    const rejects = new RejectsFile(path, await prepareImport({ text, folder: folder.path }))
    rejects.add({
      file: 'b.csv',
      line: 7,
      code: 'bad-field',
      message: 'id is empty',
      cells: { name: '=HYPERLINK("x")', id: '', more: '-5' },
    })
    rejects.add({ file: 'a.csv', line: 8, code: 'quotes', message: 'open', raw: '"a,b' })
    expect(rejects.close()).toBe(path)
    expect(readFileSync(path, 'utf8').split('\n')).toEqual([
      'file,line,code,reason,raw,id,name,more',
      `b.csv,7,bad-field,id is empty,,,"'=HYPERLINK(""x"")",-5`,
      'a.csv,8,quotes,open,"""a,b",,,',
      '',
    ])
  })

  it('is not made where there are none', async () => {
    using folder = folderWith({ 'a.csv': 'id,name\n', 'b.csv': 'id,name\n' })
    const path = join(folder.path, 'rejects.csv')
    expect(new RejectsFile(path, await prepareImport({ text, folder: folder.path })).close()).toBeUndefined()
    expect(existsSync(path)).toBe(false)
  })
})
