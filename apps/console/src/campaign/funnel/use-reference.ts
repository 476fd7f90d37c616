import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '../../api/client'
import { funnelOf } from '../use-campaign'
import { referenceOf } from './measures'

const rates = ({ stages }: Schemas['FunnelAnswer']) => referenceOf(stages)

/** What a funnel is held against: another campaign. */
export const useReference = (chosen: string | undefined) =>
  useQuery({ ...funnelOf(chosen ?? ''), enabled: chosen !== undefined, select: rates })
