/** A file as reading needs it: a size, and bytes from anywhere. Whoever calls knows where it lies. */
export type RandomAccess = {
  /** Bytes. */
  readonly size: number;
  /** Gives exactly `length` bytes from `offset`, or throws. */
  read(offset: number, length: number): Promise<Uint8Array>;
};

export function fromBytes(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    read: (offset, length) =>
      offset < 0 || length < 0 || offset + length > bytes.length
        ? Promise.reject(new RangeError('Read past the end'))
        : Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}

/** Up to this size, a file is read once into memory instead of part by part. */
const SMALL = 1 << 20;

export const small = async (source: RandomAccess): Promise<RandomAccess> =>
  source.size <= SMALL ? fromBytes(await source.read(0, source.size)) : source;
