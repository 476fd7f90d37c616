import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { give, isProblem } from '../../api/client'
import { newKey } from '../../api/new-key'
import { passes } from '../../api/problem'
import type { Command, Schemas } from '../../api/client'

/** Gives one command, with a key of its own: what is tried again after a lost answer is still the same command. */
export function useCommand<Answer = Schemas['CommandAnswer']>(onDone?: (answer: Answer) => void) {
  const queries = useQueryClient()
  const [key, setKey] = useState(newKey)
  return useMutation({
    mutationFn: (command: Command) => give<Answer>(command, key),
    onSuccess: async (answer) => {
      setKey(newKey())
      onDone?.(answer)
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
    },
    onError: async (error) => {
      // An answer that got lost is asked for again under the same key; after a refusal it is another command.
      if (!passes(error)) setKey(newKey())
      if (isProblem(error, 'revision-differs')) await queries.invalidateQueries()
    },
  })
}
