package link.box.ota.channel;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import link.box.api.work.Worker;

/** Brings a file from a web server into a part, and goes on where the part ends (RFC 9110, section 14). Not thread-safe. */
final class Download {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_SATISFIABLE = 416;
    /** A server that trickles must not hold the Box for ever; the next try goes on. */
    private static final Duration WHOLE = Duration.ofHours(1);

    private final HttpClient client;
    private final Rate rate;
    private final Worker worker;
    private final Duration patience;
    private final Path part;
    private final long size;
    private final CompletableFuture<Object> stopped;
    private boolean again;

    /**
     * @param patience how long nothing may come
     * @param stopped fails when something else is wanted
     */
    Download(HttpClient client, Rate rate, Worker worker, Duration patience, Path part, long size,
            CompletableFuture<Object> stopped) {
        this.client = client;
        this.rate = rate;
        this.worker = worker;
        this.patience = patience;
        this.part = part;
        this.size = size;
        this.stopped = stopped;
    }

    /**
     * Blocks until all is there, or for an hour.
     *
     * @return false if the server had nothing that goes on with the part, which is gone then
     * @throws IOException what is in the part goes on with the next try
     */
    boolean run(URI from) throws IOException {
        again = false;
        long have = Files.exists(part) ? Files.size(part) : 0;
        if (have == size) {
            return true;
        }
        long begin = have > size ? 0 : have;
        HttpRequest.Builder request = HttpRequest.newBuilder(from).timeout(patience);
        if (begin > 0) {
            request.header("Range", "bytes=" + begin + "-");
        }
        Bytes bytes = new Bytes(rate, worker);
        try {
            await(client.sendAsync(request.build(), info -> open(info, begin, bytes)), bytes);
            return true;
        } catch (IOException e) {
            if (again) {
                return false;
            }
            throw e;
        }
    }

    private BodySubscriber<Void> open(ResponseInfo info, long begin, Bytes bytes) {
        try {
            return bytes.into(new Part(part, accept(info, begin), size));
        } catch (IOException e) {
            return bytes.refuse(e);
        }
    }

    /** @return from where on the answer is */
    private long accept(ResponseInfo info, long begin) throws IOException {
        if (Answers.page(info.headers())) {
            throw new IOException("it" + Answers.PAGE);
        }
        long length = info.headers().firstValueAsLong("Content-Length").orElse(-1);
        if (info.statusCode() == OK && (length < 0 || length == size)) {
            return 0;
        }
        if (info.statusCode() == OK) {
            throw new IOException("it has " + length + " bytes, and the release names " + size);
        }
        String range = info.headers().firstValue("Content-Range").orElse("");
        if (info.statusCode() == PARTIAL && begin > 0 && range.equals("bytes " + begin + "-" + (size - 1) + "/" + size)) {
            return begin;
        }
        if (info.statusCode() == PARTIAL || info.statusCode() == NOT_SATISFIABLE) {
            again = begin > 0;
            Files.deleteIfExists(part);
            throw new IOException("the server has another part of it than was asked for (" + info.statusCode() + ")");
        }
        throw new IOException(Answers.words(info.statusCode()));
    }

    private void await(CompletableFuture<?> exchange, Bytes bytes) throws IOException {
        long began = worker.nanos();
        try {
            for (long before = -1; !done(exchange); before = bytes.count()) {
                if (bytes.count() == before && !bytes.pausing()) {
                    throw new IOException("nothing has come for " + patience.toSeconds() + " s");
                }
                if (worker.nanos() - began > WHOLE.toNanos()) {
                    throw new IOException("it has not come within an hour; the next try goes on");
                }
            }
        } finally {
            exchange.cancel(true);
            bytes.close();
        }
    }

    private boolean done(CompletableFuture<?> exchange) throws IOException {
        try {
            CompletableFuture.anyOf(exchange, stopped).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while a bundle came", e);
        }
    }
}
