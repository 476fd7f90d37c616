import { audit } from './audit'
import { campaign } from './campaign'
import { changes } from './changes'
import { everywhere } from './everywhere'
import { insight } from './insight'
import { planning } from './planning'
import { refusals } from './refusals'
import { timeline } from './timeline'

export const en = {
  refusals,
  ...everywhere,
  ...planning,
  ...campaign,
  ...changes,
  ...insight,
  ...audit,
  ...timeline,
} as const
