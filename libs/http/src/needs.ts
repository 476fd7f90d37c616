import { SetMetadata } from '@nestjs/common'
import type { Ability } from '@ledger/access'

export type { Ability }

export const NEEDS = 'ledger:needs'

/** Marks an endpoint with what it takes; `read` where nothing is said. */
export const needs = (ability: Ability): MethodDecorator & ClassDecorator => SetMetadata(NEEDS, ability)
