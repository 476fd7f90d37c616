import {
  ChurnByTierHandler,
  ChurnByTierQuery,
  figuresOfChurn,
  figuresOfPyramid,
  othersOf,
  valueAsked,
  valueNeeds,
  ValuePyramidHandler,
  ValuePyramidQuery,
  whatIf,
} from '@ledger/insight'
import type { OtherPolicy, WhatIf } from '@ledger/insight'
import { fromMoment, knownAsked } from '@ledger/http'
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

const ASKED = ['asOf', 'currency', 'knownAt', 'cuts', 'days']

export const whatIfCommand = (): Command =>
  new Command('what-if')
    .summary('the value pyramid, or churn, under other policies')
    .description('Reckon the same figures under other policies, beside those in force. Changes nothing.')
    .addArgument(new Argument('<figures>', 'which figures').choices(['pyramid', 'churn']))
    .option('--cuts <cuts>', 'other tier cuts, such as rank:0.1,0.3,0.6; several parted by semicolons')
    .option('--days <days>', 'of churn: other days, such as "60;120"')
    .option('--as-of <day>', 'the end of this day; today where nothing is said')
    .option('--known-at <moment>', 'as the ledger knew it then')
    .option('--currency <code>', 'needed where there are several')
    .option('--json', 'print it as one JSON document')
    .action(async (figures: 'pyramid' | 'churn', _options: unknown, command: Command) =>
      compare(figures, command.optsWithGlobals<WhatIfOptions>()),
    )

async function compare(figures: 'pyramid' | 'churn', options: WhatIfOptions): Promise<void> {
  const query = queryOf(options, ASKED)
  await withLedger(settingsOfExisting(options), async (ledger) => {
    const display = progressDisplay('bringing the views up to date', { quiet: options.json === true })
    await ledger.projector.catchUp((done, total) => display.show(done, total)).finally(() => display.end())
    const found = await answered(async () =>
      fromMoment(ledger.vantages, knownAsked(query), valueNeeds, undefined, (vantage) =>
        asked[figures](vantage, query),
      ),
    )
    if (options.json) return printJson(found)
    await print(shown(found))
    say('What if: nothing of the last column is so, and nothing was changed.')
  })
}

type Query = Readonly<Record<string, string>>

const asked: Readonly<Record<'pyramid' | 'churn', (vantage: Vantage, query: Query) => Promise<WhatIf<unknown>>>> = {
  pyramid: async ({ views, states }, query) => {
    const [value, others] = [valueAsked(query), othersOf(query, ['cuts'])]
    const handler = new ValuePyramidHandler(views, states)
    const answer = ({ cuts }: OtherPolicy) => handler.execute(new ValuePyramidQuery({ ...value, cuts }))
    return whatIf(others, answer, figuresOfPyramid)
  },
  churn: async ({ views, states }, query) => {
    const [value, others] = [valueAsked(query), othersOf(query, ['cuts', 'days'])]
    const handler = new ChurnByTierHandler(views, states)
    const answer = ({ cuts, days }: OtherPolicy) => handler.execute(new ChurnByTierQuery({ ...value, cuts, days }))
    return whatIf(others, answer, figuresOfChurn)
  },
}

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
