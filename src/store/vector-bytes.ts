/** Little-endian float32 components, as every platform that Node runs on has them. */
export function vectorBlob(vectors: readonly Float32Array[]): Buffer {
  return Buffer.concat(
    vectors.map((vector) => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)),
  );
}

export function vectorOf(blob: Uint8Array): Float32Array {
  // A Buffer may begin anywhere in its pool, a Float32Array only at multiples of four: copy.
  const bytes = new Uint8Array(blob);
  return new Float32Array(bytes.buffer, 0, bytes.byteLength / Float32Array.BYTES_PER_ELEMENT);
}

/** The vectors of {@link vectorBlob}, `count` of one length. */
export function splitVectors(blob: Uint8Array, count: number): Float32Array[] {
  const all = vectorOf(blob);
  const dimensions = count === 0 ? 0 : all.length / count;
  return Array.from({ length: count }, (_, index) =>
    all.subarray(index * dimensions, (index + 1) * dimensions),
  );
}
