package link.box.ota.channel;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import link.box.api.work.Worker;
import link.box.common.client.BoundedBody;
import link.box.common.client.Reason;
import link.box.common.release.NamedBundle;
import link.box.common.tls.Trust;

/** A channel on a plain web server, by GET alone. Redirects are not followed. */
public final class WebChannel implements Channel {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final String base;
    private final Rate rate;
    private final Worker worker;
    private final Duration patience;
    private final HttpClient client;
    private final CompletableFuture<Object> stopped = new CompletableFuture<>();

    /**
     * @param base https or http, without a slash at the end
     * @param trust as {@link Trust#context} takes it, for https
     * @throws IOException the trust cannot be read
     */
    public WebChannel(String base, String trust, Rate rate, Worker worker) throws IOException {
        this(base, trust, rate, worker, PATIENCE);
    }

    /** @param patience with a document, and with a download of which nothing comes */
    WebChannel(String base, String trust, Rate rate, Worker worker, Duration patience) throws IOException {
        this.base = base;
        this.rate = rate;
        this.worker = worker;
        this.patience = patience;
        this.client = HttpClient.newBuilder().sslContext(Trust.context(trust, null)).executor(worker).connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).build();
    }

    @Override
    public Optional<byte[]> release() throws IOException {
        return Optional.of(document("/release.json")
                .orElseThrow(() -> new IOException(base + "/release.json is not there (404): is that a release channel?")));
    }

    @Override
    public Optional<byte[]> keys(int number) throws IOException {
        return document("/keys/" + number + ".json");
    }

    /** Goes on where an earlier try ended; if the server has no such place, from the beginning. */
    @Override
    public void fetch(NamedBundle bundle, Path part) throws IOException {
        Download download = new Download(client, rate, worker, patience, part, bundle.size(), stopped);
        URI from = uri("/bundles/" + bundle.sha256() + ".jar");
        try {
            if (!download.run(from)) {
                download.run(from);
            }
        } catch (IOException e) {
            throw new IOException(bundle.name() + " " + bundle.version() + " did not come from " + from + ": " + Reason.of(e), e);
        }
    }

    @Override
    public void stop() {
        stopped.completeExceptionally(new IOException(STOPPED));
    }

    @Override
    public String toString() {
        return base;
    }

    private Optional<byte[]> document(String path) throws IOException {
        HttpResponse<byte[]> answer = get(uri(path));
        if (answer.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        if (answer.statusCode() != OK) {
            throw new IOException(base + path + " answers " + Answers.words(answer.statusCode()));
        }
        if (Answers.page(answer.headers()) || answer.body().length > 0 && answer.body()[0] == '<') {
            throw new IOException(base + path + Answers.PAGE);
        }
        return Optional.of(answer.body());
    }

    private HttpResponse<byte[]> get(URI uri) throws IOException {
        BodyHandler<byte[]> bounded = info -> new BoundedBody(DOCUMENT);
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(HttpRequest.newBuilder(uri).header("Accept", "application/json").build(), bounded);
        try {
            CompletableFuture.anyOf(exchange, stopped).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return exchange.join();
        } catch (ExecutionException e) {
            throw new IOException(uri + " cannot be read: " + Reason.of(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(uri + " was not answered within " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while waiting for " + uri, e);
        } finally {
            exchange.cancel(true);
        }
    }

    private URI uri(String path) throws IOException {
        try {
            return new URI(base + path);
        } catch (URISyntaxException e) {
            throw new IOException("the setting ota.channel is no URL: " + base, e);
        }
    }
}
