import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query'

export interface PageOf<Row> {
  readonly items: readonly Row[]
  readonly next: string | null
}

/**
 * A list that the server gives page by page, each page continuing below the last row of the one before. When it is asked for other rows, the
 * present ones stay in sight until those arrive. `everyMs`: read again so often as long as the page is in sight.
 */
export function useRows<Row>(
  queryKey: QueryKey,
  readPage: (after: string | undefined) => Promise<PageOf<Row>>,
  { everyMs }: { readonly everyMs?: number } = {},
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => readPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: everyMs ?? false,
  })
  return { ...query, readsByItself: everyMs !== undefined, rows: query.data?.pages.flatMap(({ items }) => items) ?? [] }
}
