import { lazy } from 'react'
import type { ComponentType } from 'react'

/** That code did not arrive, which says nothing about what it would have shown. */
export class NotArrived extends Error {}

/** A part that comes with its own code, so that what is seen first is small. */
export const arriving = <Props>(load: () => Promise<{ readonly default: ComponentType<Props> }>) =>
  lazy(() =>
    load().catch((cause: unknown) => {
      throw new NotArrived('', { cause })
    }),
  )
