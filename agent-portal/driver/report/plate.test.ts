import { expect, it } from 'vitest'
import { parsePlate, plateKinds, type PlateKindCode } from '../../../vision/plates/grammar.ts'
import { commonKinds, isPlateOfKind, plateFacts, plateNumber, rarerKinds, samplePlate } from './plate.ts'

it('puts together what was chosen and typed, in the form that is stored', () => {
  expect(plateNumber({ kind: '02', province: '黑', rest: 'e6a·152' })).toBe('黑E6A152')
})

it('adds the character that every plate of the kind ends with, once', () => {
  expect(plateNumber({ kind: '16', province: '黑', rest: 'E1234' })).toBe('黑E1234学')
  expect(plateNumber({ kind: '16', province: '黑', rest: 'E1234学' })).toBe('黑E1234学')
  expect(plateNumber({ kind: '99', province: '黑', rest: 'A1234' })).toBe('黑A1234应急')
  expect(plateNumber({ kind: '99', province: '黑', rest: '民航A1234' })).toBe('民航A1234')
})

it('takes no number of another kind: a green plate has one more character', () => {
  expect(isPlateOfKind({ kind: '52', province: '黑', rest: 'ED20867' })).toBe(true)
  expect(isPlateOfKind({ kind: '02', province: '黑', rest: 'ED20867' })).toBe(false)
  expect(isPlateOfKind({ kind: null, province: '黑', rest: 'E6A152' })).toBe(false)
})

it.each([...commonKinds, ...rarerKinds])('shows a real plate as the picture of kind %s', (kind: PlateKindCode) => {
  expect(parsePlate(samplePlate(kind))?.kinds).toContain(kind)
})

it('draws a plate in the colour and rows of its kind, and an unknown kind without colour', () => {
  expect(plateFacts({ plateNumber: '黑ED20867', plateKind: '52' })).toMatchObject({ colour: 'green', rows: 1 })
  expect(plateFacts({ plateNumber: '黑E12345', plateKind: '07' })).toMatchObject({
    colour: plateKinds['07'].colour,
    rows: 2,
  })
  expect(plateFacts({ plateNumber: '黑E12345', plateKind: '77' })).toMatchObject({ colour: null, rows: 1 })
})
