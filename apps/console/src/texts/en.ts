import { audit } from './audit'
import { campaign } from './campaign'
import { changes } from './changes'
import { differences } from './differences'
import { everywhere } from './everywhere'
import { insight } from './insight'
import { overheads } from './overheads'
import { past } from './past'
import { pastCampaign } from './past-campaign'
import { person } from './person'
import { planning } from './planning'
import { policies } from './policies'
import { printed } from './printed'
import { asked, refusals } from './refusals'
import { timeline } from './timeline'
import { whatIf } from './what-if'
import { work } from './work'

export const en = {
  asked,
  refusals,
  ...everywhere,
  ...planning,
  ...campaign,
  ...changes,
  ...insight,
  ...audit,
  ...timeline,
  ...differences,
  ...past,
  ...pastCampaign,
  ...person,
  ...overheads,
  ...policies,
  ...printed,
  ...work,
  ...whatIf,
} as const
