package link.box.acme.ca;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import link.box.api.work.Worker;
import link.box.common.client.BoundedBody;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.DefaultConnection;
import org.shredzone.acme4j.connector.HttpConnector;

/** Reads an answer whole, within a size and a time; without compression, so that the size is the true one. */
final class BoundedConnection extends DefaultConnection {
    private static final int LIMIT = 1 << 20;
    private static final String RETRY_AFTER = "Retry-After";

    private final Worker worker;
    private final Duration patience;

    /** @param patience how long an answer may take until its last byte */
    BoundedConnection(HttpConnector connector, Worker worker, Duration patience) {
        super(connector);
        this.worker = worker;
        this.patience = patience;
    }

    @Override
    protected void sendRequest(Session session, URL url, Consumer<HttpRequest.Builder> body) throws IOException {
        HttpRequest.Builder builder = httpConnector.createRequestBuilder(url).header("Accept-Language", session.getLanguageHeader());
        body.accept(builder);
        lastResponse = send(builder.build());
        refuseWhenBusy(lastResponse);
    }

    /** Our own clock counts, not the server's Date that acme4j would add to. */
    @Override
    public Optional<Instant> getRetryAfter() {
        return lastResponse.headers().firstValue(RETRY_AFTER).flatMap(header -> Later.parse(header.strip(), worker.now()));
    }

    /** acme4j knows the time to come back of ACME's rateLimited only, and not that of a proxy before the CA or of another problem. */
    private static void refuseWhenBusy(HttpResponse<InputStream> response) throws IOException {
        Optional<String> retryAfter = response.headers().firstValue(RETRY_AFTER);
        if (response.statusCode() != 429 && response.statusCode() != 503 || retryAfter.isEmpty()) {
            return;
        }
        boolean limited = new String(response.body().readAllBytes(), StandardCharsets.UTF_8).contains(":rateLimited");
        response.body().reset();
        if (!limited) {
            throw new Busy(response.statusCode(), retryAfter.get().strip());
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<InputStream>> answer = httpClient.sendAsync(request,
                info -> BodySubscribers.mapping(new BoundedBody(LIMIT), ByteArrayInputStream::new));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer from " + request.uri() + " within " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            answer.cancel(true);
        }
    }
}
