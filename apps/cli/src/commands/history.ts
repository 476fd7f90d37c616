import { HISTORY_PARAMETERS, historyOf, isKnown, SUBJECTS, Telling, upTo, wantedOf } from '@ledger/audit'
import type { HistoryItem, HistoryParts, Wanted } from '@ledger/audit'
import { fromMoment, KNOWN_PARAMETERS, knownAsked, problem } from '@ledger/http'
import type { Ledger } from '@ledger/ledger'
import { LogPlaces } from '@ledger/proof'
import { Command, InvalidArgumentError, Option } from 'commander'
import { answered, queryOf } from '../asked.js'
import { print } from '../console.js'
import { settingsOfExisting, withLedger } from '../with-ledger.js'

interface HistoryOptions {
  readonly json?: true
  readonly participants?: true
  readonly limit?: number
  readonly dataDir?: string
}

const ASKED = [...HISTORY_PARAMETERS, ...KNOWN_PARAMETERS]

export const historyCommand = (): Command =>
  new Command('history')
    .summary('what was recorded of a subject, in words')
    .description(
      'Tell what was recorded of a campaign, a participant, a customer, a month of overheads or a policy, or everything: one line an event.',
    )
    .argument('[subject]', SUBJECTS)
    .option('--participants', 'of a campaign: the ways of its participants, too')
    .option('--type <kinds>', 'only these kinds of events, parted by commas')
    .option('--who <actor>', 'only what this one brought about')
    .option('--recorded-from <moment>', 'recorded at this moment or later')
    .option('--recorded-to <moment>', 'recorded at this moment or before')
    .option('--occurred-after <moment>', 'happened later than this moment')
    .option('--occurred-by <moment>', 'happened by this moment')
    .option('--after-position <position>', 'behind this position of the log')
    .option('--to-position <position>', 'up to this position, and including it')
    .option('--known-at <moment>', 'as the ledger knew it then')
    .option('--known-at-position <position>', 'as the ledger knew it at this position')
    .addOption(new Option('--order <order>', 'by the place in the log').choices(['oldest', 'newest']))
    .option('--limit <count>', 'no more than so many', checkCount)
    .option('--json', 'one JSON document a line')
    .action(async (subject: string | undefined, _options: unknown, command: Command) =>
      history(subject, command.optsWithGlobals<HistoryOptions>()),
    )

function checkCount(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('A number from 1 on is expected.')
}

async function history(subject: string | undefined, options: HistoryOptions): Promise<void> {
  const query = {
    ...(subject === undefined ? {} : { subject }),
    ...(options.participants ? { with: 'participants' } : {}),
    ...queryOf(options, ASKED),
  }
  await withLedger(settingsOfExisting(options), (ledger) =>
    answered(async () => {
      const wanted = wantedOf(query)
      await fromMoment(ledger.vantages, knownAsked(query), undefined, undefined, async ({ moment }) => {
        let left = options.limit ?? Infinity
        for await (const item of itemsOf(partsOf(ledger), upTo(moment?.knownAtPosition, wanted), subject)) {
          if ((left -= 1) < 0) return
          await print(options.json ? `${JSON.stringify(item)}\n` : lineOf(item))
        }
      })
    }),
  )
}

const partsOf = ({ events, codec, views, proof }: Ledger): HistoryParts => ({
  events,
  codec,
  views,
  places: new LogPlaces(events, proof.tiles),
})

async function* itemsOf(parts: HistoryParts, wanted: Wanted, subject: string | undefined): AsyncGenerator<HistoryItem> {
  const unknown = wanted.subject?.unknown
  if (unknown !== undefined && !(await isKnown(parts, wanted.subject!)))
    throw problem(404, unknown, `Nothing is known of ${subject}`)
  yield* new Telling(parts).told(historyOf(parts, wanted))
}

function lineOf({ position, recordedAt, occurredAt, words, who, reason, approval, cause }: HistoryItem): string {
  const more = [
    words.includes(who) ? undefined : `by ${who}`,
    occurredAt === recordedAt ? undefined : `occurred ${occurredAt}`,
    reason === undefined || words.includes(reason) ? undefined : `reason: ${reason}`,
    approval && `on the approval of ${approval.by}, plan version ${approval.planVersion}`,
    cause && `because of #${cause.position}`,
  ].filter((one) => one !== undefined)
  return `#${position}  ${recordedAt}  ${words}${more.length > 0 ? `  (${more.join('; ')})` : ''}\n`
}
