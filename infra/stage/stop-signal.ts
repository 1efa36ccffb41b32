/** Aborted when somebody asks this process to stop (Ctrl-C, SIGTERM). A second signal ends it at once, as if nobody listened. */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => stopping.abort(new Error(`stopped by ${name}`)))
  }
  return stopping.signal
}

/** What the work comes to, or a failure as soon as we are to stop: the work then goes on unheard until its ground is taken away. */
export function unlessStopped<T>(stopped: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(stopped.reason as Error)
    if (stopped.aborted) stop()
    stopped.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => stopped.removeEventListener('abort', stop))
  })
}
