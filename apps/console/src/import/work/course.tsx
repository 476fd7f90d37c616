import type { ReactNode } from 'react'
import { isBusy } from '../use-imports'
import type { Upload, Work } from '../use-imports'
import { Outcome } from './outcome'
import { UnderWay } from './under-way'

interface Props {
  readonly upload: Upload
  readonly work: Work
  /** What can be done when it is over. */
  readonly children: ReactNode
}

/** How far a dry run or an import is, then what came of it. */
export const Course = ({ upload, work, children }: Props) => (
  <div className="wide-parts">
    {isBusy(work) ? (
      <UnderWay upload={upload} work={work} />
    ) : (
      <Outcome upload={upload} work={work}>
        {children}
      </Outcome>
    )}
  </div>
)
