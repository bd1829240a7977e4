package link.box.dns;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the host by plain HTTP for a path that nobody has, as browsers do to see a portal (RFC 8952, section 2.6). Tells nothing of the
 * Box, follows nothing, keeps no cookie, and reads no more than the head of the answer; 5 s at most.
 */
final class PortalProbe implements Sight {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int port;
    private final Executor executor;

    /** @param port where plain HTTP is spoken */
    PortalProbe(int port, Executor executor) {
        this.port = port;
        this.executor = executor;
    }

    @Override
    public Optional<String> look(String host, Hint hint) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder().executor(executor).connectTimeout(PATIENCE) // seldom needed, so not kept
                .version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).build();
        URI uri = URI.create("http://" + host + (port == 80 ? "" : ":" + port) + "/" + new BigInteger(80, new SecureRandom()).toString(36));
        CompletableFuture<HttpResponse<InputStream>> exchange = client.sendAsync(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
                BodyHandlers.ofInputStream());
        try {
            return judge(host, hint, exchange.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException | IOException e) {
            return Optional.empty(); // no portal answers so
        } finally {
            exchange.cancel(true);
        }
    }

    private static Optional<String> judge(String host, Hint hint, HttpResponse<InputStream> answer) throws IOException {
        try (InputStream unread = answer.body()) {
            String type = answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
            return PortalSigns.judge(host, hint, answer.statusCode(), answer.headers().firstValue("Location").orElse(""),
                    type.startsWith("text/html") || type.startsWith("application/xhtml"));
        }
    }
}
