package link.box.dns;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.X509ExtendedKeyManager;
import link.box.api.dns.Forbidden;
import link.box.api.work.RetryAfter;
import link.box.common.client.BoundedBody;
import link.box.common.client.Reason;
import link.box.common.tls.Trust;

/** Requests to the zone API with the identity as client certificate; bounded in size and time. */
final class ZoneServer {
    private static final int FORBIDDEN = 403;
    private static final int BODY_LIMIT = 1 << 16;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofSeconds(40);
    private static final int DEFAULT_RETRY_SECONDS = 60;
    private static final int LONGEST_RETRY_SECONDS = 86_400;

    private final String origin;
    private final String trust;
    private final X509ExtendedKeyManager keys;
    private final Executor executor;
    private final AtomicLong answers = new AtomicLong();
    private HttpClient client;

    ZoneServer(String origin, String trust, X509ExtendedKeyManager keys, Executor executor) {
        this.origin = origin;
        this.trust = trust;
        this.keys = keys;
        this.executor = executor;
    }

    /** What came back. */
    record Answer(int status, String body, String tag, int retryAfterSeconds, String origin) {
        void orFail(String what) throws IOException, RetryAfter {
            if (status == 200 || status == 204) {
                return;
            }
            String message = "the zone server " + origin + " did not " + what + ": " + status + meaning() + " " + excerpt();
            if (status == 429 || status == 503) {
                throw new RetryAfter(message.strip(), Duration.ofSeconds(retryAfterSeconds));
            }
            if (status == FORBIDDEN) {
                throw new Forbidden(message.strip());
            }
            throw status / 100 == 3 || status == 511 ? new Stranger(message.strip()) : new IOException(message.strip());
        }

        private String meaning() {
            return switch (status) {
                case 401 -> " (it wants this Box's certificate, and a name that belongs to it)";
                case FORBIDDEN -> " (not this Box's names, or values it does not allow)";
                case 412 -> " (others keep changing the records)";
                case 405 -> " (it does not speak this API)";
                case 507 -> " (it is full)";
                default -> "";
            };
        }

        private String excerpt() {
            String line = body.replaceAll("[^\\x20-\\x7e]+", " ");
            return line.substring(0, Math.min(200, line.length()));
        }
    }

    /** @param ifMatch the version of the records that the request is about; empty: any */
    Answer send(String method, String path, String body, String ifMatch) throws IOException, RetryAfter {
        HttpRequest.Builder building = HttpRequest.newBuilder(uri(path));
        if (!ifMatch.isEmpty()) {
            building.header("If-Match", ifMatch);
        }
        HttpRequest request = building.timeout(WHOLE)
                .header("Content-Type", "application/json").header("Accept", "application/json")
                .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)).build();
        CompletableFuture<HttpResponse<String>> exchange = client().sendAsync(request, info ->
                BodySubscribers.mapping(new BoundedBody(BODY_LIMIT), bytes -> new String(bytes, StandardCharsets.UTF_8)));
        try {
            HttpResponse<String> response = exchange.get(WHOLE.toSeconds(), TimeUnit.SECONDS);
            answers.incrementAndGet();
            return new Answer(response.statusCode(), response.body(), tag(response), retryAfter(response), origin);
        } catch (ExecutionException e) {
            throw new IOException("the zone server " + origin + " cannot be reached: " + Reason.of(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the zone server " + origin + " did not answer within " + WHOLE.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while waiting for the zone server");
        } finally {
            exchange.cancel(true);
        }
    }

    /** @return how often it has answered, whatever it said */
    long answers() {
        return answers.get();
    }

    @Override
    public String toString() {
        return origin;
    }

    private URI uri(String path) throws IOException {
        if (origin.isBlank()) {
            throw new IOException("no zone server is configured (setting zone.server)");
        }
        return URI.create(origin + path);
    }

    /** Connections that are kept begin at an address that may be gone: a request would hang on one. */
    synchronized void forgetConnections() {
        client = null;
    }

    private synchronized HttpClient client() throws IOException {
        if (client == null) {
            client = HttpClient.newBuilder().sslContext(Trust.context(trust, keys)).executor(executor).connectTimeout(CONNECT)
                    .version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).build();
        }
        return client;
    }

    /** RFC 9110, section 8.8.3; anything else is as good as none. */
    private static String tag(HttpResponse<?> response) {
        return response.headers().firstValue("ETag").filter(text -> text.matches("\"[\\x21\\x23-\\x7e]{1,64}\"")).orElse("");
    }

    private static int retryAfter(HttpResponse<?> response) {
        try {
            int seconds = response.headers().firstValue("Retry-After").map(Integer::parseInt).orElse(DEFAULT_RETRY_SECONDS);
            return Math.max(1, Math.min(LONGEST_RETRY_SECONDS, seconds));
        } catch (NumberFormatException e) {
            return DEFAULT_RETRY_SECONDS;
        }
    }
}
