/** Unit vectors with their labels, in the order in which they were added. */
export class ExactSearch {
  private readonly labels: number[] = [];
  private readonly vectors: Float32Array[] = [];

  add(label: number, vector: Float32Array): void {
    this.labels.push(label);
    this.vectors.push(vector);
  }

  /** Labels of the vectors of highest cosine, the highest first. */
  nearest(question: Float32Array, limit: number): number[] {
    const cosines = this.vectors.map((vector) => {
      let sum = 0;
      for (let n = 0; n < vector.length; n++) sum += (vector[n] as number) * (question[n] as number);
      return sum;
    });
    const order = [...cosines.keys()].sort((a, b) => (cosines[b] as number) - (cosines[a] as number));
    return order.slice(0, limit).map((position) => this.labels[position] as number);
  }
}
