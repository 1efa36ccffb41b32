import { answer, type Schemas } from '../../api/client.ts'
import { useCase } from './case-context.ts'
import { type Accident, useCaseAct } from './case-queries.ts'

type Details = Omit<Schemas['PartyDetails'], 'version'>

export const ownParty = ({ parties }: Pick<Accident, 'parties'>) => parties.find(({ you }) => you)

/** Gives the driver's own details, statement or consent. */
export function useGiveDetails() {
  const { id } = useCase()
  return useCaseAct(id, (api, details: Details, seen) => {
    const own = ownParty(seen)
    if (!own) throw new Error('the reader is no party of this case')
    return answer(
      api.PUT('/accidents/{id}/parties/{side}', {
        params: { path: { id, side: own.side } },
        body: { ...details, version: own.version },
      }),
    )
  })
}
