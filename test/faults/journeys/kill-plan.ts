import { views } from '@ledger/ledger'
import { invitations } from '../load/commands.js'
import type { Step } from '../load/commands.js'
import { randomOf } from '../random.js'
import type { Random } from '../random.js'

/** What the service is at when it is killed, and after how many milliseconds. */
export type Round = { readonly number: number; readonly afterMs: number } & (
  | { readonly kind: 'load' | 'start-up' | 'migration' }
  | { readonly kind: 'rebuild'; readonly views: readonly string[] }
  | { readonly kind: 'bulk'; readonly bulk: Step }
  | { readonly kind: 'import'; readonly rows: number }
)

/** What happens in a round: the seed and its number say it, whatever happened before. */
export function planOf(seed: string, number: number): Round {
  const random = randomOf(`round/${seed}/${number}`)
  const kind = random.pick([
    'load',
    'load',
    'load',
    'bulk',
    'bulk',
    'rebuild',
    'start-up',
    'migration',
    'import',
  ] as const)
  switch (kind) {
    case 'load':
      return { number, kind, afterMs: random.between(50, 1_500) }
    case 'start-up':
    case 'migration':
      return { number, kind, afterMs: random.between(50, 800) }
    case 'rebuild':
      return { number, kind, afterMs: random.between(0, 300), views: views.map(({ name }) => name) }
    case 'bulk':
      return { number, kind, afterMs: random.between(20, 700), bulk: largeBulk(seed, number, random) }
    case 'import':
      return { number, kind, afterMs: random.between(200, 1_500), rows: random.between(100, 600) }
  }
}

/** More people than a chunk of bulk work holds, so that the end falls between chunks as well. */
function largeBulk(seed: string, number: number, random: Random): Step {
  const draft = invitations(`s${seed}`, `round-${number}`, random.between(1_001, 1_400), random)
  return { ...draft, by: 'admin', key: `s${seed}:round:${number}` }
}
