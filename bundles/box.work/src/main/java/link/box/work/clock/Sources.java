package link.box.work.clock;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import link.box.api.work.Worker;

/** The source that the settings name. */
final class Sources {
    /** Servers of others are not to be hammered. */
    private static final Duration OTHERS = Duration.ofMinutes(5);
    /** Each question starts a process or some, on a small machine that may have no NTP for days. */
    private static final Duration PROGRAMS = Duration.ofSeconds(30);
    /** For labs: whoever set the clock is believed. */
    private static final Source SYSTEM = new Source() {
        @Override
        public Word ask(Instant wall, long nanos) {
            return Word.yes("it is taken as it is (clock.source is system)");
        }

        @Override
        public boolean knows() {
            return false;
        }
    };

    private Sources() {
    }

    static Source of(Config config, Worker worker) {
        return switch (config.source()) {
            case "system" -> SYSTEM;
            case "http" -> new Paced(new HttpDates(servers(config.servers()), "", worker, HttpDates.PATIENCE), OTHERS);
            case "ntp" -> new Paced(new KernelClock(Path.of("/")), PROGRAMS);
            default -> throw new IllegalArgumentException("clock.source must be ntp, http or system, not " + config.source());
        };
    }

    private static List<URI> servers(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).filter(each -> !each.isEmpty()).distinct()
                .limit(HttpDates.MOST_SERVERS).map(Sources::server).toList();
    }

    /** Over plain HTTP a captive portal, or anybody on the way, could set the time. */
    private static URI server(String text) {
        URI server = URI.create(text);
        if (!"https".equalsIgnoreCase(server.getScheme())) {
            throw new IllegalArgumentException("clock.servers must be https origins, and one is " + text);
        }
        return server;
    }
}
