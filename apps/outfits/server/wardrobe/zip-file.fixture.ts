import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string
  data: Uint8Array
  /** Compressed; pictures are not. */
  deflate?: boolean
  /** What the table of contents claims, where that is a lie. */
  claimedBytes?: number
  /** Unix mode, for links. */
  mode?: number
  encrypted?: boolean
}

/** A ZIP as APPNOTE 6.3 has it, lies included: no library would write them. */
export function zipFrom(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = []
  const table: Buffer[] = []
  let offset = 0
  for (const {
    name,
    data,
    deflate = false,
    claimedBytes = data.length,
    mode = 0o100644,
    encrypted,
  } of entries) {
    const plain = deflate ? deflateRawSync(data) : Buffer.from(data)
    // An encrypted entry begins with twelve bytes of its own.
    const packed = encrypted ? Buffer.concat([Buffer.alloc(12), plain]) : plain
    const nameBytes = Buffer.from(name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(0x0800 | (encrypted ? 1 : 0), 2)
    shared.writeUInt16LE(deflate ? 8 : 0, 4)
    shared.writeUInt32LE(crc32(data), 10)
    shared.writeUInt32LE(deflate || encrypted ? packed.length : claimedBytes, 14)
    shared.writeUInt32LE(claimedBytes, 18)
    shared.writeUInt16LE(nameBytes.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, nameBytes, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE((mode << 16) >>> 0, 6)
    tail.writeUInt32LE(offset, 10)
    const madeBy = Buffer.from([20, 3])
    table.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), madeBy, shared, tail, nameBytes]))
    files.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(table)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, directory, end])
}
