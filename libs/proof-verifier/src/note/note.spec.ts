import { createPrivateKey, sign } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { parseCheckpoint } from './checkpoint.js'
import { MalformedNote, noteOf, parseNote, signatureLine } from './signed-note.js'
import { MalformedKey, VerifierKey } from './verifier-key.js'

/** The key, the text and the signature that the reference implementation of signed notes (golang.org/x/mod/sumdb/note) is tested with. */
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const SEED = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1)
const RAW = Buffer.from(PETER.split('+').slice(2).join('+'), 'base64').subarray(1)
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const LINE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM='
const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), SEED])
const secret = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })

describe('a signed note', () => {
  const key = VerifierKey.parse(PETER)

  it('is the one of the reference implementation, byte for byte', () => {
    const bytes = sign(null, Buffer.from(TEXT), secret)
    expect(signatureLine(key.name, key.id, bytes)).toBe(LINE)
    expect(key.signed(parseNote(noteOf(TEXT, [LINE])))).toEqual({ key })
  })

  it('does not hold when a letter of it is another one', () => {
    const note = noteOf(TEXT, [LINE])
    for (let at = 0; at < note.length; at += 1) {
      const changed = `${note.slice(0, at)}${note[at] === 'x' ? 'y' : 'x'}${note.slice(at + 1)}`
      let holds = false
      try {
        holds = key.signed(parseNote(changed)) !== undefined
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedNote)
      }
      expect([at, holds]).toEqual([at, false])
    }
  })

  it('says when, where a witness has signed it', () => {
    const time = Buffer.alloc(8)
    time.writeBigUInt64BE(1_800_000_000n)
    const witness = VerifierKey.of('w.example', RAW, 'witness')
    const bytes = sign(null, Buffer.from(`cosignature/v1\ntime 1800000000\n${TEXT}`), secret)
    const line = signatureLine('w.example', witness.id, Buffer.concat([time, bytes]))
    expect(witness.signed(parseNote(noteOf(TEXT, [LINE, line])))).toEqual({ key: witness, time: 1_800_000_000 })
    time.writeBigUInt64BE(1_800_000_001n)
    const later = signatureLine('w.example', witness.id, Buffer.concat([time, bytes]))
    expect(witness.signed(parseNote(noteOf(TEXT, [later])))).toBeUndefined()
  })

  it.each([
    ['nothing', ''],
    ['no blank line', `${TEXT}${LINE}\n`],
    ['no signature', `${TEXT}\n`],
    ['no last newline', noteOf(TEXT, [LINE]).trimEnd()],
    ['a hyphen for the dash', noteOf(TEXT, [LINE.replace('—', '-')])],
    ['a control character', noteOf(TEXT.replace('you', 'y\tu'), [LINE])],
    ['too many signatures', noteOf(TEXT, Array<string>(101).fill(LINE))],
  ])('is refused with %s', (_, note) => {
    expect(() => parseNote(note)).toThrow(MalformedNote)
  })
})

describe('a verifier key', () => {
  it('is refused when a letter of it is another one', () => {
    for (let at = 0; at < PETER.length; at += 1) {
      const changed = `${PETER.slice(0, at)}${PETER[at] === 'A' ? 'B' : 'A'}${PETER.slice(at + 1)}`
      expect(() => VerifierKey.parse(changed)).toThrow(MalformedKey)
    }
  })

  it('is made from its bytes', () => {
    expect(VerifierKey.of('PeterNeumann', RAW).text).toBe(PETER)
  })
})

describe('a checkpoint', () => {
  const root = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='

  it('names its log, its size and its root', () => {
    expect(parseCheckpoint(noteOf(`log.example\n12\n${root}\nextension\n`, [LINE]))).toMatchObject({
      origin: 'log.example',
      size: 12,
      root: Buffer.from(root, 'base64'),
    })
  })

  it.each(['012', '-1', '1.5', '9007199254740993', '', 'x'])('is refused with the size %j', (size) => {
    expect(() => parseCheckpoint(noteOf(`log.example\n${size}\n${root}\n`, [LINE]))).toThrow(MalformedNote)
  })
})
