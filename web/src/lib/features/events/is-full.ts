/** Whether the next one waits. Places that are kept for somebody count as taken; who waits may need more than are free. */
export const isFull = ({ placesLeft }: { placesLeft?: number | null }): boolean => placesLeft === 0;
