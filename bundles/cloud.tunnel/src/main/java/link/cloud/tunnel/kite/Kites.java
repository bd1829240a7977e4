package link.cloud.tunnel.kite;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which kites fly, and on which tunnels: one each, and few tunnels for each Box.
 *
 * <p>Who comes for a kite that flies gets it if its tunnel does not answer any more, or if it can name that tunnel's session: then it is
 * the same Box, which has moved on. Thread-safe, does not block.
 *
 * @param <T> the tunnels
 */
public final class Kites<T extends Holder> {
    /** More than a Box has use for: one that flies, one that it has just lost, and as much again. */
    static final int TUNNELS = 4;

    private static final Logger LOG = LoggerFactory.getLogger("cloud.tunnel");

    private final Map<Kite, T> flying = new ConcurrentHashMap<>();
    private final String zone;
    private final Landings<T> landings;

    /** What has become of a kite. */
    public enum Fate {
        /** It is on this tunnel now. */
        FLIES,
        /** It is on another one that is alive, or this one has ended. */
        TAKEN,
        /** Its Box has too many tunnels. */
        TOO_MANY
    }

    /**
     * @param zone in which each Box has a zone of its own
     * @param landings is told which kites come down, and which fly again
     */
    public Kites(String zone, Landings<T> landings) {
        this.zone = zone;
        this.landings = landings;
    }

    /** @return the tunnel of that kite, if it flies */
    public Optional<T> find(Kite kite) {
        return Optional.ofNullable(flying.get(kite));
    }

    /**
     * @param kite it may be flown by this tunnel
     * @param by the tunnel that wants to fly it
     * @param replaces the session that the tunnel says it follows, or an empty text
     */
    public CompletionStage<Fate> fly(Kite kite, T by, String replaces) {
        T holder = flying.putIfAbsent(kite, by);
        if (holder == null) {
            return CompletableFuture.completedStage(rises(kite, by));
        }
        if (holder == by) {
            return CompletableFuture.completedStage(stays(kite, by));
        }
        if (holder.session().equals(replaces)) {
            return CompletableFuture.completedStage(follow(kite, holder, by, "its Box has a new one"));
        }
        return holder.answers().thenApply(alive -> alive ? Fate.TAKEN
                : follow(kite, holder, by, "it does not answer, and its Box has a new one"));
    }

    /** Takes down what flies on that tunnel. */
    public void land(T tunnel) {
        flying.forEach((kite, by) -> {
            if (by == tunnel) {
                landings.landed(kite); // first: who finds that it does not fly finds that it has just landed
                if (flying.remove(kite, by)) {
                    LOG.info("{} does not fly any more", kite);
                }
            }
        });
    }

    /** @return how many fly */
    public int size() {
        return flying.size();
    }

    private Fate follow(Kite kite, T holder, T by, String reason) {
        boolean taken = flying.replace(kite, holder, by);
        if (taken) {
            holder.end(reason);
        }
        return taken || flying.putIfAbsent(kite, by) == null ? rises(kite, by) : Fate.TAKEN;
    }

    private Fate rises(Kite kite, T by) {
        Fate fate = stays(kite, by);
        if (fate == Fate.FLIES) {
            LOG.info("{} flies", kite);
            landings.flies(kite, by);
        }
        return fate;
    }

    /** It may have ended, and landed all that it had then, before this one was put up. */
    private Fate stays(Kite kite, T by) {
        Fate fate = !by.isOpen() ? Fate.TAKEN : crowded(kite.owner(zone)) ? Fate.TOO_MANY : Fate.FLIES;
        if (fate != Fate.FLIES) {
            flying.remove(kite, by);
        }
        return fate;
    }

    private boolean crowded(String owner) {
        return flying.entrySet().stream().filter(each -> isOf(owner, each.getKey())).map(Map.Entry::getValue).distinct().count() > TUNNELS;
    }

    /** The first look is for speed: thousands fly. */
    private boolean isOf(String owner, Kite kite) {
        return kite.host().endsWith(owner) && kite.owner(zone).equals(owner);
    }
}
