/** The list of accounts is stored under this key. */
export const accountsKey = ['accounts'] as const
