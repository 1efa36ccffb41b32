import { type ComponentType, lazy, type LazyExoticComponent } from 'react'
import { HomeOutlined } from '@ant-design/icons'

export interface Section {
  /** First part of the address below /console/. */
  readonly path: string
  /** Key in namespace `sections`. */
  readonly name: string
  readonly Icon: ComponentType
  readonly Page: LazyExoticComponent<ComponentType>
}

/** What the side navigation offers, in its order. The first one is where a session begins; Alt and its number lead to a section. */
export const sections = [
  { path: 'home', name: 'home', Icon: HomeOutlined, Page: lazy(() => import('../home/HomePage.tsx')) },
] as const satisfies readonly [Section, ...Section[]]
