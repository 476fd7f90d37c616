import { audit } from './audit'
import { campaign } from './campaign'
import { changes } from './changes'
import { everywhere } from './everywhere'
import { insight } from './insight'
import { planning } from './planning'
import { refusals } from './refusals'

export const en = { refusals, ...everywhere, ...planning, ...campaign, ...changes, ...insight, ...audit } as const
