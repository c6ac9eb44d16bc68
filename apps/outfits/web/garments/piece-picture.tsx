import type { Item } from '../../shared/index.ts'
import { garmentSvg } from './garment-svg.ts'

interface PiecePictureProps {
  item: Item
  /** What it is called stands beside it: then the picture is decoration, and is not read out twice. */
  isNamed?: boolean
}

/** A piece as its owner sees it: the photo where there is one, a drawn garment in its own colours where there is none. */
export function PiecePicture({ item, isNamed = false }: PiecePictureProps) {
  return (
    <img
      className="piece-picture"
      src={item.imagePath ?? drawingOf(item)}
      alt={isNamed ? '' : item.name}
      width={200}
      height={200}
      decoding="async"
      draggable={false}
    />
  )
}

/** Items are immutable values: one is drawn once, however often it is shown. */
const drawings = new WeakMap<Item, string>()

function drawingOf(item: Item): string {
  let drawing = drawings.get(item)
  if (drawing === undefined) {
    drawing = `data:image/svg+xml,${encodeURIComponent(garmentSvg(item))}`
    drawings.set(item, drawing)
  }
  return drawing
}
