import type { Item, SubCategory } from '../../shared/index.ts'
import { drawJeans, drawLeggings, drawShorts, drawSkirt, drawTrousers } from './bottoms.ts'
import { drawDress, drawJumpsuit } from './dresses.ts'
import {
  drawBackpack,
  drawBelt,
  drawClutch,
  drawCrossbody,
  drawHat,
  drawJewelry,
  drawScarf,
  drawSunglasses,
  drawTote,
} from './extras.ts'
import { drawBlazer, drawCoat, drawJacket, drawRaincoat, drawVest } from './outerwear.ts'
import { Pen } from './pen.ts'
import { drawBoot, drawFlat, drawHeel, drawLoafer, drawPair, drawSandal, drawSneaker } from './shoes.ts'
import {
  drawBlouse,
  drawButtonup,
  drawCardigan,
  drawSweater,
  drawSweatshirt,
  drawTank,
  drawTshirt,
} from './tops.ts'

/**
 * A drawn garment for a piece without a picture: a silhouette of its sub-category in its own colours and pattern, 200 by
 * 200 units, without a background, with the piece's name as its accessible title.
 */
export function garmentSvg(item: Item): string {
  const pen = new Pen(item)
  DRAWINGS[item.subCategory](pen, item)
  const title = escapeXml(item.name)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" role="img" aria-label="${title}"><title>${title}</title>${pen.toString()}</svg>`
}

const DRAWINGS: { readonly [name in SubCategory]: (pen: Pen, item: Item) => void } = {
  tank: drawTank,
  tshirt: drawTshirt,
  blouse: drawBlouse,
  buttonup: drawButtonup,
  sweater: drawSweater,
  sweatshirt: drawSweatshirt,
  cardigan: drawCardigan,
  jeans: drawJeans,
  trousers: drawTrousers,
  skirt: drawSkirt,
  shorts: drawShorts,
  leggings: drawLeggings,
  dress: drawDress,
  jumpsuit: drawJumpsuit,
  blazer: drawBlazer,
  jacket: drawJacket,
  vest: drawVest,
  coat: drawCoat,
  raincoat: drawRaincoat,
  sneakers: drawPair(drawSneaker),
  boots: drawPair(drawBoot),
  heels: drawPair(drawHeel),
  flats: drawPair(drawFlat),
  loafers: drawPair(drawLoafer),
  sandals: drawPair(drawSandal),
  belt: drawBelt,
  scarf: drawScarf,
  jewelry: drawJewelry,
  hat: drawHat,
  sunglasses: drawSunglasses,
  tote: drawTote,
  crossbody: drawCrossbody,
  clutch: drawClutch,
  backpack: drawBackpack,
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
