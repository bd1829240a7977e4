package link.box.work.clock;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import link.box.api.work.Worker;
import link.box.common.tls.Trust;

/**
 * {@code clock.source = http}: believes several web servers that agree in their {@code Date} (RFC 9110, section 6.6.1). All are asked at
 * once, with one patience for all. A server whose certificate is not valid at our time does not count.
 */
final class HttpDates implements Source {
    static final int MOST_SERVERS = 8;
    static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String SET_SERVERS = "set clock.servers to three or more https origins that you may ask for the time, "
            + "or clock.source to ntp";

    private final List<URI> servers;
    private final String trust;
    private final Worker worker;
    private final Duration patience;

    /**
     * @param servers https origins
     * @param trust as {@link Trust} takes it
     * @param patience how long all of them have to answer
     */
    HttpDates(List<URI> servers, String trust, Worker worker, Duration patience) {
        this.servers = servers;
        this.trust = trust;
        this.worker = worker;
        this.patience = patience;
    }

    @Override
    public Word ask(Instant wall, long nanos) throws InterruptedException {
        if (servers.size() < 2) {
            return Word.mute("clock.source is http, and clock.servers names fewer than two servers", SET_SERVERS);
        }
        try {
            HttpClient client = client(); // made anew, as it has a thread of its own, and is needed for some seconds only
            return new Offsets(servers.size(), told(servers.stream().map(server -> offset(client, server)).toList())).weigh();
        } catch (IOException e) {
            return Word.no("web servers cannot be asked: " + e.getMessage(), SET_SERVERS);
        }
    }

    private CompletableFuture<Optional<Duration>> offset(HttpClient client, URI server) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/")).timeout(patience)
                .method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
        return client.sendAsync(request, BodyHandlers.discarding()).thenApply(this::offset);
    }

    private Optional<Duration> offset(HttpResponse<?> response) {
        Instant now = worker.now();
        return response.headers().firstValue("Date").flatMap(HttpDates::parse).map(date -> Duration.between(now, date));
    }

    private static Optional<Instant> parse(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private List<Duration> told(List<CompletableFuture<Optional<Duration>>> asked) throws InterruptedException {
        long end = worker.nanos() + patience.toNanos();
        List<Duration> told = new ArrayList<>();
        for (CompletableFuture<Optional<Duration>> each : asked) {
            try {
                each.get(Math.max(0, end - worker.nanos()), TimeUnit.NANOSECONDS).ifPresent(told::add);
            } catch (ExecutionException | TimeoutException e) {
                // does not count
            }
        }
        return told;
    }

    private HttpClient client() throws IOException {
        return HttpClient.newBuilder().sslContext(Trust.context(trust, null)).executor(worker).connectTimeout(patience)
                .version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).build();
    }
}
