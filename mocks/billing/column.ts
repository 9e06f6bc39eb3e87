import { itemAt } from './item-at.ts';

/** A power of two, so that places are found by shifting. */
const CHUNK_BITS = 10;
const CHUNK = 2 ** CHUNK_BITS;

type Numbers = Float64Array | Uint32Array;

/**
 * Numbers in typed arrays, appended one by one and never changed. It grows chunk by chunk, so that appending copies
 * nothing and a fork shares what is full. RangeError for an index that is not in it.
 */
export class Column {
  #length = 0;
  #chunks: Numbers[] = [];
  readonly #Chunk: new (
    length: number,
  ) => Numbers;

  constructor(Chunk: new (length: number) => Numbers) {
    this.#Chunk = Chunk;
  }

  get length(): number {
    return this.#length;
  }

  get(index: number): number {
    if (index >= this.#length) throw new RangeError(`There is no item ${index}.`);
    return itemAt(itemAt(this.#chunks, index >>> CHUNK_BITS), index % CHUNK);
  }

  push(value: number): void {
    const place = this.#length % CHUNK;
    if (place === 0) this.#chunks.push(new this.#Chunk(CHUNK));
    itemAt(this.#chunks, this.#chunks.length - 1)[place] = value;
    this.#length += 1;
  }

  /** The first `length` numbers, in a column that is appended to apart from this one. */
  fork(length: number): Column {
    const fork = new Column(this.#Chunk);
    fork.#length = length;
    fork.#chunks = this.#chunks.slice(0, Math.ceil(length / CHUNK));
    const last = fork.#chunks.pop();
    if (last) fork.#chunks.push(last.slice());
    return fork;
  }

  /**
   * Where the numbers ascend: the index, `from` or later, of the first that is at least `value`, found by bisection;
   * the length if there is none.
   */
  firstAtLeast(value: number, from = 0): number {
    let low = from;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.get(middle) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
