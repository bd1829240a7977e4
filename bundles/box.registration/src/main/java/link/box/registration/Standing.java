package link.box.registration;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import link.box.api.registration.Registration;
import link.box.api.registration.Url;
import link.box.api.work.Task;
import link.box.api.work.Worker;
import link.box.common.fact.Published;

/** What the server knows of the Box now: keeps the fact, which lasts as long as the server remembers. Thread-safe. */
final class Standing {
    /** How it knows; the first that holds says which URLs. */
    enum Way { PLAIN, LETTERS, LISTED }

    private final String server;
    private final Worker worker;
    private final Published<Registration> fact;
    private final Map<Way, Hold> holds = new EnumMap<>(Way.class);
    private final Map<Way, Task> ends = new HashMap<>();

    Standing(String server, Worker worker, Published<Registration> fact) {
        this.server = server;
        this.worker = worker;
        this.fact = fact;
    }

    private record Hold(List<Url> urls, List<String> families) {
    }

    /** @param urls which the server, or an app by it, is told */
    synchronized void hold(Way way, List<Url> urls, List<String> families, Duration length) {
        end(way);
        holds.put(way, new Hold(urls, families));
        ends.put(way, worker.at(worker.now().plus(length), "see the announcement expire", () -> drop(way)));
        tell();
    }

    synchronized void drop(Way way) {
        end(way);
        if (holds.remove(way) != null) {
            tell();
        }
    }

    private void end(Way way) {
        Task old = ends.remove(way);
        if (old != null) {
            old.cancel();
        }
    }

    private void tell() {
        if (holds.isEmpty()) {
            fact.clear("the registration server has forgotten the Box by now");
            return;
        }
        List<String> families = Stream.of(Family.values()).map(Family::toString)
                .filter(each -> holds.values().stream().anyMatch(hold -> hold.families().contains(each))).toList();
        Registration next = new Registration(URI.create(server), holds.values().iterator().next().urls(), families);
        fact.set(next, "announced to " + next.server() + " over " + String.join(" and ", families) + ": " + (next.urls().isEmpty()
                ? "its address at home" : String.join(", ", next.urls().stream().map(each -> each.uri().toString()).toList())));
    }
}
