import {
  ChurnByTierHandler,
  ChurnByTierQuery,
  figuresOfChurn,
  figuresOfPyramid,
  figuresOfShares,
  fromKeys,
  monthAsked,
  othersOf,
  parseKeys,
  SharedOverheadsHandler,
  SharedOverheadsQuery,
  valueAsked,
  valueNeeds,
  ValuePyramidHandler,
  ValuePyramidQuery,
  whatIf,
} from '@ledger/insight'
import type { OtherPolicy, WhatIf } from '@ledger/insight'
import { fromMoment, knownAsked, momentAsked } from '@ledger/http'
import type { Ledger } from '@ledger/ledger'
import type { Vantage } from '@ledger/time-travel'
import { Argument, Command } from 'commander'
import { answered, queryOf } from '../asked.js'
import { print, printJson, say, table } from '../console.js'
import { progressDisplay } from '../progress.js'
import { settingsOfExisting, withLedger } from '../with-ledger.js'

interface WhatIfOptions {
  readonly json?: true
  readonly dataDir?: string
}

const ASKED = ['asOf', 'currency', 'knownAt', 'knownAtPosition', 'cuts', 'days', 'month', 'key']

export const whatIfCommand = (): Command =>
  new Command('what-if')
    .summary('the value pyramid, churn, or shares of indirect cost under other policies')
    .description('Reckon the same figures under other policies, beside those in force. Changes nothing.')
    .addArgument(new Argument('<figures>', 'which figures').choices(['pyramid', 'churn', 'overheads']))
    .option('--cuts <cuts>', 'other tier cuts, such as rank:0.1,0.3,0.6; several parted by semicolons')
    .option('--days <days>', 'of churn: other days, such as "60;120"')
    .option('--month <month>', 'of overheads: whose indirect cost is shared out')
    .option('--key <key>', 'of overheads: other keys, such as "equal;days;weights:fair=3,mail=1"')
    .option('--as-of <day>', 'the end of this day; today where nothing is said')
    .option('--known-at <moment>', 'as the ledger knew it then')
    .option('--known-at-position <position>', 'as the ledger knew it at this position of the log')
    .option('--currency <code>', 'needed where there are several')
    .option('--json', 'print it as one JSON document')
    .action(async (figures: Figures, _options: unknown, command: Command) =>
      compare(figures, command.optsWithGlobals<WhatIfOptions>()),
    )

async function compare(figures: Figures, options: WhatIfOptions): Promise<void> {
  const query = queryOf(options, ASKED)
  await withLedger(settingsOfExisting(options), async (ledger) => {
    const display = progressDisplay('bringing the views up to date', { quiet: options.json === true })
    await ledger.projector.catchUp((done, total) => display.show(done, total)).finally(() => display.end())
    const found = await answered(async () => asked[figures](ledger, query))
    if (options.json) return printJson(found)
    await print(shown(found))
    say('What if: nothing of the last column is so, and nothing was changed.')
  })
}

type Query = Readonly<Record<string, string>>
type Figures = 'pyramid' | 'churn' | 'overheads'

const asked: Readonly<Record<Figures, (ledger: Ledger, query: Query) => Promise<WhatIf<unknown>>>> = {
  pyramid: (ledger, query) =>
    ofValue(ledger, query, async ({ views, states }) => {
      const [value, others] = [valueAsked(query), othersOf(query, ['cuts'])]
      const handler = new ValuePyramidHandler(views, states)
      const answer = ({ cuts }: OtherPolicy) => handler.execute(new ValuePyramidQuery({ ...value, cuts }))
      return whatIf(others, answer, figuresOfPyramid)
    }),
  churn: (ledger, query) =>
    ofValue(ledger, query, async ({ views, states }) => {
      const [value, others] = [valueAsked(query), othersOf(query, ['cuts', 'days'])]
      const handler = new ChurnByTierHandler(views, states)
      const answer = ({ cuts, days }: OtherPolicy) => handler.execute(new ChurnByTierQuery({ ...value, cuts, days }))
      return whatIf(others, answer, figuresOfChurn)
    }),
  overheads: async ({ vantages }, query) => {
    const [month, others] = [monthAsked(query.month, 'query'), othersOf(query, ['key'])]
    return fromKeys(vantages, momentAsked(query), parseKeys(query.key), undefined, async ({ views, states }) => {
      const handler = new SharedOverheadsHandler(views, states)
      const answer = ({ key }: OtherPolicy) => handler.execute(new SharedOverheadsQuery(month, key))
      return whatIf(others, answer, figuresOfShares)
    })
  },
}

const ofValue = (
  { vantages }: Ledger,
  query: Query,
  work: (vantage: Vantage) => Promise<WhatIf<unknown>>,
): Promise<WhatIf<unknown>> => fromMoment(vantages, knownAsked(query), valueNeeds, undefined, work)

function shown({ others }: WhatIf<unknown>): string {
  const lines = others.flatMap(({ policy, changes }) => {
    const name = Object.entries(policy)
      .map(([setting, value]) => `${setting} ${value}`)
      .join(', ')
    return changes.length === 0
      ? [[name, 'nothing differs', '', '']]
      : changes.map(({ figure, inForce, other }) => [name, figure, inForce, other])
  })
  return table([['under', 'figure', 'in force', 'then'], ...lines])
}
