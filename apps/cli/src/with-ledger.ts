import type { Tokens } from '@ledger/access'
import { BadSettings, CannotOpen, ledgerIsThere, openLedger, openProof, settingsFrom, withTokens } from '@ledger/ledger'
import type { Ledger, OpenedProof, Settings } from '@ledger/ledger'
import { exit, Failure } from './exit.js'

/** The settings of the service: the environment, and the data folder of the command line. */
export function settingsOf({ dataDir }: { dataDir?: string }): Settings {
  try {
    return settingsFrom(dataDir === undefined ? process.env : { ...process.env, DATA_DIR: dataDir })
  } catch (error) {
    if (error instanceof BadSettings) throw new Failure(exit.usage, 'bad-settings', error.problems)
    throw error
  }
}

/** The settings of a ledger that is there: a mistyped folder must not become an empty ledger. */
export function settingsOfExisting(options: { dataDir?: string }): Settings {
  const settings = settingsOf(options)
  if (ledgerIsThere(settings)) return settings
  throw new Failure(exit.store, 'no-ledger', [`${settings.dataDir} holds no ledger; npm start or an import makes one`])
}

/** Opens the ledger, beside a running service too, for as long as the work takes. */
export const withLedger = <T>(settings: Settings, work: (ledger: Ledger) => Promise<T>): Promise<T> =>
  during(openLedger(settings), work)

/** Opens log and proofs alone, of a ledger that is there. */
export const withProof = <T>(settings: Settings, work: (opened: OpenedProof) => Promise<T>): Promise<T> =>
  during(openProof(settings), work)

/** The same settings for whoever wants to know what is wrong: files are looked at as they were found. */
export const asFound = (settings: Settings): Settings => ({ ...settings, asFound: true })

async function during<Part extends { close(): Promise<void> }, T>(
  opening: Promise<Part>,
  work: (part: Part) => Promise<T>,
): Promise<T> {
  const part = await opening.catch(unusable)
  try {
    return await work(part)
  } finally {
    await part.close()
  }
}

/** Opens nothing but the tokens. */
export const withTokensOf = <T>(settings: Settings, work: (tokens: Tokens) => Promise<T>): Promise<T> =>
  withTokens(settings, work).catch(unusable)

function unusable(error: unknown): never {
  if (error instanceof CannotOpen) throw new Failure(exit.store, 'cannot-open', [error.message], { cause: error })
  throw error
}
