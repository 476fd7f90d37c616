import { isAbsolute } from 'node:path'
import type { ProofSettings } from '@ledger/proof'
import { VerifierKey } from '@ledger/proof-verifier'

/** How checkpoints are signed and handed out; what is wrong is added to `problems`. */
export function proofSettingsFrom(
  {
    CHECKPOINT_EVENTS = '10000',
    CHECKPOINT_SECONDS = '60',
    CHECKPOINT_FILE,
    CHECKPOINT_WEBHOOK,
    WITNESS_KEYS = '',
  }: Readonly<Record<string, string>>,
  problems: string[],
): ProofSettings {
  const whole = (name: string, text: string, most: number): number => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : 0
    if (number < 1 || number > most)
      problems.push(`${name} must be a number from 1 to ${most}, not ${JSON.stringify(text)}`)
    return number
  }
  if (CHECKPOINT_FILE !== undefined && !isAbsolute(CHECKPOINT_FILE))
    problems.push(`CHECKPOINT_FILE must be the whole path of a file, not ${JSON.stringify(CHECKPOINT_FILE)}`)
  if (CHECKPOINT_WEBHOOK !== undefined && !isWebAddress(CHECKPOINT_WEBHOOK))
    problems.push(`CHECKPOINT_WEBHOOK must be an address that begins with http:// or https://`)
  return {
    checkpointEveryLeaves: whole('CHECKPOINT_EVENTS', CHECKPOINT_EVENTS, 100_000_000),
    checkpointEveryMs: 1_000 * whole('CHECKPOINT_SECONDS', CHECKPOINT_SECONDS, 86_400),
    ...(CHECKPOINT_FILE === undefined ? {} : { checkpointFile: CHECKPOINT_FILE }),
    ...(CHECKPOINT_WEBHOOK === undefined ? {} : { checkpointWebhook: CHECKPOINT_WEBHOOK }),
    witnessKeys: witnessKeysOf(WITNESS_KEYS, problems),
  }
}

function witnessKeysOf(text: string, problems: string[]): readonly VerifierKey[] {
  const texts = text.split(',').map((one) => one.trim())
  return texts.filter(Boolean).flatMap((one) => {
    try {
      return VerifierKey.parse(one)
    } catch (error) {
      problems.push(`WITNESS_KEYS: ${(error as Error).message}`)
      return []
    }
  })
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)
}
