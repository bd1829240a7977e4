package link.box.acme;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone;
import link.box.api.work.RetryAfter;
import link.box.api.work.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows challenge values in the DNS (RFC 8555, section 8.4). */
final class Dns01 {
    private static final Logger LOG = LoggerFactory.getLogger("box.acme");
    private static final Duration TTL = Duration.ofSeconds(60);

    private final String name;
    private final Zone zone;
    private final Authority authority;
    private final Worker worker;
    private final Duration wait;

    Dns01(String name, Zone zone, Authority authority, Worker worker, Duration wait) {
        this.name = name;
        this.zone = zone;
        this.authority = authority;
        this.worker = worker;
        this.wait = wait;
    }

    /** @return whether several values can be shown at once */
    boolean several() throws IOException, RetryAfter {
        return zone.can().contains(Zone.Ability.MULTI);
    }

    /** Puts the values and waits until the zone's own servers answer with them; a CA that asks earlier would remember the failure. */
    void show(List<String> values) throws IOException, RetryAfter, InterruptedException {
        zone.put(List.of(new RecordSet(name, RecordSet.Type.TXT, TTL, values)));
        List<Nameserver> servers = authority.servers();
        Patience patience = new Patience(worker, wait);
        List<String> missing = missing(servers, values);
        while (!missing.isEmpty()) {
            if (patience.isOver()) {
                throw new IOException("the challenge value of " + name + " did not show within " + wait.toSeconds() + " s: "
                        + String.join("; ", missing));
            }
            patience.pause();
            missing = missing(servers, values);
        }
        LOG.info("challenge value is visible at {}", servers);
    }

    /** As well as the server can; a leftover does no harm. */
    void remove() throws InterruptedException {
        try {
            if (zone.can().contains(Zone.Ability.DELETE)) {
                zone.remove(name, RecordSet.Type.TXT);
            }
        } catch (IOException | RetryAfter e) {
            LOG.info("challenge value of {} stays for now: {}", name, e.getMessage());
        }
    }

    /** Who answers must answer right, and one must answer: a secondary that is down for long must not stop us. */
    private List<String> missing(List<Nameserver> servers, Collection<String> values) {
        List<String> wrong = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (Nameserver server : servers) {
            try {
                List<String> texts = server.texts(name);
                if (!texts.containsAll(values)) {
                    wrong.add(server + " answered " + texts);
                }
            } catch (IOException e) {
                silent.add(server + " did not answer (" + Reason.of(e) + ")");
            }
        }
        if (wrong.isEmpty() && silent.size() < servers.size()) {
            return List.of();
        }
        wrong.addAll(silent);
        return wrong;
    }
}
