/** Requests with a limit in time and size, without cookies, and without a way to be led elsewhere. */

const MOST = 65536;

/** A text of that media type from that URL: rejects if nothing answers, else {status, json} with json null when it is none. */
export async function ask(url, seconds, more = {}) {
  const response = await fetch(url, {
    cache: "no-store",
    credentials: "omit",
    headers: { Accept: "application/json" },
    redirect: "error",
    signal: AbortSignal.timeout(seconds * 1000),
    ...more,
  });
  return { status: response.status, json: await json(response) };
}

async function json(response) {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let part = await reader?.read(); part && !part.done; part = await reader.read()) {
    text += decoder.decode(part.value, { stream: true });
    if (text.length > MOST) {
      await reader.cancel();
      return null;
    }
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
