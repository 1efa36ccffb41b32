/** How far back a report may reach: what was reported after the scene was cleared goes to the police (APR 18). */
export const latestReportMs = 24 * 3_600_000
/** Phones' clocks run ahead. */
export const clockSkewMs = 5 * 60_000
