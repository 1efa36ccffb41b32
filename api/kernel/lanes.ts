/**
 * The queues that background work is parted into, so that a flood in one holds up no other: photos somebody waits for, documents and their pictures,
 * what goes to registers and insurers, what tells the office, and what merely keeps house.
 */
export const lanes = ['assessment', 'documents', 'hand-off', 'notices', 'maintenance'] as const

export type Lane = (typeof lanes)[number]
