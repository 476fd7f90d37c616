import { generateKeyPairSync, sign } from 'node:crypto'
import { parseNote, signatureLine, VerifierKey } from '@ledger/proof-verifier'

/** Somebody who countersigns checkpoints, as C2SP tlog-cosignature has it. */
export function witness(name: string, time = 1_700_000_000) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url')
  const key = VerifierKey.of(name, raw, 'witness')
  return {
    key,
    /** A signature line for a checkpoint, with the end of the line. */
    countersign(note: string): string {
      const stamp = Buffer.alloc(8)
      stamp.writeBigUInt64BE(BigInt(time))
      const bytes = sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${parseNote(note).text}`), privateKey)
      return `${signatureLine(name, key.id, Buffer.concat([stamp, bytes]))}\n`
    },
  }
}
