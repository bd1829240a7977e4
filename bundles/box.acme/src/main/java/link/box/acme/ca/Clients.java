package link.box.acme.ca;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import link.box.api.work.Worker;
import link.box.common.tls.Trust;

/**
 * The HTTP clients, one for each setting of whom to believe. They are kept, for Java 17 cannot close one: each has a thread and a selector
 * until the garbage is collected, which on a quiet Box may take days. HTTP/1.1, for an idle connection of HTTP/2 is kept for ever, even
 * when the router has forgotten it. One thread at a time.
 */
public final class Clients {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, Known> known = new HashMap<>();
    private final Worker worker;

    private record Known(HttpClient client, Optional<FileTime> changed) {
    }

    /** @param worker whose threads they use */
    public Clients(Worker worker) {
        this.worker = worker;
    }

    /** @return who runs them, and has the time */
    Worker worker() {
        return worker;
    }

    /**
     * Blocks for disk.
     *
     * @param trust as in the settings; a file is read anew when it has changed
     */
    HttpClient of(String trust) throws IOException {
        Optional<FileTime> changed = changed(trust);
        Known one = known.get(trust);
        if (one == null || !one.changed.equals(changed)) {
            one = new Known(HttpClient.newBuilder().sslContext(Trust.context(trust, null)).executor(worker).connectTimeout(TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NORMAL).version(HttpClient.Version.HTTP_1_1).build(), changed);
            known.put(trust, one);
        }
        return one.client;
    }

    private static Optional<FileTime> changed(String trust) throws IOException {
        Path file = Path.of(trust);
        return Files.isRegularFile(file) ? Optional.of(Files.getLastModifiedTime(file)) : Optional.empty();
    }
}
