/** Maps with up to `limit` calls under way at once and yields the results in the order of the input. */
export async function* inOrder<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  limit: number,
  map: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const running: Promise<R>[] = []
  for await (const item of items) {
    const result = map(item)
    // The rejection is met when the result is awaited in its turn.
    result.catch(() => {})
    running.push(result)
    if (running.length >= limit) yield await (running.shift() as Promise<R>)
  }
  for (const result of running) yield await result
}
