import { expect, test } from 'vitest'
import type { RuleId } from '../../shared/index.ts'
import type { OutfitContext } from './context.ts'
import { contextOf, NOW, piece, request } from './pieces.fixture.ts'
import { RELAX_ORDER, relax } from './relax.ts'
import { validateOutfit } from './validate.ts'

function relaxFully(context: OutfitContext): RuleId[] {
  const next = relax(context)
  return next ? [next.gaveWay, ...relaxFully(next.context)] : []
}

const look = [piece('tshirt'), piece('jeans'), piece('sandals')]
const everything = {
  request: request({ occasions: ['Business meeting'], weather: { condition: 'rainy', temperature: 'cold' } }),
  wears: [{ itemIds: ['tshirt', 'jeans'], wornAt: NOW }],
}

test('soft rules give way in the printed order, the repeat window first', () => {
  expect(relaxFully(contextOf(look, everything))).toEqual([...RELAX_ORDER])
})

test('a rule that does not apply to the request is not said to have given way', () => {
  expect(relaxFully(contextOf(look))).toEqual(['dress-level'])
})

test('a rule that gave way is not run, and the others are', () => {
  const context = contextOf(look, everything)
  const rules = (one: OutfitContext) =>
    validateOutfit(['tshirt', 'jeans', 'sandals'], one).map(({ rule }) => rule)
  expect(rules(context)).toEqual(['repeat-window', 'occasion-level', 'temperature', 'rain'])
  expect(rules(relax(context)!.context)).toEqual(['occasion-level', 'temperature', 'rain'])
})

test('bans, anchors, real pieces, shoes, coverage and layers never give way', () => {
  const never: RuleId[] = [
    'banned-together',
    'anchors-present',
    'real-items',
    'one-pair-of-shoes',
    'torso-covered',
    'legs-covered',
    'layer-order',
    'available',
    'reuse',
  ]
  expect(never.filter((rule) => (RELAX_ORDER as readonly string[]).includes(rule))).toEqual([])
})

test('the given context stays as it was', () => {
  const context = contextOf(look, everything)
  relax(context)
  expect(context.relaxed).toEqual([])
})
