package link.box.acme.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import link.box.acme.plan.Deferred;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone;
import link.box.api.work.RetryAfter;
import link.box.api.work.Worker;
import link.box.common.client.Reason;
import link.box.common.dns.Authority;
import link.box.common.dns.Nameserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows challenge values in the DNS (RFC 8555, section 8.4). Methods block for the network. */
public final class Dns01 {
    private static final Logger LOG = LoggerFactory.getLogger("box.acme");
    private static final Duration TTL = Duration.ofSeconds(60);

    private final String name;
    private final Zone zone;
    private final Authority authority;
    private final Worker worker;
    private final Duration wait;
    private final Duration margin;
    private final Duration cache;

    private List<String> values = List.of();
    private List<Nameserver> servers = List.of();
    /** What an earlier run of the Box has left is not known. */
    private boolean clean;
    private Duration pause = Duration.ZERO;
    private long since;
    private Long seen;

    /**
     * @param name of the challenge record
     * @param wait how long the zone's servers may take
     * @param margin how long to wait after all have shown it
     * @param cache how long the CA may remember another value of this name that it has seen
     */
    public Dns01(String name, Zone zone, Authority authority, Worker worker, Duration wait, Duration margin, Duration cache) {
        this.name = name;
        this.zone = zone;
        this.authority = authority;
        this.worker = worker;
        this.wait = wait;
        this.margin = margin;
        this.cache = cache;
    }

    /** @return whether several values can be shown at once */
    public boolean several() throws IOException {
        try {
            return zone.can().contains(Zone.Ability.MULTI);
        } catch (RetryAfter e) {
            throw new Deferred(e.getMessage(), e.delay(), false);
        }
    }

    /** Puts these values in the place of others. Whether they show is another question: see {@link #visible}. */
    public void put(List<String> wanted) throws IOException {
        boolean another = !values.isEmpty() && !values.equals(wanted);
        clean = false;
        try {
            zone.put(List.of(new RecordSet(name, RecordSet.Type.TXT, TTL, wanted)));
        } catch (RetryAfter e) {
            throw new Deferred(e.getMessage(), e.delay(), false);
        }
        pause = another && cache.compareTo(margin) > 0 ? cache : margin;
        servers = authority.servers();
        values = List.copyOf(wanted);
        since = worker.nanos();
        seen = null;
    }

    /**
     * A CA that asks too early remembers the failure, so all of the zone's servers must answer with the values, and the margin has to
     * pass. A server that is silent all the time is left aside at last: a secondary that is down for long must not stop us.
     *
     * @return whether the CA may look now
     * @throws IOException the time is over; says which server answers what
     */
    public boolean visible() throws IOException {
        if (seen == null) {
            List<String> wrong = new ArrayList<>();
            List<String> silent = new ArrayList<>();
            servers.forEach(server -> look(server, wrong, silent));
            boolean over = worker.nanos() - since > wait.toNanos();
            if (wrong.isEmpty() && (silent.isEmpty() || over && silent.size() < servers.size())) {
                LOG.info("challenge value is visible at {}{}", servers, silent.isEmpty() ? "" : ", but " + String.join("; ", silent));
                seen = worker.nanos();
            } else if (over) {
                wrong.addAll(silent);
                throw new IOException("the challenge value of " + name + " did not show within " + wait.toSeconds() + " s: "
                        + String.join("; ", wrong));
            }
        }
        return seen != null && worker.nanos() - seen >= pause.toNanos();
    }

    /** @return whether nothing of ours stands in the zone any more, as far as the server can remove */
    public boolean remove() {
        try {
            if (!clean && zone.can().contains(Zone.Ability.DELETE)) {
                zone.remove(name, RecordSet.Type.TXT);
            }
            clean = true;
            return true;
        } catch (IOException | RetryAfter | RuntimeException e) {
            LOG.info("challenge value of {} stays for now: {}", name, e.getMessage());
            return false;
        }
    }

    private void look(Nameserver server, List<String> wrong, List<String> silent) {
        try {
            List<String> texts = server.texts(name);
            if (!texts.containsAll(values)) {
                wrong.add(server + " answered " + texts);
            }
        } catch (IOException e) {
            silent.add(server + " did not answer (" + Reason.of(e) + ")");
        }
    }
}
