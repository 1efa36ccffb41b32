/** What could not be measured where this was written. Each value is somebody's to replace; the document lists them (document.ts). */
export const assumed = {
  /** From the report to the end of what its drivers do. */
  caseMinutes: 20,
  /** Photos come in two walks around the cars, so long after the report. */
  photosAtMinutes: [2, 7],
  /** From one photo of a walk to the next. */
  photoEveryMs: 2_000,
  /** One sync of PostgreSQL's log to a disk with a protected cache. */
  syncMs: 2,
  /** Spread of times (standard deviation over mean): of a request, a job, a statement; of a photo; of a sync. */
  spread: { work: 1, vision: 0.5, sync: 0.5 },
  /** A killed worker's jobs come back when their lock has run out (Bull); a phone tries again after a while. */
  jobsReturnMs: 15_000,
  requestsReturnMs: 2_000,
  /** How busy anything may be at the peak with one host away. */
  busyAtPeak: 0.75,
  /** PostgreSQL, of its processors: lists of many desks, vacuum and backups come on top, and it cannot be doubled in a minute. */
  databaseBusyAtPeak: 0.25,
  /** Connections of a process beside DATABASE_POOL (10 unless told otherwise): listening, live channel, keys, queue. */
  databasePool: 10,
  furtherConnections: 6,
  /** An original is read for its verdict and for its preview. */
  readsPerPhoto: 2,
  /** Beside the bodies: headers of a request and of its answer, without TLS. */
  headerBytes: 1_500,
  /** Of every machine, beside our processes. */
  systemMb: 1_024,
  /** Memory bought over memory used: the page cache, and what grows in a long day. */
  memoryReserve: 1.5,
} as const
