type Numbers = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>

/** A column of numbers that grows: one typed array, so a million customers are a few megabytes and no objects. */
export class Column<A extends Numbers> {
  #values: A
  #length = 0
  readonly #over: (buffer: ArrayBuffer) => A

  private constructor(over: (buffer: ArrayBuffer) => A) {
    this.#over = over
    this.#values = over(new ArrayBuffer(128))
  }

  static ofFloats(): Column<Float64Array<ArrayBuffer>> {
    return new Column((buffer) => new Float64Array(buffer))
  }

  static ofIntegers(): Column<Int32Array<ArrayBuffer>> {
    return new Column((buffer) => new Int32Array(buffer))
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      this.#values = this.#over(this.#values.buffer.transfer(this.#values.byteLength * 2))
    }
    this.#values[this.#length++] = value
  }

  /** The numbers so far, without copying them; pushing again makes them unusable. */
  get values(): A {
    return this.#values.subarray(0, this.#length) as A
  }
}
