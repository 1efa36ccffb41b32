import { type ComponentType, lazy, type LazyExoticComponent } from 'react'
import {
  AlertOutlined,
  AuditOutlined,
  BankOutlined,
  CarOutlined,
  CloudServerOutlined,
  FileProtectOutlined,
  SafetyCertificateOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { StaffRole } from '../../agent-portal/surveyor/session/staffSession.ts'

export interface Section {
  /** First part of the address below /console/. */
  readonly path: string
  /** Key in namespace `sections`. */
  readonly name: string
  readonly Icon: ComponentType
  readonly Page: LazyExoticComponent<ComponentType>
  /** Who works here. The server decides what they see. */
  readonly roles: readonly StaffRole[]
}

const police = ['officer', 'senior-officer'] as const satisfies readonly StaffRole[]
const onDuty = [...police, 'dispatcher', 'auxiliary'] as const satisfies readonly StaffRole[]
const insurers = ['insurer-clerk', 'insurer-administrator'] as const satisfies readonly StaffRole[]

/** What the side navigation offers, in its order; each role sees its own. The first one is where a session begins. */
const sections: readonly Section[] = [
  {
    path: 'reviews',
    name: 'reviews',
    Icon: AuditOutlined,
    Page: lazy(() => import('../reviews/ReviewsSection.tsx')),
    roles: police,
  },
  {
    path: 'orders',
    name: 'orders',
    Icon: AlertOutlined,
    Page: lazy(() => import('../orders/OrdersPage.tsx')),
    roles: onDuty,
  },
  {
    path: 'claims',
    name: 'claims',
    Icon: BankOutlined,
    Page: lazy(() => import('../claims/ClaimsPage.tsx')),
    roles: [...insurers, ...police, 'auditor'],
  },
  {
    path: 'cases',
    name: 'cases',
    Icon: CarOutlined,
    Page: lazy(() => import('../cases/CasesSection.tsx')),
    roles: [...onDuty, ...insurers, 'auditor'],
  },
  {
    path: 'accounts',
    name: 'accounts',
    Icon: TeamOutlined,
    Page: lazy(() => import('../accounts/AccountsPage.tsx')),
    roles: ['security-administrator', 'insurer-administrator', 'auditor'],
  },
  {
    path: 'authorisations',
    name: 'authorisations',
    Icon: SafetyCertificateOutlined,
    Page: lazy(() => import('../authorisations/AuthorisationsPage.tsx')),
    roles: ['senior-officer', 'security-administrator', 'insurer-administrator', 'auditor'],
  },
  {
    path: 'audit',
    name: 'audit',
    Icon: FileProtectOutlined,
    Page: lazy(() => import('../audit/AuditPage.tsx')),
    roles: ['auditor'],
  },
  {
    path: 'queues',
    name: 'queues',
    Icon: CloudServerOutlined,
    Page: lazy(() => import('../queues/QueuesPage.tsx')),
    roles: ['system-administrator'],
  },
]

export const sectionsFor = (role: StaffRole): readonly Section[] => sections.filter(({ roles }) => roles.includes(role))
