/** The parts of the API's answers that whoever acts on a stage looks at. */

interface Bilingual {
  readonly zh: string
  readonly en: string
}

export interface Accident {
  readonly id: string
  readonly number: string
  readonly state: string
  readonly version: number
  readonly questions: readonly { readonly code: string; readonly answer: string | null }[]
  readonly parties: readonly {
    readonly side: string
    readonly you: boolean
    readonly version: number
    readonly name: string | null
    readonly licenceState: string | null
  }[]
  readonly vehicles: readonly {
    readonly side: string
    readonly registryState: string
    readonly insurerId: string | null
  }[]
  readonly actions: readonly { readonly action: string; readonly allowed: boolean; readonly reason?: Bilingual }[]
}

export interface Evidence {
  readonly id: string
  readonly state: string
  readonly version: number
  readonly shot: string
  readonly accepted: boolean
  readonly plates: readonly { readonly text: string; readonly status: string }[]
  readonly checks: readonly {
    readonly id: string
    readonly status: string
    readonly measured: unknown
    readonly advice: Bilingual
  }[]
  readonly actions: readonly { readonly action: string; readonly allowed: boolean }[]
}

export interface Proposal {
  readonly contactId: string
  readonly outcome: string
  readonly articles: readonly { readonly ref: string }[]
  readonly shares:
    readonly { readonly partyId: string; readonly kind: string; readonly percent: number | null }[] | null
}

export interface Determination {
  readonly id: string
  readonly state: string
  readonly version: number
  readonly mandate: string
  readonly ruleSetVersion: string
  readonly contacts: readonly {
    readonly id: string
    readonly shares: readonly { readonly side: string; readonly kind: string; readonly percent: number }[]
  }[]
  readonly articles: readonly { readonly ref: string }[]
  readonly document: {
    readonly sha256: string
    readonly pages: number
    readonly checkCode: string
    readonly number: string
  } | null
  readonly signatures: readonly { readonly side: string; readonly kind: string; readonly signedAt: string }[]
}

export interface Settlement {
  readonly lines: readonly {
    readonly from: string
    readonly to: string
    readonly cover: string
    readonly amountCents: number
  }[]
  readonly totalCents: number
  readonly mutualClaim: boolean
}

export interface Review {
  readonly id: string
  readonly accidentId: string
  readonly state: string
  readonly version: number
  readonly flags: readonly string[]
}
