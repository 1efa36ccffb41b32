import { useRef } from 'react'
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiProblem, idempotencyKey } from '../../api/client.ts'

/**
 * One act of a person on the server. The same intention bears the same key until it is answered, so that pressing again after a lost
 * connection cannot do it twice. What it touches is read again afterwards, also after a conflict: the page then shows what is.
 */
export function useAct<Input, Output>(
  act: (input: Input, key: string) => Promise<Output>,
  touches: readonly QueryKey[],
  onDone?: (output: Output, input: Input) => void,
) {
  const client = useQueryClient()
  const intention = useRef<{ readonly body: string; readonly key: string } | null>(null)
  return useMutation({
    mutationFn: (input: Input) => {
      const body = JSON.stringify(input)
      if (intention.current?.body !== body) intention.current = { body, key: idempotencyKey() }
      return act(input, intention.current.key)
    },
    onSuccess: onDone,
    onSettled: async (_, error) => {
      // Answered, one way or the other: the next press is a new intention.
      if (!error || error instanceof ApiProblem) intention.current = null
      await Promise.all(touches.map((queryKey) => client.invalidateQueries({ queryKey })))
    },
  })
}
