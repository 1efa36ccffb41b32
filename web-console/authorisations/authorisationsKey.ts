/** The list of authorisations is stored under this key. */
export const authorisationsKey = ['authorisations'] as const
