import type { Tokens } from '@ledger/access'
import type { EventStore } from '@ledger/event-sourcing'
import type { ProofStores } from '@ledger/proof'
import { checkSameLog } from '@ledger/read-store'
import type { Settings } from '../settings.js'
import { makeFolder } from './folder.js'
import { proofInFiles, stateInFiles, tokensInFiles } from './in-files.js'
import { proofInMongo, stateInMongo, tokensInMongo } from './in-mongodb.js'
import { openLog } from './log.js'
import { placesOf } from './places.js'
import type { Keep, State } from './state.js'

/** Everything that a ledger keeps, wherever the settings say. */
export interface Stores extends State {
  readonly events: EventStore
  /** The first token, where it was made just now. */
  readonly firstToken: string | undefined
  close(): Promise<void>
}

/** A store cannot be used; the message says which one, why and what to do, and holds no password. */
export class CannotOpen extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CannotOpen'
  }
}

/** Opens the log and what belongs to it. @throws CannotOpen; then nothing stays open. */
export async function openStores(settings: Settings): Promise<Stores> {
  const { dataDir, eventStore, mongoUrl } = settings
  const places = placesOf(settings)
  await using opening = new AsyncDisposableStack()
  const keep: Keep = async (store) => opening.adopt(await store, (one) => one.close())
  await usable(dataDir, makeFolder(dataDir))
  const events = await usable(eventStore ? `EVENTSTORE_URL (${places.log})` : dataDir, keep(openLog(settings)))
  const state = await (mongoUrl === undefined
    ? usable(dataDir, stateInFiles(settings, keep))
    : usable('MONGODB_URL', stateInMongo(mongoUrl, dataDir, keep)))
  await usable(places.views, checkSameLog(events, state.read))
  const firstToken = await usable(places.views, state.tokens.ensureFirst())
  const opened = opening.move()
  return { ...state, events, firstToken, close: () => opened.disposeAsync() }
}

/** Opens the log and what proves it, and nothing else. @throws CannotOpen; then nothing stays open. */
export async function openProofStores(
  settings: Settings,
): Promise<{ readonly events: EventStore; readonly proof: ProofStores; close(): Promise<void> }> {
  const { dataDir, eventStore, mongoUrl } = settings
  await using opening = new AsyncDisposableStack()
  const keep: Keep = async (store) => opening.adopt(await store, (one) => one.close())
  const log = eventStore ? `EVENTSTORE_URL (${placesOf(settings).log})` : dataDir
  const events = await usable(log, keep(openLog(settings)))
  const proof = await (mongoUrl === undefined
    ? usable(dataDir, proofInFiles(dataDir, keep))
    : usable('MONGODB_URL', proofInMongo(mongoUrl, keep)))
  const opened = opening.move()
  return { events, proof, close: () => opened.disposeAsync() }
}

/** Opens nothing but the tokens, for as long as the work takes. @throws CannotOpen */
export async function withTokens<T>({ dataDir, mongoUrl }: Settings, work: (tokens: Tokens) => Promise<T>): Promise<T> {
  await using opening = new AsyncDisposableStack()
  const keep: Keep = async (store) => opening.adopt(await store, (one) => one.close())
  const tokens = await (mongoUrl === undefined
    ? usable(dataDir, tokensInFiles(dataDir))
    : usable('MONGODB_URL', tokensInMongo(mongoUrl, dataDir, keep)))
  return await work(tokens)
}

async function usable<T>(what: string, opening: Promise<T>): Promise<T> {
  try {
    return await opening
  } catch (error) {
    throw new CannotOpen(`${what} cannot be used: ${(error as Error).message}`, { cause: error })
  }
}
