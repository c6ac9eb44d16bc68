import type { Hobby } from '../content.ts'

const hobby = (activity: string, keepsake: string): Hobby => ({ hobby: activity, keepsake })

/** What a child likes, in the hands of a hero: something to do, and something small that goes in a pocket. */
export const HOBBIES: Record<string, readonly Hobby[]> = {
  animals: [
    hobby('drawing snails', 'snail shell'),
    hobby('counting ants', 'tiny brush'),
    hobby('talking to ducks', 'duck feather'),
    hobby('naming beetles', 'matchbox'),
  ],
  adventure: [
    hobby('drawing maps', 'bent compass'),
    hobby('tying knots', 'bit of rope'),
    hobby('climbing things', 'lucky button'),
    hobby('packing bags', 'tin whistle'),
  ],
  fantasy: [
    hobby('making up spells', 'wooden wand'),
    hobby('sewing tiny capes', 'gold thimble'),
    hobby('reading old tales', 'paper crown'),
    hobby('drawing dragons', 'red crayon'),
  ],
  science: [
    hobby('testing bubbles', 'pocket lens'),
    hobby('mixing colours', 'glass tube'),
    hobby('building magnets', 'small magnet'),
    hobby('asking why', 'pencil stub'),
  ],
  mystery: [
    hobby('solving riddles', 'magnifier'),
    hobby('writing in code', 'secret pencil'),
    hobby('finding odd socks', 'striped sock'),
    hobby('spotting clues', 'tiny notebook'),
  ],
  friendship: [
    hobby('making bracelets', 'woven bracelet'),
    hobby('writing letters', 'blue stamp'),
    hobby('sharing jokes', 'joke card'),
    hobby('planning picnics', 'folded napkin'),
  ],
  family: [
    hobby('baking with Grandma', 'wooden spoon'),
    hobby('gluing photos', 'old photo'),
    hobby('knitting scarves', 'ball of wool'),
    hobby('mending clocks', 'brass key'),
  ],
  space: [
    hobby('counting stars', 'star chart'),
    hobby('folding rockets', 'paper rocket'),
    hobby('watching the moon', 'moon badge'),
    hobby('polishing lenses', 'round lens'),
  ],
  sports: [
    hobby('bouncing balls', 'yellow ball'),
    hobby('skipping rope', 'skipping rope'),
    hobby('racing snails', 'stopwatch'),
    hobby('practising cartwheels', 'sweatband'),
  ],
  music: [
    hobby('playing the spoons', 'silver spoon'),
    hobby('humming new tunes', 'kazoo'),
    hobby('drumming on tins', 'drumstick'),
    hobby('singing to plants', 'tuning fork'),
  ],
  art: [
    hobby('painting stones', 'blue brush'),
    hobby('folding paper', 'paper crane'),
    hobby('mixing greens', 'stub of chalk'),
    hobby('cutting stars', 'round scissors'),
  ],
  nature: [
    hobby('planting beans', 'speckled bean'),
    hobby('pressing leaves', 'red leaf'),
    hobby('watching clouds', 'smooth acorn'),
    hobby('feeding worms', 'tiny trowel'),
  ],
}
