import { audit } from './audit'
import { campaign } from './campaign'
import { changes } from './changes'
import { everywhere } from './everywhere'
import { insight } from './insight'
import { past } from './past'
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
  ...past,
} as const
