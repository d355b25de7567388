/** Asks for news about one thing and calls back at each; returns how to stop. Needs a browser. */
export async function listenToNews(query: string, id: string, onNews: () => void): Promise<() => void> {
  const { createClient } = await import('graphql-sse');
  const client = createClient({ url: '/graphql/stream', retryAttempts: 20 });
  const stop = client.subscribe(
    { query, variables: { id } },
    { next: onNews, error: () => client.dispose(), complete: () => client.dispose() },
  );
  return () => {
    stop();
    client.dispose();
  };
}
